/** A failed check as a diagnostic: where, what was proved, what was needed, and the path that leads there. */
import type { DiagnosticSink, Label, Place } from '../diag/diagnostic.js';
import type { Value } from '../ir/entities.js';
import type { Func, InstData } from '../ir/function.js';
import type { InsnIndex } from '../isa/types.js';
import type { Failure } from './failure.js';
import type { Store } from './machine.js';
import type { State } from './state.js';
import type { Av } from './values.js';

/** Lines of a path that are shown. */
const MAX_PATH = 12;
/** Branches of it that are shown with what they teach. */
const MAX_BRANCHES = 4;

export interface Explained {
  readonly failure: Failure;
  /** Last state first. */
  readonly path: State | undefined;
  /** What running the program showed. */
  readonly confirmed: string | undefined;
}

export function explain(
  { failure, path, confirmed }: Explained,
  program: string,
  store: Store,
  sink: DiagnosticSink,
): void {
  const place = placeOf(failure, program);
  const lines = pathLines(path);
  sink.report(failure.code, failure.params as never, place, {
    ...(failure.label !== undefined && { label: failure.label }),
    ...(failure.help !== undefined && { help: failure.help }),
    labels: branchLabels(failure, path, program, store),
    notes: [
      ...(failure.notes ?? []),
      ...(lines.length > 1 ? [`on the path ${lines.join(' → ')}`] : []),
      ...(confirmed === undefined ? [] : [confirmed]),
    ],
  });
}

function placeOf({ shape, insn }: Pick<Failure, 'shape' | 'insn'>, program: string): Place {
  const { code } = shape.func.spec;
  return insn >= 0 ? { ...code.placeOf(insn), program } : { program };
}

/** The last branches of a path that are about what the failed check is about, and what each left of its operands. */
function branchLabels(failure: Failure, path: State | undefined, program: string, store: Store): Label[] {
  const { shape, inst } = failure;
  if (inst === undefined) return [];
  const { func } = shape;
  const about = ancestors(func, func.inst(inst).args);
  const labels: Label[] = [];
  for (let state = path; state?.parent !== undefined && labels.length < MAX_BRANCHES; state = state.parent) {
    const { parent } = state;
    if (parent.top.shape !== shape || state.top.shape !== shape) continue;
    const branch = func.terminator(parent.block);
    const test = branch.op === 'br' ? func.definition(branch.args[0]!) : undefined;
    if (test === undefined || branch.insn < 0) continue;
    const operands = test.args.filter(v => func.constant(v) === undefined);
    if (![...ancestors(func, operands)].some(v => about.has(v))) continue;
    const way = wasTaken(func, branch, state) ? 'taken' : 'not taken';
    const left = operands.flatMap(v => knownOf(state!, v, store));
    const bytes = provedBytes(state) - provedBytes(parent);
    const teaches = bytes > 0 ? [`${provedBytes(state)} bytes of the packet are there`] : left;
    labels.unshift({
      place: placeOf({ shape, insn: branch.insn }, program),
      text: `${way} on this path${teaches.length > 0 ? `: ${teaches.join(', ')}` : ''}`,
    });
  }
  return labels;
}

/** Values that some values are computed from, without what everything comes from: constants and parameters. */
function ancestors(func: Func, values: readonly Value[]): Set<Value> {
  const found = new Set<Value>();
  const visit = (v: Value): void => {
    const data = func.definition(v);
    if (data === undefined || found.has(v)) return;
    found.add(v);
    for (const arg of data.args) visit(arg);
  };
  values.forEach(visit);
  return found;
}

/** Whether the jump that a branch was made from is taken on the way to a state. */
function wasTaken(func: Func, { insn }: InstData, { block }: State): boolean {
  const { code } = func.spec;
  const first = func
    .block(block)
    .insts.map(i => func.inst(i).insn)
    .find(i => i >= 0);
  const target = code.indexAt(code.pcs[insn]! + 1 + code.insns[insn]!.offset);
  if (first === undefined || target === undefined) return false;
  return target > insn ? first >= target || first <= insn : first <= insn;
}

/** What a state knows of a value that is alive in it. */
function knownOf({ top }: State, v: Value, store: Store): string[] {
  const at = top.live.indexOf(v);
  if (at < 0) return [];
  const av: Av = store.lists.words[top.values + at]!;
  return [store.values.describe(av)];
}

/** Most bytes of packet that are proved from any place. */
const provedBytes = ({ facts }: State): number => Math.max(0, ...facts.filter((_, i) => i % 2 === 1));

/** Source lines, or instructions where there are none, of the branches taken; oldest first. */
function pathLines(last: State | undefined): string[] {
  const lines: string[] = [];
  for (let state = last; state !== undefined; state = state.parent) {
    const { func } = state.top.shape;
    const first = func
      .block(state.block)
      .insts.map(i => func.inst(i).insn)
      .find(i => i >= 0);
    if (first === undefined) continue;
    const { line } = func.spec.code.placeOf(first as InsnIndex);
    const text = line === undefined ? `insn ${first}` : `line ${line}`;
    if (lines[0] !== text) lines.unshift(text);
  }
  return lines.length > MAX_PATH ? [lines[0]!, '…', ...lines.slice(-MAX_PATH + 2)] : lines;
}
