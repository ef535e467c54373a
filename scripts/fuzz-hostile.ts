/**
 * Damaged input of every kind through the compiler.
 *
 *     node build/scripts/fuzz-hostile.js [--inputs N] [--seed N] [--kind elf|btf|asm|ir|words] [--print]
 *
 * Input I of a kind is always the same; --print writes the first one to standard output. Exit 1 when something was
 * wrong with how one was taken.
 */
import { parseArgs } from 'node:util';
import { KINDS, Originals } from '../testsuite/fuzz/hostile-input.js';
import { runHostile } from '../testsuite/fuzz/hostile-run.js';

const { values: flags } = parseArgs({
  options: {
    inputs: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    kind: { type: 'string' },
    print: { type: 'boolean', default: false },
  },
});

/** Faults that are shown in full. */
const SHOWN = 10;

for (const kind of KINDS.filter(name => !flags.kind || name === flags.kind)) {
  if (flags.print) {
    process.stdout.write(new Originals().damaged(kind, Number(flags.seed)));
    continue;
  }
  const { inputs, compiled, slowestMs, faults } = await runHostile(
    kind,
    Number(flags.seed),
    Number(flags.inputs),
  );
  for (const fault of faults.slice(0, SHOWN)) console.log(fault);
  console.log(
    `${kind}: ${inputs} inputs, ${compiled} compiled, ${faults.length} faults, slowest ${slowestMs.toFixed(0)} ms`,
  );
  if (faults.length > 0) process.exitCode = 1;
}
