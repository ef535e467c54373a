/* SPDX-License-Identifier: MIT */
/* Helpers by number, kfuncs by name. */
#include "helpers.h"

#include <errno.h>

static const struct ebpfc__helper helpers[] = {
#define EBPFC_HELPER(ID, NAME) [ID] = {ID, "bpf_" #NAME, ebpfc__h_##NAME},
#include "table.h"
#undef EBPFC_HELPER
};

static uint64_t missing(uint64_t r1 __attribute__((unused)), uint64_t r2 __attribute__((unused)),
			uint64_t r3 __attribute__((unused)), uint64_t r4 __attribute__((unused)),
			uint64_t r5 __attribute__((unused)), struct ebpfc_instance *self __attribute__((unused)))
{
	return ebpfc__r0(-EINVAL);
}

/* An ebpfc_resolve_fn: the host's helpers come first, as when helpers are bound. */
static uint64_t resolve(uint64_t r1, uint64_t r2 __attribute__((unused)), uint64_t r3 __attribute__((unused)),
			uint64_t r4 __attribute__((unused)), uint64_t r5 __attribute__((unused)),
			struct ebpfc_instance *self)
{
	const struct ebpfc__runtime *runtime = ebpfc__runtime(self);
	const struct ebpfc__helper *helper = ebpfc__helper_find((uint32_t)r1);

	for (size_t i = 0; i < runtime->binding_count; i++) {
		if (runtime->bindings[i].id == r1 && runtime->bindings[i].function)
			return (uintptr_t)runtime->bindings[i].function;
	}
	return (uintptr_t)(helper && r1 != EBPFC_HELPER_RESOLVE ? helper->function : missing);
}

static const struct ebpfc__helper resolver = {EBPFC_HELPER_RESOLVE, "callx", resolve};

const struct ebpfc__helper *ebpfc__helper_find(uint32_t id)
{
	if (id == EBPFC_HELPER_RESOLVE)
		return &resolver;
	if (id >= sizeof(helpers) / sizeof(helpers[0]) || !helpers[id].function)
		return NULL;
	return &helpers[id];
}
