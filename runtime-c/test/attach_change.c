/* SPDX-License-Identifier: MIT */
/*
 * attach_change.c OBJECT.so - programs answer instead of a function; a host's own entry points cost nothing while nobody
 * listens.
 */
#define _GNU_SOURCE
#include "attach_check.h"

#include "../agent/links.h"

#include <string.h>

static unsigned calls;

EBPFC_HOOK long answer(long a);
long answer(long a)
{
	calls++;
	__asm__ volatile("" : "+r"(a));
	return a + 1;
}

EBPFC_HOOK int hooked(int a);
int hooked(int a)
{
	__asm__ volatile("" : "+r"(a));
	return a + 1;
}

__attribute__((noinline)) int unhooked(int a);
int unhooked(int a)
{
	__asm__ volatile("" : "+r"(a));
	return a + 1;
}

static const char *compiled;

static void attach(const char *program, const char *place)
{
	struct attach_request request = { .object = compiled, .program = program, .place = place, .unverified = true };
	char error[512] = "";

	CHECK(links_attach(&request, error, sizeof error) == 1, "%s %s", error, links_first() ? links_first()->refusal : "");
	CHECK(links_first()->means == EBPFC_MEANS_JUMP, "no jump");
}

static void detach(void)
{
	char error[512];

	CHECK(links_detach(0, error, sizeof error) == 1, "%s", error);
}

static double time_calls(int (*volatile function)(int))
{
	double best = 1e9;

	for (unsigned round = 0; round < 15; round++) {
		double begun = now_ns(), ns;

		for (int i = 0; i < 200000; i++)
			function(i);
		ns = (now_ns() - begun) / 200000;
		best = ns < best ? ns : best;
	}
	return best;
}

int main(int argc, char **argv)
{
	double bare, hook;

	CHECK(argc == 2, "usage: attach_change OBJECT.so");
	compiled = argv[1];
	attach("override", NULL);
	for (unsigned i = 0; i < 1000; i++) {
		calls = 0;
		CHECK(answer(6) == 7 && calls == 1, "what is not overridden");
		CHECK(answer(7) == 4200000000042 && calls == 1, "%ld, %u calls", answer(7), calls);
	}
	detach();
	CHECK(answer(7) == 8, "detached, it answers");
	attach("replace", "ureplace/:answer");
	calls = 0;
	CHECK(answer(7) == 21 && answer(-2) == -6 && calls == 0, "%ld, %u calls", answer(7), calls);
	detach();
	CHECK(answer(7) == 8 && calls == 1, "detached, it answers");
	bare = time_calls(unhooked);
	hook = time_calls(hooked);
	printf("change: ok\nfunction %.2f ns, with room for a jump %.2f ns\n", bare, hook);
	return 0;
}
