/**
 * The clang that turns our LLVM text into machine code: finding one that is new enough, and running it.
 *
 * clang is driven, never `llc`: Debian's `/usr/bin/llc` is LLVM 14, which does not read our text, and clang also
 * assembles and links. Which options are needed and why was measured with clang 19 and 22.
 */
import { spawn } from 'node:child_process';
import { realpath, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { DiagnosticSink } from '../diag/diagnostic.js';
import { type Cache, cacheKey } from './cache.js';
import { onKill } from './cleanup.js';

export const OLDEST_CLANG = 19;
export const NEWEST_CLANG = 22;

export interface Clang {
  /** What to execute: a path, or a name to be looked up in PATH. */
  readonly command: string;
  /** The file behind it and its state. */
  readonly identity: string;
  /** `19.1.7` */
  readonly version: string;
  readonly major: number;
}

/** The version in what `clang --version` prints; undefined when that is not clang's output. */
export function parseClangVersion(text: string): { version: string; major: number } | undefined {
  const match = /\bclang version (\d+)(\.\d+)*/.exec(text);
  return match ? { version: match[0].slice('clang version '.length), major: Number(match[1]) } : undefined;
}

/**
 * The clang to use: `named` (from `--clang=`) or else $EBPFC_CLANG and nothing else, or else the first of `clang`,
 * `clang-22` … `clang-19` of a supported version. Reports E0701 when there is none, E0702 when all that there is
 * is too old or too new.
 */
export async function findClang(
  named: string | undefined,
  env: NodeJS.ProcessEnv,
  sink: DiagnosticSink,
  cache?: Cache,
): Promise<Clang | undefined> {
  const only = named ?? (env['EBPFC_CLANG'] || undefined);
  const candidates = only === undefined ? ['clang'] : [only];
  if (only === undefined) for (let v = NEWEST_CLANG; v >= OLDEST_CLANG; v--) candidates.push(`clang-${v}`);

  let unsupported: Clang | undefined;
  for (const command of candidates) {
    const identity = await identityOf(command, env);
    if (identity === undefined) continue;
    const version = await probeVersion(command, identity, cache);
    if (!version) continue;
    const clang = { command, identity, ...version };
    if (version.major >= OLDEST_CLANG && version.major <= NEWEST_CLANG) return clang;
    unsupported ??= clang;
  }
  if (unsupported) return sink.report('E0702', { tool: unsupported.command, version: unsupported.version });
  return sink.report('E0701', { tool: only ?? 'clang' });
}

/** Which file a command is, and which state of it: what another version of it would differ in. */
async function identityOf(command: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const folders = command.includes('/') ? [''] : (env['PATH'] ?? process.env['PATH'] ?? '').split(delimiter);
  for (const folder of folders) {
    const path = folder === '' ? command : join(folder, command);
    try {
      const real = await realpath(path);
      const { size, mtimeMs, mode } = await stat(real);
      if ((mode & 0o111) !== 0) return `${real} ${size} ${mtimeMs}`;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}

/** The version a command says it is, from the cache if the same file was asked before. */
async function probeVersion(
  command: string,
  identity: string,
  cache: Cache | undefined,
): Promise<{ version: string; major: number } | undefined> {
  const key = cacheKey(['clang --version', identity]);
  const known = await cache?.get(key);
  if (known) return parseClangVersion(new TextDecoder().decode(known));
  const probe = await runTool(command, ['--version'], { timeoutSeconds: 20 });
  const version = probe.ok ? parseClangVersion(probe.stdout) : undefined;
  if (version) await cache?.put(key, new TextEncoder().encode(probe.stdout));
  return version;
}

export interface ToolRun {
  /** For the tool's standard input, which is otherwise empty. */
  readonly input?: string | Uint8Array;
  readonly timeoutSeconds: number;
  readonly cwd?: string;
}

export interface ToolResult {
  /** Ended by itself with exit code 0. */
  readonly ok: boolean;
  readonly exitCode: number | undefined;
  /** The signal that ended it, as `SIGSEGV`. */
  readonly signal: string | undefined;
  readonly timedOut: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a tool to its end. It gets a process group of its own, so that when the time is over, or a signal ends us,
 * what it started (clang runs the linker) ends with it.
 */
export async function runTool(
  command: string,
  args: readonly string[],
  { input = '', timeoutSeconds, cwd }: ToolRun,
): Promise<ToolResult> {
  const child = spawn(command, args, { detached: true, stdio: 'pipe', cwd });
  const kill = () => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  };
  const settled = onKill(kill);
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    kill();
  }, timeoutSeconds * 1000);
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  child.stdin.on('error', () => {}); // It may end before it has read its input.
  child.stdin.end(input);
  const ended = await new Promise<{ exitCode?: number; signal?: string }>(resolve => {
    child.once('error', () => resolve({}));
    child.once('close', (exitCode, signal) =>
      resolve({ ...(exitCode !== null && { exitCode }), ...(signal && { signal }) }),
    );
  });
  clearTimeout(timer);
  settled();
  const { exitCode, signal } = ended;
  return { ok: exitCode === 0, exitCode, signal, timedOut, stdout: stdout(), stderr: stderr() };
}

/** What a stream says until its end, as text. */
function collect(stream: Readable): () => string {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString();
}

/** What the driver asks of clang. */
export interface ClangJob {
  /** LLVM triple, as `aarch64-linux-gnu`. */
  readonly target: string;
  /** `0` to `3` or `s`. */
  readonly optimise: string;
  readonly emit: 'llvm' | 'asm' | 'obj' | 'so';
  readonly output: string;
  /** `-march=…`, `-mcpu=…`: as the user gave them. */
  readonly cpu: readonly string[];
  /** `--clang-arg=` and `-Wl,…`, last. */
  readonly extra: readonly string[];
  /** Link against libc for what LLVM makes of memory intrinsics; it is not recorded when nothing uses it. */
  readonly libc: boolean;
  /** LLVM bitcode whose functions are inlined where the text calls them, and left out otherwise. */
  readonly bitcode?: string;
}

/** The command line of a job that reads LLVM text from its standard input. */
export function clangArguments(job: ClangJob): string[] {
  const args = [
    `--target=${job.target}`,
    ...['-x', 'ir', '-', '-o', job.output, `-O${job.optimise}`, '-fPIC'],
    // clang trusts its input by default: broken IR then miscompiles, or hangs.
    '-fverify-intermediate-code',
    '-fno-crash-diagnostics',
    // `aarch64-linux-gnu` and `aarch64-unknown-linux-gnu` are the same target.
    '-Wno-override-module',
    ...job.cpu,
  ];
  if (job.bitcode !== undefined) args.push('-Xclang', '-mlink-builtin-bitcode', '-Xclang', job.bitcode);
  // Otherwise atomics call into a library that nothing links, and a shared object hides that until it is loaded.
  if (/^(aarch64|arm64)/.test(job.target)) args.push('-mno-outline-atomics');
  switch (job.emit) {
    case 'llvm':
      args.push('-S', '-emit-llvm');
      break;
    case 'asm':
      args.push('-S');
      break;
    case 'obj':
      args.push('-c');
      break;
    case 'so':
      args.push(
        '-shared',
        '-nostdlib',
        '-fuse-ld=lld',
        '-Wl,-z,defs',
        '-Wl,-z,noexecstack',
        '-Wl,-z,relro,-z,now',
      );
      args.push('-Wl,--build-id=none', '-Wl,--hash-style=gnu');
      if (job.libc) args.push('-Wl,--as-needed', '-lc');
      break;
  }
  return [...args, ...job.extra];
}
