// Programs attached to live processes by the command line: start, attach, links, detach.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';
import { requestWord } from '../../../src/driver/agent.js';
import { run } from './shell.js';

let folder = '';
const environment = () => ({ ...process.env, XDG_RUNTIME_DIR: folder });
const inFolder = (name: string) => join(folder, name);

test.before(() => {
  folder = mkdtempSync(join(tmpdir(), 'ebpfc-attach-test-'));
  const source = ['-O2', '-g', '-target', 'bpf', '-c', 'runtime-c/test/agent.bpf.c'];
  execFileSync('clang-19', [...source, '-o', inFolder('agent.bpf.o')]);
  execFileSync('gcc', ['-O1', '-fno-builtin', 'runtime-c/test/agent_target.c', '-o', inFolder('target')]);
});
test.after.always(() => rmSync(folder, { recursive: true, force: true }));

const onX86 = process.arch === 'x64' ? test.serial : test.skip;

test('a word of a request has no space in it', t => {
  t.is(requestWord('object', '/a b/100%'), 'object=/a%20b/100%25');
});

onX86('a started command runs with programs attached, and gives its exit code', async t => {
  const object = inFolder('agent.bpf.o');
  const command = ['sh', '-c', `"$0" 5 >/dev/null && exit 7`, inFolder('target')];
  const { exit, err } = await run(['start', '--allow-unverified', object, '--', ...command], environment());
  t.is(err, '');
  t.is(exit, 7);
});

onX86('programs are attached to a running process, listed, and taken out', async t => {
  // Where no agent has been before.
  const env = { ...environment(), XDG_RUNTIME_DIR: inFolder('fresh') };
  mkdirSync(env.XDG_RUNTIME_DIR);
  const target = spawn(inFolder('target'), ['20000'], { stdio: ['ignore', 'pipe', 'inherit'], env });
  try {
    await once(target.stdout, 'data');
    const pid = String(target.pid);
    const attached = await run(['attach', '--allow-unverified', pid, inFolder('agent.bpf.o')], env);
    t.is(attached.err, '');
    t.regex(attached.out, /at_entry at uprobe\/libc\.so\.6:strtol: jump, 1 sites/);
    await sleep(100);
    const [{ links }] = JSON.parse((await run(['links', '--json'], env)).out) as [
      { links: { program: string; hits: number }[] },
    ];
    t.true(links.find(link => link.program === 'at_return')!.hits > 5);
    const status = (await run(['status', pid], env)).out;
    t.regex(
      status,
      /^process \d+ \(target\), \d threads\n3 links at \d+ instructions, \d+ bytes of trampolines\n\d+ hits, 0 missed/,
    );
    t.regex(
      status,
      /link 1: at_entry of .*\n {2}entry at uprobe\/libc\.so\.6:strtol\n {2}jump at 1 instructions, \d+ hits/,
    );
    t.is((await run(['detach', pid, '1'], env)).out, '1 detached\n');
    t.is((await run(['detach', pid], env)).out, '2 detached\n');
    t.is((await run(['links'], env)).out, '');
  } finally {
    target.kill();
  }
});

onX86('followed, a forked process is listened to as well', async t => {
  const env = environment();
  execFileSync('gcc', ['-O1', '-fno-builtin', 'runtime-c/test/agent_fork.c', '-o', inFolder('forks')]);
  const parent = spawn(inFolder('forks'), [], { stdio: ['pipe', 'pipe', 'inherit'], env });
  try {
    await once(parent.stdout, 'data');
    const object = inFolder('agent.bpf.o');
    const attached = await run(
      ['attach', '--follow', '--allow-unverified', '--program=at_entry', String(parent.pid), object],
      env,
    );
    t.is(attached.err, '');
    parent.stdin.write('\n');
    const [child] = (await once(parent.stdout, 'data')) as [Buffer];
    await sleep(300);
    const pid = String(child).trim();
    const { out, err } = await run(['status', pid], env);
    t.regex(out, /at_entry .*\n.*\n {2}jump at 1 instructions, [1-9]\d* hits/, err);
    t.is((await run(['detach', pid], env)).out, '1 detached\n', 'the parent keeps its own');
    t.is((await run(['detach', String(parent.pid)], env)).out, '1 detached\n');
  } finally {
    parent.kill();
  }
});

test('what cannot be attached to is said', async t => {
  const env = environment();
  t.regex((await run(['attach', 'x'], env)).err, /E0806/);
  t.regex((await run(['start', 'only.o'], env)).err, /E0806/);
  t.regex((await run(['detach', '1'], env)).err, /E0830/);
  t.regex((await run(['status', '1'], env)).err, /E0830/);
  t.regex((await run(['status'], env)).err, /E0806/);
});
