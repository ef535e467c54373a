/**
 * Instructions executed, counted by callgrind and compared with what was accepted: unlike times they are the same in
 * every run, so that a change of the compiler shows at once.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { countCalls } from './count.js';
import { compileByDefault } from './measure.js';
import { BENCH_FOLDER, type BenchProgram } from './programs.js';
import type { Build } from './runtimes.js';

/** Instructions of the calls of each program. */
export type Counts = Readonly<Record<string, number>>;

/** accepted.json: counts by the major version of the clang that they were counted with; others give other code. */
export type Accepted = Readonly<Record<string, Counts>>;

/** How much more a program may execute before it counts as worse. */
const TOLERANCE = 0.02;

const path = join(BENCH_FOLDER, 'accepted.json');

export const readAccepted = (): Accepted => JSON.parse(readFileSync(path, 'utf8')) as Accepted;

/** Makes counts the accepted ones; those of programs and clangs that were not counted stay. */
export function accept(clang: number, counts: Counts): void {
  const known = readAccepted();
  const merged = Object.entries({ ...known[clang], ...counts }).toSorted();
  const accepted: Accepted = { ...known, [clang]: Object.fromEntries(merged) };
  writeFileSync(path, `${JSON.stringify(accepted, undefined, 2)}\n`);
}

/** Instructions of each program, as `ebpfc` compiles it for any machine, with the runtime's functions it calls. */
export async function countInstructions(
  harness: string,
  programs: readonly BenchProgram[],
  build: Build,
): Promise<Counts> {
  const instructions: Record<string, number> = {};
  for (const program of programs) {
    const { file } = await compileByDefault(program, build);
    instructions[program.name] = await countCalls(harness, program, file, build);
  }
  return instructions;
}

/** What got worse, one line each; a program without an accepted count is one of them. */
export function compareInstructions(accepted: Counts, counted: Counts): string[] {
  return Object.entries(counted).flatMap(([name, now]) => {
    const before = accepted[name];
    if (before === undefined) return [`${name}: ${now} instructions, and none accepted: run with --accept`];
    if (now <= before * (1 + TOLERANCE)) return [];
    return [
      `${name}: ${now} instructions, ${(100 * (now / before - 1)).toFixed(1)} % more than the ${before} accepted`,
    ];
  });
}
