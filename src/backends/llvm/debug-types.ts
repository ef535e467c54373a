/** BTF types as LLVM debug types, each made once. */
import type { Btf, BtfId, BtfType } from '../../frontend/btf/types.js';
import { type Metadata, metadataString } from './metadata.js';

const POINTER_BITS = 64;
/** `void` and whatever has no type of its own. */
const NONE = 'null';

export class DebugTypes {
  readonly #btf: Btf;
  readonly #metadata: Metadata;
  readonly #file: string;
  readonly #made = new Map<BtfId, string>();

  constructor(btf: Btf, metadata: Metadata, file: string) {
    this.#btf = btf;
    this.#metadata = metadata;
    this.#file = file;
  }

  /** The metadata of a type; `null` for void. */
  type(id: BtfId): string {
    const known = this.#made.get(id);
    if (known !== undefined) return known;
    const type = this.#btf.types[id];
    if (type === undefined || type.kind === 'void') return NONE;
    if (type.kind === 'decl_tag' || type.kind === 'datasec' || type.kind === 'var' || type.kind === 'func')
      return NONE;
    // Types refer to themselves through pointers, so the name exists before the text.
    const name = this.#metadata.reserve();
    this.#made.set(id, name);
    this.#metadata.define(name, this.#text(type));
    return name;
  }

  /** `!DISubroutineType` of a FUNC_PROTO. */
  prototype(id: BtfId): string {
    const type = this.#btf.types[id];
    if (type?.kind !== 'func_proto') return this.#metadata.add('!DISubroutineType(types: !{})');
    return this.#metadata.add(this.#text(type));
  }

  /** Every struct, union, enum and typedef with a name: a debugger finds them even where nothing uses them. */
  named(): string[] {
    return this.#btf.types.flatMap((type, id) => {
      switch (type.kind) {
        case 'struct':
        case 'union':
        case 'enum':
        case 'enum64':
        case 'typedef':
          return type.name === '' ? [] : [this.type(id)];
        default:
          return [];
      }
    });
  }

  #text(type: BtfType): string {
    switch (type.kind) {
      case 'int':
        return `!DIBasicType(name: ${metadataString(type.name)}, size: ${type.size * 8}, encoding: ${encoding(type)})`;
      case 'float':
        return `!DIBasicType(name: ${metadataString(type.name)}, size: ${type.size * 8}, encoding: DW_ATE_float)`;
      case 'ptr':
        return this.#derived('DW_TAG_pointer_type', '', type.type, `, size: ${POINTER_BITS}`);
      case 'typedef':
        return this.#derived('DW_TAG_typedef', type.name, type.type, `, file: ${this.#file}`);
      case 'const':
      case 'volatile':
      case 'restrict':
        return this.#derived(`DW_TAG_${type.kind}_type`, '', type.type, '');
      case 'type_tag': {
        // DWARF has no place for the tag: a typedef keeps its name in sight.
        return this.#derived('DW_TAG_typedef', type.name, type.type, '');
      }
      case 'array': {
        const range = this.#metadata.add(`!DISubrange(count: ${type.count})`);
        const size = this.#sizeOf(type.type) * type.count * 8;
        return `!DICompositeType(tag: DW_TAG_array_type, baseType: ${this.type(type.type)}, size: ${size}, elements: ${this.#metadata.tuple([range])})`;
      }
      case 'struct':
      case 'union': {
        const members = type.members.map(m => {
          const size = m.bitSize || this.#sizeOf(m.type) * 8;
          const bits = m.bitSize
            ? `, flags: DIFlagBitField, extraData: i64 ${Math.floor(m.bitOffset / 32) * 32}`
            : '';
          return this.#metadata.add(
            this.#derived('DW_TAG_member', m.name, m.type, `, size: ${size}, offset: ${m.bitOffset}${bits}`),
          );
        });
        const name = type.name && `name: ${metadataString(type.name)}, `;
        return `distinct !DICompositeType(tag: DW_TAG_${type.kind === 'struct' ? 'structure' : 'union'}_type, ${name}file: ${this.#file}, size: ${type.size * 8}, elements: ${this.#metadata.tuple(members)})`;
      }
      case 'enum':
      case 'enum64': {
        const values = type.values.map(v =>
          this.#metadata.add(
            `!DIEnumerator(name: ${metadataString(v.name)}, value: ${v.value}${type.signed ? '' : ', isUnsigned: true'})`,
          ),
        );
        const name = type.name && `name: ${metadataString(type.name)}, `;
        return `!DICompositeType(tag: DW_TAG_enumeration_type, ${name}file: ${this.#file}, size: ${type.size * 8}, elements: ${this.#metadata.tuple(values)})`;
      }
      case 'fwd':
        return `!DICompositeType(tag: DW_TAG_${type.union ? 'union' : 'structure'}_type, name: ${metadataString(type.name)}, file: ${this.#file}, flags: DIFlagFwdDecl)`;
      case 'func_proto': {
        const types = [this.type(type.ret), ...type.params.map(p => this.type(p.type))];
        return `!DISubroutineType(types: ${this.#metadata.tuple(types)})`;
      }
      case 'void':
      case 'func':
      case 'var':
      case 'datasec':
      case 'decl_tag':
        return '!DIBasicType(tag: DW_TAG_unspecified_type, name: "void")';
    }
  }

  #derived(tag: string, name: string, base: BtfId, rest: string): string {
    const label = name && `name: ${metadataString(name)}, `;
    return `!DIDerivedType(tag: ${tag}, ${label}baseType: ${this.type(base)}${rest})`;
  }

  /** In bytes; 0 for what has none. */
  #sizeOf(id: BtfId): number {
    for (let depth = 0; depth < 32; depth++) {
      const type = this.#btf.types[id];
      switch (type?.kind) {
        case 'ptr':
          return POINTER_BITS / 8;
        case 'array':
          return type.count * this.#sizeOf(type.type);
        case 'typedef':
        case 'const':
        case 'volatile':
        case 'restrict':
        case 'type_tag':
          id = type.type;
          break;
        default:
          return type !== undefined && 'size' in type ? type.size : 0;
      }
    }
    return 0;
  }
}

function encoding(type: BtfType & { kind: 'int' }): string {
  if (type.bool) return 'DW_ATE_boolean';
  if (type.char || type.size === 1) return type.signed ? 'DW_ATE_signed_char' : 'DW_ATE_unsigned_char';
  return type.signed ? 'DW_ATE_signed' : 'DW_ATE_unsigned';
}
