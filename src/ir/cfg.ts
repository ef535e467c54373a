/** The control-flow graph of a function's bytecode: basic blocks of instructions, reachable ones only. */
import type { DiagnosticSink } from '../diag/diagnostic.js';
import { assert } from '../diag/internal.js';
import type { Code, FunctionSpec } from '../frontend/program.js';
import { type InsnIndex, slotsOf } from '../isa/types.js';

export interface CfgBlock {
  readonly start: InsnIndex;
  /** One past the last instruction. */
  end: InsnIndex;
  /** Positions in `Cfg.blocks`. A conditional jump has the taken edge first, then the fall-through. */
  readonly succs: number[];
}

/** Blocks in reverse postorder; block 0 is the entry. */
export interface Cfg {
  readonly blocks: readonly CfgBlock[];
}

/** Where control may go after an instruction; undefined after a report. */
function successors(code: Code, index: InsnIndex, sink: DiagnosticSink): InsnIndex[] | undefined {
  const insn = code.insns[index]!;
  const next = code.pcs[index]! + slotsOf(insn);
  const resolve = (pc: number): InsnIndex | undefined => {
    const target = code.indexAt(pc);
    if (target !== undefined && target < code.insns.length) return target;
    const place = code.placeOf(index);
    if (pc >= 0 && pc < code.pcs[code.insns.length]!) return sink.report('E0303', {}, place);
    return pc === next ? sink.report('E0302', {}, place) : sink.report('E0301', { target: pc }, place);
  };
  const all = (...pcs: number[]): InsnIndex[] | undefined => {
    const targets: InsnIndex[] = [];
    for (const pc of pcs) {
      const target = resolve(pc);
      if (target === undefined) return undefined;
      targets.push(target);
    }
    return targets;
  };
  switch (insn.desc.sem.kind) {
    case 'exit':
      return [];
    case 'goto':
      return all(next + (insn.desc.fields.offset === 'rel' ? insn.offset : Number(insn.imm)));
    case 'jump':
    case 'may_goto':
      return all(next + insn.offset, next);
    default:
      return all(next);
  }
}

/** Finds the blocks reachable from the function's entry. Undefined after a report (E0301, E0302, E0303). */
export function buildCfg(spec: FunctionSpec, sink: DiagnosticSink): Cfg | undefined {
  const { code } = spec;
  const succs = new Map<InsnIndex, InsnIndex[]>();
  const leaders = new Set<InsnIndex>([spec.entry]);
  const pending: InsnIndex[] = [spec.entry];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    while (!succs.has(at)) {
      const next = successors(code, at, sink);
      if (next === undefined) return undefined;
      succs.set(at, next);
      const kind = code.insns[at]!.desc.sem.kind;
      if (kind === 'jump' || kind === 'goto' || kind === 'may_goto') {
        for (const target of next) {
          leaders.add(target);
          pending.push(target);
        }
        break;
      }
      if (next.length === 0) break;
      at = next[0]!;
    }
  }
  return orderBlocks(spec.entry, leaders, succs);
}

/** Cuts the instructions at the leaders and puts the blocks in reverse postorder. */
function orderBlocks(
  entry: InsnIndex,
  leaders: ReadonlySet<InsnIndex>,
  succs: ReadonlyMap<InsnIndex, InsnIndex[]>,
): Cfg {
  const ends = new Map<InsnIndex, { end: InsnIndex; targets: InsnIndex[] }>();
  const blockOf = (start: InsnIndex): { end: InsnIndex; targets: InsnIndex[] } => {
    let block = ends.get(start);
    if (block === undefined) {
      let at = start;
      let targets = succs.get(at)!;
      while (targets.length === 1 && targets[0] === at + 1 && !leaders.has(targets[0])) {
        at = targets[0];
        targets = succs.get(at)!;
      }
      block = { end: (at + 1) as InsnIndex, targets };
      ends.set(start, block);
    }
    return block;
  };

  const postorder: InsnIndex[] = [];
  const seen = new Set<InsnIndex>([entry]);
  const stack: { start: InsnIndex; next: number }[] = [{ start: entry, next: 0 }];
  while (stack.length > 0) {
    const top = stack[stack.length - 1]!;
    const { targets } = blockOf(top.start);
    // The fall-through is visited first, so that it comes last in postorder and next in the final order.
    const target = targets[targets.length - 1 - top.next];
    top.next++;
    if (target === undefined) {
      postorder.push(top.start);
      stack.pop();
    } else if (!seen.has(target)) {
      seen.add(target);
      stack.push({ start: target, next: 0 });
    }
  }

  const position = new Map(postorder.reverse().map((start, i) => [start, i]));
  const blocks = postorder.map(start => {
    const { end, targets } = blockOf(start);
    return { start, end, succs: targets.map(t => position.get(t)!) };
  });
  assert(
    blocks.every(b => b.succs.every(s => s !== undefined)),
    'every target is a block',
  );
  return { blocks };
}
