/* SPDX-License-Identifier: MIT */
/* librte_bpf of DPDK. Its validator takes few programs that loop or use memory beyond a packet of known size. */
#include "peer.h"

#include <rte_bpf.h>
#include <rte_errno.h>
#include <string.h>

/* Bytes of memory that the validator may assume. */
enum { MEMORY = 64 };

static uint64_t interpret(void *memory, uint64_t size, void *self)
{
	(void)size;
	return rte_bpf_exec(self, memory);
}

const char *bench_peer_load(const struct bench_peer_job *job, struct bench_peer_code *code)
{
	struct rte_bpf_prm parameters = {
		.ins = job->code,
		.nb_ins = (uint32_t)(job->length / 8),
		.prog_arg = { .type = RTE_BPF_ARG_PTR, .size = MEMORY },
	};
	struct rte_bpf *bpf = rte_bpf_load(&parameters);

	if (!bpf)
		return rte_strerror(rte_errno);
	code->self = bpf;
	code->run = interpret;
	if (strcmp(job->mode, "jit") == 0) {
		struct rte_bpf_jit jit;

		if (rte_bpf_get_jit(bpf, &jit) || !jit.func)
			return "not compiled";
		memcpy(&code->run, &jit.func, sizeof(jit.func));
	}
	return NULL;
}
