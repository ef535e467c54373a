/**
 * `--config FILE`: options of a project as JSON. Its keys are the long names of options without their dashes, so the
 * option table says all there is to say of them; schemas/config.schema.json is made of it, for editors.
 */
import { dirname, isAbsolute, join } from 'node:path';
import type { DiagnosticSink } from '../diag/diagnostic.js';
import { COMMANDS, type Command, OPTIONS, type OptionRow, optionsOf } from './options.js';
import { BTF_WORDS } from './system-btf.js';

/** What a configuration gives: options as words, to go before those of the command line, and inputs. */
export interface Config {
  readonly words: readonly string[];
  readonly files: readonly string[];
}

type Json = boolean | number | string | readonly string[] | Readonly<Record<string, Json2>>;
type Json2 = string | number | boolean;
type Schema = Readonly<Record<string, unknown>>;

/** Options that make no sense in a file. */
const NOT_IN_A_FILE: ReadonlySet<string> = new Set(['config', 'help', 'version', 'explain', 'dryRun']);

/** The key of an option, and its row. */
function keysOf(command?: Command): [key: string, row: OptionRow][] {
  const rows = command ? optionsOf(command) : (Object.entries(OPTIONS) as [string, OptionRow][]);
  return rows
    .filter(
      ([name, row]) => row.refused === undefined && !NOT_IN_A_FILE.has(name) && !name.startsWith('print'),
    )
    .map(([, row]) => [keyOf(row), row]);
}

/** `--late-rodata` is `late-rodata`; `-Wl,` is `Wl`. */
const keyOf = (row: OptionRow): string => row.names[0]!.replace(/^--?|,$/g, '');

/** The JSON schema (2020-12) of a configuration, for a command or for all of them. */
export function configSchema(command?: Command): Schema {
  const properties = Object.fromEntries(keysOf(command).map(([key, row]) => [key, valueSchema(key, row)]));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Options of ebpfc',
    description: 'What `ebpfc --config FILE` reads; options of the command line come after these, and win.',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      files: {
        type: 'array',
        items: { type: 'string' },
        description: 'the inputs, when the command line names none; relative to this file',
      },
      ...properties,
    },
  };
}

function valueSchema(key: string, row: OptionRow): Schema {
  const description = row.help;
  if (row.value === undefined) return { type: 'boolean', description };
  if (row.integer) return { type: 'integer', minimum: 0, maximum: 999_999_999, description };
  const one = row.choices && !row.list ? { enum: row.choices } : { type: 'string' };
  if (!row.repeat) return { ...one, description };
  const forms: Schema[] = [one, { type: 'array', items: one }];
  if (key === 'set')
    forms.push({ type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } });
  return { anyOf: forms, description };
}

/** Reads a configuration for a command; reports E0816 with the line for each thing that is wrong with it. */
export async function readConfig(
  file: string,
  text: string,
  command: Command,
  sink: DiagnosticSink,
): Promise<Config | undefined> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    const at = /position (\d+)/.exec(message)?.[1];
    const reason = message.replace(/ in JSON at position.*$|, ".*$/s, '');
    return wrong(file, text, at === undefined ? text.length : Number(at), `it is no JSON: ${reason}`, sink);
  }
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true, strict: false }).compile(
    configSchema(command),
  );
  if (!validate(value)) {
    const seen = new Set<string>();
    for (const { instancePath, keyword, params } of validate.errors ?? []) {
      const [, own = ''] = instancePath.split('/');
      const key =
        keyword === 'additionalProperties' && own === '' ? String(params['additionalProperty']) : own;
      if (seen.has(key)) continue;
      seen.add(key);
      const at = Math.max(0, text.search(new RegExp(`"${key.replace(/\W/g, '\\$&')}"\\s*:`)));
      wrong(file, text, at, reasonOf(key, command, keyword), sink);
    }
    return undefined;
  }
  return toWords(value as Readonly<Record<string, Json>>, dirname(file), command);
}

function wrong(file: string, text: string, at: number, reason: string, sink: DiagnosticSink): undefined {
  const before = text.slice(0, at).split('\n');
  const line = before.length;
  const source = text.split('\n')[line - 1] ?? '';
  const place = { file, line, column: before[line - 1]!.length + 1, text: source };
  return sink.report('E0816', { reason }, place);
}

/** What is wrong with a key, in words that say what would be right. */
function reasonOf(key: string, command: Command, keyword: string): string {
  if (key === '') return 'it is not an object of options';
  const row = keysOf(command).find(([known]) => known === key)?.[1];
  if (key === 'files') return 'files is a list of names';
  if (row === undefined) {
    const elsewhere = (Object.keys(COMMANDS) as Command[]).filter(other =>
      keysOf(other).some(([known]) => known === key),
    );
    return elsewhere.length > 0
      ? `${key} is an option of ${elsewhere.join(', ')}, not of ${command}`
      : `there is no option ${key}`;
  }
  if (row.value === undefined) return `${key} is true or false`;
  if (row.integer) return `${key} is a whole number`;
  if (row.choices && keyword !== 'type') return `${key} is one of ${row.choices.join(', ')}`;
  if (row.repeat) return `${key} is a text, or a list of them`;
  return row.choices ? `${key} is one of ${row.choices.join(', ')}` : `${key} is a text`;
}

function toWords(config: Readonly<Record<string, Json>>, folder: string, command: Command): Config {
  const words: string[] = [];
  const relative = (path: string): string => (path === '-' || isAbsolute(path) ? path : join(folder, path));
  for (const [key, row] of keysOf(command)) {
    const value = config[key];
    if (value === undefined) continue;
    const [name = ''] = row.names;
    if (row.value === undefined) {
      if (value === true) words.push(name);
      else if (row.off) words.push(row.off[0]!);
      continue;
    }
    const isFile = row.value === 'FILE';
    const isWord = (text: string): boolean => key === 'btf' && Object.hasOwn(BTF_WORDS, text);
    for (const one of textsOf(value)) {
      const text = isFile && !isWord(one) ? relative(one) : one;
      words.push(row.form === 'equals' ? `${name}=${text}` : `${name}${text}`);
    }
  }
  const { files = [] } = config;
  return { words, files: (files as readonly string[]).map(relative) };
}

function textsOf(value: Json): readonly string[] {
  if (Array.isArray(value)) return value as readonly string[];
  if (typeof value !== 'object') return [String(value)];
  return Object.entries(value).map(([name, set]) => `${name}=${set}`);
}
