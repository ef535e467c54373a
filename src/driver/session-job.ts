/** Looking into sessions from a process of its own: what other processes wrote may be damaged, and may fault. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onKill } from './cleanup.js';
import type { UPDATE_FLAGS } from './host-error.js';
import type { MapInfo, SessionInfo, SessionProgram } from './session-host.js';

/** Bytes are hexadecimal text; a map is named by id or by name. */
export type SessionRequest =
  | { readonly kind: 'sessions' }
  | { readonly kind: 'remove'; readonly session: string }
  | { readonly kind: 'maps' | 'programs'; readonly session: string }
  /** Records of all buffers until the standard input ends, and all other maps every `intervalMs` (0: never) and at the end. */
  | { readonly kind: 'trace'; readonly session: string; readonly intervalMs: number }
  | (MapRequest & { readonly kind: 'info' | 'dump' })
  | (MapRequest & { readonly kind: 'pin'; readonly path: string })
  | (MapRequest & { readonly kind: 'lookup' | 'delete' | 'take'; readonly key: string | null })
  | (MapRequest & {
      readonly kind: 'update';
      readonly key: string | null;
      readonly value: string;
      readonly flags: keyof typeof UPDATE_FLAGS;
    })
  /** Records, at most `limit` when it is not 0; without any for `timeoutMs`, no more (-1: for ever). */
  | (MapRequest & { readonly kind: 'watch'; readonly limit: number; readonly timeoutMs: number });

export interface MapRequest {
  readonly session: string;
  readonly map: number | string;
}

export type SessionAnswer =
  | { readonly kind: 'session'; readonly name: string; readonly info: SessionInfo }
  | { readonly kind: 'broken'; readonly name: string; readonly reason: string }
  | { readonly kind: 'map'; readonly info: MapInfo; readonly cpus: number; readonly btf?: string }
  | { readonly kind: 'program'; readonly program: SessionProgram }
  /** In a trace, `map` is the id of a map that was given before. */
  | { readonly kind: 'entry'; readonly key: string; readonly value: string; readonly map?: number }
  | {
      readonly kind: 'record';
      readonly data: string;
      readonly cpu: number;
      readonly lost: number;
      readonly map?: number;
    }
  /** A trace has given all maps were given. */
  | { readonly kind: 'dumped' }
  /** An operation on a map gave -errno. */
  | { readonly kind: 'failed'; readonly errno: number; readonly reason: string }
  /** The session or the map cannot be used. */
  | { readonly kind: 'refused'; readonly reason: string };

export type SessionEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'died'; readonly signal: string }
  | { readonly kind: 'timeout' };

/**
 * Carries a request out; answers are given to `take` as they come, which ends everything by returning false.
 * `timeoutSeconds` 0 is for ever. A trace goes on until `until` is settled.
 */
export function askSessions(
  runtime: string,
  request: SessionRequest,
  env: NodeJS.ProcessEnv,
  timeoutSeconds: number,
  take: (answer: SessionAnswer) => Promise<boolean> | boolean,
  until?: Promise<unknown>,
): Promise<SessionEnd> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'session-child.js')], {
    stdio: ['pipe', 'inherit', 'inherit', 'pipe'],
    env,
  });
  const [stdin, , , channel] = child.stdio as unknown as [NodeJS.WritableStream, 0, 0, NodeJS.ReadableStream];
  stdin.on('error', () => {}); // It may end before it has read its request.
  stdin.write(`${JSON.stringify({ runtime, request })}\n`);
  if (until) void until.then(() => stdin.end());
  else stdin.end();
  const settled = onKill(() => child.kill('SIGKILL'));
  let late = false;
  let enough = false;
  const timer = setTimeout(
    () => {
      late = true;
      child.kill('SIGKILL');
    },
    timeoutSeconds === 0 ? 0x7fffffff : timeoutSeconds * 1000,
  );
  const closed = new Promise<SessionEnd>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      settled();
      if (late) resolve({ kind: 'timeout' });
      else if (enough || code === 0) resolve({ kind: 'done' });
      else if (signal) resolve({ kind: 'died', signal });
      else reject(new Error(`the process that looks into sessions ended with ${code}`));
    });
  });
  const read = (async () => {
    for await (const line of createInterface({ input: channel })) {
      if (enough) continue;
      if (await take(JSON.parse(line) as SessionAnswer)) continue;
      enough = true;
      child.kill('SIGKILL');
    }
  })();
  return Promise.all([closed, read]).then(([end]) => end);
}
