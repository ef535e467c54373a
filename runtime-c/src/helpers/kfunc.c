/* SPDX-License-Identifier: MIT */
/* Kfuncs: the functions newer kernels offer by name (kernel/bpf/bpf_iter.c, kernel/bpf/helpers.c). */
#include "helpers.h"

#include <errno.h>
#include <string.h>

#define KFUNC(NAME)                                                                                                    \
	static uint64_t kfunc_##NAME(uint64_t r1 __attribute__((unused)), uint64_t r2 __attribute__((unused)),         \
				     uint64_t r3 __attribute__((unused)), uint64_t r4 __attribute__((unused)),         \
				     uint64_t r5 __attribute__((unused)),                                              \
				     struct ebpfc_instance *self __attribute__((unused)))

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

static const struct {
	const char *name;
	ebpfc_helper_fn function;
} kfuncs[] = {
#define ROW(NAME) {#NAME, kfunc_##NAME}
	ROW(bpf_iter_num_new), ROW(bpf_iter_num_next),	  ROW(bpf_iter_num_destroy),
	ROW(bpf_rdonly_cast),  ROW(bpf_cast_to_kern_ctx),
#undef ROW
};

ebpfc_helper_fn ebpfc__kfunc_find(const char *name)
{
	for (size_t i = 0; i < sizeof(kfuncs) / sizeof(kfuncs[0]); i++) {
		if (strcmp(kfuncs[i].name, name) == 0)
			return kfuncs[i].function;
	}
	return NULL;
}
