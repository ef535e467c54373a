/* SPDX-License-Identifier: MIT */
/* map.c - making maps, finding them, and the handles of this process. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "internal/cpu.h"
#include "internal/hash_layout.h"
#include "internal/internal.h"
#include "internal/value_lock.h"

#include <sched.h>

uint32_t ebpfc__cpu_of(uint32_t cpus)
{
	uint32_t cpu = ebpfc__cpu_hint();

	if (__builtin_expect(cpu < cpus, 1))
		return cpu;
	cpu = (uint32_t)sched_getcpu();
	return cpu % cpus; /* a session made where fewer CPUs could be seen */
}

uint32_t ebpfc__id_of(const struct ebpfc_session *s, const struct ebpfc__map_row *row)
{
	return (row->generation << EBPFC_ROW_BITS & INT32_MAX) | ((uint32_t)(row - s->tables->maps) + 1);
}

const struct ebpfc__map_ops *ebpfc__ops_of(uint32_t type)
{
	static const struct ebpfc__map_ops *const table[] = {
		[EBPFC_MAP_HASH] = &ebpfc__hash_ops,
		[EBPFC_MAP_ARRAY] = &ebpfc__array_ops,
		[EBPFC_MAP_PERCPU_HASH] = &ebpfc__percpu_hash_ops,
		[EBPFC_MAP_PERCPU_ARRAY] = &ebpfc__percpu_array_ops,
		[EBPFC_MAP_LRU_HASH] = &ebpfc__lru_hash_ops,
		[EBPFC_MAP_LRU_PERCPU_HASH] = &ebpfc__percpu_hash_ops,
		[EBPFC_MAP_LPM_TRIE] = &ebpfc__lpm_ops,
		[EBPFC_MAP_QUEUE] = &ebpfc__queue_ops,
		[EBPFC_MAP_STACK] = &ebpfc__queue_ops,
		[EBPFC_MAP_BLOOM_FILTER] = &ebpfc__bloom_ops,
		[EBPFC_MAP_RINGBUF] = &ebpfc__ringbuf_ops,
		[EBPFC_MAP_USER_RINGBUF] = &ebpfc__user_ringbuf_ops,
		[EBPFC_MAP_PERF_EVENT_ARRAY] = &ebpfc__perf_ops,
		[EBPFC_MAP_STACK_TRACE] = &ebpfc__stack_trace_ops,
		[EBPFC_MAP_ARRAY_OF_MAPS] = &ebpfc__array_of_maps_ops,
		[EBPFC_MAP_HASH_OF_MAPS] = &ebpfc__hash_of_maps_ops,
		[EBPFC_MAP_PROG_ARRAY] = &ebpfc__prog_array_ops,
		[EBPFC_MAP_DEVMAP] = &ebpfc__device_ops,
		[EBPFC_MAP_CPUMAP] = &ebpfc__device_ops,
		[EBPFC_MAP_XSKMAP] = &ebpfc__device_ops,
		[EBPFC_MAP_DEVMAP_HASH] = &ebpfc__device_hash_ops,
		[EBPFC_MAP_TASK_STORAGE] = &ebpfc__storage_ops,
		[EBPFC_MAP_ARENA] = &ebpfc__arena_ops,
	};

	return type < sizeof(table) / sizeof(*table) ? table[type] : NULL;
}

bool ebpfc__access_ok(uint32_t flags)
{
	return (flags & (EBPFC_F_RDONLY_PROG | EBPFC_F_WRONLY_PROG)) != (EBPFC_F_RDONLY_PROG | EBPFC_F_WRONLY_PROG) &&
	       (flags & (EBPFC_F_RDONLY | EBPFC_F_WRONLY)) != (EBPFC_F_RDONLY | EBPFC_F_WRONLY);
}

/* ---- Handles ---------------------------------------------------------------------------------------------------------- */

void ebpfc__handle_close(struct ebpfc__handle *h)
{
	if (h->ops->close)
		h->ops->close(h);
	if (h->head.region)
		munmap(h->head.region, h->bytes);
	__atomic_sub_fetch(&h->row->refs, 1, __ATOMIC_RELEASE);
	free(h);
}

static void attr_of(const struct ebpfc__map_row *row, struct ebpfc_map_attr *a)
{
	memset(a, 0, sizeof(*a));
	a->size = sizeof(*a);
	a->type = row->type;
	a->key_size = row->key_size;
	a->value_size = row->value_size;
	a->max_entries = row->max_entries;
	a->flags = row->flags;
	a->map_extra = row->map_extra;
	a->lock_at = row->lock_at;
}

/* Map a row's extent into this process. What the row says is checked again: another process wrote it. */
static int handle_open(struct ebpfc_session *s, struct ebpfc__map_row *row, uint32_t id, struct ebpfc__handle **out)
{
	const struct ebpfc__map_ops *ops;
	struct ebpfc_map_attr a;
	struct ebpfc__handle *h;
	uint64_t bytes = 0;
	int err;

	attr_of(row, &a);
	ops = ebpfc__ops_of(a.type);
	if (!ops || !ebpfc__lock_fits(&a) || ops->shape(&a, s->cpus, &bytes) || row->bytes != ebpfc__align(bytes, EBPFC_PAGE) ||
	    row->offset % EBPFC_PAGE || row->offset < sizeof(struct ebpfc__tables) ||
	    row->offset + row->bytes > s->tables->region.bytes)
		return -EBADMSG;
	h = calloc(1, ops->handle_bytes ? ops->handle_bytes : sizeof(*h));
	if (!h)
		return -ENOMEM;
	h->head.type = a.type;
	h->head.key_size = a.key_size;
	h->head.value_size = a.value_size;
	h->head.max_entries = a.max_entries;
	h->head.flags = a.flags;
	h->head.stride = (uint32_t)ebpfc__align(a.value_size, 8);
	h->session = s;
	h->threads = s->tables->threads;
	h->self = ebpfc__self;
	h->update = ebpfc__map_update;
	h->remove = ebpfc__map_delete;
	h->ops = ops;
	h->row = row;
	h->id = id;
	h->cpus = s->cpus;
	h->cpu_at = ebpfc__cpu_where();
	h->cpu = ebpfc__cpu_of;
	h->refs = 1;
	h->lock_at = a.lock_at;
	h->bytes = row->bytes;
	if (h->bytes) {
		void *at = mmap(NULL, h->bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, s->fd,
				(off_t)row->offset);
		if (at == MAP_FAILED) {
			err = -errno;
			free(h);
			return err;
		}
		h->head.region = at;
	}
	__atomic_add_fetch(&row->refs, 1, __ATOMIC_ACQUIRE);
	err = ops->open ? ops->open(h) : 0;
	if (err) {
		if (h->head.region)
			munmap(h->head.region, h->bytes);
		__atomic_sub_fetch(&row->refs, 1, __ATOMIC_RELEASE);
		free(h);
		return err;
	}
	*out = h;
	return 0;
}

/* `held`: a map that was removed counts too, while a map-in-map names it. */
static bool row_live(const struct ebpfc_session *s, const struct ebpfc__map_row *row, uint32_t id, bool held)
{
	uint32_t state = __atomic_load_n(&row->state, __ATOMIC_ACQUIRE);

	return (state == EBPFC_ROW_LIVE || (held && state == EBPFC_ROW_DYING)) && ebpfc__id_of(s, row) == id;
}

static int open_id(struct ebpfc_session *s, uint32_t id, bool held, struct ebpfc_map **out)
{
	uint32_t at = ebpfc__row_of(id);
	struct ebpfc__map_row *row = &s->tables->maps[at];
	struct ebpfc__handle *h;
	int err = 0;

	if (at >= EBPFC_MAP_ROWS || !row_live(s, row, id, held))
		return -ENOENT;
	pthread_mutex_lock(&s->lock);
	h = s->handles[at];
	if (h && h->id == id) {
		__atomic_add_fetch(&h->refs, 1, __ATOMIC_RELAXED);
	} else {
		/* the row cannot be given to another map while the session is locked */
		err = ebpfc__session_lock(s);
		if (!err) {
			err = row_live(s, row, id, held) ? handle_open(s, row, id, &h) : -ENOENT;
			ebpfc__session_unlock(s);
		}
		if (!err)
			__atomic_store_n(&s->handles[at], h, __ATOMIC_RELEASE);
	}
	pthread_mutex_unlock(&s->lock);
	if (!err)
		*out = &h->head;
	return err;
}

int ebpfc__map_open(struct ebpfc_session *s, uint32_t id, struct ebpfc_map **out)
{
	return open_id(s, id, false, out);
}

struct ebpfc_map *ebpfc__inner(struct ebpfc_session *s, uint32_t id)
{
	struct ebpfc__handle *h = __atomic_load_n(&s->handles[ebpfc__row_of(id) % EBPFC_MAP_ROWS], __ATOMIC_ACQUIRE);
	struct ebpfc_map *map;

	if (__builtin_expect(h && h->id == id && __atomic_load_n(&h->pinned, __ATOMIC_ACQUIRE), 1))
		return &h->head;
	if (open_id(s, id, true, &map))
		return NULL;
	/* the reference just taken is the pin; a second one is dropped */
	if (__atomic_exchange_n(&ebpfc__handle(map)->pinned, 1, __ATOMIC_ACQ_REL))
		ebpfc__map_put(map);
	return map;
}

int ebpfc__row_hold(struct ebpfc_session *s, uint32_t id)
{
	uint32_t at = ebpfc__row_of(id);
	int r;

	if (at >= EBPFC_MAP_ROWS)
		return -ENOENT;
	r = ebpfc__session_lock(s);
	if (r)
		return r;
	if (row_live(s, &s->tables->maps[at], id, false))
		__atomic_add_fetch(&s->tables->maps[at].refs, 1, __ATOMIC_ACQUIRE);
	else
		r = -ENOENT;
	ebpfc__session_unlock(s);
	return r;
}

void ebpfc__row_release(struct ebpfc_session *s, uint32_t id)
{
	uint32_t at = ebpfc__row_of(id);
	struct ebpfc__map_row *row = &s->tables->maps[at];

	if (at >= EBPFC_MAP_ROWS || ebpfc__id_of(s, row) != id)
		return;
	__atomic_sub_fetch(&row->refs, 1, __ATOMIC_RELEASE);
	if (__atomic_load_n(&row->state, __ATOMIC_ACQUIRE) == EBPFC_ROW_DYING && ebpfc__session_lock(s) == 0) {
		if (row->state == EBPFC_ROW_DYING && !__atomic_load_n(&row->refs, __ATOMIC_ACQUIRE))
			ebpfc__extent_drop(s, row);
		ebpfc__session_unlock(s);
	}
}

void ebpfc__map_get(struct ebpfc_map *map)
{
	__atomic_add_fetch(&ebpfc__handle(map)->refs, 1, __ATOMIC_RELAXED);
}

void ebpfc__map_put(struct ebpfc_map *map)
{
	struct ebpfc__handle *h = ebpfc__handle(map);
	struct ebpfc_session *s = h->session;
	struct ebpfc__map_row *row = h->row;

	pthread_mutex_lock(&s->lock);
	if (__atomic_sub_fetch(&h->refs, 1, __ATOMIC_ACQ_REL) == 0) {
		if (s->handles[row - s->tables->maps] == h)
			s->handles[row - s->tables->maps] = NULL;
		ebpfc__handle_close(h);
		if (__atomic_load_n(&row->state, __ATOMIC_ACQUIRE) == EBPFC_ROW_DYING && ebpfc__session_lock(s) == 0) {
			if (row->state == EBPFC_ROW_DYING && !__atomic_load_n(&row->refs, __ATOMIC_ACQUIRE))
				ebpfc__extent_drop(s, row);
			ebpfc__session_unlock(s);
		}
	}
	pthread_mutex_unlock(&s->lock);
}

void ebpfc__map_destroy(struct ebpfc_map *map)
{
	struct ebpfc__handle *h = ebpfc__handle(map);
	uint32_t live = EBPFC_ROW_LIVE;

	__atomic_compare_exchange_n(&h->row->state, &live, EBPFC_ROW_DYING, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
	ebpfc__map_put(map);
}

/* ---- Creation ------------------------------------------------------------------------------------------------------------- */

static void fill_row(struct ebpfc_session *s, struct ebpfc__map_row *row, const struct ebpfc_map_attr *a)
{
	row->builder = ebpfc__self(s);
	row->bytes = 0;
	row->offset = 0;
	row->refs = 0;
	row->frozen = 0;
	row->generation = (row->generation + 1) & (INT32_MAX >> EBPFC_ROW_BITS);
	row->serial = ++s->tables->region.serial;
	row->type = a->type;
	row->key_size = a->key_size;
	row->value_size = a->value_size;
	row->max_entries = a->max_entries;
	row->flags = a->flags;
	row->map_extra = a->map_extra;
	row->btf_key = a->btf_key;
	row->btf_value = a->btf_value;
	row->lock_at = a->lock_at;
	row->btf = a->btf;
	row->inner_id = a->inner ? ebpfc__map_id(a->inner) : 0;
	row->inner_type = a->inner ? a->inner->type : 0;
	row->inner_key_size = a->inner ? a->inner->key_size : 0;
	row->inner_value_size = a->inner ? a->inner->value_size : 0;
	row->inner_max_entries = a->inner ? a->inner->max_entries : 0;
	row->inner_flags = a->inner ? a->inner->flags : 0;
	memset(row->name, 0, sizeof(row->name));
	if (a->name)
		strncpy(row->name, a->name, sizeof(row->name) - 1);
}

int ebpfc__map_create(struct ebpfc_session *s, const struct ebpfc_map_attr *attr, struct ebpfc_map **out)
{
	struct ebpfc_map_attr a = {0};
	const struct ebpfc__map_ops *ops;
	struct ebpfc__map_row *row = NULL;
	struct ebpfc__handle *h = NULL;
	uint64_t bytes = 0;
	int err;

	memcpy(&a, attr, attr->size < sizeof(a) ? attr->size : sizeof(a));
	ops = ebpfc__ops_of(a.type);
	if (!ops)
		return -ENOTSUP;
	if (a.map_extra && a.type != EBPFC_MAP_BLOOM_FILTER && a.type != EBPFC_MAP_ARENA)
		return -EINVAL;
	if (!ebpfc__lock_fits(&a))
		return -EINVAL;
	if ((a.name && strlen(a.name) >= EBPFC_MAP_NAME_LEN) ||
	    (a.flags & (EBPFC_F_RDONLY | EBPFC_F_WRONLY)) == (EBPFC_F_RDONLY | EBPFC_F_WRONLY))
		return -EINVAL;
	if (a.type == EBPFC_MAP_ARRAY_OF_MAPS || a.type == EBPFC_MAP_HASH_OF_MAPS) {
		if (!a.inner)
			return -EBADF;
		if (ebpfc__map_session(a.inner) != s || a.inner->type == EBPFC_MAP_ARRAY_OF_MAPS ||
		    a.inner->type == EBPFC_MAP_HASH_OF_MAPS || a.inner->type == EBPFC_MAP_PROG_ARRAY)
			return -EINVAL;
	}
	err = ops->shape(&a, s->cpus, &bytes);
	if (err)
		return err;
	if (bytes > s->tables->region.max_bytes)
		return -ENOSPC;
	pthread_mutex_lock(&s->lock);
	err = ebpfc__session_lock(s);
	if (err)
		goto out;
	for (uint32_t i = 0; i < EBPFC_MAP_ROWS && !row; i++)
		if (__atomic_load_n(&s->tables->maps[i].state, __ATOMIC_ACQUIRE) == EBPFC_ROW_FREE &&
		    !s->handles[i])
			row = &s->tables->maps[i];
	if (!row) {
		err = -ENOSPC;
	} else {
		fill_row(s, row, &a);
		__atomic_store_n(&row->state, EBPFC_ROW_BUILDING, __ATOMIC_RELEASE);
		err = ebpfc__extent_take(s, row, bytes);
		if (!err)
			err = handle_open(s, row, ebpfc__id_of(s, row), &h);
		if (!err && ops->create)
			err = ops->create(h);
		if (err && h)
			ebpfc__handle_close(h);
		if (err) {
			ebpfc__extent_drop(s, row);
		} else {
			s->handles[row - s->tables->maps] = h;
			__atomic_store_n(&row->state, EBPFC_ROW_LIVE, __ATOMIC_RELEASE);
			*out = &h->head;
		}
	}
	ebpfc__session_unlock(s);
out:
	pthread_mutex_unlock(&s->lock);
	return err;
}

/* ---- Questions -------------------------------------------------------------------------------------------------------------- */

int ebpfc__map_find(struct ebpfc_session *s, const char *name, struct ebpfc_map **out)
{
	uint64_t newest = 0;
	uint32_t id = 0;

	for (uint32_t i = 0; i < EBPFC_MAP_ROWS; i++) {
		const struct ebpfc__map_row *row = &s->tables->maps[i];

		if (__atomic_load_n(&row->state, __ATOMIC_ACQUIRE) == EBPFC_ROW_LIVE && row->serial >= newest &&
		    strncmp(row->name, name, sizeof(row->name)) == 0) {
			newest = row->serial;
			id = ebpfc__id_of(s, row);
		}
	}
	return id ? ebpfc__map_open(s, id, out) : -ENOENT;
}

int ebpfc__session_next_map(struct ebpfc_session *s, uint32_t id, uint32_t *next)
{
	uint32_t best = 0;

	for (uint32_t i = 0; i < EBPFC_MAP_ROWS; i++) {
		const struct ebpfc__map_row *row = &s->tables->maps[i];
		uint32_t other;

		if (__atomic_load_n(&row->state, __ATOMIC_ACQUIRE) != EBPFC_ROW_LIVE)
			continue;
		other = ebpfc__id_of(s, row);
		if (other > id && (!best || other < best))
			best = other;
	}
	if (!best)
		return -ENOENT;
	*next = best;
	return 0;
}

int ebpfc__map_info(struct ebpfc_map *map, struct ebpfc_map_info *info)
{
	struct ebpfc__handle *h = ebpfc__handle(map);

	*info = (struct ebpfc_map_info){
		.size = sizeof(*info),
		.id = h->id,
		.type = map->type,
		.key_size = map->key_size,
		.value_size = map->value_size,
		.max_entries = map->max_entries,
		.flags = map->flags,
		.btf_key = h->row->btf_key,
		.btf_value = h->row->btf_value,
		.map_extra = h->row->map_extra,
		.entries = h->ops->entries ? h->ops->entries(h) : 0,
		.bytes = h->row->bytes,
		.frozen = __atomic_load_n(&h->row->frozen, __ATOMIC_RELAXED),
		.inner_id = h->row->inner_id,
		.btf_id = h->row->btf,
	};
	memcpy(info->name, h->row->name, sizeof(info->name));
	info->name[sizeof(info->name) - 1] = 0;
	return 0;
}

uint32_t ebpfc__map_id(const struct ebpfc_map *map)
{
	return ebpfc__handle_const(map)->id;
}

struct ebpfc_session *ebpfc__map_session(const struct ebpfc_map *map)
{
	return ebpfc__handle_const(map)->session;
}

size_t ebpfc__map_user_value_size(const struct ebpfc_map *map)
{
	const struct ebpfc__handle *h = ebpfc__handle_const(map);

	return h->ops->per_cpu ? (size_t)map->stride * h->cpus : map->value_size;
}
