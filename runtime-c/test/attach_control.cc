/* SPDX-License-Identifier: MIT */
/*
 * attach_control.cc - control that does not come back the way it went: longjmp, exceptions, cancelled threads, switched
 * stacks, signals, forks; through functions with entry and return probes.
 */
#include <csetjmp>
#include <csignal>
#include <cstdarg>
#include <cstdint>
#include <cstring>
#include <execinfo.h>
#include <pthread.h>
#include <stdexcept>
#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>

extern "C" {
#include "attach_check.h"
}

#define TARGET extern "C" __attribute__((noinline, used))

static uint64_t entries, exits;
static jmp_buf far_away;

PRESERVED static uint64_t on_entry()
{
	__atomic_fetch_add(&entries, 1, __ATOMIC_RELAXED);
	return 0;
}

PRESERVED static uint64_t on_exit_()
{
	__atomic_fetch_add(&exits, 1, __ATOMIC_RELAXED);
	return 0;
}

TARGET int thrower(int a)
{
	if (a == 13)
		throw std::runtime_error("thrown");
	if (a == 14)
		longjmp(far_away, 1);
	if (a == 15)
		pthread_exit(nullptr);
	return a * 2;
}

TARGET int middle(int a)
{
	int r = thrower(a);

	__asm__ volatile("" : "+r"(r));
	return r + 1;
}

TARGET int rethrower(int a)
{
	try {
		return middle(a) + 1;
	} catch (std::exception &) {
		middle(1);
		throw;
	}
}

TARGET long many(long a, long b, long c, long d, long e, long f, long g, long h, double x)
{
	return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h + (long)x;
}

struct Large {
	long words[9];
};

TARGET Large large(long a)
{
	Large l;

	for (int i = 0; i < 9; i++)
		l.words[i] = a + i;
	return l;
}

TARGET long double extended(long double x)
{
	return x * 2;
}

TARGET __int128 wide(__int128 x)
{
	return x + 1;
}

typedef float Eight __attribute__((vector_size(16)));
TARGET Eight vector(Eight x, Eight y)
{
	return x + y;
}

TARGET int varying(int n, ...)
{
	va_list list;
	double sum = 0;

	va_start(list, n);
	for (int i = 0; i < n; i++)
		sum += va_arg(list, double);
	va_end(list);
	return (int)sum;
}

TARGET int deep(int n)
{
	int r = n ? deep(n - 1) + 1 : 0;

	__asm__ volatile("" : "+r"(r));
	return r;
}

TARGET int last(int n)
{
	return n + 100;
}

TARGET int tail(int n)
{
	[[clang::musttail]] return last(n + 1);
}

static ucontext_t outside, inside;

TARGET int yields(int n)
{
	swapcontext(&inside, &outside);
	return n + 1;
}

static int yielded;

static void coroutine()
{
	yielded = yields(41);
}

TARGET int traced(int)
{
	void *addresses[32];

	return backtrace(addresses, 32);
}

static void on_signal(int)
{
	CHECK(middle(5) == 11, "in a signal handler");
}

static uint64_t last_entries, last_exits;

static void forget_counts()
{
	last_entries = entries;
	last_exits = exits;
}

static bool counts(uint64_t more_entries, uint64_t more_exits)
{
	bool right = entries - last_entries == more_entries && exits - last_exits == more_exits;

	if (!right)
		fprintf(stderr, "%lu entries and %lu exits more\n", entries - last_entries, exits - last_exits);
	forget_counts();
	return right;
}

static void values()
{
	Large l;
	Eight v = { 1, 2, 3, 4 };

	CHECK(middle(5) == 11, "plain");
	CHECK(many(1, 2, 3, 4, 5, 6, 7, 8, 9.0) == 213, "arguments on the stack");
	l = large(5);
	CHECK(l.words[0] == 5 && l.words[8] == 13, "result in memory");
	CHECK(extended(1.25L) == 2.5L, "x87 result");
	CHECK(wide(((__int128)7 << 64) + 9) == ((__int128)7 << 64) + 10, "result in two registers");
	v = vector(v, v);
	CHECK(v[0] == 2 && v[3] == 8, "vector result");
	CHECK(varying(3, 1.0, 2.0, 3.0) == 6, "variadic");
	CHECK(deep(20000) == 20000, "recursion");
	CHECK(tail(1) == 102, "tail call");
	CHECK(counts(20000 + 1 + 2 + 6 + 2, 20000 + 1 + 2 + 6 + 2), "every call has its events");
}

static void long_jumps()
{
	volatile int n;

	for (n = 0; n < 100000; n++)
		if (!setjmp(far_away))
			middle(14);
	CHECK(middle(6) == 13, "after long jumps");
	CHECK(counts(200002, 2), "entries only");
}

static void exceptions()
{
	int caught = 0;

	for (int i = 0; i < 1000; i++)
		try {
			rethrower(13);
		} catch (std::exception &e) {
			caught += !strcmp(e.what(), "thrown");
		}
	CHECK(caught == 1000, "%d", caught);
	CHECK(middle(7) == 15, "after exceptions");
	CHECK(counts(1000 * 5 + 2, 1000 * 2 + 2), "the calls in the handler return as usual");
}

static void *leave_thread(void *)
{
	middle(15);
	return nullptr;
}

static void threads()
{
	pthread_t id;

	for (int i = 0; i < 20; i++) {
		pthread_create(&id, nullptr, leave_thread, nullptr);
		pthread_join(id, nullptr);
	}
	CHECK(counts(40, 0), "pthread_exit unwinds");
}

static void coroutines()
{
	static char stack[65536];

	getcontext(&inside);
	inside.uc_stack.ss_sp = stack;
	inside.uc_stack.ss_size = sizeof stack;
	inside.uc_link = &outside;
	makecontext(&inside, coroutine, 0);
	swapcontext(&outside, &inside);
	for (int i = 0; i < 100; i++)
		CHECK(middle(3) == 7, "while another stack is inside a probed function");
	swapcontext(&outside, &inside);
	CHECK(yielded == 42, "%d", yielded);
	CHECK(counts(201, 201), "coroutine");
}

static void signals()
{
	static char stack[65536];
	stack_t other = {};
	struct sigaction action = {};

	other.ss_sp = stack;
	other.ss_size = sizeof stack;
	sigaltstack(&other, nullptr);
	action.sa_handler = on_signal;
	action.sa_flags = SA_ONSTACK;
	sigaction(SIGUSR1, &action, nullptr);
	for (int i = 0; i < 100; i++) {
		raise(SIGUSR1);
		CHECK(middle(3) == 7, "between signals");
	}
	CHECK(counts(400, 400), "signals");
}

TARGET int forks(int n)
{
	pid_t child = fork();
	int status = 1;

	if (child)
		waitpid(child, &status, 0);
	return child ? WEXITSTATUS(status) : n;
}

static struct ebpfc_probe *all[64];
static size_t all_count;

static void forking()
{
	pid_t self = getpid();
	int r = forks(9);

	if (getpid() != self) { /* probes work in the child, and come out of it alone */
		bool fine = middle(3) == 7 && counts(3, 3) && ebpfc_detach(all, all_count) == 0 && middle(3) == 7 &&
			    counts(0, 0) && ebpfc_attach(all, all_count) == all_count && middle(3) == 7 && counts(2, 2);
		_exit(fine ? r : 1);
	}
	CHECK(r == 9, "%d", r);
	CHECK(middle(3) == 7 && counts(3, 3), "in the parent");
}

int main()
{
	void *functions[] = { (void *)thrower, (void *)middle,  (void *)rethrower, (void *)many,  (void *)large,
			      (void *)extended, (void *)wide,   (void *)vector,    (void *)varying, (void *)deep,
			      (void *)last,    (void *)tail,    (void *)yields,    (void *)traced, (void *)forks };
	const size_t count = sizeof functions / sizeof *functions;
	static struct ebpfc_probe probes[2 * count];
	static struct ebpfc_handler entry, exit;
	void *addresses[32];
	int depth = backtrace(addresses, 32);

	entry.function = (void *)on_entry;
	exit.function = (void *)on_exit_;
	entry.form = exit.form = EBPFC_HANDLER_PRESERVED;
	for (size_t i = 0; i < count; i++) {
		probes[2 * i].address = probes[2 * i + 1].address = (uint64_t)functions[i];
		probes[2 * i].handler = &entry;
		probes[2 * i + 1].handler = &exit;
		probes[2 * i + 1].kind = EBPFC_PROBE_RETURN;
		all[all_count++] = &probes[2 * i];
		all[all_count++] = &probes[2 * i + 1];
	}
	CHECK(ebpfc_attach(all, all_count) == all_count, "not all placed");
	values();
	long_jumps();
	exceptions();
	threads();
	coroutines();
	signals();
	CHECK(traced(0) == depth + 1, "backtrace of %d frames, %d outside", traced(0), depth);
	forget_counts();
	forking();
	CHECK(ebpfc_detach(all, all_count) == 0, "busy");
	CHECK(middle(5) == 11 && counts(0, 0), "detached");
	puts("control: ok");
	return 0;
}
