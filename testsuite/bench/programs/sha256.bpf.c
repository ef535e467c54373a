/* SHA-256 (FIPS 180-4) of the memory, whole blocks only, without padding; the message schedule is on the stack. */
#include "bench.h"

static const u32 constants[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
	0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
	0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
	0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
	0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

#define RIGHT(x, n) ROTATE_LEFT(x, 32 - (n))

PROGRAM u64 sha256(void *mem, u64 len)
{
	u32 h0 = 0x6a09e667, h1 = 0xbb67ae85, h2 = 0x3c6ef372, h3 = 0xa54ff53a;
	u32 h4 = 0x510e527f, h5 = 0x9b05688c, h6 = 0x1f83d9ab, h7 = 0x5be0cd19;

	for (u64 at = 0; at + 64 <= len; at += 64) {
		const u32 *block = (const u32 *)((const u8 *)mem + at);
		u32 a = h0, b = h1, c = h2, d = h3, e = h4, f = h5, g = h6, h = h7;
		u32 words[16];

		for (u32 i = 0; i < 64; i++) {
			u32 word, first, second;

			if (i < 16) {
				word = NTOHL(block[i]);
			} else {
				u32 w15 = words[(i + 1) & 15], w2 = words[(i + 14) & 15];

				word = words[i & 15] + words[(i + 9) & 15] +
				       (RIGHT(w15, 7) ^ RIGHT(w15, 18) ^ (w15 >> 3)) +
				       (RIGHT(w2, 17) ^ RIGHT(w2, 19) ^ (w2 >> 10));
			}
			words[i & 15] = word;
			first = h + (RIGHT(e, 6) ^ RIGHT(e, 11) ^ RIGHT(e, 25)) + (g ^ (e & (f ^ g))) + constants[i] + word;
			second = (RIGHT(a, 2) ^ RIGHT(a, 13) ^ RIGHT(a, 22)) + ((a & b) | (c & (a | b)));
			h = g;
			g = f;
			f = e;
			e = d + first;
			d = c;
			c = b;
			b = a;
			a = first + second;
		}
		h0 += a;
		h1 += b;
		h2 += c;
		h3 += d;
		h4 += e;
		h5 += f;
		h6 += g;
		h7 += h;
	}
	return (u64)(h0 ^ h2 ^ h4 ^ h6) << 32 | (h1 ^ h3 ^ h5 ^ h7);
}
