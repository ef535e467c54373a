/* SPDX-License-Identifier: MIT */
/*
 * regions.h - what the kernel says is mapped in this process.
 */
#ifndef EBPFC_ATTACH_REGIONS_H
#define EBPFC_ATTACH_REGIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ebpfc__region {
	uint64_t start, end;
	bool readable, writable, executable, shared;
	bool file; /* of a file that has a name, not the kernel's or our own memory */
};

struct ebpfc__regions {
	struct ebpfc__region *rows; /* by address */
	size_t count, room;
};

/* Reads /proc/self/maps; the rows are replaced. Returns 0 or -errno. */
int ebpfc__regions_read(struct ebpfc__regions *regions);

void ebpfc__regions_free(struct ebpfc__regions *regions);

/* The region that holds an address, or NULL. Safe in a signal handler. */
const struct ebpfc__region *ebpfc__region_of(const struct ebpfc__regions *regions, uint64_t address);

#endif /* EBPFC_ATTACH_REGIONS_H */
