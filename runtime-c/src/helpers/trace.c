/* SPDX-License-Identifier: MIT */
/* Helpers of attached programs: what is known of the hit, and stack traces by frame pointers. */
#include "helpers.h"

#include <errno.h>
#include <string.h>

static _Thread_local struct ebpfc_run_ctx *current;

struct ebpfc_run_ctx *ebpfc_run_ctx_set(struct ebpfc_run_ctx *ctx)
{
	struct ebpfc_run_ctx *before = current;

	current = ctx;
	return before;
}

HELPER(get_attach_cookie)
{
	return current ? current->cookie : 0;
}

HELPER(get_func_ip)
{
	return current ? current->func_ip : 0;
}

HELPER(get_func_arg_cnt)
{
	return current ? current->arg_count : 0;
}

HELPER(get_func_arg)
{
	if (!current || (uint32_t)r2 >= current->arg_count)
		return ebpfc__r0(-EINVAL);
	*(uint64_t *)ebpfc__ptr(r3) = current->args[(uint32_t)r2];
	return 0;
}

HELPER(get_func_ret)
{
	if (!current || !current->has_retval)
		return ebpfc__r0(-EOPNOTSUPP);
	*(uint64_t *)ebpfc__ptr(r2) = current->retval;
	return 0;
}

/* Entry probes: the function returns this at once instead of running. */
HELPER(override_return)
{
	if (!current)
		return ebpfc__r0(-EINVAL);
	current->retval = r2;
	current->overridden = true;
	return 0;
}

HELPER(get_retval)
{
	return current ? current->retval : 0;
}

HELPER(set_retval)
{
	if (!current)
		return ebpfc__r0(-EINVAL);
	current->retval = ebpfc__r0((int32_t)r1);
	current->overridden = true;
	return 0;
}

/* ---- Stack traces ---- */

#define MAX_FRAMES 127u /* PERF_MAX_STACK_DEPTH */
#define F_SKIP 0xffu
#define F_USER_STACK (1u << 8)
#define F_FAST_STACK_CMP (1u << 9)
#define F_REUSE_STACKID (1u << 10)
#define F_USER_BUILD_ID (1u << 11)

/* Frames outwards from `fp`, which points at {caller's fp, return address}. Memory is read without faulting. */
static uint32_t walk(uint64_t *ips, uint32_t count, uint32_t max, uintptr_t fp)
{
	uintptr_t frame[2];

	while (count < max && fp && (fp & (sizeof(uintptr_t) - 1)) == 0) {
		if (ebpfc__copy_nofault(frame, (const void *)fp, sizeof(frame)) != 0 || frame[1] == 0)
			break;
		ips[count++] = frame[1];
		if (frame[0] <= fp)
			break;
		fp = frame[0];
	}
	return count;
}

/* The trace of the hit function, or of the caller of the program when nobody says which function was hit. */
static uint32_t trace(uint64_t *ips, uint32_t max, uintptr_t own_frame)
{
	if (current && current->ip) {
		ips[0] = current->ip;
		return walk(ips, 1, max, current->fp);
	}
	return walk(ips, 0, max, own_frame);
}

HELPER(get_stackid)
{
	uint64_t ips[MAX_FRAMES + F_SKIP];
	uint32_t skip = r3 & F_SKIP;
	uint32_t count;

	if (r3 & ~(uint64_t)(F_SKIP | F_USER_STACK | F_FAST_STACK_CMP | F_REUSE_STACKID))
		return ebpfc__r0(-EINVAL);
	if (!(r3 & F_USER_STACK))
		return ebpfc__r0(-EFAULT); /* no kernel stack belongs to a hit in user space */
	count = trace(ips, MAX_FRAMES + skip, (uintptr_t)__builtin_frame_address(0));
	if (count <= skip)
		return ebpfc__r0(-EFAULT);
	return ebpfc__r0(ebpfc__stack_id(ebpfc__ptr(r2), ips + skip, count - skip, r3 & ~(uint64_t)F_SKIP));
}

HELPER(get_stack)
{
	uint64_t ips[MAX_FRAMES + F_SKIP];
	uint8_t *buffer = ebpfc__ptr(r2);
	uint32_t size = (uint32_t)r3;
	uint32_t skip = r4 & F_SKIP;
	uint32_t wanted = size / 8 < MAX_FRAMES ? size / 8 : MAX_FRAMES;
	uint32_t count;
	int err = 0;

	if (r4 & ~(uint64_t)(F_SKIP | F_USER_STACK | F_USER_BUILD_ID))
		err = -EINVAL;
	else if (r4 & F_USER_BUILD_ID)
		err = -EOPNOTSUPP;
	else if (size % 8 != 0)
		err = -EINVAL;
	else if (!(r4 & F_USER_STACK))
		err = -EFAULT;
	if (err) {
		memset(buffer, 0, size);
		return ebpfc__r0(err);
	}
	count = trace(ips, wanted + skip, (uintptr_t)__builtin_frame_address(0));
	count = count > skip ? count - skip : 0;
	memcpy(buffer, ips + skip, (size_t)count * 8);
	memset(buffer + (size_t)count * 8, 0, size - count * 8);
	return count ? count * 8u : ebpfc__r0(-EFAULT);
}
