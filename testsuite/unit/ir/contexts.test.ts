/** Where programs look into the contexts that the runtime keeps in structs of its own. */
import test from 'ava';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { assemble } from '../../../src/frontend/asm/assemble.js';
import { moduleFromCode } from '../../../src/frontend/raw.js';
import { runPasses } from '../../../src/ir/passes.js';
import { printModule } from '../../../src/ir/print.js';
import { translateModule } from '../../../src/ir/translate.js';

/** The codes that a program of a section gets, or the context accesses that it makes. */
function accesses(text: string, section = 'xdp'): string[] {
  const sink = new DiagnosticSink();
  const module = moduleFromCode('prog', assemble(text, sink)!.insns, { section }, sink)!;
  const ir = translateModule(module, { entry: 'ctx', stackSize: 512 }, sink)!;
  runPasses(ir, { disabled: new Set(), sink });
  if (sink.errors > 0) return sink.diagnostics.map(d => d.code);
  return [...printModule(ir).matchAll(/ctx\.(load|store)[^ ]* .*?\d+/g)].map(([found]) =>
    found.replace(/ ; .*/, ''),
  );
}

/** `r2` is 0 or 1, and nobody knows which. */
const COIN = 'call 7\nr2 = r0\nr2 &= 1\n';

test('a field is read through a context that moved the same way on all paths', t => {
  const moved = accesses(
    `r6 = r1\n${COIN}if r2 == 0 goto +2\nr6 += 4\ngoto +1\nr6 += 4\nr0 = *(u32 *)(r6 + 8)\nexit`,
  );
  t.is(moved.length, 1);
  t.regex(moved[0]!, /12$/);
});

test('contexts of different places that meet are refused', t => {
  t.deepEqual(accesses(`r6 = r1\n${COIN}if r2 == 0 goto +1\nr6 += 4\nr0 = *(u32 *)(r6 + 8)\nexit`), [
    'E0401',
  ]);
});

test('a context that moves in a loop is refused', t => {
  t.deepEqual(
    accesses('r6 = r1\nr7 = 3\nr0 = *(u32 *)(r6 + 8)\nr6 += 4\nr7 -= 1\nif r7 != 0 goto -4\nexit'),
    ['E0401'],
  );
});

test('a context that meets another pointer is refused', t => {
  const stack = 'r3 = r10\nr3 += -32\n*(u64 *)(r10 - 32) = 0\n*(u64 *)(r10 - 24) = 0\n';
  t.deepEqual(accesses(`r6 = r1\n${COIN}${stack}if r2 == 0 goto +1\nr6 = r3\nr0 = *(u32 *)(r6 + 12)\nexit`), [
    'E0401',
  ]);
});

test('a context that may have moved when it comes back from the stack is refused', t => {
  const around = 'r4 = r10\nr2 <<= 3\nr4 -= r2\n*(u64 *)(r4 - 8) = r6\nr3 = *(u64 *)(r10 - 8)\n';
  t.deepEqual(accesses(`r6 = r1\n${COIN}r6 += 4\n${around}r0 = *(u32 *)(r3 + 8)\nexit`), ['E0401']);
  t.deepEqual(accesses(`r6 = r1\n${COIN}${around}r0 = *(u32 *)(r3 + 12)\nexit`), ['E0401']);
  const known =
    'r6 = r1\n*(u64 *)(r10 - 8) = r6\ncall 7\nr3 = *(u64 *)(r10 - 8)\nr0 = *(u32 *)(r3 + 12)\nexit';
  t.regex(accesses(known)[0]!, /12$/);
});

test('a subprogram is given the start of the context', t => {
  const sub = 'r0 = *(u32 *)(r1 + 12)\nexit';
  t.regex(accesses(`call local +1\nexit\n${sub}`)[0]!, /12$/);
  t.deepEqual(accesses(`r1 += 4\ncall local +1\nexit\n${sub}`), ['E0401']);
});

test('the context is no place for atomics', t => {
  t.deepEqual(accesses('r2 = 1\nlock *(u32 *)(r1 + 12) += r2\nr0 = 0\nexit'), ['E0402']);
});
