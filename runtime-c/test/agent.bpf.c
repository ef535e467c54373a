/* SPDX-License-Identifier: MIT */
/* agent.bpf.c - counts the calls of strtol and of a system call, and looks at arguments and results. */
typedef unsigned int u32;
typedef unsigned long long u64;

#define SEC(name) __attribute__((section(name), used))
#define BPF_MAP_TYPE_ARRAY 2

struct pt_regs {
	u64 r15, r14, r13, r12, bp, bx, r11, r10, r9, r8, ax, cx, dx, si, di, orig_ax, ip, cs, flags, sp, ss;
};

struct {
	int (*type)[BPF_MAP_TYPE_ARRAY];
	int (*max_entries)[8];
	u32 *key;
	u64 *value;
} counts SEC(".maps");

static void *(*const bpf_map_lookup_elem)(void *map, const void *key) = (void *)1;

static void add(u32 key, u64 amount)
{
	u64 *value = bpf_map_lookup_elem(&counts, &key);

	if (value)
		__sync_fetch_and_add(value, amount);
}

SEC("uprobe/libc.so.6:strtol") int at_entry(struct pt_regs *ctx)
{
	add(0, 1);
	add(2, ctx->dx);
	return 0;
}

SEC("uretprobe/libc.so.6:strtol") int at_return(struct pt_regs *ctx)
{
	add(1, 1);
	add(3, ctx->ax);
	return 0;
}

struct sys_enter {
	u64 common, nr, args[6];
};

SEC("tracepoint/syscalls/sys_enter_clock_nanosleep") int at_sleep(struct sys_enter *ctx)
{
	add(4, 1);
	add(5, ctx->nr);
	return 0;
}

char LICENSE[] SEC("license") = "MIT";
