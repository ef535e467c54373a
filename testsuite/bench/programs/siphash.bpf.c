/* SipHash-2-4 of the memory in words of 64 bits, under a fixed key. */
#include "bench.h"

#define ROUND                                  \
	do {                                   \
		v0 += v1;                      \
		v1 = ROTATE_LEFT(v1, 13) ^ v0; \
		v0 = ROTATE_LEFT(v0, 32);      \
		v2 += v3;                      \
		v3 = ROTATE_LEFT(v3, 16) ^ v2; \
		v0 += v3;                      \
		v3 = ROTATE_LEFT(v3, 21) ^ v0; \
		v2 += v1;                      \
		v1 = ROTATE_LEFT(v1, 17) ^ v2; \
		v2 = ROTATE_LEFT(v2, 32);      \
	} while (0)

PROGRAM u64 siphash(void *mem, u64 len)
{
	const u64 *words = mem;
	u64 v0 = 0x736f6d6570736575 ^ 0x0706050403020100, v1 = 0x646f72616e646f6d ^ 0x0f0e0d0c0b0a0908;
	u64 v2 = 0x6c7967656e657261 ^ 0x0706050403020100, v3 = 0x7465646279746573 ^ 0x0f0e0d0c0b0a0908;

	for (u64 i = 0; i < len / 8; i++) {
		v3 ^= words[i];
		ROUND;
		ROUND;
		v0 ^= words[i];
	}
	v3 ^= len << 56;
	ROUND;
	ROUND;
	v0 ^= len << 56;
	v2 ^= 0xff;
	ROUND;
	ROUND;
	ROUND;
	ROUND;
	return v0 ^ v1 ^ v2 ^ v3;
}
