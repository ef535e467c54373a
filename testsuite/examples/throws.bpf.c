/* SPDX-License-Identifier: MIT */
/*
 * throws - the exceptions that a C++ program throws, by the static probe of libstdc++.
 *
 *	clang -O2 -g --target=bpf -D__TARGET_ARCH_x86 -I/usr/include/$(uname -m)-linux-gnu -c throws.bpf.c
 *	ebpfc trace throws.bpf.o -- ./program
 *
 * Types are printed as the compiler mangles them: `c++filt -t` reads them.
 */
#include <linux/bpf.h>
#include <linux/ptrace.h>
#include <linux/types.h>
#include <stdbool.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/usdt.bpf.h>

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, char[64]);
	__type(value, __u64);
} thrown SEC(".maps");

/* What std::type_info is in the Itanium C++ ABI. */
struct type_info {
	void *vtable;
	const char *name;
};

SEC("usdt/libstdc++.so.6:libstdcxx:throw")
int BPF_USDT(at_throw, void *object, struct type_info *type)
{
	char name[64] = {};
	const char *text = 0;
	__u64 none = 0, *count;

	bpf_probe_read_user(&text, sizeof text, &type->name);
	bpf_probe_read_user_str(name, sizeof name, text);
	bpf_map_update_elem(&thrown, name, &none, BPF_NOEXIST);
	count = bpf_map_lookup_elem(&thrown, name);
	if (count)
		__sync_fetch_and_add(count, 1);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
