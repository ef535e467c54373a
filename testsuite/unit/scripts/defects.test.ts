import { existsSync, readFileSync } from 'node:fs';
import test from 'ava';

const root = new URL('../../../../', import.meta.url);

test('every guard in the list of defects is there', t => {
  const page = readFileSync(new URL('testsuite/DEFECTS.md', root), 'utf8');
  const rows = page.split('\n').filter(line => /^\| (?!defect|-)/.test(line));
  t.true(rows.length > 15);
  for (const row of rows) {
    const guards = [...row.matchAll(/`([\w-]+\/[^`]+)`/g)].map(([, file]) => file!);
    t.true(guards.length > 0, row);
    for (const file of guards) t.true(existsSync(new URL(file, root)), file);
  }
});
