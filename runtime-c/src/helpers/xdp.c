/* SPDX-License-Identifier: MIT */
/* Helpers on XDP frames (net/core/filter.c). */
#include "packet.h"

#define META_MAX 255 /* the largest value of skb_shared_info.meta_len */

HELPER(xdp_adjust_head)
{
	struct ebpfc_xdp *xdp = ebpfc__ptr(r1);
	int64_t offset = (int32_t)r2;
	int64_t meta = xdp->data - xdp->data_meta;

	if (offset < (xdp->hard_start - xdp->data) + meta || offset > (xdp->data_end - xdp->data) - (int64_t)ETH_HLEN)
		return ebpfc__r0(-EINVAL);
	if (meta)
		memmove(xdp->data_meta + offset, xdp->data_meta, (size_t)meta);
	xdp->data_meta += offset;
	xdp->data += offset;
	return 0;
}

HELPER(xdp_adjust_tail)
{
	struct ebpfc_xdp *xdp = ebpfc__ptr(r1);
	int64_t offset = (int32_t)r2;
	int64_t length = xdp->data_end - xdp->data + offset;

	if (offset > xdp->hard_end - xdp->data_end || length < (int64_t)ETH_HLEN)
		return ebpfc__r0(-EINVAL);
	if (offset > 0)
		memset(xdp->data_end, 0, (size_t)offset);
	xdp->data_end += offset;
	return 0;
}

HELPER(xdp_adjust_meta)
{
	struct ebpfc_xdp *xdp = ebpfc__ptr(r1);
	int64_t meta = xdp->data - xdp->data_meta - (int32_t)r2;

	if (meta < 0 || meta > xdp->data - xdp->hard_start)
		return ebpfc__r0(-EINVAL);
	if ((meta & 3) != 0 || meta > META_MAX)
		return ebpfc__r0(-EACCES);
	xdp->data_meta = xdp->data - meta;
	return 0;
}

HELPER(xdp_get_buff_len)
{
	const struct ebpfc_xdp *xdp = ebpfc__ptr(r1);

	return (uint64_t)(xdp->data_end - xdp->data);
}

static int check_range(const struct ebpfc_xdp *xdp, uint32_t offset, uint32_t length)
{
	if (offset > 0xffff || length > 0xffff)
		return -EFAULT;
	return offset + length > (uint64_t)(xdp->data_end - xdp->data) ? -EINVAL : 0;
}

HELPER(xdp_load_bytes)
{
	const struct ebpfc_xdp *xdp = ebpfc__ptr(r1);
	int err = check_range(xdp, (uint32_t)r2, (uint32_t)r4);

	if (!err)
		memcpy(ebpfc__ptr(r3), xdp->data + (uint32_t)r2, (uint32_t)r4);
	return ebpfc__r0(err);
}

HELPER(xdp_store_bytes)
{
	struct ebpfc_xdp *xdp = ebpfc__ptr(r1);
	int err = check_range(xdp, (uint32_t)r2, (uint32_t)r4);

	if (!err)
		memcpy(xdp->data + (uint32_t)r2, ebpfc__ptr(r3), (uint32_t)r4);
	return ebpfc__r0(err);
}
