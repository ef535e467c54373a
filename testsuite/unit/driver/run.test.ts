import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { packageRoot } from '../../../src/driver/resources.js';
import { run } from './shell.js';

const MAPS = join(packageRoot(), 'testsuite/fixtures/maps.v4.o');
const PACKET = `${'ff'.repeat(12)}0800${'45'.repeat(46)}`;

/** Runs assembly text; the cache is that of the folder, so that the runtime is built once for all tests. */
const home = mkdtempSync(join(tmpdir(), 'ebpfc-test-'));
test.after.always(() => rmSync(home, { recursive: true }));
const cached = { ...process.env, XDG_CACHE_HOME: home };

function assembled(name: string, source: string): string {
  const path = join(home, `${name}.s`);
  writeFileSync(path, source);
  return path;
}

test.serial('a raw program gets its memory, and all 64 bits of its result are shown', async t => {
  const path = assembled('sum', 'ldxb %r0, [%r1]\nlsh %r0, 56\nor %r0, %r2\nexit\n');
  const { exit, out, err } = await run(['run', '--hex=ff 00:00', path], cached);
  t.is(exit, 0, err);
  t.is(out, `sum returned ${0xff00000000000003n} (0xff00000000000003)\n`);
  const json = JSON.parse((await run(['run', '--json', '--repeat=10', '--hex=01', path], cached)).out);
  t.is(json.retval, '0x100000000000001');
  t.true(Number.isInteger(json.durationNs));
});

test.serial('what the program did to its memory can be seen', async t => {
  const path = assembled('store', 'stb [%r1+1], 0x55\nmov %r0, 0\nexit\n');
  t.regex((await run(['run', '--hex=0102', path], cached)).out, /^data: 0155$/m);
  const out = join(home, 'out.bin');
  await run(['run', '--hex=0102', `--data-out=${out}`, path], cached);
  t.deepEqual([...readFileSync(out)], [1, 0x55]);
});

test.serial('a crash is reported with its signal, and ebpfc ends as the program did', async t => {
  const path = assembled('crash', 'mov %r1, 8\nldxdw %r0, [%r1]\nexit\n');
  const { exit, err } = await run(['run', path], cached);
  t.is(exit, 128 + 11);
  t.regex(err, /error\[E0812\]: program crash was ended by SIGSEGV/);
});

test.serial('a program that does not end is stopped', async t => {
  const path = assembled('loop', 'ja -1\nexit\n');
  const { exit, err } = await run(['run', '--timeout=2', path], cached);
  t.is(exit, 1);
  t.regex(err, /error\[E0813\]: program loop did not end within 2 seconds/);
});

test.serial('an object runs with its maps, compiled or not', async t => {
  const words = ['--program=count', `--hex=${PACKET}`, '--dump-maps'];
  const direct = await run(['run', ...words, MAPS], cached);
  t.is(direct.exit, 0, direct.err);
  t.regex(direct.out, /^count returned 2 \(0x2\)$/m);
  t.regex(direct.out, /^map counters:\n {2}01000000 -> 0100000000000000$/m);
  const object = join(home, 'maps.so');
  await run(['-o', object, MAPS], cached);
  t.is((await run(['run', ...words, object], cached)).out, direct.out);
});

test.serial('code for this very machine says what it needs, and runs', async t => {
  if (process.arch !== 'x64') {
    t.pass();
    return;
  }
  const path = assembled('native', 'mov %r0, 7\nexit\n');
  const { exit, out, err } = await run(['run', '-march=native', path], cached);
  t.is(exit, 0, err);
  t.is(out, 'native returned 7 (0x7)\n');
  const object = join(home, 'v3.so');
  await run(['-march=x86-64-v3', '-o', object, path], cached);
  t.regex((await run(['inspect', object], cached)).out, /target +x86_64-linux-gnu avx,avx2,bmi,/);
  const wrong = await run(['-march=vax', '-o', object, path], cached);
  t.is(wrong.exit, 2);
  t.regex(wrong.err, /-march=vax is not a value of -march, -mcpu or --features/);
});

test.serial('mistakes are told', async t => {
  t.is((await run(['run'], cached)).exit, 2);
  const several = await run(['run', MAPS], cached);
  t.is(several.exit, 2);
  t.regex(several.err, /one of: .*count/);
  t.regex((await run(['run', '--program=none', MAPS], cached)).err, /E0811/);
  t.is((await run(['run', '--program=count', '--hex=0', MAPS], cached)).exit, 2);
  const short = await run(['run', '--program=count', '--hex=00', MAPS], cached);
  t.is(short.exit, 1);
  t.regex(short.err, /error\[E0814\]/, 'the kernel refuses a frame that is no frame');
});
