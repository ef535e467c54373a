import { readFileSync } from 'node:fs';
import test from 'ava';
import { PAGES } from '../../../scripts/gen-docs.js';
import { INSNS } from '../../../src/isa/table.js';

const root = new URL('../../../../', import.meta.url);

for (const [path, page] of Object.entries(PAGES)) {
  test(`${path} is what the tables say`, t => {
    t.is(readFileSync(new URL(path, root), 'utf8'), page(), 'run npm run gen-docs');
  });
}

test('every instruction is in its page', t => {
  const page = PAGES['docs/isa.md']!();
  for (const desc of INSNS) t.true(page.includes(`\n| ${desc.id} |`), desc.id);
});
