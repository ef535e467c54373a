/* MurmurHash3 of the memory, 32 bits throughout: what the oldest bytecode has to say with 64-bit registers. */
#include "bench.h"

PROGRAM u64 murmur32(void *mem, u64 len)
{
	const u32 *words = mem;
	u32 hash = 0x9747b28c;

	for (u64 i = 0; i < len / 4; i++) {
		u32 word = words[i] * 0xcc9e2d51;

		word = ROTATE_LEFT(word, 15) * 0x1b873593;
		hash = ROTATE_LEFT(hash ^ word, 13) * 5 + 0xe6546b64;
	}
	hash ^= (u32)len;
	hash = (hash ^ hash >> 16) * 0x85ebca6b;
	hash = (hash ^ hash >> 13) * 0xc2b2ae35;
	return hash ^ hash >> 16;
}
