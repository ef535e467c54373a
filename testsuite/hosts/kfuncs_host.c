/* SPDX-License-Identifier: MIT */
/* kfuncs_host OBJECT: functions, time and random numbers of the host for kfuncs.bpf.c, bound by name. */
#include <ebpfc.h>
#include <stdio.h>

struct point {
	uint32_t x, y;
};

struct bank {
	int open, opened;
};

static uint64_t host_add(uint64_t a, uint64_t b, uint64_t r3, uint64_t r4, uint64_t r5, struct ebpfc_instance *self)
{
	(void)r3, (void)r4, (void)r5, (void)self;
	return a + (uint32_t)b;
}

static uint64_t host_sum(uint64_t data, uint64_t size, uint64_t r3, uint64_t r4, uint64_t r5, struct ebpfc_instance *self)
{
	const uint8_t *bytes = (const uint8_t *)(uintptr_t)data;
	uint64_t sum = 0;

	(void)r3, (void)r4, (void)r5, (void)self;
	for (uint32_t i = 0; i < (uint32_t)size; i++)
		sum += bytes[i];
	return sum;
}

static uint64_t host_move(uint64_t to, uint64_t by, uint64_t r3, uint64_t r4, uint64_t r5, struct ebpfc_instance *self)
{
	struct point *point = (struct point *)(uintptr_t)to;
	const struct point *step = (const struct point *)(uintptr_t)by;

	(void)r3, (void)r4, (void)r5, (void)self;
	point->x += step ? step->x : 100;
	point->y += step ? step->y : 100;
	return 0;
}

/* `host` of the instance is the host's own: no globals are needed. */
static uint64_t host_open(uint64_t id, uint64_t r2, uint64_t r3, uint64_t r4, uint64_t r5, struct ebpfc_instance *self)
{
	struct bank *bank = (struct bank *)self->host;

	(void)r2, (void)r3, (void)r4, (void)r5;
	bank->open++;
	bank->opened++;
	return (uint32_t)id == 7 ? (uint64_t)(uintptr_t)bank : 0;
}

static uint64_t host_close(uint64_t account, uint64_t r2, uint64_t r3, uint64_t r4, uint64_t r5,
			   struct ebpfc_instance *self)
{
	(void)r2, (void)r3, (void)r4, (void)r5, (void)self;
	((struct bank *)(uintptr_t)account)->open--;
	return 0;
}

static uint64_t fixed_clock(void *host, int clock_id)
{
	(void)host;
	return 1000000u + (uint64_t)clock_id; /* CLOCK_MONOTONIC is 1 */
}

static uint32_t fixed_random(void *host)
{
	(void)host;
	return 70000;
}

int main(int argc, char **argv)
{
	static const struct ebpfc_binding bindings[] = {
		{0, "host_add", host_add, NULL},   {0, "host_sum", host_sum, NULL},     {0, "host_move", host_move, NULL},
		{0, "host_open", host_open, NULL}, {0, "host_close", host_close, NULL},
	};
	static unsigned char frame[64];
	struct bank bank = {0, 0};
	struct ebpfc_object *object;
	struct ebpfc_instance *instance;
	EBPFC_STRUCT(ebpfc_run_opts, run, .data_in = frame, .data_size_in = sizeof(frame));
	EBPFC_STRUCT(ebpfc_instance_opts, opts, .host = &bank, .bindings = bindings, .binding_count = 5);

	if (argc != 2 || ebpfc_object_open(argv[1], NULL, &object))
		return fprintf(stderr, "kfuncs_host: %s\n", ebpfc_last_error()), 1;
	opts.clock = fixed_clock;
	opts.random = fixed_random;
	if (ebpfc_instance_new(object, &opts, &instance) || ebpfc_test_run(instance, "use_host", &run))
		return fprintf(stderr, "kfuncs_host: %s\n", ebpfc_last_error()), 1;
	printf("returned %u, %d of %d accounts open\n", (unsigned)run.retval, bank.open, bank.opened);
	ebpfc_instance_free(instance);

	opts.binding_count = 4;
	if (ebpfc_instance_new(object, &opts, &instance))
		printf("%s\n", ebpfc_last_error());
	ebpfc_object_close(object);
	return 0;
}
