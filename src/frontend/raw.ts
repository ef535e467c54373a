/** A module from bare instructions: raw byte code and assembled text have no symbols, only calls. */
import type { DiagnosticSink } from '../diag/diagnostic.js';
import { indexBySlot } from '../isa/codec.js';
import { type Insn, type InsnIndex, type Pc, slotsOf } from '../isa/types.js';
import { makeCode } from './code.js';
import type { FunctionSpec, LineEntry, MapSpec, Module, Ref } from './program.js';

export interface RawOptions {
  /** Section name, which gives the program type; empty for none. */
  readonly section?: string;
  /** Name of the entry function; the module's when left out. */
  readonly entry?: string;
  /** Names of instructions, for the subprograms that start there. */
  readonly labels?: ReadonlyMap<InsnIndex, string>;
  readonly lines?: readonly LineEntry[];
  /** What instructions refer to beside functions, which are found here. */
  readonly refs?: ReadonlyMap<InsnIndex, Ref>;
  readonly maps?: readonly MapSpec[];
  readonly license?: string;
}

/**
 * The program starts at instruction 0 and each target of `call local` or `lddw code` starts a subprogram; a
 * function goes on to where the next one starts. Reports E0113 for a target that is not an instruction.
 */
export function moduleFromCode(
  name: string,
  insns: readonly Insn[],
  options: RawOptions,
  sink: DiagnosticSink,
): Module | undefined {
  if (insns.length === 0) return sink.report('E0110', { file: name }, { file: name });
  const pcs: Pc[] = [];
  let pc = 0;
  for (const insn of insns) {
    pcs.push(pc as Pc);
    pc += slotsOf(insn);
  }
  pcs.push(pc as Pc);
  const decoded = { insns, pcs, indexAt: indexBySlot(pcs) };
  const section = options.section ?? '';

  const targets = new Map<InsnIndex, InsnIndex>();
  let sound = true;
  for (const [i, insn] of insns.entries()) {
    const distance = codeDistance(insn);
    if (distance === undefined) continue;
    const slot = pcs[i]! + 1 + distance;
    const target = decoded.indexAt(slot);
    if (target !== undefined) targets.set(i as InsnIndex, target);
    else {
      sink.report('E0113', { offset: slot * 8 }, { file: name, section, offset: pcs[i]! * 8 });
      sound = false;
    }
  }
  if (!sound) return undefined;

  const entries = [...new Set([0 as InsnIndex, ...targets.values()])].sort((a, b) => a - b);
  const functionAt = new Map(entries.map((entry, i) => [entry, i]));
  const refs = new Map<InsnIndex, Ref>(options.refs);
  for (const [index, target] of targets)
    refs.set(index, { kind: 'function', function: functionAt.get(target)! });
  const nameOf = (entry: InsnIndex): string =>
    entry === 0
      ? (options.entry ?? options.labels?.get(entry) ?? name)
      : (options.labels?.get(entry) ?? `sub_${pcs[entry]}`);
  const code = makeCode(decoded, refs, options.lines ?? [], {
    file: name,
    section,
    functionAt: index => {
      const entry = entries.findLast(e => e <= index);
      return entry === undefined ? undefined : { name: nameOf(entry), entry };
    },
  });
  const functions = entries.map<FunctionSpec>((entry, i) => ({
    name: nameOf(entry),
    kind: entry === 0 ? 'program' : 'subprogram',
    linkage: entry === 0 ? 'global' : 'static',
    section,
    code,
    entry,
    end: entries[i + 1] ?? (insns.length as InsnIndex),
    btfId: undefined,
  }));
  return {
    name,
    functions,
    maps: options.maps ?? [],
    globals: [],
    externs: [],
    license: options.license ?? '',
    btf: undefined,
  };
}

/** Instructions from the next one to the code that a local call or `lddw` of a function's address names. */
export function codeDistance(insn: Insn): number | undefined {
  const { sem } = insn.desc;
  const names =
    (sem.kind === 'call' && sem.target === 'local') || (sem.kind === 'imm64' && sem.ref === 'code');
  return names ? Number(BigInt.asIntN(32, insn.imm)) : undefined;
}
