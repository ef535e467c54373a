/** One object file, sorted into what eBPF makes of its sections. Nothing is resolved yet: that is linking. */
import type { DiagnosticSink, Place } from '../diag/diagnostic.js';
import { type BtfExt, parseBtfExt } from './btf/ext.js';
import { BTF_MAGIC, parseBtf } from './btf/parse.js';
import { type BtfTable, readBtfTable } from './btf/table.js';
import type { Btf } from './btf/types.js';
import { text } from './elf/bytes.js';
import {
  type ElfReloc,
  type ElfSection,
  type ElfSymbol,
  readElf,
  SHF,
  SHT,
  STB,
  STT,
  STV,
} from './elf/reader.js';
import type { GlobalSpec } from './program.js';

export interface ObjectSpec {
  /** Base name of the file. */
  readonly name: string;
  readonly sections: readonly ElfSection[];
  readonly symbols: readonly ElfSymbol[];
  /** Relocations by the index of the section they apply to. */
  readonly relocs: ReadonlyMap<number, readonly ElfReloc[]>;
  /** Sections with instructions, in file order, empty ones left out. */
  readonly code: readonly ElfSection[];
  /** In order of section and offset. */
  readonly functions: readonly FunctionSymbol[];
  readonly data: readonly DataSection[];
  readonly btfMaps: ElfSection | undefined;
  /** `maps` and `maps/NAME`, from before BTF. */
  readonly legacyMaps: readonly ElfSection[];
  readonly license: string;
  readonly btf: Btf | undefined;
  readonly ext: BtfExt | undefined;
}

export interface FunctionSymbol {
  readonly name: string;
  readonly section: number;
  /** Bytes from the start of the section, and how many. */
  readonly offset: number;
  readonly size: number;
  /** Hidden functions are static: nobody outside of the object can see them. */
  readonly linkage: 'static' | 'global' | 'weak';
  readonly bind: number;
}

export interface DataSection {
  readonly section: ElfSection;
  readonly kind: GlobalSpec['kind'];
}

/** Reads one object; reports and gives undefined when it is not a well-formed eBPF object. */
export function readObject(name: string, bytes: Uint8Array, sink: DiagnosticSink): ObjectSpec | undefined {
  const elf = readElf(bytes, name, sink);
  if (!elf) return undefined;
  const { sections, symbols, relocs } = elf;
  const code = sections.filter(s => s.type === SHT.PROGBITS && s.flags & SHF.EXECINSTR && s.size > 0);
  const functions = functionSymbols(code, symbols, name, sink);
  if (!functions) return undefined;

  const btfSection = sections.find(s => s.name === '.BTF' && s.type === SHT.PROGBITS);
  const extSection = sections.find(s => s.name === '.BTF.ext' && s.type === SHT.PROGBITS);
  const btf = btfSection && parseBtf(btfSection.data, { file: name, section: '.BTF' }, sink);
  if (btfSection && !btf) return undefined;
  const ext =
    btf && extSection && parseBtfExt(extSection.data, btf, { file: name, section: '.BTF.ext' }, sink);
  if (btf && extSection && !ext) return undefined;

  const license = sections.find(s => s.name === 'license' && s.type === SHT.PROGBITS);
  return {
    name,
    sections,
    symbols,
    relocs,
    code,
    functions,
    data: sections.flatMap(section => {
      const kind = dataKind(section);
      return kind ? [{ section, kind }] : [];
    }),
    btfMaps: sections.find(s => s.name === '.maps' && s.type === SHT.PROGBITS),
    legacyMaps: sections.filter(
      s => (s.name === 'maps' || s.name.startsWith('maps/')) && s.type === SHT.PROGBITS,
    ),
    license: license ? text(license.data) : '',
    btf,
    ext,
  };
}

/**
 * The types of a running system, or with `base` of a module of it, from a file as `readBtfFile` takes; they are read
 * as they are asked for.
 */
export function readSystemBtf(
  name: string,
  bytes: Uint8Array,
  base: BtfTable | undefined,
  sink: DiagnosticSink,
): BtfTable | undefined {
  const found = btfSectionOf(name, bytes, sink);
  return found && readBtfTable(found.bytes, base, found.place, sink);
}

/** The BTF of a file: the bare format, as in /sys/kernel/btf, or the `.BTF` section of an ELF file of any machine. */
export function readBtfFile(name: string, bytes: Uint8Array, sink: DiagnosticSink): Btf | undefined {
  const found = btfSectionOf(name, bytes, sink);
  return found && parseBtf(found.bytes, found.place, sink);
}

function btfSectionOf(
  name: string,
  bytes: Uint8Array,
  sink: DiagnosticSink,
): { readonly bytes: Uint8Array; readonly place: Place } | undefined {
  const place = { file: name };
  if (bytes[0] === (BTF_MAGIC & 0xff) && bytes[1] === BTF_MAGIC >> 8) return { bytes, place };
  const elf = readElf(bytes, name, sink, 'any');
  const section = elf?.sections.find(s => s.name === '.BTF');
  if (section) return { bytes: section.data, place: { ...place, section: '.BTF' } };
  return elf && sink.report('E0106', { reason: 'the file has no section .BTF' }, place);
}

const isNamed = (name: string, base: string): boolean => name === base || name.startsWith(`${base}.`);

/** Which sections hold global data, by the names that clang and libbpf agreed on. */
function dataKind(section: ElfSection): GlobalSpec['kind'] | undefined {
  const { name, type } = section;
  if (type === SHT.NOBITS) return isNamed(name, '.bss') ? 'bss' : undefined;
  if (type !== SHT.PROGBITS) return undefined;
  if (isNamed(name, '.rodata')) return 'rodata';
  if (isNamed(name, '.data') || name === '.addr_space.1') return 'data';
  // Structs of function pointers that a kernel would register; here data whose relocations are programs.
  if (/^\??\.struct_ops(\.link)?$/.test(name)) return 'data';
  return undefined;
}

/**
 * The functions of the code sections. Compilers before clang 10 gave them symbols without a type; code without
 * any symbol is one function with the section's name.
 */
function functionSymbols(
  code: readonly ElfSection[],
  symbols: readonly ElfSymbol[],
  file: string,
  sink: DiagnosticSink,
): FunctionSymbol[] | undefined {
  const bySection = new Map<number, ElfSymbol[]>(code.map(section => [section.index, []]));
  for (const symbol of symbols)
    if (symbol.type === STT.FUNC || (symbol.type === STT.NOTYPE && symbol.bind !== STB.LOCAL))
      bySection.get(symbol.section)?.push(symbol);

  const functions: FunctionSymbol[] = [];
  for (const section of code) {
    const all = bySection.get(section.index)!;
    const typed = all.filter(s => s.type === STT.FUNC);
    const chosen = typed.length > 0 ? typed : all;
    chosen.sort((a, b) => a.value - b.value);
    if (chosen.length === 0) {
      functions.push({
        name: section.name,
        section: section.index,
        offset: 0,
        size: section.size,
        linkage: 'global',
        bind: STB.LOCAL,
      });
    }
    const ends = functionEnds(chosen, section.size);
    let previous = { value: 0, end: 0 };
    for (const [i, symbol] of chosen.entries()) {
      const place = { file, section: section.name, offset: symbol.value };
      const end = ends[i]!;
      const size = end - symbol.value;
      const bad = (reason: string): undefined =>
        sink.report('E0109', { function: symbol.name, reason }, place);
      if (symbol.value % 8 !== 0 || size % 8 !== 0) return bad('it is not made of 8-byte instructions');
      if (end > section.size) return bad(`it goes past the end of section ${section.name}`);
      if (size === 0) return bad('it is empty');
      if (symbol.value < previous.end && (symbol.value !== previous.value || end !== previous.end))
        return bad('it overlaps another function');
      previous = { value: symbol.value, end };
      const hidden = symbol.visibility === STV.HIDDEN || symbol.visibility === STV.INTERNAL;
      functions.push({
        name: symbol.name,
        section: section.index,
        offset: symbol.value,
        size,
        linkage:
          symbol.bind === STB.LOCAL || hidden ? 'static' : symbol.bind === STB.WEAK ? 'weak' : 'global',
        bind: symbol.bind,
      });
    }
  }
  return functions;
}

/** Where each of the ascending symbols ends: hand-written assembly may leave out the size. */
function functionEnds(symbols: readonly ElfSymbol[], sectionSize: number): number[] {
  const ends: number[] = [];
  let next = sectionSize;
  let current = sectionSize;
  for (let i = symbols.length - 1; i >= 0; i--) {
    const { value, size } = symbols[i]!;
    if (value < current) {
      next = current;
      current = value;
    }
    ends[i] = size > 0 ? value + size : next;
  }
  return ends;
}
