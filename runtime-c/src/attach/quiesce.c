/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "quiesce.h"

#include "regions.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

#define SCAN_MAX ((uint64_t)1 << 20)    /* bytes of stack that are read for signal frames and return addresses */
#define PATIENCE_NS 2000000000ll        /* for one thread to answer */
#define MOMENT_NS 50000000ll            /* longer than the C library blocks signals */

struct thread_row {
	pid_t tid;
	_Atomic int state; /* enum thread_state */
};

enum thread_state { ASKED, ANSWERED, GONE };

/* The one round that is going on. */
static struct {
	struct ebpfc__visitor visitor;
	struct ebpfc__regions regions;
	struct thread_row *rows;
	_Atomic size_t count;
	size_t room;
} round_;

static int quiesce_signal;
static bool claim_signal(void);

static uint64_t stack_end(uint64_t sp)
{
	const struct ebpfc__region *region = ebpfc__region_of(&round_.regions, sp);

	if (!region)
		return sp;
	return region->end - sp > SCAN_MAX ? sp + SCAN_MAX : region->end;
}

/* struct rt_sigframe, arch/x86/include/asm/sigframe.h; the kernel's struct ucontext ends with 8 bytes of mask. */
#define FRAME_UCONTEXT 8
#define FRAME_SIGINFO (FRAME_UCONTEXT + 304)

/* A frame begins with the restorer; the saved segment says user code. */
static bool is_signal_frame(const uint64_t *frame, uint64_t restorer, uint64_t end)
{
	const ucontext_t *context = (const ucontext_t *)((const char *)frame + FRAME_UCONTEXT);

	return *frame == restorer && (uint64_t)frame + FRAME_SIGINFO + sizeof(siginfo_t) <= end &&
	       (context->uc_mcontext.gregs[REG_CSGSFS] & 0xffff) == 0x33;
}

static enum ebpfc__pc_kind frame_kind(const uint64_t *frame)
{
	const siginfo_t *info = (const siginfo_t *)((const char *)frame + FRAME_SIGINFO);

	return info->si_signo == SIGTRAP && info->si_code == SI_KERNEL ? EBPFC__PC_TRAPPED : EBPFC__PC_NEXT;
}

/* Visits what is on the stack from `sp` up. Frames of signal handlers begin with the address of the restorer. */
static void scan_stack(uint64_t sp, uint64_t restorer)
{
	uint64_t end = stack_end(sp);

	for (uint64_t *at = (uint64_t *)((sp + 7) & ~7ull); (uint64_t)(at + 1) <= end; at++) {
		if (restorer && is_signal_frame(at, restorer, end)) {
			ucontext_t *context = (ucontext_t *)((char *)at + FRAME_UCONTEXT);

			uint64_t below = (uint64_t)context->uc_mcontext.gregs[REG_RSP];

			round_.visitor.pc((uint64_t *)&context->uc_mcontext.gregs[REG_RIP], frame_kind(at));
			if (below < sp || below >= end) /* the handler runs on a stack of its own */
				scan_stack(below, restorer);
		}
		if (round_.visitor.word)
			round_.visitor.word(*at);
	}
}

/* What the kernel returns through from our handler; the same for all handlers of this C library. */
static uint64_t known_restorer;

void ebpfc__prepare_stacks(void)
{
	struct {
		void (*handler)(int);
		unsigned long flags;
		uint64_t restorer;
		uint64_t mask;
	} kernel = { 0 };

	/* The kernel's own struct sigaction has the restorer, which libc hides. */
	if (claim_signal() && !syscall(SYS_rt_sigaction, quiesce_signal, NULL, &kernel, sizeof kernel.mask))
		known_restorer = kernel.restorer;
	ebpfc__regions_read(&round_.regions);
}

void ebpfc__visit_stack(uint64_t sp, const struct ebpfc__visitor *visitor)
{
	round_.visitor = *visitor;
	scan_stack(sp, known_restorer);
}

static void on_signal(int signal, siginfo_t *info, void *raw)
{
	ucontext_t *context = raw;
	pid_t self = (pid_t)syscall(SYS_gettid);
	int saved = errno;

	(void)signal;
	if (info->si_code != SI_TKILL || info->si_pid != getpid()) {
		errno = saved;
		return;
	}
	for (size_t i = 0; i < atomic_load(&round_.count); i++) {
		if (round_.rows[i].tid != self || atomic_load(&round_.rows[i].state) != ASKED)
			continue;
		uint64_t sp = (uint64_t)context->uc_mcontext.gregs[REG_RSP];

		round_.visitor.pc((uint64_t *)&context->uc_mcontext.gregs[REG_RIP], EBPFC__PC_NEXT);
		scan_stack(sp, (uint64_t)__builtin_return_address(0));
		if (round_.visitor.word)
			for (int r = 0; r < NGREG; r++)
				round_.visitor.word((uint64_t)context->uc_mcontext.gregs[r]);
		if (round_.visitor.thread)
			round_.visitor.thread();
		atomic_store(&round_.rows[i].state, ANSWERED);
		break;
	}
	errno = saved;
}

/* A real-time signal nobody handles. Taken once; kept, because a late signal without a handler would kill. */
static bool claim_signal(void)
{
	struct sigaction action = { .sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_RESTART | SA_ONSTACK },
			 old;

	sigfillset(&action.sa_mask);
	sigdelset(&action.sa_mask, SIGTRAP); /* the handler may meet breakpoints */
	if (quiesce_signal && sigaction(quiesce_signal, NULL, &old) == 0 && old.sa_sigaction == on_signal)
		return true;
	for (int signal = SIGRTMAX - 1; signal >= SIGRTMIN; signal--) {
		if (sigaction(signal, NULL, &old) || old.sa_handler != SIG_DFL)
			continue;
		if (sigaction(signal, &action, NULL) == 0) {
			quiesce_signal = signal;
			return true;
		}
	}
	return false;
}

static bool read_task_file(pid_t tid, const char *name, char *text, size_t size)
{
	char path[64];
	ssize_t got;
	int fd;

	snprintf(path, sizeof path, "/proc/self/task/%d/%s", (int)tid, name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	got = read(fd, text, size - 1);
	close(fd);
	if (got < 0)
		return false;
	text[got] = 0;
	return true;
}

/* A line of /proc/PID/status in hexadecimal. */
static uint64_t status_mask(pid_t tid, const char *key)
{
	char text[4096], *line;

	if (!read_task_file(tid, "status", text, sizeof text))
		return 0;
	line = strstr(text, key);
	return line ? strtoull(line + strlen(key), NULL, 16) : 0;
}

/* The thread sits in a system call and blocks our signal: we look for it. */
static bool visit_blocked(pid_t tid)
{
	char text[256], *at = text;
	uint64_t values[9], pc;
	int count = 0;

	if (!read_task_file(tid, "syscall", text, sizeof text) || text[0] == 'r')
		return false;
	while (count < 9 && *at) {
		values[count++] = strtoull(at, &at, 0);
		while (*at == ' ')
			at++;
	}
	if (count < 3)
		return false;
	pc = values[count - 1];
	round_.visitor.pc(&pc, EBPFC__PC_IN_SYSCALL);
	scan_stack(values[count - 2], 0);
	return true;
}

/* Adds and signals threads not seen before; returns how many. */
static size_t ask_new_threads(void)
{
	DIR *tasks = opendir("/proc/self/task");
	pid_t self = (pid_t)syscall(SYS_gettid), pid = getpid();
	struct dirent *entry;
	size_t added = 0;

	if (!tasks)
		return 0;
	while ((entry = readdir(tasks)) != NULL) {
		pid_t tid = atoi(entry->d_name);
		size_t i, count = atomic_load(&round_.count);

		if (tid <= 0 || tid == self)
			continue;
		for (i = 0; i < count && round_.rows[i].tid != tid; i++)
			;
		if (i < count || count == round_.room)
			continue;
		round_.rows[count].tid = tid;
		atomic_store(&round_.rows[count].state, ASKED);
		atomic_store(&round_.count, count + 1);
		added++;
		if (syscall(SYS_tgkill, pid, tid, quiesce_signal) < 0)
			atomic_store(&round_.rows[count].state, GONE);
	}
	closedir(tasks);
	return added;
}

static size_t count_threads(void)
{
	char text[4096], *line;

	if (!read_task_file((pid_t)syscall(SYS_gettid), "status", text, sizeof text))
		return 4096;
	line = strstr(text, "Threads:");
	return line ? strtoul(line + 8, NULL, 10) : 4096;
}

/* Rows are kept, and lost when more are needed: a thread that blocked the signal may look at them much later. */
static bool make_rows(void)
{
	size_t needed = 2 * count_threads() + 64;

	if (round_.room >= needed)
		return true;
	round_.rows = calloc(2 * needed, sizeof *round_.rows);
	round_.room = round_.rows ? 2 * needed : 0;
	return round_.rows;
}

static long long now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000ll + t.tv_nsec;
}

/* Waits for one thread. */
static bool await(struct thread_row *row)
{
	long long deadline = now() + PATIENCE_NS;
	struct timespec pause = { 0, 20000 };

	for (unsigned turn = 0; atomic_load(&row->state) == ASKED; turn++) {
		if (turn < 16) {
			sched_yield();
			continue;
		}
		if (syscall(SYS_tgkill, getpid(), row->tid, 0) < 0) {
			atomic_store(&row->state, GONE);
			break;
		}
		if ((status_mask(row->tid, "SigBlk:") >> (quiesce_signal - 1) & 1) && visit_blocked(row->tid)) {
			int asked = ASKED;
			atomic_compare_exchange_strong(&row->state, &asked, ANSWERED);
			break;
		}
		if (now() > deadline)
			return false;
		nanosleep(&pause, NULL);
	}
	return true;
}

enum ebpfc__refusal ebpfc__quiesce(const struct ebpfc__visitor *visitor)
{
	enum ebpfc__refusal refusal = EBPFC__REFUSAL_NONE;
	size_t awaited = 0;

	if (!claim_signal() || ebpfc__regions_read(&round_.regions) < 0)
		return EBPFC__REFUSAL_THREAD_UNREACHABLE;
	if (!make_rows())
		return EBPFC__REFUSAL_NO_MEMORY;
	round_.visitor = *visitor;
	/* Threads may start threads until all of them have answered. */
	while (ask_new_threads() && !refusal) {
		for (; awaited < atomic_load(&round_.count) && !refusal; awaited++)
			if (!await(&round_.rows[awaited]))
				refusal = EBPFC__REFUSAL_THREAD_UNREACHABLE;
	}
	if (visitor->word)
		scan_stack((uint64_t)__builtin_frame_address(0), 0);
	if (visitor->thread)
		visitor->thread();
	atomic_store(&round_.count, 0);
	return refusal;
}

static bool any_blocks_traps(void)
{
	DIR *tasks = opendir("/proc/self/task");
	bool blocked = false;
	struct dirent *entry;

	if (!tasks)
		return false;
	while (!blocked && (entry = readdir(tasks)) != NULL)
		blocked = entry->d_name[0] != '.' && (status_mask(atoi(entry->d_name), "SigBlk:") >> (SIGTRAP - 1) & 1);
	closedir(tasks);
	return blocked;
}

enum ebpfc__refusal ebpfc__traps_allowed(void)
{
	long long deadline = now() + MOMENT_NS;
	struct timespec pause = { 0, 100000 };

	/* The C library blocks every signal for a moment when it starts a thread. */
	while (any_blocks_traps()) {
		if (now() > deadline)
			return EBPFC__REFUSAL_TRAP_BLOCKED;
		nanosleep(&pause, NULL);
	}
	return EBPFC__REFUSAL_NONE;
}
