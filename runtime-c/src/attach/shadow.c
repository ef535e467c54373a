/* SPDX-License-Identifier: MIT */
/*
 * shadow.c - the slow paths. They run between a caller and a callee that know nothing of them, so they may touch
 * neither vector registers nor errno: no libc here, system calls are made directly.
 */
#define _GNU_SOURCE
#include "shadow.h"

#include "arena.h"
#include "thread.h"

#include <stdatomic.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>

#define FRAMES_MAX ((size_t)1 << 20) /* deepest recursion through return probes; reserved, not touched */
#define THREADS_MAX 8192u

/*
 * A frame this much below the stack pointer is one that was left, not one on another stack: two stacks that close
 * would mean that one of them is about to overflow.
 */
#define SAME_STACK 16384u

/* Until a thread has memory, its newest frame is this one, whose slot no stack pointer lies below. */
static struct ebpfc__frame nothing[2];

_Thread_local struct ebpfc__thread ebpfc__thread __attribute__((tls_model("initial-exec"), visibility("hidden"))) = {
	.top = nothing + 1,
	.limit = nothing + 1,
	.base = nothing + 1,
};

/* All shadow stacks, for functions that return on another thread than they were entered on. */
static struct {
	struct ebpfc__frame *_Atomic base;
	struct ebpfc__thread *owner;
} stacks[THREADS_MAX];

EBPFC__GENERAL_REGISTERS static long raw_syscall(long nr, long a, long b, long c, long d, long e, long f)
{
	register long r10 __asm__("r10") = d;
	register long r8 __asm__("r8") = e;
	register long r9 __asm__("r9") = f;
	long result;

	__asm__ volatile("syscall"
			 : "=a"(result)
			 : "a"(nr), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
			 : "rcx", "r11", "memory");
	return result;
}

EBPFC__GENERAL_REGISTERS int32_t ebpfc__thread_offset(size_t member)
{
	uint64_t self;

	__asm__("mov %%fs:0, %0" : "=r"(self));
	return (int32_t)((uint64_t)&ebpfc__thread + member - self);
}

/* What stands at an address that may not be mapped any more; 0 then. */
EBPFC__GENERAL_REGISTERS static uint64_t read_word(uint64_t address)
{
	uint64_t word = 0;
	struct iovec local = { &word, sizeof word }, remote = { (void *)address, sizeof word };
	long pid = raw_syscall(SYS_getpid, 0, 0, 0, 0, 0, 0);

	if (raw_syscall(SYS_process_vm_readv, pid, (long)&local, 1, (long)&remote, 1, 0) != (long)sizeof word)
		return 0;
	return word;
}

EBPFC__GENERAL_REGISTERS static bool give_memory(struct ebpfc__thread *t)
{
	long memory = raw_syscall(SYS_mmap, 0, FRAMES_MAX * sizeof(struct ebpfc__frame), PROT_READ | PROT_WRITE,
				  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (memory < 0 && memory > -4096)
		return false;
	t->base = (struct ebpfc__frame *)memory + 1;
	t->base[-1].slot = ~0ull; /* below every stack: the fast path needs no other end */
	t->limit = t->base + FRAMES_MAX - 2;
	t->top = t->base;
	for (unsigned i = 0; i < THREADS_MAX; i++) {
		struct ebpfc__frame *none = NULL;

		if (atomic_compare_exchange_strong(&stacks[i].base, &none, t->base)) {
			stacks[i].owner = t;
			break;
		}
	}
	return true;
}

/* A frame above the newest has slot 0: whoever claims it, a signal may come before it is filled. */
EBPFC__GENERAL_REGISTERS static void truncate_to(struct ebpfc__thread *t, struct ebpfc__frame *top)
{
	for (struct ebpfc__frame *f = top; f < t->top; f++)
		f->slot = 0;
	t->top = top;
}

/* Keeps frames that may still return: the newest for each slot, if our address is still there. */
EBPFC__GENERAL_REGISTERS static void collect(struct ebpfc__thread *t)
{
	struct ebpfc__frame *keep = t->base;

	for (struct ebpfc__frame *f = t->base; f < t->top; f++) {
		bool newer = false;

		for (struct ebpfc__frame *g = f + 1; g < t->top && g < f + 4096 && !newer; g++)
			newer = g->slot == f->slot && !ebpfc__arena_contains(g->ret);
		if (!newer && (!f->slot || ebpfc__arena_contains(read_word(f->slot))))
			*keep++ = *f;
	}
	truncate_to(t, keep);
}

EBPFC__GENERAL_REGISTERS uint64_t ebpfc__shadow_make_room(uint64_t slot)
{
	struct ebpfc__thread *t = &ebpfc__thread;
	uint64_t refused = 1;

	if (t->busy) {
		t->missed++;
		return 1;
	}
	t->busy = 1;
	if (t->base == nothing + 1 && !give_memory(t))
		goto out;
	while (t->top > t->base) {
		const struct ebpfc__frame *f = t->top - 1;

		if (!f->slot || f->slot > slot || slot - f->slot > SAME_STACK)
			break;
		/* A tail call: the function that was entered here jumps to another and will return after it. */
		if (f->slot == slot && ebpfc__arena_contains(*(const uint64_t *)slot))
			break;
		truncate_to(t, t->top - 1);
	}
	if (t->top >= t->limit)
		collect(t);
	refused = t->top >= t->limit;
out:
	t->missed += refused;
	t->busy = 0;
	return refused;
}

EBPFC__GENERAL_REGISTERS uint64_t ebpfc__guard_is_stale(uint64_t sp)
{
	struct ebpfc__thread *t = &ebpfc__thread;
	stack_t stack = { .ss_flags = 0 };

	if (t->guard >= sp)
		return 0;
	/* Below us, so left by longjmp; unless we are a signal handler on a stack that lies above. */
	if (raw_syscall(SYS_sigaltstack, 0, (long)&stack, 0, 0, 0, 0) == 0 && (stack.ss_flags & SS_ONSTACK))
		return 0;
	return sp - t->guard <= SAME_STACK;
}

/* Removes the newest frame of `slot` from a shadow stack that is in order but for frames left behind. */
EBPFC__GENERAL_REGISTERS static uint64_t take_from(struct ebpfc__thread *t, uint64_t slot)
{
	for (struct ebpfc__frame *f = t->top; f-- > t->base;) {
		struct ebpfc__frame *keep = f;
		uint64_t ret = f->ret;

		if (f->slot != slot)
			continue;
		for (struct ebpfc__frame *above = f + 1; above < t->top; above++)
			if (!above->slot || above->slot > slot || slot - above->slot > SAME_STACK)
				*keep++ = *above;
		truncate_to(t, keep);
		return ret;
	}
	return 0;
}

EBPFC__GENERAL_REGISTERS uint64_t ebpfc__shadow_take(uint64_t slot)
{
	uint64_t ret = take_from(&ebpfc__thread, slot);

	for (unsigned i = 0; !ret && i < THREADS_MAX; i++) {
		struct ebpfc__frame *base = atomic_load(&stacks[i].base);

		for (struct ebpfc__frame *f = base; f && f < stacks[i].owner->top && !ret; f++)
			if (f->slot == slot) {
				ret = f->ret;
				f->slot = 8; /* no stack is there: its owner drops the frame */
			}
	}
	if (!ret)
		__builtin_trap(); /* nobody knows where to return to */
	return ret;
}

EBPFC__GENERAL_REGISTERS uint64_t ebpfc__shadow_restore(void *context, void *self)
{
	struct ebpfc__thread *t = &ebpfc__thread;

	(void)context;
	(void)self;
	/* Newest first: where functions tail-called each other, the oldest frame of a slot has the real address. */
	for (struct ebpfc__frame *f = t->top; f-- > t->base;) {
		if (f->slot < 4096 || !ebpfc__arena_contains(read_word(f->slot)))
			continue;
		*(uint64_t *)f->slot = f->ret;
		t->missed++;
	}
	return 0;
}

EBPFC__GENERAL_REGISTERS void ebpfc__shadow_visit(void (*visit)(uint64_t word))
{
	const struct ebpfc__thread *t = &ebpfc__thread;

	for (const struct ebpfc__frame *f = t->base; f < t->top; f++)
		if (f->slot >= 4096)
			visit(read_word(f->slot));
}

EBPFC__GENERAL_REGISTERS void ebpfc__shadow_visit_all(void (*visit)(uint64_t word))
{
	for (unsigned i = 0; i < THREADS_MAX; i++) {
		const struct ebpfc__frame *base = atomic_load(&stacks[i].base);

		for (const struct ebpfc__frame *f = base; f && f < stacks[i].owner->top; f++)
			if (f->slot >= 4096)
				visit(read_word(f->slot));
	}
}
