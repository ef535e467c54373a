/**
 * Kernel functions that programs call by name (kfuncs). Those that mean something in user space have a prototype
 * here; the other ones of the kernel are refused, family by family. A name that is neither is a host's own
 * function: its prototype is in the object's BTF.
 */

/** Parameters, by what the kernel's argument suffixes and types make of them. */
export type KfuncParam =
  | { readonly kind: 'scalar' }
  /** An iterator on the stack: `size` bytes of `struct NAME`. */
  | { readonly kind: 'iter'; readonly struct: string; readonly size: number }
  /** An initialised dynptr, or one to be initialised. */
  | { readonly kind: 'dynptr'; readonly uninit?: true }
  /** An address that the function itself checks (`__ign`): a string or memory that may fault. */
  | { readonly kind: 'unchecked' }
  /** Memory whose size is the next parameter, or is known; `uninit` is not read. */
  | {
      readonly kind: 'mem';
      readonly bytes?: number;
      readonly write?: true;
      readonly uninit?: true;
      readonly nullable?: true;
    }
  /** A NUL-terminated string that is a constant of the object. */
  | { readonly kind: 'string' }
  /** An object of the host, as another function of it returned it. */
  | { readonly kind: 'object' }
  | { readonly kind: 'size' }
  | { readonly kind: 'map' }
  | { readonly kind: 'ctx' };

export type KfuncReturn =
  | { readonly kind: 'void' }
  | { readonly kind: 'scalar' }
  /** Memory of this many bytes, or of as many as the `size` parameter says. */
  | { readonly kind: 'mem'; readonly bytes: number | 'size'; readonly write: boolean }
  /** An address in the arena. */
  | { readonly kind: 'arena' }
  /** An object of the host, whose type is said elsewhere. */
  | { readonly kind: 'host' };

/** `KF_*` of include/linux/btf.h. */
export type KfuncFlag =
  | 'ACQUIRE'
  | 'RELEASE'
  | 'RET_NULL'
  | 'SLEEPABLE'
  | 'ITER_NEW'
  | 'ITER_NEXT'
  | 'ITER_DESTROY'
  /** Begins or ends a read-side critical section; not a flag in the kernel, which knows these by name. */
  | 'RCU_LOCK'
  | 'RCU_UNLOCK';

/** The flags that the command line may give a function of the host. */
export const HOST_FLAGS = [
  'ACQUIRE',
  'RELEASE',
  'RET_NULL',
  'SLEEPABLE',
] as const satisfies readonly KfuncFlag[];

export interface Kfunc {
  readonly name: string;
  readonly params: readonly KfuncParam[];
  readonly returns: KfuncReturn;
  readonly flags: readonly KfuncFlag[];
}

const SCALAR: KfuncParam = { kind: 'scalar' };
const SIZE: KfuncParam = { kind: 'size' };
const UNCHECKED: KfuncParam = { kind: 'unchecked' };
const DYNPTR: KfuncParam = { kind: 'dynptr' };
const NEW_DYNPTR: KfuncParam = { kind: 'dynptr', uninit: true };
const MAP: KfuncParam = { kind: 'map' };
const CTX: KfuncParam = { kind: 'ctx' };
const OUT: KfuncParam = { kind: 'mem', write: true, uninit: true };
const BUFFER_OR_NULL: KfuncParam = { kind: 'mem', write: true, uninit: true, nullable: true };
const NUM: KfuncParam = { kind: 'iter', struct: 'bpf_iter_num', size: 8 };

const VOID: KfuncReturn = { kind: 'void' };
const INT: KfuncReturn = { kind: 'scalar' };
const HOST: KfuncReturn = { kind: 'host' };
const INT_POINTER: KfuncReturn = { kind: 'mem', bytes: 4, write: true };

const row = (
  name: string,
  returns: KfuncReturn,
  params: readonly KfuncParam[],
  flags: readonly KfuncFlag[] = [],
): Kfunc => ({ name: `bpf_${name}`, params, returns, flags });

const string = (name: string, ...params: readonly KfuncParam[]): Kfunc => row(name, INT, params);
/** In the runtime's library, bound by the loader like helpers: a host can bind its own instead. */
export const KFUNCS: readonly Kfunc[] = [
  row('iter_num_new', INT, [NUM, SCALAR, SCALAR], ['ITER_NEW']),
  row('iter_num_next', INT_POINTER, [NUM], ['ITER_NEXT', 'RET_NULL']),
  row('iter_num_destroy', VOID, [NUM], ['ITER_DESTROY']),

  row('rcu_read_lock', VOID, [], ['RCU_LOCK']),
  row('rcu_read_unlock', VOID, [], ['RCU_UNLOCK']),

  string('strlen', UNCHECKED),
  string('strnlen', UNCHECKED, SCALAR),
  string('strcmp', UNCHECKED, UNCHECKED),
  string('strcasecmp', UNCHECKED, UNCHECKED),
  string('strchr', UNCHECKED, SCALAR),
  string('strchrnul', UNCHECKED, SCALAR),
  string('strnchr', UNCHECKED, SCALAR, SCALAR),
  string('strrchr', UNCHECKED, SCALAR),
  string('strspn', UNCHECKED, UNCHECKED),
  string('strcspn', UNCHECKED, UNCHECKED),
  string('strstr', UNCHECKED, UNCHECKED),
  string('strnstr', UNCHECKED, UNCHECKED, SCALAR),

  row('dynptr_adjust', INT, [DYNPTR, SCALAR, SCALAR]),
  row('dynptr_is_null', INT, [DYNPTR]),
  row('dynptr_is_rdonly', INT, [DYNPTR]),
  row('dynptr_size', INT, [DYNPTR]),
  row('dynptr_clone', INT, [DYNPTR, NEW_DYNPTR]),
  row('dynptr_copy', INT, [DYNPTR, SCALAR, DYNPTR, SCALAR, SCALAR]),
  row('dynptr_memset', INT, [DYNPTR, SCALAR, SCALAR, SCALAR]),
  row(
    'dynptr_slice',
    { kind: 'mem', bytes: 'size', write: false },
    [DYNPTR, SCALAR, BUFFER_OR_NULL, SIZE],
    ['RET_NULL'],
  ),
  row(
    'dynptr_slice_rdwr',
    { kind: 'mem', bytes: 'size', write: true },
    [DYNPTR, SCALAR, BUFFER_OR_NULL, SIZE],
    ['RET_NULL'],
  ),
  row('dynptr_from_skb', INT, [CTX, SCALAR, NEW_DYNPTR]),
  row('dynptr_from_xdp', INT, [CTX, SCALAR, NEW_DYNPTR]),
  row('xdp_pull_data', INT, [CTX, SCALAR]),

  row('copy_from_user_str', INT, [OUT, SIZE, UNCHECKED, SCALAR], ['SLEEPABLE']),
  row('probe_read_user_dynptr', INT, [DYNPTR, SCALAR, SCALAR, UNCHECKED]),
  row('probe_read_kernel_dynptr', INT, [DYNPTR, SCALAR, SCALAR, UNCHECKED]),
  row('probe_read_user_str_dynptr', INT, [DYNPTR, SCALAR, SCALAR, UNCHECKED]),
  row('probe_read_kernel_str_dynptr', INT, [DYNPTR, SCALAR, SCALAR, UNCHECKED]),
  row('copy_from_user_dynptr', INT, [DYNPTR, SCALAR, SCALAR, UNCHECKED], ['SLEEPABLE']),
  row('copy_from_user_str_dynptr', INT, [DYNPTR, SCALAR, SCALAR, UNCHECKED], ['SLEEPABLE']),

  row(
    'arena_alloc_pages',
    { kind: 'arena' },
    [MAP, UNCHECKED, SCALAR, SCALAR, SCALAR],
    ['RET_NULL', 'SLEEPABLE'],
  ),
  row('arena_free_pages', VOID, [MAP, UNCHECKED, SCALAR], ['SLEEPABLE']),

  row('rdonly_cast', HOST, [UNCHECKED, SCALAR]),
  row('cast_to_kern_ctx', HOST, [CTX]),
  row('xdp_metadata_rx_timestamp', INT, [CTX, OUT]),
  row('xdp_metadata_rx_hash', INT, [CTX, OUT, OUT]),
  row('xdp_metadata_rx_vlan_tag', INT, [CTX, OUT, OUT]),
];

const byName: ReadonlyMap<string, Kfunc> = new Map(KFUNCS.map(kfunc => [kfunc.name, kfunc]));

/** Families of kernel functions that user space cannot have, by the shape of their names, and why. */
const REFUSED: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^bpf_(task|send_signal_task)_|^bpf_send_signal_task$/, 'it takes a task_struct of the kernel'],
  [/^bpf_(copy_from_user_task|get_task_exe|iter_task|iter_css_task)/, 'it takes a task_struct of the kernel'],
  [/^bpf_(cgroup|iter_css)_|^css_/, 'it takes a control group of the kernel'],
  [/^bpf_cpumask_/, 'it takes a CPU mask of the kernel'],
  [/^bpf_crypto_/, 'it needs the crypto modules of the kernel'],
  [/^bpf_(ct|skb_ct|xdp_ct|xdp_flow|skb_set_fou|skb_get_fou)_/, 'it needs the network stack of the kernel'],
  [/^bpf_(xdp_get_xfrm|xdp_xfrm|dynptr_from_skb_meta)/, 'it needs the network stack of the kernel'],
  [/^bpf_(sk_assign_tcp|sock_|qdisc_|kfree_skb|skb_)/, 'it takes a socket or packet of the kernel'],
  [/^(tcp|bbr|cubictcp|dctcp)_/, 'it is part of the congestion control of the kernel'],
  [/^bpf_(key_|lookup_\w+_key|verify_pkcs7)/, 'it needs the keyrings of the kernel'],
  [
    /^bpf_(get|set|remove)_(dentry|file)_xattr|^bpf_(path_|put_file|get_fsverity)/,
    'it takes a file of the kernel',
  ],
  [/^bpf_(get_kmem_cache|iter_kmem_cache|iter_dmabuf)/, 'it takes memory objects of the kernel'],
  [/^bpf_iter_bits_/, 'it keeps a copy of the bits in memory of the kernel'],
  [/^bpf_arena_reserve_pages$/, 'arenas have no guard ranges'],
  [/^bpf_map_sum_elem_count$/, 'maps do not count their elements for each CPU'],
  [/^bpf_session_/, 'there are no session probes'],
  [/^bpf_(preempt|local_irq)_/, 'user space cannot keep its CPU'],
  [/^bpf_res_spin_/, 'its lock recovers from deadlocks by means of the kernel'],
  [/^bpf_(obj|percpu_obj|refcount)_/, 'it takes objects allocated by the kernel'],
  [/^bpf_(list|rbtree)_/, 'it takes objects allocated by the kernel'],
  [/^bpf_wq_/, 'it needs the work queues of the kernel'],
  [/^bpf_stream_/, 'it writes to a stream of the kernel'],
  [/^bpf_throw$/, 'it unwinds the stack by means of the kernel'],
  [/^(hid_bpf|scx_bpf)_/, 'it is part of a subsystem of the kernel'],
  [/^bpf_(kfunc_call|modify_return|fentry|testmod)_|^__bpf_trap$/, 'it exists for the tests of the kernel'],
];

/** A function of the kernel that means something here, why it cannot be had, or undefined for a host's own. */
export function kfuncOf(name: string): Kfunc | { readonly refused: string } | undefined {
  const known = byName.get(name);
  if (known) return known;
  const family = REFUSED.find(([pattern]) => pattern.test(name));
  return family && { refused: family[1] };
}
