/* SPDX-License-Identifier: MIT */
/*
 * lpm.c - LPM_TRIE: longest prefix match in a binary trie, of the shape of kernel/bpf/lpm_trie.c.
 *
 * Nodes are numbered and preallocated. A change builds its nodes aside and shows them with one store of a link;
 * readers take no lock and begin again if nodes were given back meanwhile. What a killed writer had taken and not
 * yet linked is found by marking from the root when its lock is stolen.
 */
#include "internal/hash_layout.h"
#include "internal/internal.h"

struct trie {
	uint32_t root; /* node + 1, or 0 */
	uint32_t lock;
	uint32_t seq; /* raised before nodes are given back */
	uint32_t entries;
	uint32_t hint;
	uint32_t reserved[11];
};

struct node {
	uint32_t child[2];
	uint32_t bits;  /* prefix length */
	uint32_t inner; /* only there to branch: has no value */
	uint8_t data[]; /* the key's bytes, padded to words, then the value */
};

struct lpm_handle {
	struct ebpfc__handle h;
	uint32_t data_size; /* bytes of the key after its prefix length */
	uint32_t node_bytes;
	uint32_t nodes;
	uint64_t mark_at;
	uint64_t node_at;
};

#define EBPFC_LPM_FLAGS (EBPFC_F_NO_PREALLOC | EBPFC_F_NUMA_NODE | EBPFC_F_ACCESS)
#define EBPFC_KMALLOC_MAX (4u << 20)

static uint64_t layout(uint32_t key_size, uint32_t value_size, uint32_t max_entries, struct lpm_handle *x)
{
	x->data_size = key_size - 4;
	x->node_bytes = (uint32_t)(sizeof(struct node) + ebpfc__align(x->data_size, 8) + ebpfc__align(value_size, 8));
	x->nodes = max_entries > 1u << 30 ? 1u << 31 : 2 * max_entries + 64;
	x->mark_at = sizeof(struct trie);
	x->node_at = ebpfc__align(x->mark_at + x->nodes, 64);
	return x->node_at + (uint64_t)x->nodes * x->node_bytes;
}

static int lpm_shape(const struct ebpfc_map_attr *a, uint32_t cpus, uint64_t *bytes)
{
	struct lpm_handle x;

	(void)cpus;
	if (!a->max_entries || !(a->flags & EBPFC_F_NO_PREALLOC) || (a->flags & ~EBPFC_LPM_FLAGS) ||
	    !ebpfc__access_ok(a->flags) || a->key_size < 5 || a->key_size > 4 + 256 || !a->value_size ||
	    a->value_size > EBPFC_KMALLOC_MAX - 256 - 40)
		return -EINVAL;
	*bytes = layout(a->key_size, a->value_size, a->max_entries, &x);
	return 0;
}

static struct lpm_handle *lpm_of(struct ebpfc__handle *h)
{
	return (struct lpm_handle *)h;
}

static int lpm_open(struct ebpfc__handle *h)
{
	layout(h->head.key_size, h->head.value_size, h->head.max_entries, lpm_of(h));
	return 0;
}

static struct trie *trie_of(struct lpm_handle *x)
{
	return x->h.head.region;
}

/* A link's node, NULL for 0 and for what no node has. */
static struct node *node_of(struct lpm_handle *x, uint32_t link)
{
	if (!link || link > x->nodes)
		return NULL;
	return (struct node *)((uint8_t *)x->h.head.region + x->node_at + (uint64_t)(link - 1) * x->node_bytes);
}

static uint32_t lpm_follow(const uint32_t *link)
{
	return __atomic_load_n(link, __ATOMIC_ACQUIRE);
}

static void *lpm_value_of(struct lpm_handle *x, struct node *n)
{
	return n->data + ebpfc__align(x->data_size, 8);
}

static uint8_t *mark_of(struct lpm_handle *x, uint32_t index)
{
	return (uint8_t *)x->h.head.region + x->mark_at + index;
}

static uint32_t bit_at(const uint8_t *data, uint32_t i)
{
	return (uint32_t)(data[i / 8] >> (7 - i % 8)) & 1u;
}

static uint8_t byte_at(const struct node *n, uint32_t i)
{
	return __atomic_load_n(&n->data[i], __ATOMIC_RELAXED);
}

static uint32_t bits_of(const struct node *n)
{
	return __atomic_load_n(&n->bits, __ATOMIC_RELAXED);
}

/* Bits that a node's prefix and a key's have in common. */
static uint32_t common(struct lpm_handle *x, const struct node *n, const uint8_t *data, uint32_t bits)
{
	uint32_t limit = bits_of(n) < bits ? bits_of(n) : bits, matched = 0;

	for (uint32_t i = 0; i < x->data_size && matched < limit; i++) {
		uint8_t diff = (uint8_t)(byte_at(n, i) ^ data[i]);

		if (diff) {
			matched += (uint32_t)__builtin_clz(diff) - 24;
			break;
		}
		matched += 8;
	}
	return matched < limit ? matched : limit;
}

/* ---- Nodes ---------------------------------------------------------------------------------------------------------- */

/* Mark what the root reaches, and count: after a writer died. Stackless, because links could be damaged. */
static void sweep(struct lpm_handle *x)
{
	struct trie *t = trie_of(x);
	uint32_t entries = 0, path[2 * (256 * 8 + 1)], depth = 0;

	for (uint32_t i = 0; i < x->nodes; i++)
		if (*mark_of(x, i))
			__atomic_store_n(mark_of(x, i), 0, __ATOMIC_RELAXED);
	if (node_of(x, t->root))
		path[depth++] = t->root;
	while (depth) {
		uint32_t link = path[--depth];
		struct node *n = node_of(x, link);

		if (*mark_of(x, link - 1))
			continue;
		*mark_of(x, link - 1) = 1;
		entries += !n->inner;
		for (int c = 0; c < 2; c++)
			if (node_of(x, n->child[c]) && depth < sizeof(path) / sizeof(*path))
				path[depth++] = n->child[c];
	}
	__atomic_store_n(&t->entries, entries, __ATOMIC_RELAXED);
	__atomic_store_n(&t->seq, t->seq + 1, __ATOMIC_SEQ_CST);
}

static int lpm_lock(struct lpm_handle *x)
{
	int r = ebpfc__lock(x->h.session, &trie_of(x)->lock, ebpfc__self(x->h.session));

	if (r == EBPFC_LOCK_STOLEN)
		sweep(x);
	return r < 0 ? r : 0;
}

static uint32_t take_node(struct lpm_handle *x)
{
	struct trie *t = trie_of(x);
	uint32_t at = t->hint;

	for (uint32_t n = 0; n < x->nodes; n++, at++) {
		if (at >= x->nodes)
			at = 0;
		if (!*mark_of(x, at)) {
			*mark_of(x, at) = 1;
			t->hint = at + 1;
			return at + 1;
		}
	}
	return 0;
}

static void drop_node(struct lpm_handle *x, uint32_t link)
{
	struct trie *t = trie_of(x);

	__atomic_store_n(&t->seq, t->seq + 1, __ATOMIC_RELEASE);
	__atomic_thread_fence(__ATOMIC_RELEASE);
	*mark_of(x, link - 1) = 0;
}

static uint32_t new_node(struct lpm_handle *x, const uint8_t *data, uint32_t bits, const void *value)
{
	uint32_t link = take_node(x);
	struct node *n = node_of(x, link);

	if (!n)
		return 0;
	__atomic_store_n(&n->child[0], 0, __ATOMIC_RELAXED);
	__atomic_store_n(&n->child[1], 0, __ATOMIC_RELAXED);
	__atomic_store_n(&n->bits, bits, __ATOMIC_RELAXED);
	__atomic_store_n(&n->inner, value == NULL, __ATOMIC_RELAXED);
	ebpfc__copy_in(n->data, data, x->data_size);
	if (value)
		ebpfc__copy_in(lpm_value_of(x, n), value, x->h.head.value_size);
	return link;
}

static void set_link(uint32_t *link, uint32_t to)
{
	__atomic_store_n(link, to, __ATOMIC_RELEASE);
}

/* ---- Operations -------------------------------------------------------------------------------------------------------- */

static void *lpm_lookup(struct ebpfc__handle *h, const void *key)
{
	struct lpm_handle *x = lpm_of(h);
	const uint8_t *data = (const uint8_t *)key + 4;
	uint32_t bits = (uint32_t)ebpfc__bytes(key, 4), most = x->data_size * 8, seq;
	struct node *found;

	if (bits > most)
		return NULL;
	do {
		struct node *n;
		uint32_t hops = 0;

		found = NULL;
		seq = __atomic_load_n(&trie_of(x)->seq, __ATOMIC_ACQUIRE);
		n = node_of(x, lpm_follow(&trie_of(x)->root));
		while (n && hops++ <= most) {
			uint32_t own = bits_of(n), matched = common(x, n, data, bits);

			if (matched == most && matched == own) {
				if (!__atomic_load_n(&n->inner, __ATOMIC_RELAXED))
					found = n;
				break;
			}
			if (matched < own)
				break;
			if (!__atomic_load_n(&n->inner, __ATOMIC_RELAXED))
				found = n;
			if (own >= most)
				break;
			n = node_of(x, lpm_follow(&n->child[bit_at(data, own)]));
		}
		__atomic_thread_fence(__ATOMIC_ACQUIRE);
	} while (__atomic_load_n(&trie_of(x)->seq, __ATOMIC_RELAXED) != seq);
	return found ? lpm_value_of(x, found) : NULL;
}

/* May one more element be added? */
static int may_add(struct lpm_handle *x, uint64_t flags)
{
	if (flags == EBPFC_EXIST)
		return -ENOENT;
	return trie_of(x)->entries >= x->h.head.max_entries ? -ENOSPC : 0;
}

static int update_locked(struct lpm_handle *x, const uint8_t *data, uint32_t bits, const void *value, uint64_t flags)
{
	struct trie *t = trie_of(x);
	uint32_t *slot = &t->root, matched = 0, fresh, branch;
	struct node *n;
	int r;

	while ((n = node_of(x, *slot))) {
		matched = common(x, n, data, bits);
		if (n->bits != matched || n->bits == bits)
			break;
		slot = &n->child[bit_at(data, n->bits)];
	}
	if (n && n->bits == matched && !n->inner) {
		if (flags == EBPFC_NOEXIST)
			return -EEXIST;
	} else {
		r = may_add(x, flags);
		if (r)
			return r;
	}
	fresh = new_node(x, data, bits, value);
	if (!fresh)
		return -ENOMEM;
	if (!n) {
		t->entries++;
		set_link(slot, fresh);
		return 0;
	}
	if (n->bits == matched) { /* the same prefix: the new node takes its place */
		uint32_t old = *slot;

		t->entries += n->inner;
		set_link(&node_of(x, fresh)->child[0], n->child[0]);
		set_link(&node_of(x, fresh)->child[1], n->child[1]);
		set_link(slot, fresh);
		drop_node(x, old);
		return 0;
	}
	if (matched == bits) { /* the new prefix is shorter: above it */
		set_link(&node_of(x, fresh)->child[bit_at(n->data, matched)], *slot);
		t->entries++;
		set_link(slot, fresh);
		return 0;
	}
	branch = new_node(x, n->data, matched, NULL);
	if (!branch) {
		drop_node(x, fresh);
		return -ENOMEM;
	}
	set_link(&node_of(x, branch)->child[bit_at(data, matched)], fresh);
	set_link(&node_of(x, branch)->child[!bit_at(data, matched)], *slot);
	t->entries++;
	set_link(slot, branch);
	return 0;
}

static int lpm_update(struct ebpfc__handle *h, const void *key, const void *value, uint64_t flags)
{
	struct lpm_handle *x = lpm_of(h);
	uint32_t bits = (uint32_t)ebpfc__bytes(key, 4);
	int r;

	if (flags > EBPFC_EXIST || bits > x->data_size * 8)
		return -EINVAL;
	r = lpm_lock(x);
	if (r)
		return r;
	r = update_locked(x, (const uint8_t *)key + 4, bits, value, flags);
	ebpfc__unlock(&trie_of(x)->lock);
	return r;
}

static int remove_locked(struct lpm_handle *x, const uint8_t *data, uint32_t bits)
{
	struct trie *t = trie_of(x);
	uint32_t *slot = &t->root, *above = NULL, matched = 0, link, gone;
	struct node *n, *parent = NULL;

	while ((n = node_of(x, *slot))) {
		matched = common(x, n, data, bits);
		if (n->bits != matched || n->bits == bits)
			break;
		parent = n;
		above = slot;
		slot = &n->child[bit_at(data, n->bits)];
	}
	if (!n || n->bits != bits || n->bits != matched || n->inner)
		return -ENOENT;
	t->entries--;
	if (n->child[0] && n->child[1]) { /* still needed to branch */
		__atomic_store_n(&n->inner, 1, __ATOMIC_RELEASE);
		return 0;
	}
	link = *slot;
	if (parent && parent->inner && !n->child[0] && !n->child[1]) { /* the branch above goes too */
		gone = *above;
		set_link(above, parent->child[&parent->child[0] == slot]);
		drop_node(x, gone);
	} else {
		set_link(slot, n->child[0] ? n->child[0] : n->child[1]);
	}
	drop_node(x, link);
	return 0;
}

static int lpm_remove_key(struct ebpfc__handle *h, const void *key)
{
	struct lpm_handle *x = lpm_of(h);
	uint32_t bits = (uint32_t)ebpfc__bytes(key, 4);
	int r;

	if (bits > x->data_size * 8)
		return -EINVAL;
	r = lpm_lock(x);
	if (r)
		return r;
	r = remove_locked(x, (const uint8_t *)key + 4, bits);
	ebpfc__unlock(&trie_of(x)->lock);
	return r;
}

static int lpm_user_lookup(struct ebpfc__handle *h, const void *key, void *value)
{
	struct lpm_handle *x = lpm_of(h);
	int r = lpm_lock(x); /* the copy must be of one element */
	const void *at;

	if (r)
		return r;
	at = lpm_lookup(h, key);
	if (at)
		ebpfc__copy_out(value, at, h->head.value_size);
	ebpfc__unlock(&trie_of(x)->lock);
	return at ? 0 : -ENOENT;
}

static void copy_key(struct lpm_handle *x, const struct node *n, uint8_t *to)
{
	__builtin_memcpy(to, &n->bits, 4);
	__builtin_memcpy(to + 4, n->data, x->data_size);
}

/* The first node with a value in postorder below `n`: every branching node has two children. */
static struct node *leftmost(struct lpm_handle *x, struct node *n)
{
	struct node *last = NULL;

	while (n) {
		struct node *down = node_of(x, n->child[0]);

		if (!n->inner) {
			last = n;
			if (!down)
				down = node_of(x, n->child[1]);
		}
		n = down;
	}
	return last;
}

/* Postorder: the longer prefixes before those that contain them. */
static struct node *next_node(struct lpm_handle *x, const uint8_t *key)
{
	struct node *root = node_of(x, trie_of(x)->root), *n = root, *path[256 * 8 + 1];
	uint32_t depth = 0, bits, matched = 0;

	if (!key || (bits = (uint32_t)ebpfc__bytes(key, 4)) > x->data_size * 8)
		return leftmost(x, root);
	while (n && depth < sizeof(path) / sizeof(*path)) {
		path[depth++] = n;
		matched = common(x, n, key + 4, bits);
		if (n->bits != matched || n->bits == bits)
			break;
		n = node_of(x, n->child[bit_at(key + 4, n->bits)]);
	}
	if (!n || n->bits != matched || n->inner)
		return leftmost(x, root);
	for (depth--; depth; depth--) {
		struct node *parent = path[depth - 1];

		if (node_of(x, parent->child[0]) == path[depth] && parent->child[1])
			return leftmost(x, node_of(x, parent->child[1]));
		if (!parent->inner)
			return parent;
	}
	return NULL;
}

static int lpm_next_key(struct ebpfc__handle *h, const void *key, void *next)
{
	struct lpm_handle *x = lpm_of(h);
	struct node *n;
	int r = lpm_lock(x);

	if (r)
		return r;
	n = next_node(x, key);
	if (n)
		copy_key(x, n, next);
	ebpfc__unlock(&trie_of(x)->lock);
	return n ? 0 : -ENOENT;
}

static uint64_t lpm_entries(struct ebpfc__handle *h)
{
	return __atomic_load_n(&trie_of(lpm_of(h))->entries, __ATOMIC_RELAXED);
}

const struct ebpfc__map_ops ebpfc__lpm_ops = {
	.shape = lpm_shape,
	.open = lpm_open,
	.lookup = lpm_lookup,
	.update = lpm_update,
	.remove = lpm_remove_key,
	.user_lookup = lpm_user_lookup,
	.next_key = lpm_next_key,
	.entries = lpm_entries,
	.handle_bytes = sizeof(struct lpm_handle),
	.batch = EBPFC_BATCH_LOOKUP | EBPFC_BATCH_UPDATE | EBPFC_BATCH_DELETE,
};
