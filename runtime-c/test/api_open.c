/* SPDX-License-Identifier: MIT */
/* Opens argv[1] and says what came of it. */
#include <stdio.h>

#include "ebpfc.h"

int main(int argc, char **argv)
{
	EBPFC_STRUCT(ebpfc_object_opts, opts, .allow_unverified = true);
	struct ebpfc_object *object;

	if (argc != 2 || ebpfc_object_open(argv[1], &opts, &object)) {
		puts(ebpfc_last_error());
		return 1;
	}
	ebpfc_object_close(object);
	puts("opened");
	return 0;
}
