/** The process behind `session-job.ts`: a line of JSON on the standard input, answers as lines on descriptor 3. */

import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { mapType } from '../platform/maps.js';
import { errnoText, HostError } from './host-error.js';
import { removeSession, Session, type SessionMap, sessionNames } from './session-host.js';
import type { SessionAnswer, SessionRequest } from './session-job.js';
import { trace } from './session-trace.js';

const input = createInterface({ input: process.stdin });
const ended = once(input, 'close');
const [line] = (await once(input, 'line')) as [string];
const { runtime, request } = JSON.parse(line) as { runtime: string; request: SessionRequest };
try {
  await carryOut(request);
} catch (error) {
  if (!(error instanceof HostError)) throw error;
  answer({ kind: 'refused', reason: error.message });
}

function answer(what: SessionAnswer): void {
  const bytes = Buffer.from(`${JSON.stringify(what)}\n`);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(3, bytes, at);
    } catch (error) {
      // The reader is slow, or gone.
      if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0);
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

async function carryOut(what: SessionRequest): Promise<void> {
  if (what.kind === 'sessions') listSessions();
  else if (what.kind === 'trace') await trace(runtime, what, ended, answer);
  else if (what.kind === 'remove') removeSession(runtime, what.session);
  else inSession(what);
}

function inSession(what: Exclude<SessionRequest, { kind: 'sessions' | 'remove' | 'trace' }>): void {
  const session = new Session(runtime, what.session);
  if ('map' in what) onMap(session, session.map(what.map), what);
  else if (what.kind === 'programs')
    for (const program of session.programs()) answer({ kind: 'program', program });
  else for (const info of session.maps()) answer({ kind: 'map', info, cpus: 0 });
  session.leave();
}

function listSessions(): void {
  for (const name of sessionNames(runtime)) {
    try {
      const session = new Session(runtime, name);
      answer({ kind: 'session', name, info: session.info() });
      session.leave();
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      answer({ kind: 'broken', name, reason: error.message });
    }
  }
}

function onMap(
  session: Session,
  map: SessionMap,
  what: Extract<SessionRequest, { map: number | string }>,
): void {
  const info = map.info();
  const { cpus } = session.info();
  const btf = map.btf();
  answer({ kind: 'map', info, cpus, ...(btf && { btf: Buffer.from(btf).toString('base64') }) });
  switch (what.kind) {
    case 'info':
      break;
    case 'dump':
      for (const [key, value] of map.entries()) answer({ kind: 'entry', key: hex(key), value: hex(value) });
      break;
    case 'pin':
      map.pin(what.path);
      break;
    case 'lookup':
      element(what.key, map.lookup(bytes(what.key)));
      break;
    case 'take':
      element(what.key, map.take(bytes(what.key)));
      break;
    case 'delete':
      status(map.delete(bytes(what.key)!));
      break;
    case 'update':
      status(map.update(bytes(what.key), bytes(what.value)!, what.flags));
      break;
    case 'watch': {
      const perf = mapType(info.type)?.name === 'perf_event_array';
      let left = what.limit;
      map.watch(
        perf,
        cpus,
        (data, cpu, lost) => {
          answer({ kind: 'record', data: hex(data), cpu, lost });
          return --left !== 0;
        },
        what.timeoutMs,
      );
    }
  }
}

function element(key: string | null, value: Uint8Array | number): void {
  if (typeof value === 'number') status(value);
  else answer({ kind: 'entry', key: key ?? '', value: hex(value) });
}

function status(errno: number): void {
  if (errno !== 0) answer({ kind: 'failed', errno: -errno, reason: errnoText(errno) });
}

function hex(data: Uint8Array): string {
  return Buffer.from(data).toString('hex');
}

function bytes(text: string | null): Uint8Array | null {
  return text === null ? null : Buffer.from(text, 'hex');
}
