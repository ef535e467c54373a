/** The C runtime, `libebpfc.so`, for programs that are run from here: built from the sources we are installed with, once for each state of them. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DiagnosticSink } from '../diag/diagnostic.js';
import { InternalError } from '../diag/internal.js';
import { type Cache, cacheKey } from './cache.js';
import { resourceDir } from './resources.js';
import { findTarget } from './targets.js';
import { type Clang, runTool } from './toolchain.js';

const TIMEOUT_SECONDS = 300;
const COMPILE = ['-std=gnu11', '-O2', '-fPIC', '-fvisibility=hidden', '-pthread'];
/** Relative relocations packed, as glibc 2.36 and musl 1.2.4 read them: thirteen kilobytes less. */
const FLAGS = [...COMPILE, '-shared', '-fuse-ld=lld', '-Wl,-z,pack-relative-relocs'];

/** The library's ABI, as the linker and the dynamic linker name it. */
export const SONAME = 'libebpfc.so.0';

/** The bytes of the runtime's shared library for a target; undefined after a report. */
export async function buildRuntime(
  clang: Clang,
  triple: string,
  folder: string,
  cache: Cache | undefined,
  sink: DiagnosticSink,
): Promise<Uint8Array | undefined> {
  const root = resourceDir();
  const flags = [
    `--target=${triple}`,
    ...FLAGS,
    `-Wl,--version-script=${join(root, 'ebpfc.map')}`,
    `-Wl,-soname,${SONAME}`,
  ];
  const key = cacheKey(['libebpfc.so', SONAME, clang.identity, triple, ...FLAGS, hashOfSources(root)]);
  const known = await cache?.get(key);
  if (known) return known;
  const output = join(folder, 'libebpfc.so');
  const args = [...flags, ...sourcesIn(root), '-o', output, '-lm'];
  if (!(await runBuild(clang.command, args, sink))) return undefined;
  const library = new Uint8Array(readFileSync(output));
  await cache?.put(key, library);
  return library;
}

/** Runs clang or ar on our own sources: true when it did; a C library that is missing is reported. */
async function runBuild(command: string, args: readonly string[], sink: DiagnosticSink): Promise<boolean> {
  const built = await runTool(command, args, { timeoutSeconds: TIMEOUT_SECONDS });
  if (built.ok) return true;
  if (built.timedOut) {
    sink.report('E0703', { tool: command, seconds: TIMEOUT_SECONDS });
    return false;
  }
  if (/'\w+\.h' file not found/.test(built.stderr)) {
    const help = 'on Debian: `apt-get install libc6-dev`, or gcc-…-linux-gnu for another machine';
    sink.report('E0701', { tool: 'the C library for development' }, undefined, { help });
    return false;
  }
  throw new InternalError(`the runtime does not build:\n${built.stderr}`);
}

/** The bytes of the runtime as a static archive; undefined after a report. */
export async function buildArchive(
  clang: Clang,
  triple: string,
  folder: string,
  cache: Cache | undefined,
  sink: DiagnosticSink,
): Promise<Uint8Array | undefined> {
  const root = resourceDir();
  const key = cacheKey(['libebpfc.a', clang.identity, triple, ...COMPILE, hashOfSources(root)]);
  const known = await cache?.get(key);
  if (known) return known;
  const object = join(folder, 'ebpfc.o');
  const archive = join(folder, 'libebpfc.a');
  // clang's own ar knows the objects of every target; otherwise this machine's.
  const asked = await runTool(clang.command, ['-print-prog-name=llvm-ar'], {
    timeoutSeconds: TIMEOUT_SECONDS,
  });
  const found = asked.stdout.trim();
  const ar = asked.ok && existsSync(found) ? found : 'ar';
  const compiled = await runBuild(
    clang.command,
    [`--target=${triple}`, ...COMPILE, '-c', join(root, 'ebpfc_all.c'), '-o', object],
    sink,
  );
  if (!compiled || !(await runBuild(ar, ['rcsD', archive, object], sink))) return undefined;
  const bytes = new Uint8Array(readFileSync(archive));
  await cache?.put(key, bytes);
  return bytes;
}

/** Files that a process can load: the runtime, and a compiled object. */
export interface HostFiles {
  readonly runtime: string;
  readonly object: string;
}

/** Puts the runtime of this machine and the bytes of a compiled object into a folder; undefined after a report. */
export async function writeHostFiles(
  object: Uint8Array,
  clang: Clang,
  folder: string,
  cache: Cache | undefined,
  sink: DiagnosticSink,
): Promise<HostFiles | undefined> {
  const library = await buildRuntime(clang, findTarget(undefined)!.triple, folder, cache, sink);
  if (!library) return undefined;
  const files = { runtime: join(folder, 'libebpfc.so'), object: join(folder, 'program.so') };
  writeFileSync(files.runtime, library);
  writeFileSync(files.object, object, { mode: 0o700 });
  return files;
}

/** The translation units: the library's main one, and the maps if that does not include them. */
function sourcesIn(root: string): string[] {
  const all = join(root, 'ebpfc_all.c');
  if (/"src\/maps\//.test(readFileSync(all, 'utf8'))) return [all];
  const maps = readdirSync(join(root, 'src/maps')).filter(name => name.endsWith('.c'));
  return [all, ...maps.sort().map(name => join(root, 'src/maps', name))];
}

/** Changes with every change of the runtime's sources. */
export const runtimeSources = (): string => hashOfSources(resourceDir());

/** One hash over the names and bytes of all sources. */
function hashOfSources(root: string): string {
  const hash = createHash('sha256');
  const folders = ['include', 'src', 'inline'].filter(folder => existsSync(join(root, folder)));
  const files = folders.flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(name => join(folder, name)),
  );
  for (const file of ['ebpfc_all.c', 'ebpfc.map', ...files.filter(name => /\.[ch]$/.test(name)).sort()]) {
    hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}
