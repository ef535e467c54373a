/* SPDX-License-Identifier: MIT */
/* standalone.c - a host that is linked with an object of `ebpfc --standalone`: calls `count` of maps.bpf.c directly. */
#include <stdio.h>
#include <string.h>

#include <ebpfc.h>

extern const struct ebpfc_module ebpfc_module;
uint64_t count(void *ctx, struct ebpfc_instance *self);

int main(void)
{
	uint8_t buffer[512] = {0};
	struct ebpfc_xdp packet;
	struct ebpfc_instance *own;
	struct ebpfc_map *counters;
	uint32_t key = 1;
	uint64_t before = 0, after = 0;

	memset(buffer + 256, 0xff, 12);
	memcpy(buffer + 256 + 12, "\x08\x00\x45", 3);
	memset(buffer + 256 + 15, 0x45, 45);
	ebpfc_xdp_init(&packet, buffer, sizeof(buffer), 256, 60);
	printf("count %d\n", (int)count(&packet, NULL));
	own = ebpfc_standalone(&ebpfc_module);
	counters = own ? ebpfc_find_map(own, "counters") : NULL;
	if (!counters || ebpfc_map_lookup_elem(counters, &key, &before, 0))
		return fprintf(stderr, "%s\n", ebpfc_last_error()), 1;
	count(&packet, NULL);
	count(&packet, own);
	ebpfc_map_lookup_elem(counters, &key, &after, 0);
	printf("counters %llu\n", (unsigned long long)(after - before));
	return 0;
}
