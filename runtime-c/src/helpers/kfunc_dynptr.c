/* SPDX-License-Identifier: MIT */
/* The kfuncs of dynptrs (kernel/bpf/helpers.c). Packets are in one piece here, and so every slice is direct. */
#include "dynptr.h"
#include "helpers.h"

#include <errno.h>
#include <string.h>

KFUNC(bpf_dynptr_adjust)
{
	struct ebpfc__dynptr *dynptr = ebpfc__ptr(r1);
	uint32_t start = (uint32_t)r2, end = (uint32_t)r3;

	if (!dynptr->data || start > end)
		return ebpfc__r0(-EINVAL);
	if (end > ebpfc__dynptr_length(dynptr))
		return ebpfc__r0(-ERANGE);
	dynptr->size = (dynptr->size & ~EBPFC__DYNPTR_SIZE) | (end - start);
	dynptr->offset += start;
	return 0;
}

KFUNC(bpf_dynptr_is_null)
{
	const struct ebpfc__dynptr *dynptr = ebpfc__ptr(r1);

	return !dynptr->data;
}

KFUNC(bpf_dynptr_is_rdonly)
{
	return false;
}

KFUNC(bpf_dynptr_size)
{
	const struct ebpfc__dynptr *dynptr = ebpfc__ptr(r1);

	return dynptr->data ? ebpfc__dynptr_length(dynptr) : ebpfc__r0(-EINVAL);
}

KFUNC(bpf_dynptr_clone)
{
	const struct ebpfc__dynptr *from = ebpfc__ptr(r1);

	*(struct ebpfc__dynptr *)ebpfc__ptr(r2) = *from;
	return ebpfc__r0(from->data ? 0 : -EINVAL);
}

KFUNC(bpf_dynptr_copy)
{
	const struct ebpfc__dynptr *to = ebpfc__ptr(r1), *from = ebpfc__ptr(r3);
	uint32_t size = (uint32_t)r5;

	if (!to->data || !from->data)
		return ebpfc__r0(-EINVAL);
	if (!ebpfc__dynptr_covers(to, (uint32_t)r2, size) || !ebpfc__dynptr_covers(from, (uint32_t)r4, size))
		return ebpfc__r0(-E2BIG);
	memmove(ebpfc__dynptr_at(to, (uint32_t)r2), ebpfc__dynptr_at(from, (uint32_t)r4), size);
	return 0;
}

KFUNC(bpf_dynptr_memset)
{
	const struct ebpfc__dynptr *dynptr = ebpfc__ptr(r1);

	if (!dynptr->data)
		return ebpfc__r0(-EINVAL);
	if (!ebpfc__dynptr_covers(dynptr, (uint32_t)r2, (uint32_t)r3))
		return ebpfc__r0(-E2BIG);
	memset(ebpfc__dynptr_at(dynptr, (uint32_t)r2), (uint8_t)r4, (uint32_t)r3);
	return 0;
}

KFUNC(bpf_dynptr_slice)
{
	const struct ebpfc__dynptr *dynptr = ebpfc__ptr(r1);

	if (!dynptr->data || !ebpfc__dynptr_covers(dynptr, (uint32_t)r2, (uint32_t)r4))
		return 0;
	return (uintptr_t)ebpfc__dynptr_at(dynptr, (uint32_t)r2);
}

KFUNC(bpf_dynptr_slice_rdwr)
{
	return ebpfc__k_bpf_dynptr_slice(r1, r2, r3, r4, r5, self);
}

static uint64_t from_packet(uint8_t *data, const uint8_t *end, uint64_t flags, struct ebpfc__dynptr *dynptr)
{
	size_t size = (size_t)(end - data);
	int err = flags ? -EINVAL : size > EBPFC__DYNPTR_SIZE ? -E2BIG : 0;

	ebpfc__dynptr_set(dynptr, err ? NULL : data, EBPFC__DYNPTR_PACKET, (uint32_t)size);
	return ebpfc__r0(err);
}

KFUNC(bpf_dynptr_from_skb)
{
	const struct ebpfc_skb *skb = ebpfc__ptr(r1);

	return from_packet(skb->data, skb->data_end, r2, ebpfc__ptr(r3));
}

KFUNC(bpf_dynptr_from_xdp)
{
	const struct ebpfc_xdp *xdp = ebpfc__ptr(r1);

	return from_packet(xdp->data, xdp->data_end, r2, ebpfc__ptr(r3));
}

/* `size` bytes of memory that may not be there, to byte `offset` of a dynptr. */
static uint64_t read_into(const struct ebpfc__dynptr *dynptr, uint32_t offset, uint32_t size, const void *from)
{
	if (!dynptr->data)
		return ebpfc__r0(-EINVAL);
	if (!ebpfc__dynptr_covers(dynptr, offset, size))
		return ebpfc__r0(-E2BIG);
	return ebpfc__r0(ebpfc__copy_nofault(ebpfc__dynptr_at(dynptr, offset), from, size));
}

static uint64_t read_str_into(const struct ebpfc__dynptr *dynptr, uint32_t offset, uint32_t size, const char *from)
{
	if (!dynptr->data)
		return ebpfc__r0(-EINVAL);
	if (!ebpfc__dynptr_covers(dynptr, offset, size))
		return ebpfc__r0(-E2BIG);
	return ebpfc__r0(ebpfc__copy_str_nofault((char *)ebpfc__dynptr_at(dynptr, offset), from, size));
}

KFUNC(bpf_probe_read_user_dynptr)
{
	return read_into(ebpfc__ptr(r1), (uint32_t)r2, (uint32_t)r3, ebpfc__ptr(r4));
}

KFUNC(bpf_probe_read_kernel_dynptr)
{
	return read_into(ebpfc__ptr(r1), (uint32_t)r2, (uint32_t)r3, ebpfc__ptr(r4));
}

KFUNC(bpf_copy_from_user_dynptr)
{
	return read_into(ebpfc__ptr(r1), (uint32_t)r2, (uint32_t)r3, ebpfc__ptr(r4));
}

KFUNC(bpf_probe_read_user_str_dynptr)
{
	return read_str_into(ebpfc__ptr(r1), (uint32_t)r2, (uint32_t)r3, ebpfc__ptr(r4));
}

KFUNC(bpf_probe_read_kernel_str_dynptr)
{
	return read_str_into(ebpfc__ptr(r1), (uint32_t)r2, (uint32_t)r3, ebpfc__ptr(r4));
}

KFUNC(bpf_copy_from_user_str_dynptr)
{
	return read_str_into(ebpfc__ptr(r1), (uint32_t)r2, (uint32_t)r3, ebpfc__ptr(r4));
}

#define BPF_F_PAD_ZEROS 1u

KFUNC(bpf_copy_from_user_str)
{
	uint32_t size = (uint32_t)r2;
	char *to = ebpfc__ptr(r1);
	int64_t length;

	if (r4 & ~(uint64_t)BPF_F_PAD_ZEROS)
		return ebpfc__r0(-EINVAL);
	if (size == 0)
		return 0;
	length = ebpfc__copy_str_nofault(to, ebpfc__ptr(r3), size);
	if (length < 0)
		memset(to, 0, size);
	else if (r4 & BPF_F_PAD_ZEROS)
		memset(to + length, 0, size - (size_t)length);
	return ebpfc__r0(length);
}
