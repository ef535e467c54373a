/* SPDX-License-Identifier: MIT */
/* map_types.c - the program side of the types beyond array and hash, and what happens when a producer dies. */
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "map_test.h"

static struct ebpfc_session *s;

static void fifo(void)
{
	struct ebpfc_map *q = test_map(s, EBPFC_MAP_QUEUE, 0, 4, 3, 0), *t = test_map(s, EBPFC_MAP_STACK, 0, 4, 3, 0);
	uint32_t v = 0;

	CHECK_IS(ebpfc__map_pop(q, &v), -ENOENT);
	for (uint32_t i = 1; i <= 5; i++) {
		CHECK_IS(ebpfc__map_push(q, &i, 0), i <= 3 ? 0 : -E2BIG);
		CHECK_IS(ebpfc__map_push(t, &i, EBPFC_EXIST), 0);
	}
	CHECK_IS(ebpfc__map_peek(q, &v), 0);
	CHECK_IS(v, 1);
	CHECK_IS(ebpfc__map_pop(t, &v), 0);
	CHECK_IS(v, 5);
	CHECK_IS(ebpfc__map_pop(t, &v), 0);
	CHECK_IS(ebpfc__map_pop(t, &v), 0);
	CHECK_IS(v, 3);
	CHECK_IS(ebpfc__map_pop(t, &v), -ENOENT);
	CHECK(!ebpfc__map_lookup(q, &v));
	CHECK_IS(ebpfc__map_update(q, &v, &v, 0), -EINVAL);
	ebpfc__map_destroy(q);
	ebpfc__map_destroy(t);
}

struct seen {
	uint32_t count, last, stop_at;
	size_t size;
};

static int see(void *ctx, void *data, size_t size)
{
	struct seen *seen = ctx;

	memcpy(&seen->last, data, 4);
	seen->size = size;
	return ++seen->count == seen->stop_at;
}

static void ring(void)
{
	struct ebpfc_map *m = test_map(s, EBPFC_MAP_RINGBUF, 0, 0, 4096, 0);
	struct seen seen = {0};
	uint32_t *a, *b, *c;

	CHECK(!ebpfc__ringbuf_reserve(m, 4, 1));
	CHECK(!ebpfc__ringbuf_reserve(m, 5000, 0));
	CHECK_IS(ebpfc__ringbuf_query(m, 1), 4096);
	for (uint32_t round = 0; round < 1000; round++) { /* many times around, never cut at the end */
		uint32_t size = 4 + round % 300;
		uint8_t *r = ebpfc__ringbuf_reserve(m, size, 0);

		CHECK(r && (uintptr_t)r % 8 == 0);
		memset(r, (int)round, size);
		memcpy(r, &round, 4);
		ebpfc__ringbuf_submit(r, 0);
		CHECK_IS(ebpfc__ringbuf_consume(m, see, &seen), 1);
		CHECK(seen.last == round && seen.size == size);
	}
	a = ebpfc__ringbuf_reserve(m, 4, 0);
	b = ebpfc__ringbuf_reserve(m, 4, 0);
	c = ebpfc__ringbuf_reserve(m, 4, 0);
	CHECK(a && b && c);
	*a = 1, *c = 3;
	ebpfc__ringbuf_submit(c, 0);
	CHECK_IS(ebpfc__ringbuf_consume(m, see, &seen), 0); /* in order: the first is not done */
	CHECK_IS(ebpfc__ringbuf_wait(m, 0), 0);
	ebpfc__ringbuf_discard(b, 0);
	ebpfc__ringbuf_submit(a, 0);
	CHECK_IS(ebpfc__ringbuf_wait(m, 0), 1);
	seen.count = 0;
	seen.stop_at = 1;
	CHECK_IS(ebpfc__ringbuf_consume(m, see, &seen), 1);
	CHECK_IS(seen.last, 1);
	CHECK_IS(ebpfc__ringbuf_consume(m, see, &seen), 1);
	CHECK_IS(seen.last, 3);
	CHECK_IS(ebpfc__ringbuf_query(m, 0), 0);

	uint32_t fit = 0;
	while (ebpfc__ringbuf_output(m, &fit, 4, 0) == 0)
		fit++;
	CHECK_IS(fit, 4096 / 16 - 1); /* one byte at least stays free, as in the kernel */
	CHECK_IS(ebpfc__ringbuf_output(m, &fit, 4, 0), -EAGAIN);
	CHECK_IS(ebpfc__ringbuf_output(m, &fit, 4, 4), -EINVAL);
	ebpfc__map_destroy(m);
}

/* A producer killed between reserve and submit does not stop the ring. */
static void dead_producer(void)
{
	struct ebpfc_map *m = test_map(s, EBPFC_MAP_RINGBUF, 0, 0, 4096, 0);
	struct seen seen = {0};
	uint32_t v = 7;
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		CHECK_IS(ebpfc__ringbuf_output(m, &v, 4, 0), 0);
		CHECK(ebpfc__ringbuf_reserve(m, 40, 0));
		kill(getpid(), SIGKILL);
	}
	CHECK(waitpid(pid, &status, 0) == pid && WIFSIGNALED(status));
	v = 8;
	CHECK_IS(ebpfc__ringbuf_output(m, &v, 4, 0), 0);
	CHECK_IS(ebpfc__ringbuf_wait(m, 1000), 1);
	CHECK_IS(ebpfc__ringbuf_consume(m, see, &seen), 2);
	CHECK_IS(seen.last, 8);
	ebpfc__map_destroy(m);
}

static void *produce_later(void *map)
{
	uint32_t v = 99;

	usleep(20000);
	CHECK_IS(ebpfc__ringbuf_output(map, &v, 4, 0), 0);
	return NULL;
}

static void sleeping_consumer(void)
{
	struct ebpfc_map *m = test_map(s, EBPFC_MAP_RINGBUF, 0, 0, 4096, 0);
	struct seen seen = {0};
	pthread_t t;

	CHECK_IS(ebpfc__ringbuf_wait(m, 10), 0);
	CHECK_IS(pthread_create(&t, NULL, produce_later, m), 0);
	CHECK_IS(ebpfc__ringbuf_wait(m, 10000), 1);
	CHECK_IS(ebpfc__ringbuf_consume(m, see, &seen), 1);
	CHECK_IS(seen.last, 99);
	pthread_join(t, NULL);
	ebpfc__map_destroy(m);
}

static void perf(void)
{
	struct ebpfc_map *m = test_map(s, EBPFC_MAP_PERF_EVENT_ARRAY, 4, 4, 128, 0);
	struct seen seen = {0};
	uint32_t v = 5, sum = 0;
	uint64_t lost;

	CHECK_IS(ebpfc__perf_output(m, 0xffffffff, &v, 4), 0);
	CHECK_IS(ebpfc__perf_output(m, 0, &v, 4), 0);
	CHECK_IS(ebpfc__perf_output(m, 127, &v, 4), ebpfc__session_cpus(s) > 127 ? 0 : -ENOENT);
	CHECK_IS(ebpfc__perf_output(m, 128, &v, 4), -E2BIG);
	CHECK_IS(ebpfc__perf_output(m, 1ull << 40, &v, 4), -EINVAL);
	CHECK_IS(ebpfc__perf_wait(m, 0), 1);
	for (uint32_t c = 0; c < ebpfc__session_cpus(s); c++)
		sum += (uint32_t)ebpfc__perf_consume(m, c, see, &seen, &lost);
	CHECK_IS(sum, 2);
	CHECK_IS(ebpfc__perf_wait(m, 0), 0);
	for (sum = 0; ebpfc__perf_output(m, 0, &v, 4) == 0;)
		sum++;
	CHECK_IS(ebpfc__perf_output(m, 0, &v, 4), -ENOSPC);
	CHECK_IS(ebpfc__perf_consume(m, 0, see, &seen, &lost), sum);
	CHECK_IS(lost, 2);
	ebpfc__map_destroy(m);
}

static void maps_of_maps(void)
{
	static const uint32_t types[] = {EBPFC_MAP_ARRAY_OF_MAPS, EBPFC_MAP_HASH_OF_MAPS};

	for (int i = 0; i < 2; i++) {
		struct ebpfc_map *inner = test_map(s, EBPFC_MAP_ARRAY, 4, 8, 4, 0), *outer, *other, *got;
		struct ebpfc_map_attr attr = {.size = sizeof(attr), .type = types[i], .key_size = 4, .value_size = 4,
					      .max_entries = 4};
		uint32_t key = 1, id = ebpfc__map_id(inner), zero = 0;
		uint64_t *v;

		CHECK_IS(ebpfc__map_create(s, &attr, &outer), -EBADF);
		attr.inner = inner;
		CHECK_IS(ebpfc__map_create(s, &attr, &outer), 0);
		CHECK(!ebpfc__map_lookup(outer, &key));
		CHECK_IS(ebpfc__map_user_update(outer, &key, &id, 0), 0);
		CHECK(ebpfc__map_lookup(outer, &key) == inner);
		other = test_map(s, EBPFC_MAP_ARRAY, 4, 8, 5, 0);
		id = ebpfc__map_id(other);
		CHECK_IS(ebpfc__map_user_update(outer, &key, &id, 0), -EINVAL); /* other size */
		CHECK_IS(ebpfc__map_user_update(outer, &key, &zero, 0), -EBADF);
		ebpfc__map_destroy(other);

		/* removed by its owner, the inner map lives while the outer names it */
		v = ebpfc__map_lookup(inner, &zero);
		*v = 42;
		id = ebpfc__map_id(inner);
		ebpfc__map_destroy(inner);
		CHECK_IS(ebpfc__map_open(s, id, &got), -ENOENT);
		got = ebpfc__map_lookup(outer, &key);
		CHECK(got && *(uint64_t *)ebpfc__map_lookup(got, &zero) == 42);
		CHECK_IS(ebpfc__map_user_lookup(outer, &key, &id, 0), 0);
		CHECK_IS(ebpfc__map_user_delete(outer, &key), 0);
		CHECK(!ebpfc__map_lookup(outer, &key));
		ebpfc__map_destroy(outer);
	}
}

static void programs(void)
{
	struct ebpfc_map *m = test_map(s, EBPFC_MAP_PROG_ARRAY, 4, 4, 4, 0);
	struct ebpfc_target target = {0}, other = {0};
	uint32_t key = 2, number, second, out;

	CHECK_IS(ebpfc__prog_register(s, 0x1234, &target, &number), 0);
	CHECK_IS(ebpfc__prog_register(s, 0x5678, &other, &second), 0);
	CHECK(number != second);
	CHECK(!ebpfc__prog_target(m, key));
	CHECK_IS(ebpfc__map_user_update(m, &key, &number, 0), 0);
	CHECK(ebpfc__prog_target(m, key) == &target);
	CHECK_IS(ebpfc__map_user_lookup(m, &key, &out, 0), 0);
	CHECK_IS(out, number);
	CHECK(!ebpfc__prog_target(m, 4));
	CHECK_IS(ebpfc__map_user_update(m, &key, &(uint32_t){4000}, 0), -EBADF);
	CHECK_IS(ebpfc__map_user_delete(m, &key), 0);
	CHECK_IS(ebpfc__map_user_delete(m, &key), -ENOENT);
	CHECK(!ebpfc__prog_target(m, key));
	ebpfc__map_destroy(m);
}

static void traces(void)
{
	struct ebpfc_map *m = test_map(s, EBPFC_MAP_STACK_TRACE, 4, 80, 1024, 0);
	uint64_t ips[20], out[10];
	int64_t id, again;

	for (uint64_t i = 0; i < 20; i++)
		ips[i] = 0x400000 + i * 16;
	id = ebpfc__stack_id(m, ips, 20, 0);
	CHECK(id >= 0 && id < 1024);
	CHECK_IS(ebpfc__stack_id(m, ips, 20, 0), id);
	CHECK_IS(ebpfc__map_user_lookup(m, &(uint32_t){(uint32_t)id}, out, 0), 0);
	CHECK(memcmp(out, ips, sizeof(out)) == 0);
	again = ebpfc__stack_id(m, ips, 20, 15);
	CHECK(again >= 0 && again != id);
	CHECK_IS(ebpfc__map_user_lookup(m, &(uint32_t){(uint32_t)again}, out, 0), 0);
	CHECK(memcmp(out, ips + 15, 40) == 0 && out[5] == 0);
	CHECK_IS(ebpfc__stack_id(m, ips, 3, 3), -EFAULT);
	CHECK_IS(ebpfc__stack_id(m, ips, 3, 1 << 20), -EINVAL);
	CHECK_IS(ebpfc__map_user_delete(m, &(uint32_t){(uint32_t)id}), 0);
	CHECK_IS(ebpfc__map_user_lookup(m, &(uint32_t){(uint32_t)id}, out, 0), -ENOENT);
	ebpfc__map_destroy(m);
}

static void *use_storage(void *map)
{
	uint32_t tid = (uint32_t)syscall(SYS_gettid);
	uint64_t init = 3, *v;

	CHECK(!ebpfc__storage_get(map, tid, NULL, 0));
	v = ebpfc__storage_get(map, tid, &init, 1);
	CHECK(v && *v == 3);
	*v = 4;
	CHECK(ebpfc__storage_get(map, tid, NULL, 1) == v && *v == 4);
	return NULL;
}

static void storage(void)
{
	struct ebpfc_map *m = test_map(s, EBPFC_MAP_TASK_STORAGE, 4, 8, 0, EBPFC_F_NO_PREALLOC);
	uint32_t tid = (uint32_t)syscall(SYS_gettid);
	uint64_t out, *v;

	for (int i = 0; i < 5; i++) { /* each new thread begins without a value, whatever row it gets */
		pthread_t t;

		CHECK_IS(pthread_create(&t, NULL, use_storage, m), 0);
		pthread_join(t, NULL);
	}
	v = ebpfc__storage_get(m, tid, NULL, 1);
	CHECK(v && *v == 0);
	*v = 9;
	CHECK_IS(ebpfc__map_user_lookup(m, &tid, &out, 0), 0);
	CHECK_IS(out, 9);
	CHECK_IS(ebpfc__map_user_delete(m, &tid), 0);
	CHECK(!ebpfc__storage_get(m, tid, NULL, 0));
	ebpfc__map_destroy(m);
}

static int drained(void *data, uint32_t size, void *ctx)
{
	struct seen *seen = ctx;

	return see(seen, data, size);
}

static void user_ring(void)
{
	struct ebpfc_map *m = test_map(s, EBPFC_MAP_USER_RINGBUF, 0, 0, 4096, 0);
	struct seen seen = {0};
	uint32_t *a = ebpfc__user_ringbuf_reserve(m, 4), *b;

	CHECK(a);
	CHECK_IS(ebpfc__user_ringbuf_drain(m, drained, &seen, 0), 0);
	*a = 6;
	ebpfc__user_ringbuf_submit(m, a);
	b = ebpfc__user_ringbuf_reserve(m, 4);
	ebpfc__user_ringbuf_discard(m, b);
	CHECK_IS(ebpfc__user_ringbuf_drain(m, drained, &seen, 0), 1);
	CHECK_IS(seen.last, 6);
	CHECK(!ebpfc__user_ringbuf_reserve(m, 8192) && errno == E2BIG);
	CHECK_IS(ebpfc__user_ringbuf_drain(m, drained, &seen, 8), -EINVAL);
	ebpfc__map_destroy(m);
}

static void arena(void)
{
	struct ebpfc_map *m = test_map(s, EBPFC_MAP_ARENA, 0, 0, 100, EBPFC_F_MMAPABLE);
	uint8_t *a = ebpfc__arena_alloc(m, NULL, 10, 0), *b = ebpfc__arena_alloc(m, NULL, 90, 0);

	CHECK(a && b && ((uintptr_t)m->values & 0xffffffff) == 0);
	CHECK(!ebpfc__arena_alloc(m, NULL, 1, 0));
	memset(a, 1, 40960);
	memset(b, 2, 90 * 4096);
	CHECK(a[40959] == 1);
	ebpfc__arena_free(m, a + 4096, 2);
	CHECK(!ebpfc__arena_alloc(m, NULL, 3, 0));
	CHECK(!ebpfc__arena_alloc(m, a, 1, 0));
	CHECK(ebpfc__arena_alloc(m, a + 4096, 2, 0) == a + 4096 && a[4096] == 0 && a[4095] == 1);
	ebpfc__map_destroy(m);
}

static void bloom(void)
{
	struct ebpfc_map *m = test_map(s, EBPFC_MAP_BLOOM_FILTER, 0, 8, 1000, 0);
	uint64_t wrong = 0;

	for (uint64_t i = 0; i < 1000; i++)
		CHECK_IS(ebpfc__map_push(m, &i, 0), 0);
	for (uint64_t i = 0; i < 1000; i++)
		CHECK_IS(ebpfc__map_peek(m, &i), 0);
	for (uint64_t i = 1000; i < 11000; i++)
		wrong += ebpfc__map_peek(m, &i) == 0;
	CHECK(wrong < 1000); /* about 3 % are expected */
	CHECK_IS(ebpfc__map_push(m, &wrong, 1), -EINVAL);
	CHECK_IS(ebpfc__map_pop(m, &wrong), -EOPNOTSUPP);
	ebpfc__map_destroy(m);
}

static void trie(void)
{
	struct ebpfc_map *m = test_map(s, EBPFC_MAP_LPM_TRIE, 8, 4, 10, EBPFC_F_NO_PREALLOC);
	struct {
		uint32_t bits;
		uint8_t ip[4];
	} ten = {8, {10, 0, 0, 0}}, lan = {24, {10, 1, 2, 0}}, host = {32, {10, 1, 2, 3}}, any = {0, {0}};
	uint32_t one = 1, two = 2, three = 3;

	CHECK(!ebpfc__map_lookup(m, &host));
	CHECK_IS(ebpfc__map_update(m, &ten, &one, 0), 0);
	CHECK_IS(ebpfc__map_update(m, &lan, &two, 0), 0);
	CHECK_IS(*(uint32_t *)ebpfc__map_lookup(m, &host), 2);
	host.ip[2] = 9;
	CHECK_IS(*(uint32_t *)ebpfc__map_lookup(m, &host), 1);
	host.ip[0] = 11;
	CHECK(!ebpfc__map_lookup(m, &host));
	CHECK_IS(ebpfc__map_update(m, &any, &three, 0), 0);
	CHECK_IS(*(uint32_t *)ebpfc__map_lookup(m, &host), 3);
	CHECK_IS(ebpfc__map_delete(m, &ten), 0);
	CHECK_IS(ebpfc__map_delete(m, &ten), -ENOENT);
	ebpfc__map_destroy(m);
}

int main(void)
{
	s = test_session();
	fifo();
	ring();
	dead_producer();
	sleeping_consumer();
	perf();
	maps_of_maps();
	programs();
	traces();
	storage();
	user_ring();
	arena();
	bloom();
	trie();
	ebpfc__session_close(s);
	return 0;
}
