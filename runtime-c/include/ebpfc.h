/* SPDX-License-Identifier: MIT */
/*
 * ebpfc.h - the whole interface between compiled eBPF objects, the runtime and host programs.
 *
 * A compiled object (`prog.so`) is position independent, needs only libc, and exports each program by its C name
 * and one data symbol, `ebpfc_module`, which says what the object holds and what it needs. Everything a running
 * program reaches outside its own text, it reaches through its instance.
 */
#ifndef EBPFC_H
#define EBPFC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Raised when a compiled object and a runtime that differ in it cannot work together. */
#define EBPFC_ABI_VERSION 1u
#define EBPFC_MAGIC 0x4350424543465042ull

struct ebpfc_instance;
struct ebpfc_map;

/* ---- Programs ---------------------------------------------------------------------------------------------- */

/* An exported program. `self` may be NULL: global data then lives in the object, and maps and helpers are absent. */
typedef uint64_t (*ebpfc_prog_fn)(void *ctx, struct ebpfc_instance *self);

/* A raw program (no program type: conformance tests, `mem, len` hosts): r1 and r2 on entry. */
typedef uint64_t (*ebpfc_raw_fn)(void *mem, uint64_t len, struct ebpfc_instance *self);

/*
 * The body behind an exported program: all bodies share this prototype so that a tail call is a jump.
 * `tail_calls` counts the tail calls of this invocation; the limit is EBPFC_MAX_TAIL_CALLS.
 */
typedef uint64_t (*ebpfc_body_fn)(void *ctx, uint64_t r2, struct ebpfc_instance *self, uint32_t *tail_calls);
#define EBPFC_MAX_TAIL_CALLS 33u /* MAX_TAIL_CALL_CNT, include/linux/bpf.h */

/* A helper or kfunc: the kernel's five arguments and result, and the caller's instance. */
typedef uint64_t (*ebpfc_helper_fn)(uint64_t r1, uint64_t r2, uint64_t r3, uint64_t r4, uint64_t r5,
				    struct ebpfc_instance *self);

/* A subprogram whose address was taken (bpf_loop, bpf_for_each_map_elem, timers). */
typedef uint64_t (*ebpfc_callback_fn)(uint64_t r1, uint64_t r2, uint64_t r3, uint64_t r4, uint64_t r5,
				      struct ebpfc_instance *self);

/* What a PROG_ARRAY slot resolves to in this process. */
struct ebpfc_target {
	ebpfc_body_fn body;
	struct ebpfc_instance *self;
};

/* ---- The instance, as compiled code sees it ----------------------------------------------------------------- */

/*
 * One set of bindings of one module in one process. Compiled code reads `slots` by constant index, in the order
 * of the descriptor: helpers, then maps (struct ebpfc_map *), then globals (address of the section's bytes),
 * then externs (function or data address, NULL for a weak one that nobody provides).
 */
struct ebpfc_instance {
	uint32_t size; /* of this struct without slots: where slots begin */
	uint32_t abi;
	const struct ebpfc_module *module;
	void *host;    /* the embedding host's own pointer */
	void *runtime; /* the runtime's own state: session, clock, random source, output */
	uint64_t reserved[4];
	void *slots[];
};
#define EBPFC_INSTANCE_SLOTS 64u /* offsetof(struct ebpfc_instance, slots) */

/* ---- Maps, as compiled code sees them ------------------------------------------------------------------------ */

/*
 * The head of a process's handle on a map. The constants are known to the compiler and are here for everyone
 * else; `values` is what inlined array access reads.
 */
struct ebpfc_map {
	uint32_t type; /* enum bpf_map_type */
	uint32_t key_size;
	uint32_t value_size;
	uint32_t max_entries;
	uint32_t flags;
	uint32_t stride;     /* bytes from one value to the next: value_size rounded up to 8 */
	uint8_t *values;     /* ARRAY: value 0. PERCPU_ARRAY: value 0 of CPU 0. Others: NULL */
	uint64_t cpu_stride; /* PERCPU_ARRAY: bytes from one CPU's values to the next CPU's */
	void *region;        /* the shared memory behind the map, for the inlined fast paths of other types */
};

/* ---- Contexts ------------------------------------------------------------------------------------------------ */

/* Behind `struct xdp_md`: 32-bit fields of the UAPI struct are compiled to loads from here. */
struct ebpfc_xdp {
	uint8_t *data;
	uint8_t *data_end;
	uint8_t *data_meta;
	uint8_t *hard_start; /* lowest address xdp_adjust_head may reach */
	uint8_t *hard_end;   /* highest address xdp_adjust_tail may reach */
	uint32_t ingress_ifindex;
	uint32_t rx_queue_index;
	uint32_t egress_ifindex;
	uint32_t reserved;
};

/* Behind `struct __sk_buff`. */
struct ebpfc_skb {
	uint8_t *data;
	uint8_t *data_end;
	uint8_t *data_meta;
	uint8_t *hard_start;
	uint8_t *hard_end;
	void *sk;
	void *flow_keys;
	uint64_t tstamp;
	uint64_t hwtstamp;
	uint32_t len;
	uint32_t pkt_type;
	uint32_t mark;
	uint32_t queue_mapping;
	uint32_t protocol; /* network byte order */
	uint32_t vlan_present;
	uint32_t vlan_tci;
	uint32_t vlan_proto;
	uint32_t priority;
	uint32_t ingress_ifindex;
	uint32_t ifindex;
	uint32_t tc_index;
	uint32_t cb[5];
	uint32_t hash;
	uint32_t tc_classid;
	uint32_t napi_id;
	uint32_t family;
	uint32_t remote_ip4;
	uint32_t local_ip4;
	uint32_t remote_ip6[4];
	uint32_t local_ip6[4];
	uint32_t remote_port;
	uint32_t local_port;
	uint32_t wire_len;
	uint32_t gso_segs;
	uint32_t gso_size;
	uint32_t tstamp_type;
	uint32_t reserved;
};

/* ---- The descriptor ------------------------------------------------------------------------------------------ */

/*
 * A self-relative reference: the thing is at (const char *)&field + field, 0 means none. The descriptor therefore
 * needs no relocation and can be read from the file without executing it.
 */
typedef int32_t ebpfc_ref;

/* Rows are `row_size` bytes apart, so that either side may know fewer fields than the other. */
struct ebpfc_table {
	ebpfc_ref rows;
	uint32_t count;
	uint32_t row_size;
};

enum ebpfc_module_flags {
	EBPFC_MODULE_VERIFIED = 1 << 0,    /* every program was proven safe */
	EBPFC_MODULE_CHECKED = 1 << 1,     /* what was not proven is checked at run time */
	EBPFC_MODULE_LATE_RODATA = 1 << 2, /* .rodata may be set before the first run */
	EBPFC_MODULE_RAW = 1 << 3,         /* programs are ebpfc_raw_fn */
};

struct ebpfc_module {
	uint32_t size; /* of this struct, as the compiler that made the object knew it */
	uint32_t abi;
	uint64_t magic;
	uint32_t flags;
	ebpfc_ref name;
	ebpfc_ref license;
	ebpfc_ref producer;     /* "ebpfc 0.1.0, clang 19.1.7" */
	ebpfc_ref command;      /* the options that shaped the code, no paths */
	ebpfc_ref target;       /* LLVM triple */
	ebpfc_ref features;     /* CPU features beyond the triple's baseline, comma separated */
	ebpfc_ref input_sha256; /* hexadecimal */
	struct ebpfc_table programs;
	struct ebpfc_table maps;
	struct ebpfc_table globals;
	struct ebpfc_table helpers;
	struct ebpfc_table externs;
	struct ebpfc_table functions; /* subprograms whose address is stored in data or in a map */
	struct ebpfc_table btf;       /* bytes, row_size 1 */
};

struct ebpfc_program_desc {
	ebpfc_ref name;
	ebpfc_ref section;
	ebpfc_ref entry; /* ebpfc_prog_fn or ebpfc_raw_fn */
	ebpfc_ref body;  /* ebpfc_body_fn */
	uint32_t type;   /* enum bpf_prog_type; 0 for raw */
	uint32_t flags;
	uint32_t stack_bytes;
	uint32_t insn_count;
	uint64_t insn_bound; /* proven upper bound of executed instructions; 0 when not proven */
};

enum ebpfc_init_kind { EBPFC_INIT_MAP = 1, EBPFC_INIT_PROGRAM, EBPFC_INIT_GLOBAL, EBPFC_INIT_FUNCTION, EBPFC_INIT_EXTERN };

/* A static initialiser: of a map's slot (`index` is the key) or of 8 bytes of a global (`index` is the offset). */
struct ebpfc_init_desc {
	uint32_t index;
	uint32_t kind;   /* enum ebpfc_init_kind */
	uint32_t target; /* row of the table that `kind` names */
	uint32_t offset; /* EBPFC_INIT_GLOBAL: byte in it */
};

struct ebpfc_map_desc {
	ebpfc_ref name;
	uint32_t type;
	uint32_t key_size;
	uint32_t value_size;
	uint32_t max_entries;
	uint32_t flags;
	uint64_t map_extra;
	uint32_t pinning;  /* LIBBPF_PIN_BY_NAME is 1 */
	int32_t inner;     /* row of the inner template, or -1 */
	uint32_t is_template;
	struct ebpfc_table inits;
	uint32_t btf_key;
	uint32_t btf_value;
	uint32_t reserved;
};

enum ebpfc_global_kind { EBPFC_GLOBAL_RODATA = 1, EBPFC_GLOBAL_DATA, EBPFC_GLOBAL_BSS, EBPFC_GLOBAL_KCONFIG };

struct ebpfc_global_desc {
	ebpfc_ref name;
	uint32_t kind; /* enum ebpfc_global_kind */
	uint64_t size;
	uint32_t align;
	ebpfc_ref data; /* initial bytes, 0 for bss */
	struct ebpfc_table inits;
	uint32_t btf_datasec;
};

struct ebpfc_helper_desc {
	uint32_t id; /* enum bpf_func_id, or a host's own */
	ebpfc_ref name;
};

enum ebpfc_extern_kind { EBPFC_EXTERN_KFUNC = 1, EBPFC_EXTERN_KSYM };

struct ebpfc_extern_desc {
	ebpfc_ref name;
	uint32_t kind; /* enum ebpfc_extern_kind */
	uint32_t weak;
};

struct ebpfc_function_desc {
	ebpfc_ref name;
	ebpfc_ref entry; /* ebpfc_callback_fn */
};

/* The address a self-relative reference stands for, or NULL. */
static inline const void *ebpfc_deref(const ebpfc_ref *ref)
{
	return *ref ? (const char *)ref + *ref : NULL;
}

/* Row `i` of a table. */
static inline const void *ebpfc_row(const struct ebpfc_table *table, uint32_t i)
{
	const char *rows = (const char *)ebpfc_deref(&table->rows);
	return rows && i < table->count ? rows + (size_t)i * table->row_size : NULL;
}

#ifdef __cplusplus
}
#endif

#endif /* EBPFC_H */
