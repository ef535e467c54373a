/* SPDX-License-Identifier: MIT */
/*
 * Text from programs with the kernel's format rules (bpf_bprintf_prepare in kernel/bpf/helpers.c): which conversions
 * exist, what makes a format invalid, and how the kernel's own conversions look. The guest's format never reaches
 * the host's printf.
 */
#include "helpers.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MAX_ARGS 12    /* MAX_BPRINTF_VARARGS */
#define MAX_TEXT 1024u /* MAX_BPRINTF_BUF */
#define MAX_STRING 512u

/* Text that is counted beyond the end of its buffer, as snprintf counts. */
struct text {
	char *out;
	size_t size;
	size_t length;
};

static void put(struct text *text, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++, text->length++) {
		if (text->length + 1 < text->size)
			text->out[text->length] = bytes[i];
	}
}

struct spec {
	bool left, zero, plus, space, alternate;
	uint32_t width;
};

static void put_padded(struct text *text, const struct spec *spec, const char *bytes, size_t length)
{
	for (size_t i = length; !spec->left && i < spec->width; i++)
		put(text, " ", 1);
	put(text, bytes, length);
	for (size_t i = length; spec->left && i < spec->width; i++)
		put(text, " ", 1);
}

static void put_number(struct text *text, const struct spec *spec, uint64_t value, bool is_signed, uint32_t base,
		       bool upper)
{
	const char *digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
	char number[32];
	char *at = number + sizeof(number);
	const char *sign = "";

	if (is_signed && (int64_t)value < 0) {
		sign = "-";
		value = 0 - value;
	} else if (is_signed && spec->plus) {
		sign = "+";
	} else if (is_signed && spec->space) {
		sign = " ";
	}
	do {
		*--at = digits[value % base];
		value /= base;
	} while (value);
	if (spec->zero && !spec->left) {
		size_t room = strlen(sign);

		while ((size_t)(number + sizeof(number) - at) + room < spec->width && at > number + 2)
			*--at = '0';
	}
	if (spec->alternate && base == 16) {
		*--at = upper ? 'X' : 'x';
		*--at = '0';
	}
	if (*sign)
		*--at = *sign;
	put_padded(text, spec, at, (size_t)(number + sizeof(number) - at));
}

/* %pI4 is 127.0.0.1, %pi4 127.000.000.001, %pI6 has colons, %pi6 has none. */
static void put_address(struct text *text, const struct spec *spec, char style, char version, const uint8_t *bytes)
{
	char address[48] = "";
	size_t length = 0;

	if (version == '4') {
		length = (size_t)snprintf(address, sizeof(address), style == 'i' ? "%03u.%03u.%03u.%03u" : "%u.%u.%u.%u",
					  bytes[0], bytes[1], bytes[2], bytes[3]);
	} else {
		for (uint32_t i = 0; i < 16; i += 2)
			length += (size_t)snprintf(address + length, sizeof(address) - length, "%s%02x%02x",
						   i && style == 'I' ? ":" : "", bytes[i], bytes[i + 1]);
	}
	put_padded(text, spec, address, length);
}

static bool ends_conversion(char c)
{
	return c == 0 || isspace((unsigned char)c) || ispunct((unsigned char)c);
}

/* One conversion; *at is after the '%' and moves past it. 0, or -EINVAL. */
static int convert(struct text *text, const char **at, uint64_t value)
{
	struct spec spec = {0};
	const char *p = *at;
	char string[MAX_STRING];

	for (;; p++) {
		if (*p == '0')
			spec.zero = true;
		else if (*p == '+')
			spec.plus = true;
		else if (*p == '-')
			spec.left = true;
		else if (*p == ' ')
			spec.space = true;
		else
			break;
	}
	while (isdigit((unsigned char)*p) && spec.width < MAX_TEXT)
		spec.width = spec.width * 10 + (uint32_t)(*p++ - '0');

	if (*p == 's' || (*p == 'p' && (p[1] == 'k' || p[1] == 'u') && p[2] == 's')) {
		p += *p == 's' ? 1 : 3;
		if (!ends_conversion(*p))
			return -EINVAL;
		if (ebpfc__copy_str_nofault(string, ebpfc__ptr(value), sizeof(string)) < 0)
			string[0] = 0;
		put_padded(text, &spec, string, strlen(string));
	} else if (*p == 'p') {
		p++;
		if ((*p == 'i' || *p == 'I') && (p[1] == '4' || p[1] == '6')) {
			uint8_t bytes[16] = {0};

			ebpfc__copy_nofault(bytes, ebpfc__ptr(value), p[1] == '4' ? 4 : 16);
			put_address(text, &spec, p[0], p[1], bytes);
			p += 2;
		} else if (*p == 'x') {
			put_number(text, &spec, value, false, 16, false);
			p++;
		} else if (*p == 'K' || *p == 's' || *p == 'S' || *p == 'B' || ends_conversion(*p)) {
			spec.zero = spec.width == 0;
			if (spec.width == 0)
				spec.width = 16;
			put_number(text, &spec, value, false, 16, false);
			if (!ends_conversion(*p))
				p++;
		} else {
			return -EINVAL;
		}
	} else if (*p == 'c') {
		char c = (char)value;

		put_padded(text, &spec, &c, 1);
		p++;
	} else {
		bool wide = *p == 'l';

		p += wide;
		p += *p == 'l';
		if (!*p || !strchr("iduxX", *p))
			return -EINVAL;
		if (!wide)
			value = *p == 'i' || *p == 'd' ? (uint64_t)(int64_t)(int32_t)value : (uint32_t)value;
		put_number(text, &spec, value, *p == 'i' || *p == 'd', *p == 'x' || *p == 'X' ? 16 : 10, *p == 'X');
		p++;
	}
	*at = p;
	return 0;
}

/* Format into `out`: the length the text would have, or -EINVAL. The format must end within `format_size`. */
static int64_t format_text(char *out, size_t size, const char *format, uint32_t format_size, const uint64_t *args,
			   uint32_t count)
{
	struct text text = {out, size, 0};
	uint32_t used = 0;

	if (!memchr(format, 0, format_size))
		return -EINVAL;
	for (const char *p = format; *p;) {
		unsigned char c = (unsigned char)*p;

		if (c >= 0x80 || (!isprint(c) && !isspace(c)))
			return -EINVAL;
		if (c != '%' || p[1] == '%') {
			put(&text, p, 1);
			p += c == '%' ? 2 : 1;
			continue;
		}
		if (used >= count)
			return -EINVAL;
		p++;

		int err = convert(&text, &p, args[used++]);

		if (err)
			return err;
	}
	if (size > 0)
		out[text.length < size ? text.length : size - 1] = 0;
	return (int64_t)text.length;
}

void ebpfc__output(struct ebpfc_instance *self, enum ebpfc_output_kind kind, const char *text, size_t length)
{
	struct ebpfc__runtime *runtime = ebpfc__runtime(self);
	char line[MAX_TEXT + 1];

	if (runtime->output) {
		runtime->output(self->host, kind, text, length);
		return;
	}
	/* One write, so that lines of threads do not mix; the trace pipe ends every message with a newline. */
	if (length > MAX_TEXT)
		length = MAX_TEXT;
	memcpy(line, text, length);
	if (kind == EBPFC_OUTPUT_TRACE && (length == 0 || line[length - 1] != '\n'))
		line[length++] = '\n';

	int saved = errno;
	ssize_t written = write(STDERR_FILENO, line, length);

	(void)written;
	errno = saved;
}

static uint64_t print(struct ebpfc_instance *self, enum ebpfc_output_kind kind, uint64_t format, uint64_t format_size,
		      const uint64_t *args, uint32_t count)
{
	char text[MAX_TEXT];
	int64_t length = format_text(text, sizeof(text), ebpfc__ptr(format), (uint32_t)format_size, args, count);

	if (length < 0)
		return ebpfc__r0(length);
	ebpfc__output(self, kind, text, (size_t)length < sizeof(text) ? (size_t)length : sizeof(text) - 1);
	return ebpfc__r0(length);
}

HELPER(trace_printk)
{
	const uint64_t args[] = {r3, r4, r5};

	return print(self, EBPFC_OUTPUT_TRACE, r1, r2, args, 3);
}

/* Arguments in memory: whole 8-byte words, at most twelve. */
static bool args_ok(uint64_t data, uint32_t length)
{
	return (length & 7) == 0 && length <= MAX_ARGS * 8 && (length == 0 || data != 0);
}

HELPER(trace_vprintk)
{
	if (!args_ok(r3, (uint32_t)r4))
		return ebpfc__r0(-EINVAL);
	return print(self, EBPFC_OUTPUT_TRACE, r1, r2, ebpfc__ptr(r3), (uint32_t)r4 / 8);
}

HELPER(seq_printf)
{
	if (!args_ok(r4, (uint32_t)r5))
		return ebpfc__r0(-EINVAL);
	r1 = print(self, EBPFC_OUTPUT_SEQ, r2, r3, ebpfc__ptr(r4), (uint32_t)r5 / 8);
	return (int64_t)r1 < 0 ? r1 : 0;
}

HELPER(seq_write)
{
	ebpfc__output(self, EBPFC_OUTPUT_SEQ, ebpfc__ptr(r2), (uint32_t)r3);
	return 0;
}

HELPER(snprintf)
{
	if (!args_ok(r4, (uint32_t)r5))
		return ebpfc__r0(-EINVAL);

	int64_t length = format_text(ebpfc__ptr(r1), (uint32_t)r2, ebpfc__ptr(r3), UINT32_MAX, ebpfc__ptr(r4),
				     (uint32_t)r5 / 8);

	return ebpfc__r0(length < 0 ? length : length + 1);
}
