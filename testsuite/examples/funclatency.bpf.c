/* SPDX-License-Identifier: MIT */
/*
 * funclatency - how long the calls of a function take, as a histogram.
 *
 *	clang -O2 -g --target=bpf -I/usr/include/$(uname -m)-linux-gnu -c funclatency.bpf.c
 *	ebpfc trace --interval=1 funclatency.bpf.o -- du -s /usr/share
 *
 * The function is fstatat of the C library; `-DFUNCTION='"libz.so.1:inflate"'` of clang takes another.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#ifndef FUNCTION
#define FUNCTION "libc.so.6:fstatat64"
#endif

/* When each thread called, in ns. */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 1024);
	__type(key, __u64);
	__type(value, __u64);
} calling SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 40);
	__type(key, __u32);
	__type(value, __u64);
} hist_ns SEC(".maps");

static __u32 log2_of(__u64 value)
{
	__u32 result = 0;

	for (__u32 half = 32; half; half /= 2)
		if (value >> half) {
			value >>= half;
			result += half;
		}
	return result;
}

SEC("uprobe/" FUNCTION) int at_call(void *ctx)
{
	__u64 thread = bpf_get_current_pid_tgid(), now = bpf_ktime_get_ns();

	bpf_map_update_elem(&calling, &thread, &now, BPF_ANY);
	return 0;
}

SEC("uretprobe/" FUNCTION) int at_return(void *ctx)
{
	__u64 now = bpf_ktime_get_ns(), thread = bpf_get_current_pid_tgid();
	__u64 *start = bpf_map_lookup_elem(&calling, &thread), *count;
	__u32 slot;

	if (!start)
		return 0;
	slot = log2_of(now - *start);
	bpf_map_delete_elem(&calling, &thread);
	count = bpf_map_lookup_elem(&hist_ns, &slot);
	if (count)
		__sync_fetch_and_add(count, 1);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
