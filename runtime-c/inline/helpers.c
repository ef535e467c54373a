/* SPDX-License-Identifier: MIT */
/*
 * helpers.c - small helpers that are compiled to LLVM bitcode and inlined into programs. `slow` is the instance's slot
 * of the same helper, for whatever is not the common case.
 */
#include "../src/maps/internal/cpu.h"

#ifndef EBPFC_FAST
#define EBPFC_FAST extern inline __attribute__((always_inline, visibility("hidden")))
#endif

/* bpf_get_smp_processor_id */
EBPFC_FAST uint64_t ebpfc_inline_cpu_id(ebpfc_helper_fn slow, struct ebpfc_instance *self)
{
	uint32_t cpu = ebpfc__cpu_at(self->cpu_at);

	return __builtin_expect(cpu < self->cpus, 1) ? cpu : slow(0, 0, 0, 0, 0, self);
}

/* bpf_ktime_get_ns */
EBPFC_FAST uint64_t ebpfc_inline_ktime_ns(ebpfc_helper_fn slow, struct ebpfc_instance *self)
{
	struct {
		int64_t seconds, nanoseconds; /* struct timespec, on every 64-bit machine */
	} now;

	if (__builtin_expect(!self->clock, 0))
		return slow(0, 0, 0, 0, 0, self);
	self->clock(1 /* CLOCK_MONOTONIC */, &now);
	return (uint64_t)now.seconds * 1000000000u + (uint64_t)now.nanoseconds;
}
