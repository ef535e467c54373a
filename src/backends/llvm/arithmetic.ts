/** Arithmetic with eBPF's meaning: additions keep pointers, divisions and shifts are defined for every operand. */
import { TYPE_BITS, type Value } from '../../ir/entities.js';
import type { InstData } from '../../ir/function.js';
import type { Emitter } from './emitter.js';
import { integer } from './text.js';

export function lowerAddOrSub(e: Emitter, data: InstData): void {
  const [a, b] = data.args as [Value, Value];
  if (!e.region(data.result)) {
    e.define(data, `${data.op} ${data.type} ${e.integer(a)}, ${e.integer(b)}`);
    return;
  }
  const [base, offset] = e.region(a) ? [a, b] : [b, a];
  let amount = e.integer(offset);
  if (data.op === 'sub') {
    const bits = e.func.constant(offset);
    amount = bits === undefined ? e.temp(`sub i64 0, ${amount}`) : integer(-bits, 'i64');
  }
  if (e.maskedIndices.has(offset))
    amount = e.temp(`call i64 asm "", "=r,0"(i64 ${amount}) memory(none) nounwind`);
  e.define(data, `getelementptr ${e.wrapFlags(data)}i8, ptr ${e.pointer(base)}, i64 ${amount}`);
}

export function lowerShift(e: Emitter, data: InstData): void {
  const { op, type, args } = data;
  const mask = TYPE_BITS[type] - 1;
  const bits = e.func.constant(args[1]!);
  const amount =
    bits !== undefined
      ? String(bits & BigInt(mask))
      : e.func.useFacts.of(data).inWidth
        ? e.integer(args[1]!)
        : e.temp(`and ${type} ${e.integer(args[1]!)}, ${mask}`);
  e.define(data, `${op} ${type} ${e.integer(args[0]!)}, ${amount}`);
}

/** x / 0 is 0, x % 0 is x. A predicted branch keeps the guard off the divider's dependency chain. */
export function lowerUnsignedDivision(e: Emitter, data: InstData): void {
  const { type, args } = data;
  const op = data.op === 'udiv' ? 'udiv' : 'urem';
  const dividend = e.integer(args[0]!);
  const divisor = e.integer(args[1]!);
  const byZero = data.op === 'udiv' ? '0' : dividend;
  const bits = e.func.constant(args[1]!);
  if (bits === 0n) {
    e.define(data, `add ${type} ${byZero}, 0`);
    return;
  }
  if (bits !== undefined || e.func.useFacts.of(data).nonZero) {
    e.define(data, `${op} ${type} ${dividend}, ${divisor}`);
    return;
  }
  const [divide, join] = [e.newLabel(), e.newLabel()];
  const before = e.label;
  const isZero = e.temp(`icmp eq ${type} ${divisor}, 0`);
  e.line(`br i1 ${isZero}, label %${join}, label %${divide}, !prof ${e.context.unlikely}`);
  e.startLabel(divide);
  const quotient = e.temp(`${op} ${type} ${dividend}, ${divisor}`);
  e.line(`br label %${join}`);
  e.startLabel(join);
  e.define(data, `phi ${type} [ ${byZero}, %${before} ], [ ${quotient}, %${divide} ]`);
}

/** As the unsigned one, and MIN / -1 is MIN, MIN % -1 is 0: both by dividing by 1 and putting the result right. */
export function lowerSignedDivision(e: Emitter, data: InstData): void {
  const { type, args } = data;
  const op = data.op === 'sdiv' ? 'sdiv' : 'srem';
  const dividend = e.integer(args[0]!);
  const bits = e.func.constant(args[1]!);
  const minusOne = (1n << BigInt(TYPE_BITS[type])) - 1n;
  const { nonZero, nonMinusOne } = e.func.useFacts.of(data);
  if ((nonZero && nonMinusOne) || (bits !== undefined && bits !== 0n && bits !== minusOne)) {
    e.define(data, `${op} ${type} ${dividend}, ${e.integer(args[1]!)}`);
    return;
  }
  const divisor = e.integer(args[1]!);
  const isZero = e.temp(`icmp eq ${type} ${divisor}, 0`);
  const isMinusOne = e.temp(`icmp eq ${type} ${divisor}, -1`);
  const special = e.temp(`or i1 ${isZero}, ${isMinusOne}`);
  const safe = e.temp(`select i1 ${special}, ${type} 1, ${type} ${divisor}`);
  const result = e.temp(`${op} ${type} ${dividend}, ${safe}`);
  const byMinusOne = data.op === 'sdiv' ? e.temp(`sub ${type} 0, ${dividend}`) : '0';
  const byZero = data.op === 'sdiv' ? '0' : dividend;
  const inner = e.temp(`select i1 ${isMinusOne}, ${type} ${byMinusOne}, ${type} ${result}`);
  e.define(data, `select i1 ${isZero}, ${type} ${byZero}, ${type} ${inner}`);
}

export function lowerCompare(e: Emitter, data: InstData): void {
  const [a, b] = data.args as [Value, Value];
  const pointers = (e.region(a) || e.func.constant(a) === 0n) && (e.region(b) || e.func.constant(b) === 0n);
  if (pointers) e.define(data, `icmp ${data.op} ptr ${e.pointer(a)}, ${e.pointer(b)}`);
  else e.define(data, `icmp ${data.op} ${data.type} ${e.integer(a)}, ${e.integer(b)}`);
}
