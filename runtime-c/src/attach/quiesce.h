/* SPDX-License-Identifier: MIT */
/*
 * quiesce.h - makes every other thread of the process look at itself once.
 *
 * Each thread is interrupted by a real-time signal; the handler shows the visitor where the thread was, and where
 * signal handlers below it on its stack will return to, and the visitor may move those places.
 */
#ifndef EBPFC_ATTACH_QUIESCE_H
#define EBPFC_ATTACH_QUIESCE_H

#include "refusal.h"

#include <stddef.h>
#include <stdint.h>

/* What a program counter means. */
enum ebpfc__pc_kind {
	EBPFC__PC_NEXT,       /* the thread will execute the instruction there; may be changed */
	EBPFC__PC_TRAPPED,    /* the thread has executed the breakpoint before it; may be changed */
	EBPFC__PC_IN_SYSCALL, /* as the first, but the thread sits in the kernel: changes are lost */
};

/* These run in signal handlers: no locks, no allocation. */
struct ebpfc__visitor {
	void (*pc)(uint64_t *pc, enum ebpfc__pc_kind kind);
	void (*word)(uint64_t word); /* any word of a stack, perhaps a return address; NULL: stacks are not read */
	void (*thread)(void);        /* once on each thread; NULL: nothing to do */
};

/*
 * Visits every thread but the caller; the caller's own stack too when words are wanted. Returns
 * EBPFC__REFUSAL_THREAD_UNREACHABLE when a thread blocks the signal and does not sit in a system call.
 */
enum ebpfc__refusal ebpfc__quiesce(const struct ebpfc__visitor *visitor);

/*
 * For whoever stops threads otherwise: reads what is mapped; shows the visitor what is on a stopped thread's stack. The
 * second runs where the C library must not be called.
 */
void ebpfc__prepare_stacks(void);
void ebpfc__visit_stack(uint64_t sp, const struct ebpfc__visitor *visitor);

/* EBPFC__REFUSAL_TRAP_BLOCKED when a thread blocks SIGTRAP, and not just for a moment: a breakpoint would then kill the process. */
enum ebpfc__refusal ebpfc__traps_allowed(void);

#endif /* EBPFC_ATTACH_QUIESCE_H */
