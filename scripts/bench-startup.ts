/**
 * What the compiler itself costs to run, in milliseconds of CPU time (user and system) of the node process, without
 * clang and other children. Prints the minimum and the median of each case:
 *
 *   node build/scripts/bench-startup.js [--runs=20] [OBJECT…]
 *
 * node      node and nothing else: what none can be faster than
 * cold      empty caches: V8 compiles the compiler, and clang is asked for its version and runs
 * code      V8's code is in the cache, the result is not
 * warm      both are in the cache
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'ebpfc-startup-'));
const hook = join(folder, 'hook.cjs');
writeFileSync(
  hook,
  `process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  require('node:fs').writeSync(3, String((user + system) / 1000));
});\n`,
);

/** CPU milliseconds of one run of node. */
function cost(words: readonly string[], cache: string): number {
  const run = spawnSync(process.execPath, ['-r', hook, ...words], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    env: { ...process.env, XDG_CACHE_HOME: cache },
  });
  if (run.status !== 0) throw new Error(`${words.join(' ')}: exit code ${run.status}`);
  return Number(String(run.output[3]));
}

function measure(runs: number, run: (i: number) => number): string {
  const costs = Array.from({ length: runs }, (_, i) => run(i)).sort((a, b) => a - b);
  const show = (value: number): string => value.toFixed(0).padStart(6);
  return `${show(costs[0]!)} min ${show(costs[runs >> 1]!)} median`;
}

const words = process.argv.slice(2);
const runs = Number(words.find(word => word.startsWith('--runs='))?.slice(7) ?? 20);
const objects = words.filter(word => !word.startsWith('-'));
if (objects.length === 0) objects.push(join(root, 'testsuite/fixtures/subprograms.v3.o'));
const empty = join(folder, 'empty.cjs');
writeFileSync(empty, '');
const ebpfc = join(root, 'bin/ebpfc.js');
const output = join(folder, 'out.so');
try {
  console.log(`${'node'.padEnd(24)}${measure(runs, () => cost([empty], folder))}`);
  for (const object of objects) {
    for (const verify of ['--verify', '--no-verify']) {
      const compile = [ebpfc, '-w', verify, '-o', output, object];
      console.log(`${basename(object)} ${verify}`);
      const cold = measure(runs, i => cost(compile, join(folder, `cold${i}`)));
      console.log(`${'  cold'.padEnd(24)}${cold}`);
      const shared = join(folder, 'shared');
      cost(compile, shared);
      // Arguments of clang are a part of what a result follows from.

      const code = measure(runs, i => cost([...compile, `--clang-arg=-DX=${i}`], shared));
      console.log(`${'  code'.padEnd(24)}${code}`);
      console.log(`${'  warm'.padEnd(24)}${measure(runs, () => cost(compile, shared))}`);
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
