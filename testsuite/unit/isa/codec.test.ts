import { existsSync, readFileSync } from 'node:fs';
import test from 'ava';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { decodeCode, encodeCode } from '../../../src/isa/codec.js';
import { INSNS, insnById } from '../../../src/isa/table.js';
import type { Fields, InsnDesc } from '../../../src/isa/types.js';

const corpus = new URL('../../../../../shared/corpus/', import.meta.url);

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replace(/ /g, ''), 'hex'));

function errors(hex: string): string[] {
  const sink = new DiagnosticSink();
  const code = decodeCode(bytes(hex), sink);
  return code ? [] : sink.diagnostics.map(d => `${d.code}: ${d.message}`);
}

/** Two rows overlap when every field of one can hold what the other allows. */
function overlap(a: InsnDesc, b: InsnDesc): boolean {
  if (a.opcode !== b.opcode) return false;
  const both = (x: Fields[keyof Fields], y: Fields[keyof Fields]): boolean => {
    if (typeof x === 'number' && typeof y === 'number') return x === y;
    // A register in the immediate is 1 to 10.
    if (x === 'dst' && y === 0) return false;
    return !(y === 'dst' && x === 0);
  };
  const { fields: f } = a;
  const { fields: g } = b;
  const dst = f.dst === g.dst || f.dst === 'dst' || g.dst === 'dst';
  return dst && both(f.src, g.src) && both(f.offset, g.offset) && both(f.imm, g.imm);
}

test('no two rows match the same encoding, and ids are unique', t => {
  t.is(new Set(INSNS.map(desc => desc.id)).size, INSNS.length);
  for (const [i, a] of INSNS.entries()) {
    for (const b of INSNS.slice(i + 1)) t.false(overlap(a, b), `${a.id} and ${b.id}`);
  }
});

test('templates are unique in each syntax', t => {
  t.is(new Set(INSNS.map(desc => desc.asm)).size, INSNS.length);
  t.is(new Set(INSNS.map(desc => desc.c)).size, INSNS.length);
});

test('all conformance programs decode and encode to the same bytes', t => {
  const manifest = new URL('MANIFEST.json', corpus);
  if (!existsSync(manifest)) {
    t.log('skipped: the corpus is not here');
    t.pass();
    return;
  }
  const { files } = JSON.parse(readFileSync(manifest, 'utf8'));
  const programs = files.filter((f: { category: string; bytecode_hex?: string }) => {
    return f.category === 'conformance' && f.bytecode_hex;
  });
  t.true(programs.length >= 313);
  for (const { file, bytecode_hex: hex } of programs) {
    const sink = new DiagnosticSink();
    const code = decodeCode(bytes(hex), sink);
    t.truthy(code, `${file}: ${sink.diagnostics[0]?.message}`);
    t.is(Buffer.from(encodeCode(code!.insns)).toString('hex'), hex.replace(/ /g, ''), file);
  }
});

test('an lddw takes two slots', t => {
  const sink = new DiagnosticSink();
  const code = decodeCode(bytes('18010000 88776655 00000000 44332211 9500000000000000'), sink);
  t.is(code?.insns[0]?.imm, 0x1122334455667788n);
  t.deepEqual(code?.pcs as number[] | undefined, [0, 2, 3]);
  t.is(code?.indexAt(1), undefined);
  t.is(code?.indexAt(2), 1 as never);
  t.is(code?.indexAt(3), undefined);
  t.is(code?.indexAt(-1), undefined);
});

test('both places of the register of callx', t => {
  for (const [hex, id] of [
    ['8d02000000000000', 'callx'],
    ['8d00000002000000', 'callx.imm'],
  ] as const) {
    const insn = decodeCode(bytes(hex), new DiagnosticSink())?.insns[0];
    t.is(insn?.desc, insnById(id));
    t.is(insn?.dst, 2);
    t.deepEqual(encodeCode([insn!]), bytes(hex));
  }
});

test('what does not decode says why', t => {
  t.deepEqual(errors('ff00000000000000'), ['E0201: unknown opcode 0xff']);
  t.deepEqual(errors('9500000001000000'), ['E0202: exit has a reserved field that is not zero: imm is 1']);
  t.deepEqual(errors('0701000105000000'), [
    'E0202: add.imm has a reserved field that is not zero: offset is 256',
  ]);
  t.deepEqual(errors('dc00000007000000'), ['E0203: opcode 0xdc has no form whose imm is 7']);
  t.deepEqual(errors('b70b000000000000'), ['E0206: there is no register r11']);
  t.deepEqual(errors('bfc1000000000000'), ['E0206: there is no register r12']);
  t.deepEqual(errors('950000'), ['E0204: 3 bytes of code are not a whole number of 8-byte instructions']);
  t.deepEqual(errors('1801000000000000'), ['E0205: lddw.value is cut off after its first 8 bytes']);
  t.deepEqual(errors('1801000000000000 0001000000000000'), [
    'E0202: lddw.value has a reserved field that is not zero: dst of the second slot is 1',
  ]);
});

test('broken instructions are reported together, but not without end', t => {
  t.is(errors('ff00000000000000 9500000000000000 fe00000000000000').length, 2);
  t.is(errors('ff00000000000000'.repeat(100)).length, 20);
});

test('a hundred thousand instructions decode in a moment', t => {
  const code = encodeCode(
    Array.from({ length: 100_000 }, () => ({
      desc: insnById('lock.xchg')!,
      dst: 1,
      src: 2,
      offset: 8,
      imm: 0xe1n,
    })),
  );
  const start = performance.now();
  t.is(decodeCode(code, new DiagnosticSink())?.insns.length, 100_000);
  const ms = performance.now() - start;
  t.log(`${ms.toFixed(0)} ms`);
  t.true(ms < 5000);
});
