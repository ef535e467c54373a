/* SPDX-License-Identifier: MIT */
/* Clocks, random numbers, the CPU. */
#include "helpers.h"

#include <sys/random.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

uint64_t ebpfc__clock(struct ebpfc_instance *self, int clock_id)
{
	struct ebpfc__runtime *runtime = ebpfc__runtime(self);
	struct timespec now;

	if (runtime->clock)
		return runtime->clock(self->host, clock_id);
	clock_gettime(clock_id, &now);
	return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

HELPER(ktime_get_ns)
{
	return ebpfc__clock(self, CLOCK_MONOTONIC);
}

HELPER(ktime_get_boot_ns)
{
	return ebpfc__clock(self, CLOCK_BOOTTIME);
}

HELPER(ktime_get_coarse_ns)
{
	return ebpfc__clock(self, CLOCK_MONOTONIC_COARSE);
}

HELPER(ktime_get_tai_ns)
{
	return ebpfc__clock(self, CLOCK_TAI);
}

/* The resolution of the coarse clock is the kernel's tick; jiffies start five minutes before they wrap 32 bits. */
HELPER(jiffies64)
{
	static atomic_ullong tick;
	uint64_t ns = atomic_load_explicit(&tick, memory_order_relaxed);

	if (ns == 0) {
		struct timespec resolution = {0, 0};

		clock_getres(CLOCK_MONOTONIC_COARSE, &resolution);
		ns = resolution.tv_nsec > 0 ? (uint64_t)resolution.tv_nsec : 4000000u;
		atomic_store_explicit(&tick, ns, memory_order_relaxed);
	}
	return (uint32_t)(-300 * (int64_t)(1000000000u / ns)) + ebpfc__clock(self, CLOCK_MONOTONIC_COARSE) / ns;
}

/* wyrand: one multiplication a number, one state a thread. */
uint32_t ebpfc__prandom(struct ebpfc_instance *self)
{
	static _Thread_local uint64_t state;
	struct ebpfc__runtime *runtime = ebpfc__runtime(self);

	if (runtime->random)
		return runtime->random(self->host);
	if (state == 0 && getrandom(&state, sizeof(state), GRND_NONBLOCK) != (ssize_t)sizeof(state))
		state = (uintptr_t)&state ^ ebpfc__clock(self, CLOCK_MONOTONIC);
	state += UINT64_C(0xa0761d6478bd642f);

	unsigned __int128 product = (unsigned __int128)state * (state ^ UINT64_C(0xe7037ed1a0b428db));

	return (uint32_t)((uint64_t)(product >> 64) ^ (uint64_t)product);
}

HELPER(get_prandom_u32)
{
	return ebpfc__prandom(self);
}

HELPER(get_smp_processor_id)
{
	return ebpfc__cpu(ebpfc__runtime(self)->session);
}

HELPER(get_numa_node_id)
{
	unsigned int cpu = 0, node = 0;

	syscall(SYS_getcpu, &cpu, &node, NULL);
	return node;
}
