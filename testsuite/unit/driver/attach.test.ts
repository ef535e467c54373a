// Programs attached to live processes by the command line: start, attach, links, detach.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
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
  const env = environment();
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
    t.is((await run(['detach', pid, '1'], env)).out, '1 detached\n');
    t.is((await run(['detach', pid], env)).out, '2 detached\n');
    t.is((await run(['links'], env)).out, '');
  } finally {
    target.kill();
  }
});

test('what cannot be attached to is said', async t => {
  const env = environment();
  t.regex((await run(['attach', 'x'], env)).err, /E0806/);
  t.regex((await run(['start', 'only.o'], env)).err, /E0806/);
  t.regex((await run(['detach', '1'], env)).err, /E0830/);
});
