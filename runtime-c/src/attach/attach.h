/* SPDX-License-Identifier: MIT */
/*
 * attach.h - runs programs when functions of this process are entered, left or called, and takes them out again.
 *
 * A probe joins one program and one place. All probes of one call are placed under a single interruption of the
 * process's threads; each is placed or refused by itself, with a reason. Taking a probe out restores the bytes that
 * were there, exactly. The processor's part is behind this header: x86-64 today.
 */
#ifndef EBPFC_ATTACH_H
#define EBPFC_ATTACH_H

#include "../../include/ebpfc.h"
#include "refusal.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How a program wants to be called. */
enum ebpfc_handler_form {
	/* uint64_t fn(struct pt_regs *ctx, void *self), compiled without vector registers. */
	EBPFC_HANDLER_CONTEXT,
	/* The same, compiled as it likes: vector registers are saved around it. */
	EBPFC_HANDLER_ANY,
	/* preserve_most, without vector registers: keeps every register but rax and r11; its parameters are listed. */
	EBPFC_HANDLER_PRESERVED,
};

#define EBPFC_PARAMETERS_MAX 6

/* One program at one place. Must outlive the probe. */
struct ebpfc_handler {
	void *function;
	void *self;
	uint64_t cookie;
	uint8_t form; /* enum ebpfc_handler_form */
	uint8_t parameter_count;
	uint8_t parameters[EBPFC_PARAMETERS_MAX]; /* enum ebpfc_entry_parameter */
	bool calls;        /* PRESERVED: it calls something, which needs an aligned stack */
	bool falls_through;     /* PRESERVED: the last of `body` is its only return, one byte long */
	uint16_t body;          /* PRESERVED: bytes of the function that may be copied to where it is needed; 0: call it */
	bool may_override; /* the program may call ebpfc_override_return */
	uint64_t *misses;  /* counts hits that ran nothing, since a program ran on the thread already; NULL */
	uint64_t *hits;    /* counts the runs, roughly when threads run it at the same time; NULL: nobody counts */
};

enum ebpfc_probe_kind {
	EBPFC_PROBE_ENTRY,   /* before the function's first instruction */
	EBPFC_PROBE_RETURN,  /* after the function, before its caller goes on */
	EBPFC_PROBE_REPLACE, /* instead of the function: the program's result is the function's */
	EBPFC_PROBE_INSIDE,  /* before the instruction at the address, anywhere in a function */
	EBPFC_PROBE_SYSCALL, /* before the system call at the address; rax holds its number, orig_ax too */
	EBPFC_PROBE_SYSRET,  /* after it; rax holds its result */
};

/* How a probe was placed. */
enum ebpfc_probe_means {
	EBPFC_MEANS_NONE,
	EBPFC_MEANS_JUMP, /* a five-byte jump */
	EBPFC_MEANS_HOP,  /* a two-byte jump to a five-byte one in padding */
	EBPFC_MEANS_TRAP, /* a breakpoint: microseconds instead of nanoseconds */
};

struct ebpfc_site;

struct ebpfc_probe {
	/* Asked for. */
	uint64_t address;     /* of the function or instruction */
	uint64_t function;    /* first byte of the function around it; 0: the address itself */
	size_t function_size; /* bytes; 0: found by decoding */
	uint8_t kind;         /* enum ebpfc_probe_kind */
	bool no_trap;         /* refuse rather than fall back to a breakpoint */
	int32_t nr;           /* PROBE_SYSCALL and PROBE_SYSRET: this call only; -1: any */
	int32_t site_nr;      /* the call that is made there, -1 when it differs; as ebpfc__find_syscalls says */
	uint64_t window;      /* where the jump goes; as ebpfc__find_syscalls says */
	const struct ebpfc_handler *handler;
	/* Answered. */
	uint8_t means;           /* enum ebpfc_probe_means */
	uint8_t refusal;         /* enum ebpfc__refusal: why it was not placed, or why only by a breakpoint */
	struct ebpfc_site *site; /* NULL when it was not placed */
	struct ebpfc_probe *next; /* at the same site, in order of attachment */
};

/*
 * Places `count` probes. Returns how many were placed; each probe says for itself. The probes belong to the patcher
 * until they are detached.
 */
size_t ebpfc_attach(struct ebpfc_probe *const *probes, size_t count);

/*
 * Takes probes out. When this returns, no thread will enter their programs again; a thread that is inside one may
 * still be. Returns 0, or -EBUSY when a thread could not be interrupted: the probes then stay.
 */
int ebpfc_detach(struct ebpfc_probe *const *probes, size_t count);

/* Waits until no thread is inside a program or trampoline that was detached, at most `milliseconds`. 0 or -EBUSY. */
int ebpfc_attach_settle(unsigned milliseconds);

/* From a program at the entry of a function: return `result` to the caller instead of running the function. */
void ebpfc_override_return(uint64_t result);

/* The calling thread's hits that ran no program: recursion, or no room to remember the return. */
uint64_t ebpfc_attach_missed(void);

/* Bytes of executable memory in use. */
size_t ebpfc_attach_memory(void);

#endif /* EBPFC_ATTACH_H */
