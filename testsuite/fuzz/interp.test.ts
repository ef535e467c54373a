import test from 'ava';
import fc from 'fast-check';
import { executeOnInterpreter } from '../../bpf_conformance/interpreter.js';
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

test('an atomic does what its loads and stores do when nobody else is there', t => {
  fc.assert(
    fc.property(arbitraryProgram, program => {
      const [whole, plain] = [testOf(program, 'whole'), testOf(program, 'plain', { plain: true })];
      t.deepEqual(executeOnInterpreter(whole), executeOnInterpreter(plain), textOf(whole));
      t.deepEqual(whole.memory, plain.memory, textOf(whole));
    }),
    { numRuns },
  );
});
