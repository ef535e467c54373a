/* A machine of four programs that hand over to each other by what they read in the packet, 32 steps. */
#include "maps.h"

/* The packet: written and read by every step. */
struct machine {
	u32 at;
	u32 sum;
	u64 code;
};

#ifdef __bpf__
#define STEP(NAME) XDP_PROGRAM int NAME(struct xdp_md *ctx)
#else
#define STEP(NAME) NEVER_INLINE int NAME(struct xdp_md *ctx)
#endif

STEP(add_step);
STEP(xor_step);
STEP(rotate_step);
STEP(leave_step);

#ifdef __bpf__
struct {
	int (*type)[BPF_MAP_TYPE_PROG_ARRAY];
	int (*key_size)[4];
	int (*max_entries)[4];
	int (*values[])(struct xdp_md *);
} steps __attribute__((section(".maps"), used)) = {
	.values = { (void *)add_step, (void *)xor_step, (void *)rotate_step, (void *)leave_step },
};

#define NEXT(CTX, INDEX)                             \
	do {                                         \
		bpf_tail_call(CTX, &steps, INDEX);   \
		return XDP_ABORTED;                  \
	} while (0)
#else
static int (*const steps[4])(struct xdp_md *) = { add_step, xor_step, rotate_step, leave_step };
#define NEXT(CTX, INDEX) return steps[INDEX](CTX)
#endif

ALWAYS_INLINE struct machine *machine_of(struct xdp_md *ctx)
{
	struct machine *machine = (struct machine *)(long)ctx->data;

	return (u8 *)(machine + 1) > (u8 *)(long)ctx->data_end ? 0 : machine;
}

/* The step that is next: the last one after 32. */
ALWAYS_INLINE u32 next_of(struct machine *machine)
{
	u32 at = machine->at++;

	return at >= 31 ? 3 : (u32)(machine->code >> (2 * at)) % 3;
}

STEP(add_step)
{
	struct machine *machine = machine_of(ctx);

	if (!machine)
		return XDP_DROP;
	machine->sum += machine->at;
	NEXT(ctx, next_of(machine));
}

STEP(xor_step)
{
	struct machine *machine = machine_of(ctx);

	if (!machine)
		return XDP_DROP;
	machine->sum ^= 0x9e3779b9;
	NEXT(ctx, next_of(machine));
}

STEP(rotate_step)
{
	struct machine *machine = machine_of(ctx);

	if (!machine)
		return XDP_DROP;
	machine->sum = ROTATE_LEFT(machine->sum, 7);
	NEXT(ctx, next_of(machine));
}

STEP(leave_step)
{
	struct machine *machine = machine_of(ctx);

	return machine ? (int)(machine->sum & 0xffff) : XDP_DROP;
}

XDP_PROGRAM int tail_calls(struct xdp_md *ctx)
{
	struct machine *machine = machine_of(ctx);

	if (!machine)
		return XDP_DROP;
	machine->at = 0;
	machine->sum = 0;
	NEXT(ctx, next_of(machine));
}
