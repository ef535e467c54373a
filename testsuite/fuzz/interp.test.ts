import test from 'ava';
import fc from 'fast-check';
import { executeOnInterpreter } from '../../bpf_conformance/interpreter.js';
import { executeOnKernel, kernelAvailable } from '../../bpf_conformance/kernel.js';
import { DiagnosticSink } from '../../src/diag/diagnostic.js';
import { assemble } from '../../src/frontend/asm/assemble.js';
import { encodeCode } from '../../src/isa/codec.js';
import { arbitraryProgram, testOf, textOf } from './arbitrary-program.js';

const numRuns = process.env['EBPFC_TEST_ALL'] ? 5000 : 50;

test('random programs run to their end, and print and assemble to themselves', t => {
  fc.assert(
    fc.property(arbitraryProgram, program => {
      const run = testOf(program, 'random');
      const outcome = executeOnInterpreter(run);
      t.is(outcome.kind, 'result', outcome.kind === 'error' ? `${outcome.message}\n${textOf(run)}` : '');
      const again = assemble(textOf(run), new DiagnosticSink());
      t.deepEqual(encodeCode(again!.insns), run.program);
    }),
    { numRuns },
  );
});

test('the kernel agrees with the interpreter on random programs', t => {
  if (!kernelAvailable()) {
    t.log('skipped: no right to load programs into the kernel');
    t.pass();
    return;
  }
  let ran = 0;
  const rejected = new Map<string, number>();
  fc.assert(
    fc.property(arbitraryProgram, program => {
      const [ours, theirs] = [testOf(program, 'ours'), testOf(program, 'theirs')];
      const expected = executeOnKernel(theirs);
      if (expected.kind === 'error') {
        const reason = expected.message.replace(/\d+/g, 'N');
        rejected.set(reason, (rejected.get(reason) ?? 0) + 1);
        return;
      }
      ran++;
      t.deepEqual(executeOnInterpreter(ours), expected, textOf(ours));
      t.deepEqual(ours.memory, theirs.memory, textOf(ours));
    }),
    { numRuns },
  );
  t.log(`${ran} of ${numRuns} ran`, Object.fromEntries(rejected));
  t.true(ran > numRuns / 2);
});
