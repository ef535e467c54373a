/** `.BTF` bytes to types. Layout: Documentation/bpf/btf.rst and include/uapi/linux/btf.h. */
import type { DiagnosticSink, Place } from '../../diag/diagnostic.js';
import { Cursor, slice, stringsOf } from '../elf/bytes.js';
import type { Btf, BtfMember, BtfParam, BtfType } from './types.js';

export const BTF_MAGIC = 0xeb9f;
export const HEADER_SIZE = 24;

/** `BTF_KIND_*`. */
export const KIND = {
  INT: 1,
  PTR: 2,
  ARRAY: 3,
  STRUCT: 4,
  UNION: 5,
  ENUM: 6,
  FWD: 7,
  TYPEDEF: 8,
  VOLATILE: 9,
  CONST: 10,
  RESTRICT: 11,
  FUNC: 12,
  FUNC_PROTO: 13,
  VAR: 14,
  DATASEC: 15,
  FLOAT: 16,
  DECL_TAG: 17,
  TYPE_TAG: 18,
  ENUM64: 19,
} as const;

const VOID: BtfType = { kind: 'void' };

/** Where `.BTF` and `.BTF.ext` keep their parts, from the common start of both headers. */
export interface BtfHeader {
  readonly headerSize: number;
  /** Positioned after the common 8 bytes. */
  readonly rest: Cursor;
}

/** Checks magic, version and flags; a text says what is wrong. */
export function readBtfHeader(bytes: Uint8Array): BtfHeader | string {
  const cursor = new Cursor(bytes);
  const magic = cursor.u16();
  const version = cursor.u8();
  const flags = cursor.u8();
  const headerSize = cursor.u32();
  if (cursor.failed) return 'it ends inside of its header';
  if (magic === 0x9feb) return 'it is big-endian';
  if (magic !== BTF_MAGIC) return `its magic is 0x${magic.toString(16)}`;
  if (version !== 1) return `its version is ${version}`;
  if (flags !== 0) return `its flags are ${flags}`;
  if (headerSize > bytes.length) return `its header has ${headerSize} bytes`;
  return { headerSize, rest: cursor };
}

/** Reads a whole `.BTF` section; reports one E0106 and gives undefined when it is malformed. */
export function parseBtf(bytes: Uint8Array, place: Place, sink: DiagnosticSink): Btf | undefined {
  const result = parse(bytes);
  return typeof result === 'string' ? sink.report('E0106', { reason: result }, place) : result;
}

function parse(bytes: Uint8Array): Btf | string {
  const header = readBtfHeader(bytes);
  if (typeof header === 'string') return header;
  const typeOffset = header.rest.u32();
  const typeSize = header.rest.u32();
  const stringOffset = header.rest.u32();
  const stringSize = header.rest.u32();
  if (header.rest.failed || header.headerSize < HEADER_SIZE) return 'it ends inside of its header';
  const typeBytes = slice(bytes, header.headerSize + typeOffset, typeSize);
  const stringBytes = slice(bytes, header.headerSize + stringOffset, stringSize);
  if (!typeBytes) return 'its types are outside of the section';
  if (!stringBytes) return 'its strings are outside of the section';
  if (stringSize === 0 || stringBytes[0] !== 0 || stringBytes[stringSize - 1] !== 0)
    return 'its string table does not start and end with NUL';

  const strings = stringsOf(stringBytes);
  const types: BtfType[] = [VOID];
  const cursor = new TypeCursor(typeBytes);
  while (cursor.remaining > 0) {
    const type = readType(cursor, strings, types.length);
    if (typeof type === 'string') return type;
    if (cursor.failed) return `type ${types.length} goes past the end of the types`;
    types.push(type);
  }
  if (cursor.largestId >= types.length)
    return `type ${cursor.ownerOfLargest} refers to type ${cursor.largestId} of ${types.length}`;
  return checkKinds(types) ?? checkCycles(types) ?? { types, bytes };
}

/** Notes the largest type id read, so that one comparison at the end checks them all. */
export class TypeCursor extends Cursor {
  largestId = 0;
  ownerOfLargest = 0;

  /** A reference from type `owner`. */
  id(owner: number): number {
    return this.note(this.u32(), owner);
  }

  note(id: number, owner: number): number {
    if (id > this.largestId) {
      this.largestId = id;
      this.ownerOfLargest = owner;
    }
    return id;
  }
}

type Strings = (offset: number) => string | undefined;

/** One record, or what is wrong with it. A read past the end is seen by the caller. */
export function readType(cursor: TypeCursor, strings: Strings, id: number): BtfType | string {
  const nameOffset = cursor.u32();
  const info = cursor.u32();
  const sizeOrType = cursor.u32();
  const vlen = info & 0xffff;
  const kind = (info >>> 24) & 31;
  const flag = info >>> 31 === 1;
  const name = strings(nameOffset);
  if (name === undefined) return `the name of type ${id} cannot be read`;

  switch (kind) {
    case KIND.INT: {
      const word = cursor.u32();
      const encoding = (word >>> 24) & 15;
      return {
        kind: 'int',
        name,
        size: sizeOrType,
        signed: (encoding & 1) !== 0,
        char: (encoding & 2) !== 0,
        bool: (encoding & 4) !== 0,
        bitOffset: (word >>> 16) & 255,
        bits: word & 255,
      };
    }
    case KIND.PTR:
      return { kind: 'ptr', type: cursor.note(sizeOrType, id) };
    case KIND.ARRAY: {
      const type = cursor.id(id);
      const index = cursor.id(id);
      return { kind: 'array', type, index, count: cursor.u32() };
    }
    case KIND.STRUCT:
    case KIND.UNION: {
      if (!cursor.fits(vlen, 12)) return `type ${id} has more members than fit`;
      const members: BtfMember[] = [];
      for (let i = 0; i < vlen; i++) {
        const member = strings(cursor.u32());
        const type = cursor.id(id);
        const offset = cursor.u32();
        if (member === undefined) return `the name of member ${i} of type ${id} cannot be read`;
        // With the kind flag the offset word has the bit-field's size in its upper 8 bits.
        members.push(
          flag
            ? { name: member, type, bitOffset: offset & 0xffffff, bitSize: offset >>> 24 }
            : { name: member, type, bitOffset: offset, bitSize: 0 },
        );
      }
      return { kind: kind === KIND.STRUCT ? 'struct' : 'union', name, size: sizeOrType, members };
    }
    case KIND.ENUM:
    case KIND.ENUM64: {
      const wide = kind === KIND.ENUM64;
      if (!cursor.fits(vlen, wide ? 12 : 8)) return `type ${id} has more values than fit`;
      const values: { name: string; value: bigint }[] = [];
      for (let i = 0; i < vlen; i++) {
        const value = strings(cursor.u32());
        if (value === undefined) return `the name of value ${i} of type ${id} cannot be read`;
        const low = flag && !wide ? BigInt(cursor.i32()) : BigInt(cursor.u32());
        const whole = wide ? low | (BigInt(flag ? cursor.i32() : cursor.u32()) << 32n) : low;
        values.push({ name: value, value: whole });
      }
      return { kind: wide ? 'enum64' : 'enum', name, size: sizeOrType, signed: flag, values };
    }
    case KIND.FWD:
      return { kind: 'fwd', name, union: flag };
    case KIND.TYPEDEF:
      return { kind: 'typedef', name, type: cursor.note(sizeOrType, id) };
    case KIND.TYPE_TAG:
      return { kind: 'type_tag', name, type: cursor.note(sizeOrType, id) };
    case KIND.VOLATILE:
      return { kind: 'volatile', type: cursor.note(sizeOrType, id) };
    case KIND.CONST:
      return { kind: 'const', type: cursor.note(sizeOrType, id) };
    case KIND.RESTRICT:
      return { kind: 'restrict', type: cursor.note(sizeOrType, id) };
    case KIND.FUNC: {
      if (vlen > 2) return `function ${name} has linkage ${vlen}`;
      return { kind: 'func', name, type: cursor.note(sizeOrType, id), linkage: vlen as 0 | 1 | 2 };
    }
    case KIND.FUNC_PROTO: {
      if (!cursor.fits(vlen, 8)) return `type ${id} has more parameters than fit`;
      const params: BtfParam[] = [];
      for (let i = 0; i < vlen; i++) {
        const param = strings(cursor.u32());
        if (param === undefined) return `the name of parameter ${i} of type ${id} cannot be read`;
        params.push({ name: param, type: cursor.id(id) });
      }
      return { kind: 'func_proto', ret: cursor.note(sizeOrType, id), params };
    }
    case KIND.VAR: {
      const linkage = cursor.u32();
      if (linkage > 2) return `variable ${name} has linkage ${linkage}`;
      return { kind: 'var', name, type: cursor.note(sizeOrType, id), linkage: linkage as 0 | 1 | 2 };
    }
    case KIND.DATASEC: {
      if (!cursor.fits(vlen, 12)) return `type ${id} has more variables than fit`;
      const vars: { type: number; offset: number; size: number }[] = [];
      for (let i = 0; i < vlen; i++) {
        const type = cursor.id(id);
        const offset = cursor.u32();
        vars.push({ type, offset, size: cursor.u32() });
      }
      return { kind: 'datasec', name, size: sizeOrType, vars };
    }
    case KIND.FLOAT:
      return { kind: 'float', name, size: sizeOrType };
    case KIND.DECL_TAG:
      return { kind: 'decl_tag', name, type: cursor.note(sizeOrType, id), component: cursor.i32() };
    default:
      return `type ${id} is of unknown kind ${kind}`;
  }
}

/** What functions and sections refer to is of the right kind. */
function checkKinds(types: readonly BtfType[]): string | undefined {
  for (const type of types) {
    if (type.kind === 'datasec') {
      for (const entry of type.vars) {
        const { kind } = types[entry.type]!;
        if (kind !== 'var' && kind !== 'func')
          return `section ${type.name} lists type ${entry.type}, which is not a variable`;
      }
    } else if (type.kind === 'func' && types[type.type]!.kind !== 'func_proto')
      return `function ${type.name} has no prototype`;
  }
  return undefined;
}

/**
 * Every cycle of a sound type graph goes through a pointer, a prototype or a function: without that a size, or
 * the end of a chain of typedefs, could not be computed. Iterative, because input chooses the depth.
 */
function checkCycles(types: readonly BtfType[]): string | undefined {
  const NEW = 0;
  const OPEN = 1;
  const DONE = 2;
  const state = new Uint8Array(types.length);
  const stack: number[] = [];
  for (let root = 1; root < types.length; root++) {
    if (state[root] !== NEW) continue;
    stack.push(root);
    while (stack.length > 0) {
      const id = stack[stack.length - 1]!;
      if (state[id] !== NEW) {
        state[id] = DONE;
        stack.pop();
        continue;
      }
      state[id] = OPEN;
      const type = types[id]!;
      if (type.kind === 'struct' || type.kind === 'union') {
        for (const member of type.members) {
          if (state[member.type] === OPEN) return `type ${id} contains itself`;
          if (state[member.type] === NEW && member.type !== 0) stack.push(member.type);
        }
        continue;
      }
      const next = containedType(type);
      if (next === undefined || next === 0) continue;
      if (state[next] === OPEN) return `type ${id} contains itself`;
      if (state[next] === NEW) stack.push(next);
    }
  }
  return undefined;
}

/** The type whose size or meaning a modifier, typedef or array takes on. */
function containedType(type: BtfType): number | undefined {
  switch (type.kind) {
    case 'array':
    case 'typedef':
    case 'type_tag':
    case 'volatile':
    case 'const':
    case 'restrict':
    case 'var':
      return type.type;
    default:
      return undefined;
  }
}
