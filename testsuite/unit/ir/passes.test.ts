import test from 'ava';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { runPasses } from '../../../src/ir/passes.js';
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
