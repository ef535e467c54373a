/* SPDX-License-Identifier: MIT */
/*
 * Compares and times one program compiled in several ways.
 *
 *   harness INPUT SYMBOL KIND COMPANION ROUNDS SAMPLE_US FILE.so...   compare, then measure
 *   harness INPUT SYMBOL KIND COMPANION --check 1 FILE                compare with the companion, and no more
 *   harness INPUT SYMBOL KIND COMPANION --calls N FILE.so             run N calls and no more, for an instruction counter
 *
 * INPUT is a row of inputs.c, SYMBOL the function in each file. KIND is `memory` for `u64 f(void *mem, u64 len)` or
 * `packet` for `int f(struct xdp_md *)`. COMPANION is a compiled object of the program, of whose maps native files get
 * a set each. Results and memory are compared on random inputs before anything is timed; a difference ends the run
 * with 1.
 *
 * Prints a JSON object: {"calls": calls per sample of each file, "load": ns until each file could run,
 * "ns": [samples of each file, in ns per call]}.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "candidate.h"
#include "inputs.h"

enum { CHECKS = 64, WARM_UP_SAMPLES = 2, MAX_CANDIDATES = 64 };

struct run {
	struct bench_input input;
	const char *symbol;
	const char *companion;
	int packets;
	struct candidate candidates[MAX_CANDIDATES];
	size_t count;
};

static void compare(const struct run *run)
{
	size_t size = run->input.check_size;
	struct work original, expected, work;
	uint64_t state = 1;

	work_create(&original, size, run->packets);
	work_create(&expected, size, run->packets);
	work_create(&work, size, run->packets);
	for (unsigned int check = 0; check < CHECKS; check++) {
		uint64_t calls = run->packets ? work.packets : 1;
		uint64_t *results = calloc(calls, sizeof(*results));

		run->input.fill(original.memory, size, &state);
		for (size_t i = 0; i < run->count; i++) {
			struct work *on = i ? &work : &expected;

			memcpy(on->memory, original.memory, size);
			work_aim(on);
			for (uint64_t call = 0; call < calls; call++) {
				uint64_t result = candidate_call(&run->candidates[i], on, call);

				if (i == 0)
					results[call] = result;
				else if (result != results[call])
					fail(run->candidates[i].file, "another result than the first file's");
			}
			if (i && memcmp(work.memory, expected.memory, size) != 0)
				fail(run->candidates[i].file, "leaves other memory than the first file");
		}
		free(results);
	}
	work_free(&original);
	work_free(&expected);
	work_free(&work);
}

/* How many calls fill a sample. */
static uint64_t calibrate(const struct candidate *candidate, const struct work *work, uint64_t sample_ns)
{
	uint64_t calls = 1;

	while (calls < 1ull << 40) {
		uint64_t ns = candidate_sample(candidate, work, calls);

		/* The first time may be that of a compiler behind it. */
		if (ns >= sample_ns / 4)
			ns = candidate_sample(candidate, work, calls);
		if (ns >= sample_ns / 4)
			return calls * sample_ns / ns + 1;
		calls *= 4;
	}
	return calls;
}

static void print_numbers(const char *name, const struct run *run, uint64_t (*of)(const struct candidate *))
{
	printf("\"%s\":[", name);
	for (size_t i = 0; i < run->count; i++)
		printf("%s%llu", i ? "," : "", (unsigned long long)of(&run->candidates[i]));
	printf("],");
}

static uint64_t calls_of(const struct candidate *candidate)
{
	return candidate->calls;
}

static uint64_t load_of(const struct candidate *candidate)
{
	return candidate->load_ns;
}

static void fill(const struct run *run, struct work *work)
{
	uint64_t state = 2;

	work_create(work, run->input.size, run->packets);
	run->input.fill(work->memory, work->size, &state);
	work_aim(work);
}

static void measure(struct run *run, unsigned int rounds, uint64_t sample_ns)
{
	double *ns = malloc(run->count * rounds * sizeof(*ns));
	struct work work;

	if (!ns)
		fail("memory", "exhausted");
	fill(run, &work);
	for (size_t i = 0; i < run->count; i++) {
		struct candidate *candidate = &run->candidates[i];

		candidate->calls = calibrate(candidate, &work, sample_ns);
		for (unsigned int warm = 0; warm < WARM_UP_SAMPLES; warm++)
			candidate_sample(candidate, &work, candidate->calls);
	}
	/* Each round starts with another file, so that none always follows the same one. */
	for (unsigned int round = 0; round < rounds; round++) {
		for (size_t i = 0; i < run->count; i++) {
			size_t at = (i + round) % run->count;
			uint64_t calls = run->candidates[at].calls;

			ns[at * rounds + round] =
				(double)candidate_sample(&run->candidates[at], &work, calls) / (double)calls;
		}
	}
	printf("{");
	print_numbers("calls", run, calls_of);
	print_numbers("load", run, load_of);
	printf("\"ns\":[");
	for (size_t i = 0; i < run->count; i++) {
		printf("%s[", i ? "," : "");
		for (unsigned int round = 0; round < rounds; round++)
			printf("%s%.3f", round ? "," : "", ns[i * rounds + round]);
		printf("]");
	}
	printf("]}\n");
	free(ns);
	work_free(&work);
}

int main(int argc, char **argv)
{
	static struct run run;
	struct work work;

	if (argc < 8)
		fail("usage", "harness INPUT SYMBOL KIND COMPANION (ROUNDS SAMPLE_US | --calls N) FILE.so...");
	run.packets = strcmp(argv[3], "packet") == 0;
	run.input = find_input(argv[1], run.packets);
	fill(&run, &work);
	for (int i = 7; i < argc && run.count < MAX_CANDIDATES; i++, run.count++) {
		candidate_load(&run.candidates[run.count], argv[i], argv[2], argv[4], run.packets);
		candidate_setup(&run.candidates[run.count], &work);
	}
	if (strcmp(argv[5], "--check") == 0) {
		/* With the companion as what is right. */
		run.candidates[run.count] = run.candidates[0];
		candidate_load(&run.candidates[0], argv[4], argv[2], argv[4], run.packets);
		candidate_setup(&run.candidates[0], &work);
		run.count++;
		compare(&run);
	} else if (strcmp(argv[5], "--calls") == 0) {
		candidate_sample(&run.candidates[0], &work, strtoull(argv[6], NULL, 10));
	} else {
		compare(&run);
		measure(&run, (unsigned int)strtoul(argv[5], NULL, 10), strtoull(argv[6], NULL, 10) * 1000);
	}
	work_free(&work);
	return 0;
}
