/* SPDX-License-Identifier: MIT */
/* Does this CPU have what an object was compiled for? Feature names are LLVM's. */
#include "image.h"

#include <errno.h>
#include <string.h>

#if defined(__x86_64__)
#include <cpuid.h>

enum cpu_register { EBX, ECX, EDX, EAX };

struct feature {
	const char *name;
	uint32_t leaf;
	uint32_t subleaf;
	uint8_t reg;
	uint8_t bit;
	uint8_t state; /* XCR0 bits the system must have enabled: 0x6 for AVX, 0xe6 for AVX-512 */
};

static const struct feature features[] = {
	{"sse3", 1, 0, ECX, 0, 0},
	{"pclmul", 1, 0, ECX, 1, 0},
	{"ssse3", 1, 0, ECX, 9, 0},
	{"fma", 1, 0, ECX, 12, 0x6},
	{"cx16", 1, 0, ECX, 13, 0},
	{"sse4.1", 1, 0, ECX, 19, 0},
	{"sse4.2", 1, 0, ECX, 20, 0},
	{"crc32", 1, 0, ECX, 20, 0},
	{"movbe", 1, 0, ECX, 22, 0},
	{"popcnt", 1, 0, ECX, 23, 0},
	{"aes", 1, 0, ECX, 25, 0},
	{"xsave", 1, 0, ECX, 27, 0},
	{"avx", 1, 0, ECX, 28, 0x6},
	{"f16c", 1, 0, ECX, 29, 0x6},
	{"rdrnd", 1, 0, ECX, 30, 0},
	{"cx8", 1, 0, EDX, 8, 0},
	{"cmov", 1, 0, EDX, 15, 0},
	{"mmx", 1, 0, EDX, 23, 0},
	{"fxsr", 1, 0, EDX, 24, 0},
	{"sse", 1, 0, EDX, 25, 0},
	{"sse2", 1, 0, EDX, 26, 0},
	{"x87", 1, 0, EDX, 0, 0},
	{"64bit", 0x80000001, 0, EDX, 29, 0},
	{"fsgsbase", 7, 0, EBX, 0, 0},
	{"bmi", 7, 0, EBX, 3, 0},
	{"avx2", 7, 0, EBX, 5, 0x6},
	{"bmi2", 7, 0, EBX, 8, 0},
	{"invpcid", 7, 0, EBX, 10, 0},
	{"rtm", 7, 0, EBX, 11, 0},
	{"avx512f", 7, 0, EBX, 16, 0xe6},
	{"avx512dq", 7, 0, EBX, 17, 0xe6},
	{"rdseed", 7, 0, EBX, 18, 0},
	{"adx", 7, 0, EBX, 19, 0},
	{"avx512ifma", 7, 0, EBX, 21, 0xe6},
	{"clflushopt", 7, 0, EBX, 23, 0},
	{"clwb", 7, 0, EBX, 24, 0},
	{"avx512cd", 7, 0, EBX, 28, 0xe6},
	{"sha", 7, 0, EBX, 29, 0},
	{"avx512bw", 7, 0, EBX, 30, 0xe6},
	{"avx512vl", 7, 0, EBX, 31, 0xe6},
	{"avx512vbmi", 7, 0, ECX, 1, 0xe6},
	{"pku", 7, 0, ECX, 4, 0},
	{"avx512vbmi2", 7, 0, ECX, 6, 0xe6},
	{"shstk", 7, 0, ECX, 7, 0},
	{"gfni", 7, 0, ECX, 8, 0},
	{"vaes", 7, 0, ECX, 9, 0x6},
	{"vpclmulqdq", 7, 0, ECX, 10, 0x6},
	{"avx512vnni", 7, 0, ECX, 11, 0xe6},
	{"avx512bitalg", 7, 0, ECX, 12, 0xe6},
	{"avx512vpopcntdq", 7, 0, ECX, 14, 0xe6},
	{"rdpid", 7, 0, ECX, 22, 0},
	{"movdiri", 7, 0, ECX, 27, 0},
	{"movdir64b", 7, 0, ECX, 28, 0},
	{"serialize", 7, 0, EDX, 14, 0},
	{"avx512fp16", 7, 0, EDX, 23, 0xe6},
	{"avxvnni", 7, 1, EAX, 4, 0x6},
	{"avx512bf16", 7, 1, EAX, 5, 0xe6},
	{"xsaveopt", 0xd, 1, EAX, 0, 0},
	{"xsavec", 0xd, 1, EAX, 1, 0},
	{"xsaves", 0xd, 1, EAX, 3, 0},
	{"sahf", 0x80000001, 0, ECX, 0, 0},
	{"lzcnt", 0x80000001, 0, ECX, 5, 0},
	{"sse4a", 0x80000001, 0, ECX, 6, 0},
	{"prfchw", 0x80000001, 0, ECX, 8, 0},
	{"xop", 0x80000001, 0, ECX, 11, 0x6},
	{"fma4", 0x80000001, 0, ECX, 16, 0x6},
	{"tbm", 0x80000001, 0, ECX, 21, 0},
	{"mwaitx", 0x80000001, 0, ECX, 29, 0},
	{"clzero", 0x80000008, 0, EBX, 0, 0},
	{"rdpru", 0x80000008, 0, EBX, 4, 0},
	{"wbnoinvd", 0x80000008, 0, EBX, 9, 0},
};

static uint64_t enabled_state(void)
{
	uint32_t a, b, c, d;

	if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & (1u << 27)))
		return 0;
	__asm__ volatile("xgetbv" : "=a"(a), "=d"(d) : "c"(0));
	return ((uint64_t)d << 32) | a;
}

static bool has(const struct feature *feature)
{
	uint32_t regs[4];

	if (!__get_cpuid_count(feature->leaf, feature->subleaf, &regs[EAX], &regs[EBX], &regs[ECX], &regs[EDX]))
		return false;
	if (!(regs[feature->reg] & (1u << feature->bit)))
		return false;
	return feature->state == 0 || (enabled_state() & feature->state) == feature->state;
}

#elif defined(__riscv)

#include <sys/auxv.h>
#include <sys/syscall.h>
#include <unistd.h>

struct feature {
	const char *name;
	uint64_t bit;
};

/* Single letters are bits of AT_HWCAP, from the time before riscv_hwprobe(2). */
#define LETTER(c) (1ull << ((c) - 'a'))

static const struct feature letters[] = {
	{"m", LETTER('m')}, {"a", LETTER('a')}, {"f", LETTER('f')},
	{"d", LETTER('d')}, {"c", LETTER('c')}, {"v", LETTER('v')},
};

/* RISCV_HWPROBE_EXT_*: bits of RISCV_HWPROBE_KEY_IMA_EXT_0. */
static const struct feature features[] = {
	{"m", 0},
	{"a", 0},
	{"f", 1ull << 0},
	{"d", 1ull << 0},
	{"c", 1ull << 1},
	{"v", 1ull << 2},
	{"zba", 1ull << 3},
	{"zbb", 1ull << 4},
	{"zbs", 1ull << 5},
	{"zicboz", 1ull << 6},
	{"zbc", 1ull << 7},
	{"zbkb", 1ull << 8},
	{"zbkc", 1ull << 9},
	{"zbkx", 1ull << 10},
	{"zknd", 1ull << 11},
	{"zkne", 1ull << 12},
	{"zknh", 1ull << 13},
	{"zksed", 1ull << 14},
	{"zksh", 1ull << 15},
	{"zvbb", 1ull << 17},
	{"zvbc", 1ull << 18},
	{"zvkb", 1ull << 19},
	{"zvkg", 1ull << 20},
	{"zfh", 1ull << 27},
	{"zfhmin", 1ull << 28},
	{"zihintntl", 1ull << 29},
	{"zvfh", 1ull << 30},
	{"zvfhmin", 1ull << 31},
	{"zfa", 1ull << 32},
	{"zacas", 1ull << 34},
	{"zicond", 1ull << 35},
	{"zihintpause", 1ull << 36},
};

enum { HWPROBE_SYSCALL = 258, HWPROBE_KEY_IMA_EXT_0 = 4 };

/* What every CPU of the machine has; nothing on kernels that cannot say. */
static uint64_t probed(void)
{
	struct {
		int64_t key;
		uint64_t value;
	} pair = {.key = HWPROBE_KEY_IMA_EXT_0};

	return syscall(HWPROBE_SYSCALL, &pair, 1, 0, NULL, 0) == 0 && pair.key >= 0 ? pair.value : 0;
}

static bool has(const struct feature *feature)
{
	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
		if (strcmp(letters[i].name, feature->name) == 0 && (getauxval(AT_HWCAP) & letters[i].bit))
			return true;
	return (probed() & feature->bit) != 0;
}

#elif defined(__aarch64__)

#include <sys/auxv.h>

struct feature {
	const char *name;
	unsigned long type;
	uint8_t bit;
};

/* HWCAP_* and HWCAP2_* of the kernel's asm/hwcap.h. */
static const struct feature features[] = {
	{"fp-armv8", AT_HWCAP, 0},
	{"neon", AT_HWCAP, 1},
	{"aes", AT_HWCAP, 3},
	{"sha2", AT_HWCAP, 6},
	{"crc", AT_HWCAP, 7},
	{"lse", AT_HWCAP, 8},
	{"fullfp16", AT_HWCAP, 9},
	{"rdm", AT_HWCAP, 12},
	{"jsconv", AT_HWCAP, 13},
	{"complxnum", AT_HWCAP, 14},
	{"rcpc", AT_HWCAP, 15},
	{"ccpp", AT_HWCAP, 16},
	{"sha3", AT_HWCAP, 17},
	{"sm4", AT_HWCAP, 19},
	{"dotprod", AT_HWCAP, 20},
	{"sve", AT_HWCAP, 22},
	{"fp16fml", AT_HWCAP, 23},
	{"dit", AT_HWCAP, 24},
	{"lse2", AT_HWCAP, 25},
	{"rcpc-immo", AT_HWCAP, 26},
	{"flagm", AT_HWCAP, 27},
	{"ssbs", AT_HWCAP, 28},
	{"sb", AT_HWCAP, 29},
	{"pauth", AT_HWCAP, 30},
	{"sve2", AT_HWCAP2, 1},
	{"sve2-aes", AT_HWCAP2, 2},
	{"sve2-bitperm", AT_HWCAP2, 4},
	{"sve2-sha3", AT_HWCAP2, 5},
	{"sve2-sm4", AT_HWCAP2, 6},
	{"sve-aes", AT_HWCAP2, 2},
	{"sve-bitperm", AT_HWCAP2, 4},
	{"sve-sha3", AT_HWCAP2, 5},
	{"sve-sm4", AT_HWCAP2, 6},
	{"altnzcv", AT_HWCAP2, 7},
	{"fptoint", AT_HWCAP2, 8},
	{"f32mm", AT_HWCAP2, 10},
	{"f64mm", AT_HWCAP2, 11},
	{"i8mm", AT_HWCAP2, 13},
	{"bf16", AT_HWCAP2, 14},
	{"rand", AT_HWCAP2, 16},
	{"bti", AT_HWCAP2, 17},
	{"mte", AT_HWCAP2, 18},
	{"sme", AT_HWCAP2, 23},
	{"wfxt", AT_HWCAP2, 31},
	{"cssc", AT_HWCAP2, 34},
	{"sve2p1", AT_HWCAP2, 36},
	{"sme2", AT_HWCAP2, 37},
	{"mops", AT_HWCAP2, 43},
};

static bool has(const struct feature *feature)
{
	return (getauxval(feature->type) >> feature->bit & 1) != 0;
}

#else

struct feature {
	const char *name;
};

static const struct feature features[] = {{""}};

static bool has(const struct feature *feature)
{
	(void)feature;
	return false;
}

#endif

int ebpfc__cpu_check(const char *list, const char *path)
{
	while (*list) {
		size_t length = strcspn(list, ",");
		const char *name = *list == '+' ? list + 1 : list;
		int width = (int)(length - (size_t)(name - list));
		const struct feature *found = NULL;

		for (size_t i = 0; i < sizeof(features) / sizeof(features[0]) && !found; i++) {
			if (strlen(features[i].name) == (size_t)width &&
			    memcmp(features[i].name, name, (size_t)width) == 0)
				found = &features[i];
		}
		if (width > 0 && *list != '-') {
			if (!found)
				return ebpfc__fail(ENOEXEC,
						   "%s: compiled for CPU feature %.*s, which this library cannot check",
						   path, width, name);
			if (!has(found))
				return ebpfc__fail(ENOEXEC,
						   "%s: compiled for CPU feature %.*s, which this CPU does not have", path,
						   width, name);
		}
		list += length;
		if (*list == ',')
			list++;
	}
	return 0;
}
