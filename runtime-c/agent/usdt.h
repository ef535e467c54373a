/* SPDX-License-Identifier: MIT */
/*
 * usdt.h - statically defined probes (sys/sdt.h): where they are, and where their arguments lie.
 *
 * A probe is a nop in the code and a note in the file. Programs read arguments by what libbpf's usdt.bpf.h keeps in a
 * map, indexed by the attach cookie; what that header has no word for, the agent computes and puts behind the registers.
 */
#ifndef EBPFC_AGENT_USDT_H
#define EBPFC_AGENT_USDT_H

#include "../include/ebpfc.h"
#include "../src/attach/symbols.h"
#include "place.h"

#define USDT_ARGUMENTS_MAX 12 /* BPF_USDT_MAX_ARG_CNT */
#define USDT_WORDS (21 + USDT_ARGUMENTS_MAX) /* struct pt_regs, and values behind it */

enum usdt_where {
	USDT_CONSTANT,
	USDT_REGISTER,
	USDT_MEMORY, /* at a register plus a distance */
	/* What usdt.bpf.h does not know: */
	USDT_HIGH_BYTE, /* ah, bh, ch, dh */
	USDT_VECTOR,    /* the low bytes of xmm0 to xmm15 */
	USDT_INDEXED,   /* at base + index * scale + distance; either may be absent */
};

#define USDT_NO_REGISTER 0xff

struct usdt_argument {
	uint8_t where; /* enum usdt_where */
	uint8_t size;  /* bytes: 1, 2, 4 or 8 */
	bool is_signed;
	uint8_t base, index; /* words of struct pt_regs, or the number of a vector register; USDT_NO_REGISTER */
	uint8_t scale;
	int64_t value; /* the constant, or the distance */
};

struct usdt_site {
	uint64_t address;
	uint64_t function; /* around it; 0 when unknown */
	size_t function_size;
	uint16_t *semaphore; /* not 0 while somebody listens; NULL: there is none */
	uint8_t count;
	bool extended; /* some argument is none that usdt.bpf.h knows */
	struct usdt_argument arguments[USDT_ARGUMENTS_MAX];
};

/*
 * Reads the arguments of a note: "8@%rdi -4@$7 2@-8(%rbp)". `module` finds variables ("4@count(%rip)"); NULL: none.
 * Returns NULL or a sentence.
 */
const char *usdt_parse_arguments(const char *text, const struct ebpfc__module *module, struct usdt_site *site);

/* All sites of a probe; `*sites` is to be freed. Returns NULL or a sentence. */
const char *usdt_find(const struct place *place, struct usdt_site **sites, size_t *count);

/*
 * Writes what usdt.bpf.h must know of a site to the map __bpf_usdt_specs of an instance, and gives the cookie that
 * leads there. An object without such a map gets the user's own cookie. Returns NULL or a sentence.
 */
const char *usdt_describe(const struct ebpfc_instance *instance, const struct usdt_site *site, uint64_t user_cookie,
			  uint64_t *cookie);

/* The registers, and behind them the values of the arguments that usdt.bpf.h cannot find itself. */
void usdt_extend(const struct usdt_site *site, const uint64_t *regs, uint64_t words[USDT_WORDS]);

#endif /* EBPFC_AGENT_USDT_H */
