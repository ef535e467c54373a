/**
 * Gives 64-bit operations on 32-bit values their width back. Bytecode without 32-bit instructions computes in 64
 * bits what the source had in 32; vectors then hold half as many elements, and divisions take longer.
 */
import type { Inst, Value } from '../entities.js';
import { TYPE_BITS } from '../entities.js';
import { type Func, type InstData, NO_VALUE } from '../function.js';
import { isCompare, opRow } from '../ops.js';
import type { Pass } from '../passes.js';

export const narrowPass: Pass = {
  name: 'narrow',
  run: module => {
    for (const func of module.functions) narrowFunction(func);
  },
};

/** The low bits of each value beyond which all are 0; undefined where control has not come yet. */
type Widths = (number | undefined)[];

/** Rounds through a function after which a value that still grows may be anything, and after which we give up. */
const EXACT_ROUNDS = 3;
const MAX_ROUNDS = 12;

function narrowFunction(func: Func): void {
  if (!func.order.some(block => func.block(block).insts.some(inst => isCandidate(func, func.inst(inst)))))
    return;
  const widths = widthsOf(func);
  if (widths === undefined) return;
  const wide = neededWide(func);
  for (const block of func.order) {
    const data = func.block(block);
    const kept: Inst[] = [];
    for (const inst of data.insts) {
      const operation = func.inst(inst);
      if (
        isCandidate(func, operation) &&
        (lowSuffices(func, operation, wide) || fits(func, operation, widths))
      )
        narrow(func, operation, kept);
      kept.push(inst);
    }
    data.insts = kept;
  }
}

/** Operations that can be had in 32 bits; one operand must come from there. */
function isCandidate(func: Func, { op, type, args }: InstData): boolean {
  if (type !== 'i64') return false;
  switch (op) {
    case 'and':
    case 'or':
    case 'xor':
    case 'add':
    case 'sub':
    case 'mul':
    case 'shl':
    case 'lshr':
    case 'udiv':
    case 'umod':
      return args.some(arg => func.definition(arg)?.op === 'zext');
    default:
      return false;
  }
}

/** Whether the low half of a result depends on the low halves of the operands alone. */
function isLowClosed(func: Func, { op, args }: InstData): boolean {
  switch (op) {
    case 'add':
    case 'sub':
    case 'mul':
    case 'and':
    case 'or':
    case 'xor':
      return true;
    case 'shl':
      return (func.constant(args[1]!) ?? 64n) < 32n;
    default:
      return false;
  }
}

/** Whether a constant operand leaves no high half in the result, whatever the other operand holds there. */
const isMask = (func: Func, { op, args }: InstData): boolean =>
  op === 'and' && args.some(arg => (func.constant(arg) ?? LOW) < LOW);

const LOW = 2n ** 32n;

/** Whether a shift leaves nothing of the high half. */
const shiftsOut = (func: Func, { op, type, args }: InstData): boolean =>
  op === 'shl' && type === 'i64' && ((func.constant(args[1]!) ?? 0n) & 63n) >= 32n;

/** Values of which something uses more than the low half. */
function neededWide(func: Func): ReadonlySet<Value> {
  const wide = new Set<Value>();
  const pending: Value[] = [];
  const need = (value: Value): void => {
    if (wide.has(value)) return;
    wide.add(value);
    pending.push(value);
  };
  const incoming = new Map<Value, Value[]>();
  for (const block of func.order) {
    for (const inst of func.block(block).insts) {
      const data = func.inst(inst);
      const passesOn = data.type === 'i64' && isLowClosed(func, data);
      if (data.op !== 'trunc' && !passesOn && !shiftsOut(func, data)) for (const arg of data.args) need(arg);
      for (const { block: to, args } of data.targets)
        func.block(to).params.forEach((param, i) => {
          const list = incoming.get(param);
          if (list) list.push(args[i]!);
          else incoming.set(param, [args[i]!]);
        });
    }
  }
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    const from = func.definition(value);
    if (from?.type === 'i64' && isLowClosed(func, from) && !isMask(func, from))
      for (const arg of from.args) need(arg);
    for (const arg of incoming.get(value) ?? []) need(arg);
  }
  return wide;
}

/**
 * Whether nothing asks for the high half, or it is 0: what the operands hold there may then change, so what was known
 * of it no longer holds.
 */
const lowSuffices = (func: Func, data: InstData, wide: ReadonlySet<Value>): boolean =>
  isMask(func, data) || (isLowClosed(func, data) && !wide.has(data.result));

/** Whether result and operands have no high half. */
function fits(func: Func, { op, args, result }: InstData, widths: Widths): boolean {
  const [a, b] = args.map(arg => widthOf(func, arg, widths) ?? 64) as [number, number];
  // A shift by 32 or more is another shift in 32 bits.
  if (op === 'shl' || op === 'lshr')
    return a <= 32 && amountOf(func, args[1]!, b) < 32 && (widths[result] ?? 64) <= 32;
  // Sums and products are left as wide as addresses are made of.
  return op !== 'add' && op !== 'sub' && op !== 'mul' && a <= 32 && b <= 32;
}

/** The instruction becomes the extension of a new one, which goes before it. */
function narrow(func: Func, data: InstData, kept: Inst[]): void {
  const { op, insn } = data;
  const args = data.args.map(arg => {
    const constant = func.constant(arg);
    if (constant !== undefined) return func.const('i32', constant);
    const trunc = func.makeInst('trunc', { type: 'i32', args: [arg], insn });
    kept.push(trunc);
    return func.inst(trunc).result;
  });
  const inner = func.makeInst(op, { type: 'i32', args, insn });
  kept.push(inner);
  data.op = 'zext';
  data.args = [func.inst(inner).result];
}

function widthsOf(func: Func): Widths | undefined {
  const widths: Widths = [];
  for (const param of func.block(func.entryBlock).params) widths[param] = TYPE_BITS[func.typeOf(param)];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    let changed = false;
    for (const block of func.order) {
      for (const inst of func.block(block).insts) {
        const data = func.inst(inst);
        if (data.result !== NO_VALUE) widths[data.result] = resultWidth(func, data, widths);
        for (const target of data.targets)
          func.block(target.block).params.forEach((param, i) => {
            const before = widths[param];
            const incoming = widthOf(func, target.args[i]!, widths);
            if (incoming === undefined || (before !== undefined && incoming <= before)) return;
            widths[param] = round < EXACT_ROUNDS ? incoming : TYPE_BITS[func.typeOf(param)];
            changed = true;
          });
      }
    }
    if (!changed) return widths;
  }
  return undefined;
}

function widthOf(func: Func, value: Value, widths: Widths): number | undefined {
  const bits = func.constant(value);
  return bits === undefined ? widths[value] : bits.toString(2).length;
}

/** The largest shift amount that a value can be. */
function amountOf(func: Func, amount: Value, width: number): number {
  const bits = func.constant(amount);
  if (bits !== undefined) return Number(bits & 63n);
  return width < 6 ? 2 ** width - 1 : 63;
}

function resultWidth(func: Func, data: InstData, widths: Widths): number | undefined {
  const { op, args, result } = data;
  const full = TYPE_BITS[func.typeOf(result)];
  if (opRow(op).effect !== 'pure' || args.length === 0) return full;
  const of = (i: number) => widthOf(func, args[i]!, widths);
  const [a, b] = [of(0), args.length > 1 ? of(1) : 0];
  if (a === undefined || b === undefined) return undefined;
  if (isCompare(op)) return 1;
  switch (op) {
    case 'zext':
    case 'trunc':
    case 'udiv':
    case 'umod':
      return Math.min(full, a);
    case 'and':
      return Math.min(a, b);
    case 'or':
    case 'xor':
      return Math.max(a, b);
    case 'add':
      return Math.min(full, Math.max(a, b) + 1);
    case 'mul':
      return Math.min(full, a + b);
    case 'lshr': {
      const bits = func.constant(args[1]!);
      return bits === undefined ? a : Math.max(0, a - Number(bits & BigInt(full - 1)));
    }
    case 'shl':
      return Math.min(full, a + amountOf(func, args[1]!, b));
    case 'select': {
      const c = of(2);
      return c === undefined ? undefined : Math.max(b, c);
    }
    default:
      return full;
  }
}
