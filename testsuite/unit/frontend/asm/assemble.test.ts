import { existsSync, readdirSync, readFileSync } from 'node:fs';
import test from 'ava';
import fc from 'fast-check';
import { parseDataFile } from '../../../../bpf_conformance/data-file.js';
import { generateParser } from '../../../../scripts/gen-parser.js';
import { DiagnosticSink } from '../../../../src/diag/diagnostic.js';
import { type AssembleOptions, assemble } from '../../../../src/frontend/asm/assemble.js';
import { decodeCode, encodeCode } from '../../../../src/isa/codec.js';
import { formatInsn } from '../../../../src/isa/format.js';
import { INSNS } from '../../../../src/isa/table.js';
import { arbitraryInsn, arbitraryOf } from '../../../fuzz/arbitrary-insn.js';

const corpus = new URL('../../../../../../shared/corpus/', import.meta.url);
const sources = new URL('../../../../../src/frontend/asm/', import.meta.url);
const fixtures = new URL('../../../../../testsuite/fixtures/isa/', import.meta.url);

function hex(text: string, options?: AssembleOptions): string {
  const sink = new DiagnosticSink();
  const code = assemble(text, sink, options);
  return code
    ? Buffer.from(encodeCode(code.insns)).toString('hex')
    : sink.diagnostics.map(d => d.message).join('\n');
}

function errors(text: string): string[] {
  const sink = new DiagnosticSink();
  const code = assemble(text, sink, { file: 'a.s' });
  return code ? [] : sink.diagnostics.map(d => `${d.place?.line}:${d.place?.column} ${d.message}`);
}

test('the generated parser is up to date', t => {
  for (const [name, text] of Object.entries(generateParser())) {
    t.is(readFileSync(new URL(name, sources), 'utf8'), text, `run npm run gen-parser: ${name}`);
  }
});

for (const syntax of ['asm', 'c'] as const) {
  test(`what is printed in the ${syntax} syntax assembles to the same instruction`, t => {
    for (const desc of INSNS) {
      fc.assert(
        fc.property(arbitraryOf(desc), insn => {
          const sink = new DiagnosticSink();
          const text = formatInsn(insn, syntax);
          const code = assemble(text, sink);
          t.deepEqual(code?.insns, [insn], `${text}: ${sink.diagnostics[0]?.message}`);
        }),
        { numRuns: 20 },
      );
    }
  });
}

test('what is decoded encodes to the same bytes, printed or not', t => {
  fc.assert(
    fc.property(fc.array(arbitraryInsn, { maxLength: 20 }), insns => {
      const bytes = encodeCode(insns);
      t.deepEqual(decodeCode(bytes, new DiagnosticSink())?.insns, insns);
      const text = insns.map(insn => formatInsn(insn, 'c')).join('\n');
      t.is(hex(text), Buffer.from(bytes).toString('hex'));
    }),
  );
});

test('the conformance suite assembles to the bytes it should', t => {
  const dir = new URL('conformance/', corpus);
  if (!existsSync(dir)) {
    t.log('skipped: the corpus is not here');
    t.pass();
    return;
  }
  const { files } = JSON.parse(readFileSync(new URL('MANIFEST.json', corpus), 'utf8'));
  const expected = new Map<string, string>(
    files.map((f: { file: string; bytecode_hex?: string }) => [f.file, f.bytecode_hex]),
  );
  let count = 0;
  for (const name of readdirSync(dir).filter(f => f.endsWith('.data'))) {
    const data = parseDataFile(readFileSync(new URL(name, dir), 'utf8'));
    if ('skip' in data) t.fail(`${name}: ${data.skip}`);
    else t.is(hex(data.asm), expected.get(`conformance/${name}`)!, name);
    count++;
  }
  t.is(count, 313);
});

test('the text of llvm-objdump assembles to its bytes', t => {
  const dump = readFileSync(new URL('forms.objdump', fixtures), 'utf8');
  for (const [, bytes = '', text = ''] of dump.matchAll(/^ +\d+:\t([0-9a-f ]+)\t(.+?)( <\.text.*>)?$/gm)) {
    t.is(hex(text), bytes.replace(/ /g, ''), text);
  }
  const source = readFileSync(new URL('forms.s', fixtures), 'utf8');
  const all = [...dump.matchAll(/^ +\d+:\t([0-9a-f ]+)\t/gm)].map(([, bytes = '']) =>
    bytes.replace(/ /g, ''),
  );
  t.is(hex(source), all.join(''));
});

test('the kernel’s text and older spellings', t => {
  for (const [text, same] of [
    ['r0 = *(u32 *)(r1 +4)', 'ldxw %r0, [%r1+4]'],
    ['*(u8 *)(r1 -4) = r2', 'stxb [%r1-4], %r2'],
    ['if r1 == 0x0 goto pc+5', 'jeq %r1, 0, +5'],
    ['goto pc-1', 'ja -1'],
    ['call pc+2', 'call local +2'],
    ['r2 = atomic64_fetch_add((u64 *)(r1 +0), r2)', 'lock fetch add [%r1], %r2'],
    ['r0 = atomic_cmpxchg((u32 *)(r1 +8), r0, r2)', 'lock cmpxchg32 [%r1+8], %r2'],
    ['swap32 %r1', 'r1 = bswap32 r1'],
    ['call helper 3', 'call 3'],
    ['call helper %r3', 'callx r3'],
    ['call runtime 3', 'call kfunc 3'],
    ['mov r1, 0xffffffff', 'mov %r1, -1'],
    ['lddw %r1, -1', 'r1 = 0xffffffffffffffff ll'],
    ['ldxb %r1, [%r2+0xffff]', 'ldxb %r1, [%r2-1]'],
  ] as const) {
    t.is(hex(text), hex(same), text);
    t.regex(hex(text), /^[0-9a-f]+$/);
  }
});

test('labels, comments and lines', t => {
  const text = [
    '; a comment',
    'start: r0 = 0 // another',
    'lddw %r1, 5  # two slots',
    'again:',
    'other:  if r1 == 0 goto exit',
    'r1 -= 1',
    'goto again',
    'call start',
    'call local other',
    'exit',
  ].join('\n');
  const sink = new DiagnosticSink();
  const code = assemble(text, sink, { firstLine: 100 });
  t.deepEqual(sink.diagnostics, []);
  t.deepEqual(
    code?.insns.map(insn => formatInsn(insn, 'asm')),
    [
      'mov %r0, 0',
      'lddw %r1, 0x5',
      'jeq %r1, 0, +4',
      'sub %r1, 1',
      'ja -3',
      'call local -7',
      'call local -5',
      'exit',
    ],
  );
  t.deepEqual(code?.lines, [101, 102, 104, 105, 106, 107, 108, 109]);
  t.deepEqual([...code!.labels] as unknown, [
    ['start', 0],
    ['again', 3],
    ['other', 3],
  ]);
  t.is(hex('exit: r0 = 0\ngoto exit\nexit'), hex('mov %r0, 0\nja -2\nexit'));
  t.is(hex(''), '');
});

test('calls may name a helper, and a label comes first', t => {
  const helpers = new Map([
    ['bpf_ktime_get_ns', 5],
    ['sub', 6],
  ]);
  t.is(hex('call bpf_ktime_get_ns', { helpers }), hex('call 5'));
  t.is(hex('call bpf_ktime_get_ns'), 'invalid label: bpf_ktime_get_ns');
  t.is(hex('sub: call sub', { helpers }), hex('call local -1'));
});

test('errors name their place', t => {
  t.deepEqual(errors('ldxq %r0, %r1'), ['1:1 invalid mnemonic: ldxq']);
  t.deepEqual(errors('exit\n  or %r0, %r50'), ['2:11 invalid register: %r50']);
  t.deepEqual(errors('or %r0, %rx'), ['1:9 invalid register: %rx']);
  t.deepEqual(errors('ldxb %r0, %r1'), ['1:11 failed to decode register and offset: %r1']);
  t.deepEqual(errors('ldxb %r0, [%r1+0x10000]'), ['1:15 offset out of 16-bit range: +0x10000']);
  t.deepEqual(errors('mov32 %r0, 2147483648'), ['1:12 immediate out of 32-bit range: 2147483648']);
  t.deepEqual(errors('mov32 %r0, 0x100000000'), ['1:12 immediate out of 32-bit range: 0x100000000']);
  t.deepEqual(errors('lddw %r0, 0x10000000000000000'), [
    '1:11 immediate out of 64-bit range: 0x10000000000000000',
  ]);
  t.deepEqual(errors('lddw %r0'), ['1:1 invalid number of operands for mnemonic: lddw']);
  t.deepEqual(errors('exit 5'), ['1:6 invalid number of operands for mnemonic: exit']);
  t.deepEqual(errors('mov %r0, 1, 2'), ['1:11 invalid number of operands for mnemonic: mov']);
  t.deepEqual(errors('lock'), ['1:1 invalid number of operands for lock']);
  t.deepEqual(errors('lock or [%r10-8]'), ['1:1 invalid number of operands for lock']);
  t.deepEqual(errors('ja NOWHERE\nexit'), ['1:4 invalid label: NOWHERE']);
  t.deepEqual(errors('a: exit\na: exit'), ['2:1 duplicate label (a) detected']);
  t.deepEqual(errors('r0 = ?\nexit'), ['1:6 unexpected character "?"']);
  t.deepEqual(errors('r1 += w2'), ['1:7 `w2` where a number or a register should be']);
  t.is(
    errors(`ja end\n${'exit\n'.repeat(40_000)}end: exit`)[0],
    '1:4 the jump to end is 40000 slots long, which its form cannot hold',
  );
  t.deepEqual(errors(`ja32 end\n${'exit\n'.repeat(40_000)}end: exit`), []);
});

test('the assembler never throws', t => {
  const word = fc.constantFrom(
    ...[
      'r0',
      '%r1',
      'w2',
      '0x5',
      '-',
      '+',
      '=',
      'ldxw',
      'lock',
      '[',
      ']',
      ',',
      '(',
      ':',
      '\n',
      '%',
      '?',
      'goto',
      'if',
      '0xz',
    ],
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), words => {
      t.is(typeof hex(words.join(' ')), 'string');
      t.is(typeof hex(words.join('')), 'string');
    }),
    { numRuns: 500 },
  );
});
