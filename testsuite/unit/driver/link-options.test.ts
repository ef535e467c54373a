import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import test from 'ava';
import { run } from './shell.js';

const FIXTURES = resolve(import.meta.dirname, '../../../../testsuite/fixtures');
const fixture = (name: string): string => join(FIXTURES, name);

function folder(t: { teardown(f: () => void): void }) {
  const dir = mkdtempSync(join(tmpdir(), 'ebpfc-test-'));
  t.teardown(() => rmSync(dir, { recursive: true }));
  return (name: string) => join(dir, name);
}

test('CO-RE relocations can be listed, and reach the code', async t => {
  const core = fixture('core.v3.o');
  const btf = `--btf=${fixture('core-target.o')}`;
  const { exit, out, err } = await run(['--print-core', btf, core]);
  t.is(exit, 0, err);
  t.regex(out, /^raw_tp\/fields\+0: field_byte_offset struct subject___local\.id: 0 -> 8$/m);
  t.regex(out, /field_byte_offset struct subject___local\.gone: not in the target$/m);
  t.is(out.split('\n').length, 27);
  const code = async (...words: string[]) => (await run(['--emit=bpf', '-o', '-', ...words, core])).out;
  t.regex(await code(), /\(u64 \*\)\(r1 \+ 0x10\)/);
  t.regex(await code(btf), /\(u64 \*\)\(r1 \+ 0x28\)/);
});

test('types may be bare BTF, and must be BTF', async t => {
  const at = folder(t);
  const elf = readFileSync(fixture('core-target.o'));
  const start = elf.indexOf(Buffer.from([0x9f, 0xeb, 1, 0]));
  writeFileSync(at('types.btf'), elf.subarray(start));
  const { out } = await run(['--print-core', `--btf=${at('types.btf')}`, fixture('core.v3.o')]);
  t.regex(out, /struct subject___local\.id: 0 -> 8$/m);
  const { exit, err } = await run(['--btf=/bin/sh', fixture('core.v3.o')]);
  t.is(exit, 1);
  t.regex(err, /E0106.*no section \.BTF/);
  t.is((await run([`--btf=${at('missing')}`, fixture('core.v3.o')])).exit, 1);
});

test('kernel configuration and undefined functions', async t => {
  const at = folder(t);
  writeFileSync(at('config'), 'CONFIG_HZ=77777\n');
  const { out, err, exit } = await run([
    // Nothing says what the host's function takes.
    '--no-verify',
    '-emit-llvm',
    '-o',
    '-',
    `--kconfig=${at('config')}`,
    fixture('externs.v3.o'),
  ]);
  t.is(exit, 0, err);
  t.regex(out, /77777|\\D1\/\\01\\00/i);
  writeFileSync(at('config'), 'CONFIG_HZ=much\n');
  t.regex((await run([`--kconfig=${at('config')}`, fixture('externs.v3.o')])).err, /E0116/);
});

for (const name of ['core', 'externs', 'globals', 'maps', 'struct-ops', 'subprograms']) {
  test(`the ${name} fixture compiles`, async t => {
    const { exit, out, err } = await run(['-c', '--no-verify', '-o', '-', fixture(`${name}.v3.o`)]);
    t.is(exit, 0, err);
    t.true(out.startsWith('\x7fELF'));
  });
}

test('two objects compile to one', async t => {
  const { exit, err } = await run(['-c', '-o', '-', fixture('link-one.v3.o'), fixture('link-two.v3.o')]);
  t.is(exit, 0, err);
});
