import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import test from 'ava';
import { KERNEL_BTF } from '../../../src/driver/system-btf.js';
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
  t.regex(await code('--btf=none'), /\(u64 \*\)\(r1 \+ 0x10\)/);
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
    const { exit, out, err } = await run([
      '-c',
      '--no-verify',
      '--btf=none',
      '-o',
      '-',
      fixture(`${name}.v3.o`),
    ]);
    t.is(exit, 0, err);
    t.true(out.startsWith('\x7fELF'));
  });
}

test('two objects compile to one', async t => {
  const { exit, err } = await run(['-c', '-o', '-', fixture('link-one.v3.o'), fixture('link-two.v3.o')]);
  t.is(exit, 0, err);
});

test('types of the running kernel are the default, and what was used is recorded', async t => {
  if (!existsSync(KERNEL_BTF)) return void t.pass(`skipped: there is no ${KERNEL_BTF}`);
  const at = folder(t);
  const object = fixture('core.v3.o');
  const listed = (...words: string[]) => run(['--print-core', ...words, object]);
  // The kernel has no such types, and says so in all three ways.
  const byDefault = await listed();
  t.regex(byDefault.out, /struct subject___local\.id: not in the target/);
  t.deepEqual(await listed('--btf=kernel'), byDefault);
  t.deepEqual(await listed(`--btf=${KERNEL_BTF}`), byDefault);
  t.is((await listed('--btf=none')).out, '');
  const hash = createHash('sha256').update(readFileSync(KERNEL_BTF)).digest('hex').slice(0, 16);
  t.regex((await run(['-###', '-o', at('x.so'), object])).err, new RegExp(`^# --btf=sha256:${hash}$`, 'm'));
  t.notRegex((await run(['-###', '-o', at('x.so'), fixture('maps.v3.o')])).err, /--btf/);
  const btf = `--btf=${fixture('core-target.o')}`;
  await run(['--no-verify', '-w', btf, '-o', at('x.so'), object]);
  const { out } = await run(['inspect', '--json', at('x.so')]);
  t.regex(out, /--btf=sha256:[0-9a-f]{16}/);
  t.regex((await listed('--btf=none', btf)).err, /none stands alone/);
});

test('for another machine code stays as it was compiled, with a warning', async t => {
  const words = ['--no-verify', '--target=riscv64', '-emit-llvm', '-o', '-', fixture('core.v3.o')];
  const { err, exit, out } = await run(words);
  t.is(exit, 0, err);
  t.regex(err, /warning\[W0101\]: CO-RE relocations stay as they were compiled: this machine is not riscv64/);
  t.is((await run(['--btf=none', ...words])).out, out);
});

test('types of modules add to those of the system', async t => {
  const at = folder(t);
  const full = readFileSync(fixture('core-target.o'));
  // A base without the types that are asked for, and a module that goes on with its ids and strings.
  const { base, module } = splitBtf();
  writeFileSync(at('base.btf'), base);
  writeFileSync(at('module.btf'), module);
  const listed = async (...files: string[]) =>
    (await run(['--print-core', ...files.map(f => `--btf=${f}`), fixture('core.v3.o')])).out;
  t.regex(await listed(at('base.btf')), /struct subject___local\.id: not in the target/);
  t.regex(await listed(at('base.btf'), at('module.btf')), /struct subject___local\.id: 0 -> 24$/m);
  // What stands alone may come second too; the first that has a type gives it.
  writeFileSync(at('full.btf'), full);
  t.regex(await listed(at('base.btf'), at('full.btf')), /struct subject___local\.id: 0 -> 8$/m);
});

/** A base with one int, and a module whose struct `subject` has a member of that type at byte 24. */
function splitBtf(): { base: Uint8Array; module: Uint8Array } {
  const section = (types: number[], strings: string): Uint8Array => {
    const text = Buffer.from(strings);
    const words = Uint32Array.from([
      0x0001eb9f,
      24,
      0,
      types.length * 4,
      types.length * 4,
      text.length,
      ...types,
    ]);
    return Buffer.concat([new Uint8Array(words.buffer), text]);
  };
  const info = (kind: number, vlen = 0): number => ((kind << 24) | vlen) >>> 0;
  const base = section([5, info(1), 4, 32], '\0int\0u32\0');
  const offset = '\0int\0u32\0'.length;
  return {
    base,
    module: section([offset, info(4, 1), 28, offset + 'subject\0'.length, 1, 24 * 8], 'subject\0id\0'),
  };
}
