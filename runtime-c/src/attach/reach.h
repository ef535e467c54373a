/* SPDX-License-Identifier: MIT */
/*
 * reach.h - what the code of an entry is: whether it keeps its hands off the vector registers, with all that it calls
 * in its own file, and whether it would do the same elsewhere.
 */
#ifndef EBPFC_ATTACH_REACH_H
#define EBPFC_ATTACH_REACH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Decodes the function at `entry`, and every function that it calls or jumps to directly. False when one of them uses
 * a vector register, cannot be decoded, or lies outside the executable segment that holds `entry`.
 */
bool ebpfc__reaches_no_vectors(uint64_t entry);

/*
 * Bytes of the function at `entry` if a copy of them does the same at any address: no branch leaves them, nothing
 * counts from the program counter. 0 otherwise. `*falls_through`: its only return is its last instruction.
 */
size_t ebpfc__movable_size(uint64_t entry, bool *falls_through);

#endif /* EBPFC_ATTACH_REACH_H */
