/* How often a word of five letters occurs in a text of lower-case letters and spaces. */
#include "bench.h"

PROGRAM u64 find_string(void *mem, u64 len)
{
	static const char word[5] = "ether";
	const char *text = mem;
	u64 found = 0;

	for (u64 i = 0; i + sizeof(word) <= len; i++) {
		u32 same = 0;

		while (same < sizeof(word) && text[i + same] == word[same])
			same++;
		found += same == sizeof(word);
	}
	return found;
}
