/* SPDX-License-Identifier: MIT */
/* Maps from the host's side, under the kernel's names. */
#include "runtime.h"

#include <errno.h>
#include <string.h>

int ebpfc_map_lookup_elem(struct ebpfc_map *map, const void *key, void *value, uint64_t flags)
{
	return ebpfc__map_user_lookup(map, key, value, flags);
}

int ebpfc_map_update_elem(struct ebpfc_map *map, const void *key, const void *value, uint64_t flags)
{
	return ebpfc__map_user_update(map, key, value, flags);
}

int ebpfc_map_delete_elem(struct ebpfc_map *map, const void *key)
{
	return ebpfc__map_user_delete(map, key);
}

int ebpfc_map_lookup_and_delete_elem(struct ebpfc_map *map, const void *key, void *value, uint64_t flags)
{
	return ebpfc__map_user_lookup_and_delete(map, key, value, flags);
}

int ebpfc_map_next_key(struct ebpfc_map *map, const void *key, void *next)
{
	return ebpfc__map_next_key(map, key, next);
}

size_t ebpfc_map_value_size(const struct ebpfc_map *map)
{
	return ebpfc__map_user_value_size(map);
}

int ebpfc_map_lookup_batch(struct ebpfc_map *map, const void *in, void *out, void *keys, void *values, uint32_t *count,
			   uint64_t elem_flags)
{
	return ebpfc__map_lookup_batch(map, in, out, keys, values, count, elem_flags, 0);
}

int ebpfc_map_lookup_and_delete_batch(struct ebpfc_map *map, const void *in, void *out, void *keys, void *values,
				      uint32_t *count, uint64_t elem_flags)
{
	return ebpfc__map_lookup_and_delete_batch(map, in, out, keys, values, count, elem_flags, 0);
}

int ebpfc_map_update_batch(struct ebpfc_map *map, const void *keys, const void *values, uint32_t *count,
			   uint64_t elem_flags)
{
	return ebpfc__map_update_batch(map, keys, values, count, elem_flags, 0);
}

int ebpfc_map_delete_batch(struct ebpfc_map *map, const void *keys, uint32_t *count, uint64_t elem_flags)
{
	return ebpfc__map_delete_batch(map, keys, count, elem_flags, 0);
}

int64_t ebpfc_ringbuf_consume(struct ebpfc_map *map, ebpfc_record_fn fn, void *ctx)
{
	return ebpfc__ringbuf_consume(map, fn, ctx);
}

int64_t ebpfc_perf_consume(struct ebpfc_map *map, uint32_t cpu, ebpfc_record_fn fn, void *ctx, uint64_t *lost)
{
	return ebpfc__perf_consume(map, cpu, fn, ctx, lost);
}

int ebpfc_ringbuf_wait(struct ebpfc_map *map, int timeout_ms)
{
	return ebpfc__ringbuf_wait(map, timeout_ms);
}

int ebpfc_perf_wait(struct ebpfc_map *map, int timeout_ms)
{
	return ebpfc__perf_wait(map, timeout_ms);
}

uint32_t ebpfc__program_number(const struct ebpfc_instance *self, uint32_t row, struct ebpfc_map *map)
{
	struct ebpfc__runtime *runtime = ebpfc__runtime(self);
	uint32_t number = 0;

	if (runtime->numbers[row] == 0 || ebpfc__map_session(map) == runtime->session)
		return runtime->numbers[row];
	return ebpfc__prog_register(ebpfc__map_session(map), runtime->object->tags[row], &runtime->targets[row], &number)
		       ? 0
		       : number;
}

int ebpfc_map_set_program(struct ebpfc_map *map, uint32_t index, const struct ebpfc_instance *instance,
			  const char *name)
{
	int row = ebpfc__program_row(instance->module, name);

	if (row < 0)
		return row;
	if (map->type != EBPFC_MAP_PROG_ARRAY)
		return ebpfc__fail(EINVAL, "program %s: the map is of type %u, not a PROG_ARRAY", name, map->type);
	uint32_t number = ebpfc__program_number(instance, (uint32_t)row, map);

	if (number == 0)
		return ebpfc__fail(EINVAL, "program %s cannot be the target of a tail call", name);

	int err = ebpfc__map_user_update(map, &index, &number, EBPFC_ANY);

	return err ? ebpfc__fail(-err, "program %s: slot %u: %s", name, index, strerror(-err)) : 0;
}
