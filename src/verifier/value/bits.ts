/**
 * Unsigned words of any width up to 64 bits, as bigint. Every function of the value domain takes the width as a
 * parameter, so that what is tested exhaustively at 4 to 6 bits is the very code that runs at 32 and 64.
 */

/** All ones of a width. */
export const ones = (bits: number): bigint => (1n << BigInt(bits)) - 1n;

/** The sign bit of a width. */
export const signBit = (bits: number): bigint => 1n << BigInt(bits - 1);

/** The low `bits` bits. */
export const wrap = (bits: number, x: bigint): bigint => BigInt.asUintN(bits, x);

/** The two's complement reading of the low `bits` bits. */
export const signed = (bits: number, x: bigint): bigint => BigInt.asIntN(bits, x);

export const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);
export const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** Number of significant bits: 0 for 0, 1 for 1, 2 for 2 and 3. Not for negative numbers. */
export const bitLength = (x: bigint): number => (x === 0n ? 0 : x.toString(2).length);

/** The smallest all-ones number that is at least `x`. */
export const smear = (x: bigint): bigint => ones(bitLength(x));

/** The bytes of the low `bits` bits in reverse order; `bits` is a multiple of the byte width. */
export function swapBytes(bits: number, x: bigint, byte = 8): bigint {
  let out = 0n;
  for (let i = 0; i < bits; i += byte) out = (out << BigInt(byte)) | ((x >> BigInt(i)) & ones(byte));
  return out;
}

/** The binary operations of the IR at a width, on concrete unsigned words, with eBPF semantics. */
export const BINARY_OPS = [
  'add',
  'sub',
  'mul',
  'udiv',
  'sdiv',
  'umod',
  'smod',
  'and',
  'or',
  'xor',
  'shl',
  'lshr',
  'ashr',
] as const;
export type BinaryOp = (typeof BINARY_OPS)[number];

/**
 * RFC 9669 section 4.1: division by zero is zero, the remainder by zero is the dividend, the most negative
 * number divided by -1 is itself (remainder 0), shift amounts are masked to the width.
 */
export function evaluate(op: BinaryOp, bits: number, a: bigint, b: bigint): bigint {
  switch (op) {
    case 'add':
      return wrap(bits, a + b);
    case 'sub':
      return wrap(bits, a - b);
    case 'mul':
      return wrap(bits, a * b);
    case 'udiv':
      return b === 0n ? 0n : a / b;
    case 'sdiv':
      return b === 0n ? 0n : wrap(bits, signed(bits, a) / signed(bits, b));
    case 'umod':
      return b === 0n ? a : a % b;
    case 'smod':
      return b === 0n ? a : wrap(bits, signed(bits, a) % signed(bits, b));
    case 'and':
      return a & b;
    case 'or':
      return a | b;
    case 'xor':
      return a ^ b;
    case 'shl':
      return wrap(bits, a << shiftAmount(bits, b));
    case 'lshr':
      return a >> shiftAmount(bits, b);
    case 'ashr':
      return wrap(bits, signed(bits, a) >> shiftAmount(bits, b));
  }
}

/** Shift amounts are masked; at widths that are no power of two (tests only) they wrap at the next one. */
export const shiftAmount = (bits: number, b: bigint): bigint => b & smear(BigInt(bits - 1));

/** Comparisons; `set` is `(a & b) != 0` and `clear` its negation. */
export const COMPARISONS = [
  'eq',
  'ne',
  'ult',
  'ule',
  'ugt',
  'uge',
  'slt',
  'sle',
  'sgt',
  'sge',
  'set',
  'clear',
] as const;
export type Comparison = (typeof COMPARISONS)[number];

export function compare(op: Comparison, bits: number, a: bigint, b: bigint): boolean {
  switch (op) {
    case 'eq':
      return a === b;
    case 'ne':
      return a !== b;
    case 'ult':
      return a < b;
    case 'ule':
      return a <= b;
    case 'ugt':
      return a > b;
    case 'uge':
      return a >= b;
    case 'slt':
      return signed(bits, a) < signed(bits, b);
    case 'sle':
      return signed(bits, a) <= signed(bits, b);
    case 'sgt':
      return signed(bits, a) > signed(bits, b);
    case 'sge':
      return signed(bits, a) >= signed(bits, b);
    case 'set':
      return (a & b) !== 0n;
    case 'clear':
      return (a & b) === 0n;
  }
}

/** The comparison that holds exactly when the given one does not. */
export const NEGATED: Readonly<Record<Comparison, Comparison>> = {
  eq: 'ne',
  ne: 'eq',
  ult: 'uge',
  ule: 'ugt',
  ugt: 'ule',
  uge: 'ult',
  slt: 'sge',
  sle: 'sgt',
  sgt: 'sle',
  sge: 'slt',
  set: 'clear',
  clear: 'set',
};

/** The same comparison with its operands exchanged. */
export const SWAPPED: Readonly<Record<Comparison, Comparison>> = {
  eq: 'eq',
  ne: 'ne',
  ult: 'ugt',
  ule: 'uge',
  ugt: 'ult',
  uge: 'ule',
  slt: 'sgt',
  sle: 'sge',
  sgt: 'slt',
  sge: 'sle',
  set: 'set',
  clear: 'clear',
};
