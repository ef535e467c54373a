/**
 * Objects to one module: every symbol resolved, every relocation turned into a reference by index. Follows the
 * rules of libbpf and `bpftool gen object`.
 */

import type { DiagnosticSink } from '../diag/diagnostic.js';
import { assert } from '../diag/internal.js';
import { type DecodedCode, decodeCode } from '../isa/codec.js';
import type { InsnIndex } from '../isa/types.js';
import { CoreRelocator, type CoreResult } from './btf/core.js';
import { readBtfMaps } from './btf/maps.js';
import type { Btf } from './btf/types.js';
import { lineEntries, makeCode } from './code.js';
import { Cursor } from './elf/bytes.js';
import { type ElfReloc, type ElfSection, type ElfSymbol, SHN, STB, STT } from './elf/reader.js';
import { readLegacyMaps } from './legacy.js';
import type { MapDef } from './mapdef.js';
import type { FunctionSymbol, ObjectSpec } from './object.js';
import type {
  Code,
  ExternSpec,
  FunctionSpec,
  GlobalSpec,
  GlobalSymbol,
  MapSpec,
  Module,
  Ref,
} from './program.js';
import { codeDistance } from './raw.js';

export interface LinkOptions {
  /** Name of the module; the first object's without `.o` when left out. */
  readonly name?: string;
  /** Types of the system the programs will run against, for CO-RE. */
  readonly targetBtf?: Btf;
  /** Undefined symbols without BTF become externs that the host provides by name, instead of errors. */
  readonly allowUndefined?: boolean;
}

/** Links objects; reports and gives undefined when a reference cannot be resolved. */
export function linkModule(
  objects: readonly ObjectSpec[],
  options: LinkOptions,
  sink: DiagnosticSink,
): Module | undefined {
  const errors = sink.errors;
  const linker = new Linker(objects, options, sink);
  const module = linker.link();
  return sink.errors > errors ? undefined : module;
}

/** One object while it is linked: where its sections went. */
interface Unit {
  readonly object: ObjectSpec;
  /** Global data: section to index and the offset at which this object's part starts. */
  readonly globals: Map<number, { readonly global: number; readonly base: number }>;
  /** Maps: section to offset to index. */
  readonly maps: Map<number, Map<number, number>>;
  /** Maps with static initialisers, by ascending offset, and the index of each. */
  readonly initialised: { readonly def: MapDef; readonly map: number }[];
  /** Functions: section to byte offset to index. */
  readonly functions: Map<number, Map<number, number>>;
  readonly code: Map<number, DecodedCode>;
  readonly relocator: CoreRelocator | undefined;
}

interface Definition {
  readonly unit: Unit;
  readonly symbol: ElfSymbol;
}

type MutableGlobal = { -readonly [K in keyof GlobalSpec]: GlobalSpec[K] } & {
  relocs: { offset: number; ref: Ref }[];
  symbols: GlobalSymbol[];
};

class Linker {
  private readonly units: Unit[];
  private readonly options: LinkOptions;
  private readonly sink: DiagnosticSink;
  private readonly definitions = new Map<string, Definition>();
  private readonly maps: { -readonly [K in keyof MapSpec]: MapSpec[K] }[] = [];
  private readonly globals: MutableGlobal[] = [];
  private readonly externs: ExternSpec[] = [];
  private readonly externOf = new Map<string, number>();
  private readonly core: CoreResult[] = [];
  private readonly functions: { unit: Unit; symbol: FunctionSymbol }[] = [];

  constructor(objects: readonly ObjectSpec[], options: LinkOptions, sink: DiagnosticSink) {
    this.options = options;
    this.sink = sink;
    this.units = objects.map(object => ({
      object,
      globals: new Map(),
      maps: new Map(),
      initialised: [],
      functions: new Map(),
      code: new Map(),
      relocator:
        object.btf && options.targetBtf ? new CoreRelocator(object.btf, options.targetBtf) : undefined,
    }));
  }

  link(): Module | undefined {
    for (const unit of this.units) this.collectDefinitions(unit);
    for (const unit of this.units) this.placeMaps(unit);
    for (const unit of this.units) this.placeGlobals(unit);
    for (const unit of this.units) this.placeFunctions(unit);
    const errors = this.sink.errors;
    for (const unit of this.units) this.decode(unit);
    if (this.sink.errors > errors) return undefined;
    const codes = this.units.map(unit => this.makeCodes(unit));
    for (const unit of this.units) this.relocateData(unit);

    const first = this.units[0]?.object;
    assert(first, 'nothing to link');
    const functions = this.makeFunctions(codes);
    if (functions.length === 0 && this.maps.length === 0 && this.globals.length === 0)
      return this.sink.report('E0110', { file: first.name }, { file: first.name });
    return {
      name: this.options.name ?? first.name.replace(/(\.bpf)?\.o$/, ''),
      functions,
      maps: this.maps,
      globals: this.globals,
      externs: this.externs,
      license: this.units.find(u => u.object.license !== '')?.object.license ?? '',
      btf: this.units.find(u => u.object.btf)?.object.btf,
      core: this.core,
    };
  }

  /** Global and weak names: a strong definition wins over weak ones, two strong ones are an error. */
  private collectDefinitions(unit: Unit): void {
    for (const symbol of unit.object.symbols) {
      if (symbol.section === SHN.UNDEF || symbol.section >= SHN.LORESERVE || symbol.bind === STB.LOCAL)
        continue;
      if (symbol.name === '' || symbol.name === '_license' || symbol.name === '_version') continue;
      const other = this.definitions.get(symbol.name);
      if (!other || (other.symbol.bind === STB.WEAK && symbol.bind !== STB.WEAK)) {
        this.definitions.set(symbol.name, { unit, symbol });
      } else if (other.symbol.bind !== STB.WEAK && symbol.bind !== STB.WEAK && other.unit !== unit) {
        const place = { file: unit.object.name };
        const names = { first: other.unit.object.name, second: unit.object.name };
        this.sink.report('E0112', { symbol: symbol.name, ...names }, place);
      }
    }
  }

  private placeMaps(unit: Unit): void {
    const { btf, btfMaps, legacyMaps, name, symbols } = unit.object;
    const place = { file: name, section: '.maps' };
    if (btfMaps && !btf) {
      this.sink.report('E0106', { reason: 'section .maps needs BTF: compile with -g' }, place);
      return;
    }
    const modern =
      btfMaps && btf ? readBtfMaps(btf, btfMaps.index, btfMaps.size, name, symbols, this.sink) : [];
    const legacy = readLegacyMaps(legacyMaps, symbols, name, this.sink);
    if (!modern || !legacy) return;
    const base = this.maps.length + modern.length;
    for (const def of [...modern, ...legacy]) {
      const at = unit.maps.get(def.section) ?? new Map<number, number>();
      unit.maps.set(def.section, at.set(def.offset, this.maps.length));
      this.maps.push({ ...def.spec, name: def.name, inner: undefined, template: false, values: [] });
    }
    let index = base - modern.length;
    for (const def of [...modern, ...legacy]) {
      if (def.values !== undefined) unit.initialised.push({ def, map: index });
      this.placeInner(this.maps[index++]!, def, base);
    }
    unit.initialised.sort((a, b) => a.def.offset - b.def.offset);
  }

  /** Templates come after the maps that programs can name. */
  private placeInner(
    map: { -readonly [K in keyof MapSpec]: MapSpec[K] },
    def: MapDef,
    legacyBase: number,
  ): void {
    if (!def.inner) return;
    if ('legacy' in def.inner) {
      map.inner = legacyBase + def.inner.legacy;
      return;
    }
    map.inner = this.maps.length;
    const { spec, name } = def.inner;
    this.maps.push({ ...spec, name, inner: undefined, template: true, values: [] });
  }

  private placeGlobals(unit: Unit): void {
    const { btf, data, symbols } = unit.object;
    for (const { section, kind } of data) {
      let index = this.globals.findIndex(global => global.name === section.name);
      if (index < 0) {
        index = this.globals.length;
        this.globals.push({
          name: section.name,
          kind,
          size: 0,
          align: 1,
          data: new Uint8Array(0),
          relocs: [],
          symbols: [],
          btfId: undefined,
        });
      }
      const global = this.globals[index]!;
      const align = Math.max(1, section.align);
      const base = Math.ceil(global.size / align) * align;
      const grown = new Uint8Array(base + section.size);
      grown.set(global.data);
      grown.set(section.data, base);
      global.data = grown;
      global.size = grown.length;
      global.align = Math.max(global.align, align);
      unit.globals.set(section.index, { global: index, base });

      const datasec =
        btf?.types.findIndex(type => type.kind === 'datasec' && type.name === section.name) ?? -1;
      if (datasec >= 0) global.btfId = datasec;
      for (const symbol of symbols) {
        if (symbol.section !== section.index || symbol.type !== STT.OBJECT) continue;
        global.symbols.push({
          name: symbol.name,
          offset: base + symbol.value,
          size: symbol.size,
          linkage: symbol.bind === STB.LOCAL ? 'static' : symbol.bind === STB.WEAK ? 'weak' : 'global',
          btfId: btf && variableId(btf, datasec, symbol),
        });
      }
    }
  }

  private placeFunctions(unit: Unit): void {
    for (const symbol of unit.object.functions) {
      const winner = this.definitions.get(symbol.name);
      const overridden = symbol.bind !== STB.LOCAL && winner !== undefined && winner.unit !== unit;
      if (overridden) continue;
      const at = unit.functions.get(symbol.section) ?? new Map<number, number>();
      unit.functions.set(symbol.section, at);
      if (!at.has(symbol.offset)) at.set(symbol.offset, this.functions.length);
      this.functions.push({ unit, symbol });
    }
  }

  private decode(unit: Unit): void {
    for (const section of unit.object.code) {
      const place = { file: unit.object.name, section: section.name };
      const decoded = decodeCode(this.relocateTypes(unit, section), this.sink, place);
      if (decoded) unit.code.set(section.index, decoded);
    }
  }

  /** The bytes of a code section with its CO-RE relocations applied, when there is a target. */
  private relocateTypes(unit: Unit, section: ElfSection): Uint8Array {
    const { ext, name } = unit.object;
    const relocs = ext?.relocs.get(section.name) ?? [];
    if (!unit.relocator || relocs.length === 0) return section.data;
    const code = section.data.slice();
    for (const reloc of relocs) {
      const result = unit.relocator.apply(code, section.name, reloc);
      if (typeof result !== 'string') this.core.push(result);
      else {
        const place = { file: name, section: section.name, offset: reloc.offset };
        this.sink.report('E0114', { reason: result }, place);
      }
    }
    return code;
  }

  private makeCodes(unit: Unit): Map<number, Code> {
    const { object } = unit;
    const codes = new Map<number, Code>();
    for (const section of object.code) {
      const decoded = unit.code.get(section.index);
      assert(decoded, 'code was decoded');
      const refs = new Map<InsnIndex, Ref>();
      for (const [i, reloc] of (object.relocs.get(section.index) ?? []).entries()) {
        const ref = this.resolveReloc(unit, decoded, reloc);
        if (typeof ref === 'string') {
          const place = { file: object.name, section: section.name, offset: reloc.offset };
          this.sink.report('E0105', { index: i, section: section.name, reason: ref }, place);
        } else {
          refs.set(decoded.indexAt(reloc.offset / 8)!, ref);
        }
      }
      this.addLocalCalls(unit, section.index, section.name, decoded, refs);
      const infos = object.ext?.lines.get(section.name) ?? [];
      const own = object.functions.filter(f => f.section === section.index);
      codes.set(
        section.index,
        makeCode(decoded, refs, lineEntries(decoded, infos), {
          file: object.name,
          section: section.name,
          functionAt: index => {
            const offset = (decoded.pcs[index] ?? 0) * 8;
            return own.find(f => offset >= f.offset && offset < f.offset + f.size)?.name;
          },
        }),
      );
    }
    return codes;
  }

  /** What one relocation of code refers to; a text says why it cannot. */
  private resolveReloc(unit: Unit, decoded: DecodedCode, reloc: ElfReloc): Ref | string {
    const index = reloc.offset % 8 === 0 ? decoded.indexAt(reloc.offset / 8) : undefined;
    if (index === undefined) return `byte ${reloc.offset} is not the start of an instruction`;
    const insn = decoded.insns[index]!;
    const isCall = insn.desc.sem.kind === 'call';
    if (!isCall && insn.desc.sem.kind !== 'imm64') return `${insn.desc.id} cannot refer to a symbol`;
    // A call counts instructions from the one after it, so that -1 stands for the symbol itself.
    const addend = isCall ? (Number(insn.imm) + 1) * 8 : Number(reloc.addend ?? BigInt.asIntN(64, insn.imm));
    return this.resolveSymbol(unit, reloc.symbol, addend, isCall);
  }

  private resolveSymbol(unit: Unit, index: number, addend: number, isCall: boolean): Ref | string {
    const own = unit.object.symbols[index]!;
    const defined =
      own.bind === STB.LOCAL
        ? { unit, symbol: own }
        : (this.definitions.get(own.name) ?? { unit, symbol: own });
    const { symbol } = defined;
    if (symbol.section === SHN.UNDEF) return this.resolveExtern(unit, own, isCall);
    if (symbol.section >= SHN.LORESERVE) return `${own.name} is in no section`;
    return this.refAt(defined.unit, symbol.section, symbol.value + addend);
  }

  private refAt(unit: Unit, section: number, offset: number): Ref | string {
    const functions = unit.functions.get(section);
    if (functions) {
      const index = functions.get(offset);
      return index === undefined
        ? `no function starts at byte ${offset} of ${unit.object.sections[section]!.name}`
        : { kind: 'function', function: index };
    }
    const maps = unit.maps.get(section);
    if (maps) {
      const map = maps.get(offset);
      return map === undefined
        ? `no map starts at byte ${offset} of ${unit.object.sections[section]!.name}`
        : { kind: 'map', map };
    }
    const place = unit.globals.get(section);
    if (place) return { kind: 'global', global: place.global, offset: place.base + offset };
    return `section ${unit.object.sections[section]!.name} holds neither code, maps nor data`;
  }

  private resolveExtern(unit: Unit, symbol: ElfSymbol, isCall: boolean): Ref {
    const { btf } = unit.object;
    const found =
      btf?.types.findIndex(
        type =>
          (type.kind === 'func' || type.kind === 'var') && type.linkage === 2 && type.name === symbol.name,
      ) ?? -1;
    const btfId = found > 0 ? found : undefined;
    let index = this.externOf.get(symbol.name);
    if (index === undefined) {
      index = this.externs.length;
      this.externOf.set(symbol.name, index);
      if (btfId === undefined && !this.options.allowUndefined)
        this.sink.report('E0111', { symbol: symbol.name }, { file: unit.object.name });
      const isFunction = isCall || (btfId !== undefined && btf?.types[btfId]?.kind === 'func');
      const weak = symbol.bind === STB.WEAK;
      this.externs.push({ name: symbol.name, kind: isFunction ? 'kfunc' : 'ksym', weak, btfId });
    }
    return { kind: 'extern', extern: index };
  }

  /** Calls inside of a section need no relocation: the assembler knew the distance. */
  private addLocalCalls(
    unit: Unit,
    section: number,
    name: string,
    decoded: DecodedCode,
    refs: Map<InsnIndex, Ref>,
  ): void {
    for (const [i, insn] of decoded.insns.entries()) {
      const index = i as InsnIndex;
      const distance = codeDistance(insn);
      if (distance === undefined || refs.has(index)) continue;
      const offset = ((decoded.pcs[index] ?? 0) + 1 + distance) * 8;
      const ref = this.refAt(unit, section, offset);
      if (typeof ref === 'string') {
        const at = (decoded.pcs[index] ?? 0) * 8;
        this.sink.report('E0113', { offset }, { file: unit.object.name, section: name, offset: at });
      } else refs.set(index, ref);
    }
  }

  /** Addresses in global data, and the initial values of maps of maps and of programs. */
  private relocateData(unit: Unit): void {
    for (const [target, relocs] of unit.object.relocs) {
      const place = unit.globals.get(target);
      const section = unit.object.sections[target]!;
      if (place) {
        const global = this.globals[place.global]!;
        for (const [i, reloc] of relocs.entries()) {
          const ref = this.resolveAddress(unit, section.data, reloc);
          if (typeof ref === 'string') {
            const where = { file: unit.object.name, section: section.name, offset: reloc.offset };
            this.sink.report('E0105', { index: i, section: section.name, reason: ref }, where);
          } else {
            const offset = place.base + reloc.offset;
            global.relocs.push({ offset, ref });
            global.data.fill(0, offset, offset + 8);
          }
        }
      }
    }
    this.fillMapValues(unit);
  }

  private resolveAddress(unit: Unit, data: Uint8Array, reloc: ElfReloc): Ref | string {
    const cursor = new Cursor(data, reloc.offset);
    const inPlace = cursor.i64();
    if (cursor.failed) return 'it is not 8 bytes in the section';
    return this.resolveSymbol(unit, reloc.symbol, Number(reloc.addend ?? inPlace), false);
  }

  /** The slots of `__array(values, …)` that an initialiser fills: each is a relocation in `.maps`. */
  private fillMapValues(unit: Unit): void {
    const section = unit.object.btfMaps;
    if (!section) return;
    for (const [i, reloc] of (unit.object.relocs.get(section.index) ?? []).entries()) {
      const owner = unit.initialised.findLast(({ def }) => def.offset <= reloc.offset);
      const slot = owner ? (reloc.offset - owner.def.values!) / 8 : -1;
      const bad = (reason: string): undefined =>
        this.sink.report(
          'E0105',
          { index: i, section: section.name, reason },
          { file: unit.object.name, section: section.name, offset: reloc.offset },
        );
      if (!owner || slot < 0 || !Number.isInteger(slot)) {
        bad('it is at no slot of a map');
        continue;
      }
      const ref = this.resolveAddress(unit, section.data, reloc);
      const wanted = owner.def.inner ? 'map' : 'function';
      if (typeof ref === 'string') bad(ref);
      else if (ref.kind !== wanted) bad(`slot ${slot} of ${owner.def.name} must be a ${wanted}`);
      else {
        const map = this.maps[owner.map]!;
        map.values = [...map.values, { index: slot, ref }];
      }
    }
  }

  /**
   * Functions outside of `.text` are programs, unless they are static and used; those in `.text` are called, unless
   * the module has no other programs: then those that nobody calls are.
   */
  private makeFunctions(codes: readonly Map<number, Code>[]): FunctionSpec[] {
    const used = new Set<number>();
    for (const unit of codes)
      for (const code of unit.values())
        for (const ref of code.refs.values()) if (ref.kind === 'function') used.add(ref.function);
    const isText = ({ unit, symbol }: { unit: Unit; symbol: FunctionSymbol }): boolean =>
      unit.object.sections[symbol.section]!.name === '.text';
    const onlyText = this.functions.every(isText);

    return this.functions.map((fn, i) => {
      const { unit, symbol } = fn;
      const code = codes[this.units.indexOf(unit)]?.get(symbol.section);
      assert(code, 'a function has code');
      const entry = code.indexAt(symbol.offset / 8);
      const end = this.endOf(code, symbol);
      const isProgram = isText(fn) ? onlyText && !used.has(i) : symbol.linkage !== 'static' || !used.has(i);
      if (entry === undefined || end === undefined) {
        this.sink.report(
          'E0109',
          { function: symbol.name, reason: 'it starts or ends in the middle of an instruction' },
          { file: unit.object.name, section: code.section, offset: symbol.offset },
        );
      }
      return {
        name: symbol.name,
        kind: isProgram ? 'program' : 'subprogram',
        linkage: symbol.linkage,
        section: code.section,
        code,
        entry: entry ?? (0 as InsnIndex),
        end: end ?? (0 as InsnIndex),
        btfId: this.functionBtfId(unit, code.section, symbol),
      };
    });
  }

  private endOf(code: Code, symbol: FunctionSymbol): InsnIndex | undefined {
    const pc = (symbol.offset + symbol.size) / 8;
    return pc === code.pcs[code.insns.length] ? (code.insns.length as InsnIndex) : code.indexAt(pc);
  }

  private functionBtfId(unit: Unit, section: string, symbol: FunctionSymbol): number | undefined {
    const info = unit.object.ext?.functions.get(section)?.find(entry => entry.offset === symbol.offset);
    if (info) return info.type;
    const id = unit.object.btf?.types.findIndex(type => type.kind === 'func' && type.name === symbol.name);
    return id !== undefined && id > 0 ? id : undefined;
  }
}

/** The VAR of a symbol in a DATASEC: by name, and for static ones, whose names may repeat, by offset too. */
function variableId(btf: Btf, datasec: number, symbol: ElfSymbol): number | undefined {
  const section = btf.types[datasec];
  if (section?.kind !== 'datasec') return undefined;
  return section.vars.find(({ type, offset }) => {
    const variable = btf.types[type];
    if (variable?.kind !== 'var') return false;
    return symbol.bind === STB.LOCAL
      ? offset === symbol.value &&
          (variable.name === symbol.name || symbol.name.endsWith(`.${variable.name}`))
      : variable.name === symbol.name;
  })?.type;
}
