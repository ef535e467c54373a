/** Takes damaged inputs in a thread of its own, so that one that never ends can be told and stopped. */
import { parentPort, workerData } from 'node:worker_threads';
import { compileHostile, type Kind, Originals } from './hostile-input.js';

const { kind, seed, count } = workerData as { kind: Kind; seed: number; count: number };
const originals = new Originals();
for (let i = seed; i < seed + count; i++) {
  parentPort!.postMessage({ start: i });
  const began = performance.now();
  const outcome = await compileHostile(kind, originals.damaged(kind, i), i);
  parentPort!.postMessage({ end: i, outcome, milliseconds: performance.now() - began });
}
