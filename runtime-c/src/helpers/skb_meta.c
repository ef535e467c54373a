/* SPDX-License-Identifier: MIT */
/* Helpers on what belongs to a packet but is not in it: hash, tunnel, socket, cgroup (net/core/filter.c). */
#include "packet.h"

static uint32_t mix(uint32_t hash, const uint8_t *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		hash = (hash ^ bytes[i]) * 0x01000193u;
	return hash ^ hash >> 15;
}

/* A hash of addresses, protocol and ports. The kernel's is keyed at random, so programs expect no certain value. */
HELPER(get_hash_recalc)
{
	struct ebpfc_skb *skb = ebpfc__ptr(r1);
	const uint8_t *ip = skb->network_header;
	int64_t length = skb->data_end - ip;
	uint32_t hash = 0x811c9dc5u;

	if (skb->state & EBPFC_SKB_HASH)
		return skb->hash;
	if (skb->protocol == ETH_P_IP && length >= 20) {
		int64_t l4 = (ip[0] & 15) * 4;

		hash = mix(hash, ip + 12, 8);
		hash = mix(hash, ip + 9, 1);
		if ((ip[9] == 6 || ip[9] == 17) && (ip[6] & 0x3f) == 0 && ip[7] == 0 && length >= l4 + 4)
			hash = mix(hash, ip + l4, 4);
	} else if (skb->protocol == ETH_P_IPV6 && length >= 40) {
		hash = mix(hash, ip + 8, 32);
		hash = mix(hash, ip + 6, 1);
		if ((ip[6] == 6 || ip[6] == 17) && length >= 44)
			hash = mix(hash, ip + 40, 4);
	}
	skb->hash = hash ? hash : 1;
	skb->state |= EBPFC_SKB_HASH;
	return skb->hash;
}

HELPER(set_hash_invalid)
{
	struct ebpfc_skb *skb = ebpfc__ptr(r1);

	skb->state &= ~(uint32_t)EBPFC_SKB_HASH;
	skb->hash = 0;
	return 0;
}

HELPER(set_hash)
{
	struct ebpfc_skb *skb = ebpfc__ptr(r1);

	skb->state |= EBPFC_SKB_HASH;
	skb->hash = (uint32_t)r2;
	return 0;
}

HELPER(skb_set_tstamp)
{
	enum { UNSPEC, DELIVERY_MONO };
	struct ebpfc_skb *skb = ebpfc__ptr(r1);

	if (skb->protocol != ETH_P_IP && skb->protocol != ETH_P_IPV6)
		return ebpfc__r0(-EOPNOTSUPP);
	if ((uint32_t)r3 == DELIVERY_MONO ? r2 == 0 : (uint32_t)r3 != UNSPEC || r2 != 0)
		return ebpfc__r0(-EINVAL);
	skb->tstamp = r2;
	skb->tstamp_type = (uint32_t)r3;
	return 0;
}

/* INET_ECN_set_ce: 1 if the packet carries the mark afterwards. */
HELPER(skb_ecn_set_ce)
{
	struct ebpfc_skb *skb = ebpfc__ptr(r1);
	uint8_t *ip = skb->network_header;
	int64_t length = skb->data_end - ip;

	if (skb->protocol == ETH_P_IP && length >= 20) {
		uint32_t ecn = (ip[1] + 1u) & 3;

		if (!(ecn & 2))
			return ecn == 0;

		/* 1 becomes 3 by adding 2, 2 by adding 1: the checksum falls by as much. */
		uint32_t sum = (uint32_t)(ip[10] << 8 | ip[11]);

		sum += 0xffffu - (ecn == 2 ? 2u : 1u);
		sum = (sum & 0xffff) + (sum >> 16);
		ip[10] = (uint8_t)(sum >> 8);
		ip[11] = (uint8_t)sum;
		ip[1] |= 3;
		return 1;
	}
	if (skb->protocol == ETH_P_IPV6 && length >= 40) {
		if ((ip[1] & 0x30) == 0)
			return 0;
		ip[1] |= 0x30;
		return 1;
	}
	return 0;
}

/* struct bpf_tunnel_key, and the shorter forms of older kernels that the helpers still take. */
struct tunnel_key {
	uint32_t id;
	uint32_t remote[4];
	uint8_t tos;
	uint8_t ttl;
	uint16_t ext;
	uint32_t label;
	uint32_t local[4];
};

/* As in the kernel, one tunnel destination a CPU (here: a thread), valid for the packet that set it. */
static _Thread_local struct {
	struct tunnel_key key;
	uint64_t flags;
	uint32_t opt_length;
	uint8_t opt[256];
} tunnel;

#define TUNINFO_IPV6 1u
#define TUNINFO_FLAGS 16u

static bool is_tunnel_size(uint64_t size)
{
	return size == sizeof(struct tunnel_key) || size == offsetof(struct tunnel_key, local) ||
	       size == offsetof(struct tunnel_key, label) || size == offsetof(struct tunnel_key, ext) ||
	       size == offsetof(struct tunnel_key, remote[1]);
}

HELPER(skb_set_tunnel_key)
{
	struct ebpfc_skb *skb = ebpfc__ptr(r1);
	struct tunnel_key key = {0};
	uint32_t size = (uint32_t)r3;

	if ((r4 & ~UINT64_C(0x1f)) || !is_tunnel_size(size))
		return ebpfc__r0(-EINVAL);
	memcpy(&key, ebpfc__ptr(r2), size);
	if ((!(r4 & TUNINFO_IPV6) && key.label) || key.ext)
		return ebpfc__r0(-EINVAL);
	tunnel.key = key;
	tunnel.flags = r4;
	skb->state |= EBPFC_SKB_TUNNEL;
	skb->state &= ~(uint32_t)EBPFC_SKB_TUNNEL_OPT;
	return 0;
}

HELPER(skb_get_tunnel_key)
{
	const struct ebpfc_skb *skb = ebpfc__ptr(r1);
	uint32_t size = (uint32_t)r3;
	int err = 0;

	if (!(skb->state & EBPFC_SKB_TUNNEL) || (r4 & ~(uint64_t)(TUNINFO_IPV6 | TUNINFO_FLAGS)))
		err = -EINVAL;
	else if ((r4 & TUNINFO_IPV6) != (tunnel.flags & TUNINFO_IPV6))
		err = -EPROTO;
	else if (!is_tunnel_size(size))
		err = -EINVAL;
	if (err) {
		memset(ebpfc__ptr(r2), 0, size);
		return ebpfc__r0(err);
	}
	memcpy(ebpfc__ptr(r2), &tunnel.key, size);
	return 0;
}

HELPER(skb_set_tunnel_opt)
{
	struct ebpfc_skb *skb = ebpfc__ptr(r1);
	uint32_t size = (uint32_t)r3;

	if (!(skb->state & EBPFC_SKB_TUNNEL) || (size & 3))
		return ebpfc__r0(-EINVAL);
	if (size > 255)
		return ebpfc__r0(-ENOMEM);
	memcpy(tunnel.opt, ebpfc__ptr(r2), size);
	tunnel.opt_length = size;
	skb->state |= EBPFC_SKB_TUNNEL_OPT;
	return 0;
}

HELPER(skb_get_tunnel_opt)
{
	const struct ebpfc_skb *skb = ebpfc__ptr(r1);
	uint32_t size = (uint32_t)r3;
	int err = 0;

	if ((skb->state & (EBPFC_SKB_TUNNEL | EBPFC_SKB_TUNNEL_OPT)) != (EBPFC_SKB_TUNNEL | EBPFC_SKB_TUNNEL_OPT))
		err = -ENOENT;
	else if (size < tunnel.opt_length)
		err = -ENOMEM;
	memset(ebpfc__ptr(r2), 0, size);
	if (err)
		return ebpfc__r0(err);
	memcpy(ebpfc__ptr(r2), tunnel.opt, tunnel.opt_length);
	return tunnel.opt_length;
}

HELPER(get_socket_cookie)
{
	const struct ebpfc_skb *skb = ebpfc__ptr(r1);

	return (uintptr_t)skb->sk;
}

/* overflowuid, what the kernel returns for a packet without a full socket. */
HELPER(get_socket_uid)
{
	return 65534;
}

HELPER(get_cgroup_classid)
{
	return 0;
}

HELPER(get_route_realm)
{
	return 0;
}

HELPER(skb_under_cgroup)
{
	const struct ebpfc_skb *skb = ebpfc__ptr(r1);
	const struct ebpfc_map *map = ebpfc__ptr(r2);

	if (!skb->sk)
		return ebpfc__r0(-ENOENT);
	return ebpfc__r0((uint32_t)r3 >= map->max_entries ? -E2BIG : -EAGAIN);
}
