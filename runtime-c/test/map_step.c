/* SPDX-License-Identifier: MIT */
/*
 * map_step.c - a process is killed after every single store it makes to shared memory in an operation: the map is
 * then as before the operation or as after it, every lock can be taken, and no room is lost.
 *
 * The operation is first stepped through, one instruction at a time, to find the instructions after which shared
 * memory differs; then once more for each of these, with a kill there.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../src/maps/internal/hash_layout.h"
#include "map_test.h"

#define MAX_STEPS 20000
#define ROWS_BYTES (64 * sizeof(struct ebpfc__thread_row))

static struct ebpfc_session *s;
static struct ebpfc_map *map, *warm;
static uint8_t *rows; /* the session's first thread rows */
static uint32_t same[16]; /* keys that share a bucket */

static uint64_t value_of(uint32_t key, uint64_t version)
{
	return (uint64_t)key << 32 | version;
}

static void put(uint32_t key, uint64_t version)
{
	CHECK_IS(ebpfc__map_update(map, &key, &(uint64_t){value_of(key, version)}, 0), 0);
}

/* The version a key has, 0 if it is absent. */
static uint64_t version(uint32_t key)
{
	uint64_t v;
	int r = ebpfc__map_user_lookup(map, &key, &v, 0);

	CHECK(r == 0 || r == -ENOENT);
	if (r)
		return 0;
	CHECK_IS(v >> 32, key);
	return (uint32_t)v;
}

static uint32_t walk(void)
{
	uint8_t at[16], next[16], *from = NULL;
	uint32_t n = 0;

	for (; ebpfc__map_next_key(map, from, next) == 0; n++) {
		memcpy(at, next, map->key_size);
		from = at;
		CHECK(n <= map->max_entries);
	}
	return n;
}

/* Every key can still be written and removed, and exactly max_entries fit. */
static void exercise(void)
{
	uint32_t key, n = 0;

	for (int i = 0; i < 16; i++) {
		put(same[i], 50);
		CHECK_IS(version(same[i]), 50);
	}
	CHECK_IS(walk(), 16);
	for (int i = 0; i < 16; i++) {
		CHECK_IS(ebpfc__map_delete(map, &same[i]), 0);
		CHECK_IS(version(same[i]), 0);
		CHECK_IS(ebpfc__map_delete(map, &same[i]), -ENOENT);
	}
	CHECK_IS(walk(), 0);
	for (key = 1; n < map->max_entries; key++, n++)
		put(key, 60);
	CHECK_IS(ebpfc__map_update(map, &key, &(uint64_t){0}, EBPFC_NOEXIST), -E2BIG);
	CHECK_IS(walk(), map->max_entries);
}

static void make_hash(uint32_t type)
{
	struct ebpfc__hash_shape shape = ebpfc__hash_shape(type, 4, 8, 16, 1);
	int found = 0;

	map = test_map(s, type, 4, 8, 16, EBPFC_F_ZERO_SEED); /* so that every run takes the same path */
	for (uint32_t key = 1; found < 16; key++)
		if (ebpfc__bucket_of(ebpfc__hash_key(map->region, &key, 4), shape.buckets) == 1)
			same[found++] = key;
}

/* The bucket holds keys 0 to n - 1, version 1. */
static void make_full(int n)
{
	make_hash(EBPFC_MAP_HASH);
	for (int i = 0; i < n; i++)
		put(same[i], 1);
}

/* ---- Operations: what is there before, what is done, what must be true after -------------------------------------------- */

static void three(void) { make_full(3); }
static void eight(void) { make_full(8); }
static void ten(void) { make_full(10); }
static void write_0(void) { put(same[0], 2); }
static void write_5(void) { put(same[5], 2); }
static void write_8(void) { put(same[8], 2); }
static void write_9(void) { put(same[9], 2); }
static void remove_0(void) { ebpfc__map_delete(map, &same[0]); }
static void remove_8(void) { ebpfc__map_delete(map, &same[8]); }
static void remove_9(void) { ebpfc__map_delete(map, &same[9]); }

/* All of the first `n` keys are at version 1, but `key`, whose version is `old` or `new`. */
static void judge(int n, int key, uint64_t old, uint64_t new)
{
	uint64_t v = version(same[key]);

	CHECK(v == old || v == new);
	for (int i = 0; i < n; i++)
		if (i != key)
			CHECK_IS(version(same[i]), 1);
	CHECK_IS(walk(), (uint32_t)(n - (key < n)) + (v != 0));
	exercise();
}

static void judge_three_0(void) { judge(3, 0, 1, 2); }
static void judge_three_5(void) { judge(3, 5, 0, 2); }
static void judge_three_gone(void) { judge(3, 0, 1, 0); }
static void judge_eight_0(void) { judge(8, 0, 1, 2); }
static void judge_eight_8(void) { judge(8, 8, 0, 2); }
static void judge_ten_0(void) { judge(10, 0, 1, 2); }
static void judge_ten_8(void) { judge(10, 8, 1, 2); }
static void judge_ten_9(void) { judge(10, 9, 1, 2); }
static void judge_ten_8_gone(void) { judge(10, 8, 1, 0); }
static void judge_ten_9_gone(void) { judge(10, 9, 1, 0); }
static void judge_ten_0_gone(void) { judge(10, 0, 1, 0); }

static void lru_full(void)
{
	make_hash(EBPFC_MAP_LRU_HASH);
	for (uint32_t key = 1; key <= 16; key++)
		put(key, 1);
}

static void lru_write(void) { put(1000, 2); }

static void judge_lru(void)
{
	uint32_t n = walk();

	if (n < 14 || n > 16) fprintf(stderr, "n %u\n", n);
	CHECK(n >= 14 && n <= 16);
	for (uint32_t key = 2000; key < 2100; key++) {
		put(key, 3);
		CHECK_IS(version(key), 3);
		CHECK(walk() <= 16);
	}
	CHECK(walk() >= 12);
}

struct prefix {
	uint32_t bits;
	uint8_t ip[4];
};

static uint64_t trie_version(struct prefix p)
{
	uint64_t v = 0;

	ebpfc__map_user_lookup(map, &p, &v, 0);
	return v;
}

static const struct prefix wide = {8, {10, 0, 0, 0}}, left = {32, {10, 1, 0, 1}}, right = {32, {10, 1, 0, 0x81}};

static void trie_two(void)
{
	map = test_map(s, EBPFC_MAP_LPM_TRIE, 8, 8, 16, EBPFC_F_NO_PREALLOC);
	CHECK_IS(ebpfc__map_update(map, &wide, &(uint64_t){1}, 0), 0);
	CHECK_IS(ebpfc__map_update(map, &left, &(uint64_t){2}, 0), 0);
}

static void trie_three(void)
{
	trie_two();
	CHECK_IS(ebpfc__map_update(map, &right, &(uint64_t){3}, 0), 0);
}

static void trie_branch(void) { ebpfc__map_update(map, &right, &(uint64_t){3}, 0); }
static void trie_replace(void) { ebpfc__map_update(map, &left, &(uint64_t){9}, 0); }
static void trie_remove(void) { ebpfc__map_delete(map, &left); }

static void judge_trie(uint64_t l1, uint64_t l2, uint64_t r1, uint64_t r2)
{
	uint64_t l = trie_version(left), r = trie_version(right);
	uint32_t n = walk();

	CHECK(l == l1 || l == l2);
	CHECK(r == r1 || r == r2);
	CHECK_IS(trie_version((struct prefix){32, {10, 99, 0, 0}}), 1);
	for (uint8_t i = 0; n < 16; i++, n++)
		CHECK_IS(ebpfc__map_update(map, &(struct prefix){32, {20, i, 0, i}}, &(uint64_t){5}, EBPFC_NOEXIST), 0);
	CHECK_IS(ebpfc__map_update(map, &(struct prefix){32, {30, 0, 0, 1}}, &(uint64_t){5}, EBPFC_NOEXIST), -ENOSPC);
	CHECK_IS(walk(), 16);
}

static void judge_branch(void) { judge_trie(2, 2, 1, 3); }
static void judge_replace(void) { judge_trie(2, 9, 1, 1); }
static void judge_trie_remove(void) { judge_trie(2, 1, 3, 3); }

static void fifo(uint32_t type, uint64_t n)
{
	map = test_map(s, type, 0, 8, 4, 0);
	for (uint64_t i = 1; i <= n; i++)
		CHECK_IS(ebpfc__map_push(map, &i, 0), 0);
}

static void queue_two(void) { fifo(EBPFC_MAP_QUEUE, 2); }
static void queue_full(void) { fifo(EBPFC_MAP_QUEUE, 4); }
static void stack_two(void) { fifo(EBPFC_MAP_STACK, 2); }
static void push_3(void) { ebpfc__map_push(map, &(uint64_t){3}, 0); }
static void push_over(void) { ebpfc__map_push(map, &(uint64_t){5}, EBPFC_EXIST); }
static void pop_one(void) { ebpfc__map_pop(map, &(uint64_t){0}); }

/* Consecutive numbers, from one of two to one of two. */
static void judge_fifo(uint64_t first1, uint64_t first2, uint64_t last1, uint64_t last2)
{
	uint64_t v[5] = {0}, n = 0;

	while (n < 5 && ebpfc__map_pop(map, &v[n]) == 0)
		n++;
	CHECK(n >= 1 && n <= 4);
	for (uint64_t i = 1; i < n; i++)
		CHECK_IS(v[i], map->type == EBPFC_MAP_STACK ? v[i - 1] - 1 : v[i - 1] + 1);
	CHECK(v[0] == first1 || v[0] == first2);
	CHECK(v[n - 1] == last1 || v[n - 1] == last2);
	for (uint64_t i = 0; i < 4; i++)
		CHECK_IS(ebpfc__map_push(map, &i, 0), 0);
	CHECK_IS(ebpfc__map_push(map, &n, 0), -E2BIG);
}

static void judge_push(void) { judge_fifo(1, 1, 2, 3); }
static void judge_over(void) { judge_fifo(1, 2, 4, 5); }
static void judge_pop(void) { judge_fifo(1, 2, 2, 2); }
static void judge_stack_push(void) { judge_fifo(2, 3, 1, 1); }
static void judge_stack_pop(void) { judge_fifo(2, 1, 1, 1); }

static uint64_t received, last_received;

static int receive(void *ctx, void *data, size_t size)
{
	(void)ctx;
	CHECK_IS(size, 8);
	memcpy(&last_received, data, 8);
	received++;
	return 0;
}

static void ring_one(void)
{
	map = test_map(s, EBPFC_MAP_RINGBUF, 0, 0, 4096, 0);
	CHECK_IS(ebpfc__ringbuf_output(map, &(uint64_t){1}, 8, 0), 0);
	received = 0;
}

static void ring_write(void) { ebpfc__ringbuf_output(map, &(uint64_t){2}, 8, 0); }

static void judge_ring(void)
{
	uint32_t n = 0;

	CHECK(ebpfc__ringbuf_consume(map, receive, NULL) >= 1);
	CHECK(received == last_received && received <= 2);
	CHECK_IS(ebpfc__ringbuf_query(map, 0), 0);
	while (ebpfc__ringbuf_output(map, &(uint64_t){7}, 8, 0) == 0)
		n++;
	CHECK_IS(n, 255);
}

static const struct scenario {
	const char *name;
	void (*prepare)(void), (*operate)(void), (*judge)(void);
} scenarios[] = {
	{"hash: insert", three, write_5, judge_three_5},
	{"hash: update", three, write_0, judge_three_0},
	{"hash: delete", three, remove_0, judge_three_gone},
	{"hash: insert spills", eight, write_8, judge_eight_8},
	{"hash: update in a full bucket", eight, write_0, judge_eight_0},
	{"hash: update beside spilled ones", ten, write_0, judge_ten_0},
	{"hash: update of the second spilled", ten, write_8, judge_ten_8},
	{"hash: update of the first spilled", ten, write_9, judge_ten_9},
	{"hash: delete of the second spilled", ten, remove_8, judge_ten_8_gone},
	{"hash: delete of the first spilled", ten, remove_9, judge_ten_9_gone},
	{"hash: delete beside spilled ones", ten, remove_0, judge_ten_0_gone},
	{"LRU: insert into a full map", lru_full, lru_write, judge_lru},
	{"trie: insert that branches", trie_two, trie_branch, judge_branch},
	{"trie: replace", trie_two, trie_replace, judge_replace},
	{"trie: delete that joins", trie_three, trie_remove, judge_trie_remove},
	{"queue: push", queue_two, push_3, judge_push},
	{"queue: push over the oldest", queue_full, push_over, judge_over},
	{"queue: pop", queue_two, pop_one, judge_pop},
	{"stack: push", stack_two, push_3, judge_stack_push},
	{"stack: pop", stack_two, pop_one, judge_stack_pop},
	{"ring: output", ring_one, ring_write, judge_ring},
};

/* ---- Stepping ------------------------------------------------------------------------------------------------------------ */

static pid_t begin(const struct scenario *c)
{
	int status;
	pid_t pid = fork();

	CHECK(pid >= 0);
	if (pid == 0) {
		CHECK_IS(ebpfc__map_update(warm, &(uint32_t){1}, &(uint64_t){1}, 0), 0); /* takes a thread row */
		CHECK_IS(ptrace(PTRACE_TRACEME, 0, NULL, NULL), 0);
		raise(SIGSTOP);
		c->operate();
		_exit(0);
	}
	CHECK(waitpid(pid, &status, 0) == pid && WIFSTOPPED(status));
	return pid;
}

/* One instruction; whether the process still runs. */
static bool step(pid_t pid)
{
	int status;

	CHECK_IS(ptrace(PTRACE_SINGLESTEP, pid, NULL, NULL), 0);
	CHECK(waitpid(pid, &status, 0) == pid);
	CHECK(WIFEXITED(status) ? WEXITSTATUS(status) == 0 : WIFSTOPPED(status) && WSTOPSIG(status) == SIGTRAP);
	return !WIFEXITED(status);
}

static void run(const struct scenario *c)
{
	static uint32_t stores[MAX_STEPS];
	struct ebpfc_map_info info;
	uint32_t count = 0, steps = 0;
	uint8_t *before, *before_rows = malloc(ROWS_BYTES);
	size_t bytes;
	int status;
	pid_t pid;

	c->prepare();
	CHECK_IS(ebpfc__map_info(map, &info), 0);
	bytes = info.bytes;
	before = malloc(bytes);
	pid = begin(c);
	memcpy(before, map->region, bytes);
	memcpy(before_rows, rows, ROWS_BYTES);
	while (step(pid)) {
		steps++;
		CHECK(steps < MAX_STEPS);
		if (memcmp(before, map->region, bytes) || memcmp(before_rows, rows, ROWS_BYTES)) {
			stores[count++] = steps;
			memcpy(before, map->region, bytes);
			memcpy(before_rows, rows, ROWS_BYTES);
		}
	}
	c->judge();
	ebpfc__map_destroy(map);
	CHECK(count >= 3);
	for (uint32_t i = 0; i < count; i++) {
		c->prepare();
		pid = begin(c);
		for (uint32_t n = 0; n < stores[i]; n++)
			CHECK(step(pid));
		kill(pid, SIGKILL);
		CHECK(waitpid(pid, &status, 0) == pid && WIFSIGNALED(status));
		c->judge();
		ebpfc__map_destroy(map);
	}
	printf("%s: killed after each of %u stores in %u instructions\n", c->name, count, steps);
	fflush(stdout);
	free(before);
	free(before_rows);
}

int main(void)
{
	pid_t pid;
	int status;

	alarm(110);
	s = test_session();
	warm = test_map(s, EBPFC_MAP_HASH, 4, 8, 100, 0);
	rows = mmap(NULL, sizeof(struct ebpfc__tables), PROT_READ, MAP_SHARED, ebpfc__session_fd(s), 0);
	CHECK(rows != MAP_FAILED);
	rows += offsetof(struct ebpfc__tables, threads);
	pid = fork();
	if (pid == 0)
		_exit(ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0);
	CHECK(waitpid(pid, &status, 0) == pid);
	if (!WIFEXITED(status) || WEXITSTATUS(status)) {
		printf("ptrace is not permitted here\n");
		return 77;
	}
	for (size_t i = 0; i < sizeof(scenarios) / sizeof(*scenarios); i++)
		run(&scenarios[i]);
	ebpfc__session_close(s);
	return 0;
}
