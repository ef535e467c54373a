/*
 * A program of some 5,000 instructions, as a generated parser or policy is: 400 rules of a load, a comparison and a
 * few operations each, of which no two are the same, on one record of 256 bytes.
 */
#include "bench.h"

#define RULE(N)                                                             \
	do {                                                                \
		u32 field = words[(N * 7) % 64];                            \
		if ((field & (0xffu << (N % 24))) > (u32)(N * 2654435761u)) { \
			state ^= field + N;                                 \
			state = ROTATE_LEFT(state, N % 31 + 1);             \
			hits++;                                             \
		} else if (state & (1u << (N % 32))) {                      \
			state += field ^ N * 40503u;                        \
			words[(N * 11) % 64] ^= state;                      \
		}                                                           \
	} while (0)

#define RULES4(N) RULE(N); RULE((N + 1)); RULE((N + 2)); RULE((N + 3))
#define RULES16(N) RULES4(N); RULES4((N + 4)); RULES4((N + 8)); RULES4((N + 12))
#define RULES80(N) RULES16(N); RULES16((N + 16)); RULES16((N + 32)); RULES16((N + 48)); RULES16((N + 64))

PROGRAM u64 large(void *mem, u64 len)
{
	u32 *words = mem;
	u32 state = (u32)len, hits = 0;

	RULES80(1u);
	RULES80(81u);
	RULES80(161u);
	RULES80(241u);
	RULES80(321u);
	return (u64)hits << 32 | state;
}
