/* The integer logarithms of an array of u32, combined by exclusive or. */
#include "bench.h"

ALWAYS_INLINE u32 log2_of(u32 value)
{
	u32 result = (u32)(value > 0xffff) << 4;
	u32 step;

	value >>= result;
	step = (u32)(value > 0xff) << 3;
	value >>= step;
	result |= step;
	step = (u32)(value > 0xf) << 2;
	value >>= step;
	result |= step;
	step = (u32)(value > 0x3) << 1;
	value >>= step;
	return result | step | (value >> 1);
}

PROGRAM u64 log2_int(void *mem, u64 len)
{
	const u32 *values = mem;
	u64 count = len / sizeof(*values);
	u32 combined = 0;

	for (u64 i = 0; i < count; i++)
		combined ^= log2_of(values[i]) + (u32)i;
	return combined;
}
