/* SPDX-License-Identifier: MIT */
/*
 * A small, bounds-checked ELF64 reader: it lays the loadable segments of a shared object out in plain memory and
 * finds one symbol. Nothing of the file is trusted and nothing of it runs.
 */
#include "image.h"

#include <elf.h>
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* A program of the kernel's limit (1M instructions) is far below this; more is a broken or hostile file. */
#define MAX_IMAGE (UINT64_C(1) << 30)

#define HOST_DATA (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? ELFDATA2LSB : ELFDATA2MSB)

#if defined(__x86_64__)
#define HOST_MACHINE EM_X86_64
#elif defined(__aarch64__)
#define HOST_MACHINE EM_AARCH64
#elif defined(__riscv)
#define HOST_MACHINE EM_RISCV
#elif defined(__powerpc64__)
#define HOST_MACHINE EM_PPC64
#elif defined(__s390x__)
#define HOST_MACHINE EM_S390
#elif defined(__loongarch64)
#define HOST_MACHINE 258
#else
#error "say the ELF machine of this target"
#endif

static const char *machine_name(unsigned int machine)
{
	switch (machine) {
	case EM_X86_64:
		return "x86_64";
	case EM_AARCH64:
		return "aarch64";
	case EM_RISCV:
		return "riscv64";
	case EM_PPC64:
		return "ppc64";
	case EM_S390:
		return "s390x";
	case EM_386:
		return "i386";
	case EM_ARM:
		return "arm";
	case EM_BPF:
		return "bpf (an uncompiled object: run `ebpfc` on it first)";
	case 258:
		return "loongarch64";
	default:
		return "an unknown machine";
	}
}

/* Read exactly `length` bytes at `offset`; false when the file has fewer. */
static bool read_at(int fd, void *to, uint64_t length, uint64_t offset)
{
	uint8_t *out = to;

	while (length > 0) {
		ssize_t got = pread(fd, out, (size_t)length, (off_t)offset);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		out += got;
		offset += (uint64_t)got;
		length -= (uint64_t)got;
	}
	return true;
}

bool ebpfc__image_covers(const struct ebpfc__image *image, uint64_t offset, uint64_t length, bool executable)
{
	for (uint32_t i = 0; i < image->segment_count; i++) {
		const struct ebpfc__segment *segment = &image->segments[i];

		if (offset < segment->begin || offset > segment->end || length > segment->end - offset)
			continue;
		return segment->executable || !executable;
	}
	return false;
}

static int check_header(const Elf64_Ehdr *header, const char *path)
{
	if (memcmp(header->e_ident, ELFMAG, SELFMAG) != 0)
		return ebpfc__fail(ENOEXEC, "%s: not an ELF file", path);
	if (header->e_ident[EI_CLASS] != ELFCLASS64)
		return ebpfc__fail(ENOEXEC, "%s: not a 64-bit ELF file", path);
	if (header->e_ident[EI_DATA] != HOST_DATA)
		return ebpfc__fail(ENOEXEC, "%s: the object's byte order is not this machine's", path);
	if (header->e_machine != HOST_MACHINE)
		return ebpfc__fail(ENOEXEC, "%s: the object is for %s, this machine is %s", path,
				   machine_name(header->e_machine), machine_name(HOST_MACHINE));
	if (header->e_type != ET_DYN)
		return ebpfc__fail(ENOEXEC, "%s: not a shared object", path);
	if (header->e_phentsize != sizeof(Elf64_Phdr) || header->e_shentsize != sizeof(Elf64_Shdr))
		return ebpfc__fail(ENOEXEC, "%s: malformed ELF header", path);
	return 0;
}

static int read_segments(int fd, const Elf64_Ehdr *header, const char *path, struct ebpfc__image *image)
{
	Elf64_Phdr segments[EBPFC_IMAGE_SEGMENTS];
	uint64_t span = 0;
	uint32_t count = 0;

	for (uint32_t i = 0; i < header->e_phnum; i++) {
		Elf64_Phdr row;

		if (header->e_phoff > INT64_MAX / 2 ||
		    !read_at(fd, &row, sizeof(row), header->e_phoff + (uint64_t)i * sizeof(row)))
			return ebpfc__fail(ENOEXEC, "%s: truncated program headers", path);
		if (row.p_type != PT_LOAD)
			continue;
		if (count == EBPFC_IMAGE_SEGMENTS)
			return ebpfc__fail(ENOEXEC, "%s: more than %d loadable segments", path, EBPFC_IMAGE_SEGMENTS);
		if (row.p_filesz > row.p_memsz || row.p_memsz > MAX_IMAGE || row.p_vaddr > MAX_IMAGE ||
		    row.p_offset > INT64_MAX / 2)
			return ebpfc__fail(ENOEXEC, "%s: malformed loadable segment", path);
		if (row.p_vaddr + row.p_memsz > span)
			span = row.p_vaddr + row.p_memsz;
		segments[count++] = row;
	}
	if (count == 0 || span == 0)
		return ebpfc__fail(ENOEXEC, "%s: nothing to load", path);

	void *bytes = mmap(NULL, span, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (bytes == MAP_FAILED)
		return ebpfc__fail(ENOMEM, "%s: no memory for %llu bytes", path, (unsigned long long)span);
	image->bytes = bytes;
	image->size = span;
	for (uint32_t i = 0; i < count; i++) {
		const Elf64_Phdr *row = &segments[i];

		if (!read_at(fd, image->bytes + row->p_vaddr, row->p_filesz, row->p_offset))
			return ebpfc__fail(ENOEXEC, "%s: truncated loadable segment", path);
		image->segments[i].begin = row->p_vaddr;
		image->segments[i].end = row->p_vaddr + row->p_memsz;
		image->segments[i].executable = (row->p_flags & PF_X) != 0;
	}
	image->segment_count = count;
	return 0;
}

/* The dynamic symbol `ebpfc_module`: section headers lead to the table, names and symbols are read from the file. */
static int find_module(int fd, const Elf64_Ehdr *header, const char *path, struct ebpfc__image *image)
{
	static const char wanted[] = "ebpfc_module";
	Elf64_Shdr symbols, strings;
	bool found = false;

	for (uint32_t i = 0; i < header->e_shnum && !found; i++) {
		if (header->e_shoff > INT64_MAX / 2 ||
		    !read_at(fd, &symbols, sizeof(symbols), header->e_shoff + (uint64_t)i * sizeof(symbols)))
			return ebpfc__fail(ENOEXEC, "%s: truncated section headers", path);
		found = symbols.sh_type == SHT_DYNSYM;
	}
	if (!found || symbols.sh_link >= header->e_shnum || symbols.sh_entsize != sizeof(Elf64_Sym) ||
	    symbols.sh_offset > INT64_MAX / 2 || symbols.sh_size > MAX_IMAGE)
		return ebpfc__fail(ENOEXEC, "%s: no dynamic symbols", path);
	if (!read_at(fd, &strings, sizeof(strings), header->e_shoff + (uint64_t)symbols.sh_link * sizeof(strings)) ||
	    strings.sh_offset > INT64_MAX / 2 || strings.sh_size > MAX_IMAGE)
		return ebpfc__fail(ENOEXEC, "%s: malformed string table", path);

	for (uint64_t i = 0; i < symbols.sh_size / sizeof(Elf64_Sym); i++) {
		Elf64_Sym symbol;
		char name[sizeof(wanted)];

		if (!read_at(fd, &symbol, sizeof(symbol), symbols.sh_offset + i * sizeof(symbol)))
			return ebpfc__fail(ENOEXEC, "%s: truncated symbol table", path);
		if (symbol.st_shndx == SHN_UNDEF || symbol.st_name > strings.sh_size ||
		    strings.sh_size - symbol.st_name < sizeof(name))
			continue;
		if (!read_at(fd, name, sizeof(name), strings.sh_offset + symbol.st_name))
			return ebpfc__fail(ENOEXEC, "%s: truncated string table", path);
		if (memcmp(name, wanted, sizeof(wanted)) != 0)
			continue;
		if ((symbol.st_value & 7) != 0 ||
		    !ebpfc__image_covers(image, symbol.st_value, 2 * sizeof(uint64_t), false))
			return ebpfc__fail(ENOEXEC, "%s: ebpfc_module lies outside the file", path);
		image->module = symbol.st_value;
		return 0;
	}
	return ebpfc__fail(ENOEXEC, "%s: no symbol ebpfc_module: not an object made by ebpfc", path);
}

int ebpfc__image_read(int fd, const char *path, struct ebpfc__image *image)
{
	Elf64_Ehdr header;
	int err;

	memset(image, 0, sizeof(*image));
	if (!read_at(fd, &header, sizeof(header), 0))
		return ebpfc__fail(ENOEXEC, "%s: not an ELF file", path);
	err = check_header(&header, path);
	if (!err)
		err = read_segments(fd, &header, path, image);
	if (!err)
		err = find_module(fd, &header, path, image);
	if (err)
		ebpfc__image_free(image);
	return err;
}

void ebpfc__image_free(struct ebpfc__image *image)
{
	if (image->bytes)
		munmap(image->bytes, image->size);
	memset(image, 0, sizeof(*image));
}
