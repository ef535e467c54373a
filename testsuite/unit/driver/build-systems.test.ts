import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { packageRoot } from '../../../src/driver/resources.js';

const EBPFC = join(packageRoot(), 'bin/ebpfc.js');
const clang = ['clang-19', 'clang-20', 'clang-21', 'clang-22', 'clang'].find(
  name => spawnSync(name, ['--version']).status === 0,
)!;
const has = (tool: string): boolean => spawnSync(tool, ['--version']).status === 0;

const SOURCE = `#include "answer.h"
__attribute__((section("xdp"), used)) int program(void *ctx) { return ANSWER; }
`;

/** A project with one program and one header, and what its build does. */
function project(t: ExecutionContext, files: Record<string, string>) {
  const dir = mkdtempSync(join(tmpdir(), 'ebpfc-test-'));
  t.teardown(() => rmSync(dir, { recursive: true }));
  const all: Record<string, string> = { 'program.bpf.c': SOURCE, 'answer.h': '#define ANSWER 1\n', ...files };
  for (const [name, text] of Object.entries(all)) writeFileSync(join(dir, name), text);
  let clock = Date.now() / 1000 - 1000;
  for (const name of Object.keys(all)) utimesSync(join(dir, name), clock, clock);
  return {
    dir,
    build(command: string, ...args: string[]): string {
      const { status, stdout, stderr } = spawnSync(command, args, { cwd: dir, encoding: 'utf8' });
      t.is(status, 0, `${command} ${args.join(' ')}\n${stdout}${stderr}`);
      return stdout;
    },
    /** Changes the header, later than all that was built. */
    touch(): void {
      writeFileSync(join(dir, 'answer.h'), '#define ANSWER 2\n');
      clock = Date.now() / 1000 + 5;
      utimesSync(join(dir, 'answer.h'), clock, clock);
    },
    when: (name: string): number => statSync(join(dir, name)).mtimeMs,
  };
}

/** Builds, builds again without a change, and again with one: the output is made twice. */
function rebuildsWhenChanged(
  t: ExecutionContext,
  p: ReturnType<typeof project>,
  output: string,
  build: () => void,
): void {
  build();
  const [first, bytes] = [p.when(output), readFileSync(join(p.dir, output))];
  build();
  t.is(p.when(output), first, 'nothing changed, nothing is made');
  p.touch();
  build();
  t.not(p.when(output), first, 'a header changed');
  t.notDeepEqual(readFileSync(join(p.dir, output)), bytes);
}

test('make', t => {
  const p = project(t, {
    Makefile: `CLANG = ${clang}
EBPFC = ${EBPFC}
program.so: program.bpf.o
%.bpf.o: %.bpf.c ; $(CLANG) --target=bpf -O2 -g -MMD -MF $*.bpf.d -c $< -o $@
%.so: %.bpf.o ; $(EBPFC) -O2 -MMD -MP -MF $*.d -o $@ $<
-include program.d program.bpf.d
`,
  });
  rebuildsWhenChanged(t, p, 'program.so', () => p.build('make', '-s'));
});

for (const generator of ['Ninja', 'Unix Makefiles']) {
  test(`cmake with ${generator}`, t => {
    if (!has('cmake') || (generator === 'Ninja' && !has('ninja'))) {
      t.log(`skipped: cmake or ${generator} is not installed`);
      t.pass();
      return;
    }
    const p = project(t, {
      'CMakeLists.txt': `cmake_minimum_required(VERSION 3.21)
project(example NONE)
find_package(ebpfc REQUIRED PATHS ${join(packageRoot(), 'cmake')} NO_DEFAULT_PATH)
ebpfc_add_program(program SOURCES program.bpf.c OPTIONS -O2 ALL)
`,
    });
    p.build('cmake', '-B', 'out', '-G', generator, `-DEBPFC_BPF_CLANG=${clang}`);
    rebuildsWhenChanged(t, p, 'out/program.so', () => p.build('cmake', '--build', 'out'));
  });
}

test('meson', t => {
  if (!has('meson') || !has('ninja')) {
    t.log('skipped: meson is not installed');
    t.pass();
    return;
  }
  const p = project(t, {
    'meson.build': `project('example')
object = custom_target('object', input: 'program.bpf.c', output: 'program.bpf.o', depfile: 'program.bpf.o.d',
  command: [find_program('${clang}'), '--target=bpf', '-O2', '-g', '-MD', '-MF', '@DEPFILE@', '-c', '@INPUT@', '-o', '@OUTPUT@'])
custom_target('program', input: object, output: 'program.so', depfile: 'program.so.d', build_by_default: true,
  command: [find_program('${EBPFC}'), '-MD', '-MF', '@DEPFILE@', '-o', '@OUTPUT@', '@INPUT@'])
`,
  });
  p.build('meson', 'setup', 'out');
  rebuildsWhenChanged(t, p, 'out/program.so', () => p.build('ninja', '-C', 'out'));
});

test('several compilers at once do not disturb each other', t => {
  const names = Array.from({ length: 6 }, (_, i) => `p${i}`);
  const p = project(t, {
    Makefile: `all: ${names.map(n => `${n}.so`).join(' ')}\n%.so: program.s ; XDG_CACHE_HOME=$(CURDIR)/cache ${EBPFC} -o $@ $<\n`,
    'program.s': 'mov %r0, 7\nexit\n',
  });
  p.build('make', '-s', '-j4');
  const [first, ...others] = names.map(name => readFileSync(join(p.dir, `${name}.so`)));
  for (const other of others) t.deepEqual(other, first);
});
