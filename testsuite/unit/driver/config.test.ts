import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { run } from './shell.js';

const OBJECT = new URL('../../../../testsuite/fixtures/globals.v4.o', import.meta.url).pathname;

function folder(t: { teardown(f: () => void): void }) {
  const dir = mkdtempSync(join(tmpdir(), 'ebpfc-test-'));
  t.teardown(() => rmSync(dir, { recursive: true }));
  mkdirSync(join(dir, 'sub'));
  writeFileSync(join(dir, 'sub/add.s'), 'mov %r0, 40\nadd %r0, 2\nexit\n');
  return {
    at: (name: string) => join(dir, name),
    write: (name: string, value: unknown) =>
      writeFileSync(join(dir, name), typeof value === 'string' ? value : JSON.stringify(value, null, 2)),
  };
}

test('options and inputs come from a file, and the command line wins', async t => {
  const { at, write } = folder(t);
  write('ebpfc.json', {
    $schema: 'any',
    files: ['sub/add.s'],
    emit: 'bpf',
    syntax: 'mnemonic',
    o: 'out.txt',
    verify: false,
    W: ['no-unverified'],
  });
  const config = `--config=${at('ebpfc.json')}`;
  t.deepEqual(await run([config]), { exit: 0, out: '', err: '' });
  t.regex(readFileSync(at('out.txt'), 'utf8'), /mov %r0, 0x28/);
  const printed = await run(['-o', '-', '--syntax=c', '--config', at('ebpfc.json')]);
  t.regex(printed.out, /r0 = 0x28/);
  const { out } = await run([config, '-o', '-', '--emit=ir', '--no-verify', OBJECT]);
  t.regex(out, /@use_globals/, 'inputs of the command line take the place of those of the file');
});

test('lists, objects and flags', async t => {
  const { at, write } = folder(t);
  write('c.json', { set: { limit: 5, calls: '0x2' }, 'no-such': 1 });
  t.regex((await run(['--config', at('c.json'), '--check', OBJECT])).err, /no-such/);
  write('c.json', { set: { limit: 5, calls: '0x2' }, verify: false, w: true, btf: 'none', O: '1' });
  await run(['--config', at('c.json'), '-o', at('x.so'), '--set=calls=3', OBJECT]);
  const { command } = JSON.parse((await run(['inspect', '--json', at('x.so')])).out) as { command: string };
  t.is(command, '-O1 --set=limit=5 --set=calls=0x2 --set=calls=3');
});

for (const [name, text, message, line] of [
  ['no JSON', '{\n  "O": "2",\n}', /it is no JSON/, 3],
  ['cut off', '{ "O": ', /it is no JSON/, 1],
  ['no object', '[]', /not an object of options/, 1],
  ['no option', '{\n  "optimize": "2"\n}', /there is no option optimize/, 2],
  ['another command', '{ "engine": "ir" }', /engine is an option of conformance, not of compile/, 1],
  ['no choice', '{\n\n  "O": "9"\n}', /O is one of 0, 1, 2, 3, s/, 3],
  ['no flag', '{ "verify": "yes" }', /verify is true or false/, 1],
  ['no number', '{ "timeout": -1 }', /timeout is a whole number/, 1],
  ['no text', '{ "target": 64 }', /target is a text/, 1],
  ['no list', '{ "prog": [1] }', /prog is a text, or a list of them/, 1],
  ['no files', '{ "files": "a.o" }', /files is a list of names/, 1],
] as const) {
  test(`a configuration with ${name} is refused with its line`, async t => {
    const { at, write } = folder(t);
    write('c.json', text);
    const { exit, err } = await run([`--config=${at('c.json')}`, OBJECT]);
    t.is(exit, 2);
    t.regex(err, message);
    t.true(err.includes(`c.json:${line}:`), err);
    t.is(err.match(/error\[/g)?.length, 1);
  });
}

test('a configuration that is not there is said so', async t => {
  const { exit, err } = await run(['--config=/nonexistent.json', OBJECT]);
  t.not(exit, 0);
  t.regex(err, /E0804.*nonexistent\.json/);
});
