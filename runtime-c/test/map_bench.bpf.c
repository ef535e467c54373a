/* SPDX-License-Identifier: MIT */
/* map_bench.bpf.c - the loops of map_bench as programs: for the kernel, and for ebpfc. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define LOOPS 8192
#define NEXT(x) ((x) * 1664525u + 1013904223u)

char LICENSE[] SEC("license") = "GPL";

#define MAP(name, kind, entries)                     \
	struct {                                     \
		__uint(type, BPF_MAP_TYPE_##kind);   \
		__uint(max_entries, entries);        \
		__type(key, __u32);                  \
		__type(value, __u64);                \
	} name SEC(".maps")

MAP(hash_1k, HASH, 2048);
MAP(hash_1m, HASH, 2097152);
MAP(array_1k, ARRAY, 1024);
MAP(array_1m, ARRAY, 1048576);
MAP(lru_1k, LRU_HASH, 2048);
MAP(percpu_1k, PERCPU_HASH, 2048);
MAP(cells_1k, PERCPU_ARRAY, 1024);

/* A key of which the first four bytes count. */
#define WIDE(bytes)                                  \
	struct wide##bytes {                         \
		__u32 words[bytes / 4];              \
	};                                           \
	struct {                                     \
		__uint(type, BPF_MAP_TYPE_HASH);     \
		__uint(max_entries, 2048);           \
		__type(key, struct wide##bytes);     \
		__type(value, __u64);                \
	} wide##bytes##_1k SEC(".maps")

WIDE(16);
WIDE(64);

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1 << 20);
} ring SEC(".maps");

__u32 state = 12345;
__u64 result;

/* One more turn, as far as the verifier is concerned perhaps the last. */
#define AGAIN                                                      \
	({                                                         \
		__label__ leave, go;                               \
		int again = 1;                                     \
		asm volatile goto("may_goto %l[leave]" :: ::leave); \
		goto go;                                           \
	leave:                                                     \
		again = 0;                                         \
	go:                                                        \
		again;                                             \
	})

#define LOOP(name, statement)                                            \
	SEC("xdp") int name(struct xdp_md *ctx)                          \
	{                                                                \
		__u32 x = state;                                         \
		__u64 sum = 0;                                           \
		for (__u32 i = 0; i < LOOPS && AGAIN; i++) {             \
			x = NEXT(x);                                     \
			statement                                        \
		}                                                        \
		state = x;                                               \
		result = sum;                                            \
		return 2;                                                \
	}

#define LOOKUP(map, mask)                                                                                          \
	LOOP(lookup_##map, __u32 k = x >> 8 & mask; __u64 *v = bpf_map_lookup_elem(&map, &k); if (v) sum += *v;)   \
	LOOP(chained_##map, __u32 k = x >> 8 & mask; __u64 *v = bpf_map_lookup_elem(&map, &k); if (v) x += (__u32)(*v >> 63);)
#define UPDATE(map, mask) \
	LOOP(update_##map, __u32 k = x >> 8 & mask; __u64 v = x; sum += (__u64)bpf_map_update_elem(&map, &k, &v, 0);)
#define CHURN(map, mask)                                                            \
	LOOP(churn_##map, __u32 k = x >> 8 & mask; __u64 v = x;                      \
	     sum += (__u64)bpf_map_delete_elem(&map, &k) + (__u64)bpf_map_update_elem(&map, &k, &v, 0);)

LOOP(empty, __u32 k = x >> 8 & 1023; asm volatile("" ::"r"(k)); sum += k;)
LOOKUP(hash_1k, 1023)
LOOKUP(hash_1m, 1048575)
LOOKUP(array_1k, 1023)
LOOKUP(array_1m, 1048575)
LOOP(lookup_lru_1k, __u32 k = x >> 8 & 1023; __u64 *v = bpf_map_lookup_elem(&lru_1k, &k); if (v) sum += *v;)
LOOP(lookup_percpu_1k, __u32 k = x >> 8 & 1023; __u64 *v = bpf_map_lookup_elem(&percpu_1k, &k); if (v) sum += *v;)
LOOP(lookup_cells_1k, __u32 k = x >> 8 & 1023; __u64 *v = bpf_map_lookup_elem(&cells_1k, &k); if (v) sum += *v;)
#define WIDE_KEY(bytes) struct wide##bytes k = {.words = {x >> 8 & 1023}}
LOOP(lookup_wide16_1k, WIDE_KEY(16); __u64 *v = bpf_map_lookup_elem(&wide16_1k, &k); if (v) sum += *v;)
LOOP(lookup_wide64_1k, WIDE_KEY(64); __u64 *v = bpf_map_lookup_elem(&wide64_1k, &k); if (v) sum += *v;)
LOOP(update_wide16_1k, WIDE_KEY(16); __u64 v = x; sum += (__u64)bpf_map_update_elem(&wide16_1k, &k, &v, 0);)
LOOP(update_wide64_1k, WIDE_KEY(64); __u64 v = x; sum += (__u64)bpf_map_update_elem(&wide64_1k, &k, &v, 0);)
UPDATE(hash_1k, 1023)
UPDATE(hash_1m, 1048575)
UPDATE(lru_1k, 1023)
UPDATE(percpu_1k, 1023)
CHURN(hash_1k, 1023)
CHURN(hash_1m, 1048575)

LOOP(helper_cpu, sum += bpf_get_smp_processor_id();)
LOOP(helper_ktime, sum += bpf_ktime_get_ns();)
LOOP(helper_prandom, sum += bpf_get_prandom_u32();)

SEC("xdp") int pass(struct xdp_md *ctx)
{
	return 2;
}

SEC("xdp") int ring_submit(struct xdp_md *ctx)
{
	__u64 sum = 0;

	/* user space empties the ring between the runs: 8192 records of 24 bytes fit */
	for (__u32 i = 0; i < LOOPS && AGAIN; i++) {
		__u64 *r = bpf_ringbuf_reserve(&ring, 16, 0);

		if (!r)
			break;
		r[0] = i;
		r[1] = sum++;
		bpf_ringbuf_submit(r, BPF_RB_NO_WAKEUP);
	}
	result = sum;
	return 2;
}
