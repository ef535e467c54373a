/* SPDX-License-Identifier: MIT */
/*
 * site.c - the table of sites, and the ladder: a jump, a hop into padding, a breakpoint.
 */
#define _GNU_SOURCE
#include "site.h"

#include "decode.h"
#include "entered.h"
#include "unwind.h"

#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>

#define SCAN_LIMIT ((size_t)1 << 16) /* bytes decoded of a function of unknown size */
#define MARK_ENDBR64 0xfa1e0ff3u

static struct ebpfc_site **sites; /* sorted by address */
static size_t site_count, site_room;

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

void ebpfc__site_remove(struct ebpfc_site *site)
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
	size_t syscall_at; /* bytes from the site to the system call it belongs to; 0: another kind of site */
};

static bool is_syscall(const struct ebpfc_probe *probe)
{
	return probe->kind == EBPFC_PROBE_SYSCALL || probe->kind == EBPFC_PROBE_SYSRET;
}

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
	if (is_syscall(probe) && probe->site_nr == SYS_rt_sigreturn)
		return EBPFC__REFUSAL_SIGRETURN;
	if (is_syscall(probe) && probe->window && probe->address - probe->window > 24)
		return EBPFC__REFUSAL_TOO_SHORT;
	place->syscall_at = is_syscall(probe) && probe->window ? (size_t)(probe->address - probe->window) : 0;
	place->inside = probe->kind == EBPFC_PROBE_INSIDE || is_syscall(probe);
	place->site = (const uint8_t *)(place->syscall_at ? probe->window : probe->address);
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
	if (site->hole && !overlaps((uint64_t)site->hole, EBPFC__JUMP_BYTES) &&
	    try_window(place, EBPFC__HOP_BYTES, &site->window) == EBPFC__REFUSAL_NONE && site->window.count == 1) {
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
	enum ebpfc__refusal refusal = try_window(place, EBPFC__JUMP_BYTES, &site->window);

	site->address = (uint64_t)place->site;
	site->means = EBPFC_MEANS_JUMP;
	if (refusal == EBPFC__REFUSAL_NONE || refusal == EBPFC__REFUSAL_OVERLAP)
		return refusal;
	return plan_lesser(place, regions, no_trap, refusal, site);
}

/*
 * All instructions up to the system call are moved, the first five bytes overwritten. They were chosen straight in one
 * sweep of the code; branches to them from elsewhere are looked for with those of all other sites.
 */
static enum ebpfc__refusal plan_syscall(const struct place *place, struct ebpfc_site *site)
{
	struct ebpfc__window *window = &site->window;
	enum ebpfc__refusal refusal =
		ebpfc__window_measure(place->site, place->syscall_at, 0, (unsigned)place->syscall_at, window);

	site->address = (uint64_t)place->site;
	site->means = EBPFC_MEANS_JUMP;
	site->syscall = true;
	if (!refusal && overlaps(site->address, window->length))
		refusal = EBPFC__REFUSAL_OVERLAP;
	window->need = EBPFC__JUMP_BYTES;
	return refusal;
}

/* A breakpoint on the system call itself, where no room is before it. */
static enum ebpfc__refusal plan_trapped_syscall(const struct ebpfc_probe *probe, const struct place *place,
						struct ebpfc_site *site)
{
	struct ebpfc__window *window = &site->window;

	site->address = probe->address;
	site->means = EBPFC_MEANS_TRAP;
	site->refusal = EBPFC__REFUSAL_TOO_SHORT;
	site->syscall = site->makes_call = true;
	window->start = place->site;
	window->count = window->need = 1;
	window->length = 2;
	memcpy(window->bytes, place->site, 2);
	if (probe->no_trap || window->bytes[0] != 0x0f || window->bytes[1] != 0x05)
		return EBPFC__REFUSAL_TOO_SHORT;
	return overlaps(site->address, window->length) ? EBPFC__REFUSAL_OVERLAP : EBPFC__REFUSAL_NONE;
}

enum ebpfc__refusal ebpfc__site_for(struct ebpfc_probe *probe, const struct ebpfc__regions *regions)
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
		if (place.syscall_at)
			refusal = plan_syscall(&place, site);
		else if (is_syscall(probe))
			refusal = plan_trapped_syscall(probe, &place, site);
		else
			refusal = plan_site(&place, regions, probe->no_trap, site);
		if (!refusal && !add_site(site))
			refusal = EBPFC__REFUSAL_NO_MEMORY;
		if (refusal) {
			free(site);
			return refusal;
		}
		memcpy(site->saved, place.site, EBPFC__JUMP_BYTES);
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

void ebpfc__sites_check_entered(struct ebpfc_probe *const *probes, size_t count, const struct ebpfc__regions *regions)
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
			site->refusal = EBPFC__REFUSAL_ENTERED;
			site->failed = site->syscall ||
				       plan_lesser(&place, regions, probe->no_trap, EBPFC__REFUSAL_ENTERED, site);
		}
	}
	free(rows);
	free(owners);
}
