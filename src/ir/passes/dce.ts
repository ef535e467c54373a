/** Removes what nothing needs: unused results without effect, and parameters that only feed such. */
import type { Value } from '../entities.js';
import { type Func, NO_VALUE } from '../function.js';
import { opRow } from '../ops.js';
import type { Pass } from '../passes.js';

export const dcePass: Pass = {
  name: 'dce',
  run: module => {
    for (const func of module.functions) {
      removeDead(func);
      removeUnusedSlots(func);
    }
  },
};

export function removeDead(func: Func): void {
  const incoming = new Map<Value, Value[]>();
  const live = new Set<Value>();
  const pending: Value[] = [];
  const need = (value: Value): void => {
    if (live.has(value)) return;
    live.add(value);
    pending.push(value);
  };
  for (const block of func.order) {
    for (const inst of func.block(block).insts) {
      const data = func.inst(inst);
      const { effect } = opRow(data.op);
      if (effect !== 'pure' && effect !== 'read') for (const arg of data.args) need(arg);
      for (const target of data.targets) {
        func.block(target.block).params.forEach((param, i) => {
          const list = incoming.get(param);
          if (list) list.push(target.args[i]!);
          else incoming.set(param, [target.args[i]!]);
        });
      }
    }
  }
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    for (const arg of func.definition(value)?.args ?? []) need(arg);
    for (const arg of incoming.get(value) ?? []) need(arg);
  }

  for (const block of func.order) {
    const data = func.block(block);
    data.insts = data.insts.filter(inst => {
      const { op, result } = func.inst(inst);
      const { effect } = opRow(op);
      return (effect !== 'pure' && effect !== 'read') || result === NO_VALUE || live.has(result);
    });
    for (const target of func.terminator(block).targets) {
      if (target.block === func.entryBlock) continue;
      const { params } = func.block(target.block);
      target.args = target.args.filter((_, i) => live.has(params[i]!));
    }
  }
  for (const block of func.order) {
    if (block === func.entryBlock) continue;
    const data = func.block(block);
    data.params = data.params.filter(param => live.has(param));
  }
}

/** Parts of the frame that nothing refers to take no place in it. */
function removeUnusedSlots(func: Func): void {
  const uses = func.order.flatMap(block =>
    func
      .block(block)
      .insts.map(inst => func.inst(inst))
      .filter(data => data.op === 'slot.addr'),
  );
  const used = new Set(uses.map(data => data.ref));
  const numbers = new Map([...used].sort((a, b) => a - b).map((slot, i) => [slot, i]));
  const kept = func.slots.filter((_, slot) => used.has(slot));
  func.slots.splice(0, func.slots.length, ...kept);
  for (const data of uses) data.ref = numbers.get(data.ref)!;
}
