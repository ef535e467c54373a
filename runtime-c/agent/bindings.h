/* SPDX-License-Identifier: MIT */
/*
 * bindings.h - helpers as entries for trampolines may call them: while the vector registers of a probed function are
 * live, and its errno is not theirs to change.
 */
#ifndef EBPFC_AGENT_BINDINGS_H
#define EBPFC_AGENT_BINDINGS_H

#include "../include/ebpfc.h"
#include "../src/attach/arena.h"

struct bindings {
	struct ebpfc_binding *rows;
	struct ebpfc__block *thunks;
	size_t count;
};

/*
 * Fills rows for the helpers and kfuncs of an object that must not be called directly: everything but those that are
 * known to touch general registers only. Returns 0 or -ENOMEM.
 */
int bindings_make(const struct ebpfc_object *object, struct bindings *bindings);

/* No instance uses them any more. */
void bindings_free(struct bindings *bindings);

#endif /* EBPFC_AGENT_BINDINGS_H */
