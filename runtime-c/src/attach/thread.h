/* SPDX-License-Identifier: MIT */
/*
 * thread.h - what a probed thread carries: one small thread-local block that trampolines reach by a constant offset
 * from the thread pointer.
 */
#ifndef EBPFC_ATTACH_THREAD_H
#define EBPFC_ATTACH_THREAD_H

#include <stddef.h>
#include <stdint.h>

/* For what trampolines call while a function's vector registers are live. */
#define EBPFC__GENERAL_REGISTERS __attribute__((target("general-regs-only")))

/* A function that was entered through a return probe and has not returned. */
struct ebpfc__frame {
	uint64_t ret;  /* where it returns to */
	uint64_t slot; /* where on the stack that address stood; 0 while the entry is being filled */
};

struct ebpfc__thread {
	uint64_t guard;             /* stack pointer of the trampoline whose programs run, 0 when none do */
	struct ebpfc__frame *top;   /* one past the newest frame */
	struct ebpfc__frame *limit; /* no frame begins here or later */
	uint64_t missed;            /* hits that ran no program: recursion, or no room for a frame */
	uint64_t overridden;        /* not 0: the probed function is not to run */
	uint64_t override_result;   /* and this is what it returns */
	const struct ebpfc_handler *handler; /* whose context program runs */
	struct ebpfc__frame *base;  /* the oldest frame */
	uint64_t syscall_nr;        /* of the call that is being made, where the code does not say */
	uint64_t busy;              /* the slow paths are not reentrant */
};

/* Initial-exec even in a library that dlopen loads: the block is small enough for the surplus glibc keeps. */
extern _Thread_local struct ebpfc__thread ebpfc__thread
	__attribute__((tls_model("initial-exec"), visibility("hidden")));

/* Offset of a byte of the block from the thread pointer, the same in every thread. */
int32_t ebpfc__thread_offset(size_t member);

#define EBPFC__THREAD(member) ebpfc__thread_offset(offsetof(struct ebpfc__thread, member))

#endif /* EBPFC_ATTACH_THREAD_H */
