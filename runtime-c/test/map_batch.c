/* SPDX-License-Identifier: MIT */
/*
 * map_batch.c - the same random batches on a map of the kernel, through bpf(2), and on ours: the same results, the
 * same counts, the same contents. 2,000 batches for each kind of map; with --long 100,000. Exit status 77 where
 * bpf(2) is not permitted.
 */
#define _GNU_SOURCE
#include <linux/bpf.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "map_test.h"

#define MAX_COUNT 400u
#define MAX_KEY 16u
#define MAX_VALUE 256u

static const struct kind {
	const char *name;
	uint32_t type, key_size, value_size, max_entries, flags, keys;
	bool buckets; /* walked by bucket: a small room may not do */
} kinds[] = {
	{"array", BPF_MAP_TYPE_ARRAY, 4, 8, 50, 0, 60, false},
	{"array, odd values", BPF_MAP_TYPE_ARRAY, 4, 13, 7, 0, 10, false},
	{"per-CPU array", BPF_MAP_TYPE_PERCPU_ARRAY, 4, 12, 20, 0, 25, false},
	{"hash", BPF_MAP_TYPE_HASH, 4, 8, 100, 0, 150, true},
	{"hash, full", BPF_MAP_TYPE_HASH, 8, 16, 8, 0, 40, true},
	{"hash, not preallocated", BPF_MAP_TYPE_HASH, 12, 5, 64, BPF_F_NO_PREALLOC, 90, true},
	{"per-CPU hash", BPF_MAP_TYPE_PERCPU_HASH, 8, 20, 40, 0, 60, true},
	{"LRU hash", BPF_MAP_TYPE_LRU_HASH, 4, 8, 10000, 0, 200, true},
	{"trie", BPF_MAP_TYPE_LPM_TRIE, 8, 8, 100, BPF_F_NO_PREALLOC, 60, false},
	{"queue", BPF_MAP_TYPE_QUEUE, 0, 8, 10, 0, 1, false},
	{"ring buffer", BPF_MAP_TYPE_RINGBUF, 0, 0, 4096, 0, 1, false},
};

static uint64_t seed = 0x9e3779b97f4a7c15ull;
static const struct kind *kind;
static long step;
static int fd;
static struct ebpfc_map *ours;
static uint32_t value_size; /* as user space moves it */
static uint8_t keys[MAX_COUNT * MAX_KEY], values[MAX_COUNT * MAX_VALUE];

static uint32_t rnd(uint32_t n)
{
	return (uint32_t)(test_random(&seed) % n);
}

static int kernel(int command, union bpf_attr *attr)
{
	long r = syscall(SYS_bpf, command, attr, sizeof(*attr));

	return r < 0 ? -errno : (int)r;
}

#define PTR(p) ((uint64_t)(uintptr_t)(p))

static void same(const char *operation, long kernels, long our)
{
	if (kernels == our)
		return;
	fprintf(stderr, "%s, step %ld, %s: the kernel gives %ld, ours %ld\n", kind->name, step, operation, kernels, our);
	exit(1);
}

static void random_key(uint8_t *key)
{
	uint32_t n = rnd(kind->keys);

	memset(key, 0, MAX_KEY);
	if (kind->type == BPF_MAP_TYPE_LPM_TRIE) {
		uint32_t bits = n % 34; /* sometimes too long */

		memcpy(key, &bits, 4);
		key[4] = (uint8_t)(n * 8);
	} else {
		memcpy(key, &n, 4 < kind->key_size ? 4 : kind->key_size);
	}
}

static void random_batch(uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		uint8_t key[MAX_KEY];

		random_key(key);
		memcpy(keys + (size_t)i * kind->key_size, key, kind->key_size);
	}
	for (size_t i = 0; i < (size_t)count * value_size; i++)
		values[i] = (uint8_t)rnd(256);
}

static uint32_t random_flags(void)
{
	return rnd(12) ? 0 : rnd(8);
}

static void update(void)
{
	uint32_t count = rnd(40), flags = random_flags();

	random_batch(count);

	union bpf_attr a = {.batch = {.keys = PTR(keys), .values = PTR(values), .count = count, .map_fd = (uint32_t)fd,
				      .elem_flags = flags}};
	int theirs = kernel(BPF_MAP_UPDATE_BATCH, &a);
	int our = ebpfc__map_update_batch(ours, keys, values, &count, flags, 0);

	same("update_batch", theirs, our);
	if (theirs != -524)
		same("count of update_batch", a.batch.count, count);
}

static void delete(void)
{
	uint32_t count = rnd(6), flags = random_flags();

	random_batch(count);

	union bpf_attr a = {.batch = {.keys = PTR(keys), .count = count, .map_fd = (uint32_t)fd, .elem_flags = flags}};
	int theirs = kernel(BPF_MAP_DELETE_BATCH, &a);
	int our = ebpfc__map_delete_batch(ours, keys, &count, flags, 0);

	same("delete_batch", theirs, our);
	if (theirs != -524)
		same("count of delete_batch", a.batch.count, count);
}

struct element {
	uint8_t key[MAX_KEY];
	uint8_t value[MAX_VALUE];
};

static int compare(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(struct element));
}

static void keep(struct element *list, uint32_t *length, uint32_t count)
{
	size_t piece = kind->value_size, stride = (piece + 7) & ~(size_t)7;

	for (uint32_t i = 0; i < count; i++) {
		struct element *e = &list[(*length)++];

		memset(e, 0, sizeof(*e));
		memcpy(e->key, keys + (size_t)i * kind->key_size, kind->key_size);
		/* not what rounds per-CPU values up */
		for (size_t at = 0, cpu = 0; at + piece <= value_size; at += stride, cpu++)
			memcpy(e->value + cpu * piece, values + (size_t)i * value_size + at, piece);
	}
}

/* Walk both to the end, in steps of `room`. */
static void walk(bool take)
{
	static struct element theirs[MAX_COUNT], our[MAX_COUNT];
	uint32_t room = kind->buckets ? 100 + rnd(200) : 1 + rnd(80), their_length = 0, our_length = 0, flags = random_flags();
	uint8_t cursor[MAX_KEY], next[MAX_KEY];
	int command = take ? BPF_MAP_LOOKUP_AND_DELETE_BATCH : BPF_MAP_LOOKUP_BATCH, their_end, our_end;
	bool first = true;

	do {
		union bpf_attr a = {.batch = {.in_batch = first ? 0 : PTR(cursor), .out_batch = PTR(next), .keys = PTR(keys),
					      .values = PTR(values), .count = room, .map_fd = (uint32_t)fd,
					      .elem_flags = flags}};

		their_end = kernel(command, &a);
		if (!their_end || their_end == -ENOENT)
			keep(theirs, &their_length, a.batch.count);
		memcpy(cursor, next, sizeof(cursor));
		first = false;
	} while (!their_end && their_length + room <= MAX_COUNT);
	first = true;
	do {
		uint32_t count = room;

		our_end = take ? ebpfc__map_lookup_and_delete_batch(ours, first ? NULL : cursor, cursor, keys, values, &count,
								    flags, 0)
			       : ebpfc__map_lookup_batch(ours, first ? NULL : cursor, cursor, keys, values, &count, flags, 0);
		if (!our_end || our_end == -ENOENT)
			keep(our, &our_length, count);
		first = false;
	} while (!our_end && our_length + room <= MAX_COUNT);
	same(take ? "end of lookup_and_delete_batch" : "end of lookup_batch", their_end, our_end);
	same("length of the walk", their_length, our_length);
	if (kind->type != BPF_MAP_TYPE_LPM_TRIE && !kind->buckets) /* in the same order */
		same("order of the walk", 0, memcmp(theirs, our, sizeof(*our) * our_length));
	qsort(theirs, their_length, sizeof(*theirs), compare);
	qsort(our, our_length, sizeof(*our), compare);
	same("contents", 0, memcmp(theirs, our, sizeof(*our) * our_length));
}

/* No element at all, and a cursor past the end. */
static void edges(void)
{
	uint8_t cursor[MAX_KEY];
	uint32_t count = 0;
	union bpf_attr a = {.batch = {.out_batch = PTR(cursor), .keys = PTR(keys), .values = PTR(values),
				      .map_fd = (uint32_t)fd}};

	same("lookup_batch of nothing", kernel(BPF_MAP_LOOKUP_BATCH, &a),
	     ebpfc__map_lookup_batch(ours, NULL, cursor, keys, values, &count, 0, 0));
	memset(cursor, 0xff, sizeof(cursor));
	a = (union bpf_attr){.batch = {.in_batch = PTR(cursor), .out_batch = PTR(keys + 64), .keys = PTR(keys),
				       .values = PTR(values), .count = 300, .map_fd = (uint32_t)fd}};
	count = 300;
	if (kind->buckets) /* where others begin anew, the kernel's own order shows */
		same("lookup_batch past the end", kernel(BPF_MAP_LOOKUP_BATCH, &a),
		     ebpfc__map_lookup_batch(ours, cursor, cursor, keys, values, &count, 0, 0));
}

static void run(struct ebpfc_session *session, long steps)
{
	union bpf_attr a = {.map_type = kind->type, .key_size = kind->key_size, .value_size = kind->value_size,
			    .max_entries = kind->max_entries, .map_flags = kind->flags};

	fd = kernel(BPF_MAP_CREATE, &a);
	if (fd < 0) {
		printf("bpf(2) says %d\n", fd);
		exit(fd == -EPERM || fd == -ENOSYS ? 77 : 1);
	}
	ours = test_map(session, kind->type, kind->key_size, kind->value_size, kind->max_entries, kind->flags);
	value_size = (uint32_t)ebpfc__map_user_value_size(ours);
	if (value_size > MAX_VALUE) {
		printf("too many CPUs for this test\n");
		exit(77);
	}
	edges();
	for (step = 0; step < steps; step++) {
		switch (rnd(8)) {
		case 0: case 1: case 2: update(); break;
		case 3: case 4: delete(); break;
		case 5: walk(rnd(4) == 0); break;
		default: walk(false); break;
		}
	}
	edges();
	ebpfc__map_destroy(ours);
	close(fd);
}

int main(int argc, char **argv)
{
	struct ebpfc_session *session = test_session();
	long steps = argc > 1 && !strcmp(argv[1], "--long") ? 100000 : 2000;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		kind = &kinds[i];
		run(session, steps);
	}
	ebpfc__session_close(session);
	return 0;
}
