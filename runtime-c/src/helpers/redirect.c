/* SPDX-License-Identifier: MIT */
/*
 * Redirects, routes and sockets (net/core/filter.c). A program's verdict is the host's to carry out: the helpers
 * return what the kernel's return and remember the target for ebpfc_last_redirect. There is no routing table and no
 * socket table in user space: look-ups answer as a host without either does.
 */
#include "packet.h"

enum { XDP_ABORTED = 0, XDP_REDIRECT = 4 };
enum { TC_ACT_SHOT = 2, TC_ACT_REDIRECT = 7 };

#define F_INGRESS 1u
#define F_BROADCAST 8u
#define F_EXCLUDE_INGRESS 16u
#define ACTION_MASK 3u

_Thread_local enum ebpfc_family ebpfc__running_family;
static _Thread_local struct ebpfc_redirect last;

const struct ebpfc_redirect *ebpfc_last_redirect(void)
{
	return &last;
}

/* enum bpf_prog_type */
static enum ebpfc_family family_of(uint32_t type)
{
	switch (type) {
	case 6: /* BPF_PROG_TYPE_XDP */
		return EBPFC_FAMILY_XDP;
	case 3:	 /* SCHED_CLS */
	case 4:	 /* SCHED_ACT */
	case 10: /* LWT_IN */
	case 11: /* LWT_OUT */
	case 12: /* LWT_XMIT */
		return EBPFC_FAMILY_SKB;
	default:
		return EBPFC_FAMILY_UNKNOWN;
	}
}

enum ebpfc_family ebpfc__module_family(const struct ebpfc_module *module)
{
	enum ebpfc_family family = EBPFC_FAMILY_UNKNOWN;

	for (uint32_t i = 0; i < module->programs.count; i++) {
		const struct ebpfc_program_desc *program = ebpfc_row(&module->programs, i);
		enum ebpfc_family its = family_of(program->type);

		if (its == EBPFC_FAMILY_UNKNOWN || its == family)
			continue;
		if (family != EBPFC_FAMILY_UNKNOWN)
			return EBPFC_FAMILY_UNKNOWN;
		family = its;
	}
	return family;
}

enum ebpfc_family ebpfc__family_now(const struct ebpfc_instance *self)
{
	uint32_t family = ebpfc__runtime(self)->family;

	return family == EBPFC_FAMILY_UNKNOWN ? ebpfc__running_family : family;
}

static uint64_t redirect_xdp(uint64_t r1, uint64_t r2, uint64_t r3 __attribute__((unused)),
			     uint64_t r4 __attribute__((unused)), uint64_t r5 __attribute__((unused)),
			     struct ebpfc_instance *self __attribute__((unused)))
{
	if (r2)
		return XDP_ABORTED;
	last = (struct ebpfc_redirect){NULL, (uint32_t)r1, r2};
	return XDP_REDIRECT;
}

static uint64_t redirect_skb(uint64_t r1, uint64_t r2, uint64_t r3 __attribute__((unused)),
			     uint64_t r4 __attribute__((unused)), uint64_t r5 __attribute__((unused)),
			     struct ebpfc_instance *self __attribute__((unused)))
{
	if (r2 & ~(uint64_t)F_INGRESS)
		return TC_ACT_SHOT;
	last = (struct ebpfc_redirect){NULL, (uint32_t)r1, r2};
	return TC_ACT_REDIRECT;
}

HELPER(redirect)
{
	return ebpfc__family_now(self) == EBPFC_FAMILY_XDP ? redirect_xdp(r1, r2, r3, r4, r5, self)
							   : redirect_skb(r1, r2, r3, r4, r5, self);
}

/* The function of a slot that names its family; NULL: the one for all. */
ebpfc_helper_fn ebpfc__helper_of_family(uint32_t id, uint32_t family)
{
	enum { REDIRECT = 23, PERF_EVENT_OUTPUT = 25 };

	if (id == REDIRECT && family == EBPFC_FAMILY_XDP)
		return redirect_xdp;
	if (id == REDIRECT && family == EBPFC_FAMILY_SKB)
		return redirect_skb;
	if (id == PERF_EVENT_OUTPUT && family == EBPFC_FAMILY_OTHER)
		return ebpfc__perf_event_output_plain;
	if (id == PERF_EVENT_OUTPUT && family != EBPFC_FAMILY_UNKNOWN)
		return ebpfc__h_skb_output; /* both packet contexts begin alike */
	return NULL;
}

HELPER(redirect_map)
{
	struct ebpfc_map *map = ebpfc__ptr(r1);
	bool devices = map->type == EBPFC_MAP_DEVMAP || map->type == EBPFC_MAP_DEVMAP_HASH;
	uint64_t allowed = ACTION_MASK | (devices ? F_BROADCAST | F_EXCLUDE_INGRESS : 0);
	uint32_t key = (uint32_t)r2;
	const uint32_t *value;

	if (r3 & ~allowed)
		return XDP_ABORTED;
	value = ebpfc__map_lookup(map, &key);
	if ((!value || *value == 0) && !(r3 & F_BROADCAST))
		return r3 & ACTION_MASK;
	last = (struct ebpfc_redirect){map, r2, r3};
	return XDP_REDIRECT;
}

HELPER(redirect_peer)
{
	if (r2)
		return TC_ACT_SHOT;
	last = (struct ebpfc_redirect){NULL, (uint32_t)r1, r2};
	return TC_ACT_REDIRECT;
}

HELPER(redirect_neigh)
{
	const uint32_t neighbour = 20; /* sizeof(struct bpf_redir_neigh) */

	if ((r3 && (uint32_t)r3 < neighbour) || r4)
		return TC_ACT_SHOT;
	last = (struct ebpfc_redirect){NULL, (uint32_t)r1, r4};
	return TC_ACT_REDIRECT;
}

/* The device a packet came from is the only one that is known to exist. */
static bool is_device(const struct ebpfc_skb *skb, uint32_t ifindex)
{
	return ifindex == LOOPBACK_IFINDEX || (skb && ifindex == skb->ifindex);
}

HELPER(clone_redirect)
{
	const struct ebpfc_skb *skb = ebpfc__ptr(r1);

	if ((r3 & ~(uint64_t)F_INGRESS) || !is_device(skb, (uint32_t)r2))
		return ebpfc__r0(-EINVAL);
	last = (struct ebpfc_redirect){NULL, (uint32_t)r2, r3};
	return 0;
}

/* The head of struct bpf_fib_lookup. */
struct fib_lookup {
	uint8_t family;
	uint8_t l4_protocol;
	uint16_t sport;
	uint16_t dport;
	uint16_t tot_len;
	uint32_t ifindex;
	uint8_t rest[52];
};

HELPER(fib_lookup)
{
	enum { INET = 2, INET6 = 10, FWD_DISABLED = 5 };
	const struct fib_lookup *fib = ebpfc__ptr(r2);

	if ((uint32_t)r3 < sizeof(*fib) || ((uint32_t)r4 & ~0x3fu))
		return ebpfc__r0(-EINVAL);
	if (fib->family != INET && fib->family != INET6)
		return ebpfc__r0(-EAFNOSUPPORT);
	return ebpfc__r0(is_device(NULL, fib->ifindex) ? FWD_DISABLED : -ENODEV);
}

HELPER(check_mtu)
{
	enum { SUCCESS, FRAG_NEEDED };
	const struct ebpfc_skb *skb = ebpfc__ptr(r1); /* data and data_end of both contexts are in the same place */
	uint32_t *mtu = ebpfc__ptr(r3);
	int64_t length = *mtu ? (int64_t)*mtu + ETH_HLEN : skb->data_end - skb->data;

	if (r5 & ~UINT64_C(1))
		return ebpfc__r0(-EINVAL);
	if ((uint32_t)r2 != 0 && !is_device(NULL, (uint32_t)r2))
		return ebpfc__r0(-ENODEV);
	length += (int32_t)r4;
	if (length < 0)
		return ebpfc__r0(-EINVAL);
	*mtu = LOOPBACK_MTU;
	return length <= LOOPBACK_MTU + ETH_HLEN ? SUCCESS : FRAG_NEEDED;
}

HELPER(sk_lookup_tcp)
{
	return 0;
}

HELPER(sk_lookup_udp)
{
	return 0;
}

HELPER(skc_lookup_tcp)
{
	return 0;
}

HELPER(sk_release)
{
	return 0;
}

HELPER(sk_assign)
{
	return ebpfc__r0(-EOPNOTSUPP);
}
