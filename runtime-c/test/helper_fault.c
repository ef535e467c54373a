/* SPDX-License-Identifier: MIT */
/*
 * bpf_probe_read of memory that is not there, with faults caught and without: unmapped, protected, cut off files,
 * across pages, from many threads while the mapping changes, in a process with handlers of its own.
 *
 *   helper_fault [--bench]
 */
#define _GNU_SOURCE
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../src/helpers/fault.h"
#include "../src/helpers/helpers.h"
#include "check.h"

#define PAGE 4096u
#define THREADS 6

static uint64_t probe(void *to, uint32_t size, const void *from)
{
	return ebpfc__h_probe_read_kernel((uintptr_t)to, size, (uintptr_t)from, 0, 0, NULL);
}

static uint8_t *pages(unsigned count)
{
	void *p = mmap(NULL, (size_t)count * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	CHECK(p != MAP_FAILED);
	return p;
}

/* Every length and distance from the edge, on both sides of a page that ends where nothing begins. */
static void edges(uint8_t *readable, const uint8_t *after)
{
	uint8_t to[64];

	CHECK(readable + PAGE == after);
	for (uint32_t i = 0; i < PAGE; i++)
		readable[i] = (uint8_t)(i * 7 + 1);
	for (uint32_t size = 0; size <= 40; size++) {
		for (uint32_t over = 0; over <= size; over++) {
			const uint8_t *from = after - size + over;
			uint64_t want = over ? (uint64_t)-EFAULT : 0;

			memset(to, 0x55, sizeof(to));
			CHECK(probe(to, size, from) == want);
			for (uint32_t i = 0; i < sizeof(to); i++)
				CHECK(to[i] == (i >= size ? 0x55 : over ? 0 : from[i]));
		}
	}
}

static void unmapped(void)
{
	uint8_t *p = pages(3), to[16];

	munmap(p + PAGE, PAGE);
	edges(p, p + PAGE);
	CHECK(mmap(p + PAGE, PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == p + PAGE);
	edges(p, p + PAGE);
	CHECK(probe(to, 8, p + 2 * PAGE - 4) == (uint64_t)-EFAULT);
	CHECK(probe(to, 8, NULL) == (uint64_t)-EFAULT);
	CHECK(probe(to, 8, (void *)8) == (uint64_t)-EFAULT);
	CHECK(probe(to, 8, (void *)0x8000000000000000) == (uint64_t)-EFAULT); /* not canonical */
	CHECK(probe(to, 8, (void *)UINTPTR_MAX) == (uint64_t)-EFAULT);
	/* strings that end with the page, and that do not end */
	p[PAGE - 3] = 'a', p[PAGE - 2] = 'b', p[PAGE - 1] = 0;
	CHECK(ebpfc__h_probe_read_kernel_str((uintptr_t)to, 16, (uintptr_t)(p + PAGE - 3), 0, 0, NULL) == 3);
	CHECK(strcmp((char *)to, "ab") == 0);
	p[PAGE - 1] = 'c';
	CHECK(ebpfc__h_probe_read_kernel_str((uintptr_t)to, 16, (uintptr_t)(p + PAGE - 3), 0, 0, NULL) ==
	      (uint64_t)-EFAULT);
	/* writes */
	CHECK(mprotect(p + 2 * PAGE, PAGE, PROT_READ) == 0);
	CHECK(ebpfc__h_probe_write_user((uintptr_t)(p + 2 * PAGE), (uintptr_t)to, 8, 0, 0, NULL) == (uint64_t)-EFAULT);
	CHECK(ebpfc__h_probe_write_user((uintptr_t)p, (uintptr_t)"12345678", 8, 0, 0, NULL) == 0);
	CHECK(memcmp(p, "12345678", 8) == 0);
	munmap(p, 3 * PAGE);
}

/* Past the end of a file that was cut off: SIGBUS. */
static void cut_off(void)
{
	int fd = memfd_create("cut", MFD_CLOEXEC);
	uint8_t *p, to[8];

	CHECK(fd >= 0 && ftruncate(fd, 2 * PAGE) == 0);
	p = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	CHECK(p != MAP_FAILED && ftruncate(fd, PAGE) == 0);
	edges(p, p + PAGE);
	CHECK(probe(to, 8, p + PAGE) == (uint64_t)-EFAULT);
	munmap(p, 2 * PAGE);
	close(fd);
}

static atomic_bool stop;
static uint8_t *moving;

static void *reader(void *arg)
{
	uint64_t good = 0, bad = 0, seed = (uintptr_t)&good;
	uint8_t to[32];

	(void)arg;
	while (!stop || good + bad < 2000) {
		uint32_t size = 1 + (uint32_t)((seed = seed * 6364136223846793005u + 1) >> 60);
		uint64_t r = probe(to, size, moving + PAGE - 1 - (seed >> 40) % 8);

		CHECK(r == 0 || r == (uint64_t)-EFAULT);
		for (uint32_t i = 0; i < size; i++)
			CHECK(to[i] == (r ? 0 : 0x77));
		good += r == 0;
		bad += r != 0;
	}
	CHECK(good);
	return (void *)(uintptr_t)(bad != 0);
}

/* Many threads read across an edge whose far side comes and goes. */
static void threads(void)
{
	pthread_t t[THREADS];
	struct timespec pause = {.tv_nsec = 20000};
	uintptr_t failed = 0;

	moving = pages(2);
	memset(moving, 0x77, 2 * PAGE);
	for (int i = 0; i < THREADS; i++)
		CHECK(pthread_create(&t[i], NULL, reader, NULL) == 0);
	for (int i = 0; i < 1000; i++) {
		CHECK(mprotect(moving + PAGE, PAGE, i & 1 ? PROT_READ | PROT_WRITE : PROT_NONE) == 0);
		nanosleep(&pause, NULL);
	}
	stop = true;
	for (int i = 0; i < THREADS; i++) {
		void *bad;

		pthread_join(t[i], &bad);
		failed += (uintptr_t)bad;
	}
	CHECK(failed > 0);
	stop = false;
	munmap(moving, 2 * PAGE);
}

/* ---- The host's own handlers ---- */

static sigjmp_buf escape;
static volatile int host_faults, host_code;

static void host_handler(int signal, siginfo_t *info, void *context)
{
	(void)signal, (void)context;
	host_faults++;
	host_code = info->si_code;
	if (info->si_code > 0)
		siglongjmp(escape, 1);
}

static void host(void)
{
	uint8_t *none = pages(1);

	munmap(none, PAGE);
	host_faults = 0;
	if (sigsetjmp(escape, 1) == 0) {
		*(volatile uint8_t *)none = 1;
		CHECK(false);
	}
	CHECK_EQ(host_faults, 1);
	raise(SIGSEGV); /* sent, not a fault */
	CHECK_EQ(host_faults, 2);
	CHECK(host_code <= 0);
}

/* A read in a handler that interrupted another read: nothing is kept between them. */
static void on_usr(int signal)
{
	uint8_t to[8];

	(void)signal;
	CHECK(probe(to, 8, (void *)16) == (uint64_t)-EFAULT);
	host_faults++;
}

static void nested(void)
{
	struct sigaction action = {.sa_handler = on_usr};
	struct itimerspec often = {{0, 50000}, {0, 50000}};
	struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
	uint8_t to[8];
	timer_t timer;

	host_faults = 0;
	sigaction(SIGUSR1, &action, NULL);
	CHECK(timer_create(CLOCK_MONOTONIC, &event, &timer) == 0 && timer_settime(timer, 0, &often, NULL) == 0);
	while (host_faults < 300)
		CHECK(probe(to, 8, (void *)32) == (uint64_t)-EFAULT);
	timer_delete(timer);
	signal(SIGUSR1, SIG_IGN);
}

/* A thread in which the signals are blocked keeps to the system call, and lives. */
static void *blocked(void *arg)
{
	sigset_t all;
	uint8_t to[8];

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, NULL);
	CHECK(!ebpfc__fault_ready());
	CHECK(probe(to, 8, (void *)16) == (uint64_t)-EFAULT);
	return arg;
}

/* The program is ended by its own fault as without us. */
static void ends_as_before(bool catching)
{
	uint8_t *none = pages(1);
	pid_t child;
	int status;

	munmap(none, PAGE);
	child = fork();
	if (child == 0) {
		signal(SIGSEGV, SIG_DFL);
		if (catching) {
			ebpfc_catch_faults(false);
			ebpfc_catch_faults(true);
		}
		*(volatile int *)none = 1;
		_exit(0);
	}
	CHECK(waitpid(child, &status, 0) == child && WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
}

static void bench(const char *name)
{
	static uint64_t words[512];
	uint64_t to, sum = 0;

	for (int round = 0; round < 3; round++) {
		double best = 1e9;

		for (int r = 0; r < 15; r++) {
			struct timespec a, b;

			clock_gettime(CLOCK_MONOTONIC, &a);
			for (uint32_t i = 0; i < 4096; i++) {
				probe(&to, 8, &words[i & 511]);
				sum += to;
			}
			clock_gettime(CLOCK_MONOTONIC, &b);
			double ns = (double)(b.tv_sec - a.tv_sec) * 1e9 + (double)(b.tv_nsec - a.tv_nsec);

			best = ns / 4096 < best ? ns / 4096 : best;
		}
		if (round == 2)
			printf("%s: %.2f ns a read of 8 bytes%s\n", name, best, sum ? "!" : "");
	}
}

int main(int argc, char **argv)
{
	struct sigaction action = {.sa_sigaction = host_handler, .sa_flags = SA_SIGINFO};
	bool measure = argc > 1 && strcmp(argv[1], "--bench") == 0;
	pthread_t thread;

	if (measure)
		bench("by system call");
	unmapped();
	cut_off();
	CHECK(!ebpfc__fault_ready());

	CHECK(sigaction(SIGSEGV, &action, NULL) == 0 && sigaction(SIGBUS, &action, NULL) == 0);
	CHECK_EQ(ebpfc_catch_faults(true), 0);
	CHECK_EQ(ebpfc_catch_faults(true), 0);
	CHECK(ebpfc__fault_ready());
	if (measure)
		bench("faults caught");
	for (int i = 0; i < 2; i++) {
		unmapped();
		cut_off();
		threads();
		host();
		nested();
	}
	CHECK(pthread_create(&thread, NULL, blocked, NULL) == 0 && pthread_join(thread, NULL) == 0);
	ends_as_before(false);
	ends_as_before(true);
	CHECK_EQ(ebpfc_catch_faults(false), 0);
	CHECK(!ebpfc__fault_ready());
	unmapped();
	host();
	if (check_failures == 0)
		puts("ok");
	return check_failures != 0;
}
