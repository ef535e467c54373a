/** What `-march=` and `-mcpu=` ask of a machine beyond its baseline, so that a loader can refuse to run without it. */
import type { DiagnosticSink } from '../diag/diagnostic.js';
import { type Cache, cacheKey } from './cache.js';
import type { Target } from './targets.js';
import { type Clang, runTool } from './toolchain.js';

/**
 * LLVM features that a loader need not ask a processor for: how code is made (`relax`), what only a kernel uses
 * (`vh`) or code for attackers (`bti`), what others imply (`zicsr`), and names of architecture versions, whose parts are listed beside them.
 */
const NOT_OF_THE_MACHINE: Readonly<Record<string, RegExp>> = {
  x86_64: /^(evex512|64bit)$/,
  aarch64:
    /^(v\d+(\.\d+)?a|outline-atomics|fmv|amvs?|ccidx|ecv|el2vmsa|el3|fgt|hcx|lor|mpam|nv|pan|pan-rwp|perfmon|predres|ras|rasv2|sel2|spe|specrestrict|specres2|tlb-rmi|tracev8\.4|uaops|vh|clrbhb|prfm-slc-target|spe-eef|contextidr-el2|fpac|ssbs|sb|dit|bti|mte|pauth|rand|wfxt|dgh|trbe|ete)$/,
  riscv64: /^(64bit|relax|zicsr|zifencei|zmmul|zicntr|zihpm|zaamo|zalrsc|zve\d+[xfd]|zvl(32|64|128)b)$/,
};

/** What `--features=+lse,-sve` is to clang. */
export const featureArguments = (list: string | undefined): string[] =>
  (list ?? '').split(',').flatMap(name => {
    const feature = name.trim();
    if (feature === '') return [];
    const signed = /^[+-]/.test(feature) ? feature : `+${feature}`;
    return ['-Xclang', '-target-feature', '-Xclang', signed];
  });

/**
 * The features that options add to a target's baseline, comma separated; empty when there are none. `native` becomes
 * those of this machine. E0803 for a CPU or a feature that is not known.
 */
export async function addedFeatures(
  clang: Clang,
  { triple }: Target,
  cpu: readonly string[],
  cache: Cache | undefined,
  sink: DiagnosticSink,
): Promise<string | undefined> {
  if (cpu.length === 0) return '';
  const wanted = await featuresOf(clang, triple, cpu, cache);
  if (!wanted) {
    return sink.report(
      'E0803',
      {
        value: cpu.filter(word => word !== '-Xclang' && word !== '-target-feature').join(' '),
        option: '-march, -mcpu or --features',
      },
      undefined,
      {
        help: `\`${clang.command} --target=${triple} --print-supported-cpus\` prints what there is`,
      },
    );
  }
  const base = new Set(await featuresOf(clang, triple, [], cache));
  const implied = NOT_OF_THE_MACHINE[triple.split('-')[0]!];
  return wanted.filter(name => !base.has(name) && !implied?.test(name)).join(',');
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
  if (!probe.ok || /is not a recognized feature/.test(probe.stderr)) return undefined;
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
