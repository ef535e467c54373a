/**
 * Map types: `enum bpf_map_type` of include/uapi/linux/bpf.h, what the kernel asks of their sizes and flags (the
 * map_alloc_check functions of kernel/bpf), and which helpers take them (check_map_func_compatibility).
 */

/** `BPF_F_*` of map creation. */
export const MAP_FLAGS = {
  NO_PREALLOC: 1 << 0,
  NO_COMMON_LRU: 1 << 1,
  NUMA_NODE: 1 << 2,
  RDONLY: 1 << 3,
  WRONLY: 1 << 4,
  STACK_BUILD_ID: 1 << 5,
  ZERO_SEED: 1 << 6,
  RDONLY_PROG: 1 << 7,
  WRONLY_PROG: 1 << 8,
  CLONE: 1 << 9,
  MMAPABLE: 1 << 10,
  PRESERVE_ELEMS: 1 << 11,
  INNER_MAP: 1 << 12,
  LINK: 1 << 13,
  PATH_FD: 1 << 14,
  VTYPE_BTF_OBJ_FD: 1 << 15,
  TOKEN_FD: 1 << 16,
  SEGV_ON_FAULT: 1 << 17,
  NO_USER_CONV: 1 << 18,
} as const;

export type MapFlag = keyof typeof MAP_FLAGS;

/** Allowed sizes in bytes. */
export interface SizeRule {
  readonly min: number;
  readonly max: number;
  /** A divisor of the size. */
  readonly multiple?: number;
}

/** What a program holds after a lookup that found something. */
export type LookupResult =
  /** A pointer to the value. */
  | 'value'
  /** The inner map: a CONST_PTR_TO_MAP. */
  | 'map'
  /** A socket with a reference to release. */
  | 'socket'
  /** A pointer to a value that may only be read. */
  | 'readonly'
  /** Programs cannot look up. */
  | 'none';

export interface MapType {
  /** `enum bpf_map_type`. */
  readonly id: number;
  /** libbpf's name: the enumerator without `BPF_MAP_TYPE_`, in lower case. */
  readonly name: string;
  readonly key: SizeRule;
  readonly value: SizeRule;
  /** `positive`, exactly `zero` or `one`, or the bytes of a ring: a power of two of whole pages. */
  readonly entries: 'positive' | 'zero' | 'one' | 'ring';
  /** Flags that creation takes. */
  readonly flags: readonly MapFlag[];
  /** Flags that creation asks for. */
  readonly required?: readonly MapFlag[];
  /** Each CPU has its own values. */
  readonly perCpu?: true;
  readonly lookup: LookupResult;
  /** Names of the helpers that take such a map, with the `bpf_` prefix. */
  readonly helpers: readonly string[];
  /** `runtime`, or why there is none in user space, in words that complete "map type x …: ". */
  readonly source: 'runtime' | { readonly refused: string };
}

const NONE: SizeRule = { min: 0, max: 0 };
const U32: SizeRule = { min: 4, max: 4 };
/** An index or descriptor, optionally with a program descriptor behind it. */
const U32_OR_PAIR: SizeRule = { min: 4, max: 8, multiple: 4 };
const LARGE = 0x7fff_0000;
const ANY_VALUE: SizeRule = { min: 1, max: LARGE };
/** KMALLOC_MAX_SIZE; the kernel takes a few dozen bytes of it for its own header. */
const ELEMENT_MAX = 4 << 20;
const ELEMENT: SizeRule = { min: 1, max: ELEMENT_MAX };
/** MAX_BPF_STACK: longer keys could not be built by a program. The kernel does not limit those of a hash. */
const STACK_BYTES = 512;
/** PCPU_MIN_UNIT_SIZE. */
const PERCPU_VALUE: SizeRule = { min: 1, max: 32 << 10 };

const PROG_ACCESS: readonly MapFlag[] = ['RDONLY_PROG', 'WRONLY_PROG'];
const USER_ACCESS: readonly MapFlag[] = ['RDONLY', 'WRONLY'];
const ACCESS: readonly MapFlag[] = [...USER_ACCESS, ...PROG_ACCESS];

const ELEMENTS = ['bpf_map_lookup_elem', 'bpf_map_update_elem', 'bpf_map_delete_elem'] as const;
const ITERATED = [...ELEMENTS, 'bpf_for_each_map_elem', 'bpf_timer_init', 'bpf_kptr_xchg'] as const;
const PERCPU = [...ELEMENTS, 'bpf_for_each_map_elem', 'bpf_map_lookup_percpu_elem', 'bpf_kptr_xchg'] as const;

const NO_SOCKETS = { refused: 'it holds sockets of the kernel' } as const;
const NO_OBJECTS = { refused: 'its values belong to objects of the kernel' } as const;

type Row = Omit<MapType, 'id' | 'name' | 'lookup' | 'source' | 'entries'> &
  Partial<Pick<MapType, 'lookup' | 'source' | 'entries'>>;
const row = <Name extends string>(id: number, name: Name, more: Row): MapType & { readonly name: Name } => ({
  id,
  name,
  entries: 'positive',
  lookup: 'none',
  source: 'runtime',
  ...more,
});

const storage = (kind: string): Row => ({
  key: U32,
  value: { min: 1, max: 0xffff },
  entries: 'zero',
  flags: ['NO_PREALLOC', 'CLONE'],
  required: ['NO_PREALLOC'],
  helpers: [`bpf_${kind}_storage_get`, `bpf_${kind}_storage_delete`, 'bpf_kptr_xchg'],
  source: NO_OBJECTS,
});

export const MAP_TYPES = [
  row(0, 'unspec', { key: NONE, value: NONE, flags: [], helpers: [], source: { refused: 'it has no type' } }),
  row(1, 'hash', {
    key: ELEMENT,
    value: ELEMENT,
    flags: ['NO_PREALLOC', 'NUMA_NODE', 'ZERO_SEED', ...ACCESS],
    lookup: 'value',
    helpers: ITERATED,
  }),
  row(2, 'array', {
    key: U32,
    value: ANY_VALUE,
    flags: ['NUMA_NODE', 'MMAPABLE', 'INNER_MAP', ...ACCESS],
    lookup: 'value',
    helpers: ITERATED,
  }),
  row(3, 'prog_array', {
    key: U32,
    value: U32,
    flags: ['NUMA_NODE', ...USER_ACCESS],
    helpers: ['bpf_tail_call'],
  }),
  row(4, 'perf_event_array', {
    key: U32,
    value: U32,
    flags: ['NUMA_NODE', 'PRESERVE_ELEMS', ...USER_ACCESS],
    helpers: [
      ...['bpf_perf_event_output', 'bpf_perf_event_read', 'bpf_perf_event_read_value'],
      ...['bpf_skb_output', 'bpf_xdp_output'],
    ],
  }),
  row(5, 'percpu_hash', {
    key: ELEMENT,
    value: PERCPU_VALUE,
    flags: ['NO_PREALLOC', 'ZERO_SEED', ...ACCESS],
    perCpu: true,
    lookup: 'value',
    helpers: PERCPU,
  }),
  row(6, 'percpu_array', {
    key: U32,
    value: PERCPU_VALUE,
    flags: ACCESS,
    perCpu: true,
    lookup: 'value',
    helpers: PERCPU,
  }),
  row(7, 'stack_trace', {
    key: U32,
    value: { min: 8, max: 127 * 8, multiple: 8 },
    flags: ['NUMA_NODE', 'STACK_BUILD_ID', ...USER_ACCESS],
    helpers: ['bpf_get_stackid'],
  }),
  row(8, 'cgroup_array', {
    key: U32,
    value: U32,
    flags: ['NUMA_NODE', ...USER_ACCESS],
    helpers: ['bpf_skb_under_cgroup', 'bpf_current_task_under_cgroup'],
  }),
  row(9, 'lru_hash', {
    key: ELEMENT,
    value: ELEMENT,
    flags: ['NO_COMMON_LRU', 'NUMA_NODE', 'ZERO_SEED', ...ACCESS],
    lookup: 'value',
    helpers: ITERATED,
  }),
  row(10, 'lru_percpu_hash', {
    key: ELEMENT,
    value: PERCPU_VALUE,
    flags: ['NO_COMMON_LRU', 'ZERO_SEED', ...ACCESS],
    perCpu: true,
    lookup: 'value',
    helpers: PERCPU,
  }),
  row(11, 'lpm_trie', {
    key: { min: 5, max: 4 + 256 },
    value: { min: 1, max: ELEMENT_MAX },
    flags: ['NO_PREALLOC', 'NUMA_NODE', ...ACCESS],
    required: ['NO_PREALLOC'],
    lookup: 'value',
    helpers: ELEMENTS,
  }),
  row(12, 'array_of_maps', {
    key: U32,
    value: U32,
    flags: ['NUMA_NODE', ...USER_ACCESS],
    lookup: 'map',
    helpers: ['bpf_map_lookup_elem'],
  }),
  row(13, 'hash_of_maps', {
    key: ELEMENT,
    value: U32,
    flags: ['NO_PREALLOC', 'NUMA_NODE', 'ZERO_SEED', ...ACCESS],
    lookup: 'map',
    helpers: ['bpf_map_lookup_elem'],
  }),
  row(14, 'devmap', {
    key: U32,
    value: U32_OR_PAIR,
    flags: ['NUMA_NODE', ...USER_ACCESS],
    lookup: 'readonly',
    helpers: ['bpf_redirect_map', 'bpf_map_lookup_elem'],
  }),
  row(15, 'sockmap', {
    key: U32,
    value: U32_OR_PAIR,
    flags: ['NUMA_NODE', ...USER_ACCESS],
    lookup: 'socket',
    helpers: [
      ...['bpf_sk_redirect_map', 'bpf_sock_map_update', 'bpf_msg_redirect_map', 'bpf_sk_select_reuseport'],
      ...ELEMENTS,
    ],
    source: NO_SOCKETS,
  }),
  row(16, 'cpumap', {
    key: U32,
    value: U32_OR_PAIR,
    flags: ['NUMA_NODE'],
    helpers: ['bpf_redirect_map'],
  }),
  row(17, 'xskmap', {
    key: U32,
    value: U32,
    flags: ['NUMA_NODE', ...USER_ACCESS],
    lookup: 'readonly',
    helpers: ['bpf_redirect_map', 'bpf_map_lookup_elem'],
  }),
  row(18, 'sockhash', {
    key: { min: 1, max: STACK_BYTES },
    value: U32_OR_PAIR,
    flags: ['NUMA_NODE', ...USER_ACCESS],
    lookup: 'socket',
    helpers: [
      ...['bpf_sk_redirect_hash', 'bpf_sock_hash_update', 'bpf_msg_redirect_hash', 'bpf_sk_select_reuseport'],
      ...ELEMENTS,
    ],
    source: NO_SOCKETS,
  }),
  row(19, 'cgroup_storage', {
    key: { min: 8, max: 16, multiple: 8 },
    value: { min: 1, max: 0xffff },
    entries: 'zero',
    flags: ['NUMA_NODE', ...ACCESS],
    helpers: ['bpf_get_local_storage'],
    source: NO_OBJECTS,
  }),
  row(20, 'reuseport_sockarray', {
    key: U32,
    value: U32_OR_PAIR,
    flags: ['NUMA_NODE', ...ACCESS],
    helpers: ['bpf_sk_select_reuseport'],
    source: NO_SOCKETS,
  }),
  row(21, 'percpu_cgroup_storage', {
    key: { min: 8, max: 16, multiple: 8 },
    value: PERCPU_VALUE,
    entries: 'zero',
    flags: ['NUMA_NODE', ...ACCESS],
    perCpu: true,
    helpers: ['bpf_get_local_storage'],
    source: NO_OBJECTS,
  }),
  row(22, 'queue', {
    key: NONE,
    value: ELEMENT,
    flags: ['NUMA_NODE', ...ACCESS],
    helpers: ['bpf_map_push_elem', 'bpf_map_pop_elem', 'bpf_map_peek_elem'],
  }),
  row(23, 'stack', {
    key: NONE,
    value: ELEMENT,
    flags: ['NUMA_NODE', ...ACCESS],
    helpers: ['bpf_map_push_elem', 'bpf_map_pop_elem', 'bpf_map_peek_elem'],
  }),
  row(24, 'sk_storage', storage('sk')),
  row(25, 'devmap_hash', {
    key: U32,
    value: U32_OR_PAIR,
    flags: ['NUMA_NODE', ...USER_ACCESS],
    lookup: 'readonly',
    helpers: ['bpf_redirect_map', 'bpf_map_lookup_elem'],
  }),
  row(26, 'struct_ops', {
    key: U32,
    value: ANY_VALUE,
    entries: 'one',
    flags: ['LINK', 'VTYPE_BTF_OBJ_FD'],
    helpers: [],
    source: { refused: 'it registers functions with the kernel' },
  }),
  row(27, 'ringbuf', {
    key: NONE,
    value: NONE,
    entries: 'ring',
    flags: ['NUMA_NODE'],
    helpers: [
      ...['bpf_ringbuf_output', 'bpf_ringbuf_reserve', 'bpf_ringbuf_query'],
      ...['bpf_ringbuf_reserve_dynptr', 'bpf_ringbuf_submit_dynptr', 'bpf_ringbuf_discard_dynptr'],
    ],
  }),
  row(28, 'inode_storage', storage('inode')),
  row(29, 'task_storage', storage('task')),
  row(30, 'bloom_filter', {
    key: NONE,
    value: ELEMENT,
    flags: ['NUMA_NODE', 'ZERO_SEED', ...ACCESS],
    helpers: ['bpf_map_push_elem', 'bpf_map_peek_elem'],
  }),
  row(31, 'user_ringbuf', {
    key: NONE,
    value: NONE,
    entries: 'ring',
    flags: ['NUMA_NODE'],
    helpers: ['bpf_user_ringbuf_drain'],
  }),
  row(32, 'cgrp_storage', storage('cgrp')),
  row(33, 'arena', {
    key: NONE,
    value: NONE,
    flags: ['MMAPABLE', 'SEGV_ON_FAULT', 'NO_USER_CONV'],
    required: ['MMAPABLE'],
    helpers: [],
  }),
] as const;

export type MapTypeName = (typeof MAP_TYPES)[number]['name'];

const byName: ReadonlyMap<string, MapType> = new Map(MAP_TYPES.map(type => [type.name, type]));

/** The row of a map type by its number (`enum bpf_map_type`) or libbpf name. */
export function mapType(key: MapTypeName): MapType;
export function mapType(key: number | string): MapType | undefined;
export function mapType(key: number | string): MapType | undefined {
  return typeof key === 'number' ? MAP_TYPES[key] : byName.get(key);
}

/** Whether a helper that takes a map takes this kind of map. */
export function takesMap(helper: string, type: MapType): boolean {
  return type.helpers.includes(helper);
}

/** Names of the flags that are set; unknown bits as one hexadecimal number at the end. */
export function mapFlagNames(flags: number): string[] {
  const names: string[] = [];
  let rest = flags;
  for (const [name, bit] of Object.entries(MAP_FLAGS)) {
    if (!(rest & bit)) continue;
    names.push(`BPF_F_${name}`);
    rest &= ~bit;
  }
  return rest === 0 ? names : [...names, `0x${(rest >>> 0).toString(16)}`];
}

/** What creation is asked for; sizes in bytes. */
export interface MapShape {
  readonly keySize: number;
  readonly valueSize: number;
  readonly maxEntries: number;
  readonly flags: number;
}

const PAGE = 4096;

/** Rows whose keys and values are descriptors, which definitions leave out. */
const DESCRIPTORS: ReadonlySet<MapTypeName> = new Set([
  'prog_array',
  'cgroup_array',
  'array_of_maps',
  'hash_of_maps',
]);

/**
 * The sizes that loaders give a map instead of those of its definition: descriptors have 4 bytes, and so have the
 * indices of their arrays. A ring has neither key nor value, and an array of perf events has descriptors, whatever
 * types they were declared with for the benefit of code generators. The number of entries is left alone: for some
 * maps it depends on the machine.
 */
export function loadedShape<Shape extends Pick<MapShape, 'keySize' | 'valueSize'>>(
  id: number,
  shape: Shape,
): Shape {
  const type = mapType(id);
  if (type === undefined) return shape;
  if (type.entries === 'ring') return { ...shape, keySize: 0, valueSize: 0 };
  if (type.name === 'perf_event_array') return { ...shape, keySize: 4, valueSize: 4 };
  if (!DESCRIPTORS.has(type.name as MapTypeName)) return shape;
  const keySize = type.key === U32 ? shape.keySize || 4 : shape.keySize;
  return { ...shape, keySize, valueSize: shape.valueSize || 4 };
}

function sizeProblem(what: string, size: number, rule: SizeRule): string | undefined {
  const { min, max, multiple = 1 } = rule;
  if (size >= min && size <= max && size % multiple === 0) return undefined;
  if (min === max)
    return min === 0
      ? `it has no ${what}, not one of ${size} bytes`
      : `its ${what} is ${min} bytes, not ${size}`;
  const range = max === LARGE ? `at least ${min}` : `${min} to ${max}`;
  const step = multiple === 1 ? '' : ` and a multiple of ${multiple}`;
  return `its ${what} size is ${range} bytes${step}, not ${size}`;
}

/** Why the kernel would not create such a map (EINVAL or E2BIG); undefined when it would. */
export function mapProblem(type: MapType, shape: MapShape): string | undefined {
  const problem =
    sizeProblem('key', shape.keySize, type.key) ?? sizeProblem('value', shape.valueSize, type.value);
  if (problem) return problem;
  const n = shape.maxEntries;
  if (type.entries === 'positive' && n === 0) return 'max_entries is 0';
  if (type.entries === 'zero' && n !== 0) return `max_entries is ${n}, not 0`;
  if (type.entries === 'one' && n !== 1) return `max_entries is ${n}, not 1`;
  if (type.entries === 'ring' && (n < PAGE || (n & (n - 1)) !== 0))
    return `max_entries is ${n}, not a power of two of at least ${PAGE}`;
  const known = type.flags.reduce((mask, name) => mask | MAP_FLAGS[name], 0);
  const foreign = mapFlagNames(shape.flags & ~known);
  if (foreign.length > 0) return `it does not take the flag ${foreign.join(', ')}`;
  const missing = type.required?.find(name => !(shape.flags & MAP_FLAGS[name]));
  if (missing) return `it needs the flag BPF_F_${missing}`;
  const both = (a: MapFlag, b: MapFlag) => shape.flags & MAP_FLAGS[a] && shape.flags & MAP_FLAGS[b];
  if (both('RDONLY', 'WRONLY')) return 'it is both BPF_F_RDONLY and BPF_F_WRONLY';
  if (both('RDONLY_PROG', 'WRONLY_PROG')) return 'it is both BPF_F_RDONLY_PROG and BPF_F_WRONLY_PROG';
  if (shape.flags & MAP_FLAGS.STACK_BUILD_ID && shape.valueSize % 32 !== 0)
    return `its value size is a multiple of 32 with BPF_F_STACK_BUILD_ID, not ${shape.valueSize}`;
  return undefined;
}
