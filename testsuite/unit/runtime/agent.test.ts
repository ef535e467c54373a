// The agent, preloaded and injected: compiled eBPF programs run when functions of a live process are called.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import test from 'ava';

const run = promisify(execFile);
const FLAGS = [
  '-std=gnu11',
  '-O1',
  '-Wall',
  '-Wextra',
  '-Werror',
  '-fPIC',
  '-fvisibility=hidden',
  '-pthread',
];

interface Link {
  readonly id: number;
  readonly program: string;
  readonly means: string;
  readonly hits: number;
  readonly reason?: string;
}

interface Answer {
  readonly ok: boolean;
  readonly error?: string;
  readonly detached?: number;
  readonly links?: readonly Link[];
}

let folder = '';
const inFolder = (name: string) => join(folder, name);
const environment = () => ({ ...process.env, XDG_RUNTIME_DIR: folder, EBPFC_CACHE_DIR: inFolder('cache') });

/** As the driver builds it: programs run while vector registers are live. */
const AGENT_FLAGS = [...FLAGS, '-mgeneral-regs-only', '-ftls-model=initial-exec'];

async function buildAgent(): Promise<void> {
  const objects: string[] = [];
  for (const part of ['src/loader', 'src/helpers', 'src/maps', 'src/attach', 'agent']) {
    const files = (await readdir(`runtime-c/${part}`)).filter(file => file.endsWith('.c'));
    for (const source of files.map(file => `runtime-c/${part}/${file}`)) {
      const object = inFolder(`${source.replace(/\W/g, '_')}.o`);
      await run('gcc', [...AGENT_FLAGS, '-c', source, '-o', object]);
      objects.push(object);
    }
  }
  const link = ['-shared', '-fPIC', '-pthread', '-Wl,-z,defs', ...objects, '-o', inFolder('agent.so')];
  await run('gcc', link);
}

async function buildProgram(): Promise<void> {
  const compile = [
    '-O2',
    '-g',
    '-target',
    'bpf',
    '-c',
    'runtime-c/test/agent.bpf.c',
    '-o',
    inFolder('agent.bpf.o'),
  ];
  await run('clang-19', compile);
  const script = `import { main } from './build/src/driver/main.js'; process.exitCode = await main(process.argv.slice(1));`;
  const args = ['--input-type=module', '-e', script, inFolder('agent.bpf.o'), '-o', inFolder('program.so')];
  await run(process.execPath, args, { env: environment() });
}

test.before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ebpfc-agent-'));
  await mkdir(inFolder('cache'));
  const inject = ['inject', 'stub', 'target', 'threads'].map(file => `runtime-c/inject/${file}.c`);
  await Promise.all([
    buildAgent(),
    buildProgram(),
    run('gcc', [...FLAGS, ...inject, '-o', inFolder('inject')]),
    run('gcc', [...FLAGS, '-fno-builtin', 'runtime-c/test/agent_target.c', '-o', inFolder('target')]),
  ]);
});
test.after.always(() => rm(folder, { recursive: true, force: true }));

/** One line to the agent of a process, one line back. */
async function ask(pid: number, request: string): Promise<Answer> {
  const socket = connect(join(folder, 'ebpfc', `agent-${pid}.sock`));
  await once(socket, 'connect');
  socket.write(`${request}\n`);
  const [line] = (await once(createInterface(socket), 'line')) as [string];
  socket.end();
  return JSON.parse(line) as Answer;
}

const onX86 = process.arch === 'x64' ? test.serial : test.skip;

onX86('preloaded, it attaches what the environment names before main', async t => {
  const env = {
    ...environment(),
    LD_PRELOAD: inFolder('agent.so'),
    EBPFC_AGENT: '',
    EBPFC_ATTACH: `attach object=${inFolder('program.so')} unverified=1`,
  };
  const { stdout, stderr } = await run(inFolder('target'), ['50'], { env });
  t.is(stdout, 'ready\n2100\n');
  t.is(stderr, '');
  const refused = { ...env, EBPFC_ATTACH: `attach object=${inFolder('absent.so')}` };
  const second = await run(inFolder('target'), ['50'], { env: refused });
  t.is(second.stdout, 'ready\n2100\n', 'the target goes on');
  t.regex(second.stderr, /^ebpfc agent: .*absent\.so/);
});

onX86('injected, it attaches to a running process, counts, and comes out again', async t => {
  const target = spawn(inFolder('target'), ['2000'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: environment(),
  });
  let output = '';
  target.stdout.on('data', chunk => {
    output += String(chunk);
  });
  await once(target.stdout, 'data');
  const pid = target.pid!;
  await run(inFolder('inject'), [String(pid), inFolder('agent.so')], { env: environment() });
  t.deepEqual((await ask(pid, 'list')).links, []);

  const attached = await ask(
    pid,
    `attach object=${inFolder('program.so')} session=agent-test-${pid} unverified=1`,
  );
  t.deepEqual(attached.links?.map(link => [link.program, link.means]).sort(), [
    ['at_entry', 'jump'],
    ['at_return', 'jump'],
    ['at_sleep', 'jump'],
  ]);
  await sleep(100);
  const links = (await ask(pid, 'list')).links ?? [];
  const [asleep, entered, left] = ['at_sleep', 'at_entry', 'at_return'].map(
    name => links.find(link => link.program === name)!,
  );
  t.true(entered!.hits > 10, JSON.stringify(links));
  t.true(Math.abs(entered!.hits - left!.hits) <= 1);
  t.true(
    Math.abs(entered!.hits - asleep!.hits) < 20,
    'one sleep for each call, but for the first while sites are patched',
  );

  const place = `attach object=${inFolder('program.so')} program=at_entry unverified=1 place=uprobe/libc.so.6:absent`;
  t.is((await ask(pid, place)).links?.[3]?.reason, 'the module has no such function');
  t.regex((await ask(pid, 'nonsense')).error ?? '', /none of attach/);
  t.regex((await ask(pid, 'attach session=x')).error ?? '', /object=PATH/);

  t.is((await ask(pid, `detach id=${entered!.id}`)).detached, 1);
  t.is((await ask(pid, 'list')).links?.filter(link => link.means !== 'none').length, 2);
  t.is((await ask(pid, 'stop')).detached, 2);
  t.deepEqual(await once(target, 'exit'), [0, null]);
  t.is(output, 'ready\n84000\n', 'every call gave its result');
  t.false((await readdir(join(folder, 'ebpfc'))).includes(`agent-${pid}.sock`));
});
