/**
 * Bytes as values of BTF types, and values as bytes: nested structs, arrays, enumerators by name, bit-fields, text.
 * Text comes out as bpftool prints it (tools/bpf/bpftool/btf_dumper.c): bit-fields in hexadecimal, `char` arrays that
 * end in a NUL as text, an unnamed member under the name "".
 */
import type { Btf, BtfId, BtfMember, BtfType } from './types.js';
import { sizeOf, skipModifiers, typeOf } from './walk.js';

/** A value of some type, ready to be written as JSON. */
export type ValueTree =
  | { readonly kind: 'text'; readonly text: string }
  /** A number or word as it is written. */
  | { readonly kind: 'literal'; readonly text: string }
  /** A number that JSON writes as `json`, between quotes or not, and people read as `plain`. */
  | { readonly kind: 'hex'; readonly plain: string; readonly json: string }
  | { readonly kind: 'list'; readonly items: readonly ValueTree[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [name: string, value: ValueTree])[] };

export const literal = (text: string | number | bigint | boolean): ValueTree => ({
  kind: 'literal',
  text: String(text),
});
export const textValue = (text: string): ValueTree => ({ kind: 'text', text });
export const objectValue = (...members: readonly (readonly [string, ValueTree])[]): ValueTree => ({
  kind: 'object',
  members,
});
export const listValue = (items: readonly ValueTree[]): ValueTree => ({ kind: 'list', items });

/** Deeper nesting than any real type: what goes beyond is damage. */
const MAX_DEPTH = 32;

/** The value of type `id` in `bytes`; what lies beyond their end reads as zero. */
export function decodeValue(btf: Btf, id: BtfId, bytes: Uint8Array): ValueTree {
  return decode(btf, id, bytes, 0);
}

function decode(btf: Btf, id: BtfId, bytes: Uint8Array, depth: number): ValueTree {
  const type = typeOf(btf, skipModifiers(btf, id));
  if (depth > MAX_DEPTH) return { kind: 'literal', text: 'null' };
  switch (type.kind) {
    case 'int':
      return decodeInt(type, bytes);
    case 'ptr': {
      const address = unsigned(bytes, 8);
      return { kind: 'hex', plain: `0x${address.toString(16)}`, json: String(address) };
    }
    case 'float':
      return decodeFloat(bytes, type.size);
    case 'enum':
    case 'enum64': {
      const bits = type.size * 8;
      const raw = unsigned(bytes, type.size);
      const named = type.values.find(({ value }) => BigInt.asUintN(bits, value) === raw);
      // As bpftool: a number without a name is signed, whatever the enum is.
      return named ? textValue(named.name) : literal(BigInt.asIntN(bits, raw));
    }
    case 'array':
      return decodeArray(btf, type, bytes, depth);
    case 'struct':
    case 'union':
      return {
        kind: 'object',
        members: type.members.map(member => [member.name, decodeMember(btf, member, bytes, depth)]),
      };
    case 'typedef':
    case 'type_tag':
    case 'var':
      return decode(btf, type.type, bytes, depth + 1);
    case 'datasec':
      return objectValue([
        type.name,
        listValue(
          type.vars.map(({ type: variable, offset }) => {
            const { name } = typeOf(btf, variable) as { readonly name: string };
            return objectValue([name, decode(btf, variable, bytes.subarray(offset), depth + 1)]);
          }),
        ),
      ]);
    default:
      return { kind: 'literal', text: 'null' };
  }
}

function decodeMember(btf: Btf, member: BtfMember, bytes: Uint8Array, depth: number): ValueTree {
  const at = bytes.subarray(Math.floor(member.bitOffset / 8));
  if (member.bitSize === 0) return decode(btf, member.type, at, depth + 1);
  const value = BigInt.asUintN(member.bitSize, unsigned(at, 17) >> BigInt(member.bitOffset % 8));
  return hexNumber(value);
}

function hexNumber(value: bigint): ValueTree {
  const text = `0x${value.toString(16)}`;
  return { kind: 'hex', plain: text, json: `"${text}"` };
}

function decodeInt(type: Extract<BtfType, { kind: 'int' }>, bytes: Uint8Array): ValueTree {
  const raw = unsigned(bytes, type.size);
  if (type.bool) return literal(raw !== 0n);
  if (type.bits !== type.size * 8 || type.bitOffset !== 0)
    return hexNumber(BigInt.asUintN(type.bits, raw >> BigInt(type.bitOffset)));
  if (type.size > 8) return hexNumber(raw);
  return literal(type.signed ? BigInt.asIntN(type.size * 8, raw) : raw);
}

function decodeFloat(bytes: Uint8Array, size: number): ValueTree {
  const room = new Uint8Array(16);
  room.set(bytes.subarray(0, Math.min(size, 16)));
  const view = new DataView(room.buffer);
  if (size !== 4 && size !== 8) return hexNumber(unsigned(bytes, size));
  const value = size === 4 ? view.getFloat32(0, true) : view.getFloat64(0, true);
  return Number.isFinite(value) ? literal(value) : textValue(String(value));
}

function decodeArray(
  btf: Btf,
  type: Extract<BtfType, { kind: 'array' }>,
  bytes: Uint8Array,
  depth: number,
): ValueTree {
  const text = isChar(btf, type.type) ? printable(bytes.subarray(0, type.count)) : undefined;
  if (text !== undefined) return textValue(text);
  const size = sizeOf(btf, type.type) ?? 0;
  const items: ValueTree[] = [];
  // What is beyond the bytes is left out: a damaged count may be anything.
  for (let i = 0; i < type.count && i * size < bytes.length && (size > 0 || i < 1); i++)
    items.push(decode(btf, type.type, bytes.subarray(i * size), depth + 1));
  return listValue(items);
}

/** A `char`, not a typedef of it. */
function isChar(btf: Btf, id: BtfId): boolean {
  const type = typeOf(btf, skipModifiers(btf, id));
  return type.kind === 'int' && type.size === 1 && type.name === 'char';
}

/** The text before the first NUL, when there is one and all before it can be printed. */
function printable(bytes: Uint8Array): string | undefined {
  const end = bytes.indexOf(0);
  if (end < 0 || bytes.subarray(0, end).some(byte => byte < 0x20 || byte > 0x7e)) return undefined;
  return String.fromCharCode(...bytes.subarray(0, end));
}

/** The little-endian number in the first `size` bytes. */
function unsigned(bytes: Uint8Array, size: number): bigint {
  let value = 0n;
  for (let i = Math.min(size, bytes.length) - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]!);
  return value;
}

/** A value as JSON on one line. */
export function compactJson(tree: ValueTree): string {
  switch (tree.kind) {
    case 'text':
      return JSON.stringify(tree.text);
    case 'literal':
      return tree.text;
    case 'hex':
      return tree.json;
    case 'list':
      return `[${tree.items.map(compactJson).join(',')}]`;
    case 'object':
      return `{${tree.members.map(([name, value]) => `${JSON.stringify(name)}:${compactJson(value)}`).join(',')}}`;
  }
}

/** A value over many lines, as bpftool lays it out for people. */
export function prettyText(tree: ValueTree, depth = 0): string {
  const line = (level: number) => `\n${'    '.repeat(level)}`;
  switch (tree.kind) {
    case 'text':
      return JSON.stringify(tree.text);
    case 'literal':
      return tree.text;
    case 'hex':
      return tree.plain;
    case 'list': {
      if (tree.items.length === 0) return '[]';
      return `[${tree.items.map(item => prettyText(item, depth + 1)).join(',')}${line(depth)}]`;
    }
    case 'object': {
      if (tree.members.length === 0) return '{}';
      const members = tree.members.map(
        ([name, value]) => `${line(depth + 1)}${JSON.stringify(name)}: ${prettyText(value, depth + 1)}`,
      );
      return `{${members.join(',')}${line(depth)}}`;
    }
  }
}
