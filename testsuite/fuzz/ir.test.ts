import test from 'ava';
import fc from 'fast-check';
import { executeOnInterpreter } from '../../bpf_conformance/interpreter.js';
import { executeOnIr } from '../../bpf_conformance/ir.js';
import type { ConformanceTest } from '../../bpf_conformance/run.js';
import { arbitraryProgram, testOf, textOf } from './arbitrary-program.js';

const PROGRAMS = process.env['EBPFC_TEST_ALL'] ? 20_000 : 300;

const fresh = (run: ConformanceTest): ConformanceTest => ({
  ...run,
  memory: run.memory && Uint8Array.from(run.memory),
});

test('the IR does what the bytecode does, before and after the passes', t => {
  const seed = Number(process.env['EBPFC_FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  const programs = fc.sample(arbitraryProgram, { numRuns: PROGRAMS, seed });
  for (const [i, program] of programs.entries()) {
    const run = testOf(program, `random-${i}`);
    const before = fresh(run);
    const after = fresh(run);
    const reference = fresh(run);
    const expected = executeOnInterpreter(reference);
    const message = `EBPFC_FUZZ_SEED=${seed} ${run.name}\n${textOf(run)}`;
    t.deepEqual(executeOnIr(before, false), expected, `translated: ${message}`);
    t.deepEqual(before.memory, reference.memory, `memory, translated: ${message}`);
    t.deepEqual(executeOnIr(after, true), expected, `after the passes: ${message}`);
    t.deepEqual(after.memory, reference.memory, `memory, after the passes: ${message}`);
  }
  t.log(`${PROGRAMS} programs from seed ${seed}`);
});
