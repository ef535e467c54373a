/* SPDX-License-Identifier: MIT */
/*
 * map_fuzz.c - the same random operations on a map of the kernel, through bpf(2), and on ours: the same results,
 * the same errors, the same contents. 20,000 operations for each kind of map; with --long 1,000,000.
 * Exit status 77 where bpf(2) is not permitted.
 */
#define _GNU_SOURCE
#include <linux/bpf.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "map_test.h"

#define MAX_KEY 64
#define MAX_VALUE 2048

static uint64_t seed = 88172645463325252ull;
static long step;
static const char *kind_name;

static uint64_t rnd(uint64_t n)
{
	return test_random(&seed) % n;
}

static int kernel(int command, union bpf_attr *attr)
{
	long r = syscall(SYS_bpf, command, attr, sizeof(*attr));

	return r < 0 ? -errno : (int)r;
}

#define PTR(p) ((uint64_t)(uintptr_t)(p))

/* A kind of map: how it is made, how many different keys are tried, and what is special about it. */
struct kind {
	const char *name;
	uint32_t type, key_size, value_size, max_entries, flags, keys;
	enum { PLAIN, TRIE, FIFO, BLOOM, OUTER } special;
};

static const struct kind kinds[] = {
	{"array", BPF_MAP_TYPE_ARRAY, 4, 8, 50, 0, 60, PLAIN},
	{"array, odd values", BPF_MAP_TYPE_ARRAY, 4, 13, 7, 0, 10, PLAIN},
	{"per-CPU array", BPF_MAP_TYPE_PERCPU_ARRAY, 4, 12, 20, 0, 25, PLAIN},
	{"hash", BPF_MAP_TYPE_HASH, 4, 8, 100, 0, 150, PLAIN},
	{"hash, full", BPF_MAP_TYPE_HASH, 8, 16, 8, 0, 40, PLAIN},
	{"hash of one", BPF_MAP_TYPE_HASH, 2, 1, 1, 0, 3, PLAIN},
	{"hash, long keys", BPF_MAP_TYPE_HASH, 37, 5, 60, 0, 80, PLAIN},
	{"hash, big values", BPF_MAP_TYPE_HASH, 12, 1000, 30, 0, 40, PLAIN},
	{"hash, not preallocated", BPF_MAP_TYPE_HASH, 4, 8, 64, BPF_F_NO_PREALLOC, 90, PLAIN},
	{"per-CPU hash", BPF_MAP_TYPE_PERCPU_HASH, 8, 20, 40, 0, 60, PLAIN},
	{"LRU hash", BPF_MAP_TYPE_LRU_HASH, 4, 8, 10000, 0, 200, PLAIN},
	{"LRU per-CPU hash", BPF_MAP_TYPE_LRU_PERCPU_HASH, 4, 8, 10000, 0, 200, PLAIN},
	{"trie, IPv4", BPF_MAP_TYPE_LPM_TRIE, 8, 8, 100, BPF_F_NO_PREALLOC, 0, TRIE},
	{"trie, full", BPF_MAP_TYPE_LPM_TRIE, 6, 3, 12, BPF_F_NO_PREALLOC, 0, TRIE},
	{"trie, IPv6", BPF_MAP_TYPE_LPM_TRIE, 20, 16, 200, BPF_F_NO_PREALLOC, 0, TRIE},
	{"queue", BPF_MAP_TYPE_QUEUE, 0, 8, 10, 0, 0, FIFO},
	{"stack", BPF_MAP_TYPE_STACK, 0, 7, 10, 0, 0, FIFO},
	{"queue of one", BPF_MAP_TYPE_QUEUE, 0, 24, 1, 0, 0, FIFO},
	{"bloom filter", BPF_MAP_TYPE_BLOOM_FILTER, 0, 8, 1000, 0, 0, BLOOM},
	{"array of maps", BPF_MAP_TYPE_ARRAY_OF_MAPS, 4, 4, 10, 0, 13, OUTER},
	{"hash of maps", BPF_MAP_TYPE_HASH_OF_MAPS, 4, 4, 10, 0, 15, OUTER},
	{"ring buffer", BPF_MAP_TYPE_RINGBUF, 0, 0, 4096, 0, 0, PLAIN},
	{"stack traces", BPF_MAP_TYPE_STACK_TRACE, 4, 80, 10, 0, 20, PLAIN},
	{"CPU map", BPF_MAP_TYPE_CPUMAP, 4, 4, 2, 0, 0, PLAIN},
};

static uint32_t key_size, value_size, user_size;
static int fd;
static struct ebpfc_map *ours;
static struct ebpfc_session *session;

#define INNERS 4
static int inner_fds[INNERS];
static uint32_t inner_ids[INNERS], kernel_ids[INNERS];

static void differ(const char *operation, int kernels, int our)
{
	fprintf(stderr, "%s, step %ld, %s: the kernel gives %d, ours %d\n", kind_name, step, operation, kernels, our);
	exit(1);
}

static void same(const char *operation, int kernels, int our)
{
	if (kernels != our)
		differ(operation, kernels, our);
}

static void make_key(const struct kind *k, uint8_t *key)
{
	memset(key, 0, MAX_KEY);
	if (k->special == TRIE) {
		/* few distinct bits, so that prefixes nest; now and then one that is too long */
		uint32_t bits = (uint32_t)rnd((key_size - 4) * 8 + 1 + (rnd(50) == 0));

		memcpy(key, &bits, 4);
		for (uint32_t i = 4; i < key_size; i++)
			key[i] = (uint8_t)(rnd(3) ? 0 : 0x80 >> rnd(8));
		return;
	}
	uint32_t n = k->keys ? (uint32_t)rnd(k->keys) : 0;
	for (uint32_t i = 0; i < key_size; i++)
		key[i] = (uint8_t)(i < 4 ? n >> 8 * i : n * (i + 1));
}

static uint64_t make_flags(void)
{
	static const uint64_t flags[] = {0, 0, 0, BPF_NOEXIST, BPF_EXIST, 3, BPF_F_LOCK};

	return rnd(20) == 0 ? 8 : flags[rnd(sizeof(flags) / sizeof(*flags))];
}

static void values_equal(const char *operation, const uint8_t *a, const uint8_t *b)
{
	uint32_t stride = user_size == value_size ? value_size : (value_size + 7u) & ~7u;

	for (uint32_t at = 0; at < user_size; at += stride)
		if (memcmp(a + at, b + at, value_size)) {
			fprintf(stderr, "%s, step %ld, %s: values differ at %u\n", kind_name, step, operation, at);
			exit(1);
		}
}

static void update(const struct kind *k)
{
	uint8_t key[MAX_KEY], value[MAX_VALUE], other[MAX_VALUE];
	union bpf_attr a = {.map_fd = (uint32_t)fd, .key = key_size ? PTR(key) : 0, .value = PTR(value), .flags = make_flags()};
	int r, o;

	make_key(k, key);
	for (uint32_t i = 0; i < user_size; i++)
		value[i] = (uint8_t)rnd(256);
	memcpy(other, value, sizeof(other));
	if (k->special == BLOOM)
		memset(value + 1, 0, 7), memset(other + 1, 0, 7), other[0] = value[0];
	if (k->special == OUTER) {
		uint32_t i = (uint32_t)rnd(INNERS);

		memcpy(value, &inner_fds[i], 4);
		memcpy(other, &inner_ids[i], 4);
	}
	if (k->type == BPF_MAP_TYPE_CPUMAP)
		return; /* needs CPUs and threads of the kernel's */
	r = kernel(BPF_MAP_UPDATE_ELEM, &a);
	o = ebpfc__map_user_update(ours, key_size ? key : NULL, other, a.flags);
	same("update", r, o);
	if (k->special == BLOOM && r == 0)
		same("peek after push", 0, ebpfc__map_user_lookup(ours, NULL, other, 0));
}

static void read_back(const struct kind *k, const char *operation, int command)
{
	uint8_t key[MAX_KEY], a_value[MAX_VALUE] = {0}, b_value[MAX_VALUE] = {0};
	uint64_t flags = rnd(30) == 0 ? rnd(2) ? BPF_F_LOCK : 1 : 0;
	union bpf_attr a = {.map_fd = (uint32_t)fd, .key = key_size ? PTR(key) : 0, .value = PTR(a_value), .flags = flags};
	int r, o;

	make_key(k, key);
	if (k->special == BLOOM) { /* false positives differ: only what must be is compared */
		if (!flags)
			return;
	}
	r = kernel(command, &a);
	o = command == BPF_MAP_LOOKUP_ELEM
		    ? ebpfc__map_user_lookup(ours, key_size ? key : NULL, b_value, flags)
		    : ebpfc__map_user_lookup_and_delete(ours, key_size ? key : NULL, b_value, flags);
	same(operation, r, o);
	if (k->special == OUTER && r == 0) {
		for (int i = 0; i < INNERS; i++)
			if (memcmp(a_value, &kernel_ids[i], 4) == 0)
				same("inner map", 0, memcmp(b_value, &inner_ids[i], 4));
		return;
	}
	if (r == 0)
		values_equal(operation, a_value, b_value);
}

static void delete(const struct kind *k)
{
	uint8_t key[MAX_KEY];
	union bpf_attr a = {.map_fd = (uint32_t)fd, .key = key_size ? PTR(key) : 0};

	if (!key_size) /* the kernel insists on a key of no bytes being given or not, type by type */
		return;
	make_key(k, key);
	same("delete", kernel(BPF_MAP_DELETE_ELEM, &a), ebpfc__map_user_delete(ours, key));
}

static int compare_keys(const void *a, const void *b)
{
	return memcmp(a, b, key_size);
}

/* Walk both from the first key: tries in the same order, the others the same set. */
static void walk(const struct kind *k)
{
	static uint8_t a_keys[20000][MAX_KEY], b_keys[20000][MAX_KEY];
	uint32_t n = 0, m = 0;
	int r, o;

	if (!key_size) {
		uint8_t next[8];
		union bpf_attr a = {.map_fd = (uint32_t)fd, .next_key = PTR(next)};

		same("first key", kernel(BPF_MAP_GET_NEXT_KEY, &a), ebpfc__map_next_key(ours, NULL, next));
		return;
	}
	do {
		union bpf_attr a = {.map_fd = (uint32_t)fd, .key = n ? PTR(a_keys[n - 1]) : 0, .next_key = PTR(a_keys[n])};

		r = kernel(BPF_MAP_GET_NEXT_KEY, &a);
	} while (!r && ++n < 20000);
	do
		o = ebpfc__map_next_key(ours, m ? b_keys[m - 1] : NULL, b_keys[m]);
	while (!o && ++m < 20000);
	same("end of walk", r, o);
	same("number of keys", (int)n, (int)m);
	if (k->special != TRIE) {
		qsort(a_keys, n, MAX_KEY, compare_keys);
		qsort(b_keys, m, MAX_KEY, compare_keys);
	}
	for (uint32_t i = 0; i < n; i++)
		same("key of walk", 0, memcmp(a_keys[i], b_keys[i], key_size));

	/* from a key that may be absent */
	uint8_t key[MAX_KEY], next[MAX_KEY], other[MAX_KEY];
	union bpf_attr a = {.map_fd = (uint32_t)fd, .key = PTR(key), .next_key = PTR(next)};
	make_key(k, key);
	if (k->special == TRIE || k->type == BPF_MAP_TYPE_ARRAY) {
		r = kernel(BPF_MAP_GET_NEXT_KEY, &a);
		o = ebpfc__map_next_key(ours, key, other);
		same("next of any key", r, o);
		if (!r)
			same("next of any key", 0, memcmp(next, other, key_size));
	}
}

static void batch(const struct kind *k)
{
	static uint8_t a_keys[64 * MAX_KEY], b_keys[64 * MAX_KEY], a_values[64 * MAX_VALUE], b_values[64 * MAX_VALUE];
	uint32_t count = 1 + (uint32_t)rnd(20), n;
	union bpf_attr a = {0};
	uint64_t flags = make_flags();
	bool update_it = rnd(2);
	int r;

	if (k->special != PLAIN && k->special != TRIE)
		return;
	for (uint32_t i = 0; i < count; i++) {
		uint8_t key[MAX_KEY];

		make_key(k, key);
		memcpy(a_keys + i * key_size, key, key_size);
	}
	for (uint32_t i = 0; i < count * user_size; i++)
		a_values[i] = (uint8_t)rnd(256);
	memcpy(b_keys, a_keys, sizeof(a_keys));
	memcpy(b_values, a_values, sizeof(a_values));
	a.batch.map_fd = (uint32_t)fd;
	a.batch.keys = PTR(a_keys);
	a.batch.values = PTR(a_values);
	a.batch.count = n = count;
	a.batch.elem_flags = update_it ? flags & BPF_F_LOCK : 0;
	if (update_it) {
		r = kernel(BPF_MAP_UPDATE_BATCH, &a);
		same("update batch", r, ebpfc__map_update_batch(ours, b_keys, b_values, &n, a.batch.elem_flags, 0));
		if (r == 0 || r == -E2BIG || r == -ENOSPC)
			same("updated", (int)a.batch.count, (int)n);
	} else {
		a.batch.values = 0;
		r = kernel(BPF_MAP_DELETE_BATCH, &a);
		same("delete batch", r, ebpfc__map_delete_batch(ours, b_keys, &n, 0, 0));
		if (r == 0 || r == -ENOENT)
			same("deleted", (int)a.batch.count, (int)n);
	}
}

static int create_kernel(const struct kind *k, int inner)
{
	union bpf_attr a = {.map_type = k->type,
			    .key_size = k->key_size,
			    .value_size = k->value_size,
			    .max_entries = k->max_entries,
			    .map_flags = k->flags,
			    .inner_map_fd = (uint32_t)inner};

	return kernel(BPF_MAP_CREATE, &a);
}

/* Whose keys are there whatever happens. */
static bool is_array(uint32_t type)
{
	return type == BPF_MAP_TYPE_ARRAY || type == BPF_MAP_TYPE_PERCPU_ARRAY || type == BPF_MAP_TYPE_CPUMAP;
}

static void run(const struct kind *k, long steps)
{
	struct ebpfc_map_attr attr = {.size = sizeof(attr),
				      .type = k->type,
				      .key_size = k->key_size,
				      .value_size = k->value_size,
				      .max_entries = k->max_entries,
				      .flags = k->flags};
	struct ebpfc_map *inner[INNERS] = {NULL};

	kind_name = k->name;
	key_size = k->key_size;
	value_size = k->value_size;
	for (int i = 0; k->special == OUTER && i < INNERS; i++) {
		const struct kind in = {.type = BPF_MAP_TYPE_HASH, .key_size = 4, .value_size = i == 3 ? 16 : 8, .max_entries = 5};
		struct bpf_map_info info = {0};
		union bpf_attr a = {0};

		inner_fds[i] = create_kernel(&in, 0);
		a.info.bpf_fd = (uint32_t)inner_fds[i];
		a.info.info = PTR(&info);
		a.info.info_len = sizeof(info);
		CHECK_IS(kernel(BPF_OBJ_GET_INFO_BY_FD, &a), 0);
		kernel_ids[i] = info.id;
		inner[i] = test_map(session, in.type, 4, in.value_size, 5, 0);
		inner_ids[i] = ebpfc__map_id(inner[i]);
		attr.inner = inner[0];
	}
	fd = create_kernel(k, inner_fds[0]);
	same("create", 0, fd < 0 ? fd : 0);
	same("create", 0, ebpfc__map_create(session, &attr, &ours));
	user_size = (uint32_t)ebpfc__map_user_value_size(ours);
	CHECK(user_size <= MAX_VALUE);
	for (step = 0; step < steps; step++) {
		uint64_t what = rnd(100);

		if (what < 45)
			update(k);
		else if (what < 70)
			read_back(k, "lookup", BPF_MAP_LOOKUP_ELEM);
		else if (what < 80)
			read_back(k, "lookup and delete", BPF_MAP_LOOKUP_AND_DELETE_ELEM);
		else if (what < 97)
			delete(k);
		else if (what < 99)
			batch(k);
		else if (k->max_entries < 1000 ? rnd(4) == 0 : rnd(40) == 0)
			walk(k);
		/* empty it now and then, so that both ends are seen */
		if (rnd(2000) == 0 && key_size && k->special != OUTER) {
			uint8_t key[MAX_KEY];

			while (!is_array(k->type) && ebpfc__map_next_key(ours, NULL, key) == 0) {
				union bpf_attr a = {.map_fd = (uint32_t)fd, .key = PTR(key)};
				int r = kernel(BPF_MAP_DELETE_ELEM, &a);

				same("empty", r, ebpfc__map_user_delete(ours, key));
				CHECK(r == 0);
			}
		}
	}
	union bpf_attr a = {.map_fd = (uint32_t)fd};
	same("freeze", kernel(BPF_MAP_FREEZE, &a), ebpfc__map_freeze(ours));
	same("freeze again", kernel(BPF_MAP_FREEZE, &a), ebpfc__map_freeze(ours));
	update(k);
	printf("%s: %ld operations alike\n", k->name, step);
	ebpfc__map_destroy(ours);
	close(fd);
	for (int i = 0; k->special == OUTER && i < INNERS; i++) {
		ebpfc__map_destroy(inner[i]);
		close(inner_fds[i]);
	}
}

/* Random attributes: what BPF_MAP_CREATE refuses, and how. */
static void creation(long steps)
{
	static const uint32_t types[] = {
		BPF_MAP_TYPE_HASH, BPF_MAP_TYPE_ARRAY, BPF_MAP_TYPE_PERCPU_HASH, BPF_MAP_TYPE_PERCPU_ARRAY,
		BPF_MAP_TYPE_LRU_HASH, BPF_MAP_TYPE_LRU_PERCPU_HASH, BPF_MAP_TYPE_LPM_TRIE, BPF_MAP_TYPE_QUEUE,
		BPF_MAP_TYPE_STACK, BPF_MAP_TYPE_RINGBUF, BPF_MAP_TYPE_BLOOM_FILTER, BPF_MAP_TYPE_STACK_TRACE,
		BPF_MAP_TYPE_PROG_ARRAY, BPF_MAP_TYPE_PERF_EVENT_ARRAY, BPF_MAP_TYPE_USER_RINGBUF};
	static const uint32_t sizes[] = {0, 1, 4, 4, 4, 5, 8, 16, 300, 40000, 5u << 20, 0x80000000u};
	static const uint32_t entries[] = {0, 1, 3, 16, 4096, 5000};
	static const uint32_t flags[] = {0, 0, 0, 1, 1, 2, 4, 8, 16, 24, 32, 64, 128, 256, 384, 1024, 2048, 4096, 1u << 30};

	kind_name = "creation";
	for (step = 0; step < steps; step++) {
		struct ebpfc_map_attr b = {.size = sizeof(b), .type = types[rnd(sizeof(types) / sizeof(*types))]};
		union bpf_attr a = {0};
		struct ebpfc_map *map;
		int r, o;

		a.map_type = b.type;
		a.key_size = b.key_size = sizes[rnd(sizeof(sizes) / sizeof(*sizes))];
		a.value_size = b.value_size = sizes[rnd(sizeof(sizes) / sizeof(*sizes))];
		a.max_entries = b.max_entries = entries[rnd(sizeof(entries) / sizeof(*entries))];
		a.map_flags = b.flags = flags[rnd(sizeof(flags) / sizeof(*flags))];
		if (rnd(8) == 0)
			a.map_extra = b.map_extra = rnd(20);
		if ((uint64_t)b.value_size * b.max_entries > 4u << 20 && b.value_size < 1u << 30)
			continue; /* the kernel's memory, not its rules */
		if (b.flags & BPF_F_NUMA_NODE)
			a.numa_node = 0;
		r = kernel(BPF_MAP_CREATE, &a);
		o = ebpfc__map_create(session, &b, &map);
		if ((r < 0 ? r : 0) != o)
			fprintf(stderr, "type %u key %u value %u entries %u flags %#x extra %llu\n", b.type, b.key_size,
				b.value_size, b.max_entries, b.flags, (unsigned long long)b.map_extra);
		same("create", r < 0 ? r : 0, o);
		if (r >= 0)
			close(r);
		if (o == 0)
			ebpfc__map_destroy(map);
	}
}

int main(int argc, char **argv)
{
	bool all = argc > 1 && strcmp(argv[1], "--long") == 0;
	long steps = all ? 1000000 : 20000;
	int probe = create_kernel(&kinds[3], 0);

	if (probe < 0) {
		printf("bpf(2) is not permitted here: %s\n", strerror(-probe));
		return 77;
	}
	close(probe);
	setvbuf(stdout, NULL, _IOLBF, 0);
	session = test_session();
	if (argc > 2)
		seed = strtoull(argv[2], NULL, 0);
	creation(all ? 4000 : 1000);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		/* the kernel waits for a grace period at every change of a map of maps */
		run(&kinds[i], kinds[i].special == OUTER ? steps / 100 : steps);
	ebpfc__session_close(session);
	return 0;
}
