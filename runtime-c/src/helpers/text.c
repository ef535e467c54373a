/* SPDX-License-Identifier: MIT */
/* Strings and numbers (kernel/bpf/helpers.c). */
#include "helpers.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>

HELPER(strncmp)
{
	return ebpfc__r0(strncmp(ebpfc__ptr(r1), ebpfc__ptr(r3), (uint32_t)r2));
}

/*
 * A number at the head of `text`: how many bytes it took, or -EINVAL, -ERANGE. The base is 8, 10, 16, or 0 for what
 * its prefix says.
 */
static int64_t parse(const char *text, uint32_t length, uint64_t flags, uint64_t *value, bool *negative)
{
	uint32_t base = flags & 0x1f;
	const char *p = text, *end = text + length;
	uint64_t number = 0;
	bool overflow = false;

	if ((flags & ~UINT64_C(0x1f)) || (base != 0 && base != 8 && base != 10 && base != 16))
		return -EINVAL;
	while (p < end && isspace((unsigned char)*p))
		p++;
	*negative = p < end && *p == '-';
	if (*negative)
		p++;
	if (p >= end)
		return -EINVAL;
	if (base == 0)
		base = *p != '0' ? 10 : end - p > 2 && (p[1] | 0x20) == 'x' && isxdigit((unsigned char)p[2]) ? 16 : 8;
	if (base == 16 && end - p > 1 && p[0] == '0' && (p[1] | 0x20) == 'x')
		p += 2;

	const char *first = p;

	for (; p < end; p++) {
		uint32_t digit = isdigit((unsigned char)*p) ? (uint32_t)(*p - '0')
				 : isxdigit((unsigned char)*p) ? (uint32_t)((*p | 0x20) - 'a' + 10)
							       : 16;

		if (digit >= base)
			break;
		overflow |= __builtin_mul_overflow(number, base, &number);
		overflow |= __builtin_add_overflow(number, digit, &number);
	}
	if (p == first)
		return -EINVAL;
	if (overflow)
		return -ERANGE;
	*value = number;
	return p - text;
}

HELPER(strtoul)
{
	uint64_t value = 0;
	bool negative = false;
	int64_t length = parse(ebpfc__ptr(r1), (uint32_t)r2, r3, &value, &negative);

	*(uint64_t *)ebpfc__ptr(r4) = 0;
	if (length < 0)
		return ebpfc__r0(length);
	if (negative)
		return ebpfc__r0(-EINVAL);
	*(uint64_t *)ebpfc__ptr(r4) = value;
	return ebpfc__r0(length);
}

HELPER(strtol)
{
	uint64_t value = 0;
	bool negative = false;
	int64_t length = parse(ebpfc__ptr(r1), (uint32_t)r2, r3, &value, &negative);

	*(uint64_t *)ebpfc__ptr(r4) = 0;
	if (length < 0)
		return ebpfc__r0(length);
	if (negative ? value > UINT64_C(1) << 63 : value > INT64_MAX)
		return ebpfc__r0(-ERANGE);
	*(uint64_t *)ebpfc__ptr(r4) = negative ? 0 - value : value;
	return ebpfc__r0(length);
}
