/* Blocks of 32 numbers copied to the stack and sorted there by insertion: the median of each, summed. */
#include "bench.h"

#define BLOCK 32u

PROGRAM u64 sort_stack(void *mem, u64 len)
{
	const u32 *numbers = mem;
	u64 sum = 0;

	for (u64 block = 0; block < len / (4 * BLOCK); block++) {
		u32 sorted[BLOCK];

		for (u32 i = 0; i < BLOCK; i++) {
			u32 number = numbers[block * BLOCK + i];
			u32 at = i;

			while (at > 0 && sorted[(at - 1) & (BLOCK - 1)] > number) {
				sorted[at & (BLOCK - 1)] = sorted[(at - 1) & (BLOCK - 1)];
				at--;
			}
			sorted[at & (BLOCK - 1)] = number;
		}
		sum += sorted[BLOCK / 2];
	}
	return sum;
}
