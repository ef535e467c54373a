/* The magnitudes of an array of u32, counted in the values of an array map: one lookup and one increment each. */
#include "maps.h"

MAP(buckets, ARRAY, u32, u64, 64, 0);

PROGRAM u64 histogram(void *mem, u64 len)
{
	const u32 *values = mem;
	u64 *bucket;
	u32 key;

	for (u64 i = 0; i < len / 4; i++) {
		u32 value = values[i];

		key = 0;
		if (value >= 1 << 16) {
			value >>= 16;
			key += 16;
		}
		if (value >= 1 << 8) {
			value >>= 8;
			key += 8;
		}
		if (value >= 1 << 4) {
			value >>= 4;
			key += 4;
		}
		key += value;
		bucket = bpf_map_lookup_elem(&buckets, &key);
		if (bucket)
			(*bucket)++;
	}
	key = 20;
	bucket = bpf_map_lookup_elem(&buckets, &key);
	return bucket ? *bucket : 0;
}
