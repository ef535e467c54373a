import { type Diagnostic, DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { type AssembledCode, assemble } from '../../../src/frontend/asm/assemble.js';
import type { MapSpec, Ref } from '../../../src/frontend/program.js';
import { moduleFromCode } from '../../../src/frontend/raw.js';
import type { IrModule } from '../../../src/ir/function.js';
import { runPasses } from '../../../src/ir/passes.js';
import { KERNEL_STACK_SIZE, translateModule } from '../../../src/ir/translate.js';
import type { Insn, InsnIndex } from '../../../src/isa/types.js';
import { HELPERS } from '../../../src/platform/helpers.js';
import { type MapTypeName, mapType } from '../../../src/platform/maps.js';
import { type ProgramResult, verifyModule } from '../../../src/verifier/verify.js';

/** A map of the programs under test; `map_fd N` in their text is the N-th. */
export const map = (type: MapTypeName, keySize: number, valueSize: number, maxEntries = 1): MapSpec => ({
  name: type,
  type: mapType(type).id,
  keySize,
  valueSize,
  maxEntries,
  flags: 0,
  mapExtra: 0n,
  pinning: 'none',
  inner: undefined,
  template: false,
  values: [],
  btfKey: undefined,
  btfValue: undefined,
});

const helpers = new Map(HELPERS.map(helper => [helper.name, helper.id]));

export interface Verified {
  readonly result: ProgramResult;
  readonly diagnostic: Diagnostic | undefined;
}

/** The IR of assembly text, as the program of a section; `optimise` runs the passes, as the compiler does. */
export function irOfText(
  section: string,
  text: string,
  maps: readonly MapSpec[] = [],
  optimise = true,
  kfuncs: readonly string[] = [],
): IrModule {
  const sink = new DiagnosticSink();
  const named = [...text.matchAll(/code @(\w+)/g)].map(match => match[1]!);
  const code = assemble(text.replace(/code @\w+/g, 'code 0'), sink, { helpers });
  if (!code) throw new Error(sink.diagnostics[0]?.message);
  const insns = nameFunctions(code, named);
  const refs = new Map<InsnIndex, Ref>();
  insns.forEach((insn, i) => {
    const { sem } = insn.desc;
    if (sem.kind === 'imm64' && sem.ref === 'map_fd')
      refs.set(i as InsnIndex, { kind: 'map', map: Number(insn.imm) });
    if (sem.kind === 'call' && sem.target === 'kfunc')
      refs.set(i as InsnIndex, { kind: 'extern', extern: Number(insn.imm) });
  });
  const made = moduleFromCode('test', insns, { section, refs, maps, license: 'GPL' }, sink);
  const externs = kfuncs.map(name => ({ name, kind: 'kfunc', weak: false, btfId: undefined }) as const);
  const module = made && { ...made, externs };
  const ir = module && translateModule(module, { entry: 'ctx', stackSize: KERNEL_STACK_SIZE }, sink);
  if (!ir) throw new Error(sink.diagnostics[0]?.message);
  if (optimise) runPasses(ir, { disabled: new Set(), sink: new DiagnosticSink() });
  return ir;
}

/** Lets each `r = code @label ll`, in order, mean the function that starts at the label. */
function nameFunctions({ insns, pcs, labels }: AssembledCode, names: readonly string[]): Insn[] {
  let next = 0;
  return insns.map((insn, i) =>
    insn.desc.id === 'lddw.code' ? { ...insn, imm: BigInt(labels.get(names[next++]!)! - pcs[i]! - 1) } : insn,
  );
}

/** Verifies assembly text as the program of a section. */
export function verifyText(...program: Parameters<typeof irOfText>): Verified {
  const ir = irOfText(...program);
  const reports = new DiagnosticSink();
  const { programs } = verifyModule(ir, { arch: 'x86_64', confirm: true }, reports);
  return { result: programs[0]!, diagnostic: reports.diagnostics[0] };
}
