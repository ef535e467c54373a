import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { packageRoot } from '../../src/driver/resources.js';
import { assemble, compile, disassemble, inspect, renderDiagnostics } from '../../src/index.js';

const SOURCE = 'mov %r0, 1\nlsh %r0, 4\nexit\n';

test('source to bytes to native code, and what it says of itself', async t => {
  const assembled = assemble(SOURCE);
  t.true(assembled.ok);
  if (!assembled.ok) return;
  t.is(assembled.code.length, 24);
  const text = disassemble(assembled.code, { syntax: 'asm' });
  t.true(text.ok && text.text.includes('lsh %r0, 4'));
  const compiled = await compile(assembled.code, { name: 'shift.bin', cache: false });
  t.true(compiled.ok);
  if (!compiled.ok) return;
  const described = inspect(compiled.data);
  t.deepEqual(described.ok && described.module.programs.map(p => p.name), ['shift']);
});

test('other targets and kinds', async t => {
  const made = await compile(SOURCE, { emit: 'asm', target: 'aarch64', debug: false, cache: false });
  t.true(made.ok && new TextDecoder().decode(made.data).includes('mov\tw0, #16'));
});

test('what is wrong is a result, not an exception', async t => {
  const wrong = assemble('mov %r0\n');
  t.false(wrong.ok);
  t.regex(renderDiagnostics(wrong.diagnostics, { width: 80, color: false }), /error\[E0\d+\]/);
  t.false((await compile(new Uint8Array(7))).ok);
  t.is((await compile(SOURCE, { target: 'vax' })).diagnostics[0]?.code, 'E0808');
  t.is((await compile(SOURCE, { clang: '/nonexistent' })).diagnostics[0]?.code, 'E0701');
  t.false(inspect(new Uint8Array(100)).ok);
});

test('the example of the README runs as it stands there', t => {
  const readme = readFileSync(join(packageRoot(), 'README.md'), 'utf8');
  const example = /```js\n(.*?)```\n\n```\n(.*?)```/s.exec(readme);
  t.truthy(example);
  const dir = mkdtempSync(join(tmpdir(), 'ebpfc-test-'));
  t.teardown(() => rmSync(dir, { recursive: true }));
  writeFileSync(join(dir, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(dir, 'example.js'), example![1]!);
  mkdirSync(join(dir, 'node_modules'));
  symlinkSync(packageRoot(), join(dir, 'node_modules/ebpfc'), 'dir');
  t.is(execFileSync(process.execPath, ['example.js'], { cwd: dir, encoding: 'utf8' }), example![2]!);
});
