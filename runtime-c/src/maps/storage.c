/* SPDX-License-Identifier: MIT */
/*
 * storage.c - TASK_STORAGE: a value per thread.
 *
 * A thread has a row of the session; its value lies at the row's number, tagged with the row's generation. When
 * the thread dies the tag no longer matches, and the value is gone, as it is with the kernel's task.
 */
#include "internal/hash_layout.h"
#include "internal/internal.h"

#define EBPFC_STORAGE_CREATE 1ull /* BPF_LOCAL_STORAGE_GET_F_CREATE */

struct cell {
	uint32_t owner; /* owner id; 0: none */
	uint32_t lock;
	uint8_t value[];
};

/* bpf_local_storage_map_alloc_check */
static int storage_shape(const struct ebpfc_map_attr *a, uint32_t cpus, uint64_t *bytes)
{
	(void)cpus;
	if ((a->flags & ~(EBPFC_F_NO_PREALLOC | EBPFC_F_CLONE)) || !(a->flags & EBPFC_F_NO_PREALLOC) || a->max_entries ||
	    a->key_size != 4 || !a->value_size)
		return -EINVAL;
	if (a->value_size > 60u << 10) /* BPF_LOCAL_STORAGE_MAX_VALUE_SIZE, about */
		return -E2BIG;
	*bytes = (uint64_t)EBPFC_THREAD_ROWS * (sizeof(struct cell) + ebpfc__align(a->value_size, 8));
	return 0;
}

static struct cell *cell_of(struct ebpfc__handle *h, uint32_t slot)
{
	return (struct cell *)(void *)((uint8_t *)h->head.region + slot * (sizeof(struct cell) + (uint64_t)h->head.stride));
}

/* The owner id of a thread by its kernel id, 0 if it has no row or is dead. */
static uint32_t owner_of(struct ebpfc_session *s, uint32_t tid)
{
	uint32_t self = ebpfc__self(s), high = __atomic_load_n(&s->tables->region.high_thread, __ATOMIC_ACQUIRE);

	if (s->tables->threads[EBPFC_OWNER_SLOT(self)].tid == tid)
		return self;
	for (uint32_t i = 1; i < high && i < EBPFC_THREAD_ROWS; i++) {
		struct ebpfc__thread_row *row = &s->tables->threads[i];
		uint32_t owner = EBPFC_OWNER(i, __atomic_load_n(&row->generation, __ATOMIC_ACQUIRE));

		if (__atomic_load_n(&row->tid, __ATOMIC_RELAXED) == tid &&
		    __atomic_load_n(&row->process, __ATOMIC_RELAXED) && ebpfc__alive(s, owner))
			return owner;
	}
	return 0;
}

static void *value_for(struct ebpfc__handle *h, uint32_t owner, const void *init, bool create)
{
	struct cell *c = cell_of(h, EBPFC_OWNER_SLOT(owner));

	if (!owner)
		return NULL;
	if (__atomic_load_n(&c->owner, __ATOMIC_ACQUIRE) == owner)
		return c->value;
	if (!create || ebpfc__lock(h->session, &c->lock, ebpfc__self(h->session)) < 0)
		return NULL;
	if (c->owner != owner) { /* the tag last: a writer killed before it leaves no value */
		if (init)
			ebpfc__copy_in(c->value, init, h->head.value_size);
		else
			ebpfc__clear(c->value, h->head.value_size);
		__atomic_store_n(&c->owner, owner, __ATOMIC_RELEASE);
	}
	ebpfc__unlock(&c->lock);
	return c->value;
}

void *ebpfc__storage_get(struct ebpfc_map *map, uint32_t tid, const void *init, uint64_t flags)
{
	struct ebpfc__handle *h = ebpfc__handle(map);

	if ((flags & ~EBPFC_STORAGE_CREATE) || map->type != EBPFC_MAP_TASK_STORAGE)
		return NULL;
	return value_for(h, owner_of(h->session, tid), init, flags & EBPFC_STORAGE_CREATE);
}

/* The key is a thread id, where the kernel takes a pidfd. */
static void *storage_lookup(struct ebpfc__handle *h, const void *key)
{
	return value_for(h, owner_of(h->session, (uint32_t)ebpfc__bytes(key, 4)), NULL, false);
}

static int storage_update(struct ebpfc__handle *h, const void *key, const void *value, uint64_t flags)
{
	uint32_t owner = owner_of(h->session, (uint32_t)ebpfc__bytes(key, 4));
	void *at;

	if (flags > EBPFC_EXIST)
		return -EINVAL;
	if (!owner)
		return -ENOENT;
	at = value_for(h, owner, NULL, false);
	if (at && flags == EBPFC_NOEXIST)
		return -EEXIST;
	if (!at && flags == EBPFC_EXIST)
		return -ENOENT;
	if (at)
		ebpfc__copy_in(at, value, h->head.value_size);
	else
		at = value_for(h, owner, value, true);
	return at ? 0 : -EBUSY;
}

static int storage_remove_key(struct ebpfc__handle *h, const void *key)
{
	uint32_t owner = owner_of(h->session, (uint32_t)ebpfc__bytes(key, 4)), was = owner;

	if (!owner)
		return -ENOENT;
	return __atomic_compare_exchange_n(&cell_of(h, EBPFC_OWNER_SLOT(owner))->owner, &was, 0, false, __ATOMIC_ACQ_REL,
					   __ATOMIC_RELAXED)
		       ? 0
		       : -ENOENT;
}

const struct ebpfc__map_ops ebpfc__storage_ops = {
	.shape = storage_shape,
	.lookup = storage_lookup,
	.update = storage_update,
	.remove = storage_remove_key,
};
