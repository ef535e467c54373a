/**
 * The abstract scalar: a reduced product of known bits, unsigned and signed intervals at full and at half width,
 * an exact set when only a few values are possible, and a few excluded constants.
 *
 * A scalar stands for a set of full-width unsigned words. A value of a narrower type is held zero-extended. The
 * widths are a parameter (`Shape`): 64 and 32 in the compiler, 4 and 2 or 6 and 3 in the exhaustive tests. Every
 * function here is pure, takes reduced scalars and gives a reduced one, or undefined where no value is left.
 */
import {
  type BinaryOp,
  bitLength,
  type Comparison,
  compare,
  evaluate,
  max,
  min,
  ones,
  SWAPPED,
  signBit,
  signed,
  swapBytes,
  wrap,
} from './bits.js';
import type { View } from './range.js';
import * as range from './range.js';
import type { Words } from './sets.js';
import * as sets from './sets.js';
import * as tnum from './tnum.js';

export interface Shape {
  readonly bits: number;
  readonly half: number;
}

export interface Scalar {
  readonly wide: View;
  readonly low: View;
  /** All possible values, when they are few. */
  readonly members: Words | undefined;
  /** Values that the views allow but that are ruled out. Empty when `members` is there. */
  readonly excluded: Words;
}

export const top = (shape: Shape): Scalar => ({
  wide: range.full(shape.bits),
  low: range.full(shape.half),
  members: undefined,
  excluded: sets.NONE,
});

/** The scalar of these values; at least one. Above `MAX_MEMBERS` only their hull is kept. */
export function fromWords(shape: Shape, words: Words): Scalar {
  const views = (bits: number): View =>
    words.map(x => range.constant(bits, wrap(bits, x))).reduce(range.join);
  const wide = views(shape.bits);
  const low = views(shape.half);
  return words.length <= sets.MAX_MEMBERS
    ? { wide, low, members: words, excluded: sets.NONE }
    : reduce(shape, wide, low, sets.NONE)!;
}

export const constant = (shape: Shape, x: bigint): Scalar => fromWords(shape, [wrap(shape.bits, x)]);

export const unsignedRange = (shape: Shape, low: bigint, high: bigint): Scalar | undefined =>
  reduce(shape, range.unsignedView(shape.bits, low, high), range.full(shape.half), sets.NONE);

export const signedRange = (shape: Shape, low: bigint, high: bigint): Scalar | undefined =>
  reduce(shape, range.signedView(shape.bits, low, high), range.full(shape.half), sets.NONE);

export const contains = (shape: Shape, a: Scalar, x: bigint): boolean =>
  a.members
    ? a.members.includes(x)
    : range.contains(shape.bits, a.wide, x) &&
      range.contains(shape.half, a.low, wrap(shape.half, x)) &&
      !a.excluded.includes(x);

/** Brings all components in agreement and finds the exact set if it is small. */
export function reduce(shape: Shape, wideIn: View, lowIn: View, excludedIn: Words): Scalar | undefined {
  const { bits, half } = shape;
  let wide: View = wideIn;
  let low: View = lowIn;
  for (;;) {
    const w = range.reduce(bits, wide);
    const l: View | undefined = w && range.meet(low, lowFromWide(shape, w));
    const lr = l && range.reduce(half, l);
    const w2: View | undefined = w && lr && wideFromLow(shape, w, lr);
    const wr = w2 && range.reduce(bits, w2);
    if (!wr || !lr) return undefined;
    const cut = excludedIn.length ? trim(wr, excludedIn, bits) : wr;
    if (cut === undefined) return undefined;
    if (cut === wr && range.equal(wr, wide) && range.equal(lr, low)) break;
    wide = cut;
    low = lr;
  }
  const members = enumerate(shape, wide, low, excludedIn);
  if (members) return members.length ? fromWords(shape, members) : undefined;
  const excluded = excludedIn.filter(
    x => range.contains(bits, wide, x) && range.contains(half, low, wrap(half, x)),
  );
  return { wide, low, members: undefined, excluded };
}

/** Moves bounds off excluded constants; the same object when none sits on a bound. */
function trim(v: View, excluded: Words, bits: number): View | undefined {
  let { umin, umax, smin, smax } = v;
  if (excluded.includes(umin)) umin++;
  if (excluded.includes(umax)) umax--;
  if (excluded.includes(wrap(bits, smin))) smin++;
  if (excluded.includes(wrap(bits, smax))) smax--;
  if (umin === v.umin && umax === v.umax && smin === v.smin && smax === v.smax) return v;
  return umin > umax || smin > smax ? undefined : { t: v.t, umin, umax, smin, smax };
}

function lowFromWide({ half }: Shape, w: View): View {
  const shift = BigInt(half);
  const out = range.full(half);
  let { umin, umax, smin, smax } = out;
  const take = (from: bigint, to: bigint): void => {
    const a = wrap(half, from);
    const b = wrap(half, to);
    if (from >> shift === to >> shift) {
      umin = max(umin, a);
      umax = min(umax, b);
    }
    if (to - from <= ones(half) && signed(half, a) <= signed(half, b)) {
      smin = max(smin, signed(half, a));
      smax = min(smax, signed(half, b));
    }
  };
  take(w.umin, w.umax);
  take(w.smin, w.smax);
  return { t: tnum.truncate(half, w.t), umin, umax, smin, smax };
}

/** Moves the wide bounds inward to words whose low half is allowed. */
function wideFromLow({ bits, half }: Shape, w: View, l: View): View | undefined {
  const high = ones(bits) ^ ones(half);
  const t = tnum.meet(w.t, { value: l.t.value, mask: l.t.mask | high });
  if (t === undefined) return undefined;
  const raise = (x: bigint): bigint => {
    const lo = wrap(half, x);
    if (lo < l.umin) return x - lo + l.umin;
    return lo > l.umax ? x - lo + ones(half) + 1n + l.umin : x;
  };
  const lower = (x: bigint): bigint => {
    const lo = wrap(half, x);
    if (lo > l.umax) return x - lo + l.umax;
    return lo < l.umin ? x - lo - ones(half) - 1n + l.umax : x;
  };
  let smin = raise(w.smin);
  let smax = lower(w.smax);
  if (smin >= range.minSigned(half) && smax <= range.maxSigned(half)) {
    // The upper half is the sign of the lower one.
    smin = max(smin, l.smin);
    smax = min(smax, l.smax);
  }
  return { t, umin: raise(w.umin), umax: lower(w.umax), smin, smax };
}

/** The members, if the views leave few; undefined when there may be many. */
function enumerate({ bits, half }: Shape, wide: View, low: View, excluded: Words): Words | undefined {
  const span = wide.umax - wide.umin;
  if (span > 31n && bitCount(wide.t.mask) > 4) return undefined;
  const members: bigint[] = [];
  let steps = 0;
  for (let x = tnum.ceiling(bits, wide.t, wide.umin); x !== undefined && x <= wide.umax; ) {
    if (++steps > 32) return undefined;
    if (range.contains(bits, wide, x) && range.contains(half, low, wrap(half, x)) && !excluded.includes(x)) {
      if (members.length === sets.MAX_MEMBERS) return undefined;
      members.push(x);
    }
    if (x === ones(bits)) break;
    x = tnum.ceiling(bits, wide.t, x + 1n);
  }
  return members;
}

function bitCount(x: bigint): number {
  let count = 0;
  for (let rest = x; rest !== 0n; rest &= rest - 1n) if (++count > 4) break;
  return count;
}

// ---- operations

/** The low half, zero-extended. */
export function truncate(shape: Shape, a: Scalar): Scalar {
  if (a.wide.umax <= ones(shape.half)) return a;
  if (a.members) return fromWords(shape, sets.sorted(a.members.map(x => wrap(shape.half, x))));
  return zeroExtend(shape, a.low, sets.NONE)!;
}

/** A half-width view as a full-width scalar. */
function zeroExtend(shape: Shape, low: View, excluded: Words): Scalar | undefined {
  const wide = range.unsignedView(shape.bits, low.umin, low.umax);
  return reduce(shape, { ...wide, t: low.t }, low, excluded);
}

/** A binary operation on the full width (`width === shape.bits`) or on the low halves, zero-extended. */
export function binary(shape: Shape, op: BinaryOp, width: number, x: Scalar, y: Scalar): Scalar {
  const narrow = width !== shape.bits;
  const a = narrow ? truncate(shape, x) : x;
  const b = narrow ? truncate(shape, y) : y;
  if (a.members && b.members) {
    const words = sets.product(a.members, b.members, (p, q) => evaluate(op, width, p, q));
    if (words) return fromWords(shape, words);
  } else if (b.members && b.members.length > 1 && b.members.length <= 4) {
    // A few divisors, masks or shift amounts: the union over them is sharper than the bounds.
    return b.members
      .map(q => binary(shape, op, width, a, constant(shape, q)))
      .reduce((p, q) => join(shape, p, q));
  }
  const excluded = moveExcluded(op, width, a, b);
  if (narrow) {
    const low = range.reduce(width, range.apply(op, width, a.low, b.low))!;
    return zeroExtend(shape, low, excluded)!;
  }
  const wide = range.apply(op, width, a.wide, b.wide);
  const low = LOW_HALF_OPS.has(op) ? range.apply(op, shape.half, a.low, b.low) : range.full(shape.half);
  return reduce(shape, wide, low, excluded)!;
}

/** Operations whose low half depends on the low halves of the operands alone. */
const LOW_HALF_OPS: ReadonlySet<BinaryOp> = new Set(['add', 'sub', 'mul', 'and', 'or', 'xor']);

/** Excluded constants survive operations that are one-to-one. */
function moveExcluded(op: BinaryOp, width: number, a: Scalar, b: Scalar): Words {
  if (op !== 'add' && op !== 'sub' && op !== 'xor') return sets.NONE;
  const k = b.members?.length === 1 ? b.members[0] : undefined;
  if (k !== undefined && a.excluded.length)
    return sets.sorted(a.excluded.map(x => evaluate(op, width, x, k)));
  const j = a.members?.length === 1 ? a.members[0] : undefined;
  if (j !== undefined && b.excluded.length)
    return sets.sorted(b.excluded.map(x => evaluate(op, width, j, x)));
  return sets.NONE;
}

/** The low `from` bits, zero-extended. */
export function lowBits(shape: Shape, a: Scalar, from: number): Scalar {
  if (a.wide.umax <= ones(from)) return a;
  return from === shape.half
    ? truncate(shape, a)
    : binary(shape, 'and', shape.bits, a, constant(shape, ones(from)));
}

/** The low `from` bits, sign-extended to `width` and zero-extended from there. */
export function signExtend(shape: Shape, x: Scalar, from: number, width: number): Scalar {
  const a = lowBits(shape, x, from);
  const convert = (w: bigint): bigint => wrap(width, signed(from, w));
  if (a.members) return fromWords(shape, sets.sorted(a.members.map(convert)));
  const t = tnum.truncate(from, a.wide.t);
  const view = range.reduce(from, {
    ...range.unsignedView(from, a.wide.umin, min(a.wide.umax, ones(from))),
    t,
    ...(from === shape.half && { smin: a.low.smin, smax: a.low.smax }),
  })!;
  const out: View = {
    ...range.signedView(width, view.smin, view.smax),
    t: tnum.extend(width, t, from),
  };
  const excluded = sets.sorted(a.excluded.map(convert));
  return width === shape.bits
    ? reduce(shape, out, range.full(shape.half), excluded)!
    : zeroExtend(shape, range.reduce(width, out)!, excluded)!;
}

/** The low `width` bits with their bytes reversed, zero-extended. `byte` is 8 but for small-width tests. */
export function swap(shape: Shape, x: Scalar, width: number, byte = 8): Scalar {
  const a = lowBits(shape, x, width);
  const convert = (w: bigint): bigint => swapBytes(width, w, byte);
  if (a.members) return fromWords(shape, sets.sorted(a.members.map(convert)));
  const t = tnum.swap(width, tnum.truncate(width, a.wide.t), byte);
  const view = { ...range.full(shape.bits), t };
  return reduce(shape, view, range.full(shape.half), sets.sorted(a.excluded.map(convert)))!;
}

// ---- refinement

/** What is left of `a` when `a OP b` holds at a width. */
export function refine(
  shape: Shape,
  op: Comparison,
  width: number,
  a: Scalar,
  b: Scalar,
): Scalar | undefined {
  const { bits, half } = shape;
  const narrow = width !== bits;
  const other = narrow ? truncate(shape, b) : b;
  if (a.members) {
    const kept = a.members.filter(x => feasible(shape, op, width, wrap(width, x), other));
    return kept.length ? fromWords(shape, kept) : undefined;
  }
  const fits = !narrow || a.wide.umax <= ones(half);
  const view = narrow ? a.low : a.wide;
  const limit = narrow ? other.low : other.wide;
  const bound = refineView(op, width, view, limit, other.members);
  if (bound === undefined) return undefined;
  let excluded = a.excluded;
  if (fits) {
    if (op === 'ne' && other.members?.length === 1) excluded = exclude(excluded, other.members[0]!);
    if (op === 'set' || (op === 'ugt' && !narrow)) excluded = exclude(excluded, 0n);
    if (op === 'eq') for (const x of other.excluded) excluded = exclude(excluded, x);
  }
  const out = narrow
    ? reduce(shape, a.wide, bound, excluded)
    : reduce(shape, bound, op === 'eq' ? (range.meet(a.low, b.low) ?? a.low) : a.low, excluded);
  if (op !== 'eq' || !other.members || out === undefined || !fits) return out;
  const kept = other.members.filter(x => contains(shape, out, x));
  return kept.length ? fromWords(shape, kept) : undefined;
}

const exclude = (excluded: Words, x: bigint): Words =>
  excluded.includes(x) || excluded.length >= sets.MAX_EXCLUDED ? excluded : sets.sorted([...excluded, x]);

/** Whether some value of `b` makes `x OP value` true. */
function feasible(shape: Shape, op: Comparison, width: number, x: bigint, b: Scalar): boolean {
  if (b.members) return b.members.some(y => compare(op, width, x, y));
  if (op === 'eq') return contains(shape, b, x);
  const view = width === shape.bits ? b.wide : b.low;
  return refineView(SWAPPED[op], width, view, range.constant(width, x), [x]) !== undefined;
}

/** The part of a view that can satisfy `view OP limit`; not yet reduced, undefined when plainly none. */
function refineView(
  op: Comparison,
  bits: number,
  a: View,
  b: View,
  members: Words | undefined,
): View | undefined {
  const only = members?.length === 1 ? members[0] : undefined;
  switch (op) {
    case 'eq':
      return nonEmpty(bits, range.meet(a, b));
    case 'ne':
      return only === undefined ? a : withoutConstant(bits, a, only);
    case 'ult':
      return b.umax === 0n ? undefined : nonEmpty(bits, { ...a, umax: min(a.umax, b.umax - 1n) });
    case 'ule':
      return nonEmpty(bits, { ...a, umax: min(a.umax, b.umax) });
    case 'ugt':
      return b.umin === ones(bits) ? undefined : nonEmpty(bits, { ...a, umin: max(a.umin, b.umin + 1n) });
    case 'uge':
      return nonEmpty(bits, { ...a, umin: max(a.umin, b.umin) });
    case 'slt':
      return nonEmpty(bits, { ...a, smax: min(a.smax, b.smax - 1n) });
    case 'sle':
      return nonEmpty(bits, { ...a, smax: min(a.smax, b.smax) });
    case 'sgt':
      return nonEmpty(bits, { ...a, smin: max(a.smin, b.smin + 1n) });
    case 'sge':
      return nonEmpty(bits, { ...a, smin: max(a.smin, b.smin) });
    case 'set': {
      const common = (a.t.value | a.t.mask) & (b.t.value | b.t.mask);
      if (common === 0n) return undefined;
      if ((common & (common - 1n)) !== 0n) return withoutConstant(bits, a, 0n);
      // Exactly one bit can be the common one.
      const t = tnum.meet(a.t, { value: common, mask: ones(bits) ^ common });
      return t && nonEmpty(bits, { ...a, t });
    }
    case 'clear': {
      const zero = b.t.value;
      const t = tnum.meet(a.t, { value: 0n, mask: ones(bits) ^ zero });
      return t && nonEmpty(bits, { ...a, t });
    }
  }
}

const nonEmpty = (bits: number, view: View | undefined): View | undefined => view && range.reduce(bits, view);

function withoutConstant(bits: number, a: View, x: bigint): View | undefined {
  const cut = trim(a, [x], bits);
  return cut === a ? a : nonEmpty(bits, cut);
}

/** Whether `a OP b` holds always (true), never (false), or it depends (undefined). */
export function decide(
  shape: Shape,
  op: Comparison,
  negated: Comparison,
  width: number,
  a: Scalar,
  b: Scalar,
): boolean | undefined {
  if (!refine(shape, op, width, a, b) || !refine(shape, SWAPPED[op], width, b, a)) return false;
  if (!refine(shape, negated, width, a, b) || !refine(shape, SWAPPED[negated], width, b, a)) return true;
  return undefined;
}

// ---- lattice

/** The least scalar of the domain that holds both, up to the limits on sets. */
export function join(shape: Shape, a: Scalar, b: Scalar): Scalar {
  if (a.members && b.members) return fromWords(shape, sets.union(a.members, b.members));
  const excluded = [
    ...a.excluded.filter(x => !contains(shape, b, x)),
    ...b.excluded.filter(x => !contains(shape, a, x)),
  ];
  return reduce(
    shape,
    range.join(a.wide, b.wide),
    range.join(a.low, b.low),
    sets.sorted(excluded).slice(0, sets.MAX_EXCLUDED),
  )!;
}

/** What both allow. */
export function meet(shape: Shape, a: Scalar, b: Scalar): Scalar | undefined {
  return refine(shape, 'eq', shape.bits, a, b);
}

export function isSubset(shape: Shape, a: Scalar, b: Scalar): boolean {
  if (a.members) return a.members.every(x => contains(shape, b, x));
  return (
    b.members === undefined &&
    range.isSubset(a.wide, b.wide) &&
    range.isSubset(a.low, b.low) &&
    b.excluded.every(x => !contains(shape, a, x))
  );
}

/**
 * Extrapolates: holds both, and a chain of widenings is finite. Bounds that grew jump to the next of the
 * thresholds (unsigned words, ascending) or to the end of the width; unknown bits spread downwards.
 */
export function widen(shape: Shape, old: Scalar, next: Scalar, thresholds: Words): Scalar {
  if (isSubset(shape, next, old)) return old;
  return reduce(
    shape,
    widenView(shape.bits, old.wide, next.wide, thresholds),
    widenView(shape.half, old.low, next.low, thresholds),
    sets.NONE,
  )!;
}

function widenView(bits: number, old: View, next: View, thresholds: Words): View {
  const wrapped = thresholds.map(x => wrap(bits, x));
  const signs = wrapped.map(x => signed(bits, x));
  const up = (list: Words, x: bigint, end: bigint): bigint =>
    list.reduce((best, y) => (y >= x && y < best ? y : best), end);
  const down = (list: Words, x: bigint, end: bigint): bigint =>
    list.reduce((best, y) => (y <= x && y > best ? y : best), end);
  const t = tnum.join(old.t, next.t);
  const grown = t.mask & ~old.t.mask;
  const mask = grown === 0n ? t.mask : t.mask | (ones(bitLength(grown)) & ~lowClear(t));
  return {
    t: { value: t.value & ~mask, mask },
    umin: next.umin < old.umin ? down(wrapped, next.umin, 0n) : old.umin,
    umax: next.umax > old.umax ? up(wrapped, next.umax, ones(bits)) : old.umax,
    smin: next.smin < old.smin ? down(signs, next.smin, range.minSigned(bits)) : old.smin,
    smax: next.smax > old.smax ? up(signs, next.smax, range.maxSigned(bits)) : old.smax,
  };
}

/** The run of known zeros at the low end: alignment survives widening. */
const lowClear = (t: tnum.Tnum): bigint => {
  const some = t.value | t.mask;
  return some === 0n ? 0n : (some & -some) - 1n;
};

/** Takes back what widening overshot: the part of `wide` that the recomputed `next` still reaches. */
export const narrow = (shape: Shape, wide: Scalar, next: Scalar): Scalar => meet(shape, wide, next) ?? wide;

export const equal = (a: Scalar, b: Scalar): boolean =>
  range.equal(a.wide, b.wide) &&
  range.equal(a.low, b.low) &&
  (a.members === b.members ||
    (a.members !== undefined && b.members !== undefined && sets.equal(a.members, b.members))) &&
  sets.equal(a.excluded, b.excluded);

/** The one value, when only one is possible. */
export const constantOf = (a: Scalar): bigint | undefined =>
  a.members?.length === 1 ? a.members[0] : undefined;

export const isNegativePossible = (shape: Shape, a: Scalar): boolean => a.wide.umax >= signBit(shape.bits);
