/* SPDX-License-Identifier: MIT */
/* internal.h - what the files of this folder share: the process's side of a session, locks, and the table of types. */
#ifndef EBPFC_MAPS_INTERNAL_H
#define EBPFC_MAPS_INTERNAL_H

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>

#include "../map.h"
#include "layout.h"

/* The kernel's own ENOTSUPP, which bpf(2) returns for operations a type does not have. */
#define EBPFC_ENOTSUPP 524

#define EBPFC_F_CURRENT_CPU 0xffffffffull
#define EBPFC_INDEX_MASK 0xffffffffull

struct ebpfc_session {
	struct ebpfc__tables *tables; /* shared */
	int fd;
	uint32_t serial;              /* tells sessions of this process apart, never reused */
	uint32_t cpus;
	char name[65];                /* "" when it was not joined by name */
	pthread_mutex_t lock;         /* guards `handles` against this process's other threads */
	struct ebpfc__handle *handles[EBPFC_MAP_ROWS];
	const struct ebpfc_target *targets[EBPFC_PROG_ROWS];
};

EBPFC_INLINE struct ebpfc__handle *ebpfc__handle(struct ebpfc_map *map)
{
	return (struct ebpfc__handle *)map;
}

EBPFC_INLINE const struct ebpfc__handle *ebpfc__handle_const(const struct ebpfc_map *map)
{
	return (const struct ebpfc__handle *)map;
}

/* ---- thread.c: who holds a lock ----------------------------------------------------------------------------------- */

/* Owner id of the calling thread in a session, taking a row on first use; 0 if the registry is full. */
uint32_t ebpfc__self(struct ebpfc_session *session);
struct ebpfc__thread_row *ebpfc__self_row(struct ebpfc_session *session);
/* Whether the thread behind an owner id still lives. Buries it if it is found dead. */
bool ebpfc__alive(struct ebpfc_session *session, uint32_t owner);
/* Bury dead threads that were changing the element count of map `id`; whether there was one. */
bool ebpfc__died_counting(struct ebpfc_session *session, uint32_t id);
/* Give back the rows of this process that no running thread needs; whether its mapping may go. */
bool ebpfc__threads_leave(struct ebpfc_session *session);
/* What libc makes of a robust mutex: processes of one session must agree. */
uint64_t ebpfc__mutex_shape(void);
/* The random name of this process, another one after fork(). */
uint64_t ebpfc__process(void);

EBPFC_INLINE void ebpfc__pause(void)
{
#if defined(__x86_64__)
	__builtin_ia32_pause();
#elif defined(__aarch64__)
	__asm__ volatile("yield");
#endif
}

enum ebpfc__locked {
	EBPFC_LOCKED = 0,
	EBPFC_LOCK_STOLEN = 1, /* locked, and the previous owner died inside: repair before use */
};

/* Slow half of ebpfc__lock: enum ebpfc__locked, -EBUSY if this thread has it already, -EAGAIN if no row is left. */
int ebpfc__lock_wait(struct ebpfc_session *session, uint32_t *word, uint32_t self);

EBPFC_INLINE int ebpfc__lock(struct ebpfc_session *session, uint32_t *word, uint32_t self)
{
	uint32_t none = 0;

	if (__builtin_expect(self && __atomic_compare_exchange_n(word, &none, self, false, __ATOMIC_ACQUIRE,
								 __ATOMIC_RELAXED),
			     1))
		return EBPFC_LOCKED;
	return ebpfc__lock_wait(session, word, self);
}

EBPFC_INLINE void ebpfc__unlock(uint32_t *word)
{
	__atomic_store_n(word, 0, __ATOMIC_RELEASE);
}

/* ---- session.c ------------------------------------------------------------------------------------------------------ */

/* Take the session's lock, repairing what a dead owner left. 0 or -errno. */
int ebpfc__session_lock(struct ebpfc_session *session);
void ebpfc__session_unlock(struct ebpfc_session *session);
/* With the session locked: reserve `bytes` of zeroed shared memory for a row. 0, -ENOSPC, -errno of ftruncate. */
int ebpfc__extent_take(struct ebpfc_session *session, struct ebpfc__map_row *row, uint64_t bytes);
/* Finish what a dead thread was doing outside of locks: element counts, ring buffer records. Takes no lock. */
void ebpfc__settle(struct ebpfc_session *session, struct ebpfc__thread_row *row);
/* With the session locked: give a row's memory back. */
void ebpfc__extent_drop(struct ebpfc_session *session, struct ebpfc__map_row *row);
uint64_t ebpfc__random(void);
/* ringbuf.c: have the records skipped that a dead thread, by its row, had reserved. */
void ebpfc__records_settle(struct ebpfc_session *session, uint32_t slot);

/* ---- map.c ---------------------------------------------------------------------------------------------------------- */

/* Row of a map id (not checked for use), and the id of a row's map. */
EBPFC_INLINE uint32_t ebpfc__row_of(uint32_t id)
{
	return ((id & EBPFC_MAP_ROWS) - 1) & EBPFC_MAP_ROWS;
}

uint32_t ebpfc__id_of(const struct ebpfc_session *session, const struct ebpfc__map_row *row);
/* Unmap and free a handle that nobody uses. */
void ebpfc__handle_close(struct ebpfc__handle *handle);

/* The inner map that a map-in-map's value names, as this process's handle; kept open from then on. NULL if gone. */
struct ebpfc_map *ebpfc__inner(struct ebpfc_session *session, uint32_t id);
/* Keep a map's memory while a map-in-map names it; -ENOENT. Release may give the memory back. */
int ebpfc__row_hold(struct ebpfc_session *session, uint32_t id);
void ebpfc__row_release(struct ebpfc_session *session, uint32_t id);

/* ---- dispatch.c ------------------------------------------------------------------------------------------------------- */

bool ebpfc__may_read(struct ebpfc__handle *h);
bool ebpfc__may_write(struct ebpfc__handle *h);
int ebpfc__copy_lookup(struct ebpfc__handle *h, const void *key, void *value);
int ebpfc__copy_update(struct ebpfc__handle *h, const void *key, const void *value, uint64_t flags);

/* ---- The calling CPU --------------------------------------------------------------------------------------------------- */

/* The CPU as the kernel keeps it in the thread's rseq area (since glibc 2.35), else by a call; below `cpus`. */
uint32_t ebpfc__cpu_of(uint32_t cpus);

/* ---- Types of maps ---------------------------------------------------------------------------------------------------- */

enum ebpfc__batch { EBPFC_BATCH_LOOKUP = 1, EBPFC_BATCH_UPDATE = 2, EBPFC_BATCH_DELETE = 4, EBPFC_BATCH_BUCKETS = 8 };

/*
 * What a type can do. `shape` checks the attributes as BPF_MAP_CREATE does and gives the bytes of shared memory;
 * `create` fills fresh (zero) memory; `open` completes a handle; `close` undoes `open`. An operation that is NULL
 * gives what the kernel gives: see dispatch.c.
 */
struct ebpfc__map_ops {
	int (*shape)(const struct ebpfc_map_attr *attr, uint32_t cpus, uint64_t *bytes);
	int (*create)(struct ebpfc__handle *h);
	int (*open)(struct ebpfc__handle *h);
	void (*close)(struct ebpfc__handle *h);
	/* program side */
	void *(*lookup)(struct ebpfc__handle *h, const void *key);
	void *(*lookup_percpu)(struct ebpfc__handle *h, const void *key, uint32_t cpu);
	int (*update)(struct ebpfc__handle *h, const void *key, const void *value, uint64_t flags);
	int (*remove)(struct ebpfc__handle *h, const void *key);
	int (*push)(struct ebpfc__handle *h, const void *value, uint64_t flags);
	int (*pop)(struct ebpfc__handle *h, void *value);
	int (*peek)(struct ebpfc__handle *h, void *value);
	int64_t (*for_each)(struct ebpfc__handle *h, ebpfc_callback_fn fn, void *ctx, struct ebpfc_instance *self);
	/* user side; NULL: through the program side, with the value copied */
	int (*user_lookup)(struct ebpfc__handle *h, const void *key, void *value);
	int (*user_update)(struct ebpfc__handle *h, const void *key, const void *value, uint64_t flags);
	int (*user_take)(struct ebpfc__handle *h, const void *key, void *value); /* lookup and delete */
	int (*next_key)(struct ebpfc__handle *h, const void *key, void *next);
	uint64_t (*entries)(struct ebpfc__handle *h);
	size_t handle_bytes; /* of the handle with what the type adds; 0: struct ebpfc__handle alone */
	bool per_cpu; /* user values are one per CPU */
	uint8_t batch; /* enum ebpfc__batch: which batch operations it has */
};

extern const struct ebpfc__map_ops ebpfc__array_ops, ebpfc__percpu_array_ops;
extern const struct ebpfc__map_ops ebpfc__hash_ops, ebpfc__percpu_hash_ops, ebpfc__lru_hash_ops;
extern const struct ebpfc__map_ops ebpfc__lpm_ops, ebpfc__queue_ops, ebpfc__bloom_ops, ebpfc__stack_trace_ops;
extern const struct ebpfc__map_ops ebpfc__ringbuf_ops, ebpfc__perf_ops, ebpfc__user_ringbuf_ops;
extern const struct ebpfc__map_ops ebpfc__array_of_maps_ops, ebpfc__hash_of_maps_ops, ebpfc__prog_array_ops;
extern const struct ebpfc__map_ops ebpfc__device_ops, ebpfc__device_hash_ops, ebpfc__storage_ops, ebpfc__arena_ops;

/* Parts of ARRAY that other types share. */
int ebpfc__array_check(const struct ebpfc_map_attr *attr, uint32_t cpus, uint64_t *bytes);
int ebpfc__array_next_key(struct ebpfc__handle *h, const void *key, void *next);

/* The operations of a type, NULL if it is unknown. */
const struct ebpfc__map_ops *ebpfc__ops_of(uint32_t type);

/* Creation flags every type takes (as bpf_map_flags_access_ok), and whether the access flags agree. */
#define EBPFC_F_ACCESS (EBPFC_F_RDONLY | EBPFC_F_RDONLY_PROG | EBPFC_F_WRONLY | EBPFC_F_WRONLY_PROG)
bool ebpfc__access_ok(uint32_t flags);

#define EBPFC_MAX_VALUE (1u << 26) /* bytes; the kernel's limit for hash values is about KMALLOC_MAX_SIZE */

#endif /* EBPFC_MAPS_INTERNAL_H */
