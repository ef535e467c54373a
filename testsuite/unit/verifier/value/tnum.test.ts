import test from 'ava';
import { type BinaryOp, evaluate, ones, signed } from '../../../../src/verifier/value/bits.js';
import type { Tnum } from '../../../../src/verifier/value/tnum.js';
import * as tnum from '../../../../src/verifier/value/tnum.js';

function all(bits: number): { t: Tnum; members: bigint[] }[] {
  const out = [];
  for (let mask = 0n; mask <= ones(bits); mask++)
    for (let value = 0n; value <= ones(bits); value++) {
      if (value & mask) continue;
      const t = { value, mask };
      const members = [];
      for (let x = 0n; x <= ones(bits); x++) if (tnum.contains(t, x)) members.push(x);
      out.push({ t, members });
    }
  return out;
}

/** The least tnum that holds the words. */
const hull = (words: bigint[]): Tnum => words.map(tnum.exactly).reduce(tnum.join);
const same = (a: Tnum, b: Tnum): boolean => a.value === b.value && a.mask === b.mask;

const BITS = process.env['EBPFC_TEST_ALL'] ? 6 : 4;
const BINARY: [BinaryOp, (a: Tnum, b: Tnum) => Tnum, optimal: boolean][] = [
  ['add', (a, b) => tnum.add(BITS, a, b), true],
  ['sub', (a, b) => tnum.sub(BITS, a, b), true],
  ['mul', (a, b) => tnum.mul(BITS, a, b), false],
  ['and', tnum.and, true],
  ['or', tnum.or, true],
  ['xor', tnum.xor, true],
];

for (const [op, f, optimal] of BINARY)
  test(`${op} holds every result${optimal ? ' and no more than it must' : ''}, all ${BITS}-bit pairs`, t => {
    const list = all(BITS);
    let unsound = 0;
    let loose = 0;
    for (const a of list)
      for (const b of list) {
        const got = f(a.t, b.t);
        const words = a.members.flatMap(x => b.members.map(y => evaluate(op, BITS, x, y)));
        if (!words.every(w => tnum.contains(got, w)) || got.value & got.mask) unsound++;
        if (!same(got, hull(words))) loose++;
      }
    t.is(unsound, 0);
    if (optimal) t.is(loose, 0);
  });

test('shifts, extension and truncation are exact on 6 bits', t => {
  for (const { t: a, members } of all(6)) {
    for (let k = 0n; k < 7n; k++) {
      t.true(same(tnum.shl(6, a, k), hull(members.map(x => BigInt.asUintN(6, x << k)))));
      t.true(same(tnum.lshr(a, k), hull(members.map(x => x >> k))));
      t.true(same(tnum.ashr(6, a, k), hull(members.map(x => BigInt.asUintN(6, signed(6, x) >> k)))));
    }
    for (const from of [1, 3, 5])
      t.true(same(tnum.extend(6, a, from), hull(members.map(x => BigInt.asUintN(6, signed(from, x))))));
  }
});

test('ceiling and floor find the nearest member, 6 bits', t => {
  for (const { t: a, members } of all(6))
    for (let x = 0n; x < 64n; x++) {
      t.is(
        tnum.ceiling(6, a, x),
        members.find(m => m >= x),
      );
      t.is(
        tnum.floor(6, a, x),
        members.findLast(m => m <= x),
      );
    }
});

test('bounds, meet, join and inclusion agree with the sets, 4 bits', t => {
  const list = all(4);
  for (const a of list) {
    t.is(tnum.umin(a.t), a.members[0]!);
    t.is(tnum.umax(a.t), a.members.at(-1)!);
    const signs = a.members.map(x => signed(4, x)).sort((x, y) => Number(x - y));
    t.is(tnum.smin(4, a.t), signs[0]!);
    t.is(tnum.smax(4, a.t), signs.at(-1)!);
    for (const b of list) {
      const common = a.members.filter(x => b.members.includes(x));
      const met = tnum.meet(a.t, b.t);
      t.is(met === undefined, common.length === 0);
      if (met) t.true(same(met, hull(common)));
      t.is(
        tnum.isSubset(a.t, b.t),
        a.members.every(x => b.members.includes(x)),
      );
    }
  }
});

test('between holds the interval', t => {
  for (let a = 0n; a < 32n; a++)
    for (let b = a; b < 32n; b++) for (let x = a; x <= b; x++) t.true(tnum.contains(tnum.between(a, b), x));
});

test('format prints the most significant bit first', t => {
  t.is(tnum.format(4, { value: 8n, mask: 1n }), '100x');
});
