import { mkdtempSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { programType } from '../../platform/programs.js';
import { openCache } from '../cache.js';
import { withTemporary } from '../cleanup.js';
import { DEFAULT_TIMEOUT_SECONDS } from '../compile.js';
import { type CompiledProgram, codeBytes, isSharedObject, readCompiled } from '../descriptor.js';
import { runIsolated } from '../isolate.js';
import { readInput } from '../output.js';
import { type HostFiles, writeHostFiles } from '../runtime.js';
import { median, quantile } from '../statistics.js';
import { findClang } from '../toolchain.js';
import type { CommandContext } from './command.js';
import { compiledObject, readData } from './run.js';

const ROUNDS = 15;
/** Without data of the user: a frame of this many bytes, memory of that many. */
const FRAME_BYTES = 64;
const MEMORY_BYTES = 4096;

/** One program's figures, as `--json` prints them (schemas/bench-object.schema.json). */
interface Measured {
  readonly program: string;
  readonly type: string;
  /** Calls in each round. */
  readonly calls: number;
  /** Nanoseconds a call in each round. */
  readonly samples: readonly number[];
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  readonly retval: string;
}

/** `ebpfc bench FILE`: what compiling an object takes, how large its code is, and what a call of each program takes. */
export async function run(context: CommandContext): Promise<number | undefined> {
  const { operands, options, sink, shell } = context;
  if (operands.length !== 1) return sink.report('E0806', { what: 'one file to measure' });
  const file = operands[0]!;
  const given = await readInput(file, sink);
  if (!given) return undefined;
  const cache = openCache(shell.env, options.cache);
  const clang = await findClang(options.clang, shell.env, sink, cache);
  if (!clang) return undefined;
  // What is measured must happen: the result of an earlier compilation is not taken.
  const start = process.hrtime.bigint();
  const compiled = await compiledObject({ ...context, options: { ...options, cache: false } });
  const compileMs = isSharedObject(given) ? undefined : Number(process.hrtime.bigint() - start) / 1e6;
  const module = compiled && readCompiled(compiled, file, sink);
  if (!compiled || !module) return undefined;
  const chosen = module.programs.filter(({ name }) => name === (options.program ?? name));
  if (chosen.length === 0) {
    return sink.report('E0811', { file, name: options.program ?? 'program' }, undefined, {
      help: `it has ${module.programs.map(({ name }) => name).join(', ')}`,
    });
  }
  const size = { codeBytes: codeBytes(compiled), ...(compileMs !== undefined && { compileMs }) };
  if (!options.json) await shell.print(headline(file, chosen.length, size));
  const folder = mkdtempSync(join(tmpdir(), 'ebpfc-bench-'));
  return withTemporary(folder, async () => {
    const files = await writeHostFiles(compiled, clang, folder, cache, sink);
    if (!files) return undefined;
    const programs: Measured[] = [];
    for (const program of chosen) {
      const measured = await measure(context, program, files);
      if (typeof measured === 'number') return measured;
      if (measured === undefined) return undefined;
      programs.push(measured);
      if (!options.json) await shell.print(describe(measured, chosen));
    }
    if (options.json) await shell.print(`${JSON.stringify({ file, ...size, programs })}\n`);
    return undefined;
  });
}

/** The figures of one program; an exit code when it died, undefined after a report. */
async function measure(
  context: CommandContext,
  program: CompiledProgram,
  files: HostFiles,
): Promise<Measured | number | undefined> {
  const { options, sink, shell } = context;
  const { name } = program;
  const asked = options.data !== undefined || options.hex !== undefined;
  const data = asked ? await readData(context) : defaultData(program);
  if (!data) return undefined;
  const timeout = options.timeout ?? DEFAULT_TIMEOUT_SECONDS;
  const job = {
    ...files,
    program: name,
    data: Buffer.from(data).toString('hex'),
    repeat: 1,
    maps: [],
    rounds: Math.max(1, options.rounds ?? ROUNDS),
  };
  const result = await runIsolated(job, timeout, shell.note);
  switch (result.kind) {
    case 'refused':
      return sink.report('E0814', { name, reason: result.message });
    case 'timeout':
      return sink.report('E0813', { name, seconds: timeout });
    case 'died':
      sink.report('E0812', { name, signal: result.signal });
      return 128 + (constants.signals[result.signal as NodeJS.Signals] ?? 0);
    case 'result': {
      const samples = result.samples ?? [];
      return {
        program: name,
        type: typeName(program),
        calls: result.calls ?? 1,
        samples,
        median: median(samples),
        lowerQuartile: quantile(samples, 0.25),
        upperQuartile: quantile(samples, 0.75),
        retval: `0x${BigInt(result.retval).toString(16)}`,
      };
    }
  }
}

const typeName = ({ type }: CompiledProgram): string =>
  type === 0 ? 'raw' : (programType(type)?.name ?? `type ${type}`);

/** A UDP packet for what gets packets; otherwise memory that is the same in every run: noise for raw programs, zeros as a context. */
function defaultData(program: CompiledProgram): Uint8Array {
  const type = typeName(program);
  if (/xdp|sched|socket_filter|skb|lwt/.test(type)) {
    const frame = noise(FRAME_BYTES);
    // 10.0.0.1:4660 to 10.0.0.2:53
    const headers = `${'02'.repeat(12)}0800450000320001000040110000${'0a0000010a000002'}12340035001e0000`;
    frame.set(Buffer.from(headers, 'hex'));
    return frame;
  }
  return type === 'raw' ? noise(MEMORY_BYTES) : new Uint8Array(MEMORY_BYTES);
}

/** Bytes by a linear congruential generator (Knuth's MMIX). */
function noise(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = 1n;
  for (let i = 0; i < length; i++) {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    bytes[i] = Number(state >> 56n);
  }
  return bytes;
}

function headline(
  file: string,
  programs: number,
  size: { readonly codeBytes: number; readonly compileMs?: number },
): string {
  const compiled = size.compileMs === undefined ? '' : `, compiled in ${size.compileMs.toFixed(0)} ms`;
  return `${file}: ${programs} ${programs === 1 ? 'program' : 'programs'}, ${size.codeBytes} bytes of code${compiled}\n`;
}

function describe(measured: Measured, all: readonly CompiledProgram[]): string {
  const width = Math.max(...all.map(({ name }) => name.length));
  const [low, middle, high] = [measured.lowerQuartile, measured.median, measured.upperQuartile].map(ns =>
    ns >= 100 ? ns.toFixed(0) : ns.toPrecision(3),
  );
  const rounds = `${measured.samples.length} rounds of ${measured.calls} calls`;
  return `${measured.program.padEnd(width)}  ${middle} ns a call, half of them ${low} to ${high}; ${rounds}, returned ${measured.retval}\n`;
}
