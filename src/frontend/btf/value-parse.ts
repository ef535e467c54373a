/** Typed JSON to the bytes of a BTF type: the reverse of `value.ts`, for keys and values that people type. */
import type { Btf, BtfId, BtfMember, BtfType } from './types.js';
import { sizeOf, skipModifiers, typeOf } from './walk.js';

/** JSON whose large whole numbers are text, so that no digit is lost; a text says what is wrong. */
export function parseJson(text: string): { readonly value: unknown } | string {
  const exact = text.replace(/"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g, word =>
    word.startsWith('"') ? word : `"${word}"`,
  );
  try {
    return { value: JSON.parse(exact) as unknown };
  } catch (error) {
    return (error as Error).message;
  }
}

/**
 * The bytes of `value` as type `id`. Members that are not named are zero; enumerators may be named; 64-bit numbers
 * and bit-fields may be text such as "0x1f"; `char` arrays may be text. A text says what is wrong, and where.
 */
export function encodeValue(btf: Btf, id: BtfId, value: unknown): Uint8Array | string {
  const bytes = new Uint8Array(sizeOf(btf, id) ?? 0);
  return encode(btf, id, value, bytes, '') ?? bytes;
}

/** Writes into `bytes`; what is wrong, or undefined. */
function encode(btf: Btf, id: BtfId, value: unknown, bytes: Uint8Array, path: string): string | undefined {
  const type = typeOf(btf, skipModifiers(btf, id));
  const where = path === '' ? 'the value' : path;
  switch (type.kind) {
    case 'int':
    case 'ptr': {
      const bits = type.kind === 'ptr' ? 64 : type.bits;
      const number = typeof value === 'boolean' ? (value ? 1n : 0n) : numberOf(value);
      return number === undefined
        ? `${where} must be a number`
        : writeNumber(bytes, number, type.kind === 'ptr' ? 8 : type.size, bits, where);
    }
    case 'enum':
    case 'enum64': {
      const named = type.values.find(({ name }) => name === value);
      const number = named?.value ?? numberOf(value);
      if (number !== undefined) return writeNumber(bytes, number, type.size, type.size * 8, where);
      const names = type.values.map(({ name }) => name).join(', ');
      return `${where} must be a number or one of: ${names}`;
    }
    case 'float': {
      if (typeof value !== 'number') return `${where} must be a number`;
      const view = new DataView(bytes.buffer, bytes.byteOffset);
      if (type.size === 4) view.setFloat32(0, value, true);
      else if (type.size === 8) view.setFloat64(0, value, true);
      else return `${where} is of a type that cannot be written`;
      return undefined;
    }
    case 'array':
      return encodeArray(btf, type, value, bytes, path);
    case 'struct':
    case 'union':
      return encodeStruct(btf, type, value, bytes, path);
    case 'typedef':
    case 'type_tag':
    case 'var':
      return encode(btf, type.type, value, bytes, path);
    case 'datasec': {
      const members: BtfMember[] = type.vars.map(variable => ({
        name: (typeOf(btf, variable.type) as { readonly name: string }).name,
        type: variable.type,
        bitOffset: variable.offset * 8,
        bitSize: 0,
      }));
      return encodeMembers(btf, members, value, bytes, path);
    }
    default:
      return `${where} is of a type that cannot be written`;
  }
}

function encodeArray(
  btf: Btf,
  type: Extract<BtfType, { kind: 'array' }>,
  value: unknown,
  bytes: Uint8Array,
  path: string,
): string | undefined {
  const where = path === '' ? 'the value' : path;
  const size = sizeOf(btf, type.type) ?? 0;
  if (typeof value === 'string' && size === 1) {
    const text = new TextEncoder().encode(value);
    if (text.length > type.count) return `${where} has room for ${type.count} bytes of text`;
    bytes.set(text);
    return undefined;
  }
  if (!Array.isArray(value)) return `${where} must be a list${size === 1 ? ' or text' : ''}`;
  if (value.length > type.count) return `${where} has ${type.count} elements, not ${value.length}`;
  for (const [i, item] of value.entries()) {
    const wrong = encode(btf, type.type, item, bytes.subarray(i * size, (i + 1) * size), `${path}[${i}]`);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function encodeStruct(
  btf: Btf,
  type: Extract<BtfType, { kind: 'struct' | 'union' }>,
  value: unknown,
  bytes: Uint8Array,
  path: string,
): string | undefined {
  return encodeMembers(btf, type.members, value, bytes, path);
}

function encodeMembers(
  btf: Btf,
  members: readonly BtfMember[],
  value: unknown,
  bytes: Uint8Array,
  path: string,
): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return `${path === '' ? 'the value' : path} must be an object`;
  for (const [name, part] of Object.entries(value)) {
    const member = findMember(btf, members, name);
    const at = path === '' ? name : `${path}.${name}`;
    if (!member) return `there is no member ${at}; there are: ${memberNames(btf, members).join(', ')}`;
    const start = Math.floor(member.bitOffset / 8);
    if (member.bitSize > 0) {
      const number = numberOf(part);
      if (number === undefined) return `${at} must be a number`;
      const wrong = writeBits(bytes, number, member.bitOffset, member.bitSize, at);
      if (wrong !== undefined) return wrong;
      continue;
    }
    const size = sizeOf(btf, member.type) ?? 0;
    const wrong = encode(btf, member.type, part, bytes.subarray(start, start + size), at);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

/** A member by its name, also inside of unnamed members, as C finds it. */
function findMember(btf: Btf, members: readonly BtfMember[], name: string): BtfMember | undefined {
  for (const member of members) {
    if (member.name === name) return member;
    if (member.name !== '') continue;
    const type = typeOf(btf, skipModifiers(btf, member.type));
    if (type.kind !== 'struct' && type.kind !== 'union') continue;
    const inner = findMember(btf, type.members, name);
    if (inner) return { ...inner, bitOffset: inner.bitOffset + member.bitOffset };
  }
  return undefined;
}

function memberNames(btf: Btf, members: readonly BtfMember[]): string[] {
  return members.flatMap(member => {
    if (member.name !== '') return [member.name];
    const type = typeOf(btf, skipModifiers(btf, member.type));
    return type.kind === 'struct' || type.kind === 'union' ? memberNames(btf, type.members) : [];
  });
}

function numberOf(value: unknown): bigint | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : undefined;
  if (typeof value !== 'string' || !/^-?(0x[0-9a-f]+|\d+)$/i.test(value)) return undefined;
  return value.startsWith('-') ? -BigInt(value.slice(1)) : BigInt(value);
}

function fits(number: bigint, bits: number): boolean {
  return number < 1n << BigInt(bits) && number >= -(1n << BigInt(bits - 1));
}

function writeNumber(
  bytes: Uint8Array,
  number: bigint,
  size: number,
  bits: number,
  where: string,
): string | undefined {
  if (!fits(number, bits)) return `${number} does not fit the ${bits} bits of ${where}`;
  for (let i = 0; i < size && i < bytes.length; i++) bytes[i] = Number((number >> BigInt(8 * i)) & 0xffn);
  return undefined;
}

function writeBits(
  bytes: Uint8Array,
  number: bigint,
  offset: number,
  bits: number,
  where: string,
): string | undefined {
  if (!fits(number, bits)) return `${number} does not fit the ${bits} bits of ${where}`;
  for (let i = 0; i < bits; i++) {
    const at = offset + i;
    const bit = Number((number >> BigInt(i)) & 1n) << (at % 8);
    bytes[at >> 3] = (bytes[at >> 3]! & ~(1 << (at % 8))) | bit;
  }
  return undefined;
}
