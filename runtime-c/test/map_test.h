/* SPDX-License-Identifier: MIT */
/* map_test.h - what the map tests share: checks that name their line, and a small random generator. */
#ifndef EBPFC_MAP_TEST_H
#define EBPFC_MAP_TEST_H

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../src/maps/map.h"

#define CHECK(condition)                                                                            \
	do {                                                                                        \
		if (!(condition)) {                                                                 \
			fprintf(stderr, "%s:%d: failed: %s\n", __FILE__, __LINE__, #condition);     \
			exit(1);                                                                    \
		}                                                                                   \
	} while (0)

#define CHECK_IS(got, want)                                                                         \
	do {                                                                                        \
		long long got_ = (long long)(got), want_ = (long long)(want);                       \
		if (got_ != want_) {                                                                \
			fprintf(stderr, "%s:%d: %s is %lld, not %lld\n", __FILE__, __LINE__, #got,  \
				got_, want_);                                                       \
			exit(1);                                                                    \
		}                                                                                   \
	} while (0)

static inline uint64_t test_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static inline struct ebpfc_session *test_session(void)
{
	struct ebpfc_session *session = NULL;

	CHECK_IS(ebpfc__session_open(NULL, &session), 0);
	return session;
}

static inline struct ebpfc_map *test_map(struct ebpfc_session *session, uint32_t type, uint32_t key_size,
					 uint32_t value_size, uint32_t max_entries, uint32_t flags)
{
	struct ebpfc_map_attr attr = {.size = sizeof(attr),
				      .type = type,
				      .key_size = key_size,
				      .value_size = value_size,
				      .max_entries = max_entries,
				      .flags = flags};
	struct ebpfc_map *map = NULL;
	int r = ebpfc__map_create(session, &attr, &map);

	if (r)
		fprintf(stderr, "map of type %u: %s\n", type, strerror(-r));
	CHECK_IS(r, 0);
	return map;
}

#endif /* EBPFC_MAP_TEST_H */
