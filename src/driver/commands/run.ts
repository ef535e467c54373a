import { mkdtempSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { mapType } from '../../platform/maps.js';
import { openCache } from '../cache.js';
import { withTemporary } from '../cleanup.js';
import { DEFAULT_TIMEOUT_SECONDS } from '../compile.js';
import { type CompiledModule, isSharedObject, readCompiled } from '../descriptor.js';
import { readInputs } from '../input.js';
import { type IsolatedRun, type Ran, type Job as RunJob, runIsolated } from '../isolate.js';
import { readInput, writeFileAtomically } from '../output.js';
import { writeHostFiles } from '../runtime.js';
import { findClang } from '../toolchain.js';
import type { CommandContext } from './command.js';
import { planJob, produce } from './compile.js';

/** Entries printed of each map. */
const MAX_ENTRIES = 64;

/** `ebpfc run FILE`: compiles what is not compiled yet, and runs one program in a process of its own. */
export async function run(context: CommandContext): Promise<number | undefined> {
  const { operands, options, sink, shell } = context;
  if (operands.length !== 1) return sink.report('E0806', { what: 'one file to run' });
  const cache = openCache(shell.env, options.cache);
  const clang = await findClang(options.clang, shell.env, sink, cache);
  const compiled = clang && (await compiledObject(context));
  if (!compiled) return undefined;
  const module = readCompiled(compiled, operands[0]!, sink);
  const program = module && chooseProgram(context, module);
  const data = program === undefined ? undefined : await readData(context);
  if (!module || program === undefined || !data) return undefined;

  const folder = mkdtempSync(join(tmpdir(), 'ebpfc-run-'));
  return withTemporary(folder, async () => {
    const files = await writeHostFiles(compiled, clang, folder, cache, sink);
    if (!files) return undefined;
    const job: RunJob = {
      ...files,
      session: options.session,
      program,
      data: Buffer.from(data).toString('hex'),
      repeat: Math.max(1, options.repeat ?? 1),
      maps: options.dumpMaps ? dumpable(module) : [],
    };
    const timeout = options.timeout ?? DEFAULT_TIMEOUT_SECONDS;
    return show(context, program, await runIsolated(job, timeout, shell.note, shell.env), timeout, data);
  });
}

/** The file if it is compiled, or what the compiler makes of it. */
export async function compiledObject(context: CommandContext): Promise<Uint8Array | undefined> {
  const { operands, options, shell, sink } = context;
  const inputs = await readInputs(operands, sink);
  if (!inputs) return undefined;
  if (isSharedObject(inputs[0]!.bytes)) return inputs[0]!.bytes;
  const job = planJob({ ...context, options: { ...options, output: '-' } });
  if (!job) return undefined;
  const clang = await findClang(options.clang, shell.env, sink, job.cache);
  return clang && ((await produce({ ...job, kind: 'so' }, inputs, clang)) as Uint8Array | undefined);
}

function chooseProgram(
  { options, operands, sink }: CommandContext,
  module: CompiledModule,
): string | undefined {
  const names = module.programs.map(p => p.name);
  const help = `one of: ${names.join(', ')}`;
  if (options.program === undefined) {
    return names.length === 1
      ? names[0]
      : sink.report('E0806', { what: '--program=NAME' }, undefined, { help });
  }
  if (names.includes(options.program)) return options.program;
  return sink.report('E0811', { file: operands[0]!, name: options.program }, undefined, { help });
}

/** What `--data` or `--hex` gives; nothing when neither is there. */
export async function readData({ options, sink }: CommandContext): Promise<Uint8Array | undefined> {
  if (options.data !== undefined) return readInput(options.data, sink);
  const digits = (options.hex ?? '').replace(/[\s:]|0x/g, '');
  if (/^([0-9a-fA-F]{2})*$/.test(digits)) return Buffer.from(digits, 'hex');
  return sink.report('E0803', { value: options.hex!, option: '--hex' }, undefined, {
    help: 'pairs of hexadecimal digits',
  });
}

/** The maps that have keys to walk along. */
function dumpable(module: CompiledModule): RunJob['maps'] {
  return module.maps
    .filter(
      map => !map.isTemplate && map.keySize > 0 && !/_of_maps|prog_array/.test(mapType(map.type)?.name ?? ''),
    )
    .map(({ name, keySize, type }) => {
      // All elements of an array are always there.
      const omitZero = /array/.test(mapType(type)?.name ?? '');
      return { name, keySize, limit: MAX_ENTRIES, omitZero };
    });
}

async function show(
  { options, sink, shell }: CommandContext,
  name: string,
  result: IsolatedRun,
  seconds: number,
  before: Uint8Array,
): Promise<number | undefined> {
  switch (result.kind) {
    case 'refused':
      return sink.report('E0814', { name, reason: result.message });
    case 'timeout':
      return sink.report('E0813', { name, seconds });
    case 'died': {
      sink.report('E0812', { name, signal: result.signal });
      return 128 + (constants.signals[result.signal as NodeJS.Signals] ?? 0);
    }
    case 'result': {
      const data = Buffer.from(result.data, 'hex');
      if (options.dataOut !== undefined && !(await writeFileAtomically(options.dataOut, data, sink)))
        return undefined;
      await shell.print(
        options.json ? toJson(name, result) : describe(name, result, options.repeat ?? 1, before),
      );
      return undefined;
    }
  }
}

const hex = (value: bigint): string => `0x${value.toString(16)}`;

function toJson(program: string, { retval, durationNs, data, maps }: Ran): string {
  const contents = maps.map(({ name, entries }) => ({
    name,
    entries: entries.map(([key, value]) => ({ key, value })),
  }));
  const result = { program, retval: hex(BigInt(retval)), durationNs: Number(durationNs), data };
  return `${JSON.stringify({ ...result, ...(maps.length > 0 && { maps: contents }) })}\n`;
}

function describe(
  name: string,
  { retval, durationNs, data, maps }: Ran,
  repeat: number,
  before: Uint8Array,
): string {
  const value = BigInt(retval);
  const time = repeat > 1 ? `, ${durationNs} ns each of ${repeat}` : '';
  const lines = [`${name} returned ${value} (${hex(value)})${time}`];
  if (data !== Buffer.from(before).toString('hex')) lines.push(`data: ${data}`);
  for (const map of maps) {
    lines.push(`map ${map.name}:${map.entries.length === 0 ? ' empty' : ''}`);
    for (const [key, element] of map.entries) lines.push(`  ${key} -> ${element}`);
  }
  return `${lines.join('\n')}\n`;
}
