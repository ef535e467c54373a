import test from 'ava';
import { Arena, Memo, NameTable, WordLists } from '../../../../src/verifier/value/arena.js';
import { NEVER, Scalars } from '../../../../src/verifier/value/scalars.js';

const s = new Scalars();
const k = (x: bigint) => s.constant(x);
const MIN = -(1n << 63n);

test('an arena gives equal rows one id and survives growth', t => {
  const arena = new Arena(3);
  const row = new Int32Array(3);
  const id = (i: number): number => {
    row.set([i, i * 7, -i]);
    return arena.intern(row);
  };
  for (let i = 0; i < 5000; i++) t.is(id(i), i);
  for (let i = 0; i < 5000; i++) t.is(id(i), i);
  t.is(arena.words[4999 * 3 + 2], -4999);
});

test('equal lists have one id, also after growth', t => {
  const lists = new WordLists();
  const id = (...list: number[]): number => lists.intern(Int32Array.from(list), list.length);
  const ids = Array.from({ length: 3000 }, (_, i) => id(i, -i, i * 5));
  t.is(id(), id());
  t.is(id(1, 2), id(1, 2));
  t.not(id(1, 2), id(1, 2, 0));
  t.is(lists.length(id()), 0);
  ids.forEach((at, i) => {
    t.is(id(i, -i, i * 5), at);
    t.deepEqual([...lists.get(at)], [i, 0 - i, i * 5]);
  });
});

test('a table of names forgets everything at once', t => {
  const names = new NameTable(100);
  for (const name of [1, 99, 100, 1 << 28]) names.set(name, name + 1);
  for (const name of [1, 99, 100, 1 << 28]) t.is(names.get(name), name + 1);
  t.is(names.get(2), 0);
  names.clear();
  for (const name of [1, 99, 100, 1 << 28]) t.is(names.get(name), 0);
  t.is(names.size, 0);
});

test('a memo finds what it was told, also after growth', t => {
  const memo = new Memo();
  t.is(memo.get(0, 0, 0), -1);
  for (let i = 0; i < 3000; i++) {
    t.is(memo.get(i % 5, i, i * 3), -1);
    memo.set(i % 5, i, i * 3, i);
  }
  for (let i = 0; i < 3000; i++) t.is(memo.get(i % 5, i, i * 3), i);
});

test('equal scalars have one id however they came about', t => {
  t.is(s.range(3n, 3n), k(3n));
  t.is(s.binary('and', 64, s.unknown, k(0xffn)), s.ofWidth(8));
  t.is(s.join(s.range(0n, 100n), s.range(50n, 255n)), s.ofWidth(8));
  t.is(s.refine('ult', 64, s.unknown, k(256n)), s.ofWidth(8));
  t.is(s.refine('eq', 64, k(1n), k(2n)), NEVER);
});

test('text for diagnostics', t => {
  t.is(s.format(k(-1n)), '-1');
  t.is(s.format(s.fromWords([0n, 134n])), '{0, 134}');
  t.is(s.format(s.range(0n, 99n)), '[0, 99]');
  t.is(s.format(s.refine('ne', 64, s.range(0n, 99n), k(6n))), '[0, 99] ≠ 6');
  t.is(s.format(s.unknown), 'any value');
});

// Wrong abstract operations of other verifiers, each as the case that would have shown it.

test('CVE-2017-16995: a 32-bit -1 is zero-extended', t => {
  const w = s.lowBits(k(-1n), 32);
  t.is(s.decide('ne', 64, w, k(-1n)), true);
  t.is(s.constantOf(w), 0xffffffffn);
});

test('CVE-2017-16996, 17852: 32-bit results wrap at 2^32', t => {
  t.is(s.constantOf(s.binary('add', 32, k(0xffffffffn), k(1n))), 0n);
  t.is(s.constantOf(s.binary('mul', 32, k(0x10000n), k(0x10000n))), 0n);
  const near = s.binary('add', 32, s.range(0xfffffff0n, 0xffffffffn), k(0x20n));
  t.is(s.umax(near), 0x1fn);
});

test('CVE-2017-17853: an unsigned shift of a negative number is positive', t => {
  const shifted = s.binary('lshr', 64, s.signedRange(-8n, -1n), k(1n));
  t.is(s.smin(shifted), (1n << 63n) - 4n);
});

test('CVE-2018-18445: a 32-bit shift looks at the low half alone', t => {
  const high = s.binary('or', 64, k(1n << 40n), s.ofWidth(8));
  t.is(s.umax(s.binary('lshr', 32, high, k(0n))), 255n);
  t.is(s.umax(s.binary('lshr', 32, high, k(4n))), 15n);
});

test('CVE-2020-8835: a 32-bit comparison leaves the upper half unknown', t => {
  const low = s.refine('ult', 32, s.unknown, k(16n));
  t.true(s.isSubset(k(0x500000001n), low));
  t.false(s.isSubset(k(0x500000010n), low));
  t.is(s.refine('eq', 64, low, k(1n << 32n)), k(1n << 32n));
});

test('CVE-2020-27194: or with an unknown upper half keeps it unknown', t => {
  const a = s.binary('or', 64, s.refine('ule', 32, s.unknown, k(1n)), k(2n));
  t.true(s.isSubset(k(0x700000003n), a));
  t.is(s.get(a).low.umax, 3n);
});

test('CVE-2021-3444: the remainder by zero is the dividend, truncated at 32 bits', t => {
  t.is(s.constantOf(s.binary('umod', 32, k(0x1_2345_6789n), k(0n))), 0x2345_6789n);
  t.is(s.constantOf(s.binary('umod', 64, k(0x1_2345_6789n), k(0n))), 0x1_2345_6789n);
  t.is(s.constantOf(s.binary('udiv', 64, k(7n), k(0n))), 0n);
  t.true(s.isSubset(k(100n), s.binary('umod', 64, s.range(0n, 100n), s.range(0n, 3n))));
});

test('a 32-bit division looks at the low half of its divisor', t => {
  t.is(s.constantOf(s.binary('udiv', 32, k(7n), k(1n << 32n))), 0n);
  t.is(s.constantOf(s.binary('umod', 32, k(7n), k(1n << 32n))), 7n);
});

test('CVE-2021-20268: signed overflow gives up the signed bounds', t => {
  const big = s.range((1n << 63n) - 2n, (1n << 63n) - 1n);
  const sum = s.binary('add', 64, big, k(1n));
  t.true(s.isSubset(k(MIN), sum));
  t.true(s.isSubset(k((1n << 63n) - 1n), sum));
  t.is(s.smin(s.binary('sub', 64, s.signedRange(MIN, MIN + 9n), s.range(0n, 20n))), MIN);
});

test('CVE-2021-31440: the low half follows only when both bounds agree above it', t => {
  const a = s.range(0x1_0000_0005n, 0x2_0000_0007n);
  t.is(s.get(a).low.umin, 0n);
  t.is(s.get(a).low.umax, 0xffffffffn);
});

test('CVE-2021-3490: 32-bit logic on known operands gives known 32-bit bounds', t => {
  for (const op of ['and', 'or', 'xor'] as const) {
    const r = s.binary(op, 32, k(0x1_0000_0001n), k(0x2_0000_0003n));
    const x = s.constantOf(r)!;
    t.true(x <= 0xffffffffn);
    t.is(s.get(r).low.umin, x);
    t.is(s.get(r).low.umax, x);
  }
});

test('CVE-2021-45402: a 32-bit move zero-extends a negative number', t => {
  const w = s.lowBits(s.signedRange(-4n, -1n), 32);
  t.is(s.smin(w), 0xfffffffcn);
  t.is(s.smax(w), 0xffffffffn);
});

test('sign-extending moves: the 32-bit form zero-extends its result', t => {
  t.is(s.constantOf(s.signExtend(k(0x80n), 8, 32)), 0xffffff80n);
  t.is(s.constantOf(s.signExtend(k(0x80n), 8, 64)), BigInt.asUintN(64, -128n));
  t.is(s.umax(s.signExtend(s.ofWidth(8), 8, 32)), 0xffffffffn);
  const loaded = s.signExtend(s.ofWidth(16), 16, 64);
  t.is(s.smin(loaded), -32768n);
  t.is(s.smax(loaded), 32767n);
});

test('signed division: truncation, zero and the most negative number', t => {
  t.is(s.constantOf(s.binary('sdiv', 64, k(-7n), k(2n))), BigInt.asUintN(64, -3n));
  t.is(s.constantOf(s.binary('smod', 64, k(-7n), k(2n))), BigInt.asUintN(64, -1n));
  t.is(s.constantOf(s.binary('sdiv', 64, k(MIN), k(-1n))), BigInt.asUintN(64, MIN));
  t.is(s.constantOf(s.binary('smod', 64, k(MIN), k(-1n))), 0n);
  t.is(s.constantOf(s.binary('sdiv', 32, k(0x80000000n), k(0xffffffffn))), 0x80000000n);
  const q = s.binary('sdiv', 64, s.signedRange(-100n, 50n), s.signedRange(-3n, 4n));
  t.is(s.smin(q), -100n);
  t.is(s.smax(q), 100n);
  t.is(s.smin(s.binary('smod', 64, s.signedRange(-100n, 50n), k(8n))), -7n);
});

test('16-byte buckets: shifts by a register are masked, not cut off', t => {
  t.is(s.constantOf(s.binary('shl', 64, k(1n), k(65n))), 2n);
  t.is(s.constantOf(s.binary('shl', 32, k(1n), k(33n))), 2n);
  t.is(s.constantOf(s.binary('ashr', 32, k(0x80000000n), k(31n))), 0xffffffffn);
});

test('both edges of a comparison of a value with itself', t => {
  const byte = s.ofWidth(8);
  t.is(s.decide('ult', 64, byte, byte), undefined, 'two values with the same bounds may differ');
  t.is(s.decide('ule', 64, s.range(0n, 4n), s.range(4n, 9n)), true);
  t.is(s.decide('set', 64, k(6n), k(1n)), false);
  t.is(s.decide('set', 64, s.binary('or', 64, s.unknown, k(2n)), k(2n)), true);
});
