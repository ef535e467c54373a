/* SPDX-License-Identifier: MIT */
#include "stub.h"

#include "../src/attach/emit_x86_64.h"

#include <dlfcn.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#define FIELD(name) ((int32_t)offsetof(struct stub_data, name))
#define XSAVE_MASK 0x2e7u /* x87, SSE, AVX, AVX-512, protection keys */
#define XSAVE_BYTES 4096  /* more than those states need */

/* The C library's function may be gigabytes away. */
static void call_far(struct code *c, uint64_t function)
{
	emit_move_imm(c, RAX, function);
	EMIT(c, 0xff, 0xd0);
}

static void set_state(struct code *c, enum stub_state state)
{
	emit_store_imm(c, (int32_t)state, RBX, FIELD(state));
}

static void test_rax(struct code *c)
{
	EMIT(c, 0x48, 0x85, 0xc0);
}

/* void *boot(struct stub_data *data): an ordinary thread of the target. */
static void write_boot(struct code *c, const struct target *target)
{
	struct label no_library = { .count = 0 }, no_entry = { .count = 0 }, fail = { .count = 0 }, out = { .count = 0 };

	EMIT(c, 0x53); /* push %rbx */
	emit_move(c, RBX, RDI);
	set_state(c, STUB_RUNNING);
	emit_lea(c, RDI, RBX, FIELD(library));
	emit_move_imm(c, RSI, RTLD_NOW);
	call_far(c, target->dlopen);
	test_rax(c);
	emit_jump_if(c, IF_EQUAL, &no_library);
	emit_move(c, RDI, RAX);
	emit_lea(c, RSI, RBX, FIELD(entry));
	call_far(c, target->dlsym);
	test_rax(c);
	emit_jump_if(c, IF_EQUAL, &no_entry);
	emit_lea(c, RDI, RBX, FIELD(argument));
	EMIT(c, 0xff, 0xd0); /* call *%rax */
	emit_store(c, RAX, RBX, FIELD(result));
	set_state(c, STUB_DONE);
	emit_jump_label(c, &out);
	emit_label(c, &no_library);
	emit_move_imm(c, RAX, STUB_NO_LIBRARY);
	emit_jump_label(c, &fail);
	emit_label(c, &no_entry);
	emit_move_imm(c, RAX, STUB_NO_ENTRY);
	emit_label(c, &fail);
	EMIT(c, 0x50, 0x50); /* push %rax, twice for alignment */
	call_far(c, target->dlerror);
	emit_move(c, RSI, RAX);
	emit_lea(c, RDI, RBX, FIELD(error));
	emit_move_imm(c, RCX, sizeof((struct stub_data *)0)->error - 1);
	EMIT(c, 0xac, 0xaa, 0x84, 0xc0, 0xe0, 0xfa); /* 1: lodsb; stosb; test %al, %al; loopne 1b */
	EMIT(c, 0x58, 0x59);                         /* pop %rax; pop %rcx */
	emit_store(c, RAX, RBX, FIELD(state));
	emit_label(c, &out);
	EMIT(c, 0x31, 0xc0, 0x5b, 0xc3); /* xor %eax, %eax; pop %rbx; ret */
}

static const uint8_t saved[] = { RAX, RCX, RDX, RBX, RBP, RSI, RDI, R8, R9, R10, R11, R12, R13, R14, R15 };

static void push(struct code *c, unsigned reg)
{
	if (reg >= 8)
		EMIT(c, 0x41);
	EMIT(c, (uint8_t)(0x50 | (reg & 7)));
}

static void pop(struct code *c, unsigned reg)
{
	if (reg >= 8)
		EMIT(c, 0x41);
	EMIT(c, (uint8_t)(0x58 | (reg & 7)));
}

static void xsave(struct code *c, uint8_t modrm)
{
	EMIT(c, 0xb8);
	emit_u32(c, XSAVE_MASK);
	EMIT(c, 0x31, 0xd2, 0x48, 0x0f, 0xae, modrm, 0x24); /* xor %edx, %edx; xsave64 or xrstor64 (%rsp) */
}

static void system_call(struct code *c, uint32_t nr)
{
	emit_move_imm(c, RAX, nr);
	EMIT(c, 0x0f, 0x05);
}

static void back_to(struct code *c, uint32_t target)
{
	EMIT(c, 0x0f, 0x85); /* jne */
	emit_rel32(c, c->address + target);
}

uint32_t stub_write_way_in(uint8_t code[STUB_WAY_IN_MAX], uint64_t base, const struct stub_resume *resume)
{
	struct code c = { .write = code, .address = base, .room = STUB_WAY_IN_MAX };
	struct label ready = { .count = 0 }, back = { .count = 0 };
	const int32_t mailbox = 8 * ((int32_t)sizeof saved + 1);
	uint32_t turn;

	EMIT(&c, 0x9c); /* pushfq */
	for (unsigned i = 0; i < sizeof saved; i++)
		push(&c, saved[i]);
	emit_move(&c, RBP, RSP);
	EMIT(&c, 0xfc); /* cld */
	/* Block signals; the old mask is at -16(%rbp). */
	emit_lea(&c, RSP, RSP, -32);
	emit_store_imm(&c, -1, RSP, 0);
	emit_move_imm(&c, RDI, 2); /* SIG_SETMASK */
	emit_move(&c, RSI, RSP);
	emit_lea(&c, RDX, RBP, -16);
	emit_move_imm(&c, R10, 8);
	system_call(&c, SYS_rt_sigprocmask);
	EMIT(&c, 0x31, 0xff); /* xor %edi, %edi */
	emit_move_imm(&c, RSI, STUB_BYTES);
	emit_move_imm(&c, RDX, PROT_READ | PROT_WRITE);
	emit_move_imm(&c, R10, MAP_PRIVATE | MAP_ANONYMOUS);
	EMIT(&c, 0x49, 0x83, 0xc8, 0xff); /* or $-1, %r8 */
	EMIT(&c, 0x45, 0x31, 0xc9);       /* xor %r9d, %r9d */
	system_call(&c, SYS_mmap);
	emit_store(&c, RAX, RBP, mailbox);
	emit_move(&c, RBX, RAX);
	EMIT(&c, 0x48, 0x3d, 0, 0xf0, 0xff, 0xff); /* cmp $-4096, %rax */
	emit_jump_if(&c, IF_ABOVE_OR_EQUAL, &back);
	/* Wait for the second piece, a millisecond at a time. */
	emit_move_imm(&c, R12, STUB_WAIT_MS);
	turn = c.used;
	emit_store_imm(&c, 0, RSP, 0);
	emit_store_imm(&c, 1000000, RSP, 8);
	emit_memory(&c, 0x83, 7, RBX, (int32_t)STUB_CODE_BYTES + FIELD(state)); /* cmpq $0, state */
	EMIT(&c, 0);
	emit_jump_if(&c, IF_NOT_EQUAL, &ready);
	/* Not nanosleep: it would forget how to go on with the one that we may have interrupted. */
	EMIT(&c, 0x31, 0xff, 0x31, 0xf6, 0x31, 0xd2, 0x45, 0x31, 0xd2, 0x45, 0x31, 0xc9); /* rdi, rsi, rdx, r10, r9: 0 */
	emit_move(&c, R8, RSP);
	system_call(&c, SYS_pselect6);
	EMIT(&c, 0x49, 0xff, 0xcc); /* dec %r12 */
	back_to(&c, turn);
	emit_move(&c, RDI, RBX);
	emit_move_imm(&c, RSI, STUB_BYTES);
	system_call(&c, SYS_munmap);
	emit_jump_label(&c, &back);
	emit_label(&c, &ready);
	emit_move(&c, RDI, RBX);
	emit_move_imm(&c, RSI, STUB_CODE_BYTES);
	emit_move_imm(&c, RDX, PROT_READ | PROT_EXEC);
	system_call(&c, SYS_mprotect);
	emit_lea(&c, RSP, RBX, (int32_t)STUB_BYTES);
	EMIT(&c, 0xff, 0xd3); /* call *%rbx */
	emit_label(&c, &back);
	/* As it was before us. */
	emit_lea(&c, RSP, RBP, -16);
	emit_move_imm(&c, RDI, 2);
	emit_move(&c, RSI, RSP);
	EMIT(&c, 0x31, 0xd2); /* xor %edx, %edx */
	emit_move_imm(&c, R10, 8);
	system_call(&c, SYS_rt_sigprocmask);
	emit_move(&c, RSP, RBP);
	for (unsigned i = sizeof saved; i-- > 0;)
		pop(&c, saved[i]);
	EMIT(&c, 0x9d);             /* popfq */
	EMIT(&c, 0x48, 0x8b, 0x25); /* mov 6(%rip), %rsp */
	emit_u32(&c, 6);
	EMIT(&c, 0xff, 0x25); /* jmp *8(%rip) */
	emit_u32(&c, 8);
	emit_u64(&c, resume->rsp);
	emit_u64(&c, resume->rip);
	return c.failed ? 0 : c.used;
}

uint32_t stub_write(uint8_t code[STUB_CODE_BYTES], uint64_t base, const struct target *target)
{
	struct code c = { .write = code, .address = base, .room = STUB_CODE_BYTES };
	struct label boot = { .count = 0 }, fine = { .count = 0 }, none = { .count = 0 };

	/* Called on the stack of the mapped memory, which is fresh: the header of the saved state is zero. */
	EMIT(&c, 0x53); /* push %rbx */
	EMIT(&c, 0x55); /* push %rbp */
	emit_move(&c, RBP, RSP);
	emit_move_imm(&c, RBX, base + STUB_CODE_BYTES);
	EMIT(&c, 0x48, 0x83, 0xe4, 0xc0); /* and $-64, %rsp */
	emit_lea(&c, RSP, RSP, -XSAVE_BYTES);
	xsave(&c, 0x24);
	emit_lea(&c, RDI, RBX, FIELD(thread));
	EMIT(&c, 0x31, 0xf6);       /* xor %esi, %esi */
	EMIT(&c, 0x48, 0x8d, 0x15); /* lea boot(%rip), %rdx */
	emit_label_use(&c, &boot);
	emit_move(&c, RCX, RBX);
	call_far(&c, target->pthread_create);
	EMIT(&c, 0x85, 0xc0); /* test %eax, %eax */
	emit_jump_if(&c, IF_EQUAL, &fine);
	set_state(&c, STUB_NO_THREAD);
	emit_jump_label(&c, &none);
	emit_label(&c, &fine);
	emit_load(&c, RDI, RBX, FIELD(thread));
	call_far(&c, target->pthread_detach);
	emit_label(&c, &none);
	xsave(&c, 0x2c);
	emit_move(&c, RSP, RBP);
	EMIT(&c, 0x5d, 0x5b, 0xc3); /* pop %rbp; pop %rbx; ret */
	emit_label(&c, &boot);
	write_boot(&c, target);
	return c.failed ? 0 : c.used;
}
