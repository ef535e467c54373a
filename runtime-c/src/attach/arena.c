/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "arena.h"

#include "thread.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef MFD_EXEC
#define MFD_EXEC 0x0010u /* Linux 6.3 */
#endif

#define ARENA_BYTES ((size_t)1 << 20)
#define ARENA_STEP ((uint64_t)1 << 20)
#define ARENAS_MAX 1024u
#define GRAIN 64u /* blocks begin on a cache line */

struct arena {
	uint8_t *write;
	_Atomic uint64_t address; /* 0 until the arena may be found by signal handlers */
	size_t used;
	size_t shared; /* blocks below this offset existed at a fork */
	bool closed; /* shared with a forked process that may still run what is in it */
};

struct free_block {
	struct free_block *next;
	struct ebpfc__block block;
};

static struct arena arenas[ARENAS_MAX];
static _Atomic unsigned arena_count;
static struct free_block *free_blocks;
static size_t in_use;

static bool reaches(uint64_t address, size_t size, uint64_t near, uint64_t reach)
{
	uint64_t low = near > reach ? near - reach : 0;

	return address >= low && address + size <= near + reach;
}

static int open_memory(void)
{
	long fd = syscall(SYS_memfd_create, "ebpfc", MFD_CLOEXEC | MFD_EXEC);

	if (fd < 0 && errno == EINVAL)
		fd = syscall(SYS_memfd_create, "ebpfc", MFD_CLOEXEC);
	if (fd < 0)
		return -errno;
	if (ftruncate((int)fd, (off_t)ARENA_BYTES) < 0) {
		int error = -errno;
		close((int)fd);
		return error;
	}
	return (int)fd;
}

/* Maps the executable view at the free address nearest to `near`. */
static int map_near(int fd, uint64_t near, uint64_t reach, uint64_t *address)
{
	uint64_t centre = near & ~(ARENA_STEP - 1);
	int error = -ENOSPC;

	for (uint64_t distance = ARENA_STEP; distance < reach; distance += ARENA_STEP) {
		for (int side = 0; side < 2; side++) {
			uint64_t at = side ? centre + distance : centre - distance;
			void *got;

			if (at < ARENA_STEP || !reaches(at, ARENA_BYTES, near, reach) || (!side && centre < distance))
				continue;
			got = mmap((void *)at, ARENA_BYTES, PROT_READ | PROT_EXEC, MAP_SHARED | MAP_FIXED_NOREPLACE, fd, 0);
			if (got == (void *)at) {
				*address = at;
				return 0;
			}
			if (got != MAP_FAILED) /* a kernel before 4.17 took the address for a hint */
				munmap(got, ARENA_BYTES);
			else if (errno != EEXIST && errno != ENOMEM)
				return -errno;
		}
	}
	return error;
}

static int add_arena(uint64_t near, uint64_t reach)
{
	unsigned index = arena_count;
	struct arena *arena = &arenas[index];
	uint64_t address = 0;
	int fd, error;
	void *write;

	if (index == ARENAS_MAX)
		return -ENOSPC;
	fd = open_memory();
	if (fd < 0)
		return fd;
	write = mmap(NULL, ARENA_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	error = write == MAP_FAILED ? -errno : map_near(fd, near, reach, &address);
	close(fd);
	if (error) {
		if (write != MAP_FAILED)
			munmap(write, ARENA_BYTES);
		return error;
	}
	madvise(write, ARENA_BYTES, MADV_DONTDUMP);
	arena->write = write;
	arena->used = 0;
	arena->shared = 0;
	arena->closed = false;
	atomic_store(&arena->address, address);
	atomic_store(&arena_count, index + 1);
	return 0;
}

int ebpfc__arena_take(uint64_t near, uint64_t reach, size_t size, struct ebpfc__block *block)
{
	size = (size + GRAIN - 1) & ~(size_t)(GRAIN - 1);
	if (size > ARENA_BYTES)
		return -E2BIG;
	for (struct free_block **link = &free_blocks; *link; link = &(*link)->next) {
		struct free_block *found = *link;

		if (found->block.size != size || !reaches(found->block.address, size, near, reach))
			continue;
		*block = found->block;
		*link = found->next;
		free(found);
		in_use += size;
		return 0;
	}
	for (;;) {
		for (unsigned i = arena_count; i-- > 0;) {
			struct arena *arena = &arenas[i];

			if (arena->closed || arena->used + size > ARENA_BYTES ||
			    !reaches(arena->address, ARENA_BYTES, near, reach))
				continue;
			block->write = arena->write + arena->used;
			block->address = arena->address + arena->used;
			block->size = size;
			arena->used += size;
			in_use += size;
			return 0;
		}
		int error = add_arena(near, reach);
		if (error)
			return error;
	}
}

void ebpfc__arena_give(const struct ebpfc__block *block)
{
	struct free_block *freed;

	in_use -= block->size;
	for (unsigned i = 0; i < arena_count; i++)
		if (block->address - arenas[i].address < arenas[i].shared)
			return;
	freed = malloc(sizeof *freed);
	if (!freed) /* the block is lost, which harms nobody */
		return;
	freed->block = *block;
	freed->next = free_blocks;
	free_blocks = freed;
}

EBPFC__GENERAL_REGISTERS bool ebpfc__arena_contains(uint64_t address)
{
	unsigned count = atomic_load_explicit(&arena_count, memory_order_acquire);

	for (unsigned i = 0; i < count; i++)
		if (address - atomic_load_explicit(&arenas[i].address, memory_order_relaxed) < ARENA_BYTES)
			return true;
	return false;
}

size_t ebpfc__arena_in_use(void)
{
	return in_use;
}

void ebpfc__arena_freeze(bool in_child)
{
	free_blocks = NULL; /* lost, like all others that exist now */
	for (unsigned i = 0; i < arena_count; i++) {
		arenas[i].shared = arenas[i].used;
		if (in_child)
			arenas[i].closed = true;
	}
}
