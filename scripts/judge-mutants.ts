/**
 * Judges the verifier by injected bugs: programs of the open corpus with one instruction changed. What the verifier
 * still accepts is run on the corpus's packets and on random inputs, in the interpreter with exact bounds; if it
 * then does what it must not, the verifier is wrong.
 *
 *     node build/scripts/judge-mutants.js [--mutants N] [--runs N] [--seed N] [--grep TEXT] [--largest INSNS] [--verbose]
 *
 * The seed is another one in every run, and printed. Exit 1 when there was a wrong acceptance. Says so and exits 0
 * when the corpus is not there.
 */
import { parseArgs } from 'node:util';
import { hasCorpus } from '../testsuite/verifier/corpus.js';
import { judgeMutants, tableOf } from '../testsuite/verifier/judge-mutants.js';

const { values: flags } = parseArgs({
  options: {
    mutants: { type: 'string', default: '2000' },
    runs: { type: 'string', default: '30' },
    seed: { type: 'string' },
    grep: { type: 'string', default: '' },
    largest: { type: 'string', default: '1500' },
    verbose: { type: 'boolean', default: false },
  },
});

function main(): void {
  if (!hasCorpus) {
    console.log('skipped: the corpus is not there');
    return;
  }
  const seed = Number(flags.seed ?? Math.floor(Math.random() * 2 ** 31));
  console.log(`seed ${seed}`);
  const tally = judgeMutants({
    seed,
    mutants: Number(flags.mutants),
    runs: Number(flags.runs),
    largest: Number(flags.largest),
    grep: flags.grep,
    report: line => console.log(line),
    verbose: flags.verbose,
  });
  console.log(tableOf(tally));
  process.exitCode = tally.violations.length > 0 ? 1 : 0;
}

main();
