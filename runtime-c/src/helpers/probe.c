/* SPDX-License-Identifier: MIT */
/*
 * Reads and writes of memory that may not be there. Where the host lets this library catch faults, they are plain
 * copies that recover (fault.c). Otherwise no signal handler is installed: what cannot be known to be mapped goes
 * through process_vm_readv on the own process, which fails where a load would fault. The stack of the running thread
 * above the current frame is always mapped, and is copied directly.
 */
#include "helpers.h"

#include "fault.h"

#include <errno.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#define PAGE 4096u

/* glibc: bounds of the calling thread's stack. */
extern int pthread_getattr_np(pthread_t thread, pthread_attr_t *attr);

static _Thread_local uintptr_t stack_end;

static uintptr_t find_stack_end(void)
{
	pthread_attr_t attr;
	void *low = NULL;
	size_t size = 0;

	stack_end = 1; /* unknown */
	if (pthread_getattr_np(pthread_self(), &attr) == 0) {
		if (pthread_attr_getstack(&attr, &low, &size) == 0)
			stack_end = (uintptr_t)low + size;
		pthread_attr_destroy(&attr);
	}
	return stack_end;
}

static bool on_stack(uintptr_t address, size_t length)
{
	uintptr_t here = (uintptr_t)__builtin_frame_address(0);
	uintptr_t end = stack_end ? stack_end : find_stack_end();

	return address >= here && address < end && length <= end - address;
}

static pid_t own_pid(void)
{
	return (pid_t)(ebpfc__h_get_current_pid_tgid(0, 0, 0, 0, 0, NULL) >> 32);
}

int ebpfc__copy_nofault(void *to, const void *from, size_t length)
{
	if (ebpfc__fault_ready())
		return ebpfc__fault_copy(to, from, length);
	if (on_stack((uintptr_t)from, length)) {
		memcpy(to, from, length);
		return 0;
	}

	struct iovec local = {to, length};
	struct iovec remote = {(void *)(uintptr_t)from, length};

	if (length == 0)
		return 0;
	return process_vm_readv(own_pid(), &local, 1, &remote, 1, 0) == (ssize_t)length ? 0 : -EFAULT;
}

int ebpfc__write_nofault(void *to, const void *from, size_t length)
{
	struct iovec local = {(void *)(uintptr_t)from, length};
	struct iovec remote = {to, length};

	if (ebpfc__fault_ready())
		return ebpfc__fault_copy(to, from, length);
	if (length == 0)
		return 0;
	return process_vm_writev(own_pid(), &local, 1, &remote, 1, 0) == (ssize_t)length ? 0 : -EFAULT;
}

int64_t ebpfc__copy_str_nofault(char *to, const char *from, uint32_t size)
{
	uint32_t done = 0;

	/*
	 * Never across a page: the string may end just before memory that is not there. What follows the NUL stays
	 * out of `to`, as in the kernel.
	 */
	while (done < size) {
		char chunk[512];
		uint32_t left = (uint32_t)(PAGE - ((uintptr_t)(from + done) & (PAGE - 1)));
		uint32_t length = left < size - done ? left : size - done;

		if (length > sizeof(chunk))
			length = sizeof(chunk);
		if (ebpfc__copy_nofault(chunk, from + done, length) != 0)
			return -EFAULT;

		const char *end = memchr(chunk, 0, length);

		if (end)
			length = (uint32_t)(end - chunk) + 1;
		memcpy(to + done, chunk, length);
		done += length;
		if (end)
			return done;
	}
	if (size > 0)
		to[size - 1] = 0;
	return size;
}

/* Whatever fails leaves zeros, so that a program never sees stale memory. */
static uint64_t probe(uint64_t to, uint64_t size, uint64_t from)
{
	int err = ebpfc__copy_nofault(ebpfc__ptr(to), ebpfc__ptr(from), (uint32_t)size);

	if (err)
		memset(ebpfc__ptr(to), 0, (uint32_t)size);
	return ebpfc__r0(err);
}

static uint64_t probe_str(uint64_t to, uint64_t size, uint64_t from)
{
	int64_t length = ebpfc__copy_str_nofault(ebpfc__ptr(to), ebpfc__ptr(from), (uint32_t)size);

	if (length < 0)
		memset(ebpfc__ptr(to), 0, (uint32_t)size);
	return ebpfc__r0(length);
}

HELPER(probe_read)
{
	return probe(r1, r2, r3);
}

HELPER(probe_read_user)
{
	return probe(r1, r2, r3);
}

HELPER(probe_read_kernel)
{
	return probe(r1, r2, r3);
}

HELPER(copy_from_user)
{
	return probe(r1, r2, r3);
}

HELPER(probe_read_str)
{
	return probe_str(r1, r2, r3);
}

HELPER(probe_read_user_str)
{
	return probe_str(r1, r2, r3);
}

HELPER(probe_read_kernel_str)
{
	return probe_str(r1, r2, r3);
}

HELPER(probe_write_user)
{
	return ebpfc__r0(ebpfc__write_nofault(ebpfc__ptr(r1), ebpfc__ptr(r2), (uint32_t)r3));
}
