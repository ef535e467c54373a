/* SPDX-License-Identifier: MIT */
/* The helpers and kfuncs this library provides, and what their files share. */
#ifndef EBPFC_HELPERS_H
#define EBPFC_HELPERS_H

#include "../loader/runtime.h"

struct ebpfc__helper {
	uint32_t id;
	const char *name;
	ebpfc_helper_fn function;
};

/* NULL when the library has no such helper. */
const struct ebpfc__helper *ebpfc__helper_find(uint32_t id);
ebpfc_helper_fn ebpfc__kfunc_find(const char *name);

/* The head of a helper: the kernel's five arguments, and the caller's instance. */
#define HELPER(NAME)                                                                                                   \
	uint64_t ebpfc__h_##NAME(uint64_t r1 __attribute__((unused)), uint64_t r2 __attribute__((unused)),             \
				 uint64_t r3 __attribute__((unused)), uint64_t r4 __attribute__((unused)),             \
				 uint64_t r5 __attribute__((unused)),                                                  \
				 struct ebpfc_instance *self __attribute__((unused)))

#define EBPFC_HELPER(ID, NAME) HELPER(NAME);
#include "table.h"
#undef EBPFC_HELPER

/* The head of a kfunc. */
#define KFUNC(NAME)                                                                                                    \
	uint64_t ebpfc__k_##NAME(uint64_t r1 __attribute__((unused)), uint64_t r2 __attribute__((unused)),             \
				 uint64_t r3 __attribute__((unused)), uint64_t r4 __attribute__((unused)),             \
				 uint64_t r5 __attribute__((unused)),                                                  \
				 struct ebpfc_instance *self __attribute__((unused)))

#define EBPFC_KFUNC(NAME) KFUNC(NAME);
#include "kfunc_table.h"
#undef EBPFC_KFUNC

/* A result as r0 carries it: -errno is sign-extended to 64 bits. */
static inline uint64_t ebpfc__r0(int64_t result)
{
	return (uint64_t)result;
}

static inline void *ebpfc__ptr(uint64_t r)
{
	return (void *)(uintptr_t)r;
}

/* Copy memory that may not be there, never faulting: 0, or -EFAULT with an unspecified part copied. */
int ebpfc__copy_nofault(void *to, const void *from, size_t length);
int ebpfc__write_nofault(void *to, const void *from, size_t length);
/* The same up to and including a NUL, at most `size` bytes: bytes with the final NUL (the last byte is made NUL). */
int64_t ebpfc__copy_str_nofault(char *to, const char *from, uint32_t size);

/* Deliver text of bpf_trace_printk or bpf_seq_*: the host's callback, or standard error. */
void ebpfc__output(struct ebpfc_instance *self, enum ebpfc_output_kind kind, const char *text, size_t length);

/* ns of a clock: the host's, or the system's. */
uint64_t ebpfc__clock(struct ebpfc_instance *self, int clock_id);
uint32_t ebpfc__prandom(struct ebpfc_instance *self);

/*
 * What kind of packet context a program has, for helpers that differ by it but are not given the context: a slot that
 * names its family gets a function of its own. For the others (older objects, subprograms of several kinds, calls by
 * number) it is the kind all programs of the module have, or else what ebpfc_test_run set last.
 */
uint64_t ebpfc__perf_event_output_plain(uint64_t r1, uint64_t r2, uint64_t r3, uint64_t r4, uint64_t r5,
					struct ebpfc_instance *self);
ebpfc_helper_fn ebpfc__helper_of_family(uint32_t id, uint32_t family);
enum ebpfc_family ebpfc__module_family(const struct ebpfc_module *module);
enum ebpfc_family ebpfc__family_now(const struct ebpfc_instance *self);
extern _Thread_local enum ebpfc_family ebpfc__running_family __attribute__((visibility("hidden")));

#endif
