import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { runPlugin } from '../../../bpf_conformance/plugin.js';
import { packageRoot } from '../../../src/driver/resources.js';
import { run, testShell } from './shell.js';

const OWN = join(packageRoot(), 'bpf_conformance/data');
const SUITE = join(packageRoot(), '../shared/corpus/conformance');
const has = (tool: string): boolean => spawnSync(tool, ['--version']).status === 0;

/** The folders to run: ours, and the public suite when it is here. */
function folders(t: { log(text: string): void }): string[] {
  if (existsSync(SUITE)) return [OWN, SUITE];
  t.log('the public suite is not here: only our own files are run');
  return [OWN];
}

test('compiled code passes every file', async t => {
  const { exit, out, err } = await run(['conformance', ...folders(t)]);
  t.is(exit, 0, out + err);
  const [, passed, ran] = /^all +(\d+) of (\d+)$/m.exec(out)!;
  t.is(passed, ran);
  t.true(Number(ran) >= 113);
});

for (const level of ['-O0', '-O3']) {
  test(`so does compiled code at ${level}`, async t => {
    const { exit, out } = await run(['conformance', level, ...folders(t)]);
    t.is(exit, 0, out);
  });
}

for (const machine of ['aarch64', 'riscv64']) {
  test(`so does compiled code for ${machine}`, async t => {
    if (!has(`qemu-${machine}`) || !existsSync(`/usr/${machine}-linux-gnu/lib`)) {
      t.log(`skipped: qemu-${machine} or the C library for it is not installed`);
      t.pass();
      return;
    }
    const where = process.env['EBPFC_TEST_ALL'] ? folders(t) : [OWN];
    const { exit, out } = await run(['conformance', `--target=${machine}`, ...where]);
    t.is(exit, 0, out);
  });
}

for (const engine of ['interp', 'ir']) {
  test(`no file is left out or fails on the ${engine} engine, and the last line counts them`, async t => {
    const { exit, out } = await run(['conformance', '--json', `--engine=${engine}`, OWN]);
    t.is(exit, 0, out);
    const counts = JSON.parse(out.trim().split('\n').at(-1)!) as Record<string, number>;
    t.true(counts['total']! >= 113);
    t.deepEqual(counts, { total: counts['total']!, passed: counts['total']!, failed: 0, skipped: 0 });
  });
}

test('a wrong result is a failure with its name, and exit code 1', async t => {
  const dir = mkdtempSync(join(tmpdir(), 'ebpfc-test-'));
  t.teardown(() => rmSync(dir, { recursive: true }));
  writeFileSync(join(dir, 'wrong.data'), '-- asm\nmov %r0, 1\nexit\n-- result\n0x2\n');
  writeFileSync(join(dir, 'crash.data'), '-- asm\nmov %r1, 8\nldxdw %r0, [%r1]\nexit\n-- result\n0x2\n');
  writeFileSync(join(dir, 'right.data'), '-- asm\nmov %r0, 2\nexit\n-- result\n0x2\n');
  const { exit, out } = await run(['conformance', dir]);
  t.is(exit, 1);
  t.regex(out, /^FAIL: wrong\.data: r0 is 0x1 where 0x2 is expected$/m);
  t.regex(out, /^ERROR: crash\.data: Segmentation fault$/m);
  t.regex(out, /^all +1 of 3$/m);
  t.is((await run(['conformance', '--exclude-regex=wrong|crash', dir])).exit, 0);
  t.is((await run(['conformance', '--include-groups=none', dir])).exit, 2);
  t.is((await run(['conformance', '/nonexistent'])).exit, 1);
});

test('the plugin follows the protocol of the public runner', async t => {
  const plugin = async (argv: readonly string[], stdin: string) => {
    const { shell, output } = testShell();
    return { exit: await runPlugin(argv, stdin, shell), ...output() };
  };
  const load = '71 10 01 00 00 00 00 00  95 00 00 00 00 00 00 00\n';
  t.deepEqual(await plugin(['01  7b'], load), { exit: 0, out: '7b\n', err: '' });
  t.deepEqual(await plugin(['01  7b', '--interpret'], load), { exit: 0, out: '7b\n', err: '' });
  t.deepEqual(await plugin(['01  7b', '-O0'], load), { exit: 0, out: '7b\n', err: '' });
  const bad = await plugin([], 'ff 00 00 00 00 00 00 00\n');
  t.is(bad.exit, 1);
  t.regex(bad.err, /unknown opcode/);
  t.is((await plugin([], 'zz')).exit, 1);
});
