/* SPDX-License-Identifier: MIT */
/* A program that calls functions of its host: numbers, memory by type and by length, objects that are given back. */
#include "../fixtures/bpf.h"

static __u32 (*const bpf_get_prandom_u32)(void) = (void *)7;

struct point {
	__u32 x, y;
};

struct account;

extern __u64 host_add(__u64 a, __u32 b) __ksym;
extern __u64 host_sum(const __u8 *data, __u32 data__sz) __ksym;
extern int host_move(struct point *point, const struct point *by__nullable) __ksym;
extern struct account *host_open(__u32 id) __ksym;
extern void host_close(struct account *account) __ksym;

SEC("xdp")
int use_host(struct xdp_md *ctx)
{
	__u8 bytes[5] = { 1, 2, 3, 4, 5 };
	struct point point = { 10, 20 }, by = { 1, 2 };
	struct account *account;
	__u64 result = host_add(1000, ctx->rx_queue_index);

	result += host_sum(bytes, sizeof(bytes));
	host_move(&point, &by);
	host_move(&point, (void *)0);
	account = host_open(7);
	if (account)
		host_close(account);
	/* The host's own time and chance: 1000001 and 70000 there. */
	result += bpf_ktime_get_ns() + bpf_get_prandom_u32();
	return result + point.x + point.y;
}

#ifdef WRONG
SEC("xdp")
int reads_too_much(struct xdp_md *ctx)
{
	__u8 bytes[4] = { 1, 2, 3, 4 };

	return host_sum(bytes, 5);
}

SEC("xdp")
int not_initialised(struct xdp_md *ctx)
{
	struct point point;

	return host_move(&point, (void *)0);
}

SEC("xdp")
int not_closed(struct xdp_md *ctx)
{
	return host_open(7) != (void *)0;
}

SEC("xdp")
int closed_twice(struct xdp_md *ctx)
{
	struct account *account = host_open(7);

	if (!account)
		return 0;
	host_close(account);
	host_close(account);
	return 0;
}
#endif

LICENSE("GPL");
