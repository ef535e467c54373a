/* SPDX-License-Identifier: MIT */
/* attach_usdt.bpf.c - reads the arguments of probes as libbpf's header, unchanged, has it. */
#include <linux/bpf.h>
#include <linux/ptrace.h>
#include <linux/types.h>
#include <stdbool.h>

#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/usdt.bpf.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 64);
	__type(key, __u32);
	__type(value, __s64);
} seen SEC(".maps");

static void put(__u32 key, __s64 value)
{
	__s64 *slot = bpf_map_lookup_elem(&seen, &key);

	if (slot)
		*slot = value;
}

/* Hits, count of arguments, cookie, and up to twelve arguments. */
SEC("usdt/:test:all") int all(struct pt_regs *ctx)
{
	__u32 zero = 0;
	__s64 *hits = bpf_map_lookup_elem(&seen, &zero);

	if (hits)
		++*hits;
	put(1, bpf_usdt_arg_cnt(ctx));
	put(2, bpf_usdt_cookie(ctx));
	for (__u32 i = 0; i < BPF_USDT_MAX_ARG_CNT; i++) {
		long value;

		if (bpf_usdt_arg(ctx, i, &value) == 0)
			put(4 + i, value);
	}
	return 0;
}

SEC("usdt/:test:three") int BPF_USDT(three, int a, void *b, long c)
{
	put(0, 1);
	put(4, a);
	put(5, (long)b);
	put(6, c);
	return 0;
}

/* Needs nothing of its context. */
SEC("usdt/:test:count") int count(struct pt_regs *ctx)
{
	__u32 zero = 0;
	__s64 *hits = bpf_map_lookup_elem(&seen, &zero);

	if (hits)
		++*hits;
	return 0;
}

char LICENSE[] SEC("license") = "Dual MIT/GPL";
