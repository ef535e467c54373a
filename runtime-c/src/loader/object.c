/* SPDX-License-Identifier: MIT */
/* Objects: open, inspect, iterate, close. */
#include "image.h"
#include "../helpers/helpers.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int ebpfc__opts_read(void *to, size_t known, const void *from, const char *what)
{
	size_t given;

	memset(to, 0, known);
	if (!from)
		return 0;
	memcpy(&given, from, sizeof(given));
	if (given < sizeof(given))
		return ebpfc__fail(EINVAL, "%s: size is not set", what);
	for (size_t i = known; i < given; i++) {
		if (((const uint8_t *)from)[i] != 0)
			return ebpfc__fail(E2BIG, "%s: the host asks for something this library does not know", what);
	}
	memcpy(to, from, given < known ? given : known);
	return 0;
}

void ebpfc__info_write(void *to, const void *from, size_t known)
{
	size_t given;

	memcpy(&given, to, sizeof(given));
	if (given <= sizeof(given))
		return;
	memcpy((uint8_t *)to + sizeof(given), (const uint8_t *)from + sizeof(given),
	       (given < known ? given : known) - sizeof(given));
	if (given > known)
		memset((uint8_t *)to + known, 0, given - known);
}

/* FNV-1a. The same program of the same object has the same tag in every process of a session. */
static uint64_t program_tag(const struct ebpfc_module *module, const char *name)
{
	const char *parts[] = {ebpfc__text(&module->input_sha256), ebpfc__text(&module->name), name};
	uint64_t hash = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		for (const char *c = parts[i] ? parts[i] : ""; *c; c++)
			hash = (hash ^ (uint8_t)*c) * UINT64_C(0x100000001b3);
		hash = (hash ^ '/') * UINT64_C(0x100000001b3);
	}
	return hash;
}

static int check_permission(const struct ebpfc_module *module, const struct ebpfc_object_opts *opts, const char *path)
{
	if (opts->allow_unverified || opts->inspect_only)
		return 0;
	if (module->flags & (EBPFC_MODULE_VERIFIED | EBPFC_MODULE_CHECKED))
		return 0;
	return ebpfc__fail(EACCES,
			   "%s: the object was neither proven safe nor compiled with checks; allow_unverified runs it",
			   path);
}

static struct ebpfc_object *object_new(const struct ebpfc_module *module, const char *path)
{
	struct ebpfc_object *object = calloc(1, sizeof(*object));

	if (!object)
		return NULL;
	atomic_init(&object->references, 1);
	object->module = module;
	object->memory = -1;
	object->path = path ? strdup(path) : NULL;
	object->tags = calloc(module->programs.count + 1, sizeof(*object->tags));
	if (!object->tags || (path && !object->path)) {
		free(object->path);
		free(object->tags);
		free(object);
		return NULL;
	}
	for (uint32_t i = 0; i < module->programs.count; i++)
		object->tags[i] =
			program_tag(module, ebpfc__text(&EBPFC_ROW(ebpfc_program_desc, &module->programs, i)->name));
	return object;
}

/* Load what was validated: the loaded descriptor must be byte for byte the one that was read. */
static int load(const struct ebpfc__image *image, const char *path, struct ebpfc_object **result)
{
	const struct ebpfc_module *read = (const void *)(image->bytes + image->module);
	char slashed[4096];
	void *handle;

	/* dlopen searches the library path for a name without a slash. */
	if (!strchr(path, '/') && strlen(path) + 3 <= sizeof(slashed)) {
		strcpy(slashed, "./");
		strcat(slashed, path);
		handle = dlopen(slashed, RTLD_NOW | RTLD_LOCAL);
	} else {
		handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	}
	if (!handle)
		return ebpfc__fail(ENOEXEC, "%s", dlerror());

	const struct ebpfc_module *module = dlsym(handle, "ebpfc_module");
	struct ebpfc_object *object = NULL;
	int err = 0;

	if (!module || memcmp(module, read, read->size) != 0)
		err = ebpfc__fail(ENOEXEC, "%s: the file changed while it was being loaded", path);
	if (!err) {
		object = object_new(module, path);
		if (!object)
			err = ebpfc__fail(ENOMEM, "%s: no memory", path);
	}
	if (err) {
		dlclose(handle);
		return err;
	}
	object->handle = handle;
	*result = object;
	return 0;
}

/* Keep the image itself as the object: nothing is loaded. */
static int keep(struct ebpfc__image *image, const char *path, struct ebpfc_object **result)
{
	struct ebpfc__image *kept = malloc(sizeof(*kept));
	struct ebpfc_object *object = object_new((const void *)(image->bytes + image->module), path);

	if (!kept || !object) {
		free(kept);
		if (object)
			ebpfc_object_close(object);
		return ebpfc__fail(ENOMEM, "%s: no memory", path);
	}
	*kept = *image;
	object->image = kept;
	memset(image, 0, sizeof(*image));
	*result = object;
	return 0;
}

/* Open what is behind `fd`; `path` is what the dynamic linker finds it by, `name` is for messages. */
static int open_file(int fd, const char *path, const char *name, const struct ebpfc_object_opts *opts,
		     struct ebpfc_object **object)
{
	struct ebpfc__image image;
	int err = ebpfc__image_read(fd, name, &image);

	if (err)
		return err;

	const struct ebpfc_module *module = (const void *)(image.bytes + image.module);

	err = ebpfc__module_validate(&image, name);
	if (!err && !opts->inspect_only)
		err = ebpfc__layout_check(module, name);
	if (!err)
		err = check_permission(module, opts, name);
	if (!err && !opts->inspect_only && module->features)
		err = ebpfc__cpu_check(ebpfc__text(&module->features), name);
	if (!err)
		err = opts->inspect_only ? keep(&image, name, object) : load(&image, path, object);
	ebpfc__image_free(&image);
	return err;
}

int ebpfc_object_open(const char *path, const struct ebpfc_object_opts *opts, struct ebpfc_object **object)
{
	struct ebpfc_object_opts known;
	int err = ebpfc__opts_read(&known, sizeof(known), opts, "ebpfc_object_opts");

	*object = NULL;
	if (err)
		return err;

	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0) {
		int error = errno;

		return ebpfc__fail(error, "%s: %s", path, strerror(error));
	}
	err = open_file(fd, path, path, &known, object);
	close(fd);
	return err;
}

int ebpfc_object_open_memory(const char *name, const void *bytes, size_t length, const struct ebpfc_object_opts *opts,
			     struct ebpfc_object **object)
{
	struct ebpfc_object_opts known;
	const uint8_t *at = bytes;
	char path[32];
	int err = ebpfc__opts_read(&known, sizeof(known), opts, "ebpfc_object_opts");

	*object = NULL;
	if (err)
		return err;

	int fd = memfd_create(name, MFD_CLOEXEC | 0x10u /* MFD_EXEC */);

	if (fd < 0)
		fd = memfd_create(name, MFD_CLOEXEC);
	for (size_t left = length; fd >= 0 && left > 0;) {
		ssize_t n = write(fd, at, left);

		if (n <= 0) {
			close(fd);
			fd = -1;
			break;
		}
		at += n;
		left -= (size_t)n;
	}
	if (fd < 0)
		return ebpfc__fail(ENOMEM, "%s: no memory for the object", name);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	err = open_file(fd, path, name, &known, object);
	if (err || known.inspect_only)
		close(fd);
	else
		(*object)->memory = fd;
	return err;
}

int ebpfc_object_from_module(const struct ebpfc_module *module, const struct ebpfc_object_opts *opts,
			     struct ebpfc_object **object)
{
	struct ebpfc_object_opts known;
	const char *name = "linked module";
	int err = ebpfc__opts_read(&known, sizeof(known), opts, "ebpfc_object_opts");

	*object = NULL;
	if (err)
		return err;
	if (module->magic != EBPFC_MAGIC || module->abi != EBPFC_ABI_VERSION || module->size < EBPFC_MODULE_SIZE)
		return ebpfc__fail(ENOEXEC, "%s: speaks ABI version %u, this library version %u", name, module->abi,
				   EBPFC_ABI_VERSION);
	if (module->name)
		name = ebpfc__text(&module->name);
	err = ebpfc__layout_check(module, name);
	if (err)
		return err;
	err = check_permission(module, &known, name);
	if (!err && module->features)
		err = ebpfc__cpu_check(ebpfc__text(&module->features), name);
	if (err)
		return err;
	*object = object_new(module, NULL);
	return *object ? 0 : ebpfc__fail(ENOMEM, "%s: no memory", name);
}

static const struct ebpfc_table nothing;

const struct ebpfc_table *ebpfc__module_inlined(const struct ebpfc_module *module)
{
	bool knows = module->size >= offsetof(struct ebpfc_module, inlined) + sizeof(module->inlined);

	return knows ? &module->inlined : &nothing;
}

uint32_t ebpfc__module_layout(const struct ebpfc_module *module)
{
	return module->size >= offsetof(struct ebpfc_module, inlined) ? module->layout : 0;
}

int ebpfc__layout_check(const struct ebpfc_module *module, const char *path)
{
	uint32_t layout = ebpfc__module_layout(module);

	if (layout == 0 || layout == EBPFC_LAYOUT_VERSION)
		return 0;
	return ebpfc__fail(ENOEXEC,
			   "%s: map operations are compiled in for layout version %u, this library has version %u: "
			   "compile it again, or with --no-inline",
			   path, layout, EBPFC_LAYOUT_VERSION);
}

struct ebpfc_object *ebpfc__object_get(struct ebpfc_object *object)
{
	atomic_fetch_add(&object->references, 1);
	return object;
}

void ebpfc_object_close(struct ebpfc_object *object)
{
	if (!object || atomic_fetch_sub(&object->references, 1) != 1)
		return;
	if (object->handle)
		dlclose(object->handle);
	if (object->image)
		ebpfc__image_free(object->image);
	if (object->memory >= 0)
		close(object->memory);
	free(object->image);
	free(object->tags);
	free(object->path);
	free(object);
}

int ebpfc_object_inspect(const struct ebpfc_object *object, struct ebpfc_object_info *info)
{
	const struct ebpfc_module *module = object->module;
	struct ebpfc_object_info row = {
		.path = object->path,
		.name = ebpfc__text(&module->name),
		.license = ebpfc__text(&module->license),
		.producer = ebpfc__text(&module->producer),
		.command = ebpfc__text(&module->command),
		.target = ebpfc__text(&module->target),
		.features = ebpfc__text(&module->features),
		.input_sha256 = ebpfc__text(&module->input_sha256),
		.abi = module->abi,
		.flags = module->flags,
		.programs = module->programs.count,
		.maps = module->maps.count,
		.globals = module->globals.count,
		.helpers = module->helpers.count,
		.externs = module->externs.count,
		.functions = module->functions.count,
		.btf = ebpfc_deref(&module->btf.rows),
		.btf_size = module->btf.count,
		.layout = ebpfc__module_layout(module),
		.inlined = ebpfc__module_inlined(module)->count,
	};

	ebpfc__info_write(info, &row, sizeof(row));
	return 0;
}

int ebpfc_object_program(const struct ebpfc_object *object, uint32_t i, struct ebpfc_program_info *info)
{
	const struct ebpfc_program_desc *desc = ebpfc_row(&object->module->programs, i);

	if (!desc)
		return -ENOENT;

	struct ebpfc_program_info row = {
		.name = ebpfc__text(&desc->name),
		.section = ebpfc__text(&desc->section),
		.type = desc->type,
		.flags = desc->flags,
		.stack_bytes = desc->stack_bytes,
		.insn_count = desc->insn_count,
		.insn_bound = desc->insn_bound,
		.tag = object->tags[i],
	};

	if (object->module->programs.row_size >= sizeof(*desc)) {
		row.probe = object->image ? NULL : ebpfc_deref(&desc->probe);
		row.probe_form = desc->probe_form;
		row.probe_flags = desc->probe_flags;
		row.probe_parameter_count = desc->probe_parameter_count;
		memcpy(row.probe_parameters, desc->probe_parameters, sizeof(row.probe_parameters));
	}

	ebpfc__info_write(info, &row, sizeof(row));
	return 0;
}

int ebpfc_object_map(const struct ebpfc_object *object, uint32_t i, struct ebpfc_map_spec *info)
{
	const struct ebpfc_map_desc *desc = ebpfc_row(&object->module->maps, i);

	if (!desc)
		return -ENOENT;

	struct ebpfc_map_spec row = {
		.name = ebpfc__text(&desc->name),
		.type = desc->type,
		.key_size = desc->key_size,
		.value_size = desc->value_size,
		.max_entries = desc->max_entries,
		.flags = desc->flags,
		.pinning = desc->pinning,
		.map_extra = desc->map_extra,
		.inner = desc->inner,
		.is_template = desc->is_template != 0,
		.inits = desc->inits.count,
		.btf_key = desc->btf_key,
		.btf_value = desc->btf_value,
	};

	ebpfc__info_write(info, &row, sizeof(row));
	return 0;
}

int ebpfc_object_global(const struct ebpfc_object *object, uint32_t i, struct ebpfc_global_info *info)
{
	const struct ebpfc_global_desc *desc = ebpfc_row(&object->module->globals, i);

	if (!desc)
		return -ENOENT;

	struct ebpfc_global_info row = {
		.name = ebpfc__text(&desc->name),
		.kind = desc->kind,
		.align = desc->align,
		.bytes = desc->size,
		.data = ebpfc_deref(&desc->data),
		.btf_datasec = desc->btf_datasec,
	};

	ebpfc__info_write(info, &row, sizeof(row));
	return 0;
}

int ebpfc_object_helper(const struct ebpfc_object *object, uint32_t i, struct ebpfc_helper_info *info)
{
	const struct ebpfc_helper_desc *desc = ebpfc_row(&object->module->helpers, i);

	if (!desc)
		return -ENOENT;

	const struct ebpfc__helper *helper = ebpfc__helper_find(desc->id);
	struct ebpfc_helper_info row = {
		.name = desc->name ? ebpfc__text(&desc->name) : helper ? helper->name : NULL,
		.id = desc->id,
		.provided = helper != NULL,
	};

	ebpfc__info_write(info, &row, sizeof(row));
	return 0;
}

int ebpfc_object_extern(const struct ebpfc_object *object, uint32_t i, struct ebpfc_extern_info *info)
{
	const struct ebpfc_extern_desc *desc = ebpfc_row(&object->module->externs, i);

	if (!desc)
		return -ENOENT;

	struct ebpfc_extern_info row = {
		.name = ebpfc__text(&desc->name),
		.kind = desc->kind,
		.weak = desc->weak != 0,
	};

	ebpfc__info_write(info, &row, sizeof(row));
	return 0;
}
