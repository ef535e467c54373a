/** What the IR needs to know of helpers: from the platform's prototypes, and nothing where there is none. */
import type { Module } from '../frontend/program.js';
import { helperOf } from '../platform/helpers.js';
import type { Func, InstData } from './function.js';
import type { Region } from './provenance.js';

const MAX_ARGUMENTS = 5;
/** The largest key or value that a pointer argument can stand for when its map is not known. */
const DYNPTR_SIZE = 16;

/** How many arguments a helper takes; all five when nothing is known of it. */
export function helperArity(id: number): number {
  const helper = helperOf(id);
  return helper === undefined || helper.variadic ? MAX_ARGUMENTS : helper.args.length;
}

/** The region of a helper's result, when it returns a pointer. */
export function helperResultRegion(id: number): Region | undefined {
  switch (helperOf(id)?.returns) {
    case undefined:
    case 'INTEGER':
    case 'VOID':
      return undefined;
    case 'PTR_TO_MAP_VALUE':
    case 'PTR_TO_MAP_VALUE_OR_NULL':
      return 'map_value';
    default:
      return 'memory';
  }
}

/**
 * How many bytes from its address a call may touch through argument `index`, when that is known: the stack pass
 * keeps the rest of the frame out of it.
 */
export function argumentExtent(
  func: Func,
  module: Module,
  call: InstData,
  index: number,
): number | undefined {
  if (call.op === 'tail_call') return index === 0 ? undefined : 0;
  const helper = call.op === 'helper' ? helperOf(call.ref) : undefined;
  const arg = helper?.args[index];
  if (helper === undefined || arg === undefined) return undefined;
  switch (arg.kind) {
    case 'PTR_TO_MAP_KEY':
    case 'PTR_TO_MAP_VALUE': {
      const map = mapOf(func, module, call);
      return map && (arg.kind === 'PTR_TO_MAP_KEY' ? map.keySize : map.valueSize);
    }
    case 'PTR_TO_FIXED_SIZE_MEM':
      return arg.size;
    case 'PTR_TO_DYNPTR':
      return DYNPTR_SIZE;
    case 'PTR_TO_MEM': {
      const length = call.args[index + 1];
      const bits = length === undefined ? undefined : func.constant(length);
      return bits !== undefined && bits < 1n << 31n ? Number(bits) : undefined;
    }
    default:
      return undefined;
  }
}

/** The map a call is about, when it is named in place. */
export function mapOf(func: Func, module: Module, call: InstData): Module['maps'][number] | undefined {
  const definition = call.args[0] === undefined ? undefined : func.definition(call.args[0]);
  return definition?.op === 'map.addr' ? module.maps[definition.ref] : undefined;
}
