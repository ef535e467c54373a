/* SPDX-License-Identifier: MIT */
/*
 * maps.c - map operations that are compiled to LLVM bitcode and inlined into programs.
 *
 * The compiler passes the map's attributes as constants, so sizes become immediates, copies unroll and offsets fold.
 * Nothing here calls libc. What is uncommon goes through the handle to the runtime. Maps that programs may only
 * read (BPF_F_RDONLY_PROG) must not be given to the update and delete functions: they do not ask.
 */
#include "../src/maps/internal/cpu.h"
#include "../src/maps/internal/hash_write.h"
#include "../src/maps/internal/ring_layout.h"

#define EBPFC_FAST extern inline __attribute__((always_inline, visibility("hidden")))

/* The calling CPU, for maps whose values are per CPU. */
EBPFC_FAST uint32_t ebpfc_inline_cpu(struct ebpfc_map *map)
{
	const struct ebpfc__handle *h = (const struct ebpfc__handle *)map;
	uint32_t cpu = ebpfc__cpu_at(h->cpu_at);

	return __builtin_expect(cpu < h->cpus, 1) ? cpu : h->cpu(h->cpus);
}

EBPFC_FAST void *ebpfc_inline_array_lookup(struct ebpfc_map *map, const void *key, uint32_t value_size,
					   uint32_t max_entries)
{
	uint32_t i = (uint32_t)ebpfc__bytes(key, 4);

	return i < max_entries ? map->values + (uint64_t)i * ((value_size + 7) & ~7u) : NULL;
}

EBPFC_FAST void *ebpfc_inline_percpu_array_lookup(struct ebpfc_map *map, const void *key, uint32_t value_size,
						  uint32_t max_entries)
{
	uint32_t i = (uint32_t)ebpfc__bytes(key, 4);

	if (i >= max_entries)
		return NULL;
	return map->values + ebpfc_inline_cpu(map) * map->cpu_stride + (uint64_t)i * ((value_size + 7) & ~7u);
}

/* Lookup in HASH, PERCPU_HASH, LRU_HASH, LRU_PERCPU_HASH; `type` is enum bpf_map_type. */
EBPFC_FAST void *ebpfc_inline_hash_lookup(struct ebpfc_map *map, const void *key, uint32_t type, uint32_t key_size,
					  uint32_t value_size, uint32_t max_entries)
{
	const struct ebpfc__hash_shape s = ebpfc__hash_shape(type, key_size, value_size, max_entries, 1);
	void *region = map->region;
	uint64_t slot = ebpfc__hash_find(&s, region, ebpfc__hash_key(region, key, key_size), key, key_size);

	if (slot == EBPFC_NO_SLOT)
		return NULL;
	if (ebpfc__is_lru(type))
		ebpfc__touch(&s, region, slot);
	return ebpfc__value_at(&s, type, region, slot, map->cpu_stride, ebpfc__is_percpu(type) ? ebpfc_inline_cpu(map) : 0);
}

/*
 * A key or value for a call. The program's own would have to stay in memory if its address left here, and what is
 * stored at one width and read at another waits for the store; so it is copied, when it is small, on the slow path only.
 */
#define EBPFC_SMALL 64u
#define EBPFC_APART(COPY, BYTES, SIZE) \
	((SIZE) <= EBPFC_SMALL ? __builtin_memcpy(COPY, BYTES, SIZE) : (void *)(uintptr_t)(BYTES))

EBPFC_FAST int64_t ebpfc_inline_hash_update(struct ebpfc_map *map, const void *key, const void *value, uint64_t flags,
					    uint32_t type, uint32_t key_size, uint32_t value_size, uint32_t max_entries)
{
	const struct ebpfc__hash_shape s = ebpfc__hash_shape(type, key_size, value_size, max_entries, 1);
	struct ebpfc__handle *h = (struct ebpfc__handle *)map;
	int r = ebpfc__hash_update_fast(h, &s, type, key_size, value_size, max_entries, key, value, flags,
					ebpfc__is_percpu(type) ? ebpfc_inline_cpu(map) : 0);

	if (__builtin_expect(r == EBPFC_HASH_SLOW, 0)) {
		uint64_t k[EBPFC_SMALL / 8], v[EBPFC_SMALL / 8];

		return h->update(map, EBPFC_APART(k, key, key_size), EBPFC_APART(v, value, value_size), flags);
	}
	return r;
}

EBPFC_FAST int64_t ebpfc_inline_hash_delete(struct ebpfc_map *map, const void *key, uint32_t type, uint32_t key_size,
					    uint32_t value_size, uint32_t max_entries)
{
	const struct ebpfc__hash_shape s = ebpfc__hash_shape(type, key_size, value_size, max_entries, 1);
	struct ebpfc__handle *h = (struct ebpfc__handle *)map;
	int r = ebpfc__hash_delete_fast(h, &s, key_size, key);

	if (__builtin_expect(r == EBPFC_HASH_SLOW, 0)) {
		uint64_t k[EBPFC_SMALL / 8];

		return h->remove(map, EBPFC_APART(k, key, key_size));
	}
	return r;
}

/* Where a tail call goes; the map is a PROG_ARRAY. */
EBPFC_FAST const struct ebpfc_target *ebpfc_inline_prog_target(struct ebpfc_map *map, uint64_t index,
								uint32_t max_entries)
{
	const struct ebpfc_target *const *targets = (const struct ebpfc_target *const *)(uintptr_t)map->values;
	uint32_t i = (uint32_t)index;
	uint64_t number;

	if (i >= max_entries)
		return NULL;
	number = __atomic_load_n((const uint64_t *)map->region + i, __ATOMIC_ACQUIRE);
	if (number - 1 >= EBPFC_PROG_ROWS)
		return NULL;
	return __atomic_load_n(&targets[number - 1], __ATOMIC_ACQUIRE);
}

/* bpf_ringbuf_reserve; the map is a RINGBUF. */
EBPFC_FAST void *ebpfc_inline_ringbuf_reserve(struct ebpfc_map *map, uint64_t size, uint64_t flags)
{
	return flags ? NULL : ebpfc__ring_reserve_fast(((struct ebpfc__ring_handle *)map)->ring, size);
}

/* bpf_ringbuf_output; the map is a RINGBUF and `size` small. */
EBPFC_FAST int64_t ebpfc_inline_ringbuf_output(struct ebpfc_map *map, const void *data, uint64_t size, uint64_t flags)
{
	void *record;

	if (flags & ~(EBPFC_RB_NO_WAKEUP | EBPFC_RB_FORCE_WAKEUP))
		return -22; /* EINVAL */
	record = ebpfc__ring_reserve_fast(((struct ebpfc__ring_handle *)map)->ring, size);
	if (!record)
		return -11; /* EAGAIN */
	ebpfc__record_fill(record, data, size);
	ebpfc__ring_commit_fast(record, flags, false);
	return 0;
}

EBPFC_FAST void ebpfc_inline_ringbuf_submit(void *data, uint64_t flags)
{
	ebpfc__ring_commit_fast(data, flags, false);
}

EBPFC_FAST void ebpfc_inline_ringbuf_discard(void *data, uint64_t flags)
{
	ebpfc__ring_commit_fast(data, flags, true);
}
