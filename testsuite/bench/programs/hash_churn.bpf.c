/* A table of sessions under constant change: each number is looked up, updated, or deleted by its lowest bits. */
#include "maps.h"

struct session {
	u64 packets;
	u64 last;
};

MAP(sessions, HASH, u64, struct session, 2048, 0);

PROGRAM u64 hash_churn(void *mem, u64 len)
{
	const u64 *numbers = mem;
	u64 sum = 0;

	for (u64 i = 0; i < len / 8; i++) {
		u64 key = numbers[i] >> 8 & 511;

		if ((numbers[i] & 7) == 0) {
			sum += (u64)bpf_map_delete_elem(&sessions, &key);
		} else if ((numbers[i] & 7) < 4) {
			struct session fresh = { i, numbers[i] };

			sum += (u64)bpf_map_update_elem(&sessions, &key, &fresh, BPF_ANY);
		} else {
			struct session *found = bpf_map_lookup_elem(&sessions, &key);

			if (found)
				sum += ++found->packets ^ found->last;
		}
	}
	return sum;
}
