// `ebpfc trace`: events, text and maps of programs in a command and in a running process.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { histogram } from '../../../src/driver/commands/trace-print.js';
import { run } from './shell.js';

let folder = '';
const inFolder = (name: string) => join(folder, name);
const environment = () => ({ ...process.env, XDG_RUNTIME_DIR: inFolder('run') });

test.before(() => {
  folder = mkdtempSync(join(tmpdir(), 'ebpfc-trace-test-'));
  mkdirSync(inFolder('run'));
  const source = ['-O2', '-g', '-target', 'bpf', '-c', 'testsuite/fixtures/trace.bpf.c'];
  execFileSync('clang-19', [...source, '-o', inFolder('trace.o')]);
  execFileSync('gcc', ['-O1', '-fno-builtin', 'runtime-c/test/agent_target.c', '-o', inFolder('target')]);
});
test.after.always(() => rmSync(folder, { recursive: true, force: true }));

const onX86 = process.arch === 'x64' ? test.serial : test.skip;

test('counts by powers of two are drawn from the first to the last that counted', t => {
  t.is(
    histogram([0n, 0n, 1n, 4n, 2n, 0n], 'usecs'),
    [
      '   usecs   : count      distribution',
      '   2 -> 3  : 0          |                                        |',
      '   4 -> 7  : 1          |**********                              |',
      '   8 -> 15 : 4          |****************************************|',
      '  16 -> 31 : 2          |********************                    |\n',
    ].join('\n'),
  );
});

onX86('a command is traced: records, text, and maps at the end', async t => {
  const command = ['sh', '-c', `"$0" 5 >/dev/null; exit 7`, inFolder('target')];
  const { exit, out, err } = await run(['trace', inFolder('trace.o'), '--', ...command], environment());
  t.is(err, '');
  t.is(exit, 7);
  t.regex(out, /^events: \{"call":1,"base":10\}$/m);
  t.regex(out, /^call 1 of strtol$/m);
  t.regex(out, /^calls:\n {2}10: [1-9]\d*$/m);
  t.regex(out, /^hist_calls:\n.*count {6}distribution\n(.*\n)? +8 -> 15 +: [1-9]\d* +\|\*{40}\|\n/m);
  const sessions = readdirSync(inFolder('run/ebpfc')).filter(name => name.startsWith('trace-'));
  t.deepEqual(sessions, [], 'the session is forgotten');
});

onX86('a running process is traced until it ends, as JSON', async t => {
  const env = environment();
  const target = spawn(inFolder('target'), ['20000'], { stdio: ['ignore', 'pipe', 'inherit'], env });
  try {
    await once(target.stdout, 'data');
    const traced = run(['trace', '--json', '-p', String(target.pid), inFolder('trace.o')], env);
    setTimeout(() => target.kill(), 6000);
    const { out, err } = await traced;
    t.regex(err, /^at_entry at uprobe\/libc\.so\.6:strtol: jump\n$/);
    const lines = out
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as { text?: string; map?: string; formatted?: { call: number } });
    t.true(lines.some(line => line.text === 'call 1 of strtol'));
    t.true(lines.some(line => line.map === 'events' && line.formatted?.call === 1));
    t.true(lines.some(line => line.map === 'calls' && 'elements' in line));
  } finally {
    target.kill();
  }
});

onX86('an interrupted trace prints the maps, takes its programs out, and the process goes on', async t => {
  const env = { ...environment(), NO_COLOR: '1' };
  const target = spawn(inFolder('target'), ['20000'], { stdio: ['ignore', 'pipe', 'inherit'], env });
  try {
    await once(target.stdout, 'data');
    const words = ['trace', '-p', String(target.pid), inFolder('trace.o')];
    const tracer = spawn(process.execPath, ['bin/ebpfc.js', ...words], { env });
    let out = '';
    tracer.stdout.setEncoding('utf8').on('data', text => {
      // Once: a second signal would end it at once.
      if (!out.includes('events:') && (out + text).includes('events:')) tracer.kill('SIGINT');
      out += text;
    });
    const [exit] = (await once(tracer, 'close')) as [number];
    t.is(exit, 0);
    t.regex(out, /^calls:\n {2}10: [1-9]\d*$/m);
    t.is((await run(['links', String(target.pid)], env)).out, '');
    t.is(target.exitCode, null);
  } finally {
    target.kill();
  }
});

test('what is missing is said', async t => {
  t.regex((await run(['trace', 'only.o'])).err, /E0806/);
  t.regex((await run(['trace', '-p', '1', 'x.o', '--', 'ls'])).err, /E0806/);
});
