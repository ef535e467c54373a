/**
 * The agent, which attaches programs inside other processes: built like the runtime, loaded by the dynamic linker or
 * by the injector, and asked over a socket that only the process's user may use (runtime-c/agent/agent.c).
 */
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DiagnosticSink } from '../diag/diagnostic.js';
import { InternalError } from '../diag/internal.js';
import { cacheFolder, cacheKey } from './cache.js';
import { resourceDir } from './resources.js';
import { type Clang, runTool } from './toolchain.js';

const TIMEOUT_SECONDS = 300;
const FLAGS = ['-std=gnu11', '-O2', '-fPIC', '-fvisibility=hidden', '-fuse-ld=lld', '-pthread'];
// Programs run while the vector registers of the probed function are live, and must not wait for thread-local memory.
const AGENT_FLAGS = ['-mgeneral-regs-only', '-ftls-model=initial-exec'];

export interface Agent {
  /** Path of the library that is loaded into processes; it stays where it is while they run. */
  readonly library: string;
  /** Path of the program that loads it into a running one. */
  readonly injector: string;
}

/** Builds both, or finds them in the cache; undefined after a report. */
export async function buildAgent(
  clang: Clang,
  env: NodeJS.ProcessEnv,
  sink: DiagnosticSink,
): Promise<Agent | undefined> {
  if (process.arch !== 'x64') {
    return sink.report('E0830', {
      pid: 'of this machine',
      reason: `the agent has no code for ${process.arch}`,
    });
  }
  const root = resourceDir();
  const sources = (folder: string) =>
    readdirSync(join(root, folder))
      .filter(file => file.endsWith('.c'))
      .sort()
      .map(file => join(root, folder, file));
  const key = cacheKey(['agent', clang.identity, ...FLAGS, ...AGENT_FLAGS, hashOfSources(root)]).slice(0, 32);
  const folder = join(cacheFolder(env) ?? join(tmpdir(), `ebpfc-${process.getuid?.() ?? 0}`), `agent-${key}`);
  const agent = { library: join(folder, 'libebpfc-agent.so'), injector: join(folder, 'ebpfc-inject') };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // What lies in /tmp may be somebody else's, and would be loaded into our processes.
  if (lstatSync(folder).uid !== process.getuid?.()) {
    return sink.report('E0805', { file: folder, reason: 'it belongs to another user' });
  }
  const script = `-Wl,--version-script=${join(root, 'agent', 'agent.map')}`;
  const library = [join(root, 'ebpfc_all.c'), ...sources('src/attach'), ...sources('agent')];
  const built =
    (await build(
      clang,
      agent.library,
      [...AGENT_FLAGS, '-shared', script, '-Wl,-z,defs', ...library],
      sink,
    )) && (await build(clang, agent.injector, sources('inject'), sink));
  return built ? agent : undefined;
}

/** Compiles to a file that appears whole; true when it is there. */
async function build(clang: Clang, output: string, args: readonly string[], sink: DiagnosticSink) {
  if (existsSync(output)) return true;
  const temporary = `${output}.${process.pid}`;
  const result = await runTool(clang.command, [...FLAGS, ...args, '-o', temporary], {
    timeoutSeconds: TIMEOUT_SECONDS,
  });
  if (result.timedOut) {
    sink.report('E0703', { tool: clang.command, seconds: TIMEOUT_SECONDS });
    return false;
  }
  if (!result.ok) throw new InternalError(`the agent does not build:\n${result.stderr}`);
  renameSync(temporary, output);
  return true;
}

function hashOfSources(root: string): string {
  const hash = createHash('sha256');
  for (const folder of ['include', 'src', 'agent', 'inject']) {
    const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter(name => /\.(c|h|map)$/.test(name)).sort()) {
      hash.update(`${folder}/${file}\0`).update(readFileSync(join(root, folder, file)));
    }
  }
  return hash.update(readFileSync(join(root, 'ebpfc_all.c'))).digest('hex');
}

/** A program at a place, as the agent lists it. */
export interface Link {
  readonly id: number;
  readonly object: string;
  readonly program: string;
  readonly place: string;
  readonly kind: string;
  /** `jump`, `hop` or `trap`; `none` when it is not attached. */
  readonly means: string;
  /** Instructions that are patched for it. */
  readonly sites: number;
  readonly hits: number;
  /** Hits that ran nothing, since a program ran on the thread already. */
  readonly misses?: number;
  /** For a module that is not loaded yet. */
  readonly waiting?: boolean;
  /** Why it is not attached, or not everywhere, or only by a breakpoint. */
  readonly reason?: string;
}

export interface Answer {
  readonly ok: boolean;
  readonly error?: string;
  readonly detached?: number;
  /** Bytes of executable memory that the agent uses. */
  readonly memory?: number;
  readonly links?: readonly Link[];
}

/** Where agents of this user listen. */
export function agentFolder(env: NodeJS.ProcessEnv): string {
  const runtime = env['XDG_RUNTIME_DIR'];
  return runtime ? join(runtime, 'ebpfc') : `/tmp/ebpfc-${process.geteuid?.() ?? 0}`;
}

/** The socket of one process: where this user's are, or where those of the user are that it runs as. */
export function agentSocket(pid: number, env: NodeJS.ProcessEnv): string {
  const owner = statSync(`/proc/${pid}`, { throwIfNoEntry: false })?.uid;
  const foreign = owner !== undefined && owner !== process.geteuid?.();
  return join(foreign ? `/tmp/ebpfc-${owner}` : agentFolder(env), `agent-${pid}.sock`);
}

/** One word of a request: what would end it is written %XX. */
export const requestWord = (key: string, value: string): string =>
  `${key}=${value.replace(/[%\s]/g, c => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`)}`;

/** Sends one request. Rejects with the system's error when nobody listens. */
export function ask(socketPath: string, request: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath, () => socket.write(`${request}\n`));
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', chunk => {
      text += chunk;
      if (!text.endsWith('\n')) return;
      socket.end();
      resolve(JSON.parse(text) as Answer);
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the agent closed the connection')));
  });
}
