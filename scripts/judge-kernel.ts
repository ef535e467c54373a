/**
 * Puts random programs to our verifier and to the running kernel's, and runs what we accept.
 *
 *     node build/scripts/judge-kernel.js [--programs N] [--runs N] [--seed N] [--show]
 *
 * Prints what the kernel accepts and we do not (precision) and the other way round, by reason. Exit 1 when an
 * accepted program did what it must not. Says so and exits 0 when the kernel cannot be asked.
 */
import { parseArgs } from 'node:util';
import { compareWithKernel, type Difference } from '../testsuite/verifier/kernel-differential.js';

const { values: flags } = parseArgs({
  options: {
    programs: { type: 'string', default: '2000' },
    runs: { type: 'string', default: '40' },
    seed: { type: 'string' },
    show: { type: 'boolean', default: false },
  },
});

function list(title: string, differences: readonly Difference[]): void {
  console.log(`${differences.length} ${title}`);
  const reasons = new Map<string, Difference[]>();
  for (const difference of differences) {
    const reason = difference.reason.replace(/-?\d+/g, 'N');
    reasons.set(reason, [...(reasons.get(reason) ?? []), difference]);
  }
  for (const [reason, all] of [...reasons].sort((a, b) => b[1].length - a[1].length)) {
    console.log(`${String(all.length).padStart(6)}  ${reason} (seed ${all[0]!.seed})`);
    if (flags.show) console.log(all[0]!.text.replace(/^/gm, '          '));
  }
}

const seed = Number(flags.seed ?? Math.floor(Math.random() * 2 ** 31));
const found = compareWithKernel(seed, Number(flags.programs), Number(flags.runs));
if (found === undefined) console.log('skipped: the kernel cannot be asked');
else {
  const { programs, bothAccept, bothReject, stricter, laxer, wrong, runs } = found;
  console.log(`${programs} programs, seed ${seed}: both accept ${bothAccept}, both reject ${bothReject}`);
  list('that the kernel accepts and we do not', stricter);
  list('that we accept and the kernel does not', laxer);
  list(`accepted ones that did wrong, in ${runs} runs`, wrong);
  process.exitCode = wrong.length > 0 ? 1 : 0;
}
