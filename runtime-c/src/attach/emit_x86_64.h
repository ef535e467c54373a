/* SPDX-License-Identifier: MIT */
/*
 * emit_x86_64.h - writes x86-64 machine code into a block, one function per instruction.
 *
 * Instructions are named as in AT&T syntax would be read aloud: `emit_store(c, RAX, RSP, 8)` is mov %rax, 8(%rsp).
 * None of those used before a function's own code touches the flags unless its comment says so.
 */
#ifndef EBPFC_ATTACH_EMIT_X86_64_H
#define EBPFC_ATTACH_EMIT_X86_64_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum reg { RAX, RCX, RDX, RBX, RSP, RBP, RSI, RDI, R8, R9, R10, R11, R12, R13, R14, R15 };

struct code {
	uint8_t *write;   /* first byte of the buffer */
	uint64_t address; /* where that byte will execute */
	uint32_t used, room;
	bool failed; /* out of room, or a branch out of reach: the block is useless */
};

/* A place in the block; branches to it may be written before it is known. */
struct label {
	uint32_t uses[16]; /* offsets of the rel32 fields that wait for it */
	uint32_t count;
	uint32_t at; /* offset, once bound */
	bool bound;
};

static inline uint64_t emit_here(const struct code *c)
{
	return c->address + c->used;
}

static inline void emit_bytes(struct code *c, const void *bytes, uint32_t count)
{
	if (c->room - c->used < count) {
		c->failed = true;
		return;
	}
	memcpy(c->write + c->used, bytes, count);
	c->used += count;
}

#define EMIT(c, ...)                                                    \
	do {                                                            \
		const uint8_t emit_bytes_[] = { __VA_ARGS__ };          \
		emit_bytes(c, emit_bytes_, sizeof emit_bytes_);         \
	} while (0)

static inline void emit_u32(struct code *c, uint32_t value)
{
	emit_bytes(c, &value, 4);
}

static inline void emit_u64(struct code *c, uint64_t value)
{
	emit_bytes(c, &value, 8);
}

/* A rel32 field that ends the instruction. */
static inline void emit_rel32(struct code *c, uint64_t target)
{
	int64_t distance = (int64_t)(target - (emit_here(c) + 4));

	if (distance != (int32_t)distance)
		c->failed = true;
	emit_u32(c, (uint32_t)distance);
}

static inline bool emit_reaches(const struct code *c, uint64_t target)
{
	int64_t distance = (int64_t)(target - (emit_here(c) + 16));

	return distance > -0x7fffff00ll && distance < 0x7fffff00ll;
}

static inline void emit_label_use(struct code *c, struct label *label)
{
	if (label->bound) {
		emit_rel32(c, c->address + label->at);
		return;
	}
	if (label->count == sizeof label->uses / sizeof *label->uses)
		c->failed = true;
	else
		label->uses[label->count++] = c->used;
	emit_u32(c, 0);
}

/* The label is here. */
static inline void emit_label(struct code *c, struct label *label)
{
	label->at = c->used;
	label->bound = true;
	for (uint32_t i = 0; i < label->count && !c->failed; i++) {
		uint32_t distance = c->used - (label->uses[i] + 4);

		memcpy(c->write + label->uses[i], &distance, 4);
	}
}

/* REX.W opcode ModRM for memory at base + disp, disp always 32 bits unless it fits in 8. */
static inline void emit_memory(struct code *c, uint8_t opcode, unsigned reg, enum reg base, int32_t disp)
{
	uint8_t rex = (uint8_t)(0x48 | (reg & 8) >> 1 | base >> 3);
	bool small = disp == (int8_t)disp;
	uint8_t modrm = (uint8_t)((small ? 0x40 : 0x80) | (reg & 7) << 3 | (base & 7));

	EMIT(c, rex, opcode, modrm);
	if ((base & 7) == RSP)
		EMIT(c, 0x24);
	if (small)
		EMIT(c, (uint8_t)disp);
	else
		emit_u32(c, (uint32_t)disp);
}

static inline void emit_store(struct code *c, enum reg source, enum reg base, int32_t disp)
{
	emit_memory(c, 0x89, source, base, disp);
}

static inline void emit_load(struct code *c, enum reg target, enum reg base, int32_t disp)
{
	emit_memory(c, 0x8b, target, base, disp);
}

static inline void emit_lea(struct code *c, enum reg target, enum reg base, int32_t disp)
{
	emit_memory(c, 0x8d, target, base, disp);
}

/* movq $imm32, disp(base) */
static inline void emit_store_imm(struct code *c, int32_t imm, enum reg base, int32_t disp)
{
	emit_memory(c, 0xc7, 0, base, disp);
	emit_u32(c, (uint32_t)imm);
}

static inline void emit_move(struct code *c, enum reg target, enum reg source)
{
	EMIT(c, (uint8_t)(0x48 | (source & 8) >> 1 | target >> 3), 0x89, (uint8_t)(0xc0 | (source & 7) << 3 | (target & 7)));
}

/* The shortest mov that leaves the flags alone. */
static inline void emit_move_imm(struct code *c, enum reg target, uint64_t imm)
{
	if (imm == (uint32_t)imm) {
		if (target >= R8)
			EMIT(c, 0x41);
		EMIT(c, (uint8_t)(0xb8 | (target & 7)));
		emit_u32(c, (uint32_t)imm);
	} else {
		EMIT(c, (uint8_t)(0x48 | target >> 3), (uint8_t)(0xb8 | (target & 7)));
		emit_u64(c, imm);
	}
}

/* An instruction on a thread-local word at %fs:offset. */
static inline void emit_tls(struct code *c, uint8_t opcode, unsigned reg, int32_t offset)
{
	EMIT(c, 0x64, (uint8_t)(0x48 | (reg & 8) >> 1), opcode, (uint8_t)(0x04 | (reg & 7) << 3), 0x25);
	emit_u32(c, (uint32_t)offset);
}

static inline void emit_tls_load(struct code *c, enum reg target, int32_t offset)
{
	emit_tls(c, 0x8b, target, offset);
}

static inline void emit_tls_store(struct code *c, enum reg source, int32_t offset)
{
	emit_tls(c, 0x89, source, offset);
}

/* movq $imm32, %fs:offset */
static inline void emit_tls_store_imm(struct code *c, int32_t imm, int32_t offset)
{
	emit_tls(c, 0xc7, 0, offset);
	emit_u32(c, (uint32_t)imm);
}

/* incq %fs:offset; changes the flags */
static inline void emit_tls_increment(struct code *c, int32_t offset)
{
	emit_tls(c, 0xff, 0, offset);
}

/* cmpq $0, %fs:offset; changes the flags */
static inline void emit_tls_test(struct code *c, int32_t offset)
{
	emit_tls(c, 0x83, 7, offset);
	EMIT(c, 0);
}

enum condition { IF_ABOVE_OR_EQUAL = 3, IF_EQUAL = 4, IF_NOT_EQUAL = 5, IF_BELOW_OR_EQUAL = 6 };

static inline void emit_jump_if(struct code *c, enum condition condition, struct label *label)
{
	EMIT(c, 0x0f, (uint8_t)(0x80 | condition));
	emit_label_use(c, label);
}

static inline void emit_jump_label(struct code *c, struct label *label)
{
	EMIT(c, 0xe9);
	emit_label_use(c, label);
}

/* jmp to anywhere: rel32 when it reaches, else through a literal. */
static inline void emit_jump(struct code *c, uint64_t target)
{
	if (emit_reaches(c, target)) {
		EMIT(c, 0xe9);
		emit_rel32(c, target);
	} else {
		EMIT(c, 0xff, 0x25, 0, 0, 0, 0);
		emit_u64(c, target);
	}
}

/* call to anywhere */
static inline void emit_call(struct code *c, uint64_t target)
{
	if (emit_reaches(c, target)) {
		EMIT(c, 0xe8);
		emit_rel32(c, target);
	} else {
		EMIT(c, 0xff, 0x15, 2, 0, 0, 0, 0xeb, 8); /* call *2(%rip); jmp over the literal */
		emit_u64(c, target);
	}
}

/* Pushes a constant as a call would have, without disturbing any register or flag. */
static inline void emit_push_imm64(struct code *c, uint64_t value)
{
	EMIT(c, 0x68); /* push imm32, sign extended */
	emit_u32(c, (uint32_t)value);
	EMIT(c, 0xc7, 0x44, 0x24, 4); /* movl imm32, 4(%rsp) */
	emit_u32(c, (uint32_t)(value >> 32));
}

#endif /* EBPFC_ATTACH_EMIT_X86_64_H */
