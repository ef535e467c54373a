/* Two strings that differ on the way. */
#include "strcmp.h"

PROGRAM u64 strcmp_fail(void *mem, u64 len)
{
	return compare_strings(mem, len);
}
