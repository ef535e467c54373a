import { agentSocket, ask } from '../agent.js';
import type { CommandContext } from './command.js';

/** `ebpfc detach PID [LINK…]`: takes programs out of a process, all of them when none is named. */
export async function run({ operands, shell, sink }: CommandContext): Promise<undefined> {
  const [pid, ...links] = operands.map(Number);
  if (!pid || links.some(link => !(link > 0))) {
    return sink.report('E0806', { what: 'the number of a process, and of links in it' });
  }
  try {
    let detached = 0;
    for (const request of links.length > 0 ? links.map(link => `detach id=${link}`) : ['detach']) {
      const answer = await ask(agentSocket(pid, shell.env), request);
      if (!answer.ok) return sink.report('E0830', { pid, reason: answer.error ?? 'no reason given' });
      detached += answer.detached ?? 0;
    }
    await shell.print(`${detached} detached\n`);
  } catch (error) {
    sink.report('E0830', { pid, reason: (error as Error).message });
  }
}
