import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { readInput, writeFileAtomically } from '../../../src/driver/output.js';

function folder(t: { teardown(f: () => void): void }): string {
  const path = mkdtempSync(join(tmpdir(), 'ebpfc-test-'));
  t.teardown(() => rmSync(path, { recursive: true }));
  return path;
}

test('a file is replaced whole, and nothing else is left', async t => {
  const dir = folder(t);
  const sink = new DiagnosticSink();
  writeFileSync(join(dir, 'x'), 'old');
  t.true(await writeFileAtomically(join(dir, 'x'), 'new', sink));
  t.is(readFileSync(join(dir, 'x'), 'utf8'), 'new');
  t.deepEqual(readdirSync(dir), ['x']);
});

test('a write that fails says why and leaves nothing', async t => {
  const dir = folder(t);
  const sink = new DiagnosticSink();
  t.false(await writeFileAtomically(join(dir, 'none', 'x'), 'new', sink));
  t.is(sink.diagnostics[0]?.message, `cannot write ${join(dir, 'none', 'x')}: no such file or directory`);
  t.false(await writeFileAtomically(dir, 'new', sink), 'a directory cannot be replaced by a file');
  t.deepEqual(readdirSync(dir), []);
});

test('input that cannot be read is reported', async t => {
  const sink = new DiagnosticSink();
  t.is(await readInput('/nonexistent', sink), undefined);
  t.is(sink.diagnostics[0]?.message, 'cannot read /nonexistent: no such file or directory');
});

test('a device is written to, not replaced', async t => {
  t.true(await writeFileAtomically('/dev/null', 'x', new DiagnosticSink()));
  t.true(statSync('/dev/null').isCharacterDevice());
});
