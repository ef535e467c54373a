/* SPDX-License-Identifier: MIT */
/* Helpers on maps (kernel/bpf/helpers.c), tail calls and iteration. */
#include "helpers.h"

#include <errno.h>

#define MAX_LOOPS (1u << 23) /* BPF_MAX_LOOPS */

HELPER(map_lookup_elem)
{
	return (uintptr_t)ebpfc__map_lookup(ebpfc__ptr(r1), ebpfc__ptr(r2));
}

HELPER(map_update_elem)
{
	return ebpfc__r0(ebpfc__map_update(ebpfc__ptr(r1), ebpfc__ptr(r2), ebpfc__ptr(r3), r4));
}

HELPER(map_delete_elem)
{
	return ebpfc__r0(ebpfc__map_delete(ebpfc__ptr(r1), ebpfc__ptr(r2)));
}

HELPER(map_push_elem)
{
	return ebpfc__r0(ebpfc__map_push(ebpfc__ptr(r1), ebpfc__ptr(r2), r3));
}

HELPER(map_pop_elem)
{
	return ebpfc__r0(ebpfc__map_pop(ebpfc__ptr(r1), ebpfc__ptr(r2)));
}

HELPER(map_peek_elem)
{
	return ebpfc__r0(ebpfc__map_peek(ebpfc__ptr(r1), ebpfc__ptr(r2)));
}

HELPER(map_lookup_percpu_elem)
{
	return (uintptr_t)ebpfc__map_lookup_percpu(ebpfc__ptr(r1), ebpfc__ptr(r2), (uint32_t)r3);
}

/* Compiled code calls this as an ebpfc_tail_call_fn: r1 is the map and r2 the index. */
HELPER(tail_call)
{
	struct ebpfc_map *map = ebpfc__ptr(r1);
	uint32_t index = (uint32_t)r2;

	return index < map->max_entries ? (uintptr_t)ebpfc__prog_target(map, index) : 0;
}

HELPER(for_each_map_elem)
{
	ebpfc_callback_fn callback = (ebpfc_callback_fn)(uintptr_t)r2;

	return ebpfc__r0(ebpfc__map_for_each(ebpfc__ptr(r1), callback, ebpfc__ptr(r3), r4, self));
}

HELPER(loop)
{
	ebpfc_callback_fn callback = (ebpfc_callback_fn)(uintptr_t)r2;
	uint32_t count = (uint32_t)r1;

	if (r4)
		return ebpfc__r0(-EINVAL);
	if (count > MAX_LOOPS)
		return ebpfc__r0(-E2BIG);
	for (uint32_t i = 0; i < count; i++) {
		if (callback(i, r3, 0, 0, 0, self))
			return i + 1;
	}
	return count;
}

HELPER(task_storage_get)
{
	/* Only the current task has storage here: r2, its task_struct, has no meaning in user space. */
	return (uintptr_t)ebpfc__storage_get(ebpfc__ptr(r1), (uint32_t)ebpfc__h_get_current_pid_tgid(0, 0, 0, 0, 0, self),
					     ebpfc__ptr(r3), r4);
}

/* The pointer that was there goes to the program, which must release it. */
HELPER(kptr_xchg)
{
	return __atomic_exchange_n((uint64_t *)ebpfc__ptr(r1), r2, __ATOMIC_SEQ_CST);
}
