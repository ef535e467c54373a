/* SPDX-License-Identifier: MIT */
/* Constants that the host sets: argv[1] was compiled with --late-rodata, argv[2] without. */
#include <errno.h>
#include <string.h>

#include "ebpfc.h"
#include "check.h"

static struct ebpfc_object *open_object(const char *path)
{
	EBPFC_STRUCT(ebpfc_object_opts, opts, .allow_unverified = true);
	struct ebpfc_object *object;

	CHECK_EQ(ebpfc_object_open(path, &opts, &object), 0);
	return object;
}

/* The result of use_globals with `limit` set, or without when it is 0. */
static int run_with_limit(struct ebpfc_object *object, uint32_t limit, uint64_t *retval)
{
	EBPFC_STRUCT(ebpfc_variable_info, variable);
	struct ebpfc_instance *instance;
	struct ebpfc_xdp xdp = {0};

	CHECK_EQ(ebpfc_object_variable(object, "limit", &variable), 0);
	CHECK(strcmp(variable.section, ".rodata") == 0);
	CHECK_EQ(variable.length, sizeof(limit));

	struct ebpfc_setting setting = {variable.section, variable.offset, &limit, variable.length};
	EBPFC_STRUCT(ebpfc_instance_opts, opts, .settings = &setting, .setting_count = limit ? 1 : 0);
	int err = ebpfc_instance_new(object, &opts, &instance);

	if (err)
		return err;
	*retval = ebpfc_find_program(instance, "use_globals")(&xdp, instance);
	ebpfc_instance_free(instance);
	return 0;
}

int main(int argc, char **argv)
{
	struct ebpfc_object *late, *frozen;
	EBPFC_STRUCT(ebpfc_variable_info, variable);
	uint64_t retval;

	CHECK_EQ(argc, 3);
	late = open_object(argv[1]);
	frozen = open_object(argv[2]);

	/* 62 is not above 100, and the static of the function is 10 then; above 5 it is, and `a string`[1] is a blank. */
	CHECK_EQ(run_with_limit(late, 0, &retval), 0);
	CHECK_EQ(retval, 10);
	CHECK_EQ(run_with_limit(late, 5, &retval), 0);
	CHECK_EQ(retval, ' ');
	CHECK_EQ(run_with_limit(frozen, 0, &retval), 0);
	CHECK_EQ(retval, 10);
	CHECK_EQ(run_with_limit(frozen, 5, &retval), -EACCES);
	CHECK(strstr(ebpfc_last_error(), "--late-rodata") != NULL);

	/* Literals have no names, and are no one's to set. */
	struct ebpfc_setting literal = {".rodata.str1.1", 0, "b", 1};
	EBPFC_STRUCT(ebpfc_instance_opts, opts, .settings = &literal, .setting_count = 1);
	struct ebpfc_instance *instance;

	CHECK_EQ(ebpfc_instance_new(late, &opts, &instance), -EACCES);

	/* Variables of other sections, and what is none. */
	CHECK_EQ(ebpfc_object_variable(late, "total", &variable), 0);
	CHECK(strcmp(variable.section, ".data") == 0);
	CHECK_EQ(variable.length, 8);
	CHECK_EQ(ebpfc_object_variable(late, "custom", &variable), 0);
	CHECK(strcmp(variable.section, ".data.custom") == 0);
	CHECK_EQ(ebpfc_object_variable(late, "use_globals", &variable), -ENOENT);
	CHECK_EQ(ebpfc_object_variable(late, "", &variable), -ENOENT);
	ebpfc_object_close(late);
	ebpfc_object_close(frozen);
	return 0;
}
