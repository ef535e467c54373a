/** What the pure operations compute on constants: for folding and for the IR's interpreter. */
import { TYPE_BITS, type Type } from './entities.js';
import type { Op } from './ops.js';

/**
 * The result of a pure operation on the bits of its operands, as bits of its result type; undefined for an
 * operation that is not arithmetic. `type` is the suffix of the operation, `from` the type of the first operand.
 */
export function evalOp(op: Op, type: Type, from: Type, args: readonly bigint[]): bigint | undefined {
  const width = TYPE_BITS[type];
  const [a = 0n, b = 0n, c = 0n] = args;
  const signed = (value: bigint): bigint => BigInt.asIntN(width, value);
  const wrap = (value: bigint): bigint => BigInt.asUintN(width, value);
  const flag = (value: boolean): bigint => (value ? 1n : 0n);
  const amount = b & BigInt(width - 1);
  switch (op) {
    case 'add':
      return wrap(a + b);
    case 'sub':
      return wrap(a - b);
    case 'mul':
      return wrap(a * b);
    case 'udiv':
      return b === 0n ? 0n : a / b;
    case 'umod':
      return b === 0n ? a : a % b;
    case 'sdiv':
      return b === 0n ? 0n : wrap(signed(a) / signed(b));
    case 'smod':
      return b === 0n ? a : wrap(signed(a) % signed(b));
    case 'and':
      return a & b;
    case 'or':
      return a | b;
    case 'xor':
      return a ^ b;
    case 'shl':
      return wrap(a << amount);
    case 'lshr':
      return a >> amount;
    case 'ashr':
      return wrap(signed(a) >> amount);
    case 'zext':
      return a;
    case 'sext':
      return wrap(BigInt.asIntN(TYPE_BITS[from], a));
    case 'trunc':
      return wrap(a);
    case 'bswap': {
      let result = 0n;
      for (let i = 0; i < width; i += 8) result = (result << 8n) | ((a >> BigInt(i)) & 0xffn);
      return result;
    }
    case 'eq':
      return flag(a === b);
    case 'ne':
      return flag(a !== b);
    case 'ult':
      return flag(a < b);
    case 'ule':
      return flag(a <= b);
    case 'ugt':
      return flag(a > b);
    case 'uge':
      return flag(a >= b);
    case 'slt':
      return flag(signed(a) < signed(b));
    case 'sle':
      return flag(signed(a) <= signed(b));
    case 'sgt':
      return flag(signed(a) > signed(b));
    case 'sge':
      return flag(signed(a) >= signed(b));
    case 'select':
      return a ? b : c;
    default:
      return undefined;
  }
}
