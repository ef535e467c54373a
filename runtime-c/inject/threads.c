/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "threads.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define STACK_SCAN 16384u /* bytes of stack searched for signal frames and the linker */

static bool known(const struct threads *threads, pid_t tid)
{
	for (size_t i = 0; i < threads->count; i++)
		if (threads->rows[i].tid == tid)
			return true;
	return false;
}

/* Seizes threads not seized yet; returns how many, or -errno. */
static int seize_new(struct threads *threads)
{
	char path[64];
	struct dirent *entry;
	int added = 0;
	DIR *tasks;

	snprintf(path, sizeof path, "/proc/%d/task", (int)threads->target->pid);
	tasks = opendir(path);
	if (!tasks)
		return -errno;
	while ((entry = readdir(tasks)) != NULL) {
		pid_t tid = atoi(entry->d_name);
		struct tracee *more;

		if (tid <= 0 || known(threads, tid))
			continue;
		if (ptrace(PTRACE_SEIZE, tid, NULL, PTRACE_O_TRACESYSGOOD) < 0) {
			if (errno == ESRCH)
				continue;
			added = -errno;
			break;
		}
		more = realloc(threads->rows, (threads->count + 1) * sizeof *more);
		if (!more) {
			added = -ENOMEM;
			break;
		}
		threads->rows = more;
		threads->rows[threads->count++] = (struct tracee){ .tid = tid };
		added++;
	}
	closedir(tasks);
	return added;
}

int threads_seize(struct threads *threads, const struct target *target)
{
	int added;

	memset(threads, 0, sizeof *threads);
	threads->target = target;
	do {
		added = seize_new(threads);
	} while (added > 0);
	if (added < 0)
		threads_release(threads);
	return added;
}

/* What a stop was. */
enum stop { STOP_NONE, STOP_SYSCALL, STOP_EVENT, STOP_SIGNAL, STOP_GONE };

static enum stop poll_stop(struct tracee *t)
{
	int status;
	pid_t got = waitpid(t->tid, &status, __WALL | WNOHANG);

	if (got != t->tid)
		return STOP_NONE;
	if (!WIFSTOPPED(status)) {
		t->gone = true;
		return STOP_GONE;
	}
	t->stopped = true;
	if (WSTOPSIG(status) == (SIGTRAP | 0x80))
		return STOP_SYSCALL;
	if (status >> 16)
		return STOP_EVENT;
	t->pending = WSTOPSIG(status);
	return STOP_SIGNAL;
}

/* Interrupts one thread and waits for it. False when it is gone or sits in an uninterruptible call. */
static bool interrupt(struct tracee *t, unsigned milliseconds)
{
	struct timespec pause = { 0, 200000 };

	if (t->stopped)
		return true;
	if (t->gone || ptrace(PTRACE_INTERRUPT, t->tid, NULL, NULL) < 0)
		return false;
	for (unsigned turn = 0; turn < 5 * milliseconds; turn++) {
		if (poll_stop(t) != STOP_NONE)
			return t->stopped;
		nanosleep(&pause, NULL);
	}
	return false;
}

static void resume(struct tracee *t, int request)
{
	if (!t->stopped || t->gone)
		return;
	ptrace((enum __ptrace_request)request, t->tid, NULL, (void *)(intptr_t)t->pending);
	t->pending = 0;
	t->stopped = false;
}

/* Calls that wait for something outside and are not made with a lock of the allocator or linker held. */
static bool waits_outside(uint64_t nr)
{
	switch (nr) {
	case SYS_poll:
	case SYS_ppoll:
	case SYS_select:
	case SYS_pselect6:
	case SYS_epoll_wait:
	case SYS_epoll_pwait:
	case SYS_nanosleep:
	case SYS_clock_nanosleep:
	case SYS_accept:
	case SYS_accept4:
	case SYS_recvfrom:
	case SYS_recvmsg:
	case SYS_sendto:
	case SYS_sendmsg:
	case SYS_wait4:
	case SYS_waitid:
	case SYS_pause:
	case SYS_rt_sigtimedwait:
	case SYS_restart_syscall: /* one of these with a time limit, or a wait on a condition */
	case SYS_read:
	case SYS_write:
		return true;
	}
	return false;
}

/* Besides these: calls that end at once and that nobody makes under such a lock. */
static bool is_harmless(uint64_t nr)
{
	switch (nr) {
	case SYS_getpid:
	case SYS_getppid:
	case SYS_gettid:
	case SYS_getuid:
	case SYS_sched_yield:
	case SYS_clock_gettime:
	case SYS_gettimeofday:
	case SYS_times:
	case SYS_getrusage:
	case SYS_writev:
	case SYS_readv:
	case SYS_lseek:
	case SYS_ioctl:
		return true;
	}
	return waits_outside(nr);
}

/*
 * A signal handler may have interrupted the allocator, and a constructor runs under the linker's lock: neither may be
 * below us. The restorer of a signal frame is code: mov $15, %rax; syscall.
 */
static bool stack_is_clear(const struct target *target, uint64_t sp)
{
	static const uint8_t restorer[] = { 0x48, 0xc7, 0xc0, 15, 0, 0, 0, 0x0f, 0x05 };
	uint64_t words[STACK_SCAN / 8];
	const struct mapping *stack = target_mapping(target, sp);
	size_t size = sizeof words;

	if (stack && stack->end - sp < size)
		size = (size_t)(stack->end - sp) & ~(size_t)7;
	if (!size || !target_read(target, sp, words, size))
		return false;
	for (size_t i = 0; i < size / 8; i++) {
		const struct mapping *m = words[i] > 4096 ? target_mapping(target, words[i]) : NULL;
		uint8_t code[sizeof restorer];

		if (!m || !m->executable)
			continue;
		if (m->role == ROLE_LINKER)
			return false;
		if (m->role == ROLE_LOCKED && target_read(target, words[i], code, sizeof code) &&
		    !memcmp(code, restorer, sizeof restorer))
			return false;
	}
	return true;
}

/* Stopped by an interruption: waiting in a call, or in plain code? */
static bool borrow_interrupted(const struct threads *threads, struct tracee *t, struct user_regs_struct *regs)
{
	const struct mapping *code;

	if (ptrace(PTRACE_GETREGS, t->tid, NULL, regs) < 0 || regs->cs != 0x33)
		return false;
	if ((int64_t)regs->orig_rax >= 0) {
		if (!waits_outside(regs->orig_rax))
			return false;
		/* The kernel would go back to the call: -ERESTARTSYS, -ERESTARTNOINTR, -ERESTARTNOHAND, _RESTARTBLOCK. */
		if ((int64_t)regs->rax == -512 || (int64_t)regs->rax == -513 || (int64_t)regs->rax == -514) {
			regs->rax = regs->orig_rax;
			regs->rip -= 2;
		} else if ((int64_t)regs->rax == -516) {
			regs->rax = SYS_restart_syscall;
			regs->rip -= 2;
		}
	} else {
		code = target_mapping(threads->target, regs->rip);
		if (!code || code->role != ROLE_OTHER || !code->path[0])
			return false;
	}
	regs->orig_rax = (unsigned long long)-1;
	return stack_is_clear(threads->target, regs->rsp);
}

/* Stopped at the beginning of a call: diverted, it makes the call when it comes back. */
static bool borrow_at_call(const struct threads *threads, struct tracee *t, struct user_regs_struct *regs)
{
	if (ptrace(PTRACE_GETREGS, t->tid, NULL, regs) < 0 || regs->cs != 0x33 || (int64_t)regs->rax != -ENOSYS ||
	    !is_harmless(regs->orig_rax) || !stack_is_clear(threads->target, regs->rsp))
		return false;
	regs->rax = regs->orig_rax;
	regs->rip -= 2;
	regs->orig_rax = (unsigned long long)-1; /* the call that is about to begin is not made now */
	return true;
}

static long long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000ll + t.tv_nsec / 1000000;
}

struct tracee *threads_borrow(struct threads *threads, unsigned milliseconds, struct user_regs_struct *regs)
{
	long long deadline = now_ms() + milliseconds;
	struct timespec pause = { 0, 200000 };

	do {
		for (size_t i = 0; i < threads->count; i++) {
			struct tracee *t = &threads->rows[i];

			if (t->gone || !interrupt(t, 20))
				continue;
			if (!t->pending && borrow_interrupted(threads, t, regs))
				return t;
			resume(t, PTRACE_SYSCALL);
		}
		/* They run on to their next calls. */
		for (unsigned turn = 0; turn < 100; turn++) {
			for (size_t i = 0; i < threads->count; i++) {
				struct tracee *t = &threads->rows[i];
				enum stop stop = t->gone || t->stopped ? STOP_NONE : poll_stop(t);

				if (stop == STOP_SYSCALL && borrow_at_call(threads, t, regs))
					return t;
				if (stop != STOP_NONE)
					resume(t, PTRACE_SYSCALL);
			}
			nanosleep(&pause, NULL);
		}
		seize_new(threads);
	} while (now_ms() < deadline);
	return NULL;
}

bool threads_divert(struct tracee *tracee, const struct user_regs_struct *regs, uint64_t rip, uint64_t rsp)
{
	struct user_regs_struct elsewhere = *regs;

	elsewhere.rip = rip;
	elsewhere.rsp = rsp;
	return ptrace(PTRACE_SETREGS, tracee->tid, NULL, &elsewhere) == 0;
}

void threads_release(struct threads *threads)
{
	for (size_t i = 0; i < threads->count; i++) {
		struct tracee *t = &threads->rows[i];

		if (t->gone || !interrupt(t, 1000))
			continue; /* the kernel detaches it when we exit */
		ptrace(PTRACE_DETACH, t->tid, NULL, (void *)(intptr_t)t->pending);
	}
	free(threads->rows);
	threads->rows = NULL;
	threads->count = 0;
}

bool threads_is_outside(const struct target *target, pid_t tid, uint64_t from, uint64_t to)
{
	struct tracee t = { .tid = tid };
	struct user_regs_struct regs;
	uint64_t words[STACK_SCAN / 8];
	bool outside = false;

	if (ptrace(PTRACE_SEIZE, tid, NULL, NULL) < 0)
		return errno == ESRCH;
	if (interrupt(&t, 1000) && ptrace(PTRACE_GETREGS, tid, NULL, &regs) == 0) {
		size_t size = sizeof words;

		while (size && !target_read(target, regs.rsp, words, size))
			size /= 2;
		outside = regs.rip < from || regs.rip >= to;
		for (size_t i = 0; i < size / 8; i++)
			outside &= words[i] < from || words[i] >= to;
	}
	ptrace(PTRACE_DETACH, tid, NULL, (void *)(intptr_t)t.pending);
	return outside || t.gone;
}
