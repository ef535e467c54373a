import test from 'ava';
import { DiagnosticSink } from '../../../../src/diag/diagnostic.js';
import { readElf } from '../../../../src/frontend/elf/reader.js';

/** A minimal object: the null section and its name table. */
function object(change: (view: DataView) => void = () => {}): Uint8Array {
  const bytes = new Uint8Array(64 + 2 * 64 + 16);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  const view = new DataView(bytes.buffer);
  view.setUint16(16, 1, true);
  view.setUint16(18, 247, true);
  view.setBigUint64(40, 64n, true);
  view.setUint16(58, 64, true);
  view.setUint16(60, 2, true);
  view.setUint16(62, 1, true);
  const names = 64 + 64;
  view.setUint32(names, 1, true);
  view.setUint32(names + 4, 3, true);
  view.setBigUint64(names + 24, 192n, true);
  view.setBigUint64(names + 32, 16n, true);
  bytes.set(new TextEncoder().encode('.strtab'), 193);
  change(view);
  return bytes;
}

function read(bytes: Uint8Array): { text: string; sections: number | undefined } {
  const sink = new DiagnosticSink();
  const elf = readElf(bytes, 'a.o', sink);
  return {
    text: sink.diagnostics.map(d => `${d.code} ${d.message}`).join('\n'),
    sections: elf?.sections.length,
  };
}

test('a minimal object reads', t => {
  t.deepEqual(read(object()), { text: '', sections: 2 });
});

const refused: [string, Uint8Array, RegExp][] = [
  ['an empty file', new Uint8Array(0), /^E0101 .*empty$/],
  ['text', new TextEncoder().encode('int main() {}'), /^E0101 .*does not start with/],
  ['a truncated header', object().slice(0, 40), /^E0101 .*ends inside/],
  ['a 32-bit object', object(v => v.setUint8(4, 1)), /^E0102 the object is 32-bit/],
  ['a big-endian object', object(v => v.setUint8(5, 2)), /^E0102 the object is big-endian/],
  ['a native object', object(v => v.setUint16(18, 62, true)), /^E0102 the object is for x86-64/],
  ['an executable', object(v => v.setUint16(16, 2, true)), /^E0102 .*not relocatable/],
  ['headers outside', object(v => v.setBigUint64(40, 1n << 60n, true)), /^E0101 .*outside of the file/],
  ['too many sections', object(v => v.setUint16(60, 0xfff0, true)), /^E0101 .*outside of the file/],
  ['a wild name table', object(v => v.setUint16(62, 9, true)), /^E0101 .*section 9$/],
  ['a wild section', object(v => v.setBigUint64(152, 1n << 63n, true)), /^E0103 section #1 .*outside/],
  ['a wild name', object(v => v.setUint32(128, 99, true)), /^E0103 section #1 .*name/],
  [
    'a huge .bss',
    object(v => {
      v.setUint32(68, 8, true);
      v.setBigUint64(96, 1n << 40n, true);
    }),
    /^E0101 .*bss/,
  ],
];

for (const [what, bytes, expected] of refused) {
  test(`${what} is refused with one diagnostic`, t => {
    const { text, sections } = read(bytes);
    t.regex(text, expected);
    t.notRegex(text, /\n/);
    t.is(sections, undefined);
  });
}

test('every truncation gives a diagnostic and never more than one', t => {
  const whole = object();
  for (let size = 0; size < 192; size++) {
    const { text } = read(whole.slice(0, size));
    t.regex(text, /^E010[1-4] [^\n]*$/, `${size} bytes`);
  }
});
