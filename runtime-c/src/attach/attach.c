/* SPDX-License-Identifier: MIT */
/*
 * attach.c - sites and their probes: what is placed where, by which means, and how it is taken out.
 */
#define _GNU_SOURCE
#include "attach.h"

#include "arena.h"
#include "decode.h"
#include "entered.h"
#include "patch.h"
#include "quiesce.h"
#include "regions.h"
#include "shadow.h"
#include "thread.h"
#include "trampoline_x86_64.h"
#include "unwind.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define JUMP_BYTES 5u
#define HOP_BYTES 2u
#define SCAN_LIMIT ((size_t)1 << 16) /* bytes decoded of a function of unknown size */
#define RETIRED_LIMIT 256u           /* detached trampolines before their memory is asked for */
#define MARK_ENDBR64 0xfa1e0ff3u

struct ebpfc_site {
	uint64_t address; /* of the first byte that is overwritten */
	struct ebpfc_probe *probes;
	struct ebpfc__window window;
	uint8_t means;
	uint8_t refusal; /* why not by a jump */
	uint8_t saved[JUMP_BYTES], saved_hole[JUMP_BYTES];
	uint8_t *hole; /* EBPFC_MEANS_HOP: where the long jump stands */
	struct ebpfc__block block;
	bool armed, touched, failed, checked;
};

struct retired {
	struct ebpfc__block block;
	_Atomic bool seen; /* by a thread, in the round that is going on */
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct ebpfc_site **sites; /* sorted by address */
static size_t site_count, site_room;
static struct retired *retired;
static size_t retired_count, retired_room;

/* ---- The table ---------------------------------------------------------------------------------------------- */

/* Index of the first site at or above an address. */
static size_t site_index(uint64_t address)
{
	size_t low = 0, high = site_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (sites[middle]->address < address)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct ebpfc_site *find_site(uint64_t address)
{
	size_t i = site_index(address);

	return i < site_count && sites[i]->address == address ? sites[i] : NULL;
}

static bool add_site(struct ebpfc_site *site)
{
	size_t i = site_index(site->address);

	if (site_count == site_room) {
		size_t room = site_room ? 2 * site_room : 64;
		struct ebpfc_site **more = realloc(sites, room * sizeof *sites);

		if (!more)
			return false;
		sites = more;
		site_room = room;
	}
	memmove(sites + i + 1, sites + i, (site_count - i) * sizeof *sites);
	sites[i] = site;
	site_count++;
	return true;
}

static void remove_site(struct ebpfc_site *site)
{
	size_t i = site_index(site->address);

	memmove(sites + i, sites + i + 1, (site_count - i - 1) * sizeof *sites);
	site_count--;
	free(site);
}

/* Would overwriting these bytes touch another site's instructions? */
static bool overlaps(uint64_t address, unsigned length)
{
	size_t i = site_index(address);

	if (i > 0 && sites[i - 1]->address + sites[i - 1]->window.length > address)
		return true;
	return i < site_count && sites[i]->address < address + length;
}

/* ---- Planning ----------------------------------------------------------------------------------------------- */

struct place {
	const uint8_t *site;
	const uint8_t *function;
	size_t size;  /* of the function, 0 when unknown */
	size_t spare; /* bytes behind it that may be padding */
	bool inside;
};

static bool begins_with_endbr(const uint8_t *code)
{
	uint32_t first;

	memcpy(&first, code, 4);
	return first == MARK_ENDBR64;
}

static enum ebpfc__refusal locate(const struct ebpfc_probe *probe, const struct ebpfc__regions *regions,
				  struct place *place)
{
	const struct ebpfc__region *region = ebpfc__region_of(regions, probe->address);
	uint64_t end;

	if (!region || !region->executable || !region->readable || region->end - probe->address < 16)
		return EBPFC__REFUSAL_NOT_EXECUTABLE;
	place->inside = probe->kind == EBPFC_PROBE_INSIDE;
	place->site = (const uint8_t *)probe->address;
	place->function = probe->function ? (const uint8_t *)probe->function : place->site;
	place->size = probe->function_size;
	if (!place->size) {
		size_t limit = (size_t)(region->end - (uint64_t)place->function);

		place->size = ebpfc__function_size(place->function, limit < SCAN_LIMIT ? limit : SCAN_LIMIT);
	}
	if (place->size > region->end - (uint64_t)place->function)
		place->size = (size_t)(region->end - (uint64_t)place->function);
	end = (uint64_t)place->function + place->size;
	place->spare = place->size && region->end - end >= 16 ? -end & 15 : 0;
	/* An indirect call must land on endbr64 where that is enforced: it stays, and the jump goes behind it. */
	if (!place->inside && begins_with_endbr(place->site))
		place->site += 4;
	return EBPFC__REFUSAL_NONE;
}

/* Scans the function as it was before other sites in it were armed. */
static enum ebpfc__refusal enters(const struct place *place, const struct ebpfc__window *window)
{
	uint64_t start = (uint64_t)place->function, end = start + place->size;
	const uint8_t *code = place->function;
	size_t first = site_index(start);
	enum ebpfc__refusal refusal;
	uint8_t *copy = NULL;

	if (first < site_count && sites[first]->address < end) {
		copy = malloc(place->size);
		if (!copy)
			return EBPFC__REFUSAL_NO_MEMORY;
		memcpy(copy, code, place->size);
		for (size_t i = first; i < site_count && sites[i]->address < end; i++) {
			const struct ebpfc_site *site = sites[i];
			size_t at = (size_t)(site->address - start), length = site->window.length;

			memcpy(copy + at, site->window.bytes, length < place->size - at ? length : place->size - at);
		}
		code = copy;
	}
	refusal = ebpfc__window_is_entered(window, code, start, place->size, place->inside);
	free(copy);
	return refusal;
}

/* Can the first `need` bytes be overwritten? */
static enum ebpfc__refusal try_window(const struct place *place, unsigned need, struct ebpfc__window *window)
{
	size_t room = place->size ? (size_t)(place->function + place->size - place->site) : 16;
	enum ebpfc__refusal refusal = ebpfc__window_measure(place->site, room, place->spare, need, window);

	if (refusal)
		return refusal;
	if (overlaps((uint64_t)place->site, window->length))
		return EBPFC__REFUSAL_OVERLAP;
	if (window->count == 1 && window->at[0] == 0 && !window->ends)
		return EBPFC__REFUSAL_NONE; /* one instruction for one: nothing begins inside */
	if (need == 1)
		return EBPFC__REFUSAL_NONE;
	if (!place->size)
		return EBPFC__REFUSAL_UNDECODABLE;
	return enters(place, window);
}

/* The rungs below a jump: a hop into padding, a breakpoint. `refusal` says why not a jump. */
static enum ebpfc__refusal plan_lesser(const struct place *place, const struct ebpfc__regions *regions, bool no_trap,
				       enum ebpfc__refusal refusal, struct ebpfc_site *site)
{
	const struct ebpfc__region *region = ebpfc__region_of(regions, (uint64_t)place->function);
	size_t behind = region ? (size_t)((uint64_t)place->function - region->start) : 0;

	site->refusal = (uint8_t)refusal;
	site->hole = ebpfc__find_hole(place->site, place->function, behind < 15 ? behind : 15);
	if (site->hole && !overlaps((uint64_t)site->hole, JUMP_BYTES) &&
	    try_window(place, HOP_BYTES, &site->window) == EBPFC__REFUSAL_NONE && site->window.count == 1) {
		site->means = EBPFC_MEANS_HOP;
		return EBPFC__REFUSAL_NONE;
	}
	site->hole = NULL;
	if (!no_trap && try_window(place, 1, &site->window) == EBPFC__REFUSAL_NONE) {
		site->means = EBPFC_MEANS_TRAP;
		return EBPFC__REFUSAL_NONE;
	}
	return refusal;
}

static enum ebpfc__refusal plan_site(const struct place *place, const struct ebpfc__regions *regions, bool no_trap,
				     struct ebpfc_site *site)
{
	enum ebpfc__refusal refusal = try_window(place, JUMP_BYTES, &site->window);

	site->address = (uint64_t)place->site;
	site->means = EBPFC_MEANS_JUMP;
	if (refusal == EBPFC__REFUSAL_NONE || refusal == EBPFC__REFUSAL_OVERLAP)
		return refusal;
	return plan_lesser(place, regions, no_trap, refusal, site);
}

/* Finds or makes the site of a probe. */
static enum ebpfc__refusal site_for(struct ebpfc_probe *probe, const struct ebpfc__regions *regions)
{
	struct place place;
	enum ebpfc__refusal refusal = locate(probe, regions, &place);
	struct ebpfc_site *site;

	if (refusal)
		return refusal;
	if (probe->kind == EBPFC_PROBE_RETURN && ebpfc__returns_twice(probe->address))
		return EBPFC__REFUSAL_RETURNS_TWICE;
	site = find_site((uint64_t)place.site);
	if (!site) {
		if (*place.site == 0xcc)
			return EBPFC__REFUSAL_TAKEN;
		site = calloc(1, sizeof *site);
		if (!site)
			return EBPFC__REFUSAL_NO_MEMORY;
		refusal = plan_site(&place, regions, probe->no_trap, site);
		if (!refusal && !add_site(site))
			refusal = EBPFC__REFUSAL_NO_MEMORY;
		if (refusal) {
			free(site);
			return refusal;
		}
		memcpy(site->saved, place.site, JUMP_BYTES);
	} else if (probe->no_trap && site->means == EBPFC_MEANS_TRAP) {
		return site->refusal;
	}
	probe->site = site;
	return EBPFC__REFUSAL_NONE;
}

/* New sites whose jump covers the beginnings of several instructions. */
static bool needs_check(const struct ebpfc_probe *probe)
{
	const struct ebpfc_site *site = probe->site;

	return site && !site->armed && !site->checked && site->means == EBPFC_MEANS_JUMP && site->window.count > 1;
}

/* Sites that other functions jump into come down a rung, or are refused. */
static void check_entered(struct ebpfc_probe *const *probes, size_t count, const struct ebpfc__regions *regions)
{
	struct ebpfc__entered *rows = calloc(count, sizeof *rows);
	size_t *owners = calloc(count, sizeof *owners), used;

	for (size_t i = 0; rows && owners && i < count; i++) {
		const struct ebpfc__region *region;

		if (!needs_check(probes[i]))
			continue;
		region = ebpfc__region_of(regions, probes[i]->site->address);
		used = 0;
		for (size_t k = i; k < count; k++) {
			struct ebpfc_site *site = probes[k]->site;

			if (!needs_check(probes[k]) || site->address < region->start || site->address >= region->end)
				continue;
			site->checked = true;
			owners[used] = k;
			rows[used++] = (struct ebpfc__entered){ .window = &site->window };
		}
		ebpfc__find_entered(region, rows, used);
		for (size_t k = 0; k < used; k++) {
			struct ebpfc_probe *probe = probes[owners[k]];
			struct ebpfc_site *site = probe->site;
			struct place place;

			if (!rows[k].entered)
				continue;
			locate(probe, regions, &place);
			site->window.length = 0; /* it must not overlap itself */
			site->failed = plan_lesser(&place, regions, probe->no_trap, EBPFC__REFUSAL_ENTERED, site);
		}
	}
	free(rows);
	free(owners);
}

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

static enum ebpfc__refusal build(struct ebpfc_site *site, struct ebpfc__block *block)
{
	struct ebpfc__window window = site->window;
	struct ebpfc__trampoline_plan plan = {
		.window = &window,
		.probes = site->probes,
		.address = site->probes->address,
		.inside = site->probes->kind == EBPFC_PROBE_INSIDE,
	};
	enum ebpfc__refusal refusal = ebpfc__trampoline_build(&plan, block);

	if (!refusal)
		site->window = window;
	return refusal;
}

static void write_branch(uint8_t *bytes, uint64_t from, uint64_t to, unsigned size)
{
	int32_t distance = (int32_t)(to - (from + size));

	bytes[0] = size == HOP_BYTES ? 0xeb : 0xe9;
	memcpy(bytes + 1, &distance, size - 1);
}

/* One patch for a site, two when it hops; returns how many were added. */
static size_t plan_patches(const struct ebpfc_site *site, uint64_t trampoline, bool arm, struct ebpfc__patch *patches)
{
	struct ebpfc__patch *p = patches;
	uint64_t continue_at = trampoline ? trampoline : site->block.address;
	uint8_t size = site->means == EBPFC_MEANS_JUMP ? JUMP_BYTES : site->means == EBPFC_MEANS_HOP ? HOP_BYTES : 1;

	memset(patches, 0, 2 * sizeof *patches);
	if (site->hole) {
		p->address = (uint64_t)site->hole;
		p->size = JUMP_BYTES;
		memcpy(p->old, site->hole, JUMP_BYTES);
		memcpy(p->bytes, site->saved_hole, JUMP_BYTES);
		if (arm)
			write_branch(p->bytes, p->address, trampoline, JUMP_BYTES);
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
			memcpy(site->saved_hole, site->hole, JUMP_BYTES);
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
		probe->refusal = (uint8_t)site_for(probe, &regions);
	}
	if (count && changes && patches)
		check_entered(probes, count, &regions);
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
			remove_site(changes[i].site);
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
			remove_site(changes[i].site);
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

/*
 * Asks every thread whether it is in a detached trampoline, or will return to one, and gives back the others. Threads
 * that come to a trampoline afterwards come from a site, and no site leads to these.
 */
static void release_retired(void)
{
	size_t kept = 0;

	for (size_t i = 0; i < retired_count; i++)
		atomic_store(&retired[i].seen, false);
	if (ebpfc__quiesce(&(struct ebpfc__visitor){ .pc = see_pc, .word = see_word, .thread = see_thread }))
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
