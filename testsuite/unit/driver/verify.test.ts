import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { readCompiled } from '../../../src/driver/descriptor.js';
import { packageRoot } from '../../../src/driver/resources.js';
import { run } from './shell.js';

const UNPROVEN = join(packageRoot(), 'testsuite/fixtures/unproven.v4.o');
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

test('--on-unproven=check puts checks in, runs safely and says so', async t => {
  const dir = folder(t);
  const output = join(dir, 'checked.so');
  t.is((await run(['-o', output, UNPROVEN])).exit, 1);
  const verified = await run(['verify', '--on-unproven=check', UNPROVEN]);
  t.is(verified.exit, 0, verified.err);
  t.regex(verified.out, /^byte_twenty: safe with 1 check at run time/);
  const made = await run(['--on-unproven=check', '-o', output, UNPROVEN]);
  t.is(made.exit, 0, made.err);
  t.regex((await run(['inspect', output])).out, /checked while it runs/);
  // A packet that has the byte gives it, a shorter one the result of a check that failed.
  for (const [length, expected] of [
    [21, 3],
    [20, 0],
  ] as const) {
    const packet = join(dir, 'packet.bin');
    writeFileSync(packet, new Uint8Array(length).fill(3));
    const ran = await run(['run', '--json', `--data=${packet}`, output]);
    t.is(ran.exit, 0, ran.err);
    t.is(Number(JSON.parse(ran.out).result ?? JSON.parse(ran.out).retval), expected, ran.out);
  }
});

test('verify --json has one object a program, and exit 0 only when all are accepted', async t => {
  const dir = folder(t);
  const parse = (out: string): Record<string, unknown>[] =>
    out
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
  const good = await run(['verify', '--json', MAPS]);
  t.is(good.exit, 0);
  for (const row of parse(good.out)) {
    t.deepEqual(Object.keys(row), [
      ...['file', 'program', 'section', 'verdict', 'reason', 'ms', 'steps', 'states', 'checks_proven'],
      ...['checks_inserted', 'stack_depth', 'insn_bound'],
    ]);
    t.is(row['verdict'], 'accepted');
    t.is(row['reason'], null);
    for (const key of ['ms', 'steps', 'insn_bound']) t.true(Number(row[key]) > 0, key);
    t.is(Number(row['checks_proven']) > 0, row['program'] === 'count');
  }
  const bad = await run(['verify', '--json', '--program-type=xdp', join(dir, 'unsafe.s')]);
  t.is(bad.exit, 1);
  const [row] = parse(bad.out);
  t.is(row!['verdict'], 'rejected');
  t.like(row!['reason'], { code: 'E0415' });
  t.is(row!['insn_bound'], null);
});
