import test from 'ava';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { moduleFromCode } from '../../../src/frontend/raw.js';
import { decodeCode } from '../../../src/isa/codec.js';
import type { InsnIndex } from '../../../src/isa/types.js';

/** `lddw r1, 7; call +1; exit; r0 = 2; exit` */
const CALLS =
  '180100000700000000000000000000008510000001000000 9500000000000000 b700000002000000 9500000000000000';

function raw(hex: string, sink = new DiagnosticSink()) {
  const decoded = decodeCode(Buffer.from(hex.replaceAll(' ', ''), 'hex'), sink);
  return decoded && moduleFromCode('raw', decoded.insns, { section: 'xdp' }, sink);
}

test('a target of a local call starts a subprogram', t => {
  const module = raw(CALLS);
  t.deepEqual(
    module?.functions.map(f => [f.name, f.kind, f.linkage, f.entry, f.end]),
    [
      ['raw', 'program', 'global', 0, 3],
      ['sub_4', 'subprogram', 'static', 3, 5],
    ] as never,
  );
  const code = module!.functions[0]!.code;
  t.deepEqual(code.refs.get(1 as InsnIndex), { kind: 'function', function: 1 });
  t.is(code.placeOf(4 as InsnIndex).program, 'sub_4');
  t.deepEqual([...code.pcs], [0, 2, 3, 4, 5, 6] as never);
});

test('a call out of the code is reported', t => {
  const sink = new DiagnosticSink();
  t.is(raw('8510000005000000 9500000000000000', sink), undefined);
  t.deepEqual(
    sink.diagnostics.map(d => d.code),
    ['E0113'],
  );
});

test('no code is no program', t => {
  const sink = new DiagnosticSink();
  t.is(raw('', sink), undefined);
  t.is(sink.diagnostics[0]?.code, 'E0110');
});
