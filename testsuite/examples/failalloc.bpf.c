/* SPDX-License-Identifier: MIT */
/*
 * failalloc - malloc fails for what is too large: see how a program takes it.
 *
 *	clang -O2 -g --target=bpf -D__TARGET_ARCH_x86 -I/usr/include/$(uname -m)-linux-gnu -c failalloc.bpf.c
 *	ebpfc trace failalloc.bpf.o -- sort /etc/services
 *
 * The limit is 1 MiB; `-DLIMIT=65536` of clang sets another.
 */
#include <linux/bpf.h>
#include <linux/ptrace.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#ifndef LIMIT
#define LIMIT (1 << 20)
#endif

/* How many calls failed, by size. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u64);
	__type(value, __u64);
} failed SEC(".maps");

SEC("uprobe/libc.so.6:malloc") int BPF_KPROBE(at_malloc, __u64 size)
{
	__u64 none = 0, *count;

	if (size < LIMIT)
		return 0;
	bpf_map_update_elem(&failed, &size, &none, BPF_NOEXIST);
	count = bpf_map_lookup_elem(&failed, &size);
	if (count)
		__sync_fetch_and_add(count, 1);
	bpf_printk("malloc(%llu) fails", size);
	bpf_override_return(ctx, 0);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
