import test from 'ava';
import { DiagnosticSink } from '../../../../src/diag/diagnostic.js';
import { encodeBtf } from '../../../../src/frontend/btf/encode.js';
import { readBtfMaps } from '../../../../src/frontend/btf/maps.js';
import type { BtfType } from '../../../../src/frontend/btf/types.js';

/** BTF of one map `m`, whose fields are numbers, or the id of a type that `type` fields point to. */
function mapWith(fields: Readonly<Record<string, number | { readonly type: number }>>) {
  const types: BtfType[] = [
    { kind: 'void' },
    { kind: 'int', name: 'int', size: 4, signed: true, char: false, bool: false, bitOffset: 0, bits: 32 },
    { kind: 'fwd', name: 'unknown', union: false },
    { kind: 'array', type: 1, index: 1, count: 0x80000000 },
    { kind: 'array', type: 3, index: 1, count: 2 },
  ];
  const members = Object.entries(fields).map(([name, value], i) => {
    if (typeof value === 'number') {
      types.push({ kind: 'array', type: 1, index: 1, count: value });
      types.push({ kind: 'ptr', type: types.length - 1 });
    } else types.push({ kind: 'ptr', type: value.type });
    return { name, type: types.length - 1, bitOffset: i * 64, bitSize: 0 };
  });
  const size = members.length * 8;
  types.push({ kind: 'struct', name: '', size, members });
  types.push({ kind: 'var', name: 'm', type: types.length - 1, linkage: 1 });
  types.push({ kind: 'datasec', name: '.maps', size, vars: [{ type: types.length - 1, offset: 0, size }] });
  const sink = new DiagnosticSink();
  const maps = readBtfMaps(encodeBtf(types), 3, size, 'a.o', [], sink);
  return maps ? maps[0]!.spec : sink.diagnostics.map(d => `${d.code} ${d.message}`).join('\n');
}

test('sizes may be given by number, by type, or by both when they agree', t => {
  const spec = { type: 1, keySize: 4, valueSize: 4, maxEntries: 7 };
  t.like(mapWith({ type: 1, max_entries: 7, key_size: 4, value_size: 4 }), spec);
  t.like(mapWith({ type: 1, max_entries: 7, key: { type: 1 }, value: { type: 1 } }), { ...spec, btfKey: 1 });
  t.like(mapWith({ type: 1, max_entries: 7, key: { type: 1 }, key_size: 4, value_size: 4 }), spec);
  t.like(mapWith({ type: 1, max_entries: 0xffffffff, key_size: 4, value_size: 4 }), {
    maxEntries: 0xffffffff,
  });
});

test('pinning is by name whatever else a loader adds', t => {
  t.like(mapWith({ type: 1, pinning: 0 }), { pinning: 'none' });
  t.like(mapWith({ type: 1, pinning: 1 }), { pinning: 'by_name' });
  t.like(mapWith({ type: 1, pinning: 16 }), { pinning: 'by_name' });
});

test('what is wrong with a definition is said in one diagnostic', t => {
  t.is(mapWith({ key_size: 4 }), 'E0108 map m is not well defined: its type is missing');
  t.is(mapWith({ type: 1, max: 4 }), 'E0108 map m is not well defined: it has an unknown field max');
  t.is(
    mapWith({ type: 1, key_size: 8, key: { type: 1 } }),
    'E0108 map m is not well defined: its key has 4 bytes, but it said 8 before',
  );
  t.is(
    mapWith({ type: 1, key: { type: 1 }, key_size: 8 }),
    'E0108 map m is not well defined: its key_size is 8, but it was 4 before',
  );
  t.is(
    mapWith({ type: 1, key: { type: 2 } }),
    'E0108 map m is not well defined: the type of its key has no size',
  );
  t.is(
    mapWith({ type: 1, value: { type: 4 } }),
    'E0108 map m is not well defined: its value has 17179869184 bytes',
  );
  t.is(mapWith({ type: { type: 1 } }), 'E0108 map m is not well defined: its type is not a number');
  t.is(
    mapWith({ type: 12, values: 4 }),
    'E0108 map m is not well defined: its values are not an array of pointers',
  );
});
