/* SPDX-License-Identifier: MIT */
/*
 * arena.c - ARENA: pages that programs and user space share by address.
 *
 * The arena begins at a multiple of 4 GiB of every process's addresses (`values` of the handle), so the low half of
 * a pointer means the same everywhere; BPF_F map_extra may ask for an address. max_entries is the number of pages.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#include <sys/mman.h>

#include "internal/hash_layout.h"
#include "internal/internal.h"

#define EBPFC_ARENA_WINDOW (4ull << 30)
#define EBPFC_ARENA_FLAGS (EBPFC_F_MMAPABLE | 1u << 17 | 1u << 18) /* SEGV_ON_FAULT, NO_USER_CONV */

struct arena {
	uint32_t lock;
	uint32_t hint;
	uint64_t reserved[7];
	uint8_t taken[]; /* per page; after the last, the pages begin at the next page boundary */
};

static uint64_t pages_at(uint32_t pages)
{
	return ebpfc__align(sizeof(struct arena) + pages, EBPFC_PAGE);
}

/* arena_map_alloc, kernel/bpf/arena.c */
static int arena_shape(const struct ebpfc_map_attr *a, uint32_t cpus, uint64_t *bytes)
{
	(void)cpus;
	if (a->key_size || a->value_size || !a->max_entries || !(a->flags & EBPFC_F_MMAPABLE) ||
	    (a->flags & ~EBPFC_ARENA_FLAGS) || (a->map_extra & (EBPFC_PAGE - 1)))
		return -EINVAL;
	if ((uint64_t)a->max_entries * EBPFC_PAGE > EBPFC_ARENA_WINDOW)
		return -E2BIG;
	*bytes = pages_at(a->max_entries) + (uint64_t)a->max_entries * EBPFC_PAGE;
	return 0;
}

static int arena_open(struct ebpfc__handle *h)
{
	uint64_t bytes = (uint64_t)h->head.max_entries * EBPFC_PAGE, want = h->row->map_extra;
	int prot = PROT_READ | PROT_WRITE;
	off_t at = (off_t)(h->row->offset + pages_at(h->head.max_entries));
	uint8_t *m;

	if (want) {
		m = mmap((void *)(uintptr_t)want, bytes, prot, MAP_SHARED | MAP_NORESERVE | MAP_FIXED_NOREPLACE,
			 h->session->fd, at);
		if (m == MAP_FAILED)
			return -errno;
		h->private_map = m;
		h->private_bytes = bytes;
	} else {
		m = mmap(NULL, 2 * EBPFC_ARENA_WINDOW, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
		if (m == MAP_FAILED)
			return -errno;
		h->private_map = m;
		h->private_bytes = 2 * EBPFC_ARENA_WINDOW;
		m = (uint8_t *)ebpfc__align((uintptr_t)m, EBPFC_ARENA_WINDOW);
		if (mmap(m, bytes, prot, MAP_SHARED | MAP_NORESERVE | MAP_FIXED, h->session->fd, at) == MAP_FAILED) {
			int err = -errno;

			munmap(h->private_map, h->private_bytes);
			return err;
		}
	}
	h->head.values = m;
	return 0;
}

static void arena_close(struct ebpfc__handle *h)
{
	munmap(h->private_map, h->private_bytes);
}

static struct arena *arena_of(struct ebpfc_map *map)
{
	return map->region;
}

/* Whether `n` pages from `first` on are free. */
static bool run_free(struct ebpfc_map *map, uint64_t first, uint32_t n)
{
	if (first + n > map->max_entries)
		return false;
	for (uint32_t i = 0; i < n; i++)
		if (arena_of(map)->taken[first + i])
			return false;
	return true;
}

void *ebpfc__arena_alloc(struct ebpfc_map *map, void *where, uint32_t pages, uint64_t flags)
{
	struct ebpfc__handle *h = ebpfc__handle(map);
	uint64_t first, limit = map->max_entries;
	uint8_t *at;

	if (map->type != EBPFC_MAP_ARENA || flags || !pages || pages > map->max_entries)
		return NULL;
	first = where ? ((uintptr_t)where & (EBPFC_ARENA_WINDOW - 1)) - ((uintptr_t)map->values & (EBPFC_ARENA_WINDOW - 1)) : 0;
	if (first % EBPFC_PAGE)
		return NULL;
	first /= EBPFC_PAGE;
	if (ebpfc__lock(h->session, &arena_of(map)->lock, ebpfc__self(h->session)) < 0)
		return NULL;
	if (where && !run_free(map, first, pages))
		first = limit;
	while (!where && first < limit && !run_free(map, first, pages))
		first++;
	if (first >= limit) {
		ebpfc__unlock(&arena_of(map)->lock);
		return NULL;
	}
	at = map->values + first * EBPFC_PAGE;
	for (uint64_t i = 0; i < (uint64_t)pages * EBPFC_PAGE; i += 8) /* cleared before they are taken */
		ebpfc__store8(at + i, 0);
	for (uint32_t i = 0; i < pages; i++)
		__atomic_store_n(&arena_of(map)->taken[first + i], 1, __ATOMIC_RELEASE);
	ebpfc__unlock(&arena_of(map)->lock);
	return at;
}

void ebpfc__arena_free(struct ebpfc_map *map, void *where, uint32_t pages)
{
	struct ebpfc__handle *h = ebpfc__handle(map);
	uint64_t first = (((uintptr_t)where & (EBPFC_ARENA_WINDOW - 1)) - ((uintptr_t)map->values & (EBPFC_ARENA_WINDOW - 1))) /
			 EBPFC_PAGE;

	if (map->type != EBPFC_MAP_ARENA || first >= map->max_entries ||
	    ebpfc__lock(h->session, &arena_of(map)->lock, ebpfc__self(h->session)) < 0)
		return;
	for (uint32_t i = 0; i < pages && first + i < map->max_entries; i++)
		__atomic_store_n(&arena_of(map)->taken[first + i], 0, __ATOMIC_RELEASE);
	ebpfc__unlock(&arena_of(map)->lock);
}

static int arena_no_update(struct ebpfc__handle *h, const void *key, const void *value, uint64_t flags)
{
	(void)h, (void)key, (void)value, (void)flags;
	return -EOPNOTSUPP;
}

static int arena_no_remove(struct ebpfc__handle *h, const void *key)
{
	(void)h, (void)key;
	return -EOPNOTSUPP;
}

static int arena_no_next_key(struct ebpfc__handle *h, const void *key, void *next)
{
	(void)h, (void)key, (void)next;
	return -EOPNOTSUPP;
}

const struct ebpfc__map_ops ebpfc__arena_ops = {
	.shape = arena_shape,
	.open = arena_open,
	.close = arena_close,
	.update = arena_no_update,
	.remove = arena_no_remove,
	.next_key = arena_no_next_key,
};
