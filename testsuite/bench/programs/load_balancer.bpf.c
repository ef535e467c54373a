/*
 * Packets to one address are spread over 64 servers: a flow that is known stays with its server, a new one gets one by
 * its hash. The server is told by the destination's hardware address; each server's traffic is counted.
 */
#include "packet.h"

struct flow {
	u32 source;
	u32 destination;
	struct ports ports;
	u32 protocol;
};

struct server {
	u8 address[6];
	u16 unused;
	u64 packets;
	u64 bytes;
};

MAP(flows, LRU_HASH, struct flow, u32, 4096, 0);
MAP(servers, ARRAY, u32, struct server, 64, 0);

ALWAYS_INLINE u32 hash_of(const struct flow *flow)
{
	u32 hash = flow->source * 0x9e3779b1;

	hash = (ROTATE_LEFT(hash, 13) ^ flow->destination) * 0x85ebca6b;
	hash = (ROTATE_LEFT(hash, 13) ^ ((u32)flow->ports.source << 16 | flow->ports.destination)) * 0xc2b2ae35;
	return hash ^ hash >> 16;
}

XDP_PROGRAM int load_balancer(struct xdp_md *ctx)
{
	struct ipv4 *ip = ipv4_of(ctx);
	struct ethernet *ethernet;
	struct server *server;
	struct flow flow = { 0 };
	u32 chosen, *known;

	if (!ip || (ip->protocol != 6 && ip->protocol != 17))
		return XDP_PASS;
	flow.source = ip->source;
	flow.destination = ip->destination;
	flow.ports = *(struct ports *)(ip + 1);
	flow.protocol = ip->protocol;
	known = bpf_map_lookup_elem(&flows, &flow);
	if (known) {
		chosen = *known;
	} else {
		chosen = hash_of(&flow) & 63;
		bpf_map_update_elem(&flows, &flow, &chosen, BPF_ANY);
	}
	server = bpf_map_lookup_elem(&servers, &chosen);
	if (!server)
		return XDP_ABORTED;
	ethernet = (struct ethernet *)ip - 1;
	for (u32 i = 0; i < 6; i++)
		ethernet->destination[i] = server->address[i];
	server->packets++;
	server->bytes += NTOHS(ip->total_length);
	return XDP_TX;
}

XDP_PROGRAM int setup(struct xdp_md *ctx)
{
	(void)ctx;
	for (u32 i = 0; i < 64; i++) {
		struct server server = { { 2, 0, 0, 0, 1, (u8)i }, 0, 0, 0 };
		u32 key = i;

		bpf_map_update_elem(&servers, &key, &server, BPF_ANY);
	}
	return XDP_PASS;
}
