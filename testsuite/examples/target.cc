/* SPDX-License-Identifier: MIT */
/* target.cc - does a little of everything that the examples look for. */
#include <cstdlib>
#include <fcntl.h>
#include <stdexcept>
#include <unistd.h>

extern "C" __attribute__((noinline)) void nap(void)
{
	usleep(2000);
}

int main()
{
	for (int i = 0; i < 3; i++) {
		try {
			throw std::runtime_error("third time lucky");
		} catch (const std::exception &) {
			nap();
		}
	}
	for (int i = 0; i < 7; i++)
		getppid();
	open("/nonexistent/file", O_RDONLY);

	void *volatile small = malloc(100), *volatile large = malloc(5000000);

	return !small ? 1 : large ? 2 : 3;
}
