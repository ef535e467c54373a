/* SPDX-License-Identifier: MIT */
/*
 * session.c - the shared memory of a session: making, finding, checking and parcelling it out.
 *
 * A named session is the file NAME/maps below $XDG_RUNTIME_DIR/ebpfc or /dev/shm/ebpfc-UID; a private one is
 * anonymous memory. The file begins with the tables of layout.h; the maps' extents follow, page aligned, found
 * first-fit among the rows, so that there is no allocator state that a killed process could leave half changed.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#include <dirent.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "internal/hash_layout.h"
#include "internal/internal.h"

#define EBPFC_FILE "maps"

uint64_t ebpfc__random(void)
{
	uint64_t v = 0;
	struct timespec t;

	if (getrandom(&v, sizeof(v), GRND_NONBLOCK) == (ssize_t)sizeof(v))
		return v;
	clock_gettime(CLOCK_MONOTONIC, &t);
	v = (uint64_t)t.tv_nsec ^ (uint64_t)t.tv_sec << 32 ^ (uint64_t)getpid() << 20;
	return ebpfc__mix(v ^ 0x9e3779b97f4a7c15ull, 0xd6e8feb86659fd93ull);
}

static int fail(const struct ebpfc__session_opts *o, int err, const char *text, const char *what)
{
	if (o->message && o->message_size)
		snprintf(o->message, o->message_size, "session %s: %s", what ? what : "(private)", text);
	return err;
}

/* ---- Files -------------------------------------------------------------------------------------------------------- */

static bool name_ok(const char *name)
{
	size_t n = strlen(name);

	if (n == 0 || n > 64 || name[0] == '.')
		return false;
	return strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-") == n;
}

/* Open (and with `create` make) one directory that only this user may enter. */
static int open_private_dir(int at, const char *path, bool create)
{
	struct stat st;
	int fd;

	if (create && mkdirat(at, path, 0700) && errno != EEXIST)
		return -errno;
	fd = openat(at, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return errno == ENOTDIR ? -ELOOP : -errno;
	if (fstat(fd, &st) || st.st_uid != geteuid() || (st.st_mode & 077)) {
		close(fd);
		return -EPERM;
	}
	return fd;
}

/* The directory that holds the named sessions of this user. */
static int open_root(bool create)
{
	const char *run = getenv("XDG_RUNTIME_DIR");
	char path[64];
	int at, fd;

	if (!run || run[0] != '/') {
		snprintf(path, sizeof(path), "/dev/shm/ebpfc-%u", (unsigned)geteuid());
		return open_private_dir(AT_FDCWD, path, create);
	}
	at = open(run, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (at < 0)
		return -errno;
	fd = open_private_dir(at, "ebpfc", create);
	close(at);
	return fd;
}

static uint32_t possible_cpus(void)
{
	uint32_t last = 0, from, to;
	FILE *f = fopen("/sys/devices/system/cpu/possible", "re");

	if (f) {
		int c = ',';

		while (c == ',' && fscanf(f, "%u", &from) == 1) {
			last = from;
			c = fgetc(f);
			if (c == '-' && fscanf(f, "%u", &to) == 1) {
				last = to;
				c = fgetc(f);
			}
		}
		fclose(f);
	} else {
		long n = sysconf(_SC_NPROCESSORS_CONF);

		last = n > 1 ? (uint32_t)n - 1 : 0;
	}
	return last < 4096 ? last + 1 : 4096;
}

/* Give an empty file the tables of a new session. */
static int format(int fd, uint64_t max_bytes)
{
	struct ebpfc__region r = {
		.magic = EBPFC_REGION_MAGIC,
		.abi = EBPFC_REGION_ABI,
		.header_bytes = sizeof(struct ebpfc__tables),
		.generation = ebpfc__random() | 1,
		.max_bytes = max_bytes ? max_bytes : EBPFC_SESSION_MAX_BYTES,
		.cpus = possible_cpus(),
		.map_rows = EBPFC_MAP_ROWS,
		.thread_rows = EBPFC_THREAD_ROWS,
		.prog_rows = EBPFC_PROG_ROWS,
		.libc = ebpfc__mutex_shape(),
		.bytes = sizeof(struct ebpfc__tables),
	};

	if (ftruncate(fd, sizeof(struct ebpfc__tables)))
		return -errno;
	return pwrite(fd, &r, sizeof(r), 0) == (ssize_t)sizeof(r) ? 0 : -EIO;
}

/* Make the file complete under another name, then give it its own: nobody ever sees half a session. */
static int create_named(int dir, uint64_t max_bytes)
{
	char temporary[40];
	int fd, err;

	snprintf(temporary, sizeof(temporary), ".new-%016llx", (unsigned long long)ebpfc__random());
	fd = openat(dir, temporary, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return -errno;
	err = fchmod(fd, 0600) ? -errno : format(fd, max_bytes);
	if (!err && linkat(dir, temporary, dir, EBPFC_FILE, 0))
		err = -errno;
	unlinkat(dir, temporary, 0);
	if (!err)
		return fd;
	close(fd);
	return err;
}

/* Judge a file that somebody else made. */
static int check_file(const struct ebpfc__session_opts *o, int fd, const char *what)
{
	struct ebpfc__region r;
	struct stat st;

	if (fstat(fd, &st))
		return fail(o, -errno, "cannot be examined", what);
	if (!S_ISREG(st.st_mode))
		return fail(o, -EBADMSG, "is not a regular file", what);
	if (st.st_uid != geteuid())
		return fail(o, -EPERM, "belongs to another user", what);
	if ((st.st_mode & 077) && st.st_nlink)
		return fail(o, -EPERM, "may be read or written by others; its mode must be 0600", what);
	if (pread(fd, &r, sizeof(r), 0) != (ssize_t)sizeof(r) || r.magic != EBPFC_REGION_MAGIC)
		return fail(o, -EBADMSG, "is not a session of this runtime", what);
	if (r.abi != EBPFC_REGION_ABI || r.header_bytes != sizeof(struct ebpfc__tables) ||
	    r.map_rows != EBPFC_MAP_ROWS || r.thread_rows != EBPFC_THREAD_ROWS || r.prog_rows != EBPFC_PROG_ROWS)
		return fail(o, -EPROTO, "was made by another version of this runtime", what);
	if (r.libc != ebpfc__mutex_shape())
		return fail(o, -EPROTO, "was made by a process with another C library", what);
	if (!r.generation || !r.cpus || r.cpus > 4096 || (uint64_t)st.st_size < r.header_bytes ||
	    r.bytes < r.header_bytes || r.bytes > (uint64_t)st.st_size || r.bytes > r.max_bytes)
		return fail(o, -EBADMSG, "is damaged", what);
	return 0;
}

static int open_named(const struct ebpfc__session_opts *o, unsigned mode)
{
	int root, dir, fd = -1, err;

	if (!name_ok(o->name))
		return fail(o, -EINVAL, "names have 1 to 64 letters, digits, '.', '_' or '-', and do not start with '.'",
			    o->name);
	root = open_root((mode & EBPFC_SESSION_CREATE) != 0);
	if (root < 0)
		return fail(o, root, root == -ENOENT ? "does not exist" : "the directory of sessions cannot be used",
			    o->name);
	dir = open_private_dir(root, o->name, (mode & EBPFC_SESSION_CREATE) != 0);
	close(root);
	if (dir < 0)
		return fail(o, dir, dir == -ENOENT ? "does not exist" : "its directory cannot be used", o->name);
	for (int attempt = 0; attempt < 8 && fd < 0; attempt++) {
		fd = err = openat(dir, EBPFC_FILE, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
		if (fd < 0)
			fd = err = -errno;
		if (fd >= 0 && !(mode & EBPFC_SESSION_OPEN)) {
			close(fd);
			fd = -EEXIST;
			break;
		}
		if (fd != -ENOENT || !(mode & EBPFC_SESSION_CREATE))
			break;
		fd = create_named(dir, o->max_bytes);
		if (fd != -EEXIST)
			break;
	}
	close(dir);
	if (fd < 0)
		return fail(o, fd, fd == -ENOENT ? "does not exist" : fd == -EEXIST ? "exists already"
			    : fd == -ELOOP ? "is a symbolic link" : "cannot be opened", o->name);
	err = check_file(o, fd, o->name);
	if (!err)
		return fd;
	close(fd);
	return err;
}

static int open_private(const struct ebpfc__session_opts *o)
{
	int fd = memfd_create("ebpfc", MFD_CLOEXEC | MFD_ALLOW_SEALING | 8u /* MFD_NOEXEC_SEAL */), err;

	if (fd < 0)
		fd = memfd_create("ebpfc", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	if (fd < 0)
		return fail(o, -errno, "no anonymous memory", NULL);
	err = fchmod(fd, 0600) ? -errno : format(fd, o->max_bytes);
	if (!err && fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK)) /* nobody can take memory away under a reader */
		err = -errno;
	if (!err)
		return fd;
	close(fd);
	return fail(o, err, "cannot be created", NULL);
}

/* ---- Opening and closing --------------------------------------------------------------------------------------------- */

int ebpfc__session_open(const struct ebpfc__session_opts *opts, struct ebpfc_session **out)
{
	static uint32_t serials;
	struct ebpfc__session_opts o = {.size = sizeof(o), .fd = -1};
	struct ebpfc_session *s;
	const char *what;
	unsigned mode;
	int fd, err;

	if (opts)
		memcpy(&o, opts, opts->size < sizeof(o) ? opts->size : sizeof(o));
	mode = o.mode ? o.mode : (unsigned)(EBPFC_SESSION_OPEN | EBPFC_SESSION_CREATE);
	what = o.fd >= 0 ? "of a descriptor" : o.name;
	if (o.max_bytes && o.max_bytes < sizeof(struct ebpfc__tables))
		return fail(&o, -EINVAL, "max_bytes is less than the tables need", what);
	if (o.fd >= 0) {
		fd = fcntl(o.fd, F_DUPFD_CLOEXEC, 3);
		if (fd < 0)
			return fail(&o, -errno, "cannot be duplicated", what);
		err = check_file(&o, fd, what);
		if (err) {
			close(fd);
			return err;
		}
	} else {
		fd = o.name ? open_named(&o, mode) : open_private(&o);
		if (fd < 0)
			return fd;
	}
	s = calloc(1, sizeof(*s));
	if (s)
		s->tables = mmap(NULL, sizeof(*s->tables), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (!s || s->tables == MAP_FAILED) {
		free(s);
		close(fd);
		return fail(&o, -ENOMEM, "cannot be mapped", what);
	}
	s->fd = fd;
	if (o.fd < 0 && o.name)
		snprintf(s->name, sizeof(s->name), "%s", o.name);
	s->cpus = s->tables->region.cpus;
	s->serial = __atomic_add_fetch(&serials, 1, __ATOMIC_RELAXED);
	pthread_mutex_init(&s->lock, NULL);
	ebpfc__process();
	*out = s;
	return 0;
}

void ebpfc__session_close(struct ebpfc_session *s)
{
	if (!s)
		return;
	for (uint32_t i = 0; i < EBPFC_MAP_ROWS; i++)
		if (s->handles[i])
			ebpfc__handle_close(s->handles[i]);
	/* the mutexes of threads still running must stay mapped until those threads end */
	if (ebpfc__threads_leave(s))
		munmap(s->tables, sizeof(*s->tables));
	close(s->fd);
	pthread_mutex_destroy(&s->lock);
	free(s);
}

int ebpfc__session_remove(const char *name)
{
	int root, dir, err = 0;

	if (!name || !name_ok(name))
		return -EINVAL;
	root = open_root(false);
	if (root < 0)
		return root;
	dir = open_private_dir(root, name, false);
	if (dir < 0) {
		err = dir;
	} else {
		if (unlinkat(dir, EBPFC_FILE, 0))
			err = -errno;
		close(dir);
		if (unlinkat(root, name, AT_REMOVEDIR) && !err && errno != ENOTEMPTY)
			err = -errno;
	}
	close(root);
	return err;
}

const char *ebpfc__session_name(const struct ebpfc_session *s)
{
	return s->name;
}

uint64_t ebpfc__session_generation(const struct ebpfc_session *s)
{
	return s->tables->region.generation;
}

uint64_t ebpfc__random_name(void)
{
	return ebpfc__random();
}

int ebpfc__session_next(const char *previous, char *name)
{
	int root = open_root(false), found = -ENOENT;
	DIR *dir = root < 0 ? NULL : fdopendir(root);
	struct dirent *entry;

	if (!dir) {
		int err = root < 0 ? root : -errno;

		if (root >= 0)
			close(root);
		return err;
	}
	while ((entry = readdir(dir))) {
		struct stat st;

		if (!name_ok(entry->d_name) || (previous && strcmp(entry->d_name, previous) <= 0) ||
		    (!found && strcmp(entry->d_name, name) >= 0) ||
		    fstatat(root, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) || S_ISREG(st.st_mode) ||
		    S_ISSOCK(st.st_mode))
			continue;
		strcpy(name, entry->d_name);
		found = 0;
	}
	closedir(dir);
	return found;
}

/* Threads that hold their rows; the names of processes are collected to be counted once each. */
void ebpfc__session_info(struct ebpfc_session *s, struct ebpfc_session_info *info)
{
	uint32_t high = __atomic_load_n(&s->tables->region.high_thread, __ATOMIC_ACQUIRE);

	*info = (struct ebpfc_session_info){
		.size = sizeof(*info),
		.bytes = s->tables->region.bytes,
		.max_bytes = s->tables->region.max_bytes,
		.cpus = s->cpus,
	};
	for (uint32_t i = 0; i < EBPFC_MAP_ROWS; i++)
		info->maps += __atomic_load_n(&s->tables->maps[i].state, __ATOMIC_ACQUIRE) == EBPFC_ROW_LIVE;
	for (uint32_t i = 1; i < high && i < EBPFC_THREAD_ROWS; i++) {
		struct ebpfc__thread_row *row = &s->tables->threads[i];
		uint64_t process = __atomic_load_n(&row->process, __ATOMIC_ACQUIRE);
		bool first = process != 0;

		if (!process || !ebpfc__alive(s, EBPFC_OWNER(i, row->generation)))
			continue;
		info->threads++;
		for (uint32_t k = 1; k < i && first; k++)
			first = __atomic_load_n(&s->tables->threads[k].process, __ATOMIC_RELAXED) != process;
		info->processes += first;
	}
}

int ebpfc__session_fd(const struct ebpfc_session *session)
{
	return session->fd;
}

uint32_t ebpfc__session_cpus(const struct ebpfc_session *session)
{
	return session->cpus;
}

uint32_t ebpfc__cpu(const struct ebpfc_session *session)
{
	return ebpfc__cpu_of(session->cpus);
}

/* ---- Extents ----------------------------------------------------------------------------------------------------------- */

/* A map that was being made when its maker died never existed; one without users that was removed can go. */
static void sweep_rows(struct ebpfc_session *s)
{
	for (uint32_t i = 0; i < EBPFC_MAP_ROWS; i++) {
		struct ebpfc__map_row *row = &s->tables->maps[i];
		uint32_t state = __atomic_load_n(&row->state, __ATOMIC_ACQUIRE);

		if ((state == EBPFC_ROW_BUILDING && !ebpfc__alive(s, row->builder)) ||
		    (state == EBPFC_ROW_DYING && !__atomic_load_n(&row->refs, __ATOMIC_RELAXED)))
			ebpfc__extent_drop(s, row);
	}
}

int ebpfc__session_lock(struct ebpfc_session *s)
{
	int r = ebpfc__lock(s, &s->tables->region.lock, ebpfc__self(s));

	if (r == EBPFC_LOCK_STOLEN)
		sweep_rows(s);
	return r < 0 ? r : 0;
}

void ebpfc__session_unlock(struct ebpfc_session *s)
{
	ebpfc__unlock(&s->tables->region.lock);
}

int ebpfc__extent_take(struct ebpfc_session *s, struct ebpfc__map_row *row, uint64_t bytes)
{
	struct ebpfc__region *r = &s->tables->region;
	uint64_t at = r->header_bytes;
	bool moved = true;

	bytes = ebpfc__align(bytes, EBPFC_PAGE);
	while (moved) {
		moved = false;
		for (uint32_t i = 0; i < EBPFC_MAP_ROWS; i++) {
			struct ebpfc__map_row *other = &s->tables->maps[i];

			if (other == row || !__atomic_load_n(&other->state, __ATOMIC_RELAXED) || !other->bytes)
				continue;
			if (at < other->offset + other->bytes && other->offset < at + bytes) {
				at = other->offset + other->bytes;
				moved = true;
			}
		}
	}
	if (at + bytes < at || at + bytes > r->max_bytes)
		return -ENOSPC;
	if (at + bytes > r->bytes) {
		if (ftruncate(s->fd, (off_t)(at + bytes)))
			return -errno;
		r->bytes = at + bytes;
	}
	/* what a map killed while dying may have left */
	fallocate(s->fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, (off_t)at, (off_t)bytes);
	row->offset = at;
	row->bytes = bytes;
	return 0;
}

void ebpfc__extent_drop(struct ebpfc_session *s, struct ebpfc__map_row *row)
{
	if (row->bytes)
		fallocate(s->fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, (off_t)row->offset, (off_t)row->bytes);
	row->bytes = 0;
	__atomic_store_n(&row->state, EBPFC_ROW_FREE, __ATOMIC_RELEASE);
}

void ebpfc__settle(struct ebpfc_session *s, struct ebpfc__thread_row *row)
{
	uint32_t id = __atomic_load_n(&row->counting, __ATOMIC_RELAXED);
	uint32_t one = 1;

	if (id) {
		struct ebpfc__map_row *map = &s->tables->maps[ebpfc__row_of(id)];

		/* through the file: this process may not have the map open */
		if (map->state == EBPFC_ROW_LIVE && ebpfc__id_of(s, map) == id &&
		    pwrite(s->fd, &one, sizeof(one), (off_t)(map->offset + offsetof(struct ebpfc__hash, dirty))) < 0)
			return;
	}
	if (__atomic_load_n(&row->records, __ATOMIC_RELAXED))
		ebpfc__records_settle(s, (uint32_t)(row - s->tables->threads));
}
