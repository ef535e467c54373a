/* SPDX-License-Identifier: MIT */
/*
 * hash_layout.h - the hash table in shared memory, and the part of its operations that is inlined into programs.
 *
 * A bucket is eight slots and one word of tags, a byte per slot: 0 free, else 0x80 and seven bits of the hash.
 * A slot holds the key, padded to words, and the value; it belongs to its bucket for ever, so a pointer to a value
 * never dangles, there is no free list, and one store of the tag word publishes, replaces or removes an element.
 * Keys beyond eight in a bucket go to a list of spilled slots; buckets are filled to a half on average, so few do.
 *
 * Readers take no lock: a hit is a tag and an equal key; a miss counts only if the bucket's `seq` did not move
 * meanwhile. Writers hold the bucket's lock. An update writes a free slot and then swaps the tags, so whoever is
 * killed at any instruction leaves either the old state or the new one.
 */
#ifndef EBPFC_MAPS_HASH_LAYOUT_H
#define EBPFC_MAPS_HASH_LAYOUT_H

#include "layout.h"

#define EBPFC_WAYS 8u
#define EBPFC_TAG_LOW 0x0101010101010101ull
#define EBPFC_TAG_HIGH 0x8080808080808080ull

struct ebpfc__bucket {
	uint64_t tags;
	uint32_t seq;   /* raised after every change */
	uint32_t spill; /* first spilled slot + 1, or 0 */
};

struct ebpfc__hash {
	uint64_t seed[2];
	uint8_t pad0[48];
	uint32_t count; /* elements; never too low, too high by one per writer killed while inserting or deleting */
	uint32_t inserts; /* LRU: the clock that ages are read from */
	uint8_t pad1[56];
	uint32_t spill_hint;
	uint32_t dirty; /* a writer was found dead: `count` and the marks of spilled slots may claim too much */
	uint32_t repair_lock;
	uint32_t hand; /* LRU: where the next victim is looked for */
	uint8_t pad2[48];
};

_Static_assert(sizeof(struct ebpfc__bucket) == 16, "four buckets in a cache line");
_Static_assert(sizeof(struct ebpfc__hash) == 192, "three cache lines");

/* Everything that follows from a map's attributes: offsets are bytes from the extent's begin. */
struct ebpfc__hash_shape {
	uint32_t buckets;
	uint32_t spills;     /* spilled slots; their indices follow the buckets' slots */
	uint32_t key_bytes;  /* key_size rounded up to 8 */
	uint32_t value_bytes; /* value_size rounded up to 8 */
	uint32_t slot_bytes; /* key, and the value unless per CPU */
	uint64_t slots;      /* number of all slots */
	uint64_t bucket_at;
	uint64_t lock_at;    /* uint32_t per bucket */
	uint64_t age_at;     /* LRU: uint32_t per slot */
	uint64_t next_at;    /* uint32_t per spilled slot: next + 1 */
	uint64_t spilled_at; /* uint8_t per spilled slot: taken */
	uint64_t slot_at;
	uint64_t value_at;   /* per CPU: values of CPU 0 */
	uint32_t age_shift;  /* LRU: insertions per tick of the clock, as a power of two: a sixteenth of the map */
	uint64_t cpu_bytes;  /* per CPU: from one CPU's values to the next's */
	uint64_t bytes;
};

EBPFC_INLINE bool ebpfc__is_percpu(uint32_t type)
{
	return type == 5 || type == 10; /* PERCPU_HASH, LRU_PERCPU_HASH */
}

EBPFC_INLINE bool ebpfc__is_lru(uint32_t type)
{
	return type == 9 || type == 10; /* LRU_HASH, LRU_PERCPU_HASH */
}

EBPFC_INLINE uint64_t ebpfc__align(uint64_t n, uint64_t to)
{
	return (n + to - 1) & ~(to - 1);
}

/* `cpus` only matters for the size of per-CPU maps: the inlined code passes 1. */
EBPFC_INLINE struct ebpfc__hash_shape ebpfc__hash_shape(uint32_t type, uint32_t key_size, uint32_t value_size,
							uint32_t max_entries, uint32_t cpus)
{
	struct ebpfc__hash_shape s;
	uint64_t fill;

	s.key_bytes = (uint32_t)ebpfc__align(key_size, 8);
	s.value_bytes = (uint32_t)ebpfc__align(value_size, 8);
	s.slot_bytes = s.key_bytes + (ebpfc__is_percpu(type) ? 0 : s.value_bytes);
	fill = s.key_bytes + s.value_bytes > 128 ? 6 : 4; /* big elements: less room to spare */
	s.buckets = (uint32_t)((max_entries + fill - 1) / fill);
	/* updates need a second slot for a moment; an LRU map evicts from a full bucket instead */
	s.spills = ebpfc__is_lru(type) ? 0 : max_entries + 128;
	s.age_shift = max_entries < 32 ? 0 : 31 - (uint32_t)__builtin_clz(max_entries) - 4;
	s.slots = (uint64_t)s.buckets * EBPFC_WAYS + s.spills;
	s.bucket_at = sizeof(struct ebpfc__hash);
	s.lock_at = s.bucket_at + (uint64_t)s.buckets * sizeof(struct ebpfc__bucket);
	s.age_at = ebpfc__align(s.lock_at + (uint64_t)s.buckets * 4, 64);
	s.next_at = s.age_at + (ebpfc__is_lru(type) ? ebpfc__align(s.slots * 4, 64) : 0);
	s.spilled_at = s.next_at + (uint64_t)s.spills * 4;
	s.slot_at = ebpfc__align(s.spilled_at + s.spills, EBPFC_PAGE);
	s.value_at = ebpfc__align(s.slot_at + s.slots * s.slot_bytes, EBPFC_PAGE);
	s.cpu_bytes = ebpfc__is_percpu(type) ? ebpfc__align(s.slots * s.value_bytes, EBPFC_PAGE) : 0;
	s.bytes = s.value_at + s.cpu_bytes * cpus;
	return s;
}

/* The 128-bit product folded: both halves of the inputs reach every bit. */
EBPFC_INLINE uint64_t ebpfc__mix(uint64_t a, uint64_t b)
{
	unsigned __int128 p = (unsigned __int128)a * b;
	return (uint64_t)p ^ (uint64_t)(p >> 64);
}

EBPFC_INLINE uint64_t ebpfc__hash_key(const struct ebpfc__hash *h, const void *key, uint32_t key_size)
{
	const uint8_t *k = (const uint8_t *)key;
	uint64_t s0 = h->seed[0], s1 = h->seed[1], v = s1;
	uint32_t i = 0;

	for (; i + 8 < key_size; i += 8)
		v = ebpfc__mix(ebpfc__bytes(k + i, 8) ^ s0, v);
	v = ebpfc__mix(ebpfc__bytes(k + i, key_size - i) ^ s0, v);
	/* with some seeds one product leaves consecutive keys side by side: spread them once more */
	return (v ^ v >> 32) * 0x9e3779b97f4a7c15ull;
}

/* The bucket from the hash's high half, the tag from its low bits. */
EBPFC_INLINE uint32_t ebpfc__bucket_of(uint64_t hash, uint32_t buckets)
{
	return (uint32_t)((hash >> 32) * buckets >> 32);
}

EBPFC_INLINE uint64_t ebpfc__tag_of(uint64_t hash)
{
	return (hash & 0x7f) | 0x80;
}

/* Bit 7 of byte i is set where byte i of `tags` may be `tag`; the lowest one set is right, if any is. */
EBPFC_INLINE uint64_t ebpfc__tag_match(uint64_t tags, uint64_t tag)
{
	uint64_t x = tags ^ tag * EBPFC_TAG_LOW;
	return (x - EBPFC_TAG_LOW) & ~x & EBPFC_TAG_HIGH;
}

EBPFC_INLINE struct ebpfc__bucket *ebpfc__bucket_at(const struct ebpfc__hash_shape *s, const void *region, uint32_t b)
{
	return (struct ebpfc__bucket *)((uint8_t *)(uintptr_t)region + s->bucket_at) + b;
}

EBPFC_INLINE uint32_t *ebpfc__lock_at(const struct ebpfc__hash_shape *s, void *region, uint32_t b)
{
	return (uint32_t *)((uint8_t *)region + s->lock_at) + b;
}

EBPFC_INLINE uint8_t *ebpfc__slot_at(const struct ebpfc__hash_shape *s, const void *region, uint64_t slot)
{
	return (uint8_t *)(uintptr_t)region + s->slot_at + slot * s->slot_bytes;
}

EBPFC_INLINE uint32_t *ebpfc__age_at(const struct ebpfc__hash_shape *s, void *region, uint64_t slot)
{
	return (uint32_t *)((uint8_t *)region + s->age_at) + slot;
}

EBPFC_INLINE uint32_t *ebpfc__next_at(const struct ebpfc__hash_shape *s, const void *region, uint32_t spill)
{
	return (uint32_t *)((uint8_t *)(uintptr_t)region + s->next_at) + spill;
}

/* Where the value of a slot is; `cpu` counts only for per-CPU maps. */
EBPFC_INLINE uint8_t *ebpfc__value_at(const struct ebpfc__hash_shape *s, uint32_t type, void *region, uint64_t slot,
				      uint64_t cpu_stride, uint32_t cpu)
{
	if (ebpfc__is_percpu(type))
		return (uint8_t *)region + s->value_at + cpu * cpu_stride + slot * s->value_bytes;
	return ebpfc__slot_at(s, region, slot) + s->key_bytes;
}

_Static_assert(EBPFC_LAYOUT_VERSION == 1 && sizeof(struct ebpfc__bucket) == 16 && EBPFC_WAYS == 8 &&
		       offsetof(struct ebpfc__hash, count) == 64 && offsetof(struct ebpfc__hash, inserts) == 68,
	       "hash tables of this layout version; ebpfc__hash_shape and ebpfc__hash_key belong to it too");

#define EBPFC_NO_SLOT UINT64_MAX
#define EBPFC_FAR_BYTES (4u << 20)

/* The slot of a key in its bucket's list of spilled slots. */
EBPFC_INLINE uint64_t ebpfc__spill_find(const struct ebpfc__hash_shape *s, const void *region, uint32_t first,
					const void *key, uint32_t key_size)
{
	uint32_t hops = 0;

	for (uint32_t at = first; at && at <= s->spills && hops <= s->spills; hops++) {
		uint64_t slot = (uint64_t)s->buckets * EBPFC_WAYS + (at - 1);

		if (ebpfc__equal(ebpfc__slot_at(s, region, slot), key, key_size))
			return slot;
		at = __atomic_load_n(ebpfc__next_at(s, region, at - 1), __ATOMIC_ACQUIRE);
	}
	return EBPFC_NO_SLOT;
}

/* Whether nothing was published in the bucket between the load of `seq` and the loads before this call. */
EBPFC_INLINE bool ebpfc__unmoved(const struct ebpfc__bucket *bucket, uint32_t seq)
{
	__atomic_thread_fence(__ATOMIC_ACQUIRE);
	return __atomic_load_n(&bucket->seq, __ATOMIC_RELAXED) == seq;
}

/* The slot of a key, or EBPFC_NO_SLOT. Takes no lock. */
EBPFC_INLINE uint64_t ebpfc__hash_find(const struct ebpfc__hash_shape *s, const void *region, uint64_t hash,
				       const void *key, uint32_t key_size)
{
	uint32_t b = ebpfc__bucket_of(hash, s->buckets);
	const struct ebpfc__bucket *bucket = ebpfc__bucket_at(s, region, b);
	uint64_t tag = ebpfc__tag_of(hash);

	/* in a table beyond the caches, fetch the slots together with the tags rather than after them */
	if (s->slots * s->slot_bytes > EBPFC_FAR_BYTES && s->slot_bytes <= 16) {
		__builtin_prefetch(ebpfc__slot_at(s, region, (uint64_t)b * EBPFC_WAYS));
		__builtin_prefetch(ebpfc__slot_at(s, region, (uint64_t)b * EBPFC_WAYS + EBPFC_WAYS / 2));
	}
	for (;;) {
		uint32_t seq = __atomic_load_n(&bucket->seq, __ATOMIC_ACQUIRE);
		uint64_t tags = __atomic_load_n(&bucket->tags, __ATOMIC_ACQUIRE);
		uint32_t spill;

		for (uint64_t m = ebpfc__tag_match(tags, tag); m; m &= m - 1) {
			uint64_t slot = (uint64_t)b * EBPFC_WAYS + (uint32_t)__builtin_ctzll(m) / 8;

			if (__builtin_expect(ebpfc__equal(ebpfc__slot_at(s, region, slot), key, key_size), 1)) {
				if (key_size <= 8 || ebpfc__unmoved(bucket, seq))
					return slot;
				break; /* the words may be of two keys */
			}
		}
		spill = __atomic_load_n(&bucket->spill, __ATOMIC_ACQUIRE);
		if (__builtin_expect(spill != 0, 0)) {
			uint64_t slot = ebpfc__spill_find(s, region, spill, key, key_size);

			if (slot != EBPFC_NO_SLOT && (key_size <= 8 || ebpfc__unmoved(bucket, seq)))
				return slot;
		}
		if (__builtin_expect(ebpfc__unmoved(bucket, seq), 1))
			return EBPFC_NO_SLOT;
	}
}

#endif /* EBPFC_MAPS_HASH_LAYOUT_H */
