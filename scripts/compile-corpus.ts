/**
 * Compiles every program of the open corpus and says what became of it.
 *
 *     node build/scripts/compile-corpus.js [--clang] [--grep TEXT] [--corpus DIR]
 *
 * Each program that the kernel accepts compiles alone, or is refused by name; with --clang each object goes through
 * clang as well. Prints the refusals by code. Exit 1 when something was neither compiled nor refused.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Diagnostic, DiagnosticSink } from '../src/diag/diagnostic.js';
import { compileText, DEFAULT_TIMEOUT_SECONDS } from '../src/driver/compile.js';
import { lowerToText, type PipelineOptions, readModule } from '../src/driver/pipeline.js';
import { findClang } from '../src/driver/toolchain.js';
import { parseBtf } from '../src/frontend/btf/parse.js';
import type { Module } from '../src/frontend/program.js';
import { selectPrograms } from '../src/frontend/select.js';

const { values: flags } = parseArgs({
  options: {
    clang: { type: 'boolean', default: false },
    grep: { type: 'string', default: '' },
    corpus: { type: 'string', default: '../shared/corpus' },
  },
});

interface Program {
  readonly name: string;
  readonly section: string;
  readonly verdict: string;
}

const VMLINUX = '/sys/kernel/btf/vmlinux';

const options: PipelineOptions = {
  triple: 'x86_64-linux-gnu',
  debug: true,
  features: '',
  producer: 'ebpfc',
  command: '',
  inputSha256: '',
  disabledPasses: new Set(),
};

/** Objects that refer to each other: they are linked. */
const PARTS = [['elf/cilium-ebpf/testdata__linked1-el.elf', 'elf/cilium-ebpf/testdata__linked2-el.elf']];

/** A symbol that a module refers to, and that nothing defines or declares. */
function missingExtern(module: Module): string | undefined {
  for (const { code, entry, end } of module.functions)
    for (const [insn, ref] of code.refs) {
      const extern =
        ref.kind === 'extern' && insn >= entry && insn < end ? module.externs[ref.extern] : undefined;
      if (extern && !extern.weak && extern.btfId === undefined) return extern.name;
    }
  return undefined;
}

async function main(): Promise<void> {
  const manifest = join(flags.corpus, 'MANIFEST.json');
  if (!existsSync(manifest)) {
    console.log(`skipped: there is no corpus at ${flags.corpus}`);
    return;
  }
  const { files } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    files: { file: string; category: string; programs?: Program[] }[];
  };
  const targetBtf = existsSync(VMLINUX)
    ? parseBtf(new Uint8Array(readFileSync(VMLINUX)), {}, new DiagnosticSink())
    : undefined;
  const clang = flags.clang
    ? await findClang(undefined, process.env, new DiagnosticSink(), undefined)
    : undefined;
  const refusals = new Map<string, string[]>();
  const refuse = (what: string, diagnostic: Diagnostic | undefined): void => {
    const key = diagnostic ? `${diagnostic.code} ${diagnostic.message}` : 'no diagnostic';
    refusals.set(key, [...(refusals.get(key) ?? []), what]);
    if (!diagnostic) process.exitCode = 1;
  };
  let [objects, accepted, compiled] = [0, 0, 0];
  for (const { file, category, programs = [] } of files) {
    if (category !== 'elf' || !file.includes(flags.grep)) continue;
    const wanted = programs.filter(p => p.verdict === 'accepted');
    accepted += wanted.length;
    const sink = new DiagnosticSink();
    const inputs = (PARTS.find(parts => parts.includes(file)) ?? [file]).map(name => ({
      name,
      bytes: new Uint8Array(readFileSync(join(flags.corpus, name))),
    }));
    const types = targetBtf ? { targetBtf } : {};
    let module = readModule(inputs, types, sink);
    // The kernel was given each program alone, so that it counts which of them need what is missing.
    if (!module && sink.diagnostics.every(d => d.severity !== 'error' || d.code === 'E0111'))
      module = readModule(inputs, { ...types, allowUndefined: true }, new DiagnosticSink());
    if (!module) {
      const error = sink.diagnostics.find(d => d.severity === 'error');
      for (const p of wanted.length > 0 ? wanted : [undefined]) refuse(p ? `${file} ${p.name}` : file, error);
      continue;
    }
    const good = new Set<string>();
    for (const program of wanted) {
      const own = new DiagnosticSink();
      const one = selectPrograms(module, f => f.name === program.name && f.section === program.section);
      const missing = missingExtern(one);
      if (missing !== undefined) own.report('E0111', { symbol: missing }, { file });
      if (missing === undefined && lowerToText({ module: one, entry: 'ctx' }, options, own))
        good.add(`${program.section} ${program.name}`);
      else
        refuse(
          `${file} ${program.name}`,
          own.diagnostics.find(d => d.severity === 'error'),
        );
    }
    compiled += good.size;
    const all =
      clang &&
      lowerToText(
        { module: selectPrograms(module, f => good.has(`${f.section} ${f.name}`)), entry: 'ctx' },
        options,
        sink,
      );
    if (clang && all) {
      const native = {
        triple: options.triple,
        optimise: '2',
        cpu: [],
        clangArgs: [],
        cache: undefined,
        timeoutSeconds: DEFAULT_TIMEOUT_SECONDS,
        trace: () => {},
      };
      if (!(await compileText(clang, all.text, 'so', native, sink))) refuse(file, sink.diagnostics.at(-1));
      else objects++;
    } else if (!clang) objects++;
  }
  const sorted = [...refusals].sort((a, b) => b[1].length - a[1].length);
  for (const [key, what] of sorted)
    console.log(`${String(what.length).padStart(4)}  ${key}\n        ${what[0]}`);
  console.log(`${objects} objects; of ${accepted} programs that the kernel accepts ${compiled} compile`);
}

await main();
