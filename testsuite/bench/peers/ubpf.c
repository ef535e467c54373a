/* SPDX-License-Identifier: MIT */
/* uBPF, by its public interface: `interp` checks every access, `jit` none. */
#include "peer.h"

#include <string.h>
#include <ubpf.h>

static uint64_t interpret(void *memory, uint64_t size, void *self)
{
	uint64_t result = 0;

	return ubpf_exec(self, memory, size, &result) < 0 ? ~0ull : result;
}

const char *bench_peer_load(const struct bench_peer_job *job, struct bench_peer_code *code)
{
	struct ubpf_vm *vm = ubpf_create();
	char *error = NULL;

	if (!vm)
		return "no virtual machine";
	if (ubpf_load(vm, job->code, (uint32_t)job->length, &error) < 0)
		return error ? error : "not loaded";
	code->self = vm;
	if (strcmp(job->mode, "jit") == 0) {
		ubpf_jit_fn compiled = ubpf_compile(vm, &error);

		if (!compiled)
			return error ? error : "not compiled";
		memcpy(&code->run, &compiled, sizeof(compiled));
	} else {
		code->run = interpret;
	}
	return NULL;
}
