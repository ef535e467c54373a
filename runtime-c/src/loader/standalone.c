/* SPDX-License-Identifier: MIT */
/* The instance of a module that is linked into its host: made when it is first needed, and kept. */
#include "runtime.h"

#include <stdio.h>
#include <stdlib.h>

struct standalone {
	struct standalone *next;
	const struct ebpfc_module *module;
	struct ebpfc_instance *instance; /* NULL: it could not be made, and that was said */
};

static struct standalone *modules;
static pthread_mutex_t making = PTHREAD_MUTEX_INITIALIZER;

static struct ebpfc_instance *make(const struct ebpfc_module *module)
{
	const char *session = getenv("EBPFC_SESSION");
	EBPFC_STRUCT(ebpfc_instance_opts, opts, .session = session && *session ? session : NULL);
	/* Whoever linked it in has read what the compiler said of it. */
	EBPFC_STRUCT(ebpfc_object_opts, object_opts, .allow_unverified = true);
	struct ebpfc_instance *instance = NULL;
	struct ebpfc_object *object;

	if (ebpfc_object_from_module(module, &object_opts, &object) == 0) {
		ebpfc_instance_new(object, &opts, &instance);
		ebpfc_object_close(object);
	}
	if (!instance)
		dprintf(2, "ebpfc: %s\n", ebpfc_last_error());
	return instance;
}

struct ebpfc_instance *ebpfc_standalone(const struct ebpfc_module *module)
{
	struct standalone *row;

	pthread_mutex_lock(&making);
	for (row = modules; row && row->module != module; row = row->next)
		;
	if (!row) {
		row = calloc(1, sizeof(*row));
		if (row) {
			row->module = module;
			row->instance = make(module);
			row->next = modules;
			modules = row;
		}
	}
	pthread_mutex_unlock(&making);
	return row ? row->instance : NULL;
}
