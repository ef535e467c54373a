import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import type { Code, FunctionSpec, Module, Ref } from '../../../src/frontend/program.js';
import { decodeCode } from '../../../src/isa/codec.js';
import type { InsnIndex } from '../../../src/isa/types.js';

/** A module of one raw program and its subprograms, from bytecode in hexadecimal. */
export function moduleOfHex(name: string, hex: string): Module {
  const sink = new DiagnosticSink();
  const bytes = Uint8Array.from(hex.replace(/\s/g, '').match(/../g) ?? [], byte => Number.parseInt(byte, 16));
  const decoded = decodeCode(bytes, sink);
  if (!decoded) throw new Error(sink.diagnostics.map(d => d.message).join('; '));
  const refs = new Map<InsnIndex, Ref>();
  const code: Code = { section: '.text', ...decoded, refs, placeOf: () => ({}), lines: [] };
  const shared = { code, section: '.text', linkage: 'global', btfId: undefined } as const;
  const end = decoded.insns.length as InsnIndex;
  const functions: FunctionSpec[] = [{ ...shared, name, kind: 'program', entry: 0 as InsnIndex, end }];
  const known = new Map<number, number>();
  decoded.insns.forEach((insn, i) => {
    const sem = insn.desc.sem;
    if (sem.kind !== 'call' || sem.target !== 'local') return;
    const entry = decoded.indexAt(decoded.pcs[i]! + 1 + Number(insn.imm))!;
    if (!known.has(entry)) {
      known.set(entry, functions.length);
      functions.push({ ...shared, name: `${name}.${entry}`, kind: 'subprogram', entry, end });
    }
    refs.set(i as InsnIndex, { kind: 'function', function: known.get(entry)! });
  });
  return { name, functions, maps: [], globals: [], externs: [], license: '', btf: undefined };
}
