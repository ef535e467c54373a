import test from 'ava';
import { encodeBtf } from '../../../../src/frontend/btf/encode.js';
import type { BtfType } from '../../../../src/frontend/btf/types.js';
import { compactJson, decodeValue, prettyText } from '../../../../src/frontend/btf/value.js';
import { encodeValue, parseJson } from '../../../../src/frontend/btf/value-parse.js';

const int = (name: string, size: number, signed = false): BtfType => ({
  ...({ kind: 'int', name, size, signed, char: false, bool: name === '_Bool' } as const),
  ...{ bitOffset: 0, bits: size * 8 },
});
const member = (name: string, type: number, bitOffset: number, bitSize = 0) => ({
  ...{ name, type, bitOffset, bitSize },
});
const btf = encodeBtf([
  { kind: 'void' },
  int('int', 4, true), // 1
  int('char', 1, true), // 2
  int('unsigned long', 8), // 3
  { kind: 'array', type: 2, index: 1, count: 8 }, // 4
  {
    ...({ kind: 'enum', name: 'e', size: 4, signed: true } as const),
    values: [
      { name: 'ONE', value: 1n },
      { name: 'MINUS', value: -1n },
    ],
  }, // 5
  {
    ...({ kind: 'struct', name: '', size: 8 } as const),
    members: [member('low', 1, 0, 3), member('high', 1, 3, 29), member('wide', 1, 32)],
  }, // 6
  {
    ...({ kind: 'struct', name: 's', size: 36 } as const),
    members: [
      member('text', 4, 0),
      member('big', 3, 64),
      member('e', 5, 128),
      member('', 6, 160),
      member('p', 8, 224),
    ],
  }, // 7
  { kind: 'ptr', type: 0 }, // 8
  int('_Bool', 1), // 9
  { kind: 'float', name: 'double', size: 8 }, // 10
] satisfies BtfType[]);
const STRUCT = 7;

test('a typed value survives being written and read', t => {
  const json =
    '{"text":"hi","big":18446744073709551615,"e":"MINUS","":{"low":"0x5","high":"0x7","wide":-3},"p":4096}';
  const typed = parseJson(json.replace('"":{', '').replace('-3}', '-3'));
  if (typeof typed === 'string') return t.fail(typed);
  const bytes = encodeValue(btf, STRUCT, typed.value);
  if (typeof bytes === 'string') return t.fail(bytes);
  t.is(compactJson(decodeValue(btf, STRUCT, bytes)), json);
  t.regex(prettyText(decodeValue(btf, STRUCT, bytes)), /"low": 0x5,\n {8}"high": 0x7/);
});

test('what does not fit is said with its place', t => {
  const wrong = (json: string, id = STRUCT) =>
    encodeValue(btf, id, (parseJson(json) as { value: unknown }).value);
  t.is(wrong('{"txt":1}'), 'there is no member txt; there are: text, big, e, low, high, wide, p');
  t.is(wrong('{"text":"longer than it"}'), 'text has room for 8 bytes of text');
  t.is(wrong('{"text":[1,2,300]}'), '300 does not fit the 8 bits of text[2]');
  t.is(wrong('{"low":8}'), '8 does not fit the 3 bits of low');
  t.is(wrong('{"e":"TWO"}'), 'e must be a number or one of: ONE, MINUS');
  t.is(wrong('[1]'), 'the value must be an object');
  t.is(wrong('1.5', 1), 'the value must be a number');
  t.is(typeof parseJson('{'), 'string');
});

test('no digit of a large number is lost, and text that looks like one is left alone', t => {
  t.deepEqual(parseJson('[12345678901234567890, "12345678901234567890", 1.2345678901234567]'), {
    value: ['12345678901234567890', '12345678901234567890', 1.2345678901234567],
  });
});

test('scalars read as bpftool prints them', t => {
  const read = (id: number, ...bytes: number[]) => compactJson(decodeValue(btf, id, Uint8Array.from(bytes)));
  t.is(read(1, 0xfe, 0xff, 0xff, 0xff), '-2');
  t.is(read(5, 7, 0, 0, 0), '7');
  t.is(read(5, 1, 0, 0, 0), '"ONE"');
  t.is(read(9, 1), 'true');
  t.is(read(10, 0, 0, 0, 0, 0, 0, 0xf8, 0x3f), '1.5');
  t.is(read(4, 0x61, 0, 0, 0, 0, 0, 0, 0), '"a"');
  t.is(read(4, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68), '[97,98,99,100,101,102,103,104]');
  t.is(read(4, 1, 0, 0, 0, 0, 0, 0, 0), '[1,0,0,0,0,0,0,0]');
  t.is(read(0), 'null');
});
