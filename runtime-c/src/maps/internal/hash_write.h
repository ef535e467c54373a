/* SPDX-License-Identifier: MIT */
/*
 * hash_write.h - the common case of update and delete, small enough to be inlined into programs.
 *
 * Everything uncommon (a contended or orphaned lock, spilled keys, a full bucket, a full map) gives
 * EBPFC_HASH_SLOW without having changed anything; hash.c then does the whole operation.
 */
#ifndef EBPFC_MAPS_HASH_WRITE_H
#define EBPFC_MAPS_HASH_WRITE_H

#include "hash_layout.h"

#define EBPFC_HASH_SLOW 1

/* The free way nearest after `way`: used in turn, so that what was just freed stays readable longest. */
EBPFC_INLINE uint32_t ebpfc__free_way(uint64_t tags, uint32_t way)
{
	uint64_t empty = ~tags & EBPFC_TAG_HIGH;
	uint32_t turn = (way + 1) % EBPFC_WAYS * 8;
	uint64_t turned = turn ? empty >> turn | empty << (64 - turn) : empty;

	return (way + 1 + (uint32_t)__builtin_ctzll(turned) / 8) % EBPFC_WAYS;
}

EBPFC_INLINE uint64_t ebpfc__with_tag(uint64_t tags, uint32_t way, uint64_t tag)
{
	return (tags & ~(0xffull << way * 8)) | tag << way * 8;
}

/* Make the bucket's new tags visible; the lock is held. */
EBPFC_INLINE void ebpfc__publish(struct ebpfc__bucket *bucket, uint64_t tags)
{
	__atomic_store_n(&bucket->tags, tags, __ATOMIC_RELEASE);
	__atomic_store_n(&bucket->seq, bucket->seq + 1, __ATOMIC_RELEASE);
	/* the slot that became free may be written again only after readers can see that it did */
	__atomic_thread_fence(__ATOMIC_RELEASE);
}

/* The way of a key among the tagged ones, or EBPFC_WAYS; the lock is held. */
EBPFC_INLINE uint32_t ebpfc__way_of(const struct ebpfc__hash_shape *s, const void *region, uint32_t b, uint64_t tags,
				    uint64_t tag, const void *key, uint32_t key_size)
{
	for (uint64_t m = ebpfc__tag_match(tags, tag); m; m &= m - 1) {
		uint32_t way = (uint32_t)__builtin_ctzll(m) / 8;

		if (ebpfc__equal(ebpfc__slot_at(s, region, (uint64_t)b * EBPFC_WAYS + way), key, key_size))
			return way;
	}
	return EBPFC_WAYS;
}

EBPFC_INLINE uint32_t ebpfc__now(const struct ebpfc__hash_shape *s, const struct ebpfc__hash *hash)
{
	return __atomic_load_n(&hash->inserts, __ATOMIC_RELAXED) >> s->age_shift;
}

/* LRU: the slot was used. Written only when the clock moved, so that hits share cache lines. */
EBPFC_INLINE void ebpfc__touch(const struct ebpfc__hash_shape *s, void *region, uint64_t slot)
{
	uint32_t *age = ebpfc__age_at(s, region, slot), now = ebpfc__now(s, (struct ebpfc__hash *)region);

	if (__atomic_load_n(age, __ATOMIC_RELAXED) != now)
		__atomic_store_n(age, now, __ATOMIC_RELAXED);
}

/* The value of a new element on the program side: the caller's CPU gets it, the others zero. */
EBPFC_INLINE void ebpfc__fill_value(const struct ebpfc__hash_shape *s, uint32_t type, void *region, uint64_t slot,
				    uint64_t cpu_stride, uint32_t cpus, uint32_t cpu, const void *value,
				    uint32_t value_size)
{
	if (ebpfc__is_percpu(type))
		for (uint32_t c = 0; c < cpus; c++)
			if (c != cpu)
				ebpfc__clear(ebpfc__value_at(s, type, region, slot, cpu_stride, c), value_size);
	ebpfc__copy_in(ebpfc__value_at(s, type, region, slot, cpu_stride, cpu), value, value_size);
}

EBPFC_INLINE bool ebpfc__try_lock(uint32_t *word, uint32_t self)
{
	uint32_t none = 0;

	return self && __atomic_compare_exchange_n(word, &none, self, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
}

/* Update by a program; type, sizes and `max_entries` are constants where this is inlined. */
EBPFC_INLINE int ebpfc__hash_update_fast(struct ebpfc__handle *h, const struct ebpfc__hash_shape *s, uint32_t type,
					 uint32_t key_size, uint32_t value_size, uint32_t max_entries,
					 const void *key, const void *value, uint64_t flags, uint32_t cpu)
{
	void *region = h->head.region;
	struct ebpfc__hash *hash = (struct ebpfc__hash *)region;
	uint64_t code = ebpfc__hash_key(hash, key, key_size), tag = ebpfc__tag_of(code), tags;
	uint32_t b = ebpfc__bucket_of(code, s->buckets), self = h->self(h->session), way, fresh;
	struct ebpfc__bucket *bucket = ebpfc__bucket_at(s, region, b);
	uint32_t *lock = ebpfc__lock_at(s, region, b), *counting = &h->threads[self % EBPFC_THREAD_ROWS].counting;
	uint64_t slot;
	int r = 0;

	if (flags > 2 || !ebpfc__try_lock(lock, self))
		return EBPFC_HASH_SLOW;
	tags = bucket->tags;
	if (bucket->spill || !(~tags & EBPFC_TAG_HIGH)) {
		r = EBPFC_HASH_SLOW;
		goto out;
	}
	way = ebpfc__way_of(s, region, b, tags, tag, key, key_size);
	if (way < EBPFC_WAYS) {
		slot = (uint64_t)b * EBPFC_WAYS + way;
		if (flags == 1) {
			r = -17; /* EEXIST */
		} else if (ebpfc__is_percpu(type)) {
			ebpfc__copy_in(ebpfc__value_at(s, type, region, slot, h->head.cpu_stride, cpu), value, value_size);
			if (ebpfc__is_lru(type))
				ebpfc__touch(s, region, slot);
		} else {
			fresh = ebpfc__free_way(tags, way);
			slot = (uint64_t)b * EBPFC_WAYS + fresh;
			ebpfc__copy_in(ebpfc__slot_at(s, region, slot), key, key_size);
			ebpfc__copy_in(ebpfc__slot_at(s, region, slot) + s->key_bytes, value, value_size);
			if (ebpfc__is_lru(type))
				ebpfc__touch(s, region, slot);
			ebpfc__publish(bucket, ebpfc__with_tag(ebpfc__with_tag(tags, way, 0), fresh, tag));
		}
		goto out;
	}
	if (flags == 2) {
		r = -2; /* ENOENT */
		goto out;
	}
	__atomic_store_n(counting, h->id, __ATOMIC_RELAXED);
	if (__atomic_add_fetch(&hash->count, 1, __ATOMIC_RELAXED) > max_entries) {
		__atomic_sub_fetch(&hash->count, 1, __ATOMIC_RELAXED);
		r = EBPFC_HASH_SLOW;
	} else {
		fresh = ebpfc__free_way(tags, bucket->seq % EBPFC_WAYS);
		slot = (uint64_t)b * EBPFC_WAYS + fresh;
		ebpfc__copy_in(ebpfc__slot_at(s, region, slot), key, key_size);
		ebpfc__fill_value(s, type, region, slot, h->head.cpu_stride, h->cpus, cpu, value, value_size);
		if (ebpfc__is_lru(type)) {
			__atomic_fetch_add(&hash->inserts, 1, __ATOMIC_RELAXED);
			ebpfc__touch(s, region, slot);
		}
		ebpfc__publish(bucket, ebpfc__with_tag(tags, fresh, tag));
	}
	__atomic_store_n(counting, 0, __ATOMIC_RELEASE);
out:
	__atomic_store_n(lock, 0, __ATOMIC_RELEASE);
	return r;
}

/* Delete by a program. */
EBPFC_INLINE int ebpfc__hash_delete_fast(struct ebpfc__handle *h, const struct ebpfc__hash_shape *s,
					 uint32_t key_size, const void *key)
{
	void *region = h->head.region;
	struct ebpfc__hash *hash = (struct ebpfc__hash *)region;
	uint64_t code = ebpfc__hash_key(hash, key, key_size);
	uint32_t b = ebpfc__bucket_of(code, s->buckets), self = h->self(h->session), way;
	struct ebpfc__bucket *bucket = ebpfc__bucket_at(s, region, b);
	uint32_t *lock = ebpfc__lock_at(s, region, b), *counting = &h->threads[self % EBPFC_THREAD_ROWS].counting;
	int r = 0;

	if (!ebpfc__try_lock(lock, self))
		return EBPFC_HASH_SLOW;
	way = ebpfc__way_of(s, region, b, bucket->tags, ebpfc__tag_of(code), key, key_size);
	if (way < EBPFC_WAYS && !bucket->spill) {
		__atomic_store_n(counting, h->id, __ATOMIC_RELAXED);
		ebpfc__publish(bucket, ebpfc__with_tag(bucket->tags, way, 0));
		__atomic_sub_fetch(&hash->count, 1, __ATOMIC_RELAXED);
		__atomic_store_n(counting, 0, __ATOMIC_RELEASE);
	} else {
		r = bucket->spill ? EBPFC_HASH_SLOW : -2; /* ENOENT */
	}
	__atomic_store_n(lock, 0, __ATOMIC_RELEASE);
	return r;
}

#endif /* EBPFC_MAPS_HASH_WRITE_H */
