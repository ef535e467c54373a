import test from 'ava';
import {
  BINARY_OPS,
  COMPARISONS,
  compare,
  evaluate,
  NEGATED,
  ones,
  signed,
  swapBytes,
  wrap,
} from '../../../../src/verifier/value/bits.js';
import * as range from '../../../../src/verifier/value/range.js';
import type { Scalar, Shape } from '../../../../src/verifier/value/scalar.js';
import * as scalar from '../../../../src/verifier/value/scalar.js';
import { sorted } from '../../../../src/verifier/value/sets.js';

const TINY: Shape = { bits: 6, half: 3 };
const REAL: Shape = { bits: 64, half: 32 };
const ROUNDS = process.env['EBPFC_TEST_ALL'] ? 60_000 : 4_000;

/** Deterministic 64-bit random words (splitmix64). */
function generator(seed: bigint): () => bigint {
  let state = seed;
  return () => {
    state = wrap(64, state + 0x9e3779b97f4a7c15n);
    let z = state;
    z = wrap(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
    z = wrap(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
    return z ^ (z >> 31n);
  };
}

/** A word near one of the places where arithmetic turns over. */
function boundary(shape: Shape, random: () => bigint): bigint {
  const bits = BigInt(shape.bits);
  const half = BigInt(shape.half);
  const anchors = [0n, 1n << (half - 1n), 1n << half, 1n << (bits - 1n), 1n << bits, 1n << (random() % bits)];
  const kind = random() % 8n;
  if (kind === 0n) return wrap(shape.bits, random());
  if (kind === 1n) return wrap(shape.bits, random() >> (random() % 64n));
  return wrap(shape.bits, anchors[Number(random() % 6n)]! + (random() % 9n) - 4n);
}

/** A random scalar and some of its members. */
function sample(shape: Shape, random: () => bigint): { a: Scalar; members: bigint[] } {
  const seed = Array.from({ length: Number(random() % 12n) + 1 }, () => boundary(shape, random));
  let a = scalar.fromWords(shape, sorted(seed));
  const members = [...seed];
  if (random() % 3n === 0n) {
    const x = boundary(shape, random);
    const y = boundary(shape, random);
    const [low, high] = x < y ? [x, y] : [y, x];
    a = scalar.join(shape, a, scalar.unsignedRange(shape, low, high)!);
    members.push(low, high, low + (random() % (high - low + 1n)));
  }
  if (random() % 3n === 0n) {
    const away = boundary(shape, random);
    const cut = scalar.refine(shape, 'ne', shape.bits, a, scalar.constant(shape, away));
    if (cut) {
      a = cut;
      return { a, members: members.filter(x => x !== away && scalar.contains(shape, a, x)) };
    }
  }
  return { a, members };
}

for (const [name, shape] of [
  ['6 bits', TINY],
  ['64 bits', REAL],
] as const) {
  test(`${name}: operations hold the results of all members`, t => {
    const random = generator(7n);
    const wrong: string[] = [];
    for (let i = 0; i < ROUNDS; i++) {
      const p = sample(shape, random);
      const q = sample(shape, random);
      const op = BINARY_OPS[i % BINARY_OPS.length]!;
      const width = random() % 2n ? shape.bits : shape.half;
      const got = scalar.binary(shape, op, width, p.a, q.a);
      for (const x of p.members)
        for (const y of q.members) {
          const z = evaluate(op, width, wrap(width, x), wrap(width, y));
          if (!scalar.contains(shape, got, z)) wrong.push(`${op}${width} ${x}, ${y}: ${z}`);
        }
    }
    t.deepEqual(wrong.slice(0, 3), []);
  });

  test(`${name}: refinement keeps every pair that satisfies the comparison, on both edges`, t => {
    const random = generator(11n);
    const wrong: string[] = [];
    for (let i = 0; i < ROUNDS; i++) {
      const p = sample(shape, random);
      const q = random() % 2n ? sample(shape, random) : single(shape, random);
      const op = COMPARISONS[i % COMPARISONS.length]!;
      const width = random() % 2n ? shape.bits : shape.half;
      const yes = scalar.refine(shape, op, width, p.a, q.a);
      const no = scalar.refine(shape, NEGATED[op], width, p.a, q.a);
      const verdict = scalar.decide(shape, op, NEGATED[op], width, p.a, q.a);
      for (const x of p.members)
        for (const y of q.members) {
          const holds = compare(op, width, wrap(width, x), wrap(width, y));
          const kept = holds ? yes : no;
          if (!kept || !scalar.contains(shape, kept, x) || verdict === !holds)
            wrong.push(`${x} ${op}${width} ${y} is ${holds}`);
        }
    }
    t.deepEqual(wrong.slice(0, 3), []);
  });

  test(`${name}: join, widen, inclusion and reduction obey the lattice laws`, t => {
    const random = generator(13n);
    const wrong: string[] = [];
    const thresholds = sorted([1n, 8n, ones(shape.half), ones(shape.bits) >> 1n]);
    for (let i = 0; i < ROUNDS / 2; i++) {
      const p = sample(shape, random);
      const q = sample(shape, random);
      const both = scalar.join(shape, p.a, q.a);
      const wide = scalar.widen(shape, p.a, both, thresholds);
      const met = scalar.meet(shape, p.a, q.a);
      const { a } = p;
      const again = scalar.reduce(shape, a.wide, a.low, a.excluded);
      const laws: [string, boolean][] = [
        ['a in a', scalar.isSubset(shape, a, a)],
        ['a in a join b', scalar.isSubset(shape, a, both) && scalar.isSubset(shape, q.a, both)],
        ['join in widen', scalar.isSubset(shape, both, wide)],
        ['members in join', [...p.members, ...q.members].every(x => scalar.contains(shape, both, x))],
        ['members in widen', [...p.members, ...q.members].every(x => scalar.contains(shape, wide, x))],
        ['reduce idempotent', a.members !== undefined || (again !== undefined && scalar.equal(again, a))],
        [
          'meet keeps the common members',
          p.members.every(x => !scalar.contains(shape, q.a, x) || (!!met && scalar.contains(shape, met, x))),
        ],
        [
          'narrow keeps the new',
          [...p.members].every(x => scalar.contains(shape, scalar.narrow(shape, wide, a), x)),
        ],
      ];
      for (const [law, ok] of laws) if (!ok) wrong.push(`${law}: ${p.members} | ${q.members}`);
    }
    t.deepEqual(wrong.slice(0, 3), []);
  });

  test(`${name}: chains of widenings end`, t => {
    const random = generator(17n);
    for (let i = 0; i < 40; i++) {
      let state = sample(shape, random).a;
      let steps = 0;
      for (let changed = 0; changed < 40 && steps < 1000; steps++) {
        const next = scalar.widen(shape, state, scalar.join(shape, state, sample(shape, random).a), []);
        changed = scalar.equal(next, state) ? changed + 1 : 0;
        state = next;
      }
      t.true(steps < 400, `${steps} steps`);
    }
  });

  test(`${name}: extension, truncation and byte swaps hold all members`, t => {
    const random = generator(19n);
    const wrong: string[] = [];
    const { bits, half } = shape;
    const byte = shape === REAL ? 8 : 1;
    const narrows = shape === REAL ? [8, 16, 32] : [1, 2, 3];
    for (let i = 0; i < ROUNDS / 2; i++) {
      const { a, members } = sample(shape, random);
      const from = narrows[i % 3]!;
      const width = i % 2 ? bits : Math.max(half, from);
      const swapped = shape === REAL ? from * 2 : half;
      const low = scalar.lowBits(shape, a, from);
      const ext = scalar.signExtend(shape, a, from, width);
      const rev = scalar.swap(shape, a, swapped, byte);
      for (const x of members) {
        if (!scalar.contains(shape, low, wrap(from, x))) wrong.push(`low${from} ${x}`);
        if (!scalar.contains(shape, ext, wrap(width, signed(from, x)))) wrong.push(`sext${from} ${x}`);
        if (!scalar.contains(shape, rev, swapBytes(swapped, wrap(swapped, x), byte)))
          wrong.push(`swap${swapped} ${x}`);
      }
    }
    t.deepEqual(wrong.slice(0, 3), []);
  });
}

function single(shape: Shape, random: () => bigint): { a: Scalar; members: bigint[] } {
  const x = boundary(shape, random);
  return { a: scalar.constant(shape, x), members: [x] };
}

test('intervals of both halves: all 4-bit intervals, every operation at both widths', t => {
  const shape: Shape = { bits: 4, half: 2 };
  const cases: { a: Scalar; members: bigint[] }[] = [];
  for (let low = 0n; low < 16n; low++)
    for (let high = low; high < 16n; high++)
      for (const make of [scalar.unsignedRange, scalar.signedRange]) {
        const shift = make === scalar.signedRange ? 8n : 0n;
        const a = make(shape, low - shift, high - shift)!;
        const members = [];
        for (let x = low; x <= high; x++) members.push(wrap(4, x - shift));
        cases.push({ a, members });
      }
  const wrong: string[] = [];
  for (let i = 0; i < cases.length; i += 2)
    for (let j = i % 3; j < cases.length; j += 3) {
      const p = cases[i]!;
      const q = cases[j]!;
      const op = BINARY_OPS[(i + j) % BINARY_OPS.length]!;
      const width = (i * 7 + j) % 2 ? 4 : 2;
      const got = scalar.binary(shape, op, width, p.a, q.a);
      for (const x of p.members)
        for (const y of q.members)
          if (!scalar.contains(shape, got, evaluate(op, width, wrap(width, x), wrap(width, y))))
            wrong.push(`${op}${width} ${p.members} | ${q.members}`);
    }
  t.deepEqual(wrong.slice(0, 3), []);
});

test('an exact set decides what intervals cannot', t => {
  // (x s>> 31) & -134 is 0 or -134.
  const unknown = scalar.top(REAL);
  const sign = scalar.binary(REAL, 'ashr', 32, unknown, scalar.constant(REAL, 31n));
  t.deepEqual(sign.members, undefined);
  const bit = scalar.binary(REAL, 'lshr', 32, unknown, scalar.constant(REAL, 31n));
  t.deepEqual(bit.members, [0n, 1n]);
  const scaled = scalar.binary(REAL, 'mul', 64, bit, scalar.constant(REAL, 134n));
  t.deepEqual(scaled.members, [0n, 134n]);
});

test('a constant ruled out once stays ruled out', t => {
  const byte = scalar.unsignedRange(REAL, 0n, 255n)!;
  const six = scalar.constant(REAL, 6n);
  const not6 = scalar.refine(REAL, 'ne', 32, byte, six)!;
  t.is(scalar.decide(REAL, 'eq', 'ne', 32, not6, six), false);
  t.is(scalar.decide(REAL, 'eq', 'ne', 64, not6, six), false);
  const moved = scalar.binary(REAL, 'add', 64, not6, six);
  t.is(scalar.decide(REAL, 'eq', 'ne', 64, moved, scalar.constant(REAL, 12n)), false);
});

test('bounds meet the known bits: a multiple of 4 in [1, 7] is 4', t => {
  const multiple = scalar.binary(REAL, 'shl', 64, scalar.top(REAL), scalar.constant(REAL, 2n));
  const cut = scalar.meet(REAL, multiple, scalar.unsignedRange(REAL, 1n, 7n)!);
  t.deepEqual(cut?.members, [4n]);
});

test('views of a constant agree', t => {
  const a = scalar.constant(REAL, 0xffffffff80000000n);
  t.deepEqual(a.wide, range.constant(64, 0xffffffff80000000n));
  t.is(a.low.smin, -0x80000000n);
});
