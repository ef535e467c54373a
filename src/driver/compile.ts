/** From a linked module to native code: our text, then clang, then whole files. */
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needsFastPaths } from '../backends/llvm/inline.js';
import type { DiagnosticSink } from '../diag/diagnostic.js';
import { InternalError } from '../diag/internal.js';
import { type Cache, cacheKey } from './cache.js';
import { withTemporary } from './cleanup.js';
import { buildFastPaths, fastPathSources } from './fast-paths.js';
import { type Clang, type ClangJob, clangArguments, runTool } from './toolchain.js';

/** What clang is asked for; each is a kind of file that `--emit` names. */
export type NativeKind = 'llvm-opt' | 'asm' | 'obj' | 'so';

export interface NativeOptions {
  readonly triple: string;
  readonly optimise: string;
  /** `-march=`, `-mcpu=` */
  readonly cpu: readonly string[];
  readonly clangArgs: readonly string[];
  readonly timeoutSeconds: number;
  /** Where results are kept and looked for. */
  readonly cache: Cache | undefined;
  /** Called with each command before it runs. */
  readonly trace: (command: readonly string[]) => void;
}

/** Whether code is optimised, but not for one processor: loops are then worth compiling for several. */
export const choosesCpuLate = ({ optimise, cpu }: Pick<NativeOptions, 'optimise' | 'cpu'>): boolean =>
  cpu.length === 0 && /^[23]$/.test(optimise);

const EMIT = { 'llvm-opt': 'llvm', asm: 'asm', obj: 'obj', so: 'so' } as const satisfies Record<
  NativeKind,
  string
>;

export const DEFAULT_TIMEOUT_SECONDS = 300;

/** The file of the runtime's bitcode, in the folder that clang runs in. */
const FAST_PATHS = 'fast-paths.bc';

/** The clang command that makes a kind of file of LLVM text on its standard input, and of bitcode beside it. */
export function nativeCommand(
  clang: Clang,
  kind: NativeKind,
  output: string,
  options: NativeOptions,
  bitcode?: string,
): string[] {
  const job: ClangJob = {
    target: options.triple,
    optimise: options.optimise,
    emit: EMIT[kind],
    output,
    cpu: options.cpu,
    extra: options.clangArgs,
    libc: true,
    ...(bitcode !== undefined && { bitcode }),
  };
  return [clang.command, ...clangArguments(job)];
}

/**
 * The bytes that clang makes of LLVM text. A clang that refuses our text is a bug of ours, and thrown, unless the
 * user gave it options of his own (E0704); one that takes too long is E0703.
 */
export async function compileText(
  clang: Clang,
  text: string,
  kind: NativeKind,
  options: NativeOptions,
  sink: DiagnosticSink,
): Promise<Uint8Array | undefined> {
  const inlines = needsFastPaths(text);
  const key = cacheKey([
    clang.identity,
    text,
    ...nativeCommand(clang, kind, '', options),
    inlines ? fastPathSources() : '',
  ]);
  const known = await options.cache?.get(key);
  if (known) return known;
  const bitcode = inlines ? await buildFastPaths(clang, options.triple, options.cache, sink) : undefined;
  if (inlines && bitcode === undefined) return undefined;
  const made = await runClang(clang, { text, bitcode }, kind, options, sink);
  if (made) await options.cache?.put(key, made);
  return made;
}

async function runClang(
  clang: Clang,
  { text, bitcode }: { readonly text: string; readonly bitcode: Uint8Array | undefined },
  kind: NativeKind,
  options: NativeOptions,
  sink: DiagnosticSink,
): Promise<Uint8Array | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'ebpfc-'));
  return withTemporary(folder, async () => {
    const output = join(folder, 'out');
    const [command = '', ...args] = nativeCommand(clang, kind, output, options, bitcode && FAST_PATHS);
    if (bitcode) await writeFile(join(folder, FAST_PATHS), bitcode);
    options.trace([command, ...args]);
    const result = await runTool(command, args, {
      input: text,
      timeoutSeconds: options.timeoutSeconds,
      cwd: folder,
    });
    if (result.ok) return new Uint8Array(await readFile(output));
    if (result.timedOut) {
      return sink.report('E0703', { tool: command, seconds: options.timeoutSeconds }, undefined, {
        help: 'give it more time: `--timeout=SECONDS`, or less to do: `-O1`',
      });
    }
    const said = result.stderr.trim().split('\n').slice(0, 20);
    if (result.signal !== undefined) return sink.report('E0705', { tool: command, signal: result.signal });
    if (/No space left on device/.test(result.stderr)) {
      return sink.report('E0805', { file: folder, reason: 'no space left on device' });
    }
    if (options.clangArgs.length > 0 || options.cpu.length > 0) {
      return sink.report('E0704', { tool: command }, undefined, { notes: said });
    }
    throw new InternalError([`${command} does not accept the generated code`, ...said].join('\n'));
  });
}
