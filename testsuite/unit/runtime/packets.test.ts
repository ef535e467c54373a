/** Compiled programs return what the kernel returned for the same packets, where it was recorded. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../../../..');
const script = resolve(root, 'build/scripts/packet-runs.js');
const recorded = existsSync(resolve(root, '../shared/corpus/packets/kernel-runs.json'));

test('some XDP programs, packet by packet', async t => {
  if (!recorded) {
    t.log('skipped: no recorded runs');
    t.pass();
    return;
  }
  const { stdout } = await run(process.execPath, [script, '--match=linux__xdp', '--at-least=8']);
  t.regex(stdout, /^(\d+) of \1 programs return what the kernel returned$/m, stdout);
});

(process.env['EBPFC_TEST_ALL'] ? test : test.skip)('all recorded programs', async t => {
  t.timeout(1_800_000);
  const { stdout } = await run(process.execPath, [script, '--at-least=375'], { maxBuffer: 1 << 24 });
  t.regex(stdout, /programs return what the kernel returned/);
});
