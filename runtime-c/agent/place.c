/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "place.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Prefixes of sections; the first that matches counts. The sleepable forms are the same here. */
static const struct {
	const char *prefix;
	uint8_t kind;
} kinds[] = {
	{ "uprobe/", EBPFC_PROBE_ENTRY },
	{ "uprobe.s/", EBPFC_PROBE_ENTRY },
	{ "uprobe.multi/", EBPFC_PROBE_ENTRY },
	{ "uprobe.multi.s/", EBPFC_PROBE_ENTRY },
	{ "uretprobe/", EBPFC_PROBE_RETURN },
	{ "uretprobe.s/", EBPFC_PROBE_RETURN },
	{ "uretprobe.multi/", EBPFC_PROBE_RETURN },
	{ "uretprobe.multi.s/", EBPFC_PROBE_RETURN },
	{ "ureplace/", EBPFC_PROBE_REPLACE },
};

static const char *skip_kind(const char *text, uint8_t *kind)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (!strncmp(text, kinds[i].prefix, strlen(kinds[i].prefix))) {
			*kind = kinds[i].kind;
			return text + strlen(kinds[i].prefix);
		}
	return NULL;
}

bool place_is_attachable(const char *section)
{
	struct place place;

	return section && !place_parse(section, &place);
}

static bool copy(char *to, size_t size, const char *from, size_t length)
{
	if (length >= size)
		return false;
	memcpy(to, from, length);
	to[length] = 0;
	return true;
}

const char *place_parse(const char *text, struct place *place)
{
	const char *rest, *colon, *plus;

	memset(place, 0, sizeof *place);
	rest = skip_kind(text, &place->kind);
	if (!rest)
		return "the place does not begin with uprobe/, uretprobe/ or ureplace/";
	colon = strrchr(rest, ':');
	if (!colon || !colon[1])
		return "the place names no function: uprobe/MODULE:FUNCTION";
	plus = strchr(colon, '+');
	if (plus)
		place->offset = strtoull(plus + 1, NULL, 0);
	if (!copy(place->module, sizeof place->module, rest, (size_t)(colon - rest)) ||
	    !copy(place->function, sizeof place->function, colon + 1,
		  plus ? (size_t)(plus - colon - 1) : strlen(colon + 1)))
		return "the name of the module or function is too long";
	return NULL;
}

const char *place_find(const struct place *place, struct ebpfc__symbol *symbol)
{
	switch (ebpfc__symbol_find(place->module, place->function, symbol)) {
	case 0:
		return NULL;
	case -ENXIO:
		return "no such module is loaded in the process";
	case -ENOENT:
		return "the module has no such function";
	}
	return "the module's file cannot be read";
}
