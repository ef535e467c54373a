/* SPDX-License-Identifier: MIT */
/*
 * patch.h - changes instructions that other threads may be executing.
 *
 * Breakpoints go onto every instruction that changes first; a thread that meets one is sent on by the SIGTRAP handler.
 * When every core has seen them (membarrier), and no thread stands between two instructions that become one, the
 * other bytes are written, and the first byte last. Neither an old nor a new instruction is ever seen in part.
 */
#ifndef EBPFC_ATTACH_PATCH_H
#define EBPFC_ATTACH_PATCH_H

#include "refusal.h"
#include "relocate.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define EBPFC__PATCH_MAX 5u

struct ebpfc__patch {
	uint64_t address;
	uint8_t size;                    /* bytes to write: 1 (a breakpoint that stays), 2 or 5 */
	uint8_t old[EBPFC__PATCH_MAX];   /* what must be there now */
	uint8_t bytes[EBPFC__PATCH_MAX]; /* what shall be there */
	uint8_t count;                   /* instructions that begin in those bytes now */
	uint8_t at[EBPFC__WINDOW_MAX];   /* offset of each; at[0] is 0 */
	uint64_t to[EBPFC__WINDOW_MAX];  /* where a thread goes that wants to execute it */
	enum ebpfc__refusal refusal;     /* answer */
};

/*
 * Applies patches whose answer is still EBPFC__REFUSAL_NONE, all under one interruption of the other threads. A patch
 * whose old bytes are not there is answered EBPFC__REFUSAL_TAKEN and left out. Returns a refusal, and has changed
 * nothing, when the threads cannot be interrupted.
 */
enum ebpfc__refusal ebpfc__patch_apply(struct ebpfc__patch *patches, size_t count);

/* Sends threads that meet the breakpoint at `address` to `to`; 0 takes the row out. For breakpoints that stay. */
bool ebpfc__trap_route(uint64_t address, uint64_t to);

/* Makes other cores fetch instructions anew. */
void ebpfc__sync_cores(void);

#endif /* EBPFC_ATTACH_PATCH_H */
