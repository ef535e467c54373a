/** Text that derives from the option table: `--help`, the README's list, the man page. */
import { EXIT } from './exit.js';
import { COMMANDS, type Command, GROUPS, type OptionRow, optionsOf } from './options.js';

/** `-o FILE`, `--emit=KIND`, `-g, -g0`. */
export function optionSyntax(row: OptionRow): string {
  const spelled = [...row.names, ...(row.off ?? [])];
  return spelled.map(name => name + valueSyntax(row)).join(', ');
}

function valueSyntax({ value, form, implied }: OptionRow): string {
  if (value === undefined) return '';
  if (form === 'joined') return value;
  if (form === 'either') return ` ${value}`;
  return implied === undefined ? `=${value}` : `[=${value}]`;
}

/** What an option does, with the values it takes. */
export function optionText(row: OptionRow): string {
  return row.choices ? `${row.help} (${row.choices.join(', ')})` : row.help;
}

/** The options of a command that are shown, by group, in the order of the groups. */
export function groupedOptions(command: Command): { title: string; rows: OptionRow[] }[] {
  const rows = optionsOf(command).map(([, row]) => row);
  return Object.entries(GROUPS)
    .map(([group, title]) => ({
      title,
      rows: rows.filter(r => r.group === group && r.refused === undefined),
    }))
    .filter(({ rows }) => rows.length > 0);
}

export function usageLines(): string[] {
  return (Object.keys(COMMANDS) as Command[]).map(command => {
    const { operands } = COMMANDS[command];
    return ['ebpfc', ...(command === 'compile' ? [] : [command]), '[options]', operands]
      .filter(Boolean)
      .join(' ');
  });
}

const INDENT = 26;

/** The text of `ebpfc COMMAND --help`, no wider than `width` columns. */
export function helpText(command: Command, width: number): string {
  const lines: string[] = [];
  if (command === 'compile') {
    lines.push('usage:');
    const usage = usageLines();
    for (const [i, name] of (Object.keys(COMMANDS) as Command[]).entries()) {
      lines.push(...entry(usage[i]!, COMMANDS[name].summary, width, 36));
    }
  } else {
    const { summary, operands } = COMMANDS[command];
    lines.push(`usage: ebpfc ${command} [options] ${operands}`, '', `  ${summary}`);
  }
  for (const { title, rows } of groupedOptions(command)) {
    lines.push('', `${title}:`);
    for (const row of rows) lines.push(...entry(optionSyntax(row), optionText(row), width, INDENT));
  }
  if (command === 'compile') {
    lines.push('', 'Exit codes:');
    for (const { code, help } of Object.values(EXIT)) lines.push(`  ${String(code).padStart(3)}  ${help}`);
    lines.push('  128+n  ended by signal n');
    lines.push(
      '',
      'Options may be read from a file: @FILE.',
      '`--` ends them, and `-` is the standard input.',
    );
  }
  return `${lines.join('\n')}\n`;
}

/** Two columns: what is typed, and what it does, wrapped. */
function entry(left: string, right: string, width: number, indent: number): string[] {
  const room = Math.max(30, width - indent);
  const wrapped: string[] = [];
  let line = '';
  for (const word of right.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > room) {
      wrapped.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  wrapped.push(line);
  const head = `  ${left}`;
  const pad = ' '.repeat(indent);
  const rest = wrapped.slice(1).map(l => pad + l);
  if (head.length + 2 > indent) return [head, pad + wrapped[0], ...rest];
  return [head.padEnd(indent) + wrapped[0], ...rest];
}
