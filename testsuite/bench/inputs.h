/* SPDX-License-Identifier: MIT */
/* What each benchmark program is given to work on. */
#ifndef BENCH_INPUTS_H
#define BENCH_INPUTS_H

#include <stddef.h>
#include <stdint.h>

/*
 * Packets lie in slots of this many bytes; the last four hold the packet's length. Each call of a packet program gets
 * the next packet.
 */
enum { PACKET_SLOT = 256, LONGEST_PACKET = PACKET_SLOT - 4 };

struct bench_input {
	const char *program;
	/* Bytes of memory when measured, and when results are compared. */
	size_t size;
	size_t check_size;
	/* Fills `size` bytes; the same state gives the same bytes. */
	void (*fill)(uint8_t *memory, size_t size, uint64_t *state);
};

/* The input of a program; of one that has no row here, random bytes, or random packets. */
struct bench_input find_input(const char *program, int packets);

#endif
