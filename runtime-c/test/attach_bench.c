/* SPDX-License-Identifier: MIT */
/*
 * attach_bench.c [ROUNDS [CALLS]] - what a probe adds to a call, beside the kernel's own probes, in one process.
 *
 * Each case is one way to count the calls of a function that does almost nothing. Cases are interleaved; every round
 * of a case takes thread CPU time over CALLS calls. Printed: the median of the rounds, in nanoseconds over the bare
 * call of the same round, and the quartiles. The kernel's cases need CAP_PERFMON and CAP_BPF.
 */
#define _GNU_SOURCE
#include "attach_check.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <linux/perf_event.h>
#include <sched.h>
#include <stdbool.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

/* clang-format off */
__asm__(".text\n .p2align 6\n .globl target\n .type target,@function\n"
	"target: push %rbp\n mov %rsp,%rbp\n mov %edi,%eax\n add $1,%eax\n pop %rbp\n ret\n .size target,.-target\n"
	".p2align 6\n .globl target_guarded\n .type target_guarded,@function\n"
	"target_guarded: endbr64\n push %rbp\n mov %rsp,%rbp\n mov %edi,%eax\n add $1,%eax\n pop %rbp\n ret\n .size target_guarded,.-target_guarded\n"
	".p2align 6\n .globl target_tiny\n .type target_tiny,@function\n"
	"target_tiny: lea 1(%rdi),%eax\n ret\n .size target_tiny,.-target_tiny\n .p2align 6\n");
/* clang-format on */
int target(int), target_guarded(int), target_tiny(int);

static uint64_t *counter; /* one value of an array map */

PRESERVED static uint64_t empty(void)
{
	return 0;
}

PRESERVED static uint64_t increment(uint64_t *value)
{
	++*(volatile uint64_t *)value;
	return 0;
}

CONTEXT static uint64_t increment_context(void *context, uint64_t *value)
{
	(void)context;
	++*(volatile uint64_t *)value;
	return 0;
}

/* ---- The kernel's probes ------------------------------------------------------------------------------------- */

static int kernel_map = -1;
static uint64_t *kernel_counter;

static int bpf_call(int command, union bpf_attr *attr)
{
	return (int)syscall(SYS_bpf, command, attr, sizeof *attr);
}

/* A program that adds one to the first value of a map, in plain bytecode. */
static int load_kernel_program(uint32_t type)
{
	static char log[4096];
	struct bpf_insn insns[] = {
		{ .code = BPF_LD | BPF_DW | BPF_IMM, .dst_reg = 1, .src_reg = BPF_PSEUDO_MAP_VALUE, .imm = kernel_map },
		{ 0 },
		{ .code = BPF_LDX | BPF_MEM | BPF_DW, .dst_reg = 2, .src_reg = 1 },
		{ .code = BPF_ALU64 | BPF_ADD | BPF_K, .dst_reg = 2, .imm = 1 },
		{ .code = BPF_STX | BPF_MEM | BPF_DW, .dst_reg = 1, .src_reg = 2 },
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = 0, .imm = 0 },
		{ .code = BPF_JMP | BPF_EXIT },
	};
	union bpf_attr attr = {
		.prog_type = type,
		.insns = (uint64_t)insns,
		.insn_cnt = sizeof insns / sizeof *insns,
		.license = (uint64_t) "GPL",
		.log_buf = (uint64_t)log,
		.log_size = sizeof log,
		.log_level = 1,
	};

	return bpf_call(BPF_PROG_LOAD, &attr);
}

static bool make_kernel_map(void)
{
	union bpf_attr attr = {
		.map_type = BPF_MAP_TYPE_ARRAY, .key_size = 4, .value_size = 8, .max_entries = 1, .map_flags = BPF_F_MMAPABLE,
	};

	kernel_map = bpf_call(BPF_MAP_CREATE, &attr);
	if (kernel_map < 0)
		return false;
	kernel_counter = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, kernel_map, 0);
	return kernel_counter != MAP_FAILED;
}

/* File offset of an address of this executable. */
static uint64_t file_offset(const void *address, char *path, size_t size)
{
	FILE *maps = fopen("/proc/self/maps", "r");
	uint64_t found = 0;
	char line[512];

	while (maps && fgets(line, sizeof line, maps)) {
		uint64_t start, end, offset;
		int at = 0;

		if (sscanf(line, "%lx-%lx %*s %lx %*s %*s %n", &start, &end, &offset, &at) < 3 ||
		    (uint64_t)address < start || (uint64_t)address >= end)
			continue;
		snprintf(path, size, "%s", line + at);
		path[strcspn(path, "\n")] = 0;
		found = (uint64_t)address - start + offset;
	}
	if (maps)
		fclose(maps);
	return found;
}

static int attach_kernel_probe(const void *address, bool at_return)
{
	static char path[512];
	struct perf_event_attr attr = { .size = sizeof attr };
	FILE *type = fopen("/sys/bus/event_source/devices/uprobe/type", "r");
	int program = load_kernel_program(BPF_PROG_TYPE_KPROBE), fd;

	if (!type || program < 0)
		return -1;
	if (fscanf(type, "%u", &attr.type) != 1)
		attr.type = 0;
	fclose(type);
	attr.config = at_return;
	attr.config2 = file_offset(address, path, sizeof path);
	attr.config1 = (uint64_t)path;
	fd = (int)syscall(SYS_perf_event_open, &attr, 0, -1, -1, PERF_FLAG_FD_CLOEXEC);
	if (fd >= 0 && (ioctl(fd, PERF_EVENT_IOC_SET_BPF, program) || ioctl(fd, PERF_EVENT_IOC_ENABLE, 0))) {
		close(fd);
		fd = -1;
	}
	close(program);
	return fd;
}

/* ---- Cases --------------------------------------------------------------------------------------------------- */

enum means { BARE, USER, KERNEL };

struct bench_case {
	const char *name;
	int (*function)(int);
	enum means means;
	const void *program; /* at entry */
	const void *program_at_return;
	uint8_t form;
	bool at_entry, at_return; /* KERNEL */
	bool no_counter;
	double *samples;
};

static struct bench_case cases[] = {
	{ .name = "bare call", .function = target, .means = BARE },
	{ .name = "uprobe, empty program", .function = target, .means = USER, .program = (void *)empty, .form = EBPFC_HANDLER_PRESERVED, .no_counter = true },
	{ .name = "uprobe, array increment", .function = target, .means = USER, .program = (void *)increment, .form = EBPFC_HANDLER_PRESERVED },
	{ .name = "uprobe behind endbr64, array increment", .function = target_guarded, .means = USER, .program = (void *)increment, .form = EBPFC_HANDLER_PRESERVED },
	{ .name = "uprobe on a 4-byte function, array increment", .function = target_tiny, .means = USER, .program = (void *)increment, .form = EBPFC_HANDLER_PRESERVED },
	{ .name = "uprobe, whole pt_regs, array increment", .function = target, .means = USER, .program = (void *)increment_context, .form = EBPFC_HANDLER_CONTEXT },
	{ .name = "uprobe, pt_regs and vectors, array increment", .function = target, .means = USER, .program = (void *)increment_context, .form = EBPFC_HANDLER_ANY },
	{ .name = "uretprobe, array increment", .function = target, .means = USER, .program_at_return = (void *)increment, .form = EBPFC_HANDLER_PRESERVED },
	{ .name = "uprobe and uretprobe, array increments", .function = target, .means = USER, .program = (void *)increment, .program_at_return = (void *)increment, .form = EBPFC_HANDLER_PRESERVED },
	{ .name = "kernel uprobe on push, array increment", .function = target, .means = KERNEL, .at_entry = true },
	{ .name = "kernel uprobe on endbr64, array increment", .function = target_guarded, .means = KERNEL, .at_entry = true },
	{ .name = "kernel uretprobe on push, array increment", .function = target, .means = KERNEL, .at_return = true },
};
#define CASES (sizeof cases / sizeof *cases)

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

static bool run_case(struct bench_case *c, uint64_t calls, double *ns)
{
	struct ebpfc_handler handler = { .self = counter, .form = c->form, .parameter_count = 1, .parameters = { EBPFC_PARAMETER_SELF } };
	struct ebpfc_handler entry_handler = handler, return_handler = handler;
	struct ebpfc_probe entry = { .address = (uint64_t)c->function, .handler = &entry_handler };
	struct ebpfc_probe exit = { .address = (uint64_t)c->function, .handler = &return_handler, .kind = EBPFC_PROBE_RETURN };
	uint64_t *seen = c->means == KERNEL ? kernel_counter : counter, hits = 0;
	int fd = -1;

	entry_handler.function = (void *)(uintptr_t)c->program;
	return_handler.function = (void *)(uintptr_t)c->program_at_return;
	if (c->no_counter)
		entry_handler.parameter_count = 0;
	if (c->means == KERNEL) {
		calls /= 50;
		fd = kernel_counter ? attach_kernel_probe(c->function, c->at_return) : -1;
		if (fd < 0)
			return false;
		hits = calls;
	} else if (c->means == USER) {
		if (c->program)
			attach_one(&entry);
		if (c->program_at_return)
			attach_one(&exit);
		hits = c->no_counter ? 0 : calls * (unsigned)(!!c->program + !!c->program_at_return);
	}
	time_calls(c->function, calls / 10); /* warm up */
	if (seen)
		*seen = 0;
	*ns = time_calls(c->function, calls);
	CHECK(!seen || c->means == BARE || *seen == hits, "%s: %llu hits of %llu", c->name, (unsigned long long)*seen,
	      (unsigned long long)hits);
	if (entry.site)
		detach_one(&entry);
	if (exit.site)
		detach_one(&exit);
	if (fd >= 0)
		close(fd);
	return true;
}

static int ascending(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return left < right ? -1 : left > right;
}

int main(int argc, char **argv)
{
	unsigned rounds = argc > 1 ? (unsigned)atoi(argv[1]) : 3;
	uint64_t calls = argc > 2 ? strtoull(argv[2], NULL, 10) : 1000000;
	cpu_set_t cpu;
	bool kernel;

	CPU_ZERO(&cpu);
	CPU_SET(sched_getcpu(), &cpu);
	sched_setaffinity(0, sizeof cpu, &cpu);
	counter = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	kernel = make_kernel_map();
	for (unsigned i = 0; i < CASES; i++)
		cases[i].samples = calloc(rounds, sizeof(double));
	for (unsigned round = 0; round < rounds; round++)
		for (unsigned i = 0; i < CASES; i++)
			if (!run_case(&cases[i], calls, &cases[i].samples[round]))
				cases[i].samples[round] = -1;
	for (unsigned i = 0; i < CASES; i++) {
		double *s = cases[i].samples, bare;

		for (unsigned round = 0; i && round < rounds; round++)
			if (s[round] >= 0)
				s[round] -= cases[0].samples[round];
		qsort(s, rounds, sizeof *s, ascending);
		if (i && s[0] < -0.9 && cases[i].means == KERNEL) {
			printf("%-48s not available%s\n", cases[i].name, kernel ? "" : ": bpf(2) refused");
			continue;
		}
		bare = s[rounds / 2];
		printf("%-48s %s%9.2f ns  (%.2f to %.2f)\n", cases[i].name, i ? "+" : " ", bare, s[rounds / 4],
		       s[rounds - 1 - rounds / 4]);
	}
	return 0;
}
