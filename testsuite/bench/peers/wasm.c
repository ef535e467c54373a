/* SPDX-License-Identifier: MIT */
/* WebAssembly in V8: the module runs in a node of its own (wasm.mjs), which shares the memory through a file. */
#include "peer.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct engine {
	FILE *to;
	FILE *from;
	char path[64];
};

/* Sends a line and returns the number that comes back. */
static uint64_t ask(struct engine *engine, const char *verb, uint64_t number)
{
	uint64_t answer = ~0ull;

	fprintf(engine->to, "%s %" PRIu64 "\n", verb, number);
	fflush(engine->to);
	if (fscanf(engine->from, "%" SCNu64, &answer) != 1)
		return ~0ull;
	return answer;
}

static void give(struct engine *engine, const void *memory, uint64_t size)
{
	FILE *file = fopen(engine->path, "wb");

	if (!file)
		return;
	fwrite(memory, 1, size, file);
	fclose(file);
	ask(engine, "take", size);
}

static uint64_t run(void *memory, uint64_t size, void *self)
{
	struct engine *engine = self;
	uint64_t result;
	FILE *file;

	give(engine, memory, size);
	result = ask(engine, "run", size);
	file = fopen(engine->path, "rb");
	if (!file || fread(memory, 1, size, file) != size)
		return ~0ull;
	fclose(file);
	return result;
}

static uint64_t sample(void *self, void *memory, uint64_t size, uint64_t calls)
{
	static const void *given;

	if (given != memory)
		give(self, memory, size);
	given = memory;
	return ask(self, "sample", calls);
}

const char *bench_peer_load(const struct bench_peer_job *job, struct bench_peer_code *code)
{
	static struct engine engine;
	int ends[2];

	snprintf(engine.path, sizeof(engine.path), "/tmp/ebpfc-wasm-%d", (int)getpid());
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends))
		return "no channel";
	if (fork() == 0) {
		dup2(ends[1], 0);
		dup2(ends[1], 1);
		execlp("node", "node", job->mode, job->file, job->symbol, engine.path, (char *)NULL);
		_exit(127);
	}
	close(ends[1]);
	engine.to = fdopen(ends[0], "w");
	engine.from = fdopen(dup(ends[0]), "r");
	if (!engine.to || !engine.from || ask(&engine, "ready", 0) != 1)
		return "node does not load the module";
	*code = (struct bench_peer_code){ .run = run, .self = &engine, .sample = sample };
	return NULL;
}
