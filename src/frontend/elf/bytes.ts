/** Reading raw little-endian bytes: everything above this file works on values. */

/**
 * Reads forward through bytes. Reading past the end gives zero and sets `failed`, which stays set: a reader takes
 * a whole record and asks once. Counts from the input must go through `fits` before they bound a loop.
 */
export class Cursor {
  /** True once a read went past the end. */
  failed = false;
  offset: number;
  private readonly view: DataView;

  constructor(bytes: Uint8Array, offset = 0) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.offset = offset;
  }

  get remaining(): number {
    return Math.max(0, this.view.byteLength - this.offset);
  }

  /** Whether `count` records of `size` bytes are still there. */
  fits(count: number, size: number): boolean {
    return count * size <= this.remaining;
  }

  u8(): number {
    return this.take(1) ? this.view.getUint8(this.offset - 1) : 0;
  }

  u16(): number {
    return this.take(2) ? this.view.getUint16(this.offset - 2, true) : 0;
  }

  u32(): number {
    return this.take(4) ? this.view.getUint32(this.offset - 4, true) : 0;
  }

  i32(): number {
    return this.take(4) ? this.view.getInt32(this.offset - 4, true) : 0;
  }

  u64(): bigint {
    return this.take(8) ? this.view.getBigUint64(this.offset - 8, true) : 0n;
  }

  i64(): bigint {
    return this.take(8) ? this.view.getBigInt64(this.offset - 8, true) : 0n;
  }

  /**
   * A 64-bit offset, size or count. Beyond 2^53 the number is not exact, but still larger than any input, so that
   * every comparison with a length comes out right.
   */
  size64(): number {
    return Number(this.u64());
  }

  skip(count: number): void {
    this.take(count);
  }

  private take(count: number): boolean {
    if (this.offset + count > this.view.byteLength) {
      this.failed = true;
      return false;
    }
    this.offset += count;
    return true;
  }
}

/** The part of `bytes` at an offset, or undefined when it is not all there. */
export function slice(bytes: Uint8Array, offset: number, size: number): Uint8Array | undefined {
  return offset >= 0 && size >= 0 && offset + size <= bytes.length
    ? bytes.subarray(offset, offset + size)
    : undefined;
}

const utf8 = new TextDecoder('utf-8');

/** Text up to the first NUL or the end. */
export function text(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return utf8.decode(end < 0 ? bytes : bytes.subarray(0, end));
}

/**
 * NUL-terminated strings at offsets. Input may name one long string from many places, so what is handed out is
 * limited to a small multiple of the table: real tables share at most tails.
 */
export class StringTable {
  private readonly cache = new Map<number, string>();
  private readonly bytes: Uint8Array;
  private budget: number;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.budget = 16 * bytes.length + 65536;
  }

  /** The string at an offset; undefined outside of the table, without a NUL, or when the budget is spent. */
  at(offset: number): string | undefined {
    const known = this.cache.get(offset);
    if (known !== undefined) return known;
    if (offset >= this.bytes.length) return undefined;
    const end = this.bytes.indexOf(0, offset);
    if (end < 0) return undefined;
    this.budget -= end - offset;
    if (this.budget < 0) return undefined;
    const string = utf8.decode(this.bytes.subarray(offset, end));
    this.cache.set(offset, string);
    return string;
  }
}

/**
 * Looks strings up in a table whose names are many: decoded once, then cut. Gives undefined outside of the table
 * or where no NUL follows.
 */
export function stringsOf(bytes: Uint8Array): (offset: number) => string | undefined {
  const all = utf8.decode(bytes);
  // No character decodes from less than one byte: with equal lengths each byte is one character.
  if (all.length !== bytes.length) {
    const table = new StringTable(bytes);
    return offset => table.at(offset);
  }
  // Names repeat; a table of where each is known costs less than a map would.
  const known: string[] = [''];
  const places = new Uint32Array(bytes.length);
  return offset => {
    if (offset >= bytes.length) return undefined;
    const place = places[offset]!;
    if (place !== 0 || offset === 0) return known[place];
    const end = all.indexOf('\0', offset);
    if (end < 0) return undefined;
    const string = all.slice(offset, end);
    places[offset] = known.length;
    known.push(string);
    return string;
  };
}
