/* SPDX-License-Identifier: MIT */
/* Text, numbers, memory that may not be there, dynptrs and loops: helpers that need no map. */
#include "../src/helpers/helpers.h"
#include "check.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

static struct ebpfc_module module;
static struct ebpfc__runtime runtime;
static struct ebpfc_instance instance = {.module = &module, .runtime = &runtime};

static char heard[2048];
static enum ebpfc_output_kind heard_kind;

static void hear(void *host, enum ebpfc_output_kind kind, const char *text, size_t length)
{
	(void)host;
	heard_kind = kind;
	memcpy(heard, text, length);
	heard[length] = 0;
}

static uint64_t addr(const void *p)
{
	return (uintptr_t)p;
}

/* bpf_snprintf of up to three arguments into `out`. */
static int64_t print(char *out, uint32_t size, const char *format, uint64_t a, uint64_t b, uint64_t c, uint32_t count)
{
	uint64_t args[] = {a, b, c};

	return (int64_t)ebpfc__h_snprintf(addr(out), size, addr(format), addr(args), count * 8, &instance);
}

static void expect(const char *format, uint64_t a, uint64_t b, uint64_t c, uint32_t count, const char *wanted)
{
	char out[256];

	CHECK_EQ(print(out, sizeof(out), format, a, b, c, count), (int64_t)strlen(wanted) + 1);
	if (strcmp(out, wanted) != 0) {
		fprintf(stderr, "\"%s\" gives \"%s\", not \"%s\"\n", format, out, wanted);
		check_failures++;
	}
}

static void test_format(void)
{
	const uint8_t v4[] = {127, 0, 0, 1};
	const uint8_t v6[16] = {0x20, 1, 0xd, 0xb8, [15] = 1};
	char out[16];

	expect("plain 100%%", 0, 0, 0, 0, "plain 100%");
	expect("%d %u %x", (uint64_t)-5, (uint64_t)-5, 255, 3, "-5 4294967291 ff");
	expect("%ld %lu %llX", (uint64_t)-5, UINT64_MAX, UINT64_MAX, 3, "-5 18446744073709551615 FFFFFFFFFFFFFFFF");
	expect("[%5d|%-5d|%05d]", 42, 42, (uint64_t)-42, 3, "[   42|42   |-0042]");
	expect("[%+d|% d|%i]", 7, 7, 0, 3, "[+7| 7|0]");
	expect("%s and %6s|%-6s", addr("one"), addr("two"), addr("three"), 3, "one and    two|three ");
	expect("%c%c", 'o', 'k', 0, 2, "ok");
	expect("%pI4 %pi4", addr(v4), addr(v4), 0, 2, "127.0.0.1 127.000.000.001");
	expect("%pI6 %pi6", addr(v6), addr(v6), 0, 2,
	       "2001:0db8:0000:0000:0000:0000:0000:0001 20010db8000000000000000000000001");
	expect("%px %pks %pus", 0xbeef, addr("k"), addr("u"), 3, "beef k u");
	expect("%s.", 8, 0, 0, 1, "."); /* unreadable: empty */

	/* What the kernel refuses. */
	CHECK_EQ(print(out, sizeof(out), "%d", 0, 0, 0, 0), -EINVAL);
	CHECK_EQ(print(out, sizeof(out), "%f", 0, 0, 0, 1), -EINVAL);
	CHECK_EQ(print(out, sizeof(out), "%hd", 0, 0, 0, 1), -EINVAL);
	CHECK_EQ(print(out, sizeof(out), "%n", 0, 0, 0, 1), -EINVAL);
	CHECK_EQ(print(out, sizeof(out), "%*d", 0, 0, 0, 2), -EINVAL);
	CHECK_EQ(print(out, sizeof(out), "%sx", addr("a"), 0, 0, 1), -EINVAL);
	CHECK_EQ(print(out, sizeof(out), "\x01", 0, 0, 0, 0), -EINVAL);
	CHECK_EQ(print(out, sizeof(out), "\xc3\xa4", 0, 0, 0, 0), -EINVAL);
	CHECK_EQ(print(out, sizeof(out), "%", 0, 0, 0, 1), -EINVAL);
	CHECK_EQ((int64_t)ebpfc__h_snprintf(addr(out), sizeof(out), addr("%d"), addr(out), 7, &instance), -EINVAL);

	/* Cut, but counted in full. */
	CHECK_EQ(print(out, 4, "%d", 123456, 0, 0, 1), 7);
	CHECK(strcmp(out, "123") == 0);
	CHECK_EQ(print(NULL, 0, "%d", 123456, 0, 0, 1), 7);
}

static void test_trace(void)
{
	uint64_t args[] = {1, 2, 3, 4, 5};

	runtime.output = hear;
	CHECK_EQ(ebpfc__h_trace_printk(addr("a %d %s\n"), 9, 5, addr("b"), 0, &instance), 6);
	CHECK(strcmp(heard, "a 5 b\n") == 0 && heard_kind == EBPFC_OUTPUT_TRACE);
	/* The format must end within its size. */
	CHECK_EQ(ebpfc__h_trace_printk(addr("abc"), 3, 0, 0, 0, &instance), -EINVAL);
	CHECK_EQ(ebpfc__h_trace_vprintk(addr("%d%d%d%d%d"), 11, addr(args), 40, 0, &instance), 5);
	CHECK(strcmp(heard, "12345") == 0);
	CHECK_EQ(ebpfc__h_trace_vprintk(addr("%d"), 3, addr(args), 12, 0, &instance), -EINVAL);
	CHECK_EQ(ebpfc__h_seq_printf(0, addr("%d-%d"), 6, addr(args), 16, &instance), 0);
	CHECK(strcmp(heard, "1-2") == 0 && heard_kind == EBPFC_OUTPUT_SEQ);
	CHECK_EQ(ebpfc__h_seq_write(0, addr("bytes"), 5, 0, 0, &instance), 0);
	CHECK(strcmp(heard, "bytes") == 0);
	runtime.output = NULL;
}

static void test_numbers(void)
{
	int64_t number = 0;

#define PARSE(KIND, TEXT, BASE) (int64_t)ebpfc__h_##KIND(addr(TEXT), sizeof(TEXT) - 1, BASE, addr(&number), 0, &instance)
	CHECK_EQ(PARSE(strtol, "-123 rest", 10), 4);
	CHECK_EQ(number, -123);
	CHECK_EQ(PARSE(strtol, "  0x1fZ", 0), 6);
	CHECK_EQ(number, 31);
	CHECK_EQ(PARSE(strtol, "0755", 0), 4);
	CHECK_EQ(number, 0755);
	CHECK_EQ(PARSE(strtol, "ff", 16), 2);
	CHECK_EQ(number, 255);
	CHECK_EQ(PARSE(strtol, "", 10), -EINVAL);
	CHECK_EQ(PARSE(strtol, "x", 10), -EINVAL);
	CHECK_EQ(PARSE(strtol, "1", 7), -EINVAL);
	CHECK_EQ(PARSE(strtol, "9223372036854775808", 10), -ERANGE);
	CHECK_EQ(PARSE(strtol, "-9223372036854775808", 10), 20);
	CHECK_EQ(number, INT64_MIN);
	CHECK_EQ(PARSE(strtoul, "18446744073709551615", 10), 20);
	CHECK_EQ(number, -1);
	CHECK_EQ(PARSE(strtoul, "18446744073709551616", 10), -ERANGE);
	CHECK_EQ(PARSE(strtoul, "-1", 10), -EINVAL);
	CHECK_EQ(ebpfc__h_strncmp(addr("abc"), 3, addr("abd"), 0, 0, &instance), -1);
	CHECK_EQ(ebpfc__h_strncmp(addr("abc"), 2, addr("abd"), 0, 0, &instance), 0);
}

static void test_probe(void)
{
	char *page = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	char to[64], big[6000];
	const char *on_stack = "a literal is elsewhere";
	char local[] = "on the stack";

	munmap(page + 4096, 4096);
	memset(page, 'x', 4096);
	memcpy(page + 4090, "12345", 6);
	CHECK_EQ(ebpfc__h_probe_read(addr(to), 6, addr(page + 4090), 0, 0, &instance), 0);
	CHECK(memcmp(to, "12345", 6) == 0);
	memset(to, 1, sizeof(to));
	CHECK_EQ(ebpfc__h_probe_read_user(addr(to), 7, addr(page + 4090), 0, 0, &instance), -EFAULT);
	CHECK(to[0] == 0 && to[6] == 0 && to[7] == 1);
	CHECK_EQ(ebpfc__h_probe_read_kernel(addr(to), 8, 0, 0, 0, &instance), -EFAULT);
	CHECK_EQ(ebpfc__h_probe_read_kernel(addr(to), 8, UINT64_MAX - 3, 0, 0, &instance), -EFAULT);
	CHECK_EQ(ebpfc__h_probe_read(addr(to), 0, 0, 0, 0, &instance), 0);
	CHECK_EQ(ebpfc__h_probe_read(addr(to), sizeof(local), addr(local), 0, 0, &instance), 0);
	CHECK(strcmp(to, local) == 0);

	/* A string just before memory that is not there. */
	CHECK_EQ(ebpfc__h_probe_read_str(addr(to), sizeof(to), addr(page + 4090), 0, 0, &instance), 6);
	CHECK(strcmp(to, "12345") == 0);
	CHECK_EQ(ebpfc__h_probe_read_user_str(addr(to), 4, addr(page + 4090), 0, 0, &instance), 4);
	CHECK(strcmp(to, "123") == 0);
	memset(page + 4090, 'x', 6);
	CHECK_EQ(ebpfc__h_probe_read_kernel_str(addr(to), sizeof(to), addr(page + 4090), 0, 0, &instance), -EFAULT);
	CHECK_EQ(to[0], 0);
	CHECK_EQ(ebpfc__h_probe_read_str(addr(big), sizeof(big), addr(page), 0, 0, &instance), -EFAULT);
	CHECK_EQ(ebpfc__h_probe_read_str(addr(to), sizeof(to), addr(on_stack), 0, 0, &instance),
		 (int64_t)strlen(on_stack) + 1);

	CHECK_EQ(ebpfc__h_probe_write_user(addr(page), addr("new"), 4, 0, 0, &instance), 0);
	CHECK(strcmp(page, "new") == 0);
	CHECK_EQ(ebpfc__h_probe_write_user(addr(page + 4094), addr("new"), 4, 0, 0, &instance), -EFAULT);
	mprotect(page, 4096, PROT_READ);
	CHECK_EQ(ebpfc__h_probe_write_user(addr(page), addr("old"), 4, 0, 0, &instance), -EFAULT);
	munmap(page, 4096);
}

static void test_dynptr(void)
{
	uint8_t memory[16] = {0}, out[16];
	uint64_t dynptr[2] = {0};

	CHECK_EQ(ebpfc__h_dynptr_from_mem(addr(memory), 16, 0, addr(dynptr), 0, &instance), 0);
	CHECK_EQ(ebpfc__h_dynptr_write(addr(dynptr), 4, addr("1234"), 4, 0, &instance), 0);
	CHECK_EQ(ebpfc__h_dynptr_read(addr(out), 4, addr(dynptr), 4, 0, &instance), 0);
	CHECK(memcmp(out, "1234", 4) == 0 && memcmp(memory + 4, "1234", 4) == 0);
	CHECK_EQ(ebpfc__h_dynptr_write(addr(dynptr), 13, addr("1234"), 4, 0, &instance), -E2BIG);
	CHECK_EQ(ebpfc__h_dynptr_read(addr(out), 17, addr(dynptr), 0, 0, &instance), -E2BIG);
	CHECK_EQ(ebpfc__h_dynptr_read(addr(out), 4, addr(dynptr), UINT32_MAX, 0, &instance), -E2BIG);
	CHECK_EQ(ebpfc__h_dynptr_data(addr(dynptr), 8, 8, 0, 0, &instance), (int64_t)addr(memory + 8));
	CHECK_EQ(ebpfc__h_dynptr_data(addr(dynptr), 8, 9, 0, 0, &instance), 0);
	CHECK_EQ(ebpfc__h_dynptr_from_mem(addr(memory), 16, 1, addr(dynptr), 0, &instance), -EINVAL);
	CHECK_EQ(ebpfc__h_dynptr_read(addr(out), 1, addr(dynptr), 0, 0, &instance), -EINVAL);
	CHECK_EQ(ebpfc__h_dynptr_from_mem(addr(memory), 1 << 24, 0, addr(dynptr), 0, &instance), -E2BIG);
}

static uint64_t count_to_seven(uint64_t i, uint64_t ctx, uint64_t r3, uint64_t r4, uint64_t r5,
			       struct ebpfc_instance *self)
{
	(void)r3, (void)r4, (void)r5;
	CHECK(self == &instance);
	*(uint64_t *)ebpfc__ptr(ctx) += i;
	return i == 7;
}

static void test_loops(void)
{
	uint64_t callback = (uintptr_t)count_to_seven;
	uint64_t sum = 0;

	CHECK_EQ(ebpfc__h_loop(5, callback, addr(&sum), 0, 0, &instance), 5);
	CHECK_EQ(sum, 10);
	CHECK_EQ(ebpfc__h_loop(100, callback, addr(&sum), 0, 0, &instance), 8);
	CHECK_EQ(ebpfc__h_loop(1, callback, addr(&sum), 1, 0, &instance), -EINVAL);
	CHECK_EQ(ebpfc__h_loop((1 << 23) + 1, callback, addr(&sum), 0, 0, &instance), -E2BIG);

	/* for (i = -2; i < 3; i++) by the kfunc iterator. */
	uint64_t iter = 0;
	ebpfc_helper_fn next = ebpfc__kfunc_find("bpf_iter_num_next");
	int64_t total = 0, steps = 0;
	const int32_t *at;

	CHECK_EQ(ebpfc__kfunc_find("bpf_iter_num_new")(addr(&iter), (uint32_t)-2, 3, 0, 0, &instance), 0);
	while ((at = ebpfc__ptr(next(addr(&iter), 0, 0, 0, 0, &instance)))) {
		total += *at;
		steps++;
	}
	CHECK_EQ(steps, 5);
	CHECK_EQ(total, 0);
	CHECK_EQ(next(addr(&iter), 0, 0, 0, 0, &instance), 0);
	CHECK_EQ(ebpfc__kfunc_find("bpf_iter_num_new")(addr(&iter), 3, 2, 0, 0, &instance), -EINVAL);
	CHECK_EQ(next(addr(&iter), 0, 0, 0, 0, &instance), 0);
	CHECK(ebpfc__kfunc_find("bpf_no_such_kfunc") == NULL);
}

static uint64_t fixed_clock(void *host, int clock_id)
{
	(void)host;
	return 1000u + (uint64_t)clock_id;
}

static uint32_t fixed_random(void *host)
{
	(void)host;
	return 4;
}

static void test_sources(void)
{
	uint64_t before = ebpfc__h_ktime_get_ns(0, 0, 0, 0, 0, &instance);

	CHECK(ebpfc__h_ktime_get_ns(0, 0, 0, 0, 0, &instance) >= before);
	CHECK(ebpfc__h_get_prandom_u32(0, 0, 0, 0, 0, &instance) != ebpfc__h_get_prandom_u32(0, 0, 0, 0, 0, &instance) ||
	      ebpfc__h_get_prandom_u32(0, 0, 0, 0, 0, &instance) != ebpfc__h_get_prandom_u32(0, 0, 0, 0, 0, &instance));
	CHECK(ebpfc__h_jiffies64(0, 0, 0, 0, 0, &instance) > UINT32_MAX - 300000u);
	runtime.clock = fixed_clock;
	runtime.random = fixed_random;
	CHECK_EQ(ebpfc__h_ktime_get_ns(0, 0, 0, 0, 0, &instance), 1001);
	CHECK_EQ(ebpfc__h_ktime_get_boot_ns(0, 0, 0, 0, 0, &instance), 1007);
	CHECK_EQ(ebpfc__h_get_prandom_u32(0, 0, 0, 0, 0, &instance), 4);
	runtime.clock = NULL;
	runtime.random = NULL;
}

int main(void)
{
	test_format();
	test_trace();
	test_numbers();
	test_probe();
	test_dynptr();
	test_loops();
	test_sources();
	return check_failures != 0;
}
