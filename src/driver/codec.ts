/** Types of C in the bytes of keys, values and global variables: what `ebpfc gen types` builds its accessors from. */

/** Reads and writes one type at an offset of some bytes, little-endian. */
export interface Codec<T> {
  /** In bytes. */
  readonly size: number;
  read(view: DataView, at: number): T;
  write(view: DataView, at: number, value: T): void;
}

/** The value of a type that a codec is of. */
export type Value<C> = C extends Codec<infer T> ? T : never;

/** `bool`, `char[8]` as text, numbers of up to 32 bits as `number`, others as `bigint`. */
const scalar = <T>(
  size: number,
  read: (view: DataView, at: number) => T,
  write: (view: DataView, at: number, value: T) => void,
): Codec<T> => ({ size, read, write });

const text = (size: number): Codec<string> => ({
  size,
  read: (view, at) => {
    const bytes = new Uint8Array(view.buffer, view.byteOffset + at, size);
    const end = bytes.indexOf(0);
    return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
  },
  write: (view, at, value) => {
    const bytes = new Uint8Array(view.buffer, view.byteOffset + at, size).fill(0);
    new TextEncoder().encodeInto(value, bytes);
  },
});

const bytes = (size: number): Codec<Uint8Array> => ({
  size,
  read: (view, at) => new Uint8Array(view.buffer, view.byteOffset + at, size).slice(),
  write: (view, at, value) => {
    if (value.length > size) throw new RangeError(`${value.length} bytes for ${size}`);
    new Uint8Array(view.buffer, view.byteOffset + at, size).fill(0).set(value);
  },
});

const array = <T>(count: number, element: Codec<T>): Codec<readonly T[]> => ({
  size: count * element.size,
  read: (view, at) => Array.from({ length: count }, (_, i) => element.read(view, at + i * element.size)),
  write: (view, at, values) => {
    if (values.length > count) throw new RangeError(`${values.length} elements for ${count}`);
    for (const [i, value] of values.entries()) element.write(view, at + i * element.size, value);
  },
});

/** `width` bits from bit `first` on, counted from the lowest bit of the byte that the member begins in. */
const bits = (first: number, width: number, signed: boolean): Codec<bigint> => {
  const mask = (1n << BigInt(width)) - 1n;
  const size = Math.ceil((first + width) / 8);
  const whole = (view: DataView, at: number): bigint => {
    let value = 0n;
    for (let i = size - 1; i >= 0; i--) value = (value << 8n) | BigInt(view.getUint8(at + i));
    return value;
  };
  return {
    size,
    read: (view, at) => {
      const value = (whole(view, at) >> BigInt(first)) & mask;
      return signed ? BigInt.asIntN(width, value) : value;
    },
    write: (view, at, value) => {
      const kept = whole(view, at) & ~(mask << BigInt(first));
      const next = kept | ((value & mask) << BigInt(first));
      for (let i = 0; i < size; i++) view.setUint8(at + i, Number((next >> BigInt(8 * i)) & 0xffn));
    },
  };
};

/** A codec of whatever type. */
interface AnyCodec {
  readonly size: number;
  read(view: DataView, at: number): unknown;
  write(view: DataView, at: number, value: never): void;
}

type Members = Readonly<Record<string, readonly [offset: number, codec: AnyCodec]>>;

/** A struct or union: members that are not given are not written. */
const struct = <T extends object>(size: number, members: Members): Codec<T> => ({
  size,
  read: (view, at) =>
    Object.fromEntries(
      Object.entries(members).map(([name, [offset, codec]]) => [name, codec.read(view, at + offset)]),
    ) as T,
  write: (view, at, value) => {
    for (const [name, part] of Object.entries(value)) {
      const member = members[name];
      if (!member) throw new RangeError(`there is no member ${name}`);
      if (part !== undefined) member[1].write(view, at + member[0], part as never);
    }
  },
});

/** Codecs by the names of the types. */
export const codec = {
  u8: scalar(
    1,
    (v, at) => v.getUint8(at),
    (v, at, x: number) => v.setUint8(at, x),
  ),
  i8: scalar(
    1,
    (v, at) => v.getInt8(at),
    (v, at, x: number) => v.setInt8(at, x),
  ),
  u16: scalar(
    2,
    (v, at) => v.getUint16(at, true),
    (v, at, x: number) => v.setUint16(at, x, true),
  ),
  i16: scalar(
    2,
    (v, at) => v.getInt16(at, true),
    (v, at, x: number) => v.setInt16(at, x, true),
  ),
  u32: scalar(
    4,
    (v, at) => v.getUint32(at, true),
    (v, at, x: number) => v.setUint32(at, x, true),
  ),
  i32: scalar(
    4,
    (v, at) => v.getInt32(at, true),
    (v, at, x: number) => v.setInt32(at, x, true),
  ),
  u64: scalar(
    8,
    (v, at) => v.getBigUint64(at, true),
    (v, at, x: bigint) => v.setBigUint64(at, x, true),
  ),
  i64: scalar(
    8,
    (v, at) => v.getBigInt64(at, true),
    (v, at, x: bigint) => v.setBigInt64(at, x, true),
  ),
  f32: scalar(
    4,
    (v, at) => v.getFloat32(at, true),
    (v, at, x: number) => v.setFloat32(at, x, true),
  ),
  f64: scalar(
    8,
    (v, at) => v.getFloat64(at, true),
    (v, at, x: number) => v.setFloat64(at, x, true),
  ),
  bool: scalar(
    1,
    (v, at) => v.getUint8(at) !== 0,
    (v, at, x: boolean) => v.setUint8(at, x ? 1 : 0),
  ),
  ...{ bits, text, bytes, array, struct },
} as const;

/** What `TypedMap` needs of a loaded object. */
export interface MapAccess {
  mapValueSize(map: string): number;
  lookup(map: string, key: Uint8Array): Uint8Array | undefined;
  update(map: string, key: Uint8Array, value: Uint8Array, flags?: 'any' | 'noexist' | 'exist'): void;
  delete(map: string, key: Uint8Array): boolean;
  keys(map: string, keySize: number): Generator<Uint8Array>;
}

/** The bytes of a value. */
export function encode<T>(type: Codec<T>, value: T): Uint8Array {
  const data = new Uint8Array(type.size);
  type.write(new DataView(data.buffer), 0, value);
  return data;
}

/** The value in bytes. */
export const decode = <T>(type: Codec<T>, data: Uint8Array): T =>
  type.read(new DataView(data.buffer, data.byteOffset, data.byteLength), 0);

/** A map by the types of its keys and values. */
export class TypedMap<K, V> {
  readonly #object: MapAccess;
  readonly #name: string;
  readonly #key: Codec<K>;
  readonly #value: Codec<V>;

  constructor(object: MapAccess, name: string, key: Codec<K>, value: Codec<V>) {
    this.#object = object;
    this.#name = name;
    this.#key = key;
    this.#value = value;
  }

  get(key: K): V | undefined {
    const data = this.#object.lookup(this.#name, encode(this.#key, key));
    return data && decode(this.#value, data);
  }

  /** The values of all CPUs, for the per-CPU types. */
  getAll(key: K): V[] {
    const data = this.#object.lookup(this.#name, encode(this.#key, key));
    const stride = Math.ceil(this.#value.size / 8) * 8;
    return Array.from({ length: data ? data.length / stride : 0 }, (_, cpu) =>
      decode(this.#value, data!.subarray(cpu * stride)),
    );
  }

  /** Throws HostError when the map refuses. */
  set(key: K, value: V, flags?: 'any' | 'noexist' | 'exist'): void {
    const one = encode(this.#value, value);
    const all = new Uint8Array(this.#object.mapValueSize(this.#name));
    const stride = Math.ceil(one.length / 8) * 8;
    // One value for every CPU.
    for (let at = 0; at + one.length <= all.length; at += stride) all.set(one, at);
    this.#object.update(this.#name, encode(this.#key, key), all, flags);
  }

  /** Whether it was there. */
  delete(key: K): boolean {
    return this.#object.delete(this.#name, encode(this.#key, key));
  }

  *keys(): Generator<K> {
    for (const key of this.#object.keys(this.#name, this.#key.size)) yield decode(this.#key, key);
  }

  *entries(): Generator<readonly [K, V]> {
    for (const key of this.#object.keys(this.#name, this.#key.size)) {
      const data = this.#object.lookup(this.#name, key);
      if (data) yield [decode(this.#key, key), decode(this.#value, data)];
    }
  }
}
