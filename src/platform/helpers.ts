/**
 * The helpers of the kernel, by number and by name. The list is frozen at 211: what is newer is a kfunc. A number
 * above it is a host's own helper and has no prototype here.
 */
import type { Accessor, ContextUser } from './contexts.js';
import { GENERAL } from './helpers/general.js';
import { PACKET } from './helpers/packet.js';
import type { Arg, Helper } from './helpers/prototype.js';
import { SOCKET } from './helpers/socket.js';
import { TRACE } from './helpers/trace.js';

/** Ascending by number, without gaps: row `i` is helper `i + 1`. */
export const HELPERS: readonly Helper[] = [...GENERAL, ...TRACE, ...PACKET, ...SOCKET].sort(
  (a, b) => a.id - b.id,
);

const byName: ReadonlyMap<string, Helper> = new Map(HELPERS.map(helper => [helper.name, helper]));

/** A helper by its number or by its name with the `bpf_` prefix; undefined for a host's own. */
export function helperOf(key: number | string): Helper | undefined {
  return typeof key === 'number' ? HELPERS[key - 1] : byName.get(key);
}

const includes = (list: readonly Accessor[], user: ContextUser): boolean =>
  list.includes(user.type) || (user.attachType !== undefined && list.includes(user.attachType));

/**
 * Whether a program may call a helper. An `ext` program may call what the program may that it replaces a function
 * of, which is not known here. `unspec` is a host's own kind: nothing is known of it.
 */
export function mayCall(helper: Helper, user: ContextUser): boolean {
  if (helper.callableFrom === undefined || user.type === 'ext' || user.type === 'unspec') return true;
  return includes(helper.callableFrom, user);
}

/** The arguments of a helper as a program of this kind passes them. */
export function argsOf(helper: Helper, user: ContextUser): readonly Arg[] {
  return helper.variants?.find(variant => includes(variant.in, user))?.args ?? helper.args;
}
