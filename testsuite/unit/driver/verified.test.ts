import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import test from 'ava';
import { run } from './shell.js';

const FIXTURES = resolve(import.meta.dirname, '../../../../testsuite/fixtures');
const fixture = (name: string): string => join(FIXTURES, name);

test('what is not proven safe does not compile, unless that is asked for, loudly', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'ebpfc-test-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const output = join(folder, 'x.ll');
  const refused = await run(['-emit-llvm', '--btf=none', '-o', output, fixture('core.v3.o')]);
  t.is(refused.exit, 1);
  t.regex(refused.err, /error\[E04\d\d\]/);
  const forced = await run(['-emit-llvm', '--btf=none', '--no-verify', '-o', output, fixture('core.v3.o')]);
  t.is(forced.exit, 0);
  t.regex(forced.err, /warning\[W0001\]/);
});
