/* SPDX-License-Identifier: MIT */
/* api_object FIXTURE.so: the embedding API on a hand-made object, and on damaged copies of it. */
#include "../src/maps/map.h"
#include "check.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *fixture;
static uint8_t *file;
static size_t file_size;

static void read_fixture(void)
{
	FILE *stream = fopen(fixture, "rb");

	file = malloc(1 << 20);
	file_size = fread(file, 1, 1 << 20, stream);
	fclose(stream);
}

/* Open a copy of the fixture with `length` bytes, inspecting only. */
static int open_bytes(const uint8_t *bytes, size_t length, struct ebpfc_object **object)
{
	EBPFC_STRUCT(ebpfc_object_opts, opts, .inspect_only = true);
	static char path[4096];
	FILE *stream;

	snprintf(path, sizeof(path), "%s.damaged", fixture);
	stream = fopen(path, "wb");
	fwrite(bytes, 1, length, stream);
	fclose(stream);
	return ebpfc_object_open(path, &opts, object);
}

/* The descriptor in the file: found by its magic. */
static struct ebpfc_module *module_in(uint8_t *bytes)
{
	const uint64_t magic = EBPFC_MAGIC;

	for (size_t i = 8; i + sizeof(magic) < file_size; i += 8) {
		if (memcmp(bytes + i, &magic, sizeof(magic)) == 0)
			return (struct ebpfc_module *)(void *)(bytes + i - 8);
	}
	return NULL;
}

static void test_iteration(void)
{
	EBPFC_STRUCT(ebpfc_object_info, info);
	EBPFC_STRUCT(ebpfc_program_info, program);
	EBPFC_STRUCT(ebpfc_map_spec, map);
	EBPFC_STRUCT(ebpfc_global_info, global);
	EBPFC_STRUCT(ebpfc_helper_info, helper);
	EBPFC_STRUCT(ebpfc_extern_info, symbol);
	struct ebpfc_object *object;

	CHECK_EQ(open_bytes(file, file_size, &object), 0);
	CHECK_EQ(ebpfc_object_inspect(object, &info), 0);
	CHECK(strcmp(info.name, "fixture") == 0 && strcmp(info.license, "GPL") == 0);
	CHECK(info.features == NULL && info.abi == EBPFC_ABI_VERSION && info.btf == NULL);
	CHECK_EQ(info.programs, 3);
	CHECK_EQ(ebpfc_object_program(object, 1, &program), 0);
	CHECK(strcmp(program.name, "jump") == 0 && strcmp(program.section, "xdp") == 0 && program.type == 6);
	CHECK_EQ(ebpfc_object_program(object, 3, &program), -ENOENT);
	CHECK_EQ(ebpfc_object_map(object, 1, &map), 0);
	CHECK(strcmp(map.name, "jumps") == 0 && map.type == 3 && map.inner == -1 && map.inits == 2);
	CHECK_EQ(ebpfc_object_global(object, 0, &global), 0);
	CHECK(strcmp(global.name, ".data") == 0 && global.bytes == 8 && *(const uint64_t *)global.data == 5);
	CHECK_EQ(ebpfc_object_helper(object, 0, &helper), 0);
	CHECK(helper.id == 1 && helper.provided && strcmp(helper.name, "bpf_map_lookup_elem") == 0);
	CHECK_EQ(ebpfc_object_helper(object, 2, &helper), 0);
	CHECK(helper.id == 1000 && !helper.provided && strcmp(helper.name, "host_double") == 0);
	CHECK_EQ(ebpfc_object_extern(object, 0, &symbol), 0);
	CHECK(symbol.weak && symbol.kind == EBPFC_EXTERN_KFUNC);

	/* An older host knows fewer fields: no more than its struct is written. */
	struct {
		size_t size;
		const char *path, *name;
		uint64_t guard;
	} old = {.size = 3 * sizeof(size_t), .guard = 0x1234};

	CHECK_EQ(ebpfc_object_inspect(object, (struct ebpfc_object_info *)(void *)&old), 0);
	CHECK(strcmp(old.name, "fixture") == 0 && old.guard == 0x1234);

	struct ebpfc_instance *instance;

	CHECK_EQ(ebpfc_instance_new(object, NULL, &instance), -EINVAL);
	ebpfc_object_close(object);
}

static void expect_refusal(uint8_t *bytes, int error, const char *text)
{
	struct ebpfc_object *object;

	CHECK_EQ(open_bytes(bytes, file_size, &object), error);
	CHECK(object == NULL);
	if (!strstr(ebpfc_last_error(), text)) {
		fprintf(stderr, "\"%s\" does not say \"%s\"\n", ebpfc_last_error(), text);
		check_failures++;
	}
}

static void test_refusals(void)
{
	EBPFC_STRUCT(ebpfc_object_opts, opts);
	struct ebpfc_object *object;
	uint8_t *copy = malloc(file_size);

	memcpy(copy, file, file_size);
	module_in(copy)->abi = 7;
	expect_refusal(copy, -ENOEXEC, "ABI version 7, this library version 1");

	memcpy(copy, file, file_size);
	copy[18] = 247; /* e_machine */
	copy[19] = 0;
	expect_refusal(copy, -ENOEXEC, "run `ebpfc` on it first");
	memcpy(copy, file, file_size);
	copy[18] = 8; /* EM_MIPS */
	expect_refusal(copy, -ENOEXEC, "this machine is");

	memcpy(copy, file, file_size);
	module_in(copy)->programs.count = 0x7fffffff;
	expect_refusal(copy, -ENOEXEC, "a table leads out of the file");
	memcpy(copy, file, file_size);
	module_in(copy)->license = 0x7ffffff0;
	expect_refusal(copy, -ENOEXEC, "a text leads out of the file");

	CHECK_EQ(ebpfc_object_open("/nonexistent/x.so", NULL, &object), -ENOENT);
	CHECK(strstr(ebpfc_last_error(), "/nonexistent/x.so") != NULL);
	CHECK_EQ(open_bytes((const uint8_t *)"#!/bin/sh\n", 10, &object), -ENOEXEC);

	/* Not proven safe: only with leave. */
	static char path[4096];

	memcpy(copy, file, file_size);
	module_in(copy)->flags = 0;
	CHECK_EQ(open_bytes(copy, file_size, &object), 0);
	ebpfc_object_close(object);
	snprintf(path, sizeof(path), "%s.damaged", fixture);
	CHECK_EQ(ebpfc_object_open(path, &opts, &object), -EACCES);
	opts.allow_unverified = true;
	CHECK_EQ(ebpfc_object_open(path, &opts, &object), 0);
	ebpfc_object_close(object);

	opts.size = sizeof(opts) + 8;

	struct {
		struct ebpfc_object_opts known;
		uint64_t newer;
	} future = {opts, 1};

	CHECK_EQ(ebpfc_object_open(path, &future.known, &object), -E2BIG);
	free(copy);
}

/* Damaged files are refused or understood, never followed out of bounds (run this under ASan). */
static void test_damage(void)
{
	uint8_t *copy = malloc(file_size);
	size_t start = (size_t)((uint8_t *)module_in(file) - file);
	struct ebpfc_object *object;
	uint64_t random = 88172645463325252u;

	for (size_t length = 0; length < file_size; length += 97) {
		if (open_bytes(file, length, &object) == 0)
			ebpfc_object_close(object);
	}
	for (int round = 0; round < 3000; round++) {
		memcpy(copy, file, file_size);
		for (int i = 0; i < 3; i++) {
			random ^= random << 13;
			random ^= random >> 7;
			random ^= random << 17;
			/* Half of it into the descriptor, where it matters most. */
			copy[i % 2 ? start + random % 600 : random % file_size] = (uint8_t)(random >> 56);
		}
		if (open_bytes(copy, file_size, &object) != 0)
			continue;

		EBPFC_STRUCT(ebpfc_program_info, program);
		EBPFC_STRUCT(ebpfc_global_info, global);
		EBPFC_STRUCT(ebpfc_map_spec, map);
		size_t sum = 0;

		for (uint32_t i = 0; ebpfc_object_program(object, i, &program) == 0; i++)
			sum += strlen(program.name);
		for (uint32_t i = 0; ebpfc_object_map(object, i, &map) == 0; i++)
			sum += strlen(map.name);
		for (uint32_t i = 0; ebpfc_object_global(object, i, &global) == 0; i++) {
			for (uint64_t j = 0; global.data && j < global.bytes; j++)
				sum += ((const uint8_t *)global.data)[j];
		}
		CHECK(sum < SIZE_MAX);
		ebpfc_object_close(object);
	}
	free(copy);
}

static uint64_t host_double(uint64_t r1, uint64_t r2, uint64_t r3, uint64_t r4, uint64_t r5,
			    struct ebpfc_instance *self)
{
	(void)r1;
	CHECK(r2 == 2 && r3 == 3 && r4 == 4 && r5 == 5);
	return 2 * *(uint64_t *)self->host;
}

static uint64_t host_kfunc(uint64_t r1, uint64_t r2, uint64_t r3, uint64_t r4, uint64_t r5,
			   struct ebpfc_instance *self)
{
	(void)r1, (void)r2, (void)r3, (void)r4, (void)r5, (void)self;
	return 1000;
}

static void test_binding(struct ebpfc_object *object)
{
	const struct ebpfc_binding helper = {.id = 1000, .function = host_double};
	const struct ebpfc_binding both[] = {{.name = "host_double", .function = host_double},
					     {.name = "host_kfunc", .function = host_kfunc}};
	const uint32_t denied[] = {1};
	uint64_t number = 21;
	struct ebpfc_instance *instance;
	struct ebpfc_xdp xdp = {0};
	EBPFC_STRUCT(ebpfc_instance_opts, opts, .host = &number);

	CHECK_EQ(ebpfc_instance_new(object, &opts, &instance), -ENOSYS);
	CHECK(strstr(ebpfc_last_error(), "helper 1000 (host_double)") != NULL);
	opts.bindings = &helper;
	opts.binding_count = 1;
	CHECK_EQ(ebpfc_instance_new(object, &opts, &instance), 0);
	CHECK_EQ(ebpfc_find_program(instance, "ask")(&xdp, instance), 42);
	CHECK(ebpfc_find_program(instance, "no such program") == NULL);
	CHECK(ebpfc_find_raw_program(instance, "ask") == NULL);
	ebpfc_instance_free(instance);
	opts.bindings = both;
	opts.binding_count = 2;
	CHECK_EQ(ebpfc_instance_new(object, &opts, &instance), 0);
	CHECK_EQ(ebpfc_find_program(instance, "ask")(&xdp, instance), 1042);
	ebpfc_instance_free(instance);
	opts.denied = denied;
	opts.denied_count = 1;
	CHECK_EQ(ebpfc_instance_new(object, &opts, &instance), -EPERM);
	CHECK(strstr(ebpfc_last_error(), "bpf_map_lookup_elem") != NULL);
}

static void test_state(struct ebpfc_object *object)
{
	const struct ebpfc_binding helper = {.id = 1000, .function = host_double};
	const uint32_t three = 3;
	struct ebpfc_setting setting = {".rodata", 0, &three, sizeof(three)};
	EBPFC_STRUCT(ebpfc_instance_opts, opts, .bindings = &helper, .binding_count = 1);
	struct ebpfc_instance *first, *second;
	struct ebpfc_xdp xdp = {0};
	uint32_t key = 0;
	uint64_t value;
	size_t length;

	CHECK_EQ(ebpfc_instance_new(object, &opts, &first), 0);
	opts.settings = &setting;
	opts.setting_count = 1;
	CHECK_EQ(ebpfc_instance_new(object, &opts, &second), 0);
	for (int i = 0; i < 4; i++)
		CHECK_EQ(ebpfc_find_program(first, "count")(&xdp, first), 2);
	CHECK_EQ(ebpfc_find_program(second, "count")(&xdp, second), 3);

	/* Each instance has maps and globals of its own. */
	CHECK_EQ(ebpfc_map_lookup_elem(ebpfc_find_map(first, "counts"), &key, &value, 0), 0);
	CHECK_EQ(value, 4);
	CHECK_EQ(*(uint64_t *)ebpfc_find_global(first, ".bss", &length), 20);
	CHECK_EQ(length, 8);
	CHECK_EQ(*(uint64_t *)ebpfc_find_global(second, ".bss", NULL), 5);
	CHECK(ebpfc_find_map(first, "no such map") == NULL);
	CHECK(ebpfc_find_global(first, ".data.x", NULL) == NULL);

	/* The initialisers of `jumps`: 1 is count, 2 is jump itself, which runs into the limit. */
	xdp.ingress_ifindex = 1;
	CHECK_EQ(ebpfc_find_program(first, "jump")(&xdp, first), 2);
	CHECK_EQ(ebpfc_map_lookup_elem(ebpfc_find_map(first, "counts"), &key, &value, 0), 0);
	CHECK_EQ(value, 5);
	for (uint32_t slot = 2; slot < 10; slot++) {
		xdp.ingress_ifindex = slot;
		CHECK_EQ(ebpfc_find_program(first, "jump")(&xdp, first), 77);
	}
	CHECK_EQ(ebpfc_map_set_program(ebpfc_find_map(first, "jumps"), 7, first, "count"), 0);
	xdp.ingress_ifindex = 7;
	CHECK_EQ(ebpfc_find_program(first, "jump")(&xdp, first), 2);
	CHECK_EQ(ebpfc_map_set_program(ebpfc_find_map(first, "counts"), 0, first, "count"), -EINVAL);
	CHECK_EQ(ebpfc_map_set_program(ebpfc_find_map(first, "jumps"), 8, first, "count"), -E2BIG);

	/* The object may be closed before its instances. */
	ebpfc_instance_free(second);
	setting.offset = 7;
	CHECK_EQ(ebpfc_instance_new(object, &opts, &second), -EINVAL);
	setting.section = ".nodata";
	CHECK_EQ(ebpfc_instance_new(object, &opts, &second), -ENOENT);
	ebpfc_object_close(object);
	xdp.ingress_ifindex = 1;
	CHECK_EQ(ebpfc_find_program(first, "jump")(&xdp, first), 2);
	ebpfc_instance_free(first);
}

/* Instances of one session share maps and globals by name, in this process and in a child. */
static void test_session(struct ebpfc_object *object)
{
	const struct ebpfc_binding helper = {.id = 1000, .function = host_double};
	char name[32];
	EBPFC_STRUCT(ebpfc_instance_opts, opts, .session = name, .bindings = &helper, .binding_count = 1);
	struct ebpfc_map_choice choice = {.name = "counts", .max_entries = 9};
	struct ebpfc_instance *first, *second;
	struct ebpfc_xdp xdp = {0};
	uint32_t key = 0;
	uint64_t value = 0;
	int status = 1;

	snprintf(name, sizeof(name), "api_object.%d", getpid());
	CHECK_EQ(ebpfc_instance_new(object, &opts, &first), 0);
	CHECK_EQ(ebpfc_instance_new(object, &opts, &second), 0);
	CHECK_EQ(ebpfc_find_program(first, "count")(&xdp, first), 2);
	CHECK_EQ(ebpfc_find_program(second, "count")(&xdp, second), 2);

	pid_t child = fork();

	if (child == 0) {
		struct ebpfc_instance *third;

		if (ebpfc_instance_new(object, &opts, &third) != 0)
			_exit(2);
		xdp.ingress_ifindex = 1; /* by the PROG_ARRAY that the first instance filled */
		_exit(ebpfc_find_program(third, "jump")(&xdp, third) == 2 ? 0 : 3);
	}
	waitpid(child, &status, 0);
	CHECK_EQ(status, 0);
	CHECK_EQ(ebpfc_map_lookup_elem(ebpfc_find_map(first, "counts"), &key, &value, 0), 0);
	CHECK_EQ(value, 3);
	CHECK_EQ(*(uint64_t *)ebpfc_find_global(second, ".bss", NULL), 15);
	ebpfc_instance_free(second);
	opts.maps = &choice;
	opts.map_count = 1;
	CHECK_EQ(ebpfc_instance_new(object, &opts, &second), -EEXIST);
	CHECK(strstr(ebpfc_last_error(), "map counts") != NULL);
	ebpfc_instance_free(first);
	CHECK_EQ(ebpfc__session_remove(name), 0);
}

static void test_run(struct ebpfc_object *object)
{
	const struct ebpfc_binding helper = {.id = 1000, .function = host_double};
	EBPFC_STRUCT(ebpfc_instance_opts, opts, .bindings = &helper, .binding_count = 1);
	struct ebpfc_instance *instance;
	uint8_t frame[64] = {1, 2, 3}, output[64] = {0};
	EBPFC_STRUCT(ebpfc_run_opts, run, .data_in = frame, .data_size_in = sizeof(frame), .data_out = output,
		     .data_size_out = sizeof(output), .repeat = 3);

	CHECK_EQ(ebpfc_instance_new(object, &opts, &instance), 0);
	CHECK_EQ(ebpfc_test_run(instance, "count", &run), 0);
	CHECK_EQ(run.retval, 2);
	CHECK_EQ(run.data_size_out, sizeof(frame));
	CHECK(memcmp(frame, output, sizeof(frame)) == 0);
	CHECK_EQ(*(uint64_t *)ebpfc_find_global(instance, ".bss", NULL), 15);
	run.data_size_out = 10;
	CHECK_EQ(ebpfc_test_run(instance, "count", &run), -ENOSPC);
	CHECK_EQ(run.data_size_out, sizeof(frame));
	run.data_size_in = 13;
	CHECK_EQ(ebpfc_test_run(instance, "count", &run), -EINVAL);
	CHECK_EQ(ebpfc_test_run(instance, "discount", &run), -ENOENT);
	ebpfc_instance_free(instance);
}

int main(int argc, char **argv)
{
	struct ebpfc_object *object;

	if (argc != 2)
		return 64;
	fixture = argv[1];
	read_fixture();
	test_iteration();
	test_refusals();
	test_damage();
	CHECK_EQ(ebpfc_object_open(fixture, NULL, &object), 0);
	if (!object) {
		fprintf(stderr, "%s\n", ebpfc_last_error());
		return 1;
	}
	test_binding(object);
	test_run(object);
	test_session(object);
	test_state(object);
	free(file);
	return check_failures != 0;
}
