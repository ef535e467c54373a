/** The programs there are to measure: one C file each in `programs/`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/driver/resources.js';

export const BENCH_FOLDER = join(packageRoot(), 'testsuite/bench');

export interface BenchProgram {
  /** The name of its file, and of its row in inputs.c. */
  readonly name: string;
  /** Path of the C source. */
  readonly source: string;
  /** The function in it. */
  readonly symbol: string;
  /** What it is called with: memory and its length, or an XDP context. */
  readonly kind: 'memory' | 'packet';
}

const SUFFIX = '.bpf.c';
const PROGRAM = /^(XDP_)?PROGRAM (?:u64|int) (?!setup\b)(\w+)\(/m;

/** The programs whose name a glob (`*` and `?`) matches, by name. */
export function findPrograms(glob: string): BenchProgram[] {
  const folder = join(BENCH_FOLDER, 'programs');
  const pattern = globPattern(glob);
  const files = readdirSync(folder).filter(file => file.endsWith(SUFFIX));
  return files.toSorted().flatMap(file => {
    const name = file.slice(0, -SUFFIX.length);
    const source = join(folder, file);
    const [, packet, symbol] = PROGRAM.exec(readFileSync(source, 'utf8')) ?? [];
    if (symbol === undefined) throw new Error(`${source} has no PROGRAM`);
    return pattern.test(name) ? [{ name, source, symbol, kind: packet ? 'packet' : 'memory' }] : [];
  });
}

/** `*` is any text, `?` one character, and a comma separates alternatives. */
export function globPattern(glob: string): RegExp {
  const alternatives = glob
    .split(',')
    .map(part =>
      part.replace(/[.*+?^${}()|[\]\\]/g, char => (char === '*' ? '.*' : char === '?' ? '.' : `\\${char}`)),
    );
  return new RegExp(`^(${alternatives.join('|')})$`);
}
