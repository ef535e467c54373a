/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "attachment.h"

#include "../src/attach/reach.h"

#include <stdlib.h>
#include <string.h>

/* ---- Between the trampoline and a program that was compiled for any caller --------------------------------------- */

#define REG(name) regs[EBPFC_PARAMETER_##name]

/* What the program's helpers want to know about the hit. */
static uint64_t run_at_function(uint64_t *regs, struct point *point)
{
	struct attachment *a = point->attachment;
	bool at_return = a->place.kind == EBPFC_PROBE_RETURN;
	struct ebpfc_run_ctx run = {
		.cookie = point->handler.cookie,
		.func_ip = point->address,
		.ip = REG(IP),
		.fp = REG(BP),
		.has_retval = at_return,
		.retval = at_return ? REG(AX) : 0,
	};
	struct ebpfc_run_ctx *before = ebpfc_run_ctx_set(&run);
	uint64_t result = a->program(regs, a->loaded->instance);

	ebpfc_run_ctx_set(before);
	if (run.overridden && !at_return)
		ebpfc_override_return(run.retval);
	return result;
}

static void run_with(struct point *point, uint64_t *regs, void *context)
{
	struct attachment *a = point->attachment;
	struct ebpfc_run_ctx run = { .cookie = point->handler.cookie, .func_ip = point->address, .ip = REG(IP), .fp = REG(BP) };
	struct ebpfc_run_ctx *before = ebpfc_run_ctx_set(&run);

	a->program(context, a->loaded->instance);
	ebpfc_run_ctx_set(before);
}

/* Arguments that usdt.bpf.h cannot find are where it looks for them: behind the registers. */
static uint64_t run_at_usdt(uint64_t *regs, struct point *point)
{
	uint64_t words[USDT_WORDS];

	if (point->usdt->extended) {
		usdt_extend(point->usdt, regs, words);
		run_with(point, regs, words);
	} else {
		run_with(point, regs, regs);
	}
	return 0;
}

/* The record of the tracepoints in syscalls and raw_syscalls: /sys/kernel/tracing/events/syscalls/.../format. */
static uint64_t run_at_syscall(uint64_t *regs, struct point *point)
{
	const struct attachment *a = point->attachment;
	uint64_t record[8] = { 0, REG(ORIG_AX), REG(DI), REG(SI), REG(DX), REG(R10), REG(R8), REG(R9) };
	uint64_t raw[2] = { (uint64_t)regs, REG(ORIG_AX) }, outer[21] = { 0 };
	bool returned = a->place.kind == EBPFC_PROBE_SYSRET;

	switch (a->place.form) {
	case PLACE_TRACEPOINT:
		if (returned)
			record[2] = REG(AX);
		run_with(point, regs, record);
		break;
	case PLACE_RAW_TRACEPOINT:
		if (returned)
			raw[1] = REG(AX);
		run_with(point, regs, raw);
		break;
	case PLACE_KSYSCALL: /* the kernel's own function is called with a pointer to the caller's registers */
		outer[EBPFC_PARAMETER_DI] = (uint64_t)regs;
		outer[EBPFC_PARAMETER_AX] = REG(AX);
		run_with(point, regs, outer);
		break;
	}
	return 0;
}

/* ---- How a program is called ------------------------------------------------------------------------------------- */

/* The form of entry that fits a place; 0 when none does. */
static uint8_t entry_form(const struct place *place)
{
	bool returned = place->kind == EBPFC_PROBE_SYSRET;

	switch (place->form) {
	case PLACE_FUNCTION:
	case PLACE_USDT:
		return EBPFC_ENTRY_REGISTERS;
	case PLACE_TRACEPOINT:
		return returned ? EBPFC_ENTRY_SYSCALL_EXIT : EBPFC_ENTRY_SYSCALL_ENTER;
	case PLACE_RAW_TRACEPOINT:
		return returned ? EBPFC_ENTRY_RAW_EXIT : EBPFC_ENTRY_RAW_ENTER;
	}
	return 0;
}

/* Through one of the functions above, with all registers in memory. */
static void *runner(const struct place *place)
{
	if (place->form == PLACE_FUNCTION)
		return (void *)(uintptr_t)run_at_function;
	return place->form == PLACE_USDT ? (void *)(uintptr_t)run_at_usdt : (void *)(uintptr_t)run_at_syscall;
}

/*
 * The program's entry for trampolines, where it has one that was compiled for this kind of place and is what it says:
 * then it is called directly, or with nothing but general registers saved. Otherwise the plain program, with all.
 */
static void choose_entry(struct attachment *a, const struct ebpfc_program_info *info, struct ebpfc_handler *h)
{
	bool context = info->probe_flags & EBPFC_ENTRY_CONTEXT;
	bool fits = info->probe_form == entry_form(&a->place) ||
		    (context && a->place.form == PLACE_KSYSCALL && info->probe_form == EBPFC_ENTRY_REGISTERS);

	h->function = runner(&a->place);
	h->form = EBPFC_HANDLER_ANY;
	h->may_override = a->loaded->overrides && a->link->kind == EBPFC_PROBE_ENTRY;
	if (!info->probe || !fits || info->probe_parameter_count > EBPFC_PARAMETERS_MAX ||
	    !ebpfc__reaches_no_vectors((uint64_t)(uintptr_t)info->probe))
		return;
	if (context) {
		memcpy(&a->program, &info->probe, sizeof a->program);
		h->form = EBPFC_HANDLER_CONTEXT;
		return;
	}
	memcpy(&h->function, &info->probe, sizeof h->function);
	h->self = a->loaded->instance;
	h->form = EBPFC_HANDLER_PRESERVED;
	h->body = (uint16_t)ebpfc__movable_size((uint64_t)(uintptr_t)info->probe, &h->falls_through);
	h->calls = info->probe_flags & EBPFC_ENTRY_CALLS;
	h->may_override = false;
	h->parameter_count = info->probe_parameter_count;
	memcpy(h->parameters, info->probe_parameters, sizeof h->parameters);
}

/* ---- Sites -------------------------------------------------------------------------------------------------- */

static const char *find_usdt_probes(struct attachment *a)
{
	const char *problem = usdt_find(&a->place, &a->sites, &a->count);

	if (problem)
		return problem;
	a->probes = calloc(a->count, sizeof *a->probes);
	if (!a->probes)
		return ebpfc__refusal_text(EBPFC__REFUSAL_NO_MEMORY);
	for (size_t i = 0; i < a->count; i++)
		a->probes[i] = (struct ebpfc_probe){
			.address = a->sites[i].address,
			.function = a->sites[i].function,
			.function_size = a->sites[i].function_size,
			.kind = EBPFC_PROBE_INSIDE,
		};
	return NULL;
}

static const char *find_probes(struct attachment *a)
{
	switch (a->place.form) {
	case PLACE_FUNCTION:
		return place_find_functions(&a->place, &a->probes, &a->count);
	case PLACE_USDT:
		return find_usdt_probes(a);
	}
	return place_find_syscalls(&a->place, &a->probes, &a->count);
}

/* One for each probe, but for system calls, which differ in nothing that a program sees. */
static const char *make_points(struct attachment *a, uint64_t cookie, const struct ebpfc_program_info *info)
{
	bool shared = a->place.form != PLACE_FUNCTION && a->place.form != PLACE_USDT;
	struct ebpfc_handler handler = { .cookie = cookie, .hits = &a->link->hits, .misses = &a->link->misses };

	a->point_count = shared ? 1 : a->count;
	a->points = calloc(a->point_count, sizeof *a->points);
	if (!a->points)
		return ebpfc__refusal_text(EBPFC__REFUSAL_NO_MEMORY);
	choose_entry(a, info, &handler);
	for (size_t i = 0; i < a->point_count; i++) {
		struct point *point = &a->points[i];
		const char *problem = NULL;

		point->attachment = a;
		point->handler = handler;
		if (!handler.self)
			point->handler.self = point;
		point->address = a->probes[i].function ? a->probes[i].function : a->probes[i].address;
		if (a->sites) {
			point->usdt = &a->sites[i];
			problem = usdt_describe(a->loaded->instance, point->usdt, cookie, &point->handler.cookie);
		}
		if (problem)
			return problem;
	}
	for (size_t i = 0; i < a->count; i++)
		a->probes[i].handler = &a->points[shared ? 0 : i].handler;
	return NULL;
}

struct attachment *attachment_make(struct loaded *loaded, struct link *link, uint64_t cookie,
				   const struct ebpfc_program_info *info)
{
	struct attachment *a = calloc(1, sizeof *a);

	if (!a) {
		link->refusal = ebpfc__refusal_text(EBPFC__REFUSAL_NO_MEMORY);
		return NULL;
	}
	a->loaded = loaded;
	a->link = link;
	a->program = ebpfc_find_program(loaded->instance, link->program);
	link->refusal = place_parse(link->place, &a->place);
	if (!link->refusal)
		link->refusal = find_probes(a);
	if (!link->refusal) {
		link->kind = a->probes[0].kind;
		link->refusal = make_points(a, cookie, info);
	}
	if (!link->refusal)
		return a;
	attachment_free(a);
	return NULL;
}

void attachment_free(struct attachment *a)
{
	free(a->sites);
	free(a->points);
	free(a->probes);
	free(a);
}

void attachment_listen(const struct attachment *a, bool on)
{
	for (size_t i = 0; a->sites && i < a->count; i++)
		if (a->sites[i].semaphore && a->probes[i].site)
			__atomic_fetch_add(a->sites[i].semaphore, on ? 1 : (uint16_t)-1, __ATOMIC_RELAXED);
}
