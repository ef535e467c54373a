/* SPDX-License-Identifier: MIT */
/* cpu.h - the calling CPU, as the kernel keeps it in the thread's rseq area (registered by glibc since 2.35). */
#ifndef EBPFC_MAPS_CPU_H
#define EBPFC_MAPS_CPU_H

#include "layout.h"

extern const ptrdiff_t __rseq_offset __attribute__((weak));
extern const unsigned int __rseq_size __attribute__((weak));

#define EBPFC_RSEQ_CPU_ID 4 /* offsetof(struct rseq, cpu_id) */

EBPFC_INLINE const char *ebpfc__thread_pointer(void)
{
	const char *tp;

#if defined(__x86_64__)
	__asm__("mov %%fs:0, %0" : "=r"(tp));
#elif defined(__aarch64__)
	__asm__("mrs %0, tpidr_el0" : "=r"(tp));
#elif defined(__riscv)
	__asm__("mv %0, tp" : "=r"(tp));
#else
	tp = (const char *)__builtin_thread_pointer();
#endif
	return tp;
}

/* Where the kernel writes the CPU of a thread, from its thread pointer; 0 where it does not. */
EBPFC_INLINE ptrdiff_t ebpfc__cpu_where(void)
{
	if (!&__rseq_offset || !&__rseq_size || !__rseq_size)
		return 0;
	return __rseq_offset + EBPFC_RSEQ_CPU_ID;
}

/* The CPU, or a number above every CPU where the kernel does not tell; `where` is ebpfc__cpu_where(). */
EBPFC_INLINE uint32_t ebpfc__cpu_at(ptrdiff_t where)
{
	uint32_t cpu;

	if (__builtin_expect(!where, 0))
		return UINT32_MAX;
#if defined(__x86_64__)
	__asm__ volatile("movl %%fs:(%1), %0" : "=r"(cpu) : "r"(where));
#else
	cpu = *(const volatile uint32_t *)(ebpfc__thread_pointer() + where);
#endif
	return cpu;
}

/* The same for whoever may ask libc. */
EBPFC_INLINE uint32_t ebpfc__cpu_hint(void)
{
	return ebpfc__cpu_at(ebpfc__cpu_where());
}

#endif /* EBPFC_MAPS_CPU_H */
