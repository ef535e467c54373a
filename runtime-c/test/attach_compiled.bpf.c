/* SPDX-License-Identifier: MIT */
/* attach_compiled.bpf.c - what attach_compiled.c measures: small programs, the same for the kernel and for us. */
typedef unsigned int u32;
typedef unsigned long long u64;

#define SEC(name) __attribute__((section(name), used))
#define BPF_MAP_TYPE_HASH 1
#define BPF_MAP_TYPE_ARRAY 2

struct pt_regs {
	u64 r15, r14, r13, r12, bp, bx, r11, r10, r9, r8, ax, cx, dx, si, di, orig_ax, ip, cs, flags, sp, ss;
};

struct sys_enter {
	u64 common, nr, args[6];
};

struct sys_exit {
	u64 common, nr;
	long result;
};

struct {
	int (*type)[BPF_MAP_TYPE_ARRAY];
	int (*max_entries)[8];
	u32 *key;
	u64 *value;
} counts SEC(".maps");

struct {
	int (*type)[BPF_MAP_TYPE_HASH];
	int (*max_entries)[1024];
	u64 *key;
	u64 *value;
} by_key SEC(".maps");

static void *(*const bpf_map_lookup_elem)(void *map, const void *key) = (void *)1;
static long (*const bpf_map_update_elem)(void *map, const void *key, const void *value, u64 flags) = (void *)2;
static u64 (*const bpf_ktime_get_ns)(void) = (void *)5;
static u64 (*const bpf_get_attach_cookie)(void *ctx) = (void *)174;
static long (*const bpf_get_stack)(void *ctx, void *buffer, u32 size, u64 flags) = (void *)67;

static inline __attribute__((always_inline)) void add(u32 key, u64 amount)
{
	u64 *value = bpf_map_lookup_elem(&counts, &key);

	if (value)
		*value += amount;
}

SEC("uprobe/:target") int empty(struct pt_regs *ctx)
{
	return 0;
}

SEC("uprobe/:target") int count(struct pt_regs *ctx)
{
	add(0, 1);
	return 0;
}

SEC("uprobe/:target") int sum_arguments(struct pt_regs *ctx)
{
	add(0, 1);
	add(1, (int)ctx->di + (u32)ctx->si);
	return 0;
}

SEC("uprobe/:target") int count_by_key(struct pt_regs *ctx)
{
	u64 key = ctx->di & 63, one = 1;
	u64 *value = bpf_map_lookup_elem(&by_key, &key);

	if (value)
		*value += 1;
	else
		bpf_map_update_elem(&by_key, &key, &one, 0);
	add(0, 1);
	return 0;
}

SEC("uprobe/:target") int with_time(struct pt_regs *ctx)
{
	add(0, 1);
	add(2, bpf_ktime_get_ns() != 0);
	return 0;
}

SEC("uprobe/:target") int with_stack(struct pt_regs *ctx)
{
	u64 ips[4] = { 0 };

	bpf_get_stack(ctx, ips, sizeof ips, 256); /* BPF_F_USER_STACK */
	add(0, 1);
	add(3, ips[0] != 0);
	return 0;
}

SEC("uretprobe/:target") int count_return(struct pt_regs *ctx)
{
	add(0, 1);
	return 0;
}

SEC("uretprobe/:target") int sum_results(struct pt_regs *ctx)
{
	add(0, 1);
	add(1, (u32)ctx->ax);
	return 0;
}

SEC("tracepoint/syscalls/sys_enter_getppid") int count_call(struct sys_enter *ctx)
{
	add(0, 1);
	return 0;
}

SEC("tracepoint/syscalls/sys_exit_getppid") int count_call_return(struct sys_exit *ctx)
{
	add(0, 1);
	add(1, ctx->result > 0);
	return 0;
}

SEC("raw_tp/sys_enter") int count_raw(u64 *ctx)
{
	if (ctx[1] == 110)
		add(0, 1);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
