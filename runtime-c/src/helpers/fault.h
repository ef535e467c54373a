/* SPDX-License-Identifier: MIT */
/* fault.h - copies that recover from a fault, for processes that let this library handle SIGSEGV and SIGBUS. */
#ifndef EBPFC_FAULT_H
#define EBPFC_FAULT_H

#include <stdbool.h>
#include <stddef.h>

/* Whether a fault in ebpfc__fault_copy would be caught in this thread. Asked anew after ebpfc_catch_faults. */
bool ebpfc__fault_ready(void);

/*
 * Copy upwards: 0, or -EFAULT where either side is not there, with what came before it copied. Only where
 * ebpfc__fault_ready. Any length, any alignment; uses no vector registers and no stack.
 */
int ebpfc__fault_copy(void *to, const void *from, size_t length);

#endif
