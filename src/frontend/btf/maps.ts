/** Maps defined by BTF in `.maps`: a struct whose members say what the map is. */
import type { DiagnosticSink, Place } from '../../diag/diagnostic.js';
import { type ElfSymbol, STT } from '../elf/reader.js';
import { isMapInMap, MAP_TYPE, type MapDef } from '../mapdef.js';
import type { Btf, BtfId, BtfMember } from './types.js';
import { resolve, sizeOf, typeOf } from './walk.js';

/** The maps of the object's `.maps` section (section number `section`), in the order of its DATASEC. */
export function readBtfMaps(
  btf: Btf,
  section: number,
  size: number,
  file: string,
  symbols: readonly ElfSymbol[],
  sink: DiagnosticSink,
): MapDef[] | undefined {
  const place: Place = { file, section: '.maps' };
  const datasec = btf.types.find(type => type.kind === 'datasec' && type.name === '.maps');
  if (datasec?.kind !== 'datasec')
    return sink.report('E0106', { reason: 'no DATASEC describes section .maps' }, place);
  // A DATASEC of a file that was not linked yet has no offsets: the symbols do.
  const offsets = new Map<string, number>();
  for (const symbol of symbols)
    if (symbol.section === section && symbol.type === STT.OBJECT) offsets.set(symbol.name, symbol.value);
  const maps: MapDef[] = [];
  for (const { type, offset: unlinked, size: varSize } of datasec.vars) {
    const variable = typeOf(btf, type);
    // Another object defines an extern map.
    if (variable.kind !== 'var' || variable.linkage === 2) continue;
    const { name } = variable;
    const offset = offsets.get(name) ?? unlinked;
    const where = { ...place, offset };
    if (offset + varSize > size)
      return sink.report('E0108', { map: name, reason: 'it goes past the end of section .maps' }, where);
    const reader = new DefinitionReader(btf, section);
    const map = reader.read(name, variable.type, offset);
    if (!map) return sink.report('E0108', { map: name, reason: reader.problem }, where);
    maps.push(map);
  }
  return maps;
}

type Fields = { -readonly [K in keyof MapDef['spec']]: MapDef['spec'][K] };

/** Reads one definition and its inner one. What is wrong with it is in `problem`, once a method gave undefined. */
class DefinitionReader {
  problem = '';
  private readonly btf: Btf;
  private readonly section: number;
  private readonly isInner: boolean;

  constructor(btf: Btf, section: number, isInner = false) {
    this.btf = btf;
    this.section = section;
    this.isInner = isInner;
  }

  read(name: string, id: BtfId, offset: number): MapDef | undefined {
    const type = this.at(id);
    if (type.kind !== 'struct') return this.bad(`its type is ${type.kind}, not a struct`);
    const spec: Fields = {
      type: 0,
      keySize: 0,
      valueSize: 0,
      maxEntries: 0,
      flags: 0,
      mapExtra: 0n,
      pinning: 'none',
      btfKey: undefined,
      btfValue: undefined,
    };
    const values = type.members.find(member => member.name === 'values');
    for (const member of type.members)
      if (member !== values && !this.readField(member, spec)) return undefined;
    if (spec.type === 0) return this.bad('its type is missing');
    if (this.isInner && isMapInMap(spec.type)) return this.bad('its inner map is a map of maps');
    const def = { name, section: this.section, offset, spec, inner: undefined, values: undefined };
    return values ? this.readValues(values, def) : def;
  }

  /** One member, written to `spec`; false when it is wrong. */
  private readField(member: BtfMember, spec: Fields): boolean {
    switch (member.name) {
      case 'type':
        return this.number(member, number => (spec.type = number));
      case 'max_entries':
        return this.number(member, number => (spec.maxEntries = number));
      case 'map_flags':
        return this.number(member, number => (spec.flags = number));
      case 'key_size':
        return this.number(member, number => (spec.keySize = number), spec.keySize);
      case 'value_size':
        return this.number(member, number => (spec.valueSize = number), spec.valueSize);
      case 'key':
        return this.type(member, spec.keySize, (id, size) => {
          spec.btfKey = id;
          spec.keySize = size;
        });
      case 'value':
        return this.type(member, spec.valueSize, (id, size) => {
          spec.btfValue = id;
          spec.valueSize = size;
        });
      case 'map_extra':
        return this.longNumber(member, spec);
      case 'pinning':
        // 1 is by name; loaders of their own add bits that say when to replace the pinned map.
        return this.number(member, number => (spec.pinning = number === 0 ? 'none' : 'by_name'));
      case 'numa_node':
        // A hint to the allocator of the kernel; outside of it memory comes from where it is first touched.
        return this.number(member, () => {});
      default:
        this.bad(`it has an unknown field ${member.name}`);
        return false;
    }
  }

  /** `__uint(name, N)`: a pointer to an array of N elements. Must be as `known`, unless that is 0. */
  private number(member: BtfMember, set: (number: number) => void, known = 0): boolean {
    const pointer = this.at(member.type);
    const array = pointer.kind === 'ptr' ? this.at(pointer.type) : undefined;
    if (array?.kind !== 'array') this.bad(`its ${member.name} is not a number`);
    else if (known !== 0 && known !== array.count)
      this.bad(`its ${member.name} is ${array.count}, but it was ${known} before`);
    else {
      set(array.count);
      return true;
    }
    return false;
  }

  /** `__ulong(name, N)`: an enum of one value; or as `__uint`. */
  private longNumber(member: BtfMember, spec: Fields): boolean {
    const type = this.at(member.type);
    if (type.kind !== 'enum' && type.kind !== 'enum64')
      return this.number(member, number => {
        spec.mapExtra = BigInt(number);
      });
    const value = type.values[0];
    if (value && type.values.length === 1) {
      spec.mapExtra = BigInt.asUintN(64, value.value);
      return true;
    }
    this.bad(`its ${member.name} is not one value`);
    return false;
  }

  /** `__type(name, T)`: a pointer to the type. */
  private type(member: BtfMember, known: number, set: (id: BtfId, size: number) => void): boolean {
    const pointer = this.at(member.type);
    const size = pointer.kind === 'ptr' ? sizeOf(this.btf, pointer.type) : undefined;
    if (pointer.kind !== 'ptr') this.bad(`its ${member.name} is not a pointer`);
    else if (size === undefined) this.bad(`the type of its ${member.name} has no size`);
    else if (size > 0xffffffff) this.bad(`its ${member.name} has ${size} bytes`);
    else if (known !== 0 && known !== size)
      this.bad(`its ${member.name} has ${size} bytes, but it said ${known} before`);
    else {
      set(pointer.type, size);
      return true;
    }
    return false;
  }

  /** `__array(values, …)`: an inner map's definition, or programs. */
  private readValues(member: BtfMember, def: MapDef & { spec: Fields }): MapDef | undefined {
    const { spec, name, offset } = def;
    if (this.isInner) return this.bad('its inner map has values');
    const array = this.at(member.type);
    const pointer = array.kind === 'array' ? this.at(array.type) : array;
    if (array.kind !== 'array' || pointer.kind !== 'ptr')
      return this.bad('its values are not an array of pointers');
    // Slots hold a map or program of 4 bytes for those who look them up.
    if (spec.valueSize === 0) spec.valueSize = 4;
    const values = offset + member.bitOffset / 8;
    if (spec.type === MAP_TYPE.PROG_ARRAY) {
      if (this.at(pointer.type).kind !== 'func_proto') return this.bad('its values are not functions');
      if (spec.keySize === 0) spec.keySize = 4;
      return { ...def, values };
    }
    if (!isMapInMap(spec.type)) return this.bad('only maps of maps and of programs can have values');
    const reader = new DefinitionReader(this.btf, this.section, true);
    const inner = reader.read(`${name}.inner`, pointer.type, -1);
    return inner ? { ...def, inner, values } : this.bad(reader.problem);
  }

  private at(id: BtfId) {
    return typeOf(this.btf, resolve(this.btf, id));
  }

  private bad(problem: string): undefined {
    this.problem = problem;
  }
}
