/*
 * Says how long the kernel takes to verify each program of an object: `NAME USEC INSNS` a line, with the instructions
 * that it processed, or `NAME rejected`. Each program is loaded alone; the least of some loads counts. Programs that are
 * static functions are loaded as if they were not.
 *
 *	kernel-verifier FILE.o [PROGRAM TYPE-NUMBER]…
 */
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <elf.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LOADS 3
#define LOG_STATS 4

static char log_text[1 << 16];

static int silent(enum libbpf_print_level level, const char *format, va_list args)
{
	(void)level;
	(void)format;
	(void)args;
	return 0;
}

/* The number after a word of the log; -1 when it is not there. */
static long number_after(const char *word)
{
	const char *at = strstr(log_text, word);

	return at ? strtol(at + strlen(word), NULL, 10) : -1;
}

/* The program that is wanted; the others of its object stay out. */
static struct bpf_program *select_program(struct bpf_object *object, const char *name)
{
	struct bpf_program *program, *wanted = NULL;

	bpf_object__for_each_program(program, object) {
		int is_wanted = !strcmp(bpf_program__name(program), name);

		bpf_program__set_autoload(program, is_wanted);
		if (is_wanted)
			wanted = program;
	}
	return wanted;
}

/* A whole file; NULL when it cannot be read. */
static unsigned char *read_file(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	unsigned char *bytes = NULL;
	long length;

	if (!file)
		return NULL;
	if (!fseek(file, 0, SEEK_END) && (length = ftell(file)) > 0 && !fseek(file, 0, SEEK_SET)) {
		*size = (size_t)length;
		bytes = malloc(*size);
		if (bytes && fread(bytes, 1, *size, file) != *size) {
			free(bytes);
			bytes = NULL;
		}
	}
	fclose(file);
	return bytes;
}

/* Makes a function a global one, which libbpf wants of programs. The object is one that we have read before. */
static void make_global(unsigned char *bytes, const char *name)
{
	const Elf64_Ehdr *header = (const Elf64_Ehdr *)bytes;
	const Elf64_Shdr *sections = (const Elf64_Shdr *)(bytes + header->e_shoff);

	for (int i = 0; i < header->e_shnum; i++) {
		const Elf64_Shdr *table = &sections[i];
		const char *names = (const char *)bytes + sections[table->sh_link].sh_offset;
		Elf64_Sym *symbol = (Elf64_Sym *)(bytes + table->sh_offset);
		Elf64_Sym *end = symbol + table->sh_size / sizeof(*symbol);

		if (table->sh_type != SHT_SYMTAB)
			continue;
		for (; symbol < end; symbol++)
			if (ELF64_ST_TYPE(symbol->st_info) == STT_FUNC && !strcmp(names + symbol->st_name, name))
				symbol->st_info = ELF64_ST_INFO(STB_GLOBAL, STT_FUNC);
	}
}

static void measure(unsigned char *bytes, size_t size, const char *name, enum bpf_prog_type type)
{
	long least = -1, processed = -1;

	make_global(bytes, name);
	for (int load = 0; load < LOADS; load++) {
		struct bpf_object *object = bpf_object__open_mem(bytes, size, NULL);
		struct bpf_program *program;
		struct bpf_map *map;

		if (!object)
			break;
		program = select_program(object, name);
		bpf_object__for_each_map(map, object) {
			bpf_map__set_pin_path(map, NULL);
			if (bpf_map__max_entries(map) == 0)
				bpf_map__set_max_entries(map, 1024);
		}
		if (program) {
			log_text[0] = 0;
			bpf_program__set_type(program, type);
			bpf_program__set_log_level(program, LOG_STATS);
			bpf_program__set_log_buf(program, log_text, sizeof(log_text));
			if (!bpf_object__load(object)) {
				long usec = number_after("verification time ");

				if (usec >= 0 && (least < 0 || usec < least))
					least = usec;
				processed = number_after("processed ");
			}
		}
		bpf_object__close(object);
	}
	if (least < 0)
		printf("%s rejected\n", name);
	else
		printf("%s %ld %ld\n", name, least, processed);
}

int main(int argc, char **argv)
{
	size_t size = 0;
	unsigned char *bytes = argc > 1 ? read_file(argv[1], &size) : NULL;

	if (!bytes)
		return 1;
	libbpf_set_print(silent);
	for (int i = 2; i + 1 < argc; i += 2)
		measure(bytes, size, argv[i], (enum bpf_prog_type)atoi(argv[i + 1]));
	free(bytes);
	return 0;
}
