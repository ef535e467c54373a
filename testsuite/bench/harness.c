/* SPDX-License-Identifier: MIT */
/*
 * Measures one program as several compilers made it.
 *
 *     harness INPUT SYMBOL ROUNDS SAMPLE_US FILE.so...      time: interleaved rounds, thread CPU time
 *     harness INPUT SYMBOL --calls N FILE.so                run N calls and no more, for an instruction counter
 *
 * INPUT is a row of inputs.c, SYMBOL the function in each file: `uint64_t f(void *mem, uint64_t len, NULL)`.
 * Results and memory are compared on random inputs before anything is timed; a difference ends the run with 1.
 * Prints a JSON object: {"calls": calls per sample of each file, "ns": [samples of each file, in ns per call]}.
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "inputs.h"

typedef uint64_t (*program_fn)(void *memory, uint64_t size, void *instance);

struct candidate {
	const char *file;
	program_fn run;
	uint64_t calls; /* in each sample */
};

enum { CHECKS = 64, WARM_UP_SAMPLES = 2, MAX_CANDIDATES = 64 };

static uint64_t cpu_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static void fail(const char *what, const char *why)
{
	fprintf(stderr, "harness: %s: %s\n", what, why);
	exit(1);
}

/* Memory on a page of its own, so that alignment is the same for everyone. */
static uint8_t *allocate(size_t size)
{
	void *memory = aligned_alloc(4096, (size + 4095) / 4096 * 4096);

	if (!memory)
		fail("memory", "exhausted");
	return memory;
}

static program_fn load(const char *file, const char *symbol)
{
	void *object = dlopen(file, RTLD_NOW | RTLD_LOCAL);
	program_fn run;
	void *address;

	if (!object)
		fail(file, dlerror());
	address = dlsym(object, symbol);
	if (!address)
		fail(file, dlerror());
	memcpy(&run, &address, sizeof(run));
	return run;
}

static void compare(const struct bench_input *input, const struct candidate *candidates, size_t count)
{
	uint8_t *original = allocate(input->check_size);
	uint8_t *expected = allocate(input->check_size);
	uint8_t *memory = allocate(input->check_size);
	uint64_t state = 1;

	for (unsigned int check = 0; check < CHECKS; check++) {
		uint64_t result;

		input->fill(original, input->check_size, &state);
		memcpy(expected, original, input->check_size);
		result = candidates[0].run(expected, input->check_size, NULL);
		for (size_t i = 1; i < count; i++) {
			memcpy(memory, original, input->check_size);
			if (candidates[i].run(memory, input->check_size, NULL) != result)
				fail(candidates[i].file, "another result than the first file's");
			if (memcmp(memory, expected, input->check_size) != 0)
				fail(candidates[i].file, "leaves other memory than the first file");
		}
	}
	free(original);
	free(expected);
	free(memory);
}

/* Nanoseconds that `calls` calls take together. */
static uint64_t sample(program_fn run, uint64_t calls, uint8_t *memory, size_t size)
{
	uint64_t start = cpu_ns();

	for (uint64_t i = 0; i < calls; i++) {
		run(memory, size, NULL);
		__asm__ volatile("" : : : "memory");
	}
	return cpu_ns() - start;
}

/* How many calls fill a sample. */
static uint64_t calibrate(program_fn run, uint64_t sample_ns, uint8_t *memory, size_t size)
{
	uint64_t calls = 1;

	for (;;) {
		uint64_t ns = sample(run, calls, memory, size);

		if (ns >= sample_ns / 4)
			return calls * sample_ns / ns + 1;
		calls *= 4;
	}
}

static void measure(const struct bench_input *input, struct candidate *candidates, size_t count, unsigned int rounds,
		    uint64_t sample_ns)
{
	uint8_t *memory = allocate(input->size);
	double *ns = malloc(count * rounds * sizeof(*ns));
	uint64_t state = 2;

	if (!ns)
		fail("memory", "exhausted");
	input->fill(memory, input->size, &state);
	for (size_t i = 0; i < count; i++) {
		struct candidate *candidate = &candidates[i];

		candidate->calls = calibrate(candidate->run, sample_ns, memory, input->size);
		for (unsigned int warm = 0; warm < WARM_UP_SAMPLES; warm++)
			sample(candidate->run, candidate->calls, memory, input->size);
	}
	/* Each round starts with another file, so that none always follows the same one. */
	for (unsigned int round = 0; round < rounds; round++) {
		for (size_t i = 0; i < count; i++) {
			size_t at = (i + round) % count;
			uint64_t calls = candidates[at].calls;

			ns[at * rounds + round] =
				(double)sample(candidates[at].run, calls, memory, input->size) / (double)calls;
		}
	}
	printf("{\"calls\":[");
	for (size_t i = 0; i < count; i++)
		printf("%s%llu", i ? "," : "", (unsigned long long)candidates[i].calls);
	printf("],\"ns\":[");
	for (size_t i = 0; i < count; i++) {
		printf("%s[", i ? "," : "");
		for (unsigned int round = 0; round < rounds; round++)
			printf("%s%.3f", round ? "," : "", ns[i * rounds + round]);
		printf("]");
	}
	printf("]}\n");
	free(ns);
	free(memory);
}

static const struct bench_input *find_input(const char *program)
{
	for (size_t i = 0; i < bench_input_count; i++)
		if (strcmp(bench_inputs[i].program, program) == 0)
			return &bench_inputs[i];
	fail(program, "no such input");
	return NULL;
}

int main(int argc, char **argv)
{
	struct candidate candidates[MAX_CANDIDATES];
	const struct bench_input *input;
	size_t count = 0;

	if (argc < 6)
		fail("usage", "harness INPUT SYMBOL (ROUNDS SAMPLE_US | --calls N) FILE.so...");
	input = find_input(argv[1]);
	for (int i = 5; i < argc && count < MAX_CANDIDATES; i++, count++)
		candidates[count] = (struct candidate){ argv[i], load(argv[i], argv[2]), 0 };
	if (strcmp(argv[3], "--calls") == 0) {
		uint8_t *memory = allocate(input->size);
		uint64_t state = 2;

		input->fill(memory, input->size, &state);
		sample(candidates[0].run, strtoull(argv[4], NULL, 10), memory, input->size);
		free(memory);
		return 0;
	}
	compare(input, candidates, count);
	measure(input, candidates, count, (unsigned int)strtoul(argv[3], NULL, 10),
		strtoull(argv[4], NULL, 10) * 1000);
	return 0;
}
