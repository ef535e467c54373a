/* SPDX-License-Identifier: MIT */
/*
 * entered.h - branches from anywhere in a mapping into bytes that are to be overwritten.
 *
 * Hand-written code jumps from one function into another, a few bytes behind its entry: glibc's mempcpy into memcpy.
 */
#ifndef EBPFC_ATTACH_ENTERED_H
#define EBPFC_ATTACH_ENTERED_H

#include "regions.h"
#include "relocate.h"

/* A window to ask about, and the answer. */
struct ebpfc__entered {
	const struct ebpfc__window *window;
	bool entered;
};

/*
 * Answers for windows that all lie in `region`. Far branches are found by their distance wherever four bytes have
 * that value behind a branch opcode, so that data cannot hide one; near branches by decoding the neighbourhood.
 * Returns false when memory is short.
 */
bool ebpfc__find_entered(const struct ebpfc__region *region, struct ebpfc__entered *rows, size_t count);

#endif /* EBPFC_ATTACH_ENTERED_H */
