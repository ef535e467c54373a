/**
 * LLVM 19 to 22 on x86-64 crash, or worse, on an address whose index is `(x >> c) & mask` when that index is also an
 * operand of the instruction that writes there (`m[k] ^= k`, in C as well): choosing an addressing mode replaces the
 * node of the mask while the write still holds it. An index with further uses is therefore hidden behind an empty
 * `asm`, which costs a register move.
 */
import type { Value } from '../../ir/entities.js';
import type { Func } from '../../ir/function.js';
import { isAccess, opRow } from '../../ir/ops.js';

/** Additions between an access and the index of its address that are looked through. */
const MAX_DEPTH = 6;

/** Masks of shifted values that are a part of some written address, and are used for something else too. */
export function maskedIndices(func: Func): ReadonlySet<Value> {
  const uses = new Uint32Array(func.values.length);
  const written: Value[] = [];
  for (const block of func.order) {
    for (const inst of func.block(block).insts) {
      const { op, args, targets } = func.inst(inst);
      for (const arg of args) uses[arg]!++;
      for (const target of targets) for (const arg of target.args) uses[arg]!++;
      if (isAccess(op) && opRow(op).effect !== 'read') written.push(args[0]!);
    }
  }
  const found = new Set<Value>();
  const visit = (value: Value, depth: number): void => {
    const definition = func.definition(value);
    if (definition?.op !== 'add' || depth > MAX_DEPTH) return;
    for (const arg of definition.args) {
      const mask = unextended(func, arg);
      if ((uses[arg]! > 1 || uses[mask]! > 1) && isMaskedShift(func, mask)) found.add(arg);
      else visit(arg, depth + 1);
    }
  };
  for (const address of written) visit(address, 0);
  return found;
}

const unextended = (func: Func, value: Value): Value => {
  const definition = func.definition(value);
  return definition?.op === 'zext' ? definition.args[0]! : value;
};

function isMaskedShift(func: Func, value: Value): boolean {
  const mask = func.definition(value);
  if (mask?.op !== 'and') return false;
  const shift = func.definition(unextended(func, mask.args[0]!))?.op;
  return shift === 'shl' || shift === 'lshr' || shift === 'ashr';
}
