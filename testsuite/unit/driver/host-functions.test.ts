// Functions of the host: their prototypes come from the object's declarations, calls are checked, and run.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import test from 'ava';
import { main } from '../../../src/driver/main.js';
import { testShell } from './shell.js';

const root = resolve(import.meta.dirname, '../../../..');
const folder = mkdtempSync(join(tmpdir(), 'ebpfc-kfunc-test-'));
const inFolder = (name: string) => join(folder, name);
test.after.always(() => rmSync(folder, { recursive: true, force: true }));

async function ebpfc(...words: string[]) {
  const { shell, output } = testShell({ ...process.env, XDG_CACHE_HOME: inFolder('cache'), NO_COLOR: '1' });
  const exit = await main(words, shell);
  return { exit, ...output() };
}

const FUNCTIONS = [
  { name: 'host_add' },
  { name: 'host_sum', params: ['data', 'data__sz'] },
  { name: 'host_move', params: ['point', 'by__nullable'] },
  { name: 'host_open', flags: ['ACQUIRE', 'RET_NULL'] },
  { name: 'host_close', flags: ['RELEASE'] },
];
const OPTIONS = FUNCTIONS.map(({ name, params, flags }) => {
  const list = params ? `(${params.join(',')})` : '';
  return `--host-kfunc=${name}${list}${flags ? `:${flags.join(',')}` : ''}`;
});

const clang = (name: string, ...flags: string[]): void => {
  const source = join(root, 'testsuite/hosts/kfuncs.bpf.c');
  execFileSync('clang-19', [
    ...flags,
    '-O2',
    '-g',
    '-target',
    'bpf',
    '-mcpu=v3',
    '-c',
    source,
    '-o',
    inFolder(name),
  ]);
};

test.before(() => {
  clang('right.o');
  clang('wrong.o', '-DWRONG');
  writeFileSync(inFolder('host.json'), JSON.stringify({ interface: 1, kfuncs: FUNCTIONS }));
});

test('a program that calls its host is proven, compiled and run', async t => {
  t.regex((await ebpfc('verify', inFolder('right.o'))).err, /E0519.*host_add[\s\S]*--host-kfunc=NAME/);
  const made = await ebpfc(
    `--interface=${inFolder('host.json')}`,
    inFolder('right.o'),
    '-o',
    inFolder('right.so'),
  );
  t.deepEqual(made, { exit: 0, out: '', err: '' });
  const same = await ebpfc(...OPTIONS, inFolder('right.o'), '-S', '-emit-llvm', '-o', '-');
  t.is(same.err, '');
  t.regex(same.out, /host_add/);
  const include = `-I${join(root, 'runtime-c/include')}`;
  const sources = [join(root, 'testsuite/hosts/kfuncs_host.c'), join(root, 'runtime-c/ebpfc_all.c')];
  execFileSync('gcc', [
    '-O1',
    '-std=gnu11',
    '-Wall',
    '-Wextra',
    '-Werror',
    include,
    ...sources,
    '-lm',
    '-o',
    inFolder('host'),
  ]);
  // 1000 + 15 + (10 + 1 + 100) + (20 + 2 + 100) + the clock and the random number of the host.
  const expected = `returned ${1000 + 15 + 111 + 122 + 1000001 + 70000}, 0 of 1 accounts open\n`;
  const out = execFileSync(inFolder('host'), [inFolder('right.so')], { encoding: 'utf8' });
  t.is(out, `${expected}extern host_close is provided neither by the host nor by the library\n`);
});

test('what a declaration does not allow is refused', async t => {
  const { out } = await ebpfc('verify', `--interface=${inFolder('host.json')}`, inFolder('wrong.o'));
  t.deepEqual(
    out
      .trim()
      .split('\n')
      .map(line => line.replace(/ \(.*/, '')),
    [
      'use_host: safe',
      'reads_too_much: rejected: read of 5 bytes may be outside the stack',
      'not_initialised: rejected: a byte of the stack is used before it is set',
      'not_closed: rejected: exit while a resource is held',
      'closed_twice: rejected: argument 1 of host_close is used before it is set',
    ],
  );
});

test('what cannot be a prototype, and what nothing calls, is said', async t => {
  const verify = (...words: string[]) => ebpfc('verify', ...words, inFolder('right.o'));
  t.regex((await verify('--host-kfunc=host_sum(data)')).err, /E0519[\s\S]*declared with 2 parameters/);
  t.regex((await verify('--host-kfunc=host_sum:MAYBE')).err, /E0803[\s\S]*RET_NULL/);
  t.regex((await verify(...OPTIONS, '--host-kfunc=host_sun')).err, /W0502.*host_sun/);
  writeFileSync(inFolder('bad.json'), '{"interface":1,"kfuncs":[{"name":"f","flags":["MAYBE"]}]}');
  t.regex((await verify(`--interface=${inFolder('bad.json')}`)).err, /E0844.*\/kfuncs\/0\/flags\/0/);
  writeFileSync(inFolder('bad.json'), '{');
  t.regex((await verify(`--interface=${inFolder('bad.json')}`)).err, /E0844/);
});
