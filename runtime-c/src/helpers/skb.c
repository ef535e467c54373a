/* SPDX-License-Identifier: MIT */
/* Helpers that read, write and resize packets of socket programs (net/core/filter.c). */
#include "packet.h"

HELPER(skb_load_bytes)
{
	const struct ebpfc_skb *skb = ebpfc__ptr(r1);
	uint32_t offset = (uint32_t)r2, length = (uint32_t)r4;

	if (offset > skb->len || length > skb->len - offset) {
		memset(ebpfc__ptr(r3), 0, length);
		return ebpfc__r0(-EFAULT);
	}
	memcpy(ebpfc__ptr(r3), skb->data + offset, length);
	return 0;
}

HELPER(skb_load_bytes_relative)
{
	enum { MAC, NET };
	const struct ebpfc_skb *skb = ebpfc__ptr(r1);
	uint32_t offset = (uint32_t)r2, length = (uint32_t)r4;
	const uint8_t *start = r5 == MAC ? skb->mac_header : r5 == NET ? skb->network_header : NULL;

	if (!start || offset > 0xffff || start > skb->data_end ||
	    (uint64_t)offset + length > (uint64_t)(skb->data_end - start)) {
		memset(ebpfc__ptr(r3), 0, length);
		return ebpfc__r0(-EFAULT);
	}
	memcpy(ebpfc__ptr(r3), start + offset, length);
	return 0;
}

HELPER(skb_store_bytes)
{
	enum { RECOMPUTE_CSUM = 1, INVALIDATE_HASH = 2 };
	struct ebpfc_skb *skb = ebpfc__ptr(r1);
	uint32_t offset = (uint32_t)r2, length = (uint32_t)r4;

	if (r5 & ~(uint64_t)(RECOMPUTE_CSUM | INVALIDATE_HASH))
		return ebpfc__r0(-EINVAL);
	if (offset > skb->len || length > skb->len - offset)
		return ebpfc__r0(-EFAULT);
	memcpy(skb->data + offset, ebpfc__ptr(r3), length);
	if (r5 & INVALIDATE_HASH) {
		skb->state &= ~(uint32_t)EBPFC_SKB_HASH;
		skb->hash = 0;
	}
	return 0;
}

/* Packets are always linear here, so that only the length can be wrong. */
HELPER(skb_pull_data)
{
	const struct ebpfc_skb *skb = ebpfc__ptr(r1);

	return ebpfc__r0((uint32_t)r2 > skb->len ? -ENOMEM : 0);
}

HELPER(skb_change_tail)
{
	struct ebpfc_skb *skb = ebpfc__ptr(r1);
	uint32_t length = (uint32_t)r2;
	int64_t minimum = 0;

	if (skb->network_header > skb->data)
		minimum = skb->network_header - skb->data;
	if (skb->transport_header > skb->data)
		minimum = skb->transport_header - skb->data;
	if (r3 || length > SKB_MAX_LEN || length < minimum)
		return ebpfc__r0(-EINVAL);
	if (length > skb->hard_end - skb->data)
		return ebpfc__r0(-ENOMEM);
	if (length > skb->len)
		memset(skb->data_end, 0, length - skb->len);
	skb_set_ends(skb, skb->data, skb->data + length);
	return 0;
}

HELPER(skb_change_head)
{
	struct ebpfc_skb *skb = ebpfc__ptr(r1);
	uint32_t room = (uint32_t)r2;

	if (r3 || (int32_t)room < 0 || skb->len + room > SKB_MAX_LEN)
		return ebpfc__r0(-EINVAL);
	if (room > skb_headroom(skb))
		return ebpfc__r0(-ENOMEM);
	skb_set_ends(skb, skb->data - room, skb->data_end);
	memset(skb->data, 0, room);
	skb->mac_header = skb->data;
	return 0;
}

/* bpf_skb_net_hdr_push: `length` zero bytes `offset` into the packet; the headers before them move down. */
static int header_push(struct ebpfc_skb *skb, uint32_t offset, uint32_t length)
{
	bool same = skb->transport_header == skb->network_header;

	if (length > skb_headroom(skb))
		return -ENOMEM;
	skb_set_ends(skb, skb->data - length, skb->data_end);
	memmove(skb->data, skb->data + length, offset);
	memset(skb->data + offset, 0, length);
	skb->mac_header -= length;
	skb->network_header -= length;
	if (same)
		skb->transport_header = skb->network_header;
	return 0;
}

/* bpf_skb_net_hdr_pop: the reverse. */
static int header_pop(struct ebpfc_skb *skb, uint32_t offset, uint32_t length)
{
	bool same = skb->transport_header == skb->network_header;

	if (offset + length > skb->len)
		return -ENOMEM;
	memmove(skb->data + length, skb->data, offset);
	skb_set_ends(skb, skb->data + length, skb->data_end);
	skb->mac_header += length;
	skb->network_header += length;
	if (same)
		skb->transport_header = skb->network_header;
	return 0;
}

enum room_flags {
	FIXED_GSO = 1 << 0,
	ENCAP_L3_IPV4 = 1 << 1,
	ENCAP_L3_IPV6 = 1 << 2,
	ENCAP_L4_GRE = 1 << 3,
	ENCAP_L4_UDP = 1 << 4,
	NO_CSUM_RESET = 1 << 5,
	ENCAP_L2_ETH = 1 << 6,
	DECAP_L3_IPV4 = 1 << 7,
	DECAP_L3_IPV6 = 1 << 8,
};
#define ENCAP_L3 (ENCAP_L3_IPV4 | ENCAP_L3_IPV6)
#define DECAP_L3 (DECAP_L3_IPV4 | DECAP_L3_IPV6)
#define ENCAP_L2_SHIFT 56
#define ROOM_FLAGS                                                                                                     \
	(UINT64_C(0xff) << ENCAP_L2_SHIFT | FIXED_GSO | ENCAP_L3 | ENCAP_L4_GRE | ENCAP_L4_UDP | NO_CSUM_RESET |       \
	 ENCAP_L2_ETH | DECAP_L3)

static int room_grow(struct ebpfc_skb *skb, uint32_t offset, uint32_t length, uint64_t flags)
{
	uint32_t mac_length = (uint32_t)(skb->network_header - skb->mac_header);
	uint32_t inner_mac = (uint32_t)(flags >> ENCAP_L2_SHIFT);
	int err;

	if (flags & ENCAP_L3) {
		if ((flags & ENCAP_L3) == ENCAP_L3)
			return -EINVAL;
		if ((flags & ENCAP_L4_GRE) && (flags & ENCAP_L4_UDP))
			return -EINVAL;
		if ((flags & ENCAP_L2_ETH) && inner_mac < ETH_HLEN)
			return -EINVAL;
		if (skb->state & EBPFC_SKB_ENCAP)
			return -EALREADY;
		if (inner_mac > length)
			return -EINVAL;
	}
	err = header_push(skb, offset, length);
	if (err || !(flags & ENCAP_L3))
		return err;
	skb->state |= EBPFC_SKB_ENCAP;
	skb->network_header = skb->data + mac_length;
	if (flags & (ENCAP_L4_GRE | ENCAP_L4_UDP))
		skb->transport_header = skb->network_header + (flags & ENCAP_L3_IPV6 ? 40 : 20);
	skb->protocol = flags & ENCAP_L3_IPV6 ? ETH_P_IPV6 : ETH_P_IP;
	return 0;
}

static int room_shrink(struct ebpfc_skb *skb, uint32_t offset, uint32_t length, uint64_t flags)
{
	int err;

	if (flags & ~(uint64_t)(FIXED_GSO | DECAP_L3 | NO_CSUM_RESET))
		return -EINVAL;
	err = header_pop(skb, offset, length);
	if (!err && (flags & DECAP_L3))
		skb->protocol = flags & DECAP_L3_IPV6 ? ETH_P_IPV6 : ETH_P_IP;
	return err;
}

HELPER(skb_adjust_room)
{
	enum { ROOM_NET, ROOM_MAC };
	struct ebpfc_skb *skb = ebpfc__ptr(r1);
	int32_t diff = (int32_t)r2;
	uint32_t mode = (uint32_t)r3;
	uint32_t amount = diff < 0 ? 0 - (uint32_t)diff : (uint32_t)diff;
	uint32_t base = skb->protocol == ETH_P_IP ? 20 : 40;
	uint32_t minimum = base;
	uint32_t offset = (uint32_t)(skb->network_header - skb->mac_header);
	uint32_t current = (uint32_t)(skb->data_end - skb->network_header);

	if (r4 & ~(uint64_t)ROOM_FLAGS)
		return ebpfc__r0(-EINVAL);
	if (amount > 0xfff)
		return ebpfc__r0(-EFAULT);
	if (skb->protocol != ETH_P_IP && skb->protocol != ETH_P_IPV6)
		return ebpfc__r0(-KERNEL_ENOTSUPP);
	if (mode == ROOM_NET)
		offset += base;
	else if (mode != ROOM_MAC)
		return ebpfc__r0(-KERNEL_ENOTSUPP);
	if (r4 & DECAP_L3) {
		if (diff >= 0 || (r4 & DECAP_L3) == DECAP_L3)
			return ebpfc__r0(-EINVAL);
		minimum = r4 & DECAP_L3_IPV4 ? 20 : 40;
	}
	if (diff < 0 ? amount >= current || current - amount < minimum : skb->len + amount > SKB_MAX_LEN)
		return ebpfc__r0(-KERNEL_ENOTSUPP);
	return ebpfc__r0(diff < 0 ? room_shrink(skb, offset, amount, r4) : room_grow(skb, offset, amount, r4));
}

/* IPv4 to IPv6 and back: room for the other header, not its content. */
HELPER(skb_change_proto)
{
	struct ebpfc_skb *skb = ebpfc__ptr(r1);
	uint32_t offset = (uint32_t)(skb->network_header - skb->mac_header);
	uint16_t to = (uint16_t)r2;
	int err;

	if (r3)
		return ebpfc__r0(-EINVAL);
	if (skb->protocol == ETH_P_IP && to == ETH_P_IPV6)
		err = header_push(skb, offset, 20);
	else if (skb->protocol == ETH_P_IPV6 && to == ETH_P_IP)
		err = header_pop(skb, offset, 20);
	else
		return ebpfc__r0(-KERNEL_ENOTSUPP);
	if (err)
		return ebpfc__r0(err);
	skb->protocol = to;
	skb->state &= ~(uint32_t)EBPFC_SKB_HASH;
	skb->hash = 0;
	return 0;
}

HELPER(skb_change_type)
{
	const uint32_t otherhost = 3; /* PACKET_OTHERHOST: the last of the types that may be changed */
	struct ebpfc_skb *skb = ebpfc__ptr(r1);

	if (skb->pkt_type > otherhost || (uint32_t)r2 > otherhost)
		return ebpfc__r0(-EINVAL);
	skb->pkt_type = (uint32_t)r2;
	return 0;
}

/* __skb_vlan_pop: take the outer tag out of the packet. */
static int vlan_remove(struct ebpfc_skb *skb, uint16_t *tci)
{
	if (skb->len < ETH_HLEN + VLAN_HLEN)
		return -ENOMEM;
	memcpy(tci, skb->data + 14, sizeof(*tci));
	*tci = BE16(*tci);
	memmove(skb->data + VLAN_HLEN, skb->data, 12);
	skb_set_ends(skb, skb->data + VLAN_HLEN, skb->data_end);
	skb->protocol = ebpfc__eth_type(skb->data, skb->len);
	skb->mac_header += VLAN_HLEN;
	if (skb->network_header < skb->data + ETH_HLEN)
		skb->network_header = skb->data + ETH_HLEN;
	return 0;
}

/* A pushed tag stays beside the packet, as in the kernel; a second one puts the first into it. */
HELPER(skb_vlan_push)
{
	struct ebpfc_skb *skb = ebpfc__ptr(r1);
	uint16_t protocol = is_vlan((uint16_t)r2) ? (uint16_t)r2 : ETH_P_8021Q;

	if (skb->vlan_present) {
		uint16_t tag[2] = {(uint16_t)skb->vlan_proto, BE16((uint16_t)skb->vlan_tci)};

		if (skb_headroom(skb) < VLAN_HLEN)
			return ebpfc__r0(-ENOMEM);
		skb_set_ends(skb, skb->data - VLAN_HLEN, skb->data_end);
		memmove(skb->data, skb->data + VLAN_HLEN, 12);
		memcpy(skb->data + 12, tag, sizeof(tag));
		skb->mac_header -= VLAN_HLEN;
		skb->network_header -= VLAN_HLEN;
		skb->protocol = skb->vlan_proto;
	}
	skb->vlan_present = 1;
	skb->vlan_proto = protocol;
	skb->vlan_tci = (uint16_t)r3;
	return 0;
}

HELPER(skb_vlan_pop)
{
	struct ebpfc_skb *skb = ebpfc__ptr(r1);
	uint16_t tci;
	int err;

	if (skb->vlan_present) {
		skb->vlan_present = 0;
		skb->vlan_tci = 0;
	} else {
		if (!is_vlan(skb->protocol))
			return 0;
		err = vlan_remove(skb, &tci);
		if (err)
			return ebpfc__r0(err);
	}
	if (!is_vlan(skb->protocol))
		return 0;

	uint32_t protocol = skb->protocol;

	err = vlan_remove(skb, &tci);
	if (err)
		return ebpfc__r0(err);
	skb->vlan_present = 1;
	skb->vlan_proto = protocol;
	skb->vlan_tci = tci;
	return 0;
}

uint16_t ebpfc__eth_type(const uint8_t *frame, size_t length)
{
	uint16_t type;

	memcpy(&type, frame + 12, sizeof(type));
	if (BE16(type) >= 0x600)
		return type;
	if (length >= 16 && frame[14] == 0xff && frame[15] == 0xff)
		return BE16(0x0001); /* ETH_P_802_3 */
	return BE16(0x0004);	     /* ETH_P_802_2 */
}
