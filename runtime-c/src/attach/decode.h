/* SPDX-License-Identifier: MIT */
/*
 * decode.h - how long is this x86-64 instruction, and does it care where it stands?
 *
 * The patcher moves a few instructions of a function somewhere else and scans the rest for branches. For that it
 * needs lengths, displacements, immediates and branch kinds: not operands, not mnemonics. The decoder knows a
 * whitelist of encodings; whatever is not on it is refused, because a wrong length is far worse than a probe that
 * cannot be placed.
 */
#ifndef EBPFC_ATTACH_DECODE_H
#define EBPFC_ATTACH_DECODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define EBPFC__INSN_MAX 15 /* the longest instruction the processor accepts */

enum ebpfc__flow {
	EBPFC__FLOW_NEXT,          /* falls through to the next instruction */
	EBPFC__FLOW_CALL,          /* call rel32 */
	EBPFC__FLOW_JMP,           /* jmp rel8, rel32 */
	EBPFC__FLOW_JCC,           /* jcc rel8, rel32 */
	EBPFC__FLOW_LOOP,          /* loop, loope, loopne, jrcxz: rel8 only */
	EBPFC__FLOW_CALL_INDIRECT, /* call r/m64 */
	EBPFC__FLOW_JMP_INDIRECT,  /* jmp r/m64 */
	EBPFC__FLOW_RET,           /* ret, ret imm16 */
	EBPFC__FLOW_SYSCALL,       /* syscall: the kernel sees, and returns to, the next address */
	EBPFC__FLOW_TRAP,          /* int3, ud0, ud1, ud2, hlt */
};

enum ebpfc__opcode_map {
	EBPFC__MAP_ONE = 0,   /* one-byte opcodes */
	EBPFC__MAP_0F = 1,    /* 0F xx, and VEX or EVEX map 1 */
	EBPFC__MAP_0F38 = 2,  /* 0F 38 xx, and VEX or EVEX map 2 */
	EBPFC__MAP_0F3A = 3,  /* 0F 3A xx, and VEX or EVEX map 3 */
	EBPFC__MAP_EVEX5 = 5, /* AVX512-FP16 */
	EBPFC__MAP_EVEX6 = 6, /* AVX512-FP16 */
};

struct ebpfc__insn {
	uint8_t length;      /* bytes, 1 to 15 */
	uint8_t flow;        /* enum ebpfc__flow */
	uint8_t map;         /* enum ebpfc__opcode_map */
	uint8_t opcode;      /* last opcode byte */
	uint8_t opcode_at;   /* offset of that byte */
	uint8_t modrm;       /* 0 when there is none */
	uint8_t disp_at;     /* offset of the displacement; 0 when there is none */
	uint8_t disp_size;   /* 0, 1 or 4 */
	uint8_t imm_at;      /* offset of the immediate or branch distance; 0 when there is none */
	uint8_t imm_size;    /* 0 to 8 */
	bool rip_relative;   /* the displacement counts from the end of this instruction */
	bool vector;         /* VEX or EVEX encoded */
	int32_t disp;        /* sign extended */
	int64_t imm;         /* sign extended; for branches the distance from the end of this instruction */
};

/*
 * Decodes one instruction from `code`, of which `size` bytes may be read.
 * Returns its length, or 0 for anything not on the whitelist or cut short; `insn` is then unspecified.
 */
unsigned ebpfc__decode(const uint8_t *code, size_t size, struct ebpfc__insn *insn);

/* True for a branch whose target is `imm` bytes behind its own end. */
static inline bool ebpfc__insn_is_relative(const struct ebpfc__insn *insn)
{
	return insn->flow >= EBPFC__FLOW_CALL && insn->flow <= EBPFC__FLOW_LOOP;
}

/* True when the instruction after this one is reached only by a jump. */
static inline bool ebpfc__insn_ends_flow(const struct ebpfc__insn *insn)
{
	return insn->flow == EBPFC__FLOW_JMP || insn->flow == EBPFC__FLOW_JMP_INDIRECT || insn->flow == EBPFC__FLOW_RET ||
	       insn->flow == EBPFC__FLOW_TRAP;
}

/* True when it may read or write an x87, MMX, SSE, AVX or mask register. */
bool ebpfc__insn_uses_vectors(const struct ebpfc__insn *insn);

#endif /* EBPFC_ATTACH_DECODE_H */
