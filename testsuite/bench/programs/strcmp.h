/* SPDX-License-Identifier: MIT */
/* The comparison of two strings that fill the halves of the memory, as strcmp(3) defines it. */
#ifndef BENCH_STRCMP_H
#define BENCH_STRCMP_H

#include "bench.h"

ALWAYS_INLINE u64 compare_strings(const void *mem, u64 len)
{
	const u8 *a = mem;
	const u8 *b = a + len / 2;

	while (*a != 0 && *a == *b) {
		a++;
		b++;
	}
	return (u64)*a - (u64)*b;
}

#endif
