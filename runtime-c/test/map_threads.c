/* SPDX-License-Identifier: MIT */
/* map_threads.c - several threads on one map: nothing torn, nothing lost, counts that add up. Built with TSan too. */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include "map_test.h"

#define THREADS 4

static struct ebpfc_session *s;
static struct ebpfc_map *map;
static uint64_t rounds = 20000, pushed, popped, sums[2];

static void run(void *(*body)(void *))
{
	pthread_t t[THREADS];

	for (uintptr_t i = 0; i < THREADS; i++)
		CHECK_IS(pthread_create(&t[i], NULL, body, (void *)i), 0);
	for (int i = 0; i < THREADS; i++)
		pthread_join(t[i], NULL);
}

/* Keys of 24 bytes made of one number, values of three words made of the key's number and another. */
struct key {
	uint64_t word[3];
};

static struct key key_of(uint64_t n)
{
	return (struct key){{n, n * 3, ~n}};
}

struct value {
	uint64_t n, stamp, sum;
};

static void *hash_body(void *arg)
{
	uint64_t random = 77 + (uintptr_t)arg * 1234567;

	for (uint64_t i = 0; i < rounds; i++) {
		struct key k = key_of(test_random(&random) % 100), next;
		struct value v = {k.word[0], i, k.word[0] ^ i}, got;
		uint64_t what = test_random(&random) % 8;
		int r;

		if (what < 3) {
			r = ebpfc__map_update(map, &k, &v, what);
			/* an LRU map may find every candidate for eviction in use, as the kernel's may */
			CHECK(r == 0 || r == -E2BIG || r == -EEXIST || r == -ENOENT ||
			      (r == -ENOMEM && map->type == EBPFC_MAP_LRU_HASH));
		} else if (what == 3) {
			r = ebpfc__map_delete(map, &k);
			CHECK(r == 0 || r == -ENOENT);
		} else if (what == 4) {
			ebpfc__map_lookup(map, &k);
		} else if (what == 5 && ebpfc__map_next_key(map, &k, &next) == 0) {
			CHECK(next.word[1] == next.word[0] * 3 && next.word[2] == ~next.word[0]);
		} else if (ebpfc__map_user_lookup(map, &k, &got, 0) == 0) {
			CHECK(got.n == k.word[0] && (got.n ^ got.stamp) == got.sum);
		}
	}
	return NULL;
}

static void hash(uint32_t type, uint32_t max)
{
	struct ebpfc_map_info info;
	struct key k, next;
	uint32_t walked = 0;

	map = test_map(s, type, sizeof(struct key), sizeof(struct value), max, 0);
	run(hash_body);
	for (const void *at = NULL; ebpfc__map_next_key(map, at, &next) == 0; at = &k, walked++)
		k = next;
	CHECK_IS(ebpfc__map_info(map, &info), 0);
	CHECK_IS(info.entries, walked);
	CHECK(walked <= max);
	ebpfc__map_destroy(map);
}

/* A key that is updated all the time, and never deleted, is never missing. */
static void *present_body(void *arg)
{
	struct key k = key_of(1), other;
	struct value v = {0};

	for (uint64_t i = 0; i < rounds * 2; i++) {
		if ((uintptr_t)arg < 2) {
			CHECK(ebpfc__map_lookup(map, &k));
		} else if ((uintptr_t)arg == 2) {
			CHECK_IS(ebpfc__map_update(map, &k, &v, 0), 0);
		} else {
			other = key_of(2 + i % 40);
			ebpfc__map_update(map, &other, &v, 0);
			other = key_of(2 + (i + 20) % 40);
			ebpfc__map_delete(map, &other);
		}
	}
	return NULL;
}

static void present(uint32_t max)
{
	struct key k = key_of(1);
	struct value v = {0};

	map = test_map(s, EBPFC_MAP_HASH, sizeof(k), sizeof(v), max, 0);
	CHECK_IS(ebpfc__map_update(map, &k, &v, 0), 0);
	run(present_body);
	ebpfc__map_destroy(map);
}

static void *queue_body(void *arg)
{
	uint64_t put = 0, got = 0, n = 0;

	for (uint64_t i = 0; i < rounds; i++) {
		uint64_t v = i << 8 | (uintptr_t)arg;

		if (ebpfc__map_push(map, &v, 0) == 0)
			put += v, n++;
		if (ebpfc__map_pop(map, &v) == 0)
			got += v, n--;
	}
	__atomic_fetch_add(&sums[0], put, __ATOMIC_RELAXED);
	__atomic_fetch_add(&sums[1], got, __ATOMIC_RELAXED);
	__atomic_fetch_add(&pushed, n, __ATOMIC_RELAXED);
	return NULL;
}

static void queue(uint32_t type)
{
	uint64_t v;

	map = test_map(s, type, 0, 8, 16, 0);
	sums[0] = sums[1] = pushed = popped = 0;
	run(queue_body);
	while (ebpfc__map_pop(map, &v) == 0)
		sums[1] += v, popped++;
	CHECK_IS(popped, pushed);
	CHECK_IS(sums[0], sums[1]);
	ebpfc__map_destroy(map);
}

static uint64_t last[THREADS], received, sent, finished;

static int receive(void *ctx, void *data, size_t size)
{
	uint64_t *record = data;

	(void)ctx;
	CHECK(size >= 16 && record[0] < THREADS && record[1] > last[record[0]]);
	for (size_t i = 2; i < size / 8; i++)
		CHECK_IS(record[i], record[1] + i);
	last[record[0]] = record[1];
	received++;
	return 0;
}

static void *ring_body(void *arg)
{
	uint64_t me = (uintptr_t)arg, random = 99 + me;

	if (me == 0) { /* the consumer */
		while (__atomic_load_n(&finished, __ATOMIC_ACQUIRE) < THREADS - 1) {
			ebpfc__ringbuf_wait(map, 100);
			CHECK(ebpfc__ringbuf_consume(map, receive, NULL) >= 0);
		}
		CHECK(ebpfc__ringbuf_consume(map, receive, NULL) >= 0);
		return NULL;
	}
	for (uint64_t i = 1; i <= rounds / 4; i++) {
		uint64_t words = 2 + test_random(&random) % 10, *record;

		while (!(record = ebpfc__ringbuf_reserve(map, words * 8, 0)))
			sched_yield();
		record[0] = me;
		record[1] = i;
		for (uint64_t w = 2; w < words; w++)
			record[w] = i + w;
		if (test_random(&random) % 8 == 0) {
			ebpfc__ringbuf_discard(record, 0);
		} else {
			ebpfc__ringbuf_submit(record, 0);
			__atomic_fetch_add(&sent, 1, __ATOMIC_RELAXED);
		}
	}
	__atomic_fetch_add(&finished, 1, __ATOMIC_RELEASE);
	return NULL;
}

static void ring(void)
{
	map = test_map(s, EBPFC_MAP_RINGBUF, 0, 0, 4096, 0);
	run(ring_body);
	CHECK_IS(received, sent);
	ebpfc__map_destroy(map);
}

static void *trie_body(void *arg)
{
	uint64_t random = 5 + (uintptr_t)arg;

	for (uint64_t i = 0; i < rounds; i++) {
		struct {
			uint32_t bits;
			uint8_t ip[4];
		} k = {(uint32_t)(test_random(&random) % 33), {10, (uint8_t)(test_random(&random) & 0x81), 0, 0}}, n;
		uint64_t got;

		if (i % 3 == 0)
			ebpfc__map_update(map, &k, &i, 0);
		else if (i % 3 == 1)
			ebpfc__map_delete(map, &k);
		else
			ebpfc__map_lookup(map, &k);
		if (i % 64 == 0) {
			ebpfc__map_next_key(map, &k, &n);
			ebpfc__map_user_lookup(map, &k, &got, 0);
		}
	}
	return NULL;
}

static void trie(void)
{
	struct ebpfc_map_info info;
	uint8_t k[8], next[8];
	uint32_t walked = 0;

	map = test_map(s, EBPFC_MAP_LPM_TRIE, 8, 8, 20, EBPFC_F_NO_PREALLOC);
	run(trie_body);
	for (const void *at = NULL; ebpfc__map_next_key(map, at, next) == 0; at = k, walked++)
		memcpy(k, next, 8);
	CHECK_IS(ebpfc__map_info(map, &info), 0);
	CHECK_IS(info.entries, walked);
	ebpfc__map_destroy(map);
}

static void *percpu_body(void *arg)
{
	uint32_t k = 3;

	(void)arg;
	for (uint64_t i = 0; i < rounds; i++) /* atomic: the thread may move between lookup and increment */
		__atomic_fetch_add((uint64_t *)ebpfc__map_lookup(map, &k), 1, __ATOMIC_RELAXED);
	return NULL;
}

static void percpu(uint32_t type)
{
	uint64_t *all, sum = 0;
	uint32_t k = 3;

	map = test_map(s, type, 4, 8, 8, 0);
	all = calloc(1, ebpfc__map_user_value_size(map));
	CHECK_IS(ebpfc__map_user_update(map, &k, all, 0), 0);
	run(percpu_body);
	CHECK_IS(ebpfc__map_user_lookup(map, &k, all, 0), 0);
	for (uint32_t c = 0; c < ebpfc__session_cpus(s); c++)
		sum += all[c];
	CHECK_IS(sum, rounds * THREADS);
	free(all);
	ebpfc__map_destroy(map);
}

int main(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "--long") == 0)
		rounds *= 50;
	s = test_session();
	hash(EBPFC_MAP_HASH, 100);
	hash(EBPFC_MAP_HASH, 20);
	hash(EBPFC_MAP_LRU_HASH, 30);
	present(100);
	present(12);
	queue(EBPFC_MAP_QUEUE);
	queue(EBPFC_MAP_STACK);
	ring();
	trie();
	percpu(EBPFC_MAP_PERCPU_ARRAY);
	percpu(EBPFC_MAP_PERCPU_HASH);
	ebpfc__session_close(s);
	return 0;
}
