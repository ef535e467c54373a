/* SPDX-License-Identifier: MIT */
/* helpers_kfunc.c - the string and dynptr kfuncs against libc, and at the edge of memory that is not there. */
#include "../src/helpers/dynptr.h"
#include "../src/helpers/helpers.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define ADDRESS(P) ((uint64_t)(uintptr_t)(P))
#define CALL(NAME, A, B, C, D, E) ((int64_t)ebpfc__k_bpf_##NAME(A, B, C, D, E, NULL))

/* A copy of `text` that ends just before memory that cannot be read; without its NUL if `cut`. */
static char *at_edge(const char *text, bool cut)
{
	static char *pages;
	size_t size = strlen(text) + !cut;

	if (!pages) {
		pages = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		assert(pages != MAP_FAILED && mprotect(pages + 4096, 4096, PROT_NONE) == 0);
	}
	return memcpy(pages + 4096 - size, text, size);
}

static int64_t index_or(const char *base, const char *found)
{
	return found ? found - base : -ENOENT;
}

static int sign(int value)
{
	return (value > 0) - (value < 0);
}

static void test_strings(void)
{
	static const char *const texts[] = {"", "a", "b", "abc", "abd", "ABC", "cabcabd", "\xff\x01", "aaaaaaaaab"};
	const size_t n = sizeof(texts) / sizeof(texts[0]);
	char *big = malloc(70000);

	for (size_t i = 0; i < n; i++) {
		const char *a = texts[i];
		uint64_t s = ADDRESS(a);

		assert(CALL(strlen, s, 0, 0, 0, 0) == (int64_t)strlen(a));
		for (uint64_t count = 0; count < 12; count++) {
			assert(CALL(strnlen, s, count, 0, 0, 0) == (int64_t)strnlen(a, count));
			const char *found = memchr(a, 'b', strnlen(a, count));
			assert(CALL(strnchr, s, count, 'b', 0, 0) == index_or(a, found));
		}
		for (int c = 0; c < 256; c++) {
			assert(CALL(strchr, s, (uint64_t)c, 0, 0, 0) == index_or(a, strchr(a, c)));
			assert(CALL(strrchr, s, (uint64_t)c, 0, 0, 0) == index_or(a, strrchr(a, c)));
			const char *found = strchr(a, c);
			assert(CALL(strchrnul, s, (uint64_t)c, 0, 0, 0) == (found ? found - a : (int64_t)strlen(a)));
		}
		for (size_t j = 0; j < n; j++) {
			const char *b = texts[j];
			uint64_t t = ADDRESS(b);

			assert(CALL(strcmp, s, t, 0, 0, 0) == sign(strcmp(a, b)));
			assert(CALL(strcasecmp, s, t, 0, 0, 0) == sign(strcasecmp(a, b)));
			assert(CALL(strspn, s, t, 0, 0, 0) == (int64_t)strspn(a, b));
			assert(CALL(strcspn, s, t, 0, 0, 0) == (int64_t)strcspn(a, b));
			assert(CALL(strstr, s, t, 0, 0, 0) == index_or(a, strstr(a, b)));
			for (size_t length = 0; length <= strlen(a); length++) {
				char part[16] = "";

				memcpy(part, a, length);
				assert(CALL(strnstr, s, t, length, 0, 0) == index_or(part, strstr(part, b)));
			}
		}
	}

	char *edge = at_edge("edge", false);

	assert(CALL(strlen, ADDRESS(edge), 0, 0, 0, 0) == 4);
	edge = at_edge("edge", true);
	assert(CALL(strlen, ADDRESS(edge), 0, 0, 0, 0) == -EFAULT);
	assert(CALL(strnlen, ADDRESS(edge), 4, 0, 0, 0) == 4);
	assert(CALL(strchr, ADDRESS(edge), 'g', 0, 0, 0) == 2);
	assert(CALL(strcmp, ADDRESS(edge), ADDRESS("edgy"), 0, 0, 0) == -1);
	assert(CALL(strcmp, ADDRESS(edge), ADDRESS("edge"), 0, 0, 0) == -EFAULT);
	assert(CALL(strlen, 0, 0, 0, 0, 0) == -EFAULT);

	memset(big, 'x', 70000);
	assert(CALL(strlen, ADDRESS(big), 0, 0, 0, 0) == -E2BIG);
	assert(CALL(strcmp, ADDRESS(big), ADDRESS(big), 0, 0, 0) == -E2BIG);
	free(big);
}

static void test_dynptrs(void)
{
	uint8_t bytes[32], other[32] = {0};
	struct ebpfc__dynptr all, part, copy;
	uint64_t d = ADDRESS(&part);
	struct ebpfc_xdp xdp = {.data = bytes, .data_end = bytes + sizeof(bytes)};

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (uint8_t)i;
	ebpfc__dynptr_set(&all, bytes, EBPFC__DYNPTR_LOCAL, sizeof(bytes));
	part = all;
	assert(CALL(dynptr_size, d, 0, 0, 0, 0) == 32 && CALL(dynptr_is_null, d, 0, 0, 0, 0) == 0);
	assert(CALL(dynptr_adjust, d, 5, 4, 0, 0) == -EINVAL);
	assert(CALL(dynptr_adjust, d, 4, 33, 0, 0) == -ERANGE);
	assert(CALL(dynptr_adjust, d, 4, 20, 0, 0) == 0);
	assert(CALL(dynptr_adjust, d, 1, 9, 0, 0) == 0);
	assert(CALL(dynptr_size, d, 0, 0, 0, 0) == 8);
	assert(ebpfc__k_bpf_dynptr_slice(d, 2, 0, 6, 0, NULL) == ADDRESS(bytes + 7));
	assert(ebpfc__k_bpf_dynptr_slice(d, 2, 0, 7, 0, NULL) == 0);
	assert(ebpfc__k_bpf_dynptr_slice(d, 0xffffffff, 0, 2, 0, NULL) == 0);
	assert(CALL(dynptr_clone, d, ADDRESS(&copy), 0, 0, 0) == 0 && copy.offset == part.offset);

	ebpfc__dynptr_set(&copy, other, EBPFC__DYNPTR_LOCAL, sizeof(other));
	assert(CALL(dynptr_copy, ADDRESS(&copy), 30, d, 0, 2) == 0 && other[30] == 5 && other[31] == 6);
	assert(CALL(dynptr_copy, ADDRESS(&copy), 30, d, 0, 3) == -E2BIG);
	assert(CALL(dynptr_memset, ADDRESS(&copy), 1, 2, 9, 0) == 0 && !other[0] && other[1] == 9 && !other[3]);
	assert(CALL(dynptr_memset, ADDRESS(&copy), 31, 2, 9, 0) == -E2BIG);
	assert(CALL(probe_read_user_dynptr, ADDRESS(&copy), 4, 4, ADDRESS("abcd"), 0) == 0 && !memcmp(other + 4, "abcd", 4));
	assert(CALL(probe_read_user_dynptr, ADDRESS(&copy), 4, 4, 1, 0) == -EFAULT);
	assert(CALL(probe_read_user_str_dynptr, ADDRESS(&copy), 8, 8, ADDRESS("xy"), 0) == 3 && !strcmp((char *)other + 8, "xy"));

	assert(CALL(dynptr_from_xdp, ADDRESS(&xdp), 1, d, 0, 0) == -EINVAL && CALL(dynptr_is_null, d, 0, 0, 0, 0) == 1);
	assert(CALL(dynptr_size, d, 0, 0, 0, 0) == -EINVAL);
	assert(CALL(dynptr_from_xdp, ADDRESS(&xdp), 0, d, 0, 0) == 0 && CALL(dynptr_size, d, 0, 0, 0, 0) == 32);
	assert(ebpfc__k_bpf_dynptr_slice_rdwr(d, 31, 0, 1, 0, NULL) == ADDRESS(bytes + 31));

	char to[8];

	memset(to, 1, sizeof(to));
	assert(CALL(copy_from_user_str, ADDRESS(to), 8, ADDRESS("ab"), 0, 0) == 3 && !strcmp(to, "ab") && to[3] == 1 && to[7] == 1);
	assert(CALL(copy_from_user_str, ADDRESS(to), 8, ADDRESS("ab"), 1, 0) == 3 && to[7] == 0);
	assert(CALL(copy_from_user_str, ADDRESS(to), 8, ADDRESS("ab"), 2, 0) == -EINVAL);
	assert(CALL(copy_from_user_str, ADDRESS(to), 3, ADDRESS("abcdef"), 0, 0) == 3 && !strcmp(to, "ab"));
}

int main(void)
{
	test_strings();
	test_dynptrs();
	puts("ok");
	return 0;
}
