/* SPDX-License-Identifier: MIT */
/*
 * threads.h - stops the threads of a target under ptrace and finds one that may be borrowed.
 */
#ifndef EBPFC_INJECT_THREADS_H
#define EBPFC_INJECT_THREADS_H

#include "target.h"

#include <sys/user.h>

struct tracee {
	pid_t tid;
	int pending; /* a signal that arrived meanwhile, to be delivered on detach */
	bool stopped, gone;
};

struct threads {
	const struct target *target;
	struct tracee *rows;
	size_t count;
};

/* Seizes every thread; none is stopped yet. When this process dies, the kernel lets them go on. Returns 0 or -errno. */
int threads_seize(struct threads *threads, const struct target *target);

/*
 * Runs the target until one thread is where it holds no lock of the C library: about to begin a system call that no
 * allocator or linker makes, waiting in such a call, or in code that is not theirs. That thread is left stopped.
 * `regs` are those with which it goes on, later, as if nothing had happened. At most `milliseconds`.
 */
struct tracee *threads_borrow(struct threads *threads, unsigned milliseconds, struct user_regs_struct *regs);

/* Sends a borrowed thread elsewhere, all registers but these two as they are. One step: it happens or it does not. */
bool threads_divert(struct tracee *tracee, const struct user_regs_struct *regs, uint64_t rip, uint64_t rsp);

/* Lets all threads go, with the signals they were sent meanwhile. */
void threads_release(struct threads *threads);

/* Stops one thread for a moment: is it neither between these addresses nor about to return there? Also when gone. */
bool threads_is_outside(const struct target *target, pid_t tid, uint64_t from, uint64_t to);

#endif /* EBPFC_INJECT_THREADS_H */
