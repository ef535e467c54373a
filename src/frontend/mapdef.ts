/** A map as its object defines it: what it refers to is still an offset, not an index. */
import type { MapSpec } from './program.js';

export interface MapDef {
  readonly name: string;
  /** ELF section and byte offset, by which code refers to it. */
  readonly section: number;
  readonly offset: number;
  readonly spec: Omit<MapSpec, 'name' | 'inner' | 'template' | 'values'>;
  /** Inner map of a map-in-map: a definition of its own, or the number of another legacy map. */
  readonly inner: MapDef | { readonly legacy: number } | undefined;
  /** Byte offset, in the section, of slot 0 of the static initialiser; its relocations fill the slots. */
  readonly values: number | undefined;
}

/** `enum bpf_map_type`, as far as definitions depend on it. */
export const MAP_TYPE = { PROG_ARRAY: 3, ARRAY_OF_MAPS: 12, HASH_OF_MAPS: 13 } as const;
export const isMapInMap = (type: number): boolean =>
  type === MAP_TYPE.ARRAY_OF_MAPS || type === MAP_TYPE.HASH_OF_MAPS;
