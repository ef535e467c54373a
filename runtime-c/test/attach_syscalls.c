/* SPDX-License-Identifier: MIT */
/*
 * attach_syscalls.c [ROUNDS CALLS] - every system call that libc makes, seen before and after it is made.
 *
 * Arms all sites of libc, makes calls of all kinds (that block, fail, fork, start threads and programs, are interrupted
 * by signals), and compares what the programs saw with what was done. With arguments it measures instead: what a
 * program costs before and after getppid, beside the kernel's raw tracepoint.
 */
#define _GNU_SOURCE
#include "../src/attach/regions.h"
#include "../src/attach/syscalls.h"
#include "attach_check.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define NUMBERS 1024

static uint64_t before[NUMBERS], after[NUMBERS], failed[NUMBERS];

PRESERVED static uint64_t on_enter(uint64_t nr)
{
	__atomic_fetch_add(&before[nr & (NUMBERS - 1)], 1, __ATOMIC_RELAXED);
	return 0;
}

PRESERVED static uint64_t on_exit_(uint64_t nr, int64_t result)
{
	__atomic_fetch_add(&after[nr & (NUMBERS - 1)], 1, __ATOMIC_RELAXED);
	if (result < 0)
		__atomic_fetch_add(&failed[nr & (NUMBERS - 1)], 1, __ATOMIC_RELAXED);
	return 0;
}

/* What an array map's increment costs, without the lock prefix. */
PRESERVED static uint64_t increment(uint64_t *value)
{
	++*(volatile uint64_t *)value;
	return 0;
}

/* A context program sees the arguments. */
static uint64_t last_write[3];

CONTEXT static uint64_t on_write(const uint64_t *regs, void *self)
{
	(void)self;
	last_write[0] = regs[EBPFC_PARAMETER_DI];
	last_write[1] = regs[EBPFC_PARAMETER_SI];
	last_write[2] = regs[EBPFC_PARAMETER_DX];
	return 0;
}

/* read(2) with no room for a jump before the call, as small C libraries have it. */
__asm__(".text\n .p2align 4\n .globl tight_read\n .type tight_read, @function\n"
	"tight_read: xor %eax, %eax\n syscall\n ret\n .size tight_read, .-tight_read\n .p2align 4\n");
long tight_read(int fd, void *buffer, size_t size);

static struct ebpfc__syscall_site sites[4096];

/* Sites of the mapping that holds an address. */
static size_t find_sites(const void *address)
{
	struct ebpfc__regions regions = { 0 };
	const struct ebpfc__region *region;
	size_t count;

	CHECK(ebpfc__regions_read(&regions) == 0, "no /proc");
	region = ebpfc__region_of(&regions, (uint64_t)address);
	count = ebpfc__find_syscalls((const uint8_t *)region->start, region->start, region->end - region->start, sites,
				     sizeof sites / sizeof *sites);
	ebpfc__regions_free(&regions);
	return count;
}

static struct ebpfc_handler enter_handler = { .function = (void *)on_enter,
					      .form = EBPFC_HANDLER_PRESERVED,
					      .parameter_count = 1,
					      .parameters = { EBPFC_PARAMETER_ORIG_AX } };
static struct ebpfc_handler exit_handler = { .function = (void *)on_exit_,
					     .form = EBPFC_HANDLER_PRESERVED,
					     .parameter_count = 2,
					     .parameters = { EBPFC_PARAMETER_ORIG_AX, EBPFC_PARAMETER_AX } };
static struct ebpfc_handler write_handler = { .function = (void *)on_write, .form = EBPFC_HANDLER_CONTEXT };

static size_t arm(const struct ebpfc__syscall_site *site, size_t count, int nr, uint8_t kind, struct ebpfc_handler *handler,
		  struct ebpfc_probe *probes, struct ebpfc_probe **batch)
{
	size_t wanted = 0;

	for (size_t i = 0; i < count; i++) {
		if (nr >= 0 && site[i].nr >= 0 && site[i].nr != nr)
			continue;
		probes[wanted] = (struct ebpfc_probe){ .address = site[i].address, .window = site[i].window, .kind = kind,
						       .handler = handler, .nr = nr, .site_nr = site[i].nr,
						       .no_trap = count > 1 }; /* libc blocks signals around some */
		batch[wanted] = &probes[wanted];
		wanted++;
	}
	return wanted;
}

static void on_signal(int signal)
{
	(void)signal;
	getppid();
}

static void *thread_main(void *arg)
{
	getppid();
	return arg;
}

static void make_calls(void)
{
	struct sigaction action = { .sa_handler = on_signal };
	extern char **environ;
	pthread_t thread;
	int pipes[2], status;
	char text[4];
	pid_t child;
	void *result;

	for (int i = 0; i < 1000; i++)
		CHECK(getppid() == (pid_t)syscall(SYS_getppid), "number in a variable");
	CHECK(open("/nonexistent", O_RDONLY) < 0 && errno == ENOENT, "errno");
	CHECK(pipe(pipes) == 0 && write(pipes[1], "abc", 3) == 3 && read(pipes[0], text, 3) == 3 && !memcmp(text, "abc", 3),
	      "pipe");
	CHECK(pthread_create(&thread, NULL, thread_main, (void *)7) == 0, "clone3");
	pthread_join(thread, &result);
	CHECK(result == (void *)7, "thread");
	child = fork();
	if (!child)
		_exit(getppid() > 0 ? 3 : 4);
	CHECK(waitpid(child, &status, 0) == child && WEXITSTATUS(status) == 3, "fork");
	child = vfork();
	if (!child)
		_exit(5);
	CHECK(waitpid(child, &status, 0) == child && WEXITSTATUS(status) == 5, "vfork");
	CHECK(posix_spawn(&child, "/bin/true", NULL, NULL, (char *[]){ "true", NULL }, environ) == 0, "posix_spawn");
	CHECK(waitpid(child, &status, 0) == child && status == 0, "spawned");
	sigaction(SIGALRM, &action, NULL);
	ualarm(2000, 0);
	CHECK(pause() < 0 && errno == EINTR, "interrupted");
	for (int i = 0; i < 100; i++) {
		ualarm(50 + (unsigned)i, 0);
		for (int k = 0; k < 100; k++)
			CHECK(getppid() > 0, "between signals");
	}
	usleep(10000);
}

static void test_tight(void);

static int test(void)
{
	size_t count = find_sites((const void *)getppid), static_ones = 0, fit = 0, wanted, placed, both;
	struct ebpfc_probe *probes = calloc(3 * count, sizeof *probes), **batch = calloc(3 * count, sizeof *batch);
	pid_t parent = getppid();
	char text[1] = { '\n' };

	for (size_t i = 0; i < count; i++) {
		static_ones += sites[i].nr >= 0;
		fit += sites[i].window != 0;
	}
	wanted = arm(sites, count, -1, EBPFC_PROBE_SYSCALL, &enter_handler, probes, batch);
	placed = ebpfc_attach(batch, wanted);
	printf("%zu sites, %zu with a constant number, %zu with room, %zu placed\n", count, static_ones, fit, placed);
	for (size_t i = 0; i < wanted; i++)
		if (!batch[i]->site && sites[i].window)
			printf("  %llx: %s\n", (unsigned long long)batch[i]->address,
			       ebpfc__refusal_text((enum ebpfc__refusal)batch[i]->refusal));
	CHECK(placed * 100 > count * 95, "too few");
	make_calls();
	CHECK(before[SYS_getppid] >= 2000 + 1 + 10000, "%llu getppid", (unsigned long long)before[SYS_getppid]);
	CHECK(before[SYS_openat] >= 1 && before[SYS_pipe] + before[SYS_pipe2] >= 1 && before[SYS_wait4] >= 3, "calls");

	/* And their results. */
	both = arm(sites, count, -1, EBPFC_PROBE_SYSRET, &exit_handler, probes + wanted, batch + wanted);
	placed += ebpfc_attach(batch + wanted, both);
	memset(before, 0, sizeof before);
	memset(after, 0, sizeof after);
	memset(failed, 0, sizeof failed);
	make_calls();
	for (int nr = 0; nr < NUMBERS; nr++) {
		bool returns = nr != SYS_exit && nr != SYS_exit_group && nr != SYS_rt_sigreturn && nr != SYS_execve &&
			       nr != SYS_clone3 && nr != SYS_clone && nr != SYS_vfork;

		CHECK(!returns || before[nr] == after[nr], "call %d: %llu made, %llu came back", nr,
		      (unsigned long long)before[nr], (unsigned long long)after[nr]);
	}
	CHECK(failed[SYS_openat] >= 1 && failed[SYS_pause] >= 1, "results");
	printf("%llu getppid, %llu clone3 before and %llu after\n", (unsigned long long)before[SYS_getppid],
	       (unsigned long long)before[SYS_clone3], (unsigned long long)after[SYS_clone3]);

	/* One call only, with its arguments. */
	ebpfc_detach(batch, wanted + both);
	memset(before, 0, sizeof before);
	wanted = arm(sites, count, SYS_write, EBPFC_PROBE_SYSCALL, &write_handler, probes, batch);
	placed = ebpfc_attach(batch, wanted);
	CHECK(write(-1, text, 1) < 0 && errno == EBADF, "write");
	CHECK(last_write[0] == (uint64_t)(uint32_t)-1 || last_write[0] == (uint64_t)-1, "fd %llx",
	      (unsigned long long)last_write[0]);
	CHECK(last_write[1] == (uint64_t)text && last_write[2] == 1, "buffer");
	last_write[2] = 0;
	CHECK(syscall(SYS_getppid) == parent && !last_write[2], "another call");
	CHECK(syscall(SYS_write, -1, text, 1) < 0 && last_write[2] == 1, "number in a variable");
	ebpfc_detach(batch, wanted);
	CHECK(getppid() == parent && !before[SYS_getppid], "detached");
	CHECK(ebpfc_attach_settle(1000) == 0 && ebpfc_attach_memory() == 0, "%zu bytes stay", ebpfc_attach_memory());
	test_tight();
	puts("syscalls: ok");
	return 0;
}

/* ---- Measuring ----------------------------------------------------------------------------------------------- */

static double cpu_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static double time_calls(uint64_t calls)
{
	double begun;

	for (uint64_t i = 0; i < calls / 10; i++)
		getppid();
	begun = cpu_ns();
	for (uint64_t i = 0; i < calls; i++)
		getppid();
	return (cpu_ns() - begun) / (double)calls;
}

/* r0 = 0; exit: the least a program can do. */
static int attach_kernel_tracepoint(const char *name)
{
	struct bpf_insn insns[] = { { .code = BPF_ALU64 | BPF_MOV | BPF_K }, { .code = BPF_JMP | BPF_EXIT } };
	union bpf_attr load = { .prog_type = BPF_PROG_TYPE_RAW_TRACEPOINT, .insns = (uint64_t)insns, .insn_cnt = 2,
				.license = (uint64_t) "GPL" };
	union bpf_attr open = { 0 };
	int program = (int)syscall(SYS_bpf, BPF_PROG_LOAD, &load, sizeof load);

	if (program < 0)
		return -1;
	open.raw_tracepoint.name = (uint64_t)name;
	open.raw_tracepoint.prog_fd = (uint32_t)program;
	return (int)syscall(SYS_bpf, BPF_RAW_TRACEPOINT_OPEN, &open, sizeof open);
}

static int ascending(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return left < right ? -1 : left > right;
}

/* A call with no room before it is met by a breakpoint, and made by the trampoline. */
static void test_tight(void)
{
	static uint64_t before, after;
	struct ebpfc_handler enter = { .function = (void *)increment, .self = &before, .form = EBPFC_HANDLER_PRESERVED,
				       .parameter_count = 1, .parameters = { EBPFC_PARAMETER_SELF } };
	struct ebpfc_handler leave = enter;
	struct ebpfc_probe probes[2], *batch[2];
	size_t count = find_sites((const void *)tight_read), armed = 0;
	int pipes[2];
	char text[4];

	leave.self = &after;
	for (size_t i = 0; i < count && armed < 2; i++) {
		if (sites[i].address != (uint64_t)tight_read + 2)
			continue;
		CHECK(!sites[i].window && sites[i].nr == SYS_read, "window %lx, call %d", sites[i].window, sites[i].nr);
		arm(&sites[i], 1, SYS_read, EBPFC_PROBE_SYSCALL, &enter, &probes[0], &batch[0]);
		arm(&sites[i], 1, SYS_read, EBPFC_PROBE_SYSRET, &leave, &probes[1], &batch[1]);
		armed = 2;
	}
	CHECK(armed == 2, "not found");
	CHECK(ebpfc_attach(batch, 1) == 1 && probes[0].means == EBPFC_MEANS_TRAP, "%s",
	      ebpfc__refusal_text((enum ebpfc__refusal)probes[0].refusal));
	CHECK(!pipe(pipes) && write(pipes[1], "abcd", 4) == 4, "pipe");
	CHECK(tight_read(pipes[0], text, 2) == 2 && before == 1, "%llu hits", (unsigned long long)before);
	CHECK(ebpfc_attach(batch + 1, 1) == 1, "at its end");
	CHECK(tight_read(pipes[0], text + 2, 2) == 2 && !memcmp(text, "abcd", 4), "not read");
	CHECK(tight_read(-1, text, 1) == -EBADF, "a wrong error");
	CHECK(before == 3 && after == 2, "%llu before, %llu after", (unsigned long long)before, (unsigned long long)after);
	CHECK(ebpfc_detach(batch, 2) == 0, "busy");
	CHECK(tight_read(-1, text, 1) == -EBADF && before == 3, "detached, it ran");
	CHECK(!memcmp((const void *)tight_read, "\x31\xc0\x0f\x05\xc3", 5), "other bytes than before");
	close(pipes[0]);
	close(pipes[1]);
}

static int measure(unsigned rounds, uint64_t calls)
{
	static uint64_t value;
	struct ebpfc_handler count_one = { .function = (void *)increment, .self = &value, .form = EBPFC_HANDLER_PRESERVED,
					   .parameter_count = 1, .parameters = { EBPFC_PARAMETER_SELF } };
	static const char *const names[] = { "getppid", "with a program before it", "with programs before and after",
					     "with the kernel's raw_tp/sys_enter" };
	size_t count = find_sites((const void *)getppid), entering, leaving;
	struct ebpfc_probe *probes = calloc(2 * count, sizeof *probes), **batch = calloc(2 * count, sizeof *batch);
	double *samples[4];

	for (unsigned i = 0; i < 4; i++)
		samples[i] = calloc(rounds, sizeof **samples);
	for (unsigned r = 0; r < rounds; r++) {
		int fd;

		samples[0][r] = time_calls(calls);
		entering = arm(sites, count, SYS_getppid, EBPFC_PROBE_SYSCALL, &count_one, probes, batch);
		ebpfc_attach(batch, entering);
		samples[1][r] = time_calls(calls) - samples[0][r];
		leaving = arm(sites, count, SYS_getppid, EBPFC_PROBE_SYSRET, &count_one, probes + entering, batch + entering);
		ebpfc_attach(batch + entering, leaving);
		samples[2][r] = time_calls(calls) - samples[0][r];
		ebpfc_detach(batch, entering + leaving);
		fd = attach_kernel_tracepoint("sys_enter");
		samples[3][r] = fd < 0 ? -1000 : time_calls(calls) - samples[0][r];
		if (fd >= 0)
			close(fd);
	}
	for (unsigned i = 0; i < 4; i++) {
		qsort(samples[i], rounds, sizeof **samples, ascending);
		printf("%-40s %s%8.2f ns  (%.2f to %.2f)\n", names[i], i ? "+" : " ", samples[i][rounds / 2],
		       samples[i][rounds / 4], samples[i][rounds - 1 - rounds / 4]);
	}
	return 0;
}

int main(int argc, char **argv)
{
	return argc > 2 ? measure((unsigned)atoi(argv[1]), strtoull(argv[2], NULL, 10)) : test();
}
