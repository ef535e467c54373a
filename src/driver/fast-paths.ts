/**
 * The runtime's fast paths as LLVM bitcode, which clang links into programs that use them: built by the clang that
 * compiles the program, once for each state of the sources. No vector registers: programs on probes must not touch
 * them, and code without them is inlined into any other.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DiagnosticSink } from '../diag/diagnostic.js';
import { InternalError } from '../diag/internal.js';
import { type Cache, cacheKey } from './cache.js';
import { withTemporary } from './cleanup.js';
import { resourceDir } from './resources.js';
import { type Clang, runTool } from './toolchain.js';

const TIMEOUT_SECONDS = 60;
/** No header of libc is needed, so none of another machine either. Hosted all the same: see LLVM's inliner. */
const FLAGS = ['-std=gnu11', '-O2', '-fPIC', '-fvisibility=hidden', '-nostdlibinc', '-emit-llvm', '-c'];

/** The bitcode for a target; undefined after a report. */
export async function buildFastPaths(
  clang: Clang,
  triple: string,
  cache: Cache | undefined,
  sink: DiagnosticSink,
): Promise<Uint8Array | undefined> {
  const flags = [`--target=${triple}`, ...FLAGS];
  if (!triple.startsWith('riscv64')) flags.push('-mgeneral-regs-only');
  if (triple.startsWith('aarch64')) flags.push('-mno-outline-atomics');
  const key = cacheKey(['fast paths', clang.identity, ...flags, fastPathSources()]);
  const known = recent.get(key) ?? (await cache?.get(key));
  if (known) return known;
  const folder = await mkdtemp(join(tmpdir(), 'ebpfc-'));
  return withTemporary(folder, async () => {
    const output = join(folder, 'out.bc');
    const source = join(resourceDir(), 'inline/all.c');
    const built = await runTool(clang.command, [...flags, source, '-o', output], {
      timeoutSeconds: TIMEOUT_SECONDS,
    });
    if (built.timedOut) return sink.report('E0703', { tool: clang.command, seconds: TIMEOUT_SECONDS });
    if (!built.ok) throw new InternalError(`the fast paths do not build:\n${built.stderr}`);
    const bitcode = new Uint8Array(await readFile(output));
    recent.set(key, bitcode);
    await cache?.put(key, bitcode);
    return bitcode;
  });
}

/** What this process built: many compilations without a cache share it. */
const recent = new Map<string, Uint8Array>();

let sources: string | undefined;

/** One hash over the names and bytes of all that the bitcode is made of. */
export function fastPathSources(): string {
  if (sources !== undefined) return sources;
  const root = resourceDir();
  const hash = createHash('sha256');
  for (const folder of ['include', 'inline', 'src/maps/internal']) {
    for (const name of readdirSync(join(root, folder)).sort()) {
      if (!/\.[ch]$/.test(name)) continue;
      hash.update(`${folder}/${name}\0`).update(readFileSync(join(root, folder, name)));
    }
  }
  sources = hash.digest('hex');
  return sources;
}
