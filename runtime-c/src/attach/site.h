/* SPDX-License-Identifier: MIT */
/*
 * site.h - the places of this process that are patched, and how a new one would be.
 */
#ifndef EBPFC_ATTACH_SITE_H
#define EBPFC_ATTACH_SITE_H

#include "arena.h"
#include "attach.h"
#include "regions.h"
#include "relocate.h"

#define EBPFC__JUMP_BYTES 5u
#define EBPFC__HOP_BYTES 2u

struct ebpfc_site {
	uint64_t address; /* of the first byte that is overwritten */
	struct ebpfc_probe *probes;
	struct ebpfc__window window;
	uint8_t means;
	uint8_t refusal; /* why not by a jump */
	uint8_t saved[EBPFC__JUMP_BYTES], saved_hole[EBPFC__JUMP_BYTES];
	uint8_t *hole; /* EBPFC_MEANS_HOP: where the long jump stands */
	struct ebpfc__block block;
	bool armed, touched, failed, checked;
	bool syscall;   /* programs run after the overwritten instructions, before a system call */
	bool makes_call; /* the system call itself is overwritten, by a breakpoint: the trampoline makes it */
};

/*
 * The table is sorted by address and guarded by the patcher's lock.
 *
 * Finds or plans the site of a probe, and enters it into the table: how it will be patched, and with which
 * instructions to move. Sets `probe->site`.
 */
enum ebpfc__refusal ebpfc__site_for(struct ebpfc_probe *probe, const struct ebpfc__regions *regions);

/*
 * For all new sites of a batch at once: those that other functions jump into come down a rung, or are marked failed,
 * with the reason in `refusal`.
 */
void ebpfc__sites_check_entered(struct ebpfc_probe *const *probes, size_t count, const struct ebpfc__regions *regions);

/* Forgets a site that has no probes. */
void ebpfc__site_remove(struct ebpfc_site *site);

#endif /* EBPFC_ATTACH_SITE_H */
