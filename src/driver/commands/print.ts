import { LOWERINGS } from '../../backends/llvm/lowerings.js';
import { LATE_PASSES, PASSES } from '../../ir/passes.js';
import { INSNS } from '../../isa/table.js';
import { HELPERS } from '../../platform/helpers.js';
import { resourceDir } from '../resources.js';
import { TARGETS } from '../targets.js';
import type { CommandContext } from './command.js';

/** `--print-…`: lists for scripts, one row a line, columns separated by tabs. False when none was asked for. */
export async function printList({ options, shell }: CommandContext): Promise<boolean> {
  const rows: string[][] = [];
  if (options.printTargets) rows.push(...TARGETS.map(({ triple, help }) => [triple, help]));
  else if (options.printInsns) {
    rows.push(
      ...INSNS.map(({ id, opcode, groups, cpu, asm }) => [id, hex(opcode), cpu, groups.join(','), asm]),
    );
  } else if (options.printPasses) {
    rows.push(
      ...PASSES.map(({ name }) => [name, 'early']),
      ...LATE_PASSES.map(({ name }) => [name, 'late']),
      ...Object.keys(LOWERINGS).map(name => [name, 'lowering']),
    );
  } else if (options.printHelpers) rows.push(...HELPERS.map(({ id, name }) => [String(id), name]));
  else if (options.printResourceDir) rows.push([resourceDir()]);
  else return false;
  await shell.print(rows.map(row => `${row.join('\t')}\n`).join(''));
  return true;
}

const hex = (opcode: number): string => `0x${opcode.toString(16).padStart(2, '0')}`;
