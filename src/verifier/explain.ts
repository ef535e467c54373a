/** A failed check as a diagnostic: where, what was proved, what was needed, and the path that leads there. */
import type { DiagnosticSink, Label, Place } from '../diag/diagnostic.js';
import type { InsnIndex } from '../isa/types.js';
import type { Failure } from './failure.js';
import type { State } from './state.js';

/** Lines of a path that are shown. */
const MAX_PATH = 12;

export function explain(
  failure: Failure,
  path: State | undefined,
  program: string,
  sink: DiagnosticSink,
): void {
  const place = placeOf(failure, program);
  const lines = pathLines(path);
  const notes = [...(failure.notes ?? []), ...(lines.length > 1 ? [`on the path ${lines.join(' → ')}`] : [])];
  const labels: Label[] = [];
  sink.report(failure.code, failure.params as never, place, {
    ...(failure.label !== undefined && { label: failure.label }),
    ...(failure.help !== undefined && { help: failure.help }),
    labels,
    notes,
  });
}

function placeOf({ shape, insn }: Failure, program: string): Place {
  const { code } = shape.func.spec;
  return insn >= 0 ? { ...code.placeOf(insn), program } : { program };
}

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
