// The example tools: each is compiled, traces a program of our own, and prints what that did.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { run } from './unit/driver/shell.js';

let folder = '';
const inFolder = (name: string) => join(folder, name);
const HEADERS = ['-D__TARGET_ARCH_x86', '-I/usr/include/x86_64-linux-gnu'];

test.before(() => {
  folder = mkdtempSync(join(tmpdir(), 'ebpfc-examples-test-'));
  mkdirSync(inFolder('run'));
  execFileSync('g++', ['-O1', '-rdynamic', 'testsuite/examples/target.cc', '-o', inFolder('target')]);
});
test.after.always(() => rmSync(folder, { recursive: true, force: true }));

/** Compiles an example and traces a command with it, the target if none is given. */
async function trace(
  t: ExecutionContext,
  name: string,
  exit: number,
  command?: string[],
  define: string[] = [],
) {
  const object = inFolder(`${name}.o`);
  const source = [
    '-O2',
    '-g',
    '--target=bpf',
    ...HEADERS,
    ...define,
    '-c',
    `testsuite/examples/${name}.bpf.c`,
  ];
  execFileSync('clang-19', [...source, '-o', object]);
  const env = { ...process.env, XDG_RUNTIME_DIR: inFolder('run') };
  const ran = await run(['trace', object, '--', ...(command ?? [inFolder('target')])], env);
  t.is(ran.err, '');
  t.is(ran.exit, exit);
  return ran.out;
}

const hasHeaders = existsSync('/usr/include/bpf/usdt.bpf.h');
const example = process.arch === 'x64' && hasHeaders ? test.serial : test.skip;
const withDebian = process.env['EBPFC_TEST_ALL'] ? example : test.skip;
if (!hasHeaders) test('skipped: the examples need the headers of libbpf', t => t.pass());

example('malloccount counts the calls of malloc by thread and size', async t => {
  const out = await trace(t, 'malloccount', 2);
  t.regex(out, /^threads:\n {2}\d+: \{"calls":\d+,"bytes":5\d{6}\}$/m);
  t.regex(out, /^hist_bytes:\n +bytes +: count {6}distribution\n/m);
  t.regex(out, /^ +4194304 -> 8388607 +: 1 +\|/m, 'the five megabytes');
});

example('opensnoop prints the files that are opened, with the error', async t => {
  const out = await trace(t, 'opensnoop', 2);
  t.regex(out, /^opens: \{"pid":\d+,"result":-2,"command":"target","file":"\/nonexistent\/file"\}$/m);
  t.regex(out, /^\/nonexistent\/file: error 2$/m);
});

example('funclatency draws how long a function takes', async t => {
  const out = await trace(t, 'funclatency', 2, undefined, ['-DFUNCTION=":nap"']);
  t.regex(out, /^hist_ns:\n +nsecs +: count {6}distribution\n/m);
  const naps = [...out.matchAll(/^ +(\d+) -> \d+ +: (\d+) +\|/gm)].map(([, low, count]) => [
    Number(low),
    Number(count),
  ]);
  t.is(
    naps.reduce((sum, [, count]) => sum + count!, 0),
    3,
  );
  t.true(
    naps.every(([low, count]) => count === 0 || low! >= 1 << 20),
    'two milliseconds or more',
  );
});

example('syscount counts calls and failures by number', async t => {
  const out = await trace(t, 'syscount', 2);
  t.regex(out, /^calls:\n(.*\n)*? {2}110: 7$/m, 'getppid');
  t.regex(out, /^failures:\n(.*\n)*? {2}257: \d+$/m, 'openat');
});

example('failalloc lets large allocations fail', async t => {
  const out = await trace(t, 'failalloc', 3);
  t.regex(out, /^malloc\(5000000\) fails$/m);
  t.regex(out, /^failed:\n {2}5000000: 1$/m);
});

example('throws counts exceptions by type', async t => {
  t.is(await trace(t, 'throws', 2), '\nthrown:\n  St13runtime_error: 3\n');
});

withDebian('bashreadline prints the lines typed into a shell', async t => {
  const typed = `printf 'true hello\\nexit 3\\n' | bash --norc -i 2>/dev/null`;
  const out = await trace(t, 'bashreadline', 3, ['sh', '-c', typed]);
  t.regex(out, /^lines: \{"pid":\d+,"line":"true hello"\}\nlines: \{"pid":\d+,"line":"exit 3"\}$/m);
});
