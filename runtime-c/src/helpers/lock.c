/* SPDX-License-Identifier: MIT */
/* struct bpf_spin_lock: four bytes in a map value, shared by all processes of the session. */
#include "helpers.h"

#include <sched.h>

#if defined(__x86_64__)
#define relax() __builtin_ia32_pause()
#elif defined(__aarch64__)
#define relax() __asm__ volatile("yield")
#else
#define relax() __asm__ volatile("")
#endif

/* The owner cannot be kept from being preempted, as in the kernel: after a while, let it run. */
HELPER(spin_lock)
{
	uint32_t *lock = ebpfc__ptr(r1);

	for (uint32_t spins = 0; __atomic_exchange_n(lock, 1, __ATOMIC_ACQUIRE) != 0;) {
		while (__atomic_load_n(lock, __ATOMIC_RELAXED) != 0) {
			if (++spins % 256 == 0)
				sched_yield();
			else
				relax();
		}
	}
	return 0;
}

HELPER(spin_unlock)
{
	__atomic_store_n((uint32_t *)ebpfc__ptr(r1), 0, __ATOMIC_RELEASE);
	return 0;
}
