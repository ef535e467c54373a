/* SPDX-License-Identifier: MIT */
/*
 * attach_usdt.cc OBJECT.so - statically defined probes: our own with every form of argument, one made by EBPFC_PROBE,
 * one with a semaphore, and those of libstdc++. The programs read arguments through libbpf's usdt.bpf.h.
 */
extern "C" {
#include "attach_check.h"

#include "../agent/links.h"
#include "../agent/usdt.h"
}

#include <cerrno>
#include <cstring>
#include <initializer_list>
#include <unistd.h>

#define NOTE(name, semaphore, arguments)                                                                             \
	".pushsection .note.stapsdt, \"?\", \"note\"\n .balign 4\n .4byte 992f-991f, 994f-993f, 3\n"                  \
	"991: .asciz \"stapsdt\"\n992: .balign 4\n993: .8byte 990b, _.stapsdt.base, " semaphore "\n"                   \
	".asciz \"test\"\n .asciz \"" name "\"\n .asciz \"" arguments "\"\n994: .balign 4\n .popsection\n"

/* clang-format off */
extern "C" {
extern int table[4], single;
int table[4] = { 1, 2, 3, 4 }, single = 5;
uint16_t semaphore __attribute__((section(".probes"), used)) = 0;
double every_form(double vector, const long *array);
int asks(int);
}
__asm__(".text\n .p2align 4\n .globl every_form\n .type every_form, @function\n"
	"every_form: push %rbp\n mov %rsp, %rbp\n sub $32, %rsp\n movl $-77, -16(%rbp)\n"
	"mov %rdi, %r8\n mov $3, %r9d\n mov $0x1122334455667788, %rdi\n mov $-5, %esi\n mov $0xfedc, %edx\n"
	"mov $-3, %ecx\n mov $0x4200, %eax\n mov $-2, %r10d\n movapd %xmm0, %xmm13\n cmp %eax, %eax\n"
	"990: nop\n jne 1f\n"
	NOTE("all", "0", "8@%rdi -4@%esi 2@%dx -1@%cl -8@$-9 -4@-16(%rbp) 1@%ah 8@(%r8,%r9,8) 4@single(%rip) 8f@%xmm13 4@4+table(%rip) -2@%r10w")
	"movapd %xmm13, %xmm0\n leave\n ret\n1: xorps %xmm0, %xmm0\n leave\n ret\n .size every_form, .-every_form\n"
	".p2align 4\n .globl asks\n .type asks, @function\n"
	"asks: lea 1(%rdi), %eax\n990: nop\n ret\n .size asks, .-asks\n"
	NOTE("asked", "semaphore", "-4@%edi"));
/* clang-format on */

__attribute__((noinline)) static long with_probe(int a, void *b, long c)
{
	EBPFC_PROBE(test, three, a, b, c);
	return c - a;
}

extern "C" __attribute__((noinline)) int counted(int a)
{
	EBPFC_PROBE(test, count, a);
	return a + 1;
}

extern "C" __attribute__((noinline)) int uncounted(int a)
{
	__asm__ volatile("" : : "r"(a));
	return a + 1;
}

static const char *compiled;
static char session[64];
static struct ebpfc_instance *watcher;

static int64_t seen(uint32_t key)
{
	int64_t value = 0;

	CHECK(!ebpfc_map_lookup_elem(ebpfc_find_map(watcher, "seen"), &key, &value, 0), "no value %u", key);
	return value;
}

static void attach(const char *program, const char *place, uint64_t cookie, unsigned sites)
{
	struct attach_request request = {};
	char error[512] = "";
	const int64_t zero = 0;

	for (uint32_t key = 0; key < 16; key++)
		ebpfc_map_update_elem(ebpfc_find_map(watcher, "seen"), &key, &zero, 0);
	request.object = compiled;
	request.session = session;
	request.program = program;
	request.place = place;
	request.cookie = cookie;
	request.unverified = true;
	CHECK(links_attach(&request, error, sizeof error) == 1, "%s at %s: %s %s", program, place ? place : "", error,
	      links_first() && links_first()->refusal ? links_first()->refusal : "");
	CHECK(links_first()->sites == sites, "%u sites", links_first()->sites);
}

static void detach(void)
{
	char error[512];

	CHECK(links_detach(0, error, sizeof error) == 1, "%s", error);
}

static void check(unsigned argument, int64_t expected)
{
	CHECK(seen(4 + argument) == expected, "argument %u: %lld, not %lld", argument, (long long)seen(4 + argument),
	      (long long)expected);
}

static void test_forms(void)
{
	const long array[] = { 10, 20, 30, 40 };
	double pi = 3.25;
	int64_t bits;

	memcpy(&bits, &pi, 8);
	attach("all", NULL, 99, 1);
	errno = 7;
	CHECK(every_form(pi, array) == pi, "a vector register or the flags were lost");
	CHECK(errno == 7, "errno was changed");
	CHECK(seen(0) == 1 && seen(1) == 12 && seen(2) == 99, "%lld hits, %lld arguments, cookie %lld", (long long)seen(0),
	      (long long)seen(1), (long long)seen(2));
	check(0, 0x1122334455667788);
	check(1, -5);
	check(2, 0xfedc);
	check(3, -3);
	check(4, -9);
	check(5, -77);
	check(6, 0x42);
	check(7, 40);
	check(8, 5);
	check(9, bits);
	check(10, 2);
	check(11, -2);
	detach();
	CHECK(every_form(pi, array) == pi && seen(0) == 1, "detached, it ran");
}

static void test_macro(void)
{
	int local;

	attach("three", NULL, 0, 1);
	CHECK(with_probe(-4, &local, 1ll << 40) == (1ll << 40) + 4, "a wrong result");
	check(0, -4);
	check(1, (int64_t)&local);
	check(2, 1ll << 40);
	detach();
}

static void test_semaphore(void)
{
	CHECK(semaphore == 0, "%d", semaphore);
	attach("all", "usdt/:test:asked", 0, 1);
	CHECK(semaphore == 1, "%d", semaphore);
	CHECK(asks(6) == 7, "a wrong result");
	check(0, 6);
	detach();
	CHECK(semaphore == 0, "%d", semaphore);
}

static void test_library(void)
{
	unsigned caught = 0;

	attach("all", "usdt/libstdc++.so.6:libstdcxx:throw", 0, 1);
	for (unsigned i = 0; i < 1000; i++) {
		try {
			throw i;
		} catch (unsigned value) {
			caught += value == i;
		}
	}
	CHECK(caught == 1000 && seen(0) == 1000, "%u caught, %lld seen", caught, (long long)seen(0));
	CHECK(seen(1) == 2, "%lld arguments", (long long)seen(1));
	CHECK(*(const char *const *)(seen(5) + 8) && !strcmp((*(const char *const *)(seen(5) + 8)), "j"),
	      "not the type_info of unsigned");
	detach();
}

static void test_absent(void)
{
	struct attach_request request = {};
	char error[512];

	request.object = compiled;
	request.program = "all";
	request.unverified = true;
	request.place = "usdt/:test:absent";
	CHECK(links_attach(&request, error, sizeof error) == 0, "attached to nothing");
	CHECK(strstr(links_first()->refusal, "no such probe"), "%s", links_first()->refusal);
}

/* What the text of an argument means. */
static void test_parser(void)
{
	struct usdt_site site;

	CHECK(!usdt_parse_arguments("", NULL, &site) && site.count == 0, "nothing is nothing");
	CHECK(!usdt_parse_arguments("-4@%eax 8@-0x10(%rbp) 4@$0x7f", NULL, &site) && site.count == 3 && !site.extended, "known");
	CHECK(site.arguments[1].value == -16 && site.arguments[2].value == 127, "numbers");
	CHECK(!usdt_parse_arguments("8@16(%rax,%rbx) 8@(,%rcx,4) 8@7", NULL, &site) && site.extended, "indexed");
	CHECK(site.arguments[0].scale == 1 && site.arguments[0].value == 16, "scale");
	CHECK(site.arguments[1].base == USDT_NO_REGISTER && site.arguments[1].scale == 4, "no base");
	CHECK(site.arguments[2].where == USDT_CONSTANT && site.arguments[2].value == 7, "no dollar");
	for (const char *bad : { "8", "8@", "3@%rax", "8@%rex", "8@(%rax", "8@(%rax,%rbx,3)", "8@%rax,", "4@%ah", "8@()",
				 "8@nowhere(%rip)", "8@%st(0)", "8@%xmm16", "-@%rax", "8@%fs:0x10" })
		CHECK(usdt_parse_arguments(bad, NULL, &site), "accepted %s", bad);
	CHECK(usdt_parse_arguments("1@$1 1@$1 1@$1 1@$1 1@$1 1@$1 1@$1 1@$1 1@$1 1@$1 1@$1 1@$1 1@$1", NULL, &site), "13");
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
	struct ebpfc_object_opts opts = {};
	struct ebpfc_instance_opts instance = {};
	struct ebpfc_object *object;
	double bare, off, on;

	CHECK(argc == 2, "usage: attach_usdt OBJECT.so");
	compiled = argv[1];
	opts.size = sizeof opts;
	opts.allow_unverified = true;
	instance.size = sizeof instance;
	snprintf(session, sizeof session, "attach-usdt-%d", (int)getpid());
	instance.session = session;
	CHECK(!ebpfc_object_open(compiled, &opts, &object), "%s", ebpfc_last_error());
	CHECK(!ebpfc_instance_new(object, &instance, &watcher), "%s", ebpfc_last_error());
	test_parser();
	test_forms();
	test_macro();
	test_semaphore();
	test_library();
	test_absent();
	bare = time_calls(uncounted);
	off = time_calls(counted);
	attach("count", NULL, 0, 1);
	on = time_calls(counted);
	CHECK(seen(0) == 15 * 200000, "%lld hits", (long long)seen(0));
	detach();
	printf("usdt: ok\nfunction %.2f ns, with a probe %.2f ns, attached %.2f ns\n", bare, off, on);
	return 0;
}
