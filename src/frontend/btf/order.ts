/**
 * The order in which C needs types: a struct that is embedded must be complete before, one behind a pointer only
 * declared. The order is that of libbpf's btf_dump.
 */
import { isComposite, isEnum } from './core-match.js';
import type { Btf, BtfId } from './types.js';
import { nameOf, typeOf } from './walk.js';

const NEW = 0;
const OPEN = 1;
const DONE = 2;

/** Collects the types to define at top level, in an order that compiles. */
export class DefinitionOrder {
  readonly ids: BtfId[] = [];
  private readonly btf: Btf;
  private readonly state: Uint8Array;
  private readonly referenced: Uint8Array;

  constructor(btf: Btf) {
    this.btf = btf;
    this.state = new Uint8Array(btf.types.length);
    this.referenced = referencedTypes(btf);
  }

  /**
   * Appends what a type needs, and itself. True when the type counts as a definition, so that a typedef of it, even
   * behind a pointer, must be one too.
   */
  add(id: BtfId, throughPointer = false): boolean {
    const type = typeOf(this.btf, id);
    // A type that is being ordered is reached again only behind a pointer: a declaration will do.
    if (this.state[id] !== NEW) return this.state[id] === DONE;
    switch (type.kind) {
      case 'ptr': {
        const strong = this.add(type.type, true);
        this.state[id] = DONE;
        return strong;
      }
      case 'array':
        return this.add(type.type, false);
      case 'struct':
      case 'union':
        if (throughPointer && type.name !== '') return false;
        this.state[id] = OPEN;
        for (const member of type.members) this.add(member.type, false);
        if (type.name !== '') this.ids.push(id);
        this.state[id] = DONE;
        return true;
      case 'enum':
      case 'enum64':
      case 'fwd':
        // An anonymous enum that somebody uses is written where it is used.
        if (type.name !== '' || !this.referenced[id]) this.ids.push(id);
        this.state[id] = DONE;
        return true;
      case 'typedef': {
        const strong = this.add(type.type, throughPointer);
        if (throughPointer && !strong) return false;
        if (this.state[id] === NEW) this.ids.push(id);
        this.state[id] = DONE;
        return true;
      }
      case 'const':
      case 'volatile':
      case 'restrict':
      case 'type_tag':
        return this.add(type.type, throughPointer);
      case 'func_proto': {
        let strong = this.add(type.ret, throughPointer);
        for (const param of type.params) if (this.add(param.type, throughPointer)) strong = true;
        return strong;
      }
      default:
        this.state[id] = DONE;
        return false;
    }
  }
}

/** Which types another type refers to. */
function referencedTypes(btf: Btf): Uint8Array {
  const referenced = new Uint8Array(btf.types.length);
  for (const type of btf.types) {
    if (isComposite(type)) for (const member of type.members) referenced[member.type] = 1;
    else if (type.kind === 'array') {
      referenced[type.index] = 1;
      referenced[type.type] = 1;
    } else if (type.kind === 'func_proto') {
      referenced[type.ret] = 1;
      for (const param of type.params) referenced[param.type] = 1;
    } else if (type.kind === 'datasec') for (const entry of type.vars) referenced[entry.type] = 1;
    else if ('type' in type) referenced[type.type] = 1;
  }
  return referenced;
}

/**
 * Names for C, where one may not stand for two types: the second `foo` becomes `foo___2`. Tags of structs and enums
 * are one space of names, typedefs and enumerators another.
 */
export class Names {
  private readonly btf: Btf;
  private readonly known = new Map<BtfId, string>();
  private readonly tags = new Map<string, number>();
  private readonly idents = new Map<string, number>();

  constructor(btf: Btf) {
    this.btf = btf;
  }

  /** The name of a named type. */
  of(id: BtfId): string {
    const known = this.known.get(id);
    if (known !== undefined) return known;
    const type = typeOf(this.btf, id);
    const name = nameOf(type);
    const isDeclaration = type.kind === 'fwd' || (isEnum(type) && type.values.length === 0);
    const unique =
      isDeclaration || name === '' ? name : count(type.kind === 'typedef' ? this.idents : this.tags, name);
    this.known.set(id, unique);
    return unique;
  }

  /** The name of an enumerator: each use of one counts. */
  ofEnumerator(name: string): string {
    return count(this.idents, name);
  }
}

function count(names: Map<string, number>, name: string): string {
  const uses = (names.get(name) ?? 0) + 1;
  names.set(name, uses);
  return uses === 1 ? name : `${name}___${uses}`;
}
