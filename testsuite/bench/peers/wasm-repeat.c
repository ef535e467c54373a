/* SPDX-License-Identifier: MIT */
/* The loop of the harness, inside the module: a call from JavaScript would cost more than many programs. */
typedef __UINT64_TYPE__ u64;

u64 BENCH_SYMBOL(void *memory, u64 size);

__attribute__((export_name("bench_repeat"))) void bench_repeat(void *memory, u64 size, u64 calls)
{
	u64 (*volatile run)(void *, u64) = BENCH_SYMBOL;

	for (u64 i = 0; i < calls; i++)
		run(memory, size);
}
