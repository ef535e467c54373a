/* SPDX-License-Identifier: MIT */
/* CHECK(condition): say where it failed and go on; a test's main returns check_failures. */
#ifndef EBPFC_CHECK_H
#define EBPFC_CHECK_H

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>

static int check_failures;

#define CHECK(CONDITION)                                                                                               \
	do {                                                                                                           \
		if (!(CONDITION)) {                                                                                    \
			fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #CONDITION);                                \
			check_failures++;                                                                              \
		}                                                                                                      \
	} while (0)

/* Both sides as signed numbers, shown when they differ. */
#define CHECK_EQ(GOT, WANTED)                                                                                          \
	do {                                                                                                           \
		int64_t got_ = (int64_t)(GOT), wanted_ = (int64_t)(WANTED);                                            \
		if (got_ != wanted_) {                                                                                 \
			fprintf(stderr, "%s:%d: %s is %" PRId64 ", not %" PRId64 "\n", __FILE__, __LINE__, #GOT, got_, \
				wanted_);                                                                              \
			check_failures++;                                                                              \
		}                                                                                                      \
	} while (0)

#endif
