/* SPDX-License-Identifier: MIT */
/*
 * relocate_aarch64.c - encodings from the Arm Architecture Reference Manual, C4.1: what counts from the program counter
 * is replaced by a load of the value it computes; everything else stays as it is.
 */
#include "relocate_aarch64.h"

#include <stdbool.h>

#define NOP 0xd503201fu
#define LDR_X(rt, words) (0x58000000u | (uint32_t)(words) << 5 | (uint32_t)(rt)) /* ldr xRT, . + 4 * words */
#define BR(rn) (0xd61f0000u | (uint32_t)(rn) << 5)
#define B(words) (0x14000000u | ((uint32_t)(words) & 0x3ffffffu))
#define X16 16u
#define X30 30u

/* Bits `low` to `low + size - 1`, sign extended. */
static int64_t field(uint32_t insn, unsigned low, unsigned size)
{
	return (int64_t)((uint64_t)insn << (64 - low - size)) >> (64 - size);
}

struct writer {
	uint32_t *out;
	size_t count;
};

static void put(struct writer *w, uint32_t insn)
{
	w->out[w->count++] = insn;
}

static void put_literal(struct writer *w, uint64_t value)
{
	put(w, (uint32_t)value);
	put(w, (uint32_t)(value >> 32));
}

uint32_t ebpfc__aarch64_branch(uint64_t from, uint64_t to)
{
	int64_t words = (int64_t)(to - from) / 4;

	return words >= -(1 << 25) && words < 1 << 25 ? B(words) : 0;
}

/* Goes to an address from word `w->count`, by a branch if it reaches. */
static void put_jump(struct writer *w, uint64_t at, uint64_t target)
{
	uint32_t branch = ebpfc__aarch64_branch(at + 4 * w->count, target);

	if (branch) {
		put(w, branch);
		return;
	}
	put(w, LDR_X(X16, 2));
	put(w, BR(X16));
	put_literal(w, target);
}

/* rt = value */
static void put_constant(struct writer *w, uint32_t rt, uint64_t value)
{
	put(w, LDR_X(rt, 2));
	put(w, B(3));
	put_literal(w, value);
}

/* A conditional branch, its distance field cleared: taken, it skips the jump over the veneer. */
static void put_conditional(struct writer *w, uint64_t at, uint32_t two_ahead, uint64_t target)
{
	size_t skip;

	put(w, two_ahead);
	skip = w->count;
	put(w, 0);
	put_jump(w, at, target);
	w->out[skip] = B(w->count - skip);
}

/* ldr (literal): integer registers are their own address; vector registers need x16. */
static bool put_literal_load(struct writer *w, uint32_t insn, uint64_t address)
{
	static const uint32_t integer[] = { 0xb9400000u, 0xf9400000u, 0xb9800000u }; /* ldr w, ldr x, ldrsw, [xN] */
	static const uint32_t vector[] = { 0xbd400000u, 0xfd400000u, 0x3dc00000u };  /* ldr s, ldr d, ldr q, [xN] */
	uint32_t size = insn >> 30, rt = insn & 31, base = rt;

	if (insn >> 26 & 1) {
		if (size == 3)
			return false;
		put_constant(w, X16, address);
		put(w, vector[size] | X16 << 5 | rt);
		return true;
	}
	if (size == 3) { /* prfm: a hint, left out */
		put(w, NOP);
		return true;
	}
	if (rt == 31)
		base = X16;
	put_constant(w, base, address);
	put(w, integer[size] | base << 5 | rt);
	return true;
}

size_t ebpfc__aarch64_relocate(uint32_t insn, uint64_t from, uint64_t to, uint32_t out[EBPFC__AARCH64_MOVED_MAX])
{
	struct writer w = { .out = out };

	if ((insn & 0x7c000000u) == 0x14000000u) { /* b, bl */
		if (insn >> 31)
			put_constant(&w, X30, from + 4);
		put_jump(&w, to, from + (uint64_t)(4 * field(insn, 0, 26)));
	} else if ((insn & 0xff000000u) == 0x54000000u) { /* b.cond, bc.cond */
		put_conditional(&w, to, (insn & ~(0x7ffffu << 5)) | 2u << 5, from + (uint64_t)(4 * field(insn, 5, 19)));
	} else if ((insn & 0x7e000000u) == 0x34000000u) { /* cbz, cbnz */
		put_conditional(&w, to, (insn & ~(0x7ffffu << 5)) | 2u << 5, from + (uint64_t)(4 * field(insn, 5, 19)));
	} else if ((insn & 0x7e000000u) == 0x36000000u) { /* tbz, tbnz */
		put_conditional(&w, to, (insn & ~(0x3fffu << 5)) | 2u << 5, from + (uint64_t)(4 * field(insn, 5, 14)));
	} else if ((insn & 0x1f000000u) == 0x10000000u) { /* adr, adrp */
		int64_t distance = field(insn, 5, 19) * 4 + (insn >> 29 & 3);

		if (insn >> 31)
			put_constant(&w, insn & 31, (from & ~0xfffull) + (uint64_t)(distance * 4096));
		else
			put_constant(&w, insn & 31, from + (uint64_t)distance);
	} else if ((insn & 0x3b000000u) == 0x18000000u) { /* ldr (literal) */
		if (!put_literal_load(&w, insn, from + (uint64_t)(4 * field(insn, 5, 19))))
			return 0;
	} else if ((insn & 0xfffffc1fu) == 0xd63f0000u) { /* blr */
		if ((insn >> 5 & 31) == X30)
			return 0;
		put_constant(&w, X30, from + 4);
		put(&w, BR(insn >> 5 & 31));
	} else if ((insn & 0xfe9f0000u) == 0xd61f0000u && (insn & 0xfffffc1fu) != 0xd61f0000u &&
		   (insn & 0xfffffc1fu) != 0xd65f0000u) { /* braa, blraa and such: signed addresses stay where they are */
		return 0;
	} else {
		put(&w, insn);
	}
	return w.count;
}
