/*
 * Loads programs into the running kernel, one per input line: "TYPE ATTACH_TYPE HEX". Answers each with one line:
 * "ok", or the error number and the verifier's log with newlines as '|'. Nothing is attached or run.
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

int main(void)
{
	while (fgets(line, sizeof(line), stdin)) {
		unsigned int type, attach_type;
		int skip = 0;
		union bpf_attr attr;

		if (sscanf(line, "%u %u %n", &type, &attach_type, &skip) != 2)
			return 2;
		memset(&attr, 0, sizeof(attr));
		attr.prog_type = type;
		attr.expected_attach_type = attach_type;
		attr.insns = (uintptr_t)code;
		attr.insn_cnt = (uint32_t)(read_hex(line + skip) / 8);
		attr.license = (uintptr_t) "GPL";
		attr.log_buf = (uintptr_t)log_text;
		attr.log_size = sizeof(log_text);
		attr.log_level = 1;
		log_text[0] = 0;

		long fd = syscall(SYS_bpf, BPF_PROG_LOAD, &attr, sizeof(attr));

		if (fd >= 0) {
			close((int)fd);
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
