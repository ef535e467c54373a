/* SPDX-License-Identifier: MIT */
/* ring.c - producing and consuming records; the layout and its words are in ring.h. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#include <linux/futex.h>
#include <linux/membarrier.h>
#include <sched.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "internal/hash_layout.h"
#include "internal/ring.h"

/*
 * A producer stores a record's length and then looks for sleepers; a sleeper announces itself and then looks for
 * records. One of the two must see the other. The rare side pays: before it sleeps, it has the kernel run a barrier
 * on every CPU that runs a registered process. A process that cannot register pays with an exchange per record.
 */
static bool unregistered;
static pthread_once_t registered_once = PTHREAD_ONCE_INIT;

static void register_barrier(void)
{
	unregistered = syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED, 0, 0) != 0;
}

/* ---- Mapping --------------------------------------------------------------------------------------------------------- */

int ebpfc__ring_open(struct ebpfc__handle *h, uint64_t at, uint64_t size, struct ebpfc__ring_control *control,
		     struct ebpfc__ring **out)
{
	int fd = h->session->fd, prot = PROT_READ | PROT_WRITE, shared = MAP_SHARED | MAP_FIXED | MAP_NORESERVE;
	uint64_t bytes = 3ull * EBPFC_PAGE + 2 * size;
	uint8_t *m = mmap(NULL, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	struct ebpfc__ring *ring;

	if (m == MAP_FAILED)
		return -errno;
	pthread_once(&registered_once, register_barrier);
	if (mmap(m, EBPFC_PAGE, prot, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED ||
	    mmap(m + EBPFC_PAGE, 2 * EBPFC_PAGE + size, prot, shared, fd, (off_t)(at + EBPFC_PAGE)) == MAP_FAILED ||
	    mmap(m + 3 * EBPFC_PAGE + size, size, prot, shared, fd,
		 (off_t)(at + EBPFC_RING_PAGES * EBPFC_PAGE)) == MAP_FAILED) {
		int err = -errno;

		munmap(m, bytes);
		return err;
	}
	ring = (struct ebpfc__ring *)(void *)m;
	*ring = (struct ebpfc__ring){
		.self = ring,
		.session = h->session,
		.threads = h->threads,
		.control = control,
		.wake = control,
		.consumer = (struct ebpfc__ring_consumer *)(void *)(m + EBPFC_PAGE),
		.producer = (struct ebpfc__ring_producer *)(void *)(m + 2 * EBPFC_PAGE),
		.data = m + 3 * EBPFC_PAGE,
		.mask = size - 1,
		.fence = unregistered,
	};
	*out = ring;
	return 0;
}

void ebpfc__ring_close(struct ebpfc__ring *ring)
{
	if (ring)
		munmap(ring, 3ull * EBPFC_PAGE + 2 * (ring->mask + 1));
}

static struct ebpfc__record *record_at(struct ebpfc__ring *ring, uint64_t pos)
{
	return (struct ebpfc__record *)(void *)(ring->data + (pos & ring->mask));
}

/* Bytes that a record with this length word takes, never more than the ring. */
static uint64_t step_of(const struct ebpfc__ring *ring, uint32_t len)
{
	uint64_t step = ebpfc__align((uint64_t)(len & ~(EBPFC_RING_BUSY | EBPFC_RING_DISCARD)) + EBPFC_RING_HEADER, 8);

	return step <= ring->mask + 1 ? step : ring->mask + 1;
}

/* ---- Producing ---------------------------------------------------------------------------------------------------------- */

void *ebpfc__ring_reserve(struct ebpfc__ring *ring, uint64_t size)
{
	struct ebpfc_session *session = ring->session;
	uint32_t self = ebpfc__self(session), *records = &ring->threads[EBPFC_OWNER_SLOT(self)].records;
	uint64_t need = ebpfc__align(size + EBPFC_RING_HEADER, 8), consumed, pending, pos;
	struct ebpfc__record *record;

	if (size > EBPFC_RING_MAX_RECORD || need > ring->mask + 1)
		return NULL;
	consumed = __atomic_load_n(&ring->consumer->pos, __ATOMIC_ACQUIRE);
	/* a stolen lock needs no repair: nothing is there before `pos` says so */
	if (ebpfc__lock(session, &ring->control->lock, self) < 0)
		return NULL;
	pos = ring->producer->pos;
	pending = ring->producer->pending;
	while (pending < pos) {
		uint32_t len = __atomic_load_n(&record_at(ring, pending)->len, __ATOMIC_ACQUIRE);

		if (len & EBPFC_RING_BUSY)
			break;
		pending += step_of(ring, len);
	}
	ring->producer->pending = pending;
	if (pos + need - consumed > ring->mask || pos + need - pending > ring->mask) {
		ebpfc__unlock(&ring->control->lock);
		__atomic_fetch_add(&ring->control->lost, 1, __ATOMIC_RELAXED);
		return NULL;
	}
	record = record_at(ring, pos);
	__atomic_store_n(&record->len, (uint32_t)size | EBPFC_RING_BUSY, __ATOMIC_RELAXED);
	__atomic_store_n(&record->where,
			 (uint32_t)(((uint8_t *)record - (uint8_t *)ring) / EBPFC_PAGE) |
				 EBPFC_OWNER_SLOT(self) << EBPFC_RING_PAGE_BITS,
			 __ATOMIC_RELAXED);
	__atomic_store_n(records, *records + 1, __ATOMIC_RELAXED);
	__atomic_store_n(&ring->producer->pos, pos + need, __ATOMIC_RELEASE);
	ebpfc__unlock(&ring->control->lock);
	return record + 1;
}

static void wake(struct ebpfc__ring_control *control)
{
	int saved = errno;

	__atomic_fetch_add(&control->wake, 1, __ATOMIC_RELEASE);
	syscall(SYS_futex, &control->wake, FUTEX_WAKE, INT32_MAX, NULL, NULL, 0);
	errno = saved;
}

void ebpfc__ring_commit(void *data, uint64_t flags, bool discard)
{
	struct ebpfc__record *record = (struct ebpfc__record *)data - 1;
	uint64_t pages = record->where & ((1u << EBPFC_RING_PAGE_BITS) - 1);
	uint8_t *page = (uint8_t *)((uintptr_t)record & ~(uintptr_t)(EBPFC_PAGE - 1));
	struct ebpfc__ring *ring = ((struct ebpfc__ring *)(void *)(page - pages * EBPFC_PAGE))->self;
	uint32_t slot = record->where >> EBPFC_RING_PAGE_BITS;
	uint32_t *records = &ring->threads[slot].records;
	uint64_t here = (uint64_t)((uint8_t *)record - ring->data);

	uint32_t len = (record->len & ~EBPFC_RING_BUSY) | (discard ? EBPFC_RING_DISCARD : 0);

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
		wake(ring->wake);
}

/* ---- Consuming ------------------------------------------------------------------------------------------------------------ */

/* Step over what is not a record to be read; the length of the next one, or BUSY if there is none yet. */
static uint32_t next_record(struct ebpfc__ring *ring, uint64_t *pos)
{
	struct ebpfc_session *session = ring->session;

	for (;;) {
		uint64_t end = __atomic_load_n(&ring->producer->pos, __ATOMIC_ACQUIRE);
		uint32_t len, slot;

		if (*pos >= end)
			return EBPFC_RING_BUSY;
		len = __atomic_load_n(&record_at(ring, *pos)->len, __ATOMIC_ACQUIRE);
		if (len & EBPFC_RING_BUSY) {
			slot = __atomic_load_n(&record_at(ring, *pos)->where, __ATOMIC_RELAXED) >> EBPFC_RING_PAGE_BITS;
			/* if its producer is dead, asking has the record discarded */
			ebpfc__alive(session, EBPFC_OWNER(slot, __atomic_load_n(&session->tables->threads[slot].generation,
										 __ATOMIC_ACQUIRE)));
			if (__atomic_load_n(&record_at(ring, *pos)->len, __ATOMIC_ACQUIRE) & EBPFC_RING_BUSY)
				return EBPFC_RING_BUSY;
			continue;
		}
		if (!(len & EBPFC_RING_DISCARD))
			return len;
		*pos += step_of(ring, len);
		__atomic_store_n(&ring->consumer->pos, *pos, __ATOMIC_SEQ_CST);
	}
}

bool ebpfc__ring_ready(struct ebpfc__ring *ring)
{
	uint64_t pos = __atomic_load_n(&ring->consumer->pos, __ATOMIC_RELAXED);

	while (pos < __atomic_load_n(&ring->producer->pos, __ATOMIC_ACQUIRE)) {
		uint32_t len = __atomic_load_n(&record_at(ring, pos)->len, __ATOMIC_ACQUIRE);

		if (!(len & EBPFC_RING_DISCARD))
			return !(len & EBPFC_RING_BUSY) || next_record(ring, &pos) != EBPFC_RING_BUSY;
		pos += step_of(ring, len);
	}
	return false;
}

int64_t ebpfc__ring_consume(struct ebpfc__ring *ring, int (*fn)(void *ctx, void *data, size_t size), void *ctx)
{
	struct ebpfc_session *session = ring->session;
	int r = ebpfc__lock(session, &ring->control->consumer, ebpfc__self(session));
	uint64_t pos;
	int64_t n = 0;
	uint32_t len;

	if (r < 0)
		return r;
	pos = __atomic_load_n(&ring->consumer->pos, __ATOMIC_RELAXED);
	r = 0;
	while (!r && (len = next_record(ring, &pos)) != EBPFC_RING_BUSY) {
		if (step_of(ring, len) < len) /* a length that cannot be */
			len = (uint32_t)(ring->mask + 1 - EBPFC_RING_HEADER);
		r = fn(ctx, record_at(ring, pos) + 1, len);
		pos += step_of(ring, len);
		n++;
		/* seq_cst: a producer that saw the old position has its record seen by next_record */
		__atomic_store_n(&ring->consumer->pos, pos, __ATOMIC_SEQ_CST);
	}
	ebpfc__unlock(&ring->control->consumer);
	return r < 0 ? r : n;
}

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* A dead producer wakes nobody: look again this often. */
#define EBPFC_RING_RECHECK_MS 200

int ebpfc__ring_wait(struct ebpfc__ring_control *control, bool (*ready)(void *arg), void *arg, int timeout_ms)
{
	int64_t until = timeout_ms < 0 ? INT64_MAX : now_ms() + timeout_ms, slice = EBPFC_RING_RECHECK_MS;
	int result = 0;

	if (ready(arg))
		return 1;
	if (timeout_ms == 0)
		return 0;
	__atomic_fetch_add(&control->sleepers, 1, __ATOMIC_SEQ_CST);
	if (syscall(SYS_membarrier, MEMBARRIER_CMD_GLOBAL_EXPEDITED, 0, 0))
		slice = 1; /* a wakeup may be missed: look often */
	for (;;) {
		uint32_t seen = __atomic_load_n(&control->wake, __ATOMIC_ACQUIRE);
		int64_t left = timeout_ms < 0 ? slice : until - now_ms();
		struct timespec t;

		__atomic_thread_fence(__ATOMIC_SEQ_CST);
		if (ready(arg)) {
			result = 1;
			break;
		}
		if (left <= 0)
			break;
		if (left > slice)
			left = slice;
		t = (struct timespec){.tv_sec = left / 1000, .tv_nsec = left % 1000 * 1000000};
		if (syscall(SYS_futex, &control->wake, FUTEX_WAIT, seen, &t, NULL, 0) < 0 && errno == EINTR) {
			result = -EINTR;
			break;
		}
	}
	__atomic_fetch_sub(&control->sleepers, 1, __ATOMIC_RELAXED);
	return result;
}

/* ---- The dead --------------------------------------------------------------------------------------------------------------- */

void ebpfc__ring_settle(struct ebpfc_session *session, uint64_t at, uint64_t size, uint32_t slot)
{
	uint64_t bytes = ebpfc__ring_bytes(size), pos, end;
	uint8_t *m = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, session->fd, (off_t)at);

	if (m == MAP_FAILED)
		return;
	pos = __atomic_load_n(&((struct ebpfc__ring_consumer *)(void *)(m + EBPFC_PAGE))->pos, __ATOMIC_ACQUIRE);
	end = __atomic_load_n(&((struct ebpfc__ring_producer *)(void *)(m + 2 * EBPFC_PAGE))->pos, __ATOMIC_ACQUIRE);
	while (pos < end && end - pos <= size) {
		struct ebpfc__record *record =
			(struct ebpfc__record *)(void *)(m + EBPFC_RING_PAGES * EBPFC_PAGE + (pos & (size - 1)));
		uint32_t len = __atomic_load_n(&record->len, __ATOMIC_ACQUIRE);

		if ((len & EBPFC_RING_BUSY) &&
		    __atomic_load_n(&record->where, __ATOMIC_RELAXED) >> EBPFC_RING_PAGE_BITS == slot)
			__atomic_store_n(&record->len, (len & ~EBPFC_RING_BUSY) | EBPFC_RING_DISCARD, __ATOMIC_RELEASE);
		pos += ebpfc__align((uint64_t)(len & ~(EBPFC_RING_BUSY | EBPFC_RING_DISCARD)) + EBPFC_RING_HEADER, 8);
	}
	munmap(m, bytes);
}
