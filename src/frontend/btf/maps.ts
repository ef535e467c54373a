/** Maps defined by BTF in `.maps`: a struct whose members say what the map is. */
import type { DiagnosticSink, Place } from '../../diag/diagnostic.js';
import { type ElfSymbol, STT } from '../elf/reader.js';
import { isMapInMap, MAP_TYPE, type MapDef } from '../mapdef.js';
import type { Btf, BtfId, BtfMember } from './types.js';
import { nameOf, resolve, sizeOf, typeOf } from './walk.js';

type Fields = {
  -readonly [K in keyof MapDef['spec']]: MapDef['spec'][K];
};

/** What went wrong with a definition, as an exception inside of this file. */
class Malformed extends Error {}

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
    if (variable.kind !== 'var') continue;
    const offset = offsets.get(variable.name) ?? unlinked;
    const bad = (reason: string): undefined =>
      sink.report('E0108', { map: variable.name, reason }, { ...place, offset });
    // Another object defines an extern map.
    if (variable.linkage === 2) continue;
    if (offset + varSize > size) return bad('it goes past the end of section .maps');
    try {
      maps.push(readDefinition(btf, variable.name, variable.type, section, offset, 0));
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      return bad(error.message);
    }
  }
  return maps;
}

function readDefinition(
  btf: Btf,
  name: string,
  id: BtfId,
  section: number,
  offset: number,
  depth: number,
): MapDef {
  const type = typeOf(btf, resolve(btf, id));
  if (type.kind !== 'struct') throw new Malformed(`its type is ${type.kind}, not a struct`);
  if (depth > 1) throw new Malformed('its inner map is a map of maps');
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
  let inner: MapDef | undefined;
  let values: number | undefined;
  for (const member of type.members) {
    switch (member.name) {
      case 'type':
        spec.type = uintOf(btf, member);
        break;
      case 'max_entries':
        spec.maxEntries = uintOf(btf, member);
        break;
      case 'map_flags':
        spec.flags = uintOf(btf, member);
        break;
      case 'map_extra':
        spec.mapExtra = ulongOf(btf, member);
        break;
      case 'key_size':
        spec.keySize = agree(member, spec.keySize, uintOf(btf, member));
        break;
      case 'value_size':
        spec.valueSize = agree(member, spec.valueSize, uintOf(btf, member));
        break;
      case 'key':
        spec.btfKey = pointee(btf, member);
        spec.keySize = agree(member, spec.keySize, sizeOf(btf, spec.btfKey));
        break;
      case 'value':
        spec.btfValue = pointee(btf, member);
        spec.valueSize = agree(member, spec.valueSize, sizeOf(btf, spec.btfValue));
        break;
      case 'pinning':
        // 1 is by name; loaders of their own add bits that say when to replace the pinned map.
        spec.pinning = uintOf(btf, member) === 0 ? 'none' : 'by_name';
        break;
      case 'numa_node':
        // A hint to the allocator of the kernel; outside of it memory comes from where it is first touched.
        uintOf(btf, member);
        break;
      case 'values':
        values = offset + member.bitOffset / 8;
        inner = readValues(btf, name, member, spec.type, section, depth);
        // Slots hold a map or program of 4 bytes for those who look them up.
        if (spec.valueSize === 0) spec.valueSize = 4;
        if (spec.keySize === 0 && spec.type === MAP_TYPE.PROG_ARRAY) spec.keySize = 4;
        break;
      default:
        throw new Malformed(`it has an unknown field ${member.name}`);
    }
  }
  if (spec.type === 0) throw new Malformed('its type is missing');
  if (isMapInMap(spec.type) && depth > 0) throw new Malformed('its inner map is a map of maps');
  return { name, section, offset, spec, inner, values };
}

/** `__array(values, …)`: an inner map's definition, or programs. */
function readValues(
  btf: Btf,
  name: string,
  member: BtfMember,
  mapType: number,
  section: number,
  depth: number,
): MapDef | undefined {
  const array = typeOf(btf, resolve(btf, member.type));
  if (array.kind !== 'array') throw new Malformed('its values are not an array');
  const pointer = typeOf(btf, resolve(btf, array.type));
  if (pointer.kind !== 'ptr') throw new Malformed('its values are not pointers');
  if (mapType === MAP_TYPE.PROG_ARRAY) {
    const target = typeOf(btf, resolve(btf, pointer.type));
    if (target.kind !== 'func_proto') throw new Malformed('its values are not functions');
    return undefined;
  }
  if (!isMapInMap(mapType)) throw new Malformed('only maps of maps and of programs can have values');
  return readDefinition(btf, `${name}.inner`, pointer.type, section, -1, depth + 1);
}

function agree(member: BtfMember, known: number, size: number | undefined): number {
  if (size === undefined) throw new Malformed(`the type of its ${member.name} has no size`);
  if (known !== 0 && known !== size)
    throw new Malformed(`its ${member.name} has ${size} bytes, but it said ${known} before`);
  if (size > 0xffffffff) throw new Malformed(`its ${member.name} has ${size} bytes`);
  return size;
}

function pointee(btf: Btf, member: BtfMember): BtfId {
  const type = typeOf(btf, resolve(btf, member.type));
  if (type.kind !== 'ptr') throw new Malformed(`its ${member.name} is not a pointer`);
  return type.type;
}

/** `__uint(name, N)`: a pointer to an array of N elements. */
function uintOf(btf: Btf, member: BtfMember): number {
  const pointer = typeOf(btf, resolve(btf, member.type));
  const array = pointer.kind === 'ptr' ? typeOf(btf, resolve(btf, pointer.type)) : pointer;
  if (pointer.kind !== 'ptr' || array.kind !== 'array')
    throw new Malformed(`its ${member.name} is not a number: ${nameOf(pointer) || pointer.kind}`);
  return array.count;
}

/** `__ulong(name, N)`: an enum of one value; or as `__uint`. */
function ulongOf(btf: Btf, member: BtfMember): bigint {
  const type = typeOf(btf, resolve(btf, member.type));
  if (type.kind !== 'enum' && type.kind !== 'enum64') return BigInt(uintOf(btf, member));
  const value = type.values[0];
  if (!value || type.values.length !== 1) throw new Malformed(`its ${member.name} is not one value`);
  return BigInt.asUintN(64, value.value);
}
