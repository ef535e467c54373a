import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Agent } from '../agent.js';
import { attachRequest, findAgent, withObject } from './attach.js';
import type { CommandContext } from './command.js';

/** `ebpfc start FILE -- COMMAND…`: runs a command with the programs of the file attached before its main. */
export async function run(context: CommandContext): Promise<number | undefined> {
  const { operands, sink } = context;
  const [file, command, ...args] = operands;
  if (file === undefined || command === undefined) {
    return sink.report('E0806', { what: 'one file, and behind `--` the command to start' });
  }
  const agent = await findAgent(context);
  if (!agent) return undefined;
  return withObject({ ...context, operands: [file] }, object => {
    return startWith(context, agent, attachRequest(context, object), [command, ...args]).exit;
  });
}

export interface Started {
  readonly child: ChildProcess;
  /** The exit code as a shell gives it; undefined after a report. */
  readonly exit: Promise<number | undefined>;
}

/** Starts a command that carries out an attach request before its main. */
export function startWith(
  { options, shell, sink }: CommandContext,
  agent: Agent,
  request: string,
  [command, ...args]: readonly [string, ...string[]],
): Started {
  const env = {
    ...shell.env,
    LD_PRELOAD: [agent.library, shell.env['LD_PRELOAD']].filter(Boolean).join(':'),
    EBPFC_AGENT: '',
    EBPFC_ATTACH: [request, ...(options.follow ? ['follow'] : [])].join('\n'),
  };
  const child = spawn(command, args, { stdio: 'inherit', env });
  const exit = new Promise<number | undefined>(resolve => {
    child.on('error', error => resolve(sink.report('E0804', { file: command, reason: error.message })));
    child.on('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
  return { child, exit };
}
