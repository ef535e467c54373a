/* SPDX-License-Identifier: MIT */
/* main.c - the command that `--emit=exe` makes of an eBPF program: runs it once, or more often, on some data. */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../include/ebpfc.h"

extern const struct ebpfc_module ebpfc_module;

static const char usage[] =
	"usage: %s [--program NAME] [--repeat N] [--hex BYTES | FILE | -]\n"
	"  runs a program on a packet (or, a raw one, on memory) and prints what it returned\n"
	"  EBPFC_SESSION names a session whose maps are shared with other processes\n";

/* All of a stream; NULL with errno set. */
static uint8_t *read_all(FILE *file, size_t *length)
{
	uint8_t *bytes = NULL;
	size_t room = 0, n;

	*length = 0;
	do {
		if (*length == room) {
			uint8_t *more = realloc(bytes, room = room ? room * 2 : 4096);

			if (!more) {
				free(bytes);
				return NULL;
			}
			bytes = more;
		}
		n = fread(bytes + *length, 1, room - *length, file);
		*length += n;
	} while (n);
	if (ferror(file)) {
		free(bytes);
		return NULL;
	}
	return bytes;
}

/* Digits in pairs, apart from blanks and colons; NULL for anything else. */
static uint8_t *read_hex(const char *text, size_t *length)
{
	uint8_t *bytes = malloc(strlen(text) / 2 + 1);

	*length = 0;
	while (bytes && *text) {
		char pair[3] = {text[0], text[1], 0};

		if (isspace((unsigned char)*text) || *text == ':') {
			text++;
			continue;
		}
		if (!isxdigit((unsigned char)pair[0]) || !isxdigit((unsigned char)pair[1])) {
			free(bytes);
			return NULL;
		}
		bytes[(*length)++] = (uint8_t)strtoul(pair, NULL, 16);
		text += 2;
	}
	return bytes;
}

static int complain(const char *what, const char *why)
{
	fprintf(stderr, "%s: %s\n", what, why);
	return 1;
}

int main(int argc, char **argv)
{
	const struct ebpfc_program_desc *first = ebpfc_row(&ebpfc_module.programs, 0);
	const char *program = first ? ebpfc_deref(&first->name) : "";
	EBPFC_STRUCT(ebpfc_run_opts, run, .repeat = 1);
	struct ebpfc_instance *instance;
	uint8_t *data = NULL;

	for (int i = 1; i < argc; i++) {
		const char *word = argv[i], *value = argv[i + 1];

		if (strcmp(word, "--program") == 0 && value) {
			program = argv[++i];
		} else if (strcmp(word, "--repeat") == 0 && value && atoi(value) > 0) {
			run.repeat = (uint32_t)atoi(argv[++i]);
		} else if (strcmp(word, "--hex") == 0 && value) {
			data = read_hex(argv[++i], &run.data_size_in);
			if (!data)
				return complain(value, "not hexadecimal");
		} else if (word[0] != '-' || word[1] == 0) {
			FILE *file = word[0] == '-' ? stdin : fopen(word, "rb");

			data = file ? read_all(file, &run.data_size_in) : NULL;
			if (!data)
				return complain(word, strerror(errno));
		} else {
			fprintf(stderr, usage, argv[0]);
			return 2;
		}
	}
	instance = ebpfc_standalone(&ebpfc_module);
	if (!instance)
		return 1;
	run.data_in = data;
	if (ebpfc_test_run(instance, program, &run) != 0)
		return complain(program, ebpfc_last_error());
	printf("%s returned %llu (0x%llx)", program, (unsigned long long)run.retval, (unsigned long long)run.retval);
	if (run.repeat > 1)
		printf(", %llu ns each of %u", (unsigned long long)run.duration_ns, run.repeat);
	putchar('\n');
	free(data);
	return 0;
}
