/**
 * The compile cache: results by the hash of everything they follow from, under $XDG_CACHE_HOME/ebpfc. Many
 * compilers may use it at once: an entry appears whole, by a rename, and is checked when it is read. What cannot
 * be read or written is only slower, never an error.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';

export const DEFAULT_CACHE_BYTES = 512 << 20;
/** What an eviction leaves, as a part of the limit: it must not happen again at once. */
const KEEP = 0.75;
const CHECKSUM_BYTES = 32;

let serial = 0;

/** The folder of the cache; undefined when there is no home to have one in. */
export function cacheFolder(env: NodeJS.ProcessEnv): string | undefined {
  const base = env['XDG_CACHE_HOME'];
  if (base !== undefined && isAbsolute(base)) return join(base, 'ebpfc');
  const home = env['HOME'] || homedir();
  return isAbsolute(home) && home !== '/' ? join(home, '.cache', 'ebpfc') : undefined;
}

/** A key from all that a result follows from. The parts are kept apart: `ab`, `c` is not `a`, `bc`. */
export function cacheKey(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex');
}

export class Cache {
  readonly #folder: string;
  readonly #limit: number;

  /** `limit` is in bytes. */
  constructor(folder: string, limit = DEFAULT_CACHE_BYTES) {
    this.#folder = folder;
    this.#limit = limit;
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    const path = join(this.#folder, key);
    try {
      const entry = await readFile(path);
      const data = entry.subarray(CHECKSUM_BYTES);
      if (!checksum(data).equals(entry.subarray(0, CHECKSUM_BYTES))) {
        await rm(path, { force: true });
        return undefined;
      }
      const now = new Date();
      await utimes(path, now, now).catch(() => {}); // So that eviction takes what was not used for longest.
      return new Uint8Array(data);
    } catch {
      return undefined;
    }
  }

  async put(key: string, data: Uint8Array): Promise<void> {
    if (data.length > this.#limit / 4) return;
    const temporary = join(this.#folder, `.${key.slice(0, 16)}.${process.pid}-${serial++}.tmp`);
    try {
      // Not recursive: in Node 20 that never ends below a folder that takes no folders, such as /proc.
      for (const folder of [dirname(this.#folder), this.#folder]) {
        await mkdir(folder, { mode: 0o700 }).catch(() => {});
      }
      await writeFile(temporary, Buffer.concat([checksum(data), data]), { mode: 0o600 });
      await rename(temporary, join(this.#folder, key));
      // Looking at every entry costs more than writing a small one: one of sixteen of those does.
      if (data.length * 1024 >= this.#limit || key.startsWith('0')) await this.#evict();
    } catch {
      await rm(temporary, { force: true }).catch(() => {});
    }
  }

  /** Removes what was not used for longest, and what a killed process left, until the rest is within the limit. */
  async #evict(): Promise<void> {
    const entries: { path: string; size: number; used: number }[] = [];
    let total = 0;
    for (const name of await readdir(this.#folder)) {
      const path = join(this.#folder, name);
      const { size, mtimeMs } = await stat(path).catch(() => ({ size: 0, mtimeMs: Date.now() }));
      const abandoned = name.endsWith('.tmp') && Date.now() - mtimeMs > 3_600_000;
      entries.push({ path, size, used: abandoned ? 0 : mtimeMs });
      total += size;
    }
    if (total <= this.#limit) return;
    entries.sort((a, b) => a.used - b.used);
    for (const { path, size } of entries) {
      if (total <= this.#limit * KEEP) break;
      await rm(path, { force: true });
      total -= size;
    }
  }
}

const checksum = (data: Uint8Array): Buffer => createHash('sha256').update(data).digest();

/** The cache of this user, or undefined when there is none to be had or it is not wanted. */
export function openCache(env: NodeJS.ProcessEnv, wanted: boolean): Cache | undefined {
  const folder = wanted ? cacheFolder(env) : undefined;
  return folder === undefined ? undefined : new Cache(folder);
}
