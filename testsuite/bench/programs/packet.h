/* SPDX-License-Identifier: MIT */
/* The headers that the packet programs read. */
#ifndef BENCH_PACKET_H
#define BENCH_PACKET_H

#include "maps.h"

#define ETH_P_IP 0x0800

struct ethernet {
	u8 destination[6];
	u8 source[6];
	u16 type;
};

struct ipv4 {
	u8 version_and_length;
	u8 service;
	u16 total_length;
	u16 id;
	u16 fragment;
	u8 ttl;
	u8 protocol;
	u16 checksum;
	u32 source;
	u32 destination;
};

struct ports {
	u16 source;
	u16 destination;
};

/* The IPv4 header of a packet if it is one without options and has room for ports behind it; NULL otherwise. */
ALWAYS_INLINE struct ipv4 *ipv4_of(struct xdp_md *ctx)
{
	u8 *data = (u8 *)(long)ctx->data;
	u8 *end = (u8 *)(long)ctx->data_end;
	struct ethernet *ethernet = (struct ethernet *)data;
	struct ipv4 *ip = (struct ipv4 *)(ethernet + 1);

	if ((u8 *)(ip + 1) + sizeof(struct ports) > end)
		return 0;
	return NTOHS(ethernet->type) == ETH_P_IP && ip->version_and_length == 0x45 ? ip : 0;
}

#endif
