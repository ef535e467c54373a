import { lstatSync, readFileSync } from 'node:fs';
import { systemReason } from '../output.js';

const MAX_PIN = 256;

/** The session and map that a pin names (runtime-c/src/loader/pin.c); a text says why it is refused. */
export function readPin(path: string): { readonly session: string; readonly map: number } | string {
  try {
    const entry = lstatSync(path);
    const { uid, mode, size } = entry;
    if (!entry.isFile()) return 'is not a pin, but a link or special file';
    if (uid !== process.geteuid?.()) return 'its pin belongs to another user';
    if (mode & 0o077) return 'its pin may be read or written by others; its mode must be 0600';
    const text = size > MAX_PIN ? '' : readFileSync(path, 'utf8');
    const [, session, id] = /^ebpfc-pin 1\n([\w.-]{1,64}) [0-9a-f]+ (\d+)\n$/.exec(text) ?? [];
    return session === undefined ? 'is not a pin' : { session, map: Number(id) };
  } catch (error) {
    return systemReason(error);
  }
}
