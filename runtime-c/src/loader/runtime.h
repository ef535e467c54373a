/* SPDX-License-Identifier: MIT */
/* What the parts of the library share: an instance's private state, objects, errors. */
#ifndef EBPFC_RUNTIME_H
#define EBPFC_RUNTIME_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif

#include "../maps/map.h"

#include <pthread.h>
#include <stdatomic.h>

#define EBPFC_VERSION "0.1.0"

/* Set the text of ebpfc_last_error and return -error (a positive errno). */
int ebpfc__fail(int error, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * The caller's size-first struct as this library knows it: what the caller's version lacks is zero, what ours lacks
 * must be zero in the caller's. NULL options are all zero. -E2BIG when the caller asks for something newer.
 */
int ebpfc__opts_read(void *to, size_t known, const void *from, const char *what);

/* Give a size-first result back: no more than the caller's size, which stays as it was. */
void ebpfc__info_write(void *to, const void *from, size_t known);

struct ebpfc_object {
	atomic_uint references;
	const struct ebpfc_module *module;
	void *handle;		     /* dlopen's; NULL for a linked or only inspected module */
	struct ebpfc__image *image; /* where the module lies when it is only inspected */
	char *path;
	int memory; /* descriptor of the memory it was loaded from, which keeps its path from another's; -1 */
	uint64_t *tags; /* of the programs, in their order */
};

struct ebpfc_object *ebpfc__object_get(struct ebpfc_object *object);

/* Behind instance->runtime. */
struct ebpfc__runtime {
	struct ebpfc_object *object;
	struct ebpfc_session *session; /* where the maps are */
	struct ebpfc_session *own;     /* private: sections with pointers in them; may be the same as `session` */
	bool session_joined;	       /* the host's: not ours to leave */
	struct ebpfc_session **pinned; /* sessions of pinned maps, by row; NULL: they are in `session` */
	struct ebpfc_map **maps;       /* rows of the descriptor, one reference each */
	struct ebpfc_map **globals;    /* ARRAYs of one entry */
	struct ebpfc_target *targets;  /* of the programs, for PROG_ARRAYs */
	uint32_t *numbers;	       /* what a PROG_ARRAY entry holds for them */
	struct ebpfc_binding *bindings; /* the host's helpers, for calls by number */
	size_t binding_count;
	uint32_t family;	       /* enum ebpfc_family of the module's programs */
	uint64_t (*clock)(void *host, int clock_id);
	uint32_t (*random)(void *host);
	void (*output)(void *host, enum ebpfc_output_kind kind, const char *text, size_t length);
	struct ebpfc__timers *timers;
};

static inline struct ebpfc__runtime *ebpfc__runtime(const struct ebpfc_instance *self)
{
	return self->runtime;
}

static inline const char *ebpfc__text(const ebpfc_ref *ref)
{
	return ebpfc_deref(ref);
}

/* Create or find the maps and global sections of a new instance, and give them their initial content. */
int ebpfc__bind_state(struct ebpfc_instance *self, const struct ebpfc_instance_opts *opts);

/* Fields that descriptors of older compilers lack: helpers that are compiled in, and the layout they rely on. */
const struct ebpfc_table *ebpfc__module_inlined(const struct ebpfc_module *module);
uint32_t ebpfc__module_layout(const struct ebpfc_module *module);
/* Whether the code that is compiled in and this library agree on the layout of maps: 0 or -ENOEXEC. */
int ebpfc__layout_check(const struct ebpfc_module *module, const char *path);

/* What a PROG_ARRAY of the instance's session, or of a pinned map's, holds for a program; 0: it cannot be a target. */
uint32_t ebpfc__program_number(const struct ebpfc_instance *self, uint32_t row, struct ebpfc_map *map);

/* The row of a program, or -ENOENT with an error text. */
/* The code to enter a program at: of its versions, the one for this processor. */
const void *ebpfc__program_entry(const struct ebpfc_instance *instance, const struct ebpfc_program_desc *desc);

int ebpfc__program_row(const struct ebpfc_module *module, const char *name);

/* Leave the module's BTF in a shared session: `id` of the map that holds it, 0 when there is none. */
int ebpfc__session_keep_btf(struct ebpfc_session *session, const struct ebpfc_module *module, uint32_t *id);

/* Leave a record of each program of an instance in its shared session. */
int ebpfc__session_keep_programs(const struct ebpfc_instance *self);

/* Stop every bpf_timer of an instance and wait for running callbacks. */
void ebpfc__timers_free(struct ebpfc_instance *self);

/* The least a descriptor of this ABI version is: without the padding that C adds. */
#define EBPFC_MODULE_SIZE (offsetof(struct ebpfc_module, btf) + sizeof(struct ebpfc_table))

/* Rows of the tables, for loops: `i` below the table's count. */
#define EBPFC_ROW(TYPE, TABLE, I) ((const struct TYPE *)ebpfc_row(TABLE, I))

#endif
