/**
 * The abstract values of the explorer: what a register, an SSA value or a spilled stack slot holds. A scalar with
 * its numbers, or a pointer with its region, offset and conditions; interned, so that a value is one int32.
 */
import { Arena } from './value/arena.js';
import { type ScalarId, Scalars } from './value/scalars.js';

/** The id of an abstract value. */
export type Av = number;

/** What a value is. The order has no meaning. */
export const KIND = {
  /** Nothing wrote it, or what it held is no longer valid: any use is an error. */
  none: 0,
  scalar: 1,
  stack: 2,
  ctx: 3,
  map: 4,
  map_value: 5,
  map_key: 6,
  global: 7,
  packet: 8,
  packet_end: 9,
  packet_meta: 10,
  /** Memory of a known size that a helper returned or a caller passes. */
  mem: 11,
  /** struct bpf_sock, bpf_tcp_sock, sock_common; `param` says which. */
  sock: 12,
  /** A function of the module. */
  func: 13,
  /** A host object known by its BTF type, `param`. */
  btf: 14,
  flow_keys: 15,
  /** The inner map that a lookup in a map of maps gave. */
  inner_map: 16,
  /** One of the two cells of a dynptr object on the stack; `param` says over what, `extra` which half. */
  dynptr: 17,
  /** A cell of an iterator on the stack; `extra` says which. */
  iterator: 18,
} as const;
export type Kind = (typeof KIND)[keyof typeof KIND];

export const KIND_NAMES: readonly string[] = [
  'not initialised',
  'a scalar',
  'a stack pointer',
  'the context',
  'a map',
  'a map value pointer',
  'a map key pointer',
  'a pointer to a global',
  'a packet pointer',
  'the end of the packet',
  'a packet metadata pointer',
  'a memory pointer',
  'a socket pointer',
  'a function',
  'a pointer to a host object',
  'a flow keys pointer',
  'a map',
  'a dynptr',
  'an iterator',
];

export const FLAG = {
  /** May be null; `ident` is shared by all copies that are null together. */
  nullable: 1,
  readOnly: 2,
  /** Loads through it are checked by the host: a fault reads as zero. */
  untrusted: 4,
  /** The record that bpf_ringbuf_reserve returned, not memory inside one. */
  record: 8,
  /** Memory behind a dynptr over the packet: gone when the packet moves. */
  inPacket: 16,
} as const;

/** Words of a row. */
const COL = { kind: 0, param: 1, offset: 2, variable: 3, ident: 4, ref: 5, flags: 6, extra: 7 } as const;
const STRIDE = 8;

const NO_RANGE = { min: 0n, max: 0n } as const;

export class Values {
  readonly scalars = new Scalars();
  readonly #arena = new Arena(STRIDE);
  readonly #row = new Int32Array(STRIDE);
  /** The value that nothing wrote; it is 0, so that fresh state is uninitialised. */
  readonly none: Av;
  readonly zero: Av;
  readonly unknown: Av;

  constructor() {
    this.none = this.make(KIND.none, {});
    this.zero = this.scalar(this.scalars.zero);
    this.unknown = this.scalar(this.scalars.unknown);
  }

  get count(): number {
    return this.#arena.size;
  }

  make(kind: Kind, fields: Partial<Record<Exclude<keyof typeof COL, 'kind'>, number>>): Av {
    const row = this.#row;
    row[0] = kind;
    row[1] = fields.param ?? 0;
    row[2] = fields.offset ?? 0;
    row[3] = fields.variable ?? 0;
    row[4] = fields.ident ?? 0;
    row[5] = fields.ref ?? 0;
    row[6] = fields.flags ?? 0;
    row[7] = fields.extra ?? 0;
    return this.#arena.intern(row);
  }

  /** `ident` names the value it is a copy of; 0 for none but itself. */
  scalar(id: ScalarId, ident = 0): Av {
    const row = this.#row;
    row.fill(0);
    row[0] = KIND.scalar;
    row[3] = id;
    // Equal constants are equal whatever they were copied from.
    row[4] = ident !== 0 && this.scalars.constantOf(id) === undefined ? ident : 0;
    return this.#arena.intern(row);
  }

  constant(x: bigint): Av {
    return this.scalar(this.scalars.constant(x));
  }

  /** The same value with some columns changed. */
  with(av: Av, fields: Partial<Record<Exclude<keyof typeof COL, 'kind'>, number>>): Av {
    const row = this.#row;
    const { words } = this.#arena;
    const base = av * STRIDE;
    row[0] = words[base]!;
    row[1] = fields.param ?? words[base + 1]!;
    row[2] = fields.offset ?? words[base + 2]!;
    row[3] = fields.variable ?? words[base + 3]!;
    row[4] = fields.ident ?? words[base + 4]!;
    row[5] = fields.ref ?? words[base + 5]!;
    row[6] = fields.flags ?? words[base + 6]!;
    row[7] = fields.extra ?? words[base + 7]!;
    return this.#arena.intern(row);
  }

  kind(av: Av): Kind {
    return this.#arena.words[av * STRIDE]! as Kind;
  }
  /** Frame, map, global, function or BTF type. */
  param(av: Av): number {
    return this.#arena.words[av * STRIDE + COL.param]!;
  }
  /** The constant part of a pointer's offset, in bytes. */
  offset(av: Av): number {
    return this.#arena.words[av * STRIDE + COL.offset]!;
  }
  /** A scalar's number, or the variable part of a pointer's offset (0 when there is none). */
  number(av: Av): ScalarId {
    return this.#arena.words[av * STRIDE + COL.variable]!;
  }
  ident(av: Av): number {
    return this.#arena.words[av * STRIDE + COL.ident]!;
  }
  /** The resource behind it, which must be released; 0 for none. */
  ref(av: Av): number {
    return this.#arena.words[av * STRIDE + COL.ref]!;
  }
  flags(av: Av): number {
    return this.#arena.words[av * STRIDE + COL.flags]!;
  }
  /** Stack: the slot. Memory: its size in bytes. */
  extra(av: Av): number {
    return this.#arena.words[av * STRIDE + COL.extra]!;
  }

  isScalar(av: Av): boolean {
    return this.kind(av) === KIND.scalar;
  }
  isPointer(av: Av): boolean {
    return this.kind(av) > KIND.scalar;
  }
  isNullable(av: Av): boolean {
    return (this.flags(av) & FLAG.nullable) !== 0;
  }

  /** A pointer that no run has as a null pointer. What was read from memory of the host may be anything. */
  isNever0(av: Av): boolean {
    return (this.flags(av) & (FLAG.nullable | FLAG.untrusted)) === 0;
  }

  constantOf(av: Av): bigint | undefined {
    return this.isScalar(av) ? this.scalars.constantOf(this.number(av)) : undefined;
  }

  /** Least and greatest variable part of a pointer's offset, signed. */
  variableRange(av: Av): { min: bigint; max: bigint } {
    const id = this.number(av);
    if (id === 0) return NO_RANGE;
    return { min: this.scalars.smin(id), max: this.scalars.smax(id) };
  }

  /** Whether everything that `a` may be is also covered by `b`. */
  isSubset(a: Av, b: Av): boolean {
    if (a === b) return true;
    const words = this.#arena.words;
    const p = a * STRIDE;
    const q = b * STRIDE;
    const kind = words[q]!;
    if (kind === KIND.none) return true;
    if (kind !== words[p]!) return false;
    if (words[q + COL.ident] !== 0 && words[q + COL.ident] !== words[p + COL.ident]) return false;
    if (kind === KIND.scalar) return this.scalars.isSubset(words[p + 3]!, words[q + 3]!);
    for (let i = 1; i < STRIDE; i++)
      if (i !== COL.variable && i !== COL.ident && words[p + i] !== words[q + i]) return false;
    if (words[q + COL.ident] !== words[p + COL.ident]) return false;
    const x = words[p + 3]!;
    const y = words[q + 3]!;
    return x === y || (y !== 0 && this.scalars.isSubset(x === 0 ? this.scalars.zero : x, y));
  }

  /** For diagnostics: `a packet pointer at offset 14`, `a scalar in [0, 255]`. */
  describe(av: Av): string {
    const kind = this.kind(av);
    const name = KIND_NAMES[kind]!;
    if (kind === KIND.none) return name;
    if (kind === KIND.scalar) return `a scalar, ${this.scalars.format(this.number(av))}`;
    const at = this.offset(av);
    const variable = this.number(av);
    const parts = [
      ...(at !== 0 ? [` at offset ${at}`] : []),
      ...(variable !== 0 ? [`${at !== 0 ? '' : ' at offset'} + ${this.scalars.format(variable)}`] : []),
      ...(this.isNullable(av) ? [' that may be null'] : []),
    ];
    return name + parts.join('');
  }
}
