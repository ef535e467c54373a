/**
 * The words of a helper's prototype: those of `struct bpf_func_proto` (include/linux/bpf.h), without their
 * ARG_ and RET_ prefixes, and what the kernel keeps elsewhere about a helper.
 */
import type { Accessor } from '../contexts.js';

export type ArgKind =
  | 'ANYTHING'
  | 'CONST_MAP_PTR'
  | 'PTR_TO_MAP_KEY'
  | 'PTR_TO_MAP_VALUE'
  /** Readable or writable memory whose length is the next argument (CONST_SIZE or CONST_SIZE_OR_ZERO). */
  | 'PTR_TO_MEM'
  /** Memory of `size` bytes. */
  | 'PTR_TO_FIXED_SIZE_MEM'
  | 'CONST_SIZE'
  | 'CONST_SIZE_OR_ZERO'
  /** A length known at compile time. */
  | 'CONST_ALLOC_SIZE_OR_ZERO'
  | 'PTR_TO_CTX'
  | 'PTR_TO_STACK'
  /** A NUL-terminated string in a frozen read-only map. */
  | 'PTR_TO_CONST_STR'
  | 'PTR_TO_FUNC'
  | 'PTR_TO_SPIN_LOCK'
  | 'PTR_TO_TIMER'
  | 'PTR_TO_KPTR'
  | 'PTR_TO_DYNPTR'
  | 'PTR_TO_RINGBUF_MEM'
  | 'PTR_TO_SOCKET'
  | 'PTR_TO_SOCK_COMMON'
  | 'PTR_TO_BTF_ID_SOCK_COMMON'
  | 'PTR_TO_BTF_ID'
  | 'PTR_TO_PERCPU_BTF_ID';

export type ArgFlag =
  | 'PTR_MAYBE_NULL'
  | 'MEM_RDONLY'
  /** The helper does not read it: it need not be initialised. */
  | 'MEM_UNINIT'
  | 'MEM_WRITE'
  /** Must be aligned to its size. */
  | 'MEM_ALIGNED'
  /** The reference is given up. */
  | 'OBJ_RELEASE'
  | 'DYNPTR_TYPE_LOCAL'
  | 'DYNPTR_TYPE_RINGBUF';

export interface Arg {
  readonly kind: ArgKind;
  readonly flags: readonly ArgFlag[];
  /** PTR_TO_FIXED_SIZE_MEM: bytes. */
  readonly size?: number;
  /** PTR_TO_BTF_ID: the kernel struct. */
  readonly struct?: string;
}

export type ReturnKind =
  | 'INTEGER'
  | 'VOID'
  | 'PTR_TO_MAP_VALUE'
  | 'PTR_TO_MAP_VALUE_OR_NULL'
  | 'PTR_TO_SOCKET_OR_NULL'
  | 'PTR_TO_TCP_SOCK_OR_NULL'
  | 'PTR_TO_SOCK_COMMON_OR_NULL'
  | 'PTR_TO_RINGBUF_MEM_OR_NULL'
  | 'PTR_TO_DYNPTR_MEM_OR_NULL'
  | 'PTR_TO_BTF_ID'
  | 'PTR_TO_BTF_ID_OR_NULL'
  | 'PTR_TO_MEM_OR_BTF_ID'
  | 'PTR_TO_MEM_OR_BTF_ID_OR_NULL';

/** What a call does besides reading and writing the memory of its arguments. */
export type Effect =
  /** Packet pointers taken before are invalid after (bpf_helper_changes_pkt_data). */
  | 'changes_packet'
  /** The result, when not NULL, must be released. */
  | 'acquires'
  | 'releases'
  | 'may_sleep'
  /** Calls the PTR_TO_FUNC argument before it returns, any number of times. */
  | 'calls_back'
  /** Keeps the PTR_TO_FUNC argument and calls it later. */
  | 'keeps_callback'
  | 'locks'
  | 'unlocks'
  /** Does not return when it succeeds. */
  | 'tail_call';

/** What is known of an integer result besides its type. */
export type ResultBound =
  /** 0 to 2^32 - 1. */
  | 'u32'
  /** 0 to the number of possible CPUs less one. */
  | 'cpu'
  /** -4095 to 0. */
  | 'errno'
  /** -4095 to the largest value of the size argument. */
  | 'size_or_errno'
  /** 0 or 1, or -4095 to -1. */
  | 'bool_or_errno';

/**
 * Where a helper comes from in user space. `runtime`: the loader binds it, to the runtime's or to a host's own.
 * `inline`: the compiler expands it. `always`: the runtime's own has but one answer, because it asks about what
 * only a kernel or a host has; in words. Refused ones have no meaning without the kernel.
 */
export type HelperSource = 'runtime' | 'inline' | { readonly always: string } | { readonly refused: string };

export interface Helper {
  /** `enum bpf_func_id`. */
  readonly id: number;
  /** With the `bpf_` prefix. */
  readonly name: string;
  readonly returns: ReturnKind;
  readonly args: readonly Arg[];
  /** More arguments follow, of any kind (trace_printk). */
  readonly variadic?: true;
  readonly effects: readonly Effect[];
  /** Program or attach types that may call it; absent for all. */
  readonly callableFrom?: readonly Accessor[];
  /** Other arguments for some of them. */
  readonly variants?: readonly { readonly in: readonly Accessor[]; readonly args: readonly Arg[] }[];
  readonly result?: ResultBound;
  readonly source: HelperSource;
}

// ---- Arguments -----------------------------------------------------------------------------------------------------

const arg = (kind: ArgKind, ...flags: ArgFlag[]): Arg => ({ kind, flags });

export const ANY = arg('ANYTHING');
export const CTX = arg('PTR_TO_CTX');
export const CTX_OR_NULL = arg('PTR_TO_CTX', 'PTR_MAYBE_NULL');
export const MAP = arg('CONST_MAP_PTR');
export const KEY = arg('PTR_TO_MAP_KEY');
export const VALUE = arg('PTR_TO_MAP_VALUE');
export const VALUE_OR_NULL = arg('PTR_TO_MAP_VALUE', 'PTR_MAYBE_NULL');
export const OUT_VALUE = arg('PTR_TO_MAP_VALUE', 'MEM_UNINIT', 'MEM_WRITE');
/** Memory the helper reads. */
export const IN = arg('PTR_TO_MEM', 'MEM_RDONLY');
export const IN_OR_NULL = arg('PTR_TO_MEM', 'PTR_MAYBE_NULL', 'MEM_RDONLY');
/** Memory the helper only writes. */
export const OUT = arg('PTR_TO_MEM', 'MEM_UNINIT', 'MEM_WRITE');
/** Memory that must be initialised and is written. */
export const INOUT = arg('PTR_TO_MEM', 'MEM_WRITE');
export const INOUT_OR_NULL = arg('PTR_TO_MEM', 'PTR_MAYBE_NULL', 'MEM_WRITE');
export const SIZE = arg('CONST_SIZE');
export const SIZE0 = arg('CONST_SIZE_OR_ZERO');
export const ALLOC_SIZE = arg('CONST_ALLOC_SIZE_OR_ZERO');
export const STRING = arg('PTR_TO_CONST_STR');
export const FUNC = arg('PTR_TO_FUNC');
export const STACK_OR_NULL = arg('PTR_TO_STACK', 'PTR_MAYBE_NULL');
export const SOCK = arg('PTR_TO_BTF_ID_SOCK_COMMON');
export const SOCK_OR_NULL = arg('PTR_TO_BTF_ID_SOCK_COMMON', 'PTR_MAYBE_NULL');
export const RELEASED_SOCK = arg('PTR_TO_BTF_ID_SOCK_COMMON', 'OBJ_RELEASE');
export const SOCK_COMMON = arg('PTR_TO_SOCK_COMMON');
export const SOCKET_OR_NULL = arg('PTR_TO_SOCKET', 'PTR_MAYBE_NULL');
export const RELEASED_RINGBUF = arg('PTR_TO_RINGBUF_MEM', 'OBJ_RELEASE');
export const SPIN_LOCK = arg('PTR_TO_SPIN_LOCK');
export const TIMER = arg('PTR_TO_TIMER');
export const KPTR = arg('PTR_TO_KPTR');
export const RELEASED_BTF = arg('PTR_TO_BTF_ID', 'PTR_MAYBE_NULL', 'OBJ_RELEASE');
export const PERCPU_BTF = arg('PTR_TO_PERCPU_BTF_ID');
export const DYNPTR = arg('PTR_TO_DYNPTR', 'MEM_RDONLY');
export const OUT_DYNPTR_LOCAL = arg('PTR_TO_DYNPTR', 'DYNPTR_TYPE_LOCAL', 'MEM_UNINIT', 'MEM_WRITE');
export const OUT_DYNPTR_RINGBUF = arg('PTR_TO_DYNPTR', 'DYNPTR_TYPE_RINGBUF', 'MEM_UNINIT', 'MEM_WRITE');
export const RELEASED_DYNPTR = arg('PTR_TO_DYNPTR', 'DYNPTR_TYPE_RINGBUF', 'OBJ_RELEASE');

/** `size` bytes that the helper writes, aligned to their size. */
export const outFixed = (size: number): Arg => ({
  ...arg('PTR_TO_FIXED_SIZE_MEM', 'MEM_UNINIT', 'MEM_WRITE', 'MEM_ALIGNED'),
  size,
});
/** `size` bytes that the helper reads and writes, aligned to their size. */
export const inoutFixed = (size: number): Arg => ({
  ...arg('PTR_TO_FIXED_SIZE_MEM', 'MEM_WRITE', 'MEM_ALIGNED'),
  size,
});
/** `size` bytes that the helper reads. */
export const inFixed = (size: number): Arg => ({ ...arg('PTR_TO_FIXED_SIZE_MEM', 'MEM_RDONLY'), size });
/** A pointer to a kernel struct. */
export const btf = (struct: string): Arg => ({ ...arg('PTR_TO_BTF_ID'), struct });
export const btfOrNull = (struct: string): Arg => ({ ...arg('PTR_TO_BTF_ID', 'PTR_MAYBE_NULL'), struct });

// ---- Who may call ----------------------------------------------------------------------------------------------------

export const callers = (...names: readonly Accessor[]): readonly Accessor[] => names;

export const TC: readonly Accessor[] = ['sched_cls', 'sched_act'];
export const LWT: readonly Accessor[] = ['lwt_in', 'lwt_out', 'lwt_xmit', 'lwt_seg6local'];
/** Programs that run at a probe, with any context. */
export const PROBES: readonly Accessor[] = [
  'kprobe',
  'tracepoint',
  'perf_event',
  'raw_tracepoint',
  'raw_tracepoint_writable',
  'tracing',
  'lsm',
  'syscall',
];
/** Programs whose arguments have BTF types. */
export const TYPED: readonly Accessor[] = ['tracing', 'lsm', 'syscall'];
export const CGROUP: readonly Accessor[] = [
  'cgroup_skb',
  'cgroup_sock',
  'cgroup_sock_addr',
  'cgroup_device',
  'cgroup_sysctl',
  'cgroup_sockopt',
  'sock_ops',
];

// ---- Rows ------------------------------------------------------------------------------------------------------------

type More = Partial<Pick<Helper, 'callableFrom' | 'variants' | 'result' | 'variadic' | 'source'>> & {
  readonly effects?: readonly Effect[];
};

/** A row; `name` without the `bpf_` prefix. */
export const row = (
  id: number,
  name: string,
  returns: ReturnKind,
  args: readonly Arg[],
  more: More = {},
): Helper => ({ id, name: `bpf_${name}`, returns, args, effects: [], source: 'runtime', ...more });

/** What the runtime's own answers, in words that complete "bpf_x always answers ". */
export const ALWAYS = {
  noTask: { always: '0: there is no task_struct, and reading through it fails' },
  noSocket: { always: 'NULL: there are no sockets to find' },
  released: { always: '0: there are no sockets to release' },
  notAssigned: { always: '-EOPNOTSUPP: there are no sockets to assign' },
  noCounter: { always: '-ENOENT or -EINVAL: there are no counters to read' },
  zero: { always: '0' },
  noCgroupArray: { always: '-EAGAIN: no slot of a CGROUP_ARRAY is filled' },
  noCgroup: { always: '-ENOENT: the packet has no socket, and so no control group' },
} as const;

/** Why a helper is refused in user space, in words that complete "bpf_x cannot be had in user space: ". */
export const REFUSED = {
  task: { refused: 'it takes or returns a task_struct of the kernel' },
  kernelObject: { refused: 'it takes or returns an object of the kernel' },
  socket: { refused: 'it takes or returns a socket of the kernel' },
  cgroup: { refused: 'it needs the control group of a packet or socket in the kernel' },
  counter: { refused: 'it reads a performance counter of the kernel' },
  network: { refused: 'it needs the network stack of the kernel' },
  device: { refused: 'it needs a remote control device of the kernel' },
  syscall: { refused: 'it makes a system call on behalf of a loader program' },
} as const;
