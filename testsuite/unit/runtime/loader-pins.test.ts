// Maps pinned by path: made, found, refused; under the address sanitizer.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import test from 'ava';
import { main } from '../../../src/driver/main.js';
import { testShell } from '../driver/shell.js';

const root = resolve(import.meta.dirname, '../../../..');
const folder = mkdtempSync(join(tmpdir(), 'ebpfc-pin-test-'));
test.after.always(() => rmSync(folder, { recursive: true, force: true }));

test('a map that is pinned by name is shared by its path, and refused where it is not what was declared', async t => {
  const { shell, output } = testShell({ ...process.env, XDG_CACHE_HOME: join(folder, 'cache') });
  const object = join(folder, 'maps.so');
  const words = [
    '--no-verify',
    '--no-inline',
    '-w',
    '-o',
    object,
    join(root, 'testsuite/fixtures/maps.v3.o'),
  ];
  t.is(await main(words, shell), 0, output().err);
  const flags = ['-std=gnu11', '-g', '-O1', '-Wall', '-Wextra', '-Wconversion', '-Werror'];
  const sources = [join(root, 'testsuite/hosts/pins_host.c'), join(root, 'runtime-c/ebpfc_all.c')];
  const host = join(folder, 'pins_host');
  const sanitize = ['-fsanitize=address,undefined', `-I${join(root, 'runtime-c/include')}`];
  execFileSync('gcc', [...flags, ...sanitize, ...sources, '-lm', '-pthread', '-o', host]);
  for (const name of ['run', 'pins']) mkdirSync(join(folder, name), { mode: 0o700 });
  const env = { ...process.env, XDG_RUNTIME_DIR: join(folder, 'run') };
  const out = execFileSync(host, [object, join(folder, 'pins')], { encoding: 'utf8', env });
  t.regex(
    out,
    /map flows: pinned at .*\/flows is a map of type 1, key 8, value 16, 1024 entries; the object wants/,
  );
  t.regex(out, /the object wants type 1, key 8, value 16, 4096 entries/);
  t.true(out.endsWith('0 failed\n'), out);
  t.false(existsSync(join(folder, 'pins/flows')));
});
