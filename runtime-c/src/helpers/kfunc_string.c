/* SPDX-License-Identifier: MIT */
/*
 * The string kfuncs (kernel/bpf/helpers.c): any address may be given, and what cannot be read is -EFAULT. A string
 * that does not end within 64 KiB is -E2BIG; what is not found is -ENOENT; bytes compare unsigned.
 */
#include "helpers.h"

#include <errno.h>

#define STRING_MAX 65536u
#define STRING_CHUNK 64u
#define STRING_PAGE 4096u

/* A string that is read a chunk at a time, never across a page that has not been asked for. */
struct chunked {
	uint64_t address;
	uint32_t from; /* bytes [from, from + have) are in `bytes` */
	uint32_t have;
	unsigned char bytes[STRING_CHUNK];
};

static struct chunked chunked(uint64_t address)
{
	return (struct chunked){.address = address};
}

/* Byte i, 0 to 255, or -EFAULT. */
static int string_at(struct chunked *string, uint32_t i)
{
	if (i - string->from >= string->have) {
		uint64_t address = string->address + i;
		uint32_t left = STRING_PAGE - (uint32_t)(address & (STRING_PAGE - 1));

		string->have = left < STRING_CHUNK ? left : STRING_CHUNK;
		string->from = i;
		if (ebpfc__copy_nofault(string->bytes, ebpfc__ptr(address), string->have) != 0) {
			string->have = 0;
			return -EFAULT;
		}
	}
	return string->bytes[i - string->from];
}

/* The index of `wanted` among the first `count` bytes; `at_end`: that of the NUL if it comes first. */
static int string_find(uint64_t address, uint64_t count, unsigned char wanted, bool at_end)
{
	struct chunked s = chunked(address);

	for (uint32_t i = 0; i < count && i < STRING_MAX; i++) {
		int c = string_at(&s, i);

		if (c < 0)
			return c;
		if (c == wanted)
			return (int)i;
		if (c == 0)
			return at_end ? (int)i : -ENOENT;
	}
	return count >= STRING_MAX ? -E2BIG : -ENOENT;
}

KFUNC(bpf_strlen)
{
	return ebpfc__r0(string_find(r1, STRING_MAX, 0, true));
}

KFUNC(bpf_strnlen)
{
	int length = string_find(r1, r2, 0, true);

	return ebpfc__r0(length == -ENOENT ? (int)r2 : length);
}

KFUNC(bpf_strchr)
{
	return ebpfc__r0(string_find(r1, STRING_MAX, (unsigned char)r2, false));
}

KFUNC(bpf_strchrnul)
{
	return ebpfc__r0(string_find(r1, STRING_MAX, (unsigned char)r2, true));
}

KFUNC(bpf_strnchr)
{
	return ebpfc__r0(string_find(r1, r2, (unsigned char)r3, false));
}

KFUNC(bpf_strrchr)
{
	struct chunked s = chunked(r1);
	int last = -ENOENT;

	for (uint32_t i = 0; i < STRING_MAX; i++) {
		int c = string_at(&s, i);

		if (c < 0)
			return ebpfc__r0(c);
		if (c == (unsigned char)r2)
			last = (int)i;
		if (c == 0)
			return ebpfc__r0(last);
	}
	return ebpfc__r0(-E2BIG);
}

static int string_lower(int c)
{
	return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

static int string_compare(uint64_t a, uint64_t b, bool fold)
{
	struct chunked s = chunked(a), t = chunked(b);

	for (uint32_t i = 0; i < STRING_MAX; i++) {
		int c = string_at(&s, i), d = string_at(&t, i);

		if (c < 0 || d < 0)
			return c < 0 ? c : d;
		if (fold) {
			c = string_lower(c);
			d = string_lower(d);
		}
		if (c != d)
			return c < d ? -1 : 1;
		if (c == 0)
			return 0;
	}
	return -E2BIG;
}

KFUNC(bpf_strcmp)
{
	return ebpfc__r0(string_compare(r1, r2, false));
}

KFUNC(bpf_strcasecmp)
{
	return ebpfc__r0(string_compare(r1, r2, true));
}

/* How many bytes at the start of `a` are (`wanted`) or are not in the set `b`. */
static int string_span(uint64_t a, uint64_t b, bool wanted)
{
	struct chunked s = chunked(a);

	for (uint32_t i = 0; i < STRING_MAX; i++) {
		int c = string_at(&s, i);

		if (c <= 0)
			return c < 0 ? c : (int)i;

		int found = string_find(b, STRING_MAX, (unsigned char)c, false);

		if (found < 0 && found != -ENOENT)
			return found;
		if ((found >= 0) != wanted)
			return (int)i;
	}
	return -E2BIG;
}

KFUNC(bpf_strspn)
{
	return ebpfc__r0(string_span(r1, r2, true));
}

KFUNC(bpf_strcspn)
{
	return ebpfc__r0(string_span(r1, r2, false));
}

/* Where `needle` begins in the first `length` bytes of `hay`. */
static int string_search(uint64_t hay, uint64_t needle, uint64_t length)
{
	struct chunked s = chunked(hay), t = chunked(needle);

	for (uint32_t i = 0; i < STRING_MAX; i++) {
		uint32_t j = 0;

		for (; i + j <= length && j < STRING_MAX; j++) {
			int d = string_at(&t, j);

			if (d <= 0)
				return d < 0 ? d : (int)i;
			if (i + j == length)
				return -ENOENT;

			int c = string_at(&s, i + j);

			if (c <= 0)
				return c < 0 ? c : -ENOENT;
			if (c != d)
				break;
		}
		if (j == STRING_MAX)
			return -E2BIG;
		if (i + j > length)
			return -ENOENT;
	}
	return -E2BIG;
}

KFUNC(bpf_strstr)
{
	return ebpfc__r0(string_search(r1, r2, STRING_MAX));
}

KFUNC(bpf_strnstr)
{
	return ebpfc__r0(string_search(r1, r2, r3));
}
