import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';

const run = promisify(execFile);
const FLAGS = [
  ...['-std=gnu11', '-O1', '-g', '-fsanitize=address,undefined', '-fno-sanitize-recover=all', '-pthread'],
  ...['-Wall', '-Wextra', '-Wconversion', '-Werror', '-D_GNU_SOURCE', '-Iruntime-c/include'],
];

/** Builds a test with the files of the runtime that it is about, and runs it. */
async function runTest(name: string, sources: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ebpfc-helpers-'));
  try {
    const program = join(folder, name);
    const files = [`runtime-c/test/${name}.c`, ...sources.map(source => `runtime-c/src/helpers/${source}.c`)];
    await run('gcc', [...FLAGS, ...files, '-o', program]);
    return (await run(program)).stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('the helpers of the current task', async t => {
  t.is(await runTest('helpers_task', ['task']), 'ok\n');
});

test('the string and dynptr kfuncs', async t => {
  t.is(
    await runTest('helpers_kfunc', [
      'kfunc_string',
      'kfunc_dynptr',
      'probe',
      'fault',
      'task',
      '../loader/error',
    ]),
    'ok\n',
  );
});

test('reads of memory that is not there, by system call and with faults caught', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'ebpfc-helpers-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  const program = join(folder, 'helper_fault');
  // Without sanitizers, which have handlers and checks of memory of their own.
  const sources = ['runtime-c/test/helper_fault.c', 'runtime-c/ebpfc_all.c'];
  const flags = FLAGS.filter(flag => !flag.startsWith('-f') && flag !== '-D_GNU_SOURCE');
  await run('gcc', [...flags, '-O2', ...sources, '-o', program, '-lm', '-lrt']);
  const { stdout } = await run(program, ['--bench']);
  t.regex(stdout, /^ok$/m);
  t.log(stdout);
  const [slow, fast] = [...stdout.matchAll(/([\d.]+) ns a read/g)].map(match => Number(match[1]));
  t.true(fast! * 5 < slow!, stdout);
});
