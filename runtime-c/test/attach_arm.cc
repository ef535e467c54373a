/* SPDX-License-Identifier: MIT */
/*
 * attach_arm.cc [--return] [--batch N] [--every N] LIBRARY... - arms every function that a library exports while a
 * second thread runs work whose result is known; then disarms all, and compares the code with what it was.
 *
 * `--every N` takes one function of N. Prints how many were placed by which means, and why others were refused.
 */
#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <dlfcn.h>
#include <elf.h>
#include <link.h>
#include <map>
#include <pthread.h>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

extern "C" {
#include "attach_check.h"
}

static uint64_t hits;

PRESERVED static uint64_t count()
{
	__atomic_fetch_add(&hits, 1, __ATOMIC_RELAXED);
	return 0;
}

/* ---- Work with a known result --------------------------------------------------------------------------------- */

typedef unsigned char *(*sha256_fn)(const unsigned char *, size_t, unsigned char *);
static sha256_fn sha256;

static std::string work(unsigned seed)
{
	std::ostringstream out;
	std::map<std::string, int> words;
	std::vector<double> numbers;
	char text[256];

	for (unsigned i = 0; i < 40; i++) {
		snprintf(text, sizeof text, "word%u-%08.3f-%s", i % 7, i / 3.0, i % 2 ? "odd" : "even");
		words[text]++;
		numbers.push_back(strtod(strrchr(text, '-') ? "3.25e2" : "0", nullptr) / (i + 1));
	}
	std::sort(numbers.begin(), numbers.end());
	for (auto &w : words)
		out << w.first << '=' << w.second << ';';
	out << numbers[3] << ' ' << std::regex_replace(std::string("a1b22c333"), std::regex("[0-9]+"), "#");
	void *block = malloc(1000 + seed % 5000);
	memset(block, 0x5a, 1000);
	out << ' ' << ((unsigned char *)block)[999] << ' ' << strlen(text) << ' ' << getenv("HOME");
	free(block);
	try {
		std::vector<int>(3).at(7);
	} catch (std::exception &e) {
		out << " caught";
	}
	if (sha256) {
		unsigned char digest[32];

		sha256((const unsigned char *)"abc", 3, digest);
		for (unsigned char byte : digest)
			out << std::hex << (int)byte;
	}
	return out.str();
}

static std::atomic<bool> stop;
static std::atomic<unsigned> turns;
static std::string expected;

static void *keep_working(void *)
{
	while (!stop) {
		std::string got = work(turns++);

		CHECK(got == expected, "%s", got.c_str());
	}
	return nullptr;
}

/* ---- The functions of a library ---------------------------------------------------------------------------------- */

struct Function {
	uint64_t address;
	size_t size;
	const char *name;
};

struct Module {
	const char *name;
	std::vector<Function> functions;
	uint64_t code, code_size;
};

static size_t dynamic_symbols(const uint32_t *gnu_hash)
{
	uint32_t buckets = gnu_hash[0], offset = gnu_hash[1], bloom = gnu_hash[2], last = 0;
	const uint32_t *bucket = gnu_hash + 4 + 2 * bloom, *chain = bucket + buckets;

	for (uint32_t i = 0; i < buckets; i++)
		last = std::max(last, bucket[i]);
	if (last < offset)
		return offset;
	while (!(chain[last - offset] & 1))
		last++;
	return last + 1;
}

static int read_module(struct dl_phdr_info *info, size_t, void *arg)
{
	Module *module = (Module *)arg;
	const ElfW(Dyn) *dynamic = nullptr;
	const ElfW(Sym) *symbols = nullptr;
	const char *names = nullptr;
	const uint32_t *hash = nullptr;

	if (!strstr(info->dlpi_name, module->name))
		return 0;
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *p = &info->dlpi_phdr[i];

		if (p->p_type == PT_DYNAMIC)
			dynamic = (const ElfW(Dyn) *)(info->dlpi_addr + p->p_vaddr);
		if (p->p_type == PT_LOAD && (p->p_flags & PF_X)) {
			module->code = info->dlpi_addr + p->p_vaddr;
			module->code_size = p->p_memsz;
		}
	}
	for (; dynamic && dynamic->d_tag != DT_NULL; dynamic++) {
		if (dynamic->d_tag == DT_SYMTAB)
			symbols = (const ElfW(Sym) *)dynamic->d_un.d_ptr;
		if (dynamic->d_tag == DT_STRTAB)
			names = (const char *)dynamic->d_un.d_ptr;
		if (dynamic->d_tag == DT_GNU_HASH)
			hash = (const uint32_t *)dynamic->d_un.d_ptr;
	}
	for (size_t i = 0, n = hash ? dynamic_symbols(hash) : 0; i < n; i++) {
		unsigned type = ELF64_ST_TYPE(symbols[i].st_info);
		Function f = { info->dlpi_addr + symbols[i].st_value, symbols[i].st_size, names + symbols[i].st_name };

		if (!symbols[i].st_shndx || !symbols[i].st_value)
			continue;
		if (type == STT_GNU_IFUNC) { /* the symbol is the resolver; its choice has no size here */
			f.address = (uint64_t)dlsym(RTLD_DEFAULT, f.name);
			f.size = 0;
		} else if (type != STT_FUNC) {
			continue;
		}
		if (f.address)
			module->functions.push_back(f);
	}
	return 1;
}

int main(int argc, char **argv)
{
	struct ebpfc_handler handler = {};
	std::vector<Module> modules;
	size_t batch_size = 64, every = 1, means[4] = {}, refused[EBPFC__REFUSAL_COUNT] = {}, total = 0;
	bool at_return = false;
	pthread_t worker;
	double begun = now_ns();

	for (int i = 1; i < argc; i++) {
		if (!strcmp(argv[i], "--return")) {
			at_return = true;
		} else if (!strcmp(argv[i], "--batch")) {
			batch_size = strtoul(argv[++i], nullptr, 10);
		} else if (!strcmp(argv[i], "--every")) {
			every = strtoul(argv[++i], nullptr, 10);
		} else {
			CHECK(dlopen(argv[i], RTLD_NOW), "%s", dlerror());
			modules.push_back({ argv[i], {}, 0, 0 });
		}
	}
	if (void *crypto = dlopen("libcrypto.so.3", RTLD_NOW))
		sha256 = (sha256_fn)dlsym(crypto, "SHA256");
	for (Module &m : modules) {
		dl_iterate_phdr(read_module, &m);
		std::sort(m.functions.begin(), m.functions.end(),
			  [](const Function &a, const Function &b) { return a.address < b.address; });
		m.functions.erase(std::unique(m.functions.begin(), m.functions.end(),
					      [](const Function &a, const Function &b) { return a.address == b.address; }),
				  m.functions.end());
	}
	handler.function = (void *)count;
	handler.form = EBPFC_HANDLER_PRESERVED;
	expected = work(0);
	if (sha256)
		CHECK(strstr(expected.c_str(), "ba7816bf8f1cfea414140de5dae2223"), "%s",
		      expected.c_str());
	pthread_create(&worker, nullptr, keep_working, nullptr);
	for (Module &m : modules) {
		std::string before((const char *)m.code, m.code_size);
		std::vector<ebpfc_probe> probes;
		std::vector<ebpfc_probe *> batch;
		size_t placed = 0;

		for (size_t i = 0; i < m.functions.size(); i += every) {
			ebpfc_probe p = {};

			p.address = m.functions[i].address;
			p.function_size = m.functions[i].size;
			p.handler = &handler;
			p.kind = at_return ? EBPFC_PROBE_RETURN : EBPFC_PROBE_ENTRY;
			p.no_trap = true;
			probes.push_back(p);
		}
		for (size_t i = 0; i < probes.size(); i += batch_size) {
			batch.clear();
			for (size_t k = i; k < std::min(i + batch_size, probes.size()); k++)
				batch.push_back(&probes[k]);
			placed += ebpfc_attach(batch.data(), batch.size());
		}
		for (unsigned turn = turns; turns < turn + 20;)
			sched_yield();
		batch.clear();
		for (ebpfc_probe &p : probes) {
			means[p.means]++;
			if (!p.site)
				refused[p.refusal]++;
			else
				batch.push_back(&p);
		}
		total += probes.size();
		CHECK(ebpfc_detach(batch.data(), batch.size()) == 0, "busy");
		for (size_t i = 0; i < m.code_size; i++)
			CHECK(((const char *)m.code)[i] == before[i], "%s+%#zx is not restored", m.name, i);
		printf("%s: %zu functions, %zu placed\n", m.name, probes.size(), placed);
	}
	stop = true;
	pthread_join(worker, nullptr);
	printf("%zu functions: %zu by a jump, %zu by a hop, %zu refused; %llu hits, %u turns of work, %.1f s\n", total,
	       means[EBPFC_MEANS_JUMP], means[EBPFC_MEANS_HOP], means[EBPFC_MEANS_NONE], (unsigned long long)hits,
	       turns.load(), (now_ns() - begun) / 1e9);
	for (unsigned i = 0; i < EBPFC__REFUSAL_COUNT; i++)
		if (refused[i])
			printf("  %zu: %s\n", refused[i], ebpfc__refusal_text((enum ebpfc__refusal)i));
	printf("settle %d, %zu bytes of code stay\n", ebpfc_attach_settle(1000), ebpfc_attach_memory());
	return 0;
}
