/** Many damaged inputs, watched from outside: none may throw, take long, or need a lot of memory. */
import { Worker } from 'node:worker_threads';
import type { Kind, Outcome } from './hostile-input.js';

/** Longest that one input may take, and how much memory the compiler may need for it. */
const LIMIT_SECONDS = 5;
const LIMIT_MIB = 1024;

export interface HostileReport {
  readonly inputs: number;
  /** Inputs that were sound enough. */
  readonly compiled: number;
  readonly slowestMs: number;
  /** What went wrong, with the seed of the input. */
  readonly faults: readonly string[];
}

/** Compiles `count` damaged inputs, of the seeds `seed` and on. */
export async function runHostile(kind: Kind, seed: number, count: number): Promise<HostileReport> {
  const faults: string[] = [];
  let slowestMs = 0;
  let compiled = 0;
  for (let next = seed; next < seed + count; ) {
    const worker = new Worker(new URL('./hostile-worker.js', import.meta.url), {
      workerData: { kind, seed: next, count: seed + count - next },
      resourceLimits: { maxOldGenerationSizeMb: LIMIT_MIB },
    });
    next = await new Promise<number>(resolve => {
      let current = next;
      let timer: NodeJS.Timeout | undefined;
      const give = (why: string): void => {
        faults.push(`${kind} ${current}: ${why}`);
        clearTimeout(timer);
        void worker.terminate();
        resolve(current + 1);
      };
      worker.on('message', (message: { start?: number; outcome?: Outcome; milliseconds?: number }) => {
        clearTimeout(timer);
        if (message.start !== undefined) {
          current = message.start;
          timer = setTimeout(() => give('does not end'), LIMIT_SECONDS * 4000);
          return;
        }
        slowestMs = Math.max(slowestMs, message.milliseconds!);
        if (message.milliseconds! > LIMIT_SECONDS * 1000)
          faults.push(`${kind} ${current}: takes ${(message.milliseconds! / 1000).toFixed(1)} s`);
        if (message.outcome?.kind === 'fault') faults.push(`${kind} ${current}: ${message.outcome.what}`);
        if (message.outcome?.kind === 'compiled') compiled++;
      });
      worker.on('error', error => give(error.message));
      worker.on('exit', () => {
        clearTimeout(timer);
        resolve(seed + count);
      });
    });
  }
  return { inputs: count, compiled, slowestMs, faults };
}
