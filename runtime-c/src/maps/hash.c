/* SPDX-License-Identifier: MIT */
/*
 * hash.c - HASH, PERCPU_HASH, LRU_HASH, LRU_PERCPU_HASH, HASH_OF_MAPS: everything beside the inlined paths.
 *
 * The layout and its invariants are in hash_layout.h. Lock order: one bucket's lock; repair takes its own lock
 * and then all buckets' in ascending order.
 */
#include <sched.h>

#include "internal/hash.h"

/* ---- Creation ------------------------------------------------------------------------------------------------------- */

#define EBPFC_HASH_FLAGS \
	(EBPFC_F_NO_PREALLOC | EBPFC_F_NO_COMMON_LRU | EBPFC_F_NUMA_NODE | EBPFC_F_ACCESS | EBPFC_F_ZERO_SEED)
#define EBPFC_KMALLOC_MAX (4u << 20)
#define EBPFC_PERCPU_MAX (32u << 10) /* PCPU_MIN_UNIT_SIZE */

/* htab_map_alloc_check, kernel/bpf/hashtab.c */
int ebpfc__hash_check(const struct ebpfc_map_attr *a, uint32_t cpus, uint64_t *bytes)
{
	bool lru = ebpfc__is_lru(a->type);

	if ((a->flags & ~EBPFC_HASH_FLAGS) || !ebpfc__access_ok(a->flags))
		return -EINVAL;
	if (!lru && (a->flags & EBPFC_F_NO_COMMON_LRU))
		return -EINVAL;
	if (lru && (a->flags & EBPFC_F_NO_PREALLOC))
		return -EBPFC_ENOTSUPP;
	if ((a->flags & EBPFC_F_NUMA_NODE) && (ebpfc__is_percpu(a->type) || (a->flags & EBPFC_F_NO_COMMON_LRU)))
		return -EINVAL;
	if (!a->max_entries || !a->key_size || !a->value_size)
		return -EINVAL;
	if ((uint64_t)a->key_size + a->value_size >= EBPFC_KMALLOC_MAX - 48 || a->max_entries > 1u << 30)
		return -E2BIG;
	if (ebpfc__is_percpu(a->type) && ebpfc__align(a->value_size, 8) > EBPFC_PERCPU_MAX)
		return -E2BIG;
	*bytes = ebpfc__hash_shape(a->type, a->key_size, a->value_size, a->max_entries, cpus).bytes;
	return 0;
}

int ebpfc__hash_create(struct ebpfc__handle *h)
{
	struct ebpfc__hash *hash = h->head.region;
	bool zero = (h->head.flags & EBPFC_F_ZERO_SEED) != 0;

	/* odd and dense enough: a product with either never loses the key */
	hash->seed[0] = zero ? 0x9e3779b97f4a7c15ull : ebpfc__random();
	hash->seed[1] = zero ? 0xd6e8feb86659fd93ull : ebpfc__random() | 0x8000000000000001ull;
	return 0;
}

int ebpfc__hash_open(struct ebpfc__handle *h)
{
	struct ebpfc__hash_handle *x = ebpfc__hash_of(h);

	x->shape = ebpfc__hash_shape(h->head.type, h->head.key_size, h->head.value_size, h->head.max_entries, h->cpus);
	h->head.cpu_stride = x->shape.cpu_bytes;
	return 0;
}

/* ---- Locks, repair ---------------------------------------------------------------------------------------------------- */

static void unlink_spill(struct ebpfc__hash_handle *x, uint32_t b, uint32_t before, uint32_t spill)
{
	struct ebpfc__bucket *bucket = ebpfc__bucket_at(&x->shape, x->h.head.region, b);
	uint32_t *link = before ? ebpfc__next_at(&x->shape, x->h.head.region, before - 1) : &bucket->spill;

	__atomic_store_n(link, *ebpfc__next_at(&x->shape, x->h.head.region, spill - 1), __ATOMIC_RELEASE);
	__atomic_store_n(&bucket->seq, bucket->seq + 1, __ATOMIC_RELEASE);
	__atomic_thread_fence(__ATOMIC_RELEASE);
	__atomic_store_n(ebpfc__spilled_at(&x->shape, x->h.head.region, spill - 1), 0, __ATOMIC_RELEASE);
}

/* Finish or forget what a writer killed inside the bucket had begun: a second copy of one key is all it can leave. */
static void recover_bucket(struct ebpfc__hash_handle *x, uint32_t b)
{
	void *region = x->h.head.region;
	struct ebpfc__bucket *bucket = ebpfc__bucket_at(&x->shape, region, b);
	uint32_t before = 0, hops = 0;

	__atomic_store_n(&bucket->seq, bucket->seq + 1, __ATOMIC_SEQ_CST);
	for (uint32_t at = bucket->spill; at && at <= x->shape.spills && hops++ < x->shape.spills;) {
		const void *key = ebpfc__slot_at(&x->shape, region, ebpfc__spill_slot(&x->shape, at));
		uint32_t next = *ebpfc__next_at(&x->shape, region, at - 1), size = x->h.head.key_size;
		uint64_t tag = ebpfc__tag_of(ebpfc__hash_key(region, key, size)), first;

		first = ebpfc__spill_find(&x->shape, region, bucket->spill, key, size);
		if (ebpfc__way_of(&x->shape, region, b, bucket->tags, tag, key, size) < EBPFC_WAYS ||
		    first != ebpfc__spill_slot(&x->shape, at))
			unlink_spill(x, b, before, at);
		else
			before = at;
		at = next;
	}
	__atomic_store_n(&((struct ebpfc__hash *)region)->dirty, 1, __ATOMIC_RELEASE);
}

static int lock_bucket(struct ebpfc__hash_handle *x, uint32_t b, uint32_t self)
{
	int r = ebpfc__lock(x->h.session, ebpfc__lock_at(&x->shape, x->h.head.region, b), self);

	if (__builtin_expect(r == EBPFC_LOCK_STOLEN, 0))
		recover_bucket(x, b);
	return r < 0 ? r : 0;
}

static void unlock_bucket(struct ebpfc__hash_handle *x, uint32_t b)
{
	ebpfc__unlock(ebpfc__lock_at(&x->shape, x->h.head.region, b));
}

static uint32_t recount(struct ebpfc__hash_handle *x)
{
	void *region = x->h.head.region;
	uint32_t count = 0;

	for (uint32_t j = 0; j < x->shape.spills; j++)
		if (__atomic_load_n(ebpfc__spilled_at(&x->shape, region, j), __ATOMIC_RELAXED))
			__atomic_store_n(ebpfc__spilled_at(&x->shape, region, j), 0, __ATOMIC_RELAXED);
	for (uint32_t b = 0; b < x->shape.buckets; b++) {
		struct ebpfc__bucket *bucket = ebpfc__bucket_at(&x->shape, region, b);
		uint32_t hops = 0;

		count += (uint32_t)__builtin_popcountll(bucket->tags & EBPFC_TAG_HIGH);
		for (uint32_t at = bucket->spill; at && at <= x->shape.spills && hops++ < x->shape.spills; count++) {
			__atomic_store_n(ebpfc__spilled_at(&x->shape, region, at - 1), 1, __ATOMIC_RELAXED);
			at = *ebpfc__next_at(&x->shape, region, at - 1);
		}
	}
	return count;
}

/*
 * The map seems full. If a writer died meanwhile, count again with every bucket locked; whether that was so and
 * the caller should try again.
 */
static bool repair(struct ebpfc__hash_handle *x, uint32_t self)
{
	struct ebpfc__hash *hash = x->h.head.region;
	uint32_t locked = 0;
	int r;

	if (!__atomic_load_n(&hash->dirty, __ATOMIC_ACQUIRE) &&
	    !(ebpfc__died_counting(x->h.session, x->h.id) && __atomic_load_n(&hash->dirty, __ATOMIC_ACQUIRE)))
		return false;
	r = ebpfc__lock(x->h.session, &hash->repair_lock, self);
	if (r < 0)
		return false;
	if (__atomic_load_n(&hash->dirty, __ATOMIC_ACQUIRE)) {
		while (locked < x->shape.buckets && lock_bucket(x, locked, self) == 0)
			locked++;
		if (locked == x->shape.buckets) {
			__atomic_store_n(&hash->dirty, 0, __ATOMIC_RELEASE);
			__atomic_store_n(&hash->count, recount(x), __ATOMIC_RELEASE);
		}
		while (locked)
			unlock_bucket(x, --locked);
	}
	ebpfc__unlock(&hash->repair_lock);
	return true;
}

/* ---- Spilled slots ------------------------------------------------------------------------------------------------------ */

/* Take a spilled slot: index + 1, or 0 if all are taken. */
static uint32_t take_spill(struct ebpfc__hash_handle *x)
{
	void *region = x->h.head.region;
	struct ebpfc__hash *hash = region;
	uint32_t at = __atomic_load_n(&hash->spill_hint, __ATOMIC_RELAXED);

	for (uint32_t n = 0; n < x->shape.spills; n++, at++) {
		uint8_t *mark, none = 0;

		if (at >= x->shape.spills)
			at = 0;
		mark = ebpfc__spilled_at(&x->shape, region, at);
		if (!__atomic_load_n(mark, __ATOMIC_RELAXED) &&
		    __atomic_compare_exchange_n(mark, &none, 1, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) {
			__atomic_store_n(&hash->spill_hint, at + 1, __ATOMIC_RELAXED);
			return at + 1;
		}
	}
	return 0;
}

/* ---- Where a key is, with its bucket locked --------------------------------------------------------------------------------- */

struct place {
	uint64_t slot;   /* or EBPFC_NO_SLOT */
	uint32_t way;    /* EBPFC_WAYS if spilled or absent */
	uint32_t spill;  /* index + 1 if spilled */
	uint32_t before; /* the spilled slot whose link leads there, or 0 */
};

static struct place find_locked(struct ebpfc__hash_handle *x, uint32_t b, uint64_t tag, const void *key)
{
	void *region = x->h.head.region;
	struct ebpfc__bucket *bucket = ebpfc__bucket_at(&x->shape, region, b);
	struct place p = {.slot = EBPFC_NO_SLOT};
	uint32_t hops = 0;

	p.way = ebpfc__way_of(&x->shape, region, b, bucket->tags, tag, key, x->h.head.key_size);
	if (p.way < EBPFC_WAYS) {
		p.slot = (uint64_t)b * EBPFC_WAYS + p.way;
		return p;
	}
	for (uint32_t at = bucket->spill; at && at <= x->shape.spills && hops++ < x->shape.spills;) {
		uint64_t slot = ebpfc__spill_slot(&x->shape, at);

		if (ebpfc__equal(ebpfc__slot_at(&x->shape, region, slot), key, x->h.head.key_size)) {
			p.slot = slot;
			p.spill = at;
			return p;
		}
		p.before = at;
		at = *ebpfc__next_at(&x->shape, region, at - 1);
	}
	p.before = 0;
	return p;
}

static void forget(struct ebpfc__hash_handle *x, uint32_t b, const struct place *p)
{
	struct ebpfc__bucket *bucket = ebpfc__bucket_at(&x->shape, x->h.head.region, b);

	if (p->way < EBPFC_WAYS)
		ebpfc__publish(bucket, ebpfc__with_tag(bucket->tags, p->way, 0));
	else if (p->spill)
		unlink_spill(x, b, p->before, p->spill);
}

/* ---- LRU: making room --------------------------------------------------------------------------------------------------------- */

/* The oldest way of a bucket and how old it is, or EBPFC_WAYS. */
static uint32_t oldest_way(struct ebpfc__hash_handle *x, uint32_t b, uint64_t tags, uint32_t now, uint32_t *age)
{
	uint32_t oldest = EBPFC_WAYS;

	*age = 0;
	for (uint32_t way = 0; way < EBPFC_WAYS; way++) {
		uint32_t a;

		if (!(tags >> way * 8 & 0x80))
			continue;
		a = now - __atomic_load_n(ebpfc__age_at(&x->shape, x->h.head.region, (uint64_t)b * EBPFC_WAYS + way),
					  __ATOMIC_RELAXED);
		if (oldest == EBPFC_WAYS || a > *age) {
			oldest = way;
			*age = a;
		}
	}
	return oldest;
}

#define EBPFC_LRU_SAMPLE 4 /* buckets looked at for a victim, beside the new key's own */

/*
 * Remove one element, the oldest among the own bucket's (locked by the caller) and those of a few more. Other
 * buckets' locks are only tried, never waited for.
 */
static bool evict(struct ebpfc__hash_handle *x, uint32_t own, uint32_t self)
{
	void *region = x->h.head.region;
	struct ebpfc__hash *hash = region;
	uint32_t now = ebpfc__now(&x->shape, hash), age, best_age, best = own;
	struct ebpfc__bucket *bucket = ebpfc__bucket_at(&x->shape, region, own);
	uint32_t way = oldest_way(x, own, bucket->tags, now, &best_age), found = way < EBPFC_WAYS;

	for (uint32_t n = 0; n < x->shape.buckets && (n < EBPFC_LRU_SAMPLE || !found); n++) {
		uint32_t b = __atomic_fetch_add(&hash->hand, 1, __ATOMIC_RELAXED) % x->shape.buckets, w;
		uint64_t tags = __atomic_load_n(&ebpfc__bucket_at(&x->shape, region, b)->tags, __ATOMIC_RELAXED);

		/* nobody waits here, so a bucket that is being written to is no candidate */
		if (b == own || __atomic_load_n(ebpfc__lock_at(&x->shape, region, b), __ATOMIC_RELAXED))
			continue;
		w = oldest_way(x, b, tags, now, &age);
		if (w < EBPFC_WAYS && (!found || age > best_age)) {
			best = b;
			best_age = age;
			way = w;
			found = 1;
		}
	}
	if (!found)
		return false;
	if (best != own && !ebpfc__try_lock(ebpfc__lock_at(&x->shape, region, best), self))
		best = own; /* somebody is there: rather a younger one than wait */
	bucket = ebpfc__bucket_at(&x->shape, region, best);
	way = oldest_way(x, best, bucket->tags, now, &age);
	if (way < EBPFC_WAYS) {
		ebpfc__publish(bucket, ebpfc__with_tag(bucket->tags, way, 0));
		__atomic_sub_fetch(&hash->count, 1, __ATOMIC_RELAXED);
	}
	if (best != own)
		unlock_bucket(x, best);
	return way < EBPFC_WAYS;
}

static bool make_room(struct ebpfc__hash_handle *x, uint32_t own, uint32_t self)
{
	for (int attempt = 0; attempt < 100; attempt++) {
		if (evict(x, own, self))
			return true;
		if (attempt < 50)
			ebpfc__pause();
		else
			sched_yield();
	}
	return false; /* as the kernel's, when every candidate is in use */
}

/* ---- Update -------------------------------------------------------------------------------------------------------------------- */

static void write_value(struct ebpfc__hash_handle *x, uint64_t slot, const void *value, enum ebpfc__side side,
			bool fresh)
{
	struct ebpfc__handle *h = &x->h;
	uint32_t type = h->head.type;

	if (side == EBPFC_USER && ebpfc__is_percpu(type)) {
		for (uint32_t c = 0; c < h->cpus; c++)
			ebpfc__copy_in(ebpfc__value_at(&x->shape, type, h->head.region, slot, h->head.cpu_stride, c),
				       (const uint8_t *)value + (size_t)c * x->shape.value_bytes, x->shape.value_bytes);
	} else if (fresh) {
		ebpfc__fill_value(&x->shape, type, h->head.region, slot, h->head.cpu_stride, h->cpus,
				  ebpfc__cpu_of(h->cpus), value, h->head.value_size);
	} else {
		ebpfc__copy_in(ebpfc__value_at(&x->shape, type, h->head.region, slot, h->head.cpu_stride,
					       ebpfc__cpu_of(h->cpus)),
			       value, h->head.value_size);
	}
}

static void write_slot(struct ebpfc__hash_handle *x, uint64_t slot, const void *key, const void *value,
		       enum ebpfc__side side)
{
	ebpfc__copy_in(ebpfc__slot_at(&x->shape, x->h.head.region, slot), key, x->h.head.key_size);
	write_value(x, slot, value, side, true);
	if (ebpfc__is_lru(x->h.head.type))
		ebpfc__touch(&x->shape, x->h.head.region, slot);
}

/* Write a new element and make it the one that readers find. The lock is held. 0 or -ENOMEM. */
static int add(struct ebpfc__hash_handle *x, uint32_t b, uint64_t tag, uint32_t near, const void *key,
	       const void *value, enum ebpfc__side side)
{
	void *region = x->h.head.region;
	struct ebpfc__bucket *bucket = ebpfc__bucket_at(&x->shape, region, b);
	uint64_t tags = bucket->tags;
	uint32_t spill;

	if (~tags & EBPFC_TAG_HIGH) {
		uint32_t way = ebpfc__free_way(tags, near);

		write_slot(x, (uint64_t)b * EBPFC_WAYS + way, key, value, side);
		ebpfc__publish(bucket, ebpfc__with_tag(tags, way, tag));
		return 0;
	}
	spill = take_spill(x);
	if (!spill)
		return -ENOMEM;
	write_slot(x, ebpfc__spill_slot(&x->shape, spill), key, value, side);
	__atomic_store_n(ebpfc__next_at(&x->shape, region, spill - 1), bucket->spill, __ATOMIC_RELAXED);
	__atomic_store_n(&bucket->spill, spill, __ATOMIC_RELEASE);
	__atomic_store_n(&bucket->seq, bucket->seq + 1, __ATOMIC_RELEASE);
	__atomic_thread_fence(__ATOMIC_RELEASE);
	return 0;
}

/* An existing element gets a fresh slot; readers with a pointer to the old one keep the old value. */
static int replace(struct ebpfc__hash_handle *x, uint32_t b, uint64_t tag, const struct place *p, const void *key,
		   const void *value, enum ebpfc__side side)
{
	struct ebpfc__bucket *bucket = ebpfc__bucket_at(&x->shape, x->h.head.region, b);
	uint64_t tags = bucket->tags;
	struct place old = *p;
	int r;

	if (ebpfc__is_percpu(x->h.head.type)) {
		write_value(x, p->slot, value, side, false);
		return 0;
	}
	if (p->way < EBPFC_WAYS && (~tags & EBPFC_TAG_HIGH)) {
		uint32_t way = ebpfc__free_way(tags, p->way);

		write_slot(x, (uint64_t)b * EBPFC_WAYS + way, key, value, side);
		ebpfc__publish(bucket, ebpfc__with_tag(ebpfc__with_tag(tags, p->way, 0), way, tag));
		return 0;
	}
	if (ebpfc__is_lru(x->h.head.type)) {
		/* a full bucket: the oldest of the others goes, as an LRU update may evict in the kernel too */
		uint32_t age, way = oldest_way(x, b, ebpfc__with_tag(tags, p->way, 0), ebpfc__now(&x->shape, x->h.head.region),
					       &age);

		ebpfc__publish(bucket, ebpfc__with_tag(tags, way, 0));
		__atomic_sub_fetch(&((struct ebpfc__hash *)x->h.head.region)->count, 1, __ATOMIC_RELAXED);
		write_slot(x, (uint64_t)b * EBPFC_WAYS + way, key, value, side);
		ebpfc__publish(bucket, ebpfc__with_tag(ebpfc__with_tag(tags, p->way, 0), way, tag));
		return 0;
	}
	/* two steps: the second copy stays hidden behind the first, or hides it, until one is gone */
	r = add(x, b, tag, 0, key, value, side);
	if (r == 0) {
		if (old.spill && !old.before && bucket->spill != old.spill)
			old.before = bucket->spill; /* the new one went in front */
		forget(x, b, &old);
	}
	return r;
}

static int insert(struct ebpfc__hash_handle *x, uint32_t b, uint64_t tag, uint32_t self, const void *key,
		  const void *value, enum ebpfc__side side)
{
	struct ebpfc__hash *hash = x->h.head.region;
	struct ebpfc__bucket *bucket = ebpfc__bucket_at(&x->shape, hash, b);
	bool lru = ebpfc__is_lru(x->h.head.type);
	int r = 0;

	if (__atomic_add_fetch(&hash->count, 1, __ATOMIC_RELAXED) > x->h.head.max_entries)
		r = !lru ? -E2BIG : make_room(x, b, self) ? 0 : -ENOMEM;
	if (!r && lru && !(~bucket->tags & EBPFC_TAG_HIGH)) { /* this bucket is full though the map is not */
		uint32_t age;
		uint32_t way = oldest_way(x, b, bucket->tags, ebpfc__now(&x->shape, hash), &age);

		ebpfc__publish(bucket, ebpfc__with_tag(bucket->tags, way, 0));
		__atomic_sub_fetch(&hash->count, 1, __ATOMIC_RELAXED);
	}
	if (!r && lru)
		__atomic_fetch_add(&hash->inserts, 1, __ATOMIC_RELAXED);
	if (!r)
		r = add(x, b, tag, bucket->seq % EBPFC_WAYS, key, value, side);
	if (r)
		__atomic_sub_fetch(&hash->count, 1, __ATOMIC_RELAXED);
	return r;
}

int ebpfc__hash_update(struct ebpfc__hash_handle *x, const void *key, const void *value, uint64_t flags,
		       enum ebpfc__side side)
{
	struct ebpfc__hash *hash = x->h.head.region;
	uint64_t code = ebpfc__hash_key(hash, key, x->h.head.key_size), tag = ebpfc__tag_of(code);
	uint32_t b = ebpfc__bucket_of(code, x->shape.buckets), self = ebpfc__self(x->h.session);
	uint32_t *counting = &x->h.threads[EBPFC_OWNER_SLOT(self)].counting;
	int r;

	if (flags > EBPFC_EXIST) /* BPF_F_LOCK: values have no spin lock that we could take */
		return -EINVAL;
	do {
		struct place p;

		r = lock_bucket(x, b, self);
		if (r)
			return r;
		p = find_locked(x, b, tag, key);
		__atomic_store_n(counting, x->h.id, __ATOMIC_RELAXED);
		if (p.slot != EBPFC_NO_SLOT)
			r = flags == EBPFC_NOEXIST ? -EEXIST : replace(x, b, tag, &p, key, value, side);
		else
			r = flags == EBPFC_EXIST ? -ENOENT : insert(x, b, tag, self, key, value, side);
		__atomic_store_n(counting, 0, __ATOMIC_RELEASE);
		unlock_bucket(x, b);
	} while ((r == -E2BIG || r == -ENOMEM) && repair(x, self));
	return r;
}

/* ---- Delete ---------------------------------------------------------------------------------------------------------------------- */

int ebpfc__hash_remove(struct ebpfc__hash_handle *x, const void *key, void *value)
{
	struct ebpfc__hash *hash = x->h.head.region;
	uint64_t code = ebpfc__hash_key(hash, key, x->h.head.key_size);
	uint32_t b = ebpfc__bucket_of(code, x->shape.buckets), self = ebpfc__self(x->h.session);
	uint32_t *counting = &x->h.threads[EBPFC_OWNER_SLOT(self)].counting;
	struct place p;
	int r = lock_bucket(x, b, self);

	if (r)
		return r;
	p = find_locked(x, b, ebpfc__tag_of(code), key);
	if (p.slot != EBPFC_NO_SLOT) {
		if (value)
			ebpfc__hash_read(x, p.slot, value);
		__atomic_store_n(counting, x->h.id, __ATOMIC_RELAXED);
		forget(x, b, &p);
		__atomic_sub_fetch(&hash->count, 1, __ATOMIC_RELAXED);
		__atomic_store_n(counting, 0, __ATOMIC_RELEASE);
	} else {
		r = -ENOENT;
	}
	unlock_bucket(x, b);
	return r;
}

/* ---- Walking ------------------------------------------------------------------------------------------------------------------------ */

/*
 * Whether a spilled slot is what a lookup of its key finds. It is not while an update moves the key, or where a
 * writer died doing so: then the key is there twice, and the other place counts.
 */
static bool found_here(struct ebpfc__hash_handle *x, uint64_t slot)
{
	const void *region = x->h.head.region, *key = ebpfc__slot_at(&x->shape, region, slot);
	uint64_t code = ebpfc__hash_key(region, key, x->h.head.key_size);

	return ebpfc__hash_find(&x->shape, region, code, key, x->h.head.key_size) == slot;
}

/* The live slot after `slot` in its bucket (EBPFC_NO_SLOT: the first one), or EBPFC_NO_SLOT. */
uint64_t ebpfc__hash_next_in(struct ebpfc__hash_handle *x, uint32_t b, uint64_t slot)
{
	void *region = x->h.head.region;
	struct ebpfc__bucket *bucket = ebpfc__bucket_at(&x->shape, region, b);
	uint64_t tags = __atomic_load_n(&bucket->tags, __ATOMIC_ACQUIRE), spilled = (uint64_t)x->shape.buckets * EBPFC_WAYS;
	uint32_t at, hops = 0;

	if (slot == EBPFC_NO_SLOT || slot < spilled) {
		uint32_t way = slot == EBPFC_NO_SLOT ? 0 : (uint32_t)(slot % EBPFC_WAYS) + 1;

		for (; way < EBPFC_WAYS; way++)
			if (tags >> way * 8 & 0x80)
				return (uint64_t)b * EBPFC_WAYS + way;
		at = __atomic_load_n(&bucket->spill, __ATOMIC_ACQUIRE);
	} else {
		at = __atomic_load_n(ebpfc__next_at(&x->shape, region, (uint32_t)(slot - spilled)), __ATOMIC_ACQUIRE);
	}
	while (at && at <= x->shape.spills && hops++ <= x->shape.spills) {
		if (found_here(x, ebpfc__spill_slot(&x->shape, at)))
			return ebpfc__spill_slot(&x->shape, at);
		at = __atomic_load_n(ebpfc__next_at(&x->shape, region, at - 1), __ATOMIC_ACQUIRE);
	}
	return EBPFC_NO_SLOT;
}

/* Copy the key of the next live slot after `slot` in bucket `b`; whether there was one. */
static bool next_key_in(struct ebpfc__hash_handle *x, uint32_t b, uint64_t slot, void *next)
{
	struct ebpfc__bucket *bucket = ebpfc__bucket_at(&x->shape, x->h.head.region, b);

	for (;;) {
		uint32_t seq = __atomic_load_n(&bucket->seq, __ATOMIC_ACQUIRE);
		uint64_t s = ebpfc__hash_next_in(x, b, slot);

		if (s != EBPFC_NO_SLOT)
			ebpfc__copy_out(next, ebpfc__slot_at(&x->shape, x->h.head.region, s), x->h.head.key_size);
		if (ebpfc__unmoved(bucket, seq))
			return s != EBPFC_NO_SLOT;
	}
}

int ebpfc__hash_next_key(struct ebpfc__handle *h, const void *key, void *next)
{
	struct ebpfc__hash_handle *x = ebpfc__hash_of(h);
	uint64_t slot = EBPFC_NO_SLOT;
	uint32_t b = 0;

	if (key) {
		uint64_t code = ebpfc__hash_key(h->head.region, key, h->head.key_size);

		slot = ebpfc__hash_find(&x->shape, h->head.region, code, key, h->head.key_size);
		if (slot != EBPFC_NO_SLOT)
			b = ebpfc__bucket_of(code, x->shape.buckets);
	}
	for (; b < x->shape.buckets; b++, slot = EBPFC_NO_SLOT)
		if (next_key_in(x, b, slot, next))
			return 0;
	return -ENOENT;
}

int64_t ebpfc__hash_for_each(struct ebpfc__handle *h, ebpfc_callback_fn fn, void *ctx, struct ebpfc_instance *self)
{
	struct ebpfc__hash_handle *x = ebpfc__hash_of(h);
	uint32_t cpu = ebpfc__cpu_of(h->cpus), steps = 0, most = EBPFC_WAYS + x->shape.spills;
	int64_t calls = 0;

	for (uint32_t b = 0; b < x->shape.buckets; b++) {
		uint64_t slot = EBPFC_NO_SLOT;

		for (steps = 0; steps < most; steps++) {
			void *value;

			slot = ebpfc__hash_next_in(x, b, slot);
			if (slot == EBPFC_NO_SLOT)
				break;
			value = ebpfc__value_at(&x->shape, h->head.type, h->head.region, slot, h->head.cpu_stride, cpu);
			calls++;
			if (fn((uintptr_t)&h->head, (uintptr_t)ebpfc__slot_at(&x->shape, h->head.region, slot),
			       (uintptr_t)value, (uintptr_t)ctx, 0, self))
				return calls;
		}
	}
	return calls;
}

/*
 * The elements of one bucket, for the batch operations, with the bucket locked: copied out, and removed if `take`.
 * How many, or -ENOSPC if more than `room`.
 */
int64_t ebpfc__hash_bucket(struct ebpfc__hash_handle *x, uint32_t b, uint8_t *keys, uint8_t *values, uint32_t room,
			   bool take)
{
	struct ebpfc__hash *hash = x->h.head.region;
	size_t value_size = ebpfc__map_user_value_size(&x->h.head);
	uint32_t self = ebpfc__self(x->h.session), n = 0, *counting = &x->h.threads[EBPFC_OWNER_SLOT(self)].counting;
	uint64_t slot = EBPFC_NO_SLOT;
	int r = lock_bucket(x, b, self);

	if (r)
		return r;
	while ((slot = ebpfc__hash_next_in(x, b, slot)) != EBPFC_NO_SLOT && n <= room) {
		if (n < room) {
			ebpfc__copy_out(keys + (size_t)n * x->h.head.key_size,
					ebpfc__slot_at(&x->shape, hash, slot), x->h.head.key_size);
			ebpfc__hash_read(x, slot, values + n * value_size);
		}
		n++;
	}
	if (n <= room && take) {
		__atomic_store_n(counting, x->h.id, __ATOMIC_RELAXED);
		for (uint32_t i = 0; i < n; i++) {
			const void *key = keys + (size_t)i * x->h.head.key_size;
			uint64_t tag = ebpfc__tag_of(ebpfc__hash_key(hash, key, x->h.head.key_size));
			struct place p = find_locked(x, b, tag, key);

			forget(x, b, &p);
			__atomic_sub_fetch(&hash->count, 1, __ATOMIC_RELAXED);
		}
		__atomic_store_n(counting, 0, __ATOMIC_RELEASE);
	}
	unlock_bucket(x, b);
	return n <= room ? (int64_t)n : -ENOSPC;
}
