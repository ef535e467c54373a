// What hosts are generated: the C skeleton as C11 and C++17, and TypeScript; compiled without a warning, and run.
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import test from 'ava';
import { main } from '../../../src/driver/main.js';
import { testShell } from './shell.js';

const root = resolve(import.meta.dirname, '../../../..');
const folder = mkdtempSync(join(tmpdir(), 'ebpfc-gen-test-'));
const inFolder = (name: string) => join(folder, name);
test.after.always(() => rmSync(folder, { recursive: true, force: true }));

async function ebpfc(...words: string[]) {
  const env = { ...process.env, XDG_CACHE_HOME: inFolder('cache'), NO_COLOR: '1' };
  const { shell, output } = testShell(env);
  const exit = await main(words, shell);
  return { exit, ...output() };
}

test.before(() => {
  const source = ['-O2', '-g', '-target', 'bpf', '-mcpu=v3', '-c', join(root, 'testsuite/hosts/flows.bpf.c')];
  execFileSync('clang-19', [...source, '-o', inFolder('flows.o')]);
});

const EXPECTED = `60 bytes: 2
160 bytes: 1
flow: 2 frames, 220 bytes, J
it is there
event: 60 bytes, verdict 1
event: 160 bytes, verdict 2
2 events, 1002 calls, origin 42,-4, limit 100
`;

test('a skeleton compiles as C11 and as C++17, and its host runs', async t => {
  const made = await ebpfc('gen', 'skeleton', inFolder('flows.o'), '-o', inFolder('flows.skel.h'));
  t.deepEqual(made, { exit: 0, out: '', err: '' });
  const host = join(root, 'testsuite/hosts/flows_host.c');
  const include = ['-Wall', '-Wextra', '-Werror', `-I${folder}`, `-I${join(root, 'runtime-c/include')}`];
  const library = ['-c', '-O1', join(root, 'runtime-c/ebpfc_all.c'), '-o', inFolder('ebpfc.o')];
  execFileSync('gcc', ['-std=gnu11', ...library]);
  const compilers = [
    ['gcc', '-std=c11'],
    ['g++', '-x', 'c++', '-std=c++17'],
  ] as const;
  for (const [compiler, ...standard] of compilers) {
    const output = inFolder(`host-${compiler}`);
    const words = [...standard, ...include, host, '-x', 'none', inFolder('ebpfc.o'), '-lm', '-pthread'];
    execFileSync(compiler, [...words, '-o', output]);
    t.is(execFileSync(output, { encoding: 'utf8' }), EXPECTED, compiler);
  }
  for (const [compiler, ...standard] of [
    ['clang-19', '-std=c11'],
    ['clang++-19', '-x', 'c++', '-std=c++17'],
  ] as const) {
    if (existsSync(`/usr/bin/${compiler}`))
      execFileSync(compiler, [...standard, ...include, '-fsyntax-only', host]);
    else t.log(`skipped: no ${compiler}`);
  }
});

test('generated TypeScript types compile, and a Node host runs with them', async t => {
  const project = inFolder('project');
  mkdirSync(join(project, 'node_modules/@types'), { recursive: true });
  symlinkSync(root, join(project, 'node_modules/ebpfc'));
  symlinkSync(join(root, 'node_modules/@types/node'), join(project, 'node_modules/@types/node'));
  writeFileSync(join(project, 'package.json'), '{"type":"module"}');
  const made = await ebpfc('gen', 'types', inFolder('flows.o'), '-o', join(project, 'flows.types.ts'));
  t.deepEqual(made, { exit: 0, out: '', err: '' });
  const compiled = await ebpfc('-o', inFolder('flows.so'), inFolder('flows.o'));
  t.is(compiled.err, '');
  copyFileSync(join(root, 'testsuite/hosts/flows_host.ts'), join(project, 'flows_host.ts'));
  const flags = [
    '--strict',
    '--module',
    'nodenext',
    '--target',
    'es2023',
    '--types',
    'node',
    '--skipLibCheck',
  ];
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, ...flags, 'flows_host.ts'], { cwd: project, encoding: 'utf8' });
  const out = execFileSync(process.execPath, ['flows_host.js', inFolder('flows.so')], {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, XDG_CACHE_HOME: inFolder('cache') },
  });
  t.is(
    out,
    `returned 2
frames 3n verdict true label h
1 7n 229153776453n { x: 1, y: -2 } 9 typed
8 3n 0n { x: 0, y: 0 } 0 h
deleted true 1
totals 3n
calls 103n origin { x: 3, y: -4 } limit 1500
`,
  );
});

test('what cannot be generated from is said', async t => {
  t.regex((await ebpfc('gen')).err, /E0806/);
  t.regex((await ebpfc('gen', 'skeleton')).err, /E0806/);
  t.regex((await ebpfc('gen', 'types', join(root, 'package.json'))).err, /E01|E02/);
});
