/* SPDX-License-Identifier: MIT */
/* Is a descriptor what it says it is? Every reference, count, string and index is checked before anything uses it. */
#include "image.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define MAX_ROWS 65536u

struct check {
	const struct ebpfc__image *image;
	const char *path;
};

static int malformed(const struct check *check, const char *what, uint32_t row)
{
	return ebpfc__fail(ENOEXEC, "%s: malformed descriptor: %s %u", check->path, what, row);
}

/* Where in the image `ref` (which itself lies in the image) leads; false when it leads out. */
static bool follow(const struct check *check, const ebpfc_ref *ref, uint64_t *offset)
{
	int64_t at = (const uint8_t *)ref - check->image->bytes;
	int64_t to = at + *ref;

	if (to < 0 || (uint64_t)to >= check->image->size)
		return false;
	*offset = (uint64_t)to;
	return true;
}

static bool text_ok(const struct check *check, const ebpfc_ref *ref, bool required)
{
	uint64_t at;

	if (*ref == 0)
		return !required;
	if (!follow(check, ref, &at))
		return false;
	for (uint64_t end = at; ebpfc__image_covers(check->image, end, 1, false); end++) {
		if (check->image->bytes[end] == 0)
			return true;
	}
	return false;
}

static bool code_ok(const struct check *check, const ebpfc_ref *ref, bool required)
{
	uint64_t at;

	if (*ref == 0)
		return !required;
	return follow(check, ref, &at) && ebpfc__image_covers(check->image, at, 1, true);
}

static bool bytes_ok(const struct check *check, const ebpfc_ref *ref, uint64_t length)
{
	uint64_t at;

	return follow(check, ref, &at) && ebpfc__image_covers(check->image, at, length, false);
}

static bool table_ok(const struct check *check, const struct ebpfc_table *table, uint32_t row_size, uint32_t align)
{
	uint64_t at;

	if (table->count == 0)
		return true;
	if (row_size == 1)
		return table->row_size == 1 && table->rows != 0 && bytes_ok(check, &table->rows, table->count);
	if (table->count > MAX_ROWS || table->row_size < row_size || table->row_size > 4096 ||
	    (table->row_size & (align - 1)) != 0 || table->rows == 0 || !follow(check, &table->rows, &at))
		return false;
	return (at & (align - 1)) == 0 && ebpfc__image_covers(check->image, at, (uint64_t)table->count * table->row_size, false);
}

/* Size and alignment of the rows of a table. */
#define TABLE_ROWS(TYPE) sizeof(struct TYPE), _Alignof(struct TYPE)

/* Rows of older compilers end before `lock_at` and `family`. */
#define MAP_ROW offsetof(struct ebpfc_map_desc, lock_at), _Alignof(struct ebpfc_map_desc)
#define HELPER_ROW offsetof(struct ebpfc_helper_desc, family), _Alignof(struct ebpfc_helper_desc)

static bool inits_ok(const struct check *check, const struct ebpfc_module *module, const struct ebpfc_table *inits)
{
	if (!table_ok(check, inits, TABLE_ROWS(ebpfc_init_desc)))
		return false;
	for (uint32_t i = 0; i < inits->count; i++) {
		const struct ebpfc_init_desc *init = ebpfc_row(inits, i);
		const struct ebpfc_global_desc *global;

		switch ((enum ebpfc_init_kind)init->kind) {
		case EBPFC_INIT_MAP:
			if (init->target >= module->maps.count)
				return false;
			break;
		case EBPFC_INIT_PROGRAM:
			if (init->target >= module->programs.count)
				return false;
			break;
		case EBPFC_INIT_GLOBAL:
			global = ebpfc_row(&module->globals, init->target);
			if (!global || init->offset > global->size)
				return false;
			break;
		case EBPFC_INIT_FUNCTION:
			if (init->target >= module->functions.count)
				return false;
			break;
		case EBPFC_INIT_EXTERN:
			if (init->target >= module->externs.count)
				return false;
			break;
		default:
			return false;
		}
	}
	return true;
}

static int check_programs(const struct check *check, const struct ebpfc_module *module)
{
	for (uint32_t i = 0; i < module->programs.count; i++) {
		const struct ebpfc_program_desc *program = ebpfc_row(&module->programs, i);

		if (!text_ok(check, &program->name, true) || !text_ok(check, &program->section, false) ||
		    !code_ok(check, &program->entry, true) || !code_ok(check, &program->body, false))
			return malformed(check, "program", i);
		if (module->programs.row_size >= sizeof(*program) &&
		    (!code_ok(check, &program->probe, false) ||
		     program->probe_parameter_count > sizeof(program->probe_parameters)))
			return malformed(check, "program", i);
	}
	for (uint32_t i = 0; i < module->functions.count; i++) {
		const struct ebpfc_function_desc *function = ebpfc_row(&module->functions, i);

		if (!text_ok(check, &function->name, false) || !code_ok(check, &function->entry, true))
			return malformed(check, "function", i);
	}
	return 0;
}

static int check_maps(const struct check *check, const struct ebpfc_module *module)
{
	for (uint32_t i = 0; i < module->maps.count; i++) {
		const struct ebpfc_map_desc *map = ebpfc_row(&module->maps, i);

		if (!text_ok(check, &map->name, true) || map->inner < -1 ||
		    (map->inner >= 0 && (uint32_t)map->inner >= module->maps.count) ||
		    !inits_ok(check, module, &map->inits))
			return malformed(check, "map", i);
	}
	return 0;
}

static int check_globals(const struct check *check, const struct ebpfc_module *module)
{
	for (uint32_t i = 0; i < module->globals.count; i++) {
		const struct ebpfc_global_desc *global = ebpfc_row(&module->globals, i);

		if (!text_ok(check, &global->name, true) || global->size > UINT32_MAX ||
		    (global->align & (global->align - 1)) != 0 || global->align > 4096 ||
		    (global->data && !bytes_ok(check, &global->data, global->size)) ||
		    !inits_ok(check, module, &global->inits))
			return malformed(check, "global section", i);
		for (uint32_t j = 0; j < global->inits.count; j++) {
			const struct ebpfc_init_desc *init = ebpfc_row(&global->inits, j);

			if (global->size < 8 || init->index > global->size - 8)
				return malformed(check, "global section", i);
		}
	}
	return 0;
}

static int check_needs(const struct check *check, const struct ebpfc_module *module)
{
	const struct ebpfc_table *inlined = ebpfc__module_inlined(module);

	for (uint32_t i = 0; i < inlined->count; i++) {
		if (!text_ok(check, &((const struct ebpfc_helper_desc *)ebpfc_row(inlined, i))->name, false))
			return malformed(check, "inlined helper", i);
	}
	for (uint32_t i = 0; i < module->helpers.count; i++) {
		const struct ebpfc_helper_desc *helper = ebpfc_row(&module->helpers, i);

		if (!text_ok(check, &helper->name, false))
			return malformed(check, "helper", i);
	}
	for (uint32_t i = 0; i < module->externs.count; i++) {
		const struct ebpfc_extern_desc *symbol = ebpfc_row(&module->externs, i);

		if (!text_ok(check, &symbol->name, true))
			return malformed(check, "extern", i);
	}
	return 0;
}

int ebpfc__module_validate(const struct ebpfc__image *image, const char *path)
{
	const struct check check = {image, path};
	const struct ebpfc_module *module = (const struct ebpfc_module *)(const void *)(image->bytes + image->module);
	int err;

	if (module->magic != EBPFC_MAGIC)
		return ebpfc__fail(ENOEXEC, "%s: ebpfc_module has magic 0x%llx, expected 0x%llx", path,
				   (unsigned long long)module->magic, (unsigned long long)EBPFC_MAGIC);
	if (module->abi != EBPFC_ABI_VERSION)
		return ebpfc__fail(ENOEXEC, "%s: the object speaks ABI version %u, this library version %u", path,
				   module->abi, EBPFC_ABI_VERSION);
	if (module->size < EBPFC_MODULE_SIZE || !ebpfc__image_covers(image, image->module, module->size, false))
		return ebpfc__fail(ENOEXEC, "%s: truncated descriptor", path);
	if (!text_ok(&check, &module->name, false) || !text_ok(&check, &module->license, false) ||
	    !text_ok(&check, &module->producer, false) || !text_ok(&check, &module->command, false) ||
	    !text_ok(&check, &module->target, false) || !text_ok(&check, &module->features, false) ||
	    !text_ok(&check, &module->input_sha256, false))
		return ebpfc__fail(ENOEXEC, "%s: malformed descriptor: a text leads out of the file", path);
	if (!table_ok(&check, &module->programs, offsetof(struct ebpfc_program_desc, probe), 8) ||
	    !table_ok(&check, &module->maps, MAP_ROW) ||
	    !table_ok(&check, &module->globals, TABLE_ROWS(ebpfc_global_desc)) ||
	    !table_ok(&check, &module->helpers, HELPER_ROW) ||
	    !table_ok(&check, &module->externs, TABLE_ROWS(ebpfc_extern_desc)) ||
	    !table_ok(&check, &module->functions, TABLE_ROWS(ebpfc_function_desc)) ||
	    !table_ok(&check, &module->btf, 1, 1) ||
	    !table_ok(&check, ebpfc__module_inlined(module), HELPER_ROW))
		return ebpfc__fail(ENOEXEC, "%s: malformed descriptor: a table leads out of the file", path);
	err = check_programs(&check, module);
	if (!err)
		err = check_maps(&check, module);
	if (!err)
		err = check_globals(&check, module);
	if (!err)
		err = check_needs(&check, module);
	return err;
}
