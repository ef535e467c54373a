/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "regions.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The whole file, zero terminated; a process may have tens of thousands of regions. */
static char *read_all(int fd)
{
	size_t used = 0, room = 1 << 16;
	char *text = malloc(room);

	while (text) {
		ssize_t got = read(fd, text + used, room - used - 1);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		used += (size_t)got;
		if (room - used < 4096) {
			char *more = realloc(text, room *= 2);
			if (!more)
				free(text);
			text = more;
		}
	}
	if (text)
		text[used] = 0;
	return text;
}

static bool add(struct ebpfc__regions *regions, const struct ebpfc__region *row)
{
	if (regions->count == regions->room) {
		size_t room = regions->room ? 2 * regions->room : 256;
		struct ebpfc__region *rows = realloc(regions->rows, room * sizeof *rows);

		if (!rows)
			return false;
		regions->rows = rows;
		regions->room = room;
	}
	regions->rows[regions->count++] = *row;
	return true;
}

int ebpfc__regions_read(struct ebpfc__regions *regions)
{
	int fd = open("/proc/self/maps", O_RDONLY | O_CLOEXEC), error = 0;
	char *text, *line;

	if (fd < 0)
		return -errno;
	text = read_all(fd);
	close(fd);
	if (!text)
		return -ENOMEM;
	regions->count = 0;
	for (line = text; *line && !error;) { /* 7f00-7f01 r-xp ... */
		struct ebpfc__region row = { 0 };
		char *end = strchr(line, '\n'), *at;

		row.start = strtoull(line, &at, 16);
		row.end = strtoull(at + 1, &at, 16);
		row.readable = at[1] == 'r';
		row.writable = at[2] == 'w';
		row.executable = at[3] == 'x';
		row.shared = at[4] == 's';
		row.file = end && memchr(at, '/', (size_t)(end - at)) && !memmem(at, (size_t)(end - at), "/memfd:", 7);
		if (!add(regions, &row))
			error = -ENOMEM;
		line = end ? end + 1 : line + strlen(line);
	}
	free(text);
	return error;
}

void ebpfc__regions_free(struct ebpfc__regions *regions)
{
	free(regions->rows);
	memset(regions, 0, sizeof *regions);
}

const struct ebpfc__region *ebpfc__region_of(const struct ebpfc__regions *regions, uint64_t address)
{
	size_t low = 0, high = regions->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct ebpfc__region *row = &regions->rows[middle];

		if (address < row->start)
			high = middle;
		else if (address >= row->end)
			low = middle + 1;
		else
			return row;
	}
	return NULL;
}
