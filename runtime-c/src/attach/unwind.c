/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "unwind.h"

#include "attach.h"
#include "shadow.h"

#include <dlfcn.h>
#include <link.h>
#include <stdlib.h>

/* Where an unwinder begins to walk the stack: Itanium C++ ABI, level I, and what GNU added to it. */
static const char *const beginnings[] = {
	"_Unwind_RaiseException",
	"_Unwind_Resume_or_Rethrow",
	"_Unwind_ForcedUnwind",
	"_Unwind_Backtrace",
};

#define BEGINNINGS (sizeof beginnings / sizeof *beginnings)
#define UNWINDERS_MAX 16u /* different ones in one process */

static const struct ebpfc_handler restore = {
	.function = (void *)(uintptr_t)ebpfc__shadow_restore,
	.form = EBPFC_HANDLER_CONTEXT,
};

static struct ebpfc_probe probes[UNWINDERS_MAX * BEGINNINGS];
static size_t probe_count;

static void add(uint64_t address)
{
	for (size_t i = 0; i < probe_count; i++)
		if (probes[i].address == address)
			return;
	if (probe_count == sizeof probes / sizeof *probes)
		return;
	probes[probe_count].address = address;
	probes[probe_count].handler = &restore;
	probe_count++;
}

/* dlsym looks into what a module depends on as well, so the same addresses come many times. */
static int visit_module(struct dl_phdr_info *info, size_t size, void *unused)
{
	void *module = dlopen(info->dlpi_name[0] ? info->dlpi_name : NULL, RTLD_LAZY | RTLD_NOLOAD);

	(void)size;
	(void)unused;
	if (!module)
		return 0;
	for (size_t i = 0; i < BEGINNINGS; i++) {
		void *address = dlsym(module, beginnings[i]);

		if (address)
			add((uint64_t)address);
	}
	dlclose(module);
	return 0;
}

void ebpfc__unwind_prepare(void)
{
	struct ebpfc_probe *batch[sizeof probes / sizeof *probes];
	size_t first = probe_count;

	/* The C library loads this one when a thread is cancelled or a backtrace is taken: too late for us. */
	if (!first)
		dlopen("libgcc_s.so.1", RTLD_LAZY | RTLD_NODELETE);
	dl_iterate_phdr(visit_module, NULL);
	for (size_t i = first; i < probe_count; i++)
		batch[i - first] = &probes[i];
	if (probe_count > first)
		ebpfc_attach(batch, probe_count - first);
}

bool ebpfc__returns_twice(uint64_t address)
{
	static const char *const names[] = { "vfork", "setjmp", "_setjmp", "__sigsetjmp", "sigsetjmp", "getcontext" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if ((uint64_t)dlsym(RTLD_DEFAULT, names[i]) == address)
			return true;
	return false;
}
