/* SPDX-License-Identifier: MIT */
/*
 * packet_path OBJECT PROGRAM COUNT: an XDP program on the packet path of a host, as a plain function pointer. The
 * packet lies in the host's own buffer; nothing is copied, and a call costs one indirect call.
 */
#include <ebpfc.h>
#include <stdio.h>
#include <stdlib.h>

enum { HEADROOM = 256, CAPACITY = 2048 };

int main(int argc, char **argv)
{
	static unsigned char buffer[CAPACITY];
	struct ebpfc_instance *instance;
	struct ebpfc_object *object;
	unsigned long verdicts[5] = {0};
	struct ebpfc_xdp packet;

	if (argc != 4 || ebpfc_object_open(argv[1], NULL, &object) || ebpfc_instance_new(object, NULL, &instance))
		return fprintf(stderr, "packet_path: %s\n", ebpfc_last_error()), 1;

	ebpfc_prog_fn program = ebpfc_find_program(instance, argv[2]);

	if (!program)
		return fprintf(stderr, "packet_path: %s\n", ebpfc_last_error()), 1;
	for (unsigned long i = strtoul(argv[3], NULL, 10); i > 0; i--) {
		ebpfc_xdp_init(&packet, buffer, sizeof(buffer), HEADROOM, 64);

		unsigned long verdict = (unsigned long)program(&packet, instance);

		verdicts[verdict < 5 ? verdict : 0]++;
	}
	printf("aborted %lu drop %lu pass %lu tx %lu redirect %lu\n", verdicts[0], verdicts[1], verdicts[2], verdicts[3],
	       verdicts[4]);
	ebpfc_instance_free(instance);
	ebpfc_object_close(object);
	return 0;
}
