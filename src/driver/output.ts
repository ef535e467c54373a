/** Writing results: whole or not at all. */
import { mkdir, open, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { DiagnosticSink } from '../diag/diagnostic.js';
import { withTemporary } from './cleanup.js';

/** What the system said, in words: `no such file or directory`. */
export function systemReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ? message.replace(/^\w+: /, '').replace(/, \w+( .*)?$/s, '') : message;
}

/** True for what must be written to and never replaced: `/dev/null`, a pipe. */
async function isSpecial(path: string): Promise<boolean> {
  const entry = await stat(path).catch(() => undefined);
  return entry !== undefined && !entry.isFile() && !entry.isDirectory();
}

let serial = 0;

/**
 * Writes `data` under a temporary name beside `path` and renames it: a reader sees the old file or the new one,
 * and an error (E0805), a full disk or a signal leaves nothing behind.
 */
export async function writeFileAtomically(
  path: string,
  data: Uint8Array | string,
  sink: DiagnosticSink,
  mode = 0o666,
): Promise<boolean> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}-${serial++}.tmp`);
  try {
    if (await isSpecial(path)) {
      await writeFile(path, data);
      return true;
    }
    return await withTemporary(temporary, async () => {
      const file = await open(temporary, 'wx', mode);
      try {
        await file.writeFile(data);
      } finally {
        await file.close();
      }
      await rename(temporary, path);
      return true;
    });
  } catch (error) {
    sink.report('E0805', { file: path, reason: systemReason(error) });
    return false;
  }
}

/** The bytes of `path`, or of the standard input for `-`; E0804 when they cannot be read. */
export async function readInput(path: string, sink: DiagnosticSink): Promise<Uint8Array | undefined> {
  try {
    if (path !== '-') return new Uint8Array(await readFile(path));
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
    return new Uint8Array(Buffer.concat(chunks));
  } catch (error) {
    return sink.report('E0804', { file: path, reason: systemReason(error) });
  }
}

/** Makes a directory and its parents; E0805 when that fails. */
export async function makeDirectory(path: string, sink: DiagnosticSink): Promise<boolean> {
  try {
    await mkdir(path, { recursive: true });
    return true;
  } catch (error) {
    sink.report('E0805', { file: path, reason: systemReason(error) });
    return false;
  }
}
