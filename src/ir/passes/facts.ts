/**
 * Applies what the verifier has proved: values that are one number become constants, edges that are never taken
 * disappear, and instructions carry what the back end may rely on.
 */
import { type Block, TYPE_BITS, type Value } from '../entities.js';
import type { FuncFacts } from '../facts.js';
import type { Func } from '../function.js';
import type { Pass } from '../passes.js';
import { tidyControlFlow } from './cfg.js';

export const factsPass: Pass = {
  name: 'facts',
  run: (module, { facts }) => {
    module.functions.forEach((func, i) => {
      const known = facts?.[i];
      if (known !== undefined) applyFacts(func, known);
    });
  },
};

function applyFacts(func: Func, { constants, dead, uses }: FuncFacts): void {
  if (constants.size > 0)
    func.rewriteUses(v => {
      const bits = constants.get(v);
      return bits === undefined ? v : func.const(func.typeOf(v), bits);
    });
  for (const [block, targets] of dead) dropTargets(func, block, targets);
  // After the operands have been replaced: a fact is about the instruction as it now is.
  for (const [inst, fact] of uses) func.useFacts.set(func.inst(inst), fact);
  if (constants.size > 0 || dead.size > 0) tidyControlFlow(func);
}

function dropTargets(func: Func, block: Block, dead: readonly number[]): void {
  const data = func.terminator(block);
  if (data.op === 'br') {
    data.args = [func.const('i1', dead[0] === 0 ? 0n : 1n) as Value];
    return;
  }
  if (data.op !== 'switch') return;
  const left = data.targets.map((_, i) => i).filter(i => !dead.includes(i));
  // Without its default, any of the cases that are left will do for what does not come.
  const [other, ...cases] = left[0] === 0 ? left : [left[left.length - 1]!, ...left.slice(0, -1)];
  const { targets, cases: bits } = data;
  data.targets = [other!, ...cases].map(i => targets[i]!);
  data.cases = cases.map(i => BigInt.asUintN(TYPE_BITS[data.type], bits[i - 1]!));
  if (cases.length > 0) return;
  data.op = 'jump';
  data.args = [];
}
