/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "patch.h"

#include "quiesce.h"
#include "stop.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/membarrier.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#define INT3 0xcc

/* ---- Routes: where the SIGTRAP handler sends a thread -------------------------------------------------------- */

struct route {
	uint64_t from, to;
};

/* Sorted by `from`; replaced as a whole, and freed when no handler can be reading it. */
struct routes {
	size_t count;
	struct route rows[];
};

static struct routes *_Atomic routes;
static _Atomic unsigned readers;
static struct sigaction previous_trap;

static const struct route *find_route(const struct routes *table, uint64_t from)
{
	size_t low = 0, high = table ? table->count : 0;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (table->rows[middle].from == from)
			return &table->rows[middle];
		if (table->rows[middle].from < from)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static uint64_t route_of(uint64_t from)
{
	const struct route *row;
	uint64_t to;

	atomic_fetch_add(&readers, 1);
	row = find_route(atomic_load(&routes), from);
	to = row ? row->to : 0;
	atomic_fetch_sub(&readers, 1);
	return to;
}

static int by_from(const void *a, const void *b)
{
	const struct route *left = a, *right = b;

	return left->from < right->from ? -1 : left->from > right->from;
}

static void publish(struct routes *table)
{
	struct routes *old = atomic_exchange(&routes, table);

	while (atomic_load(&readers)) /* a handler may hold the old table; it does so for nanoseconds */
		sched_yield();
	free(old);
}

/* The current routes with room for more. */
static struct routes *copy_routes(size_t more)
{
	const struct routes *old = atomic_load(&routes);
	size_t count = old ? old->count : 0;
	struct routes *table = malloc(sizeof *table + (count + more) * sizeof *table->rows);

	if (!table)
		return NULL;
	table->count = count;
	if (count)
		memcpy(table->rows, old->rows, count * sizeof *table->rows);
	return table;
}

bool ebpfc__trap_route(uint64_t address, uint64_t to)
{
	struct routes *table = copy_routes(1);
	struct route *row;
	size_t kept = 0;

	if (!table)
		return false;
	row = (struct route *)(uintptr_t)find_route(table, address);
	if (!row)
		row = &table->rows[table->count++];
	*row = (struct route){ address, to };
	for (size_t i = 0; i < table->count; i++)
		if (table->rows[i].to)
			table->rows[kept++] = table->rows[i];
	table->count = kept;
	qsort(table->rows, table->count, sizeof *table->rows, by_from);
	publish(table);
	return true;
}

/* Not ours: as if we had never been there. */
static void forward_trap(int signal, siginfo_t *info, void *raw)
{
	if (previous_trap.sa_flags & SA_SIGINFO) {
		previous_trap.sa_sigaction(signal, info, raw);
	} else if (previous_trap.sa_handler == SIG_DFL) {
		sigaction(SIGTRAP, &previous_trap, NULL);
		raise(SIGTRAP); /* delivered when this handler returns */
	} else if (previous_trap.sa_handler != SIG_IGN) {
		previous_trap.sa_handler(signal);
	}
}

static void on_trap(int signal, siginfo_t *info, void *raw)
{
	ucontext_t *context = raw;
	uint64_t address = (uint64_t)context->uc_mcontext.gregs[REG_RIP] - 1;
	int saved;

	/*
	 * No call of the C library up to here and in here: its functions may have breakpoints of ours themselves. The
	 * kernel says SI_KERNEL for int3; a debugger's or raise's trap has another code.
	 */
	if (info->si_code == SI_KERNEL) {
		uint64_t to = route_of(address);

		if (!to && *(const volatile uint8_t *)address != INT3)
			to = address; /* the breakpoint was taken out while the signal was on its way */
		if (to) {
			context->uc_mcontext.gregs[REG_RIP] = (greg_t)to;
			return;
		}
	}
	saved = errno;
	forward_trap(signal, info, raw);
	errno = saved;
}

static bool claim_trap(void)
{
	struct sigaction action = { .sa_sigaction = on_trap, .sa_flags = SA_SIGINFO | SA_NODEFER | SA_ONSTACK }, now;

	sigemptyset(&action.sa_mask);
	if (sigaction(SIGTRAP, NULL, &now))
		return false;
	if ((now.sa_flags & SA_SIGINFO) && now.sa_sigaction == on_trap)
		return true;
	previous_trap = now;
	return sigaction(SIGTRAP, &action, NULL) == 0;
}

/* ---- Writing ------------------------------------------------------------------------------------------------ */

/*
 * Through /proc/self/mem, which needs no page to be writable and executable at once. Where a security module denies
 * that, the page is made writable for the moment.
 */
struct writer {
	int fd;
};

static bool write_code(const struct writer *w, uint64_t address, const uint8_t *bytes, size_t size)
{
	uint64_t page = address & ~4095ull;
	size_t span = (size_t)(address + size - page + 4095) & ~(size_t)4095;

	if (w->fd >= 0 && pwrite(w->fd, bytes, size, (off_t)address) == (ssize_t)size)
		return true;
	if (mprotect((void *)page, span, PROT_READ | PROT_WRITE | PROT_EXEC))
		return false;
	for (size_t i = 0; i < size; i++)
		((volatile uint8_t *)address)[i] = bytes[i];
	mprotect((void *)page, span, PROT_READ | PROT_EXEC);
	return true;
}

void ebpfc__sync_cores(void)
{
	static bool registered;

	if (!registered)
		registered = !syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_SYNC_CORE, 0, 0);
	if (!registered || syscall(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED_SYNC_CORE, 0, 0))
		/* Changing a mapping interrupts every core that runs this process, which serves as well. */
		mprotect((void *)((uint64_t)&registered & ~4095ull), 4096, PROT_READ | PROT_WRITE);
}

/* ---- The protocol ------------------------------------------------------------------------------------------- */

/* Moves a thread that stands on an instruction inside a patch; the first one is covered by its breakpoint. */
static void move_pc(uint64_t *pc, enum ebpfc__pc_kind kind)
{
	uint64_t to = route_of(kind == EBPFC__PC_TRAPPED ? *pc - 1 : *pc);

	if (!to || kind == EBPFC__PC_IN_SYSCALL)
		return;
	/* Our handler has not run yet and will look one byte back, where it then finds no breakpoint. */
	*pc = kind == EBPFC__PC_TRAPPED ? to + 1 : to;
}

static bool add_routes(const struct ebpfc__patch *patches, size_t count)
{
	const struct routes *old = atomic_load(&routes);
	struct routes *table;
	size_t more = 0;

	for (size_t i = 0; i < count; i++)
		more += patches[i].count;
	table = copy_routes(more);
	if (!table)
		return false;
	for (size_t i = 0; i < count; i++)
		for (unsigned k = 0; k < patches[i].count && !patches[i].refusal; k++) {
			struct route new = { patches[i].address + patches[i].at[k], patches[i].to[k] };
			const struct route *there = find_route(old, new.from); /* a breakpoint that stays */

			if (there)
				table->rows[there - old->rows].to = new.to;
			else
				table->rows[table->count++] = new;
		}
	qsort(table->rows, table->count, sizeof *table->rows, by_from);
	publish(table);
	return true;
}

/* Takes out what add_routes added, but for breakpoints that stay. */
static void remove_routes(const struct ebpfc__patch *patches, size_t count)
{
	struct routes *table = copy_routes(0);
	size_t kept = 0;

	if (!table)
		return; /* stale routes lead to code that is kept while they are there */
	for (size_t i = 0; i < count; i++)
		for (unsigned k = 0; k < patches[i].count && !patches[i].refusal; k++) {
			struct route *row = (struct route *)(uintptr_t)find_route(table, patches[i].address + patches[i].at[k]);

			if (row && patches[i].bytes[0] != INT3)
				row->to = 0;
		}
	for (size_t i = 0; i < table->count; i++)
		if (table->rows[i].to)
			table->rows[kept++] = table->rows[i];
	table->count = kept;
	publish(table);
}

enum step { STEP_BREAKPOINTS, STEP_TAILS, STEP_HEADS, STEP_UNDO };

static bool write_step(const struct writer *w, const struct ebpfc__patch *p, enum step step)
{
	uint8_t bytes[EBPFC__PATCH_MAX];

	switch (step) {
	case STEP_BREAKPOINTS:
		memcpy(bytes, p->old, p->size);
		for (unsigned k = 0; k < p->count; k++)
			bytes[p->at[k]] = INT3;
		return write_code(w, p->address, bytes, p->size);
	case STEP_TAILS:
		return p->size < 2 || write_code(w, p->address + 1, p->bytes + 1, p->size - 1u);
	case STEP_HEADS:
		return p->bytes[0] == INT3 || write_code(w, p->address, p->bytes, 1);
	case STEP_UNDO:
		return write_code(w, p->address, p->old, p->size);
	}
	return false;
}

static void write_all(const struct writer *w, struct ebpfc__patch *patches, size_t count, enum step step)
{
	for (size_t i = 0; i < count; i++)
		if (!patches[i].refusal && !write_step(w, &patches[i], step))
			patches[i].refusal = EBPFC__REFUSAL_NOT_EXECUTABLE;
	ebpfc__sync_cores();
}

/* ---- Without breakpoints: all threads stand still ------------------------------------------------------------- */

struct batch {
	struct ebpfc__patch *patches;
	size_t count;
	int fd;
};

/* No function of the C library: a stopped thread may hold any of its locks. */
static void write_stopped(void *arg)
{
	const struct batch *batch = arg;

	for (size_t i = 0; i < batch->count; i++) {
		struct ebpfc__patch *p = &batch->patches[i];
		long written;

		if (p->refusal)
			continue;
		register long offset __asm__("r10") = (long)p->address;
		__asm__ volatile("syscall"
				 : "=a"(written)
				 : "a"(SYS_pwrite64), "D"(batch->fd), "S"(p->bytes), "d"((long)p->size), "r"(offset)
				 : "rcx", "r11", "memory");
		if (written != p->size)
			p->refusal = EBPFC__REFUSAL_NOT_EXECUTABLE;
	}
}

/* Where a thread blocks SIGTRAP, so that a breakpoint that it met would kill the process. */
static enum ebpfc__refusal apply_stopped(struct ebpfc__patch *patches, size_t count)
{
	struct batch batch = { patches, count, open("/proc/self/mem", O_RDWR | O_CLOEXEC) };
	struct ebpfc__stopped_work work = { .visitor.pc = move_pc, .work = write_stopped, .arg = &batch };
	enum ebpfc__refusal refusal = EBPFC__REFUSAL_TRAP_BLOCKED;

	for (size_t i = 0; i < count; i++)
		if (!patches[i].refusal && patches[i].bytes[0] == INT3)
			patches[i].refusal = EBPFC__REFUSAL_TRAP_BLOCKED; /* one that would stay */
	if (batch.fd >= 0 && add_routes(patches, count)) {
		if (!ebpfc__stop_world(&work))
			refusal = EBPFC__REFUSAL_NONE;
		ebpfc__sync_cores();
		remove_routes(patches, count);
	}
	if (batch.fd >= 0)
		close(batch.fd);
	return refusal;
}

enum ebpfc__refusal ebpfc__patch_apply(struct ebpfc__patch *patches, size_t count)
{
	struct writer w = { .fd = -1 };
	enum ebpfc__refusal refusal = EBPFC__REFUSAL_NONE;
	bool between = false, any = false;

	for (size_t i = 0; i < count; i++) {
		struct ebpfc__patch *p = &patches[i];

		if (!p->refusal && memcmp((const void *)p->address, p->old, p->size))
			p->refusal = EBPFC__REFUSAL_TAKEN;
		any |= !p->refusal;
		between |= !p->refusal && p->count > 1;
	}
	if (!any)
		return EBPFC__REFUSAL_NONE;
	if (ebpfc__traps_allowed())
		return apply_stopped(patches, count);
	if (!claim_trap() || !add_routes(patches, count))
		return EBPFC__REFUSAL_NO_MEMORY;
	w.fd = open("/proc/self/mem", O_RDWR | O_CLOEXEC);
	write_all(&w, patches, count, STEP_BREAKPOINTS);
	if (between)
		refusal = ebpfc__quiesce(&(struct ebpfc__visitor){ .pc = move_pc });
	if (refusal) {
		write_all(&w, patches, count, STEP_UNDO);
	} else {
		write_all(&w, patches, count, STEP_TAILS);
		write_all(&w, patches, count, STEP_HEADS);
	}
	if (w.fd >= 0)
		close(w.fd);
	remove_routes(patches, count);
	return refusal;
}
