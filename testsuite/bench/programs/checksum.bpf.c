/* The Internet checksum (RFC 1071) of the memory. */
#include "bench.h"

PROGRAM u64 checksum(void *mem, u64 len)
{
	const u16 *words = mem;
	u64 sum = 0;

	for (u64 i = 0; i < len / 2; i++)
		sum += words[i];
	if (len & 1)
		sum += ((const u8 *)mem)[len - 1];
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return ~sum & 0xffff;
}
