/* SPDX-License-Identifier: MIT */
/*
 * thread.c - the registry of threads, and locks that survive their owners.
 *
 * A thread that writes to a map takes a row of the session and keeps the row's robust mutex locked until it dies.
 * A lock in shared memory is a word that holds its owner's row and generation. Who waits too long asks whether the
 * owner lives; a dead owner's lock is taken over, and the taker repairs what the lock guards.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#include <sched.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "internal/internal.h"

_Static_assert(sizeof(pthread_mutex_t) <= sizeof(((struct ebpfc__thread_row *)0)->alive), "mutex fits its row");

#define EBPFC_GENERATIONS (1u << (32 - EBPFC_SLOT_BITS))

/* Rows this thread has, by session. With more sessions it finds its row again by `process` and `tid`. */
#define EBPFC_CACHED 8
static _Thread_local struct {
	uint64_t process;
	uint32_t turn;
	struct {
		uint32_t session;
		uint32_t owner;
	} at[EBPFC_CACHED];
} cached __attribute__((tls_model("initial-exec")));

/*
 * The random name of this process. fork() clears it in the child, which is another process and must not act under
 * its parent's name.
 */
static uint64_t *process_word;
static uint64_t process_fallback;
static pthread_once_t process_once = PTHREAD_ONCE_INIT;

static void forget_process(void)
{
	__atomic_store_n(&process_fallback, 0, __ATOMIC_RELAXED);
}

static void make_process_word(void)
{
	void *page = mmap(NULL, EBPFC_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (page != MAP_FAILED && madvise(page, EBPFC_PAGE, MADV_WIPEONFORK) == 0) {
		process_word = page;
		return;
	}
	process_word = &process_fallback;
	pthread_atfork(NULL, NULL, forget_process);
}

uint64_t ebpfc__process(void)
{
	uint64_t none = 0, name;

	pthread_once(&process_once, make_process_word);
	name = __atomic_load_n(process_word, __ATOMIC_ACQUIRE);
	if (name)
		return name;
	name = ebpfc__random() | 1;
	if (__atomic_compare_exchange_n(process_word, &none, name, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
		return name;
	return none;
}

uint64_t ebpfc__mutex_shape(void)
{
#ifdef __GLIBC__ /* glibc and musl keep robust mutexes differently */
	return sizeof(pthread_mutex_t) | 1u << 16;
#else
	return sizeof(pthread_mutex_t) | 2u << 16;
#endif
}

static pthread_mutex_t *mutex_of(struct ebpfc__thread_row *row)
{
	return (pthread_mutex_t *)(void *)row->alive;
}

/* Make an unused row's mutex. A thread killed in here costs the session this row, nothing else. */
static bool row_prepare(struct ebpfc__thread_row *row)
{
	uint32_t raw = EBPFC_ROW_RAW;
	pthread_mutexattr_t attr;

	if (!__atomic_compare_exchange_n(&row->init, &raw, EBPFC_ROW_PREPARING, false, __ATOMIC_ACQ_REL,
					 __ATOMIC_ACQUIRE))
		return raw == EBPFC_ROW_READY;
	pthread_mutexattr_init(&attr);
	pthread_mutexattr_setpshared(&attr, PTHREAD_PROCESS_SHARED);
	pthread_mutexattr_setrobust(&attr, PTHREAD_MUTEX_ROBUST);
	pthread_mutex_init(mutex_of(row), &attr);
	pthread_mutexattr_destroy(&attr);
	__atomic_store_n(&row->init, EBPFC_ROW_READY, __ATOMIC_RELEASE);
	return true;
}

/* End the row's generation: every lock that names it is free for the taking. */
static void row_end(struct ebpfc__thread_row *row)
{
	uint32_t generation = __atomic_load_n(&row->generation, __ATOMIC_RELAXED) + 1;

	__atomic_store_n(&row->counting, 0, __ATOMIC_RELAXED);
	__atomic_store_n(&row->records, 0, __ATOMIC_RELAXED);
	__atomic_store_n(&row->process, 0, __ATOMIC_RELAXED);
	__atomic_store_n(&row->generation, generation % EBPFC_GENERATIONS, __ATOMIC_RELEASE);
}

/* Take the row if it is free or its thread is dead; the dead thread's affairs are settled first. */
static bool row_take(struct ebpfc_session *session, struct ebpfc__thread_row *row)
{
	if (__atomic_load_n(&row->init, __ATOMIC_ACQUIRE) != EBPFC_ROW_READY)
		return false;
	switch (pthread_mutex_trylock(mutex_of(row))) {
	case 0:
		return true;
	case EOWNERDEAD:
		ebpfc__settle(session, row);
		row_end(row);
		pthread_mutex_consistent(mutex_of(row));
		return true;
	default:
		return false;
	}
}

static uint32_t thread_id(void)
{
	return (uint32_t)syscall(SYS_gettid);
}

static uint32_t high_thread(struct ebpfc_session *session)
{
	uint32_t high = __atomic_load_n(&session->tables->region.high_thread, __ATOMIC_ACQUIRE);

	return high < EBPFC_THREAD_ROWS ? high : EBPFC_THREAD_ROWS;
}

static bool row_is(struct ebpfc__thread_row *row, uint64_t process, uint32_t tid)
{
	return __atomic_load_n(&row->process, __ATOMIC_RELAXED) == process &&
	       __atomic_load_n(&row->tid, __ATOMIC_RELAXED) == tid;
}

/* The row this thread took earlier and the cache forgot, or a new one; 0 if there is none left. */
static uint32_t register_thread(struct ebpfc_session *session, uint64_t process)
{
	struct ebpfc__tables *t = session->tables;
	uint32_t high = high_thread(session), tid = thread_id(), generation, slot = 0;

	for (uint32_t i = 1; i < high && !slot; i++) {
		if (!row_is(&t->threads[i], process, tid))
			continue;
		if (!row_take(session, &t->threads[i]))
			return EBPFC_OWNER(i, t->threads[i].generation);
		slot = i; /* a dead namesake's */
	}
	for (uint32_t i = 1; i < EBPFC_THREAD_ROWS && !slot; i++)
		if (row_prepare(&t->threads[i]) && row_take(session, &t->threads[i]))
			slot = i;
	if (!slot)
		return 0;
	generation = (__atomic_load_n(&t->threads[slot].generation, __ATOMIC_RELAXED) + 1) % EBPFC_GENERATIONS;
	__atomic_store_n(&t->threads[slot].generation, generation, __ATOMIC_RELEASE);
	__atomic_store_n(&t->threads[slot].tid, tid, __ATOMIC_RELAXED);
	__atomic_store_n(&t->threads[slot].process, process, __ATOMIC_RELEASE);
	high = __atomic_load_n(&t->region.high_thread, __ATOMIC_RELAXED);
	while (high <= slot && !__atomic_compare_exchange_n(&t->region.high_thread, &high, slot + 1, false,
							    __ATOMIC_RELEASE, __ATOMIC_RELAXED))
		;
	return EBPFC_OWNER(slot, generation);
}

static __attribute__((noinline)) uint32_t self_slow(struct ebpfc_session *session)
{
	uint64_t process = ebpfc__process();
	int saved = errno;
	uint32_t owner;

	if (cached.process != process) {
		memset(&cached, 0, sizeof(cached));
		cached.process = process;
	}
	owner = register_thread(session, process);
	if (owner) {
		uint32_t i = cached.turn++ % EBPFC_CACHED;

		cached.at[i].session = session->serial;
		cached.at[i].owner = owner;
	}
	errno = saved;
	return owner;
}

uint32_t ebpfc__self(struct ebpfc_session *session)
{
	if (__builtin_expect(cached.process == __atomic_load_n(process_word, __ATOMIC_RELAXED), 1)) {
		if (__builtin_expect(cached.at[0].session == session->serial, 1))
			return cached.at[0].owner;
		for (uint32_t i = 1; i < EBPFC_CACHED; i++)
			if (cached.at[i].session == session->serial)
				return cached.at[i].owner;
	}
	return self_slow(session);
}

struct ebpfc__thread_row *ebpfc__self_row(struct ebpfc_session *session)
{
	return &session->tables->threads[EBPFC_OWNER_SLOT(ebpfc__self(session))];
}

bool ebpfc__alive(struct ebpfc_session *session, uint32_t owner)
{
	struct ebpfc__thread_row *row = &session->tables->threads[EBPFC_OWNER_SLOT(owner)];

	if (__atomic_load_n(&row->generation, __ATOMIC_ACQUIRE) != EBPFC_OWNER_GENERATION(owner))
		return false;
	if (row_take(session, row)) {
		pthread_mutex_unlock(mutex_of(row));
		return __atomic_load_n(&row->generation, __ATOMIC_ACQUIRE) == EBPFC_OWNER_GENERATION(owner);
	}
	return true;
}

bool ebpfc__died_counting(struct ebpfc_session *session, uint32_t id)
{
	uint32_t high = high_thread(session);
	bool died = false;

	for (uint32_t i = 1; i < high; i++) {
		struct ebpfc__thread_row *row = &session->tables->threads[i];

		if (__atomic_load_n(&row->counting, __ATOMIC_RELAXED) == id && row_take(session, row)) {
			pthread_mutex_unlock(mutex_of(row));
			died = true;
		}
	}
	return died;
}

bool ebpfc__threads_leave(struct ebpfc_session *session)
{
	uint64_t process = ebpfc__process();
	uint32_t high = high_thread(session), tid = thread_id();
	bool all = true;

	for (uint32_t i = 1; i < high; i++) {
		struct ebpfc__thread_row *row = &session->tables->threads[i];

		if (__atomic_load_n(&row->process, __ATOMIC_RELAXED) != process)
			continue;
		if (row_is(row, process, tid)) {
			row_end(row);
			pthread_mutex_unlock(mutex_of(row));
		} else if (row_take(session, row)) {
			pthread_mutex_unlock(mutex_of(row));
		} else {
			all = false;
		}
	}
	return all;
}

int ebpfc__lock_wait(struct ebpfc_session *session, uint32_t *word, uint32_t self)
{
	int saved = errno;

	if (!self)
		return -EAGAIN;
	for (uint32_t turn = 0;; turn++) {
		uint32_t owner = __atomic_load_n(word, __ATOMIC_RELAXED);

		if (!owner) {
			if (__atomic_compare_exchange_n(word, &owner, self, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
				return EBPFC_LOCKED;
		} else if (owner == self) {
			return -EBUSY; /* interrupted inside, by a signal handler that runs a program */
		} else if (turn < 64) {
			ebpfc__pause();
		} else if (turn < 80) {
			sched_yield();
		} else if (ebpfc__alive(session, owner)) {
			nanosleep(&(struct timespec){.tv_nsec = 20000}, NULL);
		} else if (__atomic_compare_exchange_n(word, &owner, self, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) {
			errno = saved;
			return EBPFC_LOCK_STOLEN;
		}
		errno = saved;
	}
}
