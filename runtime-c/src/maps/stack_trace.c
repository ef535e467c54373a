/* SPDX-License-Identifier: MIT */
/*
 * stack_trace.c - STACK_TRACE: traces by a hash of their frames, as kernel/bpf/stackmap.c.
 *
 * A bucket's `state` is 0 while its frames change, so a writer killed in between leaves an empty bucket.
 */
#include "internal/hash_layout.h"
#include "internal/internal.h"

#define EBPFC_STACK_SKIP 0xffull
#define EBPFC_STACK_FAST_CMP (1ull << 9)
#define EBPFC_STACK_REUSE (1ull << 10)
#define EBPFC_STACK_FLAGS (EBPFC_STACK_SKIP | 1ull << 8 | EBPFC_STACK_FAST_CMP | EBPFC_STACK_REUSE)
#define EBPFC_STACK_DEPTH 127 /* PERF_MAX_STACK_DEPTH */

struct bucket {
	uint64_t state; /* hash << 32 | frames + 1; 0: empty */
	uint32_t lock;
	uint32_t seq;
	uint64_t frames[];
};

static uint32_t buckets_of(const struct ebpfc_map *map)
{
	return map->max_entries <= 1 ? 1 : 1u << (32 - __builtin_clz(map->max_entries - 1));
}

/* stack_map_alloc */
static int stack_trace_shape(const struct ebpfc_map_attr *a, uint32_t cpus, uint64_t *bytes)
{
	struct ebpfc_map like = {.max_entries = a->max_entries};

	(void)cpus;
	if ((a->flags & ~(EBPFC_F_NUMA_NODE | EBPFC_F_RDONLY | EBPFC_F_WRONLY)) || !a->max_entries || a->key_size != 4 ||
	    a->value_size < 8 || a->value_size % 8 || a->value_size / 8 > EBPFC_STACK_DEPTH)
		return -EINVAL;
	if (a->max_entries > 1u << 31)
		return -E2BIG;
	*bytes = (uint64_t)buckets_of(&like) * (sizeof(struct bucket) + a->value_size);
	return 0;
}

static struct bucket *bucket_of(struct ebpfc_map *map, uint32_t id)
{
	return (struct bucket *)(void *)((uint8_t *)map->region + id * (sizeof(struct bucket) + map->value_size));
}

int64_t ebpfc__stack_id(struct ebpfc_map *map, const uint64_t *ips, uint32_t count, uint64_t flags)
{
	struct ebpfc__handle *h = ebpfc__handle(map);
	uint32_t depth = map->value_size / 8, skip = (uint32_t)(flags & EBPFC_STACK_SKIP), hash, id;
	uint64_t code = 0x9e3779b97f4a7c15ull, state, seen;
	struct bucket *b;
	bool same;

	if ((flags & ~EBPFC_STACK_FLAGS) || map->type != EBPFC_MAP_STACK_TRACE)
		return -EINVAL;
	if (count <= skip)
		return -EFAULT;
	ips += skip;
	count = count - skip < depth ? count - skip : depth;
	for (uint32_t i = 0; i < count; i++)
		code = ebpfc__mix(ips[i] ^ code, 0xd6e8feb86659fd93ull);
	hash = (uint32_t)(code >> 32);
	id = hash & (buckets_of(map) - 1);
	b = bucket_of(map, id);
	state = (uint64_t)hash << 32 | (count + 1);
	seen = __atomic_load_n(&b->state, __ATOMIC_ACQUIRE);
	same = seen == state;
	if (same && !(flags & EBPFC_STACK_FAST_CMP))
		for (uint32_t i = 0; i < count && same; i++)
			same = ebpfc__load8(&b->frames[i]) == ips[i];
	if (same)
		return id;
	if (seen && (flags & EBPFC_STACK_FAST_CMP) && seen >> 32 == hash)
		return id;
	if (seen && !(flags & EBPFC_STACK_REUSE))
		return -EEXIST;
	if (ebpfc__lock(h->session, &b->lock, ebpfc__self(h->session)) < 0)
		return -EBUSY;
	__atomic_store_n(&b->state, 0, __ATOMIC_SEQ_CST);
	__atomic_store_n(&b->seq, b->seq + 1, __ATOMIC_RELEASE);
	for (uint32_t i = 0; i < count; i++)
		ebpfc__store8(&b->frames[i], ips[i]);
	__atomic_store_n(&b->state, state, __ATOMIC_RELEASE);
	ebpfc__unlock(&b->lock);
	return id;
}

static int stack_trace_user_lookup(struct ebpfc__handle *h, const void *key, void *value)
{
	uint32_t id = (uint32_t)ebpfc__bytes(key, 4), frames, seq;
	struct bucket *b;
	uint64_t state;

	if (id >= buckets_of(&h->head))
		return -ENOENT;
	b = bucket_of(&h->head, id);
	do {
		seq = __atomic_load_n(&b->seq, __ATOMIC_ACQUIRE);
		state = __atomic_load_n(&b->state, __ATOMIC_ACQUIRE);
		frames = (uint32_t)state ? (uint32_t)state - 1 : 0;
		if (!state || frames > h->head.value_size / 8)
			return -ENOENT;
		ebpfc__copy_out(value, b->frames, frames * 8);
		__atomic_thread_fence(__ATOMIC_ACQUIRE);
	} while (__atomic_load_n(&b->seq, __ATOMIC_RELAXED) != seq);
	__builtin_memset((uint8_t *)value + frames * 8, 0, h->head.value_size - frames * 8);
	return 0;
}

static int stack_trace_update(struct ebpfc__handle *h, const void *key, const void *value, uint64_t flags)
{
	(void)h, (void)key, (void)value, (void)flags;
	return -EINVAL;
}

static int remove_id(struct ebpfc__handle *h, const void *key)
{
	uint32_t id = (uint32_t)ebpfc__bytes(key, 4);

	if (id >= buckets_of(&h->head))
		return -E2BIG;
	return __atomic_exchange_n(&bucket_of(&h->head, id)->state, 0, __ATOMIC_ACQ_REL) ? 0 : -ENOENT;
}

static int stack_trace_user_take(struct ebpfc__handle *h, const void *key, void *value)
{
	int r = stack_trace_user_lookup(h, key, value);

	return r ? r : remove_id(h, key);
}

static int stack_trace_next_key(struct ebpfc__handle *h, const void *key, void *next)
{
	uint32_t id = key ? (uint32_t)ebpfc__bytes(key, 4) : UINT32_MAX, buckets = buckets_of(&h->head);

	id = id >= buckets || !__atomic_load_n(&bucket_of(&h->head, id)->state, __ATOMIC_RELAXED) ? 0 : id + 1;
	while (id < buckets && !__atomic_load_n(&bucket_of(&h->head, id)->state, __ATOMIC_RELAXED))
		id++;
	if (id >= buckets)
		return -ENOENT;
	__builtin_memcpy(next, &id, sizeof(id));
	return 0;
}

const struct ebpfc__map_ops ebpfc__stack_trace_ops = {
	.shape = stack_trace_shape,
	.update = stack_trace_update,
	.remove = remove_id,
	.user_lookup = stack_trace_user_lookup,
	.user_take = stack_trace_user_take,
	.next_key = stack_trace_next_key,
};
