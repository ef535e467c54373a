/**
 * CO-RE: instructions that depend on the layout of types, adapted to the types of a target. The algorithm, and all
 * that it refuses, is that of libbpf's relo_core.c.
 */

import { essentialName, isComposite, isEnum, sameKind } from './core-match.js';
import { patchInsn } from './core-patch.js';
import {
  CORE_KINDS,
  type CoreKind,
  isFieldKind,
  isTypeKind,
  matchSpec,
  parseSpec,
  type Spec,
} from './core-spec.js';
import type { CoreReloc } from './ext.js';
import type { Btf, BtfId, Types } from './types.js';
import { nameOf, resolve, sizeOf, typeOf } from './walk.js';

/** One relocation and what became of it, as `--print-core` shows it. */
export interface CoreResult {
  readonly section: string;
  /** Byte offset of the instruction in the section. */
  readonly offset: number;
  readonly kind: CoreKind;
  /** `struct task_struct.mm.flags`, with element indices where there are any. */
  readonly access: string;
  readonly local: bigint;
  /** Undefined when the target has no such thing and the instruction was poisoned. */
  readonly target: bigint | undefined;
}

/** A relocation's value on both sides. */
export interface Relocated {
  readonly local: bigint;
  readonly target: bigint;
  /** The target has no such field or value: the instruction must not run. */
  readonly poison: boolean;
  /** Whether the instruction must hold `local` now. */
  readonly validate: boolean;
  /** Bytes the field has on each side, when loads and stores must follow; 0 otherwise. */
  readonly localSize: number;
  readonly targetSize: number;
  /** The sizes differ in a way that no load or store can make up for. */
  readonly sizeMismatch: boolean;
}

/** All relocations of one program's code against one target; keeps candidates, which are costly to find. */
export class CoreRelocator {
  private readonly local: Btf;
  /** The types of the system, and of its modules. */
  private readonly targets: readonly Types[];
  private readonly candidates = new Map<BtfId, readonly Candidate[]>();
  private readonly localId: (id: BtfId) => BtfId;

  /** `localId` gives the id that a type of `local` has in the linked module. */
  constructor(local: Btf, targets: Types | readonly Types[], localId: (id: BtfId) => BtfId = id => id) {
    this.local = local;
    this.targets = 'length' in targets ? targets : [targets];
    this.localId = localId;
  }

  /** Patches the instruction in `code`; a text says why that cannot be done. */
  apply(code: Uint8Array, section: string, reloc: CoreReloc): CoreResult | string {
    const kind = CORE_KINDS[reloc.kind];
    if (!kind) return `unknown kind ${reloc.kind}`;
    const spec = parseSpec(this.local, reloc.type, reloc.access, kind);
    if (typeof spec === 'string') return spec;
    const value = this.relocate(spec);
    const access = formatSpec(spec);
    if (typeof value === 'string') return `${access}: ${value}`;
    const poisoned = patchInsn(code, reloc.offset, value);
    if (typeof poisoned === 'string') return `${access}: ${poisoned}`;
    const { local, target } = value;
    return { section, offset: reloc.offset, kind, access, local, target: poisoned ? undefined : target };
  }

  private relocate(spec: Spec): Relocated | string {
    if (spec.kind === 'type_id_local') {
      const local = BigInt(spec.root);
      const target = BigInt(this.localId(spec.root));
      return { ...FIXED, local, target };
    }
    const name = nameOf(typeOf(this.local, spec.root));
    if (name === '') return 'an anonymous type has no counterpart';
    const candidates = this.candidatesOf(spec.root, essentialName(name));
    const kept: Candidate[] = [];
    let first: { spec: Spec; value: Relocated } | undefined;
    for (const candidate of candidates) {
      const match = matchSpec(spec, candidate.btf, candidate.id);
      if (!match) continue;
      const value = calculate(spec, match);
      if (typeof value === 'string') return value;
      kept.push(candidate);
      if (!first) first = { spec: match, value };
      else if (match.bitOffset !== first.spec.bitOffset)
        return `types ${first.spec.root} and ${candidate.id} of the target have it at different offsets`;
      else if (value.poison !== first.value.poison || value.target !== first.value.target)
        return `types ${first.spec.root} and ${candidate.id} of the target give different values`;
    }
    if (kept.length > 0) this.candidates.set(spec.root, kept);
    return first?.value ?? calculate(spec, undefined);
  }

  /** Types of the first target that has any of the same kind and name but for flavors (bpf_core_add_cands). */
  private candidatesOf(root: BtfId, name: string): readonly Candidate[] {
    const known = this.candidates.get(root);
    if (known) return known;
    const type = typeOf(this.local, root);
    let found: Candidate[] = [];
    for (const btf of this.targets) {
      const ids = idsOf(btf, name).filter(id => sameKind(typeOf(btf, id), type));
      found = ids.map(id => ({ btf, id }));
      if (found.length > 0) break;
    }
    this.candidates.set(root, found);
    return found;
  }
}

/** A type of one of the targets. */
interface Candidate {
  readonly btf: Types;
  readonly id: BtfId;
}

const idsOf = (btf: Types, name: string): readonly BtfId[] =>
  'types' in btf ? (indexOf(btf).get(name) ?? []) : btf.idsOf(name);

const FIXED = {
  poison: false,
  validate: false,
  localSize: 0,
  targetSize: 0,
  sizeMismatch: false,
} as const;

const indexes = new WeakMap<Btf, ReadonlyMap<string, readonly BtfId[]>>();

/** Ids by essential name, made once for each BTF. */
function indexOf(btf: Btf): ReadonlyMap<string, readonly BtfId[]> {
  const known = indexes.get(btf);
  if (known) return known;
  const index = new Map<string, BtfId[]>();
  for (let id = 1; id < btf.types.length; id++) {
    const name = essentialName(nameOf(btf.types[id]!));
    if (name === '') continue;
    const ids = index.get(name);
    if (ids) ids.push(id);
    else index.set(name, [id]);
  }
  indexes.set(btf, index);
  return index;
}

/** Values on both sides (bpf_core_calc_relo); a text when the relocation makes no sense. */
function calculate(local: Spec, target: Spec | undefined): Relocated | string {
  const { kind } = local;
  if (isTypeKind(kind)) {
    const validate = kind !== 'type_id_target';
    return { ...FIXED, validate, local: typeValue(local), target: target ? typeValue(target) : 0n };
  }
  if (!isFieldKind(kind)) {
    const exists = kind === 'enumval_exists';
    const value = (spec: Spec | undefined): bigint =>
      spec === undefined ? 0n : exists ? 1n : BigInt.asUintN(64, enumValue(spec));
    const poison = target === undefined && !exists;
    return { ...FIXED, validate: true, poison, local: value(local), target: value(target) };
  }
  const from = fieldValue(local);
  if (typeof from === 'string') return from;
  if (!target) {
    const poison = kind !== 'field_exists';
    return { ...FIXED, validate: from.validate, poison, local: from.value, target: 0n };
  }
  const to = fieldValue(target);
  if (typeof to === 'string') return to;
  return {
    local: from.value,
    target: to.value,
    poison: false,
    validate: from.validate,
    localSize: from.size,
    targetSize: to.size,
    sizeMismatch: from.size !== to.size && !canResize(local.btf, from.type, target.btf, to.type),
  };
}

function typeValue(spec: Spec): bigint {
  switch (spec.kind) {
    case 'type_id_target':
      return BigInt(spec.root);
    case 'type_size':
      return BigInt(sizeOf(spec.btf, spec.root) ?? 0);
    default:
      return 1n;
  }
}

function enumValue(spec: Spec): bigint {
  const accessor = spec.accessors[0];
  const type = accessor && typeOf(spec.btf, accessor.type);
  return type && isEnum(type) ? (type.values[accessor.index]?.value ?? 0n) : 0n;
}

/** A load may be widened or narrowed for pointers and unsigned integers: zero extension is then right. */
function canResize(local: Types, localId: BtfId, target: Types, targetId: BtfId): boolean {
  const a = typeOf(local, resolve(local, localId));
  const b = typeOf(target, resolve(target, targetId));
  if (a.kind === 'ptr' && b.kind === 'ptr') return true;
  return a.kind === 'int' && b.kind === 'int' && !a.signed && !b.signed;
}

interface FieldValue {
  readonly value: bigint;
  readonly validate: boolean;
  /** Of the field as one load sees it, and its type; 0 for all but plain byte offsets. */
  readonly size: number;
  readonly type: BtfId;
}

/** What a field relocation asks of one side (bpf_core_calc_field_relo). */
function fieldValue(spec: Spec): FieldValue | string {
  const { btf, kind } = spec;
  if (kind === 'field_exists') return { value: 1n, validate: true, size: 0, type: 0 };
  const last = spec.accessors[spec.accessors.length - 1]!;
  const owner = typeOf(btf, last.type);
  if (last.name === undefined) {
    const size = sizeOf(btf, last.type);
    if (size === undefined) return 'the element has no size';
    if (kind === 'field_byte_offset')
      return { value: BigInt(spec.bitOffset / 8), validate: true, size, type: last.type };
    if (kind === 'field_byte_size') return { value: BigInt(size), validate: true, size: 0, type: 0 };
    return `${kind} of an array element`;
  }
  const member = isComposite(owner) ? owner.members[last.index] : undefined;
  if (!member) return 'the member is not there';
  const field = fieldPlace(btf, member.type, spec.bitOffset, member.bitSize);
  if (typeof field === 'string') return field;
  const { byteOffset, byteSize, bitSize, isBitField, type } = field;
  const plain = (value: number, validate = !isBitField): FieldValue => ({
    value: BigInt(value),
    validate,
    size: 0,
    type: 0,
  });
  switch (kind) {
    case 'field_byte_offset': {
      if (isBitField) return plain(byteOffset);
      // Loads are of elements, whatever the array.
      let element = type;
      for (let t = typeOf(btf, element); t.kind === 'array'; t = typeOf(btf, element))
        element = resolve(btf, t.type);
      const size = sizeOf(btf, element);
      if (size === undefined) return 'the element has no size';
      return { value: BigInt(byteOffset), validate: true, size, type };
    }
    case 'field_byte_size':
      return plain(byteSize);
    case 'field_signed': {
      const t = typeOf(btf, type);
      return plain((isEnum(t) || t.kind === 'int') && t.signed ? 1 : 0, true);
    }
    case 'field_lshift_u64':
      return plain(64 - (spec.bitOffset + bitSize - byteOffset * 8));
    case 'field_rshift_u64':
      return plain(64 - bitSize, true);
    default:
      return `${kind} of a field`;
  }
}

interface FieldPlace {
  readonly byteOffset: number;
  readonly byteSize: number;
  readonly bitSize: number;
  readonly isBitField: boolean;
  readonly type: BtfId;
}

/** Where a field is as a naturally aligned load sees it: bit-fields get the smallest load that covers them. */
function fieldPlace(btf: Types, id: BtfId, bitOffset: number, bits: number): FieldPlace | string {
  const type = resolve(btf, id);
  let byteSize = sizeOf(btf, type);
  if (byteSize === undefined || (bits > 0 && byteSize === 0)) return 'the field has no size';
  if (bits === 0)
    return {
      byteOffset: Math.floor(bitOffset / 8),
      byteSize,
      bitSize: byteSize * 8,
      isBitField: false,
      type,
    };
  const aligned = (size: number): number => Math.floor(bitOffset / 8 / size) * size;
  let byteOffset = aligned(byteSize);
  while (bitOffset + bits - byteOffset * 8 > byteSize * 8) {
    if (byteSize >= 8) return 'no load covers the whole bit-field';
    byteSize *= 2;
    byteOffset = aligned(byteSize);
  }
  return { byteOffset, byteSize, bitSize: bits, isBitField: true, type };
}

/** `struct iphdr.saddr`, `enum e.VALUE`, with `[i]` for elements. */
function formatSpec(spec: Spec): string {
  const type = typeOf(spec.btf, spec.root);
  const name = nameOf(type) || '(anonymous)';
  const head = type.kind === 'typedef' || type.kind === 'int' ? name : `${type.kind} ${name}`;
  return spec.accessors.reduce(
    (text, { name: member, index }, i) =>
      member !== undefined ? `${text}.${member}` : i > 0 || index > 0 ? `${text}[${index}]` : text,
    head,
  );
}
