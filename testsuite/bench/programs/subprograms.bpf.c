/* A chain of functions that are not inlined: each tree of an expression is evaluated by calls four deep. */
#include "bench.h"

NEVER_INLINE u64 leaf(const u32 *numbers, u64 at)
{
	return numbers[at] ^ at;
}

NEVER_INLINE u64 product(const u32 *numbers, u64 at)
{
	return leaf(numbers, at) * leaf(numbers, at + 1);
}

NEVER_INLINE u64 sum(const u32 *numbers, u64 at)
{
	return product(numbers, at) + product(numbers, at + 2);
}

NEVER_INLINE u64 choice(const u32 *numbers, u64 at)
{
	u64 value = sum(numbers, at);

	return value & 1 ? value + sum(numbers, at + 4) : value - product(numbers, at + 4);
}

PROGRAM u64 subprograms(void *mem, u64 len)
{
	const u32 *numbers = mem;
	u64 total = 0;

	for (u64 i = 0; i + 8 <= len / 4; i += 8)
		total += choice(numbers, i);
	return total;
}
