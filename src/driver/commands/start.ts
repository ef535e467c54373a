import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { attachRequest, findAgent, withObject } from './attach.js';
import type { CommandContext } from './command.js';

/** `ebpfc start FILE -- COMMAND…`: runs a command with the programs of the file attached before its main. */
export async function run(context: CommandContext): Promise<number | undefined> {
  const { operands, options, shell, sink } = context;
  const [file, command, ...args] = operands;
  if (file === undefined || command === undefined) {
    return sink.report('E0806', { what: 'one file, and behind `--` the command to start' });
  }
  const agent = await findAgent(context);
  if (!agent) return undefined;
  return withObject({ ...context, operands: [file] }, object => {
    const env = {
      ...shell.env,
      LD_PRELOAD: [agent.library, shell.env['LD_PRELOAD']].filter(Boolean).join(':'),
      EBPFC_AGENT: '',
      EBPFC_ATTACH: [attachRequest(context, object), ...(options.follow ? ['follow'] : [])].join('\n'),
    };
    return new Promise(resolve => {
      const child = spawn(command, args, { stdio: 'inherit', env });
      child.on('error', error => resolve(sink.report('E0804', { file: command, reason: error.message })));
      child.on('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
    });
  });
}
