/* SPDX-License-Identifier: MIT */
#include "entered.h"

#include "decode.h"

#include <stdlib.h>
#include <string.h>

#define NEAR 128u    /* reach of a rel8 branch */
#define IN_STEP 64u  /* bytes after which a decoder that began between two instructions is in step again */

static bool inside(const struct ebpfc__window *window, uint64_t target)
{
	uint64_t start = (uint64_t)window->start;

	return target > start && target < start + window->need;
}

static void mark_target(struct ebpfc__entered *rows, size_t count, uint64_t target)
{
	for (size_t i = 0; i < count; i++)
		rows[i].entered |= inside(rows[i].window, target);
}

/* One bit for every byte of the region that lies inside a window. */
static uint8_t *map_windows(const struct ebpfc__region *region, const struct ebpfc__entered *rows, size_t count)
{
	uint8_t *bits = calloc((region->end - region->start) / 8 + 1, 1);

	for (size_t i = 0; bits && i < count; i++)
		for (unsigned k = 1; k < rows[i].window->need; k++) {
			uint64_t at = (uint64_t)rows[i].window->start + k - region->start;

			bits[at / 8] |= (uint8_t)(1u << at % 8);
		}
	return bits;
}

/* E8 and E9, or 0F 80 to 0F 8F, before the distance. */
static bool is_far_branch(const uint8_t *distance)
{
	return (distance[-1] & 0xfe) == 0xe8 || (distance[-2] == 0x0f && (distance[-1] & 0xf0) == 0x80);
}

static void find_near(const struct ebpfc__region *region, struct ebpfc__entered *row)
{
	uint64_t start = (uint64_t)row->window->start, low = start - region->start, high = region->end - start;
	const uint8_t *at = row->window->start - (low < NEAR + IN_STEP ? low : NEAR + IN_STEP);
	const uint8_t *end = row->window->start + (high < NEAR + 8 ? high : NEAR + 8);
	struct ebpfc__insn insn;

	while (at < end) {
		unsigned length = ebpfc__decode(at, (size_t)(end - at), &insn);

		if (length && insn.imm_size == 1 && ebpfc__insn_is_relative(&insn))
			row->entered |= inside(row->window, (uint64_t)at + length + (uint64_t)insn.imm);
		at += length ? length : 1;
	}
}

bool ebpfc__find_entered(const struct ebpfc__region *region, struct ebpfc__entered *rows, size_t count)
{
	const uint8_t *code = (const uint8_t *)region->start;
	uint64_t size = region->end - region->start;
	uint8_t *bits;

	for (size_t i = 0; i < count; i++)
		find_near(region, &rows[i]);
	bits = map_windows(region, rows, count);
	if (!bits)
		return false;
	for (uint64_t at = 2; at + 4 <= size; at++) {
		int32_t distance;
		uint64_t target;

		if (!is_far_branch(code + at))
			continue;
		memcpy(&distance, code + at, 4);
		target = at + 4 + (uint64_t)(int64_t)distance;
		if (target < size && (bits[target / 8] >> target % 8 & 1))
			mark_target(rows, count, region->start + target);
	}
	free(bits);
	return true;
}
