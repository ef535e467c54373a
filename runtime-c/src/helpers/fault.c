/* SPDX-License-Identifier: MIT */
/*
 * Copies that recover from a fault. The handler looks whether the faulting instruction is one of ebpfc__fault_copy
 * and then lets that return -EFAULT; it touches nothing but the interrupted registers, so it is safe wherever and in
 * however many threads it runs. Every other signal goes to whoever was there before, as if this library were not.
 *
 * A handler is the process's, not ours: hence only for hosts that ask (ebpfc_catch_faults).
 */
#include "../loader/runtime.h"

#include "fault.h"

#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/ucontext.h>

/* ---- The copy ---- */

__asm__(".text\n"
	".p2align 4\n"
	".globl ebpfc__fault_copy\n"
	".hidden ebpfc__fault_copy\n"
	".type ebpfc__fault_copy, %function\n"
	"ebpfc__fault_copy:\n"
#if defined(__x86_64__)
	"	subq $8, %rdx\n"
	"	jb 2f\n"
	"1:	movq (%rsi), %rax\n"
	"	movq %rax, (%rdi)\n"
	"	addq $8, %rsi\n"
	"	addq $8, %rdi\n"
	"	subq $8, %rdx\n"
	"	jae 1b\n"
	"2:	addq $8, %rdx\n"
	"	je 4f\n"
	"3:	movb (%rsi), %al\n"
	"	movb %al, (%rdi)\n"
	"	incq %rsi\n"
	"	incq %rdi\n"
	"	decq %rdx\n"
	"	jne 3b\n"
	"4:	xorl %eax, %eax\n"
	"	ret\n"
#elif defined(__aarch64__)
	"	subs x2, x2, #8\n"
	"	b.lo 2f\n"
	"1:	ldr x3, [x1], #8\n"
	"	str x3, [x0], #8\n"
	"	subs x2, x2, #8\n"
	"	b.hs 1b\n"
	"2:	adds x2, x2, #8\n"
	"	b.eq 4f\n"
	"3:	ldrb w3, [x1], #1\n"
	"	strb w3, [x0], #1\n"
	"	subs x2, x2, #1\n"
	"	b.ne 3b\n"
	"4:	mov w0, #0\n"
	"	ret\n"
#elif defined(__riscv)
	"	li a4, 8\n"
	"	or a5, a0, a1\n" /* unaligned accesses may trap to slow emulation: bytes then */
	"	andi a5, a5, 7\n"
	"	bnez a5, 2f\n"
	"1:	bltu a2, a4, 2f\n"
	"	ld a3, 0(a1)\n"
	"	sd a3, 0(a0)\n"
	"	addi a1, a1, 8\n"
	"	addi a0, a0, 8\n"
	"	addi a2, a2, -8\n"
	"	j 1b\n"
	"2:	beqz a2, 4f\n"
	"3:	lbu a3, 0(a1)\n"
	"	sb a3, 0(a0)\n"
	"	addi a1, a1, 1\n"
	"	addi a0, a0, 1\n"
	"	addi a2, a2, -1\n"
	"	bnez a2, 3b\n"
	"4:	li a0, 0\n"
	"	ret\n"
#endif
	".hidden ebpfc__fault_copy_failed\n"
	".globl ebpfc__fault_copy_failed\n"
	"ebpfc__fault_copy_failed:\n"
#if defined(__x86_64__)
	"	movl $-14, %eax\n" /* -EFAULT */
	"	ret\n"
#elif defined(__aarch64__)
	"	mov w0, #-14\n"
	"	ret\n"
#elif defined(__riscv)
	"	li a0, -14\n"
	"	ret\n"
#endif
	".size ebpfc__fault_copy, .-ebpfc__fault_copy\n"
	".previous\n");

extern const char ebpfc__fault_copy_failed[] __attribute__((visibility("hidden")));

/* The interrupted thread's program counter. */
static uintptr_t pc_of(const ucontext_t *context)
{
#if defined(__x86_64__)
	return (uintptr_t)context->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
	return (uintptr_t)context->uc_mcontext.pc;
#else
	return (uintptr_t)context->uc_mcontext.__gregs[REG_PC];
#endif
}

static void set_pc(ucontext_t *context, uintptr_t pc)
{
#if defined(__x86_64__)
	context->uc_mcontext.gregs[REG_RIP] = (greg_t)pc;
#elif defined(__aarch64__)
	context->uc_mcontext.pc = pc;
#else
	context->uc_mcontext.__gregs[REG_PC] = pc;
#endif
}

/* ---- The handler ---- */

static struct previous {
	int signal;
	struct sigaction action; /* written before the handler is installed, constant while it is */
} previous[] = {{.signal = SIGSEGV}, {.signal = SIGBUS}};

static void on_fault(int signal, siginfo_t *info, void *context);

/* The signals blocked while `old` runs, as if it had been called in place of us. */
static void block_for(const struct sigaction *old, int signal, const ucontext_t *context)
{
	sigset_t mask = context->uc_sigmask;

	for (int i = 1; i < NSIG; i++)
		if (sigismember(&old->sa_mask, i) == 1 || (i == signal && !(old->sa_flags & SA_NODEFER)))
			sigaddset(&mask, i);
	pthread_sigmask(SIG_SETMASK, &mask, NULL);
}

/* What would have happened without us. */
static void hand_on(int signal, siginfo_t *info, void *context)
{
	const struct sigaction *old = &previous[signal == SIGSEGV ? 0 : 1].action;
	struct sigaction normal = {.sa_handler = SIG_DFL};

	block_for(old, signal, context);
	if (old->sa_flags & SA_SIGINFO) {
		old->sa_sigaction(signal, info, context);
	} else if (old->sa_handler == SIG_IGN && info->si_code <= 0) {
		return; /* sent by a process: a fault cannot be ignored */
	} else if (old->sa_handler != SIG_DFL && old->sa_handler != SIG_IGN) {
		old->sa_handler(signal);
	} else {
		/* The fault happens again on return, or the signal is sent again: this time for good. */
		sigaction(signal, &normal, NULL);
		if (info->si_code <= 0)
			raise(signal);
	}
}

static void on_fault(int signal, siginfo_t *info, void *context)
{
	uintptr_t pc = pc_of(context), begin = (uintptr_t)ebpfc__fault_copy;

	if (info->si_code > 0 && pc >= begin && pc < (uintptr_t)ebpfc__fault_copy_failed)
		set_pc(context, (uintptr_t)ebpfc__fault_copy_failed);
	else
		hand_on(signal, info, context);
}

static int install(struct previous *row)
{
	struct sigaction ours = {.sa_flags = SA_SIGINFO | SA_ONSTACK};

	if (sigaction(row->signal, NULL, &row->action) != 0)
		return -errno;
	if (row->action.sa_flags & SA_SIGINFO && row->action.sa_sigaction == on_fault)
		return 0;
	ours.sa_flags |= row->action.sa_flags & SA_RESTART;
	/* A handler that interrupts ours could not be helped when it reads what is not there. */
	sigfillset(&ours.sa_mask);
	ours.sa_sigaction = on_fault;
	return sigaction(row->signal, &ours, NULL) == 0 ? 0 : -errno;
}

/* The handler stays ours to answer for: this library must not be unloaded any more. */
static void stay_loaded(void)
{
	Dl_info self;
	void (*function)(int, siginfo_t *, void *) = on_fault;
	void *address;

	memcpy(&address, &function, sizeof(address));
	if (dladdr(address, &self) && self.dli_fname)
		dlopen(self.dli_fname, RTLD_NOW | RTLD_NOLOAD | RTLD_NODELETE);
}

/* ---- Who may rely on it ---- */

static atomic_uint catching; /* odd: on; raised by every change */
static _Thread_local unsigned int asked; /* for which value of `catching` this thread looked at its signal mask */
static _Thread_local bool ready;
static pthread_mutex_t changing = PTHREAD_MUTEX_INITIALIZER;

/* A fault while its signal is blocked ends the process, so such threads do not rely on it. */
static __attribute__((noinline)) bool ask(unsigned int now)
{
	sigset_t blocked;

	ready = (now & 1) && pthread_sigmask(SIG_SETMASK, NULL, &blocked) == 0 && !sigismember(&blocked, SIGSEGV) &&
		!sigismember(&blocked, SIGBUS);
	asked = now;
	return ready;
}

bool ebpfc__fault_ready(void)
{
	unsigned int now = atomic_load_explicit(&catching, memory_order_acquire);

	return __builtin_expect(asked == now, 1) ? ready : ask(now);
}

int ebpfc_catch_faults(bool on)
{
	int err = 0;

	pthread_mutex_lock(&changing);
	if (on && !(catching & 1)) {
		stay_loaded();
		for (size_t i = 0; i < sizeof(previous) / sizeof(previous[0]) && !err; i++)
			err = install(&previous[i]);
	}
	/* Off: the handlers stay, they do no harm and somebody may have kept their addresses. */
	if (!err && on != (catching & 1))
		atomic_fetch_add_explicit(&catching, 1, memory_order_release);
	pthread_mutex_unlock(&changing);
	return err ? ebpfc__fail(-err, "the handlers of SIGSEGV and SIGBUS cannot be set: %s", strerror(-err)) : 0;
}
