import { programType } from '../../platform/programs.js';
import { type Sessions, withSessions } from '../session-access.js';
import type { SessionProgram } from '../session-host.js';
import type { CommandContext } from './command.js';

const VERIFIED = 1;

/** `ebpfc prog list`: the programs that instances of a session have, or had. */
export async function run(context: CommandContext): Promise<number | undefined> {
  if (context.operands[0] !== 'list' || context.operands.length !== 1)
    return context.sink.report('E0806', { what: '`list`' });
  return withSessions(context, sessions => list(context, sessions));
}

async function list({ options, shell }: CommandContext, sessions: Sessions): Promise<undefined> {
  const session = await sessions.chosen();
  if (session === undefined) return;
  const programs: SessionProgram[] = [];
  const asked = await sessions.ask({ kind: 'programs', session }, answer => {
    if (answer.kind === 'program') programs.push(answer.program);
    return true;
  });
  if (!asked) return;
  programs.sort(
    (a, b) => a.object.localeCompare(b.object) || a.number - b.number || (a.name < b.name ? -1 : 1),
  );
  await shell.print(
    options.json ? `${JSON.stringify(programs.map(toJson))}\n` : programs.map(describe).join(''),
  );
}

const typeName = (type: number): string => programType(type)?.name ?? `type ${type}`;
/** As license_is_gpl_compatible of the kernel. */
const GPL = new Set([
  'GPL',
  'GPL v2',
  'GPL and additional rights',
  'Dual BSD/GPL',
  'Dual MIT/GPL',
  'Dual MPL/GPL',
]);

/** The words of bpftool, and after them our own. */
function toJson({ number, type, name, tag, license, loaded_at, map_ids, ...more }: SessionProgram): object {
  return {
    id: number,
    type: typeName(type),
    name,
    tag,
    gpl_compatible: GPL.has(license),
    loaded_at,
    map_ids,
    object: more.object,
    insns: more.insn_count,
    verified: (more.flags & VERIFIED) !== 0,
  };
}

function describe(program: SessionProgram): string {
  const { number, type, name, tag, license, loaded_at, map_ids, object, insn_count, flags } = program;
  const gpl = GPL.has(license) ? '  gpl' : '';
  const when = new Date(loaded_at * 1000).toISOString().replace(/\.\d+Z$/, '+0000');
  const maps = map_ids.length > 0 ? `  map_ids ${map_ids.join(',')}` : '';
  const safety = flags & VERIFIED ? 'verified' : 'not verified';
  return `${number}: ${typeName(type)}  name ${name}  tag ${tag}${gpl}\n\tloaded_at ${when}  object ${object}\n\tinsns ${insn_count}  ${safety}${maps}\n`;
}
