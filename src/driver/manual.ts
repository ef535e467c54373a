/** The man page and the README's option list, from the option table. */
import { EXIT } from './exit.js';
import { groupedOptions, optionSyntax, optionText } from './help.js';
import { COMMANDS, type Command, GROUPS, OPTIONS, type OptionRow } from './options.js';

const ENVIRONMENT: readonly [string, string][] = [
  ['EBPFC_CLANG', 'the clang to use, when --clang does not name one'],
  ['XDG_CACHE_HOME', 'where the folder of the compile cache is; the default is ~/.cache'],
  ['NO_COLOR, CLICOLOR_FORCE', 'no colours, or colours even when the output is not a terminal'],
];

const FILES: readonly [string, string][] = [
  ['$XDG_CACHE_HOME/ebpfc', 'compiled code by content, at most 512 MiB; it may be removed at any time'],
];

/** ebpfc(1) as roff. */
export function manPage(version: string): string {
  const lines = [
    `.TH EBPFC 1 "" "ebpfc ${version}" "User commands"`,
    '.SH NAME',
    'ebpfc \\- compile eBPF objects to native shared objects',
    '.SH SYNOPSIS',
  ];
  for (const command of Object.keys(COMMANDS) as Command[]) {
    const words = ['.B ebpfc'];
    if (command !== 'compile') words[0] += ` ${command}`;
    lines.push(words[0]!, `[\\fIoptions\\fR] ${roff(COMMANDS[command].operands)}`.trimEnd(), '.br');
  }
  lines.push(
    '.SH DESCRIPTION',
    'ebpfc compiles eBPF objects, as clang makes them, to native shared objects whose programs are plain functions.',
    'Nothing of a compiler is needed where they run.',
    '.PP',
    'It is silent when all is well; what is wrong goes to the standard error. Outputs appear whole or not at all.',
    'Options may be read from a file, as @FILE; of an option that is given twice, the last counts.',
    '.SH COMMANDS',
  );
  for (const [name, { summary }] of Object.entries(COMMANDS)) lines.push('.TP', `.B ${name}`, roff(summary));
  lines.push(
    '.SH OPTIONS',
    'A command takes those that mean something to it; `ebpfc COMMAND \\-\\-help` lists them.',
  );
  for (const [group, title] of Object.entries(GROUPS)) {
    const rows = (Object.values(OPTIONS) as OptionRow[]).filter(
      r => r.group === group && r.refused === undefined,
    );
    if (rows.length === 0) continue;
    lines.push(`.SS ${title}`);
    for (const row of rows)
      lines.push('.TP', `.B ${roff(optionSyntax(row))}`, roff(`${optionText(row)}${commandNote(row)}`));
  }
  const section = (title: string, rows: readonly (readonly [string, string])[]) => {
    lines.push(`.SH ${title}`);
    for (const [term, text] of rows) lines.push('.TP', `.B ${roff(term)}`, roff(text));
  };
  section('EXIT STATUS', [
    ...Object.values(EXIT).map(({ code, help }) => [String(code), help] as const),
    ['128+n', 'ended by signal n'],
  ]);
  section('ENVIRONMENT', ENVIRONMENT);
  section('FILES', FILES);
  lines.push('.SH SEE ALSO', '.BR clang (1),', '.BR bpftool (8)');
  return `${lines.join('\n')}\n`;
}

/** Which commands an option is for, when it is not for compiling. */
function commandNote({ commands }: OptionRow): string {
  if (commands === undefined || commands.includes('compile')) return '';
  return ` (${commands.join(', ')})`;
}

/** Text as roff takes it: backslashes, minus signs, and dots at the start of a line. */
const roff = (text: string): string =>
  text
    .replace(/\\/g, '\\e')
    .replace(/-/g, '\\-')
    .replace(/…/g, '...')
    .replace(/^([.'])/, '\\&$1');

/** The compiler's options as a Markdown table. */
export function optionTable(): string {
  const lines = ['| option | meaning |', '|---|---|'];
  for (const { title, rows } of groupedOptions('compile')) {
    lines.push(`| **${title}** | |`);
    for (const row of rows) lines.push(`| \`${cell(optionSyntax(row))}\` | ${cell(optionText(row))} |`);
  }
  return `${lines.join('\n')}\n`;
}

const cell = (text: string): string => text.replace(/\|/g, '\\|');
