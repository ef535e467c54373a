/* SPDX-License-Identifier: MIT */
/*
 * The kernel, by BPF_PROG_TEST_RUN: packet programs only, whose objects libbpf loads as they are. A sample is the time
 * that the kernel itself gives, less that of a program that does nothing.
 */
#include "peer.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <stdarg.h>
#include <string.h>

#include "../inputs.h"

/*
 * Runs of a program on one packet, for one mean, and packets in a sample: the kernel waits for all its processors before
 * each series of runs.
 */
enum { MOST = 10000, PACKETS = 2 };

struct loaded {
	int program;
	uint64_t nothing; /* nanoseconds a run of a program that does nothing */
};

static int quiet(enum libbpf_print_level level, const char *format, va_list arguments)
{
	(void)level, (void)format, (void)arguments;
	return 0;
}

/* Nanoseconds a run of a program on one packet; the packet becomes what the program left. */
static uint64_t run_one(int program, uint8_t *slot, uint32_t repeat, uint32_t *result)
{
	uint8_t out[4096];
	uint32_t length;

	memcpy(&length, slot + LONGEST_PACKET, sizeof(length));
	LIBBPF_OPTS(bpf_test_run_opts, opts, .data_in = slot, .data_size_in = length, .data_out = out,
		    .data_size_out = sizeof(out), .repeat = (int)repeat);
	if (bpf_prog_test_run_opts(program, &opts))
		return 0;
	if (opts.data_size_out == length)
		memcpy(slot, out, length);
	if (result)
		*result = opts.retval;
	return opts.duration;
}

static uint64_t run(void *memory, uint64_t size, void *self)
{
	const struct loaded *loaded = self;
	uint32_t result = ~0u;

	(void)size;
	run_one(loaded->program, memory, 1, &result);
	return result;
}

/* The next packets get their share of the calls; `duration` is a mean in whole nanoseconds. */
static uint64_t sample(void *self, void *memory, uint64_t size, uint64_t calls)
{
	const struct loaded *loaded = self;
	static uint64_t next;
	uint64_t sum = 0;

	for (uint64_t i = 0; i < PACKETS; i++) {
		uint8_t *slot = (uint8_t *)memory + next++ % (size / PACKET_SLOT) * PACKET_SLOT;
		uint64_t whole = run_one(loaded->program, slot, MOST, NULL);

		sum += whole > loaded->nothing ? whole - loaded->nothing : 0;
	}
	return sum * calls / PACKETS;
}

static int load_empty(void)
{
	static const struct bpf_insn code[] = {
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = BPF_REG_0, .imm = 2 },
		{ .code = BPF_JMP | BPF_EXIT },
	};

	return bpf_prog_load(BPF_PROG_TYPE_XDP, "empty", "GPL", code, sizeof(code) / sizeof(code[0]), NULL);
}

const char *bench_peer_load(const struct bench_peer_job *job, struct bench_peer_code *code)
{
	static struct loaded loaded;
	struct bpf_object *object;
	struct bpf_program *program, *setup;
	uint8_t packet[PACKET_SLOT] = { 0 };
	uint32_t length = 64;

	libbpf_set_print(quiet);
	object = bpf_object__open_file(job->file, NULL);
	if (!object)
		return "libbpf does not open the object";
	if (bpf_object__load(object))
		return "the kernel's verifier, or a lack of privileges, refuses it";
	program = bpf_object__find_program_by_name(object, job->symbol);
	if (!program)
		return "no such program";
	loaded.program = bpf_program__fd(program);
	setup = bpf_object__find_program_by_name(object, "setup");
	memcpy(packet + LONGEST_PACKET, &length, sizeof(length));
	loaded.nothing = run_one(load_empty(), packet, MOST, NULL);
	if (setup)
		run_one(bpf_program__fd(setup), packet, 1, NULL);
	*code = (struct bench_peer_code){ .run = run, .self = &loaded, .sample = sample };
	return NULL;
}
