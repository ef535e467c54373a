/* SPDX-License-Identifier: MIT */
/*
 * symbols.h - the files that are mapped in this process, and their functions by name.
 */
#ifndef EBPFC_ATTACH_SYMBOLS_H
#define EBPFC_ATTACH_SYMBOLS_H

#include <elf.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A loaded module and its file. */
struct ebpfc__module {
	char path[256];
	uint64_t base; /* what is added to addresses in the file */
	const Elf64_Phdr *phdr;
	unsigned phnum;
	const uint8_t *file; /* its bytes, which are not trusted */
	size_t size;
	const Elf64_Shdr *sections; /* inside `file`, as are their names; NULL when there are none */
	unsigned section_count;
};

/*
 * Finds a module and maps its file. `name` is a path, or the last part of one ("libc.so.6"), or "" for the program
 * itself. Returns 0, -ENXIO when no such module is loaded, -ENOEXEC when its file is not what was loaded, or -errno.
 */
int ebpfc__module_open(const char *name, struct ebpfc__module *module);
void ebpfc__module_close(struct ebpfc__module *module);

/* The next section named `name` after number `after` (0 to begin), or 0. Its bytes lie inside the file. */
unsigned ebpfc__module_section(const struct ebpfc__module *module, const char *name, unsigned after);

struct ebpfc__symbol {
	uint64_t address;
	size_t size;       /* bytes; 0 when the file does not say */
	char module[256];  /* path of the file */
};

/*
 * Visits functions of the static and the dynamic table, some twice, until `visit` returns false. The address is 0 for
 * those that the dynamic linker chooses (IFUNC).
 */
typedef bool (*ebpfc__symbol_visit)(void *arg, const char *name, const struct ebpfc__symbol *symbol);
void ebpfc__module_functions(const struct ebpfc__module *module, ebpfc__symbol_visit visit, void *arg);

/*
 * Finds a function. `module` is as above; `name` a symbol of its static or dynamic table, a C++ function as people write
 * it ("ns::type::call" or with its parameters), or a file offset that begins with 0x. What the dynamic linker chooses
 * at run time (IFUNC) is found as chosen.
 * Returns 0, -ENXIO when no such module is loaded, -ENOENT when it has no such function, or -errno.
 */
int ebpfc__symbol_find(const char *module, const char *name, struct ebpfc__symbol *symbol);

/* Where a variable lies; 0 when no symbol says so. */
uint64_t ebpfc__module_data(const struct ebpfc__module *module, const char *name);

/*
 * The function that an address lies in, from the unwind tables, which are there when symbols are not, or from symbols.
 * False when neither knows.
 */
bool ebpfc__function_around(const struct ebpfc__module *module, uint64_t address, struct ebpfc__symbol *symbol);

#endif /* EBPFC_ATTACH_SYMBOLS_H */
