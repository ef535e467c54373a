/* SPDX-License-Identifier: MIT */
/*
 * attach.c - sites and their probes: what is placed where, by which means, and how it is taken out.
 */
#define _GNU_SOURCE
#include "attach.h"

#include "decode.h"
#include "patch.h"
#include "quiesce.h"
#include "shadow.h"
#include "site.h"
#include "stop.h"
#include "thread.h"
#include "trampoline_x86_64.h"
#include "unwind.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define RETIRED_LIMIT 256u /* detached trampolines before their memory is asked for */

struct retired {
	struct ebpfc__block block;
	_Atomic bool seen; /* by a thread, in the round that is going on */
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct retired *retired;
static size_t retired_count, retired_room;

/* ---- Trampolines -------------------------------------------------------------------------------------------- */

static void retire(const struct ebpfc__block *block)
{
	if (!block->size)
		return;
	if (retired_count == retired_room) {
		size_t room = retired_room ? 2 * retired_room : 64;
		struct retired *more = realloc(retired, room * sizeof *retired);

		if (!more)
			return; /* the block is lost */
		retired = more;
		retired_room = room;
	}
	retired[retired_count].block = *block;
	atomic_store(&retired[retired_count].seen, false);
	retired_count++;
}

enum flags_use { FLAGS_DEAD, FLAGS_LIVE, FLAGS_PASS };

/* What an instruction does with the flags that are set before it. In doubt it reads them. */
static enum flags_use flags_use(const struct ebpfc__insn *insn)
{
	uint8_t op = insn->opcode;

	if (insn->flow == EBPFC__FLOW_RET || insn->flow == EBPFC__FLOW_CALL || insn->flow == EBPFC__FLOW_CALL_INDIRECT)
		return FLAGS_DEAD; /* no caller and no callee looks at them */
	if (insn->flow != EBPFC__FLOW_NEXT || insn->vector)
		return FLAGS_LIVE;
	if (insn->map == EBPFC__MAP_0F) /* nop, movzx, movsx */
		return op == 0x1f || op == 0xb6 || op == 0xb7 || op == 0xbe || op == 0xbf ? FLAGS_PASS : FLAGS_LIVE;
	if (insn->map != EBPFC__MAP_ONE)
		return FLAGS_LIVE;
	if (op < 0x40) /* add to cmp, but for those that take the carry in */
		return (op & 0x38) == 0x10 || (op & 0x38) == 0x18 ? FLAGS_LIVE : FLAGS_DEAD;
	if (op >= 0x80 && op <= 0x83)
		return (insn->modrm >> 3 & 7) == 2 || (insn->modrm >> 3 & 7) == 3 ? FLAGS_LIVE : FLAGS_DEAD;
	if (op == 0x84 || op == 0x85 || op == 0xa8 || op == 0xa9)
		return FLAGS_DEAD;
	/* push, pop, movsxd, mov, lea, nop */
	if ((op >= 0x50 && op <= 0x5f) || op == 0x63 || (op >= 0x88 && op <= 0x8b) || op == 0x8d || op == 0x90 ||
	    (op >= 0xb0 && op <= 0xbf) || op == 0xc6 || op == 0xc7)
		return FLAGS_PASS;
	return FLAGS_LIVE;
}

/* Whatever the flags are before this code, nobody reads them. */
static bool flags_are_dead(const uint8_t *code, size_t size)
{
	struct ebpfc__insn insn;

	for (size_t at = 0; at < size && ebpfc__decode(code + at, size - at, &insn); at += insn.length)
		if (flags_use(&insn) != FLAGS_PASS)
			return flags_use(&insn) == FLAGS_DEAD;
	return false;
}

/* The code at a site as it was, from where programs run, and a little of what follows. */
static bool flags_are_dead_at(const struct ebpfc_site *site)
{
	const uint8_t *after = (const uint8_t *)site->address + site->window.length;
	uint8_t code[sizeof site->window.bytes + 32];

	if (site->syscall) /* programs run after the window; the call itself keeps the flags */
		return flags_are_dead(after + (site->makes_call ? 0 : 2), 32);
	memcpy(code, site->window.bytes, site->window.length);
	memcpy(code + site->window.length, after, 32);
	return flags_are_dead(code, site->window.length + 32u);
}

/* Somewhere in a function, but with programs that keep the registers and need no aligned stack, where no flags are live. */
static bool is_light(const struct ebpfc_site *site)
{
	for (const struct ebpfc_probe *p = site->probes; p; p = p->next)
		if (p->handler->form != EBPFC_HANDLER_PRESERVED || p->handler->calls)
			return false;
	return flags_are_dead_at(site);
}

static enum ebpfc__refusal build(struct ebpfc_site *site, struct ebpfc__block *block)
{
	struct ebpfc__window window = site->window;
	bool in_function = site->syscall || site->probes->kind == EBPFC_PROBE_INSIDE;
	struct ebpfc__trampoline_plan plan = {
		.window = &window,
		.probes = site->probes,
		.address = site->probes->address,
		.inside = in_function && !is_light(site),
		.red_zone = in_function,
		.syscall = site->syscall,
		.makes_call = site->makes_call,
	};
	enum ebpfc__refusal refusal = ebpfc__trampoline_build(&plan, block);

	if (!refusal)
		site->window = window;
	return refusal;
}

static void write_branch(uint8_t *bytes, uint64_t from, uint64_t to, unsigned size)
{
	int32_t distance = (int32_t)(to - (from + size));

	bytes[0] = size == EBPFC__HOP_BYTES ? 0xeb : 0xe9;
	memcpy(bytes + 1, &distance, size - 1);
}

/* One patch for a site, two when it hops; returns how many were added. */
static size_t plan_patches(const struct ebpfc_site *site, uint64_t trampoline, bool arm, struct ebpfc__patch *patches)
{
	struct ebpfc__patch *p = patches;
	uint64_t continue_at = trampoline ? trampoline : site->block.address;
	uint8_t size = site->means == EBPFC_MEANS_JUMP ? EBPFC__JUMP_BYTES : site->means == EBPFC_MEANS_HOP ? EBPFC__HOP_BYTES : 1;

	memset(patches, 0, 2 * sizeof *patches);
	if (site->hole) {
		p->address = (uint64_t)site->hole;
		p->size = EBPFC__JUMP_BYTES;
		memcpy(p->old, site->hole, EBPFC__JUMP_BYTES);
		memcpy(p->bytes, site->saved_hole, EBPFC__JUMP_BYTES);
		if (arm)
			write_branch(p->bytes, p->address, trampoline, EBPFC__JUMP_BYTES);
		p->count = 1;
		p->to[0] = continue_at;
		p++;
	}
	p->address = site->address;
	p->size = size;
	memcpy(p->old, (const void *)site->address, size);
	if (!arm)
		memcpy(p->bytes, site->saved, size);
	else if (site->means == EBPFC_MEANS_TRAP)
		p->bytes[0] = 0xcc;
	else
		write_branch(p->bytes, p->address, site->hole ? (uint64_t)site->hole : trampoline, size);
	p->count = 1;
	p->to[0] = continue_at;
	for (unsigned i = 1; i < site->window.count && !site->armed && site->window.at[i] < size; i++) {
		p->at[p->count] = site->window.at[i];
		p->to[p->count++] = trampoline + site->window.moved[i];
	}
	return (size_t)(p - patches) + 1;
}

/* ---- Attaching ---------------------------------------------------------------------------------------------- */

static void append_probe(struct ebpfc_probe *probe)
{
	struct ebpfc_probe **link = &probe->site->probes;

	while (*link)
		link = &(*link)->next;
	*link = probe;
	probe->next = NULL;
	probe->site->touched = true;
}

static void unlink_probe(struct ebpfc_probe *probe)
{
	struct ebpfc_probe **link = &probe->site->probes;

	while (*link && *link != probe)
		link = &(*link)->next;
	if (*link)
		*link = probe->next;
	probe->next = NULL;
}

/* What a batch does to one site. */
struct change {
	struct ebpfc_site *site;
	struct ebpfc__block block; /* the new trampoline; none when the last probe goes */
	size_t first, patches;     /* rows in the batch's patches */
	enum ebpfc__refusal refusal;
};

/* Collects the touched sites, once each. */
static size_t collect(struct ebpfc_probe *const *probes, size_t count, struct change *changes)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++) {
		struct ebpfc_site *site = probes[i]->site;

		if (!site || !site->touched)
			continue;
		site->touched = false;
		changes[found++].site = site;
	}
	return found;
}

/* Builds what the sites need now and changes them all at once. */
static enum ebpfc__refusal apply(struct change *changes, size_t count, struct ebpfc__patch *patches)
{
	enum ebpfc__refusal refusal;
	size_t used = 0;

	for (size_t i = 0; i < count; i++) {
		struct change *change = &changes[i];
		struct ebpfc_site *site = change->site;

		change->block.size = 0;
		change->patches = 0;
		change->refusal = EBPFC__REFUSAL_NONE;
		if (site->failed && !site->armed)
			change->refusal = (enum ebpfc__refusal)site->refusal;
		else if (site->probes)
			change->refusal = build(site, &change->block);
		if (site->hole && !site->armed)
			memcpy(site->saved_hole, site->hole, EBPFC__JUMP_BYTES);
		if (change->refusal)
			continue;
		change->first = used;
		change->patches = plan_patches(site, change->block.size ? change->block.address : 0, site->probes,
					       patches + used);
		used += change->patches;
	}
	refusal = ebpfc__patch_apply(patches, used);
	for (size_t i = 0; i < count; i++) {
		struct change *change = &changes[i];

		if (!change->refusal)
			change->refusal = refusal;
		for (size_t k = 0; k < change->patches && !change->refusal; k++)
			change->refusal = patches[change->first + k].refusal;
		change->site->failed = change->refusal;
		if (change->refusal) {
			retire(&change->block);
			if (change->site->means == EBPFC_MEANS_TRAP)
				ebpfc__trap_route(change->site->address,
						  change->site->armed ? change->site->block.address : 0);
			continue;
		}
		retire(&change->site->block);
		change->site->block = change->block;
		change->site->armed = change->site->probes;
	}
	return refusal;
}

static void release_retired(void);

/* ---- Fork: the child has our sites and trampolines, and shares the memory they are in -------------------------- */

static void before_fork(void)
{
	pthread_mutex_lock(&lock);
}

static void after_fork_in_parent(void)
{
	ebpfc__arena_freeze(false);
	pthread_mutex_unlock(&lock);
}

static void after_fork_in_child(void)
{
	ebpfc__arena_freeze(true);
	retired_count = 0;
	pthread_mutex_unlock(&lock);
}

static void watch_forks(void)
{
	pthread_atfork(before_fork, after_fork_in_parent, after_fork_in_child);
}

size_t ebpfc_attach(struct ebpfc_probe *const *probes, size_t count)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct ebpfc__regions regions = { 0 };
	struct change *changes = calloc(count, sizeof *changes);
	struct ebpfc__patch *patches = calloc(2 * count, sizeof *patches);
	size_t placed = 0, changed;

	pthread_once(&once, watch_forks);
	for (size_t i = 0; i < count; i++)
		if (probes[i]->kind == EBPFC_PROBE_RETURN) {
			ebpfc__unwind_prepare();
			break;
		}
	pthread_mutex_lock(&lock);
	for (size_t i = 0; i < count; i++) {
		struct ebpfc_probe *probe = probes[i];

		probe->site = NULL;
		probe->means = EBPFC_MEANS_NONE;
		if (!changes || !patches || (!i && ebpfc__regions_read(&regions) < 0)) {
			probe->refusal = EBPFC__REFUSAL_NO_MEMORY;
			continue;
		}
		probe->refusal = (uint8_t)ebpfc__site_for(probe, &regions);
	}
	if (count && changes && patches)
		ebpfc__sites_check_entered(probes, count, &regions);
	for (size_t i = 0; i < count; i++)
		if (probes[i]->site)
			append_probe(probes[i]);
	changed = changes && patches ? collect(probes, count, changes) : 0;
	if (changed)
		apply(changes, changed, patches);
	for (size_t i = 0; i < changed; i++) {
		if (!changes[i].refusal)
			continue;
		for (size_t k = 0; k < count; k++) /* as if they had never been asked for */
			if (probes[k]->site == changes[i].site) {
				unlink_probe(probes[k]);
				probes[k]->refusal = (uint8_t)changes[i].refusal;
				probes[k]->site = NULL;
			}
		if (!changes[i].site->probes)
			ebpfc__site_remove(changes[i].site);
	}
	for (size_t i = 0; i < count; i++) {
		if (!probes[i]->site)
			continue;
		probes[i]->means = probes[i]->site->means;
		probes[i]->refusal = probes[i]->site->refusal;
		placed++;
	}
	if (retired_count >= RETIRED_LIMIT)
		release_retired();
	pthread_mutex_unlock(&lock);
	ebpfc__regions_free(&regions);
	free(changes);
	free(patches);
	return placed;
}

int ebpfc_detach(struct ebpfc_probe *const *probes, size_t count)
{
	struct change *changes = calloc(count, sizeof *changes);
	struct ebpfc__patch *patches = calloc(2 * count, sizeof *patches);
	int error = 0;
	size_t changed;

	if (!changes || !patches) {
		free(changes);
		free(patches);
		return -ENOMEM;
	}
	pthread_mutex_lock(&lock);
	for (size_t i = 0; i < count; i++) {
		if (!probes[i]->site)
			continue;
		unlink_probe(probes[i]);
		probes[i]->site->touched = true;
	}
	changed = collect(probes, count, changes);
	apply(changes, changed, patches);
	for (size_t i = 0; i < changed; i++)
		if (changes[i].refusal)
			error = -EBUSY;
	for (size_t i = 0; i < count; i++) {
		struct ebpfc_site *site = probes[i]->site;

		if (!site)
			continue;
		if (site->failed) {
			append_probe(probes[i]);
			site->touched = false;
			continue;
		}
		probes[i]->site = NULL;
		probes[i]->means = EBPFC_MEANS_NONE;
	}
	for (size_t i = 0; i < changed; i++)
		if (!changes[i].site->probes)
			ebpfc__site_remove(changes[i].site);
	if (retired_count >= RETIRED_LIMIT)
		release_retired();
	pthread_mutex_unlock(&lock);
	free(changes);
	free(patches);
	return error;
}

/* ---- Giving memory back ------------------------------------------------------------------------------------- */

static void see_word(uint64_t word)
{
	if (!ebpfc__arena_contains(word))
		return;
	for (size_t i = 0; i < retired_count; i++)
		if (word - retired[i].block.address < retired[i].block.size)
			atomic_store_explicit(&retired[i].seen, true, memory_order_relaxed);
}

static void see_pc(uint64_t *pc, enum ebpfc__pc_kind kind)
{
	(void)kind;
	see_word(*pc);
}

static void see_thread(void)
{
	ebpfc__shadow_visit(see_word);
}

static void see_frames(void *arg)
{
	(void)arg;
	ebpfc__shadow_visit_all(see_word);
}

/*
 * Asks every thread whether it is in a detached trampoline, or will return to one, and gives back the others. Threads
 * that come to a trampoline afterwards come from a site, and no site leads to these.
 */
static void release_retired(void)
{
	const struct ebpfc__visitor running = { .pc = see_pc, .word = see_word, .thread = see_thread };
	const struct ebpfc__stopped_work stopped = { .visitor = { .pc = see_pc, .word = see_word }, .work = see_frames };
	size_t kept = 0;

	for (size_t i = 0; i < retired_count; i++)
		atomic_store(&retired[i].seen, false);
	if (ebpfc__traps_allowed() ? ebpfc__stop_world(&stopped) : ebpfc__quiesce(&running))
		return;
	for (size_t i = 0; i < retired_count; i++) {
		if (atomic_load(&retired[i].seen)) {
			retired[kept].block = retired[i].block;
			kept++;
		} else {
			ebpfc__arena_give(&retired[i].block);
		}
	}
	retired_count = kept;
}

int ebpfc_attach_settle(unsigned milliseconds)
{
	struct timespec pause = { 0, 1000000 };
	int error;

	for (;;) {
		pthread_mutex_lock(&lock);
		release_retired();
		error = retired_count ? -EBUSY : 0;
		pthread_mutex_unlock(&lock);
		if (!error || !milliseconds--)
			return error;
		nanosleep(&pause, NULL);
	}
}

/* ---- For programs and statistics ---------------------------------------------------------------------------- */

void ebpfc_override_return(uint64_t result)
{
	ebpfc__thread.override_result = result;
	ebpfc__thread.overridden = 1;
}

uint64_t ebpfc_attach_missed(void)
{
	return ebpfc__thread.missed;
}

size_t ebpfc_attach_memory(void)
{
	return ebpfc__arena_in_use();
}
