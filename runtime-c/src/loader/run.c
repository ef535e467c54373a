/* SPDX-License-Identifier: MIT */
/*
 * Running a program on one packet as the kernel's BPF_PROG_TEST_RUN does (net/bpf/test_run.c): the same head and tail
 * room, the loopback device, Ethernet headers pulled for programs that do not see them and pushed as zeros after.
 */
#include "../helpers/packet.h"

#include <stdlib.h>
#include <time.h>

#define PAGE_BYTES 4096u
#define SHARED_INFO 320u  /* SKB_DATA_ALIGN(sizeof(struct skb_shared_info)) */
#define XDP_HEADROOM 256u /* XDP_PACKET_HEADROOM */
#define XDP_FRAME 40u	  /* sizeof(struct xdp_frame), which lies at the head of the buffer */
#define XDP_MAX_IN (PAGE_BYTES - XDP_HEADROOM - SHARED_INFO)
#define SKB_HEADROOM 64u /* NET_SKB_PAD + NET_IP_ALIGN */
#define SKB_MAX_IN (PAGE_BYTES - SKB_HEADROOM - SHARED_INFO)

/* The kernel reallocates a packet that grows beyond its headroom; here the room is there from the start. */
#define SKB_ROOM 4096u

/* enum bpf_prog_type */
enum { SOCKET_FILTER = 1, SCHED_CLS = 3, SCHED_ACT = 4, XDP = 6, CGROUP_SKB = 8, LWT_IN = 10, LWT_OUT, LWT_XMIT };

void ebpfc_xdp_init(struct ebpfc_xdp *xdp, void *buffer, size_t capacity, size_t headroom, size_t length)
{
	uint8_t *start = buffer;

	memset(xdp, 0, sizeof(*xdp));
	xdp->hard_start = start;
	xdp->hard_end = start + capacity;
	xdp->data = start + headroom;
	xdp->data_meta = xdp->data;
	xdp->data_end = xdp->data + length;
	xdp->ingress_ifindex = LOOPBACK_IFINDEX;
}

/* PACKET_HOST, BROADCAST, MULTICAST or OTHERHOST on a device whose address is zero, as the loopback's is. */
static uint32_t packet_type(const uint8_t *destination)
{
	static const uint8_t zero[6];
	enum { HOST, BROADCAST, MULTICAST, OTHERHOST };

	if (memcmp(destination, zero, sizeof(zero)) == 0)
		return HOST;
	if (!(destination[0] & 1))
		return OTHERHOST;
	for (int i = 0; i < 6; i++) {
		if (destination[i] != 0xff)
			return MULTICAST;
	}
	return BROADCAST;
}

void ebpfc_skb_init(struct ebpfc_skb *skb, void *buffer, size_t capacity, size_t headroom, size_t length)
{
	uint8_t *start = buffer;

	memset(skb, 0, sizeof(*skb));
	skb->hard_start = start;
	skb->hard_end = start + capacity;
	skb_set_ends(skb, start + headroom, start + headroom + length);
	skb->mac_header = skb->data;
	skb->network_header = skb->data + ETH_HLEN;
	skb->ifindex = LOOPBACK_IFINDEX;
	if (length >= ETH_HLEN) {
		skb->protocol = ebpfc__eth_type(skb->data, length);
		skb->pkt_type = packet_type(skb->data);
	}
}

static uint64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

/* Run `repeat` times in a row on the same context; the last result counts. */
static void repeat(ebpfc_prog_fn program, void *ctx, struct ebpfc_instance *self, enum ebpfc_family family,
		   struct ebpfc_run_opts *opts)
{
	enum ebpfc_family before = ebpfc__running_family;
	uint32_t times = opts->repeat ? opts->repeat : 1;

	ebpfc__running_family = family;

	uint64_t start = now();

	for (uint32_t i = 0; i < times; i++)
		opts->retval = program(ctx, self);
	opts->duration_ns = (now() - start) / times;
	ebpfc__running_family = before;
}

/* bpf_test_finish: as much as fits, the true length, and -ENOSPC when it did not fit. */
static int finish(struct ebpfc_run_opts *opts, const uint8_t *data, size_t length)
{
	size_t room = opts->data_size_out;

	opts->data_size_out = length;
	if (!opts->data_out)
		return 0;
	memcpy(opts->data_out, data, length < room ? length : room);
	return length <= room ? 0 : ebpfc__fail(ENOSPC, "the packet has %zu bytes, data_out only %zu", length, room);
}

static int run_xdp(struct ebpfc_instance *self, ebpfc_prog_fn program, struct ebpfc_run_opts *opts)
{
	uint8_t buffer[PAGE_BYTES] = {0};
	struct ebpfc_xdp xdp;

	if (opts->data_size_in < ETH_HLEN || opts->data_size_in > XDP_MAX_IN)
		return ebpfc__fail(EINVAL, "a frame of %zu bytes: XDP takes %u to %u", opts->data_size_in, ETH_HLEN,
				   XDP_MAX_IN);
	memcpy(buffer + XDP_HEADROOM, opts->data_in, opts->data_size_in);
	ebpfc_xdp_init(&xdp, buffer + XDP_FRAME, PAGE_BYTES - SHARED_INFO - XDP_FRAME, XDP_HEADROOM - XDP_FRAME,
		       opts->data_size_in);
	if (opts->ifindex)
		xdp.ingress_ifindex = opts->ifindex;
	xdp.rx_queue_index = opts->rx_queue_index;
	repeat(program, &xdp, self, EBPFC_FAMILY_XDP, opts);
	opts->retval = (uint32_t)opts->retval;
	return finish(opts, xdp.data_meta, (size_t)(xdp.data_end - xdp.data_meta));
}

static int run_skb(struct ebpfc_instance *self, ebpfc_prog_fn program, bool link_layer, struct ebpfc_run_opts *opts)
{
	const size_t capacity = SKB_ROOM + SKB_MAX_LEN + SHARED_INFO;
	struct ebpfc_skb skb;

	/* convert___skb_to_skb refuses what is empty without its Ethernet header. */
	if (opts->data_size_in <= ETH_HLEN || opts->data_size_in > SKB_MAX_IN)
		return ebpfc__fail(EINVAL, "a frame of %zu bytes: socket programs take %u to %u", opts->data_size_in,
				   ETH_HLEN + 1, SKB_MAX_IN);

	uint8_t *buffer = calloc(1, capacity);

	if (!buffer)
		return ebpfc__fail(ENOMEM, "no memory for a packet");
	memcpy(buffer + SKB_ROOM, opts->data_in, opts->data_size_in);
	ebpfc_skb_init(&skb, buffer, capacity, SKB_ROOM, opts->data_size_in);
	if (opts->ifindex)
		skb.ifindex = opts->ifindex;
	skb.mark = opts->mark;
	skb.priority = opts->priority;
	skb.tstamp = opts->tstamp;
	memcpy(skb.cb, opts->cb, sizeof(skb.cb));
	if (!link_layer)
		skb_set_ends(&skb, skb.data + ETH_HLEN, skb.data_end);
	repeat(program, &skb, self, EBPFC_FAMILY_SKB, opts);
	opts->retval = (uint32_t)opts->retval;
	opts->mark = skb.mark;
	opts->priority = skb.priority;
	opts->tstamp = skb.tstamp;
	memcpy(opts->cb, skb.cb, sizeof(skb.cb));
	if (!link_layer) {
		skb_set_ends(&skb, skb.data - ETH_HLEN, skb.data_end);
		memset(skb.data, 0, ETH_HLEN);
	}

	int err = finish(opts, skb.data, skb.len);

	free(buffer);
	return err;
}

/* Programs without a packet: the input is the context, or the memory of a raw program. */
static int run_memory(struct ebpfc_instance *self, const void *entry, bool raw, struct ebpfc_run_opts *opts)
{
	uint8_t *memory = calloc(1, opts->data_size_in + 8);
	uint32_t times = opts->repeat ? opts->repeat : 1;
	ebpfc_prog_fn program;
	ebpfc_raw_fn raw_program;

	if (!memory)
		return ebpfc__fail(ENOMEM, "no memory for a context of %zu bytes", opts->data_size_in);
	if (opts->data_size_in)
		memcpy(memory, opts->data_in, opts->data_size_in);
	memcpy(&program, &entry, sizeof(entry));
	memcpy(&raw_program, &entry, sizeof(entry));

	uint64_t start = now();

	for (uint32_t i = 0; i < times; i++)
		opts->retval = raw ? raw_program(opts->data_size_in ? memory : NULL, opts->data_size_in, self)
				   : (uint32_t)program(memory, self);
	opts->duration_ns = (now() - start) / times;

	int err = finish(opts, memory, opts->data_size_in);

	free(memory);
	return err;
}

static int read_opts(struct ebpfc_run_opts *known, const struct ebpfc_run_opts *opts)
{
	return ebpfc__opts_read(known, sizeof(*known), opts, "ebpfc_run_opts");
}

int ebpfc_run_xdp(struct ebpfc_instance *instance, ebpfc_prog_fn program, struct ebpfc_run_opts *opts)
{
	struct ebpfc_run_opts known;
	int err = read_opts(&known, opts);

	if (err)
		return err;
	err = run_xdp(instance, program, &known);
	ebpfc__info_write(opts, &known, sizeof(known));
	return err;
}

int ebpfc_run_skb(struct ebpfc_instance *instance, ebpfc_prog_fn program, bool link_layer, struct ebpfc_run_opts *opts)
{
	struct ebpfc_run_opts known;
	int err = read_opts(&known, opts);

	if (err)
		return err;
	err = run_skb(instance, program, link_layer, &known);
	ebpfc__info_write(opts, &known, sizeof(known));
	return err;
}

int ebpfc_test_run(struct ebpfc_instance *instance, const char *name, struct ebpfc_run_opts *opts)
{
	int row = ebpfc__program_row(instance->module, name);
	struct ebpfc_run_opts known;
	int err = row < 0 ? row : read_opts(&known, opts);

	if (err)
		return err;

	const struct ebpfc_program_desc *desc = ebpfc_row(&instance->module->programs, (uint32_t)row);
	const void *entry = ebpfc__program_entry(instance, desc);
	ebpfc_prog_fn program;

	memcpy(&program, &entry, sizeof(entry));
	switch (desc->type) {
	case XDP:
		err = run_xdp(instance, program, &known);
		break;
	case SCHED_CLS:
	case SCHED_ACT:
		err = run_skb(instance, program, true, &known);
		break;
	case SOCKET_FILTER:
	case CGROUP_SKB:
	case LWT_IN:
	case LWT_OUT:
	case LWT_XMIT:
		err = run_skb(instance, program, false, &known);
		break;
	default:
		err = run_memory(instance, entry, (instance->module->flags & EBPFC_MODULE_RAW) != 0, &known);
		break;
	}
	ebpfc__info_write(opts, &known, sizeof(known));
	return err;
}
