/* SPDX-License-Identifier: MIT */
/*
 * memory.c - the C library's block functions, for the agent alone. Programs run while the vector registers of the
 * probed function are live, so what they reach must not touch these; the agent is compiled without them, and the
 * compiler's own calls end here instead of in the C library.
 */
#include <stddef.h>
#include <stdint.h>

#define HIDDEN __attribute__((visibility("hidden"), used))
#define LONG 256u /* bytes from which on the processor's own copy is faster */

typedef uint64_t __attribute__((may_alias, aligned(1))) word;

/* Keeps a loop from being recognised as the function it is the body of. */
#define AS_WRITTEN() __asm__ volatile("" ::: "memory")

static void copy_up(uint8_t *to, const uint8_t *from, size_t size)
{
	for (; size >= 8; size -= 8, to += 8, from += 8) {
		*(word *)to = *(const word *)from;
		AS_WRITTEN();
	}
	for (; size; size--) {
		*to++ = *from++;
		AS_WRITTEN();
	}
}

HIDDEN void *memcpy(void *restrict to, const void *restrict from, size_t size)
{
	void *end = to;

	if (size >= LONG)
		__asm__ volatile("rep movsb" : "+D"(end), "+S"(from), "+c"(size) : : "memory");
	else
		copy_up(to, from, size);
	return to;
}

HIDDEN void *memmove(void *to, const void *from, size_t size)
{
	uint8_t *target = to;
	const uint8_t *source = from;

	if ((uintptr_t)target - (uintptr_t)source >= size)
		return memcpy(to, from, size);
	while (size) {
		size--;
		target[size] = source[size];
		AS_WRITTEN();
	}
	return to;
}

HIDDEN void *memset(void *to, int byte, size_t size)
{
	uint8_t *at = to;
	uint64_t eight = 0x0101010101010101ull * (uint8_t)byte;

	for (; size >= 8; size -= 8, at += 8) {
		*(word *)at = eight;
		AS_WRITTEN();
	}
	for (; size; size--) {
		*at++ = (uint8_t)byte;
		AS_WRITTEN();
	}
	return to;
}

HIDDEN int memcmp(const void *left, const void *right, size_t size)
{
	const uint8_t *a = left, *b = right;

	for (; size >= 8 && *(const word *)a == *(const word *)b; size -= 8, a += 8, b += 8)
		AS_WRITTEN();
	for (; size; size--, a++, b++) {
		if (*a != *b)
			return *a < *b ? -1 : 1;
		AS_WRITTEN();
	}
	return 0;
}

HIDDEN int bcmp(const void *left, const void *right, size_t size)
{
	return memcmp(left, right, size);
}
