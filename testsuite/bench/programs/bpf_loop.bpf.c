/* The sum and the extremes of an array by bpf_loop: state on the caller's stack, changed by the callback. */
#include "maps.h"

struct state {
	const u32 *numbers;
	u64 sum;
	u32 lowest;
	u32 highest;
};

static long visit(u64 index, void *ctx)
{
	struct state *state = ctx;
	u32 number = state->numbers[(u32)index];

	state->sum += number;
	if (number < state->lowest)
		state->lowest = number;
	if (number > state->highest)
		state->highest = number;
	return 0;
}

PROGRAM u64 loop(void *mem, u64 len)
{
	struct state state = { mem, 0, ~0u, 0 };
	long visited = bpf_loop((u32)(len / 4), visit, &state, 0);

	return (u64)visited + state.sum + ((u64)state.lowest << 32) + state.highest;
}
