/**
 * ebpfc as a library: what the command line does, on bytes instead of files. Nothing throws for what an input is;
 * a result is either `ok` or not, and has the diagnostics of both.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Diagnostic, DiagnosticSink } from './diag/diagnostic.js';
import { build, type Kind } from './driver/build.js';
import { openCache } from './driver/cache.js';
import { withTemporary } from './driver/cleanup.js';
import { DEFAULT_TIMEOUT_SECONDS } from './driver/compile.js';
import { type CompiledModule, readCompiled } from './driver/descriptor.js';
import { disassembleModule } from './driver/disassemble.js';
import type { LoadedObject, TestResult } from './driver/host.js';
import { type Language, moduleFromInputs, withBytecode } from './driver/input.js';
import { type IsolatedRun, runIsolated } from './driver/isolate.js';
import { readLinkOptions } from './driver/link-options.js';
import { writeHostFiles } from './driver/runtime.js';
import { findTarget } from './driver/targets.js';
import { findClang } from './driver/toolchain.js';
import { assemble as assembleText } from './frontend/asm/assemble.js';
import { encodeCode } from './isa/codec.js';
import type { Syntax } from './isa/format.js';

export type { Diagnostic, Label, Place } from './diag/diagnostic.js';
export { renderDiagnostics } from './diag/render.js';
export { type Codec, codec, decode, encode, TypedMap, type Value } from './driver/codec.js';
export type { CompiledMap, CompiledModule, CompiledProgram } from './driver/descriptor.js';
export type { LoadedObject, TestResult } from './driver/host.js';
export { HostError } from './driver/host-error.js';
export { version } from './driver/resources.js';
export type { Kind, Language, Syntax };

export type Result<T> =
  | ({ readonly ok: true; readonly diagnostics: readonly Diagnostic[] } & T)
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

export interface CompileOptions {
  /** Base name of the input, for messages and debug information. */
  readonly name?: string;
  /** What the input is in; otherwise its bytes say. */
  readonly language?: Language;
  /** What to make; a shared object by default. */
  readonly emit?: Kind;
  /** LLVM triple, or the name of a machine; this one by default. */
  readonly target?: string;
  readonly optimise?: '0' | '1' | '2' | '3' | 's';
  /** Compile only programs that are proven safe: true by default. Raw programs are not judged. */
  readonly verify?: boolean;
  /** Write debug information: true by default. */
  readonly debug?: boolean;
  /** The clang to use; otherwise $EBPFC_CLANG, or the first in PATH. */
  readonly clang?: string;
  /**
   * The types that CO-RE accesses are adapted to: a file and those of modules over it, `kernel`, or `none`. The
   * running kernel's by default, where the input asks for any.
   */
  readonly btf?: string | readonly string[];
  /** Values of global variables, by name, member or element: `{ limit: 5, 'cfg.ports[0]': 80 }`. */
  readonly set?: Readonly<Record<string, string | number | bigint | boolean>>;
  /** Let the host set .rodata before the first run; otherwise its values are compiled in. */
  readonly lateRodata?: boolean;
  /** Use the compile cache: true by default. */
  readonly cache?: boolean;
  readonly timeoutSeconds?: number;
}

/** Compiles an ELF object, assembly, or raw instructions. Text comes as UTF-8. */
export async function compile(
  input: Uint8Array | string,
  options: CompileOptions = {},
): Promise<Result<{ readonly data: Uint8Array }>> {
  const sink = new DiagnosticSink();
  const target = findTarget(options.target);
  if (!target) sink.report('E0808', { target: options.target ?? process.arch });
  const cache = openCache(process.env, options.cache ?? true);
  const clang = await findClang(options.clang, process.env, sink, cache);
  if (!target || !clang) return failed(sink);
  const native = {
    triple: target.triple,
    optimise: options.optimise ?? '2',
    cpu: [],
    clangArgs: [],
    timeoutSeconds: options.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS,
    cache,
    trace: () => {},
  };
  const inputs = [{ name: options.name ?? 'input', bytes: bytesOf(input) }];
  const kind = options.emit ?? 'so';
  const { language, debug = true, verify = true, lateRodata = false, btf = [], set = {} } = options;
  const link = await readLinkOptions(
    {
      btf: typeof btf === 'string' ? [btf] : btf,
      kconfig: undefined,
      allowUndefined: false,
      hostKfunc: [],
      interface: undefined,
      set: Object.entries(set).map(([name, value]) => `${name}=${value}`),
    },
    { triple: target.triple, byDefault: true },
    sink,
  );
  if (!link) return failed(sink);
  const data = await build(
    {
      inputs,
      link,
      disabledPasses: new Set(),
      language,
      kind,
      syntax: 'c',
      debug,
      verify,
      lateRodata,
      clang,
      native,
    },
    sink,
  );
  return data === undefined ? failed(sink) : passed(sink, { data: bytesOf(data) });
}

/** The instructions of an ELF object, of assembly or of raw instructions as text. */
export function disassemble(
  input: Uint8Array,
  {
    name = 'input',
    language,
    syntax = 'c',
  }: Pick<CompileOptions, 'name' | 'language'> & { readonly syntax?: Syntax } = {},
): Result<{ readonly text: string }> {
  const sink = new DiagnosticSink();
  const read = moduleFromInputs([{ name, bytes: input }], language, {}, sink);
  const module = read && withBytecode(read, 'disassemble', sink);
  return module ? passed(sink, { text: disassembleModule(module, syntax) }) : failed(sink);
}

/** The instructions of assembly text as bytes. */
export function assemble(source: string, name = 'input'): Result<{ readonly code: Uint8Array }> {
  const sink = new DiagnosticSink();
  const code = assembleText(source, sink, { file: name });
  return code ? passed(sink, { code: encodeCode(code.insns) }) : failed(sink);
}

/** What a compiled object holds and needs, without executing it. */
export function inspect(object: Uint8Array, name = 'input'): Result<{ readonly module: CompiledModule }> {
  const sink = new DiagnosticSink();
  const module = readCompiled(object, name, sink);
  return module ? passed(sink, { module }) : failed(sink);
}

export interface RunOptions {
  /** Needed when the object has several. */
  readonly program?: string;
  /** A packet, or the memory of a raw program. */
  readonly data?: Uint8Array;
  readonly repeat?: number;
  readonly clang?: string;
  readonly timeoutSeconds?: number;
}

/** How a program ended: `died` by a signal, `refused` by the runtime, `timeout`, or with a result. */
export type RunOutcome =
  | ({ readonly kind: 'result' } & TestResult)
  | Exclude<IsolatedRun, { readonly kind: 'result' }>;

/** Runs a program of a compiled object in a process of its own, on the meaning of BPF_PROG_TEST_RUN. */
export async function run(
  object: Uint8Array,
  { program, data = new Uint8Array(), repeat = 1, clang: named, timeoutSeconds = 60 }: RunOptions = {},
): Promise<Result<{ readonly outcome: RunOutcome; readonly output: string }>> {
  const sink = new DiagnosticSink();
  const module = readCompiled(object, 'object', sink);
  const name = program ?? module?.programs[0]?.name;
  const cache = openCache(process.env, true);
  const clang = module && (await findClang(named, process.env, sink, cache));
  if (!module || !clang) return failed(sink);
  if (name === undefined || !module.programs.some(p => p.name === name)) {
    sink.report('E0811', { file: module.name, name: name ?? '' });
    return failed(sink);
  }
  const folder = mkdtempSync(join(tmpdir(), 'ebpfc-run-'));
  return withTemporary(folder, async () => {
    const files = await writeHostFiles(object, clang, folder, cache, sink);
    if (!files) return failed(sink);
    let output = '';
    const job = { ...files, program: name, data: Buffer.from(data).toString('hex'), repeat, maps: [] };
    const ran = await runIsolated(job, timeoutSeconds, text => {
      output += text;
    });
    if (ran.kind !== 'result') return passed(sink, { outcome: ran, output });
    const outcome = {
      kind: ran.kind,
      retval: BigInt(ran.retval),
      durationNs: BigInt(ran.durationNs),
      data: new Uint8Array(Buffer.from(ran.data, 'hex')),
    };
    return passed(sink, { outcome, output });
  });
}

export interface OpenOptions {
  /** Share maps and variables with all instances of this session; private when absent. */
  readonly session?: string;
  /** Run an object that was neither proven safe nor compiled with checks. */
  readonly allowUnverified?: boolean;
  readonly clang?: string;
}

/**
 * Loads a compiled object into this process: its programs run here, and a fault of one that was not proven safe ends
 * the process. Throws HostError when the runtime refuses it.
 */
export async function openObject(
  object: Uint8Array,
  { session, allowUnverified = false, clang: named }: OpenOptions = {},
): Promise<Result<{ readonly object: LoadedObject }>> {
  const sink = new DiagnosticSink();
  const cache = openCache(process.env, true);
  const clang = await findClang(named, process.env, sink, cache);
  if (!clang) return failed(sink);
  const folder = mkdtempSync(join(tmpdir(), 'ebpfc-open-'));
  return withTemporary(folder, async () => {
    const files = await writeHostFiles(object, clang, folder, cache, sink);
    if (!files) return failed(sink);
    const { LoadedObject } = await import('./driver/host.js');
    // What is mapped stays when its file goes.
    const loaded = new LoadedObject(files.runtime, files.object, { allowUnverified, session });
    return passed(sink, { object: loaded });
  });
}

const bytesOf = (data: Uint8Array | string): Uint8Array =>
  typeof data === 'string' ? new TextEncoder().encode(data) : data;

const passed = <T>(sink: DiagnosticSink, value: T): Result<T> => ({
  ok: true,
  diagnostics: sink.diagnostics,
  ...value,
});
const failed = (sink: DiagnosticSink): { ok: false; diagnostics: readonly Diagnostic[] } => ({
  ok: false,
  diagnostics: sink.diagnostics,
});
