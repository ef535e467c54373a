import { readFileSync } from 'node:fs';
import test from 'ava';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { decodeCode } from '../../../src/isa/codec.js';
import { formatInsn } from '../../../src/isa/format.js';
import { insnById } from '../../../src/isa/table.js';
import type { Insn } from '../../../src/isa/types.js';

const fixtures = new URL('../../../../testsuite/fixtures/isa/', import.meta.url);

function decode(hex: string): Insn {
  const bytes = Uint8Array.from(Buffer.from(hex.replace(/ /g, ''), 'hex'));
  return decodeCode(bytes, new DiagnosticSink())!.insns[0]!;
}

const insn = (id: string, fields: Partial<Insn> = {}): Insn => ({
  desc: insnById(id)!,
  dst: 0,
  src: 0,
  offset: 0,
  imm: 0n,
  ...fields,
});

test('the C syntax is what llvm-objdump prints', t => {
  const text = readFileSync(new URL('forms.objdump', fixtures), 'utf8');
  const lines = [...text.matchAll(/^ +\d+:\t([0-9a-f ]+)\t(.+?)( <\.text.*>)?$/gm)];
  t.true(lines.length > 180);
  const seen = new Set<string>();
  for (const [, hex = '', expected] of lines) {
    const decoded = decode(hex);
    seen.add(decoded.desc.id);
    t.is(formatInsn(decoded, 'c'), expected!, hex);
  }
  t.log(`${lines.length} lines, ${seen.size} forms`);
});

test('forms that llvm-objdump 19 does not print, or prints ambiguously', t => {
  const r = { dst: 1, src: 2 };
  t.is(formatInsn(insn('load_acquire.b', { ...r, offset: 4 }), 'c'), 'w1 = load_acquire((u8 *)(r2 + 0x4))');
  t.is(
    formatInsn(insn('store_release.dw', { ...r, offset: -4 }), 'c'),
    'store_release((u64 *)(r1 - 0x4), r2)',
  );
  t.is(formatInsn(insn('call.local', { imm: -10n }), 'c'), 'call pc-0xa');
  t.is(formatInsn(insn('call.kfunc', { imm: 7n }), 'c'), 'call kfunc 0x7');
  t.is(formatInsn(insn('lddw.map_fd', { dst: 1, imm: 3n }), 'c'), 'r1 = map_fd 0x3 ll');
  t.is(formatInsn(insn('ldindh', { src: 2, imm: 4n }), 'c'), 'r0 = *(u16 *)skb[r2 + 0x4]');
});

test('the mnemonic syntax', t => {
  const r = { dst: 1, src: 2 };
  t.is(formatInsn(insn('add32.imm', { ...r, imm: -2n }), 'asm'), 'add32 %r1, -2');
  t.is(formatInsn(insn('mov.imm', { ...r, imm: 255n }), 'asm'), 'mov %r1, 0xff');
  t.is(formatInsn(insn('ldxdw', { ...r, offset: -8 }), 'asm'), 'ldxdw %r1, [%r2-8]');
  t.is(formatInsn(insn('stxb', r), 'asm'), 'stxb [%r1], %r2');
  t.is(formatInsn(insn('lock.fetch_add32', { ...r, offset: 8 }), 'asm'), 'lock fetch add32 [%r1+8], %r2');
  t.is(formatInsn(insn('jeq.reg', { ...r, offset: 3 }), 'asm'), 'jeq %r1, %r2, +3');
  t.is(formatInsn(insn('call.local', { imm: -3n }), 'asm'), 'call local -3');
  t.is(
    formatInsn(insn('lddw.value', { dst: 1, imm: 2n ** 64n - 1n }), 'asm'),
    'lddw %r1, 0xffffffffffffffff',
  );
  t.is(formatInsn(insn('addr_space_cast.user', r), 'asm'), 'addr_space_cast %r1, %r2, 1, 0');
});

test('names take the place of numbers', t => {
  t.is(formatInsn(insn('jeq.imm', { dst: 1, offset: 3 }), 'c', { rel: 'out' }), 'if r1 == 0x0 goto out');
  t.is(formatInsn(insn('call.local'), 'c', { pcrel: 'sub' }), 'call sub');
  t.is(
    formatInsn(insn('call.helper', { imm: 1n }), 'c', { helper: 'bpf_map_lookup_elem' }),
    'call bpf_map_lookup_elem',
  );
});
