/* SPDX-License-Identifier: MIT */
/* ring.h - rings of records outside of the inlined paths; what they are is in ring_layout.h. */
#ifndef EBPFC_MAPS_RING_H
#define EBPFC_MAPS_RING_H

#include "internal.h"
#include "ring_layout.h"

/* Map the ring that begins `at` bytes into the file. The mapping is ebpfc__ring_close's to undo. */
int ebpfc__ring_open(struct ebpfc__handle *h, uint64_t at, uint64_t size, struct ebpfc__ring_control *control,
		     struct ebpfc__ring **out);
void ebpfc__ring_close(struct ebpfc__ring *ring);
int64_t ebpfc__ring_consume(struct ebpfc__ring *ring, int (*fn)(void *ctx, void *data, size_t size), void *ctx);
bool ebpfc__ring_ready(struct ebpfc__ring *ring);
/* Wait on a control word until `ready(arg)`: 1, 0 on timeout, -EINTR. */
int ebpfc__ring_wait(struct ebpfc__ring_control *control, bool (*ready)(void *arg), void *arg, int timeout_ms);
/* Have the records skipped that a dead thread, by its row, left unfinished in the ring `at` bytes into the file. */
void ebpfc__ring_settle(struct ebpfc_session *session, uint64_t at, uint64_t size, uint32_t slot);

#endif /* EBPFC_MAPS_RING_H */
