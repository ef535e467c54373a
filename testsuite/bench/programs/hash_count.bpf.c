/* How often each number occurs, counted in a hash map: a lookup each, an insertion for a new one. */
#include "maps.h"

MAP(counts, HASH, u32, u64, 4096, 0);

PROGRAM u64 hash_count(void *mem, u64 len)
{
	const u32 *numbers = mem;
	u64 total = 0;

	for (u64 i = 0; i < len / 4; i++) {
		u32 key = numbers[i] & 1023;
		u64 *count = bpf_map_lookup_elem(&counts, &key);

		if (count) {
			total += ++*count;
		} else {
			u64 one = 1;

			bpf_map_update_elem(&counts, &key, &one, BPF_NOEXIST);
		}
	}
	return total;
}
