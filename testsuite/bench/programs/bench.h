/* SPDX-License-Identifier: MIT */
/* What every benchmark shares: one source, compiled to eBPF and natively. */
#ifndef BENCH_H
#define BENCH_H

typedef __UINT8_TYPE__ u8;
typedef __UINT16_TYPE__ u16;
typedef __UINT32_TYPE__ u32;
typedef __UINT64_TYPE__ u64;

/*
 * PROGRAM is a function to measure: `u64 NAME(void *mem, u64 len)`, a raw program in eBPF and an exported function
 * natively. XDP_PROGRAM is one that gets a packet: `int NAME(struct xdp_md *ctx)`. A second one called `setup`, of the
 * same kind, runs once before anything is compared or timed.
 */
#ifdef __bpf__
#define PROGRAM __attribute__((section("bench"), used))
#define XDP_PROGRAM __attribute__((section("xdp"), used))
#else
#define PROGRAM __attribute__((visibility("default")))
#define XDP_PROGRAM __attribute__((visibility("default")))
#endif

#define ALWAYS_INLINE static inline __attribute__((always_inline))
#define NEVER_INLINE static __attribute__((noinline))

/* Network byte order, for little-endian eBPF on little-endian machines. */
#define NTOHS(x) __builtin_bswap16(x)
#define NTOHL(x) __builtin_bswap32(x)

#define ROTATE_LEFT(x, n) (((x) << (n)) | ((x) >> (8 * sizeof(x) - (n))))

#endif
