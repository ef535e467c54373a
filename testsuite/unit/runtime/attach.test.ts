// The patcher in C: each test program is built with the flags of the product and run in its short form.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';

const run = promisify(execFile);
const FLAGS = ['-std=gnu11', '-O2', '-g', '-fPIC', '-Wall', '-Wextra', '-Wconversion', '-Werror', '-pthread'];
const ATTACH = 'runtime-c/src/attach';
/** What trampolines call while a function's vector registers are live. */
const GENERAL_REGISTERS_ONLY = new Set(['shadow.c']);

let folder = '';
test.before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ebpfc-attach-'));
});
test.after.always(() => rm(folder, { recursive: true, force: true }));

/** Compiles the patcher once, with gcc; the tests, whose programs are `preserve_most`, with clang. */
let objects: Promise<string[]> | undefined;
function patcher(): Promise<string[]> {
  objects ??= readdir(ATTACH).then(files =>
    Promise.all(
      files
        .filter(file => file.endsWith('.c'))
        .map(async file => {
          const output = join(folder, file.replace(/c$/, 'o'));
          const extra = GENERAL_REGISTERS_ONLY.has(file) ? ['-mgeneral-regs-only'] : [];
          await run('gcc', [...FLAGS, ...extra, '-c', join(ATTACH, file), '-o', output]);
          return output;
        }),
    ),
  );
  return objects;
}

/** Builds a test program; returns its path. */
async function build(program: string, ...libraries: string[]): Promise<string> {
  const output = join(folder, program);
  const source = `runtime-c/test/${program}.c`;
  await run('clang-19', [...FLAGS, source, ...(await patcher()), ...libraries, '-o', output]);
  return output;
}

const onX86 = process.arch === 'x64' ? test : test.skip;

onX86('the decoder reads every instruction of libc and a million random ones as Zydis does', async t => {
  if (!existsSync('/usr/include/Zydis/Zydis.h')) {
    t.log('skipped: no Zydis to judge by (apt install libzydis-dev)');
    t.pass();
    return;
  }
  const program = await build('attach_decode', '-lZydis');
  const { stdout: maps } = await run('ldd', ['/bin/sh']);
  const libc = /libc\.so\.6 => (\S+)/.exec(maps)?.[1] ?? '/lib/x86_64-linux-gnu/libc.so.6';
  const { stdout } = await run(program, ['--random', '1000000', libc], { maxBuffer: 1 << 24 });
  t.regex(stdout, /files: \d{6,} instructions, \d+ agree, 0 differ/);
  t.regex(stdout, /random: \d{6,} instructions, \d+ agree, 0 differ/);
});

onX86('probes come and go under four threads that call, and none is lost or wrong', async t => {
  const program = await build('attach_torture');
  const { stdout } = await run(program, ['4', '20'], { timeout: 120_000 });
  t.regex(stdout, /4 threads, 20 cycles of 16 probes/);
  t.regex(stdout, /^6 jump$/m);
  t.regex(stdout, /^7 hop: the function jumps into the bytes that would be overwritten$/m);
});
