import test from 'ava';
import { equalTypes } from '../../../../src/frontend/btf/dedup.js';
import type { BtfType } from '../../../../src/frontend/btf/types.js';

const int: BtfType = {
  kind: 'int',
  name: 'int',
  size: 4,
  signed: true,
  char: false,
  bool: false,
  bitOffset: 0,
  bits: 32,
};
const struct = (name: string, ...types: number[]): BtfType => ({
  kind: 'struct',
  name,
  size: types.length * 8,
  members: types.map((type, i) => ({ name: `m${i}`, type, bitOffset: i * 64, bitSize: 0 })),
});

test('recursive types are joined, and told apart by what they lead to', t => {
  const types: BtfType[] = [
    { kind: 'void' },
    int, // 1
    struct('node', 3, 1), // 2
    { kind: 'ptr', type: 2 }, // 3
    int, // 4
    struct('node', 6, 4), // 5: as 2
    { kind: 'ptr', type: 5 }, // 6
    { ...int, name: 'long', size: 8, bits: 64 }, // 7
    struct('node', 9, 7), // 8: another member type
    { kind: 'ptr', type: 8 }, // 9
    struct('node', 3, 1), // 10: as 2, through its pointer
  ];
  t.deepEqual([...equalTypes(types)], [0, 1, 2, 3, 1, 2, 3, 7, 8, 9, 2]);
});

test('mutual recursion through several pointers', t => {
  const pair = (base: number): BtfType[] => [
    struct('a', base + 1),
    { kind: 'ptr', type: base + 2 },
    struct('b', base + 3),
    { kind: 'ptr', type: base },
  ];
  const types: BtfType[] = [{ kind: 'void' }, ...pair(1), ...pair(5)];
  t.deepEqual([...equalTypes(types)], [0, 1, 2, 3, 4, 1, 2, 3, 4]);
});

test('variables stay apart', t => {
  const variable: BtfType = { kind: 'var', name: 'x', type: 1, linkage: 0 };
  t.deepEqual([...equalTypes([{ kind: 'void' }, int, variable, variable])], [0, 1, 2, 3]);
});
