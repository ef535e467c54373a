import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';
import { packageRoot, resourceDir } from '../../../src/driver/resources.js';
import { run } from './shell.js';

const execute = promisify(execFile);
const home = mkdtempSync(join(tmpdir(), 'ebpfc-test-'));
test.after.always(() => rmSync(home, { recursive: true }));
const cached = { ...process.env, XDG_CACHE_HOME: home };
const MAPS = join(packageRoot(), 'testsuite/fixtures/maps.v3.o');
const PACKET = `${'ff'.repeat(12)}0800${'45'.repeat(46)}`;

async function compile(
  t: { is(a: unknown, b: unknown, c?: string): void },
  output: string,
  ...words: string[]
) {
  const path = join(home, output);
  const { exit, err } = await run(['-o', path, ...words], cached);
  t.is(exit, 0, err);
  return path;
}

test.serial('a host links the object, calls the program, and finds the maps that it made', async t => {
  for (const [name, emit] of [
    ['program.o', '--emit=obj'],
    ['libprogram.so', '--emit=so'],
  ] as const) {
    const object = await compile(t, name, '--standalone', emit, MAPS);
    const host = join(home, `host-${name}`);
    const include = `-I${join(resourceDir(), 'include')}`;
    const source = join(resourceDir(), 'test/standalone.c');
    await execute('gcc', ['-O1', '-fPIC', include, source, object, '-lm', '-pthread', '-o', host]);
    const { stdout } = await execute(host);
    t.is(stdout, 'count 2\ncounters 2\n');
  }
});

test.serial('a command runs the program on a packet, from its words, a file or its input', async t => {
  const command = await compile(t, 'count', '--emit=exe', MAPS);
  const words = ['--program', 'count'];
  t.is((await execute(command, [...words, '--hex', PACKET])).stdout, 'count returned 2 (0x2)\n');
  const file = join(home, 'packet');
  writeFileSync(file, Buffer.from(PACKET, 'hex'));
  t.regex(
    (await execute(command, [...words, '--repeat', '3', file])).stdout,
    /^count returned 2 .*each of 3\n$/,
  );
  const short = await execute(command, [...words, '--hex', '00']).catch(error => error);
  t.is(short.code, 1);
  t.regex(short.stderr, /count: .*14/);
  const wrong = await execute(command, ['--what']).catch(error => error);
  t.is(wrong.code, 2);
});

test.serial('a raw program becomes a command too, and needs only libc', async t => {
  const source = join(home, 'sum.s');
  writeFileSync(source, 'ldxb %r0, [%r1]\nlsh %r0, 56\nor %r0, %r2\nexit\n');
  const command = await compile(t, 'sum', '--emit=exe', '-w', source);
  t.is(
    (await execute(command, ['--hex', 'ff 00:00'])).stdout,
    `sum returned ${0xff00000000000003n} (0xff00000000000003)\n`,
  );
  const { stdout } = await execute('readelf', ['-d', command]);
  for (const [, needed] of stdout.matchAll(/NEEDED.*\[(.*)\]/g)) t.regex(needed!, /^(libc\.so|ld-linux)/);
});
