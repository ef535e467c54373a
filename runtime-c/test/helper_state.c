/* SPDX-License-Identifier: MIT */
/* Helpers that act on memory of maps and on the hit: timers, locks, ring buffers, stacks, run contexts. */
#include "../src/helpers/helpers.h"
#include "check.h"

#include <errno.h>
#include <string.h>
#include <time.h>

static struct ebpfc_module module;
static struct ebpfc__runtime runtime;
static struct ebpfc_instance instance = {.module = &module, .runtime = &runtime};

static uint64_t addr(const void *p)
{
	return (uintptr_t)p;
}

#define CALL(NAME, R1, R2, R3, R4, R5) (int64_t)ebpfc__h_##NAME(R1, R2, R3, R4, R5, &instance)

static struct ebpfc_map *make_map(uint32_t type, uint32_t key_size, uint32_t value_size, uint32_t max_entries)
{
	struct ebpfc_map_attr attr = {
		.size = sizeof(attr),
		.type = type,
		.key_size = key_size,
		.value_size = value_size,
		.max_entries = max_entries,
	};
	struct ebpfc_map *map = NULL;

	CHECK_EQ(ebpfc__map_create(runtime.session, &attr, &map), 0);
	return map;
}

static atomic_uint fired;
static uint64_t fired_key;

static uint64_t on_timer(uint64_t map, uint64_t key, uint64_t value, uint64_t r4, uint64_t r5,
			 struct ebpfc_instance *self)
{
	(void)map, (void)r4, (void)r5;
	CHECK(self == &instance && value != 0);
	memcpy(&fired_key, ebpfc__ptr(key), sizeof(uint32_t));
	atomic_fetch_add(&fired, 1);
	return 0;
}

static void nap(long ms)
{
	nanosleep(&(struct timespec){.tv_nsec = ms * 1000000}, NULL);
}

static void test_timers(void)
{
	struct ebpfc_map *map = make_map(EBPFC_MAP_HASH, 4, 24, 16);
	uint32_t key = 7;
	uint8_t value[24] = {0};
	uint64_t timer;

	CHECK_EQ(ebpfc__map_update(map, &key, value, EBPFC_ANY), 0);
	timer = addr(ebpfc__map_lookup(map, &key)) + 8;
	CHECK_EQ(CALL(timer_start, timer, 0, 0, 0, 0), -EINVAL);
	CHECK_EQ(CALL(timer_init, timer, addr(map), 5, 0, 0), -EINVAL);
	CHECK_EQ(CALL(timer_init, timer, addr(map), CLOCK_MONOTONIC, 0, 0), 0);
	CHECK_EQ(CALL(timer_init, timer, addr(map), CLOCK_MONOTONIC, 0, 0), -EBUSY);
	CHECK_EQ(CALL(timer_start, timer, 0, 0, 0, 0), -EINVAL);
	CHECK_EQ(CALL(timer_set_callback, timer, (uintptr_t)on_timer, 0, 0, 0), 0);
	CHECK_EQ(CALL(timer_start, timer, 1000000, 0, 0, 0), 0);
	for (int i = 0; i < 2000 && atomic_load(&fired) == 0; i++)
		nap(1);
	CHECK_EQ(atomic_load(&fired), 1);
	CHECK_EQ(fired_key, 7);
	/* Cancelled before it fires; a deleted element's timer does not fire. */
	CHECK_EQ(CALL(timer_start, timer, UINT64_C(3600) * 1000000000, 0, 0, 0), 0);
	CHECK_EQ(CALL(timer_cancel, timer, 0, 0, 0, 0), 1);
	CHECK_EQ(CALL(timer_cancel, timer, 0, 0, 0, 0), 0);
	CHECK_EQ(CALL(timer_start, timer, 20000000, 0, 0, 0), 0);
	CHECK_EQ(ebpfc__map_delete(map, &key), 0);
	nap(60);
	CHECK_EQ(atomic_load(&fired), 1);
	ebpfc__timers_free(&instance);
	CHECK(runtime.timers == NULL);
	ebpfc__map_destroy(map);
}

static void *add_locked(void *at)
{
	uint32_t *cell = at;

	for (int i = 0; i < 20000; i++) {
		ebpfc__h_spin_lock(addr(cell), 0, 0, 0, 0, &instance);
		*(volatile uint32_t *)(cell + 1) += 1;
		ebpfc__h_spin_unlock(addr(cell), 0, 0, 0, 0, &instance);
	}
	return NULL;
}

static void test_lock(void)
{
	struct ebpfc_map *map = make_map(EBPFC_MAP_ARRAY, 4, 8, 1);
	pthread_t threads[3];

	for (int i = 0; i < 3; i++)
		CHECK_EQ(pthread_create(&threads[i], NULL, add_locked, map->values), 0);
	for (int i = 0; i < 3; i++)
		pthread_join(threads[i], NULL);
	CHECK_EQ(((uint32_t *)(void *)map->values)[1], 60000);
	ebpfc__map_destroy(map);
}

static int see_record(void *ctx, void *data, size_t size)
{
	uint64_t *sum = ctx;

	CHECK_EQ(size, 8);
	*sum += *(uint64_t *)data;
	return 0;
}

static void test_ringbuf(void)
{
	struct ebpfc_map *map = make_map(EBPFC_MAP_RINGBUF, 0, 0, 4096);
	uint64_t sum = 0, number = 5, dynptr[2] = {0};
	uint64_t *record = ebpfc__ptr((uint64_t)CALL(ringbuf_reserve, addr(map), 8, 0, 0, 0));

	CHECK(record != NULL);
	*record = 1;
	CHECK_EQ(CALL(ringbuf_submit, addr(record), 0, 0, 0, 0), 0);
	record = ebpfc__ptr((uint64_t)CALL(ringbuf_reserve, addr(map), 8, 0, 0, 0));
	*record = 100;
	CHECK_EQ(CALL(ringbuf_discard, addr(record), 0, 0, 0, 0), 0);
	CHECK_EQ(CALL(ringbuf_output, addr(map), addr(&number), 8, 0, 0), 0);
	CHECK_EQ(CALL(ringbuf_reserve_dynptr, addr(map), 8, 0, addr(dynptr), 0), 0);
	number = 30;
	CHECK_EQ(CALL(dynptr_write, addr(dynptr), 0, addr(&number), 8, 0), 0);
	CHECK_EQ(CALL(ringbuf_submit_dynptr, addr(dynptr), 0, 0, 0, 0), 0);
	CHECK_EQ(CALL(dynptr_write, addr(dynptr), 0, addr(&number), 8, 0), -EINVAL);
	CHECK_EQ(ebpfc_ringbuf_consume(map, see_record, &sum), 3);
	CHECK_EQ(sum, 36);
	CHECK_EQ(CALL(ringbuf_reserve, addr(map), 1 << 20, 0, 0, 0), 0);
	ebpfc__map_destroy(map);
}

static void test_hit(void)
{
	const uint64_t args[] = {11, 12};
	struct ebpfc_run_ctx hit = {.cookie = 42, .func_ip = 0x1234, .args = args, .arg_count = 2};
	uint64_t value = 0;

	CHECK_EQ(CALL(get_attach_cookie, 0, 0, 0, 0, 0), 0);
	CHECK_EQ(CALL(override_return, 0, 5, 0, 0, 0), -EINVAL);
	CHECK(ebpfc_run_ctx_set(&hit) == NULL);
	CHECK_EQ(CALL(get_attach_cookie, 0, 0, 0, 0, 0), 42);
	CHECK_EQ(CALL(get_func_ip, 0, 0, 0, 0, 0), 0x1234);
	CHECK_EQ(CALL(get_func_arg_cnt, 0, 0, 0, 0, 0), 2);
	CHECK_EQ(CALL(get_func_arg, 0, 1, addr(&value), 0, 0), 0);
	CHECK_EQ(value, 12);
	CHECK_EQ(CALL(get_func_arg, 0, 2, addr(&value), 0, 0), -EINVAL);
	CHECK_EQ(CALL(get_func_ret, 0, addr(&value), 0, 0, 0), -EOPNOTSUPP);
	CHECK_EQ(CALL(override_return, 0, (uint64_t)-13, 0, 0, 0), 0);
	CHECK(hit.overridden && (int64_t)hit.retval == -13);
	CHECK(ebpfc_run_ctx_set(NULL) == &hit);
}

static void test_stack(void)
{
	uint64_t frames[32] = {0};
	int64_t bytes = CALL(get_stack, 0, addr(frames), sizeof(frames), 1 << 8, 0);

	CHECK(bytes >= 8 && bytes % 8 == 0);
	CHECK_EQ(CALL(get_stack, 0, addr(frames), sizeof(frames), 0, 0), -EFAULT);
	CHECK_EQ(CALL(get_stack, 0, addr(frames), 12, 1 << 8, 0), -EINVAL);
	CHECK_EQ(CALL(get_stack, 0, addr(frames), sizeof(frames), 1 << 20, 0), -EINVAL);

	struct ebpfc_map *map = make_map(EBPFC_MAP_STACK_TRACE, 4, 127 * 8, 64);
	int64_t first = CALL(get_stackid, 0, addr(map), 1 << 8, 0, 0);

	CHECK(first >= 0 && first < 64);
	CHECK_EQ(CALL(get_stackid, 0, addr(map), 0, 0, 0), -EFAULT);
	ebpfc__map_destroy(map);
}

int main(void)
{
	CHECK_EQ(ebpfc__session_open(NULL, &runtime.session), 0);
	test_timers();
	test_lock();
	test_ringbuf();
	test_hit();
	test_stack();
	ebpfc__session_close(runtime.session);
	return check_failures != 0;
}
