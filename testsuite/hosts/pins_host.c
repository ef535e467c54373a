/* SPDX-License-Identifier: MIT */
/* pins_host OBJECT DIR: two instances that share maps by their pins in DIR, and what a pin is refused for. */
#include <ebpfc.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAP "flows"

static int check(int got, int want, const char *what)
{
	if (got == want)
		return 0;
	fprintf(stderr, "pins_host: %s: %d, not %d (%s)\n", what, got, want, ebpfc_last_error());
	return 1;
}

int main(int argc, char **argv)
{
	EBPFC_STRUCT(ebpfc_object_opts, object_opts, .allow_unverified = true);
	EBPFC_STRUCT(ebpfc_instance_opts, opts);
	struct ebpfc_map_choice larger = {MAP, NULL, 4096};
	struct ebpfc_instance *one, *two;
	struct ebpfc_session *session;
	struct ebpfc_object *object;
	struct ebpfc_map *map;
	unsigned char key[8] = {1}, value[16] = {42}, got[16];
	char path[4096], other[4096];
	int failed = 0;

	if (argc != 3 || ebpfc_object_open(argv[1], &object_opts, &object))
		return fprintf(stderr, "pins_host: %s\n", ebpfc_last_error()), 1;
	opts.pins = argv[2];
	snprintf(path, sizeof(path), "%s/" MAP, argv[2]);
	snprintf(other, sizeof(other), "%s/other", argv[2]);

	/* Made and pinned by the first, found by the second; only maps that ask for it. */
	failed += check(ebpfc_instance_new(object, &opts, &one), 0, "the first instance");
	failed += check(ebpfc_instance_new(object, &opts, &two), 0, "the second instance");
	if (failed)
		return 1;
	failed += check(ebpfc_map_update_elem(ebpfc_find_map(one, MAP), key, value, 0), 0, "update");
	failed += check(ebpfc_map_lookup_elem(ebpfc_find_map(two, MAP), key, got, 0), 0, "lookup");
	failed += check(memcmp(got, value, sizeof(got)), 0, "the value");
	snprintf(other, sizeof(other), "%s/counters", argv[2]);
	failed += check(access(other, F_OK), -1, "a map that is not to be pinned");
	ebpfc_instance_free(two);

	/* Of another shape: said, and not used. */
	opts.maps = &larger;
	opts.map_count = 1;
	failed += check(ebpfc_instance_new(object, &opts, &two), -EEXIST, "another size");
	printf("%s\n", ebpfc_last_error());
	opts.map_count = 0;

	/* By path, after the instances are gone. */
	ebpfc_instance_free(one);
	failed += check(ebpfc_map_open_pinned(path, &session, &map), 0, "open by path");
	failed += check(ebpfc_map_lookup_elem(map, key, got, 0), 0, "lookup by path");
	snprintf(other, sizeof(other), "%s/again", argv[2]);
	failed += check(ebpfc_map_pin(map, other), 0, "a second pin");
	failed += check(ebpfc_map_pin(map, other), -EEXIST, "a path that is taken");
	ebpfc_map_put(map);
	ebpfc_session_leave(session);

	/* What is no pin of ours alone. */
	failed += check(chmod(other, 0644), 0, "chmod");
	failed += check(ebpfc_map_open_pinned(other, &session, &map), -EPERM, "a pin that others read");
	failed += check(ebpfc_map_unpin(other), -EPERM, "unpin of it");
	failed += check(chmod(other, 0600), 0, "chmod");
	if (geteuid() == 0) {
		failed += check(chown(other, 65534, 65534), 0, "chown");
		failed += check(ebpfc_map_open_pinned(other, &session, &map), -EPERM, "a pin of somebody else");
		failed += check(chown(other, 0, 0), 0, "chown");
	}
	failed += check(truncate(other, 20), 0, "truncate");
	failed += check(ebpfc_map_open_pinned(other, &session, &map), -EBADMSG, "half a pin");
	failed += check(unlink(other) || symlink(path, other), 0, "symlink");
	failed += check(ebpfc_map_open_pinned(other, &session, &map), -ELOOP, "a symbolic link");
	unlink(other);

	/* A private map has no path; a pin without its map is stale. */
	opts.pins = NULL;
	failed += check(ebpfc_instance_new(object, &opts, &one), 0, "a private instance");
	failed += check(ebpfc_map_pin(ebpfc_find_map(one, MAP), other), -EXDEV, "a private map");
	ebpfc_instance_free(one);
	failed += check(ebpfc_session_remove("pinned"), 0, "remove the session");
	failed += check(ebpfc_map_open_pinned(path, &session, &map), -ENOENT, "a pin without its session");
	opts.session = "pinned";
	failed += check(ebpfc_instance_new(object, &opts, &one), 0, "the session again");
	failed += check(ebpfc_map_open_pinned(path, &session, &map), -ESTALE, "a pin of the session before");
	ebpfc_instance_free(one);
	failed += check(ebpfc_map_unpin(path), 0, "unpin");
	failed += check(ebpfc_map_open_pinned(path, &session, &map), -ENOENT, "what was unpinned");
	ebpfc_object_close(object);
	printf("%d failed\n", failed);
	return failed != 0;
}
