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
  t.is(await runTest('helpers_kfunc', ['kfunc_string', 'kfunc_dynptr', 'probe', 'task']), 'ok\n');
});
