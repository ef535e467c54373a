/** The runtime and a program with a hash map, built here for other machines, and run there by an emulator. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { emulatorOf } from '../../../bpf_conformance/native.js';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { packageRoot } from '../../../src/driver/resources.js';
import { buildRuntime } from '../../../src/driver/runtime.js';
import { findTarget } from '../../../src/driver/targets.js';
import { findClang } from '../../../src/driver/toolchain.js';
import { run } from '../driver/shell.js';

const PACKETS = ['aa', 'bb', 'aa', 'aa', 'bb'].map(first => first + '00'.repeat(59));
const VERDICTS = '1\n1\n2\n3\n2\n';

for (const machine of ['aarch64', 'riscv64']) {
  test.serial(`a program with a hash map runs on ${machine}`, async t => {
    t.timeout(600_000);
    const sink = new DiagnosticSink();
    const clang = await findClang(undefined, process.env, sink, undefined);
    const target = findTarget(machine)!;
    const emulator = emulatorOf(target);
    const lacks =
      !clang || (emulator.length > 0 && spawnSync(emulator[0]!, ['--version']).status !== 0)
        ? 'clang or qemu'
        : !existsSync(`/usr/${machine}-linux-gnu/lib`) && `a C library for ${machine}`;
    if (!clang || lacks) {
      t.log(`skipped: there is no ${lacks}`);
      t.pass();
      return;
    }
    const dir = mkdtempSync(join(tmpdir(), 'ebpfc-cross-'));
    t.teardown(() => rmSync(dir, { recursive: true }));
    const tool = (...args: string[]) => {
      const made = spawnSync(clang.command, args, { cwd: packageRoot(), encoding: 'utf8' });
      t.is(made.status, 0, made.stderr);
    };
    const object = join(dir, 'tally.o');
    tool('--target=bpf', '-O2', '-g', '-c', 'testsuite/fixtures/programs/tally.bpf.c', '-o', object);
    const library = await buildRuntime(clang, target.triple, dir, undefined, sink);
    t.truthy(library, sink.diagnostics[0]?.message);
    for (const name of ['libebpfc.so', 'libebpfc.so.0']) writeFileSync(join(dir, name), library!);
    const host = join(dir, 'host');
    const flags = [`--target=${target.triple}`, '-O1', '-fuse-ld=lld', '-Iruntime-c/include', `-L${dir}`];
    tool(...flags, 'testsuite/hosts/embed.c', '-lebpfc', '-o', host);
    for (const level of ['0', '2']) {
      const compiled = join(dir, `tally${level}.so`);
      const made = await run([`--target=${target.triple}`, `-O${level}`, '-o', compiled, object]);
      t.is(made.exit, 0, made.err);
      const env = { ...process.env, LD_LIBRARY_PATH: dir };
      const [command = '', ...args] = [...emulator, host, compiled, 'tally', ...PACKETS];
      const ran = spawnSync(command, args, { encoding: 'utf8', env, timeout: 120_000 });
      t.is(ran.stdout, VERDICTS, `-O${level}: ${ran.stderr}`);
    }
  });
}
