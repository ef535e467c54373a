/* SPDX-License-Identifier: MIT */
/*
 * thunk_x86_64.h - lets programs call functions that touch more than a probed function allows.
 */
#ifndef EBPFC_ATTACH_THUNK_X86_64_H
#define EBPFC_ATTACH_THUNK_X86_64_H

#include "arena.h"
#include "refusal.h"

/*
 * Writes a function that calls `function`, of up to six integer arguments, and keeps the vector registers and the
 * thread's errno as they were.
 */
enum ebpfc__refusal ebpfc__thunk_build(uint64_t function, struct ebpfc__block *block);

#endif /* EBPFC_ATTACH_THUNK_X86_64_H */
