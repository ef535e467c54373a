import test from 'ava';
import { readCases } from './cases.js';
import { compareCase, explanations, type Outcome } from './compare-cases.js';
import { hasCorpus } from './corpus.js';

test("another verifier's cases: every difference is explained, and every explanation is of a difference", t => {
  if (!hasCorpus) {
    t.log('skipped: the open corpus is not there');
    t.pass();
    return;
  }
  const counts: Record<Outcome, number> = {
    agreed_safe: 0,
    agreed_unsafe: 0,
    stricter: 0,
    laxer: 0,
    not_a_program: 0,
  };
  const differences = new Map<string, string>();
  for (const subject of readCases()) {
    const { outcome, reason } = compareCase(subject);
    counts[outcome]++;
    if (!outcome.startsWith('agreed')) differences.set(subject.id, reason);
  }
  t.log(counts);
  const explained = explanations();
  t.deepEqual(
    [...differences].filter(([id]) => !explained.has(id)),
    [],
  );
  t.deepEqual(
    [...explained.keys()].filter(id => !differences.has(id)),
    [],
  );
  t.true(counts.agreed_safe >= 387 && counts.agreed_unsafe >= 63);
});
