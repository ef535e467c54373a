/* SPDX-License-Identifier: MIT */
/*
 * A compiled object written by hand: what the compiler would make of an XDP program that counts in an array and in
 * globals, tail-calls, and calls a helper of its host. Its descriptor is assembly, because C cannot say "the distance
 * from here to there" in a constant.
 */
#include "../include/ebpfc.h"

enum { SLOT_LOOKUP, SLOT_TAIL_CALL, SLOT_HOST, SLOT_COUNTS, SLOT_JUMPS, SLOT_DATA, SLOT_BSS, SLOT_RODATA, SLOT_KFUNC };

/* counts[0]++, .bss[0] += .data[0], and whatever the constant says. */
uint64_t count_body(struct ebpfc_xdp *ctx, uint64_t r2, struct ebpfc_instance *self, uint32_t *tail_calls)
{
	ebpfc_helper_fn lookup = (ebpfc_helper_fn)self->slots[SLOT_LOOKUP];
	uint32_t key = 0;
	uint64_t *value;

	(void)ctx;
	(void)r2;
	(void)tail_calls;
	value = (uint64_t *)lookup((uintptr_t)self->slots[SLOT_COUNTS], (uintptr_t)&key, 0, 0, 0, self);
	if (!value)
		return 0;
	++*value;
	*(uint64_t *)self->slots[SLOT_BSS] += *(uint64_t *)self->slots[SLOT_DATA];
	return *(uint32_t *)self->slots[SLOT_RODATA];
}

/* Jump to slot `ingress_ifindex` of `jumps`, or return 77. */
uint64_t jump_body(struct ebpfc_xdp *ctx, uint64_t r2, struct ebpfc_instance *self, uint32_t *tail_calls)
{
	ebpfc_tail_call_fn find = (ebpfc_tail_call_fn)self->slots[SLOT_TAIL_CALL];
	const struct ebpfc_target *target;

	(void)r2;
	target = find(self->slots[SLOT_JUMPS], ctx->ingress_ifindex, 0, 0, 0, self);
	if (!target || *tail_calls >= EBPFC_MAX_TAIL_CALLS)
		return 77;
	++*tail_calls;
	return target->body(ctx, 0, target->self, tail_calls);
}

uint64_t ask_body(struct ebpfc_xdp *ctx, uint64_t r2, struct ebpfc_instance *self, uint32_t *tail_calls)
{
	ebpfc_helper_fn host = (ebpfc_helper_fn)self->slots[SLOT_HOST];
	ebpfc_helper_fn kfunc = (ebpfc_helper_fn)self->slots[SLOT_KFUNC];

	(void)r2;
	(void)tail_calls;
	return host((uintptr_t)ctx, 2, 3, 4, 5, self) + (kfunc ? kfunc(0, 0, 0, 0, 0, self) : 0);
}

#define ENTRY(NAME)                                                                                                    \
	uint64_t NAME(void *ctx, struct ebpfc_instance *self)                                                          \
	{                                                                                                              \
		uint32_t tail_calls = 0;                                                                               \
		return NAME##_body(ctx, 0, self, &tail_calls);                                                         \
	}
ENTRY(count)
ENTRY(jump)
ENTRY(ask)

/* Without the helper that only a host has, any host can run it; the slot is bound to the second lookup instead. */
#ifdef WITHOUT_HOST_HELPER
#define HOST_HELPER "1"
#else
#define HOST_HELPER "1000"
#endif

#define TABLE(ROWS, COUNT, ROW_SIZE) ".long " ROWS " - ., " #COUNT ", " #ROW_SIZE "\n"
#define NO_TABLE ".long 0, 0, 0\n"
#define PROGRAM(NAME)                                                                                                  \
	".long Ln_" NAME " - ., Ln_xdp - ., " NAME " - ., " NAME "_body - .\n"                                         \
	".long 6, 0, 0, 10, 0, 0\n"
#define TEXT(LABEL, VALUE) LABEL ": .asciz \"" VALUE "\"\n"
/* name, type, key, value, entries, flags; map_extra; pinning, inner, is_template; inits; three numbers and padding */
#define MAP(NAME, TYPE, VALUE, ENTRIES, INITS)                                                                         \
	".long Ln_" NAME " - ., " #TYPE ", 4, " #VALUE ", " #ENTRIES ", 0\n.quad 0\n.long 0, -1, 0\n" INITS            \
	".long 0, 0, 0, 0\n"
#define GLOBAL(NAME, KIND, DATA)                                                                                       \
	".long Ln_" NAME " - ., " #KIND "\n.quad 8\n.long 8, " DATA "\n" NO_TABLE ".long 0\n"

__asm__(".pushsection .rodata.ebpfc, \"a\", @progbits\n"
	".balign 8\n"
	".globl ebpfc_module\n.type ebpfc_module, @object\n.protected ebpfc_module\n"
	"ebpfc_module:\n"
	".long 132, 1\n.quad 0x4350424543465042\n"
	".globl fixture_flags\n.hidden fixture_flags\n"
	"fixture_flags: .long 5\n" /* VERIFIED, LATE_RODATA */
	".long Ln_fixture - ., Ln_license - ., Ln_producer - ., 0, 0, 0, 0\n"
	TABLE("Lprograms", 3, 40)
	TABLE("Lmaps", 2, 72)
	TABLE("Lglobals", 3, 40)
	TABLE("Lhelpers", 3, 8)
	TABLE("Lexterns", 1, 12)
	NO_TABLE
	".long 0, 0, 1\n"
	".size ebpfc_module, . - ebpfc_module\n"
	".balign 8\nLprograms:\n"
	PROGRAM("count") PROGRAM("jump") PROGRAM("ask")
	".balign 8\nLmaps:\n"
	MAP("counts", 2, 8, 4, NO_TABLE)
	MAP("jumps", 3, 4, 8, TABLE("Ljumps", 2, 16))
	".balign 8\nLglobals:\n"
	GLOBAL(".data", 2, "Ldata - .") GLOBAL(".bss", 3, "0") GLOBAL(".rodata", 1, "Lrodata - .")
	".balign 8\nLhelpers:\n.long 1, 0, 12, 0, " HOST_HELPER ", Ln_host - .\n"
	"Lexterns:\n.long Ln_kfunc - ., 1, 1\n"
	"Ljumps:\n.long 1, 2, 0, 0\n.long 2, 2, 1, 0\n" /* jumps[1] = count, jumps[2] = jump */
	".balign 8\nLdata: .quad 5\nLrodata: .long 2, 0\n"
	TEXT("Ln_fixture", "fixture") TEXT("Ln_license", "GPL") TEXT("Ln_producer", "by hand")
	TEXT("Ln_xdp", "xdp") TEXT("Ln_count", "count") TEXT("Ln_jump", "jump") TEXT("Ln_ask", "ask")
	TEXT("Ln_counts", "counts") TEXT("Ln_jumps", "jumps") TEXT("Ln_.data", ".data") TEXT("Ln_.bss", ".bss")
	TEXT("Ln_.rodata", ".rodata") TEXT("Ln_host", "host_double") TEXT("Ln_kfunc", "host_kfunc")
	".popsection\n");
