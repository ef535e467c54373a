/* SPDX-License-Identifier: MIT */
/*
 * queue.c - QUEUE and STACK: a ring of values between two counters that only grow (a stack's end also shrinks).
 *
 * A value is written before the counter that makes it visible moves, so a writer killed at any instruction leaves
 * the ring as it was or as it wanted it; a stolen lock needs no repair.
 */
#include "internal/hash_layout.h"
#include "internal/internal.h"

struct queue {
	uint64_t begin; /* the oldest value */
	uint64_t end;   /* one past the newest */
	uint32_t lock;
	uint32_t reserved[11];
};

_Static_assert(sizeof(struct queue) == 64, "values are aligned");

#define EBPFC_QUEUE_FLAGS (EBPFC_F_NUMA_NODE | EBPFC_F_ACCESS)
#define EBPFC_KMALLOC_MAX (4u << 20)

/* queue_stack_map_alloc_check, kernel/bpf/queue_stack_maps.c */
static int queue_shape(const struct ebpfc_map_attr *a, uint32_t cpus, uint64_t *bytes)
{
	(void)cpus;
	if (!a->max_entries || a->key_size || !a->value_size || (a->flags & ~EBPFC_QUEUE_FLAGS) ||
	    !ebpfc__access_ok(a->flags))
		return -EINVAL;
	if (a->value_size > EBPFC_KMALLOC_MAX)
		return -E2BIG;
	*bytes = sizeof(struct queue) + ebpfc__align(a->value_size, 8) * a->max_entries;
	return 0;
}

static struct queue *queue_of(struct ebpfc__handle *h)
{
	return h->head.region;
}

static void *queue_value_of(struct ebpfc__handle *h, uint64_t at)
{
	return (uint8_t *)(queue_of(h) + 1) + at % h->head.max_entries * h->head.stride;
}

static int queue_lock(struct ebpfc__handle *h)
{
	int r = ebpfc__lock(h->session, &queue_of(h)->lock, ebpfc__self(h->session));

	return r < 0 ? r : 0;
}

static int queue_push(struct ebpfc__handle *h, const void *value, uint64_t flags)
{
	struct queue *q = queue_of(h);
	int r;

	if (flags > EBPFC_EXIST || (flags & EBPFC_NOEXIST))
		return -EINVAL;
	r = queue_lock(h);
	if (r)
		return r;
	if (q->end - q->begin >= h->head.max_entries) {
		if (flags & EBPFC_EXIST)
			__atomic_store_n(&q->begin, q->end - h->head.max_entries + 1, __ATOMIC_RELEASE);
		else
			r = -E2BIG;
	}
	if (!r) {
		ebpfc__copy_in(queue_value_of(h, q->end), value, h->head.value_size);
		__atomic_store_n(&q->end, q->end + 1, __ATOMIC_RELEASE);
	}
	ebpfc__unlock(&q->lock);
	return r;
}

static int next(struct ebpfc__handle *h, void *value, bool take)
{
	struct queue *q = queue_of(h);
	bool stack = h->head.type == EBPFC_MAP_STACK;
	int r = queue_lock(h);

	if (r)
		return r;
	if (q->begin == q->end) {
		__builtin_memset(value, 0, h->head.value_size);
		r = -ENOENT;
	} else {
		ebpfc__copy_out(value, queue_value_of(h, stack ? q->end - 1 : q->begin), h->head.value_size);
		if (take && stack)
			__atomic_store_n(&q->end, q->end - 1, __ATOMIC_RELEASE);
		else if (take)
			__atomic_store_n(&q->begin, q->begin + 1, __ATOMIC_RELEASE);
	}
	ebpfc__unlock(&q->lock);
	return r;
}

static int pop(struct ebpfc__handle *h, void *value)
{
	return next(h, value, true);
}

static int queue_peek(struct ebpfc__handle *h, void *value)
{
	return next(h, value, false);
}

static int queue_no_update(struct ebpfc__handle *h, const void *key, const void *value, uint64_t flags)
{
	(void)h, (void)key, (void)value, (void)flags;
	return -EINVAL;
}

static int queue_no_remove(struct ebpfc__handle *h, const void *key)
{
	(void)h, (void)key;
	return -EINVAL;
}

static int queue_no_next_key(struct ebpfc__handle *h, const void *key, void *next_key)
{
	(void)h, (void)key, (void)next_key;
	return -EINVAL;
}

static uint64_t queue_entries(struct ebpfc__handle *h)
{
	return __atomic_load_n(&queue_of(h)->end, __ATOMIC_RELAXED) -
	       __atomic_load_n(&queue_of(h)->begin, __ATOMIC_RELAXED);
}

const struct ebpfc__map_ops ebpfc__queue_ops = {
	.shape = queue_shape,
	.update = queue_no_update,
	.remove = queue_no_remove,
	.push = queue_push,
	.pop = pop,
	.peek = queue_peek,
	.next_key = queue_no_next_key,
	.entries = queue_entries,
};
