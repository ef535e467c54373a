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
/* Raised when what inlined map operations read and write changes: handles, tables, ring buffers (src/maps/internal). */
#define EBPFC_LAYOUT_VERSION 1u
#define EBPFC_MAGIC 0x4350424543465042ull

struct ebpfc_instance;
struct ebpfc_map;
struct ebpfc_session;

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

/*
 * Not a helper of the kernel: its slot turns a helper number that is known only at run time (`callx` in raw programs)
 * into its function. Never NULL: a number that nobody provides gives a function that returns -EINVAL.
 */
#define EBPFC_HELPER_RESOLVE 0xffff0001u
typedef ebpfc_helper_fn (*ebpfc_resolve_fn)(uint64_t id, uint64_t, uint64_t, uint64_t, uint64_t,
					    struct ebpfc_instance *self);

/* What a PROG_ARRAY slot resolves to in this process. */
struct ebpfc_target {
	ebpfc_body_fn body;
	struct ebpfc_instance *self;
};

/*
 * What the slot of helper 12 (bpf_tail_call) holds: NULL when `index` is out of range or empty. Compiled code counts
 * and jumps; `index` is taken modulo 2^32, as the kernel does.
 */
typedef const struct ebpfc_target *(*ebpfc_tail_call_fn)(struct ebpfc_map *map, uint64_t index, uint64_t, uint64_t,
							 uint64_t, struct ebpfc_instance *self);

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
	/* For helpers that are compiled in: */
	ptrdiff_t cpu_at; /* from the thread pointer to where the kernel writes the thread's CPU; 0: not known */
	uint64_t cpus;    /* the CPU is below */
	int (*clock)(int id, void *timespec); /* clock_gettime of libc; NULL: the host has a clock of its own */
	uint64_t reserved;
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
	uint8_t *values;     /* ARRAY: value 0. PERCPU_ARRAY: value 0 of CPU 0. PROG_ARRAY: see below. Others: NULL */
	uint64_t cpu_stride; /* PERCPU_ARRAY: bytes from one CPU's values to the next CPU's */
	void *region;        /* the shared memory behind the map, for the inlined fast paths of other types */
};

/*
 * A PROG_ARRAY's `region` is an array of 64-bit program numbers, 0 for none; its `values` are what they stand for in
 * this process, `const struct ebpfc_target *` of number 1, 2, ….
 */

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
	/* What no field of __sk_buff shows: kept by the helpers. */
	uint8_t *mac_header;
	uint8_t *network_header;
	uint8_t *transport_header; /* NULL until something sets it */
	uint32_t state;            /* enum ebpfc_skb_state */
	uint32_t reserved2;
};

enum ebpfc_skb_state {
	EBPFC_SKB_HASH = 1 << 0,       /* `hash` is valid */
	EBPFC_SKB_ENCAP = 1 << 1,      /* skb_adjust_room encapsulated it */
	EBPFC_SKB_TUNNEL = 1 << 2,     /* skb_set_tunnel_key was called */
	EBPFC_SKB_TUNNEL_OPT = 1 << 3, /* skb_set_tunnel_opt was called */
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
	uint32_t layout;              /* EBPFC_LAYOUT_VERSION of the code that is compiled in, or 0 */
	struct ebpfc_table inlined;   /* struct ebpfc_helper_desc: helpers that are compiled in, without a slot */
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
	/* Since 0.1: the entry for trampolines, which touches no vector register. */
	ebpfc_ref probe; /* 0: none */
	uint8_t probe_form;  /* enum ebpfc_entry_form */
	uint8_t probe_flags; /* enum ebpfc_entry_flags */
	uint8_t probe_parameter_count;
	uint8_t reserved;
	uint8_t probe_parameters[8]; /* enum ebpfc_entry_parameter */
};

/* What the context is that an entry for trampolines was compiled for. */
enum ebpfc_entry_form {
	EBPFC_ENTRY_REGISTERS = 1, /* struct pt_regs */
	EBPFC_ENTRY_SYSCALL_ENTER, /* the record of tracepoint syscalls/sys_enter_X or raw_syscalls/sys_enter */
	EBPFC_ENTRY_SYSCALL_EXIT,  /* and of sys_exit */
	EBPFC_ENTRY_RAW_ENTER,     /* struct bpf_raw_tracepoint_args of sys_enter */
	EBPFC_ENTRY_RAW_EXIT,      /* and of sys_exit */
};

enum ebpfc_entry_flags {
	EBPFC_ENTRY_CONTEXT = 1 << 0, /* called as (ctx, self), like the plain one; else preserve_most, with parameters */
	EBPFC_ENTRY_CALLS = 1 << 1,   /* calls something: the stack must be aligned as for any call */
};

/*
 * What a parameter of an entry is: a word of x86-64's struct pt_regs (byte offset / 8, as in the kernel's
 * arch/x86/include/asm/ptrace.h), or something about the place it is attached to.
 */
enum ebpfc_entry_parameter {
	EBPFC_PARAMETER_R15, EBPFC_PARAMETER_R14, EBPFC_PARAMETER_R13, EBPFC_PARAMETER_R12, EBPFC_PARAMETER_BP,
	EBPFC_PARAMETER_BX, EBPFC_PARAMETER_R11, EBPFC_PARAMETER_R10, EBPFC_PARAMETER_R9, EBPFC_PARAMETER_R8,
	EBPFC_PARAMETER_AX, EBPFC_PARAMETER_CX, EBPFC_PARAMETER_DX, EBPFC_PARAMETER_SI, EBPFC_PARAMETER_DI,
	EBPFC_PARAMETER_ORIG_AX, EBPFC_PARAMETER_IP, EBPFC_PARAMETER_CS, EBPFC_PARAMETER_FLAGS, EBPFC_PARAMETER_SP,
	EBPFC_PARAMETER_SS,
	EBPFC_PARAMETER_SELF = 32, /* the instance */
	EBPFC_PARAMETER_COOKIE,    /* bpf_get_attach_cookie */
	EBPFC_PARAMETER_FUNC_IP,   /* bpf_get_func_ip: the address the probe was asked for */
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
	uint32_t desc_flags; /* enum ebpfc_map_desc_flags */
	uint32_t lock_at;    /* byte of a struct bpf_spin_lock in the value + 1; 0: there is none */
};

enum ebpfc_map_desc_flags {
	EBPFC_MAP_SPECIALISED = 1 << 0, /* the code holds for a map of exactly this type, sizes and capacity */
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

/* The kind of context a program has. */
enum ebpfc_family {
	EBPFC_FAMILY_UNKNOWN, /* or programs of several kinds */
	EBPFC_FAMILY_SKB,     /* struct __sk_buff */
	EBPFC_FAMILY_XDP,     /* struct xdp_md */
	EBPFC_FAMILY_OTHER,   /* no packet */
};

struct ebpfc_helper_desc {
	uint32_t id; /* enum bpf_func_id, or a host's own */
	ebpfc_ref name;
	uint32_t family; /* enum ebpfc_family of the programs that call this slot, for helpers that differ by it */
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

/* ---- The embedding API --------------------------------------------------------------------------------------- */

/*
 * Everything below is in libebpfc. Functions that return int return 0 or -errno, and then ebpfc_last_error() says in
 * one sentence what went wrong. Structs whose first member is `size` are made with EBPFC_STRUCT, so that a host and a
 * library of different ages work together: fields beyond the smaller of both sizes count as zero.
 */
#ifndef EBPFC_API
#if defined(__GNUC__)
#define EBPFC_API __attribute__((visibility("default")))
#else
#define EBPFC_API
#endif
#endif

/* EBPFC_STRUCT(ebpfc_run_opts, run, .data_in = packet, .data_size_in = length); */
#define EBPFC_STRUCT(TYPE, NAME, ...) struct TYPE NAME = {.size = sizeof(struct TYPE), ##__VA_ARGS__}

/* Why the last call that failed in this thread failed; "" when none did. Valid until the next failure. */
EBPFC_API const char *ebpfc_last_error(void);

/* "0.1.0" */
EBPFC_API const char *ebpfc_version(void);

/* ---- Objects: a compiled file, and what its descriptor says ---- */

struct ebpfc_object;

struct ebpfc_object_opts {
	size_t size;
	bool allow_unverified; /* run an object that was neither proven safe nor compiled with checks */
	bool inspect_only;     /* read the descriptor, load and execute nothing */
};

/*
 * Read and validate the descriptor of `path` without executing anything, then load the file. An object of another
 * ABI version, machine, byte order or CPU is refused with -ENOEXEC and a text that names both sides; one that is
 * neither EBPFC_MODULE_VERIFIED nor EBPFC_MODULE_CHECKED with -EACCES unless `allow_unverified`.
 */
EBPFC_API int ebpfc_object_open(const char *path, const struct ebpfc_object_opts *opts, struct ebpfc_object **object);

/* The same for a compiled file in memory, such as one that a skeleton embeds; `name` is for messages. */
EBPFC_API int ebpfc_object_open_memory(const char *name, const void *bytes, size_t length,
				       const struct ebpfc_object_opts *opts, struct ebpfc_object **object);

/* The same for a module that is linked into the host. */
EBPFC_API int ebpfc_object_from_module(const struct ebpfc_module *module, const struct ebpfc_object_opts *opts,
				       struct ebpfc_object **object);

/* Instances keep their object loaded: it may be closed before them. */
EBPFC_API void ebpfc_object_close(struct ebpfc_object *object);

struct ebpfc_object_info {
	size_t size;
	const char *path; /* NULL for a linked module */
	const char *name;
	const char *license;
	const char *producer;
	const char *command;
	const char *target;
	const char *features;
	const char *input_sha256;
	uint32_t abi;
	uint32_t flags; /* enum ebpfc_module_flags */
	uint32_t programs;
	uint32_t maps;
	uint32_t globals;
	uint32_t helpers;
	uint32_t externs;
	uint32_t functions;
	const void *btf;
	size_t btf_size;
	uint32_t layout;
	uint32_t inlined; /* helpers that are compiled in */
};

struct ebpfc_program_info {
	size_t size;
	const char *name;
	const char *section;
	uint32_t type; /* enum bpf_prog_type; 0 for raw */
	uint32_t flags;
	uint32_t stack_bytes;
	uint32_t insn_count;
	uint64_t insn_bound;
	uint64_t tag; /* names it in PROG_ARRAYs: the same in every process */
	const void *probe; /* the entry for trampolines, once the object is loaded; NULL: none */
	uint8_t probe_form;  /* enum ebpfc_entry_form */
	uint8_t probe_flags; /* enum ebpfc_entry_flags */
	uint8_t probe_parameter_count;
	uint8_t probe_parameters[8]; /* enum ebpfc_entry_parameter */
};

/* How an object declares a map. */
struct ebpfc_map_spec {
	size_t size;
	const char *name;
	uint32_t type;
	uint32_t key_size;
	uint32_t value_size;
	uint32_t max_entries;
	uint32_t flags;
	uint32_t pinning;
	uint64_t map_extra;
	int32_t inner; /* row of the inner template, or -1 */
	bool is_template;
	uint32_t inits;
	uint32_t btf_key;
	uint32_t btf_value;
};

struct ebpfc_global_info {
	size_t size;
	const char *name;
	uint32_t kind; /* enum ebpfc_global_kind */
	uint32_t align;
	uint64_t bytes;
	const void *data; /* initial bytes; NULL: all zero */
	uint32_t btf_datasec;
};

/* Where a global variable is: the fields of an ebpfc_setting, but for its data. */
struct ebpfc_variable_info {
	size_t size;
	const char *section;
	uint64_t offset;
	size_t length;
};

struct ebpfc_helper_info {
	size_t size;
	const char *name;
	uint32_t id;
	bool provided; /* this library has it */
};

struct ebpfc_extern_info {
	size_t size;
	const char *name;
	uint32_t kind; /* enum ebpfc_extern_kind */
	bool weak;
};

/* Text and bytes live as long as the object. The iterators return -ENOENT past the last row, without an error text. */
EBPFC_API int ebpfc_object_inspect(const struct ebpfc_object *object, struct ebpfc_object_info *info);
EBPFC_API int ebpfc_object_program(const struct ebpfc_object *object, uint32_t i, struct ebpfc_program_info *info);
EBPFC_API int ebpfc_object_map(const struct ebpfc_object *object, uint32_t i, struct ebpfc_map_spec *info);
EBPFC_API int ebpfc_object_global(const struct ebpfc_object *object, uint32_t i, struct ebpfc_global_info *info);
/* By the name in the source, from the object's BTF; -ENOENT when there is none of that name, or no BTF. */
EBPFC_API int ebpfc_object_variable(const struct ebpfc_object *object, const char *name,
				    struct ebpfc_variable_info *info);
EBPFC_API int ebpfc_object_helper(const struct ebpfc_object *object, uint32_t i, struct ebpfc_helper_info *info);
EBPFC_API int ebpfc_object_extern(const struct ebpfc_object *object, uint32_t i, struct ebpfc_extern_info *info);

/* ---- Instances: an object with its maps, helpers and globals bound ---- */

/* A host's own helper (by `id`, or by name when id is 0), kfunc (by name) or kernel symbol (`data`, by name). */
struct ebpfc_binding {
	uint32_t id;
	const char *name;
	ebpfc_helper_fn function;
	void *data;
};

/*
 * Bytes of a global section to set before the first run; .rodata only with EBPFC_MODULE_LATE_RODATA, and its sections
 * of literals (.rodata.str1.1, .rodata.cst8) never. ebpfc_object_variable says where a variable is.
 */
struct ebpfc_setting {
	const char *section;
	uint64_t offset;
	const void *data;
	size_t length;
};

/* Use this map of the host instead of creating `name`, or give it another size (when `map` is NULL). */
struct ebpfc_map_choice {
	const char *name;
	struct ebpfc_map *map;
	uint32_t max_entries;
};

enum ebpfc_output_kind { EBPFC_OUTPUT_TRACE = 1, EBPFC_OUTPUT_SEQ };

struct ebpfc_instance_opts {
	size_t size;
	const char *session; /* maps are shared by name with all instances of the session, in every process */
	struct ebpfc_session *joined; /* the same for a session that the host joined; both NULL: private maps */
	void *host; /* the host's own pointer: instance->host, and the first argument of the callbacks below */
	const struct ebpfc_binding *bindings;
	size_t binding_count;
	const uint32_t *denied; /* helper ids that are withheld even if the library has them */
	size_t denied_count;
	const struct ebpfc_setting *settings;
	size_t setting_count;
	const struct ebpfc_map_choice *maps;
	size_t map_count;
	uint64_t (*clock)(void *host, int clock_id); /* ns of CLOCK_MONOTONIC, _BOOTTIME ...; NULL: the system's */
	uint32_t (*random)(void *host);
	void (*output)(void *host, enum ebpfc_output_kind kind, const char *text, size_t length); /* NULL: stderr */
	/*
	 * Directory where maps that are declared LIBBPF_PIN_BY_NAME are found by their names, or pinned when they are
	 * made; they must be as declared (-EEXIST). A private instance makes them in the session "pinned". NULL: such
	 * maps are like all others.
	 */
	const char *pins;
};

/*
 * Bind `object`: create or find its maps, give global sections their initial bytes, look every helper and extern up.
 * -ENOSYS and its name for a helper or strong extern that nobody provides.
 */
EBPFC_API int ebpfc_instance_new(struct ebpfc_object *object, const struct ebpfc_instance_opts *opts,
				 struct ebpfc_instance **instance);

/* No program of the instance may be running. Shared maps stay with their session. */
EBPFC_API void ebpfc_instance_free(struct ebpfc_instance *instance);

/*
 * The instance of a module that was compiled with --standalone or is linked into the host (`&ebpfc_module`): made by
 * the first call, of this or of a program without an instance, and kept until the process ends. Its maps are the
 * process's own, or those of the session that EBPFC_SESSION names in the environment. NULL when it cannot be made,
 * which is said once on standard error. A host that refers to the `ebpfc_module` of a shared object is compiled with -fPIC.
 */
EBPFC_API struct ebpfc_instance *ebpfc_standalone(const struct ebpfc_module *module);

/* Plain function pointers, so that a call of a program is one indirect call; NULL when there is no such program. */
EBPFC_API ebpfc_prog_fn ebpfc_find_program(const struct ebpfc_instance *instance, const char *name);
EBPFC_API ebpfc_raw_fn ebpfc_find_raw_program(const struct ebpfc_instance *instance, const char *name);

EBPFC_API struct ebpfc_map *ebpfc_find_map(const struct ebpfc_instance *instance, const char *name);

/* The bytes of a global section (".data", ".bss", ".rodata"), shared with the program; NULL when there is none. */
EBPFC_API void *ebpfc_find_global(const struct ebpfc_instance *instance, const char *section, size_t *length);

/* ---- Maps, from the host's side: values are copied, per-CPU types move one value (rounded to 8) per CPU ---- */

EBPFC_API int ebpfc_map_lookup_elem(struct ebpfc_map *map, const void *key, void *value, uint64_t flags);
EBPFC_API int ebpfc_map_update_elem(struct ebpfc_map *map, const void *key, const void *value, uint64_t flags);
EBPFC_API int ebpfc_map_delete_elem(struct ebpfc_map *map, const void *key);
EBPFC_API int ebpfc_map_lookup_and_delete_elem(struct ebpfc_map *map, const void *key, void *value, uint64_t flags);

/* The key after `key` (NULL: the first); -ENOENT after the last. */
EBPFC_API int ebpfc_map_next_key(struct ebpfc_map *map, const void *key, void *next);

/* Bytes of a value as the functions above move it. */
EBPFC_API size_t ebpfc_map_value_size(const struct ebpfc_map *map);

/* Consume a RINGBUF, resp. one CPU's records of a PERF_EVENT_ARRAY, until `fn` returns non-zero: records consumed. */
typedef int (*ebpfc_record_fn)(void *ctx, void *data, size_t size);
EBPFC_API int64_t ebpfc_ringbuf_consume(struct ebpfc_map *map, ebpfc_record_fn fn, void *ctx);
EBPFC_API int64_t ebpfc_perf_consume(struct ebpfc_map *map, uint32_t cpu, ebpfc_record_fn fn, void *ctx,
				     uint64_t *lost);

/* Sleep until there is a record: 1, 0 after `timeout_ms` (-1: never), -EINTR. */
EBPFC_API int ebpfc_ringbuf_wait(struct ebpfc_map *map, int timeout_ms);
EBPFC_API int ebpfc_perf_wait(struct ebpfc_map *map, int timeout_ms);

/*
 * Many elements at a time, with the meaning of BPF_MAP_*_BATCH. `count` is in and out: how many there is room for, how
 * many were done. `in` NULL starts; `out` receives where to go on, max(4, key_size) bytes, and may be `in`. -ENOENT
 * after the last element (those before it were still given), -ENOSPC when a bucket does not fit. Hash tables need
 * room for the fullest bucket; lookup_and_delete is theirs alone.
 */
EBPFC_API int ebpfc_map_lookup_batch(struct ebpfc_map *map, const void *in, void *out, void *keys, void *values,
				     uint32_t *count, uint64_t elem_flags);
EBPFC_API int ebpfc_map_lookup_and_delete_batch(struct ebpfc_map *map, const void *in, void *out, void *keys,
						void *values, uint32_t *count, uint64_t elem_flags);
EBPFC_API int ebpfc_map_update_batch(struct ebpfc_map *map, const void *keys, const void *values, uint32_t *count,
				     uint64_t elem_flags);
EBPFC_API int ebpfc_map_delete_batch(struct ebpfc_map *map, const void *keys, uint32_t *count, uint64_t elem_flags);

/* Let slot `index` of a PROG_ARRAY be program `name` of an instance of the same session. */
EBPFC_API int ebpfc_map_set_program(struct ebpfc_map *map, uint32_t index, const struct ebpfc_instance *instance,
				    const char *name);

/* ---- Sessions: maps in shared memory, by name, from outside of any program ---- */

/*
 * A session is a file in a directory that only its user may enter, below $XDG_RUNTIME_DIR/ebpfc or
 * /dev/shm/ebpfc-UID. One that belongs to another user, may be read by others, is a symbolic link or is damaged is
 * refused: -EPERM, -ELOOP, -EBADMSG; -EPROTO for one of another version; -ENOENT when there is none.
 */
struct ebpfc_session_opts {
	size_t size;
	bool existing;      /* join one that exists, and make none */
	uint64_t max_bytes; /* of the shared memory when it is made; 0: 64 GiB, of which only touched pages exist */
};

EBPFC_API int ebpfc_session_join(const char *name, const struct ebpfc_session_opts *opts,
				 struct ebpfc_session **session);
/* No map or instance of this process may be using it. The shared memory stays until it is removed. */
EBPFC_API void ebpfc_session_leave(struct ebpfc_session *session);
/* Processes that joined keep it until they leave. */
EBPFC_API int ebpfc_session_remove(const char *name);
/* The name after `previous` (NULL: the first) in the order of strcmp; -ENOENT after the last. */
#define EBPFC_SESSION_NAME 65u /* bytes, with the final NUL */
EBPFC_API int ebpfc_session_next(const char *previous, char name[EBPFC_SESSION_NAME]);

struct ebpfc_session_info {
	size_t size;
	uint64_t bytes;     /* of the file; pages never touched cost nothing */
	uint64_t max_bytes;
	uint32_t maps;
	uint32_t processes; /* that joined and used it, with this one if it did */
	uint32_t threads;
	uint32_t cpus;      /* values of a per-CPU map */
};
EBPFC_API int ebpfc_session_inspect(struct ebpfc_session *session, struct ebpfc_session_info *info);

/* The id of the map after `id` (0: the first); -ENOENT after the last. */
EBPFC_API int ebpfc_session_next_map(struct ebpfc_session *session, uint32_t id, uint32_t *next);
/* A handle, to be given back with ebpfc_map_put. By name: the newest of that name. */
EBPFC_API int ebpfc_session_map(struct ebpfc_session *session, uint32_t id, struct ebpfc_map **map);
EBPFC_API int ebpfc_session_find_map(struct ebpfc_session *session, const char *name, struct ebpfc_map **map);
EBPFC_API void ebpfc_map_put(struct ebpfc_map *map);

/*
 * A pin is a file of this user that names a map of a named session, as files of the bpf file system do. -EXDEV for a
 * private map, -EEXIST for a path that is taken; -ESTALE when the session or map behind a pin is gone. What is opened
 * is given back with ebpfc_map_put and ebpfc_session_leave, in this order.
 */
EBPFC_API int ebpfc_map_pin(struct ebpfc_map *map, const char *path);
EBPFC_API int ebpfc_map_unpin(const char *path);
EBPFC_API int ebpfc_map_open_pinned(const char *path, struct ebpfc_session **session, struct ebpfc_map **map);

struct ebpfc_map_info {
	size_t size;
	uint32_t id; /* of the map in its session */
	uint32_t type;
	uint32_t key_size;
	uint32_t value_size;
	uint32_t max_entries;
	uint32_t flags;
	uint32_t btf_key; /* ids in the BTF that ebpfc_map_btf gives */
	uint32_t btf_value;
	uint64_t map_extra;
	uint64_t entries; /* live elements, where the type counts them; otherwise 0 */
	uint64_t bytes;   /* shared memory reserved; pages never touched cost nothing */
	uint32_t frozen;
	uint32_t inner_id;
	uint32_t btf_id; /* of the map that holds the BTF; 0: none */
	uint32_t reserved;
	char name[64];
};
EBPFC_API int ebpfc_map_inspect(struct ebpfc_map *map, struct ebpfc_map_info *info);

/* The BTF of the object that made the map, which lives as long as the handle's session; NULL when there is none. */
EBPFC_API const void *ebpfc_map_btf(struct ebpfc_map *map, size_t *length);

/* A program that an instance of the session has, or had. */
struct ebpfc_session_program {
	size_t size;
	uint64_t tag;
	uint32_t number; /* names it in the session, and in its PROG_ARRAYs; 0: too many programs */
	uint32_t type;   /* enum bpf_prog_type */
	uint32_t insn_count;
	uint32_t flags;  /* enum ebpfc_module_flags */
	uint64_t loaded_at; /* seconds since 1970 */
	uint32_t map_count;
	uint32_t map_ids[27];
	char name[64];
	char object[64];
	char license[32];
};
/* The program after the one with tag `tag` (0: the first), in the order of tags; -ENOENT after the last. */
EBPFC_API int ebpfc_session_next_program(struct ebpfc_session *session, uint64_t tag,
					 struct ebpfc_session_program *program);

/* ---- Hits: what an attach point knows, for the helpers of tracing programs ---- */

/* Set by whoever runs a program on a hit, in the thread that runs it. Unknown fields are zero. */
struct ebpfc_run_ctx {
	uint64_t cookie;      /* bpf_get_attach_cookie */
	uint64_t func_ip;     /* entry of the hit function: bpf_get_func_ip */
	uint64_t ip;          /* where stack traces begin: the hit instruction and its frame pointer */
	uint64_t fp;
	const uint64_t *args; /* bpf_get_func_arg */
	uint32_t arg_count;
	bool has_retval;      /* exit probes: `retval` is what the function returned */
	bool overridden;      /* out: bpf_override_return or bpf_set_retval was called, with `retval` */
	uint64_t retval;
};

/* Make `ctx` (NULL: none) the calling thread's, and return the one it replaces. */
EBPFC_API struct ebpfc_run_ctx *ebpfc_run_ctx_set(struct ebpfc_run_ctx *ctx);

/* ---- Probes: places in a host's own code that programs can be attached to ---- */

/*
 * EBPFC_PROBE(provider, name, arguments...) - a place that usdt/PATH:PROVIDER:NAME attaches to, with up to six integers
 * or pointers. Costs one five-byte nop while nothing is attached; the note in the file is that of <sys/sdt.h>.
 *
 * EBPFC_HOOK before a function - it is never inlined, and begins with room for a jump: uprobe, uretprobe and ureplace
 * find it by its name.
 */
#define EBPFC_HOOK __attribute__((noinline, noclone, patchable_function_entry(5, 0)))
#if defined(__clang__)
#undef EBPFC_HOOK
#define EBPFC_HOOK __attribute__((noinline, patchable_function_entry(5, 0)))
#endif

#if defined(__x86_64__) && defined(__GNUC__)
/* -N for a signed type of N bytes; a pointer (class 5) is unsigned. */
#define EBPFC_PROBE_SIGNED(x) (__builtin_classify_type(x) != 5 && (__typeof__(x))-1 < (__typeof__(x))1)
#define EBPFC_PROBE_SIZE(x) (EBPFC_PROBE_SIGNED(x) ? -(int)sizeof(x) : (int)sizeof(x))
#define EBPFC_PROBE_OPERAND(n, x) [s##n] "n"(EBPFC_PROBE_SIZE(x)), [a##n] "nor"(x)
#define EBPFC_PROBE_TEXT(n) "%c[s" #n "]@%[a" #n "]"

#define EBPFC_PROBE_0(p, n) EBPFC_PROBE_ASM(p, n, "", )
#define EBPFC_PROBE_1(p, n, a) EBPFC_PROBE_ASM(p, n, EBPFC_PROBE_TEXT(1), EBPFC_PROBE_OPERAND(1, a))
#define EBPFC_PROBE_2(p, n, a, b)                                                                                      \
	EBPFC_PROBE_ASM(p, n, EBPFC_PROBE_TEXT(1) " " EBPFC_PROBE_TEXT(2), EBPFC_PROBE_OPERAND(1, a),                  \
			EBPFC_PROBE_OPERAND(2, b))
#define EBPFC_PROBE_3(p, n, a, b, c)                                                                                   \
	EBPFC_PROBE_ASM(p, n, EBPFC_PROBE_TEXT(1) " " EBPFC_PROBE_TEXT(2) " " EBPFC_PROBE_TEXT(3),                     \
			EBPFC_PROBE_OPERAND(1, a), EBPFC_PROBE_OPERAND(2, b), EBPFC_PROBE_OPERAND(3, c))
#define EBPFC_PROBE_4(p, n, a, b, c, d)                                                                                \
	EBPFC_PROBE_ASM(p, n,                                                                                          \
			EBPFC_PROBE_TEXT(1) " " EBPFC_PROBE_TEXT(2) " " EBPFC_PROBE_TEXT(3) " " EBPFC_PROBE_TEXT(4),   \
			EBPFC_PROBE_OPERAND(1, a), EBPFC_PROBE_OPERAND(2, b), EBPFC_PROBE_OPERAND(3, c),               \
			EBPFC_PROBE_OPERAND(4, d))
#define EBPFC_PROBE_5(p, n, a, b, c, d, e)                                                                             \
	EBPFC_PROBE_ASM(p, n,                                                                                          \
			EBPFC_PROBE_TEXT(1) " " EBPFC_PROBE_TEXT(2) " " EBPFC_PROBE_TEXT(3) " " EBPFC_PROBE_TEXT(4)    \
			" " EBPFC_PROBE_TEXT(5), EBPFC_PROBE_OPERAND(1, a), EBPFC_PROBE_OPERAND(2, b),                 \
			EBPFC_PROBE_OPERAND(3, c), EBPFC_PROBE_OPERAND(4, d), EBPFC_PROBE_OPERAND(5, e))
#define EBPFC_PROBE_6(p, n, a, b, c, d, e, f)                                                                          \
	EBPFC_PROBE_ASM(p, n,                                                                                          \
			EBPFC_PROBE_TEXT(1) " " EBPFC_PROBE_TEXT(2) " " EBPFC_PROBE_TEXT(3) " " EBPFC_PROBE_TEXT(4)    \
			" " EBPFC_PROBE_TEXT(5) " " EBPFC_PROBE_TEXT(6), EBPFC_PROBE_OPERAND(1, a),                    \
			EBPFC_PROBE_OPERAND(2, b), EBPFC_PROBE_OPERAND(3, c), EBPFC_PROBE_OPERAND(4, d),               \
			EBPFC_PROBE_OPERAND(5, e), EBPFC_PROBE_OPERAND(6, f))
#define EBPFC_PROBE_PICK(p, n, a, b, c, d, e, f, which, ...) which
#define EBPFC_PROBE(...)                                                                                               \
	EBPFC_PROBE_PICK(__VA_ARGS__, EBPFC_PROBE_6, EBPFC_PROBE_5, EBPFC_PROBE_4, EBPFC_PROBE_3, EBPFC_PROBE_2,       \
			 EBPFC_PROBE_1, EBPFC_PROBE_0, )(__VA_ARGS__)

/* The nop; an ELF note with its address, the names, and where the compiler keeps the arguments. */
#define EBPFC_PROBE_ASM(provider, name, arguments, ...)                                                                \
	__asm__ volatile("990: .byte 0x0f, 0x1f, 0x44, 0, 0\n"                                                         \
			 ".pushsection .note.stapsdt, \"?\", \"note\"\n"                                               \
			 ".balign 4\n"                                                                                 \
			 ".4byte 992f-991f, 994f-993f, 3\n"                                                            \
			 "991: .asciz \"stapsdt\"\n"                                                                   \
			 "992: .balign 4\n"                                                                            \
			 "993: .8byte 990b, _.stapsdt.base, 0\n"                                                       \
			 ".asciz \"" #provider "\"\n"                                                                  \
			 ".asciz \"" #name "\"\n"                                                                      \
			 ".asciz \"" arguments "\"\n"                                                                  \
			 "994: .balign 4\n"                                                                            \
			 ".popsection\n"                                                                               \
			 ".ifndef _.stapsdt.base\n"                                                                    \
			 ".pushsection .stapsdt.base, \"aG\", \"progbits\", .stapsdt.base, comdat\n"                   \
			 ".weak _.stapsdt.base\n"                                                                      \
			 ".hidden _.stapsdt.base\n"                                                                    \
			 "_.stapsdt.base: .space 1\n"                                                                  \
			 ".size _.stapsdt.base, 1\n"                                                                   \
			 ".popsection\n"                                                                               \
			 ".endif\n"                                                                                    \
			 :                                                                                             \
			 : __VA_ARGS__)
#else
#define EBPFC_PROBE(...) ((void)0)
#endif

/* ---- Memory that may not be there ---- */

/*
 * Read memory that may not be there (bpf_probe_read and its like) by plain loads that recover from a fault, in place of
 * a system call: about a hundred times faster. Process-wide. Installs handlers of SIGSEGV and SIGBUS that pass on every
 * fault that is not such a read's to the handlers before them, and keeps this library loaded. The host promises that
 * handlers it sets later pass on what they do not know, and that no thread blocks the two signals after its first such
 * read (threads that block them before it keep to the system call).
 */
EBPFC_API int ebpfc_catch_faults(bool on);

/* ---- Packets ---- */

/*
 * Point a context at `length` bytes of packet inside a buffer of `capacity` bytes that leaves `headroom` before it;
 * programs may move the packet's ends within the buffer. `ifindex` 1 is what BPF_PROG_TEST_RUN uses.
 */
EBPFC_API void ebpfc_xdp_init(struct ebpfc_xdp *xdp, void *buffer, size_t capacity, size_t headroom, size_t length);
EBPFC_API void ebpfc_skb_init(struct ebpfc_skb *skb, void *buffer, size_t capacity, size_t headroom, size_t length);

/* Where the last redirect helper of this thread pointed. */
struct ebpfc_redirect {
	struct ebpfc_map *map; /* NULL: `target` is an interface index; otherwise a key of it */
	uint64_t target;
	uint64_t flags;
};
EBPFC_API const struct ebpfc_redirect *ebpfc_last_redirect(void);

struct ebpfc_run_opts {
	size_t size;
	const void *data_in; /* an Ethernet frame of 14 to 3520 bytes; for raw programs any memory */
	size_t data_size_in;
	void *data_out; /* the frame afterwards (for XDP from data_meta); may be NULL */
	size_t data_size_out;  /* in: capacity; out: length of the frame, also when it did not fit (-ENOSPC) */
	uint32_t repeat;       /* 0 is 1 */
	uint32_t mark;         /* sched_cls, socket_filter: in and out */
	uint32_t priority;     /* in and out */
	uint32_t ifindex;      /* 0: the loopback device, 1 */
	uint32_t rx_queue_index;
	uint64_t tstamp;
	uint32_t cb[5];        /* in and out */
	uint64_t retval;       /* out: what the program returned (32 bits unless raw) */
	uint64_t duration_ns;  /* out: mean of the repeats */
};

/*
 * Run a program on one packet with the meaning of the kernel's BPF_PROG_TEST_RUN: the frame gets the kernel's head
 * and tail room, is taken to arrive on the loopback device, and socket filters see it without its Ethernet header
 * (zero in the output). -EINVAL for a frame that the kernel refuses, -ENOENT when there is no such program.
 */
EBPFC_API int ebpfc_test_run(struct ebpfc_instance *instance, const char *name, struct ebpfc_run_opts *opts);

/* The frame in data_in as XDP resp. as sched_cls, whatever the program's declared type. */
EBPFC_API int ebpfc_run_xdp(struct ebpfc_instance *instance, ebpfc_prog_fn program, struct ebpfc_run_opts *opts);
EBPFC_API int ebpfc_run_skb(struct ebpfc_instance *instance, ebpfc_prog_fn program, bool link_layer,
			    struct ebpfc_run_opts *opts);

#ifdef __cplusplus
}
#endif

#endif /* EBPFC_H */
