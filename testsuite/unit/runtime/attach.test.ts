// The patcher in C: each test program is built with the flags of the product and run in its short form.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';

const run = promisify(execFile);
const FLAGS = ['-std=gnu11', '-O2', '-g', '-Wall', '-Wextra', '-Wconversion', '-Werror', '-pthread'];
const ATTACH = 'runtime-c/src/attach';

let folder = '';
test.before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ebpfc-attach-'));
});
test.after.always(() => rm(folder, { recursive: true, force: true }));

interface Built {
  readonly program: string;
  readonly sources: readonly string[];
  readonly libraries?: readonly string[];
  readonly compiler?: string;
}

/** Builds one test program; returns its path. */
async function build({ program, sources, libraries = [], compiler = 'gcc' }: Built): Promise<string> {
  const output = join(folder, program);
  const inputs = [`runtime-c/test/${program}.c`, ...sources.map(source => `${ATTACH}/${source}`)];
  await run(compiler, [...FLAGS, ...inputs, ...libraries, '-o', output]);
  return output;
}

const onX86 = process.arch === 'x64' ? test : test.skip;

onX86('the decoder reads every instruction of libc and a million random ones as Zydis does', async t => {
  if (!existsSync('/usr/include/Zydis/Zydis.h')) {
    t.log('skipped: no Zydis to judge by (apt install libzydis-dev)');
    t.pass();
    return;
  }
  const program = await build({ program: 'attach_decode', sources: ['decode.c'], libraries: ['-lZydis'] });
  const { stdout: maps } = await run('ldd', ['/bin/sh']);
  const libc = /libc\.so\.6 => (\S+)/.exec(maps)?.[1] ?? '/lib/x86_64-linux-gnu/libc.so.6';
  const { stdout } = await run(program, ['--random', '1000000', libc], { maxBuffer: 1 << 24 });
  t.regex(stdout, /files: \d{6,} instructions, \d+ agree, 0 differ/);
  t.regex(stdout, /random: \d{6,} instructions, \d+ agree, 0 differ/);
});
