/**
 * Which loads of memory that others write need `freeze`. To LLVM a load that races has any value, at each of its uses
 * another; frozen it has one, so that what was compared is what is used. A value whose one use leads, by arithmetic
 * alone, to a store is never compared with itself: left as it is, its neighbours vectorise with it.
 */
import type { Value } from '../../ir/entities.js';
import type { Func, InstData } from '../../ir/function.js';
import type { Op } from '../../ir/ops.js';

/** Pure, and never undefined, trapping or branching for any operand as it is lowered. */
const ARITHMETIC: ReadonlySet<Op> = new Set([
  'add',
  'sub',
  'mul',
  'and',
  'or',
  'xor',
  'zext',
  'sext',
  'trunc',
  'bswap',
]);

/** The results of loads that only become part of something stored. */
export function storedOnly(func: Func): ReadonlySet<Value> {
  const users = new Map<Value, InstData[]>();
  const loads: InstData[] = [];
  for (const block of func.order)
    for (const inst of func.block(block).insts) {
      const data = func.inst(inst);
      if (data.op === 'load') loads.push(data);
      const used = [...data.args, ...data.targets.flatMap(target => target.args)];
      for (const value of used) {
        const known = users.get(value);
        if (known) known.push(data);
        else users.set(value, [data]);
      }
    }
  const endsInStore = (value: Value): boolean => {
    const [user, ...others] = users.get(value) ?? [];
    if (user === undefined || others.length > 0) return false;
    if (user.op === 'store') return user.args[0] !== value;
    return ARITHMETIC.has(user.op) && endsInStore(user.result);
  };
  return new Set(loads.flatMap(({ result }) => (endsInStore(result) ? [result] : [])));
}
