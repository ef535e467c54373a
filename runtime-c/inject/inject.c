/* SPDX-License-Identifier: MIT */
/*
 * inject.c - ebpfc-inject PID LIBRARY [ENTRY [ARGUMENT]]
 *
 * Loads a library into a running process and calls `long ENTRY(const char *ARGUMENT)` in it, in a thread of its own.
 * One thread of the target is borrowed where it holds no lock of the C library, for as long as pthread_create takes.
 * It finds its own way back: should this program be killed, nothing in the target stays stopped.
 *
 * Exit status: 0 when the entry returned 0; 1 when it did not, or the library could not be loaded; 2 when the process
 * cannot be injected into; 64 on wrong usage.
 */
#define _GNU_SOURCE
#include "stub.h"
#include "threads.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define PATIENCE_MS 5000u  /* to find a thread that may be borrowed */
#define LOAD_MS 30000u     /* for the library to load and its entry to return */

/* Does the target see the same file under this name? */
static bool sees_file(pid_t pid, const char *path)
{
	char theirs[PATH_MAX + 32];
	struct stat here, there;

	snprintf(theirs, sizeof theirs, "/proc/%d/root%s", (int)pid, path);
	return !stat(path, &here) && !stat(theirs, &there) && here.st_dev == there.st_dev && here.st_ino == there.st_ino;
}

struct request {
	const char *path, *entry, *argument;
};

/* Sends the borrowed thread to the way in. Returns its address, or 0. */
static uint64_t divert(const struct target *target, struct tracee *tracee, const struct user_regs_struct *regs)
{
	struct stub_resume resume = { regs->rip, regs->rsp };
	uint64_t base = target_find_slack(target, STUB_WAY_IN_MAX), empty = 0;
	uint8_t code[STUB_WAY_IN_MAX] = { 0 };

	if (!base || !stub_write_way_in(code, base, &resume) || !target_write_code(target, base, code, sizeof code) ||
	    !target_write(target, stub_mailbox(&resume), &empty, sizeof empty) ||
	    !threads_divert(tracee, regs, base, stub_mailbox(&resume)))
		return 0;
	return base;
}

/* Where the way in has mapped memory, or -errno. */
static long read_mailbox(const struct target *target, uint64_t mailbox)
{
	struct timespec pause = { 0, 100000 };
	uint64_t word = 0;

	for (unsigned turn = 0; turn < 10 * STUB_WAIT_MS; turn++) {
		if (!target_read(target, mailbox, &word, sizeof word))
			return -ESRCH;
		if (word)
			return (long)word;
		nanosleep(&pause, NULL);
	}
	return -ETIMEDOUT;
}

/* The file, under a name that the target can open: itself, or this process's descriptor of it. */
static bool name_library(const struct target *target, const struct request *request, char *name, size_t size)
{
	size_t length = strlen(request->path);

	if (!sees_file(target->pid, request->path)) {
		int fd = open(request->path, O_RDONLY); /* stays open until the library is loaded */

		return fd >= 0 && snprintf(name, size, "/proc/%d/fd/%d", (int)getpid(), fd) > 0;
	}
	if (length >= size)
		return false;
	memcpy(name, request->path, length + 1);
	return true;
}

/* Writes the second piece; the thread that waits for it does the rest. */
static bool fill(const struct target *target, uint64_t base, const struct request *request)
{
	struct stub_data data = { .state = STUB_EMPTY };
	uint8_t code[STUB_CODE_BYTES] = { 0 };
	uint64_t ready = STUB_READY;

	if (!name_library(target, request, data.library, sizeof data.library))
		return false;
	snprintf(data.entry, sizeof data.entry, "%s", request->entry);
	snprintf(data.argument, sizeof data.argument, "%s", request->argument);
	return stub_write(code, base, target) && target_write(target, base, code, sizeof code) &&
	       target_write(target, base + STUB_CODE_BYTES, &data, sizeof data) &&
	       target_write(target, base + STUB_CODE_BYTES, &ready, sizeof ready);
}

/* Watches the stub's state from outside; the target runs freely. */
static int await(const struct target *target, uint64_t base, const struct request *request)
{
	struct timespec pause = { 0, 1000000 };
	struct stub_data data = { 0 };

	for (unsigned ms = 0; ms < LOAD_MS; ms++) {
		if (!target_read(target, base + STUB_CODE_BYTES, &data, sizeof data)) {
			fprintf(stderr, "process %d went away\n", (int)target->pid);
			return 1;
		}
		if (data.state > STUB_RUNNING)
			break;
		nanosleep(&pause, NULL);
	}
	switch (data.state) {
	case STUB_DONE:
		if (data.result)
			fprintf(stderr, "%s returned %ld\n", request->entry, (long)data.result);
		return data.result != 0;
	case STUB_NO_LIBRARY:
	case STUB_NO_ENTRY:
		fprintf(stderr, "process %d cannot load it: %s\n", (int)target->pid, data.error);
		return 1;
	case STUB_NO_THREAD:
		fprintf(stderr, "process %d cannot start a thread\n", (int)target->pid);
		return 1;
	}
	fprintf(stderr, "no answer within %u seconds; process %d goes on, and may still load it\n", LOAD_MS / 1000,
		(int)target->pid);
	return 1;
}

/* When the borrowed thread has gone on its way, the way in becomes what it was. */
static void leave_no_code(const struct target *target, pid_t tid, uint64_t way_in)
{
	static const uint8_t zeros[STUB_WAY_IN_MAX];
	struct timespec pause = { 0, 1000000 };

	for (unsigned turn = 0; turn < 100; turn++) {
		if (threads_is_outside(target, tid, way_in, way_in + STUB_WAY_IN_MAX)) {
			target_write_code(target, way_in, zeros, sizeof zeros);
			return;
		}
		nanosleep(&pause, NULL);
	}
}

static void explain_seize(pid_t pid, int error)
{
	const char *hint = error == -EPERM ? " (not yours, traced by another, or kernel.yama.ptrace_scope forbids it)" : "";

	fprintf(stderr, "cannot trace process %d: %s%s\n", (int)pid, strerror(-error), hint);
}

int main(int argc, char **argv)
{
	struct request request = { .entry = argc > 3 ? argv[3] : "ebpfc_agent_start", .argument = argc > 4 ? argv[4] : "" };
	char path[PATH_MAX];
	struct target target;
	struct threads threads;
	struct user_regs_struct regs;
	struct tracee *tracee;
	sigset_t signals;
	struct timespec from, to;
	uint64_t way_in = 0;
	pid_t borrowed = 0;
	long base;
	int error;

	if (argc < 3 || argc > 5 || atoi(argv[1]) <= 0 || strlen(request.argument) >= sizeof((struct stub_data *)0)->argument) {
		fprintf(stderr, "usage: ebpfc-inject PID LIBRARY [ENTRY [ARGUMENT]]\n");
		return 64;
	}
	if (!realpath(argv[2], path)) {
		fprintf(stderr, "%s: %s\n", argv[2], strerror(errno));
		return 64;
	}
	request.path = path;
	/* Not between two steps: the target would not mind, but it would wait for the second piece. */
	sigfillset(&signals);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	if (target_open(&target, atoi(argv[1])))
		return 2;
	clock_gettime(CLOCK_MONOTONIC, &from);
	error = threads_seize(&threads, &target);
	if (error) {
		explain_seize(target.pid, error);
		return 2;
	}
	tracee = threads_borrow(&threads, PATIENCE_MS, &regs);
	if (tracee) {
		borrowed = tracee->tid;
		way_in = divert(&target, tracee, &regs);
	}
	threads_release(&threads);
	clock_gettime(CLOCK_MONOTONIC, &to);
	if (!tracee || !way_in) {
		fprintf(stderr, "%s of process %d\n",
			tracee ? "no unused place in the code" : "no thread came to a place where it may be borrowed",
			(int)target.pid);
		return 2;
	}
	base = read_mailbox(&target, stub_mailbox(&(struct stub_resume){ regs.rip, regs.rsp }));
	if ((base < 0 && base > -4096) || !fill(&target, (uint64_t)base, &request)) {
		fprintf(stderr, "process %d gives no memory: %s\n", (int)target.pid, strerror(base < 0 ? (int)-base : EFAULT));
		return 2;
	}
	error = await(&target, (uint64_t)base, &request);
	leave_no_code(&target, borrowed, way_in);
	if (getenv("EBPFC_INJECT_TIMES"))
		fprintf(stderr, "traced for %.2f ms\n",
			(double)(to.tv_sec - from.tv_sec) * 1e3 + (double)(to.tv_nsec - from.tv_nsec) / 1e6);
	target_close(&target);
	return error;
}
