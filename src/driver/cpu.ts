/** What `-march=` and `-mcpu=` ask of a machine beyond its baseline, so that a loader can refuse to run without it. */
import type { DiagnosticSink } from '../diag/diagnostic.js';
import { type Cache, cacheKey } from './cache.js';
import type { Target } from './targets.js';
import { type Clang, runTool } from './toolchain.js';

/** LLVM features that say how wide code may be, not what the machine must have. */
const NOT_OF_THE_MACHINE = new Set(['evex512', '64bit']);

/**
 * The features that options add to a target's baseline, comma separated; empty when there are none. Only for x86-64:
 * elsewhere LLVM lists architecture versions, which a loader cannot ask a processor for. E0803 for an unknown CPU.
 */
export async function addedFeatures(
  clang: Clang,
  { triple }: Target,
  cpu: readonly string[],
  cache: Cache | undefined,
  sink: DiagnosticSink,
): Promise<string | undefined> {
  if (cpu.length === 0 || !triple.startsWith('x86_64-')) return '';
  const wanted = await featuresOf(clang, triple, cpu, cache);
  if (!wanted) {
    return sink.report('E0803', { value: cpu.join(' '), option: '-march or -mcpu' }, undefined, {
      help: `\`${clang.command} --target=${triple} --print-supported-cpus\` prints what there is`,
    });
  }
  const base = new Set(await featuresOf(clang, triple, [], cache));
  return wanted.filter(name => !base.has(name) && !NOT_OF_THE_MACHINE.has(name)).join(',');
}

/** What clang may use for some options, sorted; undefined when it does not take them. */
async function featuresOf(
  clang: Clang,
  triple: string,
  cpu: readonly string[],
  cache: Cache | undefined,
): Promise<string[] | undefined> {
  const key = cacheKey(['features', clang.identity, triple, ...cpu]);
  // Another machine may share the cache.
  const store = cpu.some(word => word.includes('native')) ? undefined : cache;
  const known = await store?.get(key);
  if (known) return listOf(new TextDecoder().decode(known));
  const args = [`--target=${triple}`, ...cpu, '-x', 'c', '-', '-S', '-emit-llvm', '-o', '-'];
  const probe = await runTool(clang.command, args, { input: 'void f(void) {}\n', timeoutSeconds: 60 });
  if (!probe.ok) return undefined;
  await store?.put(key, new TextEncoder().encode(probe.stdout));
  return listOf(probe.stdout);
}

function listOf(llvm: string): string[] {
  const [, list = ''] = /"target-features"="([^"]*)"/.exec(llvm) ?? [];
  return list
    .split(',')
    .flatMap(word => (word.startsWith('+') ? [word.slice(1)] : []))
    .sort();
}
