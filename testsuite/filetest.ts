/**
 * File tests of the command line: a command, the files it finds, and all that it prints, in one text file.
 *
 *     $ ebpfc --emit=ir -o - add.s
 *     exit 0
 *     --- add.s ---
 *     mov %r0, 1
 *     exit
 *     --- stdout ---
 *     …
 *     --- stderr ---
 *
 * The command runs in a folder of its own with those files. With EBPFC_BLESS=1 what it printed is written into the
 * test; without, a difference fails and says how to bless it. Paths of the folder are printed as `DIR`.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { splitWords } from '../src/driver/arguments.js';
import { run } from './unit/driver/shell.js';

export interface Filetest {
  /** The words after `ebpfc`. */
  readonly words: readonly string[];
  readonly exit: number;
  readonly files: ReadonlyMap<string, string>;
  readonly stdout: string;
  readonly stderr: string;
}

const HEADING = /^--- (\S+) ---$/;

/** The text of a test taken apart; throws for what is not one. */
export function parseFiletest(text: string): Filetest {
  const sections = new Map<string, string>([['', '']]);
  let current = '';
  for (const line of text.split('\n').slice(0, text.endsWith('\n') ? -1 : undefined)) {
    const heading = HEADING.exec(line);
    if (heading) {
      current = heading[1]!;
      sections.set(current, '');
    } else sections.set(current, `${sections.get(current)}${line}\n`);
  }
  const [, command] = /^\$ ebpfc(.*)$/m.exec(sections.get('')!) ?? [];
  if (command === undefined) throw new Error('no line `$ ebpfc …`');
  const [, exit = '0'] = /^exit (\d+)$/m.exec(sections.get('')!) ?? [];
  const { stdout = '', stderr = '', ...files } = Object.fromEntries(sections);
  delete files[''];
  return {
    words: splitWords(command),
    exit: Number(exit),
    files: new Map(Object.entries(files)),
    stdout,
    stderr,
  };
}

/** What a test is when its command does what it did. */
export function printFiletest(
  text: string,
  { exit, stdout, stderr }: Pick<Filetest, 'exit' | 'stdout' | 'stderr'>,
): string {
  const { files } = parseFiletest(text);
  const head = text
    .split(/^---/m)[0]!
    .replace(/^exit \d+\n/m, '')
    .trimEnd();
  const section = (name: string, content: string): string =>
    `--- ${name} ---\n${content}${content === '' || content.endsWith('\n') ? '' : '\n'}`;
  const parts = [...files].map(([name, content]) => section(name, content));
  return [`${head}\nexit ${exit}\n`, ...parts, section('stdout', stdout), section('stderr', stderr)].join('');
}

/** Runs a test; gives what is wrong with the result, or nothing. Rewrites the file when blessing. */
export async function runFiletest(
  path: string,
  bless = process.env['EBPFC_BLESS'] === '1',
): Promise<string | undefined> {
  const text = readFileSync(path, 'utf8');
  const filetest = parseFiletest(text);
  const dir = mkdtempSync(join(tmpdir(), 'ebpfc-filetest-'));
  const before = process.cwd();
  try {
    for (const [name, content] of filetest.files) writeFileSync(join(dir, name), content);
    process.chdir(dir);
    const { exit, out, err } = await run(filetest.words);
    const actual = { exit, stdout: out.replaceAll(dir, 'DIR'), stderr: err.replaceAll(dir, 'DIR') };
    const printed = printFiletest(text, actual);
    if (printed === text) return undefined;
    if (bless) {
      writeFileSync(path, printed);
      return undefined;
    }
    return `${difference(text, printed)}\nto accept it: EBPFC_BLESS=1 npx ava build/testsuite/filetests.test.js --match='*${basename(path)}*'`;
  } finally {
    process.chdir(before);
    rmSync(dir, { recursive: true });
  }
}

/** The lines that differ, between what both texts begin and end with. */
function difference(expected: string, actual: string): string {
  const [a, b] = [expected.split('\n'), actual.split('\n')];
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const lines = (mark: string, text: string[]): string[] =>
    text.slice(start, text.length - end).map(line => mark + line);
  return [`at line ${start + 1}:`, ...lines('- ', a), ...lines('+ ', b)].join('\n');
}
