/* The root of a binary Merkle tree over leaves of 32 bytes, hashed by a permutation of four words; in place. */
#include "bench.h"

#define LEAF 4u

ALWAYS_INLINE void mix(u64 *state)
{
	u64 a = state[0], b = state[1], c = state[2], d = state[3];

	for (u32 round = 0; round < 12; round++) {
		a += b;
		d = ROTATE_LEFT(d ^ a, 32);
		c += d;
		b = ROTATE_LEFT(b ^ c, 24);
		a += b + round;
		d = ROTATE_LEFT(d ^ a, 16);
		c += d;
		b = ROTATE_LEFT(b ^ c, 63);
	}
	state[0] ^= a;
	state[1] ^= b;
	state[2] ^= c;
	state[3] ^= d;
}

PROGRAM u64 merkle(void *mem, u64 len)
{
	u64 *nodes = mem;

	for (u64 count = len / (8 * LEAF); count > 1; count /= 2) {
		for (u64 i = 0; i < count / 2; i++) {
			const u64 *left = nodes + 2 * i * LEAF, *right = left + LEAF;
			u64 state[LEAF];

			for (u32 j = 0; j < LEAF; j++)
				state[j] = left[j] ^ ROTATE_LEFT(right[j], 17);
			mix(state);
			for (u32 j = 0; j < LEAF; j++)
				nodes[i * LEAF + j] = state[j];
		}
	}
	return nodes[0] ^ nodes[1] ^ nodes[2] ^ nodes[3];
}
