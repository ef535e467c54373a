import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { readCompiled } from '../../../src/driver/descriptor.js';
import { packageRoot } from '../../../src/driver/resources.js';
import { run } from './shell.js';

const MAPS = join(packageRoot(), 'testsuite/fixtures/maps.v4.o');
/** Reads the packet's first byte without a look at where it ends. */
const UNSAFE = 'ldxw %r1, [%r1]\nldxb %r0, [%r1]\nexit\n';

function folder(t: { teardown(f: () => void): void }): string {
  const dir = mkdtempSync(join(tmpdir(), 'ebpfc-test-'));
  t.teardown(() => rmSync(dir, { recursive: true }));
  writeFileSync(join(dir, 'unsafe.s'), UNSAFE);
  return dir;
}

test('verify says which programs are safe, and why the others may not be', async t => {
  const dir = folder(t);
  const good = await run(['verify', MAPS]);
  t.is(good.exit, 0, good.err);
  t.regex(good.out, /^count: safe \(/m);
  const bad = await run(['verify', '--program-type=xdp', join(dir, 'unsafe.s')]);
  t.is(bad.exit, 1);
  t.regex(bad.out, /^unsafe: rejected: /);
  t.regex(bad.err, /error\[E0415\]: read of 1 byte may go past the end of the packet/);
  t.regex(bad.err, /unsafe\.s:2/);
  const lines = (await run(['verify', '--json', MAPS])).out.trim().split('\n');
  t.deepEqual(
    lines.map(line => JSON.parse(line).verdict),
    ['accepted', 'accepted', 'accepted'],
  );
});

test('--verify compiles what is proven, marks it so, and nothing else', async t => {
  const dir = folder(t);
  const output = join(dir, 'maps.so');
  const flags = () => readCompiled(new Uint8Array(readFileSync(output)), output, new DiagnosticSink())!.flags;
  t.is((await run(['--verify', '-o', output, MAPS])).exit, 0);
  t.deepEqual(flags(), ['verified']);
  t.is((await run(['--no-verify', '-o', output, MAPS])).exit, 0);
  t.deepEqual(flags(), []);
});
