/* SPDX-License-Identifier: MIT */
/*
 * ring_layout.h - records of many producers in one ring of shared memory, in the layout of kernel/bpf/ringbuf.c.
 *
 * In the file: control page, consumer page, producer page, data. In a process: one page of its own, then consumer,
 * producer, data, and data once more, so that no record is ever cut in two:
 *
 *     | own page | consumer | producer | data ... | data ... (again) |
 *
 * A record is a header of 8 bytes and its data, at a multiple of 8. From a record its ring is found as in the kernel:
 * the header tells how many pages lie between the mapping's begin and the record.
 */
#ifndef EBPFC_MAPS_RING_LAYOUT_H
#define EBPFC_MAPS_RING_LAYOUT_H

#include "layout.h"

#define EBPFC_RING_BUSY (1u << 31)    /* BPF_RINGBUF_BUSY_BIT: reserved, not yet submitted */
#define EBPFC_RING_DISCARD (1u << 30) /* BPF_RINGBUF_DISCARD_BIT */
#define EBPFC_RING_HEADER 8u
#define EBPFC_RING_MAX_RECORD (UINT32_MAX / 4)
#define EBPFC_RING_PAGES 3u /* of the extent, before the data */
#define EBPFC_RING_PAGE_BITS 19

#define EBPFC_RB_NO_WAKEUP 1ull
#define EBPFC_RB_FORCE_WAKEUP 2ull

/* `where`: pages from the mapping's begin; above them the row of the producing thread. */
struct ebpfc__record {
	uint32_t len; /* with BUSY and DISCARD */
	uint32_t where;
};

struct ebpfc__ring_control {
	uint32_t lock;     /* producers */
	uint32_t consumer; /* lock of the consumers */
	uint32_t wake;     /* futex; raised by every wakeup */
	uint32_t sleepers;
	uint64_t lost;     /* records that did not fit */
};

struct ebpfc__ring_consumer {
	uint64_t pos;
};

struct ebpfc__ring_producer {
	uint64_t pos;
	uint64_t pending; /* all records before it are complete */
};

/* A ring as mapped here; it lies in the mapping's own page. */
struct ebpfc__ring {
	struct ebpfc__ring *self_ring; /* what a record's page count leads to */
	struct ebpfc_session *session;
	struct ebpfc__thread_row *threads;
	struct ebpfc__ring_control *control;
	struct ebpfc__ring_control *wake; /* whose `wake` to raise: its own, or that of all rings of a map */
	struct ebpfc__ring_consumer *consumer;
	struct ebpfc__ring_producer *producer;
	uint8_t *data;
	uint64_t mask; /* bytes of data less one */
	bool fence;    /* this process pays for the order of its records: see ring.c */
	uint32_t (*self)(struct ebpfc_session *session);
	void *(*reserve)(struct ebpfc__ring *ring, uint64_t size);
	void (*wakeup)(struct ebpfc__ring *ring);
};

/* The handle of a RINGBUF or USER_RINGBUF. */
struct ebpfc__ring_handle {
	struct ebpfc__handle h;
	struct ebpfc__ring *ring;
};

/* Shared bytes of a ring with `size` bytes of data, a power of two of pages. */
EBPFC_INLINE uint64_t ebpfc__ring_bytes(uint64_t size)
{
	return (uint64_t)EBPFC_RING_PAGES * EBPFC_PAGE + size;
}

EBPFC_INLINE struct ebpfc__record *ebpfc__record_at(struct ebpfc__ring *ring, uint64_t pos)
{
	return (struct ebpfc__record *)(void *)(ring->data + (pos & ring->mask));
}

/* Bytes that a record with this length word takes, never more than the ring. */
EBPFC_INLINE uint64_t ebpfc__record_step(const struct ebpfc__ring *ring, uint32_t len)
{
	uint64_t step = ((uint64_t)(len & ~(EBPFC_RING_BUSY | EBPFC_RING_DISCARD)) + EBPFC_RING_HEADER + 7) & ~7ull;

	return step <= ring->mask + 1 ? step : ring->mask + 1;
}

/* Take `need` bytes, a multiple of 8, for a record of `size`; NULL if they are not free. The lock is held. */
EBPFC_INLINE void *ebpfc__ring_take(struct ebpfc__ring *ring, uint32_t self, uint64_t size, uint64_t need)
{
	uint64_t consumed = __atomic_load_n(&ring->consumer->pos, __ATOMIC_ACQUIRE), pos = ring->producer->pos;
	uint64_t pending = ring->producer->pending;
	uint32_t *records = &ring->threads[EBPFC_OWNER_SLOT(self)].records;
	struct ebpfc__record *record = ebpfc__record_at(ring, pos);

	while (pending < pos) {
		uint32_t len = __atomic_load_n(&ebpfc__record_at(ring, pending)->len, __ATOMIC_ACQUIRE);

		if (len & EBPFC_RING_BUSY)
			break;
		pending += ebpfc__record_step(ring, len);
	}
	ring->producer->pending = pending;
	if (pos + need - consumed > ring->mask || pos + need - pending > ring->mask) {
		__atomic_fetch_add(&ring->control->lost, 1, __ATOMIC_RELAXED);
		return NULL;
	}
	__atomic_store_n(&record->len, (uint32_t)size | EBPFC_RING_BUSY, __ATOMIC_RELAXED);
	__atomic_store_n(&record->where,
			 (uint32_t)(((uint8_t *)record - (uint8_t *)ring) / EBPFC_PAGE) |
				 EBPFC_OWNER_SLOT(self) << EBPFC_RING_PAGE_BITS,
			 __ATOMIC_RELAXED);
	__atomic_store_n(records, *records + 1, __ATOMIC_RELAXED);
	__atomic_store_n(&ring->producer->pos, pos + need, __ATOMIC_RELEASE);
	return record + 1;
}

/* Space for `size` bytes, or NULL. */
EBPFC_INLINE void *ebpfc__ring_reserve_fast(struct ebpfc__ring *ring, uint64_t size)
{
	uint64_t need = (size + EBPFC_RING_HEADER + 7) & ~7ull;
	uint32_t self = ring->self(ring->session), none = 0;
	void *data;

	if (size > EBPFC_RING_MAX_RECORD || need > ring->mask + 1)
		return NULL;
	if (!self || !__atomic_compare_exchange_n(&ring->control->lock, &none, self, false, __ATOMIC_ACQUIRE,
						  __ATOMIC_RELAXED))
		return ring->reserve(ring, size);
	data = ebpfc__ring_take(ring, self, size, need);
	__atomic_store_n(&ring->control->lock, 0, __ATOMIC_RELEASE);
	return data;
}

/* Bytes into a record, which ends at a multiple of 8. */
EBPFC_INLINE void ebpfc__record_fill(void *to, const void *from, uint64_t n)
{
	uint8_t *t = (uint8_t *)to;
	const uint8_t *f = (const uint8_t *)from;

	for (; n >= 8; n -= 8, t += 8, f += 8)
		ebpfc__store8(t, ebpfc__bytes(f, 8));
	if (n)
		ebpfc__store8(t, ebpfc__bytes(f, (uint32_t)n));
}

/* Make a record visible, or have it skipped. */
EBPFC_INLINE void ebpfc__ring_commit_fast(void *data, uint64_t flags, bool discard)
{
	struct ebpfc__record *record = (struct ebpfc__record *)data - 1;
	uint64_t pages = record->where & ((1u << EBPFC_RING_PAGE_BITS) - 1);
	uint8_t *page = (uint8_t *)((uintptr_t)record & ~(uintptr_t)(EBPFC_PAGE - 1));
	struct ebpfc__ring *ring = ((struct ebpfc__ring *)(void *)(page - pages * EBPFC_PAGE))->self_ring;
	uint32_t *records = &ring->threads[record->where >> EBPFC_RING_PAGE_BITS].records;
	uint32_t len = (record->len & ~EBPFC_RING_BUSY) | (discard ? EBPFC_RING_DISCARD : 0);
	uint64_t here = (uint64_t)((uint8_t *)record - ring->data);

	if (__builtin_expect(ring->fence, 0))
		__atomic_exchange_n(&record->len, len, __ATOMIC_SEQ_CST);
	else
		__atomic_store_n(&record->len, len, __ATOMIC_RELEASE);
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	__atomic_store_n(records, *records - 1, __ATOMIC_RELAXED);
	if (__builtin_expect(!__atomic_load_n(&ring->wake->sleepers, __ATOMIC_RELAXED), 1))
		return;
	if ((flags & EBPFC_RB_FORCE_WAKEUP) ||
	    (!(flags & EBPFC_RB_NO_WAKEUP) &&
	     (__atomic_load_n(&ring->consumer->pos, __ATOMIC_RELAXED) & ring->mask) == here))
		ring->wakeup(ring);
}

/* As layout.h has it for handles. */
_Static_assert(EBPFC_LAYOUT_VERSION == 1 && offsetof(struct ebpfc__ring, threads) == 16 &&
		       offsetof(struct ebpfc__ring, control) == 24 && offsetof(struct ebpfc__ring, consumer) == 40 &&
		       offsetof(struct ebpfc__ring, producer) == 48 && offsetof(struct ebpfc__ring, data) == 56 &&
		       offsetof(struct ebpfc__ring, fence) == 72 && offsetof(struct ebpfc__ring, self) == 80 &&
		       offsetof(struct ebpfc__ring, reserve) == 88 && offsetof(struct ebpfc__ring, wakeup) == 96,
	       "rings of this layout version");

#endif /* EBPFC_MAPS_RING_LAYOUT_H */
