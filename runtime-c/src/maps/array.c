/* SPDX-License-Identifier: MIT */
/*
 * array.c - ARRAY and PERCPU_ARRAY: values side by side, reached by arithmetic.
 *
 * The extent is the values and nothing else: value `i` at `i * stride`, and for the per-CPU type CPU `c`'s values
 * `c * cpu_stride` bytes further. Updates are made in place, as in the kernel.
 */
#include "internal/internal.h"

#define EBPFC_ARRAY_FLAGS \
	(EBPFC_F_NUMA_NODE | EBPFC_F_MMAPABLE | EBPFC_F_ACCESS | EBPFC_F_PRESERVE_ELEMS | EBPFC_F_INNER_MAP)
#define EBPFC_PERCPU_MAX (32u << 10) /* PCPU_MIN_UNIT_SIZE */

static uint64_t values_bytes(uint32_t value_size, uint32_t max_entries)
{
	return (((uint64_t)value_size + 7) & ~7ull) * max_entries;
}

/* array_map_alloc_check, kernel/bpf/arraymap.c */
int ebpfc__array_check(const struct ebpfc_map_attr *a, uint32_t cpus, uint64_t *bytes)
{
	bool per_cpu = a->type == EBPFC_MAP_PERCPU_ARRAY;

	if (!a->max_entries || a->key_size != 4 || !a->value_size || (a->flags & ~EBPFC_ARRAY_FLAGS) ||
	    !ebpfc__access_ok(a->flags) || (per_cpu && (a->flags & EBPFC_F_NUMA_NODE)))
		return -EINVAL;
	if (a->type != EBPFC_MAP_ARRAY && (a->flags & (EBPFC_F_MMAPABLE | EBPFC_F_INNER_MAP)))
		return -EINVAL;
	if (a->type != EBPFC_MAP_PERF_EVENT_ARRAY && (a->flags & EBPFC_F_PRESERVE_ELEMS))
		return -EINVAL;
	if (a->value_size > INT32_MAX || (per_cpu && ((a->value_size + 7u) & ~7u) > EBPFC_PERCPU_MAX))
		return -E2BIG;
	*bytes = values_bytes(a->value_size, a->max_entries);
	if (per_cpu)
		*bytes = ((*bytes + EBPFC_PAGE - 1) & ~(uint64_t)(EBPFC_PAGE - 1)) * cpus;
	return 0;
}

static int array_open(struct ebpfc__handle *h)
{
	h->head.values = h->head.region;
	if (h->head.type == EBPFC_MAP_PERCPU_ARRAY)
		h->head.cpu_stride = (values_bytes(h->head.value_size, h->head.max_entries) + EBPFC_PAGE - 1) &
				     ~(uint64_t)(EBPFC_PAGE - 1);
	return 0;
}

static uint32_t array_index_of(const void *key)
{
	return (uint32_t)ebpfc__bytes(key, 4);
}

static uint8_t *array_value_of(struct ebpfc__handle *h, uint32_t index)
{
	return h->head.values + (uint64_t)index * h->head.stride;
}

static void *array_lookup(struct ebpfc__handle *h, const void *key)
{
	uint32_t i = array_index_of(key);

	return i < h->head.max_entries ? array_value_of(h, i) : NULL;
}

static void *array_percpu_lookup(struct ebpfc__handle *h, const void *key, uint32_t cpu)
{
	uint32_t i = array_index_of(key);

	return i < h->head.max_entries && cpu < h->cpus ? array_value_of(h, i) + cpu * h->head.cpu_stride : NULL;
}

static void *array_percpu_lookup_here(struct ebpfc__handle *h, const void *key)
{
	return array_percpu_lookup(h, key, ebpfc__cpu_of(h->cpus));
}

static int update_check(struct ebpfc__handle *h, uint32_t index, uint64_t flags)
{
	if (flags > EBPFC_EXIST)
		return -EINVAL;
	if (index >= h->head.max_entries)
		return -E2BIG;
	return flags == EBPFC_NOEXIST ? -EEXIST : 0;
}

static int array_update(struct ebpfc__handle *h, const void *key, const void *value, uint64_t flags)
{
	uint32_t i = array_index_of(key);
	int r = update_check(h, i, flags);

	if (r)
		return r;
	ebpfc__copy_in(array_value_of(h, i) + (h->ops->per_cpu ? ebpfc__cpu_of(h->cpus) * h->head.cpu_stride : 0), value,
		       h->head.value_size);
	return 0;
}

static int array_remove(struct ebpfc__handle *h, const void *key)
{
	(void)h, (void)key;
	return -EINVAL;
}

int ebpfc__array_next_key(struct ebpfc__handle *h, const void *key, void *next)
{
	uint32_t i = key ? array_index_of(key) : UINT32_MAX, n;

	if (i == h->head.max_entries - 1)
		return -ENOENT;
	n = i < h->head.max_entries ? i + 1 : 0;
	__builtin_memcpy(next, &n, sizeof(n));
	return 0;
}

static int64_t array_for_each(struct ebpfc__handle *h, ebpfc_callback_fn fn, void *ctx, struct ebpfc_instance *self)
{
	uint64_t here = h->ops->per_cpu ? ebpfc__cpu_of(h->cpus) * h->head.cpu_stride : 0;

	for (uint32_t i = 0; i < h->head.max_entries; i++) {
		uint32_t key = i;

		if (fn((uintptr_t)&h->head, (uintptr_t)&key, (uintptr_t)(array_value_of(h, i) + here), (uintptr_t)ctx, 0, self))
			return (int64_t)i + 1;
	}
	return h->head.max_entries;
}

static int percpu_user_lookup(struct ebpfc__handle *h, const void *key, void *value)
{
	uint32_t i = array_index_of(key);

	if (i >= h->head.max_entries)
		return -ENOENT;
	for (uint32_t c = 0; c < h->cpus; c++)
		ebpfc__copy_out((uint8_t *)value + (size_t)c * h->head.stride, array_value_of(h, i) + c * h->head.cpu_stride,
				h->head.stride);
	return 0;
}

static int percpu_user_update(struct ebpfc__handle *h, const void *key, const void *value, uint64_t flags)
{
	uint32_t i = array_index_of(key);
	int r = update_check(h, i, flags);

	if (r)
		return r;
	for (uint32_t c = 0; c < h->cpus; c++)
		ebpfc__copy_in(array_value_of(h, i) + c * h->head.cpu_stride,
			       (const uint8_t *)value + (size_t)c * h->head.stride, h->head.stride);
	return 0;
}

const struct ebpfc__map_ops ebpfc__array_ops = {
	.shape = ebpfc__array_check,
	.open = array_open,
	.lookup = array_lookup,
	.update = array_update,
	.remove = array_remove,
	.for_each = array_for_each,
	.next_key = ebpfc__array_next_key,
	.batch = EBPFC_BATCH_LOOKUP | EBPFC_BATCH_UPDATE,
};

const struct ebpfc__map_ops ebpfc__percpu_array_ops = {
	.shape = ebpfc__array_check,
	.open = array_open,
	.lookup = array_percpu_lookup_here,
	.lookup_percpu = array_percpu_lookup,
	.update = array_update,
	.remove = array_remove,
	.for_each = array_for_each,
	.user_lookup = percpu_user_lookup,
	.user_update = percpu_user_update,
	.next_key = ebpfc__array_next_key,
	.per_cpu = true,
	.batch = EBPFC_BATCH_LOOKUP | EBPFC_BATCH_UPDATE,
};
