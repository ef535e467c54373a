/* SPDX-License-Identifier: MIT */
/* Kfuncs: the functions newer kernels offer by name (kernel/bpf/bpf_iter.c, kernel/bpf/helpers.c). */
#include "helpers.h"
#include "../maps/map.h"

#include <errno.h>
#include <string.h>

/* struct bpf_iter_num: the current number and the one it must not reach. */
struct iter_num {
	int32_t current;
	int32_t end;
};

KFUNC(bpf_iter_num_new)
{
	struct iter_num *iter = ebpfc__ptr(r1);
	int32_t start = (int32_t)r2, end = (int32_t)r3;
	int err = start > end ? -EINVAL : (int64_t)end - start > 1 << 23 ? -E2BIG : 0;

	iter->current = err ? 0 : (int32_t)((uint32_t)start - 1);
	iter->end = err ? 0 : end;
	return ebpfc__r0(err);
}

KFUNC(bpf_iter_num_next)
{
	struct iter_num *iter = ebpfc__ptr(r1);

	if ((int64_t)iter->current + 1 >= iter->end) {
		iter->current = iter->end = 0;
		return 0;
	}
	iter->current++;
	return (uintptr_t)&iter->current;
}

KFUNC(bpf_iter_num_destroy)
{
	memset(ebpfc__ptr(r1), 0, sizeof(struct iter_num));
	return 0;
}

KFUNC(bpf_rdonly_cast)
{
	return r1;
}

KFUNC(bpf_cast_to_kern_ctx)
{
	return r1;
}

/* What maps hold is not given back while a program runs: there is nothing to protect. */
KFUNC(bpf_rcu_read_lock)
{
	return 0;
}

KFUNC(bpf_rcu_read_unlock)
{
	return 0;
}

KFUNC(bpf_arena_alloc_pages)
{
	return (uintptr_t)ebpfc__arena_alloc(ebpfc__ptr(r1), ebpfc__ptr(r2), (uint32_t)r3, r5);
}

KFUNC(bpf_arena_free_pages)
{
	ebpfc__arena_free(ebpfc__ptr(r1), ebpfc__ptr(r2), (uint32_t)r3);
	return 0;
}

/* A packet here is never in fragments: all that there is of it is there already. */
KFUNC(bpf_xdp_pull_data)
{
	const struct ebpfc_xdp *xdp = ebpfc__ptr(r1);

	return ebpfc__r0((uint32_t)r2 <= (size_t)(xdp->data_end - xdp->data) ? 0 : -EINVAL);
}

/* What a driver says that has no such metadata. */
KFUNC(bpf_xdp_metadata_rx_timestamp)
{
	return ebpfc__r0(-EOPNOTSUPP);
}

KFUNC(bpf_xdp_metadata_rx_hash)
{
	return ebpfc__r0(-EOPNOTSUPP);
}

KFUNC(bpf_xdp_metadata_rx_vlan_tag)
{
	return ebpfc__r0(-EOPNOTSUPP);
}

static const struct {
	const char *name;
	ebpfc_helper_fn function;
} kfuncs[] = {
#define EBPFC_KFUNC(NAME) {#NAME, ebpfc__k_##NAME},
#include "kfunc_table.h"
#undef EBPFC_KFUNC
};

ebpfc_helper_fn ebpfc__kfunc_find(const char *name)
{
	for (size_t i = 0; i < sizeof(kfuncs) / sizeof(kfuncs[0]); i++) {
		if (strcmp(kfuncs[i].name, name) == 0)
			return kfuncs[i].function;
	}
	return NULL;
}
