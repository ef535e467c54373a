/**
 * Scalars by id: every distinct abstract scalar has one row in an arena, and every operation on ids is computed
 * once. What paths repeat, and they repeat almost everything, costs one look-up in an integer table.
 */
import { Arena, Memo } from './arena.js';
import { BINARY_OPS, type BinaryOp, COMPARISONS, type Comparison, NEGATED, ones } from './bits.js';
import type { Scalar, Shape } from './scalar.js';
import * as scalar from './scalar.js';
import type { Words } from './sets.js';

/** The id of an abstract scalar; 0 is "no value" (an unreachable edge). */
export type ScalarId = number;

export const NEVER: ScalarId = 0;

const SHAPE: Shape = { bits: 64, half: 32 };

/** Words of a row: the views (4 × 64 + t 2 × 64 bits wide, 4 × 32 + 2 × 32 bits low), and the set. */
const STRIDE = 12 + 6 + 1;

/** Numbers of the remembered operations; each has room for the two widths or the sizes of its operand. */
const MEMO = {
  binary: 0,
  refine: 32,
  decide: 64,
  lowBits: 96,
  signExtend: 100,
  swap: 108,
  join: 112,
  subset: 113,
  meet: 114,
} as const;

const OP_INDEX = new Map<string, number>([
  ...BINARY_OPS.map((op, i): [string, number] => [op, i]),
  ...COMPARISONS.map((op, i): [string, number] => [op, i]),
]);

export class Scalars {
  readonly #arena = new Arena(STRIDE);
  readonly #sets = new Map<string, number>();
  readonly #values: (Scalar | undefined)[] = [undefined];
  readonly #constants = new Map<bigint, ScalarId>();
  readonly #ranges = new Map<bigint, Map<bigint, ScalarId>>();
  readonly #widths: (ScalarId | undefined)[] = [];
  readonly #memo = new Memo();
  readonly #row = new Int32Array(STRIDE);
  /** Any 64-bit word. */
  readonly unknown: ScalarId;
  readonly zero: ScalarId;

  constructor() {
    this.#row.fill(-1); // row 0, which no scalar has: umin above umax
    this.#arena.intern(this.#row);
    this.unknown = this.intern(scalar.top(SHAPE));
    this.zero = this.constant(0n);
  }

  get count(): number {
    return this.#arena.size;
  }

  get memo(): { readonly hits: number; readonly misses: number } {
    return this.#memo;
  }

  /** The scalar behind an id other than `NEVER`. */
  get(id: ScalarId): Scalar {
    return this.#values[id]!;
  }

  intern(a: Scalar | undefined): ScalarId {
    if (a === undefined) return NEVER;
    const row = this.#row;
    const { wide, low } = a;
    let at = 0;
    for (const x of [wide.t.value, wide.t.mask, wide.umin, wide.umax, wide.smin, wide.smax]) {
      row[at++] = Number(BigInt.asIntN(32, x));
      row[at++] = Number(BigInt.asIntN(32, x >> 32n));
    }
    for (const x of [low.t.value, low.t.mask, low.umin, low.umax, low.smin, low.smax])
      row[at++] = Number(BigInt.asIntN(32, x));
    row[at] = this.#setId(a.members, a.excluded);
    const id = this.#arena.intern(row);
    if (id === this.#values.length) this.#values.push(a);
    return id;
  }

  /** Positive for an exact set, negative for exclusions, 0 for neither. */
  #setId(members: Words | undefined, excluded: Words): number {
    const words = members ?? excluded;
    if (words.length === 0) return 0;
    const key = words.join();
    let id = this.#sets.get(key);
    if (id === undefined) {
      id = this.#sets.size + 1;
      this.#sets.set(key, id);
    }
    return members ? id : -id;
  }

  constant(x: bigint): ScalarId {
    const word = BigInt.asUintN(64, x);
    let id = this.#constants.get(word);
    if (id === undefined) {
      id = this.intern(scalar.constant(SHAPE, word));
      this.#constants.set(word, id);
    }
    return id;
  }

  /** Unsigned, both ends included. */
  range(low: bigint, high: bigint): ScalarId {
    let ends = this.#ranges.get(low);
    if (ends === undefined) {
      ends = new Map();
      this.#ranges.set(low, ends);
    }
    let id = ends.get(high);
    if (id === undefined) {
      id = this.intern(
        low < 0n ? scalar.signedRange(SHAPE, low, high) : scalar.unsignedRange(SHAPE, low, high),
      );
      ends.set(high, id);
    }
    return id;
  }

  /** Signed, both ends included; the lower one is negative. */
  signedRange(low: bigint, high: bigint): ScalarId {
    return low < 0n ? this.range(low, high) : this.intern(scalar.signedRange(SHAPE, low, high));
  }

  fromWords(words: Words): ScalarId {
    return this.intern(scalar.fromWords(SHAPE, words));
  }

  /** Any value of a type of `bits` bits. */
  ofWidth(bits: number): ScalarId {
    if (bits >= 64) return this.unknown;
    let id = this.#widths[bits];
    if (id === undefined) {
      id = this.range(0n, ones(bits));
      this.#widths[bits] = id;
    }
    return id;
  }

  /** The one value, if only one is possible. */
  constantOf(id: ScalarId): bigint | undefined {
    return id === NEVER ? undefined : scalar.constantOf(this.get(id));
  }

  umax(id: ScalarId): bigint {
    return this.get(id).wide.umax;
  }

  umin(id: ScalarId): bigint {
    return this.get(id).wide.umin;
  }

  smin(id: ScalarId): bigint {
    return this.get(id).wide.smin;
  }

  smax(id: ScalarId): bigint {
    return this.get(id).wide.smax;
  }

  /** Result is at width 32 or 64; the narrow one is zero-extended. */
  binary(op: BinaryOp, width: number, a: ScalarId, b: ScalarId): ScalarId {
    if (a === NEVER || b === NEVER) return NEVER;
    const key = MEMO.binary + OP_INDEX.get(op)! * 2 + (width === 64 ? 1 : 0);
    const known = this.#memo.get(key, a, b);
    if (known >= 0) return known;
    const id = this.intern(scalar.binary(SHAPE, op, width, this.get(a), this.get(b)));
    this.#memo.set(key, a, b, id);
    return id;
  }

  /** What is left of `a` when `a OP b` holds; `NEVER` when it cannot. */
  refine(op: Comparison, width: number, a: ScalarId, b: ScalarId): ScalarId {
    if (a === NEVER || b === NEVER) return NEVER;
    const key = MEMO.refine + OP_INDEX.get(op)! * 2 + (width === 64 ? 1 : 0);
    const known = this.#memo.get(key, a, b);
    if (known >= 0) return known;
    const id = this.intern(scalar.refine(SHAPE, op, width, this.get(a), this.get(b)));
    this.#memo.set(key, a, b, id);
    return id;
  }

  /** Whether `a OP b` holds always (true), never (false), or it depends. */
  decide(op: Comparison, width: number, a: ScalarId, b: ScalarId): boolean | undefined {
    const key = MEMO.decide + OP_INDEX.get(op)! * 2 + (width === 64 ? 1 : 0);
    let known = this.#memo.get(key, a, b);
    if (known < 0) {
      const verdict = scalar.decide(SHAPE, op, NEGATED[op], width, this.get(a), this.get(b));
      known = verdict === undefined ? 2 : verdict ? 1 : 0;
      this.#memo.set(key, a, b, known);
    }
    return known === 2 ? undefined : known === 1;
  }

  /** The low `from` bits, zero-extended: truncation, and zero extension of a narrower value. */
  lowBits(a: ScalarId, from: number): ScalarId {
    if (a === NEVER || from >= 64) return a;
    const known = this.#memo.get(MEMO.lowBits, a, from);
    if (known >= 0) return known;
    const id = this.intern(scalar.lowBits(SHAPE, this.get(a), from));
    this.#memo.set(MEMO.lowBits, a, from, id);
    return id;
  }

  /** The low `from` bits, sign-extended to `width` bits and zero-extended from there. */
  signExtend(a: ScalarId, from: number, width: number): ScalarId {
    if (a === NEVER) return a;
    const known = this.#memo.get(MEMO.signExtend, a, from * 128 + width);
    if (known >= 0) return known;
    const wide = width === 64 || width === 32 ? width : 64;
    const extended = scalar.signExtend(SHAPE, this.get(a), from, wide);
    const id = this.intern(width === wide ? extended : scalar.lowBits(SHAPE, extended, width));
    this.#memo.set(MEMO.signExtend, a, from * 128 + width, id);
    return id;
  }

  /** The low `width` bits with their bytes reversed, zero-extended. */
  swap(a: ScalarId, width: number): ScalarId {
    if (a === NEVER) return a;
    const known = this.#memo.get(MEMO.swap, a, width);
    if (known >= 0) return known;
    const id = this.intern(scalar.swap(SHAPE, this.get(a), width));
    this.#memo.set(MEMO.swap, a, width, id);
    return id;
  }

  join(a: ScalarId, b: ScalarId): ScalarId {
    if (a === b || b === NEVER) return a;
    if (a === NEVER) return b;
    const known = this.#memo.get(MEMO.join, a, b);
    if (known >= 0) return known;
    const id = this.intern(scalar.join(SHAPE, this.get(a), this.get(b)));
    this.#memo.set(MEMO.join, a, b, id);
    return id;
  }

  meet(a: ScalarId, b: ScalarId): ScalarId {
    return a === b ? a : this.refine('eq', 64, a, b);
  }

  /** Holds `next` and `old`; chains are finite. */
  widen(old: ScalarId, next: ScalarId, thresholds: Words): ScalarId {
    if (old === next || next === NEVER) return old;
    if (old === NEVER) return next;
    const both = scalar.join(SHAPE, this.get(old), this.get(next));
    return this.intern(scalar.widen(SHAPE, this.get(old), both, thresholds));
  }

  isSubset(a: ScalarId, b: ScalarId): boolean {
    if (a === b || a === NEVER || b === this.unknown) return true;
    if (b === NEVER) return false;
    const known = this.#memo.get(MEMO.subset, a, b);
    if (known >= 0) return known === 1;
    const yes = scalar.isSubset(SHAPE, this.get(a), this.get(b));
    this.#memo.set(MEMO.subset, a, b, yes ? 1 : 0);
    return yes;
  }

  /** Short text for diagnostics: `7`, `{0, 134}`, `[0, 255]`, `[-4, 12] ≠ 0`. */
  format(id: ScalarId): string {
    if (id === NEVER) return 'impossible';
    const { wide, members, excluded } = this.get(id);
    const s = (x: bigint): string => BigInt.asIntN(64, x).toString();
    if (members) return members.length === 1 ? s(members[0]!) : `{${members.map(s).join(', ')}}`;
    const text =
      wide.umin === 0n && wide.umax === ones(64)
        ? 'any value'
        : wide.umax > ones(63)
          ? `[${wide.smin}, ${wide.smax}]`
          : `[${wide.umin}, ${wide.umax}]`;
    return excluded.length ? `${text} ≠ ${excluded.map(s).join(', ')}` : text;
  }
}
