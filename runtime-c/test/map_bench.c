/* SPDX-License-Identifier: MIT */
/*
 * map_bench.c - what a map operation costs: ours inlined into C and into eBPF, ours called, the kernel's in a BPF program, and a bound:
 * an open-addressing table that is neither safe for threads nor for crashes.
 *
 *   map_bench [map_bench.so [map_bench.bpf.o]]    map_bench.bpf.c by ebpfc, and for the kernel; without them, or
 *                                                 without permission, the other rows
 *
 * Rounds are interleaved; thread CPU time; median and minimum of 15 rounds, ns per operation with key generation.
 */
#define _GNU_SOURCE
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <sched.h>
#include <sys/mman.h>
#include <time.h>

#include "../inline/maps.c"
#include "map_test.h"

#define LOOPS 8192
#define ROUNDS 15
#define NEXT(x) ((x) * 1664525u + 1013904223u)
#define K1 1023u
#define M1 1048575u

static uint32_t state = 12345;
static volatile uint64_t result;

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

/* ---- The bound ---------------------------------------------------------------------------------------------------- */

struct cell {
	uint32_t used, key;
	uint64_t value;
};

struct bound {
	uint32_t shift, mask;
	struct cell *cells;
};

static void *shared(size_t bytes)
{
	void *p = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	CHECK(p != MAP_FAILED);
	return p;
}

static inline uint32_t bound_home(const struct bound *b, uint32_t k)
{
	k *= 0xcc9e2d51u;
	k ^= k >> 15;
	k *= 0x9e3779b1u;
	return k >> b->shift;
}

static inline uint64_t *bound_lookup(const struct bound *b, uint32_t key)
{
	for (uint32_t i = bound_home(b, key);; i = (i + 1) & b->mask) {
		uint32_t used = __atomic_load_n(&b->cells[i].used, __ATOMIC_ACQUIRE);

		if (used && b->cells[i].key == key)
			return &b->cells[i].value;
		if (!used)
			return NULL;
	}
}

static void bound_fill(struct bound *b, uint32_t n)
{
	uint32_t bits = 32 - (uint32_t)__builtin_clz(n - 1) + 1;

	b->shift = 32 - bits;
	b->mask = (1u << bits) - 1;
	b->cells = shared(sizeof(struct cell) << bits);
	for (uint32_t k = 0; k < n; k++) {
		uint32_t i = bound_home(b, k);

		while (b->cells[i].used)
			i = (i + 1) & b->mask;
		b->cells[i] = (struct cell){1, k, k};
	}
}

static struct bound bound_1k, bound_1m;
static struct ebpfc_map *hash_1k, *hash_1m, *array_1k, *array_1m, *lru_1k, *percpu_1k, *ring;
static uint64_t *plain_1k, *plain_1m;

/* ---- The loops ----------------------------------------------------------------------------------------------------- */

#define LOOP(name, statement)                                          \
	static __attribute__((noinline)) void name(void)               \
	{                                                              \
		uint32_t x = state;                                    \
		uint64_t sum = 0;                                      \
		for (uint32_t i = 0; i < LOOPS; i++) {                 \
			x = NEXT(x);                                   \
			statement                                      \
		}                                                      \
		state = x;                                             \
		result = sum;                                          \
	}

#define LOOKUPS(name, mask, expression)                                                                            \
	LOOP(lookup_##name, uint32_t k = x >> 8 & mask; uint64_t *v = expression; if (v) sum += *v;)               \
	LOOP(chained_##name, uint32_t k = x >> 8 & mask; uint64_t *v = expression; if (v) x += (uint32_t)(*v >> 63);)

LOOP(empty, uint32_t k = x >> 8 & K1; __asm__ volatile("" ::"r"(k)); sum += k;)
LOOKUPS(bound_1k, K1, bound_lookup(&bound_1k, k))
LOOKUPS(bound_1m, M1, bound_lookup(&bound_1m, k))
LOOKUPS(hash_1k, K1, ebpfc_inline_hash_lookup(hash_1k, &k, EBPFC_MAP_HASH, 4, 8, 2048))
LOOKUPS(hash_1m, M1, ebpfc_inline_hash_lookup(hash_1m, &k, EBPFC_MAP_HASH, 4, 8, 2097152))
LOOKUPS(called_1k, K1, ebpfc__map_lookup(hash_1k, &k))
LOOKUPS(called_1m, M1, ebpfc__map_lookup(hash_1m, &k))
LOOKUPS(array_1k, K1, ebpfc_inline_array_lookup(array_1k, &k, 8, 1024))
LOOKUPS(array_1m, M1, ebpfc_inline_array_lookup(array_1m, &k, 8, 1048576))
LOOKUPS(plain_1k, K1, (k < 1024 ? &plain_1k[k] : NULL))
LOOKUPS(plain_1m, M1, (k < 1048576 ? &plain_1m[k] : NULL))
LOOP(lookup_lru_1k, uint32_t k = x >> 8 & K1;
     uint64_t *v = ebpfc_inline_hash_lookup(lru_1k, &k, EBPFC_MAP_LRU_HASH, 4, 8, 2048); if (v) sum += *v;)
LOOP(lookup_percpu_1k, uint32_t k = x >> 8 & K1;
     uint64_t *v = ebpfc_inline_hash_lookup(percpu_1k, &k, EBPFC_MAP_PERCPU_HASH, 4, 8, 2048); if (v) sum += *v;)

#define UPDATES(name, mask, update, remove)                                                              \
	LOOP(update_##name, uint32_t k = x >> 8 & mask; uint64_t v = x; sum += (uint64_t)(update);)      \
	LOOP(churn_##name, uint32_t k = x >> 8 & mask; uint64_t v = x; sum += (uint64_t)(remove) + (uint64_t)(update);)

UPDATES(hash_1k, K1, ebpfc_inline_hash_update(hash_1k, &k, &v, 0, EBPFC_MAP_HASH, 4, 8, 2048),
	ebpfc_inline_hash_delete(hash_1k, &k, EBPFC_MAP_HASH, 4, 8, 2048))
UPDATES(hash_1m, M1, ebpfc_inline_hash_update(hash_1m, &k, &v, 0, EBPFC_MAP_HASH, 4, 8, 2097152),
	ebpfc_inline_hash_delete(hash_1m, &k, EBPFC_MAP_HASH, 4, 8, 2097152))
UPDATES(called_1k, K1, ebpfc__map_update(hash_1k, &k, &v, 0), ebpfc__map_delete(hash_1k, &k))
UPDATES(called_1m, M1, ebpfc__map_update(hash_1m, &k, &v, 0), ebpfc__map_delete(hash_1m, &k))
LOOP(update_lru_1k, uint32_t k = x >> 8 & K1; uint64_t v = x;
     sum += (uint64_t)ebpfc_inline_hash_update(lru_1k, &k, &v, 0, EBPFC_MAP_LRU_HASH, 4, 8, 2048);)
LOOP(update_percpu_1k, uint32_t k = x >> 8 & K1; uint64_t v = x;
     sum += (uint64_t)ebpfc_inline_hash_update(percpu_1k, &k, &v, 0, EBPFC_MAP_PERCPU_HASH, 4, 8, 2048);)
LOOP(ring_submit, uint64_t *r = ebpfc_inline_ringbuf_reserve(ring, 16, 0); if (!r) break; r[0] = i; r[1] = sum++;
     ebpfc_inline_ringbuf_submit(r, 1 /* BPF_RB_NO_WAKEUP */);)
LOOP(ring_called, uint64_t *r = ebpfc__ringbuf_reserve(ring, 16, 0); if (!r) break; r[0] = i; r[1] = sum++;
     ebpfc__ringbuf_submit(r, 1 /* BPF_RB_NO_WAKEUP */);)

/* Calls through a pointer: of a C function, and of a program that does the same. */
static __attribute__((noinline)) uint64_t pass(void *ctx, struct ebpfc_instance *self)
{
	(void)ctx, (void)self;
	return 2;
}

static struct ebpfc_instance *instance;
static ebpfc_prog_fn volatile c_pass = pass, program_pass;

static __attribute__((noinline)) void call_all(ebpfc_prog_fn f)
{
	uint64_t sum = 0;

	for (uint32_t i = 0; i < LOOPS; i++)
		sum += f(NULL, instance);
	result = sum;
}

static void call_c(void)
{
	call_all(c_pass);
}

static void call_program(void)
{
	call_all(program_pass ? program_pass : c_pass);
}

static int drop(void *ctx, void *data, size_t size)
{
	(void)ctx, (void)data, (void)size;
	return 0;
}

static void ring_empty(void)
{
	CHECK_IS(ebpfc__ringbuf_consume(ring, drop, NULL), LOOPS);
}

#define ROW(function) {.name = #function, .run = function}
static struct row {
	const char *name;
	void (*run)(void);
	void (*after)(void);
	double ns[ROUNDS];
	int fd; /* kernel's rows */
	ebpfc_prog_fn program; /* ours */
} rows[128] = {
	ROW(empty), ROW(lookup_plain_1k), ROW(lookup_array_1k), ROW(lookup_plain_1m), ROW(lookup_array_1m),
	ROW(chained_plain_1k), ROW(chained_array_1k), ROW(lookup_bound_1k), ROW(lookup_hash_1k), ROW(lookup_called_1k),
	ROW(lookup_bound_1m), ROW(lookup_hash_1m), ROW(lookup_called_1m), ROW(chained_bound_1k), ROW(chained_hash_1k),
	ROW(chained_called_1k), ROW(chained_bound_1m), ROW(chained_hash_1m), ROW(lookup_lru_1k), ROW(lookup_percpu_1k),
	ROW(update_hash_1k), ROW(update_called_1k), ROW(update_hash_1m), ROW(update_called_1m), ROW(update_lru_1k),
	ROW(update_percpu_1k), ROW(churn_hash_1k), ROW(churn_called_1k), ROW(churn_hash_1m), ROW(churn_called_1m),
	ROW(call_c), ROW(call_program), {.name = "ring_submit", .run = ring_submit, .after = ring_empty},
	{.name = "ring_called", .run = ring_called, .after = ring_empty},
};
static int row_count;
static char names[128][48]; /* of rows that are found in objects */

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

/* ---- eBPF, compiled by ebpfc ----------------------------------------------------------------------------------------- */

static void instance_ring_empty(void)
{
	CHECK_IS(ebpfc_ringbuf_consume(ebpfc_find_map(instance, "ring"), drop, NULL), LOOPS);
}

static void add_programs(const char *path)
{
	EBPFC_STRUCT(ebpfc_object_opts, opts, .allow_unverified = true);
	struct ebpfc_object *object;
	struct ebpfc_map_spec map = {.size = sizeof(map)};
	struct ebpfc_program_info program = {.size = sizeof(program)};

	if (ebpfc_object_open(path, &opts, &object) || ebpfc_instance_new(object, NULL, &instance)) {
		printf("the programs are not measured: %s\n", ebpfc_last_error());
		return;
	}
	for (uint32_t i = 0; ebpfc_object_map(object, i, &map) == 0; i++) {
		uint64_t value[4096] = {0};
		uint32_t key[16] = {0};

		if (map.type == EBPFC_MAP_RINGBUF)
			continue;
		for (uint32_t k = 0, n = strstr(map.name, "1m") ? 1048576 : 1024; k < n; k++) {
			key[0] = k;
			value[0] = k;
			CHECK_IS(ebpfc_map_update_elem(ebpfc_find_map(instance, map.name), key, value, 0), 0);
		}
	}
	for (uint32_t i = 0; ebpfc_object_program(object, i, &program) == 0; i++) {
		struct row *row = &rows[row_count];

		snprintf(names[row_count], sizeof(names[0]), "program %s", program.name);
		row->name = names[row_count++];
		row->program = ebpfc_find_program(instance, program.name);
		if (strcmp(program.name, "pass") == 0)
			program_pass = row->program;
		if (strcmp(program.name, "ring_submit") == 0)
			row->after = instance_ring_empty;
	}
}

/* ---- The kernel's side ------------------------------------------------------------------------------------------------ */

static struct ring_buffer *kernel_ring;

static void kernel_ring_empty(void)
{
	CHECK(ring_buffer__consume(kernel_ring) > 0);
}

static int quiet(enum libbpf_print_level level, const char *format, va_list args)
{
	(void)level, (void)format, (void)args;
	return 0;
}

static void add_kernel(const char *path)
{
	struct bpf_object *object;
	struct bpf_program *program;
	struct bpf_map *map;

	libbpf_set_print(quiet);
	object = bpf_object__open_file(path, NULL);
	if (!object || bpf_object__load(object)) {
		printf("the kernel's maps are not measured: %s cannot be loaded here\n", path);
		return;
	}
	bpf_object__for_each_map(map, object) {
		const char *name = bpf_map__name(map);
		uint64_t value[4096] = {1};
		uint32_t key[16] = {0};

		if (strcmp(name, "ring") == 0)
			kernel_ring = ring_buffer__new(bpf_map__fd(map), drop, NULL, NULL);
		else if (!strchr(name, '.'))
			for (uint32_t k = 0, n = strstr(name, "1m") ? 1048576 : 1024; k < n; k++) {
				key[0] = k;
				bpf_map_update_elem(bpf_map__fd(map), key, value, 0);
			}
	}
	bpf_object__for_each_program(program, object) {
		struct row *row = &rows[row_count];

		snprintf(names[row_count], sizeof(names[0]), "kernel %s", bpf_program__name(program));
		row->name = names[row_count++];
		row->fd = bpf_program__fd(program);
		if (strcmp(bpf_program__name(program), "ring_submit") == 0)
			row->after = kernel_ring_empty;
	}
}

static double run_kernel(int fd, uint32_t repeat)
{
	char packet[64] = {0};
	LIBBPF_OPTS(bpf_test_run_opts, opts, .data_in = packet, .data_size_in = sizeof(packet), .repeat = (int)repeat);
	double begin = now();

	CHECK_IS(bpf_prog_test_run_opts(fd, &opts), 0);
	return now() - begin;
}

int main(int argc, char **argv)
{
	struct ebpfc_session *s = test_session();
	cpu_set_t one;

	CPU_ZERO(&one);
	CPU_SET(1, &one);
	sched_setaffinity(0, sizeof(one), &one);
	hash_1k = test_map(s, EBPFC_MAP_HASH, 4, 8, 2048, 0);
	hash_1m = test_map(s, EBPFC_MAP_HASH, 4, 8, 2097152, 0);
	array_1k = test_map(s, EBPFC_MAP_ARRAY, 4, 8, 1024, 0);
	array_1m = test_map(s, EBPFC_MAP_ARRAY, 4, 8, 1048576, 0);
	lru_1k = test_map(s, EBPFC_MAP_LRU_HASH, 4, 8, 2048, 0);
	percpu_1k = test_map(s, EBPFC_MAP_PERCPU_HASH, 4, 8, 2048, 0);
	ring = test_map(s, EBPFC_MAP_RINGBUF, 0, 0, 1 << 20, 0);
	plain_1k = shared(1024 * 8);
	plain_1m = shared(1048576ull * 8);
	bound_fill(&bound_1k, 1024);
	bound_fill(&bound_1m, 1048576);
	for (uint32_t k = 0; k < 1048576; k++) {
		uint64_t v = k;

		plain_1m[k] = k;
		CHECK_IS(ebpfc__map_update(hash_1m, &k, &v, 0), 0);
		CHECK_IS(ebpfc__map_update(array_1m, &k, &v, 0), 0);
		if (k >= 1024)
			continue;
		plain_1k[k] = k;
		CHECK_IS(ebpfc__map_update(hash_1k, &k, &v, 0), 0);
		CHECK_IS(ebpfc__map_update(array_1k, &k, &v, 0), 0);
		CHECK_IS(ebpfc__map_update(lru_1k, &k, &v, 0), 0);
		CHECK_IS(ebpfc__map_update(percpu_1k, &k, &v, 0), 0);
	}
	while (rows[row_count].name)
		row_count++;
	if (argc > 1)
		add_programs(argv[1]);
	if (argc > 2)
		add_kernel(argv[2]);
	for (int round = -1; round < ROUNDS; round++)
		for (int i = 0; i < row_count; i++) {
			struct row *row = &rows[i];
			uint32_t repeat = row->after ? 1 : strstr(row->name, "1m") ? 4 : 10;
			double begin, ns = 0;

			if (row->run) {
				begin = now();
				for (uint32_t r = 0; r < repeat; r++)
					row->run();
				ns = now() - begin;
			} else if (row->program) {
				begin = now();
				for (uint32_t r = 0; r < repeat; r++)
					row->program(NULL, instance);
				ns = now() - begin;
			} else {
				ns = run_kernel(row->fd, repeat);
			}
			if (row->after)
				row->after();
			if (round >= 0)
				row->ns[round] = ns / repeat / LOOPS;
		}
	printf("%-28s %9s %9s   ns per operation, empty loop included\n", "", "median", "minimum");
	for (int i = 0; i < row_count; i++) {
		qsort(rows[i].ns, ROUNDS, sizeof(double), compare);
		printf("%-28s %9.2f %9.2f\n", rows[i].name, rows[i].ns[ROUNDS / 2], rows[i].ns[0]);
	}
	ebpfc__session_close(s);
	return 0;
}
