/** Builds the harness, measures programs with it, and computes what a report says. */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release } from 'node:os';
import { join } from 'node:path';
import { DiagnosticSink } from '../../src/diag/diagnostic.js';
import { openCache } from '../../src/driver/cache.js';
import { resourceDir } from '../../src/driver/resources.js';
import { buildRuntime, SONAME } from '../../src/driver/runtime.js';
import { median, quantile } from '../../src/driver/statistics.js';
import type { AblationRow } from './ablation.js';
import { countCalls } from './count.js';
import type { FoundPeers } from './peers.js';
import { BENCH_FOLDER, type BenchProgram } from './programs.js';
import {
  type Build,
  CannotRun,
  type Compiled,
  compileFor,
  RUNTIMES,
  type Runtime,
  runtimeNamed,
} from './runtimes.js';
import { type Estimate, ratioOf } from './statistics.js';
import { runMeasured, versionOf } from './tools.js';

/** One program by one runtime. */
export interface Measurement {
  readonly runtime: string;
  /** Machine code of the function, in bytes; other runtimes do not tell. */
  readonly codeBytes?: number;
  /** CPU time of compiling, in milliseconds; `ownMs` is what of it was not clang's. */
  readonly compileMs: number;
  readonly ownMs?: number;
  /** CPU time of loading and binding it, in microseconds. */
  readonly loadUs: number;
  /** Instructions executed, by callgrind: see `countCalls`. */
  readonly instructions?: number;
  /** Calls in each sample. */
  readonly calls: number;
  /** Thread CPU time per call in nanoseconds, one sample a round. */
  readonly samples: readonly number[];
  readonly median: number;
  /** The quarter of the samples below and above. */
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  /** Median over the median of the baseline, where that was measured. */
  readonly ratio?: Estimate;
}

export interface ProgramReport {
  readonly name: string;
  /** Runtimes that cannot run it. */
  readonly absent: readonly { readonly name: string; readonly reason: string }[];
  readonly measurements: readonly Measurement[];
}

/** What `--json` writes; schemas/bench.schema.json describes it. */
export interface BenchReport {
  readonly version: 1;
  /** What the one who ran it calls the run: a commit, a day. */
  readonly label?: string;
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly kernel: string;
    readonly clang: string;
    readonly gcc?: string;
    /** Processes that wanted to run, a minute's mean, at the end of the run. */
    readonly load: number;
  };
  readonly rounds: number;
  readonly runtimes: readonly { readonly name: string; readonly how: string; readonly baseline: string }[];
  readonly absent: readonly { readonly name: string; readonly reason: string }[];
  readonly programs: readonly ProgramReport[];
  readonly geomeans: readonly { readonly runtime: string; readonly ratio: Estimate }[];
  readonly ablation?: readonly AblationRow[];
  readonly scaling?: readonly ScalingReport[];
}

/** A ScalingRow as JSON has it. */
export interface ScalingReport {
  readonly shape: string;
  readonly insns: number;
  readonly totalMs: number;
  readonly heapBytes: number;
  readonly stages: Readonly<Record<string, number>>;
}

export interface Settings {
  readonly rounds: number;
  /** How long one sample takes, in microseconds. */
  readonly sampleUs: number;
  /** Count instructions too. */
  readonly count: boolean;
}

const HARNESS_SOURCES = ['harness.c', 'candidate.c', 'inputs.c'];

/** Compiles the harness and the runtime that it is linked with, for this machine; the harness's path. */
export async function buildHarness({ clang, target, folder }: Build): Promise<string> {
  const harness = join(folder, 'harness');
  const sink = new DiagnosticSink();
  const library = await buildRuntime(clang, target.triple, folder, openCache(process.env, true), sink);
  if (!library) throw new Error(sink.diagnostics[0]?.message);
  const runtime = join(folder, SONAME);
  writeFileSync(runtime, library);
  const sources = HARNESS_SOURCES.map(file => join(BENCH_FOLDER, file));
  const include = `-I${join(resourceDir(), 'include')}`;
  const link = [runtime, `-Wl,-rpath,${folder}`, '-ldl'];
  await runMeasured([clang.command, '-std=gnu11', '-O2', include, ...sources, '-o', harness, ...link]);
  return harness;
}

/** What `ebpfc` makes by default. */
export const compileByDefault = (program: BenchProgram, build: Build): Promise<Compiled> =>
  compileFor(runtimeNamed('ebpfc'), program, build);

/** An object of whose maps and helpers native code gets a set: it calls all that it needs. */
export const companionOf = (program: BenchProgram, build: Build): Promise<Compiled> =>
  compileFor({ ...runtimeNamed('ebpfc'), name: 'companion' }, program, { ...build, calls: true });

export async function measureProgram(
  harness: string,
  program: BenchProgram,
  runtimes: readonly Runtime[],
  build: Build,
  settings: Settings,
): Promise<ProgramReport> {
  const { file: companion } = await companionOf(program, build);
  const { name, symbol, kind } = program;
  const compiled: Compiled[] = [];
  const able: Runtime[] = [];
  const absent: { name: string; reason: string }[] = [];
  for (const runtime of runtimes) {
    try {
      const made = await compileFor(runtime, program, build);
      if (runtime.compiler.kind === 'peer') await tryPeer(harness, program, made.file, companion);
      compiled.push(made);
      able.push(runtime);
    } catch (error) {
      if (!(error instanceof CannotRun)) throw error;
      absent.push({ name: runtime.name, reason: error.message });
    }
  }
  const files = compiled.map(({ file }) => file);
  const times = [settings.rounds, settings.sampleUs].map(String);
  const { stdout } = await runMeasured([harness, name, symbol, kind, companion, ...times, ...files]);
  const { calls, load, ns } = JSON.parse(stdout) as { calls: number[]; load: number[]; ns: number[][] };
  // What chooses a version when it is loaded is neither the code nor its size: those are of one version.
  const single: string[] = [];
  for (const [i, runtime] of able.entries()) {
    const chooses = runtime.compiler.kind === 'ebpfc' && runtime.march.length === 0;
    single.push(
      chooses ? (await compileFor(runtime, program, { ...build, oneVersion: true })).file : files[i]!,
    );
  }
  const counts: (number | undefined)[] = [];
  for (const file of single)
    counts.push(
      settings.count && !isPeer(file) ? await countCalls(harness, program, file, build) : undefined,
    );
  const sizes = await Promise.all(single.map(file => (isPeer(file) ? undefined : codeSize(file, symbol))));
  const measurements = able.map<Measurement>(({ name: runtime, baseline }, i) => {
    const samples = ns[i]!;
    const base = ns[able.findIndex(other => other.name === baseline)];
    const { compileMs, ownMs } = compiled[i]!;
    return {
      runtime,
      ...(sizes[i] !== undefined && { codeBytes: sizes[i] }),
      compileMs,
      ...(ownMs !== undefined && { ownMs }),
      loadUs: load[i]! / 1000,
      ...(counts[i] !== undefined && { instructions: counts[i] }),
      calls: calls[i]!,
      samples,
      median: median(samples),
      lowerQuartile: quantile(samples, 0.25),
      upperQuartile: quantile(samples, 0.75),
      ...(base && { ratio: ratioOf([{ samples, baseline: base }]) }),
    };
  });
  return { name, absent, measurements };
}

/** `ADAPTER.so:MODE:FILE`, as the harness takes it. */
const isPeer = (file: string): boolean => file.includes(':');

/** Whether another runtime takes a program; what it says, or how it dies, is the reason why not. */
async function tryPeer(
  harness: string,
  program: BenchProgram,
  file: string,
  companion: string,
): Promise<void> {
  const { name, symbol, kind } = program;
  await runMeasured([harness, name, symbol, kind, companion, '--check', '1', file]).catch(error => {
    const said = String(error);
    throw new CannotRun(/harness: (.*)/.exec(said)?.[1] ?? 'it ends the process that runs it');
  });
}

/** Bytes of a function, as the dynamic symbol table has it. */
async function codeSize(file: string, symbol: string): Promise<number> {
  const { stdout } = await runMeasured(['nm', '-D', '-S', '--defined-only', file]);
  const row = stdout.split('\n').find(line => line.endsWith(` ${symbol}`));
  return Number.parseInt(row?.split(' ')[1] ?? '', 16);
}

/** Puts what was measured together. */
export async function makeReport(
  programs: readonly ProgramReport[],
  runtimes: readonly Runtime[],
  { clang }: Build,
  settings: Settings,
  absent: FoundPeers['absent'],
): Promise<BenchReport> {
  const gcc = await versionOf('gcc');
  return {
    version: 1,
    machine: {
      cpu: cpuModel(),
      cores: cpus().length,
      kernel: release(),
      clang: clang.version,
      ...(gcc !== undefined && { gcc }),
      load: Math.round(loadavg()[0]! * 10) / 10,
    },
    rounds: settings.rounds,
    runtimes: runtimes.map(({ name, how, baseline }) => ({ name, how, baseline })),
    absent: [
      ...RUNTIMES.filter(runtime => !runtimes.includes(runtime)).map(({ name }) => ({
        name,
        reason: 'not asked for, or its compiler is not installed',
      })),
      ...absent,
    ],
    programs,
    geomeans: runtimes.flatMap(({ name, baseline }) => {
      const pairs = programs.flatMap(({ measurements }) => {
        const samples = measurements.find(({ runtime }) => runtime === name)?.samples;
        const base = measurements.find(({ runtime }) => runtime === baseline)?.samples;
        return samples && base ? [{ samples, baseline: base }] : [];
      });
      return pairs.length > 0 ? [{ runtime: name, ratio: ratioOf(pairs) }] : [];
    }),
  };
}

/** The CPU by name, and by family and model where virtual machines hide the name. */
function cpuModel(): string {
  const info = readFileSync('/proc/cpuinfo', 'utf8');
  const field = (name: string) => new RegExp(`^${name}\\s*: (.*)$`, 'm').exec(info)?.[1];
  const model = cpus()[0]?.model ?? 'unknown';
  return field('model') === undefined
    ? model
    : `${model} (family ${field('cpu family')}, model ${field('model')})`;
}
