/**
 * The BTF of a running system, of which a program needs a few types out of a hundred thousand: one pass notes where
 * each record is, and types are read when they are asked for. Reads of a kernel's 5 MB then cost milliseconds.
 *
 * Nothing but the shape of the records is checked up front. A reference that leads nowhere reads as void, and whoever
 * follows chains of types bounds them (walk.ts): here they may be circles.
 */
import type { DiagnosticSink, Place } from '../../diag/diagnostic.js';
import { slice } from '../elf/bytes.js';
import { essentialName } from './core-match.js';
import { KIND, readBtfHeader, readType, TypeCursor } from './parse.js';
import type { BtfId, BtfType, TypeTable } from './types.js';

const RECORD_SIZE = 12;
/** Up to so many strings, looking for each of them is faster than looking at each name. */
const FEW = 8;

/** Bytes after the common part of a record, a fixed number and some for each of `vlen`; by kind. */
const EXTRA: readonly (readonly [fixed: number, each: number])[] = (() => {
  const extra: (readonly [number, number])[] = Array.from({ length: 20 }, () => [0, 0] as const);
  for (const kind of [KIND.INT, KIND.VAR, KIND.DECL_TAG]) extra[kind] = [4, 0];
  extra[KIND.ARRAY] = [12, 0];
  for (const kind of [KIND.STRUCT, KIND.UNION, KIND.DATASEC, KIND.ENUM64]) extra[kind] = [0, 12];
  for (const kind of [KIND.ENUM, KIND.FUNC_PROTO]) extra[kind] = [0, 8];
  return extra;
})();

/**
 * Notes the records of a `.BTF` section; with `base`, of a split one that goes on where the base ends, as those of
 * kernel modules do. Reports one E0106 and gives undefined when there are none to be found.
 */
export function readBtfTable(
  bytes: Uint8Array,
  base: BtfTable | undefined,
  place: Place,
  sink: DiagnosticSink,
): BtfTable | undefined {
  const wrong = (reason: string): undefined => sink.report('E0106', { reason }, place);
  const header = readBtfHeader(bytes);
  if (typeof header === 'string') return wrong(header);
  const [typeOffset, typeSize, stringOffset, stringSize] = [
    header.rest.u32(),
    header.rest.u32(),
    header.rest.u32(),
    header.rest.u32(),
  ];
  const types = slice(bytes, header.headerSize + typeOffset, typeSize);
  const strings = slice(bytes, header.headerSize + stringOffset, stringSize);
  if (header.rest.failed) return wrong('it ends inside of its header');
  if (!types) return wrong('its types are outside of the section');
  if (!strings) return wrong('its strings are outside of the section');
  if (stringSize > 0 && strings[stringSize - 1] !== 0) return wrong('its string table does not end with NUL');
  const records = findRecords(types);
  if (typeof records === 'string') return wrong(records);
  // The empty string comes first, and a split table has that of its base.
  return new BtfTable(types, records, strings, strings[0] === 0 ? undefined : base);
}

interface Records {
  /** Where each record is, and its name as an offset into the strings; entry 0 is the first. */
  readonly offsets: Uint32Array;
  readonly names: Uint32Array;
  readonly count: number;
}

function findRecords(types: Uint8Array): Records | string {
  const limit = Math.floor(types.length / RECORD_SIZE);
  const offsets = new Uint32Array(limit);
  const names = new Uint32Array(limit);
  const view = new DataView(types.buffer, types.byteOffset, types.length);
  let count = 0;
  let at = 0;
  while (at + RECORD_SIZE <= types.length) {
    const info = view.getUint32(at + 4, true);
    const extra = EXTRA[(info >>> 24) & 31];
    if (!extra || info >>> 24 === 0) return `type ${count + 1} is of unknown kind ${(info >>> 24) & 31}`;
    offsets[count] = at;
    names[count] = view.getUint32(at, true);
    count++;
    at += RECORD_SIZE + extra[0] + extra[1] * (info & 0xffff);
  }
  // Records that are longer than the least leave room, which no name may be found in.
  return at === types.length
    ? { offsets, names: names.subarray(0, count), count }
    : `type ${count} goes past the end of the types`;
}

export class BtfTable implements TypeTable {
  readonly #types: Uint8Array;
  readonly #records: Records;
  /** The strings as Latin-1, one character a byte: names that are not ASCII are only compared. */
  readonly #strings: string;
  readonly #base: BtfTable | undefined;
  /** The id of the first own type, and the offset of the first own string. */
  readonly #firstId: number;
  readonly #firstString: number;
  readonly #known = new Map<BtfId, BtfType>();
  readonly #ids = new Map<string, readonly BtfId[]>();

  constructor(types: Uint8Array, records: Records, strings: Uint8Array, base: BtfTable | undefined) {
    this.#types = types;
    this.#records = records;
    this.#strings = new TextDecoder('latin1').decode(strings);
    this.#base = base;
    this.#firstId = base ? base.#firstId + base.#records.count : 1;
    this.#firstString = base ? base.#firstString + base.#strings.length : 0;
  }

  type(id: BtfId): BtfType | undefined {
    if (id < this.#firstId) return this.#base?.type(id);
    const known = this.#known.get(id);
    if (known) return known;
    const index = id - this.#firstId;
    if (index >= this.#records.count) return undefined;
    const cursor = new TypeCursor(this.#types, this.#records.offsets[index]!);
    const type = readType(cursor, offset => this.#string(offset), id);
    if (typeof type === 'string' || cursor.failed) return undefined;
    this.#known.set(id, type);
    return type;
  }

  /** Own types by their name without its flavor; those of the base are asked for there. */
  idsOf(name: string): readonly BtfId[] {
    let ids = this.#ids.get(name);
    if (ids === undefined) {
      ids = this.#find(name);
      this.#ids.set(name, ids);
    }
    return ids;
  }

  #find(name: string): BtfId[] {
    const { names } = this.#records;
    const ids: BtfId[] = [];
    const places = this.#places(name);
    if (places.length <= FEW) {
      for (const place of places)
        for (let i = names.indexOf(place); i >= 0; i = names.indexOf(place, i + 1))
          ids.push(this.#firstId + i);
    } else {
      const wanted = new Set(places);
      for (let i = 0; i < names.length; i++) if (wanted.has(names[i]!)) ids.push(this.#firstId + i);
    }
    return ids.sort((a, b) => a - b);
  }

  /** Offsets of all strings that are the name, or the name and a flavor. Strings may share their ends. */
  #places(name: string): number[] {
    const places: number[] = [];
    for (const [strings, first] of this.#tables()) {
      for (let at = strings.indexOf(name); at >= 0; at = strings.indexOf(name, at + 1)) {
        const end = at + name.length;
        const plain = strings.charCodeAt(end) === 0;
        if (plain || (strings.startsWith('___', end) && essentialName(cut(strings, at)) === name))
          places.push(first + at);
      }
    }
    return places;
  }

  *#tables(): Generator<readonly [strings: string, first: number]> {
    if (this.#base) yield* this.#base.#tables();
    yield [this.#strings, this.#firstString];
  }

  #string(offset: number): string | undefined {
    if (offset < this.#firstString) return this.#base!.#string(offset);
    const at = offset - this.#firstString;
    return at < this.#strings.length ? cut(this.#strings, at) : undefined;
  }
}

const cut = (strings: string, at: number): string => strings.slice(at, strings.indexOf('\0', at));
