/** Global data: sections of one name, from all objects, one after the other. */
import type { BtfId } from '../btf/types.js';
import { Cursor } from '../elf/bytes.js';
import { type ElfReloc, type ElfSymbol, STB, STT } from '../elf/reader.js';
import type { DataSection } from '../object.js';
import type { GlobalSymbol, Ref } from '../program.js';
import { type Draft, type DraftGlobal, isOverridden, type Unit } from './draft.js';
import { resolveSymbol } from './resolve.js';

/** Places the data sections of all objects and says in BTF where their variables went. */
export function placeGlobals(draft: Draft): void {
  const parts = new Map<string, { unit: Unit; part: DataSection }[]>();
  for (const unit of draft.units) {
    for (const part of unit.object.data) {
      const same = parts.get(part.section.name);
      if (same) same.push({ unit, part });
      else parts.set(part.section.name, [{ unit, part }]);
    }
  }
  for (const [name, sections] of parts) {
    const global = draft.globals.length;
    let size = 0;
    let align = 1;
    const bases = sections.map(({ unit, part: { section } }) => {
      const own = Math.max(1, section.align);
      const base = Math.ceil(size / own) * own;
      size = base + section.size;
      align = Math.max(align, own);
      unit.globals.set(section.index, { global, base });
      return base;
    });
    const data = new Uint8Array(size);
    for (const [i, { part }] of sections.entries()) data.set(part.section.data, bases[i]!);
    const { kind } = sections[0]!.part;
    const symbols = sections.flatMap(({ unit, part }, i) =>
      symbolsOf(draft, unit, part.section.index, bases[i]!, name),
    );
    symbols.sort((a, b) => a.offset - b.offset);
    draft.globals.push({
      name,
      kind,
      size,
      align,
      data,
      relocs: [],
      symbols,
      btfId: draft.types.sectionId(name),
    });
    const offsets = symbols.flatMap(s => (s.btfId === undefined ? [] : [[s.btfId, s.offset] as const]));
    draft.types.layOut(name, size, new Map(offsets));
  }
}

function symbolsOf(draft: Draft, unit: Unit, section: number, base: number, name: string): GlobalSymbol[] {
  const { symbols } = unit.object;
  const variables = variablesOf(unit, name);
  return symbols
    .filter(s => s.section === section && s.type === STT.OBJECT && !isOverridden(draft, unit, s.name, s.bind))
    .map(symbol => {
      const id = variables(symbol);
      return {
        name: symbol.name,
        offset: base + symbol.value,
        size: symbol.size,
        linkage: symbol.bind === STB.LOCAL ? 'static' : symbol.bind === STB.WEAK ? 'weak' : 'global',
        btfId: id === undefined ? undefined : unit.typeId(id),
      };
    });
}

/** The VAR of a symbol in a DATASEC: by name, and for static ones, whose names may repeat, by offset too. */
function variablesOf(unit: Unit, section: string): (symbol: ElfSymbol) => BtfId | undefined {
  const { btf } = unit.object;
  const datasec = btf?.types.find(type => type.kind === 'datasec' && type.name === section);
  if (!btf || datasec?.kind !== 'datasec') return () => undefined;
  const byName = new Map<string, { id: BtfId; offset: number }[]>();
  for (const { type, offset } of datasec.vars) {
    const variable = btf.types[type];
    if (variable?.kind !== 'var') continue;
    const same = byName.get(variable.name) ?? [];
    byName.set(variable.name, [...same, { id: type, offset }]);
  }
  return symbol => {
    // A static of a function is FUNCTION.NAME, and perhaps a number, to the linker.
    const same = byName.get(symbol.name) ?? byName.get(/^[^.]+\.([^.]+)/.exec(symbol.name)?.[1] ?? '');
    return (same?.find(variable => variable.offset === symbol.value) ?? same?.[0])?.id;
  };
}

/** Turns the relocations of global data into references, and clears the bytes that they fill. */
export function relocateData(draft: Draft, unit: Unit): void {
  for (const [target, relocs] of unit.object.relocs) {
    const place = unit.globals.get(target);
    if (!place) continue;
    const section = unit.object.sections[target]!;
    const global: DraftGlobal = draft.globals[place.global]!;
    for (const [i, reloc] of relocs.entries()) {
      const ref = resolveAddress(draft, unit, section.data, reloc);
      if (typeof ref === 'string') {
        const where = { file: unit.object.name, section: section.name, offset: reloc.offset };
        draft.sink.report('E0105', { index: i, section: section.name, reason: ref }, where);
        continue;
      }
      const offset = place.base + reloc.offset;
      global.relocs.push({ offset, ref });
      global.data.fill(0, offset, offset + 8);
    }
  }
}

/** `R_BPF_64_ABS64`, and `R_BPF_64_64` as older compilers named it. */
const IS_ADDRESS: ReadonlySet<number> = new Set([1, 2]);

/** What an 8-byte address in data refers to. */
export function resolveAddress(draft: Draft, unit: Unit, data: Uint8Array, reloc: ElfReloc): Ref | string {
  if (!IS_ADDRESS.has(reloc.type)) return `relocation type ${reloc.type} is not an 8-byte address`;
  const cursor = new Cursor(data, reloc.offset);
  const inPlace = cursor.i64();
  if (cursor.failed) return 'it is not 8 bytes in the section';
  return resolveSymbol(draft, unit, reloc.symbol, Number(reloc.addend ?? inPlace), false);
}
