/**
 * Stack memory: 8-byte cells, each an interned row that says which bytes are initialised and which values lie in
 * it. A frame is an Int32Array of cells. Cell 0 has nothing initialised.
 */
import { Arena, Memo } from './value/arena.js';
import { type Av, KIND, type Values } from './values.js';

export type Cell = number;

/**
 * word 0: mask of initialised bytes; words 1 to 8: value that starts at each byte; word 9: its size, 4 bits each;
 * word 10, which follows from the others: 1 when some value has an identity.
 */
const STRIDE = 11;

export class Cells {
  readonly #arena = new Arena(STRIDE);
  readonly #row = new Int32Array(STRIDE);
  readonly #values: Values;
  /** All eight bytes initialised, nothing known about them. */
  readonly unknown: Cell;

  readonly #hidesPointers: boolean;

  /** `hidesPointers`: what is left of a pointer that is overwritten or forgotten is not initialised. */
  constructor(values: Values, hidesPointers = false) {
    this.#values = values;
    this.#hidesPointers = hidesPointers;
    this.#arena.intern(this.#row);
    this.#row[0] = 0xff;
    this.unknown = this.#intern(this.#row);
  }

  #intern(row: Int32Array): Cell {
    let idents = 0;
    for (let i = 1; i <= 8; i++) if (row[i] !== 0 && this.#values.ident(row[i]!) !== 0) idents = 1;
    row[10] = idents;
    return this.#arena.intern(row);
  }

  mask(cell: Cell): number {
    return this.#arena.words[cell * STRIDE]!;
  }

  /** The value stored at exactly these bytes; 0 when there is none. */
  valueAt(cell: Cell, at: number, size: number): Av {
    const base = cell * STRIDE;
    const av = this.#arena.words[base + 1 + at]!;
    return av !== 0 && this.#sizeAt(base, at) === size ? av : 0;
  }

  #sizeAt(base: number, at: number): number {
    return (this.#arena.words[base + 9]! >>> (at * 4)) & 15;
  }

  #load(cell: Cell): void {
    const base = cell * STRIDE;
    for (let i = 0; i < STRIDE; i++) this.#row[i] = this.#arena.words[base + i]!;
  }

  /** The bytes [at, at + size) become `av`, or initialised and unknown for 0. Values they overlap are forgotten. */
  store(cell: Cell, at: number, size: number, av: Av): Cell {
    this.#load(cell);
    this.#forget(cell, at, size);
    const row = this.#row;
    row[0] = row[0]! | (((1 << size) - 1) << at);
    if (av !== 0) {
      row[1 + at] = av;
      row[9] = (row[9]! & ~(15 << (at * 4))) | (size << (at * 4));
    }
    return this.#intern(row);
  }

  /** The bytes become uninitialised. */
  clear(cell: Cell, at: number, size: number): Cell {
    this.#load(cell);
    this.#forget(cell, at, size);
    this.#row[0] = this.#row[0]! & ~(((1 << size) - 1) << at);
    return this.#intern(this.#row);
  }

  #forget(cell: Cell, at: number, size: number): void {
    const base = cell * STRIDE;
    const row = this.#row;
    for (let i = 0; i < 8; i++) {
      if (row[1 + i] === 0) continue;
      const length = this.#sizeAt(base, i);
      if (i + length <= at || i >= at + size) continue;
      this.#drop(row, i, length);
      row[1 + i] = 0;
      row[9] = row[9]! & ~(15 << (i * 4));
    }
  }

  /** The bytes of a value that is forgotten are a number's from now on; those of a pointer may be nobody's. */
  #drop(row: Int32Array, at: number, length: number): void {
    if (this.#hidesPointers && this.#values.isPointer(row[1 + at]!))
      row[0] = row[0]! & ~(((1 << length) - 1) << at);
  }

  /** Whether some of the bytes are a pointer's. */
  hasPointer(cell: Cell, at: number, size: number): boolean {
    const base = cell * STRIDE;
    if (this.#arena.words[base + 9] === 0) return false;
    for (let i = 0; i < 8; i++) {
      const av = this.#arena.words[base + 1 + i]!;
      if (av === 0 || !this.#values.isPointer(av)) continue;
      if (i + this.#sizeAt(base, i) > at && i < at + size) return true;
    }
    return false;
  }

  /** A byte range of which some part may have been overwritten: what was known is forgotten, the rest stays. */
  blur(cell: Cell, at: number, size: number): Cell {
    this.#load(cell);
    this.#forget(cell, at, size);
    return this.#intern(this.#row);
  }

  /** Replaces the values in a cell. */
  map(cell: Cell, f: (av: Av, size: number) => Av): Cell {
    if (!this.hasValues(cell)) return cell;
    this.#load(cell);
    const row = this.#row.slice();
    let changed = false;
    for (let i = 0; i < 8; i++) {
      const av = row[1 + i]!;
      if (av === 0) continue;
      const size = (row[9]! >>> (i * 4)) & 15;
      const next = f(av, size);
      if (next === av) continue;
      changed = true;
      if (next === 0) this.#drop(row, i, size);
      row[1 + i] = next;
      if (next === 0) row[9] = row[9]! & ~(15 << (i * 4));
    }
    return changed ? this.#intern(row) : cell;
  }

  readonly #kept = new Memo();

  /**
   * The cell without the bytes that are not in `bytes`, and without the scalars none of whose bytes are in
   * `numbers`; both are masks of eight bits.
   */
  keep(cell: Cell, bytes: number, numbers: number): Cell {
    const base = cell * STRIDE;
    const mask = this.#arena.words[base]!;
    if ((mask & ~bytes) === 0 && (this.#arena.words[base + 9] === 0 || (mask & ~numbers) === 0)) return cell;
    const known = this.#kept.get(bytes, cell, numbers);
    if (known >= 0) return known;
    this.#load(cell);
    const row = this.#row;
    row[0] = mask & bytes;
    for (let i = 0; i < 8; i++) {
      const av = row[1 + i]!;
      if (av === 0) continue;
      const span = ((1 << this.#sizeAt(base, i)) - 1) << i;
      const wanted = this.#values.isScalar(av)
        ? (span & numbers) !== 0 && (span & bytes) === span
        : (span & bytes) === span;
      if (wanted) continue;
      this.#drop(row, i, this.#sizeAt(base, i));
      row[1 + i] = 0;
      row[9] = row[9]! & ~(15 << (i * 4));
    }
    const kept = this.#intern(row);
    this.#kept.set(bytes, cell, numbers, kept);
    return kept;
  }

  hasValues(cell: Cell): boolean {
    const base = cell * STRIDE;
    return this.#arena.words[base + 9] !== 0;
  }

  /** Whether a value in it has an identity. */
  hasIdents(cell: Cell): boolean {
    return this.#arena.words[cell * STRIDE + 10] !== 0;
  }

  forEach(cell: Cell, f: (av: Av) => void): void {
    const base = cell * STRIDE;
    if (this.#arena.words[base + 9] === 0) return;
    for (let i = 0; i < 8; i++) {
      const av = this.#arena.words[base + 1 + i]!;
      if (av !== 0) f(av);
    }
  }

  /**
   * Whether continuing from `b` covers continuing from `a`. What is uninitialised in `b` was never read there, so
   * anything may lie there in `a`.
   */
  isSubset(a: Cell, b: Cell): boolean {
    if (a === b || b === 0) return true;
    const words = this.#arena.words;
    const p = a * STRIDE;
    const q = b * STRIDE;
    if ((words[q]! & ~words[p]!) !== 0) return false;
    if (words[q + 9] === 0 && words[p + 9] === 0) return true;
    for (let i = 0; i < 8; i++) {
      const known = words[q + 1 + i]!;
      if (known === 0) continue;
      const size = this.#sizeAt(q, i);
      const av = words[p + 1 + i]!;
      if (av === 0 || this.#sizeAt(p, i) !== size) {
        // The older state knew nothing but the width of the number.
        if (known === this.#values.unknown && !this.#hasPointer(p)) continue;
        return false;
      }
      if (!this.#values.isSubset(av, known)) return false;
    }
    // Bytes that are plain data in `b` must not be a pointer in `a`.
    for (let i = 0; i < 8; i++) {
      const av = words[p + 1 + i]!;
      if (av === 0 || words[q + 1 + i] !== 0 || ((words[q]! >> i) & 1) === 0) continue;
      if (this.#values.kind(av) !== KIND.scalar) return false;
    }
    return true;
  }

  #hasPointer(base: number): boolean {
    for (let i = 0; i < 8; i++) {
      const av = this.#arena.words[base + 1 + i]!;
      if (av !== 0 && this.#values.isPointer(av)) return true;
    }
    return false;
  }
}
