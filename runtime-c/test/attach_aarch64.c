/* SPDX-License-Identifier: MIT */
/*
 * attach_aarch64.c - every AArch64 instruction that counts from the program counter, moved and executed: built for
 * aarch64 and run there or under qemu-aarch64.
 */
#define _GNU_SOURCE
#include "../src/attach/relocate_aarch64.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* Each function's first instruction is moved; two arguments, one result. */
__asm__(".text\n"
	".macro F name\n .p2align 3\n .globl \\name\n \\name:\n .endm\n"
	"F f_plain\n add x0, x0, x1\n ret\n"
	"F f_b\n b 1f\n mov x0, #99\n ret\n 1: add x0, x0, #1\n ret\n"
	"F f_bl\n bl 2f\n mov x30, x9\n add x0, x0, x1\n ret\n 2: mov x10, x30\n adr x11, f_bl + 4\n cmp x10, x11\n cset x0, eq\n ret\n"
	"F f_cond\n b.eq 3f\n mov x0, #5\n ret\n 3: mov x0, #6\n ret\n"
	"F f_cbz\n cbz x0, 4f\n mov x0, #7\n ret\n 4: mov x0, #8\n ret\n"
	"F f_cbnz\n cbnz w1, 5f\n mov x0, #9\n ret\n 5: mov x0, #10\n ret\n"
	"F f_tbz\n tbz x0, #33, 6f\n mov x0, #11\n ret\n 6: mov x0, #12\n ret\n"
	"F f_tbnz\n tbnz w0, #3, 7f\n mov x0, #13\n ret\n 7: mov x0, #14\n ret\n"
	"F f_adr\n adr x2, 8f\n mov x0, x2\n ret\n 8: nop\n"
	"F f_adrp\n adrp x2, f_adr\n mov x0, x2\n ret\n"
	"F f_ldrx\n ldr x2, 9f\n add x0, x0, x2\n ret\n .p2align 3\n 9: .quad 0x123456789abcdef0\n"
	"F f_ldrw\n ldr w2, 10f\n add x0, x0, x2\n ret\n .p2align 3\n 10: .word 0xfffffff0\n"
	"F f_ldrsw\n ldrsw x2, 11f\n add x0, x0, x2\n ret\n .p2align 3\n 11: .word 0xfffffff0\n"
	"F f_ldrd\n ldr d0, 12f\n fmov x0, d0\n ret\n .p2align 3\n 12: .quad 0x4000000000000000\n"
	"F f_ldrq\n ldr q0, 13f\n umov x0, v0.d[1]\n ret\n .p2align 4\n 13: .quad 1, 2\n"
	"F f_end\n ret\n");

typedef uint64_t (*function)(uint64_t, uint64_t);
uint64_t f_plain(uint64_t, uint64_t), f_b(uint64_t, uint64_t), f_bl(uint64_t, uint64_t), f_cond(uint64_t, uint64_t),
	f_cbz(uint64_t, uint64_t), f_cbnz(uint64_t, uint64_t), f_tbz(uint64_t, uint64_t), f_tbnz(uint64_t, uint64_t),
	f_adr(uint64_t, uint64_t), f_adrp(uint64_t, uint64_t), f_ldrx(uint64_t, uint64_t), f_ldrw(uint64_t, uint64_t),
	f_ldrsw(uint64_t, uint64_t), f_ldrd(uint64_t, uint64_t), f_ldrq(uint64_t, uint64_t), f_end(uint64_t, uint64_t);

static const struct {
	const char *name;
	function function;
} cases[] = {
#define CASE(name) { #name, f_##name }
	CASE(plain), CASE(b), CASE(cond), CASE(cbz), CASE(cbnz), CASE(tbz), CASE(tbnz), CASE(adr),
	CASE(adrp), CASE(ldrx), CASE(ldrw), CASE(ldrsw), CASE(ldrd), CASE(ldrq), CASE(end),
};

/* x9 keeps the caller's x30, which f_bl puts back. */
static uint64_t call_bl(function f)
{
	register uint64_t result __asm__("x0") = 0;
	register uint64_t one __asm__("x1") = 41;

	__asm__ volatile("adr x9, 1f\n mov x30, x9\n br %1\n 1:\n"
			 : "+r"(result)
			 : "r"(f), "r"(one)
			 : "x9", "x10", "x11", "x16", "x30", "cc", "memory");
	return result;
}

/* The first instruction moved to `page`, and back to the second. */
static function move(function f, uint32_t *page)
{
	uint32_t words[EBPFC__AARCH64_MOVED_MAX];
	uint64_t from = (uint64_t)f, to = (uint64_t)page;
	size_t count = ebpfc__aarch64_relocate(*(const uint32_t *)f, from, to, words);
	uint32_t back[] = { 0x58000050u, 0xd61f0200u, 0, 0 }; /* ldr x16, 8; br x16 */

	if (!count)
		return NULL;
	from += 4;
	memcpy(back + 2, &from, 8);
	memcpy(page, words, 4 * count);
	memcpy(page + count, back, sizeof back);
	__builtin___clear_cache((char *)page, (char *)(page + 64));
	return (function)page;
}

int main(void)
{
	static const uint64_t arguments[][2] = { { 0, 0 }, { 1, 2 }, { 8, 0 }, { 1ull << 33, 1 }, { ~0ull, ~0ull } };
	int failures = 0;
	unsigned moved = 0;

	/* Near, where branches reach, and far, where they do not. */
	for (int far = 0; far < 2; far++) {
		uint64_t hint = ((uint64_t)f_plain & ~0xffffull) + (far ? 1ull << 32 : 1 << 22);
		uint32_t *page = mmap((void *)hint, 65536, PROT_READ | PROT_WRITE | PROT_EXEC,
				      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		function copy;

		if (page == MAP_FAILED)
			return 2;
		for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
			copy = move(cases[i].function, page);
			for (unsigned k = 0; copy && k < sizeof arguments / sizeof *arguments; k++) {
				uint64_t want = cases[i].function(arguments[k][0], arguments[k][1]);
				uint64_t got = copy(arguments[k][0], arguments[k][1]);

				if (want != got) {
					printf("%s: %llx, not %llx\n", cases[i].name, (unsigned long long)got,
					       (unsigned long long)want);
					failures++;
				}
			}
			failures += !copy;
			moved++;
		}
		copy = move(f_bl, page);
		if (!copy || call_bl(f_bl) != 42 || call_bl(copy) != 42) {
			puts("bl: the called function does not see its return address");
			failures++;
		}
	}
	printf("%u instructions moved, %d wrong\n", moved + 2, failures);
	return failures != 0;
}
