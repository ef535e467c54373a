import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { readCompiled } from '../../../src/driver/descriptor.js';
import { packageRoot } from '../../../src/driver/resources.js';
import { run } from './shell.js';

const MAPS = join(packageRoot(), 'testsuite/fixtures/maps.v3.o');

async function compiled(t: { teardown(f: () => void): void }, ...words: string[]) {
  const dir = mkdtempSync(join(tmpdir(), 'ebpfc-test-'));
  t.teardown(() => rmSync(dir, { recursive: true }));
  const path = join(dir, 'maps.so');
  const { exit, err } = await run(['-o', path, ...words, MAPS]);
  if (exit !== 0) throw new Error(err);
  return { dir, path, bytes: new Uint8Array(readFileSync(path)) };
}

for (const target of ['x86_64', 'aarch64', 'riscv64']) {
  test(`what is compiled for ${target} says what it holds`, async t => {
    const { bytes } = await compiled(t, `--target=${target}`);
    const sink = new DiagnosticSink();
    const module = readCompiled(bytes, 'maps.so', sink)!;
    t.deepEqual(sink.diagnostics, []);
    t.is(module.target, `${target}-linux-gnu`);
    t.is(module.license, 'Dual MIT/GPL');
    t.deepEqual(module.programs.map(p => `${p.section} ${p.type} ${p.name}`).sort(), [
      'xdp 6 count',
      'xdp 6 tail_one',
      'xdp 6 tail_two',
    ]);
    const flows = module.maps.find(m => m.name === 'flows')!;
    t.is(flows.keySize, 8);
    t.is(flows.maxEntries, 1024);
    t.is(flows.pinning, 1);
    const outer = module.maps.find(m => m.name === 'outer')!;
    t.true(module.maps[outer.inner]!.isTemplate || module.maps[outer.inner]!.name !== '');
    t.deepEqual(module.helpers, [{ id: 1, name: 'bpf_map_lookup_elem' }]);
    t.true(module.inlined.some(helper => helper.name === 'bpf_tail_call'));
    t.true(module.btfBytes > 0);
  });
}

test('inspect prints it, as text and as JSON', async t => {
  const { path } = await compiled(t);
  const { out } = await run(['inspect', path]);
  t.regex(out, /^ {2}count: xdp in xdp, 42 instructions/m);
  t.regex(out, /^ {2}flows: hash, key 8, value 16, 1024 entries, BPF_F_NO_PREALLOC, pinned by name$/m);
  const json = JSON.parse((await run(['inspect', '--json', path])).out);
  t.is(json.programs.length, 3);
  t.is(json.maps.find((m: { name: string }) => m.name === 'events').type, 'ringbuf');
});

test('other files are refused', async t => {
  const { exit, err } = await run(['inspect', MAPS]);
  t.is(exit, 1);
  t.regex(err, /E0150.*not a 64-bit shared object/);
  const sink = new DiagnosticSink();
  const libc = '/lib/x86_64-linux-gnu/libc.so.6';
  if (process.arch === 'x64') {
    t.is(readCompiled(new Uint8Array(readFileSync(libc)), libc, sink), undefined);
    t.regex(sink.diagnostics[0]!.message, /no symbol ebpfc_module/);
  }
});

test('a damaged file is refused or read, but never worse', async t => {
  const { bytes, dir } = await compiled(t);
  let state = 12345;
  const random = (below: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % below;
  };
  for (let round = 0; round < 500; round++) {
    const copy = bytes.slice(0, round % 5 === 0 ? random(bytes.length) : bytes.length);
    for (let i = 0; i < 8 && copy.length > 0; i++) {
      copy[random(round % 2 ? Math.min(copy.length, 1024) : copy.length)] = random(256);
    }
    const sink = new DiagnosticSink();
    const module = readCompiled(copy, 'x', sink);
    t.is(module === undefined, sink.errors > 0);
  }
  writeFileSync(join(dir, 'empty'), '');
  t.is((await run(['inspect', join(dir, 'empty')])).exit, 1);
});
