/* SPDX-License-Identifier: MIT */
/*
 * What an adapter of another runtime is: a shared object that exports `bench_peer_load`. An adapter of one's own is
 * given to scripts/bench with --peer NAME=FILE.so; it gets the program as eBPF instructions.
 */
#ifndef BENCH_PEER_H
#define BENCH_PEER_H

#include <stddef.h>
#include <stdint.h>

struct bench_peer_job {
	const char *mode;   /* which of its ways to run code: `interp`, `jit` */
	const char *file;   /* the program: instructions, or the object or module that the adapter asks for */
	const void *code;   /* its bytes */
	size_t length;
	const char *symbol; /* the function in it */
};

struct bench_peer_code {
	/* One call; `self` is the adapter's own. */
	uint64_t (*run)(void *memory, uint64_t size, void *self);
	void *self;
	/*
	 * Nanoseconds of CPU time that `calls` calls take together, for runtimes that cannot be called like a
	 * function; NULL: `run` is called that often.
	 */
	uint64_t (*sample)(void *self, void *memory, uint64_t size, uint64_t calls);
};

/* NULL, or why it cannot run this program. */
const char *bench_peer_load(const struct bench_peer_job *job, struct bench_peer_code *code)
	__attribute__((visibility("default")));

#endif
