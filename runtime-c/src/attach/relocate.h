/* SPDX-License-Identifier: MIT */
/*
 * relocate.h - which instructions a probe's jump would overwrite, and the same instructions somewhere else.
 */
#ifndef EBPFC_ATTACH_RELOCATE_H
#define EBPFC_ATTACH_RELOCATE_H

#include "refusal.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define EBPFC__WINDOW_MAX 8u     /* instructions; a jump is 5 bytes, so 5 at most begin in it */
#define EBPFC__MOVED_MAX 160u    /* bytes that a relocated window needs at most */

/* Whole instructions that begin at the probe's address. */
struct ebpfc__window {
	const uint8_t *start;
	uint8_t need;   /* bytes that will be overwritten */
	uint8_t length; /* bytes of the instructions that begin in them, at least `need` */
	uint8_t count;  /* of those instructions, padding excluded */
	bool ends;      /* the last one does not fall through */
	uint8_t at[EBPFC__WINDOW_MAX];     /* offset of each instruction */
	uint16_t moved[EBPFC__WINDOW_MAX]; /* offset of its copy; filled by ebpfc__relocate */
	uint8_t bytes[32];                 /* the instructions, as they were before anything was overwritten */
};

/*
 * Measures the instructions under the first `need` bytes of `start`. `room` bytes from there belong to the function;
 * when it is shorter than `need`, `spare` further bytes may be read and must be padding.
 */
enum ebpfc__refusal ebpfc__window_measure(const uint8_t *start, size_t room, size_t spare, unsigned need,
					  struct ebpfc__window *window);

/*
 * Looks for branches of a function into the window, other than to its first byte. `code` are the `size` bytes that
 * belong at `address`; they are decoded in one sweep. `any_indirect` refuses when there is an indirect jump as well:
 * its targets are not known.
 */
enum ebpfc__refusal ebpfc__window_is_entered(const struct ebpfc__window *window, const uint8_t *code, uint64_t address,
					     size_t size, bool any_indirect);

/*
 * Bytes of a function whose size nobody knows: up to the first end of flow that no branch seen so far jumps over.
 * Returns 0 when none is found in `limit` bytes.
 */
size_t ebpfc__function_size(const uint8_t *function, size_t limit);

/*
 * Writes the window's instructions to `code` so that they do at `address` what they did in place, and, unless the
 * window ends there, a jump to what follows. `*size` is the room on entry and the bytes used on return.
 */
enum ebpfc__refusal ebpfc__relocate(struct ebpfc__window *window, uint8_t *code, uint64_t address, size_t *size);

/* Length of the no-operation at `code` if it is one that assemblers pad with, else 0. */
unsigned ebpfc__nop_length(const uint8_t *code, size_t size);

/*
 * A hole of at least 5 bytes of padding within reach of a two-byte jump at `site`, ending at or before `function`.
 * Reads no more than `behind` bytes before `function`. Returns NULL when there is none.
 */
uint8_t *ebpfc__find_hole(const uint8_t *site, const uint8_t *function, size_t behind);

#endif /* EBPFC_ATTACH_RELOCATE_H */
