import test from 'ava';
import { hasCorpus } from './corpus.js';
import { judgeMutants, tableOf } from './judge-mutants.js';

const MUTANTS = process.env['EBPFC_TEST_ALL'] ? 4000 : 150;

test('no program with an injected bug is accepted and then seen to do wrong', t => {
  if (!hasCorpus) {
    t.log('skipped: the open corpus is not there');
    t.pass();
    return;
  }
  const seed = Number(process.env['EBPFC_FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  const tally = judgeMutants({ seed, mutants: MUTANTS, runs: 20, largest: MUTANTS > 1000 ? 1500 : 500 });
  t.log(`seed ${seed}\n${tableOf(tally)}`);
  t.deepEqual(tally.violations, [], `EBPFC_FUZZ_SEED=${seed}`);
  const sum = (key: 'rejected' | 'confirmed' | 'accepted' | 'judged'): number =>
    [...tally.rows.values()].reduce((total, row) => total + row[key], 0);
  t.true(
    sum('accepted') > MUTANTS / 10 && sum('judged') > sum('accepted') / 2,
    'most acceptances are judged',
  );
  t.true(sum('confirmed') > sum('rejected') / 4, 'the judge sees what many rejected programs do wrong');
});
