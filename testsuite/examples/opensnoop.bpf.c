/* SPDX-License-Identifier: MIT */
/*
 * opensnoop - the files that a process opens, as it opens them.
 *
 *	clang -O2 -g --target=bpf -I/usr/include/$(uname -m)-linux-gnu -c opensnoop.bpf.c
 *	ebpfc trace opensnoop.bpf.o -- cat /etc/hostname
 *	ebpfc trace -p PID opensnoop.bpf.o
 *
 * Prints one line for each file, and its name again through bpf_printk when it could not be opened.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct sys_enter {
	__u64 common;
	__s64 nr;
	__u64 args[6];
};

struct sys_exit {
	__u64 common;
	__s64 nr;
	__s64 result;
};

struct event {
	__u32 pid;
	__s32 result; /* a descriptor, or -errno */
	char command[16];
	char file[104];
};

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1 << 18);
	__type(value, struct event);
} opens SEC(".maps");

/* The names of files between entry and exit, by thread. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u64);
	__type(value, __u64);
} opening SEC(".maps");

SEC("tracepoint/syscalls/sys_enter_openat") int at_open(struct sys_enter *ctx)
{
	__u64 thread = bpf_get_current_pid_tgid(), name = ctx->args[1];

	bpf_map_update_elem(&opening, &thread, &name, BPF_ANY);
	return 0;
}

SEC("tracepoint/syscalls/sys_exit_openat") int at_opened(struct sys_exit *ctx)
{
	__u64 thread = bpf_get_current_pid_tgid(), *name;
	struct event *event;

	name = bpf_map_lookup_elem(&opening, &thread);
	if (!name)
		return 0;
	event = bpf_ringbuf_reserve(&opens, sizeof *event, 0);
	if (event) {
		event->pid = thread >> 32;
		event->result = (__s32)ctx->result;
		bpf_get_current_comm(event->command, sizeof event->command);
		bpf_probe_read_user_str(event->file, sizeof event->file, (void *)*name);
		if (ctx->result < 0)
			bpf_printk("%s: error %d", event->file, -(__s32)ctx->result);
		bpf_ringbuf_submit(event, 0);
	}
	bpf_map_delete_elem(&opening, &thread);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
