/* The primes below a bound, counted by trial division. */
#include "bench.h"

PROGRAM u64 prime(void *mem, u64 len)
{
	u32 limit = *(const u32 *)mem;
	u64 count = 0;

	(void)len;
	for (u32 candidate = 2; candidate < limit; candidate++) {
		u32 divisor = 2;

		while (divisor * divisor <= candidate && candidate % divisor != 0)
			divisor++;
		if (divisor * divisor > candidate)
			count++;
	}
	return count;
}
