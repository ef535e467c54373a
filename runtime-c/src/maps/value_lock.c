/* SPDX-License-Identifier: MIT */
/*
 * value_lock.c - values with a struct bpf_spin_lock in them (kernel/bpf/helpers.c, copy_map_value_locked): BPF_F_LOCK
 * copies a value in or out while the lock is held, and nothing but the lock's holder ever writes the lock.
 */
#include <sched.h>
#include <stdlib.h>
#include <string.h>

#include "internal/internal.h"
#include "internal/value_lock.h"

#define EBPFC_LOCK_BYTES 4u

static uint32_t *lock_in(struct ebpfc__handle *h, void *value)
{
	return (uint32_t *)(void *)((uint8_t *)value + h->lock_at - 1);
}

/* As bpf_spin_lock: the holder cannot be kept from being preempted, so after a while let it run. */
static void take(uint32_t *lock)
{
	for (uint32_t spins = 0; __atomic_exchange_n(lock, 1, __ATOMIC_ACQUIRE) != 0;) {
		while (__atomic_load_n(lock, __ATOMIC_RELAXED) != 0) {
			if (++spins % 256 == 0)
				sched_yield();
			else
				ebpfc__pause();
		}
	}
}

static void give(uint32_t *lock)
{
	__atomic_store_n(lock, 0, __ATOMIC_RELEASE);
}

/* The value around its lock; `to` is aligned to 8 and so is all but one half of a word. */
static void copy_around(struct ebpfc__handle *h, void *to, const void *from)
{
	uint32_t lock = h->lock_at - 1, word = lock & ~7u, other = lock & 4 ? word : word + 4, size = h->head.value_size;
	uint8_t *t = to;
	const uint8_t *f = from;

	if (word)
		ebpfc__copy_in(t, f, word);
	if (other + 4 <= size)
		__atomic_store_n((uint32_t *)(void *)(t + other), (uint32_t)ebpfc__bytes(f + other, 4), __ATOMIC_RELAXED);
	else
		for (uint32_t i = other; i < size; i++)
			__atomic_store_n(t + i, f[i], __ATOMIC_RELAXED);
	if (size > word + 8)
		ebpfc__copy_in(t + word + 8, f + word + 8, size - word - 8);
}

bool ebpfc__lock_fits(const struct ebpfc_map_attr *a)
{
	bool type = a->type == EBPFC_MAP_HASH || a->type == EBPFC_MAP_ARRAY || a->type == EBPFC_MAP_LRU_HASH;

	return !a->lock_at || (type && (a->lock_at - 1) % 4 == 0 && a->value_size >= EBPFC_LOCK_BYTES &&
			       a->lock_at - 1 <= a->value_size - EBPFC_LOCK_BYTES);
}

int ebpfc__locked_lookup(struct ebpfc__handle *h, const void *key, void *value, uint64_t flags)
{
	uint8_t *at = h->ops->lookup(h, key);

	if (!at)
		return -ENOENT;
	if (flags & EBPFC_F_LOCK)
		take(lock_in(h, at));
	ebpfc__copy_out(value, at, h->head.value_size);
	if (flags & EBPFC_F_LOCK)
		give(lock_in(h, at));
	memset((uint8_t *)value + h->lock_at - 1, 0, EBPFC_LOCK_BYTES);
	return 0;
}

/* A new element, or one that is replaced by a fresh copy: its lock is free whatever the caller's bytes say. */
static int update_free(struct ebpfc__handle *h, const void *key, const void *value, uint64_t flags)
{
	uint32_t size = h->head.value_size;
	uint8_t small[256], *copy = size <= sizeof(small) ? small : malloc(size);
	int r;

	if (!copy)
		return -ENOMEM;
	memcpy(copy, value, size);
	memset(copy + h->lock_at - 1, 0, EBPFC_LOCK_BYTES);
	r = h->ops->update(h, key, copy, flags);
	if (copy != small)
		free(copy);
	return r;
}

int ebpfc__locked_update(struct ebpfc__handle *h, const void *key, const void *value, uint64_t flags)
{
	uint64_t kind = flags & ~EBPFC_F_LOCK;
	bool array = h->head.type == EBPFC_MAP_ARRAY;
	uint8_t *at = kind <= EBPFC_EXIST && (array || (flags & EBPFC_F_LOCK)) ? h->ops->lookup(h, key) : NULL;

	if (!at)
		return update_free(h, key, value, kind);
	if (kind == EBPFC_NOEXIST)
		return -EEXIST;
	if (flags & EBPFC_F_LOCK)
		take(lock_in(h, at));
	copy_around(h, at, value);
	if (flags & EBPFC_F_LOCK)
		give(lock_in(h, at));
	return 0;
}
