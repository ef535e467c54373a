/* SPDX-License-Identifier: MIT */
/*
 * Pins: small files that name a map of a session, as files of the kernel's bpf file system name its maps. A pin says
 * which session, which generation of it, and which map; it belongs to its user alone and is never followed as a link.
 */
#include "runtime.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEAD "ebpfc-pin 1\n"
#define MAX_PIN 256

static int fail_path(int error, const char *path, const char *text)
{
	return ebpfc__fail(error, "pin %s: %s", path, text);
}

int ebpfc_map_pin(struct ebpfc_map *map, const char *path)
{
	struct ebpfc_session *session = ebpfc__map_session(map);
	const char *name = ebpfc__session_name(session);
	char temporary[4096], text[MAX_PIN];
	int length, fd, err = 0;

	if (!*name)
		return fail_path(EXDEV, path, "the map is private; only maps of a named session are pinned");
	length = snprintf(text, sizeof(text), HEAD "%s %" PRIx64 " %" PRIu32 "\n", name,
			  ebpfc__session_generation(session), ebpfc__map_id(map));
	if (snprintf(temporary, sizeof(temporary), "%s.new-%016" PRIx64, path, ebpfc__random_name()) >=
	    (int)sizeof(temporary))
		return fail_path(ENAMETOOLONG, path, strerror(ENAMETOOLONG));
	fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0) {
		err = errno;
		return fail_path(err, path, strerror(err));
	}
	if (fchmod(fd, 0600) || write(fd, text, (size_t)length) != length)
		err = errno ? errno : EIO;
	close(fd);
	/* Nobody sees half a pin, and none that is there is replaced. */
	if (!err && link(temporary, path))
		err = errno;
	unlink(temporary);
	return err ? fail_path(err, path, err == EEXIST ? "there is something of that name" : strerror(err)) : 0;
}

/* What a pin says. */
struct pin {
	char session[EBPFC_SESSION_NAME];
	uint64_t generation;
	uint32_t id;
};

static int read_pin(const char *path, struct pin *pin)
{
	char text[MAX_PIN];
	struct stat st;
	ssize_t n;
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC), err;

	if (fd < 0) {
		err = errno;
		return fail_path(err, path, err == ELOOP ? "is a symbolic link" : strerror(err));
	}
	err = fstat(fd, &st) ? errno : 0;
	n = err ? 0 : read(fd, text, sizeof(text) - 1);
	close(fd);
	if (err)
		return fail_path(err, path, strerror(err));
	if (!S_ISREG(st.st_mode) || n < 0)
		return fail_path(EBADMSG, path, "is not a pin");
	if (st.st_uid != geteuid())
		return fail_path(EPERM, path, "belongs to another user");
	if (st.st_mode & 077)
		return fail_path(EPERM, path, "may be read or written by others; its mode must be 0600");
	text[n] = 0;
	if (strncmp(text, HEAD, strlen(HEAD)) != 0 ||
	    sscanf(text + strlen(HEAD), "%64s %" SCNx64 " %" SCNu32, pin->session, &pin->generation, &pin->id) != 3)
		return fail_path(EBADMSG, path, "is not a pin");
	return 0;
}

int ebpfc_map_open_pinned(const char *path, struct ebpfc_session **session, struct ebpfc_map **map)
{
	EBPFC_STRUCT(ebpfc_session_opts, opts, .existing = true);
	struct pin pin;
	int err = read_pin(path, &pin);

	*session = NULL;
	*map = NULL;
	if (err)
		return err;
	err = ebpfc_session_join(pin.session, &opts, session);
	if (err)
		return err;
	if (ebpfc__session_generation(*session) != pin.generation)
		err = fail_path(ESTALE, path, "its session was removed, and made again since");
	else if (ebpfc__map_open(*session, pin.id, map))
		err = fail_path(ESTALE, path, "its map is gone");
	if (err) {
		ebpfc_session_leave(*session);
		*session = NULL;
	}
	return err;
}

int ebpfc_map_unpin(const char *path)
{
	struct pin pin;
	int err = read_pin(path, &pin);

	if (err)
		return err;
	err = unlink(path) ? errno : 0;
	return err ? fail_path(err, path, strerror(err)) : 0;
}
