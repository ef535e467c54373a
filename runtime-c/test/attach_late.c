/* SPDX-License-Identifier: MIT */
/* attach_late.c - a library that attach_places.cc loads late; its constructor calls what is probed. */
int late_calls;

__attribute__((noinline)) int late_call(int a)
{
	return ++late_calls + a;
}

__attribute__((noinline)) static int late_hidden(int a)
{
	__asm__ volatile("" : "+r"(a));
	return a * 3 + late_calls;
}

int late_hidden_through(int a)
{
	return late_hidden(a) + 1;
}

__attribute__((constructor)) static void begin(void)
{
	late_call(0);
}
