/* SPDX-License-Identifier: MIT */
/*
 * attach_torture.c [THREADS [CYCLES [blocked]]] - probes come and go while threads call; with a third argument the
 * first thread blocks every signal.
 *
 * Every call must give the right result, a probe that stays must see every call, and a probe that went must see none
 * afterwards. Functions differ in what a jump overwrites: one instruction, several, a branch, a call, endbr64, a few
 * bytes with padding behind.
 */
#define _GNU_SOURCE
#include "attach_check.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>

/* clang-format off */
__asm__(".text\n"
	".macro FUNCTION name\n .p2align 4\n .globl \\name\n .type \\name,@function\n \\name:\n .endm\n"
	"FUNCTION several\n push %rbp\n mov %rsp,%rbp\n mov %edi,%eax\n add $1,%eax\n pop %rbp\n ret\n .size several,.-several\n"
	"FUNCTION guarded\n endbr64\n push %rbp\n mov %rsp,%rbp\n lea 2(%rdi),%rax\n pop %rbp\n ret\n .size guarded,.-guarded\n"
	"FUNCTION branches\n test %edi,%edi\n js 1f\n lea 3(%rdi),%eax\n ret\n1: mov $3,%eax\n add %edi,%eax\n ret\n .size branches,.-branches\n"
	"FUNCTION calls\n call 2f\n add $1,%eax\n ret\n .p2align 4\n2: lea 3(%rdi),%eax\n ret\n .size calls,.-calls\n"
	"FUNCTION tiny\n lea 5(%rdi),%eax\n ret\n .size tiny,.-tiny\n"
	"FUNCTION nops\n nop\n nop\n nop\n nop\n nop\n lea 6(%rdi),%eax\n ret\n .size nops,.-nops\n"
	"FUNCTION loads\n mov seven(%rip),%eax\n add %edi,%eax\n ret\n .size loads,.-loads\n"
	"FUNCTION entered\n xor %eax,%eax\n3: inc %eax\n cmp $8,%eax\n jb 3b\n add %edi,%eax\n ret\n .size entered,.-entered\n"
	".section .rodata\n .globl seven\n seven: .long 7\n .text\n");
/* clang-format on */
int several(int), guarded(int), branches(int), calls(int), tiny(int), nops(int), loads(int), entered(int);

static int (*const functions[])(int) = { several, guarded, branches, calls, tiny, nops, loads, entered };
#define FUNCTIONS (sizeof functions / sizeof *functions)

static _Atomic bool stop;
static bool first_blocks;
static _Atomic uint64_t calls_made[FUNCTIONS];
static uint64_t seen_always[FUNCTIONS], seen_sometimes[FUNCTIONS];

/* `self` says which function. */
PRESERVED static uint64_t count_always(uint64_t *self)
{
	__atomic_fetch_add(self, 1, __ATOMIC_RELAXED);
	return 0;
}

CONTEXT static uint64_t count_context(void *context, uint64_t *self)
{
	(void)context;
	__atomic_fetch_add(self, 1, __ATOMIC_RELAXED);
	return 0;
}

static void *call_all(void *arg)
{
	uint64_t made[FUNCTIONS] = { 0 };
	int n = (int)(intptr_t)arg;
	sigset_t all;

	sigfillset(&all);
	if (!n && first_blocks)
		pthread_sigmask(SIG_SETMASK, &all, NULL);
	while (!stop) {
		for (unsigned i = 0; i < FUNCTIONS; i++) {
			int argument = n & 1 ? -(n & 0xffff) : n & 0xffff;
			int got = functions[i](argument);

			if (got != argument + (int)i + 1) {
				fprintf(stderr, "function %u gave %d for %d\n", i, got, argument);
				abort();
			}
			made[i]++;
		}
		n++;
	}
	for (unsigned i = 0; i < FUNCTIONS; i++)
		atomic_fetch_add(&calls_made[i], made[i]);
	return NULL;
}

int main(int argc, char **argv)
{
	unsigned threads = argc > 1 ? (unsigned)atoi(argv[1]) : 4, cycles = argc > 2 ? (unsigned)atoi(argv[2]) : 30;
	struct ebpfc_handler always[FUNCTIONS], sometimes[FUNCTIONS], returns[FUNCTIONS];
	struct ebpfc_probe stays[FUNCTIONS], comes[FUNCTIONS], leaves[FUNCTIONS];
	struct ebpfc_probe *batch[2 * FUNCTIONS], *forever[FUNCTIONS];
	pthread_t *ids = calloc(threads, sizeof *ids);
	uint8_t before[FUNCTIONS][32];
	uint64_t seen = 0, made = 0;
	double begun, busy = 0;
	size_t memory;

	first_blocks = argc > 3;
	for (unsigned i = 0; i < FUNCTIONS; i++) {
		uint64_t address = (uint64_t)functions[i];

		always[i] = (struct ebpfc_handler){ .function = (void *)count_always,
						    .self = &seen_always[i],
						    .form = EBPFC_HANDLER_PRESERVED,
						    .parameter_count = 1,
						    .parameters = { EBPFC_PARAMETER_SELF } };
		sometimes[i] = (struct ebpfc_handler){ .function = (void *)count_context, .self = &seen_sometimes[i] };
		returns[i] = always[i];
		returns[i].self = &seen_sometimes[i];
		stays[i] = (struct ebpfc_probe){ .address = address, .handler = &always[i] };
		comes[i] = (struct ebpfc_probe){ .address = address, .handler = &sometimes[i] };
		leaves[i] = (struct ebpfc_probe){ .address = address, .handler = &returns[i], .kind = EBPFC_PROBE_RETURN };
		batch[i] = &comes[i];
		batch[FUNCTIONS + i] = &leaves[i];
		forever[i] = &stays[i];
		memcpy(before[i], (const void *)address, sizeof before[i]);
	}
	/* The first return probe brings probes of the unwinder that stay. */
	CHECK(ebpfc_attach(batch + FUNCTIONS, 1) == 1 && !ebpfc_detach(batch + FUNCTIONS, 1), "alone");
	CHECK(ebpfc_attach_settle(1000) == 0, "nobody runs");
	memory = ebpfc_attach_memory();
	/* Half of the functions keep a probe that must miss nothing; the others are armed and disarmed. */
	CHECK(ebpfc_attach(forever, FUNCTIONS / 2) == FUNCTIONS / 2, "not all placed");
	for (unsigned i = 0; i < threads; i++)
		pthread_create(&ids[i], NULL, call_all, (void *)(intptr_t)(i * 1000));
	begun = now_ns();
	for (unsigned n = 0; n < cycles; n++) {
		double from = now_ns();

		size_t placed = ebpfc_attach(batch, 2 * FUNCTIONS);

		for (unsigned i = 0; i < 2 * FUNCTIONS; i++)
			CHECK(placed == 2 * FUNCTIONS || batch[i]->site, "cycle %u, function %zu: %s", n, i % FUNCTIONS,
			      ebpfc__refusal_text(batch[i]->refusal));
		busy += now_ns() - from;
		if (n % 4 == 0)
			sched_yield();
		CHECK(ebpfc_detach(batch, 2 * FUNCTIONS) == 0, "cycle %u", n);
	}
	stop = true;
	for (unsigned i = 0; i < threads; i++)
		pthread_join(ids[i], NULL);
	for (unsigned i = 0; i < FUNCTIONS; i++) {
		seen += seen_sometimes[i];
		made += calls_made[i];
		if (i < FUNCTIONS / 2)
			CHECK(seen_always[i] == calls_made[i], "function %u: %llu calls, %llu seen", i,
			      (unsigned long long)calls_made[i], (unsigned long long)seen_always[i]);
	}
	CHECK(ebpfc_detach(forever, FUNCTIONS / 2) == 0, "busy");
	for (unsigned i = 0; i < FUNCTIONS; i++)
		CHECK(!memcmp(before[i], (const void *)functions[i], sizeof before[i]), "function %u is not restored", i);
	CHECK(ebpfc_attach_settle(1000) == 0 && ebpfc_attach_memory() == memory, "%zu bytes stay",
	      ebpfc_attach_memory() - memory);
	printf("%u threads, %u cycles of %zu probes in %.1f s, %llu calls, %llu seen by probes that came and went, "
	       "attach %.2f ms\n",
	       threads, cycles, 2 * FUNCTIONS, (now_ns() - begun) / 1e9, (unsigned long long)made,
	       (unsigned long long)seen, busy / cycles / 1e6);
	for (unsigned i = 0; i < FUNCTIONS; i++) {
		attach_one(&stays[i]);
		printf("%u %s%s%s\n", i, stays[i].means == EBPFC_MEANS_JUMP ? "jump" : stays[i].means == EBPFC_MEANS_HOP ? "hop" : "trap",
		       stays[i].refusal ? ": " : "", stays[i].refusal ? ebpfc__refusal_text(stays[i].refusal) : "");
		detach_one(&stays[i]);
	}
	free(ids);
	return 0;
}
