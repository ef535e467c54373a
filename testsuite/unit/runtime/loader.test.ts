/** Builds the C runtime and runs its own tests. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import test from 'ava';

const runtime = resolve(import.meta.dirname, '../../../../runtime-c');
const FLAGS = ['-std=gnu11', '-O2', '-fPIC', '-Wall', '-Wextra', '-Wconversion', '-Werror'];
const compilers = ['gcc', 'clang-19'].filter(name => existsSync(`/usr/bin/${name}`));

for (const compiler of compilers) {
  test(`the library compiles without a warning as one translation unit with ${compiler}`, t => {
    execFileSync(compiler, [...FLAGS, '-fsyntax-only', join(runtime, 'ebpfc_all.c')], { stdio: 'pipe' });
    t.pass();
  });
}
