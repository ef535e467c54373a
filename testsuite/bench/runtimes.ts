/** What is compared: each way to make native code of a benchmark program. */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { needsFastPaths } from '../../src/backends/llvm/inline.js';
import { DiagnosticSink } from '../../src/diag/diagnostic.js';
import { DEFAULT_TIMEOUT_SECONDS, nativeCommand } from '../../src/driver/compile.js';
import { buildFastPaths } from '../../src/driver/fast-paths.js';
import { lowerToText, readModule } from '../../src/driver/pipeline.js';
import { resourceDir } from '../../src/driver/resources.js';
import type { Target } from '../../src/driver/targets.js';
import type { Clang } from '../../src/driver/toolchain.js';
import { preparePeer } from './peers.js';
import type { BenchProgram } from './programs.js';
import { runMeasured } from './tools.js';

/** Where ebpfc.h is. */
const INCLUDE = `-I${join(resourceDir(), 'include')}`;

export interface Runtime {
  readonly name: string;
  /** What compiled it and how, for the reader of a report. */
  readonly how: string;
  /** The runtime its times are divided by: the same C by clang with the same flags. */
  readonly baseline: 'clang' | 'clang-native';
  readonly compiler:
    | { readonly kind: 'clang' | 'gcc' }
    | { readonly kind: 'ebpfc'; readonly cpuVersion: 'v1' | 'v3' }
    | PeerCompiler;
  readonly march: readonly string[];
}

/** Another runtime, by its adapter: see peers.ts. */
export interface PeerCompiler {
  readonly kind: 'peer';
  /** Path of the adapter, and which of its ways. */
  readonly adapter: string;
  readonly mode: string;
  /** What it wants of a program: bare instructions, the object, or a WebAssembly module. */
  readonly input: 'code' | 'object' | 'wasm';
}

const NATIVE = ['-march=native'];

export const RUNTIMES: readonly Runtime[] = [
  { name: 'clang', how: 'clang -O3', baseline: 'clang', compiler: { kind: 'clang' }, march: [] },
  {
    name: 'clang-native',
    how: 'clang -O3 -march=native',
    baseline: 'clang-native',
    compiler: { kind: 'clang' },
    march: NATIVE,
  },
  { name: 'gcc', how: 'gcc -O3', baseline: 'clang', compiler: { kind: 'gcc' }, march: [] },
  {
    name: 'gcc-native',
    how: 'gcc -O3 -march=native',
    baseline: 'clang-native',
    compiler: { kind: 'gcc' },
    march: NATIVE,
  },
  {
    name: 'ebpfc',
    how: 'ebpfc -O3, from -mcpu=v3 bytecode; loops in the version for this processor',
    baseline: 'clang',
    compiler: { kind: 'ebpfc', cpuVersion: 'v3' },
    march: [],
  },
  {
    name: 'ebpfc-native',
    how: 'ebpfc -O3 -march=native, from -mcpu=v3 bytecode',
    baseline: 'clang-native',
    compiler: { kind: 'ebpfc', cpuVersion: 'v3' },
    march: NATIVE,
  },
  {
    name: 'ebpfc-v1',
    how: 'ebpfc -O3, from -mcpu=v1 bytecode; loops in the version for this processor',
    baseline: 'clang',
    compiler: { kind: 'ebpfc', cpuVersion: 'v1' },
    march: [],
  },
  {
    name: 'ebpfc-v1-native',
    how: 'ebpfc -O3 -march=native, from -mcpu=v1 bytecode',
    baseline: 'clang-native',
    compiler: { kind: 'ebpfc', cpuVersion: 'v1' },
    march: NATIVE,
  },
];

export function runtimeNamed(name: string): Runtime {
  const runtime = RUNTIMES.find(known => known.name === name);
  if (runtime === undefined) throw new Error(`there is no runtime ${name}`);
  return runtime;
}

export interface Build {
  readonly clang: Clang;
  readonly target: Target;
  /** Where files go. */
  readonly folder: string;
  /** Passes of the IR not to run. */
  readonly disabledPasses: ReadonlySet<string>;
  /** Leave out the versions for newer processors, so that every machine executes the same code. */
  readonly oneVersion?: boolean;
  /** Call what could be compiled in. */
  readonly calls?: boolean;
}

/** A runtime that is not made for a program, and why: it is left out of the program's row. */
export class CannotRun extends Error {
  override readonly name = 'CannotRun';
}

const firstError = (said: string): string => /error: (.*)/.exec(said)?.[1] ?? said;

export interface Compiled {
  /** Path of the shared object. */
  readonly file: string;
  /** CPU time from bytecode, or from C for the C compilers, to the shared object; in milliseconds. */
  readonly compileMs: number;
  /** How much of it was ours: all but clang; undefined for C compilers. */
  readonly ownMs: number | undefined;
}

/** One program as one runtime compiles it; throws what the compiler said when it cannot. */
export async function compileFor(runtime: Runtime, program: BenchProgram, build: Build): Promise<Compiled> {
  const file = join(build.folder, `${program.name}.${runtime.name}.so`);
  const { compiler, march } = runtime;
  if (compiler.kind === 'peer') {
    const start = process.cpuUsage();
    const spec = await preparePeer(compiler, program, build);
    const { user, system } = process.cpuUsage(start);
    return { file: spec, compileMs: (user + system) / 1000, ownMs: undefined };
  }
  if (compiler.kind === 'ebpfc') return compileBytecode(program, compiler.cpuVersion, march, file, build);
  const command = compiler.kind === 'gcc' ? 'gcc' : build.clang.command;
  const flags = ['-O3', '-shared', '-fPIC', '-fvisibility=hidden', INCLUDE, ...march];
  const { cpuMs } = await runMeasured([command, ...flags, program.source, '-o', file]);
  return { file, compileMs: cpuMs, ownMs: undefined };
}

/** The program as an eBPF object; its path. */
export async function compileToBytecode(
  { name, source }: BenchProgram,
  cpuVersion: string,
  { clang, folder }: Build,
): Promise<string> {
  const object = join(folder, `${name}.${cpuVersion}.o`);
  // Bytecode has no libc: loops must stay loops.
  const flags = ['--target=bpf', '-O2', '-g', `-mcpu=${cpuVersion}`, '-fno-builtin'];
  await runMeasured([clang.command, ...flags, '-c', source, '-o', object]).catch(error => {
    throw new CannotRun(firstError(String(error)));
  });
  return object;
}

async function compileBytecode(
  program: BenchProgram,
  cpuVersion: string,
  march: readonly string[],
  file: string,
  build: Build,
): Promise<Compiled> {
  const object = await compileToBytecode(program, cpuVersion, build);

  const start = process.cpuUsage();
  const dispatch = march.length === 0 && !build.oneVersion;
  const how = { kind: program.kind, dispatch, inline: !build.calls };
  const text = bytecodeToText(object, how, build);
  const { user, system } = process.cpuUsage(start);
  const ownMs = (user + system) / 1000;
  const options = {
    triple: build.target.triple,
    optimise: '3',
    cpu: march,
    clangArgs: [],
    cache: undefined,
    timeoutSeconds: DEFAULT_TIMEOUT_SECONDS,
    trace: () => {},
  };
  const bitcode = needsFastPaths(text) ? await fastPaths(build) : undefined;
  const { cpuMs } = await runMeasured(nativeCommand(build.clang, 'so', file, options, bitcode), text);
  return { file, compileMs: ownMs + cpuMs, ownMs };
}

/** The runtime's bitcode in a file: what a compiler finds in its cache. */
async function fastPaths({ clang, target, folder }: Build): Promise<string> {
  const file = join(folder, 'fast-paths.bc');
  const bitcode = await buildFastPaths(clang, target.triple, undefined, new DiagnosticSink());
  writeFileSync(file, bitcode!);
  return file;
}

/** An object's programs in LLVM text: raw ones of those on memory, which nothing could be proven of. */
function bytecodeToText(
  object: string,
  {
    kind,
    ...how
  }: { readonly kind: BenchProgram['kind']; readonly dispatch: boolean; readonly inline: boolean },
  build: Pick<Build, 'clang' | 'target' | 'disabledPasses'>,
): string {
  const sink = new DiagnosticSink();
  const options = {
    triple: build.target.triple,
    debug: false,
    verify: true,
    features: '',
    ...how,
    producer: 'ebpfc bench',
    command: '',
    inputSha256: '',
    disabledPasses: build.disabledPasses,
  };
  const module = readModule([{ name: basename(object), bytes: readFileSync(object) }], {}, sink);
  const lowered = module && lowerToText({ module, entry: kind === 'packet' ? 'ctx' : 'raw' }, options, sink);
  if (!lowered) throw new Error(`${object}: ${sink.diagnostics[0]?.message}`);
  return lowered.text;
}
