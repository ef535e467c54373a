/* SPDX-License-Identifier: MIT */
/* Global variables by name: what the object's BTF says of where they are. Layout: Documentation/bpf/btf.rst. */
#include <errno.h>
#include <string.h>

#include "runtime.h"

enum { BTF_HEADER = 24, BTF_TYPE = 12, BTF_DATASEC_ENTRY = 12 };
enum { BTF_KIND_VAR = 14, BTF_KIND_DATASEC = 15 };

/* The parts of a .BTF section, which may hold anything. */
struct btf {
	const uint8_t *types;
	size_t types_size;
	const char *strings;
	size_t strings_size;
};

/* One record, and where the next one starts. */
struct btf_record {
	size_t at;
	size_t next;
	uint32_t name;
	uint32_t kind;
	uint32_t count;
};

static uint32_t btf_u32(const uint8_t *bytes)
{
	uint32_t value;

	memcpy(&value, bytes, sizeof(value));
	return value;
}

static bool btf_open(struct btf *btf, const uint8_t *bytes, size_t size)
{
	uint16_t magic;

	if (!bytes || size < BTF_HEADER)
		return false;
	memcpy(&magic, bytes, sizeof(magic));

	size_t header = btf_u32(bytes + 4);
	size_t types = btf_u32(bytes + 8), types_size = btf_u32(bytes + 12);
	size_t strings = btf_u32(bytes + 16), strings_size = btf_u32(bytes + 20);

	if (magic != 0xeb9f || header < BTF_HEADER || header > size)
		return false;
	size -= header;
	if (types > size || types_size > size - types || strings > size || strings_size > size - strings)
		return false;
	btf->types = bytes + header + types;
	btf->types_size = types_size;
	btf->strings = (const char *)bytes + header + strings;
	btf->strings_size = strings_size;
	return strings_size > 0 && btf->strings[strings_size - 1] == '\0';
}

/* Bytes after the common part of a type; SIZE_MAX for a kind that is not known. */
static size_t btf_extra(uint32_t kind, uint32_t count)
{
	switch (kind) {
	case 1: /* INT */
	case 17: /* DECL_TAG */
	case BTF_KIND_VAR:
		return 4;
	case 3: /* ARRAY */
		return 12;
	case 4: /* STRUCT */
	case 5: /* UNION */
	case BTF_KIND_DATASEC:
	case 19: /* ENUM64 */
		return (size_t)count * 12;
	case 6: /* ENUM */
	case 13: /* FUNC_PROTO */
		return (size_t)count * 8;
	case 2: /* PTR */
	case 7: /* FWD */
	case 8: /* TYPEDEF */
	case 9: /* VOLATILE */
	case 10: /* CONST */
	case 11: /* RESTRICT */
	case 12: /* FUNC */
	case 16: /* FLOAT */
	case 18: /* TYPE_TAG */
		return 0;
	default:
		return SIZE_MAX;
	}
}

static bool btf_record_at(const struct btf *btf, size_t at, struct btf_record *record)
{
	if (at > btf->types_size || btf->types_size - at < BTF_TYPE)
		return false;

	const uint8_t *type = btf->types + at;
	uint32_t info = btf_u32(type + 4);

	record->at = at;
	record->name = btf_u32(type);
	record->kind = (info >> 24) & 31;
	record->count = info & 0xffff;

	size_t extra = btf_extra(record->kind, record->count);

	if (extra > btf->types_size - at - BTF_TYPE)
		return false;
	record->next = at + BTF_TYPE + extra;
	return true;
}

static const char *btf_string(const struct btf *btf, uint32_t offset)
{
	return offset < btf->strings_size ? btf->strings + offset : "";
}

/* The section that lists one of the variables of this name, as the first row that does. */
static bool find_in_sections(const struct btf *btf, const char *name, struct ebpfc_variable_info *found)
{
	struct btf_record section, variable;

	for (size_t at = 0; btf_record_at(btf, at, &section); at = section.next) {
		if (section.kind != BTF_KIND_DATASEC)
			continue;

		const uint8_t *row = btf->types + section.at + BTF_TYPE;
		size_t start = 0;
		uint32_t id = 0;

		/* Rows are in the order of offsets, and ids nearly so: walk on from where the last one was. */
		for (uint32_t i = 0; i < section.count; i++, row += BTF_DATASEC_ENTRY) {
			uint32_t wanted = btf_u32(row);

			if (id == 0 || wanted < id) {
				start = 0;
				id = 1;
			}
			for (; id < wanted && btf_record_at(btf, start, &variable); id++)
				start = variable.next;
			if (id != wanted || !btf_record_at(btf, start, &variable) || variable.kind != BTF_KIND_VAR ||
			    strcmp(btf_string(btf, variable.name), name) != 0)
				continue;
			found->section = btf_string(btf, section.name);
			found->offset = btf_u32(row + 4);
			found->length = btf_u32(row + 8);
			return true;
		}
	}
	return false;
}

int ebpfc_object_variable(const struct ebpfc_object *object, const char *name, struct ebpfc_variable_info *info)
{
	const struct ebpfc_module *module = object->module;
	struct ebpfc_variable_info row = {0};
	struct btf btf;

	if (!btf_open(&btf, ebpfc_deref(&module->btf.rows), module->btf.count) || !find_in_sections(&btf, name, &row))
		return -ENOENT;
	ebpfc__info_write(info, &row, sizeof(row));
	return 0;
}
