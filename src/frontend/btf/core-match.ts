/**
 * When a type of the program and a type of the target are the same thing for CO-RE. The rules are those of libbpf's
 * relo_core.c; each function names its counterpart there.
 */
import type { BtfId, BtfType, Types } from './types.js';
import { nameOf, resolve, typeOf } from './walk.js';

/** Nesting beyond which a comparison gives up and says no. */
const MAX_DEPTH = 32;

/** The name without its `___flavor` (bpf_core_essential_name_len). */
export function essentialName(name: string): string {
  for (let at = name.length - 5; at >= 0; at--)
    if (name.startsWith('___', at + 1) && name[at] !== '_' && name[at + 4] !== '_')
      return name.slice(0, at + 1);
  return name;
}

export const isEnum = (type: BtfType): type is Extract<BtfType, { kind: 'enum' | 'enum64' }> =>
  type.kind === 'enum' || type.kind === 'enum64';

export const isComposite = (type: BtfType): type is Extract<BtfType, { kind: 'struct' | 'union' }> =>
  type.kind === 'struct' || type.kind === 'union';

/** Enums of both widths are of one kind here (btf_kind_core_compat). */
export const sameKind = (a: BtfType, b: BtfType): boolean => a.kind === b.kind || (isEnum(a) && isEnum(b));

/** Names agree but for the flavor; an anonymous type only agrees with another (bpf_core_names_match). */
function namesMatch(local: string, target: string): boolean {
  if (target === '' || local === '') return target === local;
  return essentialName(local) === essentialName(target);
}

/** Whether a field of one type can stand for a field of the other (bpf_core_fields_are_compat). */
export function fieldsAreCompatible(local: Types, localId: BtfId, target: Types, targetId: BtfId): boolean {
  let a = typeOf(local, resolve(local, localId));
  let b = typeOf(target, resolve(target, targetId));
  for (let depth = 0; a.kind === 'array' && b.kind === 'array' && depth < MAX_DEPTH; depth++) {
    a = typeOf(local, resolve(local, a.type));
    b = typeOf(target, resolve(target, b.type));
  }
  if (isComposite(a) && isComposite(b)) return true;
  if (!sameKind(a, b)) return false;
  switch (a.kind) {
    case 'ptr':
    case 'float':
      return true;
    case 'fwd':
    case 'enum':
    case 'enum64': {
      const [x, y] = [essentialName(nameOf(a)), essentialName(nameOf(b))];
      return x === '' || y === '' || x === y;
    }
    case 'int':
      return a.bitOffset === 0 && b.kind === 'int' && b.bitOffset === 0;
    default:
      return false;
  }
}

/** Whether two types whose names agree are of one shape at the top (bpf_core_types_are_compat). */
export function typesAreCompatible(local: Types, localId: BtfId, target: Types, targetId: BtfId): boolean {
  if (!sameKind(typeOf(local, localId), typeOf(target, targetId))) return false;
  return compatible(local, localId, target, targetId, MAX_DEPTH);
}

function compatible(local: Types, localId: BtfId, target: Types, targetId: BtfId, depth: number): boolean {
  if (depth === 0) return false;
  const a = typeOf(local, resolve(local, localId));
  const b = typeOf(target, resolve(target, targetId));
  if (!sameKind(a, b)) return false;
  const deeper = (x: BtfId, y: BtfId): boolean => compatible(local, x, target, y, depth - 1);
  switch (a.kind) {
    case 'void':
    case 'struct':
    case 'union':
    case 'enum':
    case 'enum64':
    case 'fwd':
      return true;
    case 'int':
      return a.bitOffset === 0 && b.kind === 'int' && b.bitOffset === 0;
    case 'ptr':
      return b.kind === 'ptr' && deeper(a.type, b.type);
    case 'array':
      return b.kind === 'array' && deeper(a.type, b.type);
    case 'func_proto':
      return (
        b.kind === 'func_proto' &&
        a.params.length === b.params.length &&
        a.params.every((param, i) => deeper(param.type, b.params[i]!.type)) &&
        deeper(a.ret, b.ret)
      );
    default:
      return false;
  }
}

/** Whether all that the local type says is true of the target, members included (bpf_core_types_match). */
export function typesMatch(local: Types, localId: BtfId, target: Types, targetId: BtfId): boolean {
  return matches(local, localId, target, targetId, false, MAX_DEPTH);
}

function matches(
  local: Types,
  localId: BtfId,
  target: Types,
  targetId: BtfId,
  behindPointer: boolean,
  depth: number,
): boolean {
  if (depth === 0) return false;
  const a = typeOf(local, resolve(local, localId));
  const b = typeOf(target, resolve(target, targetId));
  if (!namesMatch(nameOf(a), nameOf(b))) return false;
  const deeper = (x: BtfId, y: BtfId, pointer = behindPointer): boolean =>
    matches(local, x, target, y, pointer, depth - 1);
  switch (a.kind) {
    case 'void':
      return b.kind === 'void';
    case 'fwd':
      if (b.kind === 'fwd') return a.union === b.union;
      return behindPointer && b.kind === (a.union ? 'union' : 'struct');
    case 'enum':
    case 'enum64':
      return (
        isEnum(b) &&
        a.values.length <= b.values.length &&
        a.values.every(x => b.values.some(y => namesMatch(x.name, y.name)))
      );
    case 'struct':
    case 'union':
      // Behind a pointer only the kind counts, and a forward declaration will do.
      if (behindPointer) return b.kind === a.kind || (b.kind === 'fwd' && b.union === (a.kind === 'union'));
      return (
        b.kind === a.kind &&
        a.members.length <= b.members.length &&
        a.members.every(x => b.members.some(y => namesMatch(x.name, y.name) && deeper(x.type, y.type)))
      );
    case 'int':
      return b.kind === 'int' && a.size === b.size && a.signed === b.signed;
    case 'ptr':
      return b.kind === 'ptr' && deeper(a.type, b.type, true);
    case 'array':
      return b.kind === 'array' && a.count === b.count && deeper(a.type, b.type);
    case 'func_proto':
      return (
        b.kind === 'func_proto' &&
        a.params.length === b.params.length &&
        a.params.every((param, i) => deeper(param.type, b.params[i]!.type)) &&
        deeper(a.ret, b.ret)
      );
    default:
      return false;
  }
}
