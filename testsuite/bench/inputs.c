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

/* Lower-case letters and spaces, in which one word occurs now and then. */
static void fill_text(uint8_t *memory, size_t size, uint64_t *state)
{
	static const char often[] = " ether ethe the ";

	for (size_t i = 0; i < size; i++) {
		uint64_t word = next(state);

		if (word % 64 == 0 && size - i > sizeof(often)) {
			memcpy(memory + i, often, sizeof(often) - 1);
			i += sizeof(often) - 2;
		} else {
			memory[i] = word >> 32 & 7 ? (uint8_t)('a' + (word >> 40) % 26) : ' ';
		}
	}
}

static void put_packet(uint8_t *slot, uint32_t length)
{
	put32(slot + LONGEST_PACKET, length);
}

/* TCP and UDP over IPv4 from addresses in 10.0.0.0/8, and one packet in 16 that is something else. */
static void fill_flows(uint8_t *memory, size_t size, uint64_t *state)
{
	fill_random(memory, size, state);
	for (size_t i = 0; i + PACKET_SLOT <= size; i += PACKET_SLOT) {
		uint64_t choice = next(state);
		uint8_t *packet = memory + i;

		memcpy(packet + 12, "\x08\x00\x45", 3);
		packet[23] = choice & 1 ? 6 : 17;
		packet[26] = 10;
		packet[27] &= 63;
		if ((choice >> 8 & 15) == 0)
			packet[12] = (uint8_t)(choice >> 16);
		put_packet(packet, 60 + (uint32_t)(choice >> 32) % 192);
	}
}

static void fill_requests(uint8_t *memory, size_t size, uint64_t *state)
{
	static const char *const starts[] = { "GET /", "GET /", "GET /", "POST /", "PUT /" };

	fill_flows(memory, size, state);
	for (size_t i = 0; i + PACKET_SLOT <= size; i += PACKET_SLOT) {
		uint64_t choice = next(state);
		/* Where the program looks: behind Ethernet, IPv4 and a TCP header without options. */
		uint8_t *text = memory + i + 14 + 20 + 20;
		uint32_t length = 5 + (uint32_t)(choice >> 16) % 50;
		const char *start = starts[choice % 5];

		memory[i + 23] = 6;
		for (uint32_t at = 0; at < 100; at++)
			text[at] = (uint8_t)((next(state) & 7) == 0 ? '/' : 'a' + next(state) % 26);
		memcpy(text, start, strlen(start));
		text[strlen(start) + length] = (choice >> 24 & 1) ? ' ' : '?';
		put_packet(memory + i, (choice >> 32 & 15) == 0 ? 80 : LONGEST_PACKET);
	}
}

/* `memcpy` and `switch` cannot be names of C functions; the programs are named as their files are. */
static const struct bench_input inputs[] = {
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
	{ "histogram", 4096, 4096, fill_magnitudes },
	{ "large", 256, 256, fill_random },
	{ "find_string", 4096, 4096, fill_text },
	{ "tokenize", 4096, 4096, fill_text },
	{ "load_balancer", 64 * PACKET_SLOT, 64 * PACKET_SLOT, fill_flows },
	{ "firewall", 64 * PACKET_SLOT, 64 * PACKET_SLOT, fill_flows },
	{ "token_bucket", 64 * PACKET_SLOT, 64 * PACKET_SLOT, fill_flows },
	{ "http_parser", 64 * PACKET_SLOT, 64 * PACKET_SLOT, fill_requests },
};

struct bench_input find_input(const char *program, int packets)
{
	for (size_t i = 0; i < sizeof(inputs) / sizeof(inputs[0]); i++)
		if (strcmp(inputs[i].program, program) == 0)
			return inputs[i];
	if (packets)
		return (struct bench_input){ program, 64 * PACKET_SLOT, 64 * PACKET_SLOT, fill_flows };
	return (struct bench_input){ program, 4096, 4096, fill_random };
}
