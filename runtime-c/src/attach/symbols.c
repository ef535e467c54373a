/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "symbols.h"

#include <dlfcn.h>
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* A loaded module. */
struct module {
	const char *wanted;
	char path[256];
	uint64_t base;
	const Elf64_Phdr *phdr;
	unsigned phnum;
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
	struct module *m = arg;
	bool program = !info->dlpi_name[0];
	ssize_t length = -1;

	(void)size;
	if (program) {
		length = readlink("/proc/self/exe", m->path, sizeof m->path - 1);
		m->path[length > 0 ? length : 0] = 0;
	} else {
		snprintf(m->path, sizeof m->path, "%.255s", info->dlpi_name);
	}
	if (m->wanted[0] ? !is_named(m->path, m->wanted) : !program)
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

/* Looks into one symbol table of the file. */
static const Elf64_Sym *look_in(const uint8_t *file, size_t size, const Elf64_Shdr *table, const Elf64_Shdr *strings,
				const char *name)
{
	const Elf64_Sym *symbols = (const void *)(file + table->sh_offset);
	const char *names = (const char *)file + strings->sh_offset;

	if (!fits(size, table->sh_offset, table->sh_size) || !fits(size, strings->sh_offset, strings->sh_size) ||
	    !strings->sh_size || names[strings->sh_size - 1])
		return NULL;
	for (uint64_t i = 0; i < table->sh_size / sizeof *symbols; i++) {
		unsigned type = ELF64_ST_TYPE(symbols[i].st_info);

		if ((type == STT_FUNC || type == STT_GNU_IFUNC) && symbols[i].st_shndx && symbols[i].st_value &&
		    symbols[i].st_name < strings->sh_size && !strcmp(names + symbols[i].st_name, name))
			return &symbols[i];
	}
	return NULL;
}

static bool find_in_file(const uint8_t *file, size_t size, const char *name, Elf64_Sym *found)
{
	const Elf64_Ehdr *ehdr = (const void *)file;
	const Elf64_Shdr *shdr;

	if (size < sizeof *ehdr || memcmp(ehdr->e_ident, ELFMAG, SELFMAG) || ehdr->e_ident[EI_CLASS] != ELFCLASS64 ||
	    !fits(size, ehdr->e_shoff, (uint64_t)ehdr->e_shnum * sizeof *shdr))
		return false;
	shdr = (const void *)(file + ehdr->e_shoff);
	for (unsigned i = 0; i < ehdr->e_shnum; i++) {
		const Elf64_Sym *symbol = NULL;

		if ((shdr[i].sh_type == SHT_SYMTAB || shdr[i].sh_type == SHT_DYNSYM) && shdr[i].sh_link < ehdr->e_shnum)
			symbol = look_in(file, size, &shdr[i], &shdr[shdr[i].sh_link], name);
		if (symbol) {
			*found = *symbol;
			return true;
		}
	}
	return false;
}

/* Address of a file offset. */
static uint64_t address_of(const struct module *m, uint64_t offset)
{
	for (unsigned i = 0; i < m->phnum; i++) {
		const Elf64_Phdr *p = &m->phdr[i];

		if (p->p_type == PT_LOAD && offset >= p->p_offset && offset < p->p_offset + p->p_filesz)
			return m->base + p->p_vaddr + (offset - p->p_offset);
	}
	return 0;
}

int ebpfc__symbol_find(const char *module, const char *name, struct ebpfc__symbol *symbol)
{
	struct module m = { .wanted = module };
	const uint8_t *file;
	Elf64_Sym found;
	struct stat st;
	bool known;
	int fd;

	memset(symbol, 0, sizeof *symbol);
	if (!dl_iterate_phdr(match_module, &m))
		return -ENXIO;
	memcpy(symbol->module, m.path, sizeof symbol->module);
	if (!strncmp(name, "0x", 2)) {
		symbol->address = address_of(&m, strtoull(name, NULL, 16));
		return symbol->address ? 0 : -ENOENT;
	}
	fd = open(m.path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) < 0 || !st.st_size) {
		int error = errno ? -errno : -ENOENT;

		if (fd >= 0)
			close(fd);
		return error;
	}
	file = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	close(fd);
	if (file == MAP_FAILED)
		return -errno;
	known = find_in_file(file, (size_t)st.st_size, name, &found);
	munmap((void *)(uintptr_t)file, (size_t)st.st_size);
	if (!known)
		return -ENOENT;
	symbol->address = m.base + found.st_value;
	symbol->size = found.st_size;
	if (ELF64_ST_TYPE(found.st_info) == STT_GNU_IFUNC) { /* the symbol is the resolver; its choice has no size here */
		symbol->address = (uint64_t)dlsym(RTLD_DEFAULT, name);
		symbol->size = 0;
	}
	return symbol->address ? 0 : -ENOENT;
}
