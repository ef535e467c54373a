// SPDX-License-Identifier: MIT
/*
 * Runs programs of a compiled object, each in a process of its own.
 *
 *     runner prog.so < jobs
 *
 * A job is a line `NAME MEMORY`: a program and its memory in hexadecimal, `-` for none. The answer to each is a
 * line `NAME RESULT`: r0 in hexadecimal, or `!` and how the process ended.
 */
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../runtime-c/include/ebpfc.h"

#define SECONDS 10u
#define RESOLVE_HELPER 0xffff0001u

/* The one helper the suite calls: its result is ignored. */
#define HELPER 5u
static uint64_t helper(uint64_t r1, uint64_t r2, uint64_t r3, uint64_t r4, uint64_t r5, struct ebpfc_instance *self)
{
	(void)r1, (void)r2, (void)r3, (void)r4, (void)r5, (void)self;
	return UINT64_MAX;
}

/* For a call through a register: the function of a helper number. */
static uint64_t resolve(uint64_t id, uint64_t r2, uint64_t r3, uint64_t r4, uint64_t r5, struct ebpfc_instance *self)
{
	(void)r2, (void)r3, (void)r4, (void)r5, (void)self;
	if (id != HELPER)
		abort();
	return (uint64_t)(uintptr_t)helper;
}

static struct ebpfc_instance *bind(const struct ebpfc_module *module)
{
	struct ebpfc_instance *self = calloc(1, sizeof(*self) + module->helpers.count * sizeof(void *));

	if (self == NULL)
		return NULL;
	self->size = EBPFC_INSTANCE_SLOTS;
	self->abi = EBPFC_ABI_VERSION;
	self->module = module;
	for (uint32_t i = 0; i < module->helpers.count; i++) {
		const struct ebpfc_helper_desc *row = ebpfc_row(&module->helpers, i);
		ebpfc_helper_fn fn = row->id == RESOLVE_HELPER ? resolve : helper;

		memcpy(&self->slots[i], &fn, sizeof(fn));
	}
	return self;
}

/* The bytes behind hexadecimal text, in a block of exactly their size, so that a sanitizer sees overruns. */
static unsigned char *read_memory(const char *hex, size_t *size)
{
	unsigned char *bytes;

	*size = strcmp(hex, "-") == 0 ? 0 : strlen(hex) / 2;
	if (*size == 0)
		return NULL;
	bytes = malloc(*size);
	for (size_t i = 0; bytes != NULL && i < *size; i++) {
		const char digits[3] = { hex[2 * i], hex[2 * i + 1], '\0' };

		bytes[i] = (unsigned char)strtoul(digits, NULL, 16);
	}
	return bytes;
}

static void run(void *object, struct ebpfc_instance *self, const char *name, const char *hex)
{
	void *symbol = dlsym(object, name);
	ebpfc_raw_fn fn;
	size_t size;
	unsigned char *memory = read_memory(hex, &size);

	memcpy(&fn, &symbol, sizeof(fn));
	if (symbol == NULL) {
		printf("%s !no such program\n", name);
		exit(0);
	}
	alarm(SECONDS);
	printf("%s %llx\n", name, (unsigned long long)fn(memory, size, self));
	exit(0);
}

int main(int argc, char **argv)
{
	void *object = argc == 2 ? dlopen(argv[1], RTLD_NOW | RTLD_LOCAL) : NULL;
	const struct ebpfc_module *module = object ? dlsym(object, "ebpfc_module") : NULL;
	struct ebpfc_instance *self = module ? bind(module) : NULL;
	char *line = NULL;
	size_t room = 0;

	if (self == NULL) {
		fprintf(stderr, "runner: %s\n", argc == 2 ? dlerror() : "usage: runner prog.so < jobs");
		return 2;
	}
	while (getline(&line, &room, stdin) > 0) {
		const char *name = strtok(line, " \n");
		const char *hex = strtok(NULL, " \n");
		int status;
		pid_t child;

		if (name == NULL || hex == NULL)
			continue;
		fflush(stdout);
		child = fork();
		if (child == 0)
			run(object, self, name, hex);
		if (child < 0 || waitpid(child, &status, 0) < 0) {
			perror("runner");
			return 2;
		}
		if (WIFSIGNALED(status)) {
			const char *what = WTERMSIG(status) == SIGALRM ? "did not end in time" : strsignal(WTERMSIG(status));

			printf("%s !%s\n", name, what);
		}
	}
	free(line);
	return 0;
}
