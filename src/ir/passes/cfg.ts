/** Tidies control flow: decided branches, blocks that nothing reaches, blocks that only follow one another. */
import type { Block, Value } from '../entities.js';
import type { Func, Target } from '../function.js';
import type { Pass } from '../passes.js';

export const cfgPass: Pass = {
  name: 'cfg',
  run: module => {
    for (const func of module.functions) tidyControlFlow(func);
  },
};

export function tidyControlFlow(func: Func): void {
  skipEmptyBlocks(func);
  decideBranches(func);
  dropUnreached(func);
  mergeParameters(func);
  mergeBlocks(func);
}

/** An edge to a block that only goes on to another leads there at once. */
function skipEmptyBlocks(func: Func): void {
  for (const block of func.order) {
    for (const target of func.terminator(block).targets) {
      const { params, insts } = func.block(target.block);
      const last = func.terminator(target.block);
      if (params.length > 0 || insts.length > 1 || last.op !== 'jump') continue;
      const [next] = last.targets as [Target];
      if (next.block === target.block) continue;
      target.block = next.block;
      target.args = [...next.args];
    }
  }
}

function decideBranches(func: Func): void {
  for (const block of func.order) {
    const data = func.terminator(block);
    if (data.op !== 'br') continue;
    const [condition] = data.args as [Value];
    const [yes, no] = data.targets as [Target, Target];
    const bits = func.value(condition).kind === 'const' ? func.constant(condition) : undefined;
    const same = yes.block === no.block && yes.args.join() === no.args.join();
    if (bits === undefined && !same) continue;
    data.op = 'jump';
    data.args = [];
    data.targets = [bits === 0n ? no : yes];
  }
}

function dropUnreached(func: Func): void {
  const reached = new Set<Block>([func.entryBlock]);
  const pending: Block[] = [func.entryBlock];
  for (let block = pending.pop(); block !== undefined; block = pending.pop()) {
    for (const target of func.terminator(block).targets) {
      if (reached.has(target.block)) continue;
      reached.add(target.block);
      pending.push(target.block);
    }
  }
  // A reverse postorder without some of its blocks may no longer be one of the rest: blocks keep their order, and
  // every block that is left still comes after one that leads to it, unless that one was dropped.
  func.order = reversePostorder(func, reached);
}

function reversePostorder(func: Func, reached: ReadonlySet<Block>): Block[] {
  if (reached.size === func.order.length) return func.order;
  const postorder: Block[] = [];
  const seen = new Set<Block>([func.entryBlock]);
  const stack: { block: Block; next: number }[] = [{ block: func.entryBlock, next: 0 }];
  while (stack.length > 0) {
    const top = stack[stack.length - 1]!;
    const { targets } = func.terminator(top.block);
    const target = targets[targets.length - 1 - top.next];
    top.next++;
    if (target === undefined) {
      postorder.push(top.block);
      stack.pop();
    } else if (!seen.has(target.block)) {
      seen.add(target.block);
      stack.push({ block: target.block, next: 0 });
    }
  }
  return postorder.reverse();
}

/** A parameter that is the same value from everywhere (or itself, around a loop) is that value. */
function mergeParameters(func: Func): void {
  const replaced = new Map<Value, Value>();
  const current = (value: Value): Value => {
    let at = value;
    for (let next = replaced.get(at); next !== undefined; next = replaced.get(at)) at = next;
    return at;
  };
  const edges = new Map<Block, Target[]>();
  for (const block of func.order)
    for (const target of func.terminator(block).targets) {
      const list = edges.get(target.block);
      if (list) list.push(target);
      else edges.set(target.block, [target]);
    }
  for (let changed = true; changed; ) {
    changed = false;
    for (const block of func.order.slice(1)) {
      const data = func.block(block);
      for (let i = data.params.length - 1; i >= 0; i--) {
        const param = data.params[i]!;
        const values = new Set(edges.get(block)!.map(target => current(target.args[i]!)));
        values.delete(param);
        if (values.size !== 1) continue;
        replaced.set(param, [...values][0]!);
        data.params.splice(i, 1);
        for (const target of edges.get(block)!) target.args.splice(i, 1);
        changed = true;
      }
    }
  }
  if (replaced.size > 0) func.rewriteUses(current);
}

/** A block with one predecessor that does nothing but go there becomes part of it. */
function mergeBlocks(func: Func): void {
  const predecessors = func.predecessorCounts();
  const gone = new Set<Block>();
  for (const block of func.order) {
    if (gone.has(block)) continue;
    for (;;) {
      const data = func.block(block);
      const last = func.terminator(block);
      const next = last.op === 'jump' ? last.targets[0]!.block : undefined;
      if (next === undefined || next === block || predecessors.get(next) !== 1) break;
      // Its parameters have gone already: they had one value.
      if (func.block(next).params.length > 0) break;
      data.insts.pop();
      data.insts.push(...func.block(next).insts);
      gone.add(next);
    }
  }
  if (gone.size > 0) func.order = func.order.filter(block => !gone.has(block));
}
