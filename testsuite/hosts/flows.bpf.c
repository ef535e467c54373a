/* SPDX-License-Identifier: MIT */
/* Counts frames by their EtherType, with every kind of type that tools print and hosts read. */
#include "../fixtures/bpf.h"

#define BPF_MAP_TYPE_PERCPU_HASH 5
#define BPF_MAP_TYPE_QUEUE 22

static long (*const bpf_map_push_elem)(void *map, const void *value, __u64 flags) = (void *)87;
static long (*const bpf_ringbuf_output)(void *map, const void *data, __u64 size, __u64 flags) = (void *)130;

enum verdict { PASSED = 1, DROPPED = 2, FAR = -7 };
enum wide { WIDE_ONE = 0x123456789abULL };

struct flow_key {
	__be16 ether_type;
	__u16 vlan;
};

struct point {
	int x;
	short y;
};

struct flow {
	__u64 frames;
	__u64 bytes;
	unsigned int first : 3;
	unsigned int second : 5;
	__u64 third : 40;
	enum verdict verdict;
	enum wide wide;
	char label[8];
	char bytes_of_text[4];
	_Bool seen;
	unsigned char mac[6];
	struct point points[2];
	int matrix[2][2];
	union {
		__u32 word;
		unsigned char parts[4];
	} either;
	struct {
		int inner;
		union {
			int left;
			char right;
		};
	};
	void *where;
	__int128 large;
};

struct event {
	__u32 length;
	enum verdict verdict;
	struct flow_key key;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 64);
	__type(key, struct flow_key);
	__type(value, struct flow);
} flows SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u64);
} totals SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 2);
	__uint(key_size, 4);
	__uint(value_size, 6);
} untyped SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_QUEUE);
	__uint(max_entries, 8);
	__type(value, __u32);
} lengths SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} events SEC(".maps");

const volatile __u32 limit = 1500;
const volatile char greeting[8] = "hello";
__u64 calls;
struct point origin = { 3, -4 };
static __u32 last_length;
/* So that the types of the object have it: tools then print records by it. */
const struct event *unused_event __attribute__((unused));

struct frame {
	unsigned char destination[6];
	unsigned char source[6];
	__be16 ether_type;
};

SEC("xdp")
int count_frames(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	struct frame *frame = data;
	struct flow *flow;
	__u32 zero = 0, length = end - data;
	__u64 *total;

	calls++;
	last_length = length;
	if (data + sizeof(*frame) > end)
		return XDP_ABORTED;

	struct flow_key key = { .ether_type = frame->ether_type };
	struct event event = { .length = length, .verdict = length > limit ? DROPPED : PASSED, .key = key };

	flow = bpf_map_lookup_elem(&flows, &key);
	if (flow) {
		__sync_fetch_and_add(&flow->frames, 1);
		__sync_fetch_and_add(&flow->bytes, length);
	} else {
		struct flow fresh;

		__builtin_memset(&fresh, 0, sizeof(fresh));
		fresh.frames = 1;
		fresh.bytes = length;
		fresh.verdict = event.verdict;
		__builtin_memcpy(fresh.mac, frame->source, sizeof(fresh.mac));
		fresh.label[0] = greeting[0];
		bpf_map_update_elem(&flows, &key, &fresh, 0);
	}
	total = bpf_map_lookup_elem(&totals, &zero);
	if (total)
		*total += 1;
	bpf_map_lookup_elem(&untyped, &zero);
	bpf_map_push_elem(&lengths, &length, 0);
	bpf_ringbuf_output(&events, &event, sizeof(event), 0);
	return event.verdict == DROPPED ? XDP_DROP : XDP_PASS;
}

SEC("xdp")
int drop_all(struct xdp_md *ctx)
{
	origin.x += ctx->rx_queue_index;
	return XDP_DROP;
}

LICENSE("GPL");
