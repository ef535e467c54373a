/* SPDX-License-Identifier: MIT */
/* attach_plain.bpf.c - calls helpers of every kind from a probe; attach_plain.c looks whether the probed code notices. */
#include <linux/bpf.h>
#include <linux/types.h>

#include <bpf/bpf_helpers.h>

struct value {
	__u64 words[12]; /* large enough for compilers to want vectors, or memcpy */
};

#define MAP(NAME, TYPE, KEY, VALUE)                    \
	struct {                                       \
		__uint(type, BPF_MAP_TYPE_##TYPE);     \
		__uint(max_entries, 64);               \
		__type(key, KEY);                      \
		__type(value, VALUE);                  \
	} NAME SEC(".maps")

MAP(hash, HASH, struct value, struct value);
MAP(lru, LRU_HASH, __u64, struct value);
MAP(per_cpu, PERCPU_ARRAY, __u32, struct value);
MAP(done, ARRAY, __u32, __u64);

struct {
	__uint(type, BPF_MAP_TYPE_QUEUE);
	__uint(max_entries, 8);
	__type(value, struct value);
} queue SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1 << 16);
} ring SEC(".maps");

static void mark(__u32 step, __u64 amount)
{
	__u64 *slot = bpf_map_lookup_elem(&done, &step);

	if (slot)
		*slot += amount;
}

static long in_loop(__u32 i, void *arg)
{
	*(__u64 *)arg += i;
	return 0;
}

SEC("uprobe/:probed") int maps(void *ctx)
{
	struct value key = {}, value = {};
	__u64 small = bpf_get_prandom_u32() & 127;
	__u32 zero = 0;
	struct value *found;

	key.words[3] = small;
	for (int i = 0; i < 12; i++)
		value.words[i] = small + i;
	mark(0, bpf_map_update_elem(&hash, &key, &value, BPF_ANY) == 0);
	found = bpf_map_lookup_elem(&hash, &key);
	mark(1, found && found->words[11] == small + 11);
	mark(2, bpf_map_delete_elem(&hash, &key) == 0);
	mark(3, bpf_map_update_elem(&lru, &small, &value, BPF_ANY) == 0);
	found = bpf_map_lookup_elem(&per_cpu, &zero);
	if (found)
		*found = value;
	mark(4, found != 0);
	mark(5, bpf_map_push_elem(&queue, &value, BPF_EXIST) == 0);
	mark(6, bpf_map_pop_elem(&queue, &key) == 0 && key.words[5] == small + 5);
	return 0;
}

SEC("uprobe/:probed") int others(void *ctx)
{
	__u64 sum = 0, *record = bpf_ringbuf_reserve(&ring, 64, 0);

	mark(7, record != 0);
	if (record) {
		record[0] = bpf_ktime_get_ns();
		bpf_ringbuf_discard(record, 0);
	}
	mark(8, bpf_loop(10, in_loop, &sum, 0) == 10 && sum == 45);
	mark(9, bpf_get_smp_processor_id() < 4096 && bpf_ktime_get_boot_ns() != 0);
	return 0;
}

/* Through the C library. */
SEC("uprobe/:probed") int heavy(void *ctx)
{
	char text[32] = {}, name[16] = {};
	__u64 word;

	mark(10, bpf_probe_read_user(&word, sizeof word, (void *)64) < 0);
	mark(11, bpf_get_current_comm(name, sizeof name) == 0 && name[0]);
	mark(12, bpf_strncmp(name, sizeof name, "attach_plain") >= -1);
	mark(13, (bpf_get_current_pid_tgid() >> 32) != 0);
	(void)text;
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
