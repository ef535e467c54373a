/** ELF64 little-endian relocatable objects: headers, sections, symbols, relocations. Nothing of eBPF yet. */
import type { DiagnosticSink } from '../../diag/diagnostic.js';
import { Cursor, StringTable, slice } from './bytes.js';

export const SHT = { NULL: 0, PROGBITS: 1, SYMTAB: 2, STRTAB: 3, RELA: 4, NOBITS: 8, REL: 9 } as const;
export const SHF = { WRITE: 1, ALLOC: 2, EXECINSTR: 4 } as const;
export const STB = { LOCAL: 0, GLOBAL: 1, WEAK: 2 } as const;
export const STT = { NOTYPE: 0, OBJECT: 1, FUNC: 2, SECTION: 3, FILE: 4 } as const;
export const STV = { DEFAULT: 0, INTERNAL: 1, HIDDEN: 2 } as const;
/** Section index of an undefined symbol, and the first of the reserved ones. */
export const SHN = { UNDEF: 0, LORESERVE: 0xff00, ABS: 0xfff1, COMMON: 0xfff2, XINDEX: 0xffff } as const;
const ET_REL = 1;
const EM_BPF = 247;
const SHT_SYMTAB_SHNDX = 18;

export interface ElfFile {
  readonly sections: readonly ElfSection[];
  readonly symbols: readonly ElfSymbol[];
  /** Relocations by the index of the section they apply to. */
  readonly relocs: ReadonlyMap<number, readonly ElfReloc[]>;
}

export interface ElfSection {
  readonly index: number;
  readonly name: string;
  readonly type: number;
  readonly flags: number;
  /** Bytes in the running program; `data` is empty for NOBITS. */
  readonly size: number;
  readonly align: number;
  readonly link: number;
  readonly info: number;
  readonly data: Uint8Array;
}

export interface ElfSymbol {
  readonly name: string;
  readonly value: number;
  readonly size: number;
  readonly bind: number;
  readonly type: number;
  readonly visibility: number;
  /** Section index, `SHN.UNDEF`, or a reserved one. */
  readonly section: number;
}

export interface ElfReloc {
  readonly offset: number;
  readonly type: number;
  readonly symbol: number;
  /** Of RELA; undefined for REL, whose addend is in the patched place. */
  readonly addend: bigint | undefined;
}

/** Memory that NOBITS sections of one object may ask for: 256 MiB. */
const MAX_NOBITS = 0x10000000;

/** Names the machines people hand in by mistake. */
const MACHINES: Readonly<Record<number, string>> = {
  3: 'x86',
  8: 'MIPS',
  40: 'ARM',
  62: 'x86-64',
  183: 'AArch64',
  243: 'RISC-V',
  258: 'LoongArch',
};

/**
 * Reads an object; on anything malformed reports one E01xx and gives undefined. Only eBPF objects, unless `machine`
 * is any: other files carry BTF too.
 */
export function readElf(
  input: Uint8Array,
  file: string,
  sink: DiagnosticSink,
  machine: 'bpf' | 'any' = 'bpf',
): ElfFile | undefined {
  const place = { file };
  // A subclass, such as node's Buffer, may slice without copying.
  const bytes = new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  const header = readHeader(bytes, file, machine === 'any', sink);
  if (!header) return undefined;
  const sections = readSections(bytes, header, file, sink);
  if (!sections) return undefined;

  // Elsewhere symbols and relocations follow other rules, and nobody asks for them.
  if (machine === 'any') return { sections, symbols: [], relocs: new Map() };
  const symtabs = sections.filter(s => s.type === SHT.SYMTAB);
  if (symtabs.length > 1) return sink.report('E0104', { reason: 'there are two' }, place);
  const symbols = symtabs[0] ? readSymbols(sections, symtabs[0], file, sink) : [];
  if (!symbols) return undefined;

  const relocs = new Map<number, ElfReloc[]>();
  for (const section of sections) {
    if (section.type !== SHT.REL && section.type !== SHT.RELA) continue;
    const read = readRelocs(section, sections, symbols.length, file, sink);
    if (!read) return undefined;
    const others = relocs.get(section.info);
    if (others) for (const reloc of read) others.push(reloc);
    else relocs.set(section.info, read);
  }
  return { sections, symbols, relocs };
}

interface Header {
  readonly sectionOffset: number;
  readonly sectionCount: number;
  readonly namesIndex: number;
}

function readHeader(
  bytes: Uint8Array,
  file: string,
  anyMachine: boolean,
  sink: DiagnosticSink,
): Header | undefined {
  const place = { file };
  if (bytes.length === 0) return sink.report('E0101', { reason: 'the file is empty' }, place);
  const magic = [0x7f, 0x45, 0x4c, 0x46];
  if (!magic.every((byte, i) => bytes[i] === byte))
    return sink.report('E0101', { reason: 'it does not start with \\x7fELF' }, place);
  if (bytes.length < 64) return sink.report('E0101', { reason: 'the file ends inside of its header' }, place);
  if (bytes[4] !== 2) return sink.report('E0102', { what: '32-bit' }, place);
  if (bytes[5] !== 1) return sink.report('E0102', { what: 'big-endian' }, place);

  const cursor = new Cursor(bytes, 16);
  const type = cursor.u16();
  const machine = cursor.u16();
  // 0 is what assemblers wrote before the machine got its number.
  if (!anyMachine && machine !== EM_BPF && machine !== 0)
    return sink.report('E0102', { what: `for ${MACHINES[machine] ?? `machine ${machine}`}` }, place);
  if (!anyMachine && type !== ET_REL)
    return sink.report('E0102', { what: `of ELF type ${type}, not relocatable` }, place);
  cursor.skip(4 + 8 + 8);
  const sectionOffset = cursor.size64();
  cursor.skip(4 + 2 + 2 + 2);
  const entrySize = cursor.u16();
  let sectionCount = cursor.u16();
  let namesIndex = cursor.u16();
  if (sectionOffset === 0) return sink.report('E0101', { reason: 'it has no sections' }, place);
  if (entrySize !== 64)
    return sink.report('E0101', { reason: `its section headers have ${entrySize} bytes, not 64` }, place);
  // Extended numbering: with too many sections for 16 bits the counts are in section 0.
  if (sectionCount === 0 || namesIndex === SHN.XINDEX) {
    const first = new Cursor(bytes, sectionOffset + 32);
    const count = first.size64();
    const link = first.u32();
    if (sectionCount === 0) sectionCount = count;
    if (namesIndex === SHN.XINDEX) namesIndex = link;
  }
  if (sectionOffset + sectionCount * 64 > bytes.length)
    return sink.report('E0101', { reason: 'its section headers are outside of the file' }, place);
  if (namesIndex >= sectionCount)
    return sink.report('E0101', { reason: `its section name table is section ${namesIndex}` }, place);
  return { sectionOffset, sectionCount, namesIndex };
}

function readSections(
  bytes: Uint8Array,
  header: Header,
  file: string,
  sink: DiagnosticSink,
): ElfSection[] | undefined {
  const place = { file };
  const cursor = new Cursor(bytes, header.sectionOffset);
  const raw: (Omit<ElfSection, 'name'> & { nameOffset: number })[] = [];
  let total = 0;
  let zeroes = 0;
  for (let index = 0; index < header.sectionCount; index++) {
    const nameOffset = cursor.u32();
    const type = cursor.u32();
    const flags = Number(cursor.u64() & 0xffffffffn);
    cursor.skip(8);
    const offset = cursor.size64();
    const size = cursor.size64();
    const link = cursor.u32();
    const info = cursor.u32();
    const align = cursor.size64();
    cursor.skip(8);
    const empty = type === SHT.NULL || type === SHT.NOBITS;
    const data = empty ? new Uint8Array(0) : slice(bytes, offset, size);
    if (!data)
      return sink.report('E0103', { section: `#${index}`, reason: 'it is outside of the file' }, place);
    total += data.length;
    if (type === SHT.NOBITS) zeroes += size;
    raw.push({ index, nameOffset, type, flags, size: empty ? size : data.length, align, link, info, data });
  }
  // No section of a real object shares bytes with another; a file of overlapping ones could cost any amount.
  if (total > bytes.length) return sink.report('E0101', { reason: 'its sections overlap' }, place);
  if (zeroes > MAX_NOBITS)
    return sink.report('E0101', { reason: `its .bss sections ask for ${zeroes} bytes` }, place);

  const names = new StringTable(raw[header.namesIndex]?.data ?? new Uint8Array(0));
  const sections: ElfSection[] = [];
  for (const { nameOffset, ...section } of raw) {
    const name = section.type === SHT.NULL ? '' : names.at(nameOffset);
    if (name === undefined)
      return sink.report('E0103', { section: `#${section.index}`, reason: 'its name cannot be read' }, place);
    sections.push({ ...section, name });
  }
  return sections;
}

function readSymbols(
  sections: readonly ElfSection[],
  table: ElfSection,
  file: string,
  sink: DiagnosticSink,
): ElfSymbol[] | undefined {
  const place = { file, section: table.name };
  const strings = sections[table.link];
  if (strings?.type !== SHT.STRTAB)
    return sink.report('E0104', { reason: `section ${table.link} is not its string table` }, place);
  const extended = sections.find(s => s.type === SHT_SYMTAB_SHNDX && s.link === table.index);
  const extendedCursor = extended && new Cursor(extended.data);
  const names = new StringTable(strings.data);
  const cursor = new Cursor(table.data);
  const symbols: ElfSymbol[] = [];
  while (cursor.remaining >= 24) {
    const nameOffset = cursor.u32();
    const info = cursor.u8();
    const other = cursor.u8();
    let section = cursor.u16();
    const value = cursor.size64();
    const size = cursor.size64();
    const wide = extendedCursor?.u32();
    const reserved = section >= SHN.LORESERVE;
    if (section === SHN.XINDEX) section = wide ?? 0;
    const type = info & 15;
    const owner = reserved && section >= SHN.LORESERVE ? undefined : sections[section];
    const name = nameOffset === 0 && type === STT.SECTION ? owner?.name : names.at(nameOffset);
    if (name === undefined)
      return sink.report('E0104', { reason: `the name of symbol ${symbols.length} cannot be read` }, place);
    if (!reserved && !owner)
      return sink.report('E0104', { reason: `symbol ${symbols.length} is in section ${section}` }, place);
    symbols.push({ name, value, size, bind: info >> 4, type, visibility: other & 3, section });
  }
  if (cursor.remaining > 0)
    return sink.report('E0104', { reason: 'its size is not a multiple of 24' }, place);
  return symbols;
}

function readRelocs(
  table: ElfSection,
  sections: readonly ElfSection[],
  symbolCount: number,
  file: string,
  sink: DiagnosticSink,
): ElfReloc[] | undefined {
  const place = { file, section: table.name };
  const target = sections[table.info];
  if (!target || table.info === 0)
    return sink.report('E0103', { section: table.name, reason: `it relocates section ${table.info}` }, place);
  const entry = table.type === SHT.RELA ? 24 : 16;
  if (table.data.length % entry !== 0)
    return sink.report(
      'E0103',
      { section: table.name, reason: `its size is not a multiple of ${entry}` },
      place,
    );
  const cursor = new Cursor(table.data);
  const relocs: ElfReloc[] = [];
  while (cursor.remaining > 0) {
    const offset = cursor.size64();
    const type = cursor.u32();
    const symbol = cursor.u32();
    const addend = table.type === SHT.RELA ? cursor.i64() : undefined;
    const index = relocs.length;
    if (symbol >= symbolCount)
      return sink.report(
        'E0105',
        { index, section: target.name, reason: `it names symbol ${symbol} of ${symbolCount}` },
        place,
      );
    if (offset >= target.size)
      return sink.report('E0105', { index, section: target.name, reason: `it is at byte ${offset}` }, place);
    relocs.push({ offset, type, symbol, addend });
  }
  return relocs;
}
