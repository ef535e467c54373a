/* SPDX-License-Identifier: MIT */
/*
 * trampoline_x86_64.c
 *
 * At the entry of a function the flags are dead and nothing lies below the stack pointer, so a program that keeps
 * its registers costs little more than its call. Shape of a site with entry and return programs:
 *
 *	entry programs
 *	pop the return address into the thread's newest frame; call moved
 *	return programs
 *	push the return address back; ret
 * moved:
 *	the instructions that the site's jump overwrote
 *	jmp to what follows them
 *	the slow paths
 */
#include "trampoline_x86_64.h"

#include "emit_x86_64.h"
#include "shadow.h"
#include "thread.h"
#include "vectors_x86_64.h"

#define REACH 0x7f000000ull /* from the site to its trampoline, with room for what the trampoline refers to */
#define PT_REGS_BYTES 168
#define WORD(parameter) (8 * (int32_t)(parameter))

/* pt_regs words in order; the register that each holds, for the first fifteen. */
static const uint8_t pt_regs_order[15] = { R15, R14, R13, R12, RBP, RBX, R11, R10, R9, R8, RAX, RCX, RDX, RSI, RDI };
static const uint8_t parameter_registers[EBPFC_PARAMETERS_MAX] = { RDI, RSI, RDX, RCX, R8, R9 };
static const uint8_t caller_saved[] = { RAX, RCX, RDX, RSI, RDI, R8, R9, R10, R11 };

/* Where programs run: what they can see, and what must be put back. */
struct stage {
	const struct ebpfc__trampoline_plan *plan;
	bool full;        /* a whole struct pt_regs is at the stack pointer */
	bool vectors;     /* vector registers are saved below it */
	bool returning;   /* the function, or the system call, has returned */
	bool guarded;     /* a program calls something that may be probed itself */
	int32_t red_zone; /* bytes skipped below the stack pointer */
	int32_t size;     /* of the frame */
	int32_t at_rax, at_r11, at_spilled; /* offsets in it */
	uint8_t spilled;  /* how many parameter registers are saved, from the first */
	struct label busy, claim, leave;
};

static int32_t pt_regs_offset(enum reg reg)
{
	for (unsigned i = 0; i < sizeof pt_regs_order; i++)
		if (pt_regs_order[i] == reg)
			return WORD(i);
	return WORD(EBPFC_PARAMETER_SP);
}

static bool runs_at(const struct ebpfc_probe *probe, bool returning)
{
	return returning == (probe->kind == EBPFC_PROBE_RETURN || probe->kind == EBPFC_PROBE_SYSRET);
}

/* A parameter that is where it should be, or is nowhere in a register. */
static bool moves(const struct ebpfc_handler *handler, unsigned i)
{
	uint8_t parameter = handler->parameters[i];

	return parameter >= sizeof pt_regs_order || pt_regs_order[parameter] != parameter_registers[i];
}

/* Does any program of this stage need what only the full frame can give? */
static void plan_stage(struct stage *s, const struct ebpfc__trampoline_plan *plan, bool returning)
{
	memset(s, 0, sizeof *s);
	s->plan = plan;
	s->returning = returning;
	s->full = plan->inside;
	s->red_zone = plan->red_zone ? 128 : 0;
	for (const struct ebpfc_probe *p = plan->probes; p; p = p->next) {
		const struct ebpfc_handler *h = p->handler;

		if (!runs_at(p, returning))
			continue;
		if (h->form != EBPFC_HANDLER_PRESERVED)
			s->full = true;
		s->guarded |= h->form != EBPFC_HANDLER_PRESERVED || h->calls;
		if (h->form == EBPFC_HANDLER_ANY)
			s->vectors = true;
		for (unsigned i = 0; i < h->parameter_count && h->form == EBPFC_HANDLER_PRESERVED; i++) {
			if (!moves(h, i))
				continue;
			if (i + 1u > s->spilled)
				s->spilled = (uint8_t)(i + 1);
		}
	}
}

/* ---- The frame ---------------------------------------------------------------------------------------------- */

/* The number of the system call: before it, where rax was saved; after it, what is known of the site. */
static void emit_syscall_number(struct code *c, const struct stage *s, enum reg target, int32_t at_rax)
{
	if (!s->returning)
		emit_load(c, target, RSP, at_rax);
	else if (s->plan->probes->site_nr >= 0)
		emit_move_imm(c, target, (uint64_t)s->plan->probes->site_nr);
	else
		emit_tls_load(c, target, EBPFC__THREAD(syscall_nr));
}

/*
 * Opens the frame. On entry to a function the stack pointer is 8 off a multiple of 16; after its return the trampoline
 * has put it there again; inside a function it may be anywhere and is aligned through rbx.
 */
static void open_frame(struct code *c, struct stage *s)
{
	if (s->plan->inside) {
		emit_lea(c, RSP, RSP, -128); /* the red zone */
		EMIT(c, 0x9c);               /* pushfq */
		EMIT(c, 0x53);               /* push %rbx */
		emit_move(c, RBX, RSP);
		EMIT(c, 0x48, 0x83, 0xe4, 0xf0); /* and $-16, %rsp */
		emit_lea(c, RSP, RSP, -(PT_REGS_BYTES + 8));
	} else if (s->full) {
		s->size = PT_REGS_BYTES;
		emit_lea(c, RSP, RSP, -s->size);
	} else {
		s->at_spilled = 0;
		s->at_r11 = 8 * s->spilled;
		s->at_rax = s->at_r11 + 8;
		s->size = s->at_rax + 8 + (s->spilled & 1 ? 0 : 8) + s->red_zone;
		emit_lea(c, RSP, RSP, -s->size);
		emit_store(c, R11, RSP, s->at_r11);
		emit_store(c, RAX, RSP, s->at_rax);
		for (unsigned i = 0; i < s->spilled; i++)
			emit_store(c, parameter_registers[i], RSP, s->at_spilled + 8 * (int32_t)i);
		return;
	}
	for (unsigned i = 0; i < sizeof pt_regs_order; i++)
		if (!s->plan->inside || pt_regs_order[i] != RBX)
			emit_store(c, pt_regs_order[i], RSP, WORD(i));
	if (s->plan->syscall) {
		emit_syscall_number(c, s, RAX, WORD(EBPFC_PARAMETER_AX));
		emit_store(c, RAX, RSP, WORD(EBPFC_PARAMETER_ORIG_AX));
	} else {
		emit_store_imm(c, -1, RSP, WORD(EBPFC_PARAMETER_ORIG_AX));
	}
	emit_store_imm(c, 0x33, RSP, WORD(EBPFC_PARAMETER_CS)); /* __USER_CS */
	emit_store_imm(c, 0x2b, RSP, WORD(EBPFC_PARAMETER_SS)); /* __USER_DS */
	if (s->plan->inside) {
		emit_load(c, RAX, RBX, 0);
		emit_store(c, RAX, RSP, WORD(EBPFC_PARAMETER_BX));
		emit_load(c, RAX, RBX, 8);
		emit_store(c, RAX, RSP, WORD(EBPFC_PARAMETER_FLAGS));
		emit_lea(c, RAX, RBX, 8 + 8 + 128);
	} else {
		emit_store_imm(c, 0x202, RSP, WORD(EBPFC_PARAMETER_FLAGS)); /* dead at a call: reserved bit, IF */
		emit_lea(c, RAX, RSP, s->size + (s->returning && !s->plan->syscall ? 8 : 0));
	}
	emit_store(c, RAX, RSP, WORD(EBPFC_PARAMETER_SP));
	if (s->returning && !s->plan->syscall) {
		emit_tls_load(c, R11, EBPFC__THREAD(top));
		emit_load(c, RAX, R11, -(int32_t)sizeof(struct ebpfc__frame));
	} else {
		emit_move_imm(c, RAX, s->plan->address);
	}
	emit_store(c, RAX, RSP, WORD(EBPFC_PARAMETER_IP));
}

static void close_frame(struct code *c, const struct stage *s)
{
	if (!s->full) {
		for (unsigned i = 0; i < s->spilled; i++)
			emit_load(c, parameter_registers[i], RSP, s->at_spilled + 8 * (int32_t)i);
		emit_load(c, RAX, RSP, s->at_rax);
		emit_load(c, R11, RSP, s->at_r11);
		emit_lea(c, RSP, RSP, s->size);
		return;
	}
	for (unsigned i = 0; i < sizeof caller_saved; i++)
		emit_load(c, caller_saved[i], RSP, pt_regs_offset(caller_saved[i]));
	if (s->vectors)
		emit_load(c, R12, RSP, pt_regs_offset(R12));
	if (s->plan->inside) {
		emit_move(c, RSP, RBX);
		EMIT(c, 0x5b); /* pop %rbx */
		EMIT(c, 0x9d); /* popfq */
		emit_lea(c, RSP, RSP, 128);
	} else {
		emit_lea(c, RSP, RSP, s->size);
	}
}

/* ---- Calling programs --------------------------------------------------------------------------------------- */

static void load_parameter(struct code *c, const struct stage *s, const struct ebpfc_probe *probe, unsigned i)
{
	const struct ebpfc_handler *h = probe->handler;
	enum reg target = parameter_registers[i];
	uint8_t parameter = h->parameters[i];
	enum reg source;

	if (parameter == EBPFC_PARAMETER_SELF) {
		emit_move_imm(c, target, (uint64_t)h->self);
	} else if (parameter == EBPFC_PARAMETER_COOKIE) {
		emit_move_imm(c, target, h->cookie);
	} else if (parameter == EBPFC_PARAMETER_FUNC_IP) {
		emit_move_imm(c, target, probe->address);
	} else if (s->full) {
		emit_load(c, target, RSP, WORD(parameter));
	} else if (parameter == EBPFC_PARAMETER_SP) {
		emit_lea(c, target, RSP, s->size + (s->returning && !s->plan->syscall ? 8 : 0));
	} else if (parameter == EBPFC_PARAMETER_ORIG_AX && s->plan->syscall) {
		emit_syscall_number(c, s, target, s->at_rax);
	} else if (parameter == EBPFC_PARAMETER_IP && s->returning && !s->plan->syscall) {
		emit_tls_load(c, target, EBPFC__THREAD(top));
		emit_load(c, target, target, -(int32_t)sizeof(struct ebpfc__frame));
	} else if (parameter == EBPFC_PARAMETER_IP) {
		emit_move_imm(c, target, probe->address);
	} else if (parameter >= sizeof pt_regs_order) {
		emit_move_imm(c, target, parameter == EBPFC_PARAMETER_CS      ? 0x33
					 : parameter == EBPFC_PARAMETER_SS    ? 0x2b
					 : parameter == EBPFC_PARAMETER_FLAGS ? 0x202
									      : ~0ull);
	} else {
		source = pt_regs_order[parameter];
		if (source == RAX || source == R11) {
			emit_load(c, target, RSP, source == RAX ? s->at_rax : s->at_r11);
			return;
		}
		for (unsigned k = 0; k < s->spilled; k++)
			if (parameter_registers[k] == source) { /* an earlier move may have overwritten it */
				emit_load(c, target, RSP, s->at_spilled + 8 * (int32_t)k);
				return;
			}
		if (source != target)
			emit_move(c, target, source);
	}
}

/* Runs a program that keeps the registers: right here if it can be copied, which saves two far branches. */
static void run_preserved(struct code *c, const struct ebpfc_handler *h)
{
	struct label body = { .count = 0 }, after = { .count = 0 };

	if (!h->body || c->used + h->body > EBPFC__TRAMPOLINE_MAX / 2) {
		emit_call(c, (uint64_t)h->function);
	} else if (h->falls_through) {
		emit_bytes(c, h->function, h->body - 1u);
	} else {
		EMIT(c, 0xe8);
		emit_label_use(c, &body);
		emit_jump_label(c, &after);
		emit_label(c, &body);
		emit_bytes(c, h->function, h->body);
		emit_label(c, &after);
	}
}

static void call_program(struct code *c, const struct stage *s, const struct ebpfc_probe *probe)
{
	const struct ebpfc_handler *h = probe->handler;

	if (h->hits) {
		emit_move_imm(c, R11, (uint64_t)h->hits);
		EMIT(c, 0x49, 0xff, 0x03); /* incq (%r11) */
	}
	if (h->form == EBPFC_HANDLER_PRESERVED) {
		for (unsigned i = 0; i < h->parameter_count; i++)
			load_parameter(c, s, probe, i);
		run_preserved(c, h);
		return;
	}
	emit_move_imm(c, RAX, (uint64_t)h);
	emit_tls_store(c, RAX, EBPFC__THREAD(handler));
	if (s->vectors) {
		emit_move(c, RDI, RSP);
		save_vectors(c);
	} else {
		emit_move(c, RDI, RSP);
	}
	emit_move_imm(c, RSI, (uint64_t)h->self);
	emit_call(c, (uint64_t)h->function);
	if (s->vectors) {
		emit_move(c, R11, RAX);
		restore_vectors(c);
		emit_move(c, RAX, R11);
	}
}

/* Jumps over a program that wants another system call than this one. */
static void skip_other_calls(struct code *c, const struct stage *s, const struct ebpfc_probe *probe, struct label *next)
{
	if (!s->plan->syscall || probe->nr < 0 || probe->site_nr >= 0)
		return;
	emit_syscall_number(c, s, R11, s->full ? WORD(EBPFC_PARAMETER_AX) : s->at_rax);
	EMIT(c, 0x41, 0x81, 0xfb); /* cmp $nr, %r11d */
	emit_u32(c, (uint32_t)probe->nr);
	emit_jump_if(c, IF_NOT_EQUAL, next);
}

static bool any_override(const struct ebpfc_probe *probes)
{
	for (; probes; probes = probes->next)
		if (probes->handler->may_override && probes->kind == EBPFC_PROBE_ENTRY)
			return true;
	return false;
}

static const struct ebpfc_probe *replacement(const struct ebpfc_probe *probes)
{
	const struct ebpfc_probe *last = NULL;

	for (; probes; probes = probes->next)
		if (probes->kind == EBPFC_PROBE_REPLACE)
			last = probes;
	return last;
}

/* Frame closed and result in place: back to the caller. */
static void return_early(struct code *c, const struct stage *s)
{
	emit_store(c, RAX, RSP, s->full ? WORD(EBPFC_PARAMETER_AX) : s->at_rax);
	if (s->guarded)
		emit_tls_store_imm(c, 0, EBPFC__THREAD(guard));
	close_frame(c, s);
	EMIT(c, 0xc3);
}

/* Runs the programs of one stage between saving and restoring. */
static void run_stage(struct code *c, struct stage *s)
{
	const struct ebpfc_probe *replace = s->returning ? NULL : replacement(s->plan->probes);
	bool any = false;

	for (const struct ebpfc_probe *p = s->plan->probes; p; p = p->next)
		any |= runs_at(p, s->returning);
	if (!any)
		return;
	open_frame(c, s);
	if (s->guarded) {
		emit_tls_test(c, EBPFC__THREAD(guard));
		emit_jump_if(c, IF_NOT_EQUAL, &s->busy);
		emit_label(c, &s->claim);
		emit_tls_store(c, RSP, EBPFC__THREAD(guard));
	}
	for (const struct ebpfc_probe *p = s->plan->probes; p; p = p->next)
		if (runs_at(p, s->returning) && p->kind != EBPFC_PROBE_REPLACE) {
			struct label next = { .count = 0 };

			skip_other_calls(c, s, p, &next);
			call_program(c, s, p);
			emit_label(c, &next);
		}
	if (!s->returning && any_override(s->plan->probes)) {
		struct label run = { .count = 0 };

		emit_tls_test(c, EBPFC__THREAD(overridden));
		emit_jump_if(c, IF_EQUAL, &run);
		emit_tls_store_imm(c, 0, EBPFC__THREAD(overridden));
		emit_tls_load(c, RAX, EBPFC__THREAD(override_result));
		return_early(c, s);
		emit_label(c, &run);
	}
	if (replace) {
		call_program(c, s, replace);
		return_early(c, s);
	} else if (s->guarded) {
		emit_tls_store_imm(c, 0, EBPFC__THREAD(guard));
	}
	emit_label(c, &s->leave);
	close_frame(c, s);
}

/* ---- Returns ------------------------------------------------------------------------------------------------ */

#define FRAME ((int32_t)sizeof(struct ebpfc__frame))
#define FRAME_RET (-FRAME)
#define FRAME_SLOT (-FRAME + 8)

/* Saves and restores what a caller may keep in registers across a slow path, flags included where noted. */
static void call_slow(struct code *c, uint64_t function, int32_t slot_offset)
{
	for (unsigned i = 0; i < sizeof caller_saved; i++)
		if (caller_saved[i] != R11)
			emit_store(c, caller_saved[i], RSP, 8 * (int32_t)i);
	emit_lea(c, RDI, RSP, slot_offset);
	emit_call(c, function);
	emit_move(c, R11, RAX);
	for (unsigned i = 0; i < sizeof caller_saved; i++)
		if (caller_saved[i] != R11)
			emit_load(c, caller_saved[i], RSP, 8 * (int32_t)i);
}

/* A program runs on this thread already: count the hit and run none, unless that program was left long ago. */
static void refuse_stage(struct code *c, struct stage *s)
{
	if (!s->busy.count)
		return;
	emit_label(c, &s->busy);
	emit_lea(c, RSP, RSP, -96);
	call_slow(c, (uint64_t)ebpfc__guard_is_stale, 96);
	emit_lea(c, RSP, RSP, 96);
	EMIT(c, 0x4d, 0x85, 0xdb); /* test %r11, %r11 */
	emit_jump_if(c, IF_NOT_EQUAL, &s->claim);
	emit_tls_increment(c, EBPFC__THREAD(missed));
	for (const struct ebpfc_probe *p = s->plan->probes; p; p = p->next)
		if (runs_at(p, s->returning) && p->handler->misses) {
			emit_move_imm(c, R11, (uint64_t)p->handler->misses);
			EMIT(c, 0x49, 0xff, 0x03); /* incq (%r11) */
		}
	emit_jump_label(c, &s->leave);
}

/* Takes the return address off the stack and calls the function; falls through when it has returned. */
static void enter_function(struct code *c, struct label *moved, struct label *slow, struct label *push)
{
	emit_store(c, R11, RSP, -16);
	emit_tls_load(c, R11, EBPFC__THREAD(top));
	emit_memory(c, 0x3b, RSP, R11, FRAME_SLOT); /* cmp slot of the newest frame, %rsp */
	emit_jump_if(c, IF_ABOVE_OR_EQUAL, slow);
	emit_tls(c, 0x3b, R11, EBPFC__THREAD(limit)); /* cmp %fs:limit, %r11 */
	emit_jump_if(c, IF_ABOVE_OR_EQUAL, slow);
	emit_label(c, push);
	/* A signal may push and pop above us at any point from here: the frame is claimed before it is filled. */
	emit_lea(c, R11, R11, FRAME);
	emit_tls_store(c, R11, EBPFC__THREAD(top));
	emit_store(c, RSP, R11, FRAME_SLOT);
	EMIT(c, 0x41, 0x8f, 0x43, (uint8_t)FRAME_RET); /* pop FRAME_RET(%r11) */
	emit_load(c, R11, RSP, -24);
	EMIT(c, 0xe8);
	emit_label_use(c, moved);
}

/* Drops what is stale; pushes after all, or runs the function without a return probe. */
static void enter_slowly(struct code *c, struct label *moved, struct label *slow, struct label *push)
{
	struct label refused = { .count = 0 };

	emit_label(c, slow);
	emit_lea(c, RSP, RSP, -(8 * 9 + 16 + 16)); /* 104: r11 was saved 16 below the slot */
	call_slow(c, (uint64_t)ebpfc__shadow_make_room, 104);
	EMIT(c, 0x4d, 0x85, 0xdb); /* test %r11, %r11 */
	emit_load(c, R11, RSP, 104 - 16);
	emit_lea(c, RSP, RSP, 104);
	emit_jump_if(c, IF_NOT_EQUAL, &refused);
	emit_tls_load(c, R11, EBPFC__THREAD(top));
	emit_jump_label(c, push);
	emit_label(c, &refused);
	emit_jump_label(c, moved);
}

/* The stack pointer is at the slot, which held our address. Puts the return address back and returns. */
static void leave_function(struct code *c, struct label *slow, struct label *back)
{
	emit_store(c, R11, RSP, -8);
	emit_store(c, RAX, RSP, -16);
	emit_tls_load(c, R11, EBPFC__THREAD(top));
	emit_memory(c, 0x3b, RSP, R11, FRAME_SLOT);
	emit_jump_if(c, IF_NOT_EQUAL, slow);
	emit_load(c, RAX, R11, FRAME_RET);
	emit_store(c, RAX, RSP, 0);
	emit_store_imm(c, 0, R11, FRAME_SLOT); /* whoever claims it next has not filled it */
	emit_lea(c, R11, R11, -FRAME);
	emit_tls_store(c, R11, EBPFC__THREAD(top));
	emit_label(c, back);
	emit_load(c, RAX, RSP, -16);
	emit_load(c, R11, RSP, -8);
	EMIT(c, 0xc3);
}

static void leave_slowly(struct code *c, struct label *slow, struct label *back)
{
	emit_label(c, slow);
	emit_load(c, RAX, RSP, -16);
	emit_lea(c, RSP, RSP, -104);
	call_slow(c, (uint64_t)ebpfc__shadow_take, 104);
	emit_store(c, R11, RSP, 104);
	emit_lea(c, RSP, RSP, 104);
	emit_jump_label(c, back);
}

static bool any_return(const struct ebpfc_probe *probes)
{
	for (; probes; probes = probes->next)
		if (probes->kind == EBPFC_PROBE_RETURN)
			return true;
	return false;
}

/* ---- The whole ---------------------------------------------------------------------------------------------- */

static enum ebpfc__refusal write_trampoline(struct code *c, const struct ebpfc__trampoline_plan *plan)
{
	struct label moved = { .count = 0 }, slow_entry = { .count = 0 }, slow_exit = { .count = 0 };
	struct label push = { .count = 0 }, back = { .count = 0 };
	struct stage entering, leaving;
	bool returns = any_return(plan->probes);
	enum ebpfc__refusal refusal;
	size_t size;

	plan_stage(&entering, plan, false);
	plan_stage(&leaving, plan, true);
	run_stage(c, &entering);
	if (returns) {
		enter_function(c, &moved, &slow_entry, &push);
		emit_lea(c, RSP, RSP, -8);
		run_stage(c, &leaving);
		leave_function(c, &slow_exit, &back);
	}
	emit_label(c, &moved);
	if (c->failed)
		return EBPFC__REFUSAL_NO_MEMORY;
	size = c->room - c->used;
	refusal = ebpfc__relocate(plan->window, c->write + c->used, emit_here(c), &size);
	if (refusal)
		return refusal;
	for (unsigned i = 0; i < plan->window->count; i++)
		plan->window->moved[i] = (uint16_t)(plan->window->moved[i] + c->used);
	c->used += (uint32_t)size;
	EMIT(c, 0x0f, 0x0b); /* what follows is reached by jumps only */
	refuse_stage(c, &entering);
	refuse_stage(c, &leaving);
	if (returns) {
		enter_slowly(c, &moved, &slow_entry, &push);
		leave_slowly(c, &slow_exit, &back);
	}
	return c->failed ? EBPFC__REFUSAL_OUT_OF_REACH : EBPFC__REFUSAL_NONE;
}

static bool any_sysret(const struct ebpfc_probe *probes)
{
	for (; probes; probes = probes->next)
		if (probes->kind == EBPFC_PROBE_SYSRET)
			return true;
	return false;
}

/*
 * The instructions before a system call, the programs, and the call: in its old place when nobody wants its result,
 * so that nothing about it changes; else here, the stack pointer being what it would be there. Threads that sleep in
 * the old one return to the old place either way.
 */
static enum ebpfc__refusal write_syscall_trampoline(struct code *c, const struct ebpfc__trampoline_plan *plan)
{
	uint64_t old = (uint64_t)plan->window->start + plan->window->length;
	struct stage entering, leaving;
	enum ebpfc__refusal refusal;
	size_t size = c->room;

	plan_stage(&entering, plan, false);
	plan_stage(&leaving, plan, true);
	if (!plan->makes_call) {
		plan->window->ends = true; /* we go on ourselves */
		refusal = ebpfc__relocate(plan->window, c->write, c->address, &size);
		if (refusal)
			return refusal;
		c->used = (uint32_t)size;
	}
	run_stage(c, &entering);
	if (any_sysret(plan->probes) || plan->makes_call) {
		if (plan->probes->site_nr < 0)
			emit_tls_store(c, RAX, EBPFC__THREAD(syscall_nr));
		EMIT(c, 0x0f, 0x05);
		run_stage(c, &leaving);
		old += plan->makes_call ? 0 : 2;
	}
	emit_jump(c, old);
	refuse_stage(c, &entering);
	refuse_stage(c, &leaving);
	return c->failed ? EBPFC__REFUSAL_OUT_OF_REACH : EBPFC__REFUSAL_NONE;
}

static enum ebpfc__refusal write_any(struct code *c, const struct ebpfc__trampoline_plan *plan)
{
	return plan->syscall ? write_syscall_trampoline(c, plan) : write_trampoline(c, plan);
}

enum ebpfc__refusal ebpfc__trampoline_build(const struct ebpfc__trampoline_plan *plan, struct ebpfc__block *block)
{
	uint8_t draft[EBPFC__TRAMPOLINE_MAX];
	uint64_t near = (uint64_t)plan->window->start;
	struct code c = { .write = draft, .address = near, .room = sizeof draft };
	enum ebpfc__refusal refusal;

	/* Once for its size, as if beside the site, and once in its place, where calls may have to reach further. */
	refusal = write_any(&c, plan);
	for (uint32_t slack = 0; !refusal; slack += 512) {
		if (ebpfc__arena_take(near, REACH, c.used + slack, block))
			return EBPFC__REFUSAL_OUT_OF_REACH;
		struct code final = { .write = block->write, .address = block->address, .room = (uint32_t)block->size };
		refusal = write_any(&final, plan);
		if (!refusal)
			return EBPFC__REFUSAL_NONE;
		ebpfc__arena_give(block);
		if (slack < sizeof draft)
			refusal = EBPFC__REFUSAL_NONE;
	}
	return refusal;
}
