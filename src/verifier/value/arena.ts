/**
 * Interning: rows of int32 words in one growing array, equal rows have one id. Ids are small integers from 0 on,
 * so that equality of abstract values is `===`, a state is an Int32Array of ids, and an operation on values is
 * remembered in a table from ids to id.
 */

/** Mixes words into a hash; start with any seed. */
export const mix = (hash: number, word: number): number => {
  const h = Math.imul(hash ^ word, 0x9e3779b1);
  return h ^ (h >>> 15);
};

/** Rows of a fixed number of words. */
export class Arena {
  /** Row `id` is at `id * stride`. Replaced when it grows: read it afresh after `intern`. */
  words: Int32Array;
  /** How many rows there are. */
  size = 0;
  readonly #stride: number;
  /** Open addressing: id + 1, or 0 for a free slot. */
  #slots = new Int32Array(256);

  constructor(stride: number) {
    this.#stride = stride;
    this.words = new Int32Array(64 * stride);
  }

  /** The id of a row, given by its words. The row is copied. */
  intern(row: Int32Array): number {
    const stride = this.#stride;
    let hash = 0;
    for (let i = 0; i < stride; i++) hash = mix(hash, row[i]!);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let entry = this.#slots[slot]!; entry !== 0; entry = this.#slots[slot]!) {
      if (this.#equals(entry - 1, row)) return entry - 1;
      slot = (slot + 1) & mask;
    }
    const id = this.size++;
    if (this.size * stride > this.words.length) {
      const words = new Int32Array(this.words.length * 2);
      words.set(this.words);
      this.words = words;
    }
    this.words.set(stride === row.length ? row : row.subarray(0, stride), id * stride);
    this.#slots[slot] = id + 1;
    if (this.size * 2 > this.#slots.length) this.#rehash();
    return id;
  }

  #equals(id: number, row: Int32Array): boolean {
    const base = id * this.#stride;
    for (let i = 0; i < this.#stride; i++) if (this.words[base + i] !== row[i]) return false;
    return true;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 0; id < this.size; id++) {
      let hash = 0;
      const base = id * this.#stride;
      for (let i = 0; i < this.#stride; i++) hash = mix(hash, this.words[base + i]!);
      let slot = hash & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id + 1;
    }
    this.#slots = slots;
  }
}

/**
 * Lists of int32 words of any length: the values of a frame, the cells of its stack. Equal lists have one id, which
 * is where the first word lies in `words`; what paths share costs its memory once, and comparing is `===`.
 */
export class WordLists {
  /** Replaced when it grows: read it afresh after `intern`. In front of a list are its hash and its length. */
  words = new Int32Array(1 << 12);
  #end = 0;
  #count = 0;
  /** Open addressing: the id of a list, or 0 for a free slot. */
  #slots = new Int32Array(1 << 9);

  /** The id of the first `length` words. They are copied. */
  intern(list: Int32Array, length: number): number {
    let hash = length;
    for (let i = 0; i < length; i++) hash = mix(hash, list[i]!);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let id = this.#slots[slot]!; id !== 0; id = this.#slots[slot]!) {
      if (this.words[id - 2] === hash && this.#equals(id, list, length)) return id;
      slot = (slot + 1) & mask;
    }
    const id = this.#end + 2;
    this.#end = id + length;
    if (this.#end > this.words.length) {
      const words = new Int32Array(Math.max(this.words.length * 2, this.#end));
      words.set(this.words);
      this.words = words;
    }
    const { words } = this;
    words[id - 2] = hash;
    words[id - 1] = length;
    for (let i = 0; i < length; i++) words[id + i] = list[i]!;
    this.#slots[slot] = id;
    if (++this.#count * 2 > this.#slots.length) this.#rehash();
    return id;
  }

  length(id: number): number {
    return this.words[id - 1]!;
  }

  /** A copy of a list. */
  get(id: number): Int32Array {
    return this.words.slice(id, id + this.words[id - 1]!);
  }

  #equals(id: number, list: Int32Array, length: number): boolean {
    const { words } = this;
    if (words[id - 1] !== length) return false;
    for (let i = 0; i < length; i++) if (words[id + i] !== list[i]) return false;
    return true;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 2; id < this.#end; id += this.words[id - 1]! + 2) {
      let slot = this.words[id - 2]! & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
    this.#slots = slots;
  }
}

/** A table from names (positive integers) to numbers that are not 0; forgotten as a whole in constant time. */
export class NameTable {
  /** Names below the length of the tables; the rest are few. */
  readonly #stamps: Int32Array;
  readonly #numbers: Int32Array;
  readonly #far = new Map<number, number>();
  #stamp = 1;
  size = 0;

  constructor(names: number) {
    this.#stamps = new Int32Array(names);
    this.#numbers = new Int32Array(names);
  }

  clear(): void {
    this.#stamp++;
    this.size = 0;
    if (this.#far.size > 0) this.#far.clear();
  }

  /** 0 when there is none. */
  get(name: number): number {
    if (name < this.#stamps.length) return this.#stamps[name] === this.#stamp ? this.#numbers[name]! : 0;
    return this.#far.size > 0 ? (this.#far.get(name) ?? 0) : 0;
  }

  set(name: number, number: number): void {
    this.size++;
    if (name < this.#stamps.length) {
      this.#stamps[name] = this.#stamp;
      this.#numbers[name] = number;
    } else this.#far.set(name, number);
  }
}

/** Remembers a function of (operation, id, id). */
export class Memo {
  /** Four words an entry: operation + 1 (0 when free), the two ids, the result. */
  #entries = new Int32Array(4 * 1024);
  #size = 0;
  hits = 0;
  misses = 0;

  /** The result, or -1 when it is not known. Operations and results are not negative. */
  get(op: number, a: number, b: number): number {
    const entries = this.#entries;
    const mask = (entries.length >> 2) - 1;
    for (let slot = mix(mix(op, a), b) & mask; ; slot = (slot + 1) & mask) {
      const at = slot << 2;
      if (entries[at] === 0) {
        this.misses++;
        return -1;
      }
      if (entries[at] === op + 1 && entries[at + 1] === a && entries[at + 2] === b) {
        this.hits++;
        return entries[at + 3]!;
      }
    }
  }

  /** Only after `get` gave -1 for the same key. */
  set(op: number, a: number, b: number, result: number): void {
    if (++this.#size * 8 > this.#entries.length) this.#grow();
    this.#insert(this.#entries, op + 1, a, b, result);
  }

  #insert(entries: Int32Array, key: number, a: number, b: number, result: number): void {
    const mask = (entries.length >> 2) - 1;
    let slot = mix(mix(key - 1, a), b) & mask;
    while (entries[slot << 2] !== 0) slot = (slot + 1) & mask;
    entries.set([key, a, b, result], slot << 2);
  }

  #grow(): void {
    const old = this.#entries;
    this.#entries = new Int32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 4)
      if (old[at] !== 0) this.#insert(this.#entries, old[at]!, old[at + 1]!, old[at + 2]!, old[at + 3]!);
  }
}
