/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "links.h"

#include "attachment.h"
#include "libraries.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

static struct link *first_link;
static unsigned last_id;
static _Thread_local bool busy;

bool links_busy(void)
{
	return busy;
}

const struct link *links_first(void)
{
	return first_link;
}

/* ---- Links ------------------------------------------------------------------------------------------------------ */

static void release(struct loaded *loaded)
{
	if (--loaded->links)
		return;
	ebpfc_instance_free(loaded->instance);
	bindings_free(&loaded->bindings);
	ebpfc_object_close(loaded->object);
	free(loaded->print);
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
		attachment_free(link->attachment);
	}
	if (link->waiting)
		release(link->waiting);
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
		if (!link->attachment && !link->waiting)
			free_link(link);
	}
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

/*
 * Appends text of a program to the file that the request named. It is opened each time: a descriptor that stays open
 * is one that the process may close, and give to a file of its own.
 */
static void append_output(void *host, enum ebpfc_output_kind kind, const char *text, size_t length)
{
	int saved = errno, fd = open(host, O_WRONLY | O_APPEND | O_CLOEXEC);
	bool unended = kind == EBPFC_OUTPUT_TRACE && (!length || text[length - 1] != '\n');
	struct iovec parts[] = {{(void *)(uintptr_t)text, length}, {(char[]){'\n'}, unended}};

	if (fd >= 0) {
		ssize_t written = writev(fd, parts, 2);

		(void)written;
		close(fd);
	}
	errno = saved;
}

static struct loaded *load(const struct attach_request *request, char *error, size_t size)
{
	EBPFC_STRUCT(ebpfc_object_opts, object, .allow_unverified = request->unverified);
	EBPFC_STRUCT(ebpfc_instance_opts, instance, .session = request->session);
	struct loaded *loaded = calloc(1, sizeof *loaded);

	if (!loaded)
		return NULL;
	if (request->print) {
		loaded->print = strdup(request->print);
		instance.host = loaded->print;
		instance.output = loaded->print ? append_output : NULL;
	}
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
		free(loaded->print);
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
		link->cookie = request->cookie;
		prepared[count] = attachment_make(loaded, link, request->cookie, &info);
		if (prepared[count]) {
			loaded->links++;
			count++;
		} else if (place_may_come(link->refusal)) {
			loaded->links++;
			link->waiting = loaded;
			libraries_watch(true);
		}
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
		attachment_listen(a, true);
		return true;
	}
	release(a->loaded);
	attachment_free(a);
	return false;
}

static int attach(const struct attach_request *request, char *error, size_t size)
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
	for (const struct link *link = first_link; link; link = link->next)
		attached += link->waiting == loaded;
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

int links_attach(const struct attach_request *request, char *error, size_t size)
{
	int attached;

	busy = true;
	attached = attach(request, error, size);
	busy = false;
	return attached;
}

/* The row of a link's program in its object. */
static bool find_program(const struct link *link, struct ebpfc_program_info *info)
{
	for (uint32_t i = 0; !ebpfc_object_program(link->waiting->object, i, info); i++)
		if (!strcmp(info->name, link->program))
			return true;
	return false;
}

/* Tries to attach a link that waits; true when it need not wait any longer. */
static bool retry(struct link *link)
{
	EBPFC_STRUCT(ebpfc_program_info, info);
	struct attachment *a;
	struct ebpfc_probe **probes;
	size_t count;

	if (!find_program(link, &info))
		return true;
	a = attachment_make(link->waiting, link, link->cookie, &info);
	if (!a)
		return !place_may_come(link->refusal);
	link->waiting->links++;
	probes = gather(&a, 1, &count);
	if (probes)
		ebpfc_attach(probes, count);
	settle_link(a);
	free(probes);
	return true;
}

void links_retry(void)
{
	busy = true;
	for (struct link *link = first_link; link; link = link->next)
		if (link->waiting && retry(link)) {
			release(link->waiting);
			link->waiting = NULL;
		}
	busy = false;
}

/* Whoever asks whether anybody listens is told first. */
static int detach_all(struct attachment *const *gone, size_t count, struct ebpfc_probe *const *probes, size_t probe_count)
{
	int error;

	for (size_t i = 0; i < count; i++)
		attachment_listen(gone[i], false);
	error = ebpfc_detach(probes, probe_count);
	for (size_t i = 0; error && i < count; i++)
		attachment_listen(gone[i], true);
	return error;
}

static int detach(unsigned id, char *error, size_t size)
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
	else if (count && detach_all(gone, count, probes, probe_count))
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

static bool any_waiting(void)
{
	for (const struct link *link = first_link; link; link = link->next)
		if (link->waiting)
			return true;
	return false;
}

/* Links that wait are taken out of the list; returns how many. */
static int forget_waiting(unsigned id)
{
	int count = 0;

	for (struct link *link = first_link, *next; link; link = next) {
		next = link->next;
		if (!link->waiting || (id && link->id != id))
			continue;
		free_link(link);
		count++;
	}
	return count;
}

int links_detach(unsigned id, char *error, size_t size)
{
	int waiting, detached;

	busy = true;
	waiting = forget_waiting(id);
	detached = waiting && id ? 0 : detach(id, error, size);
	libraries_watch(any_waiting());
	busy = false;
	return detached < 0 ? detached : detached + waiting;
}
