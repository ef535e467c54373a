/* SPDX-License-Identifier: MIT */
/* agent_fork.c - for each line of its input forks a child that calls strtol every millisecond, and prints its number. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <signal.h>
#include <unistd.h>

int main(void)
{
	char line[16];

	puts("ready");
	fflush(stdout);
	while (fgets(line, sizeof line, stdin)) {
		pid_t child = fork();

		if (!child) {
			prctl(PR_SET_PDEATHSIG, SIGKILL);
			for (long sum = 0; sum >= 0; usleep(1000))
				sum += strtol("42", NULL, 10);
			return 1;
		}
		printf("%d\n", (int)child);
		fflush(stdout);
	}
	return 0;
}
