import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { packageRoot } from '../src/driver/resources.js';
import { parseFiletest, printFiletest, runFiletest } from './filetest.js';

const CLI = join(packageRoot(), 'testsuite/filetests/cli');

// One after the other: a test runs in a folder of its own, and a process has one.
for (const name of readdirSync(CLI).filter(file => file.endsWith('.txt'))) {
  test.serial(`cli/${name}`, async t => {
    const wrong = await runFiletest(join(CLI, name));
    if (wrong === undefined) t.pass();
    else t.fail(wrong);
  });
}

test('a test is what it prints', t => {
  const text = '# why\n$ ebpfc -v "a b"\nexit 3\n--- f.s ---\nexit\n--- stdout ---\nx\n--- stderr ---\n';
  const parsed = parseFiletest(text);
  t.deepEqual(parsed.words, ['-v', 'a b']);
  t.is(parsed.files.get('f.s'), 'exit\n');
  t.is(printFiletest(text, parsed), text);
  t.throws(() => parseFiletest('nothing'));
});
