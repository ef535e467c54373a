/**
 * Section names: which program type, attach type and attach method a name in `SEC("…")` stands for. The rules and
 * their order are those of libbpf; the looser prefixes of libbpf before 1.0 come after the exact ones.
 */
import type { AttachTypeName, ProgramTypeName } from './programs.js';

/** How libbpf's `bpf_program__attach` attaches such a program by itself; undefined when it does not. */
export type AutoAttach =
  | 'kprobe'
  | 'kprobe_multi'
  | 'kprobe_session'
  | 'ksyscall'
  | 'uprobe'
  | 'uprobe_multi'
  | 'usdt'
  | 'tracepoint'
  | 'raw_tracepoint'
  | 'trace'
  | 'lsm'
  | 'iter';

export interface SectionRule {
  /** The name; a `+` at the end also takes `name/extras`. */
  readonly pattern: string;
  readonly type: ProgramTypeName;
  readonly attachType?: AttachTypeName;
  readonly autoAttach?: AutoAttach;
  readonly sleepable?: true;
  /** `xdp.frags`: multi-buffer packets. */
  readonly frags?: true;
  /** Runs when the probed function returns, and sees its result. */
  readonly atReturn?: true;
}

type Extra = Omit<SectionRule, 'pattern' | 'type'>;
const sec = (pattern: string, type: ProgramTypeName, extra: Extra = {}): SectionRule => ({
  pattern,
  type,
  ...extra,
});
const at = (pattern: string, type: ProgramTypeName, attachType: AttachTypeName, extra: Extra = {}) =>
  sec(pattern, type, { attachType, ...extra });

/** `name` and its sleepable twin `name.s`. */
const withSleepable = (name: string, type: ProgramTypeName, extra: Extra): SectionRule[] => [
  sec(`${name}+`, type, extra),
  sec(`${name}.s+`, type, { ...extra, sleepable: true }),
];

const cgroup = (hook: string, type: ProgramTypeName, attachType: AttachTypeName) =>
  at(`cgroup/${hook}`, type, attachType);

export const SECTION_RULES: readonly SectionRule[] = [
  sec('socket', 'socket_filter'),
  at('sk_reuseport/migrate', 'sk_reuseport', 'SK_REUSEPORT_SELECT_OR_MIGRATE'),
  at('sk_reuseport', 'sk_reuseport', 'SK_REUSEPORT_SELECT'),

  sec('kprobe+', 'kprobe', { autoAttach: 'kprobe' }),
  ...withSleepable('uprobe', 'kprobe', { autoAttach: 'uprobe' }),
  sec('kretprobe+', 'kprobe', { autoAttach: 'kprobe', atReturn: true }),
  ...withSleepable('uretprobe', 'kprobe', { autoAttach: 'uprobe', atReturn: true }),
  at('kprobe.multi+', 'kprobe', 'TRACE_KPROBE_MULTI', { autoAttach: 'kprobe_multi' }),
  at('kretprobe.multi+', 'kprobe', 'TRACE_KPROBE_MULTI', { autoAttach: 'kprobe_multi', atReturn: true }),
  at('kprobe.session+', 'kprobe', 'TRACE_KPROBE_SESSION', { autoAttach: 'kprobe_session' }),
  ...withSleepable('uprobe.multi', 'kprobe', {
    attachType: 'TRACE_UPROBE_MULTI',
    autoAttach: 'uprobe_multi',
  }),
  ...withSleepable('uretprobe.multi', 'kprobe', {
    attachType: 'TRACE_UPROBE_MULTI',
    autoAttach: 'uprobe_multi',
    atReturn: true,
  }),
  ...withSleepable('uprobe.session', 'kprobe', {
    attachType: 'TRACE_UPROBE_SESSION',
    autoAttach: 'uprobe_multi',
  }),
  sec('ksyscall+', 'kprobe', { autoAttach: 'ksyscall' }),
  sec('kretsyscall+', 'kprobe', { autoAttach: 'ksyscall', atReturn: true }),
  ...withSleepable('usdt', 'kprobe', { autoAttach: 'usdt' }),

  at('tc/ingress', 'sched_cls', 'TCX_INGRESS'),
  at('tc/egress', 'sched_cls', 'TCX_EGRESS'),
  at('tcx/ingress', 'sched_cls', 'TCX_INGRESS'),
  at('tcx/egress', 'sched_cls', 'TCX_EGRESS'),
  sec('tc', 'sched_cls'),
  sec('classifier', 'sched_cls'),
  sec('action', 'sched_act'),
  at('netkit/primary', 'sched_cls', 'NETKIT_PRIMARY'),
  at('netkit/peer', 'sched_cls', 'NETKIT_PEER'),

  sec('tracepoint+', 'tracepoint', { autoAttach: 'tracepoint' }),
  sec('tp+', 'tracepoint', { autoAttach: 'tracepoint' }),
  sec('raw_tracepoint+', 'raw_tracepoint', { autoAttach: 'raw_tracepoint' }),
  sec('raw_tp+', 'raw_tracepoint', { autoAttach: 'raw_tracepoint' }),
  sec('raw_tracepoint.w+', 'raw_tracepoint_writable', { autoAttach: 'raw_tracepoint' }),
  sec('raw_tp.w+', 'raw_tracepoint_writable', { autoAttach: 'raw_tracepoint' }),

  at('tp_btf+', 'tracing', 'TRACE_RAW_TP', { autoAttach: 'trace' }),
  ...withSleepable('fentry', 'tracing', { attachType: 'TRACE_FENTRY', autoAttach: 'trace' }),
  ...withSleepable('fmod_ret', 'tracing', { attachType: 'MODIFY_RETURN', autoAttach: 'trace' }),
  ...withSleepable('fexit', 'tracing', { attachType: 'TRACE_FEXIT', autoAttach: 'trace', atReturn: true }),
  sec('freplace+', 'ext', { autoAttach: 'trace' }),
  ...withSleepable('lsm', 'lsm', { attachType: 'LSM_MAC', autoAttach: 'lsm' }),
  at('lsm_cgroup+', 'lsm', 'LSM_CGROUP'),
  ...withSleepable('iter', 'tracing', { attachType: 'TRACE_ITER', autoAttach: 'iter' }),
  sec('syscall', 'syscall', { sleepable: true }),

  at('xdp.frags/devmap', 'xdp', 'XDP_DEVMAP', { frags: true }),
  at('xdp/devmap', 'xdp', 'XDP_DEVMAP'),
  at('xdp.frags/cpumap', 'xdp', 'XDP_CPUMAP', { frags: true }),
  at('xdp/cpumap', 'xdp', 'XDP_CPUMAP'),
  at('xdp.frags', 'xdp', 'XDP', { frags: true }),
  at('xdp', 'xdp', 'XDP'),
  sec('perf_event', 'perf_event'),
  sec('lwt_in', 'lwt_in'),
  sec('lwt_out', 'lwt_out'),
  sec('lwt_xmit', 'lwt_xmit'),
  sec('lwt_seg6local', 'lwt_seg6local'),
  at('sockops', 'sock_ops', 'CGROUP_SOCK_OPS'),
  at('sk_skb/stream_parser', 'sk_skb', 'SK_SKB_STREAM_PARSER'),
  at('sk_skb/stream_verdict', 'sk_skb', 'SK_SKB_STREAM_VERDICT'),
  at('sk_skb/verdict', 'sk_skb', 'SK_SKB_VERDICT'),
  sec('sk_skb', 'sk_skb'),
  at('sk_msg', 'sk_msg', 'SK_MSG_VERDICT'),
  at('lirc_mode2', 'lirc_mode2', 'LIRC_MODE2'),
  at('flow_dissector', 'flow_dissector', 'FLOW_DISSECTOR'),

  at('cgroup_skb/ingress', 'cgroup_skb', 'CGROUP_INET_INGRESS'),
  at('cgroup_skb/egress', 'cgroup_skb', 'CGROUP_INET_EGRESS'),
  sec('cgroup/skb', 'cgroup_skb'),
  cgroup('sock_create', 'cgroup_sock', 'CGROUP_INET_SOCK_CREATE'),
  cgroup('sock_release', 'cgroup_sock', 'CGROUP_INET_SOCK_RELEASE'),
  cgroup('sock', 'cgroup_sock', 'CGROUP_INET_SOCK_CREATE'),
  cgroup('post_bind4', 'cgroup_sock', 'CGROUP_INET4_POST_BIND'),
  cgroup('post_bind6', 'cgroup_sock', 'CGROUP_INET6_POST_BIND'),
  cgroup('bind4', 'cgroup_sock_addr', 'CGROUP_INET4_BIND'),
  cgroup('bind6', 'cgroup_sock_addr', 'CGROUP_INET6_BIND'),
  cgroup('connect4', 'cgroup_sock_addr', 'CGROUP_INET4_CONNECT'),
  cgroup('connect6', 'cgroup_sock_addr', 'CGROUP_INET6_CONNECT'),
  cgroup('connect_unix', 'cgroup_sock_addr', 'CGROUP_UNIX_CONNECT'),
  cgroup('sendmsg4', 'cgroup_sock_addr', 'CGROUP_UDP4_SENDMSG'),
  cgroup('sendmsg6', 'cgroup_sock_addr', 'CGROUP_UDP6_SENDMSG'),
  cgroup('sendmsg_unix', 'cgroup_sock_addr', 'CGROUP_UNIX_SENDMSG'),
  cgroup('recvmsg4', 'cgroup_sock_addr', 'CGROUP_UDP4_RECVMSG'),
  cgroup('recvmsg6', 'cgroup_sock_addr', 'CGROUP_UDP6_RECVMSG'),
  cgroup('recvmsg_unix', 'cgroup_sock_addr', 'CGROUP_UNIX_RECVMSG'),
  cgroup('getpeername4', 'cgroup_sock_addr', 'CGROUP_INET4_GETPEERNAME'),
  cgroup('getpeername6', 'cgroup_sock_addr', 'CGROUP_INET6_GETPEERNAME'),
  cgroup('getpeername_unix', 'cgroup_sock_addr', 'CGROUP_UNIX_GETPEERNAME'),
  cgroup('getsockname4', 'cgroup_sock_addr', 'CGROUP_INET4_GETSOCKNAME'),
  cgroup('getsockname6', 'cgroup_sock_addr', 'CGROUP_INET6_GETSOCKNAME'),
  cgroup('getsockname_unix', 'cgroup_sock_addr', 'CGROUP_UNIX_GETSOCKNAME'),
  cgroup('sysctl', 'cgroup_sysctl', 'CGROUP_SYSCTL'),
  cgroup('getsockopt', 'cgroup_sockopt', 'CGROUP_GETSOCKOPT'),
  cgroup('setsockopt', 'cgroup_sockopt', 'CGROUP_SETSOCKOPT'),
  cgroup('dev', 'cgroup_device', 'CGROUP_DEVICE'),
  sec('struct_ops+', 'struct_ops'),
  sec('struct_ops.s+', 'struct_ops', { sleepable: true }),
  at('sk_lookup', 'sk_lookup', 'SK_LOOKUP'),
  at('netfilter', 'netfilter', 'NETFILTER'),
];

/** Prefixes that libbpf took before 1.0 and that published objects still use (`socket1`, `xdp_fwd`, `tc/tail`). */
const LOOSE_PREFIXES: readonly string[] = [
  'socket',
  'classifier',
  'action',
  'tc',
  'xdp',
  'perf_event',
  'lwt_in',
  'lwt_out',
  'lwt_xmit',
  'lwt_seg6local',
  'sockops',
  'sk_skb',
  'sk_msg',
  'lirc_mode2',
  'flow_dissector',
  'cgroup_skb',
  'cgroup/skb',
  'cgroup/sock',
  'sk_lookup',
];

export interface SectionMatch {
  readonly rule: SectionRule;
  /** What follows the rule's name and a `/`: `libc.so.6:malloc` of `uprobe/libc.so.6:malloc`; empty if nothing. */
  readonly extras: string;
  /** Only the loose prefixes of libbpf before 1.0 take this name. */
  readonly loose: boolean;
  /** `SEC("?…")`: libbpf does not load the program unless it is told to. */
  readonly optional: boolean;
}

const exact = new Map<string, SectionRule>();
const open = new Map<string, SectionRule>();
for (const rule of SECTION_RULES) {
  if (rule.pattern.endsWith('+')) open.set(rule.pattern.slice(0, -1), rule);
  else exact.set(rule.pattern, rule);
}
const CGROUP_SKB_ANY: SectionRule = sec('cgroup_skb', 'cgroup_skb');

function looseRule(name: string): { rule: SectionRule; prefix: string } | undefined {
  // A longer word is another word: `tcp_input` is not `tc`.
  const takes = (p: string) => name.startsWith(p) && !/^[a-z]/i.test(name.slice(p.length));
  const prefix = LOOSE_PREFIXES.filter(takes).sort((a, b) => b.length - a.length)[0];
  if (prefix === undefined) return undefined;
  const rule = exact.get(prefix) ?? (prefix === 'cgroup_skb' ? CGROUP_SKB_ANY : undefined);
  return rule && { rule, prefix };
}

/** The rule for a section name, or undefined when the name says nothing about the type. */
export function matchSection(section: string): SectionMatch | undefined {
  const optional = section.startsWith('?');
  const name = optional ? section.slice(1) : section;
  const found = exact.get(name);
  if (found) return { rule: found, extras: '', loose: false, optional };
  const slash = name.indexOf('/');
  const head = slash < 0 ? name : name.slice(0, slash);
  const prefixed = open.get(head);
  if (prefixed)
    return { rule: prefixed, extras: slash < 0 ? '' : name.slice(slash + 1), loose: false, optional };
  const loose = looseRule(name);
  if (!loose) return undefined;
  return {
    rule: loose.rule,
    extras: name.slice(loose.prefix.length).replace(/^\//, ''),
    loose: true,
    optional,
  };
}

/**
 * The program type of a section whose own name says nothing (`2/1` of iproute2, `.text`, `ingress`): that of the
 * only kind of program beside it in the object, or undefined when there is none or more than one.
 */
export function typeFromNeighbours(sections: readonly string[]): ProgramTypeName | undefined {
  const types = new Set(sections.map(section => matchSection(section)?.rule.type));
  types.delete(undefined);
  return types.size === 1 ? [...types][0] : undefined;
}
