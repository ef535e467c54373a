/* SPDX-License-Identifier: MIT */
/*
 * arena.h - executable memory near the code that is patched.
 *
 * Every arena is one memory file mapped twice: what is written is never executable and what is executable is never
 * written. Blocks are 16-byte aligned and lie within reach of a rel32 branch from the address they were asked for.
 */
#ifndef EBPFC_ATTACH_ARENA_H
#define EBPFC_ATTACH_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ebpfc__block {
	uint8_t *write;   /* where to put the bytes */
	uint64_t address; /* where they execute */
	size_t size;      /* bytes */
};

/*
 * Takes a block of at least `size` bytes within `reach` bytes of `near`.
 * Returns 0, -ENOSPC when no free address lies within reach, or what memfd_create(2) or mmap(2) said.
 */
int ebpfc__arena_take(uint64_t near, uint64_t reach, size_t size, struct ebpfc__block *block);

/* Gives a block back. Nobody may execute it any more. */
void ebpfc__arena_give(const struct ebpfc__block *block);

/* True when the address is in executable memory of ours. Safe in a signal handler. */
bool ebpfc__arena_contains(uint64_t address);

/* Bytes handed out and not given back. */
size_t ebpfc__arena_in_use(void);

/* After fork: the executable pages are shared with the other process, so neither side may reuse a block. */
void ebpfc__arena_freeze(bool in_child);

#endif /* EBPFC_ATTACH_ARENA_H */
