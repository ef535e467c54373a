/**
 * Every engine on the same random programs: the bytecode interpreter is the judge, and the IR before and after its
 * passes, code compiled with -O0 and with -O2, and the kernel where it takes a program must say the same.
 */
import fc from 'fast-check';
import { executeOnInterpreter } from '../../bpf_conformance/interpreter.js';
import { executeOnIr } from '../../bpf_conformance/ir.js';
import { executeOnKernel } from '../../bpf_conformance/kernel.js';
import { executeNatively, type NativeEngine } from '../../bpf_conformance/native.js';
import type { ConformanceTest, Execution } from '../../bpf_conformance/run.js';
import { INSNS } from '../../src/isa/table.js';
import { arbitraryProgram, testOf, textOf } from './arbitrary-program.js';

export interface Engines {
  /** Compiled by each of these; none when there is no clang. */
  readonly native: readonly NativeEngine[];
  readonly kernel: boolean;
}

/** Results so far, of one batch or of many. */
export class Tally {
  programs = 0;
  /** Programs that the kernel took, and what it said of the others. */
  inKernel = 0;
  readonly refusals = new Map<string, number>();
  /** How often each row of the instruction table was generated. */
  readonly forms = new Map<string, number>();
  readonly differences: string[] = [];
  /**
   * Where the kernel stands alone and contradicts itself: with the atomics of the program spelled out as loads and
   * stores it agrees with everybody. Linux 6.18 on x86-64 does not zero-extend all results of a 32-bit cmpxchg, and
   * forgets atomics on the stack when it compares states of a loop.
   */
  readonly kernelErrors: string[] = [];
  /** Seconds by engine. */
  readonly seconds = new Map<string, number>();

  /** Rows of the table that no program had. */
  get missing(): string[] {
    return INSNS.map(({ id }) => id).filter(id => !this.forms.has(id));
  }
}

/**
 * What random raw programs cannot have: they have no maps, no globals, no kfuncs to refer to, and the value of a
 * function's address differs from engine to engine.
 */
export const NOT_GENERATED: readonly string[] = [
  'lddw.map_fd',
  'lddw.map_value',
  'lddw.var',
  'lddw.code',
  'lddw.map_idx',
  'lddw.map_idx_value',
  'call.kfunc',
];

const fresh = (test: ConformanceTest): ConformanceTest => ({
  ...test,
  memory: test.memory && Uint8Array.from(test.memory),
});

const show = (execution: Execution | undefined): string =>
  execution === undefined
    ? 'nothing'
    : execution.kind === 'result'
      ? `0x${execution.r0.toString(16)}`
      : `error: ${execution.message}`;

const same = (a: Execution | undefined, b: Execution): boolean =>
  a?.kind === b.kind && (b.kind === 'error' ? true : (a as typeof b).r0 === b.r0);

/** All programs in one object; when that cannot be made, halves of them, down to the program at fault. */
async function compileAndRun(
  tests: readonly ConformanceTest[],
  engine: NativeEngine,
): Promise<Map<string, Execution>> {
  try {
    return await executeNatively(tests, engine);
  } catch (error) {
    const message = `not compiled: ${error instanceof Error ? error.message.slice(0, 400) : error}`;
    if (tests.length === 1) return new Map([[tests[0]!.name, { kind: 'error', message }]]);
    const middle = tests.length >> 1;
    const first = await compileAndRun(tests.slice(0, middle), engine);
    return new Map([...first, ...(await compileAndRun(tests.slice(middle), engine))]);
  }
}

/** Runs `count` programs of a seed everywhere and adds what came of it. */
export async function runBatch(seed: number, count: number, engines: Engines, tally: Tally): Promise<void> {
  const timed = async <T>(name: string, work: () => T | Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await work();
    tally.seconds.set(name, (tally.seconds.get(name) ?? 0) + (performance.now() - start) / 1000);
    return result;
  };
  const tests = await timed('generate', () =>
    fc
      .sample(arbitraryProgram, { numRuns: count, seed })
      .map((program, i) => ({ program, test: testOf(program, `random-${i}`) })),
  );
  const differ = (test: ConformanceTest, engine: string, got: string, expected: string): void => {
    tally.differences.push(
      `seed ${seed}, program ${test.name.slice('random-'.length)}: ${engine} gives ${got}, the interpreter ${expected}\n${textOf(test)}`,
    );
  };
  const judged = await timed('interpreter', () =>
    tests.map(({ test, program }) => {
      for (const { desc } of test.code.insns) tally.forms.set(desc.id, (tally.forms.get(desc.id) ?? 0) + 1);
      const own = fresh(test);
      const expected = executeOnInterpreter(own);
      // These programs end and trap nowhere.
      if (expected.kind === 'error') differ(test, 'the interpreter', show(expected), 'must not fail');
      return { test, program, expected, memory: own.memory! };
    }),
  );
  for (const [name, passes] of [
    ['IR as translated', false],
    ['IR after the passes', true],
  ] as const) {
    await timed(name, () => {
      for (const { test, expected, memory } of judged) {
        const own = fresh(test);
        const got = executeOnIr(own, passes);
        if (!same(got, expected)) differ(test, name, show(got), show(expected));
        else if (Buffer.compare(own.memory!, memory) !== 0)
          differ(test, name, 'other memory', show(expected));
      }
    });
  }
  if (engines.kernel) {
    await timed('kernel', () => {
      for (const { test, program, expected, memory } of judged) {
        // What the kernel's stack holds before it is written is not defined.
        if (program.wide) continue;
        const own = fresh(test);
        const got = executeOnKernel(own);
        if (got.kind === 'error') {
          const reason = got.message.replace(/-?\b(0x)?[0-9a-f]*\d[0-9a-f]*/g, 'N');
          tally.refusals.set(reason, (tally.refusals.get(reason) ?? 0) + 1);
          continue;
        }
        tally.inKernel++;
        if (same(got, expected) && Buffer.compare(own.memory!, memory) === 0) continue;
        const plain = testOf(program, test.name, { plain: true });
        const again = executeOnKernel(plain);
        if (same(again, expected) && Buffer.compare(plain.memory!, memory) === 0)
          tally.kernelErrors.push(`seed ${seed}, program ${test.name.slice('random-'.length)}`);
        else differ(test, 'the kernel', show(got), show(expected));
      }
    });
  }
  await Promise.all(
    engines.native.map(engine =>
      timed(`${engine.target.triple} -O${engine.optimise}`, async () => {
        const results = await compileAndRun(
          judged.map(({ test }) => test),
          engine,
        );
        for (const { test, expected } of judged) {
          const got = results.get(test.name);
          const name = `${engine.target.triple} -O${engine.optimise}`;
          if (!same(got, expected)) differ(test, name, show(got), show(expected));
        }
      }),
    ),
  );
  tally.programs += count;
}
