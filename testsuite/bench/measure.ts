/** Builds the harness, measures programs with it, and computes what a report says. */
import { readFileSync } from 'node:fs';
import { cpus, loadavg, release } from 'node:os';
import { join } from 'node:path';
import { BENCH_FOLDER, type BenchProgram } from './programs.js';
import { ABSENT, type Build, type Compiled, compileFor, RUNTIMES, type Runtime } from './runtimes.js';
import { type Estimate, median, quantile, ratioOf } from './statistics.js';
import { runMeasured, versionOf } from './tools.js';

/** One program by one runtime. */
export interface Measurement {
  readonly runtime: string;
  /** Machine code of the function, in bytes. */
  readonly codeBytes: number;
  /** CPU time of compiling, in milliseconds; `ownMs` is what of it was not clang's. */
  readonly compileMs: number;
  readonly ownMs?: number;
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
  readonly measurements: readonly Measurement[];
}

/** What `--json` writes; schemas/bench.schema.json describes it. */
export interface BenchReport {
  readonly version: 1;
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
}

export interface Settings {
  readonly rounds: number;
  /** How long one sample takes, in microseconds. */
  readonly sampleUs: number;
}

/** Compiles the harness for this machine; its path. */
export async function buildHarness({ clang, folder }: Build): Promise<string> {
  const harness = join(folder, 'harness');
  const sources = ['harness.c', 'inputs.c'].map(file => join(BENCH_FOLDER, file));
  await runMeasured([clang.command, '-std=gnu11', '-O2', ...sources, '-o', harness, '-ldl']);
  return harness;
}

export async function measureProgram(
  harness: string,
  program: BenchProgram,
  runtimes: readonly Runtime[],
  build: Build,
  settings: Settings,
): Promise<ProgramReport> {
  const compiled: Compiled[] = [];
  for (const runtime of runtimes) compiled.push(await compileFor(runtime, program, build));
  const files = compiled.map(({ file }) => file);
  const args = [program.name, program.symbol, String(settings.rounds), String(settings.sampleUs), ...files];
  const { stdout } = await runMeasured([harness, ...args]);
  const { calls, ns } = JSON.parse(stdout) as { calls: number[]; ns: number[][] };
  const sizes = await Promise.all(files.map(file => codeSize(file, program.symbol)));
  const measurements = runtimes.map<Measurement>(({ name, baseline }, i) => {
    const samples = ns[i]!;
    const base = ns[runtimes.findIndex(other => other.name === baseline)];
    const { compileMs, ownMs } = compiled[i]!;
    return {
      runtime: name,
      codeBytes: sizes[i]!,
      compileMs,
      ...(ownMs !== undefined && { ownMs }),
      calls: calls[i]!,
      samples,
      median: median(samples),
      lowerQuartile: quantile(samples, 0.25),
      upperQuartile: quantile(samples, 0.75),
      ...(base && { ratio: ratioOf([{ samples, baseline: base }]) }),
    };
  });
  return { name: program.name, measurements };
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
      ...ABSENT,
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
