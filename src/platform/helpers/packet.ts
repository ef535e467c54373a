/** Helpers of packets: their bytes, lengths, checksums, VLAN tags, tunnels, and where they go. */
import type { Accessor } from '../contexts.js';
import {
  ALWAYS,
  ANY,
  btf,
  CTX,
  type Helper,
  IN,
  IN_OR_NULL,
  INOUT,
  inoutFixed,
  LWT,
  MAP,
  OUT,
  REFUSED,
  row,
  SIZE,
  SIZE0,
  TC,
  TYPED,
} from './prototype.js';

const XDP: readonly Accessor[] = ['xdp'];
/** Those that may also make a packet leave by a device. */
const XMIT: readonly Accessor[] = [...TC, 'lwt_xmit'];
const EDIT: readonly Accessor[] = [...XMIT, 'sk_skb'];
const ROUTED: readonly Accessor[] = [...TC, ...LWT];
const TC_XDP: readonly Accessor[] = [...TC, 'xdp'];
const CHANGES = { effects: ['changes_packet'] } as const;

export const PACKET: readonly Helper[] = [
  row(26, 'skb_load_bytes', 'INTEGER', [CTX, ANY, OUT, SIZE], {
    callableFrom: ['socket_filter', ...ROUTED, 'cgroup_skb', 'sk_skb', 'sk_reuseport', 'flow_dissector'],
    result: 'errno',
  }),
  row(68, 'skb_load_bytes_relative', 'INTEGER', [CTX, ANY, OUT, SIZE, ANY], {
    callableFrom: ['socket_filter', ...TC, 'cgroup_skb', 'sk_reuseport'],
    result: 'errno',
  }),
  row(9, 'skb_store_bytes', 'INTEGER', [CTX, ANY, IN, SIZE, ANY], {
    callableFrom: EDIT,
    ...CHANGES,
    result: 'errno',
  }),
  row(10, 'l3_csum_replace', 'INTEGER', [CTX, ANY, ANY, ANY, ANY], {
    callableFrom: XMIT,
    ...CHANGES,
    result: 'errno',
  }),
  row(11, 'l4_csum_replace', 'INTEGER', [CTX, ANY, ANY, ANY, ANY], {
    callableFrom: XMIT,
    ...CHANGES,
    result: 'errno',
  }),
  row(28, 'csum_diff', 'INTEGER', [IN_OR_NULL, SIZE0, IN_OR_NULL, SIZE0, ANY], {
    callableFrom: [...TC_XDP, ...LWT],
  }),
  row(40, 'csum_update', 'INTEGER', [CTX, ANY], { callableFrom: XMIT }),
  row(135, 'csum_level', 'INTEGER', [CTX, ANY], { callableFrom: XMIT }),
  row(34, 'get_hash_recalc', 'INTEGER', [CTX], { callableFrom: ROUTED, result: 'u32' }),
  row(41, 'set_hash_invalid', 'INTEGER', [CTX], { callableFrom: XMIT, result: 'errno' }),
  row(48, 'set_hash', 'INTEGER', [CTX, ANY], { callableFrom: TC, result: 'errno' }),

  row(18, 'skb_vlan_push', 'INTEGER', [CTX, ANY, ANY], { callableFrom: TC, ...CHANGES, result: 'errno' }),
  row(19, 'skb_vlan_pop', 'INTEGER', [CTX], { callableFrom: TC, ...CHANGES, result: 'errno' }),
  row(31, 'skb_change_proto', 'INTEGER', [CTX, ANY, ANY], {
    callableFrom: TC,
    ...CHANGES,
    result: 'errno',
  }),
  row(32, 'skb_change_type', 'INTEGER', [CTX, ANY], { callableFrom: TC, result: 'errno' }),
  row(38, 'skb_change_tail', 'INTEGER', [CTX, ANY, ANY], {
    callableFrom: EDIT,
    ...CHANGES,
    result: 'errno',
  }),
  row(43, 'skb_change_head', 'INTEGER', [CTX, ANY, ANY], {
    callableFrom: EDIT,
    ...CHANGES,
    result: 'errno',
  }),
  row(39, 'skb_pull_data', 'INTEGER', [CTX, ANY], {
    callableFrom: [...ROUTED, 'sk_skb'],
    ...CHANGES,
    result: 'errno',
  }),
  row(50, 'skb_adjust_room', 'INTEGER', [CTX, ANY, ANY, ANY], {
    callableFrom: [...TC, 'sk_skb'],
    ...CHANGES,
    result: 'errno',
  }),
  row(97, 'skb_ecn_set_ce', 'INTEGER', [CTX], { callableFrom: [...TC, 'cgroup_skb'] }),
  row(192, 'skb_set_tstamp', 'INTEGER', [CTX, ANY, ANY], { callableFrom: TC, result: 'errno' }),

  row(44, 'xdp_adjust_head', 'INTEGER', [CTX, ANY], { callableFrom: XDP, ...CHANGES, result: 'errno' }),
  row(54, 'xdp_adjust_meta', 'INTEGER', [CTX, ANY], { callableFrom: XDP, ...CHANGES, result: 'errno' }),
  row(65, 'xdp_adjust_tail', 'INTEGER', [CTX, ANY], { callableFrom: XDP, ...CHANGES, result: 'errno' }),
  row(188, 'xdp_get_buff_len', 'INTEGER', [CTX], {
    callableFrom: [...XDP, ...TYPED],
    variants: [{ in: TYPED, args: [btf('xdp_buff')] }],
    result: 'u32',
  }),
  row(189, 'xdp_load_bytes', 'INTEGER', [CTX, ANY, OUT, SIZE], { callableFrom: XDP, result: 'errno' }),
  row(190, 'xdp_store_bytes', 'INTEGER', [CTX, ANY, IN, SIZE], { callableFrom: XDP, result: 'errno' }),

  row(23, 'redirect', 'INTEGER', [ANY, ANY], { callableFrom: [...XMIT, 'xdp'] }),
  row(51, 'redirect_map', 'INTEGER', [MAP, ANY, ANY], { callableFrom: XDP }),
  row(13, 'clone_redirect', 'INTEGER', [CTX, ANY, ANY], { callableFrom: XMIT, ...CHANGES }),
  row(152, 'redirect_neigh', 'INTEGER', [ANY, IN_OR_NULL, SIZE0, ANY], { callableFrom: TC }),
  row(155, 'redirect_peer', 'INTEGER', [ANY, ANY], { callableFrom: TC }),
  row(69, 'fib_lookup', 'INTEGER', [CTX, INOUT, SIZE, ANY], { callableFrom: TC_XDP }),
  row(163, 'check_mtu', 'INTEGER', [CTX, ANY, inoutFixed(4), ANY, ANY], { callableFrom: TC_XDP }),

  row(20, 'skb_get_tunnel_key', 'INTEGER', [CTX, OUT, SIZE, ANY], { callableFrom: XMIT, result: 'errno' }),
  row(21, 'skb_set_tunnel_key', 'INTEGER', [CTX, IN, SIZE, ANY], { callableFrom: XMIT, result: 'errno' }),
  row(29, 'skb_get_tunnel_opt', 'INTEGER', [CTX, OUT, SIZE], { callableFrom: XMIT }),
  row(30, 'skb_set_tunnel_opt', 'INTEGER', [CTX, IN, SIZE], { callableFrom: XMIT, result: 'errno' }),
  row(66, 'skb_get_xfrm_state', 'INTEGER', [CTX, ANY, OUT, SIZE, ANY], {
    callableFrom: TC,
    source: REFUSED.network,
  }),
  row(24, 'get_route_realm', 'INTEGER', [CTX], { callableFrom: ROUTED, source: ALWAYS.zero }),
  row(73, 'lwt_push_encap', 'INTEGER', [CTX, ANY, IN, SIZE], {
    callableFrom: ['lwt_in', 'lwt_xmit'],
    ...CHANGES,
    source: REFUSED.network,
  }),
  row(74, 'lwt_seg6_store_bytes', 'INTEGER', [CTX, ANY, IN, SIZE], {
    callableFrom: ['lwt_seg6local'],
    ...CHANGES,
    source: REFUSED.network,
  }),
  row(75, 'lwt_seg6_adjust_srh', 'INTEGER', [CTX, ANY, ANY], {
    callableFrom: ['lwt_seg6local'],
    ...CHANGES,
    source: REFUSED.network,
  }),
  row(76, 'lwt_seg6_action', 'INTEGER', [CTX, ANY, IN, SIZE], {
    callableFrom: ['lwt_seg6local'],
    ...CHANGES,
    source: REFUSED.network,
  }),
];
