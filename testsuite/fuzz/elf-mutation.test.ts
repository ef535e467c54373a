import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import test from 'ava';
import { fixtureObject } from '../unit/frontend/fixture.js';
import { runMutations } from './elf-mutation.js';

const FIXTURES = resolve(import.meta.dirname, '../../../testsuite/fixtures');

test('damaged objects are refused, not trusted', t => {
  const originals = readdirSync(FIXTURES)
    .filter(name => name.endsWith('.o'))
    .map(name => readFileSync(join(FIXTURES, name)));
  const target = fixtureObject('core-target.o').btf!;
  const count = process.env['EBPFC_TEST_ALL'] ? 200_000 : 2_000;
  const before = process.memoryUsage().rss;
  const report = runMutations(originals, target, 1, count);
  const grown = (process.memoryUsage().rss - before) / 2 ** 20;
  t.log(`${report.linked} linked, ${report.refused} refused, slowest ${report.slowestMs.toFixed(0)} ms`);
  t.deepEqual(report.faults.slice(0, 5), []);
  t.true(report.linked > 0 && report.refused > 0);
  t.true(grown < 1024, `memory grew by ${grown.toFixed(0)} MiB`);
});
