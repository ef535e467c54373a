/* SPDX-License-Identifier: MIT */
/* Instances: every slot that compiled code reads is filled here, before the first run. */
#include "../helpers/helpers.h"
#include "../maps/internal/cpu.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const struct ebpfc_binding *find_binding(const struct ebpfc_instance_opts *opts, uint32_t id, const char *name)
{
	for (size_t i = 0; i < opts->binding_count; i++) {
		const struct ebpfc_binding *binding = &opts->bindings[i];

		if (id != 0 && binding->id == id)
			return binding;
		if (binding->id == 0 && name && binding->name && strcmp(binding->name, name) == 0)
			return binding;
	}
	return NULL;
}

static bool is_denied(const struct ebpfc_instance_opts *opts, uint32_t id)
{
	for (size_t i = 0; i < opts->denied_count; i++) {
		if (opts->denied[i] == id)
			return true;
	}
	return false;
}

/* A slot holds data and function addresses alike; POSIX lets them pass through void *. */
static void *slot_of(ebpfc_helper_fn function)
{
	void *slot;

	memcpy(&slot, &function, sizeof(slot));
	return slot;
}

static int bind_helpers(struct ebpfc_instance *self, const struct ebpfc_instance_opts *opts)
{
	const struct ebpfc_table *table = &self->module->helpers;

	for (uint32_t i = 0; i < table->count; i++) {
		const struct ebpfc_helper_desc *desc = ebpfc_row(table, i);
		const struct ebpfc__helper *helper = ebpfc__helper_find(desc->id);
		bool knows = table->row_size >= sizeof(*desc);
		ebpfc_helper_fn own = knows ? ebpfc__helper_of_family(desc->id, desc->family) : NULL;
		const char *name = desc->name ? ebpfc__text(&desc->name) : helper ? helper->name : "unnamed";
		const struct ebpfc_binding *binding = find_binding(opts, desc->id, name);

		if (is_denied(opts, desc->id))
			return ebpfc__fail(EPERM, "helper %u (%s) is withheld from this instance", desc->id, name);
		if (binding && binding->function)
			self->slots[i] = slot_of(binding->function);
		else if (helper)
			self->slots[i] = slot_of(own ? own : helper->function);
		else
			return ebpfc__fail(ENOSYS, "helper %u (%s) is provided neither by the host nor by the library",
					   desc->id, name);
	}
	return 0;
}

/* What is compiled in can neither be withheld nor replaced. */
static int check_inlined(const struct ebpfc_instance *self, const struct ebpfc_instance_opts *opts)
{
	const struct ebpfc_table *table = ebpfc__module_inlined(self->module);

	for (uint32_t i = 0; i < table->count; i++) {
		const struct ebpfc_helper_desc *desc = ebpfc_row(table, i);
		const char *name = desc->name ? ebpfc__text(&desc->name) : "unnamed";
		const struct ebpfc_binding *binding = find_binding(opts, desc->id, name);

		if (is_denied(opts, desc->id) || (binding && binding->function))
			return ebpfc__fail(EPERM,
					   "helper %u (%s) is compiled into the object and cannot be %s: compile it with "
					   "--no-inline",
					   desc->id, name, is_denied(opts, desc->id) ? "withheld" : "replaced");
	}
	return 0;
}

static int bind_externs(struct ebpfc_instance *self, const struct ebpfc_instance_opts *opts)
{
	const struct ebpfc_module *module = self->module;
	uint32_t first = module->helpers.count + module->maps.count + module->globals.count;

	for (uint32_t i = 0; i < module->externs.count; i++) {
		const struct ebpfc_extern_desc *desc = ebpfc_row(&module->externs, i);
		const char *name = ebpfc__text(&desc->name);
		const struct ebpfc_binding *binding = find_binding(opts, 0, name);
		void *address = NULL;

		if (desc->kind == EBPFC_EXTERN_KSYM)
			address = binding ? binding->data : NULL;
		else if (binding && binding->function)
			address = slot_of(binding->function);
		else
			address = slot_of(ebpfc__kfunc_find(name));
		if (!address && !desc->weak)
			return ebpfc__fail(ENOSYS, "extern %s is provided neither by the host nor by the library", name);
		self->slots[first + i] = address;
	}
	return 0;
}

/* Number the programs, so that PROG_ARRAYs can name them. */
static int register_programs(struct ebpfc_instance *self)
{
	struct ebpfc__runtime *runtime = self->runtime;
	const struct ebpfc_table *table = &self->module->programs;

	for (uint32_t i = 0; i < table->count; i++) {
		const struct ebpfc_program_desc *desc = ebpfc_row(table, i);
		const void *body = ebpfc_deref(&desc->body);
		struct ebpfc_target *target = &runtime->targets[i];

		if (!body)
			continue;
		memcpy(&target->body, &body, sizeof(body));
		target->self = self;

		int err = ebpfc__prog_register(runtime->session, runtime->object->tags[i], target,
					       &runtime->numbers[i]);

		if (err)
			return ebpfc__fail(-err, "program %s: cannot be registered: %s", ebpfc__text(&desc->name),
					   strerror(-err));
	}
	return 0;
}

/* Without the names: they need not outlive the call. Withheld helpers are withheld from callx too. */
static int keep_bindings(struct ebpfc__runtime *runtime, const struct ebpfc_instance_opts *opts)
{
	runtime->bindings = calloc(opts->binding_count + 1, sizeof(*runtime->bindings));
	if (!runtime->bindings)
		return ebpfc__fail(ENOMEM, "no memory for an instance");
	for (size_t i = 0; i < opts->binding_count; i++) {
		if (opts->bindings[i].id == 0 || is_denied(opts, opts->bindings[i].id))
			continue;
		runtime->bindings[runtime->binding_count] = opts->bindings[i];
		runtime->bindings[runtime->binding_count++].name = NULL;
	}
	return 0;
}

static int join(struct ebpfc__runtime *runtime, const struct ebpfc_instance_opts *opts)
{
	char message[256] = "";
	struct ebpfc__session_opts session = {
		.size = sizeof(session),
		.name = opts->session,
		.fd = -1,
		.message = message,
		.message_size = sizeof(message),
	};
	int err;

	if (opts->joined) {
		runtime->session = opts->joined;
		runtime->session_joined = true;
	} else {
		err = ebpfc__session_open(&session, &runtime->session);
		if (err)
			return ebpfc__fail(-err, "session %s: %s", opts->session ? opts->session : "(private)",
					   message[0] ? message : strerror(-err));
	}
	if (!opts->joined && !opts->session) {
		runtime->own = runtime->session;
		return 0;
	}
	session.name = NULL;
	err = ebpfc__session_open(&session, &runtime->own);
	if (err)
		return ebpfc__fail(-err, "private memory: %s", message[0] ? message : strerror(-err));
	return 0;
}

static struct ebpfc_instance *allocate(struct ebpfc_object *object)
{
	const struct ebpfc_module *module = object->module;
	size_t slots = (size_t)module->helpers.count + module->maps.count + module->globals.count +
		       module->externs.count;
	struct ebpfc_instance *self = calloc(1, sizeof(*self) + slots * sizeof(void *));
	struct ebpfc__runtime *runtime = calloc(1, sizeof(*runtime));

	if (!self || !runtime) {
		free(self);
		free(runtime);
		return NULL;
	}
	self->size = EBPFC_INSTANCE_SLOTS;
	self->abi = EBPFC_ABI_VERSION;
	self->module = module;
	self->runtime = runtime;
	runtime->object = ebpfc__object_get(object);
	runtime->maps = calloc(module->maps.count + 1, sizeof(*runtime->maps));
	runtime->pinned = calloc(module->maps.count + 1, sizeof(*runtime->pinned));
	runtime->globals = calloc(module->globals.count + 1, sizeof(*runtime->globals));
	runtime->targets = calloc(module->programs.count + 1, sizeof(*runtime->targets));
	runtime->numbers = calloc(module->programs.count + 1, sizeof(*runtime->numbers));
	if (!runtime->maps || !runtime->pinned || !runtime->globals || !runtime->targets || !runtime->numbers) {
		ebpfc_instance_free(self);
		return NULL;
	}
	return self;
}

static int read_clock(int id, void *time)
{
	return clock_gettime(id, time);
}

/* What helpers that are compiled in read of the instance. */
static void bind_inlined(struct ebpfc_instance *self)
{
	struct ebpfc__runtime *runtime = self->runtime;

	self->cpu_at = ebpfc__cpu_where();
	self->cpus = ebpfc__session_cpus(runtime->session);
	self->clock = runtime->clock ? NULL : read_clock;
}

int ebpfc_instance_new(struct ebpfc_object *object, const struct ebpfc_instance_opts *opts,
		       struct ebpfc_instance **instance)
{
	struct ebpfc_instance_opts known;
	int err = ebpfc__opts_read(&known, sizeof(known), opts, "ebpfc_instance_opts");

	*instance = NULL;
	if (err)
		return err;
	if (object->image)
		return ebpfc__fail(EINVAL, "%s: opened for inspection only", object->path);

	struct ebpfc_instance *self = allocate(object);

	if (!self)
		return ebpfc__fail(ENOMEM, "no memory for an instance");

	struct ebpfc__runtime *runtime = self->runtime;

	self->host = known.host;
	runtime->family = ebpfc__module_family(self->module);
	runtime->clock = known.clock;
	runtime->random = known.random;
	runtime->output = known.output;
	err = keep_bindings(runtime, &known);
	if (!err)
		err = check_inlined(self, &known);
	if (!err)
		err = bind_helpers(self, &known);
	if (!err)
		err = bind_externs(self, &known);
	if (!err)
		err = join(runtime, &known);
	if (!err)
		err = register_programs(self);
	if (!err)
		err = ebpfc__bind_state(self, &known);
	if (err) {
		ebpfc_instance_free(self);
		return err;
	}
	bind_inlined(self);
	*instance = self;
	return 0;
}

void ebpfc_instance_free(struct ebpfc_instance *self)
{
	if (!self)
		return;

	struct ebpfc__runtime *runtime = self->runtime;
	const struct ebpfc_module *module = self->module;

	ebpfc__timers_free(self);
	for (uint32_t i = 0; runtime->maps && i < module->maps.count; i++) {
		if (runtime->maps[i])
			ebpfc__map_put(runtime->maps[i]);
	}
	for (uint32_t i = 0; runtime->globals && i < module->globals.count; i++) {
		if (runtime->globals[i])
			ebpfc__map_put(runtime->globals[i]);
	}
	for (uint32_t i = 0; runtime->pinned && i < module->maps.count; i++)
		ebpfc__session_close(runtime->pinned[i]);
	if (runtime->own && runtime->own != runtime->session)
		ebpfc__session_close(runtime->own);
	if (runtime->session && !runtime->session_joined)
		ebpfc__session_close(runtime->session);
	ebpfc_object_close(runtime->object);
	free(runtime->bindings);
	free(runtime->maps);
	free(runtime->pinned);
	free(runtime->globals);
	free(runtime->targets);
	free(runtime->numbers);
	free(runtime);
	free(self);
}

int ebpfc__program_row(const struct ebpfc_module *module, const char *name)
{
	for (uint32_t i = 0; i < module->programs.count; i++) {
		const struct ebpfc_program_desc *desc = ebpfc_row(&module->programs, i);

		if (strcmp(ebpfc__text(&desc->name), name) == 0)
			return (int)i;
	}
	ebpfc__fail(ENOENT, "no program is called %s", name);
	return -ENOENT;
}

/*
 * A program compiled for several processors is exported as an indirect function, which dlsym resolves; the
 * descriptor names the version that runs anywhere.
 */
const void *ebpfc__program_entry(const struct ebpfc_instance *instance, const struct ebpfc_program_desc *desc)
{
	const void *portable = ebpfc_deref(&desc->entry);
	void *handle = ebpfc__runtime(instance)->object->handle;
	const void *chosen = handle ? dlsym(handle, ebpfc__text(&desc->name)) : NULL;
	Dl_info here, there;

	/* dlsym also looks in libraries that the object needs. */
	if (chosen && dladdr(portable, &here) && dladdr(chosen, &there) && here.dli_fbase == there.dli_fbase)
		return chosen;
	return portable;
}

static const void *find_entry(const struct ebpfc_instance *instance, const char *name, bool raw)
{
	int row = ebpfc__program_row(instance->module, name);

	if (row < 0)
		return NULL;
	if (((instance->module->flags & EBPFC_MODULE_RAW) != 0) != raw) {
		ebpfc__fail(EINVAL, "%s is %s program", name, raw ? "not a raw" : "a raw");
		return NULL;
	}
	return ebpfc__program_entry(instance, ebpfc_row(&instance->module->programs, (uint32_t)row));
}

ebpfc_prog_fn ebpfc_find_program(const struct ebpfc_instance *instance, const char *name)
{
	const void *entry = find_entry(instance, name, false);
	ebpfc_prog_fn function;

	memcpy(&function, &entry, sizeof(entry));
	return function;
}

ebpfc_raw_fn ebpfc_find_raw_program(const struct ebpfc_instance *instance, const char *name)
{
	const void *entry = find_entry(instance, name, true);
	ebpfc_raw_fn function;

	memcpy(&function, &entry, sizeof(entry));
	return function;
}

struct ebpfc_map *ebpfc_find_map(const struct ebpfc_instance *instance, const char *name)
{
	const struct ebpfc_table *table = &instance->module->maps;

	for (uint32_t i = 0; i < table->count; i++) {
		if (strcmp(ebpfc__text(&EBPFC_ROW(ebpfc_map_desc, table, i)->name), name) == 0)
			return ebpfc__runtime(instance)->maps[i];
	}
	ebpfc__fail(ENOENT, "no map is called %s", name);
	return NULL;
}

void *ebpfc_find_global(const struct ebpfc_instance *instance, const char *section, size_t *length)
{
	const struct ebpfc_table *table = &instance->module->globals;

	for (uint32_t i = 0; i < table->count; i++) {
		const struct ebpfc_global_desc *desc = ebpfc_row(table, i);

		if (strcmp(ebpfc__text(&desc->name), section) != 0)
			continue;
		if (length)
			*length = desc->size;
		return ebpfc__runtime(instance)->globals[i] ? ebpfc__runtime(instance)->globals[i]->values : NULL;
	}
	ebpfc__fail(ENOENT, "no global section is called %s", section);
	return NULL;
}
