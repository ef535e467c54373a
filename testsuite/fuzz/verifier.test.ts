import test from 'ava';
import fc from 'fast-check';
import { suiteHelper } from '../../bpf_conformance/interpreter.js';
import { DiagnosticSink } from '../../src/diag/diagnostic.js';
import { moduleFromCode } from '../../src/frontend/raw.js';
import { interpretIr } from '../../src/ir/interp.js';
import { runPasses } from '../../src/ir/passes.js';
import { KERNEL_STACK_SIZE, translateModule } from '../../src/ir/translate.js';
import { Memory } from '../../src/isa/memory.js';
import type { Store } from '../../src/verifier/machine.js';
import type { State } from '../../src/verifier/state.js';
import { contains } from '../../src/verifier/value/scalar.js';
import { KIND } from '../../src/verifier/values.js';
import { Verifier } from '../../src/verifier/verify.js';
import { arbitraryProgram, testOf, textOf } from './arbitrary-program.js';
import { MEMORY_SIZE } from './emit-program.js';

const PROGRAMS = process.env['EBPFC_TEST_ALL'] ? 10_000 : 50;
const SHAPE = { bits: 64, half: 32 };

/** Whether a state allows what a run has in the values that are alive; pointers are not compared. */
function allows(state: State, { values, lists }: Store, run: readonly (bigint | undefined)[]): boolean {
  const { live, values: list } = state.top;
  return lists.get(list).every((av, i) => {
    const actual = run[live[i]!];
    if (actual === undefined || values.kind(av) !== KIND.scalar) return true;
    return contains(SHAPE, values.scalars.get(values.number(av)), actual);
  });
}

test('what an accepted program does at each block is among what the verifier said of it', t => {
  // Some of these programs use up all the work that the verifier does on one.
  t.timeout(3_600_000);
  const seed = Number(process.env['EBPFC_FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  let accepted = 0;
  let compared = 0;
  for (const [i, program] of fc.sample(arbitraryProgram, { numRuns: PROGRAMS, seed }).entries()) {
    const subject = testOf(program, `random-${i}`);
    const sink = new DiagnosticSink();
    const source = moduleFromCode('p', subject.code.insns, {}, sink);
    const ir = source && translateModule(source, { entry: 'raw', stackSize: KERNEL_STACK_SIZE }, sink);
    if (!ir) continue;
    if (i % 2) runPasses(ir, { disabled: new Set(), sink });
    const claims = new Map<string, State[]>();
    let last = -1;
    let store: Store | undefined;
    const verifier = new Verifier(ir, {
      arch: 'x86_64',
      userOf: () => ({ type: 'unspec' }),
      memorySize: MEMORY_SIZE,
      observe: (state, attempt, of) => {
        if (attempt !== last) claims.clear();
        last = attempt;
        store = of;
        const key = `${state.top.shape.func.name} b${state.block}`;
        claims.set(key, [...(claims.get(key) ?? []), state]);
      },
    });
    const { verdict, longest = 0 } = verifier.verify(0, sink);
    if (verdict !== 'accepted') continue;
    accepted++;
    const memory = new Memory();
    const input = memory.map('memory', Uint8Array.from(program.memory));
    const message = `EBPFC_FUZZ_SEED=${seed} ${subject.name}\n${textOf(subject)}`;
    const outcome = interpretIr(ir, 0, {
      memory,
      host: { helper: suiteHelper },
      args: [input.base, BigInt(MEMORY_SIZE)],
      onBlock: (func, block, run) => {
        compared++;
        const states = claims.get(`${func.name} b${block}`);
        t.true(states !== undefined, `b${block} of ${func.name} is reached: ${message}`);
        t.true(
          states!.some(state => allows(state, store!, run)),
          `values at b${block} of ${func.name}: ${message}`,
        );
      },
    });
    t.is(outcome.kind, 'exit', message);
    t.true(outcome.steps <= longest, `${outcome.steps} steps, at most ${longest} claimed: ${message}`);
  }
  t.log(`${accepted} of ${PROGRAMS} accepted, ${compared} blocks compared, seed ${seed}`);
  t.true(accepted > PROGRAMS / 4, 'most random programs are safe');
});
