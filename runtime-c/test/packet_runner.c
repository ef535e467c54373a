/* SPDX-License-Identifier: MIT */
/*
 * packet_runner OBJECT PROGRAM TYPE FRAME...: one fresh instance, each frame file in order through a program of that
 * type (xdp, sched_cls, socket_filter). Prints a line a frame, `RETVAL LENGTH FNV1A64` of the output or `errno N`, and
 * exits 2 when the object cannot be bound.
 */
#include "../include/ebpfc.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_MAPS 256
#define MAX_FRAME 4096
#define MAX_OUTPUT 65536

/* FNV-1a with the offset basis that the recorded runs of the kernel use (not FNV's own). */
static uint64_t fnv1a(const uint8_t *bytes, size_t length)
{
	uint64_t hash = UINT64_C(1469598103934665603);

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ bytes[i]) * UINT64_C(0x100000001b3);
	return hash;
}

static void discard(void *host, enum ebpfc_output_kind kind, const char *text, size_t length)
{
	(void)host;
	(void)kind;
	(void)text;
	(void)length;
}

static int run_frame(struct ebpfc_instance *instance, ebpfc_prog_fn program, const char *type, const char *path)
{
	static uint8_t frame[MAX_FRAME], output[MAX_OUTPUT];
	FILE *file = fopen(path, "rb");

	if (!file) {
		perror(path);
		return 1;
	}

	EBPFC_STRUCT(ebpfc_run_opts, run, .data_in = frame, .data_size_in = fread(frame, 1, sizeof(frame), file),
		     .data_out = output, .data_size_out = sizeof(output));

	fclose(file);

	int err = strcmp(type, "xdp") == 0 ? ebpfc_run_xdp(instance, program, &run)
					   : ebpfc_run_skb(instance, program, strcmp(type, "sched_cls") == 0, &run);

	if (err)
		printf("errno %d\n", -err);
	else
		printf("%llu %zu %016llx\n", (unsigned long long)run.retval, run.data_size_out,
		       (unsigned long long)fnv1a(output, run.data_size_out));
	return 0;
}

int main(int argc, char **argv)
{
	EBPFC_STRUCT(ebpfc_object_opts, object_opts, .allow_unverified = true);
	struct ebpfc_map_choice sizes[MAX_MAPS];
	EBPFC_STRUCT(ebpfc_instance_opts, opts, .maps = sizes, .output = discard);
	EBPFC_STRUCT(ebpfc_map_spec, map);
	struct ebpfc_instance *instance;
	struct ebpfc_object *object;

	if (argc < 4) {
		fprintf(stderr, "usage: packet_runner OBJECT PROGRAM TYPE FRAME...\n");
		return 64;
	}
	if (ebpfc_object_open(argv[1], &object_opts, &object) != 0) {
		fprintf(stderr, "%s\n", ebpfc_last_error());
		return 2;
	}
	/* Maps of no size get one, as the kernel's figures were taken. */
	for (uint32_t i = 0; ebpfc_object_map(object, i, &map) == 0 && opts.map_count < MAX_MAPS; i++) {
		if (map.max_entries == 0)
			sizes[opts.map_count++] = (struct ebpfc_map_choice){.name = map.name, .max_entries = 1024};
	}
	if (ebpfc_instance_new(object, &opts, &instance) != 0) {
		fprintf(stderr, "%s\n", ebpfc_last_error());
		return 2;
	}

	ebpfc_prog_fn program = ebpfc_find_program(instance, argv[2]);

	if (!program) {
		fprintf(stderr, "%s\n", ebpfc_last_error());
		return 2;
	}
	for (int i = 4; i < argc; i++) {
		if (run_frame(instance, program, argv[3], argv[i]) != 0)
			return 1;
	}
	ebpfc_instance_free(instance);
	ebpfc_object_close(object);
	return 0;
}
