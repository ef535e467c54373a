/** The words that name maps, keys and values on the command line: bpftool's, and typed JSON. */
import { encodeValue, parseJson } from '../../frontend/btf/value-parse.js';
import { UPDATE_FLAGS } from '../host-error.js';
import type { OpenMap } from '../session-access.js';

/** `NAME`, `name NAME` or `id N`, and the words behind. */
export function parseMap(
  words: readonly string[],
): { readonly map: number | string; readonly rest: readonly string[] } | undefined {
  const [first, second, ...rest] = words;
  if (first === undefined) return undefined;
  if (first === 'id' && second !== undefined && /^\d+$/.test(second)) return { map: Number(second), rest };
  if (first === 'name' && second !== undefined) return { map: second, rest };
  return { map: first, rest: words.slice(1) };
}

export interface ElementWords {
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | undefined;
  readonly flags: keyof typeof UPDATE_FLAGS;
}

/** `key K value V any`: a text says what is wrong. Maps without keys take none. */
export function parseElement(
  { info, btf }: OpenMap,
  words: readonly string[],
  wantsValue: boolean,
): ElementWords | string {
  const parts: Record<string, string[]> = {};
  let at: string[] | undefined;
  let flags: keyof typeof UPDATE_FLAGS = 'any';
  for (const word of words) {
    if (word === 'key' || word === 'value') at = parts[word] = [];
    else if (Object.hasOwn(UPDATE_FLAGS, word) && parts['value']) flags = word as keyof typeof UPDATE_FLAGS;
    else if (at) at.push(word);
    else return `${word} is neither \`key\` nor \`value\``;
  }
  if (info.key_size > 0 && !parts['key'])
    return `a key of ${info.key_size} bytes is needed: key hex 01 02, or JSON`;
  if (info.key_size === 0 && parts['key']) return 'maps of this type have no keys';
  if (wantsValue !== (parts['value'] !== undefined))
    return wantsValue
      ? `a value of ${info.value_size} bytes is needed: value hex 01 02, or JSON`
      : 'no value is needed';
  const key = parts['key'] ? bytesOf('key', parts['key'], info.key_size, info.btf_key, btf) : null;
  if (typeof key === 'string') return key;
  const value = parts['value'] && bytesOf('value', parts['value'], info.value_size, info.btf_value, btf);
  return typeof value === 'string' ? value : { key, value, flags };
}

function bytesOf(
  what: string,
  words: readonly string[],
  size: number,
  type: number,
  btf: OpenMap['btf'],
): Uint8Array | string {
  const isHex = words[0] === 'hex';
  const given = isHex ? words.slice(1) : words;
  // One word that is not `hex` is typed, where the type is known; several are bytes, as bpftool takes them.
  if (!isHex && given.length === 1 && (btf === undefined || type === 0 ? size > 1 : true)) {
    if (!btf || type === 0) return numberBytes(what, given[0]!, size);
    const parsed = parseJson(given[0]!);
    // An enumerator's name needs no quotes.
    const bare = typeof parsed === 'string' && /^\w+$/.test(given[0]!) ? { value: given[0]! } : parsed;
    if (typeof bare === 'string') return `the ${what} is neither bytes nor JSON: ${bare}`;
    return encodeValue(btf, type, bare.value);
  }
  const digits = isHex
    ? given.flatMap(word => (word.match(/../g)?.length === word.length / 2 ? word.match(/../g)! : [word]))
    : given;
  const bytes = digits.map(word =>
    isHex ? (/^[0-9a-f]{1,2}$/i.test(word) ? Number.parseInt(word, 16) : Number.NaN) : Number(word),
  );
  const wrong = bytes.findIndex(byte => !Number.isInteger(byte) || byte < 0 || byte > 255);
  if (wrong >= 0) return `${digits[wrong]} is not a byte`;
  if (bytes.length !== size) return `the ${what} has ${size} bytes, not ${bytes.length}`;
  return Uint8Array.from(bytes);
}

/** A number for a key or value without a type: such as the index of an array. */
function numberBytes(what: string, word: string, size: number): Uint8Array | string {
  if (!/^(0x[0-9a-f]+|\d+)$/i.test(word) || BigInt(word) >> BigInt(size * 8) !== 0n)
    return `the type of the ${what} is not known: give ${size} bytes, as in \`${what} hex 01 02\``;
  return Uint8Array.from({ length: size }, (_, i) => Number((BigInt(word) >> BigInt(8 * i)) & 0xffn));
}
