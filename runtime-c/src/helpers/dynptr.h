/* SPDX-License-Identifier: MIT */
/* What a dynptr is: struct bpf_dynptr_kern of the kernel, which fits in the 16 bytes that programs have for it. */
#ifndef EBPFC_DYNPTR_H
#define EBPFC_DYNPTR_H

#include <stdbool.h>
#include <stdint.h>

enum ebpfc__dynptr_type { EBPFC__DYNPTR_NONE, EBPFC__DYNPTR_LOCAL, EBPFC__DYNPTR_RINGBUF, EBPFC__DYNPTR_PACKET };

struct ebpfc__dynptr {
	uint8_t *data;
	uint32_t size; /* bits 28 to 30: enum ebpfc__dynptr_type */
	uint32_t offset;
};

#define EBPFC__DYNPTR_SIZE 0xffffffu
#define EBPFC__DYNPTR_SHIFT 28

static inline void ebpfc__dynptr_set(struct ebpfc__dynptr *dynptr, void *data, enum ebpfc__dynptr_type type, uint32_t size)
{
	dynptr->data = data;
	dynptr->size = data ? size | (uint32_t)type << EBPFC__DYNPTR_SHIFT : 0;
	dynptr->offset = 0;
}

static inline enum ebpfc__dynptr_type ebpfc__dynptr_type(const struct ebpfc__dynptr *dynptr)
{
	return (enum ebpfc__dynptr_type)(dynptr->size >> EBPFC__DYNPTR_SHIFT & 7);
}

static inline uint32_t ebpfc__dynptr_length(const struct ebpfc__dynptr *dynptr)
{
	return dynptr->size & EBPFC__DYNPTR_SIZE;
}

static inline bool ebpfc__dynptr_covers(const struct ebpfc__dynptr *dynptr, uint32_t offset, uint32_t length)
{
	uint32_t size = ebpfc__dynptr_length(dynptr);

	return length <= size && offset <= size - length;
}

/* Byte `offset` of what the dynptr is about. */
static inline uint8_t *ebpfc__dynptr_at(const struct ebpfc__dynptr *dynptr, uint32_t offset)
{
	return dynptr->data + dynptr->offset + offset;
}

#endif /* EBPFC_DYNPTR_H */
