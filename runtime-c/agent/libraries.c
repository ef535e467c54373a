/* SPDX-License-Identifier: MIT */
/*
 * libraries.c - the dynamic linker calls a function of its own, for debuggers, whenever its list of modules has changed:
 * after they are mapped, before their code runs. A probe there attaches what waits, on the thread that loads them, which
 * has the dynamic linker's locks already.
 */
#define _GNU_SOURCE
#include "libraries.h"

#include "../src/attach/attach.h"
#include "links.h"

#include <errno.h>
#include <link.h>
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#define PATIENCE_SECONDS 1 /* a request may wait for a lock that this thread holds */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static _Atomic bool missed; /* a change, because a request was being carried out */

static uint64_t on_change(void *context, void *self)
{
	struct timespec until;
	int before = errno;

	(void)context;
	(void)self;
	if (_r_debug.r_state != RT_CONSISTENT)
		return 0;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += PATIENCE_SECONDS;
	if (links_busy() || pthread_mutex_timedlock(&lock, &until)) {
		atomic_store(&missed, true);
	} else {
		links_retry();
		pthread_mutex_unlock(&lock);
	}
	errno = before;
	return 0;
}

void libraries_watch(bool on)
{
	static struct ebpfc_handler handler = { .form = EBPFC_HANDLER_ANY };
	static struct ebpfc_probe probe, *batch = &probe;

	if (!on && probe.site)
		ebpfc_detach(&batch, 1);
	if (!on || probe.site)
		return;
	handler.function = (void *)(uintptr_t)on_change;
	probe = (struct ebpfc_probe){ .address = _r_debug.r_brk, .handler = &handler };
	ebpfc_attach(&batch, 1);
}

void libraries_lock(void)
{
	pthread_mutex_lock(&lock);
}

void libraries_unlock(void)
{
	if (atomic_exchange(&missed, false))
		links_retry();
	pthread_mutex_unlock(&lock);
}
