import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Agent, type Answer, agentSocket, ask, buildAgent, type Link, requestWord } from '../agent.js';
import { openCache } from '../cache.js';
import { withTemporary } from '../cleanup.js';
import { findClang } from '../toolchain.js';
import type { CommandContext } from './command.js';
import { printLinks } from './links.js';
import { compiledObject } from './run.js';

/** `ebpfc attach PID FILE`: loads the agent into a running process and attaches the programs of the file. */
export async function run(context: CommandContext): Promise<number | undefined> {
  const { operands, sink } = context;
  const pid = Number(operands[0]);
  if (operands.length !== 2 || !(pid > 0)) {
    return sink.report('E0806', { what: 'the number of a process, and one file' });
  }
  const agent = await findAgent(context);
  if (!agent) return undefined;
  return withObject({ ...context, operands: operands.slice(1) }, async object => {
    const links = await attachTo(context, agent, pid, attachRequest(context, object));
    if (links) await printLinks(context, [{ pid, links }]);
    return undefined;
  });
}

/** Attaches as the request says; all links of the process, or undefined after a report. */
export async function attachTo(
  { options, shell, sink }: CommandContext,
  agent: Agent,
  pid: number,
  request: string,
): Promise<readonly Link[] | undefined> {
  const socket = agentSocket(pid, shell.env);
  const reason = await inject(agent, pid, socket);
  if (reason !== undefined) return sink.report('E0830', { pid, reason });
  let answer: Answer;
  try {
    answer = await ask(socket, request);
    if (options.follow) await ask(socket, 'follow');
  } catch (error) {
    return sink.report('E0830', { pid, reason: (error as Error).message });
  }
  if (!answer.ok) return sink.report('E0830', { pid, reason: answer.error ?? 'no reason given' });
  const links = answer.links ?? [];
  for (const link of links) {
    if (link.means !== 'none' || link.waiting) continue;
    sink.report('E0831', { name: link.program, place: link.place, reason: link.reason ?? 'unknown' });
  }
  return links;
}

/** The agent, built if need be; undefined after a report. */
export async function findAgent({ options, shell, sink }: CommandContext): Promise<Agent | undefined> {
  const clang = await findClang(options.clang, shell.env, sink, openCache(shell.env, options.cache));
  return clang && buildAgent(clang, shell.env, sink);
}

/** Gives `body` the path of the compiled object, which exists until `body` has ended. */
export async function withObject(
  context: CommandContext,
  body: (object: string) => Promise<number | undefined>,
): Promise<number | undefined> {
  const compiled = await compiledObject(context);
  if (!compiled) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'ebpfc-attach-'));
  return withTemporary(folder, async () => {
    const object = join(folder, 'program.so');
    writeFileSync(object, compiled, { mode: 0o700 });
    return body(object);
  });
}

/** What the agent is asked for by the options of the command line. */
export function attachRequest({ options }: CommandContext, object: string): string {
  const words = ['attach', requestWord('object', object)];
  if (options.session !== undefined) words.push(requestWord('session', options.session));
  if (options.program !== undefined) words.push(requestWord('program', options.program));
  if (options.at !== undefined) words.push(requestWord('place', options.at));
  if (options.allowUnverified) words.push('unverified=1');
  return words.join(' ');
}

/** Loads the agent, which does nothing where it is loaded already. Returns why that cannot be. */
function inject(agent: Agent, pid: number, socket: string): Promise<string | undefined> {
  return new Promise(resolve => {
    const args = [String(pid), agent.library, 'ebpfc_agent_start', socket];
    execFile(agent.injector, args, (error, _stdout, stderr) => {
      resolve(error ? stderr.trim() || error.message : undefined);
    });
  });
}
