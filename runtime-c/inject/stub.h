/* SPDX-License-Identifier: MIT */
/*
 * stub.h - the code that runs in the target: in the borrowed thread, and in the thread that it starts.
 */
#ifndef EBPFC_INJECT_STUB_H
#define EBPFC_INJECT_STUB_H

#include "target.h"

#include <stdint.h>

/*
 * Two pieces. The way in is a few hundred bytes in the unused end of an executable page, where nobody comes by. It
 * maps memory, tells its address, and waits for the second piece to be written there; when that takes too long, it
 * goes back. So the target needs nobody to watch it from the moment a thread is sent there.
 */
#define STUB_WAY_IN_MAX 512u
#define STUB_CODE_BYTES 4096u
#define STUB_DATA_BYTES 4096u
#define STUB_STACK_BYTES (248u * 1024)
#define STUB_BYTES (STUB_CODE_BYTES + STUB_DATA_BYTES + STUB_STACK_BYTES)
#define STUB_WAIT_MS 2000

enum stub_state {
	STUB_EMPTY,      /* the second piece is not there yet */
	STUB_READY,      /* it is */
	STUB_RUNNING,    /* the library is being loaded */
	STUB_DONE,       /* its entry has returned */
	STUB_NO_LIBRARY, /* dlopen failed */
	STUB_NO_ENTRY,   /* dlsym failed */
	STUB_NO_THREAD,  /* pthread_create failed */
};

/* In the target, behind the second piece. */
struct stub_data {
	uint64_t state;  /* enum stub_state */
	uint64_t result; /* what the agent's entry returned */
	uint64_t thread; /* pthread_t */
	char error[256]; /* text of dlerror */
	char library[1024];
	char entry[64];
	char argument[2048];
};

/* Where the borrowed thread goes on. */
struct stub_resume {
	uint64_t rip, rsp;
};

/* Stack pointer for the way in: below the red zone, with room for the mailbox, which it points at. */
static inline uint64_t stub_mailbox(const struct stub_resume *resume)
{
	return (resume->rsp - 128 - 64) & ~15ull;
}

/*
 * The way in, for `base`. The borrowed thread enters there with its stack pointer at the mailbox, whose word must be
 * 0, and all else as it was. The address of the STUB_BYTES it maps, or -errno, comes into the mailbox. Returns the
 * bytes used.
 */
uint32_t stub_write_way_in(uint8_t code[STUB_WAY_IN_MAX], uint64_t base, const struct stub_resume *resume);

/* The second piece, for the beginning of the mapped memory. Returns the bytes used. */
uint32_t stub_write(uint8_t code[STUB_CODE_BYTES], uint64_t base, const struct target *target);

#endif /* EBPFC_INJECT_STUB_H */
