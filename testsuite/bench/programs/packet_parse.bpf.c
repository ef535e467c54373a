/* Packets of 128 bytes each, parsed to the ports of TCP and UDP over IPv4 and IPv6, VLAN tags included. */
#include "bench.h"

#define SLOT 128u

struct flow {
	u32 ports;
	u32 protocol;
};

ALWAYS_INLINE int parse_transport(const u8 *at, const u8 *end, u32 protocol, struct flow *flow)
{
	u64 header = protocol == 6 ? 20 : protocol == 17 ? 8 : 0;

	if (header == 0 || at + header > end)
		return 0;
	flow->ports = NTOHL(*(const u32 *)at);
	flow->protocol = protocol;
	return 1;
}

ALWAYS_INLINE int parse(const u8 *at, const u8 *end, struct flow *flow)
{
	u16 type;

	if (at + 14 > end)
		return 0;
	type = NTOHS(*(const u16 *)(at + 12));
	at += 14;
	if (type == 0x8100) {
		if (at + 4 > end)
			return 0;
		type = NTOHS(*(const u16 *)(at + 2));
		at += 4;
	}
	if (type == 0x0800) {
		u32 header;

		if (at + 20 > end)
			return 0;
		header = (at[0] & 15u) * 4;
		if (at[0] >> 4 != 4 || header < 20 || at + header > end)
			return 0;
		return parse_transport(at + header, end, at[9], flow);
	}
	if (type == 0x86dd) {
		if (at + 40 > end || at[0] >> 4 != 6)
			return 0;
		return parse_transport(at + 40, end, at[6], flow);
	}
	return 0;
}

PROGRAM u64 packet_parse(void *mem, u64 len)
{
	u64 hash = 0;

	for (u64 i = 0; i < len / SLOT; i++) {
		const u8 *packet = (const u8 *)mem + i * SLOT;
		struct flow flow;

		if (parse(packet, packet + SLOT, &flow))
			hash = hash * 31 + flow.ports + flow.protocol;
		else
			hash++;
	}
	return hash;
}
