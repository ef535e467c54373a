/* A firewall: the longest prefix of the source decides by whom a packet is judged, then the port by a table of rules. */
#include "packet.h"

struct prefix {
	u32 length;
	u32 address;
};

MAP(networks, LPM_TRIE, struct prefix, u32, 256, BPF_F_NO_PREALLOC);
MAP(rules, ARRAY, u32, u64, 1024, 0);
MAP(verdicts, PERCPU_ARRAY, u32, u64, 4, 0);

XDP_PROGRAM int firewall(struct xdp_md *ctx)
{
	struct ipv4 *ip = ipv4_of(ctx);
	struct prefix prefix = { 32, 0 };
	u32 verdict = XDP_DROP, key, *network;
	u64 *rule, *count;

	if (!ip)
		return XDP_PASS;
	prefix.address = ip->source;
	network = bpf_map_lookup_elem(&networks, &prefix);
	if (network) {
		u32 port = NTOHS(((struct ports *)(ip + 1))->destination);

		key = (*network << 6 | port >> 10) & 1023;
		rule = bpf_map_lookup_elem(&rules, &key);
		if (rule && *rule >> (port >> 4 & 63) & 1)
			verdict = XDP_PASS;
	}
	count = bpf_map_lookup_elem(&verdicts, &verdict);
	if (count)
		(*count)++;
	return (int)verdict;
}

XDP_PROGRAM int setup(struct xdp_md *ctx)
{
	(void)ctx;
	for (u32 i = 0; i < 64; i++) {
		/* 10.0.0.0/8 to /24, nested */
		struct prefix prefix = { 8 + i % 17, NTOHL(10u << 24 | i << 16 | (i * 37 & 255) << 8) };
		u32 network = i & 15;

		bpf_map_update_elem(&networks, &prefix, &network, BPF_ANY);
	}
	for (u32 i = 0; i < 1024; i++) {
		u64 ports = (i + 1) * 0x9e3779b97f4a7c15;
		u32 key = i;

		bpf_map_update_elem(&rules, &key, &ports, BPF_ANY);
	}
	return XDP_PASS;
}
