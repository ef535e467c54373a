import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { resourceDir } from '../../../src/driver/resources.js';
import { run } from './shell.js';

const OBJECT = new URL('../../../../testsuite/fixtures/maps.v3.o', import.meta.url).pathname;
const root = mkdtempSync(join(tmpdir(), 'ebpfc-test-'));
const at = (name: string): string => join(root, name);
test.after.always(() => rmSync(root, { recursive: true }));

async function compile(name: string, ...words: string[]): Promise<void> {
  const { exit, err } = await run(['-w', '--no-verify', ...words, '-o', at(name), OBJECT]);
  if (exit !== 0) throw new Error(err);
}

async function recorded(...words: string[]): Promise<string> {
  await compile('x.so', ...words);
  const { out } = await run(['inspect', '--json', at('x.so')]);
  return (JSON.parse(out) as { features: string }).features;
}

test('what a CPU has beyond the baseline is recorded, and nothing that need not be asked for', async t => {
  t.is(await recorded('--target=aarch64'), '');
  t.is(await recorded('--target=aarch64', '-mcpu=neoverse-n1'), 'aes,crc,dotprod,fullfp16,lse,rcpc,rdm,sha2');
  t.is(await recorded('--target=aarch64', '--features=+lse,crc'), 'crc,lse');
  t.is(await recorded('--target=riscv64', '-mcpu=sifive-u74'), '');
  t.is(await recorded('--target=riscv64', '-march=rv64gcv_zba_zbb'), 'v,zba,zbb');
  t.is(await recorded('--target=riscv64', '--features=+zbb'), 'zbb');
  t.regex(await recorded('--target=x86-64', '--features=avx2'), /\bavx2\b/);
  t.notRegex(await recorded('--target=x86-64', '-march=haswell', '--features=-avx2'), /\bavx2\b/);
});

test('a CPU or feature that there is not is refused by name', async t => {
  for (const word of ['-mcpu=nothing', '--features=+nothing'])
    for (const target of ['aarch64', 'riscv64', 'x86-64']) {
      const { exit, err } = await run([
        `--target=${target}`,
        word,
        '--no-verify',
        '-w',
        '-o',
        at('x.so'),
        OBJECT,
      ]);
      t.is(exit, 2);
      t.regex(err, /E0803.*nothing is not a value of -march, -mcpu or --features/);
    }
});

/** Machines under emulation: what each can be asked for, and one that has less. */
const MACHINES = [
  {
    target: 'aarch64',
    compiler: 'aarch64-linux-gnu-gcc',
    emulator: 'qemu-aarch64',
    root: '/usr/aarch64-linux-gnu',
    less: 'cortex-a53',
    more: 'max',
    options: '-mcpu=neoverse-n1',
    missing: /CPU feature (dotprod|fullfp16|lse|rcpc|rdm), which this CPU does not have/,
  },
  {
    target: 'riscv64',
    compiler: 'riscv64-linux-gnu-gcc',
    emulator: 'qemu-riscv64',
    root: '/usr/riscv64-linux-gnu',
    less: 'rv64,v=false',
    more: 'rv64,v=true',
    options: '-march=rv64gcv',
    missing: /CPU feature v, which this CPU does not have/,
  },
] as const;

for (const { target, compiler, emulator, root: sysroot, less, more, options, missing } of MACHINES) {
  test(`the loader checks the features of ${target}`, async t => {
    const found = [compiler, emulator].every(tool => spawnSync(tool, ['--version']).status === 0);
    if (!found) return void t.pass(`skipped: there is no ${compiler} or ${emulator}`);
    const runtime = resourceDir();
    const host = at(`host-${target}`);
    execFileSync(compiler, [
      ...['-std=gnu11', '-Wall', '-Wextra', '-Wconversion', '-Werror', `-I${join(runtime, 'include')}`],
      ...[join(runtime, 'test/api_open.c'), join(runtime, 'ebpfc_all.c'), '-lm', '-pthread', '-o', host],
    ]);
    const open = (cpu: string, object: string) =>
      spawnSync(emulator, ['-L', sysroot, '-cpu', cpu, host, at(object)], { encoding: 'utf8' }).stdout.trim();
    await compile(`plain-${target}.so`, `--target=${target}`);
    await compile(`more-${target}.so`, `--target=${target}`, options);
    t.is(open(less, `plain-${target}.so`), 'opened');
    t.regex(open(less, `more-${target}.so`), missing);
    t.is(open(more, `more-${target}.so`), 'opened');
  });
}
