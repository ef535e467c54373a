/* SPDX-License-Identifier: MIT */
/*
 * target.h - what must be known about another process before anything is changed in it.
 */
#ifndef EBPFC_INJECT_TARGET_H
#define EBPFC_INJECT_TARGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum module_role {
	ROLE_OTHER,
	ROLE_LOCKED, /* the C library, the dynamic linker, allocators: a thread may hold their locks in there */
	ROLE_LINKER, /* the dynamic linker itself */
};

struct mapping {
	uint64_t start, end, offset;
	bool executable;
	uint8_t role; /* enum module_role */
	char path[256];
};

struct target {
	pid_t pid;
	struct mapping *mappings;
	size_t count;
	/* Functions of its C library. */
	uint64_t pthread_create, pthread_detach, dlopen, dlsym, dlerror;
};

/* Reads mappings and symbols. On failure returns -errno after saying on stderr what is missing. */
int target_open(struct target *target, pid_t pid);
void target_close(struct target *target);

const struct mapping *target_mapping(const struct target *target, uint64_t address);

bool target_read(const struct target *target, uint64_t address, void *bytes, size_t size);
bool target_write(const struct target *target, uint64_t address, const void *bytes, size_t size);

/* Writes to code as well, which process_vm_writev may not. */
bool target_write_code(const struct target *target, uint64_t address, const void *bytes, size_t size);

/* The unused end of an executable page, `size` zero bytes that belong to no function; 0 when there is none. */
uint64_t target_find_slack(const struct target *target, size_t size);

#endif /* EBPFC_INJECT_TARGET_H */
