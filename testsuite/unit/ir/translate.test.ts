import test from 'ava';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { printModule } from '../../../src/ir/print.js';
import { translateModule } from '../../../src/ir/translate.js';
import { moduleOfHex } from './module-of.js';

function translated(hex: string): string {
  const sink = new DiagnosticSink();
  const options = { entry: 'raw', stackSize: 512 } as const;
  const ir = translateModule(moduleOfHex('prog', hex), options, sink);
  return ir ? printModule(ir) : sink.diagnostics.map(d => `${d.code} ${d.message}`).join('\n');
}

test('a loop gets parameters for the registers that change and are live', t => {
  // r0 = 0; r3 = 5; loop: r0 += r3; r3 -= 1; if r3 != 0 goto loop; exit
  const hex =
    'b700000000000000 b703000005000000 0f30000000000000 1703000001000000 5503fdff00000000 9500000000000000';
  t.is(
    translated(hex),
    `raw @prog {
  slot s0 at -512 size 512
b0(v0: i64, v1: i64):
  v2 = slot.addr s0 + 512
  jump b1(0, 5) ; @1
b1(v3: i64, v4: i64):
  v5 = add.i64 v3, v4 ; @2
  v6 = sub.i64 v4, 1 ; @3
  v7 = ne.i64 v6, 0 ; @4
  br v7, b1(v5, v6), b2 ; @4
b2():
  ret v5 ; @5
}
`,
  );
});

test('32-bit arithmetic works on the low half and clears the high one', t => {
  // w1 += 1; w0 = w1; exit
  t.regex(
    translated('0401000001000000 bc10000000000000 9500000000000000'),
    /v3 = trunc\.i32 v0 ; @0\n {2}v4 = add\.i32 v3, 1 ; @0\n {2}v5 = zext\.i64 v4 ; @0\n {2}v6 = zext\.i64 v4 ; @1\n {2}ret v6/,
  );
});

test('control flow that leaves the function is reported', t => {
  t.is(translated('b700000000000000'), 'E0302 control runs past the last instruction of the function');
  t.is(translated('0500050000000000 9500000000000000'), 'E0301 jump target 6 is outside the function');
});
