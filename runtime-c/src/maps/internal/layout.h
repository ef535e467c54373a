/* SPDX-License-Identifier: MIT */
/*
 * layout.h - what lies in shared memory: the session's tables and the hash tables.
 *
 * Used by the runtime and by the fast paths that are compiled into programs, so it needs no libc. Every offset is
 * computed from the map's attributes; nothing that another process wrote is ever used as an address unchecked.
 */
#ifndef EBPFC_MAPS_LAYOUT_H
#define EBPFC_MAPS_LAYOUT_H

#include "../../../include/ebpfc.h"

#define EBPFC_INLINE static inline __attribute__((always_inline))

/* ---- Memory access ------------------------------------------------------------------------------------------- */

/*
 * Bytes in shared memory move as relaxed atomic words: other threads may write them meanwhile, a compiler turns
 * such a loop neither into a call of memcpy nor into vector instructions, and aligned words never tear.
 */
EBPFC_INLINE uint64_t ebpfc__load8(const void *p)
{
	return __atomic_load_n((const uint64_t *)p, __ATOMIC_RELAXED);
}

EBPFC_INLINE void ebpfc__store8(void *p, uint64_t v)
{
	__atomic_store_n((uint64_t *)p, v, __ATOMIC_RELAXED);
}

/* `n` bytes (1 to 8) at any address, zero-extended. */
EBPFC_INLINE uint64_t ebpfc__bytes(const void *p, uint32_t n)
{
	const uint8_t *b = (const uint8_t *)p;
	uint64_t v = 0;
	uint32_t v32 = 0;
	uint16_t v16 = 0;

	if (n == 8) {
		__builtin_memcpy(&v, b, 8);
		return v;
	}
	if (n == 4) {
		__builtin_memcpy(&v32, b, 4);
		return v32;
	}
	if (n >= 4) {
		__builtin_memcpy(&v32, b + n - 4, 4);
		v = (uint64_t)v32 << (8 * (n - 4));
		__builtin_memcpy(&v32, b, 4);
		return v | v32;
	}
	if (n >= 2) {
		__builtin_memcpy(&v16, b, 2);
		v = v16;
	}
	if (n & 1)
		v |= (uint64_t)b[n - 1] << (8 * (n - 1));
	return v;
}

/* Private bytes -> shared words. The last word is padded with zeros; `to` is aligned to 8. */
EBPFC_INLINE void ebpfc__copy_in(void *to, const void *from, uint32_t n)
{
	uint8_t *t = (uint8_t *)to;
	const uint8_t *f = (const uint8_t *)from;
	uint32_t i = 0;

	for (; i + 8 <= n; i += 8)
		ebpfc__store8(t + i, ebpfc__bytes(f + i, 8));
	if (i < n)
		ebpfc__store8(t + i, ebpfc__bytes(f + i, n - i));
}

/* Shared words -> private bytes. */
EBPFC_INLINE void ebpfc__copy_out(void *to, const void *from, uint32_t n)
{
	uint8_t *t = (uint8_t *)to;
	const uint8_t *f = (const uint8_t *)from;
	uint32_t i = 0;

	for (; i + 8 <= n; i += 8) {
		uint64_t w = ebpfc__load8(f + i);
		__builtin_memcpy(t + i, &w, 8);
	}
	for (uint64_t w = i < n ? ebpfc__load8(f + i) : 0; i < n; i++, w >>= 8)
		*(volatile uint8_t *)(t + i) = (uint8_t)w;
}

EBPFC_INLINE void ebpfc__clear(void *to, uint32_t n)
{
	for (uint32_t i = 0; i < n; i += 8)
		ebpfc__store8((uint8_t *)to + i, 0);
}

/* Whether `n` private bytes equal the padded words at `shared`. */
EBPFC_INLINE bool ebpfc__equal(const void *shared, const void *key, uint32_t n)
{
	const uint8_t *s = (const uint8_t *)shared;
	const uint8_t *k = (const uint8_t *)key;
	uint32_t i = 0;

	for (; i + 8 <= n; i += 8)
		if (ebpfc__load8(s + i) != ebpfc__bytes(k + i, 8))
			return false;
	return i >= n || ebpfc__load8(s + i) == ebpfc__bytes(k + i, n - i);
}

/* ---- The session ----------------------------------------------------------------------------------------------- */

#define EBPFC_REGION_MAGIC 0x31736e6f69676572ull /* "regions1" */
#define EBPFC_REGION_ABI 1u
#define EBPFC_PAGE 4096u
#define EBPFC_ROW_BITS 12
#define EBPFC_MAP_ROWS ((1u << EBPFC_ROW_BITS) - 1)
#define EBPFC_SLOT_BITS 13
#define EBPFC_THREAD_ROWS (1u << EBPFC_SLOT_BITS) /* row 0 is never used: an owner is not 0 */
#define EBPFC_PROG_ROWS 4096u
#define EBPFC_NAME_BYTES 64

/*
 * The owner of a lock: a thread's row and the generation of that row. A row belongs to a thread for as long as
 * the thread holds the row's robust mutex; the kernel marks the mutex when the thread dies, however it dies.
 */
#define EBPFC_OWNER(slot, generation) ((uint32_t)(slot) | (uint32_t)(generation) << EBPFC_SLOT_BITS)
#define EBPFC_OWNER_SLOT(owner) ((owner) & (EBPFC_THREAD_ROWS - 1))
#define EBPFC_OWNER_GENERATION(owner) ((owner) >> EBPFC_SLOT_BITS)

enum ebpfc__row_init { EBPFC_ROW_RAW = 0, EBPFC_ROW_PREPARING, EBPFC_ROW_READY };

struct ebpfc__thread_row {
	uint8_t alive[64];   /* a robust, process-shared pthread_mutex_t */
	uint32_t init;       /* enum ebpfc__row_init */
	uint32_t generation; /* of the thread that has the row; raised when the row is taken */
	uint32_t counting;   /* id of the map whose element count this thread is changing, or 0 */
	uint32_t records;    /* ring buffer records reserved and not yet submitted */
	uint64_t process;    /* random name of the process */
	uint32_t tid;
	uint32_t reserved[9];
};

enum ebpfc__map_state { EBPFC_ROW_FREE = 0, EBPFC_ROW_BUILDING, EBPFC_ROW_LIVE, EBPFC_ROW_DYING };

struct ebpfc__map_row {
	uint32_t state;      /* enum ebpfc__map_state */
	uint32_t generation; /* id of the map: generation << EBPFC_ROW_BITS | row + 1 */
	uint32_t builder;    /* owner, while state is BUILDING */
	uint32_t refs;       /* handles in all processes */
	uint64_t serial;     /* order of creation */
	uint64_t offset;     /* of the extent in the file */
	uint64_t bytes;
	uint64_t map_extra;
	uint32_t type;
	uint32_t key_size;
	uint32_t value_size;
	uint32_t max_entries;
	uint32_t flags;
	uint32_t frozen;
	uint32_t inner_id; /* map-in-map: the template */
	uint32_t btf_key;
	uint32_t btf_value;
	uint32_t inner_type; /* the template's attributes: it may be gone by now */
	uint32_t inner_key_size;
	uint32_t inner_value_size;
	uint32_t inner_max_entries;
	uint32_t inner_flags;
	uint32_t btf; /* id of the map that holds the BTF, or 0 */
	uint32_t lock_at; /* as in struct ebpfc_map_attr */
	uint32_t reserved[20];
	char name[EBPFC_NAME_BYTES];
};

struct ebpfc__region {
	uint64_t magic;
	uint32_t abi;
	uint32_t header_bytes; /* of all tables: where extents begin */
	uint64_t generation;   /* random, never 0: tells one session from another of the same name */
	uint64_t max_bytes;
	uint32_t cpus;
	uint32_t map_rows;
	uint32_t thread_rows;
	uint32_t prog_rows;
	uint64_t libc;         /* shape of pthread_mutex_t: processes must agree */
	uint8_t pad0[8];
	/* changes from here on */
	uint64_t bytes;        /* length of the file */
	uint64_t serial;
	uint32_t lock;         /* guards map rows' states and extents, and prog tags */
	uint32_t high_thread;  /* rows at and above were never used */
	uint32_t tasks;        /* raised whenever a thread's death was noticed */
	uint32_t reserved[9];
};

struct ebpfc__tables {
	struct ebpfc__region region;
	uint8_t pad[EBPFC_PAGE - sizeof(struct ebpfc__region)];
	struct ebpfc__map_row maps[EBPFC_MAP_ROWS + 1];
	struct ebpfc__thread_row threads[EBPFC_THREAD_ROWS];
	uint64_t progs[EBPFC_PROG_ROWS]; /* tag of program number i + 1 */
};

_Static_assert(sizeof(struct ebpfc__region) == 128, "region header");
_Static_assert(sizeof(struct ebpfc__thread_row) == 128, "thread row");
_Static_assert(sizeof(struct ebpfc__map_row) == 256, "map row");
_Static_assert(sizeof(struct ebpfc__tables) % EBPFC_PAGE == 0, "extents are page aligned");

/* ---- Handles ------------------------------------------------------------------------------------------------------ */

struct ebpfc__map_ops;
struct ebpfc_session;

/* A process's handle on a map. Compiled code knows the head; the inlined fast paths know this much more. */
struct ebpfc__handle {
	struct ebpfc_map head;
	struct ebpfc_session *session;
	struct ebpfc__thread_row *threads;
	uint32_t (*self)(struct ebpfc_session *session); /* owner id of the calling thread, 0 if there is none */
	int (*update)(struct ebpfc_map *map, const void *key, const void *value, uint64_t flags);
	int (*remove)(struct ebpfc_map *map, const void *key);
	uint32_t id;
	uint32_t cpus;
	ptrdiff_t cpu_at; /* from the thread pointer to where the kernel writes the thread's CPU; 0: not known */
	uint32_t (*cpu)(uint32_t cpus); /* the calling CPU, below `cpus` */
	/* from here on only for the runtime */
	const struct ebpfc__map_ops *ops;
	struct ebpfc__map_row *row;
	uint32_t lock_at; /* as in struct ebpfc_map_attr */
	uint32_t refs;
	uint32_t pinned; /* a program may have it from a map-in-map: open until the session closes */
	size_t bytes;      /* of `region` */
	void *private_map; /* a further mapping (ring buffers, arenas) */
	size_t private_bytes;
};

/* What inlined code of layout version 1 relies on: whoever has to change these raises EBPFC_LAYOUT_VERSION. */
_Static_assert(EBPFC_LAYOUT_VERSION == 1 && sizeof(struct ebpfc_map) == 48 &&
		       offsetof(struct ebpfc__handle, session) == 48 && offsetof(struct ebpfc__handle, threads) == 56 &&
		       offsetof(struct ebpfc__handle, self) == 64 && offsetof(struct ebpfc__handle, update) == 72 &&
		       offsetof(struct ebpfc__handle, remove) == 80 && offsetof(struct ebpfc__handle, id) == 88 &&
		       offsetof(struct ebpfc__handle, cpus) == 92 && offsetof(struct ebpfc__handle, cpu_at) == 96 &&
		       offsetof(struct ebpfc__handle, cpu) == 104 && EBPFC_THREAD_ROWS == 8192 &&
		       offsetof(struct ebpfc__thread_row, counting) == 72 && offsetof(struct ebpfc__thread_row, records) == 76,
	       "handles and thread rows of this layout version");

#endif /* EBPFC_MAPS_LAYOUT_H */
