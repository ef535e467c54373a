import test from 'ava';
import { executeOnInterpreter } from '../../../bpf_conformance/interpreter.js';
import { executeNatively } from '../../../bpf_conformance/native.js';
import { requirementsOf } from '../../../bpf_conformance/requirements.js';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { findTarget } from '../../../src/driver/targets.js';
import { findClang } from '../../../src/driver/toolchain.js';
import { assemble } from '../../../src/frontend/asm/assemble.js';
import { encodeCode } from '../../../src/isa/codec.js';

test('a program of more than 65,536 instructions, with jumps over all of them', async t => {
  const steps = 70_000;
  const text = [
    'r0 = 0',
    'gotol start',
    'end: r0 += r1',
    'exit',
    'start: r1 = 1',
    ...Array.from({ length: steps }, (_, i) => (i % 2 ? 'r0 += 3' : 'r0 ^= r1')),
    'gotol end',
  ].join('\n');
  const code = assemble(text, new DiagnosticSink())!;
  const run = {
    name: 'large',
    code,
    program: encodeCode(code.insns),
    memory: undefined,
    requirements: requirementsOf(code.insns),
  };
  let r0 = 0n;
  for (let i = 0; i < steps; i++) r0 = i % 2 ? r0 + 3n : r0 ^ 1n;
  const expected = { kind: 'result', r0: r0 + 1n } as const;
  t.deepEqual(executeOnInterpreter(run), expected);

  const clang = await findClang(undefined, process.env, new DiagnosticSink(), undefined);
  if (!clang) {
    t.log('skipped the compiler: no clang');
    return;
  }
  const target = findTarget(undefined)!;
  const engine = { clang, target, optimise: '1', cache: undefined, emulator: [] };
  const start = performance.now();
  const results = await executeNatively([run], engine);
  t.log(`compiled in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  t.deepEqual(results.get('large'), expected);
});
