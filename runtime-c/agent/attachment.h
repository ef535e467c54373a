/* SPDX-License-Identifier: MIT */
/*
 * attachment.h - a program at a place, and how the place calls it.
 */
#ifndef EBPFC_AGENT_ATTACHMENT_H
#define EBPFC_AGENT_ATTACHMENT_H

#include "../include/ebpfc.h"
#include "../src/attach/attach.h"
#include "bindings.h"
#include "links.h"
#include "place.h"
#include "usdt.h"

/* An object that was loaded for one request; its links keep it. */
struct loaded {
	struct ebpfc_object *object;
	struct ebpfc_instance *instance;
	struct bindings bindings;
	unsigned links;
	char *print;    /* the file for text of its programs; NULL: standard error */
	bool overrides; /* some program calls bpf_override_return */
};

/* What differs from one of an attachment's sites to the next. */
struct point {
	struct attachment *attachment;
	const struct usdt_site *usdt; /* NULL: it is none */
	uint64_t address;             /* of the function */
	struct ebpfc_handler handler;
};

/* A place may be many sites: every instruction that makes a system call, every function that a pattern matches. */
struct attachment {
	struct ebpfc_probe *probes;
	size_t count;
	struct point *points; /* one for each probe; system calls share one */
	size_t point_count;
	struct usdt_site *sites;
	struct loaded *loaded;
	ebpfc_prog_fn program;
	struct place place;
	struct link *link;
};

/*
 * Finds the sites of the place that `link` names, and makes what they call. NULL when that cannot be: the link says why.
 */
struct attachment *attachment_make(struct loaded *loaded, struct link *link, uint64_t cookie,
				   const struct ebpfc_program_info *info);

void attachment_free(struct attachment *attachment);

/* Tells code that asks whether anybody listens to its probes. */
void attachment_listen(const struct attachment *attachment, bool on);

#endif /* EBPFC_AGENT_ATTACHMENT_H */
