import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import koffi from 'koffi';
import {
  cpuLevel,
  exportedVersions,
  loopingFunctions,
  versionsFor,
} from '../../../../src/backends/llvm/versions.js';
import { DiagnosticSink } from '../../../../src/diag/diagnostic.js';
import { compileText } from '../../../../src/driver/compile.js';
import { findClang } from '../../../../src/driver/toolchain.js';
import { translateModule } from '../../../../src/ir/translate.js';
import { run } from '../../driver/shell.js';
import { moduleOfHex } from '../../ir/module-of.js';

const X86 = 'x86_64-linux-gnu';

test('versions are for machines with indirect functions', t => {
  t.is(versionsFor(X86).length, 2);
  t.is(versionsFor('x86_64-unknown-linux-gnu').length, 2);
  for (const triple of ['x86_64-linux-musl', 'aarch64-linux-gnu', 'riscv64-linux-gnu'])
    t.deepEqual(versionsFor(triple), []);
});

test('what loops, and what calls it, is worth compiling again', t => {
  const looping = (hex: string) =>
    [
      ...loopingFunctions(
        translateModule(moduleOfHex('p', hex), { entry: 'raw', stackSize: 512 }, new DiagnosticSink())!,
      ),
    ].sort();
  // r0 = 1; exit
  t.deepEqual(looping('b700000001000000 9500000000000000'), []);
  // r0 = r2; r0 -= 1; if r0 != 0 goto -2; exit
  t.deepEqual(looping('bf20000000000000 1700000001000000 5500feff00000000 9500000000000000'), [0]);
  // call +1; exit; the loop is the callee's
  t.deepEqual(
    looping(
      '8510000001000000 9500000000000000 bf10000000000000 1700000001000000 5500feff00000000 9500000000000000',
    ),
    [0, 1],
  );
});

test('the version that is chosen is the one that this processor has', async t => {
  if (process.arch !== 'x64') {
    t.pass('only x86-64 has versions');
    return;
  }
  const clang = await findClang(undefined, process.env, new DiagnosticSink(), undefined);
  if (!clang) {
    t.fail('no clang');
    return;
  }
  const versions = versionsFor(X86);
  const text = [
    `target triple = "${X86}"`,
    ...['.v1', ...versions.map(v => v.suffix)].map(
      (suffix, i) => `define internal i64 @"level${suffix}"() { ret i64 ${i + 1} }`,
    ),
    ...exportedVersions('level', 'i64 ()', versions),
    ...cpuLevel(),
  ].join('\n');
  const native = {
    triple: X86,
    optimise: '2',
    cpu: [],
    clangArgs: [],
    timeoutSeconds: 60,
    cache: undefined,
    trace() {},
  };
  const made = await compileText(clang, `${text}\n`, 'so', native, new DiagnosticSink());
  const dir = mkdtempSync(join(tmpdir(), 'ebpfc-test-'));
  t.teardown(() => rmSync(dir, { recursive: true }));
  writeFileSync(join(dir, 'level.so'), made!);
  const level = Number(koffi.load(join(dir, 'level.so')).func('uint64_t level()')());

  const flags = new Set(/^flags\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))![1]!.split(' '));
  const has = (...names: string[]) => names.every(name => flags.has(name));
  const v3 = has('avx2', 'bmi1', 'bmi2', 'fma', 'movbe', 'popcnt', 'f16c', 'abm', 'sse4_2');
  const v4 =
    v3 &&
    has('avx512f', 'avx512dq', 'avx512ifma', 'avx512cd', 'avx512bw', 'avx512vl') &&
    has('avx512vbmi', 'avx512_vbmi2', 'avx512_vnni', 'avx512_bitalg', 'avx512_vpopcntdq');
  t.is(level, v4 ? 3 : v3 ? 2 : 1);
});

test('a program computes the same in every version', async t => {
  const dir = mkdtempSync(join(tmpdir(), 'ebpfc-test-'));
  t.teardown(() => rmSync(dir, { recursive: true }));
  const source = join(dir, 'bits.s');
  // Counts the bits of its memory, byte by byte.
  writeFileSync(
    source,
    [
      'mov %r0, 0',
      'add %r2, %r1',
      'next:',
      'jge %r1, %r2, out',
      'ldxb %r3, [%r1]',
      'bit:',
      'jeq %r3, 0, step',
    ]
      .concat(['mov %r4, %r3', 'and %r4, 1', 'add %r0, %r4', 'rsh %r3, 1', 'ja bit'])
      .concat(['step:', 'add %r1, 1', 'ja next', 'out:', 'exit', ''])
      .join('\n'),
  );
  const hex = `--hex=${'0123456789abcdef'.repeat(8)}`;
  const result = async (...words: string[]) => (await run(['run', ...words, hex, source], process.env)).out;
  t.is(await result(), 'bits returned 256 (0x100)\n');
  t.is(await result('--no-cpu-dispatch'), await result());
  const text = (await run(['--emit=llvm', '-o', '-', `--target=${X86}`, source])).out;
  t.regex(text, /^@bits = protected ifunc i64 \(ptr, i64, ptr\)/m);
  t.notRegex((await run(['--emit=llvm', '-O1', '-o', '-', source])).out, /ifunc/);
});
