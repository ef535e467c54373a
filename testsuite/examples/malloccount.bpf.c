/* SPDX-License-Identifier: MIT */
/*
 * malloccount - how often each thread calls malloc, and for how much.
 *
 *	clang -O2 -g --target=bpf -D__TARGET_ARCH_x86 -I/usr/include/$(uname -m)-linux-gnu -c malloccount.bpf.c
 *	ebpfc trace malloccount.bpf.o -- ls -l
 *
 * Prints `calls` and `bytes` by thread, and how many bytes calls wanted by powers of two.
 */
#include <linux/bpf.h>
#include <linux/ptrace.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

struct usage {
	__u64 calls;
	__u64 bytes;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u32);
	__type(value, struct usage);
} threads SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 48);
	__type(key, __u32);
	__type(value, __u64);
} hist_bytes SEC(".maps");

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

SEC("uprobe/libc.so.6:malloc") int BPF_KPROBE(at_malloc, __u64 size)
{
	__u32 thread = (__u32)bpf_get_current_pid_tgid(), slot = log2_of(size);
	struct usage none = {}, *usage;
	__u64 *count;

	bpf_map_update_elem(&threads, &thread, &none, BPF_NOEXIST);
	usage = bpf_map_lookup_elem(&threads, &thread);
	if (usage) {
		__sync_fetch_and_add(&usage->calls, 1);
		__sync_fetch_and_add(&usage->bytes, size);
	}
	count = bpf_map_lookup_elem(&hist_bytes, &slot);
	if (count)
		__sync_fetch_and_add(count, 1);
	return 0;
}

char LICENSE[] SEC("license") = "MIT";
