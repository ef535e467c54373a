/** The BTF of several objects as one, with sections described as linking laid them out. */
import { encodeBtf } from './encode.js';
import type { Btf, BtfId, BtfType } from './types.js';

type Datasec = Extract<BtfType, { kind: 'datasec' }>;

/** All types of all objects in one numbering: each object's own ids move up by what came before. */
export class MergedTypes {
  private readonly types: BtfType[] = [{ kind: 'void' }];
  private readonly datasecs = new Map<string, BtfId>();

  /** Adds an object's types; gives what each of its ids became. */
  add(btf: Btf): (id: BtfId) => BtfId {
    const base = this.types.length - 1;
    const ids = new Map<BtfId, BtfId>();
    const move = (id: BtfId): BtfId => (id === 0 ? 0 : (ids.get(id) ?? id + base));
    for (const [id, type] of btf.types.entries()) {
      if (id === 0) continue;
      const moved = moveType(type, old => (old === 0 ? 0 : old + base));
      const known = moved.kind === 'datasec' ? this.datasecs.get(moved.name) : undefined;
      if (moved.kind === 'datasec' && known !== undefined) {
        // One section has one description; its old number stays as an unused name.
        const first = this.types[known] as Datasec;
        this.types[known] = { ...first, vars: [...first.vars, ...moved.vars] };
        ids.set(id, known);
        this.types.push({ kind: 'typedef', name: `${moved.name}.merged`, type: 0 });
        continue;
      }
      if (moved.kind === 'datasec') this.datasecs.set(moved.name, this.types.length);
      this.types.push(moved);
    }
    return move;
  }

  /** The type with an id of the merged numbering. */
  at(id: BtfId): BtfType | undefined {
    return this.types[id];
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
