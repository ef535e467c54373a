/* A token bucket for each source address: refilled by the clock, emptied by the packets' bytes. */
#include "packet.h"

#define BURST 15000u
#define BYTES_PER_MS 1250u

struct bucket {
	u64 tokens;
	u64 filled;
};

MAP(buckets, HASH, u32, struct bucket, 1024, 0);

XDP_PROGRAM int token_bucket(struct xdp_md *ctx)
{
	struct ipv4 *ip = ipv4_of(ctx);
	struct bucket *bucket;
	u32 source;
	u64 now, bytes;

	if (!ip)
		return XDP_PASS;
	source = ip->source & 0xff030000;
	bytes = NTOHS(ip->total_length) & 2047;
	now = bpf_ktime_get_ns();
	bucket = bpf_map_lookup_elem(&buckets, &source);
	if (!bucket) {
		struct bucket fresh = { BURST - bytes, now };

		bpf_map_update_elem(&buckets, &source, &fresh, BPF_ANY);
		return XDP_PASS;
	}
	bucket->tokens += (now - bucket->filled) / 1000000 * BYTES_PER_MS;
	if (bucket->tokens > BURST)
		bucket->tokens = BURST;
	bucket->filled = now;
	if (bucket->tokens < bytes)
		return XDP_DROP;
	bucket->tokens -= bytes;
	return XDP_PASS;
}
