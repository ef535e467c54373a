/**
 * Small sets of unsigned words, as ascending arrays: the exact members of a scalar that can have only a few
 * values (flags, switch results, sign masks) and the constants it was tested to differ from.
 */

/** A scalar with no more possible values than this is kept as their exact set. */
export const MAX_MEMBERS = 8;
/** How many `!= constant` facts a scalar remembers. */
export const MAX_EXCLUDED = 8;

export type Words = readonly bigint[];

export const NONE: Words = [];

/** Ascending, each once. */
export function sorted(words: Iterable<bigint>): Words {
  return [...new Set(words)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

export const union = (a: Words, b: Words): Words =>
  a.length === 0 ? b : b.length === 0 ? a : sorted([...a, ...b]);

export const equal = (a: Words, b: Words): boolean =>
  a === b || (a.length === b.length && a.every((x, i) => x === b[i]));

export const isSubset = (a: Words, b: Words): boolean => a.every(x => b.includes(x));

/** What a binary function makes of every pair; undefined when that may be more than `MAX_MEMBERS` values. */
export function product(a: Words, b: Words, f: (x: bigint, y: bigint) => bigint): Words | undefined {
  const out = new Set<bigint>();
  for (const x of a) {
    for (const y of b) out.add(f(x, y));
    if (out.size > MAX_MEMBERS) return undefined;
  }
  return sorted(out);
}
