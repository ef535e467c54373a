/* SPDX-License-Identifier: MIT */
#include "relocate.h"

#include "decode.h"
#include "emit_x86_64.h"

const char *ebpfc__refusal_text(enum ebpfc__refusal refusal)
{
	static const char *const texts[] = {
#define EBPFC__REFUSAL(name, text) text,
		EBPFC__REFUSALS(EBPFC__REFUSAL)
#undef EBPFC__REFUSAL
	};

	return refusal < EBPFC__REFUSAL_COUNT ? texts[refusal] : "unknown";
}

unsigned ebpfc__nop_length(const uint8_t *code, size_t size)
{
	struct ebpfc__insn insn;
	unsigned length;

	if (size && *code == 0xcc)
		return 1;
	length = ebpfc__decode(code, size, &insn);
	if (!length)
		return 0;
	if (insn.map == EBPFC__MAP_ONE && insn.opcode == 0x90 && insn.opcode_at + 1u == length)
		return length == 1 || code[0] == 0x66 ? length : 0; /* nop, data16 nop; not pause, not xchg r8 */
	if (insn.map == EBPFC__MAP_0F && insn.opcode == 0x1f && !insn.vector)
		return length;
	return 0;
}

uint8_t *ebpfc__find_hole(const uint8_t *site, const uint8_t *function, size_t behind)
{
	const uint8_t *low = function - behind;

	/* Padding as assemblers lay it: a run of no-operations, longest last or first, that ends where we begin. */
	for (const uint8_t *from = low; from + 5 <= function; from++) {
		const uint8_t *at = from;
		unsigned length;

		if (site + 2 - from > 128)
			continue;
		while (at < function && (length = ebpfc__nop_length(at, (size_t)(function - at))) != 0)
			at += length;
		if (at == function)
			return (uint8_t *)(uintptr_t)(function - 5);
	}
	return NULL;
}

/* Anything but padding between a short function's end and the end of the window? */
static bool is_padding(const uint8_t *from, size_t size, unsigned need, unsigned *covered)
{
	*covered = 0;
	while (*covered < need) {
		unsigned length = ebpfc__nop_length(from + *covered, size - *covered);

		if (!length)
			return false;
		*covered += length;
	}
	return true;
}

enum ebpfc__refusal ebpfc__window_measure(const uint8_t *start, size_t room, size_t spare, unsigned need,
					  struct ebpfc__window *window)
{
	struct ebpfc__insn insn;
	unsigned length = 0, covered;

	memset(window, 0, sizeof *window);
	window->start = start;
	window->need = (uint8_t)need;
	while (length < need) {
		if (length >= room)
			return EBPFC__REFUSAL_TOO_SHORT;
		if (!ebpfc__decode(start + length, room - length, &insn))
			return EBPFC__REFUSAL_UNDECODABLE;
		window->at[window->count++] = (uint8_t)length;
		length += insn.length;
		if (insn.flow == EBPFC__FLOW_LOOP)
			return EBPFC__REFUSAL_LOOP;
		if ((insn.flow == EBPFC__FLOW_CALL || insn.flow == EBPFC__FLOW_CALL_INDIRECT) && length < need)
			return EBPFC__REFUSAL_RETURNED_INTO;
		if (insn.flow == EBPFC__FLOW_SYSCALL) /* a thread that sleeps in it may have to make it again */
			return EBPFC__REFUSAL_SYSCALL;
		if (insn.flow == EBPFC__FLOW_CALL_INDIRECT && insn.modrm >> 6 != 3 && (insn.modrm & 7) == 4 &&
		    (start[length - insn.length + insn.opcode_at + 2] & 7) == RSP)
			return EBPFC__REFUSAL_STACK_RELATIVE_CALL;
		window->ends = ebpfc__insn_ends_flow(&insn);
		if (window->ends && length < need) {
			if (!is_padding(start + length, room + spare - length, need - length, &covered))
				return EBPFC__REFUSAL_TOO_SHORT;
			length += covered;
		}
	}
	window->length = (uint8_t)length;
	memcpy(window->bytes, start, length);
	return EBPFC__REFUSAL_NONE;
}

enum ebpfc__refusal ebpfc__window_is_entered(const struct ebpfc__window *window, const uint8_t *code, uint64_t address,
					     size_t size, bool any_indirect)
{
	uint64_t low = (uint64_t)window->start, high = low + window->need;
	struct ebpfc__insn insn;

	for (size_t at = 0; at < size; at += insn.length) {
		if (!ebpfc__decode(code + at, size - at, &insn))
			return EBPFC__REFUSAL_UNDECODABLE;
		if (ebpfc__insn_is_relative(&insn)) {
			uint64_t target = address + at + insn.length + (uint64_t)insn.imm;

			if (target > low && target < high)
				return EBPFC__REFUSAL_ENTERED;
		}
		if (any_indirect && insn.flow == EBPFC__FLOW_JMP_INDIRECT)
			return EBPFC__REFUSAL_INDIRECT;
	}
	return EBPFC__REFUSAL_NONE;
}

size_t ebpfc__function_size(const uint8_t *function, size_t limit)
{
	const uint8_t *at = function, *furthest = function, *end = function + limit;
	struct ebpfc__insn insn;

	while (at < end && ebpfc__decode(at, (size_t)(end - at), &insn)) {
		const uint8_t *target;

		at += insn.length;
		target = at + insn.imm;
		if ((insn.flow == EBPFC__FLOW_JCC || insn.flow == EBPFC__FLOW_JMP || insn.flow == EBPFC__FLOW_LOOP) &&
		    target > furthest && target < end)
			furthest = target;
		if (ebpfc__insn_ends_flow(&insn) && at > furthest)
			return (size_t)(at - function);
	}
	return 0;
}

/* A branch that counted from its own end counts from its copy's end instead. */
static enum ebpfc__refusal move_branch(struct code *c, const struct ebpfc__insn *insn, const uint8_t *next)
{
	uint64_t target = (uint64_t)next + (uint64_t)insn->imm;

	switch (insn->flow) {
	case EBPFC__FLOW_CALL: /* what is called must see, and return to, the address it always did */
		emit_push_imm64(c, (uint64_t)next);
		emit_jump(c, target);
		break;
	case EBPFC__FLOW_JMP:
		emit_jump(c, target);
		break;
	case EBPFC__FLOW_JCC:
		if (emit_reaches(c, target)) {
			EMIT(c, 0x0f, (uint8_t)(0x80 | (insn->opcode & 15)));
			emit_rel32(c, target);
		} else {
			EMIT(c, (uint8_t)(0x70 | ((insn->opcode & 15) ^ 1)), 14); /* the opposite, over the jump */
			EMIT(c, 0xff, 0x25, 0, 0, 0, 0);
			emit_u64(c, target);
		}
		break;
	default:
		return EBPFC__REFUSAL_LOOP;
	}
	return EBPFC__REFUSAL_NONE;
}

static enum ebpfc__refusal move_insn(struct code *c, const uint8_t *bytes, const uint8_t *source,
				     const struct ebpfc__insn *insn)
{
	uint8_t copy[EBPFC__INSN_MAX];
	const uint8_t *next = source + insn->length;

	if (ebpfc__insn_is_relative(insn))
		return move_branch(c, insn, next);
	memcpy(copy, bytes, insn->length);
	if (insn->flow == EBPFC__FLOW_CALL_INDIRECT) {
		emit_push_imm64(c, (uint64_t)next);
		copy[insn->opcode_at + 1] = (uint8_t)((insn->modrm & ~0x38) | 4 << 3); /* FF /2 is call, /4 is jmp */
	}
	if (insn->rip_relative) {
		uint64_t target = (uint64_t)next + (uint64_t)(int64_t)insn->disp;
		int64_t disp = (int64_t)(target - (emit_here(c) + insn->length));
		int32_t narrow = (int32_t)disp;

		if (disp != narrow)
			return EBPFC__REFUSAL_OUT_OF_REACH;
		memcpy(copy + insn->disp_at, &narrow, 4);
	}
	emit_bytes(c, copy, insn->length);
	return EBPFC__REFUSAL_NONE;
}

enum ebpfc__refusal ebpfc__relocate(struct ebpfc__window *window, uint8_t *code, uint64_t address, size_t *size)
{
	struct code c = { .write = code, .address = address, .room = (uint32_t)*size };
	struct ebpfc__insn insn;

	for (unsigned i = 0; i < window->count; i++) {
		const uint8_t *bytes = window->bytes + window->at[i];
		enum ebpfc__refusal refusal;

		window->moved[i] = (uint16_t)c.used;
		if (!ebpfc__decode(bytes, sizeof window->bytes - window->at[i], &insn))
			return EBPFC__REFUSAL_UNDECODABLE;
		refusal = move_insn(&c, bytes, window->start + window->at[i], &insn);
		if (refusal)
			return refusal;
	}
	if (!window->ends)
		emit_jump(&c, (uint64_t)(window->start + window->length));
	*size = c.used;
	return c.failed ? EBPFC__REFUSAL_OUT_OF_REACH : EBPFC__REFUSAL_NONE;
}
