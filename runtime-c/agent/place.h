/* SPDX-License-Identifier: MIT */
/*
 * place.h - where a program belongs, as its section or the user says it.
 */
#ifndef EBPFC_AGENT_PLACE_H
#define EBPFC_AGENT_PLACE_H

#include "../src/attach/attach.h"
#include "../src/attach/symbols.h"

#include <stdbool.h>
#include <stdint.h>

struct place {
	uint8_t kind; /* enum ebpfc_probe_kind */
	char module[256];
	char function[256];
	uint64_t offset; /* bytes into the function */
};

/* A section that names a place of user space: "uprobe/PATH:FUNCTION". */
bool place_is_attachable(const char *section);

/*
 * Reads KIND/MODULE:FUNCTION[+OFFSET]; KIND is uprobe, uretprobe, their .s and .multi forms, or ureplace. Returns NULL,
 * or a sentence that says what is wrong.
 */
const char *place_parse(const char *text, struct place *place);

/* Finds it in this process. Returns NULL or a sentence. */
const char *place_find(const struct place *place, struct ebpfc__symbol *symbol);

#endif /* EBPFC_AGENT_PLACE_H */
