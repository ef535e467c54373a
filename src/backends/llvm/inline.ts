/** Helper calls that the compiler expands in place, because it knows the map. */
import type { MapSpec, Module } from '../../frontend/program.js';
import type { Func, InstData } from '../../ir/function.js';
import { mapOf } from '../../ir/helpers.js';

/** BPF_FUNC_map_lookup_elem */
const MAP_LOOKUP = 1;
/** BPF_MAP_TYPE_ARRAY */
const ARRAY = 2;

/** The array whose element a call looks up, if it is one: `values + index * stride`, or NULL past the end. */
export function inlineArray(func: Func, module: Module, call: InstData): MapSpec | undefined {
  if (call.op !== 'helper' || call.ref !== MAP_LOOKUP) return undefined;
  const map = mapOf(func, module, call);
  return map?.type === ARRAY && map.keySize === 4 && map.maxEntries > 0 ? map : undefined;
}

/** Bytes from one value of an array to the next. */
export const arrayStride = (map: MapSpec): number => Math.ceil(map.valueSize / 8) * 8;
