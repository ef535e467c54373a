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

test('more instructions than 16 bits count', t => {
  // call +69999; exit; then 69,999 moves before the subprogram `r0 = 1; exit`.
  const count = 70_000;
  const bytes = new Uint8Array((count + 3) * 8);
  const view = new DataView(bytes.buffer);
  const write = (slot: number, opcode: number, registers: number, imm: number): void => {
    view.setUint8(slot * 8, opcode);
    view.setUint8(slot * 8 + 1, registers);
    view.setInt32(slot * 8 + 4, imm, true);
  };
  write(0, 0x85, 0x10, count);
  for (let slot = 1; slot < count; slot++) write(slot, 0xb7, 0, slot);
  write(count, 0x95, 0, 0);
  write(count + 1, 0xb7, 0, 1);
  write(count + 2, 0x95, 0, 0);
  const decoded = decodeCode(bytes, new DiagnosticSink())!;
  const module = moduleFromCode('long', decoded.insns, {}, new DiagnosticSink());
  t.deepEqual(
    module?.functions.map(f => [f.name, f.entry, f.end]),
    [
      ['long', 0, count + 1],
      [`sub_${count + 1}`, count + 1, count + 3],
    ] as never,
  );
});
