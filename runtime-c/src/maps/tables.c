/* SPDX-License-Identifier: MIT */
/*
 * tables.c - the types whose values name things: maps (ARRAY_OF_MAPS, HASH_OF_MAPS), programs (PROG_ARRAY), and
 * devices, CPUs and sockets (DEVMAP, DEVMAP_HASH, CPUMAP, XSKMAP), which are kept as the numbers they are.
 *
 * What is in shared memory is a number that means the same in every process; each process has its own table of
 * what the numbers stand for.
 */
#include "internal/hash.h"

/* ---- One 8-byte word per index: low half the name, 0 for none ------------------------------------------------------------- */

static uint64_t *word_of(struct ebpfc__handle *h, uint32_t index)
{
	return (uint64_t *)h->head.region + index;
}

static uint32_t tables_index_of(const void *key)
{
	return (uint32_t)ebpfc__bytes(key, 4);
}

static int words_shape(const struct ebpfc_map_attr *a, uint32_t flags, uint32_t largest, uint64_t *bytes)
{
	if (!a->max_entries || a->key_size != 4 || (a->value_size != 4 && a->value_size != largest) ||
	    (a->flags & ~flags))
		return -EINVAL;
	*bytes = (uint64_t)a->max_entries * 8;
	return 0;
}

static int word_lookup(struct ebpfc__handle *h, const void *key, void *value)
{
	uint32_t i = tables_index_of(key);
	uint64_t w = i < h->head.max_entries ? ebpfc__load8(word_of(h, i)) : 0;

	if (!w)
		return -ENOENT;
	__builtin_memcpy(value, &w, h->head.value_size == 8 ? 8 : 4);
	return 0;
}

static void *word_address(struct ebpfc__handle *h, const void *key)
{
	uint32_t i = tables_index_of(key);

	return i < h->head.max_entries && ebpfc__load8(word_of(h, i)) ? word_of(h, i) : NULL;
}

/* ---- Maps of maps ------------------------------------------------------------------------------------------------------------ */

/* Whether a map may stand where the template stood: bpf_map_meta_equal, array_map_meta_equal. */
static int fits(struct ebpfc__handle *outer, uint32_t id)
{
	struct ebpfc_session *s = outer->session;
	const struct ebpfc__map_row *t = outer->row, *inner = &s->tables->maps[ebpfc__row_of(id)];

	if (inner->type != t->inner_type || inner->key_size != t->inner_key_size ||
	    inner->value_size != t->inner_value_size || inner->flags != t->inner_flags)
		return -EINVAL;
	if (inner->type == EBPFC_MAP_ARRAY && !(t->inner_flags & EBPFC_F_INNER_MAP) &&
	    inner->max_entries != t->inner_max_entries)
		return -EINVAL;
	return 0;
}

/* Hold the map that a user-side value names, if it may go into `h`. */
static int hold_inner(struct ebpfc__handle *h, const void *value, uint32_t *id)
{
	int r;

	*id = tables_index_of(value);
	r = ebpfc__row_hold(h->session, *id);
	if (r)
		return r == -ENOENT ? -EBADF : r;
	r = fits(h, *id);
	if (r)
		ebpfc__row_release(h->session, *id);
	return r;
}

static int inner_words_shape(const struct ebpfc_map_attr *a, uint32_t cpus, uint64_t *bytes)
{
	(void)cpus;
	if (!ebpfc__access_ok(a->flags))
		return -EINVAL;
	return words_shape(a, EBPFC_F_NUMA_NODE | EBPFC_F_RDONLY | EBPFC_F_WRONLY, 4, bytes);
}

static void *array_of_maps_lookup(struct ebpfc__handle *h, const void *key)
{
	uint32_t i = tables_index_of(key), id = i < h->head.max_entries ? (uint32_t)ebpfc__load8(word_of(h, i)) : 0;

	return id ? ebpfc__inner(h->session, id) : NULL;
}

static int array_of_maps_update(struct ebpfc__handle *h, const void *key, const void *value, uint64_t flags)
{
	uint32_t i = tables_index_of(key), id;
	uint64_t old;
	int r;

	if (flags)
		return -EINVAL;
	if (i >= h->head.max_entries)
		return -E2BIG;
	r = hold_inner(h, value, &id);
	if (r)
		return r;
	old = __atomic_exchange_n(word_of(h, i), id, __ATOMIC_ACQ_REL);
	if (old)
		ebpfc__row_release(h->session, (uint32_t)old);
	return 0;
}

static int array_of_maps_remove(struct ebpfc__handle *h, const void *key)
{
	uint32_t i = tables_index_of(key);
	uint64_t old;

	if (i >= h->head.max_entries)
		return -E2BIG;
	old = __atomic_exchange_n(word_of(h, i), 0, __ATOMIC_ACQ_REL);
	if (old)
		ebpfc__row_release(h->session, (uint32_t)old);
	return old ? 0 : -ENOENT;
}

static int tables_no_update(struct ebpfc__handle *h, const void *key, const void *value, uint64_t flags)
{
	(void)h, (void)key, (void)value, (void)flags;
	return -EOPNOTSUPP; /* only the user side changes such a map */
}

const struct ebpfc__map_ops ebpfc__array_of_maps_ops = {
	.shape = inner_words_shape,
	.lookup = array_of_maps_lookup,
	.update = tables_no_update,
	.remove = array_of_maps_remove,
	.user_lookup = word_lookup,
	.user_update = array_of_maps_update,
	.next_key = ebpfc__array_next_key,
};

static int hash_of_maps_shape(const struct ebpfc_map_attr *a, uint32_t cpus, uint64_t *bytes)
{
	return a->value_size == 4 ? ebpfc__hash_check(a, cpus, bytes) : -EINVAL;
}

static void *hash_of_maps_lookup(struct ebpfc__handle *h, const void *key)
{
	void *at = ebpfc__hash_ops.lookup(h, key);

	return at ? ebpfc__inner(h->session, (uint32_t)ebpfc__load8(at)) : NULL;
}

static int hash_of_maps_update(struct ebpfc__handle *h, const void *key, const void *value, uint64_t flags)
{
	uint32_t id, old = 0;
	int r = hold_inner(h, value, &id);

	if (r)
		return r;
	if (ebpfc__hash_ops.user_lookup(h, key, &old))
		old = 0;
	r = ebpfc__hash_update(ebpfc__hash_of(h), key, &id, flags, EBPFC_USER);
	if (r)
		ebpfc__row_release(h->session, id);
	else if (old)
		ebpfc__row_release(h->session, old);
	return r;
}

static int hash_of_maps_remove(struct ebpfc__handle *h, const void *key)
{
	uint32_t old = 0;
	int r = ebpfc__hash_remove(ebpfc__hash_of(h), key, &old);

	if (!r)
		ebpfc__row_release(h->session, old);
	return r;
}

static int hash_of_maps_user_lookup(struct ebpfc__handle *h, const void *key, void *value)
{
	return ebpfc__hash_ops.user_lookup(h, key, value);
}

static uint64_t hash_of_maps_entries(struct ebpfc__handle *h)
{
	return ebpfc__hash_ops.entries(h);
}

const struct ebpfc__map_ops ebpfc__hash_of_maps_ops = {
	.shape = hash_of_maps_shape,
	.create = ebpfc__hash_create,
	.open = ebpfc__hash_open,
	.lookup = hash_of_maps_lookup,
	.update = tables_no_update,
	.remove = hash_of_maps_remove,
	.user_lookup = hash_of_maps_user_lookup,
	.user_update = hash_of_maps_update,
	.next_key = ebpfc__hash_next_key,
	.entries = hash_of_maps_entries,
	.handle_bytes = sizeof(struct ebpfc__hash_handle),
};

/* ---- Programs ------------------------------------------------------------------------------------------------------------------- */

static int prog_array_shape(const struct ebpfc_map_attr *a, uint32_t cpus, uint64_t *bytes)
{
	(void)cpus;
	if (!ebpfc__access_ok(a->flags))
		return -EINVAL;
	return words_shape(a, EBPFC_F_NUMA_NODE | EBPFC_F_RDONLY | EBPFC_F_WRONLY, 4, bytes);
}

/* What inlined tail calls read: the targets of this process, by number. */
static int prog_array_open(struct ebpfc__handle *h)
{
	h->head.values = (uint8_t *)h->session->targets;
	return 0;
}

static int prog_array_update(struct ebpfc__handle *h, const void *key, const void *value, uint64_t flags)
{
	uint32_t i = tables_index_of(key), number = tables_index_of(value);

	if (flags)
		return -EINVAL;
	if (i >= h->head.max_entries)
		return -E2BIG;
	if (!number || number > EBPFC_PROG_ROWS || !ebpfc__load8(&h->session->tables->progs[number - 1]))
		return -EBADF;
	__atomic_store_n(word_of(h, i), number, __ATOMIC_RELEASE);
	return 0;
}

static int prog_array_remove(struct ebpfc__handle *h, const void *key)
{
	uint32_t i = tables_index_of(key);

	if (i >= h->head.max_entries)
		return -E2BIG;
	return __atomic_exchange_n(word_of(h, i), 0, __ATOMIC_ACQ_REL) ? 0 : -ENOENT;
}

const struct ebpfc__map_ops ebpfc__prog_array_ops = {
	.shape = prog_array_shape,
	.open = prog_array_open,
	.update = tables_no_update,
	.remove = prog_array_remove,
	.user_lookup = word_lookup,
	.user_update = prog_array_update,
	.next_key = ebpfc__array_next_key,
};

const struct ebpfc_target *ebpfc__prog_target(struct ebpfc_map *map, uint32_t index)
{
	struct ebpfc__handle *h = ebpfc__handle(map);
	uint64_t number;

	if (index >= map->max_entries || map->type != EBPFC_MAP_PROG_ARRAY)
		return NULL;
	number = __atomic_load_n(word_of(h, index), __ATOMIC_ACQUIRE);
	if (!number || number > EBPFC_PROG_ROWS)
		return NULL;
	return __atomic_load_n(&h->session->targets[number - 1], __ATOMIC_ACQUIRE);
}

int ebpfc__prog_register(struct ebpfc_session *s, uint64_t tag, const struct ebpfc_target *target, uint32_t *number)
{
	uint32_t found = 0;
	int r;

	if (!tag)
		return -EINVAL;
	pthread_mutex_lock(&s->lock);
	r = ebpfc__session_lock(s);
	for (uint32_t i = 0; !r && i < EBPFC_PROG_ROWS && !found; i++) {
		uint64_t there = ebpfc__load8(&s->tables->progs[i]);

		if (!there)
			__atomic_store_n(&s->tables->progs[i], tag, __ATOMIC_RELEASE);
		if (!there || there == tag)
			found = i + 1;
	}
	if (!r)
		ebpfc__session_unlock(s);
	if (!r && !found)
		r = -ENOSPC;
	if (!r) {
		__atomic_store_n(&s->targets[found - 1], target, __ATOMIC_RELEASE);
		*number = found;
	}
	pthread_mutex_unlock(&s->lock);
	return r;
}

/* ---- Devices, CPUs, sockets ------------------------------------------------------------------------------------------------------- */

#define EBPFC_DEVICE_FLAGS (EBPFC_F_NUMA_NODE | EBPFC_F_RDONLY | EBPFC_F_WRONLY)

static int device_shape(const struct ebpfc_map_attr *a, uint32_t cpus, uint64_t *bytes)
{
	(void)cpus;
	switch (a->type) {
	case EBPFC_MAP_CPUMAP: /* cpu_map_alloc */
		if (words_shape(a, EBPFC_F_NUMA_NODE, 8, bytes))
			return -EINVAL;
		return a->max_entries > 8192 ? -E2BIG : 0; /* NR_CPUS */
	case EBPFC_MAP_XSKMAP: /* xsk_map_alloc */
		return words_shape(a, EBPFC_DEVICE_FLAGS, 4, bytes);
	default: /* dev_map_alloc */
		return words_shape(a, EBPFC_DEVICE_FLAGS, 8, bytes);
	}
}

static int device_update(struct ebpfc__handle *h, const void *key, const void *value, uint64_t flags)
{
	uint32_t i = tables_index_of(key);
	uint64_t w = ebpfc__bytes(value, h->head.value_size), none = 0;

	if (flags > EBPFC_EXIST)
		return -EINVAL;
	if (i >= h->head.max_entries)
		return -E2BIG;
	if (h->head.type != EBPFC_MAP_XSKMAP && flags == EBPFC_NOEXIST)
		return -EEXIST; /* "all elements already exist" */
	if (h->head.type == EBPFC_MAP_CPUMAP && (uint32_t)w > 16384)
		return -EOVERFLOW;
	if (!(uint32_t)w && w >> 32)
		return -EINVAL; /* a program without a device */
	if (h->head.type == EBPFC_MAP_XSKMAP && flags == EBPFC_NOEXIST)
		return __atomic_compare_exchange_n(word_of(h, i), &none, w, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED)
			       ? 0
			       : -EEXIST;
	if (h->head.type == EBPFC_MAP_XSKMAP && flags == EBPFC_EXIST && !ebpfc__load8(word_of(h, i)))
		return -ENOENT;
	__atomic_store_n(word_of(h, i), w, __ATOMIC_RELEASE);
	return 0;
}

static int device_remove(struct ebpfc__handle *h, const void *key)
{
	uint32_t i = tables_index_of(key);

	if (i >= h->head.max_entries)
		return -EINVAL;
	__atomic_store_n(word_of(h, i), 0, __ATOMIC_RELEASE);
	return 0;
}

const struct ebpfc__map_ops ebpfc__device_ops = {
	.shape = device_shape,
	.lookup = word_address,
	.update = tables_no_update,
	.remove = device_remove,
	.user_lookup = word_lookup,
	.user_update = device_update,
	.next_key = ebpfc__array_next_key,
};

static int device_hash_shape(const struct ebpfc_map_attr *a, uint32_t cpus, uint64_t *bytes)
{
	if (a->key_size != 4 || (a->value_size != 4 && a->value_size != 8) || (a->flags & ~EBPFC_DEVICE_FLAGS))
		return -EINVAL;
	return ebpfc__hash_check(a, cpus, bytes);
}

static void *device_hash_lookup(struct ebpfc__handle *h, const void *key)
{
	return ebpfc__hash_ops.lookup(h, key);
}

static int device_hash_update(struct ebpfc__handle *h, const void *key, const void *value, uint64_t flags)
{
	return ebpfc__hash_update(ebpfc__hash_of(h), key, value, flags, EBPFC_USER);
}

static int device_hash_remove(struct ebpfc__handle *h, const void *key)
{
	return ebpfc__hash_remove(ebpfc__hash_of(h), key, NULL);
}

const struct ebpfc__map_ops ebpfc__device_hash_ops = {
	.shape = device_hash_shape,
	.create = ebpfc__hash_create,
	.open = ebpfc__hash_open,
	.lookup = device_hash_lookup,
	.update = tables_no_update,
	.remove = device_hash_remove,
	.user_lookup = hash_of_maps_user_lookup,
	.user_update = device_hash_update,
	.next_key = ebpfc__hash_next_key,
	.entries = hash_of_maps_entries,
	.handle_bytes = sizeof(struct ebpfc__hash_handle),
};
