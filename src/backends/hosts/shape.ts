/** What a host sees of a module: its programs with their contexts, its maps and global sections with their types. */
import { essentialName } from '../../frontend/btf/core-match.js';
import type { Btf, BtfId } from '../../frontend/btf/types.js';
import { resolve, sizeOf, skipModifiers, typeOf } from '../../frontend/btf/walk.js';
import type { Module } from '../../frontend/program.js';
import { contextOf } from '../../platform/contexts.js';
import { type MapType, mapType } from '../../platform/maps.js';
import { programType } from '../../platform/programs.js';
import { matchSection } from '../../platform/sections.js';

export interface HostProgram {
  readonly name: string;
  /** The C type that its first argument points to: the runtime's own, or the host's; undefined for any. */
  readonly context: string | undefined;
  /** The same as BTF has it, when it does. */
  readonly contextType: BtfId | undefined;
}

export interface HostMap {
  readonly name: string;
  readonly type: MapType | undefined;
  readonly key: BtfId | undefined;
  readonly value: BtfId | undefined;
  readonly keySize: number;
  readonly valueSize: number;
}

export interface HostVariable {
  readonly name: string;
  readonly type: BtfId;
  readonly offset: number;
  readonly size: number;
}

export interface HostSection {
  /** `.bss` */
  readonly section: string;
  /** `bss` */
  readonly name: string;
  readonly size: number;
  readonly variables: readonly HostVariable[];
}

export interface HostShape {
  /** An identifier. */
  readonly name: string;
  readonly btf: Btf;
  readonly programs: readonly HostProgram[];
  readonly maps: readonly HostMap[];
  readonly sections: readonly HostSection[];
  /** Types that the host needs: of keys, values and variables, and what variables point to. */
  readonly types: readonly BtfId[];
}

const NO_BTF: Btf = { types: [{ kind: 'void' }], bytes: new Uint8Array() };

export const identifier = (text: string): string =>
  text.replace(/^\.+/, '').replace(/\W/g, '_').replace(/^(\d)/, '_$1');

/** The shape of a linked module. */
export function shapeOf(module: Module): HostShape {
  const btf = module.btf ?? NO_BTF;
  const maps = module.maps
    .filter(map => !map.template)
    .map(map => ({
      name: map.name,
      type: mapType(map.type),
      key: typed(btf, map.btfKey, map.keySize),
      value: typed(btf, map.btfValue, map.valueSize),
      keySize: map.keySize,
      valueSize: map.valueSize,
    }));
  const sections = module.globals.flatMap(global => {
    const section = typeOf(btf, global.btfId ?? 0);
    if (section.kind !== 'datasec') return [];
    const variables = section.vars.flatMap(({ type, offset, size }) => {
      const variable = typeOf(btf, type);
      return variable.kind === 'var' ? [{ name: variable.name, type: variable.type, offset, size }] : [];
    });
    variables.sort((a, b) => a.offset - b.offset);
    return [{ section: global.name, name: identifier(global.name), size: global.size, variables }];
  });
  return {
    name: identifier(module.name),
    btf,
    programs: module.functions.filter(f => f.kind === 'program').map(f => programOf(btf, f)),
    maps,
    sections,
    types: neededTypes(btf, maps, sections),
  };
}

function typed(btf: Btf, id: BtfId | undefined, size: number): BtfId | undefined {
  return id !== undefined && id !== 0 && sizeOf(btf, id) === size ? id : undefined;
}

function programOf(btf: Btf, { name, section, btfId }: Module['functions'][number]): HostProgram {
  const type = matchSection(section)?.rule.type;
  const native = type && contextOf(programType(type).context, 'x86_64').native?.struct;
  const func = typeOf(btf, btfId ?? 0);
  const proto = func.kind === 'func' ? typeOf(btf, func.type) : undefined;
  const first =
    proto?.kind === 'func_proto' ? typeOf(btf, resolve(btf, proto.params[0]?.type ?? 0)) : undefined;
  const pointee = first?.kind === 'ptr' ? skipModifiers(btf, first.type) : 0;
  const struct = typeOf(btf, pointee);
  const isStruct = struct.kind === 'struct' || struct.kind === 'fwd';
  return {
    name,
    context: native
      ? `struct ${native}`
      : isStruct && struct.name !== ''
        ? `struct ${essentialName(struct.name)}`
        : undefined,
    contextType: native === undefined && struct.kind === 'struct' ? pointee : undefined,
  };
}

/** In the order of maps and sections, each once. */
function neededTypes(btf: Btf, maps: readonly HostMap[], sections: readonly HostSection[]): BtfId[] {
  const ids = new Set<BtfId>();
  const add = (id: BtfId | undefined) => {
    if (id === undefined) return;
    ids.add(id);
    const type = typeOf(btf, resolve(btf, id));
    const to = type.kind === 'ptr' ? resolve(btf, type.type) : 0;
    const pointee = typeOf(btf, to);
    if ((pointee.kind === 'struct' || pointee.kind === 'union') && pointee.name !== '') ids.add(to);
  };
  for (const { key, value } of maps) for (const id of [key, value]) add(id);
  for (const { variables } of sections) for (const { type } of variables) add(type);
  return [...ids];
}
