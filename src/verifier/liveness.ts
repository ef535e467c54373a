/** Which values are alive at the entry of each block, for any idea of what a use is. */
import type { Block, Value } from '../ir/entities.js';
import type { Func, InstData } from '../ir/function.js';

/** Told every value that an instruction uses. */
export type Uses = (data: InstData, use: (v: Value) => void, block: Block) => void;

/** By block: the values alive on entry, ascending; parameters are among them if something uses them. */
export function liveValues(func: Func, uses: Uses): Int32Array[] {
  const preds: Block[][] = func.blocks.map(() => []);
  const definedIn = new Int32Array(func.values.length).fill(-1);
  const isParam = new Uint8Array(func.values.length);
  /** Blocks that use each value, linked: first entry by value, then `next` by entry. */
  const first = new Int32Array(func.values.length).fill(-1);
  const usedIn: number[] = [];
  const next: number[] = [];
  for (const block of func.order) {
    for (const param of func.block(block).params) {
      definedIn[param] = block;
      isParam[param] = 1;
    }
    const use = (v: Value): void => {
      const last = first[v]!;
      if (last >= 0 && usedIn[last] === block) return;
      first[v] = usedIn.length;
      usedIn.push(block);
      next.push(last);
    };
    for (const inst of func.block(block).insts) {
      const data = func.inst(inst);
      if (data.result >= 0) definedIn[data.result] = block;
      uses(data, use, block);
      for (const { block: target } of data.targets) {
        const list = preds[target]!;
        if (list[list.length - 1] !== block) list.push(block);
      }
    }
  }
  const live: number[][] = func.blocks.map(() => []);
  const pending: Block[] = [];
  for (let v = 0; v < first.length; v++) {
    const home = definedIn[v]!;
    if (home < 0) continue;
    for (let entry = first[v]!; entry >= 0; entry = next[entry]!) pending.push(usedIn[entry] as Block);
    if (isParam[v] === 1 && pending.length > 0) live[home]!.push(v);
    for (let block = pending.pop(); block !== undefined; block = pending.pop()) {
      const list = live[block]!;
      if (block === home || list[list.length - 1] === v) continue;
      list.push(v);
      pending.push(...preds[block]!);
    }
  }
  return live.map(list => Int32Array.from(list));
}
