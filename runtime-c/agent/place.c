/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "place.h"

#include "../src/attach/regions.h"
#include "../src/attach/syscalls.h"
#include "syscall_names.h"

#include <errno.h>
#include <fnmatch.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Prefixes of sections; the first that matches counts. The sleepable forms are the same here. */
static const struct kind_row {
	const char *prefix;
	uint8_t kind, form;
} kinds[] = {
	{ "uprobe/", EBPFC_PROBE_ENTRY, PLACE_FUNCTION },
	{ "uprobe.s/", EBPFC_PROBE_ENTRY, PLACE_FUNCTION },
	{ "uprobe.multi/", EBPFC_PROBE_ENTRY, PLACE_FUNCTION },
	{ "uprobe.multi.s/", EBPFC_PROBE_ENTRY, PLACE_FUNCTION },
	{ "uretprobe/", EBPFC_PROBE_RETURN, PLACE_FUNCTION },
	{ "uretprobe.s/", EBPFC_PROBE_RETURN, PLACE_FUNCTION },
	{ "uretprobe.multi/", EBPFC_PROBE_RETURN, PLACE_FUNCTION },
	{ "uretprobe.multi.s/", EBPFC_PROBE_RETURN, PLACE_FUNCTION },
	{ "ureplace/", EBPFC_PROBE_REPLACE, PLACE_FUNCTION },
	{ "usdt/", EBPFC_PROBE_INSIDE, PLACE_USDT },
	{ "usdt.s/", EBPFC_PROBE_INSIDE, PLACE_USDT },
	{ "tracepoint/syscalls/sys_enter_", EBPFC_PROBE_SYSCALL, PLACE_TRACEPOINT },
	{ "tracepoint/syscalls/sys_exit_", EBPFC_PROBE_SYSRET, PLACE_TRACEPOINT },
	{ "tp/syscalls/sys_enter_", EBPFC_PROBE_SYSCALL, PLACE_TRACEPOINT },
	{ "tp/syscalls/sys_exit_", EBPFC_PROBE_SYSRET, PLACE_TRACEPOINT },
	{ "tracepoint/raw_syscalls/sys_enter", EBPFC_PROBE_SYSCALL, PLACE_TRACEPOINT },
	{ "tracepoint/raw_syscalls/sys_exit", EBPFC_PROBE_SYSRET, PLACE_TRACEPOINT },
	{ "tp/raw_syscalls/sys_enter", EBPFC_PROBE_SYSCALL, PLACE_TRACEPOINT },
	{ "tp/raw_syscalls/sys_exit", EBPFC_PROBE_SYSRET, PLACE_TRACEPOINT },
	{ "raw_tracepoint/sys_enter", EBPFC_PROBE_SYSCALL, PLACE_RAW_TRACEPOINT },
	{ "raw_tracepoint/sys_exit", EBPFC_PROBE_SYSRET, PLACE_RAW_TRACEPOINT },
	{ "raw_tp/sys_enter", EBPFC_PROBE_SYSCALL, PLACE_RAW_TRACEPOINT },
	{ "raw_tp/sys_exit", EBPFC_PROBE_SYSRET, PLACE_RAW_TRACEPOINT },
	{ "ksyscall/", EBPFC_PROBE_SYSCALL, PLACE_KSYSCALL },
	{ "kretsyscall/", EBPFC_PROBE_SYSRET, PLACE_KSYSCALL },
};

/* The kernel's functions, which tracepoints are named after, where they differ from the call. */
static const struct {
	const char *name;
	long nr;
} aliases[] = {
	{ "newstat", SYS_stat },         { "newfstat", SYS_fstat },   { "newlstat", SYS_lstat },
	{ "newuname", SYS_uname },       { "sendfile64", SYS_sendfile }, { "umount", SYS_umount2 },
	{ "newfstatat", SYS_newfstatat },
};

static const struct {
	const char *name;
	long nr;
} calls[] = {
#define SYSCALL_ROW(name) { #name, SYS_##name },
	SYSCALL_NAMES(SYSCALL_ROW)
#undef SYSCALL_ROW
};

static int32_t number_of(const char *name)
{
	for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
		if (!strcmp(aliases[i].name, name))
			return (int32_t)aliases[i].nr;
	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
		if (!strcmp(calls[i].name, name))
			return (int32_t)calls[i].nr;
	return -1;
}

static const struct kind_row *find_kind(const char *text)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (!strncmp(text, kinds[i].prefix, strlen(kinds[i].prefix)))
			return &kinds[i];
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

static const char too_long[] = "the name of the module or function is too long";

/* A path has no colon; the names of C++ functions have. */
static const char *parse_function(const char *rest, struct place *place)
{
	const char *colon = strchr(rest, ':'), *plus;

	if (!colon || !colon[1])
		return "the place names no function: uprobe/MODULE:FUNCTION";
	plus = strrchr(colon, '+');
	if (plus && (plus[1] < '0' || plus[1] > '9'))
		plus = NULL; /* operator+ */
	if (plus)
		place->offset = strtoull(plus + 1, NULL, 0);
	if (!copy(place->module, sizeof place->module, rest, (size_t)(colon - rest)) ||
	    !copy(place->function, sizeof place->function, colon + 1,
		  plus ? (size_t)(plus - colon - 1) : strlen(colon + 1)))
		return too_long;
	place->many = place->many && strpbrk(place->function, "*?[");
	return NULL;
}

static const char *parse_usdt(const char *rest, struct place *place)
{
	const char *first = strchr(rest, ':'), *second = first ? strchr(first + 1, ':') : NULL;

	if (!second || !second[1])
		return "the place names no probe: usdt/MODULE:PROVIDER:NAME";
	if (!copy(place->module, sizeof place->module, rest, (size_t)(first - rest)) ||
	    !copy(place->provider, sizeof place->provider, first + 1, (size_t)(second - first - 1)) ||
	    !copy(place->function, sizeof place->function, second + 1, strlen(second + 1)))
		return too_long;
	return NULL;
}

const char *place_parse(const char *text, struct place *place)
{
	const struct kind_row *row = find_kind(text);
	const char *rest;
	bool of_one_call;

	memset(place, 0, sizeof *place);
	place->nr = -1;
	if (!row)
		return "the place is none of uprobe, uretprobe, ureplace, usdt, and the tracepoints of system calls";
	place->kind = row->kind;
	place->form = row->form;
	rest = text + strlen(row->prefix);
	place->many = strstr(row->prefix, ".multi") != NULL;
	if (row->form == PLACE_FUNCTION)
		return parse_function(rest, place);
	if (row->form == PLACE_USDT)
		return parse_usdt(rest, place);
	of_one_call = row->prefix[strlen(row->prefix) - 1] == '_' || row->form == PLACE_KSYSCALL;
	if (of_one_call)
		place->nr = number_of(rest);
	if (of_one_call ? place->nr < 0 : *rest != 0)
		return "there is no such system call";
	return NULL;
}

/* ---- Functions ---------------------------------------------------------------------------------------------- */

static const char not_loaded[] = "no such module is loaded in the process";

const char *place_problem(int error)
{
	switch (error) {
	case -ENXIO:
		return not_loaded;
	case -ENOENT:
		return "the module has no such function";
	}
	return "the module's file cannot be read";
}

bool place_may_come(const char *problem)
{
	return problem == not_loaded;
}

static struct ebpfc_probe probe_at(const struct place *place, const struct ebpfc__symbol *symbol)
{
	return (struct ebpfc_probe){
		.address = symbol->address + place->offset,
		.function = symbol->address,
		.function_size = symbol->size,
		.kind = place->offset ? EBPFC_PROBE_INSIDE : place->kind,
	};
}

/* The functions that a pattern matches, so far. */
struct matches {
	const struct place *place;
	struct ebpfc_probe *probes;
	size_t count, room;
	bool failed;
};

static bool add_match(void *arg, const char *name, const struct ebpfc__symbol *symbol)
{
	struct matches *m = arg;

	/* A symbol with no address here is chosen by the dynamic linker: its implementations are functions of their own. */
	if (!symbol->address || !symbol->size || fnmatch(m->place->function, name, 0) != 0)
		return true;
	if (m->count == m->room) {
		size_t room = m->room ? 2 * m->room : 64;
		struct ebpfc_probe *more = realloc(m->probes, room * sizeof *more);

		if (!more) {
			m->failed = true;
			return false;
		}
		m->probes = more;
		m->room = room;
	}
	m->probes[m->count++] = probe_at(m->place, symbol);
	return true;
}

static int by_address(const void *a, const void *b)
{
	uint64_t left = ((const struct ebpfc_probe *)a)->address, right = ((const struct ebpfc_probe *)b)->address;

	return left < right ? -1 : left > right;
}

static const char *find_many(const struct place *place, struct ebpfc_probe **probes, size_t *count)
{
	struct matches matches = { .place = place };
	struct ebpfc__module module;
	int error = ebpfc__module_open(place->module, &module);

	if (error)
		return place_problem(error);
	ebpfc__module_functions(&module, add_match, &matches);
	ebpfc__module_close(&module);
	if (matches.failed) {
		free(matches.probes);
		return ebpfc__refusal_text(EBPFC__REFUSAL_NO_MEMORY);
	}
	if (!matches.count)
		return "the pattern matches no function of the module";
	qsort(matches.probes, matches.count, sizeof *matches.probes, by_address);
	*probes = matches.probes;
	for (size_t i = 0; i < matches.count; i++) /* both tables, and several names of one function */
		if (!*count || matches.probes[i].address != matches.probes[*count - 1].address)
			matches.probes[(*count)++] = matches.probes[i];
	return NULL;
}

const char *place_find_functions(const struct place *place, struct ebpfc_probe **probes, size_t *count)
{
	struct ebpfc__symbol symbol;
	int error;

	*probes = NULL;
	*count = 0;
	if (place->offset && place->kind != EBPFC_PROBE_ENTRY)
		return ebpfc__refusal_text(EBPFC__REFUSAL_NOT_AN_ENTRY);
	if (place->many)
		return find_many(place, probes, count);
	error = ebpfc__symbol_find(place->module, place->function, &symbol);
	if (error)
		return place_problem(error);
	*probes = calloc(1, sizeof **probes);
	if (!*probes)
		return ebpfc__refusal_text(EBPFC__REFUSAL_NO_MEMORY);
	**probes = probe_at(place, &symbol);
	*count = 1;
	return NULL;
}

/* ---- System calls ------------------------------------------------------------------------------------------- */

#define SITES_MAX 65536u /* in one mapping */

/* Where the agent itself lies: its own calls are not those of the process. */
static int find_own(struct dl_phdr_info *info, size_t size, void *arg)
{
	uint64_t *range = arg, here = (uint64_t)find_own;

	(void)size;
	for (int i = 0; i < info->dlpi_phnum; i++) {
		uint64_t start = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;

		if (info->dlpi_phdr[i].p_type == PT_LOAD && here >= start && here < start + info->dlpi_phdr[i].p_memsz) {
			range[0] = start & ~4095ull;
			range[1] = start + info->dlpi_phdr[i].p_memsz;
			return 1;
		}
	}
	return 0;
}

/* The C library blocks all signals around some calls: a breakpoint there would end the process. */
static bool blocks_signals(const struct ebpfc__region *region)
{
	uint64_t libc = (uint64_t)(uintptr_t)getpid;

	return (libc >= region->start && libc < region->end) || region->start - getauxval(AT_BASE) < (1u << 20);
}

/* Sites of one mapping that make the call, or may; appended to the probes. */
static bool add_sites(const struct place *place, const struct ebpfc__region *region, struct ebpfc__syscall_site *sites,
		      struct ebpfc_probe **probes, size_t *count)
{
	size_t found = ebpfc__find_syscalls((const uint8_t *)region->start, region->start, region->end - region->start,
					    sites, SITES_MAX);
	struct ebpfc_probe *more;

	if (found > SITES_MAX)
		found = SITES_MAX;
	more = realloc(*probes, (*count + found + 1) * sizeof *more);
	if (!more)
		return false;
	*probes = more;
	for (size_t i = 0; i < found; i++) {
		/* Without room, and without a number before it, it may be no instruction at all. */
		if ((!sites[i].window && sites[i].nr < 0) || (place->nr >= 0 && sites[i].nr >= 0 && sites[i].nr != place->nr))
			continue;
		more[(*count)++] = (struct ebpfc_probe){ .address = sites[i].address, .window = sites[i].window,
							 .kind = place->kind, .nr = place->nr, .site_nr = sites[i].nr,
							 .no_trap = blocks_signals(region) };
	}
	return true;
}

const char *place_find_syscalls(const struct place *place, struct ebpfc_probe **probes, size_t *count)
{
	struct ebpfc__syscall_site *sites = calloc(SITES_MAX, sizeof *sites);
	struct ebpfc__regions regions = { 0 };
	uint64_t own[2] = { 0, 0 };
	bool fine = sites && ebpfc__regions_read(&regions) == 0;

	*probes = NULL;
	*count = 0;
	dl_iterate_phdr(find_own, own);
	for (size_t i = 0; fine && i < regions.count; i++) {
		const struct ebpfc__region *region = &regions.rows[i];

		if (region->executable && region->readable && region->file && region->start != own[0])
			fine = add_sites(place, region, sites, probes, count);
	}
	ebpfc__regions_free(&regions);
	free(sites);
	if (!fine)
		return "the process has no memory left";
	return *count ? NULL : "no code of the process makes this call";
}
