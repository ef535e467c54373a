/* SPDX-License-Identifier: MIT */
/* flows_host [SESSION]: a host around a skeleton (`ebpfc gen skeleton flows.o`), as C and as C++. */
#include "flows.skel.h"

#include <stdio.h>

static int print_event(void *ctx, void *data, size_t size)
{
	const struct event *event = (const struct event *)data;

	if (size == sizeof(*event))
		printf("event: %u bytes, verdict %d\n", event->length, (int)event->verdict);
	++*(int *)ctx;
	return 0;
}

int main(int argc, char **argv)
{
	static unsigned char frame[2048] = {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0};
	struct flows *skel = flows__open();
	struct ebpfc_xdp packet;
	struct flow_key key;
	struct flow flow;
	int events = 0;

	if (!skel)
		return fprintf(stderr, "flows_host: %s\n", ebpfc_last_error()), 1;
	skel->rodata->limit = 100; /* before the load: constants */
	skel->rodata->greeting[0] = 'J';
	skel->data->origin.x = 40;
	skel->bss->calls = 1000;
	if (argc > 1)
		skel->opts.session = argv[1];
	if (flows__load(skel)) {
		fprintf(stderr, "flows_host: %s\n", ebpfc_last_error());
		flows__destroy(skel);
		return 1;
	}
	for (size_t length = 60; length < 200; length += 100) {
		ebpfc_xdp_init(&packet, frame, sizeof(frame), 256, length);
		memcpy(packet.data, frame, 14);
		printf("%d bytes: %d\n", (int)length, (int)skel->progs.count_frames(&packet, skel->instance));
	}
	packet.rx_queue_index = 2;
	skel->progs.drop_all(&packet, skel->instance);

	memset(&key, 0, sizeof(key));
	key.ether_type = 8;
	if (flows__flows_lookup(skel, &key, &flow) == 0)
		printf("flow: %d frames, %d bytes, %s\n", (int)flow.frames, (int)flow.bytes, flow.label);
	flow.frames = 77;
	if (flows__flows_update(skel, &key, &flow, 1) == -EEXIST)
		printf("it is there\n");
	flows__events_consume(skel, print_event, &events);
	printf("%d events, %d calls, origin %d,%d, limit %u\n", events, (int)skel->bss->calls, skel->data->origin.x,
	       skel->data->origin.y, skel->rodata->limit);
	flows__destroy(skel);
	return 0;
}
