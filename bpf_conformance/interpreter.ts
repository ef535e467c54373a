import { type Host, interpret, type Trap } from '../src/isa/interp.js';
import { Memory } from '../src/isa/memory.js';
import type { InsnIndex } from '../src/isa/types.js';
import type { ConformanceTest, Execution } from './run.js';

/** The suite has loops of some thousand turns; whatever runs longer does not end. */
export const MAX_STEPS = 10_000_000;

/** No test counts the turns of `may_goto`, and the kernel's eight million take a while here. */
export const MAY_GOTO_TURNS = 10_000;

/** `call 5` is the one helper that the suite calls, and it ignores what that gives. */
export const suiteHelper = (id: number): bigint | undefined =>
  id === 5 ? 0xffff_ffff_ffff_ffffn : undefined;

const host: Host = { helper: suiteHelper };

/** The reference interpreter as an engine of the conformance suite. */
export function executeOnInterpreter(test: ConformanceTest): Execution {
  const memory = new Memory();
  const input = test.memory && memory.map('memory', test.memory);
  const outcome = interpret(
    { code: test.code, index: 0 as InsnIndex },
    {
      memory,
      host,
      args: input ? [input.base, BigInt(input.bytes.length)] : [],
      packet: test.memory ?? new Uint8Array(),
      maxSteps: MAX_STEPS,
      mayGotoBudget: MAY_GOTO_TURNS,
    },
  );
  if (outcome.kind === 'exit') return { kind: 'result', r0: outcome.r0 };
  return { kind: 'error', message: `${describeTrap(outcome.trap)} at instruction ${outcome.pc}` };
}

export function describeTrap(trap: Trap): string {
  switch (trap.kind) {
    case 'memory':
      return `${trap.access} of ${trap.size} bytes at 0x${trap.address.toString(16)}, which is no memory,`;
    case 'control':
      return `jump to ${trap.target}, which is no instruction,`;
    case 'call_depth':
      return 'too many nested calls';
    case 'step_budget':
      return 'too many instructions';
    case 'unresolved':
      return `unknown ${trap.what}`;
    case 'uninitialised':
      return `use of ${trap.what} that nothing wrote`;
    case 'host':
      return trap.message;
  }
}
