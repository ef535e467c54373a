/** Which context each function of a module has, and the fields of the virtual ones. */
import { type ContextField, type ContextKind, contextOf, fieldAt } from '../platform/contexts.js';
import { type ProgramTypeName, programType } from '../platform/programs.js';
import { matchSection, typeFromNeighbours } from '../platform/sections.js';
import type { Func, IrModule } from './function.js';
import type { Region } from './provenance.js';

/** Contexts behind which the runtime keeps a struct of its own (ebpfc.h): 32-bit fields stand for pointers. */
export type VirtualContext = 'xdp_md' | '__sk_buff';

/**
 * The type of each program, by position; undefined for subprograms and where nothing tells. A section's name says
 * it, else the user (`fallback`), else the section's neighbours when they agree and the program's use of its
 * context does not speak against it.
 */
export function programTypes(
  functions: readonly Func[],
  fallback: ProgramTypeName | undefined,
): (ProgramTypeName | undefined)[] {
  const programs = functions.filter(func => func.entry === 'ctx');
  const neighbours = typeFromNeighbours(programs.map(func => func.spec.section));
  return functions.map(func => {
    if (func.entry !== 'ctx') return undefined;
    const named = matchSection(func.spec.section)?.rule.type ?? fallback;
    if (named !== undefined || neighbours === undefined) return named;
    return fits(func, neighbours) ? neighbours : fits(func, 'sched_cls') ? 'sched_cls' : undefined;
  });
}

/** Whether every access at a constant offset of the context is to a field that programs of a type have. */
function fits(func: Func, type: ProgramTypeName): boolean {
  const { context } = programType(type);
  if (!isVirtual(context)) return true;
  const [ctx] = func.block(func.entryBlock).params;
  return func.insts.every(
    ({ op, args, offset }) =>
      (op !== 'load' && op !== 'store') || args[0] !== ctx || virtualField(context, offset) !== undefined,
  );
}

const isVirtual = (kind: ContextKind | 'unknown' | undefined): kind is VirtualContext =>
  kind === 'xdp_md' || kind === '__sk_buff';

/**
 * The virtual context of each function, by position: a program's by its type, a subprogram's by the programs that
 * reach it; `mixed` when they disagree and one of theirs is virtual.
 */
export function virtualContexts(
  module: IrModule,
  types: readonly (ProgramTypeName | undefined)[],
): (VirtualContext | 'mixed' | undefined)[] {
  const found = module.functions.map(() => new Set<ContextKind | 'unknown'>());
  const visit = (index: number, kind: ContextKind | 'unknown'): void => {
    if (found[index]!.has(kind)) return;
    found[index]!.add(kind);
    for (const callee of callees(module.functions[index]!)) visit(callee, kind);
  };
  module.functions.forEach((func, i) => {
    const type = types[i];
    if (func.entry !== 'sub') visit(i, (type && programType(type).context) ?? 'unknown');
  });
  return found.map(kinds => {
    const virtual = [...kinds].find(isVirtual);
    return virtual !== undefined && kinds.size > 1 ? 'mixed' : virtual;
  });
}

function callees(func: Func): Set<number> {
  const found = new Set<number>();
  for (const block of func.order)
    for (const inst of func.block(block).insts) {
      const { op, ref } = func.inst(inst);
      if (op === 'call' || op === 'func.addr') found.add(ref);
    }
  return found;
}

/** The field of a virtual context at a byte offset of the UAPI struct. */
export function virtualField(context: VirtualContext, offset: number): ContextField | undefined {
  const field = fieldAt(contextOf(context, 'x86_64'), offset);
  return field?.native === undefined ? undefined : field;
}

/** The region that a field points into, when it holds a pointer. */
export function fieldRegion(context: VirtualContext | undefined, offset: number): Region | undefined {
  const field = context && virtualField(context, offset);
  switch (field?.kind) {
    case undefined:
    case 'scalar':
      return undefined;
    case 'pkt_data':
    case 'pkt_end':
    case 'pkt_meta':
      return 'packet';
    default:
      return 'memory';
  }
}
