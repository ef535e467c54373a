/* SPDX-License-Identifier: MIT */
/*
 * decode.c - x86-64 instruction lengths from opcode maps that look like the ones in the processor manuals
 * (Intel SDM volume 2, appendix A; AMD APM volume 3, appendix A).
 */
#include "decode.h"

#include <string.h>

/*
 * The one-byte map. One letter says what follows the opcode:
 *   .  nothing                m  ModRM                  b  imm8             w  imm16
 *   z  imm16 or imm32         B  ModRM, imm8            Z  ModRM, imm16/32  v  imm16, imm32 or imm64
 *   o  64-bit address         e  imm16, imm8 (enter)    g  ModRM, a group whose members differ
 *   j  rel8                   J  rel32                  -  refused (absent in 64-bit mode, privileged, far)
 * Prefixes, REX, VEX (C4, C5), EVEX (62) and the 0F escape never reach this table.
 */
static const char one_byte[] =
	/*  0123456789abcdef */
	"mmmmbz--mmmmbz--" /* 0  add, or */
	"mmmmbz--mmmmbz--" /* 1  adc, sbb */
	"mmmmbz--mmmmbz--" /* 2  and, sub */
	"mmmmbz--mmmmbz--" /* 3  xor, cmp */
	"----------------" /* 4  REX */
	"................" /* 5  push, pop */
	"---m----zZbB----" /* 6  movsxd, push imm, imul; no ins, outs */
	"jjjjjjjjjjjjjjjj" /* 7  jcc */
	"BZ-Bmmmmmmmm-m-g" /* 8  arithmetic groups, test, xchg, mov, lea, pop */
	"..........-....." /* 9  nop, xchg, cdq, wait, pushf, lahf */
	"oooo....bz......" /* a  moffs, string operations */
	"bbbbbbbbvvvvvvvv" /* b  mov imm */
	"BBw.--gge.--.---" /* c  shifts, ret, mov imm, enter, leave, int3; no int n, far ret, iret */
	"mmmm---.gggggggg" /* d  shifts, xlat, x87 */
	"jjjj----JJ-j----" /* e  loop, call, jmp; no in, out */
	"-.--..gg..--..gg"; /* f  int1, hlt, cmc, groups 3, clc, stc, cld, std, groups 4 and 5 */

/*
 * Which mandatory prefixes an opcode of a longer map goes with: one hexadecimal digit per opcode, whose bits are
 * 1: none, 2: 66, 4: F3, 8: F2. 0 refuses the opcode.
 */
static const char legacy_0f[] =
	/*  0123456789abcdef */
	"01000f0000000f00" /* 0  xgetbv and such, syscall, prefetchw; ud2 and endbr are below */
	"fff33373ffffffff" /* 1  moves, hint nops */
	"0000000033ffff33" /* 2  moves, converts, compares; no control registers */
	"0f00000000000000" /* 3  rdtsc */
	"ffffffffffffffff" /* 4  cmov */
	"3f553333fff7ffff" /* 5 */
	"3333333333332237" /* 6 */
	"f33333310000aa77" /* 7 */
	"ffffffffffffffff" /* 8  jcc */
	"ffffffffffffffff" /* 9  setcc */
	"ffffff00ff0fffff" /* a  push and pop fs, gs; cpuid, bt, shld, bts, shrd, fences, imul */
	"ff0fffff40fffff0" /* b  cmpxchg, btr, movzx, popcnt, groups 8, btc, bsf, bsr, movsx */
	"fff1333fffffffff" /* c  xadd, compares, shuffles, cmpxchg16b, bswap */
	"a33333e333333333" /* d */
	"333333e333333333" /* e */
	"8333333333333330"; /* f */
static const char legacy_0f38[] =
	"3333333333330000" "2000220200003330" "2222220022220000" "2222220222222222"
	"2200000000000000" "0000000000000000" "0000000000000000" "0000000000000000"
	"0000000000000000" "0000000000000000" "0000000000000000" "0000000000000000"
	"0000000011111102" "0000000000026666" "0000000000000000" "bb00007001000000";
static const char legacy_0f3a[] =
	"0000000022222223" "0000222200000000" "2220000000000000" "0000000000000000"
	"2220200000000000" "0000000000000000" "2222000000000000" "0000000000000000"
	"0000000000000000" "0000000000000000" "0000000000000000" "0000000000000000"
	"0000000000001022" "0000000000000002" "0000000000000000" "0000000000000000";
static const char vex_1[] =
	"0000000000000000" "fff3337300000000" "0000000033c3cc33" "0000000000000000"
	"0330333300330000" "3f553333fff7ffff" "2222222222222226" "e22222210000aa66"
	"0000000000000000" "33bb000033000000" "0000000000000010" "0000000000000000"
	"00f0223000000000" "a222222222222222" "222222e222222222" "8222222222222220";
static const char vex_2[] =
	"2222222222222222" "0002002222202220" "2222220022222222" "2222222222222222"
	"2200022200000000" "2222000022200000" "0000000000000000" "0000000022000000"
	"0000000000002020" "0000002222222222" "0000002222222222" "0000002222222222"
	"0000000000000002" "0000000000022222" "0000000000000000" "00110d8f00000000";
static const char vex_3[] =
	"2220222022222222" "0000222222000200" "2220000000000000" "2222000022000000"
	"2220200000222000" "0000000000000000" "2222000000000000" "0000000000000000"
	"0000000000000000" "0000000000000000" "0000000000000000" "0000000000000000"
	"0000000000000022" "0000000000000002" "0000000000000000" "8000000000000000";
static const char evex_1[] =
	"0000000000000000" "fff3337300000000" "0000000033c3cc33" "0000000000000000"
	"0000000000000000" "0f003333fff7ffff" "222222222222222e" "e2222220ffee006e"
	"0000000000000000" "0000000000000000" "0000000000000000" "0000000000000000"
	"00f0223000000000" "0222222022222222" "222222e222222222" "0222022022222220";
static const char evex_2[] =
	"2000200000022200" "6666662022222222" "6666666666622200" "6666662266622222"
	"2022222200002222" "22ea220022220000" "0022222080000000" "22e2022222222222"
	"0002000022220202" "2222002222aa2222" "2222002222aa2222" "0000222222222222"
	"0000202220222202" "0000000000002222" "0000000000000000" "0000000000000000";
static const char evex_3[] =
	"2202220032320002" "0000222222220222" "2222023300000000" "0000000022220022"
	"0022200000000000" "2200223300000000" "0000003300000000" "2222000000000000"
	"0000000000000000" "0000000000000000" "0000000000000000" "0000000000000000"
	"0050000000000022" "0000000000000000" "0000000000000000" "0000000000000000";
static const char evex_5[] =
	"0000000000000000" "4400000000000300" "0000000000404411" "0000000000000000"
	"0000000000000000" "0500000055f75555" "0000000000000020" "0000000077a63f20"
	"0000000000000000" "0000000000000000" "0000000000000000" "0000000000000000"
	"0000000000000000" "0000000000000000" "0000000000000000" "0000000000000000";
static const char evex_6[] =
	"0000000000000000" "0003000000000000" "0000000000002200" "0000000000000000"
	"0022000000002222" "000000cc00000000" "0000000000000000" "0000000000000000"
	"0000000000000000" "0000002222222222" "0000002222222222" "0000002222222222"
	"0000000000000000" "000000cc00000000" "0000000000000000" "0000000000000000";

_Static_assert(sizeof one_byte == 257 && sizeof legacy_0f == 257 && sizeof vex_2 == 257 && sizeof evex_6 == 257,
	       "an opcode map has 256 entries");

/* The bytes before the opcode, and how far the reader has come. */
struct cursor {
	const uint8_t *start, *at, *end;
	bool operand16; /* 66 */
	bool lock;      /* F0 */
	uint8_t repeat; /* F2, F3 or 0: the last one counts */
	bool rex, rex_w;
};

static bool take(struct cursor *c, uint8_t *byte)
{
	if (c->at >= c->end)
		return false;
	*byte = *c->at++;
	return true;
}

static uint8_t offset(const struct cursor *c)
{
	return (uint8_t)(c->at - c->start);
}

static bool goes_with(const char *map, uint8_t opcode, unsigned prefix)
{
	char digit = map[opcode];
	unsigned mask = (unsigned)(digit <= '9' ? digit - '0' : digit - 'a' + 10);

	return mask >> prefix & 1;
}

/* Bit number in the digits above. */
static unsigned mandatory_prefix(const struct cursor *c)
{
	return c->repeat == 0xf2 ? 3 : c->repeat == 0xf3 ? 2 : c->operand16 ? 1 : 0;
}

/* Reads prefixes and REX; on success the opcode is next. */
static bool read_prefixes(struct cursor *c)
{
	uint8_t byte;

	while (take(c, &byte)) {
		switch (byte) {
		case 0x66:
			c->operand16 = true;
			continue;
		case 0xf2:
		case 0xf3:
			c->repeat = byte;
			continue;
		case 0xf0:
			c->lock = true;
			continue;
		case 0x26:
		case 0x2e:
		case 0x36:
		case 0x3e:
		case 0x64:
		case 0x65:
			continue;
		case 0x67: /* a 32-bit address size changes what RIP-relative means */
			return false;
		}
		if ((byte & 0xf0) != 0x40) {
			c->at--;
			return true;
		}
		/* REX counts only directly before the opcode: a prefix behind it is refused by the maps. */
		c->rex = true;
		c->rex_w = byte & 8;
		return true;
	}
	return false;
}

/* ModRM, SIB and displacement. */
static bool read_modrm(struct cursor *c, struct ebpfc__insn *insn)
{
	uint8_t mod, rm, sib;

	if (!take(c, &insn->modrm))
		return false;
	mod = insn->modrm >> 6;
	rm = insn->modrm & 7;
	if (mod == 3)
		return true;
	if (rm == 4) {
		if (!take(c, &sib))
			return false;
		if (mod == 0 && (sib & 7) == 5)
			insn->disp_size = 4;
	} else if (mod == 0 && rm == 5) {
		insn->disp_size = 4;
		insn->rip_relative = true;
	}
	if (mod == 1)
		insn->disp_size = 1;
	else if (mod == 2)
		insn->disp_size = 4;
	if (!insn->disp_size)
		return true;
	insn->disp_at = offset(c);
	if (c->end - c->at < insn->disp_size)
		return false;
	if (insn->disp_size == 1)
		insn->disp = (int8_t)*c->at;
	else
		memcpy(&insn->disp, c->at, 4);
	c->at += insn->disp_size;
	return true;
}

static bool read_immediate(struct cursor *c, struct ebpfc__insn *insn, unsigned size)
{
	uint64_t bits = 0;

	if (!size)
		return true;
	if (c->end - c->at < (ptrdiff_t)size)
		return false;
	insn->imm_at = offset(c);
	insn->imm_size = (uint8_t)size;
	memcpy(&bits, c->at, size); /* little endian, as the code itself */
	insn->imm = (int64_t)(bits << (64 - 8 * size)) >> (64 - 8 * size);
	c->at += size;
	return true;
}

/* LOCK is an invalid opcode except on these, with a memory operand. */
static bool may_lock(const struct ebpfc__insn *insn)
{
	unsigned reg = insn->modrm >> 3 & 7;

	if (insn->modrm >> 6 == 3)
		return false;
	if (insn->map == EBPFC__MAP_ONE) {
		if (insn->opcode < 0x38)
			return (insn->opcode & 7) < 2; /* add or adc sbb and sub xor, to memory */
		switch (insn->opcode) {
		case 0x80:
		case 0x81:
		case 0x83:
			return reg != 7; /* not cmp */
		case 0x86:
		case 0x87:
			return true;
		case 0xf6:
		case 0xf7:
			return reg == 2 || reg == 3; /* not, neg */
		case 0xfe:
		case 0xff:
			return reg < 2; /* inc, dec */
		}
		return false;
	}
	if (insn->map != EBPFC__MAP_0F)
		return false;
	switch (insn->opcode) {
	case 0xab: /* bts */
	case 0xb0: /* cmpxchg */
	case 0xb1:
	case 0xb3: /* btr */
	case 0xbb: /* btc */
	case 0xc0: /* xadd */
	case 0xc1:
		return true;
	case 0xba:
		return reg > 4;
	case 0xc7:
		return reg == 1; /* cmpxchg8b, cmpxchg16b */
	}
	return false;
}

/* x87 encodings with a register operand that exist (mod is 3); all memory forms but a few do. */
static bool x87_exists(uint8_t opcode, uint8_t modrm)
{
	unsigned reg = modrm >> 3 & 7, rm = modrm & 7;

	if (modrm >> 6 != 3)
		return !(opcode == 0xd9 && reg == 1) && !(opcode == 0xdb && (reg == 4 || reg == 6)) &&
		       !(opcode == 0xdd && reg == 5);
	switch (opcode) {
	case 0xd9:
		if (reg == 2)
			return rm == 0; /* fnop */
		if (reg == 4)
			return rm < 2 || rm == 4 || rm == 5; /* fchs fabs ftst fxam */
		return reg != 3 && !(reg == 5 && rm == 7);
	case 0xda:
		return reg < 4 || (reg == 5 && rm == 1); /* fcmov, fucompp */
	case 0xdb:
		return reg < 4 || reg == 5 || reg == 6 || (reg == 4 && (rm == 2 || rm == 3)); /* fnclex, fninit */
	case 0xdc:
	case 0xde:
		return reg != 2 && reg != 3 ? true : opcode == 0xde && reg == 3 && rm == 1; /* fcompp */
	case 0xdd:
		return reg != 1 && reg < 6;
	case 0xdf:
		return reg == 5 || reg == 6 || (reg == 4 && rm == 0); /* fnstsw ax */
	}
	return true;
}

/* Opcodes whose members differ by ModRM.reg; sets the flow and returns the immediate's size, or -1 to refuse. */
static int decode_group(struct ebpfc__insn *insn, unsigned operand)
{
	unsigned reg = insn->modrm >> 3 & 7;

	switch (insn->opcode) {
	case 0x8f: /* pop; the others are AMD's XOP */
		return reg == 0 ? 0 : -1;
	case 0xc6: /* mov; xabort is refused */
		return reg == 0 ? 1 : -1;
	case 0xc7: /* mov; xbegin is refused */
		return reg == 0 ? (int)operand : -1;
	case 0xf6: /* test, not, neg, mul, div */
		return reg < 2 ? 1 : 0;
	case 0xf7:
		return reg < 2 ? (int)operand : 0;
	case 0xfe: /* inc, dec */
		return reg < 2 ? 0 : -1;
	case 0xff: /* inc, dec, call, jmp, push; far ones are refused */
		if (reg == 3 || reg == 5 || reg == 7)
			return -1;
		if (reg == 2)
			insn->flow = EBPFC__FLOW_CALL_INDIRECT;
		if (reg == 4)
			insn->flow = EBPFC__FLOW_JMP_INDIRECT;
		return 0;
	}
	return x87_exists(insn->opcode, insn->modrm) ? 0 : -1;
}

/* A branch with 66 has a 16-bit target on one vendor's processors only; with REX.W on neither. */
static bool branch_width_is_plain(const struct cursor *c)
{
	return !c->lock && (!c->operand16 || c->rex_w);
}

static bool decode_one_byte(struct cursor *c, struct ebpfc__insn *insn)
{
	unsigned operand = c->operand16 && !c->rex_w ? 2 : 4;
	char form = one_byte[insn->opcode];
	int size;

	if (form == 'm' || form == 'B' || form == 'Z' || form == 'g')
		if (!read_modrm(c, insn))
			return false;
	switch (insn->opcode) {
	case 0xc2:
	case 0xc3:
		insn->flow = EBPFC__FLOW_RET;
		break;
	case 0xcc:
	case 0xf1:
	case 0xf4:
		insn->flow = EBPFC__FLOW_TRAP;
		break;
	case 0xe8:
		insn->flow = EBPFC__FLOW_CALL;
		break;
	case 0xe9:
	case 0xeb:
		insn->flow = EBPFC__FLOW_JMP;
		break;
	case 0x8d: /* lea needs memory */
		if (insn->modrm >> 6 == 3)
			return false;
		break;
	}
	switch (form) {
	case '.':
	case 'm':
		return true;
	case 'b':
	case 'B':
		return read_immediate(c, insn, 1);
	case 'w':
		return read_immediate(c, insn, 2);
	case 'z':
	case 'Z':
		return read_immediate(c, insn, operand);
	case 'v':
		return read_immediate(c, insn, c->rex_w ? 8 : operand);
	case 'o':
		return read_immediate(c, insn, 8);
	case 'e':
		return read_immediate(c, insn, 3);
	case 'j':
		if (insn->opcode < 0x80)
			insn->flow = EBPFC__FLOW_JCC;
		else if (insn->opcode < 0xe4)
			insn->flow = EBPFC__FLOW_LOOP;
		return read_immediate(c, insn, 1);
	case 'J':
		return read_immediate(c, insn, 4);
	case 'g':
		size = decode_group(insn, operand);
		return size >= 0 && read_immediate(c, insn, (unsigned)size);
	}
	return false;
}

/* Opcodes of the 0F map of which only some ModRM bytes are allowed. */
static bool is_listed_0f(const struct cursor *c, const struct ebpfc__insn *insn)
{
	unsigned reg = insn->modrm >> 3 & 7;
	bool memory = insn->modrm >> 6 != 3;
	unsigned prefix = mandatory_prefix(c);

	switch (insn->opcode) {
	case 0x01: /* xgetbv, xend, xtest, rdpkru, wrpkru, rdtscp */
		return prefix == 0 && (insn->modrm == 0xd0 || insn->modrm == 0xd5 || insn->modrm == 0xd6 ||
				       insn->modrm == 0xee || insn->modrm == 0xef || insn->modrm == 0xf9);
	case 0x0d: /* prefetch */
	case 0x2b: /* movnt */
	case 0xc3: /* movnti */
	case 0xe7: /* movntq, movntdq */
		return memory;
	case 0x13:
	case 0x17: /* movlps, movhps to memory */
		return memory;
	case 0x12:
	case 0x16: /* movlpd, movhpd from memory */
		return memory || prefix != 1;
	case 0x50:
	case 0xc5:
	case 0xd7: /* a register with a sign mask or word */
	case 0xf7: /* maskmov */
		return !memory;
	case 0x71:
	case 0x72:
		return !memory && (reg == 2 || reg == 4 || reg == 6);
	case 0x73:
		return !memory && (reg == 2 || reg == 6 || (prefix == 1 && (reg == 3 || reg == 7)));
	case 0xae:
		if (memory)
			return prefix == 0 || (prefix == 1 && reg >= 6) || (prefix == 2 && reg == 6);
		return prefix == 0 ? reg >= 5 : prefix == 2 && (reg < 4 || reg == 5);
	case 0xba: /* bt, bts, btr, btc */
		return reg >= 4;
	case 0xc7: /* cmpxchg16b, xsavec, rdrand, rdseed, rdpid */
		return memory ? prefix == 0 && (reg == 1 || reg == 4)
			      : (reg == 6 && prefix < 2) || (reg == 7 && prefix < 3);
	case 0xd6:
		return prefix == 1 || !memory;
	case 0xf0: /* lddqu */
		return memory;
	}
	return true;
}

static bool decode_0f(struct cursor *c, struct ebpfc__insn *insn)
{
	static const char no_modrm[] = { 0x05, 0x31, 0x77, (char)0xa0, (char)0xa1, (char)0xa2, (char)0xa8, (char)0xa9 };
	uint8_t op = insn->opcode;
	bool imm8 = (op >= 0x70 && op <= 0x73) || op == 0xa4 || op == 0xac || op == 0xba || op == 0xc2 ||
		    (op >= 0xc4 && op <= 0xc6);

	if (op == 0x0b) { /* ud2 */
		insn->flow = EBPFC__FLOW_TRAP;
		return true;
	}
	if (!goes_with(legacy_0f, op, mandatory_prefix(c)))
		return false;
	if ((op & 0xf0) == 0x80) {
		insn->flow = EBPFC__FLOW_JCC;
		return read_immediate(c, insn, 4);
	}
	if (op == 0x05)
		insn->flow = EBPFC__FLOW_SYSCALL;
	if (memchr(no_modrm, op, sizeof no_modrm) || op >> 3 == 0xc8 >> 3)
		return true;
	return read_modrm(c, insn) && is_listed_0f(c, insn) && read_immediate(c, insn, imm8);
}

static bool decode_legacy(struct cursor *c, struct ebpfc__insn *insn)
{
	bool branch;

	if (insn->opcode != 0x0f) {
		if (!decode_one_byte(c, insn))
			return false;
	} else {
		insn->map = EBPFC__MAP_0F;
		insn->opcode_at = offset(c);
		if (!take(c, &insn->opcode))
			return false;
		if (insn->opcode == 0x38 || insn->opcode == 0x3a) {
			bool imm8 = insn->opcode == 0x3a;
			const char *map = imm8 ? legacy_0f3a : legacy_0f38;

			insn->map = imm8 ? EBPFC__MAP_0F3A : EBPFC__MAP_0F38;
			insn->opcode_at = offset(c);
			if (!take(c, &insn->opcode) || !goes_with(map, insn->opcode, mandatory_prefix(c)) ||
			    !read_modrm(c, insn) || !read_immediate(c, insn, imm8))
				return false;
		} else if (!decode_0f(c, insn)) {
			return false;
		}
	}
	branch = insn->flow != EBPFC__FLOW_NEXT && insn->flow != EBPFC__FLOW_SYSCALL && insn->flow != EBPFC__FLOW_TRAP;
	if (branch && !branch_width_is_plain(c))
		return false;
	return !c->lock || may_lock(insn);
}

/* VEX (two or three bytes) and EVEX: `insn->opcode` holds the first byte. */
static bool decode_vector(struct cursor *c, struct ebpfc__insn *insn)
{
	static const char *const vex_maps[] = { NULL, vex_1, vex_2, vex_3 };
	static const char *const evex_maps[] = { NULL, evex_1, evex_2, evex_3, NULL, evex_5, evex_6, NULL };
	uint8_t form = insn->opcode, first, second, third, prefix, op;
	const char *map;

	if (c->rex || c->operand16 || c->repeat || c->lock || !take(c, &first))
		return false;
	if (form == 0xc5) {
		insn->map = EBPFC__MAP_0F;
		prefix = first & 3;
		map = vex_1;
	} else if (form == 0xc4) {
		if (!take(c, &second) || (first & 0x1f) < 1 || (first & 0x1f) > 3)
			return false;
		insn->map = first & 0x1f;
		prefix = second & 3;
		map = vex_maps[insn->map];
	} else {
		if (!take(c, &second) || !take(c, &third) || (first & 8) || !(second & 4))
			return false;
		insn->map = first & 7;
		prefix = second & 3;
		map = evex_maps[insn->map];
	}
	insn->vector = true;
	insn->opcode_at = offset(c);
	if (!map || !take(c, &insn->opcode) || !goes_with(map, insn->opcode, prefix))
		return false;
	op = insn->opcode;
	if (insn->map == EBPFC__MAP_0F && op == 0x77 && form != 0x62) /* vzeroupper, vzeroall */
		return true;
	return read_modrm(c, insn) &&
	       read_immediate(c, insn,
			      insn->map == EBPFC__MAP_0F3A ||
				      (insn->map == EBPFC__MAP_0F && ((op >= 0x70 && op <= 0x73) || op == 0xc2 ||
								     (op >= 0xc4 && op <= 0xc6))));
}

unsigned ebpfc__decode(const uint8_t *code, size_t size, struct ebpfc__insn *insn)
{
	struct cursor c = {
		.start = code,
		.at = code,
		.end = code + (size < EBPFC__INSN_MAX ? size : EBPFC__INSN_MAX),
	};
	bool known;

	memset(insn, 0, sizeof *insn);
	if (!read_prefixes(&c))
		return 0;
	insn->opcode_at = offset(&c);
	if (!take(&c, &insn->opcode))
		return 0;
	if (insn->opcode == 0xc4 || insn->opcode == 0xc5 || insn->opcode == 0x62)
		known = decode_vector(&c, insn);
	else
		known = decode_legacy(&c, insn);
	if (!known)
		return 0;
	insn->length = offset(&c);
	return insn->length;
}

bool ebpfc__insn_uses_vectors(const struct ebpfc__insn *insn)
{
	uint8_t op = insn->opcode;

	if (insn->vector)
		return true;
	switch (insn->map) {
	case EBPFC__MAP_ONE:
		return op >= 0xd8 && op <= 0xdf;
	case EBPFC__MAP_0F:
		return (op >= 0x10 && op <= 0x17) || (op >= 0x28 && op <= 0x2f) || (op >= 0x50 && op <= 0x7f) || op == 0xae ||
		       op == 0xc2 || (op >= 0xc4 && op <= 0xc6) || op >= 0xd0;
	case EBPFC__MAP_0F38: /* movbe, crc32, adcx, adox */
		return op != 0xf0 && op != 0xf1 && op != 0xf6;
	}
	return true;
}
