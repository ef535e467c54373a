/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "usdt.h"

#include "../src/helpers/helpers.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* ---- Arguments ---------------------------------------------------------------------------------------------- */

/* The names of the registers that instructions can use for 8, 4, 2 and 1 bytes, and the word of pt_regs. */
static const struct {
	const char *names[4];
	uint8_t word;
} registers[] = {
	{ { "rax", "eax", "ax", "al" }, EBPFC_PARAMETER_AX },       { { "rbx", "ebx", "bx", "bl" }, EBPFC_PARAMETER_BX },
	{ { "rcx", "ecx", "cx", "cl" }, EBPFC_PARAMETER_CX },       { { "rdx", "edx", "dx", "dl" }, EBPFC_PARAMETER_DX },
	{ { "rsi", "esi", "si", "sil" }, EBPFC_PARAMETER_SI },      { { "rdi", "edi", "di", "dil" }, EBPFC_PARAMETER_DI },
	{ { "rbp", "ebp", "bp", "bpl" }, EBPFC_PARAMETER_BP },      { { "rsp", "esp", "sp", "spl" }, EBPFC_PARAMETER_SP },
	{ { "r8", "r8d", "r8w", "r8b" }, EBPFC_PARAMETER_R8 },      { { "r9", "r9d", "r9w", "r9b" }, EBPFC_PARAMETER_R9 },
	{ { "r10", "r10d", "r10w", "r10b" }, EBPFC_PARAMETER_R10 }, { { "r11", "r11d", "r11w", "r11b" }, EBPFC_PARAMETER_R11 },
	{ { "r12", "r12d", "r12w", "r12b" }, EBPFC_PARAMETER_R12 }, { { "r13", "r13d", "r13w", "r13b" }, EBPFC_PARAMETER_R13 },
	{ { "r14", "r14d", "r14w", "r14b" }, EBPFC_PARAMETER_R14 }, { { "r15", "r15d", "r15w", "r15b" }, EBPFC_PARAMETER_R15 },
	{ { "rip", "eip", "ip", "ip" }, EBPFC_PARAMETER_IP },
};

/* A cursor over the text of one argument. */
struct text {
	const char *at, *end;
};

static bool take(struct text *t, char c)
{
	if (t->at == t->end || *t->at != c)
		return false;
	t->at++;
	return true;
}

/* A signed number in any base that C writes. */
static bool take_number(struct text *t, int64_t *value)
{
	const char *digits = t->at + (t->at < t->end && (*t->at == '-' || *t->at == '+'));
	char *after;

	if (digits >= t->end || *digits < '0' || *digits > '9')
		return false;
	*value = (int64_t)strtoull(digits, &after, 0);
	if (*t->at == '-')
		*value = (int64_t)(0 - (uint64_t)*value);
	t->at = after;
	return true;
}

static size_t word_length(const struct text *t)
{
	size_t length = 0;

	while (t->at + length < t->end && !strchr("%,()+- ", t->at[length]))
		length++;
	return length;
}

/* %NAME; false when it is none that holds an integer of up to 8 bytes. */
static bool take_register(struct text *t, uint8_t *word)
{
	size_t length;

	if (!take(t, '%'))
		return false;
	length = word_length(t);
	for (size_t i = 0; i < sizeof registers / sizeof *registers; i++)
		for (unsigned k = 0; k < 4; k++)
			if (strlen(registers[i].names[k]) == length && !strncmp(registers[i].names[k], t->at, length)) {
				*word = registers[i].word;
				t->at += length;
				return true;
			}
	t->at--;
	return false;
}

/* %ah to %dh; %xmm0 to %xmm15 */
static bool take_odd_register(struct text *t, struct usdt_argument *argument)
{
	static const uint8_t high[] = { EBPFC_PARAMETER_AX, EBPFC_PARAMETER_BX, EBPFC_PARAMETER_CX, EBPFC_PARAMETER_DX };
	size_t left = (size_t)(t->end - t->at);

	if (left == 3 && t->at[2] == 'h' && t->at[1] >= 'a' && t->at[1] <= 'd') {
		argument->where = USDT_HIGH_BYTE;
		argument->base = high[t->at[1] - 'a'];
		t->at = t->end;
		return argument->size == 1;
	}
	if (left > 4 && !strncmp(t->at, "%xmm", 4)) {
		int64_t number;

		t->at += 4;
		argument->where = USDT_VECTOR;
		if (!take_number(t, &number) || number < 0 || number > 15)
			return false;
		argument->base = (uint8_t)number;
		return true;
	}
	return false;
}

/* (%base,%index,scale): each part but one may be absent. */
static bool take_address(struct text *t, struct usdt_argument *argument)
{
	int64_t scale = 1;

	argument->where = USDT_MEMORY;
	if (!take(t, '('))
		return false;
	take_register(t, &argument->base);
	if (take(t, ',')) {
		argument->where = USDT_INDEXED;
		if (!take_register(t, &argument->index))
			return false;
		if (take(t, ',') && (!take_number(t, &scale) || (scale != 1 && scale != 2 && scale != 4 && scale != 8)))
			return false;
	} else if (argument->base == USDT_NO_REGISTER) {
		return false;
	}
	argument->scale = (uint8_t)scale;
	return take(t, ')');
}

/* A variable and distances in any order before (%rip): "count+4", "4+count". The linker has made them an address. */
static bool take_variable(struct text *t, const struct ebpfc__module *module, struct usdt_argument *argument)
{
	uint64_t address = 0;

	while (t->at < t->end && *t->at != '(') {
		char name[128];
		size_t length;
		int64_t distance;

		if (take_number(t, &distance)) {
			argument->value += distance;
			continue;
		}
		take(t, '+');
		length = word_length(t);
		if (!length || length >= sizeof name || address || !module)
			return false;
		memcpy(name, t->at, length);
		name[length] = 0;
		t->at += length;
		address = ebpfc__module_data(module, name);
		if (!address)
			return false;
	}
	argument->value += (int64_t)address;
	if (address && t->end - t->at == 6 && !strncmp(t->at, "(%rip)", 6)) {
		argument->where = USDT_INDEXED; /* of no register */
		t->at = t->end;
		return true;
	}
	return take_address(t, argument);
}

static bool parse_operand(struct text *t, const struct ebpfc__module *module, struct usdt_argument *argument)
{
	struct text start = *t;

	if (take(t, '$')) {
		argument->where = USDT_CONSTANT;
		return take_number(t, &argument->value);
	}
	if (take_register(t, &argument->base)) {
		argument->where = USDT_REGISTER;
		return true;
	}
	if (take_odd_register(t, argument))
		return true;
	*t = start;
	if (take_number(t, &argument->value) && t->at == t->end) { /* some compilers leave out the dollar */
		argument->where = USDT_CONSTANT;
		return true;
	}
	*t = start;
	argument->value = 0;
	argument->base = argument->index = USDT_NO_REGISTER;
	return take_variable(t, module, argument);
}

/* N@OPERAND, -N@OPERAND, Nf@OPERAND; without N it is 8 bytes. */
static bool parse_argument(struct text *t, const struct ebpfc__module *module, struct usdt_argument *argument)
{
	int64_t size = 8;

	*argument = (struct usdt_argument){ .base = USDT_NO_REGISTER, .index = USDT_NO_REGISTER, .scale = 1 };
	if (*t->at != '@' && !take_number(t, &size))
		return false;
	argument->is_signed = size < 0;
	size = size < 0 ? -size : size;
	take(t, 'f');
	if (!take(t, '@') || (size != 1 && size != 2 && size != 4 && size != 8))
		return false;
	argument->size = (uint8_t)size;
	return parse_operand(t, module, argument) && t->at == t->end;
}

const char *usdt_parse_arguments(const char *text, const struct ebpfc__module *module, struct usdt_site *site)
{
	site->count = 0;
	site->extended = false;
	for (const char *at = text + strspn(text, " "), *end; *at; at = end + strspn(end, " ")) {
		struct usdt_argument *argument = &site->arguments[site->count];
		struct text word;

		end = at + strcspn(at, " ");
		word = (struct text){ at, end };
		if (site->count == USDT_ARGUMENTS_MAX)
			return "the probe has more than 12 arguments";
		if (!parse_argument(&word, module, argument))
			return "an argument of the probe lies where programs cannot read it";
		site->extended |= argument->where > USDT_MEMORY;
		site->count++;
	}
	return NULL;
}

/* ---- Notes -------------------------------------------------------------------------------------------------- */

#define NT_STAPSDT 3

struct note {
	uint64_t location, base, semaphore;
	const char *provider, *name, *arguments;
};

/* The strings of a note, each ended inside it. */
static bool read_strings(const char *at, const char *end, struct note *note)
{
	const char **strings[] = { &note->provider, &note->name, &note->arguments };

	for (unsigned i = 0; i < 3; i++) {
		const char *zero = at < end ? memchr(at, 0, (size_t)(end - at)) : NULL;

		if (!zero)
			return false;
		*strings[i] = at;
		at = zero + 1;
	}
	return true;
}

/* The next note of a section; false at its end, or where it is damaged. */
static bool next_note(const uint8_t **at, const uint8_t *end, struct note *note)
{
	while ((size_t)(end - *at) >= sizeof(Elf64_Nhdr)) {
		const uint8_t *start = *at;
		Elf64_Nhdr header;
		size_t name, desc;

		memcpy(&header, start, sizeof header);
		name = (header.n_namesz + 3u) & ~3u;
		desc = (header.n_descsz + 3u) & ~3u;
		if (name > (size_t)(end - start) - sizeof header || desc > (size_t)(end - start) - sizeof header - name)
			return false;
		*at = start + sizeof header + name + desc;
		if (header.n_type != NT_STAPSDT || header.n_namesz != 8 || memcmp(start + sizeof header, "stapsdt", 8) != 0 ||
		    header.n_descsz < 24)
			continue;
		start += sizeof header + name;
		memcpy(&note->location, start, 24);
		if (read_strings((const char *)start + 24, (const char *)start + header.n_descsz, note))
			return true;
	}
	return false;
}

/* Notes were made before the file may have been prelinked: by how much has it moved since? */
static uint64_t moved_by(const struct ebpfc__module *module, const struct note *note)
{
	unsigned base = ebpfc__module_section(module, ".stapsdt.base", 0);

	return base && note->base ? module->sections[base].sh_addr - note->base : 0;
}

static const char *add_site(const struct ebpfc__module *module, const struct note *note, struct usdt_site **sites,
			    size_t *count)
{
	struct usdt_site *more = realloc(*sites, (*count + 1) * sizeof *more), *site;
	uint64_t moved = moved_by(module, note);
	struct ebpfc__symbol around;

	if (!more)
		return ebpfc__refusal_text(EBPFC__REFUSAL_NO_MEMORY);
	*sites = more;
	site = &more[(*count)++];
	memset(site, 0, sizeof *site);
	site->address = module->base + note->location + moved;
	if (note->semaphore)
		site->semaphore = (uint16_t *)(uintptr_t)(module->base + note->semaphore + moved);
	if (ebpfc__function_around(module, site->address, &around)) {
		site->function = around.address;
		site->function_size = around.size;
	}
	return usdt_parse_arguments(note->arguments, module, site);
}

const char *usdt_find(const struct place *place, struct usdt_site **sites, size_t *count)
{
	struct ebpfc__module module;
	const char *problem = NULL;
	int error = ebpfc__module_open(place->module, &module);

	*sites = NULL;
	*count = 0;
	if (error)
		return place_problem(error);
	for (unsigned i = 0; !problem && (i = ebpfc__module_section(&module, ".note.stapsdt", i));) {
		const uint8_t *at = module.file + module.sections[i].sh_offset, *end = at + module.sections[i].sh_size;
		struct note note;

		while (!problem && next_note(&at, end, &note))
			if (!strcmp(note.name, place->function) && (!place->provider[0] || !strcmp(note.provider, place->provider)))
				problem = add_site(&module, &note, sites, count);
	}
	ebpfc__module_close(&module);
	if (!problem && !*count)
		problem = "the module has no such probe";
	return problem;
}

/* ---- What programs know ------------------------------------------------------------------------------------- */

/* struct __bpf_usdt_spec of libbpf's usdt.bpf.h */
struct spec {
	struct {
		uint64_t value;
		uint32_t type;
		int16_t reg_offset;
		bool is_signed;
		uint8_t bitshift;
	} arguments[USDT_ARGUMENTS_MAX];
	uint64_t cookie;
	int16_t count;
};
enum { SPEC_CONSTANT, SPEC_REGISTER, SPEC_MEMORY };

static void make_spec(const struct usdt_site *site, uint64_t cookie, struct spec *spec)
{
	memset(spec, 0, sizeof *spec);
	spec->cookie = cookie;
	spec->count = site->count;
	for (unsigned i = 0; i < site->count; i++) {
		const struct usdt_argument *a = &site->arguments[i];

		spec->arguments[i].is_signed = a->is_signed;
		spec->arguments[i].bitshift = (uint8_t)(64 - 8 * a->size);
		spec->arguments[i].type = a->where == USDT_CONSTANT ? SPEC_CONSTANT : a->where == USDT_MEMORY ? SPEC_MEMORY : SPEC_REGISTER;
		if (a->where == USDT_CONSTANT || a->where == USDT_MEMORY)
			spec->arguments[i].value = (uint64_t)a->value;
		if (a->where == USDT_REGISTER || a->where == USDT_MEMORY)
			spec->arguments[i].reg_offset = (int16_t)(8 * a->base);
		else if (a->where != USDT_CONSTANT)
			spec->arguments[i].reg_offset = (int16_t)(8 * (21 + i));
	}
}

const char *usdt_describe(const struct ebpfc_instance *instance, const struct usdt_site *site, uint64_t user_cookie,
			  uint64_t *cookie)
{
	static const struct spec empty;
	struct ebpfc_map *map = ebpfc_find_map(instance, "__bpf_usdt_specs");
	struct spec wanted, known;

	*cookie = user_cookie;
	if (!map)
		return NULL;
	if (map->key_size != 4 || map->value_size != sizeof wanted)
		return "the map __bpf_usdt_specs is not of the form that is known";
	make_spec(site, user_cookie, &wanted);
	/* Equal sites share a row; a row of zeros is free, or of a probe without arguments and cookie. */
	for (uint32_t i = 0; i < map->max_entries; i++) {
		if (ebpfc_map_lookup_elem(map, &i, &known, 0))
			break;
		*cookie = i;
		if (!memcmp(&known, &wanted, sizeof known))
			return NULL;
		if (!memcmp(&known, &empty, sizeof known))
			return ebpfc_map_update_elem(map, &i, &wanted, 0) ? ebpfc_last_error() : NULL;
	}
	return "the map __bpf_usdt_specs is full: define BPF_USDT_MAX_SPEC_CNT";
}

/* ---- At a hit ----------------------------------------------------------------------------------------------- */

/* movq %xmmN, %rax, written as bytes: this file is compiled without such registers. */
static uint64_t vector_register(unsigned number)
{
	uint64_t value = 0;

#define LOW(N)  case N: __asm__ volatile(".byte 0x66, 0x48, 0x0f, 0x7e, " #N " * 8 + 0xc0" : "=a"(value)); break;
#define HIGH(N) case N + 8: __asm__ volatile(".byte 0x66, 0x4c, 0x0f, 0x7e, " #N " * 8 + 0xc0" : "=a"(value)); break;
	switch (number) {
		LOW(0) LOW(1) LOW(2) LOW(3) LOW(4) LOW(5) LOW(6) LOW(7)
		HIGH(0) HIGH(1) HIGH(2) HIGH(3) HIGH(4) HIGH(5) HIGH(6) HIGH(7)
	}
#undef LOW
#undef HIGH
	return value;
}

static uint64_t at_register(const uint64_t *regs, uint8_t word)
{
	return word == USDT_NO_REGISTER ? 0 : regs[word];
}

void usdt_extend(const struct usdt_site *site, const uint64_t *regs, uint64_t words[USDT_WORDS])
{
	int before = errno;

	memcpy(words, regs, 21 * sizeof *words);
	for (unsigned i = 0; i < site->count; i++) {
		const struct usdt_argument *a = &site->arguments[i];
		uint64_t address;

		words[21 + i] = 0;
		switch (a->where) {
		case USDT_HIGH_BYTE:
			words[21 + i] = regs[a->base] >> 8;
			break;
		case USDT_VECTOR:
			words[21 + i] = vector_register(a->base);
			break;
		case USDT_INDEXED:
			address = at_register(regs, a->base) + at_register(regs, a->index) * a->scale + (uint64_t)a->value;
			ebpfc__copy_nofault(&words[21 + i], (const void *)(uintptr_t)address, a->size);
			break;
		}
	}
	errno = before;
}
