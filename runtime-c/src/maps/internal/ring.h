/* SPDX-License-Identifier: MIT */
/*
 * ring.h - records of many producers in one ring of shared memory, in the layout of kernel/bpf/ringbuf.c.
 *
 * In the file: control page, consumer page, producer page, data. In a process: one page of its own, then consumer,
 * producer, data, and data once more, so that no record is ever cut in two:
 *
 *     | own page | consumer | producer | data ... | data ... (again) |
 *
 * A record is a header of 8 bytes and its data, at a multiple of 8. From a record its ring is found as in the kernel:
 * the header tells how many pages lie between the mapping's begin and the record.
 */
#ifndef EBPFC_MAPS_RING_H
#define EBPFC_MAPS_RING_H

#include "internal.h"

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
	struct ebpfc__ring *self; /* what a record's page count leads to */
	struct ebpfc_session *session;
	struct ebpfc__thread_row *threads;
	struct ebpfc__ring_control *control;
	struct ebpfc__ring_control *wake; /* whose `wake` to raise: its own, or that of all rings of a map */
	struct ebpfc__ring_consumer *consumer;
	struct ebpfc__ring_producer *producer;
	uint8_t *data;
	uint64_t mask; /* bytes of data less one */
	bool fence;    /* this process pays for the order of its records: see ring.c */
};

/* Shared bytes of a ring with `size` bytes of data, a power of two of pages. */
EBPFC_INLINE uint64_t ebpfc__ring_bytes(uint64_t size)
{
	return (uint64_t)EBPFC_RING_PAGES * EBPFC_PAGE + size;
}

/* Map the ring that begins `at` bytes into the file. The mapping is ebpfc__ring_close's to undo. */
int ebpfc__ring_open(struct ebpfc__handle *h, uint64_t at, uint64_t size, struct ebpfc__ring_control *control,
		     struct ebpfc__ring **out);
void ebpfc__ring_close(struct ebpfc__ring *ring);
/* Space for `size` bytes, or NULL. */
void *ebpfc__ring_reserve(struct ebpfc__ring *ring, uint64_t size);
/* Make a record visible, or have it skipped. */
void ebpfc__ring_commit(void *data, uint64_t flags, bool discard);
int64_t ebpfc__ring_consume(struct ebpfc__ring *ring, int (*fn)(void *ctx, void *data, size_t size), void *ctx);
bool ebpfc__ring_ready(struct ebpfc__ring *ring);
/* Wait on a control word until `ready(arg)`: 1, 0 on timeout, -EINTR. */
int ebpfc__ring_wait(struct ebpfc__ring_control *control, bool (*ready)(void *arg), void *arg, int timeout_ms);
/* Have the records skipped that a dead thread, by its row, left unfinished in the ring `at` bytes into the file. */
void ebpfc__ring_settle(struct ebpfc_session *session, uint64_t at, uint64_t size, uint32_t slot);

#endif /* EBPFC_MAPS_RING_H */
