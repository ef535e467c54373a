/**
 * A C header that makes a compiled object part of a host, in the manner of bpftool's skeletons: open, load, destroy,
 * and the programs, maps and global variables by their names and types. C11 and C++17.
 */
import { formatDeclaration, formatDefinitions } from '../../frontend/btf/format.js';
import type { Btf, BtfId } from '../../frontend/btf/types.js';
import { alignOf, resolve, typeOf } from '../../frontend/btf/walk.js';
import { type HostMap, type HostSection, type HostShape, identifier } from './shape.js';

/** The header; `object` is the compiled file, which it embeds. */
export function skeletonText(shape: HostShape, object: Uint8Array, producer: string): string {
  const { name } = shape;
  const guard = `EBPFC_SKEL_${name.toUpperCase()}_H`;
  return `/* SPDX-License-Identifier: MIT */
/* Made by ${producer}: gen skeleton. Do not edit. */
#ifndef ${guard}
#define ${guard}

#include <ebpfc.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#ifndef EBPFC_SKEL_ASSERT
#ifdef __cplusplus
#define EBPFC_SKEL_ASSERT static_assert
#else
#define EBPFC_SKEL_ASSERT _Static_assert
#endif
#endif

${typesText(shape)}${shape.sections.map(section => sectionStruct(shape, section)).join('')}
/*
 * ${name}__open() reads the object; set variables and \`opts\` then; ${name}__load() makes maps and binds helpers.
 * Programs are called with their context and \`instance\`.
 */
struct ${name} {
	struct ebpfc_object *object;
	struct ebpfc_instance *instance;
	struct ebpfc_instance_opts opts; /* session, bindings, clock ...: before ${name}__load() */
${membersText(shape)}};

static inline void ${name}__destroy(struct ${name} *skel)
{
	if (!skel)
		return;
${shape.sections.map(({ name: member }) => `	if (!skel->instance)\n		free(skel->${member});\n`).join('')}	ebpfc_instance_free(skel->instance);
	ebpfc_object_close(skel->object);
	free(skel);
}

static inline const void *${name}__elf_bytes(size_t *length)
{
	static const char bytes[] = ${stringLiteral(object)};

	*length = sizeof(bytes) - 1;
	return bytes;
}

${shape.sections.length > 0 ? helpersText(name) : ''}/* NULL with errno set; ebpfc_last_error() says why. */
static inline struct ${name} *${name}__open(void)
{
	struct ${name} *skel = (struct ${name} *)calloc(1, sizeof(*skel));
	struct ebpfc_object_opts opts;
	const void *bytes;
	size_t length;
	int err;

	if (!skel)
		return NULL;
	memset(&opts, 0, sizeof(opts));
	opts.size = sizeof(opts);
	skel->opts.size = sizeof(skel->opts);
	bytes = ${name}__elf_bytes(&length);
	err = ebpfc_object_open_memory("${name}", bytes, length, &opts, &skel->object);
	if (err)
		goto failed;
${shape.sections.map(section => `	skel->${section.name} = (${sectionType(shape, section)} *)${name}__initial(skel, "${section.section}", sizeof(*skel->${section.name}));\n	if (!skel->${section.name}) {\n		err = -ENOMEM;\n		goto failed;\n	}\n`).join('')}	return skel;
failed:
	${name}__destroy(skel);
	errno = -err;
	return NULL;
}

/* 0 or -errno; ebpfc_last_error() says why. */
static inline int ${name}__load(struct ${name} *skel)
{
	struct ebpfc_setting settings[${shape.sections.length + 1}];
	struct ebpfc_instance_opts opts = skel->opts;
	size_t count = 0;
	int err;

	if (opts.setting_count)
		return -EINVAL; /* variables are set through the skeleton */
	memset(settings, 0, sizeof(settings));
${shape.sections
  .filter(isSettable)
  .map(
    section =>
      `	count += ${name}__changed(skel, "${section.section}", skel->${section.name}, &settings[count]);\n`,
  )
  .join('')}	opts.settings = settings;
	opts.setting_count = count;
	err = ebpfc_instance_new(skel->object, &opts, &skel->instance);
	if (err)
		return err;
${shape.sections.map(section => `	free(skel->${section.name});\n	skel->${section.name} = (${sectionType(shape, section)} *)ebpfc_find_global(skel->instance, "${section.section}", NULL);\n`).join('')}${shape.maps.map(map => `	skel->maps.${identifier(map.name)} = ebpfc_find_map(skel->instance, "${map.name}");\n`).join('')}${shape.programs.map(program => `	skel->progs.${program.name} = (${programPointer(program.context)})ebpfc_find_program(skel->instance, "${program.name}");\n`).join('')}	return 0;
}

static inline struct ${name} *${name}__open_and_load(void)
{
	struct ${name} *skel = ${name}__open();
	int err;

	if (!skel)
		return NULL;
	err = ${name}__load(skel);
	if (err) {
		${name}__destroy(skel);
		errno = -err;
		return NULL;
	}
	return skel;
}
${shape.maps.map(map => accessorsText(shape, map)).join('')}
#endif /* ${guard} */
`;
}

const isSettable = ({ section }: HostSection): boolean => !section.startsWith('.kconfig');

/** What open and load need when there are global variables. */
function helpersText(name: string): string {
  return `static inline int ${name}__global(const struct ${name} *skel, const char *section, struct ebpfc_global_info *info)
{
	uint32_t i;

	for (i = 0;; i++) {
		memset(info, 0, sizeof(*info));
		info->size = sizeof(*info);
		if (ebpfc_object_global(skel->object, i, info))
			return -ENOENT;
		if (strcmp(info->name, section) == 0)
			return 0;
	}
}

static inline void *${name}__initial(const struct ${name} *skel, const char *section, size_t least)
{
	struct ebpfc_global_info info;
	void *bytes;

	if (${name}__global(skel, section, &info))
		return NULL;
	bytes = calloc(1, info.bytes > least ? (size_t)info.bytes : least);
	if (bytes && info.data)
		memcpy(bytes, info.data, (size_t)info.bytes);
	return bytes;
}

/* Only what was changed is set: a session may hold the variables already. */
static inline size_t ${name}__changed(const struct ${name} *skel, const char *section, const void *bytes,
				      struct ebpfc_setting *setting)
{
	struct ebpfc_global_info info;
	const char *now = (const char *)bytes;
	size_t i;

	if (${name}__global(skel, section, &info))
		return 0;
	for (i = 0; i < info.bytes; i++) {
		if (now[i] != (info.data ? ((const char *)info.data)[i] : 0))
			break;
	}
	if (i == info.bytes)
		return 0;
	setting->section = section;
	setting->data = bytes;
	setting->length = (size_t)info.bytes;
	return 1;
}

`;
}

const sectionType = ({ name }: HostShape, section: HostSection): string => `struct ${name}__${section.name}`;

/** Definitions of the types of keys, values and variables: a host that has them says so. */
function typesText({ name, btf, types, programs }: HostShape): string {
  const contexts = [...new Set(programs.flatMap(({ context }) => (context ? [`${context};\n`] : [])))];
  const definitions = formatDefinitions(btf, types)
    .replace(/\b_Bool\b/g, 'bool')
    .trimEnd();
  const defined =
    definitions === ''
      ? ''
      : `#ifndef ${name.toUpperCase()}_NO_TYPES /* the host has them */\n${definitions}\n#endif\n\n`;
  return `${defined}${contexts.join('')}`;
}

/** A section as a struct, with its variables where the object has them. */
function sectionStruct(shape: HostShape, section: HostSection): string {
  const { btf } = shape;
  const type = sectionType(shape, section);
  const lines: string[] = [];
  let at = 0;
  for (const { name, type: id, offset, size } of section.variables) {
    const align = Math.max(1, alignOf(btf, id));
    if (Math.ceil(at / align) * align !== offset) lines.push(`unsigned char __pad${at}[${offset - at}];`);
    lines.push(`${variableDeclaration(btf, id, name)};`);
    at = offset + size;
  }
  const asserts = section.variables.map(
    ({ name, offset }) => `EBPFC_SKEL_ASSERT(offsetof(${type}, ${name}) == ${offset}, "${name}");\n`,
  );
  return `
${type} {
${lines.map(line => `	${line}\n`).join('')}};
${asserts.join('')}`;
}

/** Without the qualifiers of the program: hosts may set what programs may not. */
function variableDeclaration(btf: Btf, id: BtfId, name: string): string {
  const text = formatDeclaration(btf, id, name).replace(/\b_Bool\b/g, 'bool');
  return text.includes('*') ? text : text.replace(/^((const|volatile) )+/, '');
}

const programPointer = (context: string | undefined): string =>
  `uint64_t (*)(${context ?? 'void'} *ctx, struct ebpfc_instance *self)`;

function membersText(shape: HostShape): string {
  const maps = shape.maps.map(map => `		struct ebpfc_map *${identifier(map.name)};\n`);
  const programs = shape.programs.map(
    ({ name, context }) =>
      `		uint64_t (*${name})(${context ?? 'void'} *ctx, struct ebpfc_instance *self);\n`,
  );
  const sections = shape.sections.map(section => `	${sectionType(shape, section)} *${section.name};\n`);
  return [
    ...(maps.length > 0 ? ['	struct {\n', ...maps, '	} maps;\n'] : []),
    ...(programs.length > 0 ? ['	struct {\n', ...programs, '	} progs;\n'] : []),
    ...sections,
  ].join('');
}

/** Access by type, as far as the types are known. */
function accessorsText({ name, btf }: HostShape, map: HostMap): string {
  const id = identifier(map.name);
  const self = `skel->maps.${id}`;
  const kind = map.type?.name ?? '';
  if (kind === 'ringbuf')
    return `
/* The number of records consumed; \`fn\` returns non-zero to stop. */
static inline int64_t ${name}__${id}_consume(struct ${name} *skel, ebpfc_record_fn fn, void *ctx)
{
	return ebpfc_ringbuf_consume(${self}, fn, ctx);
}
`;
  if (map.keySize === 0 || /_of_maps|prog_array|perf_event|cgroup|xsk|dev|cpumap|sock|storage/.test(kind))
    return '';
  const key = `const ${pointerTo(btf, map.key, 'key')}`;
  const isPerCpu = kind.includes('percpu');
  // One value for each CPU, 8 bytes apart or more.
  const value = isPerCpu ? 'void *values' : pointerTo(btf, map.value, 'value');
  const called = isPerCpu ? 'values' : 'value';
  return `
static inline int ${name}__${id}_lookup(struct ${name} *skel, ${key}, ${value})
{
	return ebpfc_map_lookup_elem(${self}, key, ${called}, 0);
}

static inline int ${name}__${id}_update(struct ${name} *skel, ${key}, const ${value}, uint64_t flags)
{
	return ebpfc_map_update_elem(${self}, key, ${called}, flags);
}

static inline int ${name}__${id}_delete(struct ${name} *skel, ${key})
{
	return ebpfc_map_delete_elem(${self}, key);
}
`;
}

function pointerTo(btf: Btf, id: BtfId | undefined, name: string): string {
  if (id === undefined) return `void *${name}`;
  const { kind } = typeOf(btf, resolve(btf, id));
  if (kind === 'array' || kind === 'ptr') return `void *${name}`;
  return formatDeclaration(btf, id, `*${name}`)
    .replace(/\b_Bool\b/g, 'bool')
    .replace(/^const /, '');
}

/** Bytes as a C string of many lines. */
function stringLiteral(bytes: Uint8Array): string {
  const lines: string[] = [];
  let line = '';
  for (const byte of bytes) {
    // Octal of three digits: what follows cannot become part of it.
    line +=
      byte >= 0x20 && byte < 0x7f && !'"\\?'.includes(String.fromCharCode(byte))
        ? String.fromCharCode(byte)
        : `\\${byte.toString(8).padStart(3, '0')}`;
    if (line.length > 100) {
      lines.push(`"${line}"`);
      line = '';
    }
  }
  return [...lines, `"${line}"`].join('\n		');
}
