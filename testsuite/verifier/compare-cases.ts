/** Compares verdicts: what another verifier says of a case, and ours of the program made from it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyText } from '../unit/verifier/verify-text.js';
import { type Case, isSafe, programOf } from './cases.js';

export type Outcome =
  | 'agreed_safe'
  | 'agreed_unsafe'
  /** They say it is safe, we do not. */
  | 'stricter'
  /** They say it is not safe, we say that it is. */
  | 'laxer'
  /** The case cannot be put as a program. */
  | 'not_a_program';

export function compareCase(subject: Case): { outcome: Outcome; reason: string } {
  const safe = isSafe(subject);
  try {
    const { section, text, maps } = programOf(subject);
    const { result, diagnostic } = verifyText(section, text, maps, false);
    const accepted = result.verdict === 'accepted';
    if (accepted === safe) return { outcome: safe ? 'agreed_safe' : 'agreed_unsafe', reason: '' };
    if (accepted) return { outcome: 'laxer', reason: subject.messages.join('; ') };
    return {
      outcome: 'stricter',
      reason: `${diagnostic?.code} ${result.reason}: ${diagnostic?.label ?? ''}`,
    };
  } catch (error) {
    return { outcome: 'not_a_program', reason: (error as Error).message };
  }
}

/** Why we differ, by the case's id. */
export function explanations(): ReadonlyMap<string, string> {
  const path = join(import.meta.dirname, '../../../testsuite/verifier/cases.json');
  if (!existsSync(path)) return new Map();
  const reasons = JSON.parse(readFileSync(path, 'utf8')) as Record<string, readonly string[]>;
  return new Map(
    Object.entries(reasons).flatMap(([reason, names]) => names.map(name => [name, reason] as const)),
  );
}
