/** TypeScript for Node hosts: the types of an object's maps and variables, and a class that reaches them by name. */
import type { Btf, BtfId, BtfMember, BtfType } from '../../frontend/btf/types.js';
import { resolve, sizeOf, skipModifiers, typeOf } from '../../frontend/btf/walk.js';
import { type HostShape, identifier } from './shape.js';

const PACKAGE = `'ebpfc'`;

/** The module's text. It imports what it needs from `ebpfc`. */
export function typesText(shape: HostShape, producer: string): string {
  const writer = new TypeWriter(shape.btf);
  const className = pascal(shape.name);
  const maps = shape.maps.flatMap(map => {
    if (
      map.keySize === 0 ||
      (map.key === undefined && map.keySize > 8) ||
      /_of_maps|prog_array/.test(map.type?.name ?? '')
    )
      return [];
    const key =
      map.key === undefined
        ? { type: 'Uint8Array', codec: `codec.bytes(${map.keySize})` }
        : writer.use(map.key);
    const value =
      map.value === undefined
        ? { type: 'Uint8Array', codec: `codec.bytes(${map.valueSize})` }
        : writer.use(map.value);
    return [
      `    ${propertyName(map.name)}: new TypedMap<${key.type}, ${value.type}>(object, '${map.name}', ${key.codec}, ${value.codec}),\n`,
    ];
  });
  const sections = shape.sections.map(({ name, section, size, variables }) => {
    const members = variables.map(variable => ({ ...variable, ...writer.use(variable.type) }));
    const type = members.map(m => `${propertyName(m.name)}: ${m.type}`).join('; ');
    const codecs = members.map(m => `${propertyName(m.name)}: [${m.offset}, ${m.codec}]`).join(', ');
    return { name, section, text: `codec.struct<{ ${type} }>(${size}, { ${codecs} })` };
  });
  for (const id of shape.types) writer.use(id);
  const accessors = sections.map(({ name, section }) => {
    const getter = `
  /** The variables of ${section}, as they are now. */
  get ${name}() {
    return decode(${name}Section, this.object.global('${section}'));
  }
`;
    if (/^\.(rodata|kconfig)/.test(section)) return getter;
    return `${getter}
  /** Sets variables of ${section}: those that are given. */
  set${pascal(name)}(values: Partial<Value<typeof ${name}Section>>): void {
    const data = this.object.global('${section}');
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    ${name}Section.write(view, 0, values as Value<typeof ${name}Section>);
    this.object.setGlobal('${section}', data);
  }
`;
  });
  const programs = shape.programs.map(({ name }) => `'${name}'`).join(' | ') || 'never';
  return `// Made by ${producer}: gen types. Do not edit.
import { codec, decode, type LoadedObject, type TestResult, TypedMap, type Value } from ${PACKAGE};

${writer.text}${sections.map(({ name, text }) => `const ${name}Section = ${text};\n`).join('')}
/** The programs, maps and variables of ${shape.name}. */
export class ${className} {
  readonly object: LoadedObject;
  readonly maps;

  constructor(object: LoadedObject) {
    this.object = object;
    this.maps = mapsOf(object);
  }

  /** Runs a program on a packet, with the meaning of BPF_PROG_TEST_RUN. */
  run(program: ${programs}, data: Uint8Array, repeat = 1): TestResult {
    return this.object.testRun(program, { data, repeat });
  }
${accessors.join('')}}

const mapsOf = (object: LoadedObject) =>
  ({
${maps.join('')}  }) as const;
`;
}

const pascal = (name: string): string =>
  name.replace(/(^|_)(\w)/g, (_, _u, letter: string) => letter.toUpperCase());
const propertyName = (name: string): string => identifier(name);

interface TypeUse {
  /** In TypeScript. */
  readonly type: string;
  /** An expression. */
  readonly codec: string;
}

/** Collects the definitions of named types, each before its use. */
class TypeWriter {
  text = '';
  readonly #btf: Btf;
  readonly #named = new Map<BtfId, TypeUse>();
  readonly #names = new Set<string>();

  constructor(btf: Btf) {
    this.#btf = btf;
  }

  use(id: BtfId): TypeUse {
    const at = resolve(this.#btf, id);
    const type = typeOf(this.#btf, at);
    switch (type.kind) {
      case 'int':
        return intUse(type);
      case 'ptr':
        return { type: 'bigint', codec: 'codec.u64' };
      case 'float':
        return type.size === 4 || type.size === 8
          ? { type: 'number', codec: `codec.f${type.size * 8}` }
          : bytesUse(type.size);
      case 'enum':
      case 'enum64':
        return this.#enum(at, type);
      case 'array':
        return this.#array(type);
      case 'struct':
      case 'union':
        return this.#struct(at, type);
      default:
        return bytesUse(sizeOf(this.#btf, at) ?? 0);
    }
  }

  #array(type: Extract<BtfType, { kind: 'array' }>): TypeUse {
    const element = typeOf(this.#btf, resolve(this.#btf, type.type));
    const isChar = typeOf(this.#btf, skipModifiers(this.#btf, type.type));
    if (isChar.kind === 'int' && isChar.name === 'char')
      return { type: 'string', codec: `codec.text(${type.count})` };
    if (element.kind === 'int' && element.size === 1 && !element.bool) return bytesUse(type.count);
    const use = this.use(type.type);
    return {
      type: `readonly ${/^readonly /.test(use.type) ? `(${use.type})` : use.type}[]`,
      codec: `codec.array(${type.count}, ${use.codec})`,
    };
  }

  #enum(id: BtfId, type: Extract<BtfType, { kind: 'enum' | 'enum64' }>): TypeUse {
    const isWide = type.size === 8;
    const codec = `codec.${type.signed ? 'i' : 'u'}${type.size * 8}`;
    const value = isWide ? 'bigint' : 'number';
    if (type.name === '' || this.#named.has(id)) return this.#named.get(id) ?? { type: value, codec };
    const name = this.#unique(type.name);
    const rows = type.values.map(row => `  ${row.name}: ${row.value}${isWide ? 'n' : ''},\n`);
    this.text += `export const ${name} = {\n${rows.join('')}} as const;\n/** One of them, or another number. */\nexport type ${name} = ${value};\n\n`;
    const use = { type: name, codec };
    this.#named.set(id, use);
    return use;
  }

  #struct(id: BtfId, type: Extract<BtfType, { kind: 'struct' | 'union' }>): TypeUse {
    const known = this.#named.get(id);
    if (known) return known;
    const members = this.#members(type.members, 0).map(({ member, offset }) => {
      const byte = Math.floor(offset / 8);
      if (member.bitSize === 0) return { name: member.name, byte, ...this.use(member.type) };
      const base = typeOf(this.#btf, resolve(this.#btf, member.type));
      const signed = (base.kind === 'int' || base.kind === 'enum') && base.signed;
      return {
        name: member.name,
        byte,
        type: 'bigint',
        codec: `codec.bits(${offset % 8}, ${member.bitSize}, ${signed})`,
      };
    });
    const optional = type.kind === 'union' ? '?' : '';
    const codecs = members.map(m => `${m.name}: [${m.byte}, ${m.codec}]`);
    if (type.name === '') {
      const shape = `{ ${members.map(m => `${m.name}${optional}: ${m.type}`).join('; ')} }`;
      return { type: shape, codec: `codec.struct<${shape}>(${type.size}, { ${codecs.join(', ')} })` };
    }
    const name = this.#unique(type.name);
    // Members of unnamed unions overlap: all are read, and those that are given are written.
    const lines = members.map(m => `  ${m.name}?: ${m.type};\n`);
    this.text += `export interface ${name} {\n${lines.join('')}}\nexport const ${name} = codec.struct<${name}>(${type.size}, {\n${codecs.map(c => `  ${c},\n`).join('')}});\n\n`;
    const use = { type: name, codec: name };
    this.#named.set(id, use);
    return use;
  }

  /** With the members of unnamed members, as C finds them. */
  #members(members: readonly BtfMember[], base: number): { member: BtfMember; offset: number }[] {
    return members.flatMap(member => {
      const offset = base + member.bitOffset;
      if (member.name !== '') return [{ member, offset }];
      const inner = typeOf(this.#btf, skipModifiers(this.#btf, member.type));
      return inner.kind === 'struct' || inner.kind === 'union' ? this.#members(inner.members, offset) : [];
    });
  }

  #unique(name: string): string {
    let unique = name;
    for (let i = 2; this.#names.has(unique); i++) unique = `${name}_${i}`;
    this.#names.add(unique);
    return unique;
  }
}

const bytesUse = (size: number): TypeUse => ({ type: 'Uint8Array', codec: `codec.bytes(${size})` });

function intUse({ size, signed, bool }: Extract<BtfType, { kind: 'int' }>): TypeUse {
  if (bool) return { type: 'boolean', codec: 'codec.bool' };
  if (size > 8) return { type: 'bigint', codec: `codec.bits(0, ${size * 8}, ${signed})` };
  return { type: size === 8 ? 'bigint' : 'number', codec: `codec.${signed ? 'i' : 'u'}${size * 8}` };
}
