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
const FLAGS = ['-std=gnu11', '-O2', '-fPIC', '-shared', '-fvisibility=hidden', '-fuse-ld=lld', '-pthread'];

/** The bytes of the runtime's shared library for a target; undefined after a report. */
export async function buildRuntime(
  clang: Clang,
  triple: string,
  folder: string,
  cache: Cache | undefined,
  sink: DiagnosticSink,
): Promise<Uint8Array | undefined> {
  const root = resourceDir();
  const flags = [`--target=${triple}`, ...FLAGS, `-Wl,--version-script=${join(root, 'ebpfc.map')}`];
  const key = cacheKey(['libebpfc.so', clang.identity, triple, ...FLAGS, hashOfSources(root)]);
  const known = await cache?.get(key);
  if (known) return known;
  const output = join(folder, 'libebpfc.so');
  const args = [...flags, ...sourcesIn(root), '-o', output, '-lm'];
  const built = await runTool(clang.command, args, { timeoutSeconds: TIMEOUT_SECONDS });
  if (built.timedOut) return sink.report('E0703', { tool: clang.command, seconds: TIMEOUT_SECONDS });
  if (!built.ok) {
    if (/'\w+\.h' file not found/.test(built.stderr)) {
      const help = 'on Debian: `apt-get install libc6-dev`, or gcc-…-linux-gnu for another machine';
      return sink.report('E0701', { tool: 'the C library for development' }, undefined, { help });
    }
    throw new InternalError(`the runtime does not build:\n${built.stderr}`);
  }
  const library = new Uint8Array(readFileSync(output));
  await cache?.put(key, library);
  return library;
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
