/* SPDX-License-Identifier: MIT */
#include "syscalls.h"

#include "decode.h"

#include <stdbool.h>
#include <string.h>

#define HISTORY 6u     /* instructions looked back for the number */
#define JUMP_BYTES 5u

struct past {
	uint64_t offset;
	int32_t nr;     /* when it loads a constant into eax */
	bool loads, straight;
};

/* mov $imm32, %eax; xor %eax, %eax; mov $imm32, %rax */
static bool loads_eax(const uint8_t *code, const struct ebpfc__insn *insn, int32_t *nr)
{
	if (insn->length == 5 && code[0] == 0xb8) {
		*nr = (int32_t)insn->imm;
		return true;
	}
	if (insn->length == 2 && (code[0] == 0x31 || code[0] == 0x33) && code[1] == 0xc0) {
		*nr = 0;
		return true;
	}
	if (insn->length == 7 && code[0] == 0x48 && code[1] == 0xc7 && code[2] == 0xc0) {
		*nr = (int32_t)insn->imm;
		return true;
	}
	return false;
}

static bool is_nop(const struct ebpfc__insn *insn)
{
	return (insn->map == EBPFC__MAP_ONE && insn->opcode == 0x90) || (insn->map == EBPFC__MAP_0F && insn->opcode == 0x1f);
}

/* The shortest run of instructions right before that has room for a jump. */
static uint64_t choose_window(const struct past *past, uint64_t address, uint64_t at)
{
	for (unsigned k = 0; k < 3 && past[k].straight; k++)
		if (at - past[k].offset >= JUMP_BYTES)
			return address + past[k].offset;
	return 0;
}

static int32_t choose_number(const struct past *past)
{
	for (unsigned k = 0; k < HISTORY && past[k].straight; k++)
		if (past[k].loads)
			return past[k].nr;
	return EBPFC__ANY_SYSCALL;
}

size_t ebpfc__find_syscalls(const uint8_t *code, uint64_t address, size_t size, struct ebpfc__syscall_site *sites,
			    size_t room)
{
	struct past past[HISTORY] = { 0 }; /* the newest first */
	struct ebpfc__insn insn;
	size_t count = 0;

	for (uint64_t at = 0; at < size;) {
		unsigned length = ebpfc__decode(code + at, size - at, &insn);

		if (!length) {
			memset(past, 0, sizeof past);
			at++;
			continue;
		}
		if (insn.flow == EBPFC__FLOW_SYSCALL) {
			if (count < room)
				sites[count] = (struct ebpfc__syscall_site){
					.address = address + at,
					.window = choose_window(past, address, at),
					.nr = choose_number(past),
				};
			count++;
		}
		memmove(past + 1, past, sizeof past - sizeof *past);
		/* Behind padding something may begin that is called from elsewhere. */
		past[0] = (struct past){ .offset = at, .straight = insn.flow == EBPFC__FLOW_NEXT && !is_nop(&insn) };
		past[0].loads = loads_eax(code + at, &insn, &past[0].nr);
		at += length;
	}
	return count;
}
