/* SPDX-License-Identifier: MIT */
/*
 * links.h - programs of loaded objects, attached to places of this process.
 */
#ifndef EBPFC_AGENT_LINKS_H
#define EBPFC_AGENT_LINKS_H

#include "../src/attach/attach.h"

#include <stdbool.h>
#include <stdint.h>

struct link {
	unsigned id;
	char *object, *program, *place;
	const char *refusal; /* why it is not attached, or why only by a breakpoint; NULL */
	uint8_t kind;        /* enum ebpfc_probe_kind */
	uint8_t means;       /* enum ebpfc_probe_means */
	uint64_t hits;       /* roughly, when threads hit at the same time */
	unsigned sites;      /* instructions that are patched for it */
	uint64_t misses;     /* hits that ran no program, since one ran already */
	struct link *next;
	struct attachment *attachment; /* what the program runs with */
	struct loaded *waiting;        /* for a module that is not there yet; NULL: it does not wait */
	uint64_t cookie;
};

/* All links, the oldest first. Only the control thread looks. */
const struct link *links_first(void);

struct attach_request {
	const char *object;  /* path of a compiled object */
	const char *session; /* where its maps are shared; NULL: private */
	const char *program; /* only this one; NULL: all that say where they belong */
	const char *place;   /* instead of what the program's section says: "uprobe/libc.so.6:malloc"; NULL */
	const char *print;   /* the file that bpf_trace_printk appends to; NULL: standard error */
	uint64_t cookie;
	bool unverified; /* run programs that nobody proved safe */
};

/*
 * Loads the object and attaches its programs, all under one interruption. Returns how many were attached, or -1 with
 * a sentence in `error`. Links that were refused are listed with their reason until the next call.
 */
int links_attach(const struct attach_request *request, char *error, size_t size);

/* Attaches what waits for a module that has come; called when modules have. */
void links_retry(void);

/* True while links_attach, links_detach or links_retry runs in the calling thread. */
bool links_busy(void);

/* Takes out one link, or all with id 0. Returns how many. */
int links_detach(unsigned id, char *error, size_t size);

#endif /* EBPFC_AGENT_LINKS_H */
