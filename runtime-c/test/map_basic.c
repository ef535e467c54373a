/* SPDX-License-Identifier: MIT */
/* map_basic.c - ARRAY and the hash tables: results, flags, errors, and which pointer sees which update. */
#include "map_test.h"

static void arrays(struct ebpfc_session *s)
{
	struct ebpfc_map *m = test_map(s, EBPFC_MAP_ARRAY, 4, 5, 10, 0);
	uint32_t k = 3, next;
	uint8_t in[8] = {1, 2, 3, 4, 5, 6, 7, 8}, out[8] = {0};
	uint8_t *p = ebpfc__map_lookup(m, &k);

	CHECK_IS(m->stride, 8);
	CHECK(p == m->values + 24);
	CHECK_IS(ebpfc__map_update(m, &k, in, 0), 0);
	CHECK(memcmp(p, in, 5) == 0 && p[5] == 0);
	CHECK_IS(ebpfc__map_user_lookup(m, &k, out, 0), 0);
	CHECK(memcmp(out, in, 5) == 0 && out[5] == 0);
	CHECK_IS(ebpfc__map_update(m, &k, in, EBPFC_NOEXIST), -EEXIST);
	CHECK_IS(ebpfc__map_update(m, &k, in, EBPFC_EXIST), 0);
	CHECK_IS(ebpfc__map_update(m, &k, in, 3), -EINVAL);
	CHECK_IS(ebpfc__map_delete(m, &k), -EINVAL);
	CHECK_IS(ebpfc__map_user_lookup_and_delete(m, &k, out, 0), -524);
	CHECK_IS(ebpfc__map_next_key(m, &k, &next), 0);
	CHECK_IS(next, 4);
	k = 10;
	CHECK(!ebpfc__map_lookup(m, &k));
	CHECK_IS(ebpfc__map_update(m, &k, in, 0), -E2BIG);
	CHECK_IS(ebpfc__map_user_lookup(m, &k, out, 0), -ENOENT);
	CHECK_IS(ebpfc__map_next_key(m, &k, &next), 0);
	CHECK_IS(next, 0);
	k = 9;
	CHECK_IS(ebpfc__map_next_key(m, &k, &next), -ENOENT);
	CHECK_IS(ebpfc__map_freeze(m), 0);
	CHECK_IS(ebpfc__map_freeze(m), -EPERM);
	CHECK_IS(ebpfc__map_user_update(m, &k, in, 0), -EPERM);
	CHECK_IS(ebpfc__map_update(m, &k, in, 0), 0);
	ebpfc__map_destroy(m);

	m = test_map(s, EBPFC_MAP_ARRAY, 4, 8, 1, EBPFC_F_RDONLY_PROG);
	k = 0;
	CHECK_IS(ebpfc__map_update(m, &k, in, 0), -EPERM);
	CHECK_IS(ebpfc__map_user_update(m, &k, in, 0), 0);
	ebpfc__map_destroy(m);
}

static void percpu(struct ebpfc_session *s, uint32_t type)
{
	struct ebpfc_map *m = test_map(s, type, 4, 12, 10, 0);
	uint32_t cpus = ebpfc__session_cpus(s), k = 7;
	size_t n = ebpfc__map_user_value_size(m);
	uint8_t *all = calloc(1, n), one[12];

	CHECK_IS(n, 16u * cpus);
	memset(one, 0xaa, sizeof(one));
	CHECK_IS(ebpfc__map_update(m, &k, one, 0), 0);
	CHECK_IS(ebpfc__map_user_lookup(m, &k, all, 0), 0);

	uint32_t with = 0;
	for (uint32_t c = 0; c < cpus; c++) {
		with += all[16 * c] == 0xaa && all[16 * c + 11] == 0xaa;
		CHECK(all[16 * c] == 0xaa || all[16 * c] == 0);
		CHECK(all[16 * c + 12] == 0);
	}
	CHECK_IS(with, 1);
	for (uint32_t c = 0; c < cpus; c++)
		memset(all + 16 * c, (int)c + 1, 12);
	CHECK_IS(ebpfc__map_user_update(m, &k, all, 0), 0);
	for (uint32_t c = 0; c < cpus; c++) {
		uint8_t *v = ebpfc__map_lookup_percpu(m, &k, c);
		CHECK(v && v[0] == c + 1 && v[11] == c + 1);
	}
	CHECK(!ebpfc__map_lookup_percpu(m, &k, cpus));
	CHECK(((uint8_t *)ebpfc__map_lookup(m, &k))[0] <= cpus);
	free(all);
	ebpfc__map_destroy(m);
}

static void old_pointers(struct ebpfc_session *s)
{
	for (uint32_t type = EBPFC_MAP_HASH; type <= EBPFC_MAP_LRU_HASH; type += 8) {
		struct ebpfc_map *m = test_map(s, type, 4, 8, 100, 0);
		uint32_t k = 9;
		uint64_t v = 1, w = 2;

		CHECK_IS(ebpfc__map_update(m, &k, &v, 0), 0);
		uint64_t *old = ebpfc__map_lookup(m, &k);
		CHECK_IS(ebpfc__map_update(m, &k, &w, 0), 0);
		uint64_t *fresh = ebpfc__map_lookup(m, &k);
		CHECK(old != fresh && *old == 1 && *fresh == 2);
		CHECK_IS(ebpfc__map_delete(m, &k), 0);
		CHECK(!ebpfc__map_lookup(m, &k) && *fresh == 2);
		ebpfc__map_destroy(m);
	}
}

/* Every capacity, filled to the brim: exactly max_entries fit, and none is lost. */
static void capacity(struct ebpfc_session *s, uint32_t key_size)
{
	for (uint32_t max = 1; max < 300; max = max * 3 / 2 + 1) {
		struct ebpfc_map *m = test_map(s, EBPFC_MAP_HASH, key_size, 8, max, 0);
		uint8_t key[40] = {0}, next[40];
		struct ebpfc_map_info info;

		for (uint32_t round = 0; round < 3; round++) {
			for (uint32_t i = 0; i < max + 5; i++) {
				uint64_t v = i;
				memcpy(key + key_size - 4, &i, 4);
				CHECK_IS(ebpfc__map_update(m, key, &v, EBPFC_NOEXIST), i < max ? 0 : -E2BIG);
			}
			for (uint32_t i = 0; i < max; i++) { /* when full, what is there can still be replaced */
				uint64_t v = i + 1;
				memcpy(key + key_size - 4, &i, 4);
				CHECK_IS(ebpfc__map_update(m, key, &v, EBPFC_EXIST), 0);
				CHECK_IS(ebpfc__map_update(m, key, &v, EBPFC_NOEXIST), -EEXIST);
				CHECK_IS(*(uint64_t *)ebpfc__map_lookup(m, key), v);
			}
			uint32_t walked = 0;
			for (const void *at = NULL; ebpfc__map_next_key(m, at, next) == 0; at = key, walked++)
				memcpy(key, next, key_size);
			CHECK_IS(walked, max);
			CHECK_IS(ebpfc__map_info(m, &info), 0);
			CHECK_IS(info.entries, max);
			memset(key, 0, sizeof(key));
			for (uint32_t i = 0; i < max; i++) {
				memcpy(key + key_size - 4, &i, 4);
				CHECK_IS(ebpfc__map_delete(m, key), 0);
				CHECK_IS(ebpfc__map_delete(m, key), -ENOENT);
			}
			CHECK_IS(ebpfc__map_next_key(m, NULL, next), -ENOENT);
		}
		ebpfc__map_destroy(m);
	}
}

static void lru(struct ebpfc_session *s)
{
	struct ebpfc_map *m = test_map(s, EBPFC_MAP_LRU_HASH, 4, 8, 1000, 0);
	struct ebpfc_map_info info;
	uint32_t kept = 0;

	for (uint32_t i = 0; i < 100000; i++) {
		uint64_t v = i;
		uint32_t hot = i % 100;

		CHECK_IS(ebpfc__map_update(m, &i, &v, i < 100 ? EBPFC_ANY : EBPFC_NOEXIST), 0);
		CHECK(ebpfc__map_lookup(m, &i));
		ebpfc__map_lookup(m, &hot); /* a hundred keys in constant use */
	}
	for (uint32_t i = 0; i < 100; i++)
		kept += ebpfc__map_lookup(m, &i) != NULL;
	CHECK_IS(ebpfc__map_info(m, &info), 0);
	CHECK(info.entries <= 1000 && info.entries > 900);
	if (kept < 95)
		fprintf(stderr, "LRU kept %u of 100 hot keys\n", kept);
	CHECK(kept >= 95);
	ebpfc__map_destroy(m);
}

static uint64_t count_and_delete(uint64_t map, uint64_t key, uint64_t value, uint64_t ctx, uint64_t r5,
				 struct ebpfc_instance *self)
{
	uint32_t k;

	(void)r5, (void)self, (void)value;
	++*(uint64_t *)(uintptr_t)ctx;
	memcpy(&k, (void *)(uintptr_t)key, 4);
	if (k & 1)
		CHECK_IS(ebpfc__map_delete((struct ebpfc_map *)(uintptr_t)map, &k), 0);
	return 0;
}

static void for_each(struct ebpfc_session *s)
{
	struct ebpfc_map *m = test_map(s, EBPFC_MAP_HASH, 4, 8, 500, 0);
	uint64_t calls = 0;
	struct ebpfc_map_info info;

	for (uint32_t i = 0; i < 500; i++)
		CHECK_IS(ebpfc__map_update(m, &i, &(uint64_t){i}, 0), 0);
	CHECK_IS(ebpfc__map_for_each(m, count_and_delete, &calls, 0, NULL), 500);
	CHECK_IS(calls, 500);
	CHECK_IS(ebpfc__map_for_each(m, count_and_delete, &calls, 1, NULL), -EINVAL);
	CHECK_IS(ebpfc__map_info(m, &info), 0);
	CHECK_IS(info.entries, 250);
	ebpfc__map_destroy(m);
}

static void batches(struct ebpfc_session *s, uint32_t type)
{
	/* an LRU map may evict before it is full */
	struct ebpfc_map *m = test_map(s, type, 4, 8, type == EBPFC_MAP_LRU_HASH ? 4000 : 1000, 0);
	size_t n = ebpfc__map_user_value_size(m);
	uint32_t keys[1000], got[1000], count = 1000, total = 0, cursor;
	uint8_t *values = calloc(1000, n), seen[1000] = {0};
	bool hash = type != EBPFC_MAP_ARRAY && type != EBPFC_MAP_PERCPU_ARRAY;
	int r;

	for (uint32_t i = 0; i < 1000; i++) {
		keys[i] = i;
		memcpy(values + i * n, &i, 4);
	}
	CHECK_IS(ebpfc__map_update_batch(m, keys, values, &count, 0, 0), 0);
	CHECK_IS(count, 1000);
	for (const void *in = NULL;; in = &cursor) {
		count = 60;
		r = ebpfc__map_lookup_batch(m, in, &cursor, got, values, &count, 0, 0);
		for (uint32_t i = 0; i < count; i++, total++) {
			CHECK(got[i] < 1000 && !seen[got[i]] && memcmp(values + i * n, &got[i], 4) == 0);
			seen[got[i]] = 1;
		}
		if (r)
			break;
	}
	CHECK_IS(r, -ENOENT);
	CHECK_IS(total, 1000);
	count = 10;
	CHECK_IS(ebpfc__map_delete_batch(m, keys, &count, 0, 0), hash ? 0 : -524);
	if (hash) {
		count = 20;
		CHECK_IS(ebpfc__map_delete_batch(m, keys + 5, &count, 0, 0), -ENOENT);
		CHECK_IS(count, 0);
		count = 1000;
		CHECK_IS(ebpfc__map_lookup_and_delete_batch(m, NULL, &cursor, got, values, &count, 0, 0), -ENOENT);
		CHECK_IS(count, 990);
		CHECK_IS(ebpfc__map_next_key(m, NULL, &cursor), -ENOENT);
	}
	free(values);
	ebpfc__map_destroy(m);
}

static void refused(struct ebpfc_session *s)
{
	static const struct {
		struct ebpfc_map_attr attr;
		int error;
	} cases[] = {
		{{.type = EBPFC_MAP_ARRAY, .key_size = 8, .value_size = 8, .max_entries = 1}, -EINVAL},
		{{.type = EBPFC_MAP_ARRAY, .key_size = 4, .value_size = 0, .max_entries = 1}, -EINVAL},
		{{.type = EBPFC_MAP_ARRAY, .key_size = 4, .value_size = 8, .max_entries = 0}, -EINVAL},
		{{.type = EBPFC_MAP_ARRAY, .key_size = 4, .value_size = 8, .max_entries = 1, .flags = 1}, -EINVAL},
		{{.type = EBPFC_MAP_ARRAY, .key_size = 4, .value_size = 0x80000000u, .max_entries = 1}, -E2BIG},
		{{.type = EBPFC_MAP_ARRAY, .key_size = 4, .value_size = 8, .max_entries = 1, .flags = 0x180}, -EINVAL},
		{{.type = EBPFC_MAP_PERCPU_ARRAY, .key_size = 4, .value_size = 40000, .max_entries = 1}, -E2BIG},
		{{.type = EBPFC_MAP_PERCPU_ARRAY, .key_size = 4, .value_size = 8, .max_entries = 1, .flags = 1024}, -EINVAL},
		{{.type = EBPFC_MAP_HASH, .key_size = 0, .value_size = 8, .max_entries = 1}, -EINVAL},
		{{.type = EBPFC_MAP_HASH, .key_size = 4, .value_size = 8, .max_entries = 0}, -EINVAL},
		{{.type = EBPFC_MAP_HASH, .key_size = 4, .value_size = 8, .max_entries = 1, .flags = 2}, -EINVAL},
		{{.type = EBPFC_MAP_HASH, .key_size = 4, .value_size = 8, .max_entries = 1, .flags = 1024}, -EINVAL},
		{{.type = EBPFC_MAP_HASH, .key_size = 4, .value_size = 4 << 20, .max_entries = 1}, -E2BIG},
		{{.type = EBPFC_MAP_HASH, .key_size = 4, .value_size = 8, .max_entries = 1, .map_extra = 1}, -EINVAL},
		{{.type = EBPFC_MAP_LRU_HASH, .key_size = 4, .value_size = 8, .max_entries = 1, .flags = 1}, -524},
		{{.type = EBPFC_MAP_PERCPU_HASH, .key_size = 4, .value_size = 40000, .max_entries = 1}, -E2BIG},
		{{.type = 999, .key_size = 4, .value_size = 8, .max_entries = 1}, -ENOTSUP},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct ebpfc_map_attr attr = cases[i].attr;
		struct ebpfc_map *m;

		attr.size = sizeof(attr);
		CHECK_IS(ebpfc__map_create(s, &attr, &m), cases[i].error);
	}
}

int main(void)
{
	struct ebpfc_session *s = test_session();

	arrays(s);
	percpu(s, EBPFC_MAP_PERCPU_ARRAY);
	percpu(s, EBPFC_MAP_PERCPU_HASH);
	percpu(s, EBPFC_MAP_LRU_PERCPU_HASH);
	old_pointers(s);
	capacity(s, 4);
	capacity(s, 8);
	capacity(s, 13);
	capacity(s, 40);
	lru(s);
	for_each(s);
	batches(s, EBPFC_MAP_ARRAY);
	batches(s, EBPFC_MAP_PERCPU_ARRAY);
	batches(s, EBPFC_MAP_HASH);
	batches(s, EBPFC_MAP_PERCPU_HASH);
	batches(s, EBPFC_MAP_LRU_HASH);
	refused(s);
	ebpfc__session_close(s);
	return 0;
}
