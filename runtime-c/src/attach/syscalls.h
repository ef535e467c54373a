/* SPDX-License-Identifier: MIT */
/*
 * syscalls.h - the system call instructions of mapped code, and which call each makes.
 */
#ifndef EBPFC_ATTACH_SYSCALLS_H
#define EBPFC_ATTACH_SYSCALLS_H

#include <stddef.h>
#include <stdint.h>

#define EBPFC__ANY_SYSCALL (-1)

struct ebpfc__syscall_site {
	uint64_t address; /* of the syscall instruction */
	uint64_t window;  /* first of the one to three instructions before it that a jump fits on; 0: it does not fit */
	int32_t nr;       /* what is loaded into eax right before; EBPFC__ANY_SYSCALL when that is not a constant */
};

/*
 * Sweeps `size` bytes of code that lie at `address`. Writes at most `room` sites and returns how many there are.
 */
size_t ebpfc__find_syscalls(const uint8_t *code, uint64_t address, size_t size, struct ebpfc__syscall_site *sites,
			    size_t room);

#endif /* EBPFC_ATTACH_SYSCALLS_H */
