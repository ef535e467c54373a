/* SPDX-License-Identifier: MIT */
/*
 * bashreadline - the lines that are typed into a shell.
 *
 *	clang -O2 -g --target=bpf -D__TARGET_ARCH_x86 -I/usr/include/$(uname -m)-linux-gnu -c bashreadline.bpf.c
 *	ebpfc trace bashreadline.bpf.o -- bash
 *	ebpfc trace -p PID bashreadline.bpf.o
 */
#include <linux/bpf.h>
#include <linux/ptrace.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

struct event {
	__u32 pid;
	char line[124];
};

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1 << 16);
	__type(value, struct event);
} lines SEC(".maps");

SEC("uretprobe//bin/bash:readline") int BPF_KRETPROBE(at_line, const char *line)
{
	struct event *event;

	if (!line)
		return 0;
	event = bpf_ringbuf_reserve(&lines, sizeof *event, 0);
	if (!event)
		return 0;
	event->pid = bpf_get_current_pid_tgid() >> 32;
	bpf_probe_read_user_str(event->line, sizeof event->line, line);
	bpf_ringbuf_submit(event, 0);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
