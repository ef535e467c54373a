/** The BTF of several objects as one, with sections described as linking laid them out. */
import { equalTypes } from './dedup.js';
import { encodeBtf } from './encode.js';
import type { Btf, BtfId, BtfType } from './types.js';

const VOID: BtfType = { kind: 'void' };

type Datasec = Extract<BtfType, { kind: 'datasec' }>;

/** All types of all objects in one numbering, in which types that say the same are one. */
export class MergedTypes {
  /** For each of the objects, what its ids are here. */
  readonly typeIds: readonly ((id: BtfId) => BtfId)[];
  private readonly types: BtfType[] = [VOID];
  private readonly datasecs = new Map<string, BtfId>();

  constructor(btfs: readonly (Btf | undefined)[]) {
    const all: BtfType[] = [VOID];
    const bases = btfs.map(btf => {
      const base = all.length - 1;
      for (const type of btf?.types.slice(1) ?? [])
        all.push(moveType(type, id => (id === 0 ? 0 : id + base)));
      return base;
    });
    // One object keeps its numbering: tools that know the object then know the module.
    const equal = btfs.length > 1 ? equalTypes(all) : undefined;
    const ids = new Uint32Array(all.length);
    for (const [id, type] of all.entries()) {
      const first = equal?.[id] ?? id;
      const section = type.kind === 'datasec' ? this.datasecs.get(type.name) : undefined;
      if (id === 0) continue;
      if (first !== id) ids[id] = ids[first]!;
      else if (section !== undefined && type.kind === 'datasec') {
        // One section has one description.
        const known = this.types[section] as Datasec;
        this.types[section] = { ...known, vars: [...known.vars, ...type.vars] };
        ids[id] = section;
      } else {
        ids[id] = this.types.length;
        if (type.kind === 'datasec') this.datasecs.set(type.name, this.types.length);
        this.types.push(type);
      }
    }
    for (let id = 1; id < this.types.length; id++)
      this.types[id] = moveType(this.types[id]!, old => ids[old]!);
    this.typeIds = bases.map(base => id => (id === 0 ? 0 : ids[id + base]!));
  }

  /** The merged id of the DATASEC of a section. */
  sectionId(name: string): BtfId | undefined {
    return this.datasecs.get(name);
  }

  /** Says where linking put the variables of a section; those that it does not know keep their place. */
  layOut(name: string, size: number, offsets: ReadonlyMap<BtfId, number>): void {
    const id = this.datasecs.get(name);
    if (id === undefined) return;
    const section = this.types[id] as Datasec;
    const vars = section.vars.map(entry => ({ ...entry, offset: offsets.get(entry.type) ?? entry.offset }));
    this.types[id] = { ...section, size, vars: vars.sort((a, b) => a.offset - b.offset) };
  }

  finish(): Btf {
    return encodeBtf(this.types);
  }
}

function moveType(type: BtfType, move: (id: BtfId) => BtfId): BtfType {
  switch (type.kind) {
    case 'ptr':
    case 'typedef':
    case 'type_tag':
    case 'volatile':
    case 'const':
    case 'restrict':
    case 'func':
    case 'var':
    case 'decl_tag':
      return { ...type, type: move(type.type) };
    case 'array':
      return { ...type, type: move(type.type), index: move(type.index) };
    case 'struct':
    case 'union':
      return { ...type, members: type.members.map(m => ({ ...m, type: move(m.type) })) };
    case 'func_proto':
      return { ...type, ret: move(type.ret), params: type.params.map(p => ({ ...p, type: move(p.type) })) };
    case 'datasec':
      return { ...type, vars: type.vars.map(v => ({ ...v, type: move(v.type) })) };
    default:
      return type;
  }
}
