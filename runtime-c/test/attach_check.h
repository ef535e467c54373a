/* SPDX-License-Identifier: MIT */
/* attach_check.h - what the tests of the patcher share. */
#ifndef ATTACH_CHECK_H
#define ATTACH_CHECK_H

#include "../src/attach/attach.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define CHECK(condition, ...)                                                      \
	do {                                                                       \
		if (!(condition)) {                                                \
			fprintf(stderr, "%s:%d: %s: ", __FILE__, __LINE__, #condition); \
			fprintf(stderr, __VA_ARGS__);                              \
			fputc('\n', stderr);                                       \
			abort();                                                   \
		}                                                                  \
	} while (0)

/* A program that keeps every register: what the compiler makes of an eBPF program for a probe. */
#define PRESERVED __attribute__((preserve_most, target("general-regs-only"), noinline))
#define CONTEXT __attribute__((target("general-regs-only"), noinline))

static inline double now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

/* Attaches one probe or dies. */
static inline void attach_one(struct ebpfc_probe *probe)
{
	CHECK(ebpfc_attach(&probe, 1) == 1, "%s", ebpfc__refusal_text((enum ebpfc__refusal)probe->refusal));
}

static inline void detach_one(struct ebpfc_probe *probe)
{
	CHECK(ebpfc_detach(&probe, 1) == 0, "busy");
}

#endif /* ATTACH_CHECK_H */
