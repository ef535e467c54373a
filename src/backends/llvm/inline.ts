/**
 * Helper calls that are compiled in place: the runtime's own functions (runtime-c/inline), linked in as bitcode and
 * specialised on what the compiler knows of the map. Only `values + index * stride` of an array is written here.
 */
import type { MapSpec, Module } from '../../frontend/program.js';
import type { Func, InstData } from '../../ir/function.js';
import { mapOf } from '../../ir/helpers.js';

/** EBPFC_LAYOUT_VERSION, runtime-c/include/ebpfc.h: the state of the runtime that inlined code reaches into. */
export const LAYOUT_VERSION = 1;

/** `enum bpf_map_type`. */
const HASH = 1;
const ARRAY = 2;
const PROG_ARRAY = 3;
const PERCPU_HASH = 5;
const PERCPU_ARRAY = 6;
const LRU_HASH = 9;
const LRU_PERCPU_HASH = 10;
const RINGBUF = 27;

/** BPF_F_RDONLY_PROG | BPF_F_WRONLY_PROG: the runtime refuses what these forbid, inlined code would not ask. */
const RESTRICTED = (1 << 7) | (1 << 8);
/** The largest record whose copy is unrolled. */
const OUTPUT_BYTES = 64n;

type Attribute = 'type' | 'keySize' | 'valueSize' | 'maxEntries';

/** A function of runtime-c/inline, and how a helper call becomes a call of it. */
export interface FastPath {
  /** BPF_FUNC_… */
  readonly helper: number;
  readonly maps: readonly number[];
  /** Without its prefix; `undefined`: array lookup, which needs no function. */
  readonly name?: string;
  readonly result: 'ptr' | 'i64' | 'void';
  /** The instance's slot of the helper goes first, the instance last: for all but the common case. */
  readonly slow?: true;
  /** The helper's arguments, handed on. */
  readonly params: readonly ('ptr' | 'i64')[];
  /** Attributes of the map, handed on as constants. */
  readonly constants: readonly Attribute[];
  /** Too long for every call: one copy per map and helper, which LLVM may still inline. */
  readonly shared?: true;
}

const SHAPE = ['type', 'keySize', 'valueSize', 'maxEntries'] as const;
const HASHES = [HASH, PERCPU_HASH, LRU_HASH, LRU_PERCPU_HASH];

/** THE table of what is inlined. */
const FAST_PATHS: readonly FastPath[] = [
  { helper: 1, maps: [ARRAY], result: 'ptr', params: ['ptr', 'ptr'], constants: ['valueSize', 'maxEntries'] },
  {
    helper: 1,
    maps: [PERCPU_ARRAY],
    name: 'percpu_array_lookup',
    result: 'ptr',
    params: ['ptr', 'ptr'],
    constants: ['valueSize', 'maxEntries'],
  },
  { helper: 1, maps: HASHES, name: 'hash_lookup', result: 'ptr', params: ['ptr', 'ptr'], constants: SHAPE },
  {
    helper: 2,
    maps: HASHES,
    name: 'hash_update',
    result: 'i64',
    params: ['ptr', 'ptr', 'ptr', 'i64'],
    constants: SHAPE,
    shared: true,
  },
  {
    helper: 3,
    maps: HASHES,
    name: 'hash_delete',
    result: 'i64',
    params: ['ptr', 'ptr'],
    constants: SHAPE,
    shared: true,
  },
  { helper: 5, maps: [], name: 'ktime_ns', result: 'i64', params: [], constants: [], slow: true },
  { helper: 8, maps: [], name: 'cpu_id', result: 'i64', params: [], constants: [], slow: true },
  {
    helper: 130,
    maps: [RINGBUF],
    name: 'ringbuf_output',
    result: 'i64',
    params: ['ptr', 'ptr', 'i64', 'i64'],
    constants: [],
  },
  {
    helper: 131,
    maps: [RINGBUF],
    name: 'ringbuf_reserve',
    result: 'ptr',
    params: ['ptr', 'i64', 'i64'],
    constants: [],
  },
  { helper: 132, maps: [], name: 'ringbuf_submit', result: 'void', params: ['ptr', 'i64'], constants: [] },
  { helper: 133, maps: [], name: 'ringbuf_discard', result: 'void', params: ['ptr', 'i64'], constants: [] },
];

/** BPF_FUNC_map_update_elem */
const UPDATE = 2;

/** What finds the target of a tail call: of its three arguments, it is given the last two. */
const PROG_TARGET: FastPath = {
  helper: 12,
  maps: [PROG_ARRAY],
  name: 'prog_target',
  result: 'ptr',
  params: ['ptr', 'i64'],
  constants: ['maxEntries'],
};

/** BPF_FUNC_ringbuf_output */
const RINGBUF_OUTPUT = 130;

export interface InlinedCall {
  readonly path: FastPath;
  /** The map that the code is specialised on; undefined where any will do. */
  readonly map: MapSpec | undefined;
}

/** Where the value of a map has its `struct bpf_spin_lock`, by its BTF. */
export function spinLockOffset({ btf }: Module, map: MapSpec): number | undefined {
  let type = map.btfValue === undefined ? undefined : btf?.types[map.btfValue];
  while (type?.kind === 'typedef' || type?.kind === 'const' || type?.kind === 'volatile')
    type = btf?.types[type.type];
  if (type?.kind !== 'struct') return undefined;
  const lock = type.members.find(member => {
    const of = btf?.types[member.type];
    return of?.kind === 'struct' && of.name === 'bpf_spin_lock';
  });
  return lock && lock.bitOffset / 8;
}

/** How a helper call is compiled in place, if it is. */
export function inlinedCall(func: Func, module: Module, call: InstData): InlinedCall | undefined {
  if (call.op !== 'helper') return undefined;
  const paths = FAST_PATHS.filter(path => path.helper === call.ref);
  if (paths.length === 0) return undefined;
  const map = mapOf(func, module, call);
  const path = paths.find(p => p.maps.length === 0 || (map !== undefined && p.maps.includes(map.type)));
  if (path === undefined) return undefined;
  if (path.maps.length === 0) return { path, map: undefined };
  // Locks in values are for the runtime to leave alone.
  if (call.ref === UPDATE && map !== undefined && spinLockOffset(module, map) !== undefined) return undefined;
  if (map === undefined || map.flags & RESTRICTED || map.maxEntries === 0) return undefined;
  if ((map.type === ARRAY || map.type === PERCPU_ARRAY) && map.keySize !== 4) return undefined;
  if (HASHES.includes(map.type) && (map.keySize === 0 || map.valueSize === 0)) return undefined;
  if (call.ref === RINGBUF_OUTPUT) {
    const size = func.constant(call.args[2]!);
    if (size === undefined || size === 0n || size > OUTPUT_BYTES) return undefined;
  }
  return { path, map };
}

/** How a tail call finds its target in place, if it does. */
export function inlinedTailCall(func: Func, module: Module, call: InstData): InlinedCall | undefined {
  const map = mapOf(func, module, { ...call, args: call.args.slice(1) });
  return map?.type === PROG_ARRAY ? { path: PROG_TARGET, map } : undefined;
}

/** Bytes from one value of an array to the next. */
export const arrayStride = (map: MapSpec): number => Math.ceil(map.valueSize / 8) * 8;

const PREFIX = '@ebpfc_inline_';

/** The LLVM name of a path's function. */
export const fastPathName = (path: FastPath): string => PREFIX + path.name!;

/** The types of a path's function. */
export const fastPathParams = ({ params, constants, slow }: FastPath): string[] => [
  ...(slow ? ['ptr'] : []),
  ...params,
  ...constants.map(() => 'i32'),
  ...(slow ? ['ptr'] : []),
];

/** The constants that a path's function is given for a map. */
export const fastPathConstants = ({ constants }: FastPath, map: MapSpec | undefined): string[] =>
  constants.map(attribute => `i32 ${map![attribute] | 0}`);

/** Whether LLVM text calls the runtime's fast paths, so that their bitcode must be linked in. */
export const needsFastPaths = (text: string): boolean => /^declare \w+ @ebpfc_inline_/m.test(text);
