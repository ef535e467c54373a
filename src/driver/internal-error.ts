/** A bug of ours: say so, and keep what is needed to find it. */
import { copyFileSync, existsSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { EXIT } from './exit.js';
import { version } from './resources.js';
import type { Shell } from './shell.js';

/** Larger inputs are named in the report, not copied. */
const MAX_COPY_BYTES = 64 << 20;

/** Prints what happened, keeps the command line and the inputs in a folder of their own, returns 70. */
export function reportInternalError(error: unknown, argv: readonly string[], shell: Shell): number {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const lines = [
    `ebpfc: internal error: ${error instanceof Error ? error.message : String(error)}`,
    ...stack.split('\n').slice(1, 9),
    '',
    'This is a bug in ebpfc, not in your program. Please report it',
  ];
  const folder = keepReproducer(stack, argv);
  lines[lines.length - 1] += folder === undefined ? '.' : ` with the files in ${folder}`;
  shell.note(`${lines.join('\n')}\n`);
  return EXIT.internal.code;
}

function keepReproducer(stack: string, argv: readonly string[]): string | undefined {
  try {
    const folder = mkdtempSync(join(tmpdir(), 'ebpfc-crash-'));
    const about = { version: version(), node: process.version, arch: process.arch, argv, stack };
    writeFileSync(join(folder, 'report.json'), `${JSON.stringify(about, undefined, 2)}\n`);
    for (const word of argv) {
      if (word.startsWith('-') || !existsSync(word)) continue;
      const { size, isFile } = { size: statSync(word).size, isFile: statSync(word).isFile() };
      if (isFile && size <= MAX_COPY_BYTES) copyFileSync(word, join(folder, basename(word)));
    }
    return folder;
  } catch {
    return undefined; // No room for it: the message has the stack.
  }
}
