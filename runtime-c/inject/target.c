/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "target.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

bool target_read(const struct target *target, uint64_t address, void *bytes, size_t size)
{
	struct iovec local = { bytes, size }, remote = { (void *)address, size };

	return process_vm_readv(target->pid, &local, 1, &remote, 1, 0) == (ssize_t)size;
}

bool target_write(const struct target *target, uint64_t address, const void *bytes, size_t size)
{
	struct iovec local = { (void *)(uintptr_t)bytes, size }, remote = { (void *)address, size };

	return process_vm_writev(target->pid, &local, 1, &remote, 1, 0) == (ssize_t)size;
}

const struct mapping *target_mapping(const struct target *target, uint64_t address)
{
	for (size_t i = 0; i < target->count; i++)
		if (address >= target->mappings[i].start && address < target->mappings[i].end)
			return &target->mappings[i];
	return NULL;
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static enum module_role role_of(const char *path)
{
	static const char *const locked[] = { "libc.", "libc-", "libpthread", "libdl", "libjemalloc", "libtcmalloc", "libmimalloc" };
	const char *name = base_name(path);

	if (!strncmp(name, "ld-", 3) || !strncmp(name, "ld.so", 5))
		return ROLE_LINKER;
	for (size_t i = 0; i < sizeof locked / sizeof *locked; i++)
		if (!strncmp(name, locked[i], strlen(locked[i])))
			return ROLE_LOCKED;
	return ROLE_OTHER;
}

static int read_mappings(struct target *target)
{
	char path[64], line[768];
	FILE *file;

	snprintf(path, sizeof path, "/proc/%d/maps", (int)target->pid);
	file = fopen(path, "re");
	if (!file)
		return -errno;
	while (fgets(line, sizeof line, file)) {
		struct mapping *more = realloc(target->mappings, (target->count + 1) * sizeof *more), *m;
		char flags[8];
		int at = 0;

		if (!more)
			break;
		target->mappings = more;
		m = &more[target->count];
		memset(m, 0, sizeof *m);
		if (sscanf(line, "%" SCNx64 "-%" SCNx64 " %7s %" SCNx64 " %*s %*s %n", &m->start, &m->end, flags, &m->offset,
			   &at) < 4)
			continue;
		m->executable = flags[2] == 'x';
		line[strcspn(line, "\n")] = 0;
		if (line[at] == '/') {
			snprintf(m->path, sizeof m->path, "%.255s", line + at);
			m->role = (uint8_t)role_of(m->path);
		}
		target->count++;
	}
	fclose(file);
	return target->count ? 0 : -ESRCH;
}

/* A file of the target, through its own root. */
struct image {
	const uint8_t *bytes;
	size_t size;
};

static bool open_image(const struct target *target, const char *path, struct image *image)
{
	char name[320];
	struct stat st;
	int fd;

	snprintf(name, sizeof name, "/proc/%d/root%s", (int)target->pid, path);
	fd = open(name, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) < 0) {
		if (fd >= 0)
			close(fd);
		return false;
	}
	image->size = (size_t)st.st_size;
	image->bytes = mmap(NULL, image->size, PROT_READ, MAP_PRIVATE, fd, 0);
	close(fd);
	return image->bytes != MAP_FAILED;
}

static void close_image(const struct image *image)
{
	munmap((void *)(uintptr_t)image->bytes, image->size);
}

static bool fits(const struct image *image, uint64_t offset, uint64_t size)
{
	return offset <= image->size && size <= image->size - offset;
}

/* Value of a dynamic symbol, relative to the load address; 0 when it is absent or the file is damaged. */
static uint64_t find_symbol(const struct image *image, const char *name)
{
	const Elf64_Ehdr *ehdr = (const void *)image->bytes;
	const Elf64_Shdr *shdr;

	if (image->size < sizeof *ehdr || memcmp(ehdr->e_ident, ELFMAG, SELFMAG) || ehdr->e_ident[EI_CLASS] != ELFCLASS64 ||
	    !fits(image, ehdr->e_shoff, (uint64_t)ehdr->e_shnum * sizeof *shdr))
		return 0;
	shdr = (const void *)(image->bytes + ehdr->e_shoff);
	for (unsigned i = 0; i < ehdr->e_shnum; i++) {
		const Elf64_Shdr *strings;
		const Elf64_Sym *symbols;

		if (shdr[i].sh_type != SHT_DYNSYM || shdr[i].sh_link >= ehdr->e_shnum)
			continue;
		strings = &shdr[shdr[i].sh_link];
		if (!fits(image, shdr[i].sh_offset, shdr[i].sh_size) || !fits(image, strings->sh_offset, strings->sh_size))
			return 0;
		symbols = (const void *)(image->bytes + shdr[i].sh_offset);
		for (uint64_t k = 0; k < shdr[i].sh_size / sizeof *symbols; k++) {
			const Elf64_Sym *s = &symbols[k];

			if (s->st_shndx && s->st_value && s->st_name < strings->sh_size &&
			    !strncmp((const char *)image->bytes + strings->sh_offset + s->st_name, name,
				     strings->sh_size - s->st_name))
				return s->st_value;
		}
	}
	return 0;
}

static void look_in(struct target *target, const struct mapping *first)
{
	static const char *const names[] = { "pthread_create", "pthread_detach", "dlopen", "dlsym", "dlerror" };
	uint64_t *const slots[] = { &target->pthread_create, &target->pthread_detach, &target->dlopen, &target->dlsym,
				    &target->dlerror };
	struct image image;

	if (!open_image(target, first->path, &image))
		return;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		uint64_t value = *slots[i] ? 0 : find_symbol(&image, names[i]);

		if (value)
			*slots[i] = first->start - first->offset + value;
	}
	close_image(&image);
}

bool target_write_code(const struct target *target, uint64_t address, const void *bytes, size_t size)
{
	char path[64];
	ssize_t written;
	int fd;

	snprintf(path, sizeof path, "/proc/%d/mem", (int)target->pid);
	fd = open(path, O_RDWR | O_CLOEXEC);
	if (fd < 0)
		return false;
	written = pwrite(fd, bytes, size, (off_t)address);
	close(fd);
	return written == (ssize_t)size;
}

uint64_t target_find_slack(const struct target *target, size_t size)
{
	static const uint8_t zeros[4096];
	uint8_t bytes[4096];

	if (size > sizeof bytes)
		return 0;
	for (size_t i = 0; i < target->count; i++) {
		const struct mapping *m = &target->mappings[i];

		/* From the end down: an injector that was killed may have left its way in there. */
		for (uint64_t at = m->end - size; at >= m->end - sizeof bytes && at >= m->start; at -= size) {
			if (!m->executable || m->path[0] != '/' || !target_read(target, at, bytes, size))
				break;
			if (!memcmp(bytes, zeros, size))
				return at;
		}
	}
	return 0;
}

int target_open(struct target *target, pid_t pid)
{
	int error;

	memset(target, 0, sizeof *target);
	target->pid = pid;
	error = read_mappings(target);
	if (error) {
		fprintf(stderr, "cannot read the mappings of process %d: %s\n", (int)pid, strerror(-error));
		return error;
	}
	for (size_t i = 0; i < target->count; i++) {
		const struct mapping *m = &target->mappings[i];

		/* The first mapping of a file is its lowest; before glibc 2.34 there are three files to look in. */
		if (m->role == ROLE_LOCKED && (i == 0 || strcmp(m->path, target->mappings[i - 1].path) != 0) && !m->offset)
			look_in(target, m);
	}
	if (!target->pthread_create || !target->pthread_detach || !target->dlopen || !target->dlsym || !target->dlerror) {
		fprintf(stderr, "process %d has no 64-bit C library with dlopen and threads: statically linked?\n", (int)pid);
		target_close(target);
		return -ENOEXEC;
	}
	return 0;
}

void target_close(struct target *target)
{
	free(target->mappings);
	target->mappings = NULL;
	target->count = 0;
}
