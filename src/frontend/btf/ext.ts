/** `.BTF.ext`: which function and which source line an instruction belongs to, and the CO-RE relocations. */
import type { DiagnosticSink, Place } from '../../diag/diagnostic.js';
import { Cursor, slice, stringsOf } from '../elf/bytes.js';
import { readBtfHeader } from './parse.js';
import type { Btf, BtfId } from './types.js';

export interface BtfExt {
  /** By section name; offsets are bytes in the section, ascending. */
  readonly functions: ReadonlyMap<string, readonly FuncInfo[]>;
  readonly lines: ReadonlyMap<string, readonly LineInfo[]>;
  readonly relocs: ReadonlyMap<string, readonly CoreReloc[]>;
}

export interface FuncInfo {
  readonly offset: number;
  readonly type: BtfId;
}

export interface LineInfo {
  readonly offset: number;
  readonly file: string;
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** `struct bpf_core_relo`. */
export interface CoreReloc {
  readonly offset: number;
  readonly type: BtfId;
  /** Access string: `0:1:2`. */
  readonly access: string;
  /** `enum bpf_core_relo_kind`. */
  readonly kind: number;
}

/** Reads a whole `.BTF.ext` section; reports one E0107 and gives undefined when it is malformed. */
export function parseBtfExt(
  bytes: Uint8Array,
  btf: Btf,
  place: Place,
  sink: DiagnosticSink,
): BtfExt | undefined {
  const result = parse(bytes, btf);
  return typeof result === 'string' ? sink.report('E0107', { reason: result }, place) : result;
}

function parse(bytes: Uint8Array, btf: Btf): BtfExt | string {
  const header = readBtfHeader(bytes);
  if (typeof header === 'string') return header;
  const strings = btfStrings(btf.bytes);
  const { headerSize, rest } = header;
  // The CO-RE part came later: an older header is shorter.
  const part = (): Uint8Array | undefined => {
    if (rest.offset + 8 > headerSize) return new Uint8Array(0);
    const offset = rest.u32();
    return slice(bytes, headerSize + offset, rest.u32());
  };

  const functions = readPart(part(), strings, 8, record => {
    const offset = record.u32();
    const type = record.u32();
    return type < btf.types.length ? { offset, type } : undefined;
  });
  if (typeof functions === 'string') return `function info: ${functions}`;
  const lines = readPart(part(), strings, 16, record => {
    const offset = record.u32();
    const file = strings(record.u32());
    const text = strings(record.u32());
    const position = record.u32();
    if (file === undefined || text === undefined) return undefined;
    return { offset, file, text, line: position >>> 10, column: position & 0x3ff };
  });
  if (typeof lines === 'string') return `line info: ${lines}`;
  const relocs = readPart(part(), strings, 16, record => {
    const offset = record.u32();
    const type = record.u32();
    const access = strings(record.u32());
    if (access === undefined || type >= btf.types.length) return undefined;
    return { offset, type, access, kind: record.u32() };
  });
  if (typeof relocs === 'string') return `CO-RE relocations: ${relocs}`;
  return { functions, lines, relocs };
}

/** The string table of a `.BTF` section that parsed. */
function btfStrings(bytes: Uint8Array): (offset: number) => string | undefined {
  const cursor = new Cursor(bytes, 4);
  const headerSize = cursor.u32();
  cursor.skip(8);
  const offset = cursor.u32();
  return stringsOf(slice(bytes, headerSize + offset, cursor.u32()) ?? new Uint8Array(0));
}

/** One of the three parts: a record size, then for each section its name, a count and the records. */
function readPart<T extends { readonly offset: number }>(
  bytes: Uint8Array | undefined,
  strings: (offset: number) => string | undefined,
  minimum: number,
  read: (record: Cursor) => T | undefined,
): Map<string, T[]> | string {
  const sections = new Map<string, T[]>();
  if (!bytes) return 'it is outside of the section';
  if (bytes.length === 0) return sections;
  const cursor = new Cursor(bytes);
  const size = cursor.u32();
  if (cursor.failed || size < minimum || size % 4 !== 0) return `its records have ${size} bytes`;
  while (cursor.remaining > 0) {
    const name = strings(cursor.u32());
    const count = cursor.u32();
    if (cursor.failed || name === undefined) return 'the name of a section cannot be read';
    if (!cursor.fits(count, size)) return `${name} has more records than fit`;
    const records = sections.get(name) ?? [];
    for (let i = 0; i < count; i++) {
      const start = cursor.offset;
      const record = read(cursor);
      if (!record) return `record ${i} of ${name} names a string or type that is not there`;
      records.push(record);
      // Later versions append fields.
      cursor.offset = start + size;
    }
    sections.set(name, records);
  }
  for (const records of sections.values()) records.sort((a, b) => a.offset - b.offset);
  return sections;
}
