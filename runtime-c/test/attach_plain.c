/* SPDX-License-Identifier: MIT */
/*
 * attach_plain.c OBJECT.so - programs that call all kinds of helpers run while the vector registers are full, and errno is
 * set: afterwards both are as they were.
 */
#define _GNU_SOURCE
#include "attach_check.h"

#include "../agent/links.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define STEPS 14u

/* void fill_and_call(const void *in, void *out): loads the registers, calls `probed`, stores them. */
/* clang-format off */
#define EACH(X) X(0) X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10) X(11) X(12) X(13) X(14) X(15)
#define LOAD_SSE(n) "movups " #n "*32(%rdi), %xmm" #n "\n"
#define STORE_SSE(n) "movups %xmm" #n ", " #n "*32(%rbx)\n"
#define LOAD_AVX(n) "vmovups " #n "*32(%rdi), %ymm" #n "\n"
#define STORE_AVX(n) "vmovups %ymm" #n ", " #n "*32(%rbx)\n"
#define CALLER(name, load, store, clean) \
	".p2align 4\n .globl " name "\n" name ": push %rbx\n mov %rsi, %rbx\n" EACH(load) "call probed\n" EACH(store) clean "pop %rbx\n ret\n"
__asm__(".text\n .p2align 4\n .globl probed\n .type probed, @function\n"
	"probed: push %rbp\n mov %rsp, %rbp\n pop %rbp\n ret\n .size probed, .-probed\n"
	CALLER("fill_sse", LOAD_SSE, STORE_SSE, "") CALLER("fill_avx", LOAD_AVX, STORE_AVX, "vzeroupper\n"));
/* clang-format on */
void fill_sse(const void *in, void *out), fill_avx(const void *in, void *out);

static uint8_t in[16 * 32], out[16 * 32];

static void run(bool avx, unsigned turn)
{
	for (size_t i = 0; i < sizeof in; i++)
		in[i] = (uint8_t)(i * 7 + turn);
	memset(out, 0, sizeof out);
	errno = 4711;
	(avx ? fill_avx : fill_sse)(in, out);
	CHECK(errno == 4711, "errno is %d", errno);
	for (unsigned n = 0; n < 16; n++)
		CHECK(!memcmp(in + 32 * n, out + 32 * n, avx ? 32 : 16), "register %u, turn %u", n, turn);
}

int main(int argc, char **argv)
{
	EBPFC_STRUCT(ebpfc_object_opts, opts, .allow_unverified = true);
	EBPFC_STRUCT(ebpfc_instance_opts, instance);
	struct attach_request request = { .unverified = true };
	struct ebpfc_instance *watcher;
	struct ebpfc_object *object;
	char error[512], session[64];
	const unsigned turns = 2000;

	CHECK(argc == 2, "usage: attach_plain OBJECT.so");
	snprintf(session, sizeof session, "attach-plain-%d", (int)getpid());
	request.object = argv[1];
	request.session = instance.session = session;
	CHECK(!ebpfc_object_open(argv[1], &opts, &object), "%s", ebpfc_last_error());
	CHECK(!ebpfc_instance_new(object, &instance, &watcher), "%s", ebpfc_last_error());
	CHECK(links_attach(&request, error, sizeof error) == 3, "%s", error);
	for (unsigned turn = 0; turn < turns; turn++) {
		run(false, turn);
		if (__builtin_cpu_supports("avx"))
			run(true, turn);
	}
	for (const struct link *link = links_first(); link; link = link->next)
		CHECK(link->hits >= turns && !link->misses, "%s: %llu hits", link->program, (unsigned long long)link->hits);
	for (uint32_t step = 0; step < STEPS; step++) {
		uint64_t count = 0;

		CHECK(!ebpfc_map_lookup_elem(ebpfc_find_map(watcher, "done"), &step, &count, 0), "no count");
		/* Nobody consumes the ring buffer: it fills. */
		CHECK(count == links_first()->hits || (step == 7 && count > 100), "step %u: %llu of %llu", step, (unsigned long long)count,
		      (unsigned long long)links_first()->hits);
	}
	CHECK(links_detach(0, error, sizeof error) == 3, "%s", error);
	puts("plain: ok");
	return 0;
}
