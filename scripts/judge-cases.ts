/**
 * Runs the cases of a user-space verifier and compares its verdicts with ours.
 *
 *     node build/scripts/judge-cases.js [--corpus DIR] [--grep TEXT] [--show]
 *
 * Prints each case that differs, with our reason. Exit 1 when one of them is not explained in
 * testsuite/verifier/cases.json. Says so and exits 0 when the corpus is not there.
 */
import { parseArgs } from 'node:util';
import { programOf, readCases } from '../testsuite/verifier/cases.js';
import { compareCase, explanations } from '../testsuite/verifier/compare-cases.js';
import { hasCorpus } from '../testsuite/verifier/corpus.js';

const { values: flags } = parseArgs({
  options: { grep: { type: 'string', default: '' }, show: { type: 'boolean', default: false } },
});

function main(): void {
  if (!hasCorpus) {
    console.log('skipped: the corpus is not there');
    return;
  }
  const counts = new Map<string, number>();
  const explained = explanations();
  let open = 0;
  for (const subject of readCases()) {
    const name = `${subject.file}: ${subject.name}`;
    if (!name.includes(flags.grep)) continue;
    if (flags.show) console.log(programOf(subject).text);
    const { outcome, reason } = compareCase(subject);
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    if (outcome === 'agreed_safe' || outcome === 'agreed_unsafe') continue;
    const why = explained.get(subject.id);
    if (why === undefined) open++;
    console.log(`${outcome} ${subject.id} ${subject.name}: ${reason}${why === undefined ? '' : ` [${why}]`}`);
  }
  for (const [outcome, count] of counts) console.log(`${String(count).padStart(5)} ${outcome}`);
  if (open > 0) console.log(`${open} are not explained`);
  process.exitCode = open > 0 ? 1 : 0;
}

main();
