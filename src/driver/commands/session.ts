import { type SessionInfo, type Sessions, withSessions } from '../session-access.js';
import type { CommandContext } from './command.js';

/** `ebpfc session list`, `ebpfc session rm NAME…`: the named sessions of this user. */
export async function run(context: CommandContext): Promise<number | undefined> {
  const [verb, ...names] = context.operands;
  if (verb === 'list' && names.length === 0) return withSessions(context, s => list(context, s));
  if (verb === 'rm' && names.length > 0) return withSessions(context, s => remove(s, names));
  return context.sink.report('E0806', { what: '`list`, or `rm` and names' });
}

async function list({ options, shell, sink }: CommandContext, sessions: Sessions): Promise<undefined> {
  const rows: { readonly name: string; readonly info?: SessionInfo; readonly problem?: string }[] = [];
  await sessions.ask({ kind: 'sessions' }, answer => {
    if (answer.kind === 'session') rows.push(answer);
    if (answer.kind === 'broken') rows.push({ name: answer.name, problem: answer.reason });
    return true;
  });
  if (options.json) {
    const objects = rows.map(({ name, info, problem }) => ({ name, ...info, ...(problem && { problem }) }));
    return shell.print(`${JSON.stringify(objects)}\n`) as Promise<undefined>;
  }
  for (const { name, info, problem } of rows) {
    if (problem !== undefined)
      sink.report('E0840', { name, reason: problem.replace(`session ${name}: `, '') });
    if (!info) continue;
    const users = info.processes === 1 ? '1 process' : `${info.processes} processes`;
    await shell.print(`${name}: ${info.maps} maps, ${info.bytes} bytes, used by ${users}\n`);
  }
}

async function remove(sessions: Sessions, names: readonly string[]): Promise<undefined> {
  for (const session of names) await sessions.ask({ kind: 'remove', session });
}
