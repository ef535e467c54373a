/* SPDX-License-Identifier: MIT */
/*
 * vectors_x86_64.h - keeps x87, SSE, AVX and AVX-512 state while foreign code runs.
 */
#ifndef EBPFC_ATTACH_VECTORS_X86_64_H
#define EBPFC_ATTACH_VECTORS_X86_64_H

#include "emit_x86_64.h"

#include <cpuid.h>

static inline uint32_t xsave_bytes(void)
{
	static uint32_t bytes;
	uint32_t eax, ebx, ecx, edx;

	if (!bytes) {
		bytes = 512 + 64;
		if (__get_cpuid(1, &eax, &ebx, &ecx, &edx) && (ecx & bit_OSXSAVE) &&
		    __get_cpuid_count(13, 0, &eax, &ebx, &ecx, &edx))
			bytes = ebx;
		bytes = (bytes + 63) & ~63u;
	}
	return bytes;
}

static inline bool has_xsave(void)
{
	uint32_t eax, ebx, ecx, edx;

	return __get_cpuid(1, &eax, &ebx, &ecx, &edx) && (ecx & bit_OSXSAVE);
}

/* x87, SSE, AVX and AVX-512 state, below the frame; r12 keeps the stack pointer. */
static inline void save_vectors(struct code *c)
{
	emit_move(c, R12, RSP);
	EMIT(c, 0x48, 0x83, 0xe4, 0xc0); /* and $-64, %rsp */
	emit_lea(c, RSP, RSP, -(int32_t)xsave_bytes());
	if (has_xsave()) {
		for (int32_t i = 0; i < 64; i += 8) /* the header says what is saved; it must begin empty */
			emit_store_imm(c, 0, RSP, 512 + i);
		EMIT(c, 0xb8, 0xe7, 0, 0, 0); /* mov $0xe7, %eax */
		EMIT(c, 0x31, 0xd2);          /* xor %edx, %edx */
		EMIT(c, 0x48, 0x0f, 0xae, 0x24, 0x24); /* xsave64 (%rsp) */
	} else {
		EMIT(c, 0x48, 0x0f, 0xae, 0x04, 0x24); /* fxsave64 (%rsp) */
	}
}

static inline void restore_vectors(struct code *c)
{
	if (has_xsave()) {
		EMIT(c, 0xb8, 0xe7, 0, 0, 0);
		EMIT(c, 0x31, 0xd2);
		EMIT(c, 0x48, 0x0f, 0xae, 0x2c, 0x24); /* xrstor64 (%rsp) */
	} else {
		EMIT(c, 0x48, 0x0f, 0xae, 0x0c, 0x24); /* fxrstor64 (%rsp) */
	}
	emit_move(c, RSP, R12);
}

#endif /* EBPFC_ATTACH_VECTORS_X86_64_H */
