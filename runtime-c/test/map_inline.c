/* SPDX-License-Identifier: MIT */
/* map_inline.c - the inlined paths do what the called ones do, for types and sizes that are constants. */
#include "../inline/maps.c"
#include "map_test.h"

static struct ebpfc_session *s;

#define STEPS 20000

/* Random operations, each by either path; after each, both paths must see the same, and so must a plain model. */
#define COMPARE(name, type, key_size, value_size, max)                                                              \
	static void name(void)                                                                                      \
	{                                                                                                           \
		struct ebpfc_map *m = test_map(s, type, key_size, value_size, max, 0);                              \
		uint64_t random = 4711, model[64] = {0};                                                            \
		uint32_t live = 0;                                                                                  \
                                                                                                                    \
		for (uint64_t step = 1; step <= STEPS; step++) {                                                    \
			uint64_t n = test_random(&random) % 64, what = test_random(&random) % 4, flags = what % 3;   \
			uint8_t key[64] = {0}, value[64] = {0};                                                     \
			int64_t r, want;                                                                            \
			uint8_t *a, *b;                                                                             \
                                                                                                                    \
			key[0] = (uint8_t)(n * 5);                                                                    \
			key[key_size - 1] = (uint8_t)n;                                                              \
			memcpy(value, &step, value_size < 8 ? value_size : 8);                                      \
			if (what == 3) {                                                                            \
				want = model[n] ? 0 : -ENOENT;                                                      \
				r = step & 1 ? ebpfc_inline_hash_delete(m, key, type, key_size, value_size, max)    \
					     : ebpfc__map_delete(m, key);                                           \
				live -= r == 0;                                                                     \
				model[n] = 0;                                                                       \
			} else {                                                                                    \
				want = model[n] && flags == 1 ? -EEXIST                                             \
				       : !model[n] && flags == 2 ? -ENOENT                                          \
				       : !model[n] && live == max ? -E2BIG : 0;                                     \
				r = step & 1 ? ebpfc_inline_hash_update(m, key, value, flags, type, key_size,       \
									value_size, max)                            \
					     : ebpfc__map_update(m, key, value, flags);                             \
				live += r == 0 && !model[n];                                                        \
				if (r == 0)                                                                         \
					model[n] = step;                                                            \
			}                                                                                           \
			CHECK_IS(r, want);                                                                          \
			a = ebpfc_inline_hash_lookup(m, key, type, key_size, value_size, max);                      \
			b = ebpfc__map_lookup(m, key);                                                              \
			CHECK(a == b || ebpfc__is_percpu(type)); /* the thread may have changed CPUs */             \
			CHECK((a != NULL) == (model[n] != 0));                                                      \
			if (a && !ebpfc__is_percpu(type))                                                           \
				CHECK(memcmp(a, &model[n], value_size < 8 ? value_size : 8) == 0);                  \
		}                                                                                                   \
		ebpfc__map_destroy(m);                                                                              \
	}

COMPARE(hash_4_8, EBPFC_MAP_HASH, 4, 8, 100)
COMPARE(hash_4_8_full, EBPFC_MAP_HASH, 4, 8, 20)
COMPARE(hash_1_1, EBPFC_MAP_HASH, 1, 1, 100)
COMPARE(hash_8_24, EBPFC_MAP_HASH, 8, 24, 33)
COMPARE(hash_13_5, EBPFC_MAP_HASH, 13, 5, 40)
COMPARE(hash_40_64, EBPFC_MAP_HASH, 40, 64, 64)
COMPARE(percpu_4_8, EBPFC_MAP_PERCPU_HASH, 4, 8, 50)
COMPARE(lru_4_8, EBPFC_MAP_LRU_HASH, 4, 8, 10000)
COMPARE(lru_percpu_16_4, EBPFC_MAP_LRU_PERCPU_HASH, 16, 4, 10000)

static void arrays(void)
{
	struct ebpfc_map *a = test_map(s, EBPFC_MAP_ARRAY, 4, 13, 10, 0), *p = test_map(s, EBPFC_MAP_PERCPU_ARRAY, 4, 12, 10, 0);

	for (uint32_t k = 0; k < 12; k++) {
		uint8_t *v = ebpfc_inline_percpu_array_lookup(p, &k, 12, 10);
		bool found = false;

		CHECK(ebpfc_inline_array_lookup(a, &k, 13, 10) == ebpfc__map_lookup(a, &k));
		for (uint32_t c = 0; c < ebpfc__session_cpus(s); c++)
			found |= v == ebpfc__map_lookup_percpu(p, &k, c);
		CHECK(found && (v != NULL) == (k < 10));
	}
	ebpfc__map_destroy(a);
	ebpfc__map_destroy(p);
}

static int last(void *ctx, void *data, size_t size)
{
	CHECK_IS(size, 8);
	memcpy(ctx, data, 8);
	return 0;
}

static void ring(void)
{
	struct ebpfc_map *m = test_map(s, EBPFC_MAP_RINGBUF, 0, 0, 4096, 0);
	uint64_t got;

	CHECK(!ebpfc_inline_ringbuf_reserve(m, 8, 1));
	CHECK(!ebpfc_inline_ringbuf_reserve(m, 4096, 0));
	for (uint64_t i = 1; i < 1000; i++) {
		uint64_t *a = ebpfc_inline_ringbuf_reserve(m, 8, 0), *b = ebpfc__ringbuf_reserve(m, 8, 0);

		CHECK(a && b == a + 2);
		*a = i;
		ebpfc_inline_ringbuf_discard(b, 0);
		ebpfc_inline_ringbuf_submit(a, 0);
		CHECK_IS(ebpfc__ringbuf_consume(m, last, &got), 1);
		CHECK_IS(got, i);
	}
	ebpfc__map_destroy(m);
}

int main(void)
{
	s = test_session();
	hash_4_8();
	hash_4_8_full();
	hash_1_1();
	hash_8_24();
	hash_13_5();
	hash_40_64();
	percpu_4_8();
	lru_4_8();
	lru_percpu_16_4();
	arrays();
	ring();
	ebpfc__session_close(s);
	return 0;
}
