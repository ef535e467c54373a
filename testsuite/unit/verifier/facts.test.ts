import test from 'ava';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import type { FuncFacts } from '../../../src/ir/facts.js';
import type { Func } from '../../../src/ir/function.js';
import { LATE_PASSES, runPasses } from '../../../src/ir/passes.js';
import { verifyModule } from '../../../src/verifier/verify.js';
import { irOfText } from './verify-text.js';

/** What is proved of the one function of a program, and the function after the late passes have used it. */
function factsOf(text: string): { before: Func; facts: FuncFacts; after: Func } {
  const verified = (): { func: Func; facts: FuncFacts } => {
    const ir = irOfText('xdp', text);
    const sink = new DiagnosticSink();
    const { facts, accepted } = verifyModule(ir, { arch: 'x86_64', ranges: true }, sink);
    if (!accepted) throw new Error(sink.diagnostics[0]?.message);
    runPasses(ir, { disabled: new Set(), sink, facts }, LATE_PASSES);
    return { func: ir.functions[0]!, facts: facts[0]! };
  };
  const { func, facts } = verified();
  return { before: irOfText('xdp', text).functions[0]!, facts, after: func };
}

const ops = (func: Func): string[] =>
  func.order.flatMap(block => func.block(block).insts.map(inst => func.inst(inst).op));

test('a packet that is long enough once is so again: the second test and its edge disappear', t => {
  const { facts, before, after } = factsOf(`
    r2 = *(u32 *)(r1 + 0)
    r3 = *(u32 *)(r1 + 4)
    r0 = 0
    r4 = r2
    r4 += 34
    if r4 > r3 goto out
    r5 = r2
    r5 += 14
    if r5 > r3 goto out
    r0 = *(u8 *)(r2 + 13)
  out:
    exit`);
  t.is(facts.dead.size, 1);
  t.is(ops(before).filter(op => op === 'br').length, 2);
  t.is(ops(after).filter(op => op === 'br').length, 1);
  const pointers = [...facts.uses.values()].filter(use => use.noWrap);
  t.true(pointers.length >= 2, 'sums of packet pointers do not wrap');
});

test('a divisor that was compared with 0 and an amount that was masked need no guard', t => {
  const { facts, before } = factsOf(`
    r2 = *(u32 *)(r1 + 12)
    r3 = *(u32 *)(r1 + 16)
    r0 = 1
    if r2 == 0 goto out
    r4 = r3
    r4 &= 7
    r0 = 1000
    r0 /= r2
    r3 <<= r4
    r0 += r3
    r0 &= 1
  out:
    exit`);
  const of = (op: string) =>
    [...facts.uses].filter(([inst]) => before.inst(inst).op === op).map(([, use]) => use);
  t.like(of('udiv')[0], { nonZero: true });
  t.like(of('shl')[0], { inWidth: true });
});

test('ranges are those of all paths', t => {
  const { facts, before } = factsOf(`
    r2 = *(u32 *)(r1 + 12)
    r2 &= 48
    r0 = r2
    r0 >>= 4
    exit`);
  const range = (op: string) =>
    [...facts.ranges].find(([v]) => before.definition(v)?.op === op)?.[1] ?? t.fail(`no range of ${op}`);
  t.like(range('and'), { min: 0n, max: 48n });
  t.like(range('lshr'), { min: 0n, max: 3n });
});

test('what others may call has no facts', t => {
  const ir = irOfText('xdp', 'r0 = 1\nexit');
  const { facts } = verifyModule(ir, { arch: 'x86_64', userOf: () => undefined }, new DiagnosticSink());
  t.is(facts.length, 1);
});
