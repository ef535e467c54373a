/* SPDX-License-Identifier: MIT */
/*
 * relocate_aarch64.h - one AArch64 instruction somewhere else.
 *
 * A probe there is one 4-byte branch, so that one instruction moves and none is ever seen in part. x16 and x17 are free
 * for veneers at the entry of a function (AAPCS64, 6.4.1).
 */
#ifndef EBPFC_ATTACH_RELOCATE_AARCH64_H
#define EBPFC_ATTACH_RELOCATE_AARCH64_H

#include <stddef.h>
#include <stdint.h>

#define EBPFC__AARCH64_MOVED_MAX 8u /* words */

/*
 * Writes what `insn`, which stands at address `from`, does when it is executed at `to`. A call sees and returns to the
 * address it always did. Returns the words written, or 0 for an instruction that cannot be moved.
 */
size_t ebpfc__aarch64_relocate(uint32_t insn, uint64_t from, uint64_t to, uint32_t out[EBPFC__AARCH64_MOVED_MAX]);

/* A branch from `from` to `to`, or 0 when it is further than 128 MiB. */
uint32_t ebpfc__aarch64_branch(uint64_t from, uint64_t to);

#endif /* EBPFC_ATTACH_RELOCATE_AARCH64_H */
