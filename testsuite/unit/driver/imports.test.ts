import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import test from 'ava';

const ROOT = join(import.meta.dirname, '../../..');

/** Packages that a module and what it imports at once (not by `import()`) load, and the way to each. */
function packagesOf(entry: string): Map<string, string> {
  const found = new Map<string, string>();
  const seen = new Set<string>();
  const visit = (file: string, way: readonly string[]): void => {
    if (seen.has(file)) return;
    seen.add(file);
    const path = [...way, relative(ROOT, file)];
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(
      /^(?:import|export)\b[^;]*?from '([^']+)';$/gm,
    )) {
      if (name.startsWith('.')) visit(join(dirname(file), name), path);
      else if (!name.startsWith('node:')) found.set(name, path.join(' > '));
    }
  };
  visit(entry, []);
  return found;
}

// Each of these costs more to load than most compilations take.
const HEAVY = ['ajv', 'koffi', 'execa', 'tmp-promise'];

for (const name of ['main', 'commands/compile', 'commands/verify', 'commands/disasm', 'commands/run']) {
  test(`${name} loads no package that it may not need`, t => {
    const packages = packagesOf(join(ROOT, 'src/driver', `${name}.js`));
    const heavy = [...packages].filter(([one]) => HEAVY.some(h => one === h || one.startsWith(`${h}/`)));
    t.deepEqual(heavy, []);
  });
}

test('what a module loads is found', t => {
  t.true(packagesOf(join(ROOT, 'src/driver/host.js')).has('koffi'));
});
