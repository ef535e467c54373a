import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';

const run = promisify(execFile);

test('the helpers of the current task', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'ebpfc-helpers-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  const program = join(folder, 'helpers_task');
  const flags = ['-std=gnu11', '-O2', '-Wall', '-Wextra', '-Wconversion', '-Werror', '-Iruntime-c/include'];
  await run('gcc', [
    ...flags,
    'runtime-c/test/helpers_task.c',
    'runtime-c/src/helpers/task.c',
    '-o',
    program,
    '-pthread',
  ]);
  t.is((await run(program)).stdout, 'ok\n');
});
