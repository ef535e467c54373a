/* SPDX-License-Identifier: MIT */
/*
 * The memory of an instance: maps and global sections are created, or found in the session, and get their initial
 * content once, from whoever creates them.
 */
#include "runtime.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define MAX_NESTING 4

#define CGROUP_ARRAY 8u /* BPF_MAP_TYPE_CGROUP_ARRAY */

struct binder {
	struct ebpfc_instance *self;
	struct ebpfc__runtime *runtime;
	const struct ebpfc_module *module;
	const struct ebpfc_instance_opts *opts;
	bool *created; /* rows of maps: ours to initialise */
	uint32_t btf;  /* map of the session that holds the module's BTF, or 0 */
};

static const struct ebpfc_map_choice *find_choice(const struct binder *binder, const char *name)
{
	for (size_t i = 0; i < binder->opts->map_count; i++) {
		if (strcmp(binder->opts->maps[i].name, name) == 0)
			return &binder->opts->maps[i];
	}
	return NULL;
}

/* libbpf: a ring buffer's size is rounded up to a power of two of pages. */
static uint32_t ringbuf_size(uint32_t bytes)
{
	uint64_t size = (uint64_t)sysconf(_SC_PAGESIZE);

	while (size < bytes && size < (UINT64_C(1) << 31))
		size *= 2;
	return (uint32_t)size;
}

static bool same_shape(const struct ebpfc_map *map, const struct ebpfc_map_attr *attr)
{
	return map->type == attr->type && map->key_size == attr->key_size && map->value_size == attr->value_size &&
	       map->max_entries == attr->max_entries;
}

/* The map of that name in a shared session, or a new one. */
static int find_or_create(struct ebpfc_session *session, bool shared, const struct ebpfc_map_attr *attr,
			  struct ebpfc_map **map, bool *created)
{
	int err;

	*created = false;
	if (shared && ebpfc__map_find(session, attr->name, map) == 0) {
		if (same_shape(*map, attr))
			return 0;
		ebpfc__fail(EEXIST,
			    "map %s: the session's has type %u, key %u, value %u, %u entries; the object wants type %u, "
			    "key %u, value %u, %u entries",
			    attr->name, (*map)->type, (*map)->key_size, (*map)->value_size, (*map)->max_entries,
			    attr->type, attr->key_size, attr->value_size, attr->max_entries);
		ebpfc__map_put(*map);
		*map = NULL;
		return -EEXIST;
	}
	err = ebpfc__map_create(session, attr, map);
	if (err)
		return ebpfc__fail(-err, "map %s: type %u, key %u, value %u, %u entries, flags 0x%x: %s", attr->name,
				   attr->type, attr->key_size, attr->value_size, attr->max_entries, attr->flags,
				   strerror(-err));
	*created = true;
	return 0;
}

/* Whether a host's choice leaves a map as the object declares it. */
static bool keeps_shape(const struct ebpfc_map_desc *desc, const struct ebpfc_map_choice *choice)
{
	const struct ebpfc_map *map = choice->map;
	uint32_t declared = desc->type == EBPFC_MAP_RINGBUF ? 0 : desc->max_entries; /* a ring's size is its own */
	uint32_t chosen = map && map->type == EBPFC_MAP_RINGBUF ? 0 : map ? map->max_entries : choice->max_entries;

	if (map && (map->type != desc->type || map->key_size != desc->key_size || map->value_size != desc->value_size))
		return false;
	return chosen == declared || (!map && (chosen == 0 || declared == 0));
}

/* libbpf's LIBBPF_PIN_BY_NAME. */
#define PIN_BY_NAME 1u

/* The map behind a pin, which must be what the object declares. */
static int open_pin(struct binder *binder, uint32_t row, const char *path, const struct ebpfc_map_attr *attr)
{
	struct ebpfc_map **map = &binder->runtime->maps[row];
	int err = ebpfc_map_open_pinned(path, &binder->runtime->pinned[row], map);

	if (err || same_shape(*map, attr))
		return err;
	return ebpfc__fail(EEXIST,
			   "map %s: pinned at %s is a map of type %u, key %u, value %u, %u entries; the object wants type "
			   "%u, key %u, value %u, %u entries",
			   attr->name, path, (*map)->type, (*map)->key_size, (*map)->value_size, (*map)->max_entries,
			   attr->type, attr->key_size, attr->value_size, attr->max_entries);
}

/* Find a map at its pin, or make it and pin it. */
static int bind_pinned(struct binder *binder, uint32_t row, struct ebpfc_map_attr *attr)
{
	struct ebpfc__runtime *runtime = binder->runtime;
	struct ebpfc_session *session = runtime->session;
	bool shared = runtime->session != runtime->own;
	char path[4096];
	int err;

	if (snprintf(path, sizeof(path), "%s/%s", binder->opts->pins, attr->name) >= (int)sizeof(path))
		return ebpfc__fail(ENAMETOOLONG, "map %s: the path of its pin is too long", attr->name);
	if (faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
		return open_pin(binder, row, path, attr);
	if (!shared) {
		if (attr->inner)
			return ebpfc__fail(EXDEV, "map %s: maps of maps are pinned only in a named session", attr->name);
		err = ebpfc_session_join("pinned", NULL, &runtime->pinned[row]);
		if (err)
			return err;
		session = runtime->pinned[row];
		attr->btf = 0;
		ebpfc__session_keep_btf(session, binder->module, &attr->btf);
	}
	/* Without a pin, another map of the name is another map, except in the instance's own session. */
	err = find_or_create(session, shared, attr, &runtime->maps[row], &binder->created[row]);
	if (err)
		return err;
	err = ebpfc_map_pin(runtime->maps[row], path);
	if (err != -EEXIST)
		return err;
	/* Somebody was faster: theirs counts. */
	if (binder->created[row]) {
		ebpfc__map_destroy(runtime->maps[row]);
		runtime->maps[row] = NULL;
		binder->created[row] = false;
	} else {
		ebpfc__map_put(runtime->maps[row]);
		runtime->maps[row] = NULL;
	}
	ebpfc__session_close(runtime->pinned[row]);
	runtime->pinned[row] = NULL;
	return open_pin(binder, row, path, attr);
}

static int bind_map(struct binder *binder, uint32_t row, int nesting)
{
	const struct ebpfc_map_desc *desc = ebpfc_row(&binder->module->maps, row);
	struct ebpfc_map **map = &binder->runtime->maps[row];
	const char *name = ebpfc__text(&desc->name);
	const struct ebpfc_map_choice *choice = find_choice(binder, name);
	struct ebpfc_map_attr attr = {
		.size = sizeof(attr),
		.name = name,
		.type = desc->type,
		.key_size = desc->key_size,
		.value_size = desc->value_size,
		.max_entries = choice && choice->max_entries ? choice->max_entries : desc->max_entries,
		.flags = desc->flags,
		.map_extra = desc->map_extra,
		.btf_key = desc->btf_key,
		.btf_value = desc->btf_value,
		.lock_at = binder->module->maps.row_size >= sizeof(*desc) ? desc->lock_at : 0,
		.btf = binder->btf,
	};

	if (*map)
		return 0;
	if (choice && (desc->desc_flags & EBPFC_MAP_SPECIALISED) && !keeps_shape(desc, choice))
		return ebpfc__fail(EINVAL,
				   "map %s: the code is compiled for type %u, key %u, value %u, %u entries and takes no "
				   "other: compile it with --no-inline",
				   name, desc->type, desc->key_size, desc->value_size, desc->max_entries);
	if (choice && choice->map) {
		ebpfc__map_get(choice->map);
		*map = choice->map;
		return 0;
	}
	if (nesting > MAX_NESTING)
		return ebpfc__fail(EINVAL, "map %s: maps of maps are nested too deep", name);
	if (desc->inner >= 0) {
		int err = bind_map(binder, (uint32_t)desc->inner, nesting + 1);

		if (err)
			return err;
		attr.inner = binder->runtime->maps[desc->inner];
	}
	if (attr.type == EBPFC_MAP_PERF_EVENT_ARRAY && attr.max_entries == 0)
		attr.max_entries = ebpfc__session_cpus(binder->runtime->session);
	/* No control group has a descriptor here: the helpers on these arrays answer as for empty slots. */
	if (attr.type == CGROUP_ARRAY)
		attr.type = EBPFC_MAP_ARRAY;
	if (attr.type == EBPFC_MAP_RINGBUF || attr.type == EBPFC_MAP_USER_RINGBUF)
		attr.max_entries = ringbuf_size(attr.max_entries);
	if (desc->pinning == PIN_BY_NAME && binder->opts->pins)
		return bind_pinned(binder, row, &attr);
	return find_or_create(binder->runtime->session, binder->runtime->session != binder->runtime->own, &attr, map,
			      &binder->created[row]);
}

/* Slots of map-in-maps and program arrays. */
static int init_map(const struct binder *binder, uint32_t row)
{
	const struct ebpfc_map_desc *desc = ebpfc_row(&binder->module->maps, row);
	struct ebpfc_map *map = binder->runtime->maps[row];

	for (uint32_t i = 0; i < desc->inits.count; i++) {
		const struct ebpfc_init_desc *init = ebpfc_row(&desc->inits, i);
		uint32_t value;

		if (init->kind == EBPFC_INIT_MAP)
			value = ebpfc__map_id(binder->runtime->maps[init->target]);
		else if (init->kind == EBPFC_INIT_PROGRAM)
			value = ebpfc__program_number(binder->self, init->target, map);
		else
			return ebpfc__fail(EINVAL, "map %s: slot %u has an initialiser of kind %u",
					   ebpfc__text(&desc->name), init->index, init->kind);

		int err = ebpfc__map_user_update(map, &init->index, &value, EBPFC_ANY);

		if (err)
			return ebpfc__fail(-err, "map %s: initialiser of slot %u: %s", ebpfc__text(&desc->name),
					   init->index, strerror(-err));
	}
	return 0;
}

/* The address that a static initialiser stands for in this process. */
static const void *init_address(const struct binder *binder, const struct ebpfc_init_desc *init)
{
	const struct ebpfc_module *module = binder->module;
	uint32_t externs = module->helpers.count + module->maps.count + module->globals.count;

	switch ((enum ebpfc_init_kind)init->kind) {
	case EBPFC_INIT_MAP:
		return binder->runtime->maps[init->target];
	case EBPFC_INIT_PROGRAM:
		return ebpfc_deref(&EBPFC_ROW(ebpfc_program_desc, &module->programs, init->target)->entry);
	case EBPFC_INIT_GLOBAL:
		return binder->runtime->globals[init->target]->values + init->offset;
	case EBPFC_INIT_FUNCTION:
		return ebpfc_deref(&EBPFC_ROW(ebpfc_function_desc, &module->functions, init->target)->entry);
	case EBPFC_INIT_EXTERN:
		return binder->self->slots[externs + init->target];
	}
	return NULL;
}

/* Sections of constants that have no names. */
static bool is_literals(const char *section)
{
	return strncmp(section, ".rodata.str", 11) == 0 || strncmp(section, ".rodata.cst", 11) == 0;
}

static int apply_settings(const struct binder *binder, const struct ebpfc_global_desc *desc, uint8_t *bytes)
{
	const char *name = ebpfc__text(&desc->name);

	for (size_t i = 0; i < binder->opts->setting_count; i++) {
		const struct ebpfc_setting *setting = &binder->opts->settings[i];

		if (strcmp(setting->section, name) != 0)
			continue;
		if (desc->kind == EBPFC_GLOBAL_RODATA && !(binder->module->flags & EBPFC_MODULE_LATE_RODATA))
			return ebpfc__fail(EACCES,
					   "%s is frozen at its compile-time values; compile with --late-rodata to set it",
					   name);
		if (desc->kind == EBPFC_GLOBAL_RODATA && is_literals(name))
			return ebpfc__fail(EACCES, "%s: literals are compiled in", name);
		if (setting->offset > desc->size || setting->length > desc->size - setting->offset)
			return ebpfc__fail(EINVAL, "%s has %llu bytes: the setting at %llu does not fit", name,
					   (unsigned long long)desc->size, (unsigned long long)setting->offset);
		memcpy(bytes + setting->offset, setting->data, setting->length);
	}
	return 0;
}

/*
 * A section is an ARRAY of one entry. One that holds pointers means something in this process only, so it lives in
 * private memory even when the session is shared.
 */
static int bind_global(const struct binder *binder, uint32_t row, bool *created)
{
	const struct ebpfc_global_desc *desc = ebpfc_row(&binder->module->globals, row);
	struct ebpfc__runtime *runtime = binder->runtime;
	struct ebpfc_session *session = desc->inits.count ? runtime->own : runtime->session;
	const char *module = binder->module->name ? ebpfc__text(&binder->module->name) : "";
	const void *data = ebpfc_deref(&desc->data);
	char name[EBPFC_MAP_NAME_LEN];
	struct ebpfc_map_attr attr = {
		.size = sizeof(attr),
		.name = name,
		.type = EBPFC_MAP_ARRAY,
		.key_size = sizeof(uint32_t),
		.value_size = (uint32_t)desc->size,
		.max_entries = 1,
		.btf_value = desc->btf_datasec,
		.btf = session == runtime->session ? binder->btf : 0,
	};
	struct ebpfc_map **map = &runtime->globals[row];

	*created = false;
	if (desc->size == 0)
		return 0;
	snprintf(name, sizeof(name), "%.40s%s", module, ebpfc__text(&desc->name));

	int err = find_or_create(session, session != runtime->own, &attr, map, created);

	if (err)
		return err;
	if (desc->align > 1 && ((uintptr_t)(*map)->values & (desc->align - 1)) != 0)
		return ebpfc__fail(EINVAL, "%s: needs an alignment of %u bytes", ebpfc__text(&desc->name), desc->align);
	if (*created && data)
		memcpy((*map)->values, data, desc->size);
	if (!*created && desc->kind == EBPFC_GLOBAL_RODATA && data &&
	    !(binder->module->flags & EBPFC_MODULE_LATE_RODATA) && memcmp((*map)->values, data, desc->size) != 0)
		return ebpfc__fail(EEXIST, "%s: the session holds another object's constants under this name", name);
	return apply_settings(binder, desc, (*map)->values);
}

/* A setting or choice that names nothing would be ignored silently: say so. */
static int check_names(const struct binder *binder)
{
	const struct ebpfc_module *module = binder->module;

	for (size_t i = 0; i < binder->opts->setting_count; i++) {
		const char *name = binder->opts->settings[i].section;
		bool found = false;

		for (uint32_t j = 0; j < module->globals.count && !found; j++)
			found = strcmp(ebpfc__text(&EBPFC_ROW(ebpfc_global_desc, &module->globals, j)->name), name) == 0;
		if (!found)
			return ebpfc__fail(ENOENT, "no global section is called %s", name);
	}
	for (size_t i = 0; i < binder->opts->map_count; i++) {
		const char *name = binder->opts->maps[i].name;
		bool found = false;

		for (uint32_t j = 0; j < module->maps.count && !found; j++)
			found = strcmp(ebpfc__text(&EBPFC_ROW(ebpfc_map_desc, &module->maps, j)->name), name) == 0;
		if (!found)
			return ebpfc__fail(ENOENT, "no map is called %s", name);
	}
	return 0;
}

static int bind_all(struct binder *binder)
{
	const struct ebpfc_module *module = binder->module;
	struct ebpfc__runtime *runtime = binder->runtime;
	void **slots = binder->self->slots + module->helpers.count;
	int err = check_names(binder);

	for (uint32_t i = 0; i < module->maps.count && !err; i++)
		err = bind_map(binder, i, 0);
	for (uint32_t i = 0; i < module->globals.count && !err; i++) {
		bool created;

		err = bind_global(binder, i, &created);
	}
	if (err)
		return err;
	for (uint32_t i = 0; i < module->maps.count; i++)
		slots[i] = runtime->maps[i];
	for (uint32_t i = 0; i < module->globals.count; i++)
		slots[module->maps.count + i] = runtime->globals[i] ? runtime->globals[i]->values : NULL;
	for (uint32_t i = 0; i < module->maps.count && !err; i++) {
		if (binder->created[i])
			err = init_map(binder, i);
	}
	/* Sections with pointers are always this instance's own. */
	for (uint32_t i = 0; i < module->globals.count && !err; i++) {
		const struct ebpfc_global_desc *desc = ebpfc_row(&module->globals, i);

		for (uint32_t j = 0; j < desc->inits.count; j++) {
			const struct ebpfc_init_desc *init = ebpfc_row(&desc->inits, j);
			const void *address = init_address(binder, init);

			memcpy(runtime->globals[i]->values + init->index, &address, sizeof(address));
		}
	}
	return err;
}

int ebpfc__bind_state(struct ebpfc_instance *self, const struct ebpfc_instance_opts *opts)
{
	struct ebpfc__runtime *runtime = self->runtime;
	struct binder binder = {
		.self = self,
		.runtime = runtime,
		.module = self->module,
		.opts = opts,
		.created = calloc(self->module->maps.count + 1, sizeof(bool)),
	};
	bool shared = runtime->session != runtime->own;
	int err;

	if (!binder.created)
		return ebpfc__fail(ENOMEM, "no memory for an instance");
	/* Two processes that bind the same object at once must not both create its maps. */
	if (shared)
		flock(ebpfc__session_fd(runtime->session), LOCK_EX);
	err = shared ? ebpfc__session_keep_btf(runtime->session, self->module, &binder.btf) : 0;
	if (!err)
		err = bind_all(&binder);
	if (!err && shared)
		err = ebpfc__session_keep_programs(self);
	if (shared)
		flock(ebpfc__session_fd(runtime->session), LOCK_UN);
	free(binder.created);
	return err;
}
