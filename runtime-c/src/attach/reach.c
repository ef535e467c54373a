/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "reach.h"

#include "decode.h"
#include "relocate.h"

#include <link.h>

#define FUNCTIONS_MAX 256u

struct segment {
	uint64_t start, end;
};

struct work {
	uint64_t functions[FUNCTIONS_MAX];
	unsigned count;
};

/* Of the executable segment that holds `start`, its ends. */
static int find_segment(struct dl_phdr_info *info, size_t size, void *arg)
{
	struct segment *segment = arg;

	(void)size;
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *header = &info->dlpi_phdr[i];
		uint64_t start = info->dlpi_addr + header->p_vaddr;

		if (header->p_type != PT_LOAD || !(header->p_flags & PF_X) || segment->start - start >= header->p_memsz)
			continue;
		segment->start = start;
		segment->end = start + header->p_memsz;
		return 1;
	}
	return 0;
}

static bool add(struct work *work, uint64_t function)
{
	for (unsigned i = 0; i < work->count; i++)
		if (work->functions[i] == function)
			return true;
	if (work->count == FUNCTIONS_MAX)
		return false;
	work->functions[work->count++] = function;
	return true;
}

/* Through a table of addresses in the function itself; a jump through a slot is a call in tail position. */
static bool is_table_jump(const struct ebpfc__insn *insn)
{
	return insn->flow == EBPFC__FLOW_JMP_INDIRECT && (insn->modrm >> 6 == 3 || (insn->modrm & 7) == 4);
}

static bool sweep(struct work *work, uint64_t function, const struct segment *segment)
{
	size_t room = segment->end - function;
	uint64_t size = ebpfc__function_size((const uint8_t *)function, room);
	struct ebpfc__insn insn;

	if (!size)
		return false;
	for (uint64_t at = function; at < function + size; at += insn.length) {
		uint64_t target;

		if (!ebpfc__decode((const uint8_t *)at, function + size - at, &insn) || ebpfc__insn_uses_vectors(&insn) ||
		    is_table_jump(&insn))
			return false;
		if (!ebpfc__insn_is_relative(&insn))
			continue;
		target = at + insn.length + (uint64_t)insn.imm;
		if (target - function < size)
			continue;
		if (target - segment->start >= segment->end - segment->start || !add(work, target))
			return false;
	}
	return true;
}

bool ebpfc__reaches_no_vectors(uint64_t entry)
{
	struct segment segment = { .start = entry };
	struct work work = { .functions = { entry }, .count = 1 };

	if (!dl_iterate_phdr(find_segment, &segment))
		return false;
	for (unsigned i = 0; i < work.count; i++)
		if (!sweep(&work, work.functions[i], &segment))
			return false;
	return true;
}

#define MOVABLE_MAX 1024u

size_t ebpfc__movable_size(uint64_t entry, bool *falls_through)
{
	size_t size = ebpfc__function_size((const uint8_t *)entry, MOVABLE_MAX);
	unsigned returns = 0;
	struct ebpfc__insn insn = { .length = 0 };

	for (uint64_t at = entry; at < entry + size; at += insn.length) {
		uint64_t target;

		if (!ebpfc__decode((const uint8_t *)at, entry + size - at, &insn) || insn.rip_relative ||
		    insn.flow == EBPFC__FLOW_CALL || insn.flow == EBPFC__FLOW_JMP_INDIRECT)
			return 0;
		target = at + insn.length + (uint64_t)insn.imm;
		if (ebpfc__insn_is_relative(&insn) && target - entry >= size)
			return 0;
		returns += insn.flow == EBPFC__FLOW_RET;
	}
	*falls_through = returns == 1 && insn.flow == EBPFC__FLOW_RET && insn.length == 1;
	return size;
}
