/**
 * Program types: `enum bpf_prog_type` of include/uapi/linux/bpf.h, what each receives, what it may return (the
 * kernel's check_return_code), and what it can mean outside the kernel.
 */
import type { ContextKind } from './contexts.js';

/** Inclusive bounds of r0 at exit, as signed 64-bit numbers; they are all small. */
export interface ReturnRange {
  readonly min: number;
  readonly max: number;
}

/**
 * What a program type can be in user space. `attach`: the runtime has a place to attach it. `call`: it compiles
 * and runs with a context that its host provides. Refused types have no meaning there.
 */
export type ProgramSupport = 'attach' | 'call' | { readonly refused: string };

export interface ProgramType {
  /** `enum bpf_prog_type`. */
  readonly id: number;
  /** libbpf's name: the enumerator without `BPF_PROG_TYPE_`, in lower case. */
  readonly name: string;
  /** What r1 points to. */
  readonly context: ContextKind;
  /** Checked at every exit; absent when any value will do. Attach types may differ: see `returnRange`. */
  readonly returns?: ReturnRange;
  /** The program may be loaded as sleepable. */
  readonly sleepable?: true;
  /** LD_ABS and LD_IND are allowed (may_access_skb). */
  readonly legacyPacket?: true;
  readonly support: ProgramSupport;
}

const BOOLEAN: ReturnRange = { min: 0, max: 1 };
const ZERO: ReturnRange = { min: 0, max: 0 };

const row = <Name extends string>(
  id: number,
  name: Name,
  context: ContextKind,
  support: ProgramSupport,
  more: Partial<Pick<ProgramType, 'returns' | 'sleepable' | 'legacyPacket'>> = {},
): ProgramType & { readonly name: Name } => ({ id, name, context, support, ...more });

export const PROGRAM_TYPES = [
  row(0, 'unspec', 'raw', 'call'),
  row(1, 'socket_filter', '__sk_buff', 'call', { legacyPacket: true }),
  row(2, 'kprobe', 'pt_regs', 'attach', { sleepable: true }),
  row(3, 'sched_cls', '__sk_buff', 'call', { legacyPacket: true }),
  row(4, 'sched_act', '__sk_buff', 'call', { legacyPacket: true }),
  row(5, 'tracepoint', 'tracepoint', 'attach'),
  row(6, 'xdp', 'xdp_md', 'call'),
  row(7, 'perf_event', 'bpf_perf_event_data', 'call'),
  row(8, 'cgroup_skb', '__sk_buff', 'call', { returns: BOOLEAN }),
  row(9, 'cgroup_sock', 'bpf_sock', 'call', { returns: BOOLEAN }),
  row(10, 'lwt_in', '__sk_buff', 'call'),
  row(11, 'lwt_out', '__sk_buff', 'call'),
  row(12, 'lwt_xmit', '__sk_buff', 'call'),
  row(13, 'sock_ops', 'bpf_sock_ops', 'call', { returns: BOOLEAN }),
  row(14, 'sk_skb', '__sk_buff', 'call'),
  row(15, 'cgroup_device', 'bpf_cgroup_dev_ctx', 'call', { returns: BOOLEAN }),
  row(16, 'sk_msg', 'sk_msg_md', 'call'),
  row(17, 'raw_tracepoint', 'raw_tracepoint', 'attach'),
  row(18, 'cgroup_sock_addr', 'bpf_sock_addr', 'call', { returns: BOOLEAN }),
  row(19, 'lwt_seg6local', '__sk_buff', 'call'),
  row(20, 'lirc_mode2', 'lirc_mode2', 'call'),
  row(21, 'sk_reuseport', 'sk_reuseport_md', 'call'),
  row(22, 'flow_dissector', '__sk_buff', 'call'),
  row(23, 'cgroup_sysctl', 'bpf_sysctl', 'call', { returns: BOOLEAN }),
  row(24, 'raw_tracepoint_writable', 'raw_tracepoint', 'call'),
  row(25, 'cgroup_sockopt', 'bpf_sockopt', 'call', { returns: BOOLEAN }),
  row(26, 'tracing', 'tracing', 'call', { sleepable: true }),
  row(27, 'struct_ops', 'tracing', 'call', { sleepable: true }),
  row(28, 'ext', 'tracing', { refused: 'it replaces a function of a program that is loaded in the kernel' }),
  row(29, 'lsm', 'tracing', 'call', { sleepable: true }),
  row(30, 'sk_lookup', 'bpf_sk_lookup', 'call', { returns: BOOLEAN }),
  row(31, 'syscall', 'raw', 'call', { sleepable: true }),
  row(32, 'netfilter', 'bpf_nf_ctx', 'call', { returns: BOOLEAN }),
] as const;

export type ProgramTypeName = (typeof PROGRAM_TYPES)[number]['name'];

const byName: ReadonlyMap<string, ProgramType> = new Map(PROGRAM_TYPES.map(type => [type.name, type]));

/** The row of a program type by its number (`enum bpf_prog_type`) or libbpf name. */
export function programType(key: ProgramTypeName): ProgramType;
export function programType(key: number | string): ProgramType | undefined;
export function programType(key: number | string): ProgramType | undefined {
  return typeof key === 'number' ? PROGRAM_TYPES[key] : byName.get(key);
}

/** `enum bpf_attach_type` in order: the index is the number, the name lacks `BPF_`. */
export const ATTACH_TYPES = [
  'CGROUP_INET_INGRESS',
  'CGROUP_INET_EGRESS',
  'CGROUP_INET_SOCK_CREATE',
  'CGROUP_SOCK_OPS',
  'SK_SKB_STREAM_PARSER',
  'SK_SKB_STREAM_VERDICT',
  'CGROUP_DEVICE',
  'SK_MSG_VERDICT',
  'CGROUP_INET4_BIND',
  'CGROUP_INET6_BIND',
  'CGROUP_INET4_CONNECT',
  'CGROUP_INET6_CONNECT',
  'CGROUP_INET4_POST_BIND',
  'CGROUP_INET6_POST_BIND',
  'CGROUP_UDP4_SENDMSG',
  'CGROUP_UDP6_SENDMSG',
  'LIRC_MODE2',
  'FLOW_DISSECTOR',
  'CGROUP_SYSCTL',
  'CGROUP_UDP4_RECVMSG',
  'CGROUP_UDP6_RECVMSG',
  'CGROUP_GETSOCKOPT',
  'CGROUP_SETSOCKOPT',
  'TRACE_RAW_TP',
  'TRACE_FENTRY',
  'TRACE_FEXIT',
  'MODIFY_RETURN',
  'LSM_MAC',
  'TRACE_ITER',
  'CGROUP_INET4_GETPEERNAME',
  'CGROUP_INET6_GETPEERNAME',
  'CGROUP_INET4_GETSOCKNAME',
  'CGROUP_INET6_GETSOCKNAME',
  'XDP_DEVMAP',
  'CGROUP_INET_SOCK_RELEASE',
  'XDP_CPUMAP',
  'SK_LOOKUP',
  'XDP',
  'SK_SKB_VERDICT',
  'SK_REUSEPORT_SELECT',
  'SK_REUSEPORT_SELECT_OR_MIGRATE',
  'PERF_EVENT',
  'TRACE_KPROBE_MULTI',
  'LSM_CGROUP',
  'STRUCT_OPS',
  'NETFILTER',
  'TCX_INGRESS',
  'TCX_EGRESS',
  'TRACE_UPROBE_MULTI',
  'CGROUP_UNIX_CONNECT',
  'CGROUP_UNIX_SENDMSG',
  'CGROUP_UNIX_RECVMSG',
  'CGROUP_UNIX_GETPEERNAME',
  'CGROUP_UNIX_GETSOCKNAME',
  'NETKIT_PRIMARY',
  'NETKIT_PEER',
  'TRACE_KPROBE_SESSION',
  'TRACE_UPROBE_SESSION',
] as const;

export type AttachTypeName = (typeof ATTACH_TYPES)[number];

/** Return ranges that depend on where a program attaches, from check_return_code of kernel/bpf/verifier.c. */
const RETURNS_BY_ATTACH: { readonly [A in AttachTypeName]?: ReturnRange } = {
  CGROUP_INET_EGRESS: { min: 0, max: 3 },
  CGROUP_INET4_BIND: { min: 0, max: 3 },
  CGROUP_INET6_BIND: { min: 0, max: 3 },
  CGROUP_UDP4_RECVMSG: { min: 1, max: 1 },
  CGROUP_UDP6_RECVMSG: { min: 1, max: 1 },
  CGROUP_UNIX_RECVMSG: { min: 1, max: 1 },
  CGROUP_INET4_GETPEERNAME: { min: 1, max: 1 },
  CGROUP_INET6_GETPEERNAME: { min: 1, max: 1 },
  CGROUP_UNIX_GETPEERNAME: { min: 1, max: 1 },
  CGROUP_INET4_GETSOCKNAME: { min: 1, max: 1 },
  CGROUP_INET6_GETSOCKNAME: { min: 1, max: 1 },
  CGROUP_UNIX_GETSOCKNAME: { min: 1, max: 1 },
  TRACE_FENTRY: ZERO,
  TRACE_FEXIT: ZERO,
  TRACE_ITER: BOOLEAN,
  TRACE_KPROBE_SESSION: BOOLEAN,
  TRACE_UPROBE_SESSION: BOOLEAN,
  LSM_CGROUP: BOOLEAN,
  LSM_MAC: { min: -4095, max: 0 },
};

/** The range r0 must be in at exit, or undefined when any value will do. */
export function returnRange(type: ProgramType, attach: AttachTypeName | undefined): ReturnRange | undefined {
  return (attach && RETURNS_BY_ATTACH[attach]) ?? type.returns;
}
