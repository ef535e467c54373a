/** Compiled programs and the runtime in one file that needs nothing but libc. */
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DiagnosticSink } from '../diag/diagnostic.js';
import { type Cache, cacheKey } from './cache.js';
import { withTemporary } from './cleanup.js';
import type { NativeOptions } from './compile.js';
import { resourceDir } from './resources.js';
import { runtimeSources } from './runtime.js';
import { type Clang, runTool } from './toolchain.js';

/** What a standalone build makes: a shared object, an object to link, or a command. */
export type StandaloneKind = 'so' | 'obj' | 'exe';

const COMPILE = ['-std=gnu11', '-O2', '-fPIC', '-fvisibility=hidden', '-pthread', '-c'];

const LINK: Readonly<Record<StandaloneKind, readonly string[]>> = {
  // Symbolic: two such objects in one process each keep to their own runtime.
  so: ['-shared', '-Wl,-Bsymbolic', '-Wl,-z,defs', '-Wl,--build-id=none', '-Wl,--hash-style=gnu'],
  obj: ['-r', '-nostdlib'],
  exe: ['-pie', '-Wl,--build-id=none', '-Wl,--hash-style=gnu'],
};

/** Links the object file of a program with the runtime, and for `exe` with a main function; undefined after a report. */
export async function linkStandalone(
  clang: Clang,
  program: Uint8Array,
  kind: StandaloneKind,
  options: NativeOptions,
  sink: DiagnosticSink,
): Promise<Uint8Array | undefined> {
  const { triple, clangArgs, cache, timeoutSeconds } = options;
  const parts = kind === 'exe' ? ['ebpfc_all.c', 'standalone/main.c'] : ['ebpfc_all.c'];
  const flags = [`--target=${triple}`, ...LINK[kind], '-fuse-ld=lld', '-pthread', ...clangArgs];
  const main = readFileSync(join(resourceDir(), 'standalone/main.c'));
  const key = cacheKey(['standalone', clang.identity, ...flags, program, runtimeSources(), main]);
  const known = await cache?.get(key);
  if (known) return known;
  const folder = await mkdtemp(join(tmpdir(), 'ebpfc-'));
  return withTemporary(folder, async () => {
    await writeFile(join(folder, 'program.o'), program);
    const objects = ['program.o'];
    for (const source of parts) {
      const object = await compilePart(clang, source, triple, folder, cache, sink);
      if (object === undefined) return undefined;
      const name = `${source.replace(/\W/g, '-')}.o`;
      await writeFile(join(folder, name), object);
      objects.push(name);
    }
    const libraries = kind === 'obj' ? [] : ['-Wl,--as-needed', '-lm'];
    const args = [...flags, ...objects, '-o', 'out', ...libraries];
    options.trace([clang.command, ...args]);
    const linked = await runTool(clang.command, args, { timeoutSeconds, cwd: folder });
    if (!linked.ok) return refuse(clang, linked, timeoutSeconds, sink);
    const bytes = new Uint8Array(await readFile(join(folder, 'out')));
    await cache?.put(key, bytes);
    return bytes;
  });
}

async function compilePart(
  clang: Clang,
  source: string,
  triple: string,
  folder: string,
  cache: Cache | undefined,
  sink: DiagnosticSink,
): Promise<Uint8Array | undefined> {
  const path = join(resourceDir(), source);
  const args = [`--target=${triple}`, ...COMPILE, path, '-o', 'part.o'];
  const key = cacheKey([...COMPILE, triple, clang.identity, source, runtimeSources(), readFileSync(path)]);
  const known = await cache?.get(key);
  if (known) return known;
  const built = await runTool(clang.command, args, { timeoutSeconds: 300, cwd: folder });
  if (!built.ok) return refuse(clang, built, 300, sink);
  const object = new Uint8Array(await readFile(join(folder, 'part.o')));
  await cache?.put(key, object);
  return object;
}

/** Most often the target's libc is missing: the tool's own words say which part. */
function refuse(
  clang: Clang,
  { stderr, timedOut }: { readonly stderr: string; readonly timedOut: boolean },
  seconds: number,
  sink: DiagnosticSink,
): undefined {
  if (timedOut) return sink.report('E0703', { tool: clang.command, seconds });
  if (/file not found|cannot open|unable to find/.test(stderr)) {
    const help = 'on Debian: `apt-get install libc6-dev`, or gcc-…-linux-gnu for another machine';
    return sink.report('E0701', { tool: 'the C library for development' }, undefined, { help });
  }
  return sink.report('E0704', { tool: clang.command }, undefined, {
    notes: stderr.trim().split('\n').slice(0, 20),
  });
}
