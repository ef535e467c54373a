/* SPDX-License-Identifier: MIT */
/*
 * struct bpf_timer: sixteen bytes in a map value. What a timer is, its instance knows; the map holds only its number,
 * so that another process of the session never follows our pointers. Callbacks run in one thread an instance.
 */
#include "helpers.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct timer {
	struct timer *next;
	uint64_t number; /* what the first eight bytes of the bpf_timer hold */
	uint8_t *at;	 /* the bpf_timer */
	struct ebpfc_map *map;
	ebpfc_callback_fn callback;
	int clock;
	bool armed;
	uint64_t deadline; /* CLOCK_MONOTONIC, ns */
};

struct ebpfc__timers {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	struct timer *first;
	struct timer *running;
	pthread_t thread;
	bool started;
	bool stopping;
	uint64_t numbers;
};

static pthread_mutex_t creation = PTHREAD_MUTEX_INITIALIZER;

static struct ebpfc__timers *timers_of(struct ebpfc_instance *self)
{
	struct ebpfc__runtime *runtime = ebpfc__runtime(self);
	struct ebpfc__timers *timers;

	pthread_mutex_lock(&creation);
	timers = runtime->timers;
	if (!timers) {
		timers = calloc(1, sizeof(*timers));
		if (timers) {
			pthread_condattr_t attr;

			pthread_condattr_init(&attr);
			pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
			pthread_mutex_init(&timers->lock, NULL);
			pthread_cond_init(&timers->changed, &attr);
			pthread_condattr_destroy(&attr);
			timers->numbers = (uint64_t)getpid() << 32;
			runtime->timers = timers;
		}
	}
	pthread_mutex_unlock(&creation);
	return timers;
}

static uint64_t clock_ns(int clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

/* With the lock held: the timer whose number stands at `at`, or NULL. */
static struct timer *find_timer(struct ebpfc__timers *timers, const uint8_t *at)
{
	uint64_t number;

	memcpy(&number, at, sizeof(number));
	for (struct timer *timer = timers->first; number && timer; timer = timer->next) {
		if (timer->number == number && timer->at == at)
			return timer;
	}
	return NULL;
}

struct search {
	const uint8_t *at;
	uint64_t key[64];
	uint8_t *value;
};

/* The element whose value holds the timer: its key is what the callback gets. */
static uint64_t match(uint64_t map_r, uint64_t key, uint64_t value, uint64_t ctx, uint64_t zero __attribute__((unused)),
		      struct ebpfc_instance *self __attribute__((unused)))
{
	const struct ebpfc_map *map = ebpfc__ptr(map_r);
	struct search *search = ebpfc__ptr(ctx);
	uint8_t *start = ebpfc__ptr(value);

	if (search->at < start || search->at >= start + map->value_size)
		return 0;
	memcpy(search->key, ebpfc__ptr(key), map->key_size < sizeof(search->key) ? map->key_size : sizeof(search->key));
	search->value = start;
	return 1;
}

static void fire(struct ebpfc_instance *self, const struct timer *timer)
{
	struct search search = {.at = timer->at};

	ebpfc__map_for_each(timer->map, match, &search, 0, self);
	if (search.value)
		timer->callback((uintptr_t)timer->map, (uintptr_t)search.key, (uintptr_t)search.value, 0, 0, self);
}

static void *run(void *arg)
{
	struct ebpfc_instance *self = arg;
	struct ebpfc__timers *timers = ebpfc__runtime(self)->timers;

	pthread_mutex_lock(&timers->lock);
	while (!timers->stopping) {
		struct timer *soonest = NULL;

		for (struct timer *timer = timers->first; timer; timer = timer->next) {
			if (timer->armed && (!soonest || timer->deadline < soonest->deadline))
				soonest = timer;
		}
		if (!soonest) {
			pthread_cond_wait(&timers->changed, &timers->lock);
			continue;
		}
		if (soonest->deadline > clock_ns(CLOCK_MONOTONIC)) {
			struct timespec until = {
				.tv_sec = (time_t)(soonest->deadline / 1000000000u),
				.tv_nsec = (long)(soonest->deadline % 1000000000u),
			};

			pthread_cond_timedwait(&timers->changed, &timers->lock, &until);
			continue;
		}
		soonest->armed = false;
		timers->running = soonest;
		pthread_mutex_unlock(&timers->lock);
		fire(self, soonest);
		pthread_mutex_lock(&timers->lock);
		timers->running = NULL;
		pthread_cond_broadcast(&timers->changed);
	}
	pthread_mutex_unlock(&timers->lock);
	return NULL;
}

void ebpfc__timers_free(struct ebpfc_instance *self)
{
	struct ebpfc__runtime *runtime = ebpfc__runtime(self);
	struct ebpfc__timers *timers = runtime->timers;

	if (!timers)
		return;
	pthread_mutex_lock(&timers->lock);
	timers->stopping = true;
	pthread_cond_broadcast(&timers->changed);
	pthread_mutex_unlock(&timers->lock);
	if (timers->started)
		pthread_join(timers->thread, NULL);
	while (timers->first) {
		struct timer *timer = timers->first;

		timers->first = timer->next;
		free(timer);
	}
	pthread_cond_destroy(&timers->changed);
	pthread_mutex_destroy(&timers->lock);
	free(timers);
	runtime->timers = NULL;
}

HELPER(timer_init)
{
	struct ebpfc__timers *timers = timers_of(self);
	struct timer *timer = calloc(1, sizeof(*timer));
	int err = 0;

	if (!timers || !timer) {
		free(timer);
		return ebpfc__r0(-ENOMEM);
	}
	pthread_mutex_lock(&timers->lock);
	if (r3 & ~UINT64_C(0xf) || (r3 != CLOCK_REALTIME && r3 != CLOCK_MONOTONIC && r3 != CLOCK_BOOTTIME)) {
		err = -EINVAL;
	} else if (find_timer(timers, ebpfc__ptr(r1))) {
		err = -EBUSY;
	} else {
		timer->number = ++timers->numbers;
		timer->at = ebpfc__ptr(r1);
		timer->map = ebpfc__ptr(r2);
		timer->clock = (int)r3;
		timer->next = timers->first;
		timers->first = timer;
		memcpy(timer->at, &timer->number, sizeof(timer->number));
		timer = NULL;
	}
	pthread_mutex_unlock(&timers->lock);
	free(timer);
	return ebpfc__r0(err);
}

HELPER(timer_set_callback)
{
	struct ebpfc__timers *timers = timers_of(self);
	int err = -EINVAL;

	if (!timers)
		return ebpfc__r0(-ENOMEM);
	pthread_mutex_lock(&timers->lock);

	struct timer *timer = find_timer(timers, ebpfc__ptr(r1));

	if (timer) {
		timer->callback = (ebpfc_callback_fn)(uintptr_t)r2;
		err = 0;
	}
	pthread_mutex_unlock(&timers->lock);
	return ebpfc__r0(err);
}

HELPER(timer_start)
{
	enum { ABSOLUTE = 1, CPU_PIN = 2 };
	struct ebpfc__timers *timers = timers_of(self);
	int err = -EINVAL;

	if (!timers)
		return ebpfc__r0(-ENOMEM);
	if (r3 & ~(uint64_t)(ABSOLUTE | CPU_PIN))
		return ebpfc__r0(-EINVAL);
	pthread_mutex_lock(&timers->lock);

	struct timer *timer = find_timer(timers, ebpfc__ptr(r1));

	if (timer && timer->callback) {
		uint64_t now = clock_ns(timer->clock);
		uint64_t delay = !(r3 & ABSOLUTE) ? r2 : r2 > now ? r2 - now : 0;

		timer->deadline = clock_ns(CLOCK_MONOTONIC) + delay;
		timer->armed = true;
		err = 0;
		if (!timers->started) {
			err = -pthread_create(&timers->thread, NULL, run, self);
			timers->started = err == 0;
		}
		pthread_cond_broadcast(&timers->changed);
	}
	pthread_mutex_unlock(&timers->lock);
	return ebpfc__r0(err);
}

/* 1 if it was armed. Waits for its callback, except from within it. */
HELPER(timer_cancel)
{
	struct ebpfc__timers *timers = timers_of(self);
	int result = -EINVAL;

	if (!timers)
		return ebpfc__r0(-ENOMEM);
	pthread_mutex_lock(&timers->lock);

	struct timer *timer = find_timer(timers, ebpfc__ptr(r1));

	if (timer && timers->running == timer && pthread_equal(pthread_self(), timers->thread)) {
		result = -EDEADLK;
	} else if (timer) {
		while (timers->running == timer)
			pthread_cond_wait(&timers->changed, &timers->lock);
		result = timer->armed;
		timer->armed = false;
	}
	pthread_mutex_unlock(&timers->lock);
	return ebpfc__r0(result);
}
