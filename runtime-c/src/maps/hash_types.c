/* SPDX-License-Identifier: MIT */
/* hash_types.c - the hash table as HASH, PERCPU_HASH, LRU_HASH and LRU_PERCPU_HASH. */
#include "internal/hash.h"

/* Key sizes that programs use most get code of their own. */
static inline uint64_t find(struct ebpfc__hash_handle *x, const void *key)
{
	const void *region = x->h.head.region;
	uint32_t size = x->h.head.key_size;

	switch (size) {
	case 4:
		return ebpfc__hash_find(&x->shape, region, ebpfc__hash_key(region, key, 4), key, 4);
	case 8:
		return ebpfc__hash_find(&x->shape, region, ebpfc__hash_key(region, key, 8), key, 8);
	case 16:
		return ebpfc__hash_find(&x->shape, region, ebpfc__hash_key(region, key, 16), key, 16);
	default:
		return ebpfc__hash_find(&x->shape, region, ebpfc__hash_key(region, key, size), key, size);
	}
}

/* ---- Program side ----------------------------------------------------------------------------------------------------- */

static void *hash_lookup(struct ebpfc__handle *h, const void *key)
{
	struct ebpfc__hash_handle *x = ebpfc__hash_of(h);
	uint64_t slot = find(x, key);

	return slot == EBPFC_NO_SLOT ? NULL : ebpfc__slot_at(&x->shape, h->head.region, slot) + x->shape.key_bytes;
}

static void *lru_lookup(struct ebpfc__handle *h, const void *key)
{
	struct ebpfc__hash_handle *x = ebpfc__hash_of(h);
	uint64_t slot = find(x, key);

	if (slot == EBPFC_NO_SLOT)
		return NULL;
	ebpfc__touch(&x->shape, h->head.region, slot);
	return ebpfc__slot_at(&x->shape, h->head.region, slot) + x->shape.key_bytes;
}

static void *hash_types_percpu_lookup(struct ebpfc__handle *h, const void *key, uint32_t cpu)
{
	struct ebpfc__hash_handle *x = ebpfc__hash_of(h);
	uint64_t slot = cpu < h->cpus ? find(x, key) : EBPFC_NO_SLOT;

	if (slot == EBPFC_NO_SLOT)
		return NULL;
	if (ebpfc__is_lru(h->head.type))
		ebpfc__touch(&x->shape, h->head.region, slot);
	return (uint8_t *)h->head.region + x->shape.value_at + cpu * h->head.cpu_stride + slot * x->shape.value_bytes;
}

static void *hash_types_percpu_lookup_here(struct ebpfc__handle *h, const void *key)
{
	return hash_types_percpu_lookup(h, key, ebpfc__cpu_of(h->cpus));
}

/* One copy of the inlined path for each of the usual key sizes. */
static int hash_update(struct ebpfc__handle *h, const void *key, const void *value, uint64_t flags)
{
	struct ebpfc__hash_handle *x = ebpfc__hash_of(h);
	uint32_t size = h->head.key_size, value_size = h->head.value_size, type = EBPFC_MAP_HASH;
	int r;

	if (size == 4)
		r = ebpfc__hash_update_fast(h, &x->shape, type, 4, value_size, h->head.max_entries, key, value, flags, 0);
	else if (size == 8)
		r = ebpfc__hash_update_fast(h, &x->shape, type, 8, value_size, h->head.max_entries, key, value, flags, 0);
	else
		r = ebpfc__hash_update_fast(h, &x->shape, type, size, value_size, h->head.max_entries, key, value, flags, 0);
	return r == EBPFC_HASH_SLOW ? ebpfc__hash_update(x, key, value, flags, EBPFC_PROGRAM) : r;
}

static int other_update(struct ebpfc__handle *h, const void *key, const void *value, uint64_t flags)
{
	struct ebpfc__hash_handle *x = ebpfc__hash_of(h);
	int r = ebpfc__hash_update_fast(h, &x->shape, h->head.type, h->head.key_size, h->head.value_size,
					h->head.max_entries, key, value, flags, ebpfc__cpu_of(h->cpus));

	return r == EBPFC_HASH_SLOW ? ebpfc__hash_update(x, key, value, flags, EBPFC_PROGRAM) : r;
}

static int hash_remove(struct ebpfc__handle *h, const void *key)
{
	struct ebpfc__hash_handle *x = ebpfc__hash_of(h);
	int r = h->head.key_size == 4 ? ebpfc__hash_delete_fast(h, &x->shape, 4, key)
		: h->head.key_size == 8 ? ebpfc__hash_delete_fast(h, &x->shape, 8, key)
					: ebpfc__hash_delete_fast(h, &x->shape, h->head.key_size, key);

	return r == EBPFC_HASH_SLOW ? ebpfc__hash_remove(x, key, NULL) : r;
}

/* ---- User side ---------------------------------------------------------------------------------------------------------- */

static int hash_types_user_lookup(struct ebpfc__handle *h, const void *key, void *value)
{
	struct ebpfc__hash_handle *x = ebpfc__hash_of(h);
	uint64_t code = ebpfc__hash_key(h->head.region, key, h->head.key_size), slot;
	uint32_t b = ebpfc__bucket_of(code, x->shape.buckets), seq;
	struct ebpfc__bucket *bucket = ebpfc__bucket_at(&x->shape, h->head.region, b);

	/* copied again if the element was replaced or removed meanwhile */
	do {
		seq = __atomic_load_n(&bucket->seq, __ATOMIC_ACQUIRE);
		slot = ebpfc__hash_find(&x->shape, h->head.region, code, key, h->head.key_size);
		if (slot == EBPFC_NO_SLOT)
			return -ENOENT;
		ebpfc__hash_read(x, slot, value);
	} while (!ebpfc__unmoved(bucket, seq));
	return 0;
}

static int user_update(struct ebpfc__handle *h, const void *key, const void *value, uint64_t flags)
{
	return ebpfc__hash_update(ebpfc__hash_of(h), key, value, flags, EBPFC_USER);
}

static int hash_types_user_take(struct ebpfc__handle *h, const void *key, void *value)
{
	return ebpfc__hash_remove(ebpfc__hash_of(h), key, value);
}

static uint64_t hash_types_entries(struct ebpfc__handle *h)
{
	return __atomic_load_n(&((struct ebpfc__hash *)h->head.region)->count, __ATOMIC_RELAXED);
}

#define EBPFC_HASH_COMMON                                                                                    \
	.shape = ebpfc__hash_check, .create = ebpfc__hash_create, .open = ebpfc__hash_open,                  \
	.remove = hash_remove, .for_each = ebpfc__hash_for_each, .user_lookup = hash_types_user_lookup,                 \
	.user_update = user_update, .user_take = hash_types_user_take, .next_key = ebpfc__hash_next_key,                \
	.entries = hash_types_entries, .handle_bytes = sizeof(struct ebpfc__hash_handle),                             \
	.batch = EBPFC_BATCH_LOOKUP | EBPFC_BATCH_UPDATE | EBPFC_BATCH_DELETE | EBPFC_BATCH_BUCKETS

const struct ebpfc__map_ops ebpfc__hash_ops = {EBPFC_HASH_COMMON, .lookup = hash_lookup, .update = hash_update};
const struct ebpfc__map_ops ebpfc__lru_hash_ops = {EBPFC_HASH_COMMON, .lookup = lru_lookup, .update = other_update};
const struct ebpfc__map_ops ebpfc__percpu_hash_ops = {EBPFC_HASH_COMMON,
						      .lookup = hash_types_percpu_lookup_here,
						      .lookup_percpu = hash_types_percpu_lookup,
						      .update = other_update,
						      .per_cpu = true};
