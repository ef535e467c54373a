/* SPDX-License-Identifier: MIT */
/*
 * syscount - how often each system call is made, and how often it fails, by its number.
 *
 *	clang -O2 -g --target=bpf -I/usr/include/$(uname -m)-linux-gnu -c syscount.bpf.c
 *	ebpfc trace syscount.bpf.o -- ls -l
 *
 * The numbers are those of asm/unistd_64.h. The calls with which the rest of the process was patched (pwrite64, 18)
 * are counted as well.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct sys_enter {
	__u64 common;
	__s64 nr;
	__u64 args[6];
};

struct sys_exit {
	__u64 common;
	__s64 nr;
	__s64 result;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 512);
	__type(key, __u64);
	__type(value, __u64);
} calls SEC(".maps"), failures SEC(".maps");

static void count(void *map, __u64 nr)
{
	__u64 none = 0, *value;

	bpf_map_update_elem(map, &nr, &none, BPF_NOEXIST);
	value = bpf_map_lookup_elem(map, &nr);
	if (value)
		__sync_fetch_and_add(value, 1);
}

SEC("tracepoint/raw_syscalls/sys_enter") int at_call(struct sys_enter *ctx)
{
	count(&calls, ctx->nr);
	return 0;
}

SEC("tracepoint/raw_syscalls/sys_exit") int at_return(struct sys_exit *ctx)
{
	if (ctx->result < 0 && ctx->result > -4096)
		count(&failures, ctx->nr);
	return 0;
}

char LICENSE[] SEC("license") = "MIT";
