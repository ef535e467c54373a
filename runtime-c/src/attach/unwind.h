/* SPDX-License-Identifier: MIT */
/*
 * unwind.h - lets exceptions, thread cancellation and backtraces pass functions that have return probes.
 *
 * An unwinder reads return addresses from the stack, where return probes keep one of theirs. So the entries of every
 * loaded unwinder get a probe of our own that puts the real addresses back. Functions that were on the stack then
 * return without their exit event.
 */
#ifndef EBPFC_ATTACH_UNWIND_H
#define EBPFC_ATTACH_UNWIND_H

#include <stdbool.h>
#include <stdint.h>

/* Probes the unwinders that are loaded now and were not before. Called before return probes are attached. */
void ebpfc__unwind_prepare(void);

/* True for the C library's functions that may return more than once for one call: vfork, setjmp and their like. */
bool ebpfc__returns_twice(uint64_t address);

#endif /* EBPFC_ATTACH_UNWIND_H */
