/** Types to `.BTF` bytes: what `parse.ts` reads. */
import { assertNever } from '../../diag/internal.js';
import { BTF_MAGIC, HEADER_SIZE, KIND } from './parse.js';
import type { Btf, BtfType } from './types.js';

/** A Btf of these types, with entry 0 void, and the bytes that say the same. */
export function encodeBtf(types: readonly BtfType[]): Btf {
  const strings = new Strings();
  const words: number[] = [];
  for (const type of types.slice(1)) writeType(type, words, strings);
  const stringBytes = strings.bytes();
  const bytes = new Uint8Array(HEADER_SIZE + words.length * 4 + stringBytes.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, BTF_MAGIC, true);
  view.setUint8(2, 1);
  const header = [HEADER_SIZE, 0, words.length * 4, words.length * 4, stringBytes.length];
  for (const [i, word] of [...header, ...words].entries()) view.setUint32(4 + i * 4, word >>> 0, true);
  bytes.set(stringBytes, HEADER_SIZE + words.length * 4);
  return { types, bytes };
}

/** Each string once, in the order of first use. */
class Strings {
  private readonly offsets = new Map<string, number>([['', 0]]);
  private readonly chunks: Uint8Array[] = [new Uint8Array(1)];
  private size = 1;

  offsetOf(text: string): number {
    const known = this.offsets.get(text);
    if (known !== undefined) return known;
    const offset = this.size;
    const chunk = new TextEncoder().encode(`${text}\0`);
    this.offsets.set(text, offset);
    this.chunks.push(chunk);
    this.size += chunk.length;
    return offset;
  }

  bytes(): Uint8Array {
    const all = new Uint8Array(this.size);
    let at = 0;
    for (const chunk of this.chunks) {
      all.set(chunk, at);
      at += chunk.length;
    }
    return all;
  }
}

const low32 = (value: bigint): number => Number(BigInt.asUintN(32, value));

function writeType(type: BtfType, words: number[], strings: Strings): void {
  const name = 'name' in type ? strings.offsetOf(type.name) : 0;
  const head = (kind: number, sizeOrType: number, vlen = 0, flag = false): void => {
    words.push(name, ((flag ? 1 : 0) << 31) | (kind << 24) | vlen, sizeOrType);
  };
  switch (type.kind) {
    case 'void':
      // Only ids other than 0 are written, and none of those is void; an empty type keeps the numbering.
      head(KIND.TYPEDEF, 0);
      return;
    case 'int': {
      head(KIND.INT, type.size);
      const encoding = (type.signed ? 1 : 0) | (type.char ? 2 : 0) | (type.bool ? 4 : 0);
      words.push((encoding << 24) | (type.bitOffset << 16) | type.bits);
      return;
    }
    case 'ptr':
      head(KIND.PTR, type.type);
      return;
    case 'array':
      head(KIND.ARRAY, 0);
      words.push(type.type, type.index, type.count);
      return;
    case 'struct':
    case 'union': {
      const flag = type.members.some(member => member.bitSize > 0);
      head(type.kind === 'struct' ? KIND.STRUCT : KIND.UNION, type.size, type.members.length, flag);
      for (const member of type.members)
        words.push(strings.offsetOf(member.name), member.type, (member.bitSize << 24) | member.bitOffset);
      return;
    }
    case 'enum':
    case 'enum64':
      head(KIND[type.kind === 'enum' ? 'ENUM' : 'ENUM64'], type.size, type.values.length, type.signed);
      for (const { name: value, value: number } of type.values) {
        words.push(strings.offsetOf(value), low32(number));
        if (type.kind === 'enum64') words.push(low32(number >> 32n));
      }
      return;
    case 'fwd':
      head(KIND.FWD, 0, 0, type.union);
      return;
    case 'typedef':
      head(KIND.TYPEDEF, type.type);
      return;
    case 'type_tag':
      head(KIND.TYPE_TAG, type.type);
      return;
    case 'volatile':
      head(KIND.VOLATILE, type.type);
      return;
    case 'const':
      head(KIND.CONST, type.type);
      return;
    case 'restrict':
      head(KIND.RESTRICT, type.type);
      return;
    case 'func':
      head(KIND.FUNC, type.type, type.linkage);
      return;
    case 'func_proto':
      head(KIND.FUNC_PROTO, type.ret, type.params.length);
      for (const param of type.params) words.push(strings.offsetOf(param.name), param.type);
      return;
    case 'var':
      head(KIND.VAR, type.type);
      words.push(type.linkage);
      return;
    case 'datasec':
      head(KIND.DATASEC, type.size, type.vars.length);
      for (const { type: id, offset, size } of type.vars) words.push(id, offset, size);
      return;
    case 'float':
      head(KIND.FLOAT, type.size);
      return;
    case 'decl_tag':
      head(KIND.DECL_TAG, type.type);
      words.push(type.component);
      return;
    default:
      assertNever(type);
  }
}
