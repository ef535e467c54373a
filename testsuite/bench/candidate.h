/* SPDX-License-Identifier: MIT */
/* One way to run a program: a shared object, bound to maps of its own. */
#ifndef BENCH_CANDIDATE_H
#define BENCH_CANDIDATE_H

#include <stddef.h>
#include <stdint.h>

/* What a candidate works on: memory, or packets and the context of each. */
struct work {
	uint8_t *memory;
	size_t size;
	struct ebpfc_xdp *contexts; /* NULL for programs on memory */
	uint64_t packets;           /* a power of two */
};

struct candidate {
	const char *file;
	/* Of a program on memory, and of one on packets; the other is NULL. */
	uint64_t (*run)(void *memory, uint64_t size, void *self);
	uint64_t (*run_packet)(void *ctx, void *self);
	/* Of another runtime that times itself: gets the packets themselves. */
	uint64_t (*peer_sample)(void *self, void *memory, uint64_t size, uint64_t calls);
	uint64_t (*peer_packet)(void *packet, uint64_t size, void *self);
	void *self;
	uint64_t clock_ns; /* what the program's clock says: a microsecond more each time */
	uint64_t calls;    /* in each sample */
	uint64_t load_ns;  /* until it could run: loading, binding, creating its maps */
};

/*
 * Loads `file`, a compiled object or a native one; the latter gets its maps from an instance of `companion`, a compiled
 * object of the same program. `ADAPTER.so:MODE:FILE` is another runtime (peers/peer.h). Ends the process with a message when that does not work.
 */
void candidate_load(struct candidate *candidate, const char *file, const char *symbol, const char *companion,
		    int packets);

/* Runs what the program calls `setup`, if it has such. */
void candidate_setup(const struct candidate *candidate, const struct work *work);

/* One call; `i` counts the calls. */
uint64_t candidate_call(const struct candidate *candidate, const struct work *work, uint64_t i);

/* Nanoseconds of this thread that `calls` calls take together. */
uint64_t candidate_sample(const struct candidate *candidate, const struct work *work, uint64_t calls);

void work_create(struct work *work, size_t size, int packets);

/* After the memory was filled: points the contexts at the packets. */
void work_aim(struct work *work);
void work_free(struct work *work);

void fail(const char *what, const char *why) __attribute__((noreturn));

#endif
