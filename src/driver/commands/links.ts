import { readdir } from 'node:fs/promises';
import { agentFolder, agentSocket, ask, type Link } from '../agent.js';
import type { CommandContext } from './command.js';

interface Process {
  readonly pid: number;
  readonly links: readonly Link[];
}

/** `ebpfc links [PID…]`: what is attached, in the processes named or in all that have an agent of this user. */
export async function run(context: CommandContext): Promise<undefined> {
  const { operands, shell, sink } = context;
  const pids = operands.length > 0 ? operands.map(Number) : await processesWithAgents(shell.env);
  const processes: Process[] = [];
  for (const pid of pids) {
    try {
      const answer = await ask(agentSocket(pid, shell.env), 'list');
      processes.push({ pid, links: answer.links ?? [] });
    } catch (error) {
      // A socket without a listener is what a killed process leaves.
      if (operands.length > 0) sink.report('E0830', { pid, reason: (error as Error).message });
    }
  }
  await printLinks(context, processes);
}

async function processesWithAgents(env: NodeJS.ProcessEnv): Promise<number[]> {
  const names = await readdir(agentFolder(env)).catch(() => []);
  return names.flatMap(name => Number(/^agent-(\d+)\.sock$/.exec(name)?.[1]) || []).sort((a, b) => a - b);
}

/** Links as a table, or as JSON. */
export async function printLinks({ options, shell }: CommandContext, processes: readonly Process[]) {
  if (options.json) return shell.print(`${JSON.stringify(processes)}\n`);
  const lines = processes.flatMap(({ pid, links }) =>
    links.map(link => {
      const how = link.waiting
        ? 'waiting'
        : link.means === 'none'
          ? 'not attached'
          : `${link.means}, ${link.sites} sites, ${link.hits} hits`;
      const why = link.reason === undefined ? '' : ` (${link.reason})`;
      return `${pid} ${link.id} ${link.program} at ${link.place}: ${how}${why}`;
    }),
  );
  return shell.print(lines.map(line => `${line}\n`).join(''));
}
