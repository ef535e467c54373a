/** The module while it is being linked: what is known of each object, and the lists that grow. */
import type { DiagnosticSink } from '../../diag/diagnostic.js';
import type { DecodedCode } from '../../isa/codec.js';
import type { CoreResult } from '../btf/core.js';
import type { HostFunction } from '../btf/kfunc.js';
import { MergedTypes } from '../btf/merge.js';
import type { BtfId, Types } from '../btf/types.js';
import { type ElfSymbol, SHN, STB } from '../elf/reader.js';
import type { Kconfig } from '../kconfig.js';
import type { MapDef } from '../mapdef.js';
import type { FunctionSymbol, ObjectSpec } from '../object.js';
import type { ExternSpec, GlobalSpec, GlobalSymbol, MapSpec, Ref } from '../program.js';

export interface LinkOptions {
  /** Name of the module; the first object's without `.o` when left out. */
  readonly name?: string;
  /** Types of the system the programs will run against, for CO-RE; without it code stays as compiled. */
  readonly targetBtf?: Types;
  /** Types of modules of that system, for what it does not have itself. */
  readonly moduleBtf?: readonly Types[];
  /**
   * Asked for the types of the system when `targetBtf` says nothing and code has relocations that need them;
   * undefined leaves it as compiled.
   */
  readonly systemBtf?: () => Types | undefined;
  /** Values of `.kconfig` externs, as a kernel's .config has them. */
  readonly kconfig?: Kconfig;
  /** Values of global variables, each as NAME=VALUE. */
  readonly settings?: readonly string[];
  /** Undefined symbols without BTF become externs that the host provides by name, instead of errors. */
  readonly allowUndefined?: boolean;
  /** Functions of the host by name, and what is said of them: their prototypes are in the object's types. */
  readonly hostFunctions?: ReadonlyMap<string, HostFunction>;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
export type DraftMap = Mutable<MapSpec>;
export type DraftGlobal = Mutable<GlobalSpec> & {
  relocs: { offset: number; ref: Ref }[];
  symbols: GlobalSymbol[];
};

/** One object while it is linked: where its sections went. */
export interface Unit {
  readonly object: ObjectSpec;
  /** What a type id of the object is in the module. */
  readonly typeId: (id: BtfId) => BtfId;
  /** Global data: section to index, and the offset at which this object's part starts. */
  readonly globals: Map<number, { readonly global: number; readonly base: number }>;
  /** Maps: section to offset to index. */
  readonly maps: Map<number, Map<number, number>>;
  /** Maps with static initialisers, by ascending offset, and the index of each that was not overridden. */
  readonly initialised: { readonly def: MapDef; readonly map: number | undefined }[];
  /** Functions: section to byte offset to index. */
  readonly functions: Map<number, Map<number, number>>;
  readonly code: Map<number, DecodedCode>;
}

export interface Definition {
  readonly unit: Unit;
  readonly symbol: ElfSymbol;
}

export interface Draft {
  readonly options: LinkOptions;
  readonly sink: DiagnosticSink;
  readonly units: readonly Unit[];
  readonly types: MergedTypes;
  /** Who defines a global or weak name. */
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly maps: DraftMap[];
  readonly globals: DraftGlobal[];
  readonly functions: { readonly unit: Unit; readonly symbol: FunctionSymbol }[];
  readonly externs: ExternSpec[];
  /** Index of each extern by name. */
  readonly externOf: Map<string, number>;
  /** Where `.kconfig` variables are, by name. */
  readonly kconfig: Map<string, Ref>;
  readonly core: CoreResult[];
}

export function makeDraft(objects: readonly ObjectSpec[], options: LinkOptions, sink: DiagnosticSink): Draft {
  const types = new MergedTypes(objects.map(object => object.btf));
  const units = objects.map<Unit>((object, i) => ({
    object,
    typeId: types.typeIds[i]!,
    globals: new Map(),
    maps: new Map(),
    initialised: [],
    functions: new Map(),
    code: new Map(),
  }));
  return {
    options,
    sink,
    units,
    types,
    definitions: collectDefinitions(units, sink),
    maps: [],
    globals: [],
    functions: [],
    externs: [],
    externOf: new Map(),
    kconfig: new Map(),
    core: [],
  };
}

/** Sections about the object itself: each may have one, and the same names in it. */
const isAboutObject = (section: string | undefined): boolean =>
  section === 'license' || section === 'version';

/** A strong definition wins over weak ones, two strong ones are an error. */
function collectDefinitions(units: readonly Unit[], sink: DiagnosticSink): Map<string, Definition> {
  const definitions = new Map<string, Definition>();
  for (const unit of units) {
    const { symbols, sections, name: file } = unit.object;
    for (const symbol of symbols) {
      const { name, section, bind } = symbol;
      if (section === SHN.UNDEF || section >= SHN.LORESERVE || bind === STB.LOCAL || name === '') continue;
      if (isAboutObject(sections[section]?.name)) continue;
      const other = definitions.get(name);
      if (!other || (other.symbol.bind === STB.WEAK && bind !== STB.WEAK)) {
        definitions.set(name, { unit, symbol });
      } else if (other.unit !== unit && other.symbol.bind !== STB.WEAK && bind !== STB.WEAK) {
        sink.report('E0112', { symbol: name, first: other.unit.object.name, second: file }, { file });
      }
    }
  }
  return definitions;
}

/** Whether another definition took the place of this symbol's. */
export function isOverridden(draft: Draft, unit: Unit, name: string, bind: number): boolean {
  const winner = draft.definitions.get(name);
  return bind !== STB.LOCAL && winner !== undefined && winner.unit !== unit;
}
