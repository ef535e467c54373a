import test from 'ava';
import fc from 'fast-check';
import { kernelAvailable } from '../../bpf_conformance/kernel.js';
import { DiagnosticSink } from '../../src/diag/diagnostic.js';
import { findTarget } from '../../src/driver/targets.js';
import { findClang } from '../../src/driver/toolchain.js';
import { INSNS } from '../../src/isa/table.js';
import { arbitraryProgram } from './arbitrary-program.js';
import { NOT_GENERATED, runBatch, Tally } from './differential.js';
import { emitProgram } from './emit-program.js';

const all = process.env['EBPFC_TEST_ALL'] !== undefined;
const [BATCHES, BATCH] = all ? [40, 250] : [1, 60];

test('all engines agree on random programs', async t => {
  t.timeout(3_600_000);
  const clang = await findClang(undefined, process.env, new DiagnosticSink(), undefined);
  const kernel = kernelAvailable();
  if (!clang) t.log('skipped: compiled code, for there is no clang');
  if (!kernel) t.log('skipped: the kernel, for there is no right to load programs');
  const target = findTarget(undefined)!;
  const native = ['0', '2'].flatMap(optimise =>
    clang ? [{ clang, target, optimise, cache: undefined, emulator: [] }] : [],
  );
  const seed = Number(process.env['EBPFC_FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 30));
  const tally = new Tally();
  for (let batch = 0; batch < BATCHES; batch++)
    await runBatch(seed + batch, BATCH, { native, kernel }, tally);
  t.log(`${tally.programs} programs from seed ${seed}, ${tally.inKernel} of them in the kernel`);
  t.deepEqual(tally.differences.slice(0, 3), [], `scripts/fuzz --seed ${seed} repeats it`);
  if (kernel) t.true(tally.inKernel > tally.programs / 2, JSON.stringify([...tally.refusals]));
});

test('random programs have every form of instruction that raw programs can have', t => {
  const forms = new Set<string>();
  for (const program of fc.sample(arbitraryProgram, { numRuns: 1500, seed: 1 }))
    for (const { desc } of emitProgram(program)) forms.add(desc.id);
  t.deepEqual(
    INSNS.map(({ id }) => id).filter(id => !forms.has(id)),
    [...NOT_GENERATED],
  );
});
