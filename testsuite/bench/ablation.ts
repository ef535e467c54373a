/** What each part of the compiler is worth: instructions executed without it, against those with all. */
import { LOWERINGS } from '../../src/backends/llvm/lowerings.js';
import { OPTIONAL_PASSES } from '../../src/ir/passes.js';
import { countCalls } from './count.js';
import type { BenchProgram } from './programs.js';
import { type Build, compileFor, runtimeNamed } from './runtimes.js';
import { geomean } from './statistics.js';

export interface AblationRow {
  /** The pass or lowering that is left out, and the bytecode it was measured on. */
  readonly name: string;
  readonly bytecode: 'v1' | 'v3';
  /** Geometric mean over all programs of the instructions without it, over those with it: above 1 it pays. */
  readonly geomean: number;
  /** The same for each program for which it is not 1. */
  readonly programs: readonly { readonly name: string; readonly ratio: number }[];
}

/** What can be left out, in the order of the compiler. */
export const PARTS: readonly string[] = [...OPTIONAL_PASSES, ...Object.keys(LOWERINGS)];

/** Closer to 1 than this is chance: hash functions of maps have random seeds. */
const NOISE = 0.005;

/** Leaves each part out in turn; `onPart` is told which. */
export async function measureAblation(
  harness: string,
  programs: readonly BenchProgram[],
  build: Build,
  onPart: (part: string) => void = () => {},
): Promise<AblationRow[]> {
  const rows: AblationRow[] = [];
  for (const bytecode of ['v3', 'v1'] as const) {
    const whole = await countAll(harness, programs, build, bytecode);
    for (const name of PARTS) {
      onPart(`${bytecode} without ${name}`);
      const without = await countAll(
        harness,
        programs,
        { ...build, disabledPasses: new Set([name]) },
        bytecode,
      );
      const ratios = [...whole].flatMap(([program, count]) => {
        const now = without.get(program);
        return now === undefined ? [] : [{ name: program, ratio: now / count }];
      });
      rows.push({
        name,
        bytecode,
        geomean: geomean(ratios.map(({ ratio }) => ratio)),
        programs: ratios.filter(({ ratio }) => Math.abs(ratio - 1) > NOISE),
      });
    }
  }
  return rows;
}

/** Programs that the bytecode cannot express, or that do not compile without a part, have no count. */
async function countAll(
  harness: string,
  programs: readonly BenchProgram[],
  build: Build,
  bytecode: 'v1' | 'v3',
): Promise<Map<string, number>> {
  const runtime = runtimeNamed(bytecode === 'v1' ? 'ebpfc-v1' : 'ebpfc');
  const counts = new Map<string, number>();
  for (const program of programs) {
    const compiled = await compileFor(runtime, program, build).catch(() => undefined);
    if (compiled) counts.set(program.name, await countCalls(harness, program, compiled.file, build));
  }
  return counts;
}

/** One line a part: the mean, and the three programs it matters most to. */
export function formatAblation({ name, bytecode, geomean: mean, programs }: AblationRow): string {
  const most = programs
    .toSorted((a, b) => Math.abs(Math.log(b.ratio)) - Math.abs(Math.log(a.ratio)))
    .slice(0, 4)
    .map(({ name: program, ratio }) => `${program} ${ratio.toFixed(2)}`);
  return `without ${name.padEnd(13)} ${bytecode}  ${mean.toFixed(3)}  ${most.join(', ')}`.trimEnd();
}
