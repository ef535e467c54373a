/* SPDX-License-Identifier: MIT */
/*
 * stop.c - the child runs on our memory and thread-local data, while the thread that made it waits; a stopped thread
 * may hold any lock. So it makes system calls directly and calls nothing but what is in this file and what it is given.
 */
#define _GNU_SOURCE
#include "stop.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#define THREADS_MAX 4096
#define STACK_BYTES ((size_t)256 << 10)
#define WAIT_TURNS 20000 /* of 100 microseconds, for one thread to stop */

/* In memory of its own, below the child's stack. */
struct world {
	struct ebpfc__stopped_work work;
	long caller; /* thread that waits, and is left alone */
	long count;
	bool done;
	struct {
		int tid;
		int pending; /* a signal that came instead of the stop */
	} threads[THREADS_MAX];
	char names[4096];
};

static long call(long nr, long a, long b, long c, long d)
{
	register long r10 __asm__("r10") = d;
	long result;

	__asm__ volatile("syscall" : "=a"(result) : "a"(nr), "D"(a), "S"(b), "d"(c), "r"(r10) : "rcx", "r11", "memory");
	return result;
}

static void pause_briefly(void)
{
	struct timespec t = { 0, 100000 };

	call(SYS_nanosleep, (long)&t, 0, 0, 0);
}

static int parse(const char *digits)
{
	int number = 0;

	while (*digits >= '0' && *digits <= '9')
		number = 10 * number + (*digits++ - '0');
	return *digits ? 0 : number;
}

static bool known(const struct world *w, int tid)
{
	for (long i = 0; i < w->count; i++)
		if (w->threads[i].tid == tid)
			return true;
	return false;
}

/* Seizes one thread and waits until it stands still. Threads that end meanwhile are no matter. */
static bool stop_thread(struct world *w, int tid)
{
	int status = 0;

	if (w->count == THREADS_MAX)
		return false;
	if (call(SYS_ptrace, PTRACE_SEIZE, tid, 0, 0) < 0)
		return call(SYS_tgkill, call(SYS_getppid, 0, 0, 0, 0), tid, 0, 0) == -ESRCH;
	call(SYS_ptrace, PTRACE_INTERRUPT, tid, 0, 0);
	w->threads[w->count].tid = tid;
	w->threads[w->count].pending = 0;
	for (int turn = 0; turn < WAIT_TURNS; turn++) {
		long got = call(SYS_wait4, tid, (long)&status, __WALL | WNOHANG, 0);

		if (got == tid && WIFSTOPPED(status)) {
			if (!(status >> 16))
				w->threads[w->count].pending = WSTOPSIG(status);
			w->count++;
			return true;
		}
		if (got == tid || got < 0)
			return true; /* it ended */
		pause_briefly();
	}
	w->count++; /* to be let go */
	return false;
}

/* One pass over the list of threads: 0 when all were known, 1 when some were new, -1 when one does not stop. */
static int stop_new(struct world *w, const char *folder)
{
	long fd = call(SYS_open, (long)folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0, 0), got;
	int found = 0;

	if (fd < 0)
		return -1;
	while (found >= 0 && (got = call(SYS_getdents64, fd, (long)w->names, sizeof w->names, 0)) > 0) {
		for (long at = 0; at < got && found >= 0;) { /* struct linux_dirent64: length at 16, name at 19 */
			unsigned short length = *(unsigned short *)(w->names + at + 16);
			int tid = parse(w->names + at + 19);

			at += length;
			if (!tid || tid == w->caller || known(w, tid))
				continue;
			found = stop_thread(w, tid) ? 1 : -1;
		}
	}
	call(SYS_close, fd, 0, 0, 0);
	return found;
}

static void fix_threads(struct world *w)
{
	for (long i = 0; i < w->count; i++) {
		struct user_regs_struct regs;
		uint64_t pc;

		if (call(SYS_ptrace, PTRACE_GETREGS, w->threads[i].tid, 0, (long)&regs) < 0)
			continue;
		pc = regs.rip;
		w->work.visitor.pc(&pc, EBPFC__PC_NEXT);
		ebpfc__visit_stack(regs.rsp, &w->work.visitor);
		for (size_t k = 0; w->work.visitor.word && k < sizeof regs / 8; k++)
			w->work.visitor.word(((const uint64_t *)&regs)[k]);
		if (pc == regs.rip)
			continue;
		regs.rip = pc;
		call(SYS_ptrace, PTRACE_SETREGS, w->threads[i].tid, 0, (long)&regs);
	}
}

static int child(void *arg)
{
	struct world *w = arg;
	char folder[32] = "/proc/", *at = folder + 6;
	long parent = call(SYS_getppid, 0, 0, 0, 0), divisor = 1000000000;
	int found = 1;

	while (divisor > 1 && parent / divisor == 0)
		divisor /= 10;
	for (; divisor; divisor /= 10)
		*at++ = (char)('0' + parent / divisor % 10);
	for (const char *rest = "/task"; *rest;)
		*at++ = *rest++;
	*at = 0;
	while (found > 0)
		found = stop_new(w, folder);
	if (found == 0) {
		fix_threads(w);
		w->work.work(w->work.arg);
		w->done = true;
	}
	for (long i = 0; i < w->count; i++)
		call(SYS_ptrace, PTRACE_DETACH, w->threads[i].tid, 0, w->threads[i].pending);
	call(SYS_exit, 0, 0, 0, 0);
	return 0;
}

enum ebpfc__refusal ebpfc__stop_world(const struct ebpfc__stopped_work *work)
{
	size_t size = sizeof(struct world) + STACK_BYTES;
	struct world *w = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	sigset_t all, before;
	bool done;
	int pid;

	if (w == MAP_FAILED)
		return EBPFC__REFUSAL_THREAD_UNREACHABLE;
	w->work = *work;
	w->caller = syscall(SYS_gettid);
	prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY, 0, 0, 0); /* where Yama asks for it */
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	ebpfc__prepare_stacks();
	pid = clone(child, (char *)w + size, CLONE_VM | CLONE_FILES | CLONE_FS, w);
	while (pid > 0 && waitpid(pid, NULL, __WALL) < 0 && errno == EINTR)
		;
	sigprocmask(SIG_SETMASK, &before, NULL);
	prctl(PR_SET_PTRACER, 0, 0, 0, 0);
	done = pid > 0 && w->done;
	munmap(w, size);
	return done ? EBPFC__REFUSAL_NONE : EBPFC__REFUSAL_THREAD_UNREACHABLE;
}
