/* SPDX-License-Identifier: MIT */
/* What the packet helpers share. */
#ifndef EBPFC_PACKET_H
#define EBPFC_PACKET_H

#include "helpers.h"

#include <errno.h>
#include <string.h>

#define KERNEL_ENOTSUPP 524 /* include/linux/errno.h: not in libc */

#define ETH_HLEN 14u
#define VLAN_HLEN 4u

/* Ethernet types as they stand in skb->protocol on this machine. */
#define BE16(X) (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? (uint16_t)((uint16_t)(X) >> 8 | ((X)&0xff) << 8) : (X))
#define ETH_P_IP BE16(0x0800)
#define ETH_P_IPV6 BE16(0x86dd)
#define ETH_P_8021Q BE16(0x8100)
#define ETH_P_8021AD BE16(0x88a8)

/* The device packets arrive on when nobody says another: the loopback device. */
#define LOOPBACK_IFINDEX 1u
#define LOOPBACK_MTU 65536u

#define SKB_MAX_LEN 16064u /* SKB_MAX_ALLOC: four pages less struct skb_shared_info */

static inline uint32_t skb_headroom(const struct ebpfc_skb *skb)
{
	return (uint32_t)(skb->data - skb->hard_start);
}

/* Publish the packet's ends after they moved. */
static inline void skb_set_ends(struct ebpfc_skb *skb, uint8_t *data, uint8_t *end)
{
	skb->data = data;
	skb->data_meta = data;
	skb->data_end = end;
	skb->len = (uint32_t)(end - data);
}

static inline bool is_vlan(uint32_t protocol)
{
	return protocol == ETH_P_8021Q || protocol == ETH_P_8021AD;
}

/* eth_type_trans: the Ethernet type, or the old LLC numbers for a frame with a length in its place. */
uint16_t ebpfc__eth_type(const uint8_t *frame, size_t length);

#endif
