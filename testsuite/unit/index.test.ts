import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { packageRoot } from '../../src/driver/resources.js';
import {
  assemble,
  compile,
  disassemble,
  HostError,
  inspect,
  openObject,
  renderDiagnostics,
} from '../../src/index.js';

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

test('the examples of the README run as they stand there', t => {
  const readme = readFileSync(join(packageRoot(), 'README.md'), 'utf8');
  const examples = [...readme.matchAll(/```js\n(.*?)```\n\n```\n(.*?)```/gs)];
  t.is(examples.length, 2);
  const dir = mkdtempSync(join(tmpdir(), 'ebpfc-test-'));
  t.teardown(() => rmSync(dir, { recursive: true }));
  writeFileSync(join(dir, 'package.json'), '{ "type": "module" }');
  mkdirSync(join(dir, 'node_modules'));
  symlinkSync(packageRoot(), join(dir, 'node_modules/ebpfc'), 'dir');
  for (const [, source, output] of examples) {
    writeFileSync(join(dir, 'example.js'), source!);
    t.is(execFileSync(process.execPath, ['example.js'], { cwd: dir, encoding: 'utf8' }), output!);
  }
});

test('an object in this process: its programs and maps', async t => {
  const fixture = (name: string) => readFileSync(join(packageRoot(), 'testsuite/fixtures', name));
  const compiled = await compile(fixture('maps.v3.o'), { name: 'maps.v3.o' });
  if (!compiled.ok) return void t.fail(compiled.diagnostics[0]?.message);
  const opened = await openObject(compiled.data);
  if (!opened.ok) return void t.fail(opened.diagnostics[0]?.message);
  const { object } = opened;
  t.is(object.testRun('tail_one', { data: new Uint8Array(64), repeat: 1 }).retval, 1n);
  const described = inspect(compiled.data);
  const hash = described.ok && described.module.maps.find(map => map.type === 1);
  if (!hash) return void t.fail('no hash map');
  const key = new Uint8Array(hash.keySize).fill(7);
  const value = new Uint8Array(object.mapValueSize(hash.name)).fill(3);
  t.is(object.lookup(hash.name, key), undefined);
  object.update(hash.name, key, value);
  t.deepEqual(object.lookup(hash.name, key), value);
  t.deepEqual([...object.keys(hash.name, hash.keySize)], [key]);
  t.true(object.delete(hash.name, key));
  t.false(object.delete(hash.name, key));
  object.close();
});

test('what was not proven safe is not loaded into this process', async t => {
  const compiled = await compile(SOURCE, { name: 'p.s' });
  t.true(compiled.ok);
  if (!compiled.ok) return;
  await t.throwsAsync(openObject(compiled.data), { instanceOf: HostError });
  await t.throwsAsync(openObject(new Uint8Array(8)), { instanceOf: HostError });
});

test('values of globals are options of the library too', async t => {
  const source = readFileSync(join(packageRoot(), 'testsuite/fixtures/globals.v4.o'));
  const result = async (set: Record<string, number>) => {
    const compiled = await compile(source, { name: 'globals.o', verify: false, btf: 'none', set });
    if (!compiled.ok) return undefined;
    const opened = await openObject(compiled.data, { allowUnverified: true });
    if (!opened.ok) return undefined;
    const { retval } = opened.object.testRun('use_globals', { data: new Uint8Array(64), repeat: 1 });
    opened.object.close();
    return retval;
  };
  t.is(await result({}), 10n);
  t.is(await result({ limit: 5 }), 32n);
});
