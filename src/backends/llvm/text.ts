/** Spelling of LLVM IR: names, strings, constants. */
import type { Type } from '../../ir/entities.js';
import { TYPE_BITS } from '../../ir/entities.js';

/** A global's name: quoted where it is not a plain identifier. */
export const globalName = (name: string): string => `@${quoteName(name)}`;

function quoteName(name: string): string {
  return /^[A-Za-z$._][\w$.]*$/.test(name) ? name : `"${escapeBytes(new TextEncoder().encode(name))}"`;
}

/** Bytes as they stand between the quotes of `c"…"` and of a quoted name. */
export function escapeBytes(bytes: Iterable<number>): string {
  let text = '';
  for (const byte of bytes) {
    const plain = byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c;
    text += plain ? String.fromCharCode(byte) : `\\${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return text;
}

/** A string constant with its terminating NUL: `[6 x i8] c"hello\00"`. */
export function cString(text: string): { type: string; value: string } {
  const bytes = [...new TextEncoder().encode(text), 0];
  return { type: `[${bytes.length} x i8]`, value: `c"${escapeBytes(bytes)}"` };
}

export const byteArrayType = (bytes: Uint8Array): string => `[${bytes.length} x i8]`;

export const byteArray = (bytes: Uint8Array): string =>
  bytes.every(b => b === 0) ? 'zeroinitializer' : `c"${escapeBytes(bytes)}"`;

/** An integer constant as LLVM prints it: signed decimal, booleans as words. */
export const integer = (bits: bigint, type: Type): string =>
  type === 'i1' ? (bits ? 'true' : 'false') : String(BigInt.asIntN(TYPE_BITS[type], bits));

/** Gives each name once, adding `.1`, `.2` … to what is taken. */
export class NameTable {
  readonly #taken = new Set<string>();

  unique(name: string): string {
    let candidate = name;
    for (let i = 1; this.#taken.has(candidate); i++) candidate = `${name}.${i}`;
    this.#taken.add(candidate);
    return candidate;
  }
}
