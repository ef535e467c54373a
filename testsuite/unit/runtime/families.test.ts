import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';
import { packageRoot, resourceDir } from '../../../src/driver/resources.js';
import { run } from '../driver/shell.js';

test('helpers answer by the family of the program that calls them', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'ebpfc-families-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const object = join(folder, 'families.so');
  const { exit, err } = await run(['-o', object, join(packageRoot(), 'testsuite/fixtures/families.v3.o')]);
  t.is(exit, 0, err);
  const root = resourceDir();
  const host = join(folder, 'host');
  const sources = [join(root, 'test/families.c'), join(root, 'ebpfc_all.c')];
  await promisify(execFile)('gcc', ['-O1', `-I${join(root, 'include')}`, ...sources, '-lm', '-o', host]);
  const { stdout } = await promisify(execFile)(host, [object]);
  const returned = Object.fromEntries(stdout.split('\n').map(line => line.split(' ')));
  t.is(returned['xdp_redirect'], '4', 'XDP_REDIRECT');
  t.is(returned['tc_redirect'], '7', 'TC_ACT_REDIRECT');
  t.is(returned['xdp_refused'], '0', 'XDP_ABORTED: XDP takes no flags');
  t.is(returned['tc_ingress'], '7');
  t.is(returned['tc_shared'], '7');
  t.is(returned['xdp_output'], '0');
  t.is(returned['probe_output'], '1', 'no packet to append, but a record');
});
