/* SPDX-License-Identifier: MIT */
#include "bindings.h"

#include "../src/attach/thunk_x86_64.h"
#include "../src/helpers/helpers.h"

#include <errno.h>
#include <stdlib.h>

/*
 * Helpers that reach nothing of the C library that uses vector registers or sets errno, by number: maps, clocks,
 * identities, ring buffers, loops, locks, and what is known of the hit. runtime-c/test/attach_plain.c holds them to it.
 */
static const uint8_t plain[] = {
	1, 2, 3,            /* map_lookup_elem, map_update_elem, map_delete_elem */
	5, 125, 160,        /* ktime_get_ns, ktime_get_boot_ns, ktime_get_coarse_ns */
	7, 8,               /* get_prandom_u32, get_smp_processor_id */
	87, 88, 89,         /* map_push_elem, map_pop_elem, map_peek_elem */
	93, 94,             /* spin_lock, spin_unlock */
	131, 132, 133, 134, /* ringbuf_reserve, ringbuf_submit, ringbuf_discard, ringbuf_query */
	164, 181,           /* for_each_map_elem, loop */
	173, 174,           /* get_func_ip, get_attach_cookie */
	183, 184, 185,      /* get_func_arg, get_func_ret, get_func_arg_cnt */
	195,                /* map_lookup_percpu_elem */
	58,                 /* override_return */
};

static bool is_plain(uint32_t id)
{
	for (size_t i = 0; i < sizeof plain; i++)
		if (plain[i] == id)
			return true;
	return false;
}

static int add(struct bindings *b, uint32_t id, const char *name, ebpfc_helper_fn function)
{
	struct ebpfc__block *thunk = &b->thunks[b->count];

	if (!function)
		return 0; /* the loader says so */
	if (ebpfc__thunk_build((uint64_t)(uintptr_t)function, thunk))
		return -ENOMEM;
	b->rows[b->count++] = (struct ebpfc_binding){
		.id = id, .name = name, .function = (ebpfc_helper_fn)(uintptr_t)thunk->address,
	};
	return 0;
}

int bindings_make(const struct ebpfc_object *object, struct bindings *b)
{
	EBPFC_STRUCT(ebpfc_object_info, info);
	int error = 0;

	*b = (struct bindings){ .count = 0 };
	ebpfc_object_inspect(object, &info);
	b->rows = calloc(info.helpers + info.externs + 1, sizeof *b->rows);
	b->thunks = calloc(info.helpers + info.externs + 1, sizeof *b->thunks);
	if (!b->rows || !b->thunks)
		error = -ENOMEM;
	for (uint32_t i = 0; i < info.helpers && !error; i++) {
		EBPFC_STRUCT(ebpfc_helper_info, helper);
		const struct ebpfc__helper *known;

		if (ebpfc_object_helper(object, i, &helper) || is_plain(helper.id))
			continue;
		known = ebpfc__helper_find(helper.id);
		error = add(b, helper.id, helper.name, known ? known->function : NULL);
	}
	for (uint32_t i = 0; i < info.externs && !error; i++) {
		EBPFC_STRUCT(ebpfc_extern_info, external);

		if (!ebpfc_object_extern(object, i, &external) && external.kind == EBPFC_EXTERN_KFUNC)
			error = add(b, 0, external.name, ebpfc__kfunc_find(external.name));
	}
	if (error)
		bindings_free(b);
	return error;
}

void bindings_free(struct bindings *b)
{
	for (size_t i = 0; i < b->count; i++)
		ebpfc__arena_give(&b->thunks[i]);
	free(b->rows);
	free(b->thunks);
	*b = (struct bindings){ .count = 0 };
}
