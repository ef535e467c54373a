/* SPDX-License-Identifier: MIT */
/*
 * dispatch.c - an operation on any map: what bpf(2) and the helpers check before the type comes into it, and what
 * they return where the type has no such operation.
 */
#include "internal/internal.h"
#include "internal/value_lock.h"

/* ---- Program side --------------------------------------------------------------------------------------------------- */

void *ebpfc__map_lookup(struct ebpfc_map *map, const void *key)
{
	struct ebpfc__handle *h = ebpfc__handle(map);

	return h->ops->lookup ? h->ops->lookup(h, key) : NULL;
}

void *ebpfc__map_lookup_percpu(struct ebpfc_map *map, const void *key, uint32_t cpu)
{
	struct ebpfc__handle *h = ebpfc__handle(map);

	return h->ops->lookup_percpu ? h->ops->lookup_percpu(h, key, cpu) : NULL;
}

int ebpfc__map_update(struct ebpfc_map *map, const void *key, const void *value, uint64_t flags)
{
	struct ebpfc__handle *h = ebpfc__handle(map);

	if (__builtin_expect(map->flags & EBPFC_F_RDONLY_PROG, 0))
		return -EPERM;
	if (__builtin_expect(h->lock_at, 0))
		return ebpfc__locked_update(h, key, value, flags);
	return h->ops->update ? h->ops->update(h, key, value, flags) : -EBPFC_ENOTSUPP;
}

int ebpfc__map_delete(struct ebpfc_map *map, const void *key)
{
	struct ebpfc__handle *h = ebpfc__handle(map);

	if (__builtin_expect(map->flags & EBPFC_F_RDONLY_PROG, 0))
		return -EPERM;
	return h->ops->remove ? h->ops->remove(h, key) : -EBPFC_ENOTSUPP;
}

int ebpfc__map_push(struct ebpfc_map *map, const void *value, uint64_t flags)
{
	struct ebpfc__handle *h = ebpfc__handle(map);

	if (map->flags & EBPFC_F_RDONLY_PROG)
		return -EPERM;
	return h->ops->push ? h->ops->push(h, value, flags) : -EBPFC_ENOTSUPP;
}

int ebpfc__map_pop(struct ebpfc_map *map, void *value)
{
	struct ebpfc__handle *h = ebpfc__handle(map);

	if (map->flags & EBPFC_F_RDONLY_PROG)
		return -EPERM;
	return h->ops->pop ? h->ops->pop(h, value) : -EBPFC_ENOTSUPP;
}

int ebpfc__map_peek(struct ebpfc_map *map, void *value)
{
	struct ebpfc__handle *h = ebpfc__handle(map);

	return h->ops->peek ? h->ops->peek(h, value) : -EBPFC_ENOTSUPP;
}

int64_t ebpfc__map_for_each(struct ebpfc_map *map, ebpfc_callback_fn fn, void *ctx, uint64_t flags,
			    struct ebpfc_instance *self)
{
	struct ebpfc__handle *h = ebpfc__handle(map);

	return flags || !h->ops->for_each ? -EINVAL : h->ops->for_each(h, fn, ctx, self);
}

/* ---- User side --------------------------------------------------------------------------------------------------------- */

bool ebpfc__may_read(struct ebpfc__handle *h)
{
	return !(h->head.flags & EBPFC_F_WRONLY);
}

bool ebpfc__may_write(struct ebpfc__handle *h)
{
	return !(h->head.flags & EBPFC_F_RDONLY) && !__atomic_load_n(&h->row->frozen, __ATOMIC_ACQUIRE);
}

int ebpfc__copy_lookup(struct ebpfc__handle *h, const void *key, void *value)
{
	const void *at;

	if (h->ops->peek)
		return h->ops->peek(h, value);
	if (h->ops->user_lookup)
		return h->ops->user_lookup(h, key, value);
	if (!h->ops->lookup)
		return -EBPFC_ENOTSUPP;
	at = h->ops->lookup(h, key);
	if (!at)
		return -ENOENT;
	ebpfc__copy_out(value, at, h->head.value_size);
	return 0;
}

int ebpfc__map_user_lookup(struct ebpfc_map *map, const void *key, void *value, uint64_t flags)
{
	struct ebpfc__handle *h = ebpfc__handle(map);

	if (!ebpfc__may_read(h))
		return -EPERM;
	if (flags & ~(h->lock_at ? EBPFC_F_LOCK : 0)) /* it needs a spin lock in the value; there is no other flag */
		return -EINVAL;
	if (h->lock_at)
		return ebpfc__locked_lookup(h, key, value, flags);
	return ebpfc__copy_lookup(h, key, value);
}

int ebpfc__copy_update(struct ebpfc__handle *h, const void *key, const void *value, uint64_t flags)
{
	if (h->ops->push)
		return h->ops->push(h, value, flags);
	if (h->ops->user_update)
		return h->ops->user_update(h, key, value, flags);
	return h->ops->update ? h->ops->update(h, key, value, flags) : -EBPFC_ENOTSUPP;
}

int ebpfc__map_user_update(struct ebpfc_map *map, const void *key, const void *value, uint64_t flags)
{
	struct ebpfc__handle *h = ebpfc__handle(map);

	if (!ebpfc__may_write(h))
		return -EPERM;
	if ((flags & EBPFC_F_LOCK) && !h->lock_at)
		return -EINVAL;
	if (h->lock_at)
		return ebpfc__locked_update(h, key, value, flags);
	return ebpfc__copy_update(h, key, value, flags);
}

int ebpfc__map_user_delete(struct ebpfc_map *map, const void *key)
{
	struct ebpfc__handle *h = ebpfc__handle(map);

	if (!ebpfc__may_write(h))
		return -EPERM;
	return h->ops->remove ? h->ops->remove(h, key) : -EBPFC_ENOTSUPP;
}

int ebpfc__map_user_lookup_and_delete(struct ebpfc_map *map, const void *key, void *value, uint64_t flags)
{
	struct ebpfc__handle *h = ebpfc__handle(map);

	if (flags & ~EBPFC_F_LOCK)
		return -EINVAL;
	if (!ebpfc__may_read(h) || !ebpfc__may_write(h))
		return -EPERM;
	if (flags)
		return -EINVAL;
	if (h->ops->pop && h->ops->peek && h->head.type != EBPFC_MAP_BLOOM_FILTER)
		return h->ops->pop(h, value);
	return h->ops->user_take ? h->ops->user_take(h, key, value) : -EBPFC_ENOTSUPP;
}

int ebpfc__map_next_key(struct ebpfc_map *map, const void *key, void *next)
{
	struct ebpfc__handle *h = ebpfc__handle(map);

	if (!ebpfc__may_read(h))
		return -EPERM;
	return h->ops->next_key ? h->ops->next_key(h, key, next) : -EBPFC_ENOTSUPP;
}

int ebpfc__map_freeze(struct ebpfc_map *map)
{
	struct ebpfc__handle *h = ebpfc__handle(map);
	uint32_t no = 0;

	if (map->flags & EBPFC_F_RDONLY)
		return -EPERM;
	/* a frozen map may not be written, so not frozen either */
	return __atomic_compare_exchange_n(&h->row->frozen, &no, 1, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED) ? 0
													       : -EPERM;
}
