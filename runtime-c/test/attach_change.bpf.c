/* SPDX-License-Identifier: MIT */
/* attach_change.bpf.c - programs that change what functions return. */
#include <linux/bpf.h>
#include <linux/ptrace.h>
#include <linux/types.h>

#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

/* Seven is answered here. */
SEC("uprobe/:answer") int override(struct pt_regs *ctx)
{
	if (PT_REGS_PARM1(ctx) == 7)
		bpf_override_return(ctx, 4200000000042);
	return 0;
}

/* Attached as ureplace: the function itself. */
SEC("uprobe/:answer") long replace(struct pt_regs *ctx)
{
	return PT_REGS_PARM1(ctx) * 3;
}

char LICENSE[] SEC("license") = "GPL";
