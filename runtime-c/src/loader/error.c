/* SPDX-License-Identifier: MIT */
/* The text behind the last error of a thread. */
#include "runtime.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

static _Thread_local char last_error[512];

int ebpfc__fail(int error, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(last_error, sizeof(last_error), format, args);
	va_end(args);
	return -error;
}

const char *ebpfc_last_error(void)
{
	return last_error;
}

const char *ebpfc_version(void)
{
	return EBPFC_VERSION;
}
