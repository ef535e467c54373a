/** Verification that helps itself: where a proof fails and a check at run time would do, the check is put in. */
import { DiagnosticSink } from '../diag/diagnostic.js';
import type { IrModule } from '../ir/function.js';
import { type Guard, insertGuard } from '../ir/guards.js';
import {
  type ProgramResult,
  Verifier,
  type VerifyOptions,
  type VerifyResult,
  verifyModule,
} from './verify.js';

/** Checks for one program before it is given up. */
const MAX_GUARDS = 256;

interface Attempt {
  readonly result: ProgramResult;
  readonly guards: number;
}

/**
 * Verifies every program of a module; puts checks into the IR where they are needed. Reports what no check can
 * help. A check that fails ends its function, which returns 0.
 */
export function verifyWithGuards(ir: IrModule, options: VerifyOptions, sink: DiagnosticSink): VerifyResult {
  const inserted = new Map<number, number>();
  const programs = ir.functions.flatMap((func, i) => (func.spec.kind === 'program' ? [i] : []));
  let attempts: Attempt[];
  do {
    // A check in a subprogram changes other programs, too: all are verified as they end up.
    attempts = programs.map(index => {
      const attempt = verifyOne(ir, index, options);
      inserted.set(index, (inserted.get(index) ?? 0) + attempt.guards);
      return attempt;
    });
  } while (
    attempts.every(({ result }) => result.verdict === 'accepted') &&
    attempts.some(({ guards }, i) => guards > 0 && i > 0)
  );
  // Once more as it is compiled: for the facts, and for reports of what no check helped.
  const final = verifyModule(ir, options, sink);
  const results = final.programs.map((result, i) => ({
    ...result,
    checksInserted: inserted.get(programs[i]!) ?? 0,
  }));
  return { ...final, programs: results };
}

/** Puts checks into one program until it is accepted, or one does not help. */
function verifyOne(ir: IrModule, index: number, options: VerifyOptions): Attempt {
  const tried = new Set<string>();
  for (let guards = 0; ; guards++) {
    const sink = new DiagnosticSink();
    const { guard, result } = new Verifier(ir, { ...options, confirm: false }).verifyForGuard(index, sink);
    const name = guard && nameOf(guard);
    // The second time a check did not prove what it was to prove.
    if (guard === undefined || name === undefined || tried.has(name) || guards === MAX_GUARDS)
      return { result, guards };
    tried.add(name);
    insertGuard(ir, guard, 0n);
  }
}

const nameOf = (guard: Guard): string =>
  guard.kind === 'fuel'
    ? `${guard.func} fuel ${guard.block}`
    : `${guard.func} ${guard.kind} ${guard.inst} ${guard.operand}`;
