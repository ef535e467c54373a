/* SPDX-License-Identifier: MIT */
/*
 * trampoline_x86_64.h - the code between a probed place and its programs.
 */
#ifndef EBPFC_ATTACH_TRAMPOLINE_X86_64_H
#define EBPFC_ATTACH_TRAMPOLINE_X86_64_H

#include "arena.h"
#include "attach.h"
#include "relocate.h"

#define EBPFC__TRAMPOLINE_MAX 4096u /* bytes; a site with programs beyond that is refused */

struct ebpfc__trampoline_plan {
	struct ebpfc__window *window;        /* the overwritten instructions; `moved` becomes relative to the block */
	const struct ebpfc_probe *probes;    /* all probes of the site, in order */
	uint64_t address;                    /* as asked for: what programs see as the instruction pointer */
	bool inside;                         /* flags are live, and the stack pointer may be anywhere */
	bool red_zone;                       /* the 128 bytes below the stack pointer are live */
	bool syscall;                        /* the window ends at a system call, made after the programs */
	bool makes_call;                     /* the window is that call, which is made here */
};

/*
 * Writes the trampoline of a site into a new block near it; `block` is the trampoline, which begins at its first byte.
 */
enum ebpfc__refusal ebpfc__trampoline_build(const struct ebpfc__trampoline_plan *plan, struct ebpfc__block *block);

#endif /* EBPFC_ATTACH_TRAMPOLINE_X86_64_H */
