/* SPDX-License-Identifier: MIT */
/* map_session.c - sessions: joining, names, permissions, refusal of what is not one, ids, memory given back. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "map_test.h"

static char root[64];

static int open_as(const char *name, unsigned mode, struct ebpfc_session **out, char *message)
{
	struct ebpfc__session_opts opts = {
		.size = sizeof(opts), .name = name, .fd = -1, .mode = mode, .message = message, .message_size = 200};

	message[0] = 0;
	return ebpfc__session_open(&opts, out);
}

static void names_and_modes(void)
{
	struct ebpfc_session *a, *b;
	char message[200], path[200];

	CHECK_IS(open_as("one", EBPFC_SESSION_OPEN, &a, message), -ENOENT);
	CHECK(strstr(message, "one") && strstr(message, "does not exist"));
	CHECK_IS(open_as("../one", 0, &a, message), -EINVAL);
	CHECK_IS(open_as(".one", 0, &a, message), -EINVAL);
	CHECK_IS(open_as("", 0, &a, message), -EINVAL);
	CHECK_IS(open_as("one", EBPFC_SESSION_CREATE, &a, message), 0);
	CHECK_IS(open_as("one", EBPFC_SESSION_CREATE, &b, message), -EEXIST);
	CHECK_IS(open_as("one", 0, &b, message), 0);

	struct ebpfc_map *m = test_map(a, EBPFC_MAP_HASH, 4, 8, 100, 0), *n;
	uint32_t key = 5, id;
	uint64_t value = 55, got = 0;

	CHECK_IS(ebpfc__map_user_update(m, &key, &value, 0), 0);
	CHECK_IS(ebpfc__session_next_map(b, 0, &id), 0);
	CHECK_IS(id, ebpfc__map_id(m));
	CHECK_IS(ebpfc__map_open(b, id, &n), 0);
	CHECK(m != n && m->region != n->region);
	CHECK_IS(ebpfc__map_user_lookup(n, &key, &got, 0), 0);
	CHECK_IS(got, 55);
	CHECK_IS(ebpfc__map_open(b, id + (1u << 12), &n), -ENOENT);
	ebpfc__session_close(a);
	ebpfc__session_close(b);
	snprintf(path, sizeof(path), "%s/ebpfc/one/maps", root);

	struct stat st;
	CHECK(stat(path, &st) == 0 && (st.st_mode & 0777) == 0600);
	CHECK_IS(chmod(path, 0644), 0);
	CHECK_IS(open_as("one", 0, &a, message), -EPERM);
	CHECK(strstr(message, "0600"));
	CHECK_IS(chmod(path, 0600), 0);
	CHECK_IS(ebpfc__session_remove("one"), 0);
	CHECK_IS(ebpfc__session_remove("one"), -ENOENT);
}

/* Put `n` bytes at `at` of a session's file and see what joining it says. */
static int damaged(const char *name, off_t at, const void *bytes, size_t n, char *message)
{
	struct ebpfc_session *s;
	char path[200];
	int fd, r;

	CHECK_IS(open_as(name, 0, &s, message), 0);
	ebpfc__session_close(s);
	snprintf(path, sizeof(path), "%s/ebpfc/%s/maps", root, name);
	fd = open(path, O_RDWR);
	CHECK(fd >= 0);
	if (bytes)
		CHECK(pwrite(fd, bytes, n, at) == (ssize_t)n);
	else
		CHECK_IS(ftruncate(fd, at), 0);
	close(fd);
	r = open_as(name, 0, &s, message);
	if (!r)
		ebpfc__session_close(s);
	CHECK_IS(ebpfc__session_remove(name), 0);
	return r;
}

static void refusals(void)
{
	struct ebpfc_session *s;
	uint32_t other = 77;
	uint64_t huge = ~0ull;
	char message[200], path[200], target[200];

	CHECK_IS(damaged("bad", 0, "garbage!", 8, message), -EBADMSG);
	CHECK_IS(damaged("bad", 8, &other, 4, message), -EPROTO);
	CHECK_IS(damaged("bad", 64 + 0, &huge, 8, message), -EBADMSG);
	CHECK_IS(damaged("bad", 4096, NULL, 0, message), -EBADMSG);
	CHECK_IS(damaged("bad", 0, NULL, 0, message), -EBADMSG);

	/* a symbolic link is not followed, as the file or as the directory */
	CHECK_IS(open_as("real", 0, &s, message), 0);
	ebpfc__session_close(s);
	snprintf(path, sizeof(path), "%s/ebpfc/linked", root);
	snprintf(target, sizeof(target), "%s/ebpfc/real", root);
	CHECK_IS(symlink(target, path), 0);
	CHECK_IS(open_as("linked", 0, &s, message), -ELOOP);
	CHECK_IS(unlink(path), 0);
	CHECK_IS(mkdir(path, 0700), 0);
	strcat(path, "/maps");
	strcat(target, "/maps");
	CHECK_IS(symlink(target, path), 0);
	CHECK_IS(open_as("linked", 0, &s, message), -ELOOP);
	CHECK_IS(unlink(path), 0);
	path[strlen(path) - 5] = 0;
	CHECK_IS(rmdir(path), 0);
	CHECK_IS(ebpfc__session_remove("real"), 0);

	/* a descriptor of something else */
	int fd = memfd_create("other", 0);
	struct ebpfc__session_opts opts = {.size = sizeof(opts), .fd = fd, .message = message, .message_size = 200};
	CHECK_IS(fchmod(fd, 0600), 0);
	CHECK_IS(ebpfc__session_open(&opts, &s), -EBADMSG);
	close(fd);
}

/* A row that another process damaged does not open. */
static void damaged_row(void)
{
	struct ebpfc_session *a, *b;
	char message[200];
	struct ebpfc_map *m;
	uint32_t id, type = 7777;

	CHECK_IS(open_as("rows", 0, &a, message), 0);
	CHECK_IS(open_as("rows", 0, &b, message), 0);
	m = test_map(a, EBPFC_MAP_ARRAY, 4, 8, 10, 0);
	id = ebpfc__map_id(m);
	CHECK(pwrite(ebpfc__session_fd(a), &type, 4, 4096 + 48) == 4);
	CHECK_IS(ebpfc__map_open(b, id, &m), -EBADMSG);
	ebpfc__session_close(a);
	ebpfc__session_close(b);
	CHECK_IS(ebpfc__session_remove("rows"), 0);
}

static void other_process(void)
{
	struct ebpfc_session *s = test_session();
	struct ebpfc_map *m = test_map(s, EBPFC_MAP_HASH, 4, 8, 100, 0);
	uint32_t id = ebpfc__map_id(m), key = 1;
	uint64_t value = 0;
	int status;
	pid_t pid;

	CHECK_IS(ebpfc__map_update(m, &key, &value, 0), 0);
	pid = fork();
	if (pid == 0) { /* by descriptor, and through the inherited handle */
		struct ebpfc__session_opts opts = {.size = sizeof(opts), .fd = ebpfc__session_fd(s)};
		struct ebpfc_session *t;
		struct ebpfc_map *n;

		CHECK_IS(ebpfc__session_open(&opts, &t), 0);
		CHECK_IS(ebpfc__map_open(t, id, &n), 0);
		for (key = 1; key <= 50; key++) {
			value = key * 3;
			CHECK_IS(ebpfc__map_update(key & 1 ? n : m, &key, &value, 0), 0);
		}
		_exit(0);
	}
	CHECK(waitpid(pid, &status, 0) == pid && status == 0);
	for (key = 1; key <= 50; key++) {
		CHECK_IS(ebpfc__map_user_lookup(m, &key, &value, 0), 0);
		CHECK_IS(value, key * 3);
	}
	ebpfc__session_close(s);
}

static void ids_and_memory(void)
{
	struct ebpfc__session_opts opts = {.size = sizeof(opts), .fd = -1, .max_bytes = 16u << 20};
	struct ebpfc_session *s;
	struct ebpfc_map *m, *again;
	uint32_t last = 0, id;

	CHECK_IS(ebpfc__session_open(&opts, &s), 0);
	for (int i = 0; i < 500; i++) { /* 8 MB each: fits only if memory comes back */
		m = test_map(s, EBPFC_MAP_ARRAY, 4, 1 << 20, 8, 0);
		CHECK(ebpfc__map_id(m) != last);
		last = ebpfc__map_id(m);
		CHECK_IS(ebpfc__map_open(s, last, &again), 0);
		CHECK(again == m);
		for (uint32_t k = 0; k < 8; k++) {
			uint8_t *v = ebpfc__map_lookup(m, &k);
			CHECK(v && v[0] == 0 && v[(1 << 20) - 1] == 0);
			v[0] = v[(1 << 20) - 1] = 1;
		}
		ebpfc__map_put(again);
		ebpfc__map_destroy(m);
		CHECK_IS(ebpfc__map_open(s, last, &again), -ENOENT);
	}
	CHECK_IS(ebpfc__session_next_map(s, 0, &id), -ENOENT);
	m = test_map(s, EBPFC_MAP_ARRAY, 4, 1 << 20, 8, 0);

	struct ebpfc_map_attr attr = {
		.size = sizeof(attr), .type = EBPFC_MAP_ARRAY, .key_size = 4, .value_size = 1 << 20, .max_entries = 8};
	CHECK_IS(ebpfc__map_create(s, &attr, &again), -ENOSPC);
	ebpfc__session_close(s);
}

int main(void)
{
	snprintf(root, sizeof(root), "/tmp/ebpfc-test-XXXXXX");
	CHECK(mkdtemp(root));
	setenv("XDG_RUNTIME_DIR", root, 1);
	names_and_modes();
	refusals();
	damaged_row();
	other_process();
	ids_and_memory();

	char path[200];
	snprintf(path, sizeof(path), "%s/ebpfc", root);
	CHECK_IS(rmdir(path), 0);
	CHECK_IS(rmdir(root), 0);
	return 0;
}
