/** Types as C text, in the layout of `bpftool btf dump … format c`. */
import { DefinitionOrder, Names } from './order.js';
import type { Btf, BtfId, BtfType } from './types.js';
import { alignOf, nameOf, sizeOf, typeOf } from './walk.js';

/**
 * Definitions of these types and of all they need, each followed by an empty line; of every type when no ids are
 * given. What pointers lead to is only declared, unless it is among the ids.
 */
export function formatDefinitions(btf: Btf, ids?: readonly BtfId[]): string {
  const writer = new DefinitionWriter(btf);
  for (const id of ids ?? btf.types.keys()) writer.add(id);
  return writer.text;
}

/** A declaration of `name` with a type: `struct foo *(*name)[4]`; without a name, the type as in a cast. */
export function formatDeclaration(btf: Btf, id: BtfId, name = ''): string {
  return new DeclarationWriter(btf, new Names(btf)).declare(id, name, 0);
}

type Struct = Extract<BtfType, { kind: 'struct' | 'union' }>;
type Enum = Extract<BtfType, { kind: 'enum' | 'enum64' }>;

/** Writes declarators: C's types read from the name outwards. */
class DeclarationWriter {
  protected readonly btf: Btf;
  protected readonly names: Names;

  constructor(btf: Btf, names: Names) {
    this.btf = btf;
    this.names = names;
  }

  declare(id: BtfId, name: string, level: number): string {
    // From the declared thing to the type at the end of the chain.
    const chain: BtfId[] = [];
    for (let at = id; ; ) {
      chain.push(at);
      const type = typeOf(this.btf, at);
      if (isLink(type)) at = type.type;
      else if (type.kind === 'func_proto') at = type.ret;
      else break;
    }
    return this.writeChain(chain, name, level);
  }

  /** Writes from the end of the chain, the base type, back to the name. */
  private writeChain(chain: BtfId[], name: string, level: number): string {
    let text = '';
    // After a pointer, and at the start, no space is needed before what follows.
    let afterPointer = true;
    const named = (): string => (name !== '' && !afterPointer ? ` ${name}` : name);
    for (let id = chain.pop(); id !== undefined; id = chain.pop()) {
      const type = typeOf(this.btf, id);
      switch (type.kind) {
        case 'ptr':
          text += afterPointer ? '*' : ' *';
          break;
        case 'const':
        case 'volatile':
        case 'restrict':
          text += ` ${type.kind}`;
          break;
        case 'type_tag':
          text += `${this.qualifiers(chain)} __attribute__((btf_type_tag("${type.name}")))`;
          break;
        case 'array': {
          // A qualified array is an array of qualified elements, which the base type has said.
          this.dropQualifiers(chain);
          if (chain.length === 0) return `${text}${named()}[${type.count}]`;
          const isMatrix = typeOf(this.btf, chain[chain.length - 1]!).kind === 'array';
          if (name !== '' && !afterPointer) text += ' ';
          const inner = this.writeChain(chain, name, level);
          return `${text}${isMatrix ? inner : `(${inner})`}[${type.count}]`;
        }
        case 'func_proto': {
          this.dropQualifiers(chain);
          text += chain.length > 0 ? ` (${this.writeChain(chain, name, level)})` : named();
          return `${text}(${this.parameters(type, level)})`;
        }
        default:
          text += this.qualifiers(chain) + this.baseType(id, type, level);
      }
      afterPointer = type.kind === 'ptr';
    }
    return text + named();
  }

  private parameters(type: Extract<BtfType, { kind: 'func_proto' }>, level: number): string {
    if (type.params.length === 0) return 'void';
    const last = type.params.length - 1;
    return type.params
      .map((param, i) =>
        i === last && param.type === 0 ? '...' : this.declare(param.type, param.name, level),
      )
      .join(', ');
  }

  private qualifiers(chain: BtfId[]): string {
    let text = '';
    for (let type = this.top(chain); type && isQualifier(type); type = this.top(chain)) {
      text += `${type.kind} `;
      chain.pop();
    }
    return text;
  }

  private dropQualifiers(chain: BtfId[]): void {
    while (isQualifier(this.top(chain))) chain.pop();
  }

  private top(chain: readonly BtfId[]): BtfType | undefined {
    const id = chain[chain.length - 1];
    return id === undefined ? undefined : typeOf(this.btf, id);
  }

  private baseType(id: BtfId, type: BtfType, level: number): string {
    switch (type.kind) {
      case 'struct':
      case 'union':
        return type.name === '' ? this.structBody(id, type, level) : `${type.kind} ${this.names.of(id)}`;
      case 'enum':
      case 'enum64':
        return type.name === '' ? this.enumBody(id, type, level) : `enum ${this.names.of(id)}`;
      case 'fwd':
        return `${type.union ? 'union' : 'struct'} ${this.names.of(id)}`;
      case 'typedef':
        return this.names.of(id);
      case 'void':
        return 'void';
      default:
        return nameOf(type);
    }
  }

  /** `struct foo { … }` with every member on a line of its own, indented by `level` tabs. */
  structBody(id: BtfId, type: Struct, level: number): string {
    const packed = type.kind === 'struct' && isPacked(this.btf, type);
    const lines: string[] = [];
    const indent = '\t'.repeat(level + 1);
    let end = 0;
    let afterBitField = false;
    for (const member of type.members) {
      const isBitField = member.bitSize > 0;
      const align = packed ? 1 : alignOf(this.btf, member.type);
      lines.push(...padding(end, member.bitOffset, align, afterBitField && isBitField));
      const text = this.declare(member.type, member.name, level + 1);
      lines.push(isBitField ? `${text}: ${member.bitSize};` : `${text};`);
      end = member.bitOffset + (isBitField ? member.bitSize : (sizeOf(this.btf, member.type) ?? 0) * 8);
      afterBitField = isBitField;
    }
    if (type.kind === 'struct')
      lines.push(...padding(end, type.size * 8, packed ? 1 : alignOf(this.btf, id), false));
    const name = type.name === '' ? '' : ` ${this.names.of(id)}`;
    const close = type.members.length > 0 || type.size > 0 ? `\n${'\t'.repeat(level)}}` : '}';
    const attribute = packed ? ' __attribute__((packed))' : '';
    return `${type.kind}${name} {${lines.map(line => `\n${indent}${line}`).join('')}${close}${attribute}`;
  }

  enumBody(id: BtfId, type: Enum, level: number): string {
    const name = type.name === '' ? 'enum' : `enum ${this.names.of(id)}`;
    if (type.values.length === 0) return name;
    const indent = '\t'.repeat(level + 1);
    const suffix = type.kind === 'enum64' ? (type.signed ? 'LL' : 'ULL') : '';
    const lines = type.values.map(
      ({ name: value, value: number }) =>
        `\n${indent}${this.names.ofEnumerator(value)} = ${number}${suffix},`,
    );
    // A 64-bit enum whose values would fit 32 bits must say how large it is.
    const fits = type.values.every(
      ({ value }) => BigInt.asIntN(32, value) === value || BigInt.asUintN(32, value) === value,
    );
    const mode = type.size === 1 ? 'byte' : type.size === 8 && fits ? 'word' : '';
    return `${name} {${lines.join('')}\n${'\t'.repeat(level)}}${mode && ` __attribute__((mode(${mode})))`}`;
  }
}

const NEW = 0;
const EMITTING = 1;
const EMITTED = 2;

/** Writes definitions in order, with the declarations that they need before them. */
class DefinitionWriter {
  text = '';
  private readonly btf: Btf;
  private readonly names: Names;
  private readonly writer: DeclarationWriter;
  private readonly order: DefinitionOrder;
  private readonly state: Uint8Array;
  private readonly declared: Uint8Array;
  private written = 0;

  constructor(btf: Btf) {
    this.btf = btf;
    this.names = new Names(btf);
    this.writer = new DeclarationWriter(btf, this.names);
    this.order = new DefinitionOrder(btf);
    this.state = new Uint8Array(btf.types.length);
    this.declared = new Uint8Array(btf.types.length);
  }

  add(id: BtfId): void {
    this.order.add(id);
    while (this.written < this.order.ids.length) this.emit(this.order.ids[this.written++]!, 0);
  }

  /** What type `id` needs inside of the definition of `container`; 0 to define it at top level. */
  private emit(id: BtfId, container: BtfId): void {
    const type = typeOf(this.btf, id);
    if (this.state[id] === EMITTED) return;
    if (this.state[id] === EMITTING) {
      if (this.declared[id] || id === container) return;
      if ((type.kind === 'struct' || type.kind === 'union') && type.name !== '') this.declareTag(id, type);
      else if (type.kind === 'typedef') {
        this.defineTypedef(id, type);
        this.declared[id] = 1;
      }
      return;
    }
    switch (type.kind) {
      case 'enum':
      case 'enum64':
        if (container === 0) this.line(this.writer.enumBody(id, type, 0));
        this.state[id] = EMITTED;
        return;
      case 'fwd':
        this.line(`${type.union ? 'union' : 'struct'} ${type.name}`);
        this.state[id] = EMITTED;
        return;
      case 'typedef':
        this.state[id] = EMITTING;
        this.emit(type.type, id);
        if (!this.declared[id]) this.defineTypedef(id, type);
        this.state[id] = EMITTED;
        return;
      case 'struct':
      case 'union':
        this.emitStruct(id, type, container);
        return;
      case 'ptr':
      case 'array':
      case 'const':
      case 'volatile':
      case 'restrict':
      case 'type_tag':
        this.emit(type.type, container);
        return;
      case 'func_proto':
        this.emit(type.ret, container);
        for (const param of type.params) this.emit(param.type, container);
        return;
      default:
        return;
    }
  }

  private emitStruct(id: BtfId, type: Struct, container: BtfId): void {
    this.state[id] = EMITTING;
    if (container === 0 || type.name === '') {
      for (const member of type.members) this.emit(member.type, type.name === '' ? container : id);
    } else if (!this.declared[id] && id !== container) this.declareTag(id, type);
    if (container === 0) this.line(this.writer.structBody(id, type, 0));
    this.state[id] = container === 0 ? EMITTED : NEW;
  }

  private declareTag(id: BtfId, type: Struct): void {
    this.line(`${type.kind} ${this.names.of(id)}`);
    this.declared[id] = 1;
  }

  private defineTypedef(id: BtfId, type: { readonly type: BtfId }): void {
    const name = this.names.of(id);
    // The compiler knows this one, and refuses to be told.
    if (name === '__builtin_va_list') return;
    this.line(`typedef ${this.writer.declare(type.type, name, 0)}`);
  }

  private line(text: string): void {
    this.text += `${text};\n\n`;
  }
}

/** A type made of one other. */
const isLink = (type: BtfType): type is Extract<BtfType, { type: BtfId }> =>
  type.kind === 'ptr' || type.kind === 'array' || type.kind === 'type_tag' || isQualifier(type);

function isQualifier(type: BtfType | undefined): boolean {
  return type?.kind === 'const' || type?.kind === 'volatile' || type?.kind === 'restrict';
}

/** Whether C would place the members elsewhere, or make the struct larger, without `packed`. */
function isPacked(btf: Btf, type: Struct): boolean {
  let largest = 1;
  for (const member of type.members) {
    const align = alignOf(btf, member.type);
    largest = Math.max(largest, align);
    if (member.bitSize === 0 && member.bitOffset % (align * 8) !== 0) return true;
  }
  return type.size % largest !== 0;
}

const PADS = [
  { name: 'long', bits: 64 },
  { name: 'int', bits: 32 },
  { name: 'short', bits: 16 },
  { name: 'char', bits: 8 },
] as const;

const roundUp = (value: number, to: number): number => Math.ceil(value / to) * to;

/**
 * Unnamed bit-fields that bring the next member, of alignment `align` bytes, from bit `from` to bit `to`; none where
 * its alignment does so by itself.
 */
function padding(from: number, to: number, align: number, inBitField: boolean): string[] {
  if (from >= to) return [];
  const lines: string[] = [];
  // The largest type whose natural alignment still lies in the gap.
  let pad = PADS.find(({ bits }) => roundUp(from, bits) <= to) ?? PADS[3];
  const aligned = roundUp(from, pad.bits);
  let at = from;
  if (aligned > at && aligned <= to) {
    if (
      inBitField ||
      (aligned === to && roundUp(at, align * 8) !== aligned) ||
      (aligned !== to && to - aligned <= aligned - at)
    )
      lines.push(`${pad.name}: ${inBitField ? aligned - at : 0};`);
    at = aligned;
  }
  while (at < to) {
    const bits = Math.min(to - at, pad.bits);
    if (bits < pad.bits) pad = PADS.findLast(other => other.bits >= bits) ?? pad;
    lines.push(`${pad.name}: ${bits};`);
    at += bits;
  }
  return lines;
}
