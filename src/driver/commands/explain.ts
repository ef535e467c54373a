import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CODES, type Code, type CodeRow } from '../../diag/codes.js';
import { packageRoot } from '../resources.js';
import type { CommandContext } from './command.js';

/** `ebpfc explain CODE…`: the page of each code, or what its row says when it has no page yet. */
export async function run({ operands, sink, shell }: CommandContext): Promise<undefined> {
  if (operands.length === 0) return sink.report('E0806', { what: 'a diagnostic code, such as E0701' });
  for (const operand of operands) {
    const code = codeNamed(operand);
    if (code === undefined) sink.report('E0803', { value: operand, option: 'explain' });
    else await shell.print(explanation(code));
  }
}

/** A code, or a warning's name, in any case. */
function codeNamed(word: string): Code | undefined {
  const rows = Object.entries(CODES) as [Code, CodeRow][];
  return rows.find(([code, row]) => code === word.toUpperCase() || row.name === word)?.[0];
}

function explanation(code: Code): string {
  const page = join(packageRoot(), 'docs/errors', `${code}.md`);
  if (existsSync(page)) return readFileSync(page, 'utf8');
  const row: CodeRow = CODES[code];
  const name = row.name === undefined ? '' : ` (-W${row.name})`;
  const help = row.help === undefined ? '' : `\nhelp: ${row.help}\n`;
  return `${code}, ${row.severity}${name}: ${row.message}\n${help}`;
}
