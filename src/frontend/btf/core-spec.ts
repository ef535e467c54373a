/** Access specifications of CO-RE: which field, type or enumerator a relocation is about. */
import {
  essentialName,
  fieldsAreCompatible,
  isComposite,
  isEnum,
  typesAreCompatible,
  typesMatch,
} from './core-match.js';
import type { BtfId, BtfMember, Types } from './types.js';
import { nameOf, resolve, sizeOf, typeOf } from './walk.js';

/** `enum bpf_core_relo_kind`; the index is the number. */
export const CORE_KINDS = [
  'field_byte_offset',
  'field_byte_size',
  'field_exists',
  'field_signed',
  'field_lshift_u64',
  'field_rshift_u64',
  'type_id_local',
  'type_id_target',
  'type_exists',
  'type_size',
  'enumval_exists',
  'enumval_value',
  'type_matches',
] as const;
export type CoreKind = (typeof CORE_KINDS)[number];

export const isFieldKind = (kind: CoreKind): boolean => kind.startsWith('field_');
export const isTypeKind = (kind: CoreKind): boolean => kind.startsWith('type_');

/** As libbpf has it: more steps than any struct nests. */
const MAX_STEPS = 64;

/** One step: a named member, or an element of an array. */
export interface Accessor {
  /** The struct or union of a member; the element type of an array; the enum. */
  readonly type: BtfId;
  readonly index: number;
  /** Name of the member or enumerator; undefined for an element. */
  readonly name: string | undefined;
}

export interface Spec {
  readonly btf: Types;
  readonly root: BtfId;
  readonly kind: CoreKind;
  readonly accessors: readonly Accessor[];
  /** All indices, anonymous members included, as in the access string. */
  readonly raw: readonly number[];
  /** From the start of the root type. */
  readonly bitOffset: number;
}

/** Whether an array is the flexible last member that the accessor before it names (is_flex_arr). */
function isFlexible(btf: Types, before: Accessor | undefined, count: number): boolean {
  if (before?.name === undefined || count > 0) return false;
  const owner = typeOf(btf, before.type);
  return isComposite(owner) && before.index === owner.members.length - 1;
}

/** An access string of the program, taken apart (bpf_core_parse_spec); a text says what is wrong with it. */
export function parseSpec(btf: Types, root: BtfId, access: string, kind: CoreKind): Spec | string {
  if (isTypeKind(kind)) {
    if (access !== '0') return `access string ${access} of a type`;
    return { btf, root, kind, accessors: [], raw: [], bitOffset: 0 };
  }
  if (!/^\d{1,9}(:\d{1,9})*$/.test(access)) return `access string ${access}`;
  const raw = access.split(':').map(Number);
  if (raw.length > MAX_STEPS) return `access string of ${raw.length} steps`;
  const first = raw[0]!;
  let id = resolve(btf, root);
  const type = typeOf(btf, id);
  if (!isFieldKind(kind)) {
    const value = isEnum(type) && raw.length === 1 ? type.values[first] : undefined;
    if (!value) return `access string ${access} of an enumerator`;
    return { btf, root, kind, accessors: [{ type: id, index: first, name: value.name }], raw, bitOffset: 0 };
  }

  const accessors: Accessor[] = [{ type: id, index: first, name: undefined }];
  const size = sizeOf(btf, id);
  if (size === undefined) return `${nameOf(type)} has no size`;
  let bitOffset = first * size * 8;
  for (const index of raw.slice(1)) {
    const owner = typeOf(btf, id);
    if (isComposite(owner)) {
      const member = owner.members[index];
      if (!member) return `${nameOf(owner)} has no member ${index}`;
      bitOffset += member.bitOffset;
      if (member.name !== '') accessors.push({ type: id, index, name: member.name });
      id = resolve(btf, member.type);
    } else if (owner.kind === 'array') {
      if (!isFlexible(btf, accessors[accessors.length - 1], owner.count) && index >= owner.count)
        return `element ${index} of an array of ${owner.count}`;
      id = resolve(btf, owner.type);
      const element = sizeOf(btf, id);
      if (element === undefined) return 'an array whose elements have no size';
      accessors.push({ type: id, index, name: undefined });
      bitOffset += index * element * 8;
    } else return `access string ${access} goes into ${owner.kind} ${nameOf(owner)}`;
  }
  return { btf, root, kind, accessors, raw, bitOffset };
}

/** The same access in a candidate type of the target; undefined when it has none (bpf_core_spec_match). */
export function matchSpec(local: Spec, target: Types, root: BtfId): Spec | undefined {
  const { kind } = local;
  if (isTypeKind(kind)) {
    const same = kind === 'type_matches' ? typesMatch : typesAreCompatible;
    if (!same(local.btf, local.root, target, root)) return undefined;
    return { btf: target, root, kind, accessors: [], raw: [], bitOffset: 0 };
  }
  if (!isFieldKind(kind)) return matchEnumerator(local, target, root);

  const accessors: Accessor[] = [];
  const raw: number[] = [];
  let bitOffset = 0;
  let id = root;
  for (const [i, step] of local.accessors.entries()) {
    id = resolve(target, id);
    if (step.name !== undefined) {
      const found = findMember(target, id, step.name, 0);
      if (!found) return undefined;
      const owner = typeOf(local.btf, step.type);
      const member = isComposite(owner) ? owner.members[step.index] : undefined;
      if (!member || !fieldsAreCompatible(local.btf, member.type, target, found.member.type))
        return undefined;
      accessors.push({ type: found.owner, index: found.raw[found.raw.length - 1]!, name: step.name });
      raw.push(...found.raw);
      bitOffset += found.bitOffset;
      id = found.member.type;
    } else {
      // The first step indexes the root itself as if it were an array of it.
      if (i > 0) {
        const array = typeOf(target, id);
        if (array.kind !== 'array') return undefined;
        if (!isFlexible(target, accessors[i - 1], array.count) && step.index >= array.count) return undefined;
        id = resolve(target, array.type);
      }
      const size = sizeOf(target, id);
      if (size === undefined) return undefined;
      accessors.push({ type: id, index: step.index, name: undefined });
      raw.push(step.index);
      bitOffset += step.index * size * 8;
    }
  }
  return { btf: target, root, kind, accessors, raw, bitOffset };
}

function matchEnumerator(local: Spec, target: Types, root: BtfId): Spec | undefined {
  const id = resolve(target, root);
  const type = typeOf(target, id);
  if (!isEnum(type)) return undefined;
  const wanted = essentialName(local.accessors[0]?.name ?? '');
  const index = type.values.findIndex(value => essentialName(value.name) === wanted);
  const name = type.values[index]?.name;
  if (name === undefined) return undefined;
  return {
    btf: target,
    root,
    kind: local.kind,
    accessors: [{ type: id, index, name }],
    raw: [index],
    bitOffset: 0,
  };
}

interface FoundMember {
  /** The struct or union that has the member itself, and the member. */
  readonly owner: BtfId;
  readonly member: BtfMember;
  readonly raw: readonly number[];
  readonly bitOffset: number;
}

/** A member by name, also inside of anonymous members (bpf_core_match_member). */
function findMember(btf: Types, id: BtfId, name: string, depth: number): FoundMember | undefined {
  const owner = resolve(btf, id);
  const type = typeOf(btf, owner);
  if (!isComposite(type) || depth > MAX_STEPS) return undefined;
  for (const [i, member] of type.members.entries()) {
    if (member.name === name) return { owner, member, raw: [i], bitOffset: member.bitOffset };
    if (member.name !== '') continue;
    const inner = findMember(btf, member.type, name, depth + 1);
    if (inner) return { ...inner, raw: [i, ...inner.raw], bitOffset: member.bitOffset + inner.bitOffset };
  }
  return undefined;
}
