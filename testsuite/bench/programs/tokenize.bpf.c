/* A text cut into words at its spaces: their number, and the sum of their hashes (FNV-1a). */
#include "bench.h"

PROGRAM u64 tokenize(void *mem, u64 len)
{
	const u8 *text = mem;
	u64 words = 0, sum = 0;
	u32 hash = 0;

	for (u64 i = 0; i < len; i++) {
		if (text[i] == ' ') {
			words += hash != 0;
			sum += hash;
			hash = 0;
		} else {
			if (hash == 0)
				hash = 0x811c9dc5;
			hash = (hash ^ text[i]) * 0x01000193;
		}
	}
	return sum + (words << 40);
}
