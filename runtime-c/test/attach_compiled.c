/* SPDX-License-Identifier: MIT */
/*
 * attach_compiled.c OBJECT.so OBJECT.o [ROUNDS [CALLS]] - what an attached program costs when it was compiled from
 * eBPF, beside the kernel running the same bytecode at the same place.
 *
 * Cases are interleaved; every round of a case attaches, takes thread CPU time over CALLS calls, checks that the
 * program counted each of them, and detaches. Printed: the median of the rounds in nanoseconds over the bare call of
 * the same round, and the quartiles. The kernel's cases need CAP_PERFMON and CAP_BPF.
 */
#define _GNU_SOURCE
#include "attach_check.h"

#include "../agent/links.h"
#include "../include/ebpfc.h"

#include <bpf/libbpf.h>
#include <bpf/bpf.h>
#include <sched.h>
#include <string.h>
#include <unistd.h>

/* clang-format off */
__asm__(".text\n .p2align 6\n .globl target\n .type target,@function\n"
	"target: push %rbp\n mov %rsp,%rbp\n mov %edi,%eax\n add $1,%eax\n pop %rbp\n ret\n .size target,.-target\n .p2align 6\n");
/* clang-format on */
int target(int);

static int ask_parent(int unused)
{
	(void)unused;
	return getppid();
}

static const struct bench_case {
	const char *name;
	const char *program; /* NULL: nothing is attached */
	int (*function)(int);
	bool kernel, uncounted;
} cases[] = {
	{ .name = "bare call", .function = target },
	{ .name = "uprobe, empty", .program = "empty", .function = target, .uncounted = true },
	{ .name = "uprobe, array increment", .program = "count", .function = target },
	{ .name = "uprobe, two arguments, two increments", .program = "sum_arguments", .function = target },
	{ .name = "uprobe, hash lookup and array increment", .program = "count_by_key", .function = target },
	{ .name = "uprobe, time and two increments", .program = "with_time", .function = target },
	{ .name = "uprobe, whole context, stack trace", .program = "with_stack", .function = target },
	{ .name = "uretprobe, array increment", .program = "count_return", .function = target },
	{ .name = "uretprobe, result, two increments", .program = "sum_results", .function = target },
	{ .name = "kernel uprobe, array increment", .program = "count", .function = target, .kernel = true },
	{ .name = "kernel uprobe, hash lookup and array increment", .program = "count_by_key", .function = target, .kernel = true },
	{ .name = "kernel uretprobe, array increment", .program = "count_return", .function = target, .kernel = true },
	{ .name = "bare getppid", .function = ask_parent },
	{ .name = "syscall entry, array increment", .program = "count_call", .function = ask_parent },
	{ .name = "syscall exit, result, two increments", .program = "count_call_return", .function = ask_parent },
	{ .name = "raw_tp sys_enter, array increment", .program = "count_raw", .function = ask_parent },
	{ .name = "kernel syscall entry, array increment", .program = "count_call", .function = ask_parent, .kernel = true },
	{ .name = "kernel raw_tp sys_enter, array increment", .program = "count_raw", .function = ask_parent, .kernel = true },
};
#define CASES (sizeof cases / sizeof *cases)

static const char *compiled;
static struct bpf_object *kernel_object;
static char session[64];
static struct ebpfc_instance *watcher;

/* ---- Ours ---------------------------------------------------------------------------------------------------- */

/* An instance of our own in the session that programs are attached in: it shares their maps. */
static void watch(void)
{
	EBPFC_STRUCT(ebpfc_object_opts, opts, .allow_unverified = true);
	EBPFC_STRUCT(ebpfc_instance_opts, instance, .session = session);
	struct ebpfc_object *object;

	snprintf(session, sizeof session, "attach-compiled-%d", (int)getpid());
	CHECK(!ebpfc_object_open(compiled, &opts, &object), "%s", ebpfc_last_error());
	CHECK(!ebpfc_instance_new(object, &instance, &watcher), "%s", ebpfc_last_error());
}

static uint64_t counted(uint32_t key)
{
	uint64_t value = 0;

	CHECK(!ebpfc_map_lookup_elem(ebpfc_find_map(watcher, "counts"), &key, &value, 0), "no count");
	return value;
}

static void reset(void)
{
	const uint64_t zero = 0;

	for (uint32_t key = 0; key < 8; key++)
		ebpfc_map_update_elem(ebpfc_find_map(watcher, "counts"), &key, &zero, 0);
}

static void attach(const char *program)
{
	struct attach_request request = { .object = compiled, .session = session, .program = program, .unverified = true };
	char error[512];

	CHECK(links_attach(&request, error, sizeof error) == 1, "%s: %s", program, links_first() ? links_first()->refusal : error);
}

static void detach(void)
{
	char error[512];

	CHECK(links_detach(0, error, sizeof error) >= 0, "%s", error);
}

/* ---- The kernel's -------------------------------------------------------------------------------------------- */

/* Loads the programs that the kernel can have at these places; sections name no path that it would know. */
static void load_for_kernel(const char *path)
{
	libbpf_set_print(NULL);
	kernel_object = bpf_object__open(path);
	if (!kernel_object || bpf_object__load(kernel_object)) {
		bpf_object__close(kernel_object);
		kernel_object = NULL;
	}
}

static struct bpf_link *attach_to_kernel(const struct bench_case *c)
{
	struct bpf_program *program = kernel_object ? bpf_object__find_program_by_name(kernel_object, c->program) : NULL;
	LIBBPF_OPTS(bpf_uprobe_opts, opts, .func_name = "target", .retprobe = strstr(c->program, "return") != NULL);

	if (!program)
		return NULL;
	if (!strcmp(c->program, "count_raw"))
		return bpf_program__attach_raw_tracepoint(program, "sys_enter");
	if (!strcmp(c->program, "count_call"))
		return bpf_program__attach_tracepoint(program, "syscalls", "sys_enter_getppid");
	return bpf_program__attach_uprobe_opts(program, getpid(), "/proc/self/exe", 0, &opts);
}

static uint64_t kernel_counted(void)
{
	uint64_t value = 0;
	uint32_t key = 0;

	bpf_map_lookup_elem(bpf_object__find_map_fd_by_name(kernel_object, "counts"), &key, &value);
	return value;
}

/* ---- Measuring ----------------------------------------------------------------------------------------------- */

static double cpu_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

__attribute__((noinline)) static double time_calls(int (*function)(int), uint64_t calls)
{
	double begun = cpu_ns();

	for (uint64_t i = 0; i < calls; i++)
		function((int)i);
	return (cpu_ns() - begun) / (double)calls;
}

/* Negative when the kernel does not take part. */
static double run_case(const struct bench_case *c, uint64_t calls)
{
	struct bpf_link *link = NULL;
	uint64_t before = 0;
	double ns;

	if (c->function == ask_parent)
		calls /= 20;
	if (c->kernel) {
		calls /= c->function == ask_parent ? 1 : 50;
		link = attach_to_kernel(c);
		if (!link)
			return -1e9;
	} else if (c->program) {
		attach(c->program);
	}
	time_calls(c->function, calls / 10); /* warm up */
	if (c->kernel)
		before = kernel_counted();
	else
		reset();
	ns = time_calls(c->function, calls);
	if (c->kernel)
		CHECK(kernel_counted() - before >= calls, "%s: lost calls", c->name);
	else if (c->program && !c->uncounted)
		CHECK(counted(0) == calls, "%s: %llu of %llu", c->name, (unsigned long long)counted(0), (unsigned long long)calls);
	if (link)
		bpf_link__destroy(link);
	else if (c->program)
		detach();
	return ns;
}

static int ascending(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return left < right ? -1 : left > right;
}

int main(int argc, char **argv)
{
	unsigned rounds = argc > 3 ? (unsigned)atoi(argv[3]) : 3;
	uint64_t calls = argc > 4 ? strtoull(argv[4], NULL, 10) : 1000000;
	double *samples[CASES], *bare = NULL;
	cpu_set_t cpu;

	CHECK(argc > 2, "usage: attach_compiled OBJECT.so OBJECT.o [ROUNDS [CALLS]]");
	compiled = argv[1];
	CPU_ZERO(&cpu);
	CPU_SET(sched_getcpu(), &cpu);
	sched_setaffinity(0, sizeof cpu, &cpu);
	watch();
	load_for_kernel(argv[2]);
	for (unsigned i = 0; i < CASES; i++)
		samples[i] = calloc(rounds, sizeof(double));
	for (unsigned round = 0; round < rounds; round++)
		for (unsigned i = 0; i < CASES; i++)
			samples[i][round] = run_case(&cases[i], calls);
	for (unsigned i = 0; i < CASES; i++) {
		double *s = samples[i];

		if (s[0] < -1e8) {
			printf("%-52s not available\n", cases[i].name);
			continue;
		}
		if (!cases[i].program) {
			bare = malloc(rounds * sizeof *bare);
			memcpy(bare, s, rounds * sizeof *bare);
		} else {
			for (unsigned round = 0; round < rounds; round++)
				s[round] -= bare[round];
		}
		qsort(s, rounds, sizeof *s, ascending);
		printf("%-52s %s%9.2f ns  (%.2f to %.2f)\n", cases[i].name, cases[i].program ? "+" : " ", s[rounds / 2],
		       s[rounds / 4], s[rounds - 1 - rounds / 4]);
	}
	return 0;
}
