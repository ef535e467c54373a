/**
 * Random programs through every engine, for as long as one likes.
 *
 *     scripts/fuzz [--programs N] [--batch N] [--seed N] [--from BATCH] [--optimise 0,2] [--target ARCH]
 *
 * Prints its seed and a line a batch; batch B of seed S is always the same, so `--seed S --from B` goes on where a
 * run was stopped, and `--seed S --from B --programs 1 --batch SIZE` repeats one batch. Ends with which rows of the
 * instruction table were never generated. Exit 1 when engines differed.
 */
import { parseArgs } from 'node:util';
import { kernelAvailable } from '../bpf_conformance/kernel.js';
import { emulatorOf } from '../bpf_conformance/native.js';
import { DiagnosticSink } from '../src/diag/diagnostic.js';
import { findTarget } from '../src/driver/targets.js';
import { findClang } from '../src/driver/toolchain.js';
import { NOT_GENERATED, runBatch, Tally } from '../testsuite/fuzz/differential.js';

const { values: flags } = parseArgs({
  options: {
    programs: { type: 'string', default: '100000' },
    batch: { type: 'string', default: '250' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 30)) },
    from: { type: 'string', default: '0' },
    optimise: { type: 'string', default: '0,2' },
    target: { type: 'string' },
  },
});

/** Differences that are shown in full; what follows is only counted. */
const SHOWN = 20;

async function main(): Promise<void> {
  const [programs, batch, seed, from] = [flags.programs, flags.batch, flags.seed, flags.from].map(Number);
  const target = findTarget(flags.target);
  if (!programs || !batch || Number.isNaN(seed) || Number.isNaN(from) || !target) {
    console.error('fuzz: numbers and a known target, please');
    process.exitCode = 1;
    return;
  }
  const clang = await findClang(undefined, process.env, new DiagnosticSink(), undefined);
  const native = clang
    ? flags.optimise.split(',').map(optimise => ({
        clang,
        target,
        optimise,
        cache: undefined,
        emulator: emulatorOf(target),
      }))
    : [];
  const kernel = kernelAvailable();
  if (!clang) console.log('skipped: compiled code, for there is no clang');
  if (!kernel) console.log('skipped: the kernel, for there is no right to load programs');
  console.log(`seed ${seed}`);
  const tally = new Tally();
  for (let b = from!; tally.programs < programs; b++) {
    const known = tally.differences.length;
    await runBatch(seed! + b, batch, { native, kernel }, tally);
    for (const text of tally.differences.slice(known)) {
      if (tally.differences.length < SHOWN) console.log(`DIFFERENCE: ${text}\n`);
    }
    const seconds = [...tally.seconds].map(([name, s]) => `${name} ${s.toFixed(0)} s`).join(', ');
    console.log(
      `batch ${b}: ${tally.programs} programs, ${tally.inKernel} of them in the kernel, ` +
        `${tally.differences.length} differences, ${tally.kernelErrors.length} errors of the kernel; ${seconds}`,
    );
  }
  for (const [reason, count] of [...tally.refusals].sort((a, b) => b[1] - a[1]))
    console.log(`${String(count).padStart(6)}  refused by the kernel: ${reason}`);
  for (const where of tally.kernelErrors)
    console.log(`the kernel contradicts itself: ${where}, with and without atomics`);
  const missing = tally.missing.filter(id => !NOT_GENERATED.includes(id));
  console.log(`never generated, for they refer to what raw programs have not: ${NOT_GENERATED.join(' ')}`);
  console.log(`never generated, by chance: ${missing.join(' ') || 'none'}`);
  console.log(
    `${tally.programs} programs, ${tally.inKernel} of them in the kernel, ${tally.differences.length} differences, ` +
      `${tally.kernelErrors.length} errors of the kernel, seed ${seed}`,
  );
  if (tally.differences.length > 0) process.exitCode = 1;
}

await main();
