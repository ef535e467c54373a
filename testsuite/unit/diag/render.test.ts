import test from 'ava';
import type { Diagnostic, Place } from '../../../src/diag/diagnostic.js';
import { countDiagnostics, renderDiagnostics } from '../../../src/diag/render.js';
import { cellWidth, drawLine, printable, SourceText, tokenLength } from '../../../src/diag/source.js';

const plain = { width: 100, color: false };
const place: Place = {
  file: 'xdp_drop.bpf.c',
  line: 14,
  column: 7,
  text: '  if (eth->h_proto == bpf_htons(ETH_P_IP))',
  program: 'xdp_drop',
  insn: { index: 7, text: 'r3 = *(u32 *)(r1 +14)' },
};
const diagnostic = (more: Partial<Diagnostic>): Diagnostic => ({
  code: 'E0201',
  severity: 'error',
  message: 'unknown opcode 0xff',
  labels: [],
  notes: [],
  ...more,
});

test('a diagnostic with everything', t => {
  const text = renderDiagnostics(
    [
      diagnostic({
        place,
        label: '14 bytes are proved available',
        labels: [
          {
            place: { file: 'xdp_drop.bpf.c', line: 9, column: 1, length: 4, text: '\tif (x)' },
            text: 'last checked here',
          },
          {
            place: { file: 'xdp_drop.bpf.c', line: 14, column: 20, length: 9, text: place.text! },
            text: 'this too',
          },
          { place: { file: 'common.h', line: 104, column: 1, text: 'int f(void);' }, text: 'declared here' },
        ],
        notes: ['kernel: invalid access to packet'],
        help: 'compare `data + 18` with `data_end`',
      }),
    ],
    plain,
  );
  t.is(
    text,
    [
      'error[E0201]: unknown opcode 0xff',
      '   --> xdp_drop.bpf.c:14:7 (xdp_drop, insn 7: r3 = *(u32 *)(r1 +14))',
      '    |',
      '  9 |     if (x)',
      '    | ------- last checked here',
      '...',
      ' 14 |   if (eth->h_proto == bpf_htons(ETH_P_IP))',
      '    |       ^^^^^^^^^^^^ 14 bytes are proved available',
      '    |                    --------- this too',
      '   ::: common.h:104:1',
      '    |',
      '104 | int f(void);',
      '    | --- declared here',
      '    |',
      '    = note: kernel: invalid access to packet',
      '    = help: compare `data + 18` with `data_end`',
      '',
      '',
    ].join('\n'),
  );
});

test('without source the instruction is underlined', t => {
  const insn = { index: 12, text: 'r0 = r9' };
  t.is(
    renderDiagnostics(
      [diagnostic({ place: { file: 'a.o', section: 'xdp', offset: 96, program: 'f', insn }, label: 'here' })],
      plain,
    ),
    [
      'error[E0201]: unknown opcode 0xff',
      '  --> a.o, section xdp+0x60 (f, insn 12)',
      '   |',
      '12 | r0 = r9',
      '   | ^^^^^^^ here',
      '',
      '',
    ].join('\n'),
  );
});

test('without a place there is only the message', t => {
  t.is(renderDiagnostics([diagnostic({})], plain), 'error[E0201]: unknown opcode 0xff\n\n');
  t.is(renderDiagnostics([], plain), '');
});

test('a label that has nothing to underline becomes a note', t => {
  const labels = [{ place: { file: 'b.o', section: 'maps' }, text: 'defined here' }];
  t.is(
    renderDiagnostics([diagnostic({ place: { program: 'f' }, label: 'too short', labels })], plain),
    [
      'error[E0201]: unknown opcode 0xff',
      ' --> (f)',
      '  = note: too short',
      '  = note: b.o, section maps: defined here',
      '',
      '',
    ].join('\n'),
  );
});

test('a warning shows the name that silences it', t => {
  const warning = diagnostic({
    code: 'W0001',
    severity: 'warning',
    message: 'compiled without verification',
  });
  t.is(
    renderDiagnostics([warning], plain),
    'warning[W0001]: compiled without verification [-Wunverified]\n\n',
  );
  t.is(countDiagnostics([warning, diagnostic({}), diagnostic({})]), '2 errors, 1 warning');
});

test('notes wrap and long lines are cut around what is underlined', t => {
  const long: Place = {
    file: 'a.c',
    line: 1,
    column: 150,
    length: 3,
    text: `${'x '.repeat(74)} bad${' y'.repeat(60)}`,
  };
  const text = renderDiagnostics(
    [diagnostic({ place: long, label: 'this', notes: ['word '.repeat(30).trim()] })],
    {
      width: 60,
      color: false,
    },
  );
  const lines = text.split('\n');
  for (const line of lines) t.true(cellWidth(line) <= 60, line);
  const caret = lines.findIndex(line => line.includes('^^^'));
  const column = lines[caret]!.indexOf('^');
  t.is(lines[caret - 1]!.slice(column, column + 3), 'bad');
});

test('a label too long for the line goes below it', t => {
  const text = renderDiagnostics([diagnostic({ place, label: 'word '.repeat(20).trim() })], {
    width: 60,
    color: false,
  });
  for (const line of text.split('\n').slice(2)) t.true(cellWidth(line) <= 60, line);
});

test('colour is only there when asked for, and a terminal is given nothing to obey', t => {
  const evil = diagnostic({
    message: 'section \x1b[2J',
    place: { ...place, text: '\x1b]0;title\x07 \u202e' },
  });
  const shown = renderDiagnostics([evil], plain);
  for (const c of ['\x07', '\x1b', '\u202e']) t.false(shown.includes(c));
  t.true(renderDiagnostics([evil], { width: 80, color: true }).startsWith('\x1b[1;31merror[E0201]\x1b[0m'));
  t.is(
    renderDiagnostics([diagnostic({})], { ...plain, paint: (ink, text) => `<${ink}>${text}` }),
    '<error>error[E0201]<title>: unknown opcode 0xff\n\n',
  );
});

test('source text gives places', t => {
  const source = new SourceText('a.asm', 'r0 = 1\r\n  exit ; ☃\n');
  t.deepEqual(source.place(10, 14), { file: 'a.asm', line: 2, column: 3, length: 4, text: '  exit ; ☃' });
  t.deepEqual(source.place(0, 100), { file: 'a.asm', line: 1, column: 1, length: 6, text: 'r0 = 1' });
  t.is(source.line(3), '');
  t.is(source.line(9), '');
  t.is(source.lines, 3);
});

test('cells and columns', t => {
  t.is(tokenLength('x = ctx->data + 1', 5), 9);
  t.is(tokenLength('x = "a\\"b";', 5), 6);
  t.is(tokenLength('(x)', 1), 1);
  t.is(tokenLength('x', 9), 1);
  t.deepEqual(drawLine('\ta漢b').cells, [0, 4, 5, 7, 8]);
  t.is(printable('a\u0000b\u202e'), 'a\\x00b\\u{202e}');
});
