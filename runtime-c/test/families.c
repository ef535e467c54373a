/* SPDX-License-Identifier: MIT */
/* families.c - calls the programs of families.bpf.c by their addresses, as a host does. Prints what each returned. */
#include <stdio.h>
#include <string.h>

#include <ebpfc.h>

static const char *const names[] = {"xdp_redirect", "tc_redirect", "xdp_refused", "tc_ingress",
				    "xdp_shared",   "tc_shared",   "xdp_output",  "probe_output"};

int main(int argc, char **argv)
{
	EBPFC_STRUCT(ebpfc_object_opts, opts, .allow_unverified = true);
	struct ebpfc_instance *instance;
	struct ebpfc_object *object;
	uint8_t packet[256] = {0};
	struct ebpfc_xdp xdp;

	if (argc < 2 || ebpfc_object_open(argv[1], &opts, &object) || ebpfc_instance_new(object, NULL, &instance)) {
		fprintf(stderr, "%s\n", ebpfc_last_error());
		return 1;
	}
	ebpfc_xdp_init(&xdp, packet, sizeof(packet), 64, 64);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		uint64_t regs[64] = {0};
		void *ctx = strncmp(names[i], "probe", 5) == 0 ? (void *)regs : (void *)&xdp;

		printf("%s %d\n", names[i], (int)ebpfc_find_program(instance, names[i])(ctx, instance));
	}
	ebpfc_instance_free(instance);
	ebpfc_object_close(object);
	return 0;
}
