/** From a symbol and an addend to what they refer to. */
import { type ElfSymbol, SHN, STB } from '../elf/reader.js';
import type { Ref } from '../program.js';
import type { Draft, Unit } from './draft.js';

/**
 * What symbol `index` of an object plus `addend` bytes refers to; a text says why it cannot be referred to. An
 * undefined symbol that nobody can provide is reported, once.
 */
export function resolveSymbol(
  draft: Draft,
  unit: Unit,
  index: number,
  addend: number,
  isCall: boolean,
): Ref | string {
  const own = unit.object.symbols[index]!;
  const global = own.bind === STB.LOCAL ? undefined : draft.definitions.get(own.name);
  const { unit: home, symbol } = global ?? { unit, symbol: own };
  if (symbol.section === SHN.UNDEF) return resolveExtern(draft, unit, own, isCall);
  if (symbol.section >= SHN.LORESERVE) return `${own.name} is in no section`;
  return refAt(home, symbol.section, symbol.value + addend);
}

/** What is at a byte of a section. */
export function refAt(unit: Unit, section: number, offset: number): Ref | string {
  const { name } = unit.object.sections[section]!;
  const functions = unit.functions.get(section);
  if (functions) {
    const index = functions.get(offset);
    if (index === undefined) return `no function starts at byte ${offset} of ${name}`;
    return { kind: 'function', function: index };
  }
  const maps = unit.maps.get(section);
  if (maps) {
    const map = maps.get(offset);
    return map === undefined ? `no map starts at byte ${offset} of ${name}` : { kind: 'map', map };
  }
  const place = unit.globals.get(section);
  if (place) return { kind: 'global', global: place.global, offset: place.base + offset };
  return `section ${name} holds neither code, maps nor data`;
}

function resolveExtern(draft: Draft, unit: Unit, symbol: ElfSymbol, isCall: boolean): Ref {
  const { name } = symbol;
  const variable = draft.kconfig.get(name);
  if (variable) return variable;
  let index = draft.externOf.get(name);
  if (index === undefined) {
    const found = externTypeOf(unit, name);
    index = draft.externs.length;
    draft.externOf.set(name, index);
    const weak = symbol.bind === STB.WEAK;
    // A weak symbol that nobody defines is 0, whatever its type.
    if (!found && !weak && !draft.options.allowUndefined)
      draft.sink.report('E0111', { symbol: name }, { file: unit.object.name }, helpFor(name));
    const isFunction = isCall || found?.kind === 'func';
    draft.externs.push({
      name,
      kind: isFunction ? 'kfunc' : 'ksym',
      weak,
      btfId: found && unit.typeId(found.id),
    });
  }
  return { kind: 'extern', extern: index };
}

/** What the C compiler calls of its own accord, for copies that are too long for it to unroll. */
const MADE_BY_COMPILER = /^mem(set|cpy|move|cmp)$/;

const helpFor = (name: string): { help?: string } =>
  MADE_BY_COMPILER.test(name)
    ? {
        help: `the C compiler made a call of it: split the object that it is about, or define a static ${name}`,
      }
    : {};

/**
 * The FUNC or VAR that declares an extern as `__ksym`, that is in section `.ksyms`. Any other undefined name is
 * more likely a mistake than something that a host should have.
 */
function externTypeOf(unit: Unit, name: string): { id: number; kind: 'func' | 'var' } | undefined {
  const types = unit.object.btf?.types ?? [];
  const section = types.find(type => type.kind === 'datasec' && type.name === '.ksyms');
  if (section?.kind !== 'datasec') return undefined;
  for (const { type: id } of section.vars) {
    const type = types[id]!;
    if ((type.kind === 'func' || type.kind === 'var') && type.name === name) return { id, kind: type.kind };
  }
  return undefined;
}
