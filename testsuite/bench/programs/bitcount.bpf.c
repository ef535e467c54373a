/* The bits set in an array of u64, counted by clearing the lowest until none is left. */
#include "bench.h"

PROGRAM u64 bitcount(void *mem, u64 len)
{
	const u64 *words = mem;
	u64 bits = 0;

	for (u64 i = 0; i < len / sizeof(*words); i++)
		for (u64 word = words[i]; word != 0; word &= word - 1)
			bits++;
	return bits;
}
