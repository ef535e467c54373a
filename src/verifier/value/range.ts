/**
 * One width's view of a number: known bits, unsigned interval and signed interval, each of which bounds the
 * others. A scalar of the domain has this view at 64 bits and at 32 (its low half).
 */
import { type BinaryOp, max, min, ones, shiftAmount, signBit, signed, smear, wrap } from './bits.js';
import type { Tnum } from './tnum.js';
import * as tnum from './tnum.js';

export interface View {
  readonly t: Tnum;
  readonly umin: bigint;
  readonly umax: bigint;
  readonly smin: bigint;
  readonly smax: bigint;
}

export const minSigned = (bits: number): bigint => -signBit(bits);
export const maxSigned = (bits: number): bigint => signBit(bits) - 1n;

export function full(bits: number): View {
  return {
    t: tnum.unknown(bits),
    umin: 0n,
    umax: ones(bits),
    smin: minSigned(bits),
    smax: maxSigned(bits),
  };
}

export function constant(bits: number, x: bigint): View {
  const s = signed(bits, x);
  return { t: tnum.exactly(x), umin: x, umax: x, smin: s, smax: s };
}

export const unsignedView = (bits: number, umin: bigint, umax: bigint): View => ({
  ...full(bits),
  umin,
  umax,
});

export const signedView = (bits: number, smin: bigint, smax: bigint): View => ({
  ...full(bits),
  smin,
  smax,
});

/** Everything that both views allow, not yet reduced; undefined when the known bits contradict. */
export function meet(a: View, b: View): View | undefined {
  const t = tnum.meet(a.t, b.t);
  return (
    t && {
      t,
      umin: max(a.umin, b.umin),
      umax: min(a.umax, b.umax),
      smin: max(a.smin, b.smin),
      smax: min(a.smax, b.smax),
    }
  );
}

export function join(a: View, b: View): View {
  return {
    t: tnum.join(a.t, b.t),
    umin: min(a.umin, b.umin),
    umax: max(a.umax, b.umax),
    smin: min(a.smin, b.smin),
    smax: max(a.smax, b.smax),
  };
}

export const isSubset = (a: View, b: View): boolean =>
  a.umin >= b.umin && a.umax <= b.umax && a.smin >= b.smin && a.smax <= b.smax && tnum.isSubset(a.t, b.t);

export const equal = (a: View, b: View): boolean =>
  a.t.value === b.t.value &&
  a.t.mask === b.t.mask &&
  a.umin === b.umin &&
  a.umax === b.umax &&
  a.smin === b.smin &&
  a.smax === b.smax;

export const contains = (bits: number, a: View, x: bigint): boolean => {
  const s = signed(bits, x);
  return a.umin <= x && x <= a.umax && a.smin <= s && s <= a.smax && tnum.contains(a.t, x);
};

/** Lets the three parts sharpen each other until nothing changes; undefined when no number is left. */
export function reduce(bits: number, view: View): View | undefined {
  let v: View | undefined = view;
  for (;;) {
    const next: View | undefined = reduceOnce(bits, v);
    if (next === undefined || equal(next, v)) return next;
    v = next;
  }
}

function reduceOnce(bits: number, v: View): View | undefined {
  // The bounds move inward to numbers with the known bits.
  if (v.umin > v.umax || v.smin > v.smax) return undefined;
  const low = tnum.ceiling(bits, v.t, v.umin);
  const high = tnum.floor(bits, v.t, v.umax);
  if (low === undefined || high === undefined || low > high) return undefined;
  const smin = max(v.smin, tnum.smin(bits, v.t));
  const smax = min(v.smax, tnum.smax(bits, v.t));

  // The signed interval is one or two unsigned ones; cut each with [low, high].
  let umin: bigint | undefined;
  let umax = 0n;
  let s0: bigint | undefined;
  let s1 = 0n;
  const cut = (from: bigint, to: bigint): void => {
    const a = max(from, low);
    const b = min(to, high);
    if (a > b) return;
    if (umin === undefined || a < umin) umin = a;
    if (b > umax) umax = b;
    const sa = signed(bits, a);
    const sb = signed(bits, b);
    if (s0 === undefined || sa < s0) {
      if (s0 === undefined) s1 = sb;
      s0 = sa;
    }
    if (sb > s1) s1 = sb;
  };
  if (smin > smax) return undefined;
  if (smax >= 0n) cut(max(smin, 0n), smax);
  if (smin < 0n) cut(wrap(bits, smin), wrap(bits, min(smax, -1n)));
  if (umin === undefined || s0 === undefined) return undefined;
  const t = tnum.meet(v.t, tnum.between(umin, umax));
  return t && { t, umin, umax, smin: s0, smax: s1 };
}

/** The result of an operation at one width, not yet reduced. Both operands are reduced. */
export function apply(op: BinaryOp, bits: number, a: View, b: View): View {
  switch (op) {
    case 'add':
      return {
        t: tnum.add(bits, a.t, b.t),
        ...unsignedBounds(bits, a.umin + b.umin, a.umax + b.umax),
        ...signedBounds(bits, a.smin + b.smin, a.smax + b.smax),
      };
    case 'sub':
      return {
        t: tnum.sub(bits, a.t, b.t),
        ...unsignedBounds(bits, a.umin - b.umax, a.umax - b.umin),
        ...signedBounds(bits, a.smin - b.smax, a.smax - b.smin),
      };
    case 'mul':
      return {
        t: tnum.mul(bits, a.t, b.t),
        ...unsignedBounds(bits, a.umin * b.umin, a.umax * b.umax),
        ...signedBounds(bits, ...corners(a, b, (x, y) => x * y)),
      };
    case 'and':
      return {
        t: tnum.and(a.t, b.t),
        umin: 0n,
        umax: min(a.umax, b.umax),
        ...bitwiseSigned(a, b),
      };
    case 'or':
      return {
        t: tnum.or(a.t, b.t),
        umin: max(a.umin, b.umin),
        umax: smear(a.umax | b.umax),
        ...bitwiseSigned(a, b),
      };
    case 'xor':
      return {
        t: tnum.xor(a.t, b.t),
        umin: 0n,
        umax: smear(a.umax | b.umax),
        ...bitwiseSigned(a, b),
      };
    case 'shl':
    case 'lshr':
    case 'ashr':
      return shift(op, bits, a, b);
    case 'udiv':
      return unsignedView(
        bits,
        b.umin === 0n ? 0n : a.umin / b.umax,
        b.umin === 0n ? a.umax : a.umax / b.umin,
      );
    case 'umod':
      return unsignedModulo(bits, a, b);
    case 'sdiv':
      return signedDivision(bits, a, b);
    case 'smod':
      return signedModulo(bits, a, b);
  }
}

/** Bounds of a mathematical result that the machine wraps: kept when both ends wrap equally often. */
function unsignedBounds(bits: number, low: bigint, high: bigint): { umin: bigint; umax: bigint } {
  const turn = BigInt(bits);
  return low >> turn === high >> turn
    ? { umin: wrap(bits, low), umax: wrap(bits, high) }
    : { umin: 0n, umax: ones(bits) };
}

function signedBounds(bits: number, low: bigint, high: bigint): { smin: bigint; smax: bigint } {
  const half = signBit(bits);
  const turn = BigInt(bits);
  return (low + half) >> turn === (high + half) >> turn
    ? { smin: signed(bits, low), smax: signed(bits, high) }
    : { smin: minSigned(bits), smax: maxSigned(bits) };
}

/** Least and greatest result of a function that is monotone in each argument, over the signed bounds. */
function corners(a: View, b: View, f: (x: bigint, y: bigint) => bigint): [bigint, bigint] {
  const p = f(a.smin, b.smin);
  const q = f(a.smin, b.smax);
  const r = f(a.smax, b.smin);
  const s = f(a.smax, b.smax);
  return [min(min(p, q), min(r, s)), max(max(p, q), max(r, s))];
}

/** And, or, xor of numbers that fit in k signed bits fit in k signed bits. */
function bitwiseSigned(a: View, b: View): { smin: bigint; smax: bigint } {
  const magnitude = (x: bigint): bigint => (x < 0n ? ~x : x);
  const m = smear(magnitude(a.smin) | magnitude(a.smax) | magnitude(b.smin) | magnitude(b.smax));
  return { smin: -m - 1n, smax: m };
}

/** Shift amounts are masked to the width; an amount that may exceed it may be any. */
function shift(op: 'shl' | 'lshr' | 'ashr', bits: number, a: View, b: View): View {
  const limit = smear(BigInt(bits - 1));
  const wraps = b.umax > limit;
  const low = wraps ? shiftAmount(bits, b.t.value) : b.umin;
  const high = wraps ? shiftAmount(bits, b.t.value | b.t.mask) : b.umax;
  const known = low === high;
  if (op === 'shl') {
    return {
      t: known ? tnum.shl(bits, a.t, low) : tnum.unknown(bits),
      ...unsignedBounds(bits, a.umin << low, a.umax << high),
      ...signedBounds(bits, min(a.smin << low, a.smin << high), max(a.smax << low, a.smax << high)),
    };
  }
  if (op === 'lshr') {
    const view = unsignedView(bits, a.umin >> high, a.umax >> low);
    return known ? { ...view, t: tnum.lshr(a.t, low) } : view;
  }
  const view = signedView(bits, min(a.smin >> low, a.smin >> high), max(a.smax >> low, a.smax >> high));
  return known ? { ...view, t: tnum.ashr(bits, a.t, low) } : view;
}

function unsignedModulo(bits: number, a: View, b: View): View {
  // The dividend itself where it is smaller than every divisor, or where the divisor may be zero.
  if (a.umax < b.umin || b.umax === 0n) return a;
  if (b.umin === b.umax && (b.umin & (b.umin - 1n)) === 0n)
    return { ...full(bits), t: tnum.and(a.t, tnum.exactly(b.umin - 1n)) };
  return unsignedView(bits, 0n, b.umin === 0n ? a.umax : min(a.umax, b.umax - 1n));
}

function signedDivision(bits: number, a: View, b: View): View {
  if (b.smin > 0n || b.smax < 0n) {
    const [low, high] = corners(a, b, (x, y) => x / y);
    return high > maxSigned(bits) ? full(bits) : signedView(bits, low, high);
  }
  // The divisor may be zero (result 0) or of either sign: no quotient is larger than the dividend.
  const m = max(-a.smin, max(a.smax, -a.smax));
  if (m > maxSigned(bits)) return full(bits);
  return signedView(bits, -m, m);
}

function signedModulo(bits: number, a: View, b: View): View {
  const zeroPossible = b.smin <= 0n && b.smax >= 0n;
  const reach = max(b.smax < 0n ? -b.smax : b.smax, b.smin < 0n ? -b.smin : b.smin) - 1n;
  // The sign is the dividend's; the magnitude is below the divisor's unless that is zero.
  const low = a.smin >= 0n ? 0n : zeroPossible ? a.smin : max(a.smin, -reach);
  const high = a.smax <= 0n ? 0n : zeroPossible ? a.smax : min(a.smax, reach);
  return signedView(bits, low, high);
}
