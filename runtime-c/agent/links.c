/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "links.h"

#include "../include/ebpfc.h"
#include "../src/attach/symbols.h"
#include "../src/attach/thread.h"
#include "place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An object that was loaded for one request; its links keep it. */
struct loaded {
	struct ebpfc_object *object;
	struct ebpfc_instance *instance;
	unsigned links;
};

struct attachment {
	struct ebpfc_probe probe;
	struct ebpfc_handler handler;
	struct loaded *loaded;
	ebpfc_prog_fn program;
	struct link *link;
	bool at_return;
};

/* Words of struct pt_regs. */
enum { WORD_BP = 4, WORD_AX = 10, WORD_IP = 16 };

static struct link *first_link;
static unsigned last_id;

const struct link *links_first(void)
{
	return first_link;
}

/* Between the trampoline and a program compiled for any caller: what its helpers want to know about the hit. */
static uint64_t run_program(uint64_t *regs, struct attachment *a)
{
	struct ebpfc_run_ctx run = {
		.cookie = a->handler.cookie,
		.func_ip = a->probe.address,
		.ip = regs[WORD_IP],
		.fp = regs[WORD_BP],
		.has_retval = a->at_return,
		.retval = a->at_return ? regs[WORD_AX] : 0,
	};
	struct ebpfc_run_ctx *before = ebpfc_run_ctx_set(&run);
	uint64_t result = a->program(regs, a->loaded->instance);

	ebpfc_run_ctx_set(before);
	__atomic_fetch_add(&a->link->hits, 1, __ATOMIC_RELAXED);
	if (run.overridden && !a->at_return)
		ebpfc_override_return(run.retval);
	return result;
}

static void release(struct loaded *loaded)
{
	if (--loaded->links)
		return;
	ebpfc_instance_free(loaded->instance);
	ebpfc_object_close(loaded->object);
	free(loaded);
}

static void free_link(struct link *link)
{
	struct link **at = &first_link;

	while (*at && *at != link)
		at = &(*at)->next;
	if (*at)
		*at = link->next;
	if (link->attachment) {
		release(link->attachment->loaded);
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

/* One program at one place; the link says when that cannot be. */
static struct attachment *prepare(struct loaded *loaded, struct link *link, const struct attach_request *request)
{
	struct attachment *a = calloc(1, sizeof *a);
	struct ebpfc__symbol symbol;
	struct place place;

	link->refusal = place_parse(link->place, &place);
	if (!link->refusal)
		link->refusal = place_find(&place, &symbol);
	if (link->refusal || !a) {
		free(a);
		return NULL;
	}
	a->program = ebpfc_find_program(loaded->instance, link->program);
	a->at_return = place.kind == EBPFC_PROBE_RETURN;
	a->loaded = loaded;
	a->link = link;
	a->handler = (struct ebpfc_handler){
		.function = (void *)(uintptr_t)run_program,
		.self = a,
		.cookie = request->cookie,
		.form = EBPFC_HANDLER_ANY,
		.may_override = place.kind == EBPFC_PROBE_ENTRY,
	};
	a->probe = (struct ebpfc_probe){
		.address = symbol.address + place.offset,
		.function = symbol.address,
		.function_size = symbol.size,
		.kind = place.offset ? EBPFC_PROBE_INSIDE : place.kind,
		.handler = &a->handler,
	};
	link->kind = a->probe.kind;
	if (place.offset && a->at_return) {
		link->refusal = ebpfc__refusal_text(EBPFC__REFUSAL_NOT_AN_ENTRY);
		free(a);
		return NULL;
	}
	loaded->links++;
	return a;
}

static struct loaded *load(const struct attach_request *request, char *error, size_t size)
{
	EBPFC_STRUCT(ebpfc_object_opts, object, .allow_unverified = request->unverified);
	EBPFC_STRUCT(ebpfc_instance_opts, instance, .session = request->session);
	struct loaded *loaded = calloc(1, sizeof *loaded);

	if (!loaded)
		return NULL;
	if (ebpfc_object_open(request->object, &object, &loaded->object) ||
	    ebpfc_instance_new(loaded->object, &instance, &loaded->instance)) {
		snprintf(error, size, "%s", ebpfc_last_error());
		if (loaded->object)
			ebpfc_object_close(loaded->object);
		free(loaded);
		return NULL;
	}
	loaded->links = 1; /* until the request is done */
	return loaded;
}

/* Makes links for the programs that the request means; fills `prepared` with those that may be attached. */
static size_t choose(struct loaded *loaded, const struct attach_request *request, struct attachment **prepared,
		     struct ebpfc_probe **probes, uint32_t programs, unsigned *meant)
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
		prepared[count] = prepare(loaded, link, request);
		if (prepared[count]) {
			probes[count] = &prepared[count]->probe;
			count++;
		}
	}
	return count;
}

int links_attach(const struct attach_request *request, char *error, size_t size)
{
	EBPFC_STRUCT(ebpfc_object_info, info);
	struct loaded *loaded;
	struct attachment **prepared;
	struct ebpfc_probe **probes;
	unsigned meant = 0;
	int attached = 0;
	size_t count = 0;

	forget_refused();
	loaded = load(request, error, size);
	if (!loaded)
		return -1;
	ebpfc_object_inspect(loaded->object, &info);
	prepared = calloc(info.programs + 1, sizeof *prepared);
	probes = calloc(info.programs + 1, sizeof *probes);
	if (prepared && probes)
		count = choose(loaded, request, prepared, probes, info.programs, &meant);
	ebpfc_attach(probes, count);
	for (size_t i = 0; i < count; i++) {
		struct attachment *a = prepared[i];

		a->link->means = a->probe.means;
		if (a->probe.refusal)
			a->link->refusal = ebpfc__refusal_text((enum ebpfc__refusal)a->probe.refusal);
		if (a->probe.site) {
			a->link->attachment = a;
			attached++;
		} else {
			release(loaded);
			free(a);
		}
	}
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
	struct ebpfc_probe **probes;
	struct link **gone;
	size_t count = 0, room = 0;

	for (struct link *link = first_link; link; link = link->next)
		room++;
	probes = calloc(room + 1, sizeof *probes);
	gone = calloc(room + 1, sizeof *gone);
	for (struct link *link = first_link; probes && gone && link; link = link->next) {
		if (!link->attachment || (id && link->id != id))
			continue;
		probes[count] = &link->attachment->probe;
		gone[count++] = link;
	}
	if (!count && id) {
		snprintf(error, size, "no link %u", id);
		count = (size_t)-1;
	} else if (count && ebpfc_detach(probes, count)) {
		snprintf(error, size, "a thread could not be interrupted; nothing was changed");
		count = (size_t)-1;
	} else if (ebpfc_attach_settle(2000)) {
		/* A thread is still inside: its program and maps stay, out of the list. */
		for (size_t i = 0; i < count; i++)
			gone[i]->attachment = NULL;
	}
	for (size_t i = 0; count != (size_t)-1 && i < count; i++)
		free_link(gone[i]);
	free(probes);
	free(gone);
	return (int)count;
}
