/**
 * What must not outlive this process: temporary files and running children. Each is registered while it exists;
 * a signal that ends us ends them first, and then takes its usual course, so that a shell sees the signal.
 */
import { rmSync } from 'node:fs';

const pending = new Set<() => void>();
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

let interrupted: ((signal: NodeJS.Signals) => void) | undefined;

/** The next signal that would end this process is given to `take` instead; the one after it ends it. */
export function onInterrupt(take: (signal: NodeJS.Signals) => void): () => void {
  interrupted = take;
  const settled = onKill(() => {});
  return () => {
    interrupted = undefined;
    settled();
  };
}

function onSignal(signal: NodeJS.Signals): void {
  const take = interrupted;
  interrupted = undefined;
  if (take) {
    take(signal);
    return;
  }
  for (const undo of pending) undo();
  for (const name of SIGNALS) process.off(name, onSignal);
  process.kill(process.pid, signal);
}

/** Runs `undo` if a signal ends this process before the returned function is called. */
export function onKill(undo: () => void): () => void {
  if (pending.size === 0) for (const name of SIGNALS) process.on(name, onSignal);
  pending.add(undo);
  return () => {
    pending.delete(undo);
    if (pending.size === 0) for (const name of SIGNALS) process.off(name, onSignal);
  };
}

/** Calls `body` and removes `path` (a file or a directory) afterwards, however `body` ends. */
export async function withTemporary<T>(path: string, body: () => Promise<T>): Promise<T> {
  const remove = () => rmSync(path, { recursive: true, force: true });
  const settled = onKill(remove);
  try {
    return await body();
  } finally {
    settled();
    remove();
  }
}
