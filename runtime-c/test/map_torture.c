/* SPDX-License-Identifier: MIT */
/*
 * map_torture.c - eight processes on one set of maps, killed at random and replaced: no map is ever inconsistent,
 * nothing hangs, and what the dead had half done is found again. 3 seconds; with --long two minutes.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "map_test.h"

#define PROCESSES 8
#define KEYS 100

static struct ebpfc_session *s;
static struct ebpfc_map *hash, *tiny, *lru, *percpu, *trie, *queue, *stack, *ring, *array;

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Keys of five words and values of four, so that a mixture of two would show. */
struct key {
	uint64_t word[5];
};

struct value {
	uint64_t n, a, b, sum;
};

static struct key key_of(uint64_t n)
{
	return (struct key){{n, n * 3, ~n, n ^ 0x5555, n << 7}};
}

static struct value value_of(uint64_t n, uint64_t x)
{
	return (struct value){n, x, x * 7, n ^ x ^ x * 7};
}

static void check_value(const struct value *v)
{
	CHECK(v->sum == (v->n ^ v->a ^ v->b) && v->b == v->a * 7);
}

static void operate_hash(struct ebpfc_map *map, uint64_t *random)
{
	uint64_t n = test_random(random) % KEYS;
	struct key k = key_of(n), next;
	struct value v = value_of(n, test_random(random)), got;
	int r;

	switch (test_random(random) % 6) {
	case 0:
	case 1:
	case 2:
		r = ebpfc__map_update(map, &k, &v, test_random(random) % 3);
		CHECK(r == 0 || r == -E2BIG || r == -EEXIST || r == -ENOENT || r == -ENOMEM);
		break;
	case 3:
		r = ebpfc__map_delete(map, &k);
		CHECK(r == 0 || r == -ENOENT);
		break;
	case 4:
		if (ebpfc__map_next_key(map, &k, &next) == 0)
			CHECK(next.word[1] == next.word[0] * 3 && next.word[4] == next.word[0] << 7);
		break;
	default:
		if (ebpfc__map_user_lookup(map, &k, &got, 0) == 0) {
			CHECK_IS(got.n, n);
			check_value(&got);
		}
	}
}

static void operate_fifo(struct ebpfc_map *map, uint64_t *random)
{
	struct value v = value_of(1, test_random(random));

	if (test_random(random) & 1) {
		int r = ebpfc__map_push(map, &v, test_random(random) & 2);
		CHECK(r == 0 || r == -E2BIG);
	} else if (ebpfc__map_pop(map, &v) == 0) {
		check_value(&v);
	}
}

static void operate(uint64_t *random)
{
	struct {
		uint32_t bits;
		uint8_t ip[4];
	} prefix = {(uint32_t)(test_random(random) % 33), {10, (uint8_t)(test_random(random) & 0xc1), 0, 0}};
	struct value v;
	uint64_t *record, *all;
	struct ebpfc_map *m;
	uint32_t k;

	switch (test_random(random) % 9) {
	case 0:
		operate_hash(hash, random);
		break;
	case 1:
		operate_hash(tiny, random);
		break;
	case 2:
		operate_hash(lru, random);
		break;
	case 3:
		k = (uint32_t)(test_random(random) % 10);
		all = ebpfc__map_lookup(percpu, &k);
		if (all)
			__atomic_fetch_add(all, 1, __ATOMIC_RELAXED);
		else
			ebpfc__map_update(percpu, &k, &(uint64_t){1}, 0);
		break;
	case 4:
		v = value_of(prefix.bits, test_random(random));
		if (test_random(random) & 1)
			ebpfc__map_update(trie, &prefix, &v, 0);
		else
			ebpfc__map_delete(trie, &prefix);
		break;
	case 5:
		operate_fifo(queue, random);
		break;
	case 6:
		operate_fifo(stack, random);
		break;
	case 7:
		record = ebpfc__ringbuf_reserve(ring, 8 * (2 + test_random(random) % 20), 0);
		if (record) {
			record[0] = test_random(random);
			record[1] = ~record[0];
			ebpfc__ringbuf_submit(record, 0);
		}
		break;
	default:
		if (test_random(random) % 200 == 0) { /* the session's own tables */
			m = test_map(s, EBPFC_MAP_ARRAY, 4, 8, 100, 0);
			ebpfc__map_destroy(m);
		}
		k = (uint32_t)(test_random(random) % 50);
		CHECK(ebpfc__map_lookup(array, &k));
	}
}

static void work(uint64_t seed)
{
	uint64_t random = seed * 0x9e3779b97f4a7c15ull | 1;

	for (;;)
		operate(&random);
}

static uint64_t records;

static int receive(void *ctx, void *data, size_t size)
{
	uint64_t *record = data;

	(void)ctx;
	CHECK(size >= 16 && size <= 8 * 22 && record[1] == ~record[0]);
	records++;
	return 0;
}

/* What must hold at any moment, whoever was just killed. */
static void observe(void)
{
	struct value got;

	for (uint64_t n = 0; n < KEYS; n++) {
		struct key k = key_of(n);
		struct ebpfc_map *maps[] = {hash, tiny, lru};

		for (int i = 0; i < 3; i++)
			if (ebpfc__map_user_lookup(maps[i], &k, &got, 0) == 0) {
				CHECK_IS(got.n, n);
				check_value(&got);
			}
	}
	CHECK(ebpfc__ringbuf_consume(ring, receive, NULL) >= 0);
}

static uint32_t walk(struct ebpfc_map *map)
{
	uint8_t at[64], next[64], *from = NULL;
	uint32_t n = 0;

	for (; ebpfc__map_next_key(map, from, next) == 0; n++) {
		memcpy(at, next, map->key_size);
		from = at;
		CHECK(n <= map->max_entries);
	}
	return n;
}

/* Everything the dead held is there again: a table takes exactly as many elements as it should. */
static void settle_hash(struct ebpfc_map *map)
{
	struct ebpfc_map_info info;
	uint32_t n = walk(map);
	struct value v = value_of(0, 0);

	CHECK(n <= map->max_entries);
	for (uint64_t i = 1000; n < map->max_entries; i++, n++) {
		struct key k = key_of(i);

		CHECK_IS(ebpfc__map_update(map, &k, &v, EBPFC_NOEXIST), 0);
	}
	CHECK_IS(walk(map), map->max_entries);
	struct key more = key_of(999999);
	CHECK_IS(ebpfc__map_update(map, &more, &v, EBPFC_NOEXIST), -E2BIG);
	CHECK_IS(ebpfc__map_info(map, &info), 0);
	CHECK_IS(info.entries, map->max_entries);
}

static void settle(void)
{
	struct ebpfc_map_info info;
	struct value v = value_of(1, 2);
	uint64_t two[2] = {5, ~5ull};
	uint32_t n = walk(trie);

	observe();
	settle_hash(hash);
	settle_hash(tiny);
	for (uint32_t i = 0; n < trie->max_entries; i++) {
		struct {
			uint32_t bits;
			uint8_t ip[4];
		} k = {32, {77, 1, (uint8_t)(i >> 8), (uint8_t)i}};

		CHECK_IS(ebpfc__map_update(trie, &k, &v, EBPFC_NOEXIST), 0);
		n++;
	}
	CHECK_IS(walk(trie), trie->max_entries);
	CHECK_IS(ebpfc__map_info(trie, &info), 0);
	CHECK_IS(info.entries, trie->max_entries);
	for (int i = 0; i < 2; i++) {
		struct ebpfc_map *m = i ? stack : queue;

		while (ebpfc__map_pop(m, &v) == 0)
			check_value(&v);
		for (uint32_t j = 0; j < m->max_entries; j++)
			CHECK_IS(ebpfc__map_push(m, &v, 0), 0);
		CHECK_IS(ebpfc__map_push(m, &v, 0), -E2BIG);
	}
	/* the ring drains completely, and all of it can be used again */
	while (ebpfc__ringbuf_wait(ring, 300) == 1)
		CHECK(ebpfc__ringbuf_consume(ring, receive, NULL) >= 0);
	CHECK_IS(ebpfc__ringbuf_query(ring, 0), 0);
	for (n = 0; ebpfc__ringbuf_output(ring, two, 16, 0) == 0;)
		n++;
	CHECK_IS(n, ring->max_entries / 24);
}

int main(int argc, char **argv)
{
	double end = now() + (argc > 1 && strcmp(argv[1], "--long") == 0 ? 120 : 3);
	pid_t child[PROCESSES] = {0};
	uint64_t random = (uint64_t)time(NULL) << 20 | 1, kills = 0, spawned = 0;
	int status;

	printf("seed %llu\n", (unsigned long long)random);
	alarm(argc > 1 ? 300 : 60); /* hanging is failing */
	s = test_session();
	hash = test_map(s, EBPFC_MAP_HASH, sizeof(struct key), sizeof(struct value), 80, 0);
	tiny = test_map(s, EBPFC_MAP_HASH, sizeof(struct key), sizeof(struct value), 30, 0);
	lru = test_map(s, EBPFC_MAP_LRU_HASH, sizeof(struct key), sizeof(struct value), 50, 0);
	percpu = test_map(s, EBPFC_MAP_PERCPU_HASH, 4, 8, 10, 0);
	trie = test_map(s, EBPFC_MAP_LPM_TRIE, 8, sizeof(struct value), 60, EBPFC_F_NO_PREALLOC);
	queue = test_map(s, EBPFC_MAP_QUEUE, 0, sizeof(struct value), 20, 0);
	stack = test_map(s, EBPFC_MAP_STACK, 0, sizeof(struct value), 20, 0);
	ring = test_map(s, EBPFC_MAP_RINGBUF, 0, 0, 8192, 0);
	array = test_map(s, EBPFC_MAP_ARRAY, 4, 8, 50, 0);
	while (now() < end) {
		int i = (int)(test_random(&random) % PROCESSES);

		for (int j = 0; j < PROCESSES; j++)
			if (!child[j]) {
				spawned++;
				child[j] = fork();
				CHECK(child[j] >= 0);
				if (!child[j]) {
					alarm(300);
					work(random + spawned);
				}
			}
		usleep((useconds_t)(test_random(&random) % 3000));
		kill(child[i], SIGKILL);
		CHECK(waitpid(child[i], &status, 0) == child[i]);
		CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL); /* and not by a failed check */
		child[i] = 0;
		kills++;
		observe();
	}
	for (int j = 0; j < PROCESSES; j++)
		if (child[j]) {
			kill(child[j], SIGKILL);
			CHECK(waitpid(child[j], &status, 0) == child[j]);
			CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
			kills++;
		}
	settle();
	printf("%llu kills, %llu records received\n", (unsigned long long)kills, (unsigned long long)records);
	CHECK(kills > 10 && records > 100);
	ebpfc__session_close(s);
	return 0;
}
