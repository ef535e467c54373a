/* SPDX-License-Identifier: MIT */
/* map_lock.c - BPF_F_LOCK and values that hold a struct bpf_spin_lock. */
#include <pthread.h>

#include "map_test.h"

#define WORDS 9
#define THREADS 4
#define STEPS 20000

struct value {
	uint64_t words[WORDS];
	uint32_t before;
	uint32_t lock;
	uint32_t after;
};

static struct ebpfc_session *s;

static struct ebpfc_map *make(uint32_t type, uint32_t entries)
{
	struct ebpfc_map_attr attr = {.size = sizeof(attr),
				      .type = type,
				      .key_size = 4,
				      .value_size = offsetof(struct value, after) + 4,
				      .max_entries = entries,
				      .lock_at = offsetof(struct value, lock) + 1};
	struct ebpfc_map *map = NULL;

	CHECK_IS(ebpfc__map_create(s, &attr, &map), 0);
	return map;
}

static struct value filled(uint64_t with)
{
	struct value v = {.before = (uint32_t)with, .lock = 0xdead, .after = (uint32_t)with};

	for (int i = 0; i < WORDS; i++)
		v.words[i] = with;
	return v;
}

static bool whole(const struct value *v)
{
	for (int i = 0; i < WORDS; i++)
		if (v->words[i] != v->words[0])
			return false;
	return v->before == (uint32_t)v->words[0] && v->after == v->before && v->lock == 0;
}

static void flags(uint32_t type)
{
	struct ebpfc_map *map = make(type, 4), *plain = test_map(s, type, 4, 8, 4, 0);
	struct value v = filled(7), got;
	uint32_t key = 1, far = 9;
	bool array = type == EBPFC_MAP_ARRAY;
	uint64_t word = 0;

	CHECK_IS(ebpfc__map_user_update(plain, &key, &word, EBPFC_F_LOCK), -EINVAL);
	CHECK_IS(ebpfc__map_update(plain, &key, &word, EBPFC_F_LOCK), -EINVAL);
	CHECK_IS(ebpfc__map_user_lookup(plain, &key, &word, EBPFC_F_LOCK), -EINVAL);
	CHECK_IS(ebpfc__map_user_lookup(map, &key, &got, EBPFC_NOEXIST), -EINVAL);
	CHECK_IS(ebpfc__map_user_update(map, &key, &v, EBPFC_F_LOCK | EBPFC_EXIST), array ? 0 : -ENOENT);
	CHECK_IS(ebpfc__map_user_update(map, &key, &v, EBPFC_F_LOCK | 3), -EINVAL);
	CHECK_IS(ebpfc__map_user_update(map, &key, &v, EBPFC_F_LOCK), 0);
	CHECK_IS(ebpfc__map_user_update(map, &key, &v, EBPFC_F_LOCK | EBPFC_NOEXIST), -EEXIST);
	CHECK_IS(ebpfc__map_user_lookup(map, &key, &got, EBPFC_F_LOCK), 0);
	CHECK(whole(&got) && got.words[0] == 7);
	if (array)
		CHECK_IS(ebpfc__map_user_update(map, &far, &v, EBPFC_F_LOCK), -E2BIG);
	else
		CHECK_IS(ebpfc__map_user_lookup(map, &far, &got, EBPFC_F_LOCK), -ENOENT);
	/* whoever holds the lock keeps it through another's plain update */
	struct value *at = ebpfc__map_lookup(map, &key);

	CHECK_IS(at->lock, 0);
	if (array) {
		at->lock = 1;
		v = filled(8);
		CHECK_IS(ebpfc__map_update(map, &key, &v, 0), 0);
		CHECK(at->lock == 1 && at->words[3] == 8 && at->before == 8 && at->after == 8);
		CHECK_IS(ebpfc__map_user_lookup(map, &key, &got, 0), 0);
		CHECK_IS(got.lock, 0);
		at->lock = 0;
	} else {
		v = filled(8);
		CHECK_IS(ebpfc__map_update(map, &key, &v, 0), 0);
		at = ebpfc__map_lookup(map, &key);
		CHECK(at->lock == 0 && at->words[0] == 8);
	}
	ebpfc__map_destroy(map);
	ebpfc__map_destroy(plain);
}

static struct ebpfc_map *shared;

static void *work(void *arg)
{
	uint64_t n = (uintptr_t)arg;
	uint32_t key = 2;

	for (uint64_t i = 1; i <= STEPS; i++) {
		struct value v = filled(n << 32 | i), got;

		CHECK_IS(ebpfc__map_user_update(shared, &key, &v, EBPFC_F_LOCK), 0);
		CHECK_IS(ebpfc__map_user_lookup(shared, &key, &got, EBPFC_F_LOCK), 0);
		CHECK(whole(&got));
	}
	return NULL;
}

/* Without the lock, values of this size tear. */
static void threads(uint32_t type)
{
	pthread_t t[THREADS];
	struct value v = filled(1);
	uint32_t key = 2;

	shared = make(type, 8);
	CHECK_IS(ebpfc__map_user_update(shared, &key, &v, 0), 0);
	for (uintptr_t i = 0; i < THREADS; i++)
		CHECK_IS(pthread_create(&t[i], NULL, work, (void *)(i + 1)), 0);
	for (int i = 0; i < THREADS; i++)
		pthread_join(t[i], NULL);
	ebpfc__map_destroy(shared);
}

static void refused(void)
{
	struct ebpfc_map_attr attr = {.size = sizeof(attr), .type = EBPFC_MAP_HASH, .key_size = 4, .value_size = 8,
				      .max_entries = 1, .lock_at = 6};
	struct ebpfc_map *map;

	CHECK_IS(ebpfc__map_create(s, &attr, &map), -EINVAL); /* beyond the value */
	attr.lock_at = 3;
	CHECK_IS(ebpfc__map_create(s, &attr, &map), -EINVAL); /* not aligned */
	attr.lock_at = 1;
	attr.type = EBPFC_MAP_PERCPU_HASH;
	CHECK_IS(ebpfc__map_create(s, &attr, &map), -EINVAL);
}

int main(void)
{
	const uint32_t types[] = {EBPFC_MAP_HASH, EBPFC_MAP_ARRAY, EBPFC_MAP_LRU_HASH};

	s = test_session();
	refused();
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		flags(types[i]);
		threads(types[i]);
	}
	ebpfc__session_close(s);
	return 0;
}
