/*
 * Requests of HTTP in TCP segments: method and path are parsed byte by byte, the first part of the path chooses the
 * route, and each route's requests are counted.
 */
#include "packet.h"

#define LONGEST_PATH 64u

MAP(routes, HASH, u32, u32, 256, 0);
MAP(requests, ARRAY, u32, u64, 256, 0);

enum { GET = 1, POST, OTHER };

ALWAYS_INLINE u32 method_of(const u8 *text)
{
	if (text[0] == 'G' && text[1] == 'E' && text[2] == 'T' && text[3] == ' ')
		return GET;
	if (text[0] == 'P' && text[1] == 'O' && text[2] == 'S' && text[3] == 'T')
		return POST;
	return OTHER;
}

XDP_PROGRAM int http_parser(struct xdp_md *ctx)
{
	const u8 *end = (const u8 *)(long)ctx->data_end;
	struct ipv4 *ip = ipv4_of(ctx);
	const u8 *text;
	u32 method, hash = 0x811c9dc5, parts = 0, *route;
	u64 *count;

	if (!ip || ip->protocol != 6)
		return XDP_PASS;
	text = (const u8 *)(ip + 1) + 20;
	if (text + 8 > end)
		return XDP_PASS;
	method = method_of(text);
	if (method == OTHER)
		return XDP_PASS;
	text += method == GET ? 4 : 5;
	for (u32 i = 0; i < LONGEST_PATH; i++) {
		if (text + 1 > end)
			return XDP_DROP;
		if (*text == ' ' || *text == '?')
			break;
		if (*text == '/')
			parts++;
		if (parts < 2)
			hash = (hash ^ *text) * 0x01000193;
		text++;
	}
	hash = (hash & 0xff00) | method;
	route = bpf_map_lookup_elem(&routes, &hash);
	if (!route)
		return XDP_DROP;
	count = bpf_map_lookup_elem(&requests, route);
	if (count)
		*count += parts;
	return (int)(XDP_PASS + (*route & 1));
}

XDP_PROGRAM int setup(struct xdp_md *ctx)
{
	(void)ctx;
	for (u32 i = 0; i < 192; i++) {
		u32 key = i << 8 | (i & 1 ? GET : POST);
		u32 route = i;

		bpf_map_update_elem(&routes, &key, &route, BPF_ANY);
	}
	return XDP_PASS;
}
