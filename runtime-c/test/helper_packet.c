/* SPDX-License-Identifier: MIT */
/* Packet helpers: checksums against a plain sum, and what moves the ends of packets. */
#include "../src/helpers/packet.h"
#include "check.h"

static struct ebpfc_module module;
static struct ebpfc__runtime runtime;
static struct ebpfc_instance instance = {.module = &module, .runtime = &runtime};

static uint64_t addr(const void *p)
{
	return (uintptr_t)p;
}

#define CALL(NAME, R1, R2, R3, R4, R5) (int64_t)ebpfc__h_##NAME(R1, R2, R3, R4, R5, &instance)

/* RFC 1071 in its plainest form. */
static uint16_t plain_sum(const uint8_t *bytes, uint32_t length)
{
	uint32_t sum = 0;

	for (uint32_t i = 0; i < length; i += 2)
		sum += (uint32_t)(bytes[i] << 8 | (i + 1 < length ? bytes[i + 1] : 0));
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return (uint16_t)sum;
}

static void test_checksums(void)
{
	/* A real IPv4 header (the example of RFC 1071's usual walk-through): its checksum is b861. */
	uint8_t frame[64] = {[14] = 0x45, 0, 0, 0x73, 0, 0, 0x40, 0, 0x40, 0x11, 0xb8, 0x61,
			     0xc0, 0xa8, 0, 1, 0xc0, 0xa8, 0, 0xc7};
	uint32_t old_address, new_address = 0x01020304;
	struct ebpfc_skb skb;

	ebpfc_skb_init(&skb, frame, sizeof(frame), 0, 60);
	CHECK_EQ(plain_sum(frame + 14, 20), 0xffff);
	CHECK_EQ(CALL(csum_diff, 0, 0, addr(frame + 14), 20, 0), 0xffff);
	CHECK_EQ(CALL(csum_diff, addr(frame + 14), 20, addr(frame + 14), 20, 0), 0xffff);
	CHECK_EQ(CALL(csum_diff, 0, 0, 0, 0, 0x12345), 0x2346);

	/* Change the source address and repair the sum in each way there is. */
	for (int way = 0; way < 2; way++) {
		uint64_t diff;

		memcpy(&old_address, frame + 26, 4);
		CHECK_EQ(CALL(skb_store_bytes, addr(&skb), 26, addr(&new_address), 4, 0), 0);
		CHECK(plain_sum(frame + 14, 20) != 0xffff);
		if (way == 0) {
			CHECK_EQ(CALL(l3_csum_replace, addr(&skb), 24, old_address, new_address, 4), 0);
		} else {
			diff = (uint64_t)CALL(csum_diff, addr(&old_address), 4, addr(&new_address), 4, 0);
			CHECK_EQ(CALL(l3_csum_replace, addr(&skb), 24, 0, diff, 0), 0);
		}
		CHECK_EQ(plain_sum(frame + 14, 20), 0xffff);
		new_address = 0xfffefdfc;
	}
	frame[15] = 7;
	CHECK_EQ(CALL(l3_csum_replace, addr(&skb), 24, BE16(0x4500), BE16(0x4507), 2), 0);
	CHECK_EQ(plain_sum(frame + 14, 20), 0xffff);
	CHECK_EQ(CALL(l3_csum_replace, addr(&skb), 24, 0, 0, 3), -EINVAL);
	CHECK_EQ(CALL(l3_csum_replace, addr(&skb), 24, 1, 0, 0), -EINVAL);
	CHECK_EQ(CALL(l3_csum_replace, addr(&skb), 24, 1, 0, 0x12), -EINVAL);
	CHECK_EQ(CALL(l3_csum_replace, addr(&skb), 25, 0, 0, 2), -EFAULT);
	CHECK_EQ(CALL(l3_csum_replace, addr(&skb), 60, 0, 0, 2), -EFAULT);

	/* A UDP sum of zero means none: it stays so when marked. */
	frame[40] = frame[41] = 0;
	CHECK_EQ(CALL(l4_csum_replace, addr(&skb), 40, 1, 2, 0x22), 0);
	CHECK_EQ(frame[40] | frame[41], 0);
	CHECK_EQ(CALL(l4_csum_replace, addr(&skb), 40, 1, 2, 2), 0);
	CHECK(frame[40] | frame[41]);
}

static void test_xdp(void)
{
	uint8_t buffer[512] = {0};
	struct ebpfc_xdp xdp;
	uint32_t word = 0x11223344;

	ebpfc_xdp_init(&xdp, buffer, sizeof(buffer), 128, 64);
	buffer[128] = 0xaa;
	CHECK_EQ(CALL(xdp_adjust_meta, addr(&xdp), (uint32_t)-8, 0, 0, 0), 0);
	CHECK_EQ(xdp.data - xdp.data_meta, 8);
	memset(xdp.data_meta, 0x55, 8);
	CHECK_EQ(CALL(xdp_adjust_meta, addr(&xdp), (uint32_t)-1, 0, 0, 0), -EACCES);
	CHECK_EQ(CALL(xdp_adjust_meta, addr(&xdp), 12, 0, 0, 0), -EINVAL);
	/* The metadata moves with the head. */
	CHECK_EQ(CALL(xdp_adjust_head, addr(&xdp), (uint32_t)-20, 0, 0, 0), 0);
	CHECK(xdp.data == buffer + 108 && xdp.data_meta == buffer + 100 && xdp.data_meta[7] == 0x55);
	CHECK_EQ(CALL(xdp_adjust_head, addr(&xdp), (uint32_t)-101, 0, 0, 0), -EINVAL);
	CHECK_EQ(CALL(xdp_adjust_head, addr(&xdp), 84 - 13, 0, 0, 0), -EINVAL);
	CHECK_EQ(CALL(xdp_adjust_head, addr(&xdp), 84 - 14, 0, 0, 0), 0);
	CHECK_EQ(CALL(xdp_get_buff_len, addr(&xdp), 0, 0, 0, 0), 14);
	memset(xdp.data_end, 0xee, 8);
	CHECK_EQ(CALL(xdp_adjust_tail, addr(&xdp), 8, 0, 0, 0), 0);
	CHECK(xdp.data_end[-1] == 0);
	CHECK_EQ(CALL(xdp_adjust_tail, addr(&xdp), (uint32_t)-9, 0, 0, 0), -EINVAL);
	CHECK_EQ(CALL(xdp_adjust_tail, addr(&xdp), 4096, 0, 0, 0), -EINVAL);
	CHECK_EQ(CALL(xdp_store_bytes, addr(&xdp), 2, addr(&word), 4, 0), 0);
	word = 0;
	CHECK_EQ(CALL(xdp_load_bytes, addr(&xdp), 2, addr(&word), 4, 0), 0);
	CHECK_EQ(word, 0x11223344);
	CHECK_EQ(CALL(xdp_load_bytes, addr(&xdp), 19, addr(&word), 4, 0), -EINVAL);
	CHECK_EQ(CALL(xdp_load_bytes, addr(&xdp), 0x10000, addr(&word), 4, 0), -EFAULT);
}

static void test_skb_room(void)
{
	uint8_t buffer[1024] = {0};
	struct ebpfc_skb skb;
	uint8_t *frame = buffer + 256;

	frame[0] = 0xd0; /* unicast */
	frame[12] = 8;	 /* IPv4 */
	frame[14] = 0x45;
	ebpfc_skb_init(&skb, buffer, sizeof(buffer), 256, 60);
	CHECK_EQ(skb.protocol, ETH_P_IP);
	CHECK_EQ(skb.pkt_type, 3);

	CHECK_EQ(CALL(skb_adjust_room, addr(&skb), 8, 1, 0, 0), 0);
	CHECK(skb.len == 68 && skb.data == frame - 8 && skb.data[0] == 0xd0 && skb.data[14] == 0 && skb.data[22] == 0x45);
	CHECK_EQ(CALL(skb_adjust_room, addr(&skb), (uint32_t)-8, 1, 0, 0), 0);
	CHECK(skb.len == 60 && skb.data[0] == 0xd0 && skb.data[14] == 0x45);
	CHECK_EQ(CALL(skb_adjust_room, addr(&skb), (uint32_t)-27, 1, 0, 0), -KERNEL_ENOTSUPP);
	CHECK_EQ(CALL(skb_adjust_room, addr(&skb), 8, 2, 0, 0), -KERNEL_ENOTSUPP);
	CHECK_EQ(CALL(skb_adjust_room, addr(&skb), 0x1000, 1, 0, 0), -EFAULT);
	CHECK_EQ(CALL(skb_adjust_room, addr(&skb), 8, 1, 1 << 9, 0), -EINVAL);
	/* Encapsulated once, not twice. */
	CHECK_EQ(CALL(skb_adjust_room, addr(&skb), 40, 1, 1 << 2, 0), 0);
	CHECK_EQ(skb.protocol, ETH_P_IPV6);
	CHECK_EQ(CALL(skb_adjust_room, addr(&skb), 40, 1, 1 << 2, 0), -EALREADY);

	ebpfc_skb_init(&skb, buffer, sizeof(buffer), 256, 60);
	memset(frame, 0, 60);
	frame[12] = 8;
	skb.protocol = ETH_P_IP;
	CHECK_EQ(CALL(skb_change_tail, addr(&skb), 100, 0, 0, 0), 0);
	CHECK_EQ(skb.len, 100);
	CHECK_EQ(CALL(skb_change_tail, addr(&skb), 13, 0, 0, 0), -EINVAL);
	CHECK_EQ(CALL(skb_change_tail, addr(&skb), 20000, 0, 0, 0), -EINVAL);
	CHECK_EQ(CALL(skb_change_tail, addr(&skb), 14, 0, 0, 0), 0);
	CHECK_EQ(CALL(skb_pull_data, addr(&skb), 15, 0, 0, 0), -ENOMEM);
	CHECK_EQ(CALL(skb_pull_data, addr(&skb), 0, 0, 0, 0), 0);
	CHECK_EQ(CALL(skb_change_head, addr(&skb), 14, 0, 0, 0), 0);
	CHECK(skb.len == 28 && skb.mac_header == skb.data && skb.data[26] == 8);
	CHECK_EQ(CALL(skb_change_head, addr(&skb), 300, 0, 0, 0), -ENOMEM);
}

static void test_skb_bytes(void)
{
	uint8_t frame[64] = {[12] = 8, [20] = 0x77};
	uint8_t out[4] = {1, 1, 1, 1};
	struct ebpfc_skb skb;

	ebpfc_skb_init(&skb, frame, sizeof(frame), 0, 60);
	CHECK_EQ(CALL(skb_load_bytes, addr(&skb), 20, addr(out), 4, 0), 0);
	CHECK_EQ(out[0], 0x77);
	CHECK_EQ(CALL(skb_load_bytes, addr(&skb), 57, addr(out), 4, 0), -EFAULT);
	CHECK_EQ(out[0], 0);
	CHECK_EQ(CALL(skb_load_bytes, addr(&skb), (uint32_t)-4, addr(out), 4, 0), -EFAULT);
	CHECK_EQ(CALL(skb_load_bytes_relative, addr(&skb), 6, addr(out), 1, 1), 0);
	CHECK_EQ(out[0], 0x77);
	CHECK_EQ(CALL(skb_load_bytes_relative, addr(&skb), 6, addr(out), 1, 2), -EFAULT);
	CHECK_EQ(CALL(skb_store_bytes, addr(&skb), 58, addr(out), 4, 0), -EFAULT);
	CHECK_EQ(CALL(skb_store_bytes, addr(&skb), 0, addr(out), 4, 8), -EINVAL);

	/* The hash is kept until something invalidates it. */
	uint32_t hash = (uint32_t)CALL(get_hash_recalc, addr(&skb), 0, 0, 0, 0);

	frame[26] ^= 1;
	CHECK(hash != 0 && (uint32_t)CALL(get_hash_recalc, addr(&skb), 0, 0, 0, 0) == hash);
	CHECK_EQ(CALL(set_hash_invalid, addr(&skb), 0, 0, 0, 0), 0);
	CHECK((uint32_t)CALL(get_hash_recalc, addr(&skb), 0, 0, 0, 0) != hash);
	CHECK_EQ(CALL(set_hash, addr(&skb), 5, 0, 0, 0), 0);
	CHECK_EQ(CALL(get_hash_recalc, addr(&skb), 0, 0, 0, 0), 5);
}

static void test_vlan(void)
{
	uint8_t buffer[256] = {0};
	uint8_t *frame = buffer + 64;
	struct ebpfc_skb skb;

	frame[12] = 8;
	ebpfc_skb_init(&skb, buffer, sizeof(buffer), 64, 60);
	CHECK_EQ(CALL(skb_vlan_push, addr(&skb), ETH_P_8021Q, 5, 0, 0), 0);
	CHECK(skb.vlan_present == 1 && skb.vlan_tci == 5 && skb.len == 60);
	CHECK_EQ(CALL(skb_vlan_push, addr(&skb), ETH_P_8021AD, 6, 0, 0), 0);
	CHECK(skb.len == 64 && skb.vlan_tci == 6 && skb.data[12] == 0x81 && skb.data[15] == 5 && skb.data[16] == 8);
	CHECK_EQ(CALL(skb_vlan_pop, addr(&skb), 0, 0, 0, 0), 0);
	CHECK(skb.len == 60 && skb.vlan_present == 1 && skb.vlan_tci == 5 && skb.data[12] == 8);
	CHECK_EQ(CALL(skb_vlan_pop, addr(&skb), 0, 0, 0, 0), 0);
	CHECK(skb.len == 60 && skb.vlan_present == 0);
	CHECK_EQ(CALL(skb_vlan_pop, addr(&skb), 0, 0, 0, 0), 0);
}

static void test_verdicts(void)
{
	uint8_t fib[64] = {2, [8] = 1};

	runtime.family = EBPFC_FAMILY_XDP;
	CHECK_EQ(CALL(redirect, 3, 0, 0, 0, 0), 4);
	CHECK(ebpfc_last_redirect()->target == 3 && ebpfc_last_redirect()->map == NULL);
	CHECK_EQ(CALL(redirect, 3, 1, 0, 0, 0), 0);
	runtime.family = EBPFC_FAMILY_SKB;
	CHECK_EQ(CALL(redirect, 4, 1, 0, 0, 0), 7);
	CHECK_EQ(CALL(redirect, 4, 2, 0, 0, 0), 2);
	CHECK_EQ(CALL(redirect_peer, 4, 1, 0, 0, 0), 2);
	CHECK_EQ(CALL(redirect_neigh, 9, 0, 0, 0, 0), 7);
	CHECK_EQ(ebpfc_last_redirect()->target, 9);
	CHECK_EQ(CALL(fib_lookup, 0, addr(fib), 64, 0, 0), 5);
	CHECK_EQ(CALL(fib_lookup, 0, addr(fib), 63, 0, 0), -EINVAL);
	fib[8] = 9;
	CHECK_EQ(CALL(fib_lookup, 0, addr(fib), 64, 0, 0), -ENODEV);
	fib[0] = 1;
	CHECK_EQ(CALL(fib_lookup, 0, addr(fib), 64, 0, 0), -EAFNOSUPPORT);
}

int main(void)
{
	test_checksums();
	test_xdp();
	test_skb_room();
	test_skb_bytes();
	test_vlan();
	test_verdicts();
	return check_failures != 0;
}
