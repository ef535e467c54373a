/* Searches in a sorted table of 32 keys at the start of the memory, for each of the u32 behind it. */
#include "bench.h"

#define KEYS 32u

PROGRAM u64 binary_search(void *mem, u64 len)
{
	const u32 *keys = mem;
	const u32 *wanted = keys + KEYS;
	u64 count = len / sizeof(*keys) - KEYS;
	u64 sum = 0;

	for (u64 i = 0; i < count; i++) {
		u32 low = 0;
		u32 high = KEYS;

		while (low < high) {
			u32 middle = (low + high) / 2;

			if (keys[middle] < wanted[i])
				low = middle + 1;
			else
				high = middle;
		}
		sum += low;
	}
	return sum;
}
