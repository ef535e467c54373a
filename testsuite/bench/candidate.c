/* SPDX-License-Identifier: MIT */
/* Loading and calling candidates. */
#include "candidate.h"

#include <dlfcn.h>
#include <ebpfc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "inputs.h"
#include "peers/peer.h"

void fail(const char *what, const char *why)
{
	fprintf(stderr, "harness: %s: %s\n", what, why);
	exit(1);
}

static uint64_t now(clockid_t clock)
{
	struct timespec time;

	clock_gettime(clock, &time);
	return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

/* ---- Binding ---- */

static void *find_map(struct ebpfc_instance *instance, const char *name)
{
	struct ebpfc_map *map = ebpfc_find_map(instance, name);

	if (!map)
		fail(name, "the compiled object has no such map");
	return map;
}

/* What the instance's slot of a helper holds; NULL when the program does not use it. */
static void *find_helper(struct ebpfc_instance *instance, uint32_t id)
{
	const struct ebpfc_table *helpers = &instance->module->helpers;

	for (uint32_t i = 0; i < helpers->count; i++) {
		const struct ebpfc_helper_desc *helper = ebpfc_row(helpers, i);

		if (helper->id == id)
			return instance->slots[i];
	}
	return NULL;
}

static uint64_t clock_of(void *host, int clock_id)
{
	struct candidate *candidate = host;

	(void)clock_id;
	return candidate->clock_ns += 1000;
}

static struct ebpfc_instance *instantiate(struct candidate *candidate, const char *file)
{
	EBPFC_STRUCT(ebpfc_object_opts, object_opts, .allow_unverified = true);
	EBPFC_STRUCT(ebpfc_instance_opts, opts, .host = candidate, .clock = clock_of);
	struct ebpfc_instance *instance;
	struct ebpfc_object *object;

	if (ebpfc_object_open(file, &object_opts, &object) || ebpfc_instance_new(object, &opts, &instance))
		fail(file, ebpfc_last_error());
	return instance;
}

static void *symbol_of(const char *file, const char *symbol)
{
	void *object = dlopen(file, RTLD_NOW | RTLD_LOCAL);

	if (!object)
		fail(file, dlerror());
	return dlsym(object, symbol);
}

/* ---- Other runtimes ---- */

static void *read_file(const char *path, size_t *length)
{
	FILE *file = fopen(path, "rb");
	void *bytes;

	if (!file || fseek(file, 0, SEEK_END))
		fail(path, "cannot be read");
	*length = (size_t)ftell(file);
	rewind(file);
	bytes = malloc(*length + 1);
	if (!bytes || fread(bytes, 1, *length, file) != *length)
		fail(path, "cannot be read");
	fclose(file);
	return bytes;
}

static void peer_load(struct candidate *candidate, const char *text, const char *symbol, int packets)
{
	uint64_t start = now(CLOCK_THREAD_CPUTIME_ID);
	char *adapter = strdup(text), *mode = strchr(adapter, ':'), *file;
	const char *(*load)(const struct bench_peer_job *, struct bench_peer_code *);
	struct bench_peer_code code = { 0 };
	struct bench_peer_job job = { .symbol = symbol };
	const char *reason;
	void *found;

	*mode++ = '\0';
	file = strchr(mode, ':');
	*file++ = '\0';
	found = symbol_of(adapter, "bench_peer_load");
	if (!found)
		fail(adapter, "is no adapter");
	memcpy(&load, &found, sizeof(load));
	job.mode = mode;
	job.file = file;
	job.code = read_file(file, &job.length);
	reason = load(&job, &code);
	if (reason)
		fail("peer", reason);
	*candidate = (struct candidate){ .file = text, .self = code.self, .peer_sample = code.sample };
	if (packets)
		candidate->peer_packet = code.run;
	else
		candidate->run = code.run;
	candidate->load_ns = now(CLOCK_THREAD_CPUTIME_ID) - start;
}

/* ---- Loading ---- */

void candidate_load(struct candidate *candidate, const char *file, const char *symbol, const char *companion,
		    int packets)
{
	uint64_t start = now(CLOCK_THREAD_CPUTIME_ID);

	if (strchr(file, ':')) {
		peer_load(candidate, file, symbol, packets);
		return;
	}

	void (*bind)(struct ebpfc_instance *, void *(*)(struct ebpfc_instance *, const char *),
		     void *(*)(struct ebpfc_instance *, uint32_t));
	void *found = symbol_of(file, symbol);

	if (!found)
		fail(file, dlerror());
	*candidate = (struct candidate){ .file = file };
	memcpy(packets ? (void *)&candidate->run_packet : (void *)&candidate->run, &found, sizeof(found));
	found = symbol_of(file, "bench_bind");
	memcpy(&bind, &found, sizeof(bind));
	if (symbol_of(file, "ebpfc_module"))
		candidate->self = instantiate(candidate, file);
	else if (bind)
		bind(instantiate(candidate, companion), find_map, find_helper);
	candidate->load_ns = now(CLOCK_THREAD_CPUTIME_ID) - start;
}

void candidate_setup(const struct candidate *candidate, const struct work *work)
{
	struct candidate setup = *candidate;

	if (strchr(candidate->file, ':'))
		return;

	void *found = symbol_of(candidate->file, "setup");

	if (!found)
		return;
	memcpy(work->contexts ? (void *)&setup.run_packet : (void *)&setup.run, &found, sizeof(found));
	candidate_call(&setup, work, 0);
}

/* ---- Running ---- */

uint64_t candidate_call(const struct candidate *candidate, const struct work *work, uint64_t i)
{
	if (!work->contexts)
		return candidate->run(work->memory, work->size, candidate->self);
	if (candidate->peer_packet)
		return (uint32_t)candidate->peer_packet(work->memory + (i & (work->packets - 1)) * PACKET_SLOT,
							PACKET_SLOT, candidate->self);
	/* The result of a packet program is 32 bits wide. */
	return (uint32_t)candidate->run_packet(&work->contexts[i & (work->packets - 1)], candidate->self);
}

uint64_t candidate_sample(const struct candidate *candidate, const struct work *work, uint64_t calls)
{
	if (candidate->peer_sample)
		return candidate->peer_sample(candidate->self, work->memory, work->size, calls);

	uint64_t start = now(CLOCK_THREAD_CPUTIME_ID);

	if (work->contexts) {
		for (uint64_t i = 0; i < calls; i++) {
			candidate->run_packet(&work->contexts[i & (work->packets - 1)], candidate->self);
			__asm__ volatile("" : : : "memory");
		}
	} else {
		for (uint64_t i = 0; i < calls; i++) {
			candidate->run(work->memory, work->size, candidate->self);
			__asm__ volatile("" : : : "memory");
		}
	}
	return now(CLOCK_THREAD_CPUTIME_ID) - start;
}

/* ---- What they work on ---- */

/* On a page of its own, so that alignment is the same for everyone. */
static void *allocate(size_t size)
{
	void *memory = aligned_alloc(4096, (size + 4095) / 4096 * 4096);

	if (!memory)
		fail("memory", "exhausted");
	return memory;
}

void work_create(struct work *work, size_t size, int packets)
{
	work->memory = allocate(size);
	work->size = size;
	work->packets = packets ? size / PACKET_SLOT : 0;
	work->contexts = packets ? allocate(work->packets * sizeof(*work->contexts)) : NULL;
}

void work_aim(struct work *work)
{
	for (uint64_t i = 0; i < work->packets; i++) {
		uint8_t *packet = work->memory + i * PACKET_SLOT;
		uint32_t length;

		memcpy(&length, packet + LONGEST_PACKET, sizeof(length));
		ebpfc_xdp_init(&work->contexts[i], packet, LONGEST_PACKET, 0, length);
	}
}

void work_free(struct work *work)
{
	free(work->memory);
	free(work->contexts);
}
