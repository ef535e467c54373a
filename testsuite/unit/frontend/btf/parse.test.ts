import { existsSync, readFileSync } from 'node:fs';
import test from 'ava';
import { DiagnosticSink } from '../../../../src/diag/diagnostic.js';
import { encodeBtf } from '../../../../src/frontend/btf/encode.js';
import { parseBtf } from '../../../../src/frontend/btf/parse.js';
import type { Btf, BtfType } from '../../../../src/frontend/btf/types.js';
import { fixtureModule, fixtureObject } from '../fixture.js';

function parse(bytes: Uint8Array): { btf: Btf | undefined; text: string } {
  const sink = new DiagnosticSink();
  const btf = parseBtf(bytes, {}, sink);
  return { btf, text: sink.diagnostics.map(d => `${d.code} ${d.message}`).join('\n') };
}

/** One type of every kind, with the corners of each. */
const EVERY_KIND: BtfType[] = [
  { kind: 'void' },
  { kind: 'int', name: 'int', size: 4, signed: true, char: false, bool: false, bitOffset: 0, bits: 32 },
  { kind: 'ptr', type: 0 },
  { kind: 'array', type: 1, index: 1, count: 0xffffffff },
  {
    kind: 'struct',
    name: 's',
    size: 8,
    members: [
      { name: 'a', type: 1, bitOffset: 0, bitSize: 31 },
      { name: '', type: 1, bitOffset: 32, bitSize: 0 },
    ],
  },
  { kind: 'union', name: 'u', size: 4, members: [{ name: 'x', type: 1, bitOffset: 0, bitSize: 0 }] },
  {
    kind: 'enum',
    name: 'e',
    size: 4,
    signed: true,
    values: [
      { name: 'MINUS', value: -1n },
      { name: 'MIN', value: -0x80000000n },
    ],
  },
  { kind: 'enum', name: 'ue', size: 4, signed: false, values: [{ name: 'MAX', value: 0xffffffffn }] },
  { kind: 'fwd', name: 'f', union: true },
  { kind: 'typedef', name: 't', type: 1 },
  { kind: 'volatile', type: 1 },
  { kind: 'const', type: 10 },
  { kind: 'restrict', type: 2 },
  {
    kind: 'func_proto',
    ret: 0,
    params: [
      { name: 'a', type: 1 },
      { name: '', type: 0 },
    ],
  },
  { kind: 'func', name: 'fn', type: 13, linkage: 1 },
  { kind: 'var', name: 'v', type: 1, linkage: 0 },
  { kind: 'datasec', name: '.data', size: 4, vars: [{ type: 15, offset: 0, size: 4 }] },
  { kind: 'float', name: 'double', size: 8 },
  { kind: 'decl_tag', name: 'tag', type: 4, component: -1 },
  { kind: 'type_tag', name: 'user', type: 1 },
  {
    kind: 'enum64',
    name: 'e64',
    size: 8,
    signed: true,
    values: [
      { name: 'LOW', value: -0x8000000000000000n },
      { name: 'HIGH', value: 0x7fffffffffffffffn },
    ],
  },
  {
    kind: 'enum64',
    name: 'ue64',
    size: 8,
    signed: false,
    values: [{ name: 'TOP', value: 0xffffffffffffffffn }],
  },
];

test('every kind survives encoding and parsing', t => {
  t.deepEqual(parse(encodeBtf(EVERY_KIND).bytes), { btf: encodeBtf(EVERY_KIND), text: '' });
});

test('as many members as 16 bits count', t => {
  const count = 0xffff;
  const values = Array.from({ length: count }, (_, i) => ({ name: `V${i}`, value: BigInt(i) }));
  const members = Array.from({ length: count }, (_, i) => ({
    name: `m${i}`,
    type: 1,
    bitOffset: i * 8,
    bitSize: 0,
  }));
  const types: BtfType[] = [
    ...EVERY_KIND.slice(0, 2),
    { kind: 'enum', name: 'big', size: 4, signed: false, values },
    { kind: 'union', name: 'none', size: 0, members: [] },
    { kind: 'struct', name: 'wide', size: count, members },
  ];
  const { btf, text } = parse(encodeBtf(types).bytes);
  t.is(text, '');
  t.deepEqual(btf?.types, types);
});

test('the types of the fixtures survive encoding', t => {
  for (const name of ['maps', 'globals', 'subprograms', 'externs', 'core', 'struct-ops']) {
    const { btf } = fixtureObject(`${name}.v4.o`);
    t.deepEqual(parse(encodeBtf(btf!.types).bytes).btf?.types, btf!.types);
  }
});

const broken = (change: (view: DataView, bytes: Uint8Array) => Uint8Array | undefined): string => {
  const bytes = encodeBtf(EVERY_KIND).bytes.slice();
  return parse(change(new DataView(bytes.buffer), bytes) ?? bytes).text;
};

test('malformed BTF is one diagnostic', t => {
  t.regex(
    broken(() => new Uint8Array(3)),
    /^E0106 .*ends inside/,
  );
  t.regex(
    broken(v => void v.setUint16(0, 0x9feb, true)),
    /^E0106 .*big-endian$/,
  );
  t.regex(
    broken(v => void v.setUint16(0, 1, true)),
    /^E0106 .*magic is 0x1$/,
  );
  t.regex(
    broken(v => void v.setUint8(2, 9)),
    /^E0106 .*version is 9$/,
  );
  t.regex(
    broken(v => void v.setUint32(4, 1 << 30, true)),
    /^E0106 .*header has/,
  );
  t.regex(
    broken(v => void v.setUint32(12, 0xfffffffc, true)),
    /^E0106 .*types are outside/,
  );
  t.regex(
    broken(v => void v.setUint32(20, 0xffffffff, true)),
    /^E0106 .*strings are outside/,
  );
  t.regex(
    broken(v => void v.setUint32(12, 10, true)),
    /^E0106 .*past the end/,
  );
  t.regex(
    broken(v => void v.setUint32(24, 0xffffff, true)),
    /^E0106 the name of type 1|^E0106 .*name of type 1/,
  );
  t.regex(
    broken(v => void v.setUint32(28, 31 << 24, true)),
    /^E0106 .*unknown kind 31$/,
  );
  t.regex(
    broken(v => void v.setUint32(28, (4 << 24) | 0xffff, true)),
    /^E0106 .*more members than fit$/,
  );
});

test('types that contain themselves are refused', t => {
  const own: BtfType = { kind: 'typedef', name: 'loop', type: 1 };
  t.regex(parse(encodeBtf([{ kind: 'void' }, own]).bytes).text, /contains itself/);
  const members = [{ name: 'm', type: 2, bitOffset: 0, bitSize: 0 }];
  const struct: BtfType = { kind: 'struct', name: 's', size: 4, members };
  const array: BtfType = { kind: 'array', type: 1, index: 1, count: 2 };
  t.regex(parse(encodeBtf([{ kind: 'void' }, struct, array]).bytes).text, /contains itself/);
  const pointer: BtfType = { kind: 'ptr', type: 1 };
  t.is(parse(encodeBtf([{ kind: 'void' }, struct, pointer]).bytes).text, '');
});

test('sections are described as they were laid out', t => {
  const { btf, globals } = fixtureModule(['globals.v3.o']);
  for (const global of globals) {
    if (global.btfId === undefined) continue;
    const section = btf?.types[global.btfId];
    t.like(section, { kind: 'datasec', name: global.name, size: global.size });
    if (section?.kind !== 'datasec') continue;
    for (const { type, offset, size } of section.vars)
      t.like(
        global.symbols.find(s => s.btfId === type),
        { offset, size },
      );
  }
});

test('the BTF of the running kernel', t => {
  const path = '/sys/kernel/btf/vmlinux';
  if (!existsSync(path)) {
    t.log('skipped: this kernel has no BTF');
    t.pass();
    return;
  }
  const bytes = readFileSync(path);
  const start = performance.now();
  const { btf, text } = parse(bytes);
  t.log(`${btf?.types.length} types in ${(performance.now() - start).toFixed(0)} ms`);
  t.is(text, '');
  t.true(btf!.types.some(type => type.kind === 'struct' && type.name === 'task_struct'));
});
