/* SPDX-License-Identifier: MIT */
/*
 * shadow.h - return addresses that return probes keep while a function runs.
 *
 * The trampoline takes the return address off the stack (pop) and calls the function itself, so that the stack holds
 * an address of ours in the same place and the processor's return prediction stays balanced. The address it took is
 * the newest frame of the thread. Frames are found by the place they stood in, so that longjmp, exceptions and
 * switched stacks may leave some behind.
 */
#ifndef EBPFC_ATTACH_SHADOW_H
#define EBPFC_ATTACH_SHADOW_H

#include <stdint.h>

/*
 * Called by trampolines, with every register but the general ones untouched, when the newest frame does not lie
 * above `slot` or there is no room. Drops frames that are certainly gone. Returns 0 when a frame may be pushed.
 */
uint64_t ebpfc__shadow_make_room(uint64_t slot);

/* Called when the newest frame is not the one that returns: finds it, removes it and returns its address. */
uint64_t ebpfc__shadow_take(uint64_t slot);

/*
 * Called when a program seems to run on this thread already, `sp` being the stack pointer of the one that wants to.
 * Not 0 when the other was left without returning, by a longjmp out of a signal handler.
 */
uint64_t ebpfc__guard_is_stale(uint64_t sp);

/*
 * A context program: puts every return address of the calling thread back on its stack, as an unwinder wants to see
 * it. Those functions return without their exit event, which is counted as missed.
 */
uint64_t ebpfc__shadow_restore(void *context, void *self);

/* Shows the visitor what stands where the return addresses of the calling thread's frames stood. */
void ebpfc__shadow_visit(void (*visit)(uint64_t word));

/* The same for all threads, while they stand still. */
void ebpfc__shadow_visit_all(void (*visit)(uint64_t word));

#endif /* EBPFC_ATTACH_SHADOW_H */
