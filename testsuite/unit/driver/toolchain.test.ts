import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { clangArguments, findClang, parseClangVersion, runTool } from '../../../src/driver/toolchain.js';

/** An executable that prints one line, as `clang --version` does. */
function fakeTool(t: { teardown(f: () => void): void }, line: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'ebpfc-test-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'clang');
  writeFileSync(path, `#!/bin/sh\necho '${line}'\n`);
  chmodSync(path, 0o755);
  return path;
}

test('versions of several builds of clang are read', t => {
  t.deepEqual(parseClangVersion('Debian clang version 19.1.7 (3~deb12u1)\nTarget: x'), {
    version: '19.1.7',
    major: 19,
  });
  t.deepEqual(parseClangVersion('clang version 22.0.0git (https://…)'), { version: '22.0.0', major: 22 });
  t.is(parseClangVersion('gcc (Debian 12.2.0-14) 12.2.0'), undefined);
});

test('a supported clang is found, and one that is named is the only one tried', async t => {
  const sink = new DiagnosticSink();
  const clang = await findClang(undefined, {}, sink);
  t.true(
    clang !== undefined && clang.major >= 19 && clang.major <= 22,
    'the machine that runs the tests has one',
  );
  t.is(await findClang('/nonexistent/clang', {}, sink), undefined);
  t.is(sink.diagnostics[0]?.message, '/nonexistent/clang was not found');
  t.regex(sink.diagnostics[0]?.help ?? '', /apt-get install clang-19/);
});

test('a clang that is too old is refused by name and version', async t => {
  const sink = new DiagnosticSink();
  const old = fakeTool(t, 'Debian clang version 14.0.6');
  t.is(await findClang(undefined, { EBPFC_CLANG: old }, sink), undefined);
  t.is(sink.diagnostics[0]?.code, 'E0702');
  t.true(sink.diagnostics[0]?.message.includes('14.0.6'));
});

test('a tool that hangs is killed with its children', async t => {
  const start = Date.now();
  const result = await runTool('sh', ['-c', 'sleep 30 & sleep 30'], { timeoutSeconds: 0.3 });
  t.true(result.timedOut);
  t.false(result.ok);
  t.true(Date.now() - start < 10_000);
});

test('clang rejects text that does not hold together, and makes a library of text that does', async t => {
  const sink = new DiagnosticSink();
  const clang = await findClang(undefined, process.env, sink);
  const folder = mkdtempSync(join(tmpdir(), 'ebpfc-test-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const job = {
    optimise: '2',
    emit: 'so',
    output: join(folder, 'a.so'),
    cpu: [],
    extra: [],
    libc: true,
  } as const;
  const args = clangArguments({ ...job, target: 'x86_64-linux-gnu' });
  const good = 'source_filename = "a"\ndefine i64 @f(i64 %x) {\n  ret i64 %x\n}\n';
  const bad =
    'define i64 @f(i1 %c) {\n  br i1 %c, label %a, label %b\na:\n  %x = add i64 1, 2\n  br label %b\nb:\n  ret i64 %x\n}\n';
  t.true((await runTool(clang!.command, args, { input: good, timeoutSeconds: 60 })).ok);
  const refused = await runTool(clang!.command, args, { input: bad, timeoutSeconds: 60 });
  t.false(refused.ok);
  t.regex(refused.stderr, /does not dominate/);
});
