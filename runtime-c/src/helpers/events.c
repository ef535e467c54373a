/* SPDX-License-Identifier: MIT */
/* Records to user space: perf event arrays, ring buffers, dynptrs (kernel/bpf/ringbuf.c, kernel/trace/bpf_trace.c). */
#include "dynptr.h"
#include "packet.h"

#define F_CTXLEN UINT64_C(0xfffff00000000) /* BPF_F_CTXLEN_MASK */
#define CTXLEN_SHIFT 32
#define F_INDEX UINT64_C(0xffffffff) /* BPF_F_INDEX_MASK */
#define RECORD_MAX 65536u

/*
 * The record, and after it as many bytes of the packet as the flags ask for. Both packet contexts begin with `data`
 * and `data_end`; programs without a packet cannot ask (the kernel's verdict for them is -EINVAL, and theirs are
 * contexts that must not be read as packets).
 */
static int output_packet(const struct ebpfc_skb *packet, struct ebpfc_map *map, uint64_t flags, const void *data,
			 uint32_t size)
{
	uint32_t extra = (uint32_t)((flags & F_CTXLEN) >> CTXLEN_SHIFT);

	if (flags & ~(F_CTXLEN | F_INDEX))
		return -EINVAL;
	if (extra == 0)
		return ebpfc__perf_output(map, flags, data, size);
	if (extra > packet->data_end - packet->data)
		return -EFAULT;
	if ((uint64_t)size + extra > RECORD_MAX)
		return -E2BIG;

	uint8_t *record = __builtin_alloca((size_t)size + extra);

	memcpy(record, data, size);
	memcpy(record + size, packet->data, extra);
	return ebpfc__perf_output(map, flags & F_INDEX, record, (uint64_t)size + extra);
}

/* For programs whose context is no packet. */
uint64_t ebpfc__perf_event_output_plain(uint64_t r1 __attribute__((unused)), uint64_t r2, uint64_t r3, uint64_t r4,
					uint64_t r5, struct ebpfc_instance *self __attribute__((unused)))
{
	if (r3 & ~F_INDEX)
		return ebpfc__r0(-EINVAL);
	return ebpfc__r0(ebpfc__perf_output(ebpfc__ptr(r2), r3, ebpfc__ptr(r4), (uint32_t)r5));
}

HELPER(perf_event_output)
{
	enum ebpfc_family family = ebpfc__family_now(self);

	if (family == EBPFC_FAMILY_UNKNOWN || family == EBPFC_FAMILY_OTHER)
		return ebpfc__perf_event_output_plain(r1, r2, r3, r4, r5, self);
	return ebpfc__r0(output_packet(ebpfc__ptr(r1), ebpfc__ptr(r2), r3, ebpfc__ptr(r4), (uint32_t)r5));
}

HELPER(skb_output)
{
	return ebpfc__r0(output_packet(ebpfc__ptr(r1), ebpfc__ptr(r2), r3, ebpfc__ptr(r4), (uint32_t)r5));
}

HELPER(xdp_output)
{
	return ebpfc__r0(output_packet(ebpfc__ptr(r1), ebpfc__ptr(r2), r3, ebpfc__ptr(r4), (uint32_t)r5));
}

/* There are no hardware counters behind a PERF_EVENT_ARRAY in user space: every slot is empty. */
HELPER(perf_event_read)
{
	return ebpfc__r0(r2 & ~F_INDEX ? -EINVAL : -ENOENT);
}

HELPER(perf_event_read_value)
{
	memset(ebpfc__ptr(r3), 0, (uint32_t)r4);
	return ebpfc__r0((uint32_t)r4 != 24 ? -EINVAL : -ENOENT);
}

HELPER(perf_prog_read_value)
{
	memset(ebpfc__ptr(r2), 0, (uint32_t)r3);
	return ebpfc__r0(-EINVAL);
}

HELPER(ringbuf_output)
{
	return ebpfc__r0(ebpfc__ringbuf_output(ebpfc__ptr(r1), ebpfc__ptr(r2), r3, r4));
}

HELPER(ringbuf_reserve)
{
	return (uintptr_t)ebpfc__ringbuf_reserve(ebpfc__ptr(r1), r2, r3);
}

HELPER(ringbuf_submit)
{
	ebpfc__ringbuf_submit(ebpfc__ptr(r1), r2);
	return 0;
}

HELPER(ringbuf_discard)
{
	ebpfc__ringbuf_discard(ebpfc__ptr(r1), r2);
	return 0;
}

HELPER(ringbuf_query)
{
	return ebpfc__ringbuf_query(ebpfc__ptr(r1), r2);
}

/* ---- Dynptrs ---- */

HELPER(dynptr_from_mem)
{
	struct ebpfc__dynptr *dynptr = ebpfc__ptr(r4);
	int err = (uint32_t)r2 > EBPFC__DYNPTR_SIZE ? -E2BIG : r3 ? -EINVAL : 0;

	ebpfc__dynptr_set(dynptr, err ? NULL : ebpfc__ptr(r1), EBPFC__DYNPTR_LOCAL, (uint32_t)r2);
	return ebpfc__r0(err);
}

HELPER(ringbuf_reserve_dynptr)
{
	struct ebpfc__dynptr *dynptr = ebpfc__ptr(r4);
	void *record = NULL;
	int err = r3 ? -EINVAL : (uint32_t)r2 > EBPFC__DYNPTR_SIZE ? -E2BIG : 0;

	if (!err) {
		record = ebpfc__ringbuf_reserve(ebpfc__ptr(r1), (uint32_t)r2, 0);
		err = record ? 0 : -EINVAL;
	}
	ebpfc__dynptr_set(dynptr, record, EBPFC__DYNPTR_RINGBUF, (uint32_t)r2);
	return ebpfc__r0(err);
}

HELPER(ringbuf_submit_dynptr)
{
	struct ebpfc__dynptr *dynptr = ebpfc__ptr(r1);

	if (dynptr->data)
		ebpfc__ringbuf_submit(dynptr->data, r2);
	ebpfc__dynptr_set(dynptr, NULL, EBPFC__DYNPTR_NONE, 0);
	return 0;
}

HELPER(ringbuf_discard_dynptr)
{
	struct ebpfc__dynptr *dynptr = ebpfc__ptr(r1);

	if (dynptr->data)
		ebpfc__ringbuf_discard(dynptr->data, r2);
	ebpfc__dynptr_set(dynptr, NULL, EBPFC__DYNPTR_NONE, 0);
	return 0;
}

HELPER(dynptr_read)
{
	const struct ebpfc__dynptr *dynptr = ebpfc__ptr(r3);

	if (!dynptr->data || r5)
		return ebpfc__r0(-EINVAL);
	if (!ebpfc__dynptr_covers(dynptr, (uint32_t)r4, (uint32_t)r2))
		return ebpfc__r0(-E2BIG);
	memmove(ebpfc__ptr(r1), dynptr->data + dynptr->offset + (uint32_t)r4, (uint32_t)r2);
	return 0;
}

HELPER(dynptr_write)
{
	const struct ebpfc__dynptr *dynptr = ebpfc__ptr(r1);

	if (!dynptr->data || r5)
		return ebpfc__r0(-EINVAL);
	if (!ebpfc__dynptr_covers(dynptr, (uint32_t)r2, (uint32_t)r4))
		return ebpfc__r0(-E2BIG);
	memmove(dynptr->data + dynptr->offset + (uint32_t)r2, ebpfc__ptr(r3), (uint32_t)r4);
	return 0;
}

HELPER(dynptr_data)
{
	const struct ebpfc__dynptr *dynptr = ebpfc__ptr(r1);

	if (!dynptr->data || ebpfc__dynptr_type(dynptr) == EBPFC__DYNPTR_PACKET ||
	    !ebpfc__dynptr_covers(dynptr, (uint32_t)r2, (uint32_t)r3))
		return 0;
	return (uintptr_t)(dynptr->data + dynptr->offset + (uint32_t)r2);
}

struct user_drain {
	ebpfc_callback_fn callback;
	uint64_t ctx;
	struct ebpfc_instance *self;
};

/* The callback is handed each sample as a dynptr. */
static int drain_one(void *data, uint32_t size, void *ctx)
{
	const struct user_drain *drain = ctx;
	struct ebpfc__dynptr dynptr;

	ebpfc__dynptr_set(&dynptr, data, EBPFC__DYNPTR_LOCAL, size);
	return drain->callback((uintptr_t)&dynptr, drain->ctx, 0, 0, 0, drain->self) != 0;
}

HELPER(user_ringbuf_drain)
{
	struct user_drain drain = {(ebpfc_callback_fn)(uintptr_t)r2, r3, self};

	return ebpfc__r0(ebpfc__user_ringbuf_drain(ebpfc__ptr(r1), drain_one, &drain, r4));
}
