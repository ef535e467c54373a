/* SPDX-License-Identifier: MIT */
/*
 * agent.c - the part that lives in a traced process, preloaded or injected. It listens on a socket that only the
 * process's own user (and root) may use, and attaches and detaches programs as it is told.
 *
 * A request is one line: a verb and words of the form key=value; in a value, %XX stands for a byte. The answer is one
 * line of JSON.
 *
 *	attach object=PATH [session=NAME] [program=NAME] [place=PLACE] [cookie=N] [print=PATH] [unverified=1]
 *	detach [id=N]
 *	list
 *	follow          listen in processes that this one forks as well, each on a socket of its own beside this one
 *	stop            detach all, and listen no more
 *
 * LD_PRELOAD: EBPFC_AGENT is the socket's path ("" for the default), EBPFC_ATTACH holds requests, one a line, that are
 * carried out before the program starts.
 */
#define _GNU_SOURCE
#include "../include/ebpfc.h"
#include "libraries.h"
#include "links.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static char socket_path[sizeof((struct sockaddr_un *)0)->sun_path];
static int listener = -1;
static pid_t owner; /* a forked child has the listener, but neither the thread nor the name */

/* ---- Answers ------------------------------------------------------------------------------------------------ */

static void write_text(FILE *out, const char *text)
{
	fputc('"', out);
	for (; text && *text; text++) {
		if (*text == '"' || *text == '\\')
			fprintf(out, "\\%c", *text);
		else if ((unsigned char)*text < 0x20)
			fprintf(out, "\\u%04x", *text);
		else
			fputc(*text, out);
	}
	fputc('"', out);
}

static void write_error(FILE *out, const char *text)
{
	fputs("{\"ok\":false,\"error\":", out);
	write_text(out, text);
	fputs("}\n", out);
}

static void write_links(FILE *out)
{
	static const char *const kinds[] = { "entry", "return", "replace", "inside", "syscall", "sysret" };
	static const char *const means[] = { "none", "jump", "hop", "trap" };

	fprintf(out, "{\"ok\":true,\"pid\":%d,\"memory\":%zu,\"links\":[", (int)getpid(), ebpfc_attach_memory());
	for (const struct link *link = links_first(); link; link = link->next) {
		fprintf(out, "%s{\"id\":%u,\"object\":", link == links_first() ? "" : ",", link->id);
		write_text(out, link->object);
		fputs(",\"program\":", out);
		write_text(out, link->program);
		fputs(",\"place\":", out);
		write_text(out, link->place);
		fprintf(out, ",\"kind\":\"%s\",\"means\":\"%s\",\"sites\":%u,\"hits\":%llu", kinds[link->kind],
			means[link->means], link->sites, (unsigned long long)__atomic_load_n(&link->hits, __ATOMIC_RELAXED));
		if (link->misses)
			fprintf(out, ",\"misses\":%llu", (unsigned long long)__atomic_load_n(&link->misses, __ATOMIC_RELAXED));
		if (link->waiting)
			fputs(",\"waiting\":true", out);
		if (link->refusal) {
			fputs(",\"reason\":", out);
			write_text(out, link->refusal);
		}
		fputc('}', out);
	}
	fputs("]}\n", out);
}

/* ---- Requests ----------------------------------------------------------------------------------------------- */

/* Replaces %XX in place. */
static void decode_value(char *value)
{
	char *to = value;

	for (char *from = value; *from; from++) {
		char digits[3] = { 0 };

		if (*from == '%' && from[1] && from[2]) {
			memcpy(digits, from + 1, 2);
			*to++ = (char)strtoul(digits, NULL, 16);
			from += 2;
		} else {
			*to++ = *from;
		}
	}
	*to = 0;
}

/* The value of `key` among the words; NULL when it is not there. Words are cut apart by the first call. */
static const char *find_value(char *const *words, size_t count, const char *key)
{
	size_t length = strlen(key);

	for (size_t i = 1; i < count; i++)
		if (!strncmp(words[i], key, length) && words[i][length] == '=')
			return words[i] + length + 1;
	return NULL;
}

EBPFC_API long ebpfc_agent_start(const char *argument);

/* ---- Forks: the child has our links and their maps, but neither our thread nor a socket ------------------------- */

static bool following;

/* Beside the parent's, or wherever the parent would have put it. */
static void listen_in_child(void)
{
	char path[sizeof socket_path];
	char *slash = strrchr(socket_path, '/');
	int length;

	libraries_unlock();
	if (!following)
		return;
	length = snprintf(path, sizeof path, "%.*s/agent-%d.sock", slash ? (int)(slash - socket_path) : 0, socket_path, (int)getpid());
	if (length < (int)sizeof path)
		ebpfc_agent_start(path);
}

static void register_forks(void)
{
	pthread_atfork(libraries_lock, libraries_unlock, listen_in_child);
}

/* After the patcher has registered its own, whose lock is taken inside ours: handlers before a fork run backwards. */
static void follow_forks(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	ebpfc_attach(NULL, 0);
	following = true;
	pthread_once(&once, register_forks);
}

/* Carries out one line; false when the agent shall stop. */
static bool carry_out(char *line, FILE *out)
{
	char *words[16], *state = NULL, error[512] = "";
	const char *cookie;
	size_t count = 0;
	bool go_on = true;

	for (char *word = strtok_r(line, " \t\r\n", &state); word && count < 16; word = strtok_r(NULL, " \t\r\n", &state))
		words[count++] = word;
	for (size_t i = 0; i < count; i++)
		decode_value(words[i]);
	if (!count)
		return true;
	libraries_lock();
	if (!strcmp(words[0], "attach")) {
		struct attach_request request = {
			.object = find_value(words, count, "object"),
			.session = find_value(words, count, "session"),
			.program = find_value(words, count, "program"),
			.place = find_value(words, count, "place"),
			.print = find_value(words, count, "print"),
		};

		cookie = find_value(words, count, "cookie");
		request.unverified = find_value(words, count, "unverified") != NULL;
		request.cookie = cookie ? strtoull(cookie, NULL, 0) : 0;
		if (!request.object)
			write_error(out, "attach needs object=PATH");
		else if (links_attach(&request, error, sizeof error) < 0)
			write_error(out, error);
		else
			write_links(out);
	} else if (!strcmp(words[0], "detach") || !strcmp(words[0], "stop")) {
		const char *id = find_value(words, count, "id");
		int gone = links_detach(id ? (unsigned)strtoul(id, NULL, 0) : 0, error, sizeof error);

		if (gone < 0)
			write_error(out, error);
		else
			fprintf(out, "{\"ok\":true,\"detached\":%d}\n", gone);
		go_on = gone < 0 || words[0][0] != 's';
	} else if (!strcmp(words[0], "follow")) {
		follow_forks();
		fputs("{\"ok\":true}\n", out);
	} else if (!strcmp(words[0], "list")) {
		write_links(out);
	} else {
		write_error(out, "the request is none of attach, detach, list, follow, stop");
	}
	libraries_unlock();
	fflush(out);
	return go_on;
}

/* ---- The socket --------------------------------------------------------------------------------------------- */

static bool is_permitted(int connection)
{
	struct ucred peer;
	socklen_t size = sizeof peer;

	return !getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &peer, &size) && (peer.uid == geteuid() || peer.uid == 0);
}

static bool serve(int connection)
{
	FILE *stream = fdopen(connection, "r+");
	char *line = NULL;
	size_t room = 0;
	bool go_on = true;

	if (!stream) {
		close(connection);
		return true;
	}
	while (go_on && getline(&line, &room, stream) > 0) {
		fseek(stream, 0, SEEK_CUR); /* C11 7.21.5.3: between reading and writing */
		go_on = carry_out(line, stream);
	}
	free(line);
	fclose(stream);
	return go_on;
}

static void *listen_for_requests(void *arg)
{
	bool go_on = true;

	(void)arg;
	pthread_setname_np(pthread_self(), "ebpfc-agent");
	while (go_on) {
		int connection = accept4(listener, NULL, NULL, SOCK_CLOEXEC);

		if (connection < 0 && errno != EINTR && errno != ECONNABORTED)
			break;
		if (connection < 0)
			continue;
		if (is_permitted(connection))
			go_on = serve(connection);
		else
			close(connection);
	}
	unlink(socket_path);
	close(listener);
	listener = -1;
	return NULL;
}

/* The folder must be the user's own and closed to others. */
static int private_folder(const char *path)
{
	struct stat st;

	if (mkdir(path, 0700) && errno != EEXIST)
		return -errno;
	if (lstat(path, &st))
		return -errno;
	return S_ISDIR(st.st_mode) && st.st_uid == geteuid() && !(st.st_mode & 077) ? 0 : -EPERM;
}

static int choose_path(const char *wanted)
{
	const char *runtime = getenv("XDG_RUNTIME_DIR");
	const char *slash;
	char folder[108], own[72];
	int error, length;

	if (wanted && wanted[0]) {
		length = snprintf(socket_path, sizeof socket_path, "%s", wanted);
		if (length >= (int)sizeof socket_path)
			return -ENAMETOOLONG;
		slash = strrchr(wanted, '/');
		if (!slash || slash - wanted >= (int)sizeof folder)
			return 0;
		memcpy(folder, wanted, (size_t)(slash - wanted));
		folder[slash - wanted] = 0;
		/* The first agent of this user makes it; what is there may be the user's to choose. */
		return mkdir(folder, 0700) && errno != EEXIST ? -errno : 0;
	}
	if (runtime && strlen(runtime) < sizeof own - sizeof "/ebpfc")
		snprintf(own, sizeof own, "%s/ebpfc", runtime);
	else
		snprintf(own, sizeof own, "/tmp/ebpfc-%u", (unsigned)geteuid());
	error = private_folder(own);
	snprintf(socket_path, sizeof socket_path, "%s/agent-%d.sock", own, (int)getpid());
	return error;
}

static int open_socket(void)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	mode_t before;
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), error = 0;

	if (fd < 0)
		return -errno;
	memcpy(address.sun_path, socket_path, sizeof address.sun_path);
	unlink(socket_path); /* of a process that had our number and was killed */
	before = umask(077);
	if (bind(fd, (struct sockaddr *)&address, sizeof address) || listen(fd, 8))
		error = -errno;
	umask(before);
	if (error) {
		close(fd);
		return error;
	}
	return fd;
}

/*
 * Starts to listen; `argument` is the socket's path, or empty for $XDG_RUNTIME_DIR/ebpfc/agent-PID.sock. Called once
 * more, it does nothing. Returns 0 or -errno.
 */
EBPFC_API long ebpfc_agent_start(const char *argument)
{
	pthread_attr_t detached;
	sigset_t others, before;
	pthread_t thread;
	int error;

	if (listener >= 0 && owner == getpid())
		return 0;
	if (listener >= 0)
		close(listener); /* the parent's */
	listener = -1;
	error = choose_path(argument);
	if (error)
		return error;
	listener = open_socket();
	if (listener < 0) {
		error = listener;
		listener = -1;
		return error;
	}
	owner = getpid();
	/* The process's signals are not for our thread; the patcher's are. */
	sigfillset(&others);
	sigdelset(&others, SIGTRAP);
	for (int signal = SIGRTMIN; signal <= SIGRTMAX; signal++)
		sigdelset(&others, signal);
	pthread_sigmask(SIG_SETMASK, &others, &before);
	pthread_attr_init(&detached);
	pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
	error = pthread_create(&thread, &detached, listen_for_requests, NULL);
	pthread_attr_destroy(&detached);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return -error;
}

__attribute__((destructor)) static void remove_socket(void)
{
	if (listener >= 0 && owner == getpid())
		unlink(socket_path);
}

/* Preloaded: what the environment asks for, before main. */
__attribute__((constructor)) static void start_preloaded(void)
{
	const char *path = getenv("EBPFC_AGENT"), *requests = getenv("EBPFC_ATTACH");
	char *lines, *state = NULL;
	long error;

	if (!path)
		return;
	error = ebpfc_agent_start(path);
	if (error)
		fprintf(stderr, "ebpfc agent: %s: %s\n", socket_path, strerror((int)-error));
	lines = requests ? strdup(requests) : NULL;
	for (char *line = lines ? strtok_r(lines, "\n", &state) : NULL; line; line = strtok_r(NULL, "\n", &state)) {
		char *answer = NULL;
		size_t size = 0;
		FILE *out = open_memstream(&answer, &size);

		if (!out)
			continue;
		carry_out(line, out);
		fclose(out);
		if (!strstr(answer, "\"ok\":true") ||
		    (strstr(answer, "\"means\":\"none\"") && !strstr(answer, "\"waiting\":true")))
			fprintf(stderr, "ebpfc agent: %s", answer);
		free(answer);
	}
	free(lines);
}
