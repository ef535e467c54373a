/* SPDX-License-Identifier: MIT */
/* agent_target.c N - calls strtol N times, a millisecond apart when N is above 100, and prints the sum. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	long sum = 0, n = argc > 1 ? atol(argv[1]) : 1;

	setvbuf(stdout, NULL, _IOLBF, 0);
	puts("ready");
	for (long i = 0; i < n; i++) {
		sum += strtol("42", NULL, 10);
		if (n > 100)
			usleep(1000);
	}
	printf("%ld\n", sum);
	return 0;
}
