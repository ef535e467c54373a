/** The part of session-child.ts that follows a session: records as they come, other maps now and then. */
import { setTimeout as sleep } from 'node:timers/promises';
import { mapType } from '../platform/maps.js';
import { HostError } from './host-error.js';
import { Session, type SessionMap } from './session-host.js';
import type { SessionAnswer, SessionRequest } from './session-job.js';

/** Between looks at the buffers, and at the list of maps, in ms. */
const POLL_MS = 20;
const LIST_MS = 200;

/** Types without elements that say something to people. */
const UNREADABLE_TYPE =
  /^(prog_array|.*_of_maps|queue|stack|bloom_filter|perf_event_array|(user_)?ringbuf|.*storage.*)$/;

/** What the runtime keeps in a session, and what libbpf's usdt.bpf.h keeps of places. */
const INTERNAL_NAME = /^(\.ebpfc\.|__bpf_usdt_)/;

interface Traced {
  readonly id: number;
  readonly type: string;
  readonly map: SessionMap;
}

/** Until `ended`. The session may come later than the request. */
export async function trace(
  runtime: string,
  { session: name, intervalMs }: Extract<SessionRequest, { kind: 'trace' }>,
  ended: Promise<unknown>,
  answer: (what: SessionAnswer) => void,
): Promise<void> {
  const ending = new AbortController();
  void ended.then(() => ending.abort());
  // Ctrl-C goes to the whole group of processes; what it means is decided by our parent.
  process.on('SIGINT', () => {});
  let session: Session | undefined;
  const maps = new Map<number, Traced>();
  let listed = 0;
  let dumped = Date.now();
  for (let going = true; going; ) {
    // What was written before the end is still read.
    going = !ending.signal.aborted;
    const now = Date.now();
    if (!going || now - listed >= LIST_MS) {
      listed = now;
      session ??= join(runtime, name);
      if (session) findMaps(session, maps, answer);
    }
    const cpus = session?.info().cpus ?? 0;
    for (const { id, type, map } of maps.values())
      if (/^(ringbuf|perf_event_array)$/.test(type)) drain(id, type, map, cpus, answer);
    if (!going || (intervalMs > 0 && now - dumped >= intervalMs)) {
      dumped = now;
      dump(maps, answer);
    }
    if (going) await sleep(POLL_MS, undefined, { signal: ending.signal }).catch(() => {});
  }
  for (const { map } of maps.values()) map.put();
  session?.leave();
}

function join(runtime: string, name: string): Session | undefined {
  try {
    return new Session(runtime, name);
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}

function findMaps(session: Session, maps: Map<number, Traced>, answer: (what: SessionAnswer) => void): void {
  const { cpus } = session.info();
  for (const info of session.maps()) {
    if (maps.has(info.id) || INTERNAL_NAME.test(info.name)) continue;
    const map = session.map(info.id);
    const btf = map.btf();
    maps.set(info.id, { id: info.id, type: mapType(info.type)?.name ?? '', map });
    answer({ kind: 'map', info, cpus, ...(btf && { btf: Buffer.from(btf).toString('base64') }) });
  }
}

function drain(
  id: number,
  type: string,
  map: SessionMap,
  cpus: number,
  answer: (what: SessionAnswer) => void,
): void {
  map.consume(type === 'perf_event_array', cpus, (data, cpu, lost) => {
    answer({ kind: 'record', map: id, data: Buffer.from(data).toString('hex'), cpu, lost });
    return true;
  });
}

function dump(maps: ReadonlyMap<number, Traced>, answer: (what: SessionAnswer) => void): void {
  for (const { id, type, map } of maps.values()) {
    if (UNREADABLE_TYPE.test(type)) continue;
    for (const [key, value] of map.entries())
      answer({ kind: 'entry', map: id, key: hex(key), value: hex(value) });
  }
  answer({ kind: 'dumped' });
}

function hex(data: Uint8Array): string {
  return Buffer.from(data).toString('hex');
}
