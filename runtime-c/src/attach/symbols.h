/* SPDX-License-Identifier: MIT */
/*
 * symbols.h - functions of the files that are mapped in this process, by name.
 */
#ifndef EBPFC_ATTACH_SYMBOLS_H
#define EBPFC_ATTACH_SYMBOLS_H

#include <stddef.h>
#include <stdint.h>

struct ebpfc__symbol {
	uint64_t address;
	size_t size;       /* bytes; 0 when the file does not say */
	char module[256];  /* path of the file */
};

/*
 * Finds a function. `module` is a path, or the last part of one ("libc.so.6"), or "" for the program itself; `name` a
 * symbol of its static or dynamic table, or a file offset that begins with 0x. What the dynamic linker chooses at run
 * time (IFUNC) is found as chosen.
 * Returns 0, -ENXIO when no such module is loaded, -ENOENT when it has no such function, or -errno.
 */
int ebpfc__symbol_find(const char *module, const char *name, struct ebpfc__symbol *symbol);

#endif /* EBPFC_ATTACH_SYMBOLS_H */
