/* The first half of the memory copied to the second, a byte at a time. */
#include "bench.h"

PROGRAM u64 memcpy_bytes(void *mem, u64 len)
{
	const u8 *from = mem;
	u64 half = len / 2;
	u8 *to = (u8 *)mem + half;

	for (u64 i = 0; i < half; i++)
		to[i] = from[i];
	return half;
}
