/* SPDX-License-Identifier: MIT */
#include "thunk_x86_64.h"

#include "vectors_x86_64.h"

#include <errno.h>

#define REACH 0x7f000000ull
#define THUNK_MAX 512u

/* errno lies at the same distance from the thread pointer in every thread: libc's block is allocated with the thread. */
static int32_t errno_offset(void)
{
	uint64_t self;

	__asm__("mov %%fs:0, %0" : "=r"(self));
	return (int32_t)((uint64_t)&errno - self);
}

static void write_thunk(struct code *c, uint64_t function)
{
	EMIT(c, 0x41, 0x54); /* push %r12 */
	EMIT(c, 0x53);       /* push %rbx */
	EMIT(c, 0x64, 0x8b, 0x1c, 0x25); /* mov %fs:errno, %ebx */
	emit_u32(c, (uint32_t)errno_offset());
	emit_move(c, R10, RDX);
	save_vectors(c);
	emit_move(c, RDX, R10);
	emit_call(c, function);
	emit_move(c, R11, RAX);
	restore_vectors(c);
	emit_move(c, RAX, R11);
	EMIT(c, 0x64, 0x89, 0x1c, 0x25); /* mov %ebx, %fs:errno */
	emit_u32(c, (uint32_t)errno_offset());
	EMIT(c, 0x5b);       /* pop %rbx */
	EMIT(c, 0x41, 0x5c); /* pop %r12 */
	EMIT(c, 0xc3);
}

enum ebpfc__refusal ebpfc__thunk_build(uint64_t function, struct ebpfc__block *block)
{
	if (ebpfc__arena_take(function, REACH, THUNK_MAX, block))
		return EBPFC__REFUSAL_OUT_OF_REACH;

	struct code c = { .write = block->write, .address = block->address, .room = (uint32_t)block->size };

	write_thunk(&c, function);
	if (!c.failed)
		return EBPFC__REFUSAL_NONE;
	ebpfc__arena_give(block);
	return EBPFC__REFUSAL_OUT_OF_REACH;
}
