/**
 * Judges the verifier by running what it accepts: every accepted program of the open corpus, on its packets and on
 * random inputs, in the interpreter with exact bounds of memory and a host that checks what it is given.
 *
 *     node build/scripts/judge-corpus.js [--grep TEXT] [--runs N] [--seed N] [--verdict accepted|rejected] [--verbose]
 *
 * `--verdict` chooses the programs by what the kernel says of them. Exit 1 when an accepted program did what it
 * must not. Says so and exits 0 when the corpus is not there.
 */
import { parseArgs } from 'node:util';
import { corpusPackets, corpusPrograms, hasCorpus, moduleOf, prepare } from '../testsuite/verifier/corpus.js';
import { judge } from '../testsuite/verifier/judge.js';

const { values: flags } = parseArgs({
  options: {
    grep: { type: 'string', default: '' },
    runs: { type: 'string', default: '40' },
    seed: { type: 'string' },
    verdict: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});

function main(): void {
  if (!hasCorpus) {
    console.log('skipped: the corpus is not there');
    return;
  }
  const seed = Number(flags.seed ?? Math.floor(Math.random() * 2 ** 31));
  const packets = corpusPackets();
  const count = { programs: 0, accepted: 0, judged: 0, clean: 0, violations: 0 };
  const unjudged = new Map<string, number>();
  for (const program of corpusPrograms()) {
    const name = `${program.file}:${program.expected.name}`;
    const { verdict } = program.expected;
    if (!name.includes(flags.grep) || verdict.startsWith('not_')) continue;
    if (flags.verdict !== undefined && verdict !== flags.verdict) continue;
    const module = moduleOf(program);
    const subject = module && prepare(module, program, 2_000_000);
    if (subject === undefined) continue;
    count.programs++;
    if (subject.verify().verdict !== 'accepted') continue;
    count.accepted++;
    const result = judge(subject, packets, seed, Number(flags.runs));
    count.clean += result.clean;
    if (result.clean > 0) count.judged++;
    for (const what of result.unjudged) unjudged.set(what, (unjudged.get(what) ?? 0) + 1);
    if (flags.verbose)
      console.log(`${name}: ${result.clean} of ${result.runs} ${result.unjudged.join(', ')}`);
    if (result.violation === undefined) continue;
    count.violations++;
    const { what, insn } = result.violation;
    console.log(`VIOLATION ${name} insn ${insn}: ${what} (seed ${result.violation.seed})`);
  }
  for (const [what, programs] of [...unjudged].sort((a, b) => b[1] - a[1]))
    console.log(`${String(programs).padStart(5)} programs not judged in some runs: ${what}`);
  console.log(
    `${count.accepted} of ${count.programs} accepted, ${count.judged} of them judged in ${count.clean} clean runs, ` +
      `${count.violations} violations, seed ${seed}`,
  );
  process.exitCode = count.violations > 0 ? 1 : 0;
}

main();
