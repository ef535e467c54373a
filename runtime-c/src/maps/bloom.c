/* SPDX-License-Identifier: MIT */
/* bloom.c - BLOOM_FILTER: a set of bits, set atomically. */
#include "internal/hash_layout.h"
#include "internal/internal.h"

struct bloom {
	uint64_t seed[2];
	uint64_t reserved[6];
	uint64_t bits[];
};

#define EBPFC_BLOOM_FLAGS (EBPFC_F_NUMA_NODE | EBPFC_F_ACCESS | EBPFC_F_ZERO_SEED)

static uint32_t hashes(uint64_t map_extra)
{
	return map_extra ? (uint32_t)map_extra : 5;
}

/* Number of bits less one: a power of two near 7/5 of one bit per hash and element, as in the kernel. */
static uint32_t mask_of(uint32_t max_entries, uint32_t hash_count)
{
	uint64_t bits = (uint64_t)max_entries * hash_count;

	if (bits > UINT32_MAX || bits / 5 * 7 > 1ull << 31)
		return UINT32_MAX;
	bits = bits / 5 * 7;
	if (bits <= 64)
		return 63;
	return (uint32_t)((1ull << (64 - __builtin_clzll(bits - 1))) - 1);
}

/* bloom_map_alloc_check and bloom_map_alloc, kernel/bpf/bloom_filter.c */
static int bloom_shape(const struct ebpfc_map_attr *a, uint32_t cpus, uint64_t *bytes)
{
	(void)cpus;
	if (a->value_size > 4u << 20) /* KMALLOC_MAX_SIZE */
		return -E2BIG;
	if (a->key_size || !a->value_size || !a->max_entries || (a->flags & ~EBPFC_BLOOM_FLAGS) ||
	    !ebpfc__access_ok(a->flags) || (a->map_extra & ~0xfull))
		return -EINVAL;
	*bytes = sizeof(struct bloom) + ((uint64_t)mask_of(a->max_entries, hashes(a->map_extra)) + 1) / 8;
	return 0;
}

static int create(struct ebpfc__handle *h)
{
	struct bloom *b = h->head.region;
	bool zero = (h->head.flags & EBPFC_F_ZERO_SEED) != 0;

	b->seed[0] = zero ? 0x9e3779b97f4a7c15ull : ebpfc__random();
	b->seed[1] = zero ? 0xd6e8feb86659fd93ull : ebpfc__random() | 0x8000000000000001ull;
	return 0;
}

/* The bit of the `i`th hash: both halves of one 64-bit hash, combined. */
static uint32_t bit_of(uint64_t code, uint32_t i, uint32_t mask)
{
	return ((uint32_t)code + i * ((uint32_t)(code >> 32) | 1)) & mask;
}

static uint64_t code_of(struct bloom *b, const void *value, uint32_t size)
{
	const uint8_t *v = value;
	uint64_t code = b->seed[1];
	uint32_t i = 0;

	for (; i + 8 < size; i += 8)
		code = ebpfc__mix(ebpfc__bytes(v + i, 8) ^ b->seed[0], code);
	return ebpfc__mix(ebpfc__bytes(v + i, size - i) ^ b->seed[0], code);
}

static int bloom_push(struct ebpfc__handle *h, const void *value, uint64_t flags)
{
	struct bloom *b = h->head.region;
	uint32_t count = hashes(h->row->map_extra & 0xf), mask = mask_of(h->head.max_entries, count);
	uint64_t code = code_of(b, value, h->head.value_size);

	if (flags)
		return -EINVAL;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t bit = bit_of(code, i, mask);

		__atomic_fetch_or(&b->bits[bit / 64], 1ull << bit % 64, __ATOMIC_RELAXED);
	}
	return 0;
}

static int bloom_peek(struct ebpfc__handle *h, void *value)
{
	struct bloom *b = h->head.region;
	uint32_t count = hashes(h->row->map_extra & 0xf), mask = mask_of(h->head.max_entries, count);
	uint64_t code = code_of(b, value, h->head.value_size);

	for (uint32_t i = 0; i < count; i++) {
		uint32_t bit = bit_of(code, i, mask);

		if (!(__atomic_load_n(&b->bits[bit / 64], __ATOMIC_RELAXED) & 1ull << bit % 64))
			return -ENOENT;
	}
	return 0;
}

static int no_pop(struct ebpfc__handle *h, void *value)
{
	(void)h, (void)value;
	return -EOPNOTSUPP;
}

static int bloom_no_update(struct ebpfc__handle *h, const void *key, const void *value, uint64_t flags)
{
	(void)h, (void)key, (void)value, (void)flags;
	return -EINVAL;
}

static int bloom_no_remove(struct ebpfc__handle *h, const void *key)
{
	(void)h, (void)key;
	return -EOPNOTSUPP;
}

static int bloom_no_next_key(struct ebpfc__handle *h, const void *key, void *next)
{
	(void)h, (void)key, (void)next;
	return -EOPNOTSUPP;
}

const struct ebpfc__map_ops ebpfc__bloom_ops = {
	.shape = bloom_shape,
	.create = create,
	.update = bloom_no_update,
	.remove = bloom_no_remove,
	.push = bloom_push,
	.pop = no_pop,
	.peek = bloom_peek,
	.next_key = bloom_no_next_key,
};
