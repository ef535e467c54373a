/* SPDX-License-Identifier: MIT */
/* batch.c - BPF_MAP_*_BATCH, as generic_map_*_batch (kernel/bpf/syscall.c) and the hash table's own do them. */
#include "internal/hash.h"

static int check(struct ebpfc__handle *h, enum ebpfc__batch need, uint64_t elem_flags)
{
	if (need == EBPFC_BATCH_LOOKUP ? !ebpfc__may_read(h) : !ebpfc__may_write(h))
		return -EPERM;
	if (!(h->ops->batch & need))
		return -EBPFC_ENOTSUPP;
	return elem_flags ? -EINVAL : 0; /* BPF_F_LOCK needs a spin lock in the value */
}

/* Bucket by bucket, so that no element is missed or met twice while others are inserted. */
static int walk_buckets(struct ebpfc__handle *h, const void *in, void *out, uint8_t *keys, uint8_t *values,
			uint32_t *count, bool take)
{
	struct ebpfc__hash_handle *x = ebpfc__hash_of(h);
	size_t value_size = ebpfc__map_user_value_size(&h->head);
	uint32_t room = *count, done = 0, b = in ? (uint32_t)ebpfc__bytes(in, 4) : 0;
	int64_t n = 0;

	*count = 0;
	if (b >= x->shape.buckets)
		return -ENOENT;
	for (; b < x->shape.buckets; b++) {
		n = ebpfc__hash_bucket(x, b, keys + (size_t)done * h->head.key_size, values + done * value_size,
				       room - done, take);
		if (n < 0)
			break;
		done += (uint32_t)n;
	}
	if (n < 0 && (n != -ENOSPC || !done))
		return (int)n;
	__builtin_memcpy(out, &b, sizeof(b));
	*count = done;
	return b == x->shape.buckets ? -ENOENT : 0;
}

static int walk_keys(struct ebpfc__handle *h, const void *in, void *out, uint8_t *keys, uint8_t *values, uint32_t *count)
{
	size_t value_size = ebpfc__map_user_value_size(&h->head), key_size = h->head.key_size;
	uint32_t room = *count, done = 0;
	const void *previous = in;
	int r = 0;

	*count = 0;
	while (done < room) {
		uint8_t *key = keys + done * key_size;

		r = h->ops->next_key(h, previous, key);
		if (r)
			break;
		r = ebpfc__copy_lookup(h, key, values + done * value_size);
		if (r == -ENOENT) { /* gone meanwhile: step over it */
			__builtin_memcpy(out, key, key_size);
			previous = out;
			continue;
		}
		if (r)
			return r;
		previous = key;
		done++;
	}
	if (done)
		__builtin_memcpy(out, keys + (done - 1) * key_size, key_size);
	*count = done;
	return r;
}

int ebpfc__map_lookup_batch(struct ebpfc_map *map, const void *in, void *out, void *keys, void *values,
			    uint32_t *count, uint64_t elem_flags, uint64_t flags)
{
	struct ebpfc__handle *h = ebpfc__handle(map);
	int r = check(h, EBPFC_BATCH_LOOKUP, elem_flags);

	if (r)
		return r;
	if (h->ops->batch & EBPFC_BATCH_BUCKETS) {
		if (flags)
			return -EINVAL;
		return *count ? walk_buckets(h, in, out, keys, values, count, false) : 0;
	}
	return *count ? walk_keys(h, in, out, keys, values, count) : 0;
}

int ebpfc__map_lookup_and_delete_batch(struct ebpfc_map *map, const void *in, void *out, void *keys, void *values,
				       uint32_t *count, uint64_t elem_flags, uint64_t flags)
{
	struct ebpfc__handle *h = ebpfc__handle(map);
	int r;

	if (!ebpfc__may_read(h) || !ebpfc__may_write(h))
		return -EPERM;
	r = check(h, EBPFC_BATCH_BUCKETS, elem_flags);
	if (r)
		return r;
	if (flags)
		return -EINVAL;
	return *count ? walk_buckets(h, in, out, keys, values, count, true) : 0;
}

int ebpfc__map_update_batch(struct ebpfc_map *map, const void *keys, const void *values, uint32_t *count,
			    uint64_t elem_flags, uint64_t flags)
{
	struct ebpfc__handle *h = ebpfc__handle(map);
	size_t value_size = ebpfc__map_user_value_size(map);
	uint32_t done = 0;
	int r = check(h, EBPFC_BATCH_UPDATE, elem_flags);

	(void)flags;
	if (r)
		return r;
	for (; done < *count && !r; done += !r)
		r = ebpfc__copy_update(h, (const uint8_t *)keys + (size_t)done * map->key_size,
				       (const uint8_t *)values + done * value_size, elem_flags);
	*count = done;
	return r;
}

int ebpfc__map_delete_batch(struct ebpfc_map *map, const void *keys, uint32_t *count, uint64_t elem_flags,
			    uint64_t flags)
{
	struct ebpfc__handle *h = ebpfc__handle(map);
	uint32_t done = 0;
	int r = check(h, EBPFC_BATCH_DELETE, elem_flags);

	(void)flags;
	if (r)
		return r;
	for (; done < *count && !r; done += !r)
		r = h->ops->remove(h, (const uint8_t *)keys + (size_t)done * map->key_size);
	*count = done;
	return r;
}
