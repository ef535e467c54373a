import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { LAYOUT_VERSION } from '../../../src/backends/llvm/inline.js';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { readCompiled } from '../../../src/driver/descriptor.js';
import { packageRoot, resourceDir } from '../../../src/driver/resources.js';
import { run } from './shell.js';

const home = mkdtempSync(join(tmpdir(), 'ebpfc-test-'));
test.after.always(() => rmSync(home, { recursive: true }));
const cached = { ...process.env, XDG_CACHE_HOME: home };
const fixture = (cpu: string) => join(packageRoot(), `testsuite/fixtures/inline.${cpu}.o`);

/** A frame whose bytes choose 100 operations: a linear congruential sequence. */
function packet(seed: number): string {
  const bytes = new Uint8Array(214);
  let state = seed;
  for (let i = 14; i < bytes.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return Buffer.from(bytes).toString('hex');
}

/** What maps hold afterwards, without the order of hash tables and the CPU of per-CPU values. */
function contents(out: string): string[] {
  return out
    .split(/^map /m)
    .slice(1)
    .map(text => text.split('\n').sort().join('\n'))
    .filter(text => !/^(seen|steps):/m.test(text))
    .sort();
}

test.serial('compiled into the program or called, map operations do the same', async t => {
  for (const [seed, cpu] of ['v3', 'v1', 'v4'].entries()) {
    const words = ['--no-verify', '-w', '--repeat=6', '--dump-maps', `--hex=${packet(seed)}`, fixture(cpu)];
    const inlined = await run(['run', ...words], cached);
    t.is(inlined.exit, 0, inlined.err);
    const called = await run(['run', '--no-inline', ...words], cached);
    t.is(called.exit, 0, called.err);
    t.deepEqual(contents(inlined.out), contents(called.out));
    const results = contents(inlined.out).find(map => map.includes('results:'));
    t.regex(results ?? '', /00000000 -> (?!0{16})/);
  }
});

for (const target of ['x86_64', 'aarch64', 'riscv64']) {
  test.serial(`what is compiled in for ${target} needs no helper, and says so`, async t => {
    const read = async (...words: string[]) => {
      const path = join(home, 'inline.so');
      const { exit, err } = await run(
        ['-o', path, '--no-verify', '-w', `--target=${target}`, ...words, fixture('v3')],
        cached,
      );
      t.is(exit, 0, err);
      const bytes = new Uint8Array(readFileSync(path));
      return { bytes, module: readCompiled(bytes, path, new DiagnosticSink())! };
    };
    const { bytes, module } = await read('-O2');
    // LLVM merged some updates and deletions of different maps, which are then called.
    t.false(module.helpers.some(h => h.id === 1 || h.id > 134 || (h.id >= 130 && h.id < 134)));
    t.deepEqual(
      module.inlined.map(h => h.id),
      [1, 2, 3, 130, 131, 132, 133],
    );
    t.is(module.layout, LAYOUT_VERSION);
    t.notRegex(Buffer.from(bytes).toString('latin1'), /ebpfc_inline_|__rseq/);
    const called = (await read('--no-inline')).module;
    t.deepEqual(
      called.helpers.map(h => h.id),
      [1, 2, 3, 130, 131, 132, 133, 134],
    );
    t.is(called.layout, 0);
    for (const level of ['-O0', '-g0']) t.is((await read(level)).module.layout, LAYOUT_VERSION);
  });
}

test.serial('code for another layout of the maps is refused, with both versions', async t => {
  const path = join(home, 'layout.so');
  const { exit, err } = await run(['-o', path, fixture('v3')], cached);
  t.is(exit, 0, err);
  const bytes = readFileSync(path);
  // The descriptor begins with its size and the ABI version, then the magic number; the layout is at byte 132.
  const module = bytes.indexOf('BPFCEBPC') - 8;
  t.is(bytes.readUInt32LE(module + 132), LAYOUT_VERSION);
  bytes.writeUInt32LE(LAYOUT_VERSION + 6, module + 132);
  writeFileSync(path, bytes);
  const refused = await run(['run', `--hex=${packet(1)}`, path], cached);
  t.is(refused.exit, 1);
  t.regex(refused.err, /layout version 7, this library has version 1/);
});

test('the compiler and the runtime name the same layout version', t => {
  const header = readFileSync(join(resourceDir(), 'include/ebpfc.h'), 'utf8');
  t.is(Number(/#define EBPFC_LAYOUT_VERSION (\d+)u/.exec(header)?.[1]), LAYOUT_VERSION);
});
