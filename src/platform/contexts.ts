/**
 * Contexts: what r1 points to at entry. For each, the fields of the UAPI struct (include/uapi/linux/bpf.h), who
 * may load and store which part of them (the kernel's is_valid_access functions of net/core/filter.c,
 * kernel/bpf/cgroup.c, kernel/trace/bpf_trace.c), and where the runtime keeps them.
 *
 * `xdp_md` and `__sk_buff` are virtual: their 32-bit fields are compiled to loads from the runtime's own structs,
 * as the kernel rewrites them. All other contexts are the UAPI struct itself and are read as they are.
 */

import type { AttachTypeName, ProgramTypeName } from './programs.js';
import { PT_REGS, type TargetArch } from './pt-regs.js';

export type ContextKind =
  /** Memory the host passes: raw programs, BPF_PROG_TYPE_SYSCALL. */
  | 'raw'
  | 'xdp_md'
  | '__sk_buff'
  | 'pt_regs'
  | 'bpf_perf_event_data'
  /** A record in the tracepoint's own format; its first 8 bytes are the kernel's. */
  | 'tracepoint'
  /** `bpf_raw_tracepoint_args`: u64 arguments. */
  | 'raw_tracepoint'
  /** fentry, fexit, tp_btf, lsm, iter, struct_ops: u64 arguments typed by BTF. */
  | 'tracing'
  | 'bpf_sock'
  | 'bpf_sock_ops'
  | 'bpf_sock_addr'
  | 'sk_msg_md'
  | 'sk_reuseport_md'
  | 'bpf_sk_lookup'
  | 'bpf_sysctl'
  | 'bpf_sockopt'
  | 'bpf_cgroup_dev_ctx'
  | 'bpf_nf_ctx'
  | 'lirc_mode2';

export type FieldKind =
  | 'scalar'
  /** PTR_TO_PACKET, PTR_TO_PACKET_END, PTR_TO_PACKET_META. */
  | 'pkt_data'
  | 'pkt_end'
  | 'pkt_meta'
  /** PTR_TO_SOCKET, its nullable form, and PTR_TO_SOCK_COMMON_OR_NULL. */
  | 'sock'
  | 'sock_or_null'
  | 'sock_common_or_null'
  /** PTR_TO_FLOW_KEYS: `struct bpf_flow_keys`. */
  | 'flow_keys'
  /** A pointer to a kernel struct known by BTF. */
  | 'btf';

/**
 * Which parts of an element one access may touch; always aligned to its own size.
 * `full`: the whole element. `low`: any size, but at the element's start. `narrow`: any part of it. `halves`:
 * the whole or a 16-bit half. `port`: the whole, or any part of its first 16 bits. `wide`: any part, and 8 bytes
 * at an 8-byte boundary across two elements. `pairs`: the whole, or two elements at an 8-byte boundary.
 */
export type Access = 'full' | 'low' | 'narrow' | 'halves' | 'port' | 'wide' | 'pairs';

export interface ContextField {
  readonly name: string;
  /** In the UAPI struct, in bytes. */
  readonly offset: number;
  /** In bytes, padding that old programs may read included. */
  readonly size: number;
  /** Size of one element of an array; otherwise `size`. */
  readonly element: number;
  readonly kind: FieldKind;
  readonly load?: Access;
  readonly store?: Access;
  /** Program or attach types that may; absent for all that have the context. */
  readonly loadIn?: readonly Accessor[];
  readonly storeIn?: readonly Accessor[];
  /** In the runtime's struct (ebpfc.h), for virtual contexts. An array's elements are as far apart in both. */
  readonly native?: { readonly offset: number; readonly size: number };
}

export type Accessor = ProgramTypeName | AttachTypeName;

export interface Context {
  readonly kind: ContextKind;
  /** The C name of the UAPI struct; undefined when there is none of a fixed shape. */
  readonly struct?: string;
  /** Bytes that a program may address, or undefined when the host decides. */
  readonly size?: number;
  /** The runtime's struct behind a virtual context. */
  readonly native?: { readonly struct: 'ebpfc_xdp' | 'ebpfc_skb'; readonly size: number };
  readonly fields: readonly ContextField[];
  /** Loads of up to 8 bytes at any aligned offset from here on, outside fields too; for records without a table. */
  readonly openFrom?: number;
}

type Rights = Pick<ContextField, 'load' | 'store' | 'loadIn' | 'storeIn'> & {
  readonly kind?: FieldKind;
  readonly element?: number;
};

const field = (
  name: string,
  offset: number,
  size: number,
  rights: Rights,
  native?: readonly [offset: number, size: number],
): ContextField => ({
  name,
  offset,
  size,
  element: rights.element ?? size,
  kind: rights.kind ?? 'scalar',
  ...(rights.load && { load: rights.load }),
  ...(rights.store && { store: rights.store }),
  ...(rights.loadIn && { loadIn: rights.loadIn }),
  ...(rights.storeIn && { storeIn: rights.storeIn }),
  ...(native && { native: { offset: native[0], size: native[1] } }),
});

const FULL: Rights = { load: 'full' };
const LOW: Rights = { load: 'low' };
const NARROW: Rights = { load: 'narrow' };
const words = (rights: Rights): Rights => ({ ...rights, element: 4 });
const pointer = (kind: FieldKind): Rights => ({ load: 'full', kind });

// ---- Packets ---------------------------------------------------------------------------------------------------

const XDP_MD: Context = {
  kind: 'xdp_md',
  struct: 'xdp_md',
  size: 24,
  native: { struct: 'ebpfc_xdp', size: 56 },
  fields: [
    field('data', 0, 4, pointer('pkt_data'), [0, 8]),
    field('data_end', 4, 4, pointer('pkt_end'), [8, 8]),
    field('data_meta', 8, 4, pointer('pkt_meta'), [16, 8]),
    field('ingress_ifindex', 12, 4, FULL, [40, 4]),
    field('rx_queue_index', 16, 4, FULL, [44, 4]),
    field('egress_ifindex', 20, 4, { load: 'full', loadIn: ['XDP_DEVMAP'] }, [48, 4]),
  ],
};

const TC: readonly Accessor[] = ['sched_cls', 'sched_act'];
const LWT: readonly Accessor[] = ['lwt_in', 'lwt_out', 'lwt_xmit', 'lwt_seg6local'];
const FILTERS: readonly Accessor[] = ['socket_filter', ...TC, 'cgroup_skb', ...LWT];
const SKB: readonly Accessor[] = [...FILTERS, 'sk_skb'];
/** Those that may read the packet directly. */
const DIRECT: readonly Accessor[] = [...TC, 'cgroup_skb', ...LWT, 'sk_skb', 'flow_dissector'];
/** Those whose skb belongs to a socket whose addresses may be read. */
const ADDRESSED: readonly Accessor[] = ['cgroup_skb', 'sk_skb'];

const skb: Rights = { load: 'narrow', loadIn: SKB };
const writable = (by: readonly Accessor[]): Rights => ({ ...skb, store: 'full', storeIn: by });
const address: Rights = { load: 'full', loadIn: ADDRESSED };

const SK_BUFF: Context = {
  kind: '__sk_buff',
  struct: '__sk_buff',
  size: 192,
  native: { struct: 'ebpfc_skb', size: 256 },
  fields: [
    field('len', 0, 4, skb, [72, 4]),
    field('pkt_type', 4, 4, skb, [76, 4]),
    field(
      'mark',
      8,
      4,
      { load: 'narrow', loadIn: FILTERS, store: 'full', storeIn: [...TC, 'cgroup_skb', ...LWT] },
      [80, 4],
    ),
    field('queue_mapping', 12, 4, writable(TC), [84, 4]),
    field('protocol', 16, 4, skb, [88, 4]),
    field('vlan_present', 20, 4, skb, [92, 4]),
    field('vlan_tci', 24, 4, skb, [96, 4]),
    field('vlan_proto', 28, 4, skb, [100, 4]),
    field('priority', 32, 4, writable([...TC, 'cgroup_skb', ...LWT, 'sk_skb']), [104, 4]),
    field('ingress_ifindex', 36, 4, skb, [108, 4]),
    field('ifindex', 40, 4, skb, [112, 4]),
    field('tc_index', 44, 4, writable([...TC, 'sk_skb']), [116, 4]),
    field(
      'cb',
      48,
      20,
      { load: 'wide', loadIn: SKB, store: 'wide', storeIn: FILTERS, element: 4 },
      [120, 20],
    ),
    field('hash', 68, 4, skb, [140, 4]),
    field('tc_classid', 72, 4, { load: 'narrow', loadIn: TC, store: 'full', storeIn: TC }, [144, 4]),
    field('data', 76, 4, { ...pointer('pkt_data'), loadIn: DIRECT }, [0, 8]),
    field('data_end', 80, 4, { ...pointer('pkt_end'), loadIn: DIRECT }, [8, 8]),
    field('napi_id', 84, 4, skb, [148, 4]),
    field('family', 88, 4, { load: 'narrow', loadIn: ADDRESSED }, [152, 4]),
    field('remote_ip4', 92, 4, address, [156, 4]),
    field('local_ip4', 96, 4, address, [160, 4]),
    field('remote_ip6', 100, 16, words(address), [164, 16]),
    field('local_ip6', 116, 16, words(address), [180, 16]),
    field('remote_port', 132, 4, { load: 'narrow', loadIn: ADDRESSED }, [196, 4]),
    field('local_port', 136, 4, { load: 'narrow', loadIn: ADDRESSED }, [200, 4]),
    field('data_meta', 140, 4, { ...pointer('pkt_meta'), loadIn: TC }, [16, 8]),
    field('flow_keys', 144, 8, { ...pointer('flow_keys'), loadIn: ['flow_dissector'] }, [48, 8]),
    field(
      'tstamp',
      152,
      8,
      { load: 'full', loadIn: [...TC, 'cgroup_skb'], store: 'full', storeIn: [...TC, 'cgroup_skb'] },
      [56, 8],
    ),
    field('wire_len', 160, 4, { load: 'narrow', loadIn: TC }, [204, 4]),
    field('gso_segs', 164, 4, skb, [208, 4]),
    field('sk', 168, 8, { ...pointer('sock_common_or_null'), loadIn: SKB }, [40, 8]),
    field('gso_size', 176, 4, skb, [212, 4]),
    field('tstamp_type', 180, 1, { load: 'full', loadIn: TC }, [216, 4]),
    field('hwtstamp', 184, 8, { load: 'full', loadIn: [...TC, 'cgroup_skb'] }, [64, 8]),
  ],
};

// ---- Sockets ---------------------------------------------------------------------------------------------------

const SOCK_LIFE: readonly Accessor[] = ['CGROUP_INET_SOCK_CREATE', 'CGROUP_INET_SOCK_RELEASE'];
const ownedBySock: Rights = { load: 'full', loadIn: SOCK_LIFE, store: 'full', storeIn: SOCK_LIFE };

const SOCK: Context = {
  kind: 'bpf_sock',
  struct: 'bpf_sock',
  size: 80,
  fields: [
    field('bound_dev_if', 0, 4, ownedBySock),
    field('family', 4, 4, LOW),
    field('type', 8, 4, LOW),
    field('protocol', 12, 4, LOW),
    field('mark', 16, 4, ownedBySock),
    field('priority', 20, 4, ownedBySock),
    field('src_ip4', 24, 4, { load: 'narrow', loadIn: ['CGROUP_INET4_POST_BIND'] }),
    field('src_ip6', 28, 16, words({ load: 'narrow', loadIn: ['CGROUP_INET6_POST_BIND'] })),
    field('src_port', 44, 4, { load: 'low', loadIn: ['CGROUP_INET4_POST_BIND', 'CGROUP_INET6_POST_BIND'] }),
    // A __be16 and two bytes of padding: it was 32 bits wide once.
    field('dst_port', 48, 4, { load: 'port' }),
    field('dst_ip4', 52, 4, NARROW),
    field('dst_ip6', 56, 16, words(NARROW)),
    field('state', 72, 4, LOW),
    field('rx_queue_mapping', 76, 4, LOW),
  ],
};

const INET4: readonly AttachTypeName[] = [
  'CGROUP_INET4_BIND',
  'CGROUP_INET4_CONNECT',
  'CGROUP_UDP4_SENDMSG',
  'CGROUP_UDP4_RECVMSG',
  'CGROUP_INET4_GETPEERNAME',
  'CGROUP_INET4_GETSOCKNAME',
];
const INET6: readonly AttachTypeName[] = [
  'CGROUP_INET6_BIND',
  'CGROUP_INET6_CONNECT',
  'CGROUP_UDP6_SENDMSG',
  'CGROUP_UDP6_RECVMSG',
  'CGROUP_INET6_GETPEERNAME',
  'CGROUP_INET6_GETSOCKNAME',
];
const ip4 = (by: readonly Accessor[]): Rights => ({
  load: 'narrow',
  loadIn: by,
  store: 'full',
  storeIn: by,
});
const ip6 = (by: readonly Accessor[]): Rights => ({
  load: 'wide',
  loadIn: by,
  store: 'pairs',
  storeIn: by,
  element: 4,
});

const SOCK_ADDR: Context = {
  kind: 'bpf_sock_addr',
  struct: 'bpf_sock_addr',
  size: 72,
  fields: [
    field('user_family', 0, 4, FULL),
    field('user_ip4', 4, 4, ip4(INET4)),
    field('user_ip6', 8, 16, ip6(INET6)),
    field('user_port', 24, 4, { load: 'narrow', store: 'full' }),
    field('family', 28, 4, FULL),
    field('type', 32, 4, FULL),
    field('protocol', 36, 4, FULL),
    field('msg_src_ip4', 40, 4, ip4(['CGROUP_UDP4_SENDMSG'])),
    field('msg_src_ip6', 44, 16, ip6(['CGROUP_UDP6_SENDMSG'])),
    field('sk', 64, 8, pointer('sock')),
  ],
};

/** Consecutive 32-bit fields that are only loaded whole. */
const fullWords = (from: number, names: readonly string[]): ContextField[] =>
  names.map((name, i) => field(name, from + 4 * i, 4, FULL));

const SOCK_OPS: Context = {
  kind: 'bpf_sock_ops',
  struct: 'bpf_sock_ops',
  size: 224,
  fields: [
    field('op', 0, 4, FULL),
    field('reply', 4, 4, { load: 'full', store: 'full' }),
    field('args', 8, 12, words(FULL)), // args[1..3]; args[0] is `reply`
    ...fullWords(20, ['family', 'remote_ip4', 'local_ip4']),
    field('remote_ip6', 32, 16, words(FULL)),
    field('local_ip6', 48, 16, words(FULL)),
    ...fullWords(64, [
      'remote_port',
      'local_port',
      'is_fullsock',
      'snd_cwnd',
      'srtt_us',
      'bpf_sock_ops_cb_flags',
      'state',
      'rtt_min',
      'snd_ssthresh',
      'rcv_nxt',
      'snd_nxt',
      'snd_una',
      'mss_cache',
      'ecn_flags',
      'rate_delivered',
      'rate_interval_us',
      'packets_out',
      'retrans_out',
      'total_retrans',
      'segs_in',
      'data_segs_in',
      'segs_out',
      'data_segs_out',
      'lost_out',
      'sacked_out',
    ]),
    field('sk_txhash', 164, 4, { load: 'full', store: 'full' }),
    field('bytes_received', 168, 8, FULL),
    field('bytes_acked', 176, 8, FULL),
    field('sk', 184, 8, pointer('sock_or_null')),
    field('skb_data', 192, 8, pointer('pkt_data')),
    field('skb_data_end', 200, 8, pointer('pkt_end')),
    field('skb_len', 208, 4, FULL),
    field('skb_tcp_flags', 212, 4, LOW),
    field('skb_hwtstamp', 216, 8, FULL),
  ],
};

const SK_MSG: Context = {
  kind: 'sk_msg_md',
  struct: 'sk_msg_md',
  size: 80,
  fields: [
    field('data', 0, 8, pointer('pkt_data')),
    field('data_end', 8, 8, pointer('pkt_end')),
    ...fullWords(16, ['family', 'remote_ip4', 'local_ip4']),
    field('remote_ip6', 28, 16, words(FULL)),
    field('local_ip6', 44, 16, words(FULL)),
    ...fullWords(60, ['remote_port', 'local_port', 'size']),
    field('sk', 72, 8, pointer('sock')),
  ],
};

const SK_REUSEPORT: Context = {
  kind: 'sk_reuseport_md',
  struct: 'sk_reuseport_md',
  size: 56,
  fields: [
    field('data', 0, 8, pointer('pkt_data')),
    field('data_end', 8, 8, pointer('pkt_end')),
    field('len', 16, 4, NARROW),
    field('eth_protocol', 20, 4, { load: 'halves' }),
    field('ip_protocol', 24, 4, NARROW),
    field('bind_inany', 28, 4, NARROW),
    field('hash', 32, 4, FULL),
    field('sk', 40, 8, pointer('sock')),
    field('migrating_sk', 48, 8, pointer('sock_or_null')),
  ],
};

const SK_LOOKUP: Context = {
  kind: 'bpf_sk_lookup',
  struct: 'bpf_sk_lookup',
  size: 72,
  fields: [
    field('sk', 0, 8, pointer('sock_or_null')),
    field('family', 8, 4, NARROW),
    field('protocol', 12, 4, NARROW),
    field('remote_ip4', 16, 4, NARROW),
    field('remote_ip6', 20, 16, words(NARROW)),
    // A __be16 and two bytes of padding: it was 32 bits wide once.
    field('remote_port', 36, 4, NARROW),
    field('local_ip4', 40, 4, NARROW),
    field('local_ip6', 44, 16, words(NARROW)),
    field('local_port', 60, 4, NARROW),
    field('ingress_ifindex', 64, 4, NARROW),
  ],
};

// ---- Control groups and the rest ---------------------------------------------------------------------------------

const SYSCTL: Context = {
  kind: 'bpf_sysctl',
  struct: 'bpf_sysctl',
  size: 8,
  fields: [field('write', 0, 4, NARROW), field('file_pos', 4, 4, { load: 'narrow', store: 'full' })],
};

const setsockopt: Rights = { load: 'full', store: 'full', storeIn: ['CGROUP_SETSOCKOPT'] };
const getsockopt: readonly Accessor[] = ['CGROUP_GETSOCKOPT'];

const SOCKOPT: Context = {
  kind: 'bpf_sockopt',
  struct: 'bpf_sockopt',
  size: 40,
  fields: [
    field('sk', 0, 8, pointer('sock')),
    field('optval', 8, 8, pointer('pkt_data')),
    field('optval_end', 16, 8, pointer('pkt_end')),
    field('level', 24, 4, setsockopt),
    field('optname', 28, 4, setsockopt),
    field('optlen', 32, 4, { load: 'full', store: 'full' }),
    field('retval', 36, 4, { load: 'full', loadIn: getsockopt, store: 'full', storeIn: getsockopt }),
  ],
};

const CGROUP_DEVICE: Context = {
  kind: 'bpf_cgroup_dev_ctx',
  struct: 'bpf_cgroup_dev_ctx',
  size: 12,
  fields: [field('access_type', 0, 4, NARROW), field('major', 4, 4, FULL), field('minor', 8, 4, FULL)],
};

const NETFILTER: Context = {
  kind: 'bpf_nf_ctx',
  size: 16,
  fields: [field('state', 0, 8, pointer('btf')), field('skb', 8, 8, pointer('btf'))],
};

const LIRC: Context = { kind: 'lirc_mode2', size: 4, fields: [field('sample', 0, 4, FULL)] };

/** MAX_BPF_FUNC_ARGS of include/linux/bpf.h. */
const MAX_ARGS = 12;
/** PERF_MAX_TRACE_SIZE of include/linux/trace_events.h. */
const MAX_TRACE_SIZE = 8192;

const args = (access: Access): ContextField => field('args', 0, 8 * MAX_ARGS, { load: access, element: 8 });

const RAW_TRACEPOINT: Context = {
  kind: 'raw_tracepoint',
  struct: 'bpf_raw_tracepoint_args',
  size: 8 * MAX_ARGS,
  fields: [args('narrow')],
};
const TRACING: Context = { kind: 'tracing', size: 8 * MAX_ARGS, fields: [args('low')] };
const TRACEPOINT: Context = { kind: 'tracepoint', size: MAX_TRACE_SIZE, fields: [], openFrom: 8 };
const RAW: Context = { kind: 'raw', fields: [], openFrom: 0 };

const registers = (arch: TargetArch, access: Access): ContextField[] =>
  PT_REGS[arch].registers.map((name, i) => field(name, 8 * i, 8, { load: access }));

const ptRegs = (arch: TargetArch): Context => ({
  kind: 'pt_regs',
  struct: PT_REGS[arch].struct,
  size: 8 * PT_REGS[arch].registers.length,
  fields: registers(arch, 'narrow'),
});

function perfEvent(arch: TargetArch): Context {
  const end = 8 * PT_REGS[arch].registers.length;
  const fields = [field('sample_period', end, 8, NARROW), field('addr', end + 8, 8, NARROW)];
  return {
    kind: 'bpf_perf_event_data',
    struct: 'bpf_perf_event_data',
    size: end + 16,
    fields: [...registers(arch, 'full'), ...fields],
  };
}

/** Made when they are first asked for: most compilations need none. */
function perArch(make: (arch: TargetArch) => Context): (arch: TargetArch) => Context {
  const known: Partial<Record<TargetArch, Context>> = {};
  return arch => {
    known[arch] ??= make(arch);
    return known[arch];
  };
}
const ptRegsContext = perArch(ptRegs);
const perfEventContext = perArch(perfEvent);

const FIXED: Readonly<Record<Exclude<ContextKind, 'pt_regs' | 'bpf_perf_event_data'>, Context>> = {
  raw: RAW,
  xdp_md: XDP_MD,
  __sk_buff: SK_BUFF,
  tracepoint: TRACEPOINT,
  raw_tracepoint: RAW_TRACEPOINT,
  tracing: TRACING,
  bpf_sock: SOCK,
  bpf_sock_ops: SOCK_OPS,
  bpf_sock_addr: SOCK_ADDR,
  sk_msg_md: SK_MSG,
  sk_reuseport_md: SK_REUSEPORT,
  bpf_sk_lookup: SK_LOOKUP,
  bpf_sysctl: SYSCTL,
  bpf_sockopt: SOCKOPT,
  bpf_cgroup_dev_ctx: CGROUP_DEVICE,
  bpf_nf_ctx: NETFILTER,
  lirc_mode2: LIRC,
};

/** The context of a kind; two kinds hold the target's registers and differ by it. */
export function contextOf(kind: ContextKind, arch: TargetArch): Context {
  if (kind === 'pt_regs') return ptRegsContext(arch);
  if (kind === 'bpf_perf_event_data') return perfEventContext(arch);
  return FIXED[kind];
}

/** The field that holds the byte at `offset`, or undefined for padding and open records. */
export function fieldAt(context: Context, offset: number): ContextField | undefined {
  return context.fields.find(f => offset >= f.offset && offset < f.offset + f.size);
}

export interface ContextUser {
  readonly type: ProgramTypeName;
  readonly attachType?: AttachTypeName | undefined;
}

const may = (user: ContextUser, list: readonly Accessor[] | undefined): boolean =>
  list === undefined ||
  list.includes(user.type) ||
  (user.attachType !== undefined && list.includes(user.attachType));

function fits(access: Access, f: ContextField, offset: number, size: number): boolean {
  const within = offset - f.offset;
  const start = within % f.element;
  if (offset % size !== 0 || within + size > f.size) return false;
  switch (access) {
    case 'full':
      return start === 0 && size === f.element;
    case 'low':
      return start === 0 && size <= f.element;
    case 'narrow':
      return start + size <= f.element;
    case 'halves':
      return size >= 2 && start + size <= f.element;
    case 'port':
      return start === 0 || (start === 1 && size === 1);
    case 'wide':
      return size === 8 || start + size <= f.element;
    case 'pairs':
      return size === 8 || (start === 0 && size === f.element);
  }
}

/** Why an access to a context is not allowed. */
export type ContextRefusal = 'outside' | 'padding' | 'forbidden' | 'read_only' | 'shape';

/**
 * What an access of `size` bytes (1, 2, 4 or 8) at `offset` touches: the field, `open` for a record without a
 * field table, or the reason why the kernel would not allow it.
 */
export function contextAccess(
  context: Context,
  user: ContextUser,
  offset: number,
  size: number,
  write: boolean,
): ContextField | 'open' | { readonly refused: ContextRefusal } {
  if (offset < 0 || (context.size !== undefined && offset + size > context.size))
    return { refused: 'outside' };
  const f = fieldAt(context, offset);
  if (f === undefined) {
    const { openFrom } = context;
    if (openFrom === undefined || offset < openFrom) return { refused: 'padding' };
    if (write && context.kind !== 'raw') return { refused: 'read_only' };
    // Raw memory is the host's: alignment is its affair, as it is for any other memory.
    return context.kind === 'raw' || offset % size === 0 ? 'open' : { refused: 'shape' };
  }
  if (!may(user, write ? f.storeIn : f.loadIn))
    return { refused: write && may(user, f.loadIn) ? 'read_only' : 'forbidden' };
  const access = write ? f.store : f.load;
  if (access === undefined) return { refused: write ? 'read_only' : 'forbidden' };
  return fits(access, f, offset, size) ? f : { refused: 'shape' };
}
