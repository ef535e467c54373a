/** Questions that many ask of BTF types. */
import type { BtfId, BtfType, Types } from './types.js';

const VOID: BtfType = { kind: 'void' };

/** The type of an id; void for ids that are not there. */
export const typeOf = (btf: Types, id: BtfId): BtfType =>
  ('types' in btf ? btf.types[id] : btf.type(id)) ?? VOID;

/** Types of a table that was not checked may go in circles: a chain of this many is void. No real one comes near. */
const MAX_CHAIN = 256;

/** The id below `const`, `volatile`, `restrict` and tags, and below typedefs. */
export function resolve(btf: Types, id: BtfId): BtfId {
  let at = id;
  for (let steps = 0; steps < MAX_CHAIN; steps++) {
    const type = typeOf(btf, at);
    switch (type.kind) {
      case 'const':
      case 'volatile':
      case 'restrict':
      case 'type_tag':
      case 'typedef':
        at = type.type;
        break;
      default:
        return at;
    }
  }
  return 0;
}

/** The id below modifiers, but not below typedefs. */
export function skipModifiers(btf: Types, id: BtfId): BtfId {
  for (let at = id; ; ) {
    const type = typeOf(btf, at);
    switch (type.kind) {
      case 'const':
      case 'volatile':
      case 'restrict':
      case 'type_tag':
        at = type.type;
        break;
      default:
        return at;
    }
  }
}

/** Size in bytes; undefined for types that have none: void, functions, forward declarations. */
export function sizeOf(btf: Types, id: BtfId): number | undefined {
  let count = 1;
  let at = id;
  for (let steps = 0; steps < MAX_CHAIN; steps++) {
    const type = typeOf(btf, resolve(btf, at));
    switch (type.kind) {
      case 'int':
      case 'float':
      case 'enum':
      case 'enum64':
      case 'struct':
      case 'union':
      case 'datasec':
        return count * type.size;
      case 'ptr':
        return count * 8;
      case 'array':
        count *= type.count;
        at = type.type;
        break;
      case 'var':
        at = type.type;
        break;
      default:
        return undefined;
    }
  }
  return undefined;
}

/** Alignment in bytes that the C type asks for; 1 when unknown. Packed structs are what their offsets say. */
export function alignOf(btf: Types, id: BtfId): number {
  const type = typeOf(btf, resolve(btf, id));
  switch (type.kind) {
    case 'int':
    case 'float':
    case 'enum':
    case 'enum64':
      return Math.min(type.size, 8) || 1;
    case 'ptr':
      return 8;
    case 'array':
    case 'var':
      return alignOf(btf, type.type);
    case 'struct':
    case 'union': {
      let align = 1;
      for (const member of type.members) {
        const own = alignOf(btf, member.type);
        // A member off its alignment, or a size that is no multiple of it: the struct is packed.
        if (member.bitSize === 0 && member.bitOffset % (own * 8) !== 0) return 1;
        align = Math.max(align, own);
      }
      return type.size % align === 0 ? align : 1;
    }
    default:
      return 1;
  }
}

/** The name of a type, empty when it has none. */
export const nameOf = (type: BtfType): string => ('name' in type ? type.name : '');
