/*
 * Asks the running kernel, one question an input line:
 *   p TYPE ATTACH_TYPE FLAGS HEX              may this program be loaded?
 *   m FD TYPE KEY VALUE MAX_ENTRIES FLAGS     may this map be created? It is kept as FD, unless that is 0.
 * Answers each with one line: "ok", or the error number and the verifier's log with newlines as '|'. Nothing is
 * attached or run.
 */
#include <errno.h>
#include <linux/bpf.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static char line[1 << 16];
static char log_text[1 << 16];
static unsigned char code[1 << 15];

static size_t read_hex(const char *hex)
{
	size_t n = 0;
	unsigned int byte;

	while (n < sizeof(code) && sscanf(hex + 2 * n, "%2x", &byte) == 1)
		code[n++] = (unsigned char)byte;
	return n;
}

static int load_program(const char *text)
{
	unsigned int type, attach_type, flags;
	int skip = 0;
	union bpf_attr attr;

	if (sscanf(text, "%u %u %u %n", &type, &attach_type, &flags, &skip) != 3)
		return -1;
	memset(&attr, 0, sizeof(attr));
	attr.prog_type = type;
	attr.expected_attach_type = attach_type;
	attr.prog_flags = flags;
	attr.insns = (uintptr_t)code;
	attr.insn_cnt = (uint32_t)(read_hex(text + skip) / 8);
	attr.license = (uintptr_t) "GPL";
	attr.log_buf = (uintptr_t)log_text;
	attr.log_size = sizeof(log_text);
	attr.log_level = 1;
	return (int)syscall(SYS_bpf, BPF_PROG_LOAD, &attr, sizeof(attr));
}

/* The inner maps of maps of maps look like this; it is made when it is first needed. */
static uint32_t inner_map(void)
{
	static int fd;
	union bpf_attr attr;

	if (fd > 0)
		return (uint32_t)fd;
	memset(&attr, 0, sizeof(attr));
	attr.map_type = BPF_MAP_TYPE_ARRAY;
	attr.key_size = attr.value_size = 4;
	attr.max_entries = 1;
	fd = (int)syscall(SYS_bpf, BPF_MAP_CREATE, &attr, sizeof(attr));
	return (uint32_t)fd;
}

static int create_map(const char *text, unsigned int *keep)
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	if (sscanf(text, "%u %u %u %u %u %u", keep, &attr.map_type, &attr.key_size, &attr.value_size,
		   &attr.max_entries, &attr.map_flags) != 6)
		return -1;
	if (attr.map_type == BPF_MAP_TYPE_ARRAY_OF_MAPS || attr.map_type == BPF_MAP_TYPE_HASH_OF_MAPS)
		attr.inner_map_fd = inner_map();
	return (int)syscall(SYS_bpf, BPF_MAP_CREATE, &attr, sizeof(attr));
}

int main(void)
{
	while (fgets(line, sizeof(line), stdin)) {
		unsigned int keep = 0;

		log_text[0] = 0;
		int fd = line[0] == 'm' ? create_map(line + 1, &keep) : load_program(line + 1);

		if (fd >= 0) {
			if (keep > 0)
				dup2(fd, (int)keep);
			close(fd);
			puts("ok");
			continue;
		}
		for (char *p = log_text; *p; p++)
			if (*p == '\n')
				*p = '|';
		printf("%d %s\n", errno, log_text);
	}
	return 0;
}
