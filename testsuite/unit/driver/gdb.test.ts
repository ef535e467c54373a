/** A debugger on compiled programs: C lines, C names, arguments and types, as of any other shared object. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { packageRoot } from '../../../src/driver/resources.js';
import { findClang } from '../../../src/driver/toolchain.js';
import { run } from './shell.js';

const SOURCES = join(packageRoot(), 'testsuite/fixtures/gdb');
const SETTINGS = ['set breakpoint pending on', 'set debuginfod enabled off'];

/** A folder with the compiled program, `steps.so`, and its host; undefined when there is no clang. */
async function prepare(t: ExecutionContext, level: string): Promise<string | undefined> {
  const clang = await findClang(undefined, process.env, new DiagnosticSink(), undefined);
  if (!clang) {
    t.log('skipped: no clang');
    t.pass();
    return undefined;
  }
  const dir = mkdtempSync(join(tmpdir(), 'ebpfc-gdb-'));
  t.teardown(() => rmSync(dir, { recursive: true }));
  for (const name of ['steps.bpf.c', 'host.c']) copyFileSync(join(SOURCES, name), join(dir, name));
  const tool = (...args: string[]) => {
    const made = spawnSync(clang.command, args, { cwd: dir, encoding: 'utf8' });
    t.is(made.status, 0, made.stderr);
  };
  tool('--target=bpf', '-O2', '-g', '-c', 'steps.bpf.c', '-o', 'steps.o');
  tool('-g', '-fuse-ld=lld', 'host.c', '-o', 'host', '-ldl');
  const object = ['--no-verify', '-g', `-O${level}`, join(dir, 'steps.o'), '-o', join(dir, 'steps.so')];
  const compiled = await run(object);
  t.is(compiled.exit, 0, compiled.err);
  return dir;
}

/** The line of the source that has a text. */
const lineOf = (dir: string, text: string): number =>
  readFileSync(join(dir, 'steps.bpf.c'), 'utf8')
    .split('\n')
    .findIndex(line => line.includes(text)) + 1;

for (const level of ['0', '2']) {
  test(`gdb stops at a C line of code compiled at -O${level}, and shows frames, arguments and types`, async t => {
    if (spawnSync('gdb', ['--version']).status !== 0) {
      t.log('skipped: gdb is not installed');
      t.pass();
      return;
    }
    const dir = await prepare(t, level);
    if (!dir) return;
    const line = lineOf(dir, 'seen += heavy');
    const commands = [
      ...SETTINGS,
      `break steps.bpf.c:${line}`,
      'run',
      'bt',
      'info args',
      'info locals',
      'ptype struct context',
      'print *ctx',
      'continue',
    ];
    const args = [
      '-nx',
      '-batch',
      ...commands.flatMap(text => ['-ex', text]),
      '--args',
      './host',
      './steps.so',
    ];
    const { stdout, stderr } = spawnSync('gdb', args, { cwd: dir, encoding: 'utf8', timeout: 120_000 });
    if (/Operation not permitted|ptrace/.test(stderr)) {
      t.log('skipped: no right to trace processes');
      t.pass();
      return;
    }
    // The optimiser may have folded it into what it is used for.
    const factor = level === '0' ? '5' : '(5|<optimized out>)';
    const shows = (pattern: RegExp) => t.regex(stdout, pattern, stderr);
    const call = lineOf(dir, 'weigh(ctx, ctx->kind + 2)');
    shows(
      new RegExp(`Breakpoint 1, weigh \\(ctx=0x[0-9a-f]+, factor=${factor}\\) at .*steps\\.bpf\\.c:${line}`),
    );
    shows(new RegExp(`#0 .*weigh \\(ctx=0x[0-9a-f]+, factor=${factor}\\) at .*steps\\.bpf\\.c:${line}`));
    shows(new RegExp(`#1 .*observe \\(ctx=0x[0-9a-f]+\\) at .*steps\\.bpf\\.c:${call}`));
    shows(/#2 .*main \(argc=2/);
    shows(new RegExp(`^ctx = 0x[0-9a-f]+\nfactor = ${factor}$`, 'm'));
    shows(/type = struct context \{\n {4}unsigned int kind;\n {4}unsigned int amount;\n\}/);
    shows(/= \{kind = 3, amount = 14\}/);
    shows(/observe gave 71/);
  });
}

test('symbol tables have the C names', async t => {
  const dir = await prepare(t, '0');
  if (!dir) return;
  const nm = spawnSync('nm', [join(dir, 'steps.so')], { encoding: 'utf8' });
  if (nm.error) {
    t.log('skipped: nm is not installed');
    t.pass();
    return;
  }
  t.regex(nm.stdout, / T observe$/m);
  t.regex(nm.stdout, / t weigh$/m);
});
