/* SPDX-License-Identifier: MIT */
/*
 * Sessions from outside of any program, and what instances leave in them for whoever looks later: the BTF of their
 * objects, and a record of each program. Both lie in maps of the session whose names begin with ".ebpfc.".
 */
#include "runtime.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define PROGRAMS ".ebpfc.programs"
#define MAX_PROGRAMS 4096u

int ebpfc_session_join(const char *name, const struct ebpfc_session_opts *opts, struct ebpfc_session **session)
{
	struct ebpfc_session_opts known;
	char message[256] = "";
	struct ebpfc__session_opts inner = {
		.size = sizeof(inner),
		.name = name,
		.fd = -1,
		.message = message,
		.message_size = sizeof(message),
	};
	int err = ebpfc__opts_read(&known, sizeof(known), opts, "ebpfc_session_opts");

	*session = NULL;
	if (err)
		return err;
	if (!name)
		return ebpfc__fail(EINVAL, "a session needs a name");
	inner.max_bytes = known.max_bytes;
	inner.mode = EBPFC_SESSION_OPEN | (known.existing ? 0 : EBPFC_SESSION_CREATE);
	err = ebpfc__session_open(&inner, session);
	return err ? ebpfc__fail(-err, "%s", message[0] ? message : strerror(-err)) : 0;
}

void ebpfc_session_leave(struct ebpfc_session *session)
{
	ebpfc__session_close(session);
}

int ebpfc_session_remove(const char *name)
{
	int err = ebpfc__session_remove(name);

	return err ? ebpfc__fail(-err, "session %s: %s", name ? name : "(null)",
				 err == -ENOENT ? "does not exist" : strerror(-err)) : 0;
}

int ebpfc_session_next(const char *previous, char name[EBPFC_SESSION_NAME])
{
	int err = ebpfc__session_next(previous, name);

	return err && err != -ENOENT ? ebpfc__fail(-err, "the directory of sessions: %s", strerror(-err)) : err;
}

int ebpfc_session_inspect(struct ebpfc_session *session, struct ebpfc_session_info *info)
{
	struct ebpfc_session_info row;

	ebpfc__session_info(session, &row);
	ebpfc__info_write(info, &row, sizeof(row));
	return 0;
}

int ebpfc_session_next_map(struct ebpfc_session *session, uint32_t id, uint32_t *next)
{
	return ebpfc__session_next_map(session, id, next);
}

static int explain_open(int err, const char *what)
{
	if (!err)
		return 0;
	return ebpfc__fail(-err, "map %s: %s", what,
			   err == -ENOENT ? "there is none in the session"
			   : err == -EBADMSG ? "its entry in the session is damaged" : strerror(-err));
}

int ebpfc_session_map(struct ebpfc_session *session, uint32_t id, struct ebpfc_map **map)
{
	char text[16];

	snprintf(text, sizeof(text), "%" PRIu32, id);
	*map = NULL;
	return explain_open(ebpfc__map_open(session, id, map), text);
}

int ebpfc_session_find_map(struct ebpfc_session *session, const char *name, struct ebpfc_map **map)
{
	*map = NULL;
	return explain_open(ebpfc__map_find(session, name, map), name);
}

void ebpfc_map_put(struct ebpfc_map *map)
{
	if (map)
		ebpfc__map_put(map);
}

int ebpfc_map_inspect(struct ebpfc_map *map, struct ebpfc_map_info *info)
{
	struct ebpfc_map_info row;
	int err = ebpfc__map_info(map, &row);

	if (!err)
		ebpfc__info_write(info, &row, sizeof(row));
	return err;
}

const void *ebpfc_map_btf(struct ebpfc_map *map, size_t *length)
{
	struct ebpfc_map_info info;
	struct ebpfc_map *holder;

	*length = 0;
	if (ebpfc__map_info(map, &info) || !info.btf_id ||
	    ebpfc__map_open(ebpfc__map_session(map), info.btf_id, &holder))
		return NULL;
	/* The reference is kept: the session closes the handle. */
	*length = holder->value_size;
	return holder->values;
}

/* ---- What instances leave -------------------------------------------------------------------------------------- */

int ebpfc__session_keep_btf(struct ebpfc_session *session, const struct ebpfc_module *module, uint32_t *id)
{
	const uint8_t *btf = ebpfc_deref(&module->btf.rows);
	uint64_t hash = UINT64_C(0xcbf29ce484222325);
	struct ebpfc_map *map;
	char name[EBPFC_MAP_NAME_LEN];
	struct ebpfc_map_attr attr = {
		.size = sizeof(attr),
		.name = name,
		.type = EBPFC_MAP_ARRAY,
		.key_size = sizeof(uint32_t),
		.value_size = module->btf.count,
		.max_entries = 1,
	};
	int err;

	*id = 0;
	if (!btf || module->btf.count == 0)
		return 0;
	for (uint32_t i = 0; i < module->btf.count; i++)
		hash = (hash ^ btf[i]) * UINT64_C(0x100000001b3);
	snprintf(name, sizeof(name), ".ebpfc.btf-%016" PRIx64, hash);
	err = ebpfc__map_find(session, name, &map);
	if (err == -ENOENT) {
		err = ebpfc__map_create(session, &attr, &map);
		if (!err)
			memcpy(map->values, btf, module->btf.count);
	}
	if (err)
		return ebpfc__fail(-err, "the types of %s cannot be kept in the session: %s",
				   module->name ? ebpfc__text(&module->name) : "the object", strerror(-err));
	*id = ebpfc__map_id(map);
	ebpfc__map_put(map);
	return 0;
}

static int open_programs(struct ebpfc_session *session, bool create, struct ebpfc_map **map)
{
	struct ebpfc_map_attr attr = {
		.size = sizeof(attr),
		.name = PROGRAMS,
		.type = EBPFC_MAP_HASH,
		.key_size = sizeof(uint64_t),
		.value_size = sizeof(struct ebpfc_session_program),
		.max_entries = MAX_PROGRAMS,
	};
	int err = ebpfc__map_find(session, PROGRAMS, map);

	if (err == -ENOENT && create)
		err = ebpfc__map_create(session, &attr, map);
	if (!err && ((*map)->type != attr.type || (*map)->key_size != attr.key_size ||
		     (*map)->value_size != attr.value_size)) {
		ebpfc__map_put(*map);
		err = -EPROTO;
	}
	return err;
}

static void copy_text(char *to, size_t size, const ebpfc_ref *ref)
{
	const char *text = *ref ? ebpfc__text(ref) : "";

	snprintf(to, size, "%s", text);
}

int ebpfc__session_keep_programs(const struct ebpfc_instance *self)
{
	const struct ebpfc__runtime *runtime = ebpfc__runtime(self);
	const struct ebpfc_module *module = self->module;
	struct ebpfc_session_program record = {.size = sizeof(record), .flags = module->flags};
	struct ebpfc_map *map;
	struct timespec now;
	int err = open_programs(runtime->session, true, &map);

	clock_gettime(CLOCK_REALTIME, &now);
	record.loaded_at = (uint64_t)now.tv_sec;
	copy_text(record.object, sizeof(record.object), &module->name);
	copy_text(record.license, sizeof(record.license), &module->license);
	for (uint32_t i = 0; i < module->maps.count; i++) {
		if (runtime->maps[i] && record.map_count < sizeof(record.map_ids) / sizeof(*record.map_ids))
			record.map_ids[record.map_count++] = ebpfc__map_id(runtime->maps[i]);
	}
	for (uint32_t i = 0; i < module->programs.count && !err; i++) {
		const struct ebpfc_program_desc *desc = ebpfc_row(&module->programs, i);

		copy_text(record.name, sizeof(record.name), &desc->name);
		record.tag = runtime->object->tags[i];
		record.number = runtime->numbers[i];
		/* Nothing can jump to it, but a number names it for people. */
		if (!record.number && ebpfc__prog_register(runtime->session, record.tag, NULL, &record.number))
			record.number = 0;
		record.type = desc->type;
		record.insn_count = desc->insn_count;
		err = ebpfc__map_user_update(map, &record.tag, &record, EBPFC_ANY);
	}
	if (!err || err == -E2BIG) { /* a full list is no reason not to run */
		ebpfc__map_put(map);
		return 0;
	}
	return ebpfc__fail(-err, "the programs cannot be listed in the session: %s", strerror(-err));
}

int ebpfc_session_next_program(struct ebpfc_session *session, uint64_t tag, struct ebpfc_session_program *program)
{
	struct ebpfc_session_program best = {.size = 0}, other;
	struct ebpfc_map *map;
	uint64_t key;
	int err = open_programs(session, false, &map), more;

	if (err)
		return err == -ENOENT ? err : ebpfc__fail(-err, "the list of programs: %s", strerror(-err));
	for (more = ebpfc__map_next_key(map, NULL, &key); !more; more = ebpfc__map_next_key(map, &key, &key)) {
		if (key <= tag || (best.size && key >= best.tag) || ebpfc__map_user_lookup(map, &key, &other, 0))
			continue;
		best = other;
		best.size = sizeof(best);
		best.tag = key;
	}
	ebpfc__map_put(map);
	if (!best.size)
		return -ENOENT;
	best.name[sizeof(best.name) - 1] = best.object[sizeof(best.object) - 1] = 0;
	best.license[sizeof(best.license) - 1] = 0;
	if (best.map_count > sizeof(best.map_ids) / sizeof(*best.map_ids))
		best.map_count = 0;
	ebpfc__info_write(program, &best, sizeof(best));
	return 0;
}
