/* SPDX-License-Identifier: MIT */
/*
 * attach_decode.c - the instruction decoder against Zydis, over whole libraries and over random bytes.
 *
 *   attach_decode [--random N] [--verbose] FILE...
 *
 * Sweeps the executable sections of each ELF file as Zydis sees them and compares length, offsets, RIP-relativity and
 * kind of branch. Exits 1 when the decoder accepts anything that Zydis reads differently. What the decoder refuses is
 * only counted, by opcode with --verbose; so is what it accepts and Zydis calls invalid (reserved vvvv, W or L values,
 * met where data lies between functions): more than one in 50 of either fails too.
 */
#include "../src/attach/decode.h"

#include <Zydis/Zydis.h>
#include <elf.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct tally {
	uint64_t judged;    /* instructions Zydis accepts */
	uint64_t agreed;
	uint64_t differing; /* both accept, fields differ */
	uint64_t refused;   /* Zydis accepts, we do not */
	uint64_t invented;  /* we accept, Zydis does not */
	uint64_t refused_by[4][256];
};

static ZydisDecoder judge;
static bool verbose;

static void print_bytes(const char *what, const uint8_t *code, size_t size)
{
	printf("  %s:", what);
	for (size_t i = 0; i < size && i < EBPFC__INSN_MAX; i++)
		printf(" %02x", code[i]);
	putchar('\n');
}

static enum ebpfc__flow flow_of(const ZydisDecodedInstruction *z)
{
	bool relative = z->raw.imm[0].is_relative;

	switch (z->mnemonic) {
	case ZYDIS_MNEMONIC_CALL:
		return relative ? EBPFC__FLOW_CALL : EBPFC__FLOW_CALL_INDIRECT;
	case ZYDIS_MNEMONIC_JMP:
		return relative ? EBPFC__FLOW_JMP : EBPFC__FLOW_JMP_INDIRECT;
	case ZYDIS_MNEMONIC_RET:
		return EBPFC__FLOW_RET;
	case ZYDIS_MNEMONIC_SYSCALL:
		return EBPFC__FLOW_SYSCALL;
	case ZYDIS_MNEMONIC_INT3:
	case ZYDIS_MNEMONIC_INT1:
	case ZYDIS_MNEMONIC_HLT:
	case ZYDIS_MNEMONIC_UD0:
	case ZYDIS_MNEMONIC_UD1:
	case ZYDIS_MNEMONIC_UD2:
		return EBPFC__FLOW_TRAP;
	case ZYDIS_MNEMONIC_LOOP:
	case ZYDIS_MNEMONIC_LOOPE:
	case ZYDIS_MNEMONIC_LOOPNE:
	case ZYDIS_MNEMONIC_JRCXZ:
		return EBPFC__FLOW_LOOP;
	default:
		return relative ? EBPFC__FLOW_JCC : EBPFC__FLOW_NEXT;
	}
}

static bool same(const ZydisDecodedInstruction *z, const struct ebpfc__insn *insn)
{
	bool rip = false;
	unsigned imm_size = z->raw.imm[0].size / 8u + z->raw.imm[1].size / 8u;

	if (z->attributes & ZYDIS_ATTRIB_HAS_MODRM)
		rip = z->raw.modrm.mod == 0 && z->raw.modrm.rm == 5;
	if (z->length != insn->length || flow_of(z) != insn->flow || rip != insn->rip_relative)
		return false;
	if (z->opcode != insn->opcode)
		return false;
	/* An absolute address is a displacement to Zydis and an immediate to us. */
	if (z->raw.disp.size == 64)
		return insn->imm_size == 8 && insn->imm_at == z->raw.disp.offset;
	if (z->raw.disp.size / 8u != insn->disp_size || (insn->disp_size && z->raw.disp.offset != insn->disp_at))
		return false;
	if (insn->disp_size && z->raw.disp.value != insn->disp)
		return false;
	if (imm_size != insn->imm_size || (imm_size && z->raw.imm[0].offset != insn->imm_at))
		return false;
	return !ebpfc__insn_is_relative(insn) || z->raw.imm[0].value.s == insn->imm;
}

/* Judges one address; returns how far to step. */
static size_t compare(const uint8_t *code, size_t size, struct tally *t)
{
	ZydisDecodedInstruction z;
	struct ebpfc__insn insn;
	bool known = ZYAN_SUCCESS(ZydisDecoderDecodeInstruction(&judge, NULL, code, size, &z));
	unsigned length = ebpfc__decode(code, size, &insn);

	if (!known) {
		if (length) {
			t->invented++;
			if (verbose || t->invented < 20)
				print_bytes("accepted, Zydis refuses", code, length);
		}
		return 1;
	}
	t->judged++;
	if (!length) {
		t->refused++;
		t->refused_by[z.opcode_map & 3][z.opcode]++;
	} else if (same(&z, &insn)) {
		t->agreed++;
	} else {
		t->differing++;
		if (verbose || t->differing < 20)
			print_bytes("differs", code, z.length);
	}
	return z.length;
}

static int sweep_file(const char *path, struct tally *t)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	const uint8_t *file;
	const Elf64_Ehdr *ehdr;
	const Elf64_Shdr *shdr;

	if (fd < 0 || fstat(fd, &st) < 0) {
		perror(path);
		return -1;
	}
	file = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	close(fd);
	if (file == MAP_FAILED)
		return -1;
	ehdr = (const void *)file;
	if (memcmp(ehdr->e_ident, ELFMAG, SELFMAG) || ehdr->e_machine != EM_X86_64)
		return munmap((void *)(uintptr_t)file, (size_t)st.st_size), -1;
	shdr = (const void *)(file + ehdr->e_shoff);
	for (unsigned i = 0; i < ehdr->e_shnum; i++) {
		const uint8_t *code = file + shdr[i].sh_offset;
		size_t size = shdr[i].sh_size;

		if (shdr[i].sh_type != SHT_PROGBITS || !(shdr[i].sh_flags & SHF_EXECINSTR))
			continue;
		for (size_t at = 0; at < size;)
			at += compare(code + at, size - at, t);
	}
	munmap((void *)(uintptr_t)file, (size_t)st.st_size);
	return 0;
}

/* Random bytes, half of them behind a prefix or escape that leads into the larger maps. */
static void sweep_random(uint64_t count, struct tally *t)
{
	static const uint8_t leads[] = { 0x0f, 0x66, 0xf2, 0xf3, 0x48, 0xc4, 0xc5, 0x62, 0xf0, 0x40 };
	uint64_t state = 0x9e3779b97f4a7c15u;
	uint8_t code[24];

	for (uint64_t n = 0; n < count; n++) {
		for (size_t i = 0; i < sizeof code; i += 8) {
			state ^= state << 13;
			state ^= state >> 7;
			state ^= state << 17;
			memcpy(code + i, &state, 8);
		}
		if (state & 1)
			code[0] = leads[state / 2 % sizeof leads];
		if ((state & 6) == 6)
			code[1] = 0x0f;
		compare(code, sizeof code, t);
	}
}

static void report(const char *what, const struct tally *t)
{
	printf("%s: %" PRIu64 " instructions, %" PRIu64 " agree, %" PRIu64 " differ, %" PRIu64 " refused, %" PRIu64
	       " accepted where Zydis refuses\n",
	       what, t->judged, t->agreed, t->differing, t->refused, t->invented);
	for (unsigned map = 0; verbose && map < 4; map++)
		for (unsigned op = 0; op < 256; op++)
			if (t->refused_by[map][op])
				printf("  refused map %u opcode %02x: %" PRIu64 "\n", map, op, t->refused_by[map][op]);
}

int main(int argc, char **argv)
{
	struct tally files = { 0 }, noise = { 0 };
	uint64_t random = 0;

	ZydisDecoderInit(&judge, ZYDIS_MACHINE_MODE_LONG_64, ZYDIS_STACK_WIDTH_64);
	for (int i = 1; i < argc; i++) {
		if (!strcmp(argv[i], "--verbose"))
			verbose = true;
		else if (!strcmp(argv[i], "--random") && i + 1 < argc)
			random = strtoull(argv[++i], NULL, 10);
		else if (sweep_file(argv[i], &files) < 0)
			printf("%s: not an x86-64 ELF file\n", argv[i]);
	}
	if (files.judged)
		report("files", &files);
	if (random) {
		sweep_random(random, &noise);
		report("random", &noise);
	}
	if (!files.judged && !random)
		return 2;
	return files.differing || noise.differing || (files.refused + files.invented) * 50 > files.judged ? 1 : 0;
}
