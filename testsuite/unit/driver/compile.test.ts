import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { depfileText } from '../../../src/driver/depfile.js';
import { sniffLanguage } from '../../../src/driver/input.js';
import { packageRoot } from '../../../src/driver/resources.js';
import { findTarget } from '../../../src/driver/targets.js';
import { run } from './shell.js';

const ANSWER = 'mov %r0, 41\nadd %r0, 1\nexit\n';

/** A folder with one assembled program, `p.s`, and the path of anything in it. */
function folder(t: { teardown(f: () => void): void }, source = ANSWER) {
  const dir = mkdtempSync(join(tmpdir(), 'ebpfc-test-'));
  t.teardown(() => rmSync(dir, { recursive: true }));
  writeFileSync(join(dir, 'p.s'), source);
  return { dir, at: (name: string) => join(dir, name) };
}

test('a program becomes a shared object, and nothing else is left', async t => {
  const { dir, at } = folder(t);
  t.deepEqual(await run(['-o', at('p.so'), at('p.s')]), { exit: 0, out: '', err: '' });
  t.deepEqual(readdirSync(dir).sort(), ['p.s', 'p.so']);
  t.is(readFileSync(at('p.so')).readUInt32BE(0), 0x7f454c46);
});

test('the same input gives the same bytes, wherever it is', async t => {
  const a = folder(t);
  const b = folder(t);
  await run(['-o', a.at('x.so'), a.at('p.s')]);
  await run(['-o', b.at('y.so'), b.at('p.s')]);
  t.deepEqual(readFileSync(a.at('x.so')), readFileSync(b.at('y.so')));
});

test('each kind of output can be had', async t => {
  const { at } = folder(t);
  const emit = async (...words: string[]) => (await run([...words, '-o', '-', at('p.s')])).out;
  t.regex(await emit('--emit=bpf'), /r0 = 0x29/);
  t.regex(await emit('--emit=bpf', '--syntax=mnemonic'), /mov %r0, 41/);
  t.regex(await emit('--emit=ir'), /ret 42/);
  t.regex(await emit('-emit-llvm'), /^source_filename = "p"/m);
  t.regex(await emit('--emit=llvm-opt'), /ret i64 42/);
  t.regex(await emit('-S', '--target=x86-64'), /movl\s+\$42, %eax/);
  t.regex(await emit('-S', '--target=aarch64'), /mov\s+w0, #42/);
  t.regex(await emit('-S', '--target=riscv64'), /li\s+a0, 42/);
  t.true((await emit('-c')).startsWith('\x7fELF'));
});

test('a compile that fails leaves no output, and an old one as it was', async t => {
  const { dir, at } = folder(t, 'mov %r0, 1\nnonsense\nexit\n');
  writeFileSync(at('p.so'), 'old');
  const { exit, err } = await run(['-o', at('p.so'), at('p.s')]);
  t.is(exit, 1);
  t.regex(err, /p\.s:2/);
  t.deepEqual(readdirSync(dir).sort(), ['p.s', 'p.so']);
  t.is(readFileSync(at('p.so'), 'utf8'), 'old');
});

test('mistakes have their exit codes', async t => {
  const { at } = folder(t);
  t.is((await run([])).exit, 2, 'no input');
  t.is((await run([at('none.o')])).exit, 1);
  t.is((await run(['-o', at('p.s'), at('p.s')])).exit, 1, 'an input is never overwritten');
  t.is((await run(['--clang=/nonexistent', at('p.s'), '-o', '-'])).exit, 69);
  t.is((await run(['--target=vax', at('p.s')])).exit, 2);
  const bad = await run(['-Wl,--no-such-option', at('p.s'), '-o', at('p.so')]);
  t.is(bad.exit, 1);
  t.regex(bad.err, /no-such-option/);
  t.false(existsSync(at('p.so')));
});

test('dependency files name the output as it was given', async t => {
  const { at } = folder(t);
  await run(['-MMD', '-MP', '-o', at('p.so'), at('p.s')]);
  t.is(readFileSync(at('p.d'), 'utf8'), `${at('p.so')}: \\\n  ${at('p.s')}\n\n${at('p.s')}:\n`);
  await run(['-MD', '-MF', at('x.d'), '-MT', 'goal', '-S', '-o', at('p.s2'), at('p.s')]);
  t.is(readFileSync(at('x.d'), 'utf8'), `goal: \\\n  ${at('p.s')}\n`);
  t.is(
    depfileText({ targets: ['a b'], inputs: ['$x', 'y#', 'c\\ d', '-'], phony: false }),
    'a\\ b: \\\n  $$x \\\n  y\\# \\\n  c\\\\\\ d\n',
  );
});

test('-### shows the command and runs nothing; -v shows it and runs it', async t => {
  const { dir, at } = folder(t);
  const dry = await run(['-###', '-o', at('p.so'), at('p.s')]);
  t.is(dry.exit, 0);
  t.regex(dry.err, /"-fverify-intermediate-code"/);
  t.deepEqual(readdirSync(dir), ['p.s']);
  t.regex((await run(['-v', '-o', at('p.so'), at('p.s')])).err, /"-shared"/);
});

test('intermediate files are kept beside the output when asked', async t => {
  const { dir, at } = folder(t);
  await run(['-save-temps=obj', '-o', at('q.so'), at('p.s')]);
  t.deepEqual(readdirSync(dir).sort(), ['p.bir', 'p.ll', 'p.native.s', 'p.s', 'q.so']);
});

test('stages can be timed, shown and left out', async t => {
  const { at } = folder(t);
  const words = ['-emit-llvm', '-o', at('x.ll'), at('p.s')];
  const timed = (await run(['--time-passes', ...words])).err;
  t.regex(timed, /ms {2}translate$/m);
  t.regex(timed, /ms {2}lower$/m);
  const dump = (await run(['--dump-after=translate', ...words])).err;
  t.regex(dump, /^; after translate\nraw @p \{/);
  t.true((await run(['--disable-pass=simplify', '--emit=ir', '-o', '-', at('p.s')])).out.includes('add.i64'));
  const wrong = await run(['--dump-after=nothing', ...words]);
  t.is(wrong.exit, 2);
  t.regex(wrong.err, /one of: simplify, /);
});

test('lists for scripts', async t => {
  t.regex((await run('--print-targets')).out, /^riscv64-linux-gnu\t/m);
  t.regex((await run('--print-insns')).out, /^exit\t0x95\tv1\tbase32\texit$/m);
  t.regex((await run('--print-passes')).out, /^simplify\tearly$/m);
  t.regex((await run('--print-helpers')).out, /^1\tbpf_map_lookup_elem$/m);
  t.true(existsSync(join((await run('--print-resource-dir')).out.trim(), 'include/ebpfc.h')));
});

test('targets have other names', t => {
  t.is(findTarget('arm64')?.triple, 'aarch64-linux-gnu');
  t.is(findTarget('x86_64-pc-linux-gnu')?.triple, 'x86_64-linux-gnu');
  t.is(findTarget('aarch64-unknown-linux-musl')?.triple, 'aarch64-linux-gnu');
  t.is(findTarget('x86_64-windows-msvc'), undefined);
});

test('languages are told apart by their bytes', t => {
  t.is(sniffLanguage(Buffer.from('\x7fELF\x02')), 'elf');
  t.is(sniffLanguage(Buffer.from(ANSWER)), 'asm');
  t.is(sniffLanguage(Uint8Array.of(0x95, 0, 0, 0, 0, 0, 0, 0)), 'raw');
  t.is(sniffLanguage(new Uint8Array()), 'elf');
});

test('every fixture compiles, or says why not', async t => {
  const { at } = folder(t);
  const fixtures = join(packageRoot(), 'testsuite/fixtures');
  for (const name of readdirSync(fixtures).filter(file => file.endsWith('.v4.o'))) {
    const { exit, err } = await run(['-o', at('x.so'), join(fixtures, name)]);
    if (exit !== 0) t.regex(err, /error\[E0[1-5]\d\d\]/, name);
    t.true(exit === 0 || exit === 1, `${name}: ${err}`);
  }
  t.is(
    (await run(['--no-verify', '-o', at('x.so'), join(fixtures, 'struct-ops.v4.o')])).exit,
    0,
    'programs referred to by data',
  );
});

test('programs of an object can be entered as raw ones, and a pass left out', async t => {
  const object = 'testsuite/fixtures/globals.v3.o';
  const emit = async (...words: string[]) => (await run([...words, '--no-verify', '-o', '-', object])).out;
  t.regex(
    await emit('-emit-llvm', '--entry=raw'),
    /define protected i64 @\w+\(ptr %ctx, i64 %len, ptr %instance\)/,
  );
  t.notRegex(await emit('-emit-llvm'), /i64 %len/);
  t.not(await emit('--emit=ir', '--disable-pass=simplify'), await emit('--emit=ir'));
  t.is((await run(['--disable-pass=contexts', object])).exit, 2);
});
