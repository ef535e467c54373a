import { readdir, readFile } from 'node:fs/promises';
import { type Answer, agentSocket, ask } from '../agent.js';
import type { CommandContext } from './command.js';

/** `ebpfc status PID`: what attached programs do to a process, and what stands in their way. */
export async function run({ operands, options, shell, sink }: CommandContext): Promise<undefined> {
  const pid = Number(operands[0]);
  if (operands.length !== 1 || !(pid > 0)) return sink.report('E0806', { what: 'the number of a process' });
  let answer: Answer;
  try {
    answer = await ask(agentSocket(pid, shell.env), 'list');
  } catch (error) {
    return sink.report('E0830', { pid, reason: (error as Error).message });
  }
  const command = (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '?')).trim();
  const threads = (await readdir(`/proc/${pid}/task`).catch(() => [])).length;
  const links = answer.links ?? [];
  if (options.json) {
    await shell.print(`${JSON.stringify({ ...answer, pid, command, threads })}\n`);
    return undefined;
  }
  const sum = (of: 'hits' | 'misses' | 'sites'): number =>
    links.reduce((total, link) => total + (link[of] ?? 0), 0);
  const lines = [
    `process ${pid} (${command}), ${threads} threads`,
    `${links.length} links at ${sum('sites')} instructions, ${answer.memory ?? 0} bytes of trampolines`,
    `${sum('hits')} hits, ${sum('misses')} missed because a program ran on the thread already`,
  ];
  for (const link of links) {
    lines.push(
      `link ${link.id}: ${link.program} of ${link.object}`,
      `  ${link.kind} at ${link.place}`,
      `  ${stateOf(link)}, ${link.hits} hits, ${link.misses ?? 0} misses`,
    );
    if (link.reason !== undefined) lines.push(`  ${link.reason}`);
  }
  await shell.print(lines.map(line => `${line}\n`).join(''));
  return undefined;
}

/** How the place calls the program. */
function stateOf({ means, sites, waiting }: NonNullable<Answer['links']>[number]): string {
  if (waiting) return 'waits for its module';
  return means === 'none' ? 'not attached' : `${means} at ${sites} instructions`;
}
