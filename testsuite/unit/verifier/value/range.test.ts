import test from 'ava';
import { BINARY_OPS, evaluate, ones, signed } from '../../../../src/verifier/value/bits.js';
import type { View } from '../../../../src/verifier/value/range.js';
import * as range from '../../../../src/verifier/value/range.js';

interface Case {
  readonly view: View;
  readonly members: bigint[];
}

/** Every unsigned and every signed interval of a width, reduced. */
function intervals(bits: number): Case[] {
  const seen = new Map<string, Case>();
  const take = (view: View): void => {
    const reduced = range.reduce(bits, view);
    if (!reduced) return;
    const members = [];
    for (let x = 0n; x <= ones(bits); x++) if (range.contains(bits, view, x)) members.push(x);
    seen.set(members.join(), { view: reduced, members });
  };
  for (let a = 0n; a <= ones(bits); a++)
    for (let b = a; b <= ones(bits); b++) {
      take(range.unsignedView(bits, a, b));
      take(range.signedView(bits, a + range.minSigned(bits), b + range.minSigned(bits)));
    }
  return [...seen.values()];
}

const BITS = process.env['EBPFC_TEST_ALL'] ? 5 : 4;

for (const op of BINARY_OPS)
  test(`${op} holds every result, all ${BITS}-bit intervals`, t => {
    const list = intervals(BITS);
    const wrong: string[] = [];
    for (const a of list)
      for (const b of list) {
        const got = range.apply(op, BITS, a.view, b.view);
        for (const x of a.members)
          for (const y of b.members)
            if (!range.contains(BITS, got, evaluate(op, BITS, x, y)))
              wrong.push(`${x} of ${a.members}, ${y} of ${b.members}`);
      }
    t.deepEqual(wrong.slice(0, 3), []);
  });

test('reduction keeps all members, is idempotent and gives tight bounds, 4 bits', t => {
  for (const { view, members } of intervals(4))
    for (let mask = 0n; mask < 16n; mask++)
      for (let value = 0n; value < 16n; value++) {
        if (value & mask) continue;
        const left = members.filter(x => (x & ~mask) === value);
        const cut = range.meet(view, { ...range.full(4), t: { value, mask } });
        const got = cut && range.reduce(4, cut);
        if (!got) {
          t.is(left.length, 0);
          continue;
        }
        t.true(left.every(x => range.contains(4, got, x)));
        t.deepEqual(range.reduce(4, got), got);
        if (left.length === 0) continue;
        t.is(got.umin, left[0]!);
        t.is(got.umax, left.at(-1)!);
      }
});

test('the signed and the unsigned interval cut each other', t => {
  // Unsigned [6, 9] crosses the sign boundary of 4 bits; signed -8..5 leaves 8 and 9.
  const cut = range.reduce(4, { ...range.full(4), umin: 6n, umax: 9n, smax: 5n });
  t.is(cut?.umin, 8n);
  t.is(cut?.smin, signed(4, 8n));
  t.is(cut?.smax, signed(4, 9n));
});
