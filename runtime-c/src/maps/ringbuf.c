/* SPDX-License-Identifier: MIT */
/* ringbuf.c - RINGBUF (one ring) and PERF_EVENT_ARRAY (one ring per CPU). */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#include <stdlib.h>

#include "internal/hash_layout.h"
#include "internal/ring.h"

/* ---- RINGBUF ----------------------------------------------------------------------------------------------------------- */

static struct ebpfc__ring_handle *ringbuf_of(struct ebpfc_map *map)
{
	return (struct ebpfc__ring_handle *)map;
}

/* ringbuf_map_alloc, kernel/bpf/ringbuf.c */
static int ringbuf_shape(const struct ebpfc_map_attr *a, uint32_t cpus, uint64_t *bytes)
{
	(void)cpus;
	if ((a->flags & ~EBPFC_F_NUMA_NODE) || a->key_size || a->value_size || !a->max_entries ||
	    (a->max_entries & (a->max_entries - 1)) || a->max_entries % EBPFC_PAGE)
		return -EINVAL;
	if (a->max_entries > 1u << 30)
		return -E2BIG;
	*bytes = ebpfc__ring_bytes(a->max_entries);
	return 0;
}

static int ringbuf_open(struct ebpfc__handle *h)
{
	struct ebpfc__ring_handle *x = (struct ebpfc__ring_handle *)h;

	return ebpfc__ring_open(h, h->row->offset, h->head.max_entries, h->head.region, &x->ring);
}

static void ringbuf_close(struct ebpfc__handle *h)
{
	ebpfc__ring_close(((struct ebpfc__ring_handle *)h)->ring);
}

const struct ebpfc__map_ops ebpfc__ringbuf_ops = {
	.shape = ringbuf_shape,
	.open = ringbuf_open,
	.close = ringbuf_close,
	.handle_bytes = sizeof(struct ebpfc__ring_handle),
};

void *ebpfc__ringbuf_reserve(struct ebpfc_map *map, uint64_t size, uint64_t flags)
{
	if (flags || map->type != EBPFC_MAP_RINGBUF)
		return NULL;
	return ebpfc__ring_reserve_fast(ringbuf_of(map)->ring, size);
}

void ebpfc__ringbuf_submit(void *data, uint64_t flags)
{
	ebpfc__ring_commit_fast(data, flags, false);
}

void ebpfc__ringbuf_discard(void *data, uint64_t flags)
{
	ebpfc__ring_commit_fast(data, flags, true);
}

int64_t ebpfc__ringbuf_output(struct ebpfc_map *map, const void *data, uint64_t size, uint64_t flags)
{
	void *record;

	if (flags & ~(EBPFC_RB_NO_WAKEUP | EBPFC_RB_FORCE_WAKEUP))
		return -EINVAL;
	record = ebpfc__ringbuf_reserve(map, size, 0);
	if (!record)
		return -EAGAIN;
	ebpfc__record_fill(record, data, size);
	ebpfc__ring_commit_fast(record, flags, false);
	return 0;
}

uint64_t ebpfc__ringbuf_query(struct ebpfc_map *map, uint64_t flags)
{
	struct ebpfc__ring *ring = map->type == EBPFC_MAP_RINGBUF ? ringbuf_of(map)->ring : NULL;
	uint64_t consumed, produced;

	if (!ring)
		return 0;
	consumed = __atomic_load_n(&ring->consumer->pos, __ATOMIC_ACQUIRE);
	produced = __atomic_load_n(&ring->producer->pos, __ATOMIC_ACQUIRE);
	switch (flags) {
	case 0: /* BPF_RB_AVAIL_DATA */
		return produced - consumed;
	case 1: /* BPF_RB_RING_SIZE */
		return ring->mask + 1;
	case 2: /* BPF_RB_CONS_POS */
		return consumed;
	case 3: /* BPF_RB_PROD_POS */
		return produced;
	default:
		return 0;
	}
}

int64_t ebpfc__ringbuf_consume(struct ebpfc_map *map, int (*fn)(void *ctx, void *data, size_t size), void *ctx)
{
	return map->type == EBPFC_MAP_RINGBUF ? ebpfc__ring_consume(ringbuf_of(map)->ring, fn, ctx) : -EINVAL;
}

static bool ringbuf_ready(void *arg)
{
	return ebpfc__ring_ready(arg);
}

int ebpfc__ringbuf_wait(struct ebpfc_map *map, int timeout_ms)
{
	struct ebpfc__ring *ring = map->type == EBPFC_MAP_RINGBUF ? ringbuf_of(map)->ring : NULL;

	return ring ? ebpfc__ring_wait(ring->control, ringbuf_ready, ring, timeout_ms) : -EINVAL;
}

/* ---- PERF_EVENT_ARRAY ------------------------------------------------------------------------------------------------------ */

#define EBPFC_PERF_BYTES (512u << 10) /* per CPU, and only touched when used */

struct perf_handle {
	struct ebpfc__handle h;
	struct ebpfc__ring **rings; /* per CPU */
};

static struct perf_handle *perf_of(struct ebpfc_map *map)
{
	return (struct perf_handle *)map;
}

/* fd_array_map_alloc_check */
static int perf_shape(const struct ebpfc_map_attr *a, uint32_t cpus, uint64_t *bytes)
{
	int r;

	if (a->value_size != 4 || (a->flags & (EBPFC_F_RDONLY_PROG | EBPFC_F_WRONLY_PROG)))
		return -EINVAL;
	r = ebpfc__array_check(a, cpus, bytes);
	*bytes = EBPFC_PAGE + cpus * ebpfc__ring_bytes(EBPFC_PERF_BYTES);
	return r;
}

static uint64_t perf_at(uint32_t cpu)
{
	return EBPFC_PAGE + cpu * ebpfc__ring_bytes(EBPFC_PERF_BYTES);
}

static void perf_close(struct ebpfc__handle *h)
{
	struct perf_handle *x = (struct perf_handle *)h;

	for (uint32_t c = 0; x->rings && c < h->cpus; c++)
		ebpfc__ring_close(x->rings[c]);
	free(x->rings);
}

static int perf_open(struct ebpfc__handle *h)
{
	struct perf_handle *x = (struct perf_handle *)h;
	int r = 0;

	x->rings = calloc(h->cpus, sizeof(struct ebpfc__ring *));
	if (!x->rings)
		return -ENOMEM;
	for (uint32_t c = 0; c < h->cpus && !r; c++) {
		r = ebpfc__ring_open(h, h->row->offset + perf_at(c), EBPFC_PERF_BYTES,
				     (struct ebpfc__ring_control *)(void *)((uint8_t *)h->head.region + perf_at(c)),
				     &x->rings[c]);
		if (!r)
			x->rings[c]->wake = h->head.region; /* one sleeper waits for all CPUs */
	}
	if (r)
		perf_close(h);
	return r;
}

const struct ebpfc__map_ops ebpfc__perf_ops = {
	.shape = perf_shape,
	.open = perf_open,
	.close = perf_close,
	.next_key = ebpfc__array_next_key,
	.handle_bytes = sizeof(struct perf_handle),
};

int ebpfc__perf_output(struct ebpfc_map *map, uint64_t flags, const void *data, uint64_t size)
{
	uint64_t index = flags & EBPFC_INDEX_MASK;
	struct ebpfc__handle *h = ebpfc__handle(map);
	void *record;

	if ((flags & ~EBPFC_INDEX_MASK) || map->type != EBPFC_MAP_PERF_EVENT_ARRAY)
		return -EINVAL;
	if (index == EBPFC_F_CURRENT_CPU)
		index = ebpfc__cpu_of(h->cpus);
	if (index >= map->max_entries)
		return -E2BIG;
	if (index >= h->cpus)
		return -ENOENT;
	record = ebpfc__ring_reserve_fast(perf_of(map)->rings[index], size);
	if (!record)
		return -ENOSPC;
	ebpfc__record_fill(record, data, size);
	ebpfc__ring_commit_fast(record, 0, false);
	return 0;
}

int64_t ebpfc__perf_consume(struct ebpfc_map *map, uint32_t cpu, int (*fn)(void *ctx, void *data, size_t size),
			    void *ctx, uint64_t *lost)
{
	struct ebpfc__ring *ring;

	if (map->type != EBPFC_MAP_PERF_EVENT_ARRAY || cpu >= ebpfc__handle(map)->cpus)
		return -EINVAL;
	ring = perf_of(map)->rings[cpu];
	if (lost)
		*lost = __atomic_exchange_n(&ring->control->lost, 0, __ATOMIC_RELAXED);
	return ebpfc__ring_consume(ring, fn, ctx);
}

static bool perf_ready(void *arg)
{
	struct perf_handle *x = arg;

	for (uint32_t c = 0; c < x->h.cpus; c++)
		if (ebpfc__ring_ready(x->rings[c]))
			return true;
	return false;
}

int ebpfc__perf_wait(struct ebpfc_map *map, int timeout_ms)
{
	if (map->type != EBPFC_MAP_PERF_EVENT_ARRAY)
		return -EINVAL;
	return ebpfc__ring_wait(map->region, perf_ready, perf_of(map), timeout_ms);
}

/* ---- The dead ---------------------------------------------------------------------------------------------------------------- */

/* A thread died with records reserved: have them skipped, in every ring of the session. */
void ebpfc__records_settle(struct ebpfc_session *s, uint32_t slot)
{
	for (uint32_t i = 0; i < EBPFC_MAP_ROWS; i++) {
		struct ebpfc__map_row *row = &s->tables->maps[i];
		uint32_t state = __atomic_load_n(&row->state, __ATOMIC_ACQUIRE);

		if (state != EBPFC_ROW_LIVE && state != EBPFC_ROW_DYING)
			continue;
		if (row->type == EBPFC_MAP_RINGBUF && row->bytes == ebpfc__ring_bytes(row->max_entries))
			ebpfc__ring_settle(s, row->offset, row->max_entries, slot);
		for (uint32_t c = 0; row->type == EBPFC_MAP_PERF_EVENT_ARRAY && c < s->cpus; c++)
			ebpfc__ring_settle(s, row->offset + perf_at(c), EBPFC_PERF_BYTES, slot);
	}
}
