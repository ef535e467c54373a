/** When the machine fails under the compiler: a full or read-only disk, or a kill at any time. */
import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { packageRoot } from '../../../src/driver/resources.js';
import { Random } from '../../fuzz/elf-mutation.js';

const COMMAND = join(packageRoot(), 'bin/ebpfc.js');
const INPUT = join(packageRoot(), 'testsuite/fixtures/globals.v4.o');

interface Run {
  readonly status: number | null;
  readonly stderr: string;
}

function ebpfc(dir: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Run {
  const options = {
    encoding: 'utf8',
    timeout: 120_000,
    env: { ...process.env, XDG_CACHE_HOME: dir, ...env },
  } as const;
  return spawnSync(process.execPath, [COMMAND, ...args, INPUT], options);
}

function scratch(t: ExecutionContext): string {
  const dir = mkdtempSync(join(tmpdir(), 'ebpfc-faults-'));
  t.teardown(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** Mounts a file system of its own; undefined (after a word in the log) without the right to. */
function mounted(t: ExecutionContext, options: string): string | undefined {
  const dir = join(scratch(t), 'disk');
  mkdirSync(dir);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', dir]).status !== 0) {
    t.log('skipped: no right to mount file systems');
    t.pass();
    return undefined;
  }
  t.teardown(() => void spawnSync('umount', [dir]));
  return dir;
}

const LLVM = ['--no-verify', '-emit-llvm'];

test.serial('a disk that gets full is told, and no part of the output stays', t => {
  const disk = mounted(t, 'size=16k');
  if (!disk) return;
  const output = join(disk, 'out.ll');
  const { status, stderr } = ebpfc(scratch(t), [...LLVM, '-o', output]);
  t.is(status, 1, stderr);
  t.regex(stderr, /error\[E0805\].*space/s);
  t.deepEqual(readdirSync(disk), []);
});

test.serial('a disk too full for what clang writes is told', t => {
  const disk = mounted(t, 'size=8k');
  if (!disk) return;
  const { status, stderr } = ebpfc(scratch(t), ['--no-verify', '-c', '-o', join(scratch(t), 'out.o')], {
    TMPDIR: disk,
  });
  t.is(status, 1, stderr);
  t.regex(stderr, /error\[E08\d\d\]/);
});

test.serial('a cache that is full does no harm', t => {
  const disk = mounted(t, 'size=8k');
  if (!disk) return;
  const output = join(scratch(t), 'out.o');
  const { status, stderr } = ebpfc(disk, ['--no-verify', '-c', '-o', output]);
  t.is(status, 0, stderr);
  t.true(existsSync(output));
});

test.serial('a folder that cannot be written to is told', t => {
  const disk = mounted(t, 'size=1m,ro');
  if (!disk) return;
  const { status, stderr } = ebpfc(scratch(t), [...LLVM, '-o', join(disk, 'out.ll')]);
  t.is(status, 1, stderr);
  t.regex(stderr, /error\[E0805\].*(read-only|EROFS)/s);
});

test.serial('killed at any time, it leaves a whole output or none, and an old one as it was', async t => {
  t.timeout(3_600_000);
  const dir = scratch(t);
  const [whole, output] = [join(dir, 'whole.ll'), join(dir, 'out.ll')];
  const start = Date.now();
  t.is(ebpfc(dir, [...LLVM, '-o', whole]).status, 0);
  const usual = Date.now() - start;
  const expected = readFileSync(whole);
  const old = Buffer.from('an old one');
  const random = new Random(7);
  let [finished, untouched] = [0, 0];
  for (let i = process.env['EBPFC_TEST_ALL'] ? 200 : 4; i > 0; i--) {
    writeFileSync(output, old);
    const child = spawn(process.execPath, [COMMAND, ...LLVM, '-o', output, INPUT], { stdio: 'ignore' });
    const ended = new Promise(resolve => child.on('exit', resolve));
    // Most of the time goes into starting; the writing is at the end.
    setTimeout(() => child.kill('SIGKILL'), usual * (0.5 + random.below(600) / 1000));
    await ended;
    const now = readFileSync(output);
    if (now.equals(old)) untouched++;
    else if (now.equals(expected)) finished++;
    else t.fail(`${now.length} of ${expected.length} bytes`);
  }
  t.log(`${finished} finished, ${untouched} left the old output`);
  t.true(finished + untouched > 0);
});
