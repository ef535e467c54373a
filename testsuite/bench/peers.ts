/**
 * Other runtimes that run eBPF, and WebAssembly, through small adapters over their public interfaces (peers/peer.h).
 * None of them is needed: each is found where it is installed or where an option says, and named as absent elsewhere.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { DiagnosticSink } from '../../src/diag/diagnostic.js';
import { readModule } from '../../src/driver/pipeline.js';
import { resourceDir } from '../../src/driver/resources.js';
import { encodeCode } from '../../src/isa/codec.js';
import { BENCH_FOLDER, type BenchProgram } from './programs.js';
import { type Build, CannotRun, compileToBytecode, type PeerCompiler, type Runtime } from './runtimes.js';
import { runMeasured } from './tools.js';

const FOLDER = join(BENCH_FOLDER, 'peers');

export interface PeerOptions {
  /** Where uBPF is installed: `include/ubpf.h` and `lib/libubpf.a` in it. */
  readonly ubpfPrefix?: string;
  /** Adapters of one's own: `NAME=FILE.so`, with `:MODE` behind it if it has several. */
  readonly peers: readonly string[];
}

export interface FoundPeers {
  readonly runtimes: readonly Runtime[];
  readonly absent: readonly { readonly name: string; readonly reason: string }[];
}

/** One runtime that there is an adapter for. */
interface PeerRow {
  readonly name: string;
  readonly source: string;
  readonly modes: Readonly<Record<string, string>>;
  readonly input: PeerCompiler['input'];
  /** Compiler flags, or why it is absent. */
  readonly flags: (options: PeerOptions) => Promise<readonly string[] | string>;
}

const PEERS: readonly PeerRow[] = [
  {
    name: 'ubpf',
    source: 'ubpf.c',
    modes: { interp: 'uBPF, interpreter with checks of every access', jit: 'uBPF, JIT' },
    input: 'code',
    flags: async ({ ubpfPrefix: prefix = '/usr/local' }) =>
      existsSync(join(prefix, 'include/ubpf.h'))
        ? [`-I${join(prefix, 'include')}`, join(prefix, 'lib/libubpf.a'), '-lm']
        : `no ${join(prefix, 'include/ubpf.h')}: say where it is installed with --ubpf-prefix`,
  },
  {
    name: 'dpdk',
    source: 'dpdk.c',
    modes: { interp: 'librte_bpf of DPDK, interpreter', jit: 'librte_bpf of DPDK, JIT' },
    input: 'code',
    flags: () => packageFlags('libdpdk', ['-lrte_bpf', '-lrte_eal']),
  },
  {
    name: 'kernel',
    source: 'kernel.c',
    modes: { jit: 'the kernel, BPF_PROG_TEST_RUN less its own cost' },
    input: 'object',
    flags: async () =>
      process.getuid?.() === 0
        ? packageFlags('libbpf', ['-lbpf'])
        : 'only the administrator may load programs',
  },
];

/** Flags to compile and link with an installed package; otherwise the reason. */
async function packageFlags(name: string, libraries: readonly string[]): Promise<readonly string[] | string> {
  const found = await runMeasured(['pkg-config', '--cflags', name]).catch(() => undefined);
  return found
    ? [...found.stdout.trim().split(/\s+/).filter(Boolean), ...libraries]
    : `${name} is not installed`;
}

/** Builds the adapters of what there is. */
export async function findPeers(options: PeerOptions, build: Build): Promise<FoundPeers> {
  const runtimes: Runtime[] = [];
  const absent: { name: string; reason: string }[] = [];
  for (const { name, source, modes, input, flags: flagsOf } of PEERS) {
    const flags = await flagsOf(options);
    const adapter = typeof flags === 'string' ? undefined : await buildAdapter(source, flags, build);
    if (adapter === undefined) {
      absent.push({
        name,
        reason: typeof flags === 'string' ? flags : 'its adapter does not compile with it',
      });
      continue;
    }
    for (const [mode, how] of Object.entries(modes))
      runtimes.push(peerRuntime(`${name}-${mode}`, how, { kind: 'peer', adapter, mode, input }));
  }
  const wasm = await buildAdapter('wasm.c', [], build);
  const linker = `wasm-ld-${build.clang.major}`;
  if (wasm && (await runMeasured([linker, '--version']).catch(() => undefined))) {
    const compiler: PeerCompiler = {
      kind: 'peer',
      adapter: wasm,
      mode: join(FOLDER, 'wasm.mjs'),
      input: 'wasm',
    };
    runtimes.push(
      peerRuntime('wasm', `clang -O3 to WebAssembly, V8 of node ${process.versions.node}`, compiler),
    );
  } else {
    absent.push({ name: 'wasm', reason: `${linker} is not installed` });
  }
  for (const text of options.peers) {
    const [, name = text, file = '', mode = ''] = /^([^=]+)=([^:]+):?(.*)$/.exec(text) ?? [];
    const adapter = resolve(file);
    runtimes.push(
      peerRuntime(name, `the adapter ${basename(file)}`, { kind: 'peer', adapter, mode, input: 'code' }),
    );
  }
  return { runtimes, absent };
}

const peerRuntime = (name: string, how: string, compiler: PeerCompiler): Runtime => ({
  name,
  how,
  baseline: 'clang',
  compiler,
  march: [],
});

/** The path of the adapter; undefined when it does not compile. */
async function buildAdapter(
  source: string,
  flags: readonly string[],
  { clang, folder }: Build,
): Promise<string | undefined> {
  const output = join(folder, `peer-${basename(source, '.c')}.so`);
  const options = ['-std=gnu11', '-O2', '-shared', '-fPIC', '-w', `-I${FOLDER}`];
  const command = [clang.command, ...options, join(FOLDER, source), ...flags, '-o', output];
  return (await runMeasured(command).catch(() => undefined)) && output;
}

/** What the harness is given for a program and a runtime: `ADAPTER.so:MODE:FILE`. */
export async function preparePeer(
  { adapter, mode, input }: PeerCompiler,
  program: BenchProgram,
  build: Build,
): Promise<string> {
  const file = await inputOf(input, program, build);
  return [adapter, mode, file].join(':');
}

async function inputOf(input: PeerCompiler['input'], program: BenchProgram, build: Build): Promise<string> {
  const usesMaps = /"(maps|packet)\.h"/.test(readFileSync(program.source, 'utf8'));
  if (input === 'object') {
    if (program.kind !== 'packet') throw new CannotRun('it runs on memory, which no kernel context is');
    return compileToBytecode(program, 'v3', build);
  }
  if (usesMaps) throw new CannotRun('it uses maps or helpers');
  if (program.kind === 'packet') throw new CannotRun('it needs a packet context');
  return input === 'wasm' ? compileToWasm(program, build) : flatCode(program, build);
}

/** The program as bare instructions: one function, nothing to relocate. */
async function flatCode(program: BenchProgram, build: Build): Promise<string> {
  const object = await compileToBytecode(program, 'v3', build);
  const module = readModule(
    [{ name: basename(object), bytes: readFileSync(object) }],
    {},
    new DiagnosticSink(),
  );
  const [func, ...others] = module?.functions ?? [];
  if (func === undefined || others.length > 0 || func.code.refs.size > 0)
    throw new CannotRun('it has data or functions beside the program');
  const file = join(build.folder, `${program.name}.bin`);
  writeFileSync(file, encodeCode(func.code.insns.slice(func.entry, func.end)));
  return file;
}

async function compileToWasm({ name, source, symbol }: BenchProgram, build: Build): Promise<string> {
  const file = join(build.folder, `${name}.wasm`);
  const link = [`-Wl,--export=${symbol}`, '-Wl,--export=__heap_base', '-Wl,--no-entry'];
  const flags = ['--target=wasm32', '-O3', '-nostdlib', '-msimd128', `-DBENCH_SYMBOL=${symbol}`];
  const include = `-I${join(resourceDir(), 'include')}`;
  const sources = [source, join(FOLDER, 'wasm-repeat.c')];
  await runMeasured([build.clang.command, ...flags, include, ...link, ...sources, '-o', file]).catch(
    error => {
      throw new CannotRun(/error: (.*)/.exec(String(error))?.[1] ?? 'it does not link without libc');
    },
  );
  return file;
}
