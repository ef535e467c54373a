import test from 'ava';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { checkModule } from '../../../src/ir/check.js';
import { parseFunctions } from '../../../src/ir/parse.js';
import { dcePass } from '../../../src/ir/passes/dce.js';
import { narrowPass } from '../../../src/ir/passes/narrow.js';
import { stackPass } from '../../../src/ir/passes/stack.js';
import { switchPass } from '../../../src/ir/passes/switch.js';
import { type Pass, runPasses } from '../../../src/ir/passes.js';
import { printModule } from '../../../src/ir/print.js';
import { translateModule } from '../../../src/ir/translate.js';
import { moduleOfHex } from './module-of.js';

function optimised(hex: string): string {
  const sink = new DiagnosticSink();
  const ir = translateModule(moduleOfHex('prog', hex), { entry: 'raw', stackSize: 512 }, sink)!;
  runPasses(ir, { disabled: new Set(), sink });
  return printModule(ir).replace(/ ; @\d+/g, '');
}

test('a shift pair becomes the extension that it is', t => {
  // r0 = r2; r0 <<= 32; r0 >>= 32; exit
  t.is(
    optimised('bf20000000000000 6700000020000000 7700000020000000 9500000000000000'),
    'raw @prog {\nb0(v0: i64, v1: i64):\n  v2 = trunc.i32 v1\n  v3 = zext.i64 v2\n  ret v3\n}\n',
  );
  // r0 = r2; r0 <<= 48; r0 s>>= 56: not a whole type, but a shift of one
  t.regex(
    optimised('bf20000000000000 6700000030000000 c700000038000000 9500000000000000'),
    /v2 = trunc\.i16 v1\n {2}v3 = sext\.i64 v2\n {2}v4 = ashr\.i64 v3, 8\n {2}ret v4/,
  );
});

test('a signed comparison of what is zero-extended is an unsigned one of what was extended', t => {
  // r0 = *(u32 *)(r1 + 0); if r0 s> 31 goto +1; r0 = 7; exit
  const positive = optimised('6110000000000000 650001001f000000 b700000007000000 9500000000000000');
  t.regex(positive, /ugt\.i32 v\d+, 31/);
  // Against -1 it holds always, and must stay as wide as it is.
  const negative = optimised('6110000000000000 65000100ffffffff b700000007000000 9500000000000000');
  t.regex(negative, /sgt\.i64 v\d+, /);
});

test('a spilled register comes back as the value it was', t => {
  // *(u64 *)(r10 - 8) = r1; if r2 == 0 goto +1; r2 = 1; r0 = *(u64 *)(r10 - 8); exit
  t.is(
    optimised('7b1af8ff00000000 1502010000000000 b702000001000000 79a0f8ff00000000 9500000000000000'),
    'raw @prog {\nb0(v0: i64, v1: i64):\n  ret v0\n}\n',
  );
});

test('a load is kept until something may have written there', t => {
  // r0 = *(u64 *)(r1 + 0); r3 = *(u64 *)(r1 + 0); *(u8 *)(r1 + 8) = r3; r4 = *(u64 *)(r1 + 0); r0 += r4; exit
  const twice = optimised(
    '7910000000000000 7913000000000000 7331080000000000 7914000000000000 0f40000000000000 9500000000000000',
  );
  t.is(twice.match(/load\.i64/g)?.length, 1);
  // The same with a store into the bytes that were read.
  const clobbered = optimised(
    '7910000000000000 7913000000000000 7331070000000000 7914000000000000 0f40000000000000 9500000000000000',
  );
  t.is(clobbered.match(/load\.i64/g)?.length, 2);
});

/** Runs one pass over a function given as text. */
function after(pass: Pass, lines: readonly string[]): string {
  const sink = new DiagnosticSink();
  const module = translateModule(
    moduleOfHex('f', '9500000000000000'),
    { entry: 'raw', stackSize: 512 },
    sink,
  )!;
  const [func] =
    parseFunctions(
      `raw @f {\n  slot s0 at -512 size 512\n${lines.join('\n')}\n}\n`,
      () => module.functions[0]!.spec,
      sink,
    ) ?? [];
  complain(sink);
  const changed = { source: module.source, functions: [func!] };
  pass.run(changed, { sink });
  dcePass.run(changed, { sink });
  return checkModule(changed).join('\n') + printModule(changed);
}

function complain(sink: DiagnosticSink): void {
  if (sink.errors > 0) throw new Error(JSON.stringify(sink.diagnostics));
}

test('a tree of comparisons becomes a switch', t => {
  const text = after(switchPass, [
    'b0(v0: i64, v1: i64):',
    '  v2 = ugt.i64 v1, 2',
    '  br v2, b1, b3',
    'b1():',
    '  v3 = eq.i64 v1, 3',
    '  br v3, b5(30), b2',
    'b2():',
    '  v4 = eq.i64 v1, 9',
    '  br v4, b5(90), b5(0)',
    'b3():',
    '  v5 = eq.i64 v1, 0',
    '  br v5, b5(1), b4',
    'b4():',
    '  v6 = slt.i64 v1, 2',
    '  br v6, b5(10), b5(20)',
    'b5(v7: i64):',
    '  ret v7',
  ]);
  t.regex(text, /switch\.i64 v1, b1\(0\), 0: b1\(1\), 1: b1\(10\), 2: b1\(20\), 3: b1\(30\), 9: b1\(90\)\n/);
});

test('comparisons of different values stay', t => {
  const lines = ['b0(v0: i64, v1: i64):', '  v2 = eq.i64 v1, 1', '  br v2, b4(1), b1'];
  for (let i = 1; i <= 3; i++)
    lines.push(
      `b${i}():`,
      `  v${i + 2} = eq.i64 v${i % 2 ? 0 : 1}, ${i}`,
      `  br v${i + 2}, b4(${i}), ${i < 3 ? `b${i + 1}` : 'b4(0)'}`,
    );
  lines.push('b4(v9: i64):', '  ret v9');
  t.notRegex(after(switchPass, lines), /switch/);
});

test('operations on what is 32 bits wide are done in 32 bits', t => {
  const text = after(narrowPass, [
    'b0(v0: i64, v1: i64):',
    '  v2 = load.i32 v0',
    '  v3 = zext.i64 v2',
    '  v4 = lshr.i64 v3, 4',
    '  v5 = add.i64 v3, v1',
    '  v6 = trunc.i32 v5',
    '  v7 = zext.i64 v6',
    '  v8 = or.i64 v4, v7',
    '  ret v8',
  ]);
  t.regex(text, /lshr\.i32 /);
  t.regex(text, /add\.i32 /);
  t.regex(text, /or\.i32 /);
});

test('a mask and a shift that leaves no high half ask for none', t => {
  const text = after(narrowPass, [
    'b0(v0: i64, v1: i64):',
    '  v2 = load.i32 v0',
    '  v3 = zext.i64 v2',
    '  v4 = mul.i64 v3, 5',
    '  v5 = and.i64 v4, 4294836224',
    '  v6 = lshr.i64 v5, 17',
    '  v7 = add.i64 v3, v1',
    '  v8 = shl.i64 v7, 32',
    '  v9 = or.i64 v6, v8',
    '  ret v9',
  ]);
  for (const op of ['mul', 'and', 'lshr', 'add']) t.regex(text, new RegExp(`${op}\\.i32 `));
});

/** A frame of 512 bytes: a spill above an array of 16 words at -64, of which one is chosen by `index`. */
const indexed = (...index: readonly string[]): string =>
  after(stackPass, [
    'b0(v0: i64, v1: i64):',
    '  v2 = slot.addr s0 + 512',
    '  store.i64 v2 - 72, v0',
    ...index,
    '  v8 = add.i64 v2, -64',
    '  v9 = add.i64 v8, v7',
    '  store.i32 v9, 1',
    '  v10 = load.i64 v2 - 72',
    '  v11 = load.i32 v9',
    '  v12 = zext.i64 v11',
    '  v13 = add.i64 v10, v12',
    '  ret v13',
  ]);

test('an array on the stack that is indexed within bounds leaves the rest of the frame to values', t => {
  const text = indexed('  v6 = and.i64 v1, 15', '  v7 = shl.i64 v6, 2');
  t.regex(text, /slot s0 at -64 size 64\n/);
  t.notRegex(text, /load\.i64/);
});

test('an index that reaches further keeps what it may touch in memory', t => {
  t.regex(indexed('  v6 = and.i64 v1, 31', '  v7 = shl.i64 v6, 2'), /load\.i64/);
  t.regex(indexed('  v7 = lshr.i64 v1, 1'), /slot s0 at -512 size 512\n[\s\S]*load\.i64/);
});

test('a branch bounds the index where it leads, and nowhere else', t => {
  const branch = (first: string, second: string) =>
    after(stackPass, [
      'b0(v0: i64, v1: i64):',
      '  v2 = slot.addr s0 + 512',
      '  store.i64 v2 - 72, v0',
      '  v3 = ult.i64 v1, 61',
      `  br v3, ${first}, ${second}`,
      'b1():',
      '  v4 = add.i64 v2, v1',
      '  v5 = load.i32 v4 - 64',
      '  v6 = load.i64 v2 - 72',
      '  ret v6',
      'b2():',
      '  ret 0',
    ]);
  t.regex(branch('b1', 'b2'), /ret v0\n/);
  t.regex(branch('b2', 'b1'), /load\.i64/);
  t.regex(branch('b1', 'b1'), /load\.i64/);
});

test('an index that was spilled is bounded by what was stored', t => {
  const spilled = (other: string) =>
    indexed(
      '  v3 = and.i64 v1, 60',
      '  store.i64 v2 - 80, v3',
      '  v4 = ne.i64 v0, 0',
      '  br v4, b1, b2',
      'b1():',
      `  ${other}`,
      '  jump b2',
      'b2():',
      '  v7 = load.i64 v2 - 80',
    );
  t.regex(spilled('store.i64 v2 - 80, 4'), /slot s0 at -64 size 64\n/);
  t.regex(spilled('store.i64 v2 - 80, 64'), /size 512\n/, 'past the end of the frame');
  t.regex(spilled('store.i64 v2 - 80, v0'), /size 512\n/);
  t.regex(spilled('store.i32 v2 - 76, 4'), /size 512\n/);
});

test('what has a high half that is used, or shifts further than 31, stays', t => {
  const text = after(narrowPass, [
    'b0(v0: i64, v1: i64):',
    '  v2 = load.i32 v0',
    '  v3 = zext.i64 v2',
    '  v4 = or.i64 v3, v1',
    '  v5 = lshr.i64 v3, v4',
    '  v6 = add.i64 v5, v3',
    '  v7 = shl.i64 v3, 1',
    '  v8 = xor.i64 v6, v7',
    '  ret v8',
  ]);
  t.notRegex(text, /(or|xor|add|shl|lshr)\.i32 /);
});

test('a constant that covers several fields of the frame is stored by field', t => {
  // *(u64 *)(r10 - 8) = 7; r1 = r10; r1 += -8; r0 = *(u32 *)(r1 + 4); r2 = *(u16 *)(r1 + 2); r0 += r2; exit
  const text = optimised(
    '7a0af8ff07000000 bfa1000000000000 07010000f8ffffff 6110040000000000 6912020000000000 0f20000000000000 9500000000000000',
  );
  t.is(text, 'raw @prog {\nb0(v0: i64, v1: i64):\n  ret 0\n}\n');
});
