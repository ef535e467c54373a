/** Instructions that a compiled program executes, counted by callgrind: the same in every run, whatever else runs. */
import { companionOf } from './measure.js';
import type { BenchProgram } from './programs.js';
import type { Build } from './runtimes.js';
import { runMeasured } from './tools.js';

/** Packet programs take another packet each time; the first calls are those that find empty maps. */
const CALLS = { memory: 1, packet: 64 } as const;

/**
 * Instructions of the first call of a program on memory, or of the first 64 of one on packets, with those of the
 * runtime's functions that it calls. `file` is a shared object that has the program.
 */
export async function countCalls(
  harness: string,
  program: BenchProgram,
  file: string,
  build: Build,
): Promise<number> {
  const { name, symbol, kind } = program;
  const { file: companion } = await companionOf(program, build);
  const calls = String(CALLS[kind]);
  const { stderr } = await runMeasured([
    ...['valgrind', '--tool=callgrind', '--callgrind-out-file=/dev/null', `--toggle-collect=${symbol}`],
    ...[harness, name, symbol, kind, companion, '--calls', calls, file],
  ]);
  const collected = /Collected : (\d+)/.exec(stderr)?.[1];
  if (collected === undefined) throw new Error(`callgrind counted nothing in ${name}\n${stderr}`);
  return Number(collected);
}
