/* SPDX-License-Identifier: MIT */
/* ring.c - producing and consuming records; the layout and its words are in ring_layout.h. */
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

/* ---- Producing ---------------------------------------------------------------------------------------------------------- */

/* The lock is contended, or its owner died: it needs no repair, since nothing is there before `pos` says so. */
static void *ring_reserve_slow(struct ebpfc__ring *ring, uint64_t size)
{
	uint32_t self = ebpfc__self(ring->session);
	void *data;

	if (ebpfc__lock(ring->session, &ring->control->lock, self) < 0)
		return NULL;
	data = ebpfc__ring_take(ring, self, size, ebpfc__align(size + EBPFC_RING_HEADER, 8));
	ebpfc__unlock(&ring->control->lock);
	return data;
}

static void ring_wakeup(struct ebpfc__ring *ring)
{
	int saved = errno;

	__atomic_fetch_add(&ring->wake->wake, 1, __ATOMIC_RELEASE);
	syscall(SYS_futex, &ring->wake->wake, FUTEX_WAKE, INT32_MAX, NULL, NULL, 0);
	errno = saved;
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
		.self_ring = ring,
		.self = ebpfc__self,
		.reserve = ring_reserve_slow,
		.wakeup = ring_wakeup,
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
		len = __atomic_load_n(&ebpfc__record_at(ring, *pos)->len, __ATOMIC_ACQUIRE);
		if (len & EBPFC_RING_BUSY) {
			slot = __atomic_load_n(&ebpfc__record_at(ring, *pos)->where, __ATOMIC_RELAXED) >> EBPFC_RING_PAGE_BITS;
			/* if its producer is dead, asking has the record discarded */
			ebpfc__alive(session, EBPFC_OWNER(slot, __atomic_load_n(&session->tables->threads[slot].generation,
										 __ATOMIC_ACQUIRE)));
			if (__atomic_load_n(&ebpfc__record_at(ring, *pos)->len, __ATOMIC_ACQUIRE) & EBPFC_RING_BUSY)
				return EBPFC_RING_BUSY;
			continue;
		}
		if (!(len & EBPFC_RING_DISCARD))
			return len;
		*pos += ebpfc__record_step(ring, len);
		__atomic_store_n(&ring->consumer->pos, *pos, __ATOMIC_SEQ_CST);
	}
}

bool ebpfc__ring_ready(struct ebpfc__ring *ring)
{
	uint64_t pos = __atomic_load_n(&ring->consumer->pos, __ATOMIC_RELAXED);

	while (pos < __atomic_load_n(&ring->producer->pos, __ATOMIC_ACQUIRE)) {
		uint32_t len = __atomic_load_n(&ebpfc__record_at(ring, pos)->len, __ATOMIC_ACQUIRE);

		if (!(len & EBPFC_RING_DISCARD))
			return !(len & EBPFC_RING_BUSY) || next_record(ring, &pos) != EBPFC_RING_BUSY;
		pos += ebpfc__record_step(ring, len);
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
		if (ebpfc__record_step(ring, len) < len) /* a length that cannot be */
			len = (uint32_t)(ring->mask + 1 - EBPFC_RING_HEADER);
		r = fn(ctx, ebpfc__record_at(ring, pos) + 1, len);
		pos += ebpfc__record_step(ring, len);
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
