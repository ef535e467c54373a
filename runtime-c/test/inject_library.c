/* SPDX-License-Identifier: MIT */
/* inject_library.c - a library to inject: its entry adds one byte to the file it is given. */
#include <fcntl.h>
#include <unistd.h>

__attribute__((visibility("default"))) long entry(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

	if (fd < 0 || write(fd, ".", 1) != 1)
		return -1;
	return close(fd);
}
