/* SPDX-License-Identifier: MIT */
/*
 * attach_places.cc OBJECT.so LATE.so HIDDEN - the ways of naming functions: patterns, C++ names, offsets, addresses in
 * stripped files, libraries that are loaded later. OBJECT is attach_compiled.bpf.c; LATE is attach_late.c, stripped;
 * HIDDEN the file offset of its late_hidden.
 */
extern "C" {
#include "attach_check.h"

#include "../agent/links.h"
}

#include <cstring>
#include <dlfcn.h>
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOINLINE __attribute__((noinline))

namespace shop {
struct Till {
	int sum = 0;
	NOINLINE int add(int price) { return sum += price; }
	NOINLINE int add(long price) { return sum += static_cast<int>(price) + 1; }
	NOINLINE int operator+(int price) { return sum + price; }
};
}

extern "C" {
NOINLINE int many_one(int a) { __asm__ volatile("" : "+r"(a)); return a + 1; }
NOINLINE int many_two(int a) { __asm__ volatile("" : "+r"(a)); return a + 2; }
NOINLINE int many_three(int a) { __asm__ volatile("" : "+r"(a)); return a + 3; }
NOINLINE int few(int a) { __asm__ volatile("" : "+r"(a)); return a + 4; }
int inside(int);
int target(int a) { return a; }
}
/* clang-format off */
__asm__(".text\n .p2align 4\n .globl inside\n .type inside, @function\n"
	"inside: lea 7(%rdi), %eax\n test %edi, %edi\n js 1f\n mov $5, %ecx\n add %ecx, %eax\n1: ret\n .size inside, .-inside\n");
/* clang-format on */

static const char *compiled, *late;
static char session[64];
static struct ebpfc_instance *watcher;

static uint64_t counted(void)
{
	uint64_t value = 0;
	uint32_t key = 0;

	CHECK(!ebpfc_map_lookup_elem(ebpfc_find_map(watcher, "counts"), &key, &value, 0), "no count");
	return value;
}

/* What the link says; its `sites` is 0 when it waits. */
static const struct link *attach(const char *program, const char *place)
{
	struct attach_request request = {};
	char error[512] = "";
	const uint64_t zero = 0;

	for (uint32_t key = 0; key < 8; key++)
		ebpfc_map_update_elem(ebpfc_find_map(watcher, "counts"), &key, &zero, 0);
	request.object = compiled;
	request.session = session;
	request.program = program;
	request.place = place;
	request.unverified = true;
	CHECK(links_attach(&request, error, sizeof error) >= 0, "%s: %s", place, error);
	return links_first();
}

static void detach(void)
{
	char error[512];

	CHECK(links_detach(0, error, sizeof error) == 1, "%s", error);
}

static void test_patterns(void)
{
	const struct link *link = attach("count", "uprobe.multi/:many_*");

	CHECK(link->sites == 3, "%u sites: %s", link->sites, link->refusal ? link->refusal : "");
	CHECK(many_one(1) == 2 && many_two(1) == 3 && many_three(1) == 4 && few(1) == 5, "wrong results");
	CHECK(counted() == 3, "%llu", (unsigned long long)counted());
	detach();
	CHECK(attach("count", "uprobe.multi/:many_t[wh]*")->sites == 2, "not two");
	detach();
	CHECK(strstr(attach("count", "uprobe.multi/:nothing_*")->refusal, "matches no function"), "matched");
	CHECK(strstr(attach("count", "uprobe/:many_*")->refusal, "no such function"), "a pattern without .multi");
	link = attach("count_return", "uretprobe.multi/:many_*");
	CHECK(link->sites == 3 && many_two(1) == 3 && counted() == 1, "returns");
	detach();
}

static void test_names(void)
{
	static const struct {
		const char *place;
		unsigned hits;
	} rows[] = {
		{ "uprobe/:shop::Till::add(int)", 1 },
		{ "uprobe/:shop::Till::add(long)", 1 },
		{ "uprobe/:_ZN4shop4Till3addEi", 1 },
		{ "uprobe/:shop::Till::operator+(int)", 1 },
		{ "uprobe/:shop::Till::operator+", 1 },
		{ "uprobe.multi/:_ZN4shop4Till3add*", 2 },
	};
	shop::Till till;

	for (const auto &row : rows) {
		const struct link *link = attach("count", row.place);

		CHECK(link->sites >= 1, "%s: %s", row.place, link->refusal);
		till.sum = 0;
		CHECK(till.add(2) == 2 && till.add(3L) == 6 && till + 1 == 7, "wrong results");
		CHECK(counted() == row.hits, "%s: %llu", row.place, (unsigned long long)counted());
		detach();
	}
}

static void test_offsets(void)
{
	const struct link *link = attach("count", "uprobe/:inside+7"); /* mov $5, %ecx */

	CHECK(link->sites == 1, "%s", link->refusal);
	CHECK(inside(1) == 13 && inside(-1) == 6, "wrong results");
	CHECK(counted() == 1, "%llu", (unsigned long long)counted());
	detach();
}

/* Its constructor, which runs when it is loaded, is seen. */
static void test_late(const char *hidden)
{
	const struct link *link;
	char place[600];
	void *library;
	int (*call)(int);

	snprintf(place, sizeof place, "uprobe/%s:late_call", late);
	link = attach("count", place);
	CHECK(!link->sites && link->waiting && strstr(link->refusal, "no such module"), "%s", link->refusal);
	library = dlopen(late, RTLD_NOW);
	CHECK(library, "%s", dlerror());
	call = reinterpret_cast<int (*)(int)>(dlsym(library, "late_call"));
	CHECK(link->sites == 1 && !link->waiting, "%u sites", link->sites);
	CHECK(call(10) == 12 && counted() == 2, "%llu", (unsigned long long)counted());
	detach();

	snprintf(place, sizeof place, "uprobe/%s:%s", late, hidden);
	link = attach("count", place);
	CHECK(link->sites == 1, "%s", link->refusal);
	call = reinterpret_cast<int (*)(int)>(dlsym(library, "late_hidden_through"));
	CHECK(call(10) == 33 && counted() == 1, "%llu", (unsigned long long)counted());
	detach();

	link = attach("count", "uprobe/never.so:call");
	CHECK(link->waiting, "does not wait");
	detach();
	CHECK(!links_first(), "a link stays");
}

/* A parent that waits in vfork, and whose child leaves by exec or _exit out of probed functions. */
static void test_children(void)
{
	char *const args[] = { const_cast<char *>("true"), nullptr };
	int status;

	attach("count_return", "uretprobe/libc.so.6:execve");
	CHECK(links_first()->sites == 1, "%s", links_first()->refusal);
	for (int i = 0; i < 200; i++) {
		pid_t child = i & 1 ? fork() : vfork();

		if (!child) {
			if (i & 2)
				_exit(3);
			execve("/bin/true", args, environ);
			_exit(4);
		}
		CHECK(waitpid(child, &status, 0) == child && WIFEXITED(status), "no child");
		CHECK(WEXITSTATUS(status) == (i & 2 ? 3 : 0), "status %x", status);
	}
	CHECK(counted() == 0, "%llu", (unsigned long long)counted());
	CHECK(execve("/nowhere", args, environ) == -1 && counted() == 1, "%llu", (unsigned long long)counted());
	detach();
}

int main(int argc, char **argv)
{
	struct ebpfc_object_opts opts = {};
	struct ebpfc_instance_opts instance = {};
	struct ebpfc_object *object;

	CHECK(argc == 4, "usage: attach_places OBJECT.so LATE.so HIDDEN");
	compiled = argv[1];
	late = argv[2];
	opts.size = sizeof opts;
	opts.allow_unverified = true;
	instance.size = sizeof instance;
	snprintf(session, sizeof session, "attach-places-%d", (int)getpid());
	instance.session = session;
	CHECK(!ebpfc_object_open(compiled, &opts, &object), "%s", ebpfc_last_error());
	CHECK(!ebpfc_instance_new(object, &instance, &watcher), "%s", ebpfc_last_error());
	test_patterns();
	test_names();
	test_offsets();
	test_late(argv[3]);
	test_children();
	puts("places: ok");
	return 0;
}
