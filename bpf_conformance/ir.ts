import { DiagnosticSink } from '../src/diag/diagnostic.js';
import { moduleFromCode } from '../src/frontend/raw.js';
import { checkModule } from '../src/ir/check.js';
import { interpretIr } from '../src/ir/interp.js';
import { LATE_PASSES, runPasses } from '../src/ir/passes.js';
import { KERNEL_STACK_SIZE, translateModule } from '../src/ir/translate.js';
import { Memory } from '../src/isa/memory.js';
import { describeTrap, MAX_STEPS, MAY_GOTO_TURNS, suiteHelper } from './interpreter.js';
import type { ConformanceTest, Execution } from './run.js';

/**
 * The interpreter of the IR as an engine of the conformance suite: of what the translation gives, or of what the
 * passes make of it. The checker looks at the IR before it runs.
 */
export function executeOnIr(test: ConformanceTest, passes: boolean): Execution {
  const sink = new DiagnosticSink();
  const source = moduleFromCode('p', test.code.insns, {}, sink);
  const module = source && translateModule(source, { entry: 'raw', stackSize: KERNEL_STACK_SIZE }, sink);
  if (module === undefined)
    return { kind: 'error', message: sink.diagnostics[0]?.message ?? 'not translated' };
  if (passes) {
    const options = { disabled: new Set<string>(), sink };
    runPasses(module, options);
    runPasses(module, options, LATE_PASSES);
  }
  const broken = checkModule(module);
  if (broken.length > 0) return { kind: 'error', message: broken[0]! };
  const memory = new Memory();
  const input = test.memory && memory.map('memory', test.memory);
  const outcome = interpretIr(module, 0, {
    memory,
    host: { helper: suiteHelper },
    args: input ? [input.base, BigInt(input.bytes.length)] : [],
    packet: test.memory ?? new Uint8Array(),
    maxSteps: MAX_STEPS,
    mayGotoBudget: MAY_GOTO_TURNS,
  });
  if (outcome.kind === 'exit') return { kind: 'result', r0: outcome.r0 };
  return { kind: 'error', message: `${describeTrap(outcome.trap)} at instruction ${outcome.insn}` };
}
