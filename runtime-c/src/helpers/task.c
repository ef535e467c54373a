/* SPDX-License-Identifier: MIT */
/* The current task, as far as a process can know itself (kernel/bpf/helpers.c). */
#include "helpers.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#define TASK_COMM_LEN 16

static _Thread_local uint64_t pid_tgid;

static void forget_pid(void)
{
	pid_tgid = 0;
}

/* Cached a thread: a system call costs a hundred times the rest of a small program. A fork's child asks again. */
HELPER(get_current_pid_tgid)
{
	if (__builtin_expect(pid_tgid == 0, 0)) {
		static atomic_flag registered = ATOMIC_FLAG_INIT;

		if (!atomic_flag_test_and_set(&registered))
			pthread_atfork(NULL, NULL, forget_pid);
		pid_tgid = (uint64_t)getpid() << 32 | (uint32_t)syscall(SYS_gettid);
	}
	return pid_tgid;
}

HELPER(get_current_uid_gid)
{
	return (uint64_t)getgid() << 32 | getuid();
}

/* strscpy_pad: cut to size - 1 bytes, the rest is zero. */
HELPER(get_current_comm)
{
	char comm[TASK_COMM_LEN + 1] = "";
	char *to = ebpfc__ptr(r1);
	uint32_t size = (uint32_t)r2;
	size_t length;

	prctl(PR_GET_NAME, comm);
	length = strlen(comm);
	if (size == 0)
		return 0;
	memset(to, 0, size);
	memcpy(to, comm, length < size ? length : size - 1);
	return 0;
}

/* There is no task_struct in user space: reading through NULL fails with -EFAULT in every probe_read. */
HELPER(get_current_task)
{
	return 0;
}

#define CGROUP_ROOT "/sys/fs/cgroup"

/* The directory of the process in the unified hierarchy, below the root: empty for the root itself. -1 if unknown. */
static int own_cgroup(char *path, int size)
{
	char line[4096];
	int found = -1;
	FILE *file = fopen("/proc/self/cgroup", "re");

	if (!file)
		return -1;
	while (fgets(line, sizeof(line), file)) {
		if (strncmp(line, "0::", 3) != 0)
			continue;
		line[strcspn(line, "\n")] = 0;
		snprintf(path, (size_t)size, "%s", strcmp(line + 3, "/") == 0 ? "" : line + 3);
		found = 0;
	}
	fclose(file);
	return found;
}

/* The id of a cgroup is the inode of its directory. 0 if it cannot be seen. */
static uint64_t cgroup_id(const char *path)
{
	char full[4096 + sizeof(CGROUP_ROOT)];
	struct stat directory;

	snprintf(full, sizeof(full), CGROUP_ROOT "%s", path);
	return stat(full, &directory) == 0 ? directory.st_ino : 0;
}

/* Asked once a process. */
HELPER(get_current_cgroup_id)
{
	static atomic_ullong cached;
	uint64_t id = atomic_load_explicit(&cached, memory_order_relaxed);
	char path[4096];

	if (id == 0 && own_cgroup(path, sizeof(path)) == 0) {
		id = cgroup_id(path);
		atomic_store_explicit(&cached, id, memory_order_relaxed);
	}
	return id;
}

/* Level 0 is the root; 0 for a level below the task's own. */
HELPER(get_current_ancestor_cgroup_id)
{
	int level = (int)r1;
	char path[4096];
	char *end = path;

	if (level < 0 || own_cgroup(path, sizeof(path)) != 0)
		return 0;
	for (; level > 0; level--) {
		if (*end != '/')
			return 0;
		end++;
		end += strcspn(end, "/");
	}
	*end = 0;
	return cgroup_id(path);
}

/* To the process, as the kernel sends it to the thread group. A probe must not change its host's errno. */
HELPER(send_signal)
{
	int saved = errno;
	int error = kill(getpid(), (int)r1) == 0 ? 0 : errno;

	errno = saved;
	return ebpfc__r0(-error);
}

HELPER(send_signal_thread)
{
	int saved = errno;
	int error = syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), (int)r1) == 0 ? 0 : errno;

	errno = saved;
	return ebpfc__r0(-error);
}

/* A CGROUP_ARRAY has no entries here: what the kernel says of an empty slot. */
HELPER(current_task_under_cgroup)
{
	struct ebpfc_map *map = ebpfc__ptr(r1);

	return ebpfc__r0((uint32_t)r2 >= map->max_entries ? -E2BIG : -EAGAIN);
}

struct pidns_info {
	uint32_t pid;
	uint32_t tgid;
};

/* The namespace is the caller's if device and inode are those of /proc/self/ns/pid. */
HELPER(get_ns_current_pid_tgid)
{
	struct pidns_info *info = ebpfc__ptr(r3);
	struct stat ns;

	if ((uint32_t)r4 != sizeof(*info))
		return ebpfc__r0(-EINVAL);
	memset(info, 0, sizeof(*info));
	if (stat("/proc/self/ns/pid", &ns) != 0)
		return ebpfc__r0(-EINVAL);

	uint64_t kernel_dev = (uint64_t)major(ns.st_dev) << 20 | minor(ns.st_dev);

	if (ns.st_ino != r2 || (r1 != ns.st_dev && r1 != kernel_dev))
		return ebpfc__r0(-EINVAL);
	r1 = ebpfc__h_get_current_pid_tgid(0, 0, 0, 0, 0, self);
	info->pid = (uint32_t)r1;
	info->tgid = (uint32_t)(r1 >> 32);
	return 0;
}

#ifndef SO_NETNS_COOKIE
#define SO_NETNS_COOKIE 71
#endif

HELPER(get_netns_cookie)
{
	static atomic_ullong cached;
	uint64_t cookie = atomic_load_explicit(&cached, memory_order_relaxed);
	socklen_t length = sizeof(cookie);

	if (cookie)
		return cookie;

	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || getsockopt(fd, SOL_SOCKET, SO_NETNS_COOKIE, &cookie, &length) != 0)
		cookie = 1;
	if (fd >= 0)
		close(fd);
	atomic_store_explicit(&cached, cookie, memory_order_relaxed);
	return cookie;
}
