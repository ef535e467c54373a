/**
 * Instructions executed, counted by callgrind and compared with what was accepted: unlike times they are the same in
 * every run, so that a change of the compiler shows at once.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BENCH_FOLDER, type BenchProgram } from './programs.js';
import { type Build, compileFor, RUNTIMES } from './runtimes.js';
import { runMeasured } from './tools.js';

/** accepted.json: instructions of one call of each program. */
export interface Accepted {
  /** Major version of the clang they were counted with; others give other code. */
  readonly clang: number;
  readonly instructions: Readonly<Record<string, number>>;
}

/** How much more a program may execute before it counts as worse. */
const TOLERANCE = 0.02;

const path = join(BENCH_FOLDER, 'accepted.json');

export const readAccepted = (): Accepted => JSON.parse(readFileSync(path, 'utf8')) as Accepted;

export function writeAccepted(accepted: Accepted): void {
  writeFileSync(path, `${JSON.stringify(accepted, undefined, 2)}\n`);
}

/** Instructions of one call of each program, as `ebpfc` compiles it for any machine. */
export async function countInstructions(
  harness: string,
  programs: readonly BenchProgram[],
  build: Build,
): Promise<Accepted> {
  const runtime = RUNTIMES.find(({ name }) => name === 'ebpfc')!;
  const instructions: Record<string, number> = {};
  for (const program of programs) {
    const { file } = await compileFor(runtime, program, build);
    const { stderr } = await runMeasured([
      'valgrind',
      '--tool=callgrind',
      '--callgrind-out-file=/dev/null',
      `--toggle-collect=${program.symbol}`,
      ...[harness, program.name, program.symbol, '--calls', '1', file],
    ]);
    const collected = /Collected : (\d+)/.exec(stderr)?.[1];
    if (collected === undefined) throw new Error(`callgrind counted nothing in ${program.name}\n${stderr}`);
    instructions[program.name] = Number(collected);
  }
  return { clang: build.clang.major, instructions };
}

/** What got worse, one line each; a program without an accepted count is one of them. */
export function compareInstructions(accepted: Accepted, counted: Accepted): string[] {
  return Object.entries(counted.instructions).flatMap(([name, now]) => {
    const before = accepted.instructions[name];
    if (before === undefined) return [`${name}: ${now} instructions, and none accepted: run with --accept`];
    if (now <= before * (1 + TOLERANCE)) return [];
    return [
      `${name}: ${now} instructions, ${(100 * (now / before - 1)).toFixed(1)} % more than the ${before} accepted`,
    ];
  });
}
