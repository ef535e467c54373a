import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { resourceDir } from '../../../src/driver/resources.js';
import { run } from './shell.js';

const OBJECT = new URL('../../../../testsuite/fixtures/globals.v4.o', import.meta.url).pathname;

function folder(t: { teardown(f: () => void): void }) {
  const dir = mkdtempSync(join(tmpdir(), 'ebpfc-test-'));
  t.teardown(() => rmSync(dir, { recursive: true }));
  return (name: string) => join(dir, name);
}

/** What the object returns on its first run, with options. */
async function result(...words: string[]): Promise<string> {
  const { out, err, exit } = await run([
    'run',
    '--no-verify',
    '-w',
    `--hex=${'00'.repeat(64)}`,
    ...words,
    OBJECT,
  ]);
  return exit === 0 ? (/returned (\d+)/.exec(out)?.[1] ?? out) : err;
}

test('globals have the values that are set', async t => {
  t.is(await result(), '10');
  t.is(await result('--set', 'limit=5'), '32', 'a constant');
  t.is(await result('--set', 'total=0x7fffffff'), '32', 'data');
  t.is(await result('--set=calls=4'), '14', 'what was zero');
  t.is(await result('--set=local_static=100', '--set', 'calls=1'), '102', 'a static of a function');
  t.is(await result('--set=use_globals.local_static=100'), '101');
  t.is(await result('--set', 'limit=5', '--set=limit=100'), '10', 'the last wins');
});

test('what was set is recorded', async t => {
  const at = folder(t);
  await run(['--no-verify', '-w', '--set=limit=5', '--late-rodata', '-o', at('x.so'), OBJECT]);
  const { out } = await run(['inspect', at('x.so')]);
  t.regex(out, /--set=limit=5/);
  t.regex(out, /late-rodata/);
});

for (const [setting, message] of [
  ['limit', /a setting is NAME=VALUE/],
  ['nothing=1', /E0117.*\n.*it has .*limit/],
  ['limit=much', /much is not a number/],
  ['limit=-1', /does not fit an unsigned number of 4 bytes/],
  ['limit=0x100000000', /does not fit/],
  ['limit=08', /not a number/],
  ['limit.x=1', /has no member x/],
  ['limit[0]=1', /no array/],
  ['limit+1=1', /E0117/],
  ['title=much too long', /the text has 13 bytes/],
  ['title[8]=1', /it has 8 elements/],
  ['zeroes=1', /set its elements/],
  ['zeroes[1]x=1', /neither/],
  ['pointer=1', /is a ptr/],
] as const) {
  test(`--set ${setting} is refused`, async t => {
    const { err, exit } = await run(['--no-verify', '-w', '--check', '--set', setting, OBJECT]);
    t.is(exit, 1);
    t.regex(err, message);
  });
}

test('elements, characters and text', async t => {
  const ir = async (...settings: string[]) =>
    (await run(['--no-verify', '-w', '--emit=ir', '-o', '-', ...settings.map(s => `--set=${s}`), OBJECT]))
      .out;
  const section = (text: string, name: string) => text.split('\n').find(line => line.includes(`"${name}"`));
  t.regex(section(await ir('title=abc'), '.rodata')!, /61626300{5}/i);
  t.regex(section(await ir("title[1]='z'"), '.rodata')!, /657a7066630{6}/i);
  t.regex(section(await ir('zeroes[2]=0b11'), '.bss')!, /data align .* bytes (00)*03000000/);
});

test('a host sets constants by name before the first run, where that was allowed', async t => {
  const at = folder(t);
  const compile = async (name: string, ...words: string[]) =>
    t.is((await run(['--no-verify', '-w', ...words, '-o', at(name), OBJECT])).exit, 0);
  await compile('late.so', '--late-rodata');
  await compile('frozen.so');
  const runtime = resourceDir();
  const flags = [
    '-std=gnu11',
    '-g',
    '-Wall',
    '-Wextra',
    '-Wconversion',
    '-Werror',
    '-fsanitize=address,undefined',
  ];
  execFileSync('gcc', [
    ...[...flags, `-I${join(runtime, 'include')}`, join(runtime, 'test/api_rodata.c')],
    ...[join(runtime, 'ebpfc_all.c'), '-lm', '-pthread', '-o', at('host')],
  ]);
  t.is(execFileSync(at('host'), [at('late.so'), at('frozen.so')], { encoding: 'utf8', stdio: 'pipe' }), '');
});
