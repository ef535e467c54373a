/** What the commands that look into sessions share: the runtime, the default session, diagnostics for refusals. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticSink } from '../diag/diagnostic.js';
import { parseBtf } from '../frontend/btf/parse.js';
import type { Btf } from '../frontend/btf/types.js';
import { openCache } from './cache.js';
import { withTemporary } from './cleanup.js';
import type { CommandContext } from './commands/command.js';
import { DEFAULT_TIMEOUT_SECONDS } from './compile.js';
import { buildRuntime } from './runtime.js';
import type { MapInfo, SessionInfo } from './session-host.js';
import { askSessions, type SessionAnswer, type SessionRequest } from './session-job.js';
import { findTarget } from './targets.js';
import { findClang } from './toolchain.js';

/** A map as the session says it is. */
export interface OpenMap {
  readonly info: MapInfo;
  /** Values of a per-CPU map. */
  readonly cpus: number;
  readonly btf: Btf | undefined;
}

export interface Sessions {
  /** Answers go to `take` until it returns false; false after a report. `seconds` 0 is for ever. */
  ask(
    request: SessionRequest,
    take?: (answer: SessionAnswer) => Promise<boolean> | boolean,
    seconds?: number,
    until?: Promise<unknown>,
  ): Promise<boolean>;
  /** The session that --session names, or the only one there is; undefined after a report. */
  chosen(): Promise<string | undefined>;
}

/** Gives `body` the sessions of this user. */
export async function withSessions(
  context: CommandContext,
  body: (sessions: Sessions) => Promise<number | undefined>,
): Promise<number | undefined> {
  const { options, shell, sink } = context;
  const cache = openCache(shell.env, options.cache);
  const clang = await findClang(options.clang, shell.env, sink, cache);
  if (!clang) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'ebpfc-session-'));
  return withTemporary(folder, async () => {
    const library = await buildRuntime(clang, findTarget(undefined)!.triple, folder, cache, sink);
    if (!library) return undefined;
    const runtime = join(folder, 'libebpfc.so');
    writeFileSync(runtime, library);
    return body(new RuntimeSessions(context, runtime));
  });
}

class RuntimeSessions implements Sessions {
  readonly #context: CommandContext;
  readonly #runtime: string;

  constructor(context: CommandContext, runtime: string) {
    this.#context = context;
    this.#runtime = runtime;
  }

  async ask(
    request: SessionRequest,
    take: (answer: SessionAnswer) => Promise<boolean> | boolean = () => true,
    seconds = this.#context.options.timeout ?? DEFAULT_TIMEOUT_SECONDS,
    until?: Promise<unknown>,
  ): Promise<boolean> {
    const { sink, shell } = this.#context;
    const name = 'session' in request ? request.session : 'of this user';
    let refused = false;
    const end = await askSessions(
      this.#runtime,
      request,
      shell.env,
      seconds,
      answer => {
        if (answer.kind === 'refused') {
          refused = true;
          sink.report('E0840', { name, reason: answer.reason.replace(`session ${name}: `, '') });
          return true;
        }
        if (answer.kind === 'failed') {
          refused = true;
          const map = 'map' in request ? String(request.map) : '';
          sink.report('E0841', { map, reason: answer.reason });
          return true;
        }
        return take(answer);
      },
      until,
    );
    if (end.kind === 'died')
      sink.report('E0840', { name, reason: `it is damaged: reading it ended with ${end.signal}` });
    if (end.kind === 'timeout')
      sink.report('E0840', { name, reason: `reading it did not end within ${seconds} seconds` });
    return !refused && end.kind === 'done';
  }

  async chosen(): Promise<string | undefined> {
    const { options, sink } = this.#context;
    if (options.session !== undefined) return options.session;
    const names: string[] = [];
    const asked = await this.ask({ kind: 'sessions' }, answer => {
      if (answer.kind === 'session') names.push(answer.name);
      return true;
    });
    if (!asked) return undefined;
    if (names.length === 1) return names[0];
    if (names.length === 0)
      return sink.report('E0806', { what: 'a session' }, undefined, {
        help: 'there is none: `--session=NAME` of `ebpfc run`, `start` and `attach` makes one',
      });
    return sink.report('E0806', { what: '--session=NAME' }, undefined, {
      help: `one of: ${names.join(', ')}`,
    });
  }
}

/** Opens a map for its description; undefined after a report. */
export async function openMap(
  sessions: Sessions,
  session: string,
  map: number | string,
): Promise<OpenMap | undefined> {
  let found: OpenMap | undefined;
  const asked = await sessions.ask({ kind: 'info', session, map }, answer => {
    if (answer.kind === 'map') found = toOpenMap(answer);
    return true;
  });
  return asked ? found : undefined;
}

/** What the session says of a map; types that cannot be read are as if there were none. */
export function toOpenMap({ info, cpus, btf }: Extract<SessionAnswer, { kind: 'map' }>): OpenMap {
  const bytes = btf === undefined ? undefined : new Uint8Array(Buffer.from(btf, 'base64'));
  return { info, cpus, btf: bytes && parseBtf(bytes, {}, new DiagnosticSink()) };
}

/** True for what the runtime keeps for itself in a session. */
export const isHidden = ({ name }: MapInfo): boolean => name.startsWith('.ebpfc.');

export type { MapInfo, SessionInfo };
