/* SPDX-License-Identifier: MIT */
/* value_lock.h - copies of values that hold a struct bpf_spin_lock; the handle's `lock_at` is not 0. */
#ifndef EBPFC_MAPS_VALUE_LOCK_H
#define EBPFC_MAPS_VALUE_LOCK_H

#include "internal.h"

/* Whether a map of these attributes may have its lock there; true without one. */
bool ebpfc__lock_fits(const struct ebpfc_map_attr *attr);
/* The value, under its lock with BPF_F_LOCK; its lock reads as 0. 0 or -ENOENT. */
int ebpfc__locked_lookup(struct ebpfc__handle *h, const void *key, void *value, uint64_t flags);
/* Write all but the lock, in place under the lock with BPF_F_LOCK. 0 or -errno of the map's update. */
int ebpfc__locked_update(struct ebpfc__handle *h, const void *key, const void *value, uint64_t flags);

#endif
