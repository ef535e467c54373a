import { existsSync, readFileSync } from 'node:fs';
import test from 'ava';
import { parseDataFile } from '../../../bpf_conformance/data-file.js';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { decodeCode, encodeCode } from '../../../src/isa/codec.js';
import { type Entry, type Host, interpret, type Outcome, type RunOptions } from '../../../src/isa/interp.js';
import { Memory } from '../../../src/isa/memory.js';
import { insnById } from '../../../src/isa/table.js';
import type { Insn, InsnIndex } from '../../../src/isa/types.js';

const corpus = new URL('../../../../../shared/corpus/', import.meta.url);

const insn = (id: string, dst = 0, src = 0, offset = 0, imm: bigint | number = 0): Insn => ({
  desc: insnById(id)!,
  dst,
  src,
  offset,
  imm: BigInt(imm),
});
const exit = insn('exit');
const mov = (dst: number, imm: bigint | number) => insn('mov.imm', dst, 0, 0, imm);

const entry = (...insns: Insn[]): Entry => ({
  code: decodeCode(encodeCode(insns), new DiagnosticSink())!,
  index: 0 as InsnIndex,
});

const run = (insns: Insn[], options: Partial<RunOptions> = {}): Outcome =>
  interpret(entry(...insns), { memory: new Memory(), ...options });

const r0 = (outcome: Outcome): bigint | string =>
  outcome.kind === 'exit' ? outcome.r0 : `${outcome.trap.kind} at ${outcome.pc}`;

test('all programs of the conformance suite give the result they should', t => {
  const manifest = new URL('MANIFEST.json', corpus);
  if (!existsSync(manifest)) {
    t.log('skipped: the corpus is not here');
    t.pass();
    return;
  }
  const { files } = JSON.parse(readFileSync(manifest, 'utf8'));
  let count = 0;
  for (const { file, category, bytecode_hex: hex } of files) {
    if (category !== 'conformance' || !hex) continue;
    const data = parseDataFile(readFileSync(new URL(file, corpus), 'utf8'));
    if ('skip' in data) {
      t.fail(`${file}: ${data.skip}`);
      continue;
    }
    const memory = new Memory();
    const input = memory.map('memory', data.memory ?? new Uint8Array());
    const args = data.memory ? [input.base, BigInt(data.memory.length)] : [];
    const code = decodeCode(Uint8Array.from(Buffer.from(hex, 'hex')), new DiagnosticSink())!;
    const helper: Host['helper'] = id => (id === 5 ? u64(-1n) : id <= 7 ? 0n : undefined);
    const outcome = interpret(
      { code, index: 0 as InsnIndex },
      { memory, args, host: { helper }, maxSteps: 1e6 },
    );
    t.is(r0(outcome), data.result!, file);
    t.is(memory.regions.length, 1, 'the stacks are gone');
    count++;
  }
  t.true(count >= 313);
});

const u64 = (value: bigint): bigint => BigInt.asUintN(64, value);

test('an access outside of memory is a trap that names its address', t => {
  const memory = new Memory();
  const input = memory.map('memory', new Uint8Array(8), { writable: false });
  const options = { memory, args: [input.base] };
  t.is(r0(run([insn('ldxdw', 0, 1), exit], options)), 0n);
  for (const bad of [
    insn('ldxw', 0, 1, 5),
    insn('ldxb', 0, 1, -1),
    insn('stb', 1),
    insn('lock.xchg', 1, 0, 0, 0xe1),
  ]) {
    t.is(r0(run([mov(0, 1), bad, exit], options)), 'memory at 1', bad.desc.id);
  }
  const outcome = run([insn('ldxw', 0, 1, 5), exit], options);
  t.deepEqual(outcome.kind === 'trap' && outcome.trap, {
    kind: 'memory',
    access: 'read',
    address: input.base + 5n,
    size: 4,
  });
  t.is(r0(run([insn('ldxb', 0, 10), exit])), 'memory at 0');
  t.is(r0(run([insn('ldxb', 0, 10, -513), exit])), 'memory at 0');
  t.is(r0(run([insn('stdw', 10, 0, -512, -2), insn('ldxw', 0, 10, -508), exit])), 0xffffffffn);
});

test('a local call has its own stack and callee-saved registers', t => {
  const outcome = run([
    mov(6, 7),
    insn('stdw', 10, 0, -8, 1),
    mov(1, 5),
    insn('call.local', 0, 1, 0, 4),
    insn('ldxdw', 2, 10, -8),
    insn('add.reg', 0, 2),
    insn('add.reg', 0, 6),
    exit,
    // Callee: r6 is 0, the stack is 0; gives r1 * 16.
    insn('stdw', 10, 0, -16, 100),
    insn('ldxdw', 0, 10, -8),
    insn('add.reg', 0, 6),
    insn('add.reg', 0, 1),
    insn('mul.imm', 0, 0, 0, 16),
    mov(6, 1000),
    exit,
  ]);
  t.is(r0(outcome), 5n * 16n + 1n + 7n);
});

test('a pointer to the caller’s stack works in the callee', t => {
  t.is(
    r0(
      run([
        insn('mov.reg', 1, 10),
        insn('call.local', 0, 1, 0, 2),
        insn('ldxb', 0, 10, -1),
        exit,
        insn('stb', 1, 0, -1, 9),
        exit,
      ]),
    ),
    9n,
  );
});

test('recursion ends at the eighth frame, loops at the budget, and control stays in the code', t => {
  t.is(r0(run([insn('call.local', 0, 1, 0, -1), exit])), 'call_depth at 0');
  t.is(r0(run([insn('ja', 0, 0, -1)], { maxSteps: 1000 })), 'step_budget at 0');
  t.is(r0(run([insn('ja', 0, 0, 7)])), 'control at 0');
  t.is(r0(run([insn('ja', 0, 0, 1), insn('lddw.value')])), 'control at 0');
  t.is(r0(run([mov(0, 1)])), 'control at 1');
});

test('may_goto leaves the loop when its turns are used up', t => {
  const loop = [insn('add.imm', 0, 0, 0, 1), insn('may_goto', 0, 0, 1), insn('ja', 0, 0, -3), exit];
  t.is(r0(run(loop, { mayGotoBudget: 10 })), 11n);
});

test('legacy packet loads are big-endian, and 0 is returned past the end', t => {
  const packet = Uint8Array.of(0x12, 0x34, 0x56, 0x78, 0x9a);
  t.is(r0(run([insn('ldabsw', 0, 0, 0, 1), exit], { packet })), 0x3456789an);
  t.is(r0(run([mov(2, 2), insn('ldindh', 0, 2, 0, 1), exit], { packet })), 0x789an);
  t.is(r0(run([insn('ldabsb', 0, 0, 0, 4), exit], { packet })), 0x9an);
  for (const at of [2, -1, 0x7fffffff]) {
    t.is(r0(run([mov(0, 7), insn('ldabsw', 0, 0, 0, at), mov(0, 8), exit], { packet })), 0n);
  }
});

test('acquire, release and compare-and-exchange', t => {
  t.is(
    r0(
      run([
        mov(1, -1),
        insn('store_release.h', 10, 1, -4, 0x110),
        insn('load_acquire.w', 0, 10, -4, 0x100),
        exit,
      ]),
    ),
    0xffffn,
  );
  const cas = (expected: number) => [
    insn('stdw', 10, 0, -8, 5),
    mov(0, expected),
    mov(1, 9),
    insn('lock.cmpxchg', 10, 1, -8, 0xf1),
    insn('ldxdw', 2, 10, -8),
    insn('lsh.imm', 2, 0, 0, 8),
    insn('or.reg', 0, 2),
    exit,
  ];
  t.is(r0(run(cas(5))), 0x905n);
  t.is(r0(run(cas(6))), 0x505n);
});

test('the host gives helpers, kfuncs, addresses and tail calls', t => {
  const target = entry(insn('mov.reg', 0, 1), insn('add.reg', 0, 6), exit);
  const host: Host = {
    helper: (id, args, machine) => {
      if (id === 1) return args.reduce((a, b) => a + b, 0n);
      if (id === 12) return { tailCall: target };
      if (id === 181) return machine.call(target, [20n]);
      return undefined;
    },
    kfunc: (called, _at, args) => BigInt(called.imm) + args[0]!,
    address: ref => ref.imm * 2n,
    functionAt: address => (address === 42n ? target : undefined),
  };
  const five = [1, 2, 3, 4, 5].map(r => mov(r, r));
  t.is(r0(run([...five, insn('call.helper', 0, 0, 0, 1), insn('add.reg', 0, 1), exit], { host })), 15n);
  t.is(r0(run([mov(1, 3), mov(6, 1), insn('call.helper', 0, 0, 0, 12), mov(0, 9), exit], { host })), 3n);
  t.is(r0(run([mov(6, 1), insn('call.helper', 0, 0, 0, 181), insn('add.reg', 0, 6), exit], { host })), 21n);
  t.is(r0(run([mov(1, 3), insn('call.kfunc', 0, 2, 0, 4), exit], { host })), 7n);
  t.is(r0(run([insn('lddw.map_fd', 0, 1, 0, 21), exit], { host })), 42n);
  t.is(r0(run([mov(1, 5), mov(2, 42), insn('callx', 2), exit], { host })), 5n);
  t.is(r0(run([insn('call.helper', 0, 0, 0, 99), exit], { host })), 'unresolved at 0');
  t.is(r0(run([insn('lddw.code', 0, 4), exit])), 'unresolved at 0');
});

test('an observer sees every instruction', t => {
  const seen: [number, bigint][] = [];
  run([mov(0, 1), insn('add.imm', 0, 0, 0, 2), exit], {
    onStep: (at, registers) => seen.push([at.index, registers[0]!]),
  });
  t.deepEqual(seen, [
    [0, 0n],
    [1, 1n],
    [2, 3n],
  ]);
});

test('a few million instructions take a second or so', t => {
  const loop = [
    mov(1, 300_000),
    insn('add.reg', 0, 1),
    insn('sub.imm', 1, 0, 0, 1),
    insn('jne.imm', 1, 0, -3, 0),
    exit,
  ];
  const start = performance.now();
  const outcome = run(loop);
  const ms = performance.now() - start;
  t.log(`${(outcome.steps / ms / 1000).toFixed(1)} million instructions a second`);
  t.is(r0(outcome), (300_000n * 300_001n) / 2n);
});
