/* SPDX-License-Identifier: MIT */
/*
 * stop.h - stops every other thread of this process, whatever signals it blocks.
 *
 * A child that shares our memory traces our threads (ptrace), does the work while they stand still, and lets them go.
 * Needs permission to trace, and no debugger that does already.
 */
#ifndef EBPFC_ATTACH_STOP_H
#define EBPFC_ATTACH_STOP_H

#include "quiesce.h"

struct ebpfc__stopped_work {
	struct ebpfc__visitor visitor; /* `thread` is not called: nobody runs on them */
	/* Once, when all stand still. No locks, no allocation, no function of the C library. */
	void (*work)(void *arg);
	void *arg;
};

/* EBPFC__REFUSAL_NONE when the work was done; EBPFC__REFUSAL_THREAD_UNREACHABLE when it was not. */
enum ebpfc__refusal ebpfc__stop_world(const struct ebpfc__stopped_work *work);

#endif /* EBPFC_ATTACH_STOP_H */
