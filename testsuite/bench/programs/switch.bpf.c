/* A switch of 64 cases for each u32 of an array. */
#include "bench.h"

ALWAYS_INLINE u32 weight(u32 value)
{
	switch (value) {
	case 0:
		return 31206;
	case 1:
		return 8183;
	case 2:
		return 41303;
	case 3:
		return 40173;
	case 4:
		return 26474;
	case 5:
		return 35138;
	case 6:
		return 45015;
	case 7:
		return 1105;
	case 8:
		return 13338;
	case 9:
		return 17607;
	case 10:
		return 46145;
	case 11:
		return 59815;
	case 12:
		return 52691;
	case 13:
		return 41455;
	case 14:
		return 52633;
	case 15:
		return 50105;
	case 16:
		return 13197;
	case 17:
		return 45788;
	case 18:
		return 53702;
	case 19:
		return 51000;
	case 20:
		return 42793;
	case 21:
		return 9663;
	case 22:
		return 5231;
	case 23:
		return 56449;
	case 24:
		return 27312;
	case 25:
		return 28839;
	case 26:
		return 12994;
	case 27:
		return 47271;
	case 28:
		return 1613;
	case 29:
		return 5484;
	case 30:
		return 26407;
	case 31:
		return 44530;
	case 32:
		return 59757;
	case 33:
		return 351;
	case 34:
		return 4184;
	case 35:
		return 11441;
	case 36:
		return 6909;
	case 37:
		return 38450;
	case 38:
		return 2997;
	case 39:
		return 38593;
	case 40:
		return 17302;
	case 41:
		return 14369;
	case 42:
		return 35339;
	case 43:
		return 12894;
	case 44:
		return 5822;
	case 45:
		return 53409;
	case 46:
		return 1937;
	case 47:
		return 50442;
	case 48:
		return 30041;
	case 49:
		return 26019;
	case 50:
		return 58435;
	case 51:
		return 14009;
	case 52:
		return 19390;
	case 53:
		return 48654;
	case 54:
		return 8998;
	case 55:
		return 36024;
	case 56:
		return 27977;
	case 57:
		return 23516;
	case 58:
		return 33372;
	case 59:
		return 20121;
	case 60:
		return 48980;
	case 61:
		return 23869;
	case 62:
		return 45113;
	case 63:
		return 31898;
	default:
		return 0;
	}
}

PROGRAM u64 switch_cases(void *mem, u64 len)
{
	const u32 *values = mem;
	u64 sum = 0;

	for (u64 i = 0; i < len / sizeof(*values); i++)
		sum += weight(values[i]);
	return sum;
}
