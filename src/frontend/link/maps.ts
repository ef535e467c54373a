/** Map definitions of all objects, and what their static initialisers refer to. */
import { loadedShape } from '../../platform/maps.js';
import { readBtfMaps } from '../btf/maps.js';
import { STB } from '../elf/reader.js';
import { readLegacyMaps } from '../legacy.js';
import type { MapDef } from '../mapdef.js';
import { resolveAddress } from './data.js';
import { type Draft, type DraftMap, isOverridden, type Unit } from './draft.js';

/** Appends an object's maps; templates of inner maps come after those that programs can name. */
export function placeMaps(draft: Draft, unit: Unit): void {
  const { btf, btfMaps, legacyMaps, name, symbols } = unit.object;
  const { sink, maps } = draft;
  if (btfMaps && !btf) {
    const place = { file: name, section: btfMaps.name };
    sink.report('E0106', { reason: 'section .maps needs BTF: compile with -g' }, place);
    return;
  }
  const modern = btfMaps && btf ? readBtfMaps(btf, btfMaps.index, btfMaps.size, name, symbols, sink) : [];
  const legacy = readLegacyMaps(legacyMaps, symbols, name, sink);
  if (!modern || !legacy) return;
  const binds = new Map(symbols.map(symbol => [symbol.name, symbol.bind]));
  const defs = [...modern, ...legacy];
  // A weak map that another object defines too is left out, as a weak function is.
  const indices = defs.map(def => {
    if (isOverridden(draft, unit, def.name, binds.get(def.name) ?? STB.LOCAL)) return undefined;
    const at = unit.maps.get(def.section) ?? new Map<number, number>();
    unit.maps.set(def.section, at.set(def.offset, maps.length));
    return maps.push(draftMap(unit, def, false)) - 1;
  });
  for (const [i, def] of defs.entries()) {
    const index = indices[i];
    if (def.values !== undefined) unit.initialised.push({ def, map: index });
    if (!def.inner || index === undefined) continue;
    const map = maps[index]!;
    if ('legacy' in def.inner) map.inner = indices[modern.length + def.inner.legacy];
    else map.inner = maps.push(draftMap(unit, def.inner, true)) - 1;
  }
  unit.initialised.sort((a, b) => a.def.offset - b.def.offset);
}

function draftMap(unit: Unit, { name, spec }: MapDef, template: boolean): DraftMap {
  const typeId = (id: number | undefined): number | undefined =>
    id === undefined ? undefined : unit.typeId(id);
  const [btfKey, btfValue] = [typeId(spec.btfKey), typeId(spec.btfValue)];
  const shape = loadedShape(spec.type, spec);
  return { ...shape, btfKey, btfValue, name, inner: undefined, template, values: [] };
}

/** The slots of `__array(values, …)` that an initialiser fills: each is a relocation in `.maps`. */
export function fillMapValues(draft: Draft, unit: Unit): void {
  const section = unit.object.btfMaps;
  if (!section) return;
  for (const [i, reloc] of (unit.object.relocs.get(section.index) ?? []).entries()) {
    const bad = (reason: string): undefined =>
      draft.sink.report(
        'E0105',
        { index: i, section: section.name, reason },
        { file: unit.object.name, section: section.name, offset: reloc.offset },
      );
    const owner = unit.initialised.findLast(({ def }) => def.offset <= reloc.offset);
    const slot = owner ? (reloc.offset - owner.def.values!) / 8 : -1;
    if (!owner || slot < 0 || !Number.isInteger(slot)) {
      bad('it is at no slot of a map');
      continue;
    }
    if (owner.map === undefined) continue;
    const map = draft.maps[owner.map]!;
    const ref = resolveAddress(draft, unit, section.data, reloc);
    const wanted = owner.def.inner ? 'map' : 'function';
    if (typeof ref === 'string') bad(ref);
    else if (ref.kind !== wanted) bad(`slot ${slot} of ${map.name} must be a ${wanted}`);
    else if (slot >= map.maxEntries) bad(`slot ${slot} of ${map.name} is past its ${map.maxEntries} entries`);
    else map.values = [...map.values, { index: slot, ref }];
  }
}
