/* SPDX-License-Identifier: MIT */
/* Checksum helpers (net/core/filter.c). */
#include "checksum.h"
#include "packet.h"

#define HDR_FIELD_MASK 0xfu      /* BPF_F_HDR_FIELD_MASK */
#define PSEUDO_HDR (1u << 4)     /* BPF_F_PSEUDO_HDR */
#define MARK_MANGLED_0 (1u << 5) /* BPF_F_MARK_MANGLED_0 */
#define MARK_ENFORCE (1u << 6)   /* BPF_F_MARK_ENFORCE */
#define CSUM_IPV6 (1u << 7)      /* BPF_F_IPV6 */
#define CSUM_MANGLED_0 0xffffu

HELPER(csum_diff)
{
	uint32_t from_size = (uint32_t)r2, to_size = (uint32_t)r4, seed = (uint32_t)r5;

	if (from_size && to_size)
		seed = csum_sub(csum_partial(ebpfc__ptr(r3), to_size, seed),
				csum_partial(ebpfc__ptr(r1), from_size, 0));
	else if (to_size)
		seed = csum_partial(ebpfc__ptr(r3), to_size, seed);
	else if (from_size)
		seed = ~csum_partial(ebpfc__ptr(r1), from_size, ~seed);
	return csum_reduce(seed);
}

/* The checksum field at `offset`, or NULL. */
static uint8_t *field(struct ebpfc_skb *skb, uint32_t offset)
{
	if (offset > 0xffff || (offset & 1) || offset + 2 > skb->len)
		return NULL;
	return skb->data + offset;
}

/* Replace in the sum at `at`; false for a size that no field has. */
static bool replace_in(uint8_t *at, uint64_t flags, uint64_t from, uint64_t to)
{
	uint16_t sum;

	memcpy(&sum, at, sizeof(sum));
	switch (flags & HDR_FIELD_MASK) {
	case 0:
		if (from != 0)
			return false;
		sum = csum_replace_by_diff(sum, (uint32_t)to);
		break;
	case 2:
		sum = csum_replace2(sum, (uint16_t)from, (uint16_t)to);
		break;
	case 4:
		sum = csum_replace4(sum, (uint32_t)from, (uint32_t)to);
		break;
	default:
		return false;
	}
	memcpy(at, &sum, sizeof(sum));
	return true;
}

HELPER(l3_csum_replace)
{
	uint8_t *at;

	if (r5 & ~(uint64_t)HDR_FIELD_MASK)
		return ebpfc__r0(-EINVAL);
	at = field(ebpfc__ptr(r1), (uint32_t)r2);
	if (!at)
		return ebpfc__r0(-EFAULT);
	return ebpfc__r0(replace_in(at, r5, r3, r4) ? 0 : -EINVAL);
}

HELPER(l4_csum_replace)
{
	static const uint16_t mangled = CSUM_MANGLED_0;
	bool zero_means_none = r5 & MARK_MANGLED_0;
	uint8_t *at;

	if (r5 & ~(uint64_t)(MARK_MANGLED_0 | MARK_ENFORCE | PSEUDO_HDR | CSUM_IPV6 | HDR_FIELD_MASK))
		return ebpfc__r0(-EINVAL);
	at = field(ebpfc__ptr(r1), (uint32_t)r2);
	if (!at)
		return ebpfc__r0(-EFAULT);
	if (zero_means_none && !(r5 & MARK_ENFORCE) && at[0] == 0 && at[1] == 0)
		return 0;
	/* inet_proto_csum_replace2 goes through the 32-bit form. */
	if ((r5 & HDR_FIELD_MASK) == 2) {
		r5 = (r5 & ~(uint64_t)HDR_FIELD_MASK) | 4;
		r3 = (uint16_t)r3;
		r4 = (uint16_t)r4;
	}
	if (!replace_in(at, r5, r3, r4))
		return ebpfc__r0(-EINVAL);
	if (zero_means_none && at[0] == 0 && at[1] == 0)
		memcpy(at, &mangled, sizeof(mangled));
	return 0;
}

/* CHECKSUM_COMPLETE never occurs here: no device computes sums for us. */
HELPER(csum_update)
{
	return ebpfc__r0(-KERNEL_ENOTSUPP);
}

HELPER(csum_level)
{
	enum { QUERY, INC, DEC, RESET };

	if (r2 > RESET)
		return ebpfc__r0(-EINVAL);
	return ebpfc__r0(r2 == QUERY ? -EACCES : 0);
}
