/* SPDX-License-Identifier: MIT */
/*
 * refusal.h - why a probe cannot be placed, by name.
 */
#ifndef EBPFC_ATTACH_REFUSAL_H
#define EBPFC_ATTACH_REFUSAL_H

#define EBPFC__REFUSALS(X)                                                                                            \
	X(NONE, "placed")                                                                                             \
	X(UNDECODABLE, "an instruction there is not one the decoder knows")                                           \
	X(TOO_SHORT, "the function is shorter than a jump, and what follows is not padding")                          \
	X(LOOP, "a loop or jrcxz instruction there has no form that reaches further")                                 \
	X(ENTERED, "the function jumps into the bytes that would be overwritten")                                     \
	X(RETURNED_INTO, "a call there returns into the bytes that would be overwritten")                             \
	X(INDIRECT, "an indirect jump of the function may land in the bytes that would be overwritten")               \
	X(STACK_RELATIVE_CALL, "a call there reads its target through the stack pointer")                             \
	X(SYSCALL, "a system call is among the instructions that would be overwritten")                               \
	X(OUT_OF_REACH, "no free memory within 2 GiB of the function and what it refers to")                          \
	X(NOT_EXECUTABLE, "the address is not in mapped executable memory")                                           \
	X(TRAP_BLOCKED, "a thread blocks SIGTRAP, so that a breakpoint would kill the process")                       \
	X(THREAD_UNREACHABLE, "a thread could not be interrupted in time")                                            \
	X(TAKEN, "the bytes are not those of the file: somebody else patched them")                                   \
	X(NOT_AN_ENTRY, "return probes and replacements belong at the entry of a function")                           \
	X(RETURNS_TWICE, "the function may return twice, but a return probe keeps one return address")               \
	X(SIGRETURN, "signal handlers return through this system call, those of the patcher as well")                \
	X(OVERLAP, "another probe already covers those bytes")                                                        \
	X(NO_MEMORY, "the system refused memory for the trampoline")

enum ebpfc__refusal {
#define EBPFC__REFUSAL(name, text) EBPFC__REFUSAL_##name,
	EBPFC__REFUSALS(EBPFC__REFUSAL)
#undef EBPFC__REFUSAL
	EBPFC__REFUSAL_COUNT
};

/* The sentence of the table above: lower case, no full stop. */
const char *ebpfc__refusal_text(enum ebpfc__refusal refusal);

#endif /* EBPFC_ATTACH_REFUSAL_H */
