/* SPDX-License-Identifier: MIT */
/*
 * user_ringbuf.c - USER_RINGBUF: the user side produces, programs drain (kernel/bpf/ringbuf.c, and libbpf's
 * user_ring_buffer). The ring of ring.h with the roles as they are; only the producers' and drainers' rules differ.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#include "internal/hash_layout.h"
#include "internal/ring.h"

#define EBPFC_MAX_USER_SAMPLES (128 * 1024) /* BPF_MAX_USER_RINGBUF_SAMPLES */

static struct ebpfc__ring *ring_of(struct ebpfc_map *map)
{
	return map->type == EBPFC_MAP_USER_RINGBUF ? ((struct ebpfc__ring_handle *)map)->ring : NULL;
}

static int user_ringbuf_shape(const struct ebpfc_map_attr *a, uint32_t cpus, uint64_t *bytes)
{
	return ebpfc__ringbuf_ops.shape(a, cpus, bytes);
}

static int user_ringbuf_open(struct ebpfc__handle *h)
{
	return ebpfc__ring_open(h, h->row->offset, h->head.max_entries, h->head.region,
				&((struct ebpfc__ring_handle *)h)->ring);
}

static void user_ringbuf_close(struct ebpfc__handle *h)
{
	ebpfc__ring_close(((struct ebpfc__ring_handle *)h)->ring);
}

const struct ebpfc__map_ops ebpfc__user_ringbuf_ops = {
	.shape = user_ringbuf_shape,
	.open = user_ringbuf_open,
	.close = user_ringbuf_close,
	.handle_bytes = sizeof(struct ebpfc__ring_handle),
};

void *ebpfc__user_ringbuf_reserve(struct ebpfc_map *map, uint32_t size)
{
	struct ebpfc__ring *ring = ring_of(map);
	void *data;

	if (!ring) {
		errno = EINVAL;
		return NULL;
	}
	if (ebpfc__align((uint64_t)size + EBPFC_RING_HEADER, 8) > ring->mask + 1) {
		errno = E2BIG;
		return NULL;
	}
	data = ebpfc__ring_reserve_fast(ring, size);
	if (!data)
		errno = ENOSPC;
	return data;
}

void ebpfc__user_ringbuf_submit(struct ebpfc_map *map, void *data)
{
	(void)map;
	ebpfc__ring_commit_fast(data, 0, false);
}

void ebpfc__user_ringbuf_discard(struct ebpfc_map *map, void *data)
{
	(void)map;
	ebpfc__ring_commit_fast(data, 0, true);
}

struct drain {
	int (*fn)(void *data, uint32_t size, void *ctx);
	void *ctx;
	int64_t left;
};

static int user_ringbuf_drain_one(void *arg, void *data, size_t size)
{
	struct drain *d = arg;
	int stop = d->fn(data, (uint32_t)size, d->ctx) != 0;

	return stop || --d->left == 0;
}

int64_t ebpfc__user_ringbuf_drain(struct ebpfc_map *map, int (*fn)(void *data, uint32_t size, void *ctx), void *ctx,
				  uint64_t flags)
{
	struct ebpfc__ring *ring = ring_of(map);
	struct drain d = {fn, ctx, EBPFC_MAX_USER_SAMPLES};

	if (!ring || (flags & ~(EBPFC_RB_NO_WAKEUP | EBPFC_RB_FORCE_WAKEUP)))
		return -EINVAL;
	return ebpfc__ring_consume(ring, user_ringbuf_drain_one, &d);
}
