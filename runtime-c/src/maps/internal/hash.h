/* SPDX-License-Identifier: MIT */
/* hash.h - the hash table's parts outside of the inlined paths, for the types that are made of it. */
#ifndef EBPFC_MAPS_HASH_H
#define EBPFC_MAPS_HASH_H

#include "hash_write.h"
#include "internal.h"

struct ebpfc__hash_handle {
	struct ebpfc__handle h;
	struct ebpfc__hash_shape shape;
};

enum ebpfc__side { EBPFC_PROGRAM, EBPFC_USER };

EBPFC_INLINE struct ebpfc__hash_handle *ebpfc__hash_of(struct ebpfc__handle *h)
{
	return (struct ebpfc__hash_handle *)h;
}

EBPFC_INLINE uint8_t *ebpfc__spilled_at(const struct ebpfc__hash_shape *s, void *region, uint32_t spill)
{
	return (uint8_t *)region + s->spilled_at + spill;
}

/* The slot of a link (index + 1) in a bucket's list. */
EBPFC_INLINE uint64_t ebpfc__spill_slot(const struct ebpfc__hash_shape *s, uint32_t link)
{
	return (uint64_t)s->buckets * EBPFC_WAYS + (link - 1);
}

/* Copy an element's value out as the user side sees it. */
EBPFC_INLINE void ebpfc__hash_read(struct ebpfc__hash_handle *x, uint64_t slot, void *value)
{
	struct ebpfc__handle *h = &x->h;
	uint32_t type = h->head.type, values = ebpfc__is_percpu(type) ? h->cpus : 1;
	uint32_t size = ebpfc__is_percpu(type) ? x->shape.value_bytes : h->head.value_size;

	for (uint32_t c = 0; c < values; c++)
		ebpfc__copy_out((uint8_t *)value + (size_t)c * size,
				ebpfc__value_at(&x->shape, type, h->head.region, slot, h->head.cpu_stride, c), size);
}

int ebpfc__hash_check(const struct ebpfc_map_attr *attr, uint32_t cpus, uint64_t *bytes);
int ebpfc__hash_create(struct ebpfc__handle *h);
int ebpfc__hash_open(struct ebpfc__handle *h);
int ebpfc__hash_update(struct ebpfc__hash_handle *x, const void *key, const void *value, uint64_t flags,
		       enum ebpfc__side side);
/* `value`: NULL, or receives what was removed. */
int ebpfc__hash_remove(struct ebpfc__hash_handle *x, const void *key, void *value);
int ebpfc__hash_next_key(struct ebpfc__handle *h, const void *key, void *next);
int64_t ebpfc__hash_for_each(struct ebpfc__handle *h, ebpfc_callback_fn fn, void *ctx, struct ebpfc_instance *self);
uint64_t ebpfc__hash_next_in(struct ebpfc__hash_handle *x, uint32_t b, uint64_t slot);
int64_t ebpfc__hash_bucket(struct ebpfc__hash_handle *x, uint32_t b, uint8_t *keys, uint8_t *values, uint32_t room,
			   bool take);

#endif /* EBPFC_MAPS_HASH_H */
