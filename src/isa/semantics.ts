import { assertNever } from '../diag/internal.js';
import type { AluOp, AtomicOp, JumpOp, Width } from './types.js';

/**
 * What the operations compute, on register values: `bigint`, unsigned, 64 bits. The one place that says so in
 * TypeScript: interpreters run it and constant folding asks it. Values are those of a little-endian machine.
 */

/** The low 64 bits, as an unsigned number. */
export const u64 = (value: bigint): bigint => BigInt.asUintN(64, value);
/** The low 64 bits, as a signed number. */
export const s64 = (value: bigint): bigint => BigInt.asIntN(64, value);

/**
 * Result of `dst op= src`, RFC 9669 section 4.1. A 32-bit operation takes the low halves and zero-extends;
 * division by zero is 0, a remainder by zero the dividend; MIN / -1 is MIN and MIN % -1 is 0; shift amounts
 * are taken modulo the width. `neg` ignores `src`.
 */
export function evalAlu(op: AluOp, width: Width, dst: bigint, src: bigint): bigint {
  const a = BigInt.asUintN(width, dst);
  const b = BigInt.asUintN(width, src);
  switch (op) {
    case 'add':
      return BigInt.asUintN(width, a + b);
    case 'sub':
      return BigInt.asUintN(width, a - b);
    case 'mul':
      return BigInt.asUintN(width, a * b);
    case 'div':
      return b === 0n ? 0n : a / b;
    case 'mod':
      return b === 0n ? a : a % b;
    case 'sdiv':
      return b === 0n ? 0n : BigInt.asUintN(width, BigInt.asIntN(width, a) / BigInt.asIntN(width, b));
    case 'smod':
      return b === 0n ? a : BigInt.asUintN(width, BigInt.asIntN(width, a) % BigInt.asIntN(width, b));
    case 'or':
      return a | b;
    case 'and':
      return a & b;
    case 'xor':
      return a ^ b;
    case 'mov':
      return b;
    case 'neg':
      return BigInt.asUintN(width, -a);
    case 'lsh':
      return BigInt.asUintN(width, a << (b & BigInt(width - 1)));
    case 'rsh':
      return a >> (b & BigInt(width - 1));
    case 'arsh':
      return BigInt.asUintN(width, BigInt.asIntN(width, a) >> (b & BigInt(width - 1)));
    default:
      return assertNever(op);
  }
}

/** Whether a conditional jump is taken, RFC 9669 section 4.3. `set` asks whether any bit is common. */
export function evalJump(op: JumpOp, width: Width, dst: bigint, src: bigint): boolean {
  const a = BigInt.asUintN(width, dst);
  const b = BigInt.asUintN(width, src);
  switch (op) {
    case 'eq':
      return a === b;
    case 'ne':
      return a !== b;
    case 'set':
      return (a & b) !== 0n;
    case 'gt':
      return a > b;
    case 'ge':
      return a >= b;
    case 'lt':
      return a < b;
    case 'le':
      return a <= b;
    case 'sgt':
      return BigInt.asIntN(width, a) > BigInt.asIntN(width, b);
    case 'sge':
      return BigInt.asIntN(width, a) >= BigInt.asIntN(width, b);
    case 'slt':
      return BigInt.asIntN(width, a) < BigInt.asIntN(width, b);
    case 'sle':
      return BigInt.asIntN(width, a) <= BigInt.asIntN(width, b);
    default:
      return assertNever(op);
  }
}

/** `(sFROM)value`, sign-extended to the width and then zero-extended to 64 bits. */
export function signExtend(from: 8 | 16 | 32, width: Width, value: bigint): bigint {
  return BigInt.asUintN(width, BigInt.asIntN(from, value));
}

/** The low `width` bits with their bytes in the opposite order. */
export function byteSwap(width: 16 | 32 | 64, value: bigint): bigint {
  let rest = BigInt.asUintN(width, value);
  let swapped = 0n;
  for (let i = 0; i < width; i += 8) {
    swapped = (swapped << 8n) | (rest & 0xffn);
    rest >>= 8n;
  }
  return swapped;
}

/** RFC 9669 section 4.2: `htole` only truncates on a little-endian machine. */
export function evalEnd(op: 'htole' | 'htobe' | 'bswap', width: 16 | 32 | 64, value: bigint): bigint {
  return op === 'htole' ? BigInt.asUintN(width, value) : byteSwap(width, value);
}

/**
 * What an atomic operation leaves in memory, given the old value there and the operand; both have the width of
 * the access. `expected` is r0, for cmpxchg alone.
 */
export function evalAtomic(
  op: Exclude<AtomicOp, 'load_acquire' | 'store_release'>,
  old: bigint,
  operand: bigint,
  expected: bigint,
  width: Width,
): bigint {
  const value = BigInt.asUintN(width, operand);
  switch (op) {
    case 'add':
      return BigInt.asUintN(width, old + value);
    case 'or':
      return old | value;
    case 'and':
      return old & value;
    case 'xor':
      return old ^ value;
    case 'xchg':
      return value;
    case 'cmpxchg':
      return old === BigInt.asUintN(width, expected) ? value : old;
    default:
      return assertNever(op);
  }
}
