/* The hash of one packet's addresses and ports by which a network card would choose a queue: Jenkins' lookup3. */
#include "bench.h"

PROGRAM u64 packet_rss_hash(void *mem, u64 len)
{
	const u8 *packet = mem;
	u32 a, b, c;

	if (len < 42 || NTOHS(*(const u16 *)(packet + 12)) != 0x0800)
		return 0;
	a = b = c = 0xdeadbeef + 12u + 7u;
	a += *(const u32 *)(packet + 26);
	b += *(const u32 *)(packet + 30);
	c += *(const u32 *)(packet + 34);
	a -= c; a ^= ROTATE_LEFT(c, 4); c += b;
	b -= a; b ^= ROTATE_LEFT(a, 6); a += c;
	c -= b; c ^= ROTATE_LEFT(b, 8); b += a;
	a -= c; a ^= ROTATE_LEFT(c, 16); c += b;
	b -= a; b ^= ROTATE_LEFT(a, 19); a += c;
	c -= b; c ^= ROTATE_LEFT(b, 4); b += a;
	a += packet[23];
	c ^= b; c -= ROTATE_LEFT(b, 14);
	a ^= c; a -= ROTATE_LEFT(c, 11);
	b ^= a; b -= ROTATE_LEFT(a, 25);
	c ^= b; c -= ROTATE_LEFT(b, 16);
	a ^= c; a -= ROTATE_LEFT(c, 4);
	b ^= a; b -= ROTATE_LEFT(a, 14);
	c ^= b; c -= ROTATE_LEFT(b, 24);
	return c & 127;
}
