/* SPDX-License-Identifier: MIT */
/* helpers_task.c - the helpers that know the calling task, against what the system itself says. */
#include "../src/helpers/helpers.h"

#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>

static volatile sig_atomic_t received;

static void on_signal(int number)
{
	received = number;
}

int main(void)
{
	signal(SIGUSR1, on_signal);
	errno = 77;
	assert(ebpfc__h_send_signal(SIGUSR1, 0, 0, 0, 0, NULL) == 0 && received == SIGUSR1);
	received = 0;
	assert(ebpfc__h_send_signal_thread(SIGUSR1, 0, 0, 0, 0, NULL) == 0 && received == SIGUSR1);
	assert((int64_t)ebpfc__h_send_signal(9999, 0, 0, 0, 0, NULL) == -EINVAL);
	assert((int64_t)ebpfc__h_send_signal_thread(9999, 0, 0, 0, 0, NULL) == -EINVAL);
	assert(errno == 77);

	/* The task's own cgroup is its deepest ancestor; there is none below, and none of a negative level. */
	uint64_t own = ebpfc__h_get_current_cgroup_id(0, 0, 0, 0, 0, NULL);
	uint64_t deepest = 0;

	for (uint64_t level = 0; level < 64; level++) {
		uint64_t id = ebpfc__h_get_current_ancestor_cgroup_id(level, 0, 0, 0, 0, NULL);

		if (id == 0)
			break;
		deepest = id;
	}
	assert(deepest == own);
	assert(ebpfc__h_get_current_ancestor_cgroup_id((uint64_t)-1, 0, 0, 0, 0, NULL) == 0);
	puts("ok");
	return 0;
}
