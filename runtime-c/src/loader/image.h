/* SPDX-License-Identifier: MIT */
/* A compiled file as it would lie in memory, read without executing any of it. */
#ifndef EBPFC_IMAGE_H
#define EBPFC_IMAGE_H

#include "runtime.h"

/* One loadable segment, in offsets of the image. */
struct ebpfc__segment {
	uint64_t begin;
	uint64_t end;
	bool executable;
};

#define EBPFC_IMAGE_SEGMENTS 16

struct ebpfc__image {
	uint8_t *bytes; /* segment contents at their virtual addresses, from 0; mapped, never executable */
	uint64_t size;
	struct ebpfc__segment segments[EBPFC_IMAGE_SEGMENTS];
	uint32_t segment_count;
	uint64_t module; /* offset of the symbol ebpfc_module, 8-aligned and inside one segment */
};

/* Read the file behind `fd`; `path` is for messages. -ENOEXEC for anything that is not one of our objects. */
int ebpfc__image_read(int fd, const char *path, struct ebpfc__image *image);
void ebpfc__image_free(struct ebpfc__image *image);

/* Is [offset, offset + length) inside one segment (an executable one when `executable`)? */
bool ebpfc__image_covers(const struct ebpfc__image *image, uint64_t offset, uint64_t length, bool executable);

/* Check every reference, count, string and index of the descriptor in `image`. */
int ebpfc__module_validate(const struct ebpfc__image *image, const char *path);

/* Check that this CPU has every feature of the comma-separated list. */
int ebpfc__cpu_check(const char *features, const char *path);

#endif
