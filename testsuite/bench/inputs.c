/* SPDX-License-Identifier: MIT */
/* The memory of each program: random, but for what the program needs to get anywhere. */
#include "inputs.h"

#include <stdbool.h>
#include <string.h>

/* splitmix64: every state gives a good next value, 0 included. */
static uint64_t next(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

static void fill_random(uint8_t *memory, size_t size, uint64_t *state)
{
	for (size_t i = 0; i < size; i += 8) {
		uint64_t word = next(state);

		memcpy(memory + i, &word, size - i < 8 ? size - i : 8);
	}
}

static void put32(uint8_t *at, uint64_t value)
{
	uint32_t word = (uint32_t)value;

	memcpy(at, &word, sizeof(word));
}

/* Values of every magnitude, not only of the highest. */
static void fill_magnitudes(uint8_t *memory, size_t size, uint64_t *state)
{
	for (size_t i = 0; i + 4 <= size; i += 4) {
		uint64_t word = next(state);

		put32(memory + i, (word & 0xffffffffu) >> (word >> 59));
	}
}

static void fill_limit(uint8_t *memory, size_t size, uint64_t *state)
{
	fill_random(memory, size, state);
	put32(memory, 10000);
}

/* Two equal strings, or two that differ at a third of their length. */
static void fill_strings(uint8_t *memory, size_t size, uint64_t *state, bool equal)
{
	size_t half = size / 2;

	fill_random(memory, size, state);
	for (size_t i = 0; i < half; i++)
		memory[i] |= 1;
	memory[half - 1] = 0;
	memcpy(memory + half, memory, half);
	if (!equal)
		memory[half + half / 3] ^= 2;
}

static void fill_equal_strings(uint8_t *memory, size_t size, uint64_t *state)
{
	fill_strings(memory, size, state, true);
}

static void fill_different_strings(uint8_t *memory, size_t size, uint64_t *state)
{
	fill_strings(memory, size, state, false);
}

/* One value in sixteen has no case of its own. */
static void fill_cases(uint8_t *memory, size_t size, uint64_t *state)
{
	for (size_t i = 0; i + 4 <= size; i += 4)
		put32(memory + i, next(state) % 68);
}

static void fill_search(uint8_t *memory, size_t size, uint64_t *state)
{
	uint32_t key = 0;

	for (size_t i = 0; i + 4 <= size; i += 4) {
		key += (uint32_t)(next(state) % 64);
		put32(memory + i, i < 128 ? key : next(state) % 1024);
	}
}

static void fill_packet(uint8_t *packet, uint64_t *state)
{
	uint64_t choice = next(state);
	uint8_t *at = packet + 12;

	if (choice & 1) {
		memcpy(at, "\x81\x00", 2);
		at += 4;
	}
	if (choice & 2) {
		memcpy(at, "\x86\xdd\x60", 3);
		at[8] = choice & 4 ? 6 : 17;
	} else {
		memcpy(at, choice & 8 ? "\x08\x00\x45" : "\x08\x00\x46", 3);
		at[11] = choice & 4 ? 6 : 17;
	}
	if ((choice & 0xf0) == 0)
		at[2] ^= 0x10;
}

static void fill_packets(uint8_t *memory, size_t size, uint64_t *state)
{
	fill_random(memory, size, state);
	for (size_t i = 0; i + 128 <= size; i += 128)
		fill_packet(memory + i, state);
}

static void fill_ipv4(uint8_t *memory, size_t size, uint64_t *state)
{
	fill_random(memory, size, state);
	memcpy(memory + 12, "\x08\x00\x45", 3);
}

/* `memcpy` and `switch` cannot be names of C functions; the programs are named as their files are. */
const struct bench_input bench_inputs[] = {
	{ "simple", 64, 64, fill_random },
	{ "memory_a_plus_b", 64, 64, fill_random },
	{ "log2_int", 4096, 4096, fill_magnitudes },
	{ "prime", 64, 64, fill_limit },
	{ "memcpy", 2u << 20, 1000, fill_random },
	{ "strcmp_fail", 512u << 10, 1000, fill_different_strings },
	{ "strcmp_full", 256u << 10, 1000, fill_equal_strings },
	{ "switch", 16384, 16384, fill_cases },
	{ "checksum", 64u << 10, 1501, fill_random },
	{ "packet_parse", 16 * 128, 64 * 128, fill_packets },
	{ "bitcount", 1024, 1024, fill_random },
	{ "binary_search", 128 + 64, 128 + 4096, fill_search },
	{ "packet_rss_hash", 128, 128, fill_ipv4 },
};
const size_t bench_input_count = sizeof(bench_inputs) / sizeof(bench_inputs[0]);
