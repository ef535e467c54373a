/* Counters that others may change at any time: atomic additions, exchanges and compare-and-swap on map values. */
#include "maps.h"

struct counters {
	u64 total;
	u64 highest;
	u64 last;
	u64 flags;
};

MAP(counters, ARRAY, u32, struct counters, 8, 0);

PROGRAM u64 atomics(void *mem, u64 len)
{
	const u64 *numbers = mem;
	u64 result = 0;

	for (u64 i = 0; i < len / 8; i++) {
		u32 key = numbers[i] & 7;
		struct counters *counter = bpf_map_lookup_elem(&counters, &key);
		u64 highest;

		if (!counter)
			return 0;
		result += __sync_fetch_and_add(&counter->total, numbers[i] >> 32);
		highest = counter->highest;
		if (highest < numbers[i])
			__sync_val_compare_and_swap(&counter->highest, highest, numbers[i]);
		__sync_fetch_and_or(&counter->flags, 1ull << (numbers[i] >> 58));
		counter->last = i;
	}
	return result;
}
