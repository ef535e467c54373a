/**
 * Tristate numbers: which bits are known. A tnum stands for every x with `x & ~mask == value`; `value & mask` is
 * zero. The operations are those of the kernel's tnum.c as a description of the abstract operators, proved sound
 * and (add, sub, and, or, xor, shifts by a constant) optimal by Vishwanathan et al., CGO 2022.
 */
import { bitLength, ones, signBit, swapBytes, wrap } from './bits.js';

export interface Tnum {
  readonly value: bigint;
  readonly mask: bigint;
}

export const exactly = (value: bigint): Tnum => ({ value, mask: 0n });
export const unknown = (bits: number): Tnum => ({ value: 0n, mask: ones(bits) });

export const contains = (t: Tnum, x: bigint): boolean => (x & ~t.mask) === t.value;

export function add(bits: number, a: Tnum, b: Tnum): Tnum {
  const sm = a.mask + b.mask;
  const sv = a.value + b.value;
  const mask = wrap(bits, ((sm + sv) ^ sv) | a.mask | b.mask);
  return { value: wrap(bits, sv) & ~mask, mask };
}

export function sub(bits: number, a: Tnum, b: Tnum): Tnum {
  const dv = a.value - b.value;
  const mask = wrap(bits, ((dv + a.mask) ^ (dv - b.mask)) | a.mask | b.mask);
  return { value: wrap(bits, dv) & ~mask, mask };
}

export function and(a: Tnum, b: Tnum): Tnum {
  const value = a.value & b.value;
  return { value, mask: (a.value | a.mask) & (b.value | b.mask) & ~value };
}

export function or(a: Tnum, b: Tnum): Tnum {
  const value = a.value | b.value;
  return { value, mask: (a.mask | b.mask) & ~value };
}

export function xor(a: Tnum, b: Tnum): Tnum {
  const mask = a.mask | b.mask;
  return { value: (a.value ^ b.value) & ~mask, mask };
}

/** Long multiplication: a known one adds b's mask, an unknown bit adds everything b may be, as uncertainty. */
export function mul(bits: number, a: Tnum, b: Tnum): Tnum {
  const product = exactly(wrap(bits, a.value * b.value));
  let uncertainty = exactly(0n);
  let shifted = b;
  for (let i = 0n; i < BigInt(bits); i++) {
    const bit = 1n << i;
    if (a.value & bit) uncertainty = add(bits, uncertainty, { value: 0n, mask: shifted.mask });
    else if (a.mask & bit)
      uncertainty = add(bits, uncertainty, { value: 0n, mask: shifted.value | shifted.mask });
    shifted = shl(bits, shifted, 1n);
  }
  return add(bits, product, uncertainty);
}

export const shl = (bits: number, a: Tnum, by: bigint): Tnum => ({
  value: wrap(bits, a.value << by),
  mask: wrap(bits, a.mask << by),
});

export const lshr = (a: Tnum, by: bigint): Tnum => ({ value: a.value >> by, mask: a.mask >> by });

/** An unknown sign bit is copied as unknown bits. */
export const ashr = (bits: number, a: Tnum, by: bigint): Tnum => ({
  value: wrap(bits, BigInt.asIntN(bits, a.value) >> by),
  mask: wrap(bits, BigInt.asIntN(bits, a.mask) >> by),
});

export const truncate = (bits: number, a: Tnum): Tnum => ({
  value: wrap(bits, a.value),
  mask: wrap(bits, a.mask),
});

/** Sign extension of a `from`-bit number to `bits` bits. */
export const extend = (bits: number, a: Tnum, from: number): Tnum => ({
  value: wrap(bits, BigInt.asIntN(from, a.value)),
  mask: wrap(bits, BigInt.asIntN(from, a.mask)),
});

export const swap = (bits: number, a: Tnum, byte?: number): Tnum => ({
  value: swapBytes(bits, a.value, byte),
  mask: swapBytes(bits, a.mask, byte),
});

/** The common prefix of two numbers, all lower bits unknown: holds everything between them. */
export function between(umin: bigint, umax: bigint): Tnum {
  const mask = ones(bitLength(umin ^ umax));
  return { value: umin & ~mask, mask };
}

/** The numbers in both; undefined when there is none. */
export function meet(a: Tnum, b: Tnum): Tnum | undefined {
  if (((a.value ^ b.value) & ~a.mask & ~b.mask) !== 0n) return undefined;
  const mask = a.mask & b.mask;
  return { value: (a.value | b.value) & ~mask, mask };
}

export function join(a: Tnum, b: Tnum): Tnum {
  const mask = a.mask | b.mask | (a.value ^ b.value);
  return { value: a.value & ~mask, mask };
}

/** Whether every number of `a` is one of `b`. */
export const isSubset = (a: Tnum, b: Tnum): boolean =>
  (a.mask & ~b.mask) === 0n && (a.value & ~b.mask) === b.value;

export const umin = (t: Tnum): bigint => t.value;
export const umax = (t: Tnum): bigint => t.value | t.mask;
export const smin = (bits: number, t: Tnum): bigint =>
  BigInt.asIntN(bits, t.value | (t.mask & signBit(bits)));
export const smax = (bits: number, t: Tnum): bigint =>
  BigInt.asIntN(bits, (t.value | t.mask) & ~(t.mask & signBit(bits)));

/** The smallest member that is at least `from`; undefined when all are smaller. */
export function ceiling(bits: number, t: Tnum, from: bigint): bigint | undefined {
  if (contains(t, from)) return from;
  // Above the highest bit where `from` disagrees with the known bits, keep `from`; below, take the minimum.
  const clash = (from ^ t.value) & ~t.mask;
  const top = bitLength(clash) - 1;
  const bit = 1n << BigInt(top);
  const below = ones(top);
  if (t.value & bit) return (from & ~(below | bit)) | bit | (t.value & below);
  // `from` has a 1 where the number has a 0: raise the lowest unknown 0 above it to 1.
  const raisable = t.mask & ~from & ~ones(top + 1) & ones(bits);
  if (raisable === 0n) return undefined;
  const lowest = raisable & -raisable;
  const low = lowest - 1n;
  return (from & ~(low | lowest)) | lowest | (t.value & low);
}

/** The greatest member that is at most `to`; undefined when all are greater. */
export function floor(bits: number, t: Tnum, to: bigint): bigint | undefined {
  const all = ones(bits);
  const mirrored = ceiling(bits, { value: all & ~(t.value | t.mask), mask: t.mask }, all ^ to);
  return mirrored === undefined ? undefined : all ^ mirrored;
}

/** `u8[*01x]` style text for tests and traces: most significant bit first. */
export function format(bits: number, t: Tnum): string {
  let out = '';
  for (let i = BigInt(bits) - 1n; i >= 0n; i--)
    out += (t.mask >> i) & 1n ? 'x' : (t.value >> i) & 1n ? '1' : '0';
  return out;
}
