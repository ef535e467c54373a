// Injection into processes that are in the middle of something.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import test from 'ava';

const run = promisify(execFile);
const FLAGS = ['-std=gnu11', '-O2', '-Wall', '-Wextra', '-Wconversion', '-Werror', '-pthread'];
const INJECT = ['inject', 'stub', 'target', 'threads'].map(file => `runtime-c/inject/${file}.c`);

let folder = '';
test.before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ebpfc-inject-'));
  const library = ['-shared', '-fPIC', 'runtime-c/test/inject_library.c', '-o', join(folder, 'library.so')];
  await Promise.all([
    run('gcc', [...FLAGS, ...INJECT, '-o', join(folder, 'inject')]),
    run('gcc', [...FLAGS, 'runtime-c/test/inject_victim.c', '-o', join(folder, 'victim')]),
    run('gcc', [...FLAGS, ...library]),
  ]);
});
test.after.always(() => rm(folder, { recursive: true, force: true }));

async function start(mode: string): Promise<ChildProcess> {
  const victim = spawn(join(folder, 'victim'), [mode], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(victim.stdout!, 'data');
  return victim;
}

/** The letter of the process state, of every thread: none may be stopped (t, T). */
async function states(pid: number): Promise<string> {
  const { stdout } = await run('sh', ['-c', `cat /proc/${pid}/task/*/stat | sed 's/.*) //' | cut -c1`]);
  return stdout.replace(/\n/g, '');
}

const onX86 = process.arch === 'x64' ? test.serial : test.skip;

for (const mode of ['allocate', 'sleep', 'compute', 'threads'])
  onX86(`a library is loaded into a process that does: ${mode}`, async t => {
    const victim = await start(mode);
    const file = join(folder, mode);
    try {
      for (let n = 1; n <= 5; n++) {
        await run(join(folder, 'inject'), [String(victim.pid), join(folder, 'library.so'), 'entry', file]);
        t.is((await readFile(file, 'utf8')).length, n);
      }
      t.is(victim.exitCode, null);
      t.notRegex(await states(victim.pid!), /[tT]/);
    } finally {
      victim.kill('SIGKILL');
    }
  });

onX86('an injector that is killed leaves its target running', async t => {
  const victim = await start('threads');
  const file = join(folder, 'killed');
  try {
    for (let n = 0; n < 8; n++) {
      const injector = spawn(join(folder, 'inject'), [
        String(victim.pid),
        join(folder, 'library.so'),
        'entry',
        file,
      ]);
      const ended = once(injector, 'exit');
      await sleep(n * 3);
      injector.kill('SIGKILL');
      await ended;
    }
    await sleep(100);
    t.is(victim.exitCode, null);
    t.is(victim.signalCode, null);
    t.notRegex(await states(victim.pid!), /[tT]/);
    const before = await readFile(file, 'utf8').catch(() => '');
    await run(join(folder, 'inject'), [String(victim.pid), join(folder, 'library.so'), 'entry', file]);
    t.is((await readFile(file, 'utf8')).length, before.length + 1);
  } finally {
    victim.kill('SIGKILL');
  }
});

onX86('what cannot be loaded is said, with what the linker said', async t => {
  const victim = await start('sleep');
  const inject = join(folder, 'inject');
  try {
    const notALibrary = run(inject, [String(victim.pid), join(folder, 'victim')]);
    t.regex((await t.throwsAsync(notALibrary))?.message ?? '', /cannot load it: .*victim/);
    const noEntry = run(inject, [String(victim.pid), join(folder, 'library.so'), 'absent']);
    t.regex((await t.throwsAsync(noEntry))?.message ?? '', /cannot load it: .*absent/);
    const error = await t.throwsAsync<Error & { code: number }>(
      run(inject, ['999999999', join(folder, 'library.so')]),
    );
    t.is(error?.code, 2);
  } finally {
    victim.kill('SIGKILL');
  }
});
