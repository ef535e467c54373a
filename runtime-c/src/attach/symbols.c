/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "symbols.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* What the search for a module fills. */
struct search {
	const char *wanted;
	struct ebpfc__module *found;
};

static bool same_file(const char *a, const char *b)
{
	struct stat left, right;

	return !stat(a, &left) && !stat(b, &right) && left.st_dev == right.st_dev && left.st_ino == right.st_ino;
}

static bool is_named(const char *path, const char *wanted)
{
	const char *slash = strrchr(path, '/');

	if (!strchr(wanted, '/'))
		return !strcmp(slash ? slash + 1 : path, wanted);
	return !strcmp(path, wanted) || same_file(path, wanted);
}

static int match_module(struct dl_phdr_info *info, size_t size, void *arg)
{
	const struct search *search = arg;
	struct ebpfc__module *m = search->found;
	bool program = !info->dlpi_name[0];
	ssize_t length = -1;

	(void)size;
	if (program) {
		length = readlink("/proc/self/exe", m->path, sizeof m->path - 1);
		m->path[length > 0 ? length : 0] = 0;
	} else {
		snprintf(m->path, sizeof m->path, "%.255s", info->dlpi_name);
	}
	if (search->wanted[0] ? !is_named(m->path, search->wanted) : !program)
		return 0;
	m->base = info->dlpi_addr;
	m->phdr = info->dlpi_phdr;
	m->phnum = info->dlpi_phnum;
	return 1;
}

static bool fits(size_t file, uint64_t offset, uint64_t size)
{
	return offset <= file && size <= file - offset;
}

/* The section table, when all of it lies in the file and so do its names. */
static void read_sections(struct ebpfc__module *m)
{
	const Elf64_Ehdr *ehdr = (const void *)m->file;
	const Elf64_Shdr *sections = (const void *)(m->file + ehdr->e_shoff), *names;

	if (!fits(m->size, ehdr->e_shoff, (uint64_t)ehdr->e_shnum * sizeof *sections) || ehdr->e_shstrndx >= ehdr->e_shnum)
		return;
	names = &sections[ehdr->e_shstrndx];
	if (!fits(m->size, names->sh_offset, names->sh_size) || !names->sh_size ||
	    m->file[names->sh_offset + names->sh_size - 1])
		return;
	m->sections = sections;
	m->section_count = ehdr->e_shnum;
}

int ebpfc__module_open(const char *name, struct ebpfc__module *m)
{
	struct search search = { .wanted = name, .found = m };
	struct stat st;
	int fd, error = 0;

	memset(m, 0, sizeof *m);
	if (!dl_iterate_phdr(match_module, &search))
		return -ENXIO;
	fd = open(m->path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	if (fstat(fd, &st) < 0)
		error = -errno;
	else if ((size_t)st.st_size < sizeof(Elf64_Ehdr))
		error = -ENOEXEC;
	if (!error) {
		m->size = (size_t)st.st_size;
		m->file = mmap(NULL, m->size, PROT_READ, MAP_PRIVATE, fd, 0);
		if (m->file == MAP_FAILED)
			error = -errno;
	}
	close(fd);
	if (error) {
		m->file = NULL;
		return error;
	}
	if (memcmp(m->file, ELFMAG, SELFMAG) || m->file[EI_CLASS] != ELFCLASS64) {
		ebpfc__module_close(m);
		return -ENOEXEC;
	}
	read_sections(m);
	return 0;
}

void ebpfc__module_close(struct ebpfc__module *m)
{
	if (m->file)
		munmap((void *)(uintptr_t)m->file, m->size);
	m->file = NULL;
	m->sections = NULL;
	m->section_count = 0;
}

unsigned ebpfc__module_section(const struct ebpfc__module *m, const char *name, unsigned after)
{
	const Elf64_Ehdr *ehdr = (const void *)m->file;
	const Elf64_Shdr *strings = m->sections ? &m->sections[ehdr->e_shstrndx] : NULL;

	for (unsigned i = after + 1; i < m->section_count; i++) {
		const Elf64_Shdr *section = &m->sections[i];

		if (section->sh_name < strings->sh_size &&
		    !strcmp((const char *)m->file + strings->sh_offset + section->sh_name, name) &&
		    (section->sh_type == SHT_NOBITS || fits(m->size, section->sh_offset, section->sh_size)))
			return i;
	}
	return 0;
}

/* ---- Functions ---------------------------------------------------------------------------------------------- */

/* False when the visitor wants no more. */
static bool visit_table(const struct ebpfc__module *m, const Elf64_Shdr *table, const Elf64_Shdr *strings, bool data,
			ebpfc__symbol_visit visit, void *arg)
{
	const Elf64_Sym *symbols = (const void *)(m->file + table->sh_offset);
	const char *names = (const char *)m->file + strings->sh_offset;
	struct ebpfc__symbol found;

	if (!fits(m->size, table->sh_offset, table->sh_size) || !fits(m->size, strings->sh_offset, strings->sh_size) ||
	    !strings->sh_size || names[strings->sh_size - 1])
		return true;
	memcpy(found.module, m->path, sizeof found.module);
	for (uint64_t i = 0; i < table->sh_size / sizeof *symbols; i++) {
		const Elf64_Sym *symbol = &symbols[i];
		unsigned type = ELF64_ST_TYPE(symbol->st_info);

		bool wanted = data ? type == STT_OBJECT : type == STT_FUNC || type == STT_GNU_IFUNC;

		if (!wanted || !symbol->st_shndx || !symbol->st_value || symbol->st_name >= strings->sh_size)
			continue;
		/* An IFUNC's symbol is the function that chooses. */
		found.address = type == STT_GNU_IFUNC ? 0 : m->base + symbol->st_value;
		found.size = type == STT_GNU_IFUNC ? 0 : symbol->st_size;
		if (!visit(arg, names + symbol->st_name, &found))
			return false;
	}
	return true;
}

static void visit_symbols(const struct ebpfc__module *m, bool data, ebpfc__symbol_visit visit, void *arg)
{
	for (unsigned i = 0; i < m->section_count; i++) {
		const Elf64_Shdr *table = &m->sections[i];

		if ((table->sh_type == SHT_SYMTAB || table->sh_type == SHT_DYNSYM) && table->sh_link < m->section_count &&
		    !visit_table(m, table, &m->sections[table->sh_link], data, visit, arg))
			return;
	}
}

void ebpfc__module_functions(const struct ebpfc__module *m, ebpfc__symbol_visit visit, void *arg)
{
	visit_symbols(m, false, visit, arg);
}

/* ---- C++ names ---------------------------------------------------------------------------------------------- */

typedef char *(*demangle_fn)(const char *name, char *buffer, size_t *length, int *status);

/* The demangler of the C++ library, which a process with C++ functions has. */
static demangle_fn find_demangler(void)
{
	static demangle_fn found;
	void *symbol;

	if (!found) {
		symbol = dlsym(RTLD_DEFAULT, "__cxa_demangle");
		memcpy(&found, &symbol, sizeof found);
	}
	return found;
}

/* True when `wanted` is how people write the C++ function behind `name`: with its parameters, or without any. */
static bool is_plain_name(const char *name, const char *wanted)
{
	size_t length = strlen(wanted);
	demangle_fn demangle;
	char *plain;
	int status = -1;
	bool same;

	if (strncmp(name, "_Z", 2) != 0 || !(demangle = find_demangler()))
		return false;
	plain = demangle(name, NULL, NULL, &status);
	same = plain && !strncmp(plain, wanted, length) && (!plain[length] || (!strchr(wanted, '(') && plain[length] == '('));
	free(plain);
	return same;
}

/* ---- One function ------------------------------------------------------------------------------------------- */

/* Address of a file offset. */
static uint64_t address_of(const struct ebpfc__module *m, uint64_t offset)
{
	for (unsigned i = 0; i < m->phnum; i++) {
		const Elf64_Phdr *p = &m->phdr[i];

		if (p->p_type == PT_LOAD && offset >= p->p_offset && offset < p->p_offset + p->p_filesz)
			return m->base + p->p_vaddr + (offset - p->p_offset);
	}
	return 0;
}

struct wanted {
	const char *name;
	uint64_t address;
	struct ebpfc__symbol *symbol;
	bool plain; /* the name is a C++ one as people write it */
	bool found;
};

static bool match_name(void *arg, const char *name, const struct ebpfc__symbol *symbol)
{
	struct wanted *w = arg;

	if (w->plain ? !is_plain_name(name, w->name) : strcmp(name, w->name) != 0)
		return true;
	*w->symbol = *symbol;
	if (!symbol->address) /* chosen when the process was started */
		w->symbol->address = (uint64_t)dlsym(RTLD_DEFAULT, name);
	w->found = true;
	return false;
}

static bool match_address(void *arg, const char *name, const struct ebpfc__symbol *symbol)
{
	struct wanted *w = arg;

	(void)name;
	if (!symbol->address || w->address - symbol->address >= symbol->size)
		return true;
	*w->symbol = *symbol;
	w->found = true;
	return false;
}

int ebpfc__symbol_find(const char *module, const char *name, struct ebpfc__symbol *symbol)
{
	struct wanted wanted = { .name = name, .symbol = symbol };
	struct ebpfc__module m;
	int error = ebpfc__module_open(module, &m);

	memset(symbol, 0, sizeof *symbol);
	if (error)
		return error;
	if (!strncmp(name, "0x", 2)) {
		uint64_t address = address_of(&m, strtoull(name, NULL, 16));

		if (address && (!ebpfc__function_around(&m, address, symbol) || symbol->address != address))
			*symbol = (struct ebpfc__symbol){ .address = address };
		memcpy(symbol->module, m.path, sizeof symbol->module);
	} else {
		visit_symbols(&m, false, match_name, &wanted);
		wanted.plain = true;
		if (!wanted.found)
			visit_symbols(&m, false, match_name, &wanted);
	}
	ebpfc__module_close(&m);
	return symbol->address ? 0 : -ENOENT;
}

uint64_t ebpfc__module_data(const struct ebpfc__module *module, const char *name)
{
	struct ebpfc__symbol symbol = { .address = 0 };
	struct wanted wanted = { .name = name, .symbol = &symbol };

	visit_symbols(module, true, match_name, &wanted);
	return symbol.address;
}

/* ---- By address, also where symbols were stripped ------------------------------------------------------------- */

/* .eh_frame_hdr (Linux Standard Base, core, 10.6.2) in the form that linkers write: 4-byte distances, sorted. */
struct frame_index {
	uint8_t version, frame_encoding, count_encoding, table_encoding;
	int32_t frame;
	uint32_t count;
	struct {
		int32_t start, frame; /* from the header */
	} rows[];
};
#define UDATA4 0x03
#define DATA_RELATIVE_SDATA4 0x3b
#define FRAME_RANGE 12 /* of a frame description: where the bytes of code stand that it describes */

static const struct frame_index *frame_index(const struct ebpfc__module *m)
{
	for (unsigned i = 0; i < m->phnum; i++) {
		const struct frame_index *index = (const void *)(m->base + m->phdr[i].p_vaddr);

		if (m->phdr[i].p_type != PT_GNU_EH_FRAME)
			continue;
		if (m->phdr[i].p_memsz < sizeof *index || index->version != 1 || index->count_encoding != UDATA4 ||
		    index->table_encoding != DATA_RELATIVE_SDATA4 ||
		    index->count > (m->phdr[i].p_memsz - sizeof *index) / sizeof index->rows[0])
			return NULL;
		return index;
	}
	return NULL;
}

bool ebpfc__function_around(const struct ebpfc__module *m, uint64_t address, struct ebpfc__symbol *symbol)
{
	const struct frame_index *index = frame_index(m);
	struct wanted wanted = { .address = address, .symbol = symbol };
	uint32_t low = 0, high = index ? index->count : 0, range;

	while (low < high) { /* to the first row that begins behind the address */
		uint32_t middle = low + (high - low) / 2;

		if ((uint64_t)index + (uint64_t)(int64_t)index->rows[middle].start <= address)
			low = middle + 1;
		else
			high = middle;
	}
	if (low) {
		uint64_t start = (uint64_t)index + (uint64_t)(int64_t)index->rows[low - 1].start;

		memcpy(&range, (const char *)index + index->rows[low - 1].frame + FRAME_RANGE, sizeof range);
		if (address - start < range) {
			*symbol = (struct ebpfc__symbol){ .address = start, .size = range };
			memcpy(symbol->module, m->path, sizeof symbol->module);
			return true;
		}
	}
	visit_symbols(m, false, match_address, &wanted);
	return wanted.found;
}
