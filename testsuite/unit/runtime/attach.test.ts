// The patcher in C: each test program is built with the flags of the product and run in its short form.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';

const run = promisify(execFile);
const FLAGS = ['-std=gnu11', '-O2', '-g', '-fPIC', '-Wall', '-Wextra', '-Wconversion', '-Werror', '-pthread'];
const ATTACH = 'runtime-c/src/attach';

let folder = '';
test.before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ebpfc-attach-'));
});
test.after.always(() => rm(folder, { recursive: true, force: true }));

/** Compiles the patcher once, with gcc; the tests, whose programs are `preserve_most`, with clang. */
let objects: Promise<string[]> | undefined;
function patcher(): Promise<string[]> {
  objects ??= readdir(ATTACH).then(files =>
    Promise.all(
      files
        .filter(file => file.endsWith('.c'))
        .map(async file => {
          const output = join(folder, file.replace(/c$/, 'o'));
          await run('gcc', [...FLAGS, '-c', join(ATTACH, file), '-o', output]);
          return output;
        }),
    ),
  );
  return objects;
}

/** Builds a test program; returns its path. */
async function build(source: string, ...libraries: string[]): Promise<string> {
  const output = join(folder, source.replace(/\.cc?$/, ''));
  if (existsSync(output)) return output;
  const [compiler, flags] = source.endsWith('.cc')
    ? ['clang++-19', FLAGS.map(flag => (flag.startsWith('-std=') ? '-std=gnu++17' : flag))]
    : ['clang-19', FLAGS];
  const inputs = [`runtime-c/test/${source}`, ...(await patcher())];
  await run(compiler, [...flags, '-Wno-missing-field-initializers', ...inputs, ...libraries, '-o', output]);
  return output;
}

// One after the other: each keeps several threads busy.
const onX86 = process.arch === 'x64' ? test.serial : test.skip;

onX86('the decoder reads every instruction of libc and a million random ones as Zydis does', async t => {
  if (!existsSync('/usr/include/Zydis/Zydis.h')) {
    t.log('skipped: no Zydis to judge by (apt install libzydis-dev)');
    t.pass();
    return;
  }
  const program = await build('attach_decode.c', '-lZydis');
  const { stdout: maps } = await run('ldd', ['/bin/sh']);
  const libc = /libc\.so\.6 => (\S+)/.exec(maps)?.[1] ?? '/lib/x86_64-linux-gnu/libc.so.6';
  const { stdout } = await run(program, ['--random', '1000000', libc], { maxBuffer: 1 << 24 });
  t.regex(stdout, /files: \d{6,} instructions, \d+ agree, 0 differ/);
  t.regex(stdout, /random: \d{6,} instructions, \d+ agree, 0 differ/);
});

onX86('probes come and go under four threads that call, and none is lost or wrong', async t => {
  const program = await build('attach_torture.c');
  const { stdout } = await run(program, ['4', '20'], { timeout: 120_000 });
  t.regex(stdout, /4 threads, 20 cycles of 16 probes/);
  t.regex(stdout, /^6 jump$/m);
  t.regex(stdout, /^7 hop: the function jumps into the bytes that would be overwritten$/m);
});

onX86('a thread that blocks every signal is stopped as well', async t => {
  const program = await build('attach_torture.c');
  const { stdout } = await run(program, ['3', '10', 'blocked'], { timeout: 120_000 });
  t.regex(stdout, /3 threads, 10 cycles of 16 probes/);
});

onX86(
  'long jumps, exceptions, cancelled threads, switched stacks, signals and forks pass probed functions',
  async t => {
    const program = await build('attach_control.cc');
    const { stdout } = await run(program, [], { timeout: 120_000 });
    t.is(stdout, 'control: ok\n');
  },
);

for (const [name, options] of [
  ['entered', []],
  ['left', ['--return']],
] as const)
  onX86(`every function of libc can be probed when it is ${name}, while known work runs`, async t => {
    const program = await build('attach_arm.cc');
    const { stdout } = await run(program, [...options, '--batch', '1000', 'libc.so.6'], { timeout: 120_000 });
    const [, functions, refused] = /^(\d+) functions: .* (\d+) refused/m.exec(stdout) ?? [];
    t.true(Number(functions) > 1500, stdout);
    t.true(Number(refused) * 100 < Number(functions), stdout);
  });

onX86('a probe costs far less than the one of the kernel', async t => {
  const program = await build('attach_bench.c');
  const { stdout } = await run(program, ['3', '200000'], { timeout: 120_000 });
  const cost = (name: string) => Number(new RegExp(`^${name} +\\+ +([0-9.]+) ns`, 'm').exec(stdout)?.[1]);
  t.true(cost('uprobe, array increment') < 50, stdout);
  t.true(cost('uretprobe, array increment') < 50, stdout);
  if (stdout.includes('not available'))
    t.log('no figures of the kernel: bpf(2) or perf_event_open(2) refused');
  else t.true(cost('kernel uprobe on push, array increment') > 100, stdout);
});

/** The runtime and the agent without its socket, as the driver builds them: no vector registers. */
let runtime: Promise<string[]> | undefined;
function agent(): Promise<string[]> {
  runtime ??= readdir('runtime-c/agent').then(files => {
    const sources = files
      .filter(file => file.endsWith('.c') && file !== 'agent.c')
      .map(file => `agent/${file}`);
    return Promise.all(
      ['ebpfc_all.c', ...sources].map(async file => {
        const output = join(folder, `agent_${file.replace(/\W/g, '_')}.o`);
        const flags = [...FLAGS, '-mgeneral-regs-only', '-ftls-model=initial-exec'];
        await run('gcc', [...flags, '-c', join('runtime-c', file), '-o', output]);
        return output;
      }),
    );
  });
  return runtime;
}

/** Compiles a program of runtime-c/test to bytecode and on to native code; returns the path of the latter. */
async function compileProgram(source: string): Promise<string> {
  const output = join(folder, source.replace(/\.c$/, '.so'));
  const object = join(folder, source.replace(/\.c$/, '.o'));
  const headers = ['-D__TARGET_ARCH_x86', '-I/usr/include/x86_64-linux-gnu'];
  const flags = ['-O2', '-g', '-target', 'bpf', '-mcpu=v3', ...headers];
  await run('clang-19', [...flags, '-c', `runtime-c/test/${source}`, '-o', object]);
  const script = `import { main } from './build/src/driver/main.js'; process.exitCode = await main(process.argv.slice(1));`;
  await run(process.execPath, ['--input-type=module', '-e', script, object, '-o', output]);
  return output;
}

onX86('a program compiled for its probe costs nanoseconds, and counts every call', async t => {
  if (!existsSync('/usr/include/bpf/libbpf.h')) {
    t.log('skipped: no libbpf to load the same programs into the kernel (apt install libbpf-dev)');
    t.pass();
    return;
  }
  const object = await compileProgram('attach_compiled.bpf.c');
  const program = await build('attach_compiled.c', ...(await agent()), '-lbpf', '-lelf', '-lz');
  const { stdout } = await run(program, [object, object.replace(/so$/, 'o'), '5', '200000'], {
    timeout: 120_000,
  });
  const cost = (name: string) => Number(new RegExp(`^${name} +\\+ +([0-9.-]+) ns`, 'm').exec(stdout)?.[1]);
  // Far above what an idle machine shows, far below what saving the vector registers costs.
  t.true(cost('uprobe, array increment') < 15, stdout);
  t.true(cost('uretprobe, array increment') < 25, stdout);
  t.true(cost('uprobe, hash lookup and array increment') < 60, stdout);
  t.log(stdout);
});

onX86('statically defined probes give their arguments, whatever form they have', async t => {
  if (!existsSync('/usr/include/bpf/usdt.bpf.h')) {
    t.log('skipped: no usdt.bpf.h (apt install libbpf-dev)');
    t.pass();
    return;
  }
  const object = await compileProgram('attach_usdt.bpf.c');
  const program = await build('attach_usdt.cc', ...(await agent()));
  const { stdout } = await run(program, [object], { timeout: 120_000 });
  t.regex(stdout, /^usdt: ok$/m);
  t.log(stdout);
});

onX86(
  'functions are named by patterns, as in C++, by offset, and before their library is loaded',
  async t => {
    const object = await compileProgram('attach_compiled.bpf.c');
    const program = await build('attach_places.cc', ...(await agent()));
    const [whole, late] = [join(folder, 'late_whole.so'), join(folder, 'late.so')];
    await run('gcc', ['-O2', '-fPIC', '-shared', 'runtime-c/test/attach_late.c', '-o', whole]);
    const { stdout: symbols } = await run('nm', [whole]);
    const hidden = /^0*([0-9a-f]+) t late_hidden$/m.exec(symbols)?.[1];
    await run('strip', ['-o', late, whole]);
    const { stdout } = await run(program, [object, late, `0x${hidden}`], { timeout: 120_000 });
    t.is(stdout, 'places: ok\n');
  },
);

onX86('system calls of libc are seen before and after they are made, whatever they do', async t => {
  const program = await build('attach_syscalls.c');
  const { stdout } = await run(program, [], { timeout: 120_000 });
  t.regex(stdout, /syscalls: ok/);
});

test.serial('AArch64 instructions that count from the program counter can be moved', async t => {
  const source = ['runtime-c/test/attach_aarch64.c', `${ATTACH}/relocate_aarch64.c`];
  const output = join(folder, 'attach_aarch64');
  try {
    const flags = ['-std=gnu11', '-O2', '-Wall', '-Wextra', '-Werror', '-static'];
    await run('aarch64-linux-gnu-gcc', [...flags, ...source, '-o', output]);
    const { stdout } = await run('qemu-aarch64', [output]);
    t.is(stdout, '32 instructions moved, 0 wrong\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    t.log('skipped: no aarch64-linux-gnu-gcc or qemu-aarch64');
    t.pass();
  }
});
