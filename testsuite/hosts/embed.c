/* SPDX-License-Identifier: MIT */
/* embed OBJECT PROGRAM [HEX...]: load a compiled object, run one of its programs on each packet, print the verdicts. */
#include <ebpfc.h>
#include <stdio.h>

static size_t parse_hex(const char *text, unsigned char *bytes, size_t room)
{
	size_t length = 0;

	while (length < room && sscanf(text + 2 * length, "%2hhx", &bytes[length]) == 1)
		length++;
	return length;
}

int main(int argc, char **argv)
{
	struct ebpfc_object *object = NULL;
	struct ebpfc_instance *instance = NULL;
	unsigned char packet[2048];

	if (argc < 3 || ebpfc_object_open(argv[1], NULL, &object) || ebpfc_instance_new(object, NULL, &instance)) {
		fprintf(stderr, "embed: %s\n", argc < 3 ? "OBJECT PROGRAM [HEX...]" : ebpfc_last_error());
		return 1;
	}
	for (int i = 3; i < argc; i++) {
		EBPFC_STRUCT(ebpfc_run_opts, run, .data_in = packet,
			     .data_size_in = parse_hex(argv[i], packet, sizeof(packet)));

		if (ebpfc_test_run(instance, argv[2], &run))
			fprintf(stderr, "embed: %s\n", ebpfc_last_error());
		else
			printf("%llu\n", (unsigned long long)run.retval);
	}
	ebpfc_instance_free(instance);
	ebpfc_object_close(object);
	return 0;
}
