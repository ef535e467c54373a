import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import test, { type ExecutionContext } from 'ava';
import fc from 'fast-check';
import { executeOnInterpreter } from '../../bpf_conformance/interpreter.js';
import { emulatorOf, executeNatively } from '../../bpf_conformance/native.js';
import { DiagnosticSink } from '../../src/diag/diagnostic.js';
import { findTarget } from '../../src/driver/targets.js';
import { findClang } from '../../src/driver/toolchain.js';
import { arbitraryProgram, testOf, textOf } from './arbitrary-program.js';

/** Random programs of one batch; they are compiled together. */
const BATCH = process.env['EBPFC_TEST_ALL'] ? 100 : 40;
const batches = process.env['EBPFC_TEST_ALL'] ? 50 : 1;

/** Compiled code must give what the interpreter gives; EBPFC_FUZZ_SEED repeats a run. */
async function compare(t: ExecutionContext, machine: string | undefined, optimise: string): Promise<void> {
  const target = findTarget(machine)!;
  const clang = await findClang(undefined, process.env, new DiagnosticSink(), undefined);
  if (!clang) {
    t.log('skipped: no clang');
    t.pass();
    return;
  }
  const engine = { clang, target, optimise, cache: undefined, emulator: emulatorOf(target) };
  const seed = Number(process.env['EBPFC_FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  for (let batch = 0; batch < batches; batch++) {
    const programs = fc.sample(arbitraryProgram, { numRuns: BATCH, seed: seed + batch });
    const tests = programs.map((program, i) => testOf(program, `random-${i}`));
    const results = await executeNatively(tests, engine);
    for (const run of tests) {
      const expected = executeOnInterpreter({ ...run, memory: run.memory && Uint8Array.from(run.memory) });
      const message = `EBPFC_FUZZ_SEED=${seed + batch} ${run.name}\n${textOf(run)}`;
      t.deepEqual(results.get(run.name), expected, message);
    }
  }
  t.log(`${batches * BATCH} programs from seed ${seed}`);
}

for (const machine of ['aarch64', 'riscv64']) {
  test(`compiled for ${machine}, random programs do what the interpreter does`, async t => {
    const has = spawnSync(`qemu-${machine}`, ['--version']).status === 0;
    if (!has || !existsSync(`/usr/${machine}-linux-gnu/lib`)) {
      t.log(`skipped: qemu-${machine} or the C library for it is not installed`);
      t.pass();
      return;
    }
    await compare(t, machine, '2');
  });
}
