/* SPDX-License-Identifier: MIT */
/* Ones' complement sums, bit for bit as the kernel's (include/net/checksum.h). */
#ifndef EBPFC_CHECKSUM_H
#define EBPFC_CHECKSUM_H

#include <stdint.h>
#include <string.h>

static inline uint32_t csum_add(uint32_t a, uint32_t b)
{
	uint32_t sum = a + b;

	return sum + (sum < b);
}

static inline uint32_t csum_sub(uint32_t a, uint32_t b)
{
	return csum_add(a, ~b);
}

/* 32 to 16 bits, not complemented. */
static inline uint16_t csum_reduce(uint32_t sum)
{
	sum = (sum >> 16) + (sum & 0xffff);
	sum = (sum >> 16) + (sum & 0xffff);
	return (uint16_t)sum;
}

static inline uint16_t csum_fold(uint32_t sum)
{
	return (uint16_t)~csum_reduce(sum);
}

static inline uint16_t csum16_add(uint16_t a, uint16_t b)
{
	uint16_t sum = (uint16_t)(a + b);

	return (uint16_t)(sum + (sum < b));
}

static inline uint16_t csum_replace2(uint16_t sum, uint16_t from, uint16_t to)
{
	return (uint16_t)~csum16_add(csum16_add((uint16_t)~sum, (uint16_t)~from), to);
}

static inline uint16_t csum_replace4(uint16_t sum, uint32_t from, uint32_t to)
{
	return csum_fold(csum_add(csum_sub((uint16_t)~sum, from), to));
}

static inline uint16_t csum_replace_by_diff(uint16_t sum, uint32_t diff)
{
	return csum_fold(csum_add(diff, (uint16_t)~sum));
}

/* Add `length` bytes in memory order to `sum`; a last odd byte counts as the first of a pair. */
static inline uint32_t csum_partial(const void *data, uint32_t length, uint32_t sum)
{
	const uint8_t *bytes = data;
	uint64_t total = sum;

	for (; length >= 4; bytes += 4, length -= 4) {
		uint32_t word;

		memcpy(&word, bytes, sizeof(word));
		total += word;
	}
	if (length > 0) {
		uint32_t word = 0;

		memcpy(&word, bytes, length);
		total += word;
	}
	total = (total >> 32) + (uint32_t)total;
	total = (total >> 32) + (uint32_t)total;
	return (uint32_t)total;
}

#endif
