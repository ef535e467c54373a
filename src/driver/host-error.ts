/** How the runtime says no, and what operations on maps take and answer. */

/** The runtime said no, and this is its sentence. */
export class HostError extends Error {
  override readonly name = 'HostError';
}

/** Bits of `map_flags` that a caller may set on an update: `BPF_ANY`, `BPF_NOEXIST`, `BPF_EXIST`. */
export const UPDATE_FLAGS = { any: 0, noexist: 1, exist: 2 } as const;

const ERRNO: Readonly<Record<number, string>> = {
  1: 'not permitted: the map is read-only or frozen',
  2: 'there is no such element',
  7: 'the map is full',
  12: 'no memory',
  17: 'the element exists already',
  22: 'the map does not take this key, value or flag',
  28: 'no room',
  95: 'maps of this type cannot do that',
  524: 'maps of this type cannot do that',
};

/** What a negative result of a map operation means. */
export const errnoText = (status: number): string => ERRNO[-status] ?? `error ${-status}`;
