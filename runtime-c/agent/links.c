/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "links.h"

#include "../include/ebpfc.h"
#include "../src/attach/reach.h"
#include "../src/attach/symbols.h"
#include "bindings.h"
#include "place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An object that was loaded for one request; its links keep it. */
struct loaded {
	struct ebpfc_object *object;
	struct ebpfc_instance *instance;
	struct bindings bindings;
	unsigned links;
	bool overrides; /* some program calls bpf_override_return */
};

/* A program at a place, which may be many sites: every instruction that makes a system call. */
struct attachment {
	struct ebpfc_probe *probes;
	size_t count;
	struct ebpfc_handler handler;
	struct loaded *loaded;
	ebpfc_prog_fn program;
	struct place place;
	uint64_t address; /* of a function */
	struct link *link;
};

static struct link *first_link;
static unsigned last_id;

const struct link *links_first(void)
{
	return first_link;
}

/* ---- Between the trampoline and a program that was compiled for any caller --------------------------------------- */

#define REG(name) regs[EBPFC_PARAMETER_##name]

/* What the program's helpers want to know about the hit. */
static uint64_t run_at_function(uint64_t *regs, struct attachment *a)
{
	bool at_return = a->place.kind == EBPFC_PROBE_RETURN;
	struct ebpfc_run_ctx run = {
		.cookie = a->handler.cookie,
		.func_ip = a->address,
		.ip = REG(IP),
		.fp = REG(BP),
		.has_retval = at_return,
		.retval = at_return ? REG(AX) : 0,
	};
	struct ebpfc_run_ctx *before = ebpfc_run_ctx_set(&run);
	uint64_t result = a->program(regs, a->loaded->instance);

	ebpfc_run_ctx_set(before);
	if (run.overridden && !at_return)
		ebpfc_override_return(run.retval);
	return result;
}

static void run_with(struct attachment *a, uint64_t *regs, void *context)
{
	struct ebpfc_run_ctx run = { .cookie = a->handler.cookie, .ip = REG(IP), .fp = REG(BP) };
	struct ebpfc_run_ctx *before = ebpfc_run_ctx_set(&run);

	a->program(context, a->loaded->instance);
	ebpfc_run_ctx_set(before);
}

/* The record of the tracepoints in syscalls and raw_syscalls: /sys/kernel/tracing/events/syscalls/.../format. */
static uint64_t run_at_syscall(uint64_t *regs, struct attachment *a)
{
	uint64_t record[8] = { 0, REG(ORIG_AX), REG(DI), REG(SI), REG(DX), REG(R10), REG(R8), REG(R9) };
	uint64_t raw[2] = { (uint64_t)regs, REG(ORIG_AX) }, outer[21] = { 0 };
	bool returned = a->place.kind == EBPFC_PROBE_SYSRET;

	switch (a->place.form) {
	case PLACE_TRACEPOINT:
		if (returned)
			record[2] = REG(AX);
		run_with(a, regs, record);
		break;
	case PLACE_RAW_TRACEPOINT:
		if (returned)
			raw[1] = REG(AX);
		run_with(a, regs, raw);
		break;
	case PLACE_KSYSCALL: /* the kernel's own function is called with a pointer to the caller's registers */
		outer[EBPFC_PARAMETER_DI] = (uint64_t)regs;
		outer[EBPFC_PARAMETER_AX] = REG(AX);
		run_with(a, regs, outer);
		break;
	}
	return 0;
}

/* ---- How a program is called ------------------------------------------------------------------------------------- */

/* The form of entry that fits a place; 0 when none does. */
static uint8_t entry_form(const struct place *place)
{
	bool returned = place->kind == EBPFC_PROBE_SYSRET;

	switch (place->form) {
	case PLACE_FUNCTION:
		return EBPFC_ENTRY_REGISTERS;
	case PLACE_TRACEPOINT:
		return returned ? EBPFC_ENTRY_SYSCALL_EXIT : EBPFC_ENTRY_SYSCALL_ENTER;
	case PLACE_RAW_TRACEPOINT:
		return returned ? EBPFC_ENTRY_RAW_EXIT : EBPFC_ENTRY_RAW_ENTER;
	}
	return 0;
}

/*
 * The program's entry for trampolines, where it has one that was compiled for this kind of place and is what it says:
 * then it is called directly, or with nothing but general registers saved. Otherwise the plain program, with all.
 */
static void choose_entry(struct attachment *a, const struct ebpfc_program_info *info)
{
	struct ebpfc_handler *h = &a->handler;
	bool context = info->probe_flags & EBPFC_ENTRY_CONTEXT;
	bool fits = info->probe_form == entry_form(&a->place) ||
		    (context && a->place.form == PLACE_KSYSCALL && info->probe_form == EBPFC_ENTRY_REGISTERS);

	h->function = a->place.form == PLACE_FUNCTION ? (void *)(uintptr_t)run_at_function
						      : (void *)(uintptr_t)run_at_syscall;
	h->self = a;
	h->form = EBPFC_HANDLER_ANY;
	h->may_override = a->loaded->overrides && a->link->kind == EBPFC_PROBE_ENTRY;
	if (!info->probe || !fits || info->probe_parameter_count > EBPFC_PARAMETERS_MAX ||
	    !ebpfc__reaches_no_vectors((uint64_t)(uintptr_t)info->probe))
		return;
	if (context) {
		memcpy(&a->program, &info->probe, sizeof a->program);
		h->form = EBPFC_HANDLER_CONTEXT;
		return;
	}
	memcpy(&h->function, &info->probe, sizeof h->function);
	h->self = a->loaded->instance;
	h->form = EBPFC_HANDLER_PRESERVED;
	h->body = (uint16_t)ebpfc__movable_size((uint64_t)(uintptr_t)info->probe, &h->falls_through);
	h->calls = info->probe_flags & EBPFC_ENTRY_CALLS;
	h->may_override = false;
	h->parameter_count = info->probe_parameter_count;
	memcpy(h->parameters, info->probe_parameters, sizeof h->parameters);
}

/* ---- Links ------------------------------------------------------------------------------------------------------ */

static void release(struct loaded *loaded)
{
	if (--loaded->links)
		return;
	ebpfc_instance_free(loaded->instance);
	bindings_free(&loaded->bindings);
	ebpfc_object_close(loaded->object);
	free(loaded);
}

/* Out of the list, but not freed: a trampoline that a thread is in may still count in it. */
static void hide_link(struct link *link)
{
	struct link **at = &first_link;

	while (*at && *at != link)
		at = &(*at)->next;
	if (*at)
		*at = link->next;
}

static void free_link(struct link *link)
{
	hide_link(link);
	if (link->attachment) {
		release(link->attachment->loaded);
		free(link->attachment->probes);
		free(link->attachment);
	}
	free(link->object);
	free(link->program);
	free(link->place);
	free(link);
}

static struct link *add_link(const char *object, const char *program, const char *place)
{
	struct link *link = calloc(1, sizeof *link), **at = &first_link;

	if (!link)
		return NULL;
	link->id = ++last_id;
	link->object = strdup(object);
	link->program = strdup(program);
	link->place = strdup(place);
	while (*at)
		at = &(*at)->next;
	*at = link;
	return link;
}

static void forget_refused(void)
{
	for (struct link *link = first_link, *next; link; link = next) {
		next = link->next;
		if (!link->attachment)
			free_link(link);
	}
}

static const char *find_probes(struct attachment *a)
{
	struct ebpfc__symbol symbol;
	const char *problem;

	if (a->place.form != PLACE_FUNCTION)
		return place_find_syscalls(&a->place, &a->probes, &a->count);
	if (a->place.offset && a->place.kind != EBPFC_PROBE_ENTRY)
		return ebpfc__refusal_text(EBPFC__REFUSAL_NOT_AN_ENTRY);
	problem = place_find(&a->place, &symbol);
	if (problem)
		return problem;
	a->address = symbol.address;
	a->probes = calloc(1, sizeof *a->probes);
	if (!a->probes)
		return ebpfc__refusal_text(EBPFC__REFUSAL_NO_MEMORY);
	a->count = 1;
	a->probes[0] = (struct ebpfc_probe){
		.address = symbol.address + a->place.offset,
		.function = symbol.address,
		.function_size = symbol.size,
		.kind = a->place.offset ? EBPFC_PROBE_INSIDE : a->place.kind,
	};
	return NULL;
}

/* One program at one place; the link says when that cannot be. */
static struct attachment *prepare(struct loaded *loaded, struct link *link, const struct attach_request *request,
				  const struct ebpfc_program_info *info)
{
	struct attachment *a = calloc(1, sizeof *a);

	if (!a) {
		link->refusal = ebpfc__refusal_text(EBPFC__REFUSAL_NO_MEMORY);
		return NULL;
	}
	link->refusal = place_parse(link->place, &a->place);
	if (!link->refusal)
		link->refusal = find_probes(a);
	if (link->refusal) {
		free(a->probes);
		free(a);
		return NULL;
	}
	link->kind = a->probes[0].kind;
	a->program = ebpfc_find_program(loaded->instance, link->program);
	a->loaded = loaded;
	a->link = link;
	a->handler.cookie = request->cookie;
	a->handler.hits = &link->hits;
	choose_entry(a, info);
	for (size_t i = 0; i < a->count; i++)
		a->probes[i].handler = &a->handler;
	loaded->links++;
	return a;
}

#define OVERRIDE_RETURN 58u /* BPF_FUNC_override_return */

static bool uses_helper(const struct ebpfc_object *object, uint32_t id)
{
	EBPFC_STRUCT(ebpfc_helper_info, helper);

	for (uint32_t i = 0; !ebpfc_object_helper(object, i, &helper); i++)
		if (helper.id == id)
			return true;
	return false;
}

static struct loaded *load(const struct attach_request *request, char *error, size_t size)
{
	EBPFC_STRUCT(ebpfc_object_opts, object, .allow_unverified = request->unverified);
	EBPFC_STRUCT(ebpfc_instance_opts, instance, .session = request->session);
	struct loaded *loaded = calloc(1, sizeof *loaded);

	if (!loaded)
		return NULL;
	if (!ebpfc_object_open(request->object, &object, &loaded->object) &&
	    !bindings_make(loaded->object, &loaded->bindings)) {
		instance.bindings = loaded->bindings.rows;
		instance.binding_count = loaded->bindings.count;
		ebpfc_instance_new(loaded->object, &instance, &loaded->instance);
	}
	if (!loaded->instance) {
		snprintf(error, size, "%s", ebpfc_last_error());
		bindings_free(&loaded->bindings);
		if (loaded->object)
			ebpfc_object_close(loaded->object);
		free(loaded);
		return NULL;
	}
	loaded->overrides = uses_helper(loaded->object, OVERRIDE_RETURN);
	loaded->links = 1; /* until the request is done */
	return loaded;
}

/* Makes links for the programs that the request means; fills `prepared` with those that may be attached. */
static size_t choose(struct loaded *loaded, const struct attach_request *request, struct attachment **prepared,
		     uint32_t programs, unsigned *meant)
{
	size_t count = 0;

	*meant = 0;
	for (uint32_t i = 0; i < programs; i++) {
		EBPFC_STRUCT(ebpfc_program_info, info);
		struct link *link;

		if (ebpfc_object_program(loaded->object, i, &info) ||
		    (request->program && strcmp(info.name, request->program) != 0) ||
		    (!request->place && !request->program && !place_is_attachable(info.section)))
			continue;
		++*meant;
		link = add_link(request->object, info.name, request->place ? request->place : info.section);
		if (!link)
			continue;
		prepared[count] = prepare(loaded, link, request, &info);
		count += prepared[count] != NULL;
	}
	return count;
}

/* All probes of these attachments, for one interruption; to be freed. */
static struct ebpfc_probe **gather(struct attachment *const *attachments, size_t count, size_t *probe_count)
{
	struct ebpfc_probe **probes;
	size_t used = 0;

	*probe_count = 0;
	for (size_t i = 0; i < count; i++)
		*probe_count += attachments[i]->count;
	probes = calloc(*probe_count + 1, sizeof *probes);
	for (size_t i = 0; probes && i < count; i++)
		for (size_t k = 0; k < attachments[i]->count; k++)
			probes[used++] = &attachments[i]->probes[k];
	return probes;
}

/* A link is attached when one of its sites is; it says why others are not. */
static bool settle_link(struct attachment *a)
{
	for (size_t k = 0; k < a->count; k++) {
		const struct ebpfc_probe *probe = &a->probes[k];

		if (probe->refusal)
			a->link->refusal = ebpfc__refusal_text((enum ebpfc__refusal)probe->refusal);
		if (probe->site) {
			a->link->sites++;
			a->link->means = probe->means;
		}
	}
	if (a->link->sites) {
		a->link->attachment = a;
		return true;
	}
	release(a->loaded);
	free(a->probes);
	free(a);
	return false;
}

int links_attach(const struct attach_request *request, char *error, size_t size)
{
	EBPFC_STRUCT(ebpfc_object_info, info);
	struct attachment **prepared;
	struct ebpfc_probe **probes;
	struct loaded *loaded;
	unsigned meant = 0;
	int attached = 0;
	size_t count = 0, probe_count;

	forget_refused();
	loaded = load(request, error, size);
	if (!loaded)
		return -1;
	ebpfc_object_inspect(loaded->object, &info);
	prepared = calloc(info.programs + 1, sizeof *prepared);
	if (prepared)
		count = choose(loaded, request, prepared, info.programs, &meant);
	probes = gather(prepared, count, &probe_count);
	if (probes)
		ebpfc_attach(probes, probe_count);
	for (size_t i = 0; i < count; i++)
		attached += settle_link(prepared[i]);
	if (!meant) {
		attached = -1;
		if (request->program)
			snprintf(error, size, "%s has no program %s", request->object, request->program);
		else
			snprintf(error, size, "no program of %s says where it belongs; name a place", request->object);
	}
	release(loaded);
	free(prepared);
	free(probes);
	return attached;
}

int links_detach(unsigned id, char *error, size_t size)
{
	struct attachment **gone;
	struct ebpfc_probe **probes = NULL;
	size_t count = 0, room = 0, probe_count = 0;
	int detached = -1;

	for (struct link *link = first_link; link; link = link->next)
		room++;
	gone = calloc(room + 1, sizeof *gone);
	for (struct link *link = first_link; gone && link; link = link->next)
		if (link->attachment && (!id || link->id == id))
			gone[count++] = link->attachment;
	if (gone)
		probes = gather(gone, count, &probe_count);
	if (!probes)
		snprintf(error, size, "the process has no memory left");
	else if (!count && id)
		snprintf(error, size, "no link %u", id);
	else if (count && ebpfc_detach(probes, probe_count))
		snprintf(error, size, "a thread could not be interrupted; nothing was changed");
	else
		detached = (int)count;
	for (size_t i = 0; detached > 0 && i < count; i++) {
		struct link *link = gone[i]->link;

		/* While a thread is still inside, the program and its maps stay, out of the list. */
		if (ebpfc_attach_settle(i ? 0 : 2000))
			hide_link(link);
		else
			free_link(link);
	}
	free(probes);
	free(gone);
	return detached;
}
