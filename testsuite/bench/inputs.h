/* SPDX-License-Identifier: MIT */
/* What each benchmark program is given to work on. */
#ifndef BENCH_INPUTS_H
#define BENCH_INPUTS_H

#include <stddef.h>
#include <stdint.h>

struct bench_input {
	const char *program;
	/* Bytes of memory when measured, and when results are compared. */
	size_t size;
	size_t check_size;
	/* Fills `size` bytes; the same state gives the same bytes. */
	void (*fill)(uint8_t *memory, size_t size, uint64_t *state);
};

extern const struct bench_input bench_inputs[];
extern const size_t bench_input_count;

#endif
