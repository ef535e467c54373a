/* Two strings that are equal to the end. */
#include "strcmp.h"

PROGRAM u64 strcmp_full(void *mem, u64 len)
{
	return compare_strings(mem, len);
}
