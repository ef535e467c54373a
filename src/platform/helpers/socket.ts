/** Helpers of sockets, control groups and the odd device. */
import type { Accessor } from '../contexts.js';
import {
  ALWAYS,
  ANY,
  btf,
  CGROUP,
  CTX,
  CTX_OR_NULL,
  callers,
  type Helper,
  IN,
  INOUT,
  inFixed,
  KEY,
  LWT,
  MAP,
  OUT,
  REFUSED,
  RELEASED_SOCK,
  row,
  SIZE,
  SIZE0,
  SOCK,
  SOCK_COMMON,
  SOCK_OR_NULL,
  SOCKET_OR_NULL,
  TC,
  TYPED,
  VALUE_OR_NULL,
} from './prototype.js';

const LOOKUP: readonly Accessor[] = [...TC, 'xdp', 'cgroup_skb', 'sk_skb', 'cgroup_sock_addr'];
const TC_CGROUP: readonly Accessor[] = [...TC, 'cgroup_skb'];
const TC_XDP: readonly Accessor[] = [...TC, 'xdp'];
const TYPED_SOCKETS: readonly Accessor[] = ['tracing', 'lsm', 'syscall', 'struct_ops'];
/** Programs on behalf of a socket: cookies, storage, options. */
const WITH_SOCKET: readonly Accessor[] = [
  ...TC,
  'cgroup_skb',
  'cgroup_sock',
  'cgroup_sock_addr',
  'cgroup_sockopt',
  'sock_ops',
  'sk_msg',
];
const CAST: readonly Accessor[] = [
  ...TC,
  ...LWT,
  ...callers('socket_filter', 'xdp', 'cgroup_skb', 'sock_ops', 'sk_skb', 'sk_msg', 'cgroup_sock_addr'),
  ...callers('flow_dissector', 'sk_lookup', 'tracing', 'lsm', 'syscall'),
];
/** Those whose return value is an error number for the caller. */
const RETVAL: readonly Accessor[] = [
  ...callers('cgroup_sock', 'cgroup_device', 'cgroup_sysctl', 'cgroup_sockopt', 'LSM_CGROUP'),
  ...callers('CGROUP_INET4_BIND', 'CGROUP_INET6_BIND', 'CGROUP_INET4_CONNECT', 'CGROUP_INET6_CONNECT'),
  ...callers('CGROUP_UNIX_CONNECT', 'CGROUP_UDP4_SENDMSG', 'CGROUP_UDP6_SENDMSG', 'CGROUP_UNIX_SENDMSG'),
];

const acquires = { effects: ['acquires'], source: ALWAYS.noSocket } as const;
const lookup = (id: number, name: string, returns: Helper['returns']): Helper =>
  row(id, name, returns, [CTX, IN, SIZE, ANY, ANY], { callableFrom: LOOKUP, ...acquires });
const cast = (id: number, name: string): Helper =>
  row(id, name, 'PTR_TO_BTF_ID_OR_NULL', [SOCK], { callableFrom: CAST, source: REFUSED.socket });
const sockopt = (id: number, name: string, value: typeof IN): Helper =>
  row(id, name, 'INTEGER', [CTX, ANY, ANY, value, SIZE], {
    callableFrom: ['sock_ops', 'cgroup_sock_addr', 'CGROUP_SETSOCKOPT', 'lsm', 'TRACE_ITER', 'struct_ops'],
    variants: [
      { in: ['cgroup_sockopt', 'lsm', 'tracing', 'struct_ops'], args: [SOCK, ANY, ANY, value, SIZE] },
    ],
    source: REFUSED.socket,
  });

export const SOCKET: readonly Helper[] = [
  row(46, 'get_socket_cookie', 'INTEGER', [CTX], {
    callableFrom: [
      ...TC,
      ...TYPED,
      ...callers('socket_filter', 'cgroup_skb', 'cgroup_sock', 'cgroup_sock_addr', 'sock_ops', 'sk_skb'),
      ...callers('sk_reuseport'),
    ],
    variants: [{ in: [...TYPED, 'sk_reuseport'], args: [SOCK_OR_NULL] }],
  }),
  row(47, 'get_socket_uid', 'INTEGER', [CTX], {
    callableFrom: ['socket_filter', ...TC_CGROUP, 'sk_skb'],
    result: 'u32',
  }),
  row(122, 'get_netns_cookie', 'INTEGER', [CTX_OR_NULL], {
    callableFrom: ['socket_filter', ...WITH_SOCKET, 'lsm'],
  }),
  row(107, 'sk_storage_get', 'PTR_TO_MAP_VALUE_OR_NULL', [MAP, SOCK, VALUE_OR_NULL, ANY], {
    callableFrom: [...WITH_SOCKET, ...TYPED_SOCKETS],
    source: REFUSED.socket,
  }),
  row(108, 'sk_storage_delete', 'INTEGER', [MAP, SOCK], {
    callableFrom: [...WITH_SOCKET.filter(accessor => accessor !== 'cgroup_sock'), ...TYPED_SOCKETS],
    source: REFUSED.socket,
  }),
  row(81, 'get_local_storage', 'PTR_TO_MAP_VALUE', [MAP, ANY], {
    callableFrom: [...CGROUP, 'LSM_CGROUP'],
    source: REFUSED.cgroup,
  }),
  row(186, 'get_retval', 'INTEGER', [], { callableFrom: RETVAL }),
  row(187, 'set_retval', 'INTEGER', [ANY], { callableFrom: RETVAL, result: 'errno' }),

  lookup(84, 'sk_lookup_tcp', 'PTR_TO_SOCKET_OR_NULL'),
  lookup(85, 'sk_lookup_udp', 'PTR_TO_SOCKET_OR_NULL'),
  lookup(99, 'skc_lookup_tcp', 'PTR_TO_SOCK_COMMON_OR_NULL'),
  row(86, 'sk_release', 'INTEGER', [RELEASED_SOCK], {
    callableFrom: [...LOOKUP, 'sk_lookup'],
    effects: ['releases'],
    source: ALWAYS.released,
  }),
  row(95, 'sk_fullsock', 'PTR_TO_SOCKET_OR_NULL', [SOCK_COMMON], {
    callableFrom: TC_CGROUP,
    source: REFUSED.socket,
  }),
  row(96, 'tcp_sock', 'PTR_TO_TCP_SOCK_OR_NULL', [SOCK_COMMON], {
    callableFrom: [...TC_CGROUP, 'sock_ops', 'cgroup_sockopt'],
    source: REFUSED.socket,
  }),
  row(98, 'get_listener_sock', 'PTR_TO_SOCKET_OR_NULL', [SOCK_COMMON], {
    callableFrom: TC_CGROUP,
    source: REFUSED.socket,
  }),
  row(124, 'sk_assign', 'INTEGER', [CTX, SOCK, ANY], {
    callableFrom: [...TC, 'sk_lookup'],
    variants: [{ in: ['sk_lookup'], args: [CTX, SOCKET_OR_NULL, ANY] }],
    source: ALWAYS.notAssigned,
  }),
  cast(136, 'skc_to_tcp6_sock'),
  cast(137, 'skc_to_tcp_sock'),
  cast(138, 'skc_to_tcp_timewait_sock'),
  cast(139, 'skc_to_tcp_request_sock'),
  cast(140, 'skc_to_udp6_sock'),
  cast(178, 'skc_to_unix_sock'),
  cast(196, 'skc_to_mptcp_sock'),

  sockopt(49, 'setsockopt', IN),
  sockopt(57, 'getsockopt', OUT),
  row(64, 'bind', 'INTEGER', [CTX, IN, SIZE], {
    callableFrom: ['CGROUP_INET4_CONNECT', 'CGROUP_INET6_CONNECT'],
    source: REFUSED.socket,
  }),
  row(59, 'sock_ops_cb_flags_set', 'INTEGER', [CTX, ANY], {
    callableFrom: ['sock_ops'],
    source: REFUSED.socket,
  }),
  row(142, 'load_hdr_opt', 'INTEGER', [CTX, INOUT, SIZE, ANY], {
    callableFrom: ['sock_ops'],
    source: REFUSED.socket,
  }),
  row(143, 'store_hdr_opt', 'INTEGER', [CTX, IN, SIZE, ANY], {
    callableFrom: ['sock_ops'],
    effects: ['changes_packet'],
    source: REFUSED.socket,
  }),
  row(144, 'reserve_hdr_opt', 'INTEGER', [CTX, ANY, ANY], {
    callableFrom: ['sock_ops'],
    source: REFUSED.socket,
  }),
  row(53, 'sock_map_update', 'INTEGER', [CTX, MAP, KEY, ANY], {
    callableFrom: ['sock_ops'],
    source: REFUSED.socket,
  }),
  row(70, 'sock_hash_update', 'INTEGER', [CTX, MAP, KEY, ANY], {
    callableFrom: ['sock_ops'],
    source: REFUSED.socket,
  }),
  row(52, 'sk_redirect_map', 'INTEGER', [CTX, MAP, ANY, ANY], {
    callableFrom: ['sk_skb'],
    source: REFUSED.socket,
  }),
  row(72, 'sk_redirect_hash', 'INTEGER', [CTX, MAP, KEY, ANY], {
    callableFrom: ['sk_skb'],
    source: REFUSED.socket,
  }),
  row(60, 'msg_redirect_map', 'INTEGER', [CTX, MAP, ANY, ANY], {
    callableFrom: ['sk_msg'],
    source: REFUSED.socket,
  }),
  row(71, 'msg_redirect_hash', 'INTEGER', [CTX, MAP, KEY, ANY], {
    callableFrom: ['sk_msg'],
    source: REFUSED.socket,
  }),
  row(61, 'msg_apply_bytes', 'INTEGER', [CTX, ANY], { callableFrom: ['sk_msg'], source: REFUSED.socket }),
  row(62, 'msg_cork_bytes', 'INTEGER', [CTX, ANY], { callableFrom: ['sk_msg'], source: REFUSED.socket }),
  row(63, 'msg_pull_data', 'INTEGER', [CTX, ANY, ANY, ANY], {
    callableFrom: ['sk_msg'],
    effects: ['changes_packet'],
    source: REFUSED.socket,
  }),
  row(90, 'msg_push_data', 'INTEGER', [CTX, ANY, ANY, ANY], {
    callableFrom: ['sk_msg'],
    effects: ['changes_packet'],
    source: REFUSED.socket,
  }),
  row(91, 'msg_pop_data', 'INTEGER', [CTX, ANY, ANY, ANY], {
    callableFrom: ['sk_msg'],
    effects: ['changes_packet'],
    source: REFUSED.socket,
  }),
  row(82, 'sk_select_reuseport', 'INTEGER', [CTX, MAP, KEY, ANY], {
    callableFrom: ['sk_reuseport'],
    source: REFUSED.socket,
  }),

  row(100, 'tcp_check_syncookie', 'INTEGER', [SOCK, IN, SIZE, IN, SIZE], {
    callableFrom: TC_XDP,
    source: REFUSED.socket,
  }),
  row(110, 'tcp_gen_syncookie', 'INTEGER', [SOCK, IN, SIZE, IN, SIZE], {
    callableFrom: TC_XDP,
    source: REFUSED.socket,
  }),
  row(204, 'tcp_raw_gen_syncookie_ipv4', 'INTEGER', [inFixed(20), IN, SIZE0], {
    callableFrom: TC_XDP,
    source: REFUSED.network,
  }),
  row(205, 'tcp_raw_gen_syncookie_ipv6', 'INTEGER', [inFixed(40), IN, SIZE0], {
    callableFrom: TC_XDP,
    source: REFUSED.network,
  }),
  row(206, 'tcp_raw_check_syncookie_ipv4', 'INTEGER', [inFixed(20), inFixed(20)], {
    callableFrom: TC_XDP,
    source: REFUSED.network,
  }),
  row(207, 'tcp_raw_check_syncookie_ipv6', 'INTEGER', [inFixed(40), inFixed(20)], {
    callableFrom: TC_XDP,
    source: REFUSED.network,
  }),
  row(116, 'tcp_send_ack', 'INTEGER', [btf('tcp_sock'), ANY], {
    callableFrom: ['struct_ops'],
    source: REFUSED.socket,
  }),

  row(17, 'get_cgroup_classid', 'INTEGER', [], {
    variants: [{ in: [...TC, ...LWT], args: [CTX] }],
    source: ALWAYS.zero,
  }),
  row(151, 'skb_cgroup_classid', 'INTEGER', [CTX], { callableFrom: TC, source: REFUSED.cgroup }),
  row(33, 'skb_under_cgroup', 'INTEGER', [CTX, MAP, ANY], {
    callableFrom: [...TC, ...LWT],
    source: ALWAYS.noCgroup,
  }),
  row(79, 'skb_cgroup_id', 'INTEGER', [CTX], { callableFrom: TC_CGROUP, source: REFUSED.cgroup }),
  row(83, 'skb_ancestor_cgroup_id', 'INTEGER', [CTX, ANY], {
    callableFrom: TC_CGROUP,
    source: REFUSED.cgroup,
  }),
  row(128, 'sk_cgroup_id', 'INTEGER', [SOCK], { callableFrom: ['cgroup_skb'], source: REFUSED.cgroup }),
  row(129, 'sk_ancestor_cgroup_id', 'INTEGER', [SOCK, ANY], {
    callableFrom: ['cgroup_skb'],
    source: REFUSED.cgroup,
  }),
  row(101, 'sysctl_get_name', 'INTEGER', [CTX, INOUT, SIZE, ANY], {
    callableFrom: ['cgroup_sysctl'],
    source: REFUSED.kernelObject,
  }),
  row(102, 'sysctl_get_current_value', 'INTEGER', [CTX, OUT, SIZE], {
    callableFrom: ['cgroup_sysctl'],
    source: REFUSED.kernelObject,
  }),
  row(103, 'sysctl_get_new_value', 'INTEGER', [CTX, OUT, SIZE], {
    callableFrom: ['cgroup_sysctl'],
    source: REFUSED.kernelObject,
  }),
  row(104, 'sysctl_set_new_value', 'INTEGER', [CTX, IN, SIZE], {
    callableFrom: ['cgroup_sysctl'],
    source: REFUSED.kernelObject,
  }),
  row(77, 'rc_repeat', 'INTEGER', [CTX], { callableFrom: ['lirc_mode2'], source: REFUSED.device }),
  row(78, 'rc_keydown', 'INTEGER', [CTX, ANY, ANY, ANY], {
    callableFrom: ['lirc_mode2'],
    source: REFUSED.device,
  }),
  row(92, 'rc_pointer_rel', 'INTEGER', [CTX, ANY, ANY], {
    callableFrom: ['lirc_mode2'],
    source: REFUSED.device,
  }),
];
