/**
 * Maps from before BTF: an array of structs in section `maps` (or one in each `maps/NAME`). Everybody's struct
 * starts with the same five words; the size tells whose it is.
 */
import type { DiagnosticSink } from '../diag/diagnostic.js';
import { Cursor } from './elf/bytes.js';
import { type ElfSection, type ElfSymbol, STT } from './elf/reader.js';
import { isMapInMap, type MapDef } from './mapdef.js';

const BPF_F_NUMA_NODE = 4;
/** Words of the smallest definition: type, key size, value size, entries. */
const MIN_WORDS = 4;
/** Words of the largest, iproute2's: flags, id, pinning, inner id, inner index follow. */
const MAX_WORDS = 9;

/** The maps of all legacy sections, in the order of section and offset. */
export function readLegacyMaps(
  sections: readonly ElfSection[],
  symbols: readonly ElfSymbol[],
  file: string,
  sink: DiagnosticSink,
): MapDef[] | undefined {
  const found: { section: ElfSection; offset: number; name: string; words: number[] }[] = [];
  for (const section of sections) {
    const place = { file, section: section.name };
    const own = symbols
      .filter(s => s.section === section.index && (s.type === STT.OBJECT || s.type === STT.NOTYPE))
      .sort((a, b) => a.value - b.value)
      // Two names of one place are one map.
      .filter((s, i, all) => s.value !== all[i - 1]?.value);
    for (const [i, symbol] of own.entries()) {
      const bad = (reason: string): undefined =>
        sink.report('E0108', { map: symbol.name, reason }, { ...place, offset: symbol.value });
      const end = own[i + 1]?.value ?? section.data.length;
      const size = symbol.size || end - symbol.value;
      if (symbol.value + size > section.data.length) return bad(`it goes past the end of ${section.name}`);
      if (size < MIN_WORDS * 4) return bad(`its definition has ${size} bytes`);
      const count = Math.floor(size / 4);
      const tail = section.data.subarray(symbol.value + MAX_WORDS * 4, symbol.value + size);
      if (tail.some(byte => byte !== 0)) return bad('its definition has unknown fields');
      const cursor = new Cursor(section.data, symbol.value);
      const words = Array.from({ length: Math.min(count, MAX_WORDS) }, () => cursor.u32());
      found.push({ section, offset: symbol.value, name: symbol.name, words });
    }
  }
  return found.map(({ section, offset, name, words }, self) => {
    const [type = 0, keySize = 0, valueSize = 0, maxEntries = 0, flags = 0] = words;
    const ofIproute2 = words.length === MAX_WORDS;
    // The kernel's samples end with an inner index and a NUMA node, where iproute2 has an id and the pinning.
    const pinning = (words[6] ?? 0) !== 0 && !(flags & BPF_F_NUMA_NODE);
    let inner: MapDef['inner'];
    if (isMapInMap(type)) {
      const innerId = words[7] ?? 0;
      const byId = ofIproute2 ? found.findIndex(other => other.words[5] === innerId) : (words[5] ?? -1);
      if (byId >= 0 && byId !== self && byId < found.length) inner = { legacy: byId };
    }
    return {
      name,
      section: section.index,
      offset,
      spec: {
        type,
        keySize,
        valueSize,
        maxEntries,
        flags,
        mapExtra: 0n,
        pinning: pinning ? 'by_name' : 'none',
        btfKey: undefined,
        btfValue: undefined,
      },
      inner,
      values: undefined,
    };
  });
}
