/** From the words of a command line to option values, by the rules of clang and GNU. */
import type { DiagnosticSink } from '../diag/diagnostic.js';
import type { Config } from './config.js';
import { COMMANDS, type Command, OPTIONS, type OptionRow, type OptionValues, optionsOf } from './options.js';

export interface CommandLine {
  readonly command: Command;
  readonly options: OptionValues;
  /** What is not an option, in order. */
  readonly operands: readonly string[];
}

/** Response files may name response files, this deep. */
const MAX_RESPONSE_DEPTH = 16;

/**
 * Parses the words after the program's name. `readText` gives the contents of a response file (`@FILE`) or
 * undefined after reporting. Everything wrong is reported (E0801, E0802, E0803); the result is then undefined.
 */
export async function parseArguments(
  argv: readonly string[],
  readText: (path: string) => Promise<string | undefined>,
  sink: DiagnosticSink,
): Promise<CommandLine | undefined> {
  const before = sink.errors;
  const words = await expandResponseFiles(argv, readText, sink, 0);
  const command = Object.hasOwn(COMMANDS, words[0] ?? '') ? (words.shift() as Command) : 'compile';
  const rows = optionsOf(command);
  const config = await configOf(words, command, readText, sink);
  words.unshift(...(config?.words ?? []));
  const values: Record<string, string | number | boolean | string[] | undefined> = {};
  for (const [key, row] of Object.entries(OPTIONS) as [string, OptionRow][]) {
    values[key] = row.value === undefined ? row.initially === true : row.repeat ? [] : undefined;
  }

  const operands: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word === '--') {
      operands.push(...words.slice(i + 1));
      break;
    }
    if (word === '-' || !word.startsWith('-')) {
      operands.push(word);
      continue;
    }
    const match = matchOption(word, rows);
    if (!match) {
      const nearest = nearestOption(word, rows);
      sink.report(
        'E0801',
        { option: word },
        undefined,
        nearest ? { help: `did you mean \`${nearest}\`?` } : {},
      );
      continue;
    }
    const { key, row, name } = match;
    if (row.refused !== undefined) {
      sink.report('E0801', { option: name }, undefined, { help: row.refused });
      continue;
    }
    if (row.value === undefined) {
      values[key] = match.on;
      continue;
    }
    let value = match.value ?? row.implied;
    if (value === undefined) {
      value = words[++i];
      if (value === undefined) {
        sink.report('E0802', { option: name, what: row.value });
        continue;
      }
    }
    if (!isAllowed(value, row)) {
      const help = row.choices ? `one of: ${row.choices.join(', ')}` : 'a whole number';
      sink.report('E0803', { value: value === '' ? '``' : value, option: name }, undefined, { help });
      continue;
    }
    if (row.repeat) (values[key] as string[]).push(value);
    else values[key] = row.integer ? Number(value) : value;
  }
  if (operands.length === 0) operands.push(...(config?.files ?? []));
  return sink.errors > before ? undefined : { command, options: values as unknown as OptionValues, operands };
}

/** What the last `--config` among the words names; undefined without one, and after a report. */
async function configOf(
  words: readonly string[],
  command: Command,
  readText: (path: string) => Promise<string | undefined>,
  sink: DiagnosticSink,
): Promise<Config | undefined> {
  const end = words.indexOf('--');
  const options = end < 0 ? words : words.slice(0, end);
  const at = options.findLastIndex(word => /^--?config(=|$)/.test(word));
  const file = options[at]?.split(/=(.*)/s)[1] ?? options[at + 1];
  if (at < 0 || file === undefined) return undefined;
  const text = await readText(file);
  if (text === undefined) return undefined;
  const { readConfig } = await import('./config.js');
  return readConfig(file, text, command, sink);
}

interface Match {
  readonly key: string;
  readonly row: OptionRow;
  readonly name: string;
  readonly on: boolean;
  /** What is joined to the name; undefined when the value is the next word. */
  readonly value: string | undefined;
}

/** The option a word names; of several, the one with the longest name (`-MFx` is not `-M`, `-Wl,` not `-W`). */
function matchOption(word: string, rows: readonly [string, OptionRow][]): Match | undefined {
  let best: Match | undefined;
  const consider = (match: Match) => {
    if (match.name.length > (best?.name.length ?? 0)) best = match;
  };
  for (const [key, row] of rows) {
    for (const name of [...row.names, ...(row.off ?? [])]) {
      const on = !row.off?.includes(name);
      for (const spelled of spellings(name)) {
        if (row.value === undefined) {
          if (word === spelled) consider({ key, row, name, on, value: undefined });
          continue;
        }
        const separator = row.form === 'equals' ? '=' : '';
        const joined = spelled + separator;
        if (word === spelled) {
          if (row.form !== 'joined' || row.implied !== undefined)
            consider({ key, row, name, on, value: undefined });
        } else if (word.startsWith(joined)) {
          consider({ key, row, name, on, value: word.slice(joined.length) });
        }
      }
    }
  }
  return best;
}

/** A long name is taken with one dash and with two; a short one and a joined prefix only as it is. */
function spellings(name: string): string[] {
  const bare = name.replace(/^--?/, '');
  return bare.length > 2 && !bare.includes(',') ? [`-${bare}`, `--${bare}`] : [name];
}

function isAllowed(value: string, row: OptionRow): boolean {
  if (row.integer) return /^\d{1,9}$/.test(value);
  if (!row.choices) return true;
  return (row.list ? value.split(',') : [value]).every(part => row.choices!.includes(part));
}

/** The known name that is most like a word, when one is like it at all. */
function nearestOption(word: string, rows: readonly [string, OptionRow][]): string | undefined {
  const name = word.split('=')[0]!;
  let best: string | undefined;
  let least = Math.max(2, Math.ceil(name.length / 3)) + 1;
  for (const [, row] of rows) {
    if (row.refused !== undefined) continue;
    for (const candidate of [...row.names, ...(row.off ?? [])]) {
      const distance = editDistance(name.replace(/^-+/, ''), candidate.replace(/^-+/, ''));
      if (distance < least && distance < candidate.length - 1) {
        least = distance;
        best = candidate;
      }
    }
  }
  return best;
}

/** Levenshtein distance. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}

async function expandResponseFiles(
  argv: readonly string[],
  readText: (path: string) => Promise<string | undefined>,
  sink: DiagnosticSink,
  depth: number,
): Promise<string[]> {
  const words: string[] = [];
  for (const word of argv) {
    if (!word.startsWith('@') || word.length === 1) {
      words.push(word);
    } else if (depth >= MAX_RESPONSE_DEPTH) {
      sink.report('E0804', { file: word.slice(1), reason: 'response files name each other without end' });
    } else {
      const text = await readText(word.slice(1));
      if (text !== undefined) {
        words.push(...(await expandResponseFiles(splitWords(text), readText, sink, depth + 1)));
      }
    }
  }
  return words;
}

/**
 * The words of a response file, quoted as gcc takes it: white space separates, `'` and `"` group, and a backslash
 * takes the next character as it is, inside quotes too.
 */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === '\\' && i + 1 < text.length) word = (word ?? '') + text[++i];
    else if (quote !== '') {
      if (c === quote) quote = '';
      else word += c;
    } else if (c === "'" || c === '"') {
      quote = c;
      word ??= '';
    } else if (/\s/.test(c)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + c;
  }
  if (word !== undefined) words.push(word);
  return words;
}
