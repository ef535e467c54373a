/* SPDX-License-Identifier: MIT */
/*
 * Maps and helpers for programs that are compiled to eBPF and natively.
 *
 * The native side works on the same maps of the same runtime: an array element by its address, as the runtime's own
 * inline function finds it, everything else through the very helper that compiled eBPF calls. bpf_loop is a loop and
 * bpf_tail_call a call in tail position: what one writes in C.
 */
#ifndef BENCH_MAPS_H
#define BENCH_MAPS_H

#include "bench.h"

enum {
	BPF_MAP_TYPE_HASH = 1,
	BPF_MAP_TYPE_ARRAY = 2,
	BPF_MAP_TYPE_PROG_ARRAY = 3,
	BPF_MAP_TYPE_PERCPU_ARRAY = 6,
	BPF_MAP_TYPE_LRU_HASH = 9,
	BPF_MAP_TYPE_LPM_TRIE = 11,
};
enum { BPF_ANY, BPF_NOEXIST, BPF_EXIST };
enum { BPF_F_NO_PREALLOC = 1 };
enum { XDP_ABORTED, XDP_DROP, XDP_PASS, XDP_TX, XDP_REDIRECT };

#define MAP_FIELDS(TYPE, KEY, VALUE, ENTRIES, FLAGS) \
	int (*type)[BPF_MAP_TYPE_##TYPE];            \
	KEY *key;                                    \
	VALUE *value;                                \
	int (*max_entries)[ENTRIES];                 \
	int (*map_flags)[FLAGS]

#ifdef __bpf__

#define MAP(NAME, TYPE, KEY, VALUE, ENTRIES, FLAGS)                \
	struct {                                                   \
		MAP_FIELDS(TYPE, KEY, VALUE, ENTRIES, FLAGS);      \
	} NAME __attribute__((section(".maps"), used))

struct xdp_md {
	u32 data;
	u32 data_end;
	u32 data_meta;
	u32 ingress_ifindex;
	u32 rx_queue_index;
	u32 egress_ifindex;
};

static void *(*const bpf_map_lookup_elem)(void *map, const void *key) = (void *)1;
static long (*const bpf_map_update_elem)(void *map, const void *key, const void *value, u64 flags) = (void *)2;
static long (*const bpf_map_delete_elem)(void *map, const void *key) = (void *)3;
static u64 (*const bpf_ktime_get_ns)(void) = (void *)5;
static long (*const bpf_tail_call)(void *ctx, void *map, u32 index) = (void *)12;
static long (*const bpf_loop)(u32 count, void *callback, void *ctx, u64 flags) = (void *)181;

char bench_license[] __attribute__((section("license"), used)) = "GPL";

#else

#include <ebpfc.h>

#define xdp_md ebpfc_xdp

/* One thing that the harness fills in before the first call: a map by name or a helper by number. */
struct bench_binding {
	const char *map;
	u32 helper;
	void *slot;
};

#define BIND(ROW, ...)                                                                                         \
	static const struct bench_binding ROW __attribute__((section("bench_bindings"), used, aligned(8))) = { __VA_ARGS__ }

#define MAP(NAME, TYPE, KEY, VALUE, ENTRIES, FLAGS)               \
	static struct {                                           \
		MAP_FIELDS(TYPE, KEY, VALUE, ENTRIES, FLAGS);     \
		struct ebpfc_map *handle;                         \
	} NAME;                                                   \
	BIND(bind_##NAME, #NAME, 0, &NAME.handle)

#define HELPER(ID, NAME)                     \
	static ebpfc_helper_fn NAME;         \
	BIND(bind_##NAME, 0, ID, &NAME)

static struct ebpfc_instance *bench_self;

HELPER(1, helper_lookup);
HELPER(2, helper_update);
HELPER(3, helper_delete);
HELPER(5, helper_ktime_get_ns);

/* Called by the harness; `find_helper` gives NULL for what the program does not use. */
__attribute__((visibility("default"))) void bench_bind(struct ebpfc_instance *self,
						       void *(*find_map)(struct ebpfc_instance *, const char *),
						       void *(*find_helper)(struct ebpfc_instance *, u32));
void bench_bind(struct ebpfc_instance *self, void *(*find_map)(struct ebpfc_instance *, const char *),
		void *(*find_helper)(struct ebpfc_instance *, u32))
{
	extern const struct bench_binding __start_bench_bindings[], __stop_bench_bindings[];

	bench_self = self;
	for (const struct bench_binding *row = __start_bench_bindings; row < __stop_bench_bindings; row++) {
		void *found = row->map ? find_map(self, row->map) : find_helper(self, row->helper);

		__builtin_memcpy(row->slot, &found, sizeof(found));
	}
}

ALWAYS_INLINE void *bench_lookup(struct ebpfc_map *map, const void *key, u32 type, u32 value_size, u32 entries)
{
	if (type == BPF_MAP_TYPE_ARRAY) {
		u32 index = *(const u32 *)key;

		return index < entries ? map->values + (u64)index * ((value_size + 7) & ~7u) : 0;
	}
	return (void *)helper_lookup((u64)map, (u64)key, 0, 0, 0, bench_self);
}

#define bpf_map_lookup_elem(map, key)                                                                \
	bench_lookup((map)->handle, key, sizeof(*(map)->type) / sizeof(int), sizeof(*(map)->value), \
		     sizeof(*(map)->max_entries) / sizeof(int))
#define bpf_map_update_elem(map, key, value, flags) \
	((long)helper_update((u64)(map)->handle, (u64)(key), (u64)(value), flags, 0, bench_self))
#define bpf_map_delete_elem(map, key) ((long)helper_delete((u64)(map)->handle, (u64)(key), 0, 0, 0, bench_self))
#define bpf_ktime_get_ns() helper_ktime_get_ns(0, 0, 0, 0, 0, bench_self)

ALWAYS_INLINE long bpf_loop(u32 count, long (*callback)(u64 index, void *ctx), void *ctx, u64 flags)
{
	(void)flags;
	for (u32 i = 0; i < count; i++)
		if (callback(i, ctx))
			return i + 1;
	return count;
}

#endif
#endif
