/* SPDX-License-Identifier: MIT */
/*
 * place.h - where a program belongs, as its section or the user says it.
 */
#ifndef EBPFC_AGENT_PLACE_H
#define EBPFC_AGENT_PLACE_H

#include "../src/attach/attach.h"
#include "../src/attach/symbols.h"

#include <stdbool.h>
#include <stdint.h>

/* What a program's context is. */
enum place_form {
	PLACE_FUNCTION,       /* struct pt_regs at a function or instruction */
	PLACE_TRACEPOINT,     /* the record of syscalls/sys_enter_X or sys_exit_X */
	PLACE_RAW_TRACEPOINT, /* struct bpf_raw_tracepoint_args of sys_enter or sys_exit */
	PLACE_KSYSCALL,       /* struct pt_regs whose first argument is the caller's struct pt_regs */
	PLACE_USDT,           /* struct pt_regs at a statically defined probe; arguments by usdt.bpf.h */
};

struct place {
	uint8_t kind; /* enum ebpfc_probe_kind */
	uint8_t form; /* enum place_form */
	char module[256];
	char provider[64];   /* of a USDT */
	char function[256];  /* or pattern, or name of a USDT */
	bool many;           /* `function` is a pattern: * ? [ ] */
	uint64_t offset; /* bytes into the function */
	int32_t nr;      /* of the system call; -1: any */
};

/* A section that names a place of user space: "uprobe/PATH:FUNCTION", "tp/syscalls/sys_enter_openat". */
bool place_is_attachable(const char *section);

/*
 * Reads KIND/MODULE:FUNCTION[+OFFSET], where KIND is uprobe, uretprobe, their .s and .multi forms, or ureplace, and
 * FUNCTION a symbol, a C++ function as people write it, a file offset, or for .multi a pattern; or usdt/MODULE:PROVIDER:NAME;
 * or tracepoint/syscalls/sys_enter_CALL and sys_exit_CALL, tracepoint/raw_syscalls/sys_enter and sys_exit,
 * raw_tp/sys_enter and sys_exit, ksyscall/CALL, kretsyscall/CALL. Returns NULL, or a sentence that says what is wrong.
 */
const char *place_parse(const char *text, struct place *place);

/* What an error of the functions of symbols.h means, as a sentence. */
const char *place_problem(int error);

/* The problem is that the module is not loaded, which may change. */
bool place_may_come(const char *problem);

/* Makes the probes of functions: one, or as many as a pattern matches. `*probes` is to be freed. NULL or a sentence. */
const char *place_find_functions(const struct place *place, struct ebpfc_probe **probes, size_t *count);

/*
 * Makes the probes of a system call: one for every site in mapped files that makes it or may. `*probes` is to be
 * freed. Returns NULL or a sentence.
 */
const char *place_find_syscalls(const struct place *place, struct ebpfc_probe **probes, size_t *count);

#endif /* EBPFC_AGENT_PLACE_H */
