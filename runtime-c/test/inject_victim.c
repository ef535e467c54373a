/* SPDX-License-Identifier: MIT */
/* inject_victim.c MODE - a process to inject into: `allocate`, `sleep`, `compute` or `threads`. Ends after a minute. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static void *allocate(void *arg)
{
	(void)arg;
	for (unsigned n = 0;; n++) {
		char *block = malloc(1 + n % 4000);

		if (!block)
			abort();
		memset(block, 1, 1 + n % 4000);
		free(block);
	}
	return NULL;
}

static void *compute(void *arg)
{
	volatile double x = 1;

	(void)arg;
	for (;;)
		x = x * 1.0000001 + 0.5 > 1e9 ? 1 : x * 1.0000001 + 0.5;
	return NULL;
}

static void *sleep_long(void *arg)
{
	struct timespec t = { 3600, 0 };

	(void)arg;
	if (nanosleep(&t, NULL)) /* an interrupted sleep must go on, not end early */
		abort();
	return NULL;
}

int main(int argc, char **argv)
{
	const char *mode = argc > 1 ? argv[1] : "";
	pthread_t id;

	alarm(60);
	puts("ready");
	fflush(stdout);
	if (!strcmp(mode, "threads")) {
		pthread_create(&id, NULL, allocate, NULL);
		pthread_create(&id, NULL, sleep_long, NULL);
		pthread_create(&id, NULL, compute, NULL);
	}
	if (!strcmp(mode, "sleep"))
		sleep_long(NULL);
	else if (!strcmp(mode, "compute"))
		compute(NULL);
	allocate(NULL);
	return 0;
}
