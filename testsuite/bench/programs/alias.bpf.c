/*
 * Map values, the input and the stack in one loop: weights from the stack, counters in a map. A compiler that cannot
 * tell them apart loads everything anew after each store.
 */
#include "maps.h"

struct totals {
	u64 bytes;
	u64 words;
	u64 weighted;
	u64 odd;
};

MAP(totals, ARRAY, u32, struct totals, 4, 0);

PROGRAM u64 alias(void *mem, u64 len)
{
	const u64 *words = mem;
	struct totals *totals_of_all;
	u64 weights[8];
	u32 key = 1;

	totals_of_all = bpf_map_lookup_elem(&totals, &key);
	if (!totals_of_all)
		return 0;
	for (u32 i = 0; i < 8; i++)
		weights[i] = words[i] | 1;
	for (u64 i = 8; i < len / 8; i++) {
		totals_of_all->bytes += 8;
		totals_of_all->words++;
		totals_of_all->weighted += words[i] * weights[i & 7];
		totals_of_all->odd += words[i] & 1;
		weights[i & 7] += words[0];
	}
	return totals_of_all->weighted ^ totals_of_all->odd ^ weights[0];
}
