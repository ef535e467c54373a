/* SPDX-License-Identifier: MIT */
/*
 * map.h - sessions and maps, as the rest of the runtime uses them.
 *
 * A session is a file in shared memory that holds the maps of all processes that joined it. A map has a row in
 * the session and one extent of the file; each process that uses it has a handle, whose head is the public
 * `struct ebpfc_map`. Nothing in shared memory is a pointer, so every process may map it where it likes.
 *
 * Two sides reach a map, with the kernel's rules for each:
 *   program side (helpers)  ebpfc__map_lookup, _update, _delete, _push ...: pointers into the map, the per-CPU
 *                           types touch the calling CPU's value;
 *   user side (bpf(2))      ebpfc__map_user_*: values are copied, the per-CPU types move one value per possible
 *                           CPU, each rounded up to 8 bytes.
 * Functions that return int return 0 (or a count where stated), or -errno exactly as bpf(2) or the helper does.
 * Keys and values need no alignment.
 */
#ifndef EBPFC_MAP_H
#define EBPFC_MAP_H

#include "../../include/ebpfc.h"

#ifdef __cplusplus
extern "C" {
#endif

/* enum bpf_map_type, include/uapi/linux/bpf.h: the types this runtime knows. */
enum ebpfc__map_type {
	EBPFC_MAP_HASH = 1,
	EBPFC_MAP_ARRAY = 2,
	EBPFC_MAP_PROG_ARRAY = 3,
	EBPFC_MAP_PERF_EVENT_ARRAY = 4,
	EBPFC_MAP_PERCPU_HASH = 5,
	EBPFC_MAP_PERCPU_ARRAY = 6,
	EBPFC_MAP_STACK_TRACE = 7,
	EBPFC_MAP_LRU_HASH = 9,
	EBPFC_MAP_LRU_PERCPU_HASH = 10,
	EBPFC_MAP_LPM_TRIE = 11,
	EBPFC_MAP_ARRAY_OF_MAPS = 12,
	EBPFC_MAP_HASH_OF_MAPS = 13,
	EBPFC_MAP_DEVMAP = 14,
	EBPFC_MAP_CPUMAP = 16,
	EBPFC_MAP_XSKMAP = 17,
	EBPFC_MAP_QUEUE = 22,
	EBPFC_MAP_STACK = 23,
	EBPFC_MAP_DEVMAP_HASH = 25,
	EBPFC_MAP_RINGBUF = 27,
	EBPFC_MAP_TASK_STORAGE = 29,
	EBPFC_MAP_BLOOM_FILTER = 30,
	EBPFC_MAP_USER_RINGBUF = 31,
	EBPFC_MAP_ARENA = 33,
};

/* Flags of an update (BPF_ANY ...), of a lookup, and of creation (BPF_F_...), with the kernel's values. */
#define EBPFC_ANY 0ull
#define EBPFC_NOEXIST 1ull
#define EBPFC_EXIST 2ull
#define EBPFC_F_LOCK 4ull

#define EBPFC_F_NO_PREALLOC (1u << 0)
#define EBPFC_F_NO_COMMON_LRU (1u << 1)
#define EBPFC_F_NUMA_NODE (1u << 2)
#define EBPFC_F_RDONLY (1u << 3)
#define EBPFC_F_WRONLY (1u << 4)
#define EBPFC_F_STACK_BUILD_ID (1u << 5)
#define EBPFC_F_ZERO_SEED (1u << 6)
#define EBPFC_F_RDONLY_PROG (1u << 7)
#define EBPFC_F_WRONLY_PROG (1u << 8)
#define EBPFC_F_CLONE (1u << 9)
#define EBPFC_F_MMAPABLE (1u << 10)
#define EBPFC_F_PRESERVE_ELEMS (1u << 11)
#define EBPFC_F_INNER_MAP (1u << 12)

#define EBPFC_MAP_NAME_LEN 64 /* with the final NUL; the kernel's own limit is 16 */

/* ---- Sessions ------------------------------------------------------------------------------------------------ */

struct ebpfc_session;

enum ebpfc__session_mode {
	EBPFC_SESSION_OPEN = 1 << 0,   /* join one that exists */
	EBPFC_SESSION_CREATE = 1 << 1, /* make one; with OPEN: whichever is needed */
};

struct ebpfc__session_opts {
	size_t size;         /* of this struct */
	const char *name;    /* [A-Za-z0-9._-]{1,64}, not starting with '.'; NULL: private, in anonymous memory */
	int fd;              /* >= 0: join the session behind this descriptor (it is duplicated); -1: by name */
	unsigned mode;       /* enum ebpfc__session_mode; 0 means OPEN | CREATE */
	uint64_t max_bytes;  /* cap of the shared memory when created; 0: EBPFC_SESSION_MAX_BYTES */
	char *message;       /* if set, receives one line on failure */
	size_t message_size;
};

#define EBPFC_SESSION_MAX_BYTES (64ull << 30)

/*
 * Join or create a session. -ENOENT, -EEXIST, -EINVAL (bad name), -EPERM (file of another user, or readable by
 * others), -ELOOP (symbolic link), -EBADMSG (not a session, or damaged), -EPROTO (another ABI version), -ENOSPC.
 * `opts` may be NULL: a private session.
 */
int ebpfc__session_open(const struct ebpfc__session_opts *opts, struct ebpfc_session **out);
/* Leave: closes every handle of this process. The shared memory stays for the others, and by name until removed. */
void ebpfc__session_close(struct ebpfc_session *session);
/* Forget a named session; processes that joined keep it until they leave. -ENOENT, -EPERM, -EINVAL. */
int ebpfc__session_remove(const char *name);
/* The descriptor of the shared memory, owned by the session: to pass to another process. */
int ebpfc__session_fd(const struct ebpfc_session *session);
/* The name after `previous` (NULL: the first) in the order of strcmp; -ENOENT after the last, -EPERM, -ELOOP. */
int ebpfc__session_next(const char *previous, char *name);
/* The name it was joined by, "" for others; what tells it from another of that name; a random number for names. */
const char *ebpfc__session_name(const struct ebpfc_session *session);
uint64_t ebpfc__session_generation(const struct ebpfc_session *session);
uint64_t ebpfc__random_name(void);
/* Size, maps and users. */
void ebpfc__session_info(struct ebpfc_session *session, struct ebpfc_session_info *info);
/* How many CPUs a per-CPU value spans (possible CPUs when the session was made). */
uint32_t ebpfc__session_cpus(const struct ebpfc_session *session);
/* The calling thread's CPU, below ebpfc__session_cpus. */
uint32_t ebpfc__cpu(const struct ebpfc_session *session);
/* The row ids of all live maps, ascending: id 0 starts, -ENOENT ends (BPF_MAP_GET_NEXT_ID). */
int ebpfc__session_next_map(struct ebpfc_session *session, uint32_t id, uint32_t *next);

/* ---- Maps ------------------------------------------------------------------------------------------------------ */

struct ebpfc_map_attr {
	size_t size;      /* of this struct */
	const char *name; /* may be NULL or empty */
	uint32_t type;
	uint32_t key_size;
	uint32_t value_size;
	uint32_t max_entries;
	uint32_t flags;
	uint32_t btf_key;
	uint32_t btf_value;
	uint32_t btf; /* id of the map that holds the BTF, 0: none */
	uint64_t map_extra;
	struct ebpfc_map *inner; /* map-in-map: the template */
	uint32_t lock_at;        /* byte of a struct bpf_spin_lock in the value + 1; 0: there is none */
};

/* -EINVAL for what BPF_MAP_CREATE refuses, -E2BIG, -ENOMEM, -ENOSPC (session cap), -ENOTSUP (type unknown here). */
int ebpfc__map_create(struct ebpfc_session *session, const struct ebpfc_map_attr *attr, struct ebpfc_map **out);
/* The handle of a map by its id; one handle per process and map, counted. -ENOENT. */
int ebpfc__map_open(struct ebpfc_session *session, uint32_t id, struct ebpfc_map **out);
/* The same by name (the newest of that name). -ENOENT. */
int ebpfc__map_find(struct ebpfc_session *session, const char *name, struct ebpfc_map **out);
/* One more reference to the handle. */
void ebpfc__map_get(struct ebpfc_map *map);
/* Drop a reference; the last one of this process unmaps it. The map itself stays in the session. */
void ebpfc__map_put(struct ebpfc_map *map);
/* Drop a reference and remove the map: no new handle; its memory returns when the last handle anywhere closes. */
void ebpfc__map_destroy(struct ebpfc_map *map);
int ebpfc__map_info(struct ebpfc_map *map, struct ebpfc_map_info *info);
uint32_t ebpfc__map_id(const struct ebpfc_map *map);
struct ebpfc_session *ebpfc__map_session(const struct ebpfc_map *map);
/* Bytes of a value as the user side moves it: value_size, or one rounded value per CPU. */
size_t ebpfc__map_user_value_size(const struct ebpfc_map *map);

/* ---- Program side ----------------------------------------------------------------------------------------------- */

/* Address of the value, NULL if absent. Map-in-map: the inner map's handle. Queue, stack, bloom: NULL. */
void *ebpfc__map_lookup(struct ebpfc_map *map, const void *key);
void *ebpfc__map_lookup_percpu(struct ebpfc_map *map, const void *key, uint32_t cpu);
int ebpfc__map_update(struct ebpfc_map *map, const void *key, const void *value, uint64_t flags);
int ebpfc__map_delete(struct ebpfc_map *map, const void *key);
int ebpfc__map_push(struct ebpfc_map *map, const void *value, uint64_t flags);
int ebpfc__map_pop(struct ebpfc_map *map, void *value);
/* Queue and stack copy the next value out; a bloom filter is asked for `value`: 0 perhaps there, -ENOENT not. */
int ebpfc__map_peek(struct ebpfc_map *map, void *value);
/*
 * bpf_for_each_map_elem: `fn(map, key, value, ctx, 0, self)` until it returns non-zero. The number of calls, or
 * -EINVAL (flags, type). Elements may be deleted from `fn`.
 */
int64_t ebpfc__map_for_each(struct ebpfc_map *map, ebpfc_callback_fn fn, void *ctx, uint64_t flags,
			    struct ebpfc_instance *self);

/* Ring buffers: the kernel's helpers of the same names. `data` of submit and discard is what reserve returned. */
void *ebpfc__ringbuf_reserve(struct ebpfc_map *map, uint64_t size, uint64_t flags);
void ebpfc__ringbuf_submit(void *data, uint64_t flags);
void ebpfc__ringbuf_discard(void *data, uint64_t flags);
int64_t ebpfc__ringbuf_output(struct ebpfc_map *map, const void *data, uint64_t size, uint64_t flags);
uint64_t ebpfc__ringbuf_query(struct ebpfc_map *map, uint64_t flags);
/* bpf_perf_event_output. `flags`: index or BPF_F_CURRENT_CPU. -E2BIG, -ENOENT, -ENOSPC (full: counted as lost). */
int ebpfc__perf_output(struct ebpfc_map *map, uint64_t flags, const void *data, uint64_t size);
/* bpf_get_stackid, given the frames (nearest first): a stack id, -EEXIST, -EINVAL, -ENOMEM. */
int64_t ebpfc__stack_id(struct ebpfc_map *map, const uint64_t *ips, uint32_t count, uint64_t flags);
/* bpf_task_storage_get for a thread: `init` may be NULL (zero); BPF_LOCAL_STORAGE_GET_F_CREATE is flag 1. */
void *ebpfc__storage_get(struct ebpfc_map *map, uint32_t tid, const void *init, uint64_t flags);
/* bpf_user_ringbuf_drain: `fn(data, size, ctx)` per sample; stops when it returns non-zero. Count or -errno. */
int64_t ebpfc__user_ringbuf_drain(struct ebpfc_map *map, int (*fn)(void *data, uint32_t size, void *ctx), void *ctx,
				  uint64_t flags);
/* bpf_arena_alloc_pages / free_pages: addresses in this process's mapping; `where` NULL means anywhere. */
void *ebpfc__arena_alloc(struct ebpfc_map *map, void *where, uint32_t pages, uint64_t flags);
void ebpfc__arena_free(struct ebpfc_map *map, void *where, uint32_t pages);
/* PROG_ARRAY, in this process: what slot `index` resolves to, NULL if empty or unknown here. */
const struct ebpfc_target *ebpfc__prog_target(struct ebpfc_map *map, uint32_t index);
/*
 * Give a program of this process a number that PROG_ARRAY values may hold (as the kernel's program fd does); the
 * number is stable for (module, program) across the processes of a session: `tag` is any 64-bit name of it.
 */
int ebpfc__prog_register(struct ebpfc_session *session, uint64_t tag, const struct ebpfc_target *target,
			 uint32_t *number);

/* ---- User side ---------------------------------------------------------------------------------------------------- */

int ebpfc__map_user_lookup(struct ebpfc_map *map, const void *key, void *value, uint64_t flags);
/* Map-in-map values are a u32: map id. PROG_ARRAY: the number of ebpfc__prog_register. */
int ebpfc__map_user_update(struct ebpfc_map *map, const void *key, const void *value, uint64_t flags);
int ebpfc__map_user_delete(struct ebpfc_map *map, const void *key);
/* Queue, stack: `key` NULL. */
int ebpfc__map_user_lookup_and_delete(struct ebpfc_map *map, const void *key, void *value, uint64_t flags);
/* `key` NULL or absent: the first one. -ENOENT after the last. */
int ebpfc__map_next_key(struct ebpfc_map *map, const void *key, void *next);
int ebpfc__map_freeze(struct ebpfc_map *map);
/*
 * Batches: `count` in and out. `in` NULL starts; `out` receives the cursor, max(4, key_size) bytes. -ENOENT after
 * the last element (with `count` set to how many came with it), -ENOSPC if a bucket does not fit.
 */
int ebpfc__map_lookup_batch(struct ebpfc_map *map, const void *in, void *out, void *keys, void *values,
			    uint32_t *count, uint64_t elem_flags, uint64_t flags);
int ebpfc__map_lookup_and_delete_batch(struct ebpfc_map *map, const void *in, void *out, void *keys, void *values,
				       uint32_t *count, uint64_t elem_flags, uint64_t flags);
int ebpfc__map_update_batch(struct ebpfc_map *map, const void *keys, const void *values, uint32_t *count,
			    uint64_t elem_flags, uint64_t flags);
int ebpfc__map_delete_batch(struct ebpfc_map *map, const void *keys, uint32_t *count, uint64_t elem_flags,
			    uint64_t flags);

/*
 * Consume a ring buffer: `fn(ctx, data, size)` per record, stops when it returns non-zero (and returns that when
 * negative). The number consumed, or -errno. Records of producers that died are skipped.
 */
int64_t ebpfc__ringbuf_consume(struct ebpfc_map *map, int (*fn)(void *ctx, void *data, size_t size), void *ctx);
/* Sleep until there is something to consume: 1, 0 on timeout, -EINTR. `timeout_ms` -1: for ever. */
int ebpfc__ringbuf_wait(struct ebpfc_map *map, int timeout_ms);
/* The same for one CPU's ring of a PERF_EVENT_ARRAY; `lost` (may be NULL) receives what was dropped since. */
int64_t ebpfc__perf_consume(struct ebpfc_map *map, uint32_t cpu, int (*fn)(void *ctx, void *data, size_t size),
			    void *ctx, uint64_t *lost);
int ebpfc__perf_wait(struct ebpfc_map *map, int timeout_ms);
/* USER_RINGBUF, producer: as user_ring_buffer__reserve, _submit, _discard of libbpf. NULL with errno set. */
void *ebpfc__user_ringbuf_reserve(struct ebpfc_map *map, uint32_t size);
void ebpfc__user_ringbuf_submit(struct ebpfc_map *map, void *data);
void ebpfc__user_ringbuf_discard(struct ebpfc_map *map, void *data);

#ifdef __cplusplus
}
#endif

#endif /* EBPFC_MAP_H */
