/**
 * A whole module as text: what its functions refer to by index, one line each, and then the functions. It reads
 * back (`-x ir`) to what compiles to the same code; what is lost is the bytecode: the lines of the text take the
 * place of its instructions in messages and debug information.
 *
 *     module "counter" license "GPL"
 *     map 0 "counts" type 1 key 4 value 8 entries 1024 flags 0
 *     global 0 ".data" data align 8 bytes 0100000000000000
 *       symbol "x" at 0 size 4 global
 *       address at 8 global 0 + 4
 *     extern 0 "bpf_rcu_read_lock" kfunc
 *     function 0 "count" program global section "xdp"
 *     btf 9feb0100…
 */
import type { DiagnosticSink } from '../diag/diagnostic.js';
import { parseBtf } from '../frontend/btf/parse.js';
import type {
  Code,
  ExternSpec,
  FunctionSpec,
  GlobalSpec,
  GlobalSymbol,
  LineEntry,
  MapSpec,
  Module,
  Ref,
} from '../frontend/program.js';
import type { InsnIndex } from '../isa/types.js';
import { checkModule } from './check.js';
import type { IrModule } from './function.js';
import { parseFunctions } from './parse.js';
import { printModule } from './print.js';

// ---- printing ----

/** A module with all that its functions refer to; `parseModuleText` reads it. */
export function printModuleText(ir: IrModule): string {
  const { name, license, maps, globals, externs, functions, btf } = ir.source;
  const lines = [
    `module ${quoted(name)}${license === '' ? '' : ` license ${quoted(license)}`}`,
    ...maps.flatMap(mapLines),
    ...globals.flatMap(globalLines),
    ...externs.map(
      (extern, i) => `extern ${i} ${quoted(extern.name)} ${extern.kind}${weak(extern)}${btfOf(extern)}`,
    ),
    ...functions.map(
      (func, i) =>
        `function ${i} ${quoted(func.name)} ${func.kind} ${func.linkage} section ${quoted(func.section)}${btfOf(func)}`,
    ),
  ];
  const types = btf ? `\nbtf ${hexOf(btf.bytes)}\n` : '';
  return `${lines.join('\n')}\n\n${printModule(ir)}${types}`;
}

const quoted = (text: string): string => JSON.stringify(text);
const weak = ({ weak }: ExternSpec): string => (weak ? ' weak' : '');
const btfOf = ({ btfId }: { readonly btfId: number | undefined }): string =>
  btfId === undefined ? '' : ` btf ${btfId}`;
const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');

function mapLines(map: MapSpec, index: number): string[] {
  const { type, keySize, valueSize, maxEntries, flags, mapExtra, pinning, inner, template } = map;
  const extra = [
    mapExtra === 0n ? '' : ` extra ${mapExtra}`,
    inner === undefined ? '' : ` inner ${inner}`,
    pinning === 'none' ? '' : ' pinned',
    template ? ' template' : '',
    map.btfKey === undefined ? '' : ` btf-key ${map.btfKey}`,
    map.btfValue === undefined ? '' : ` btf-value ${map.btfValue}`,
  ].join('');
  const sizes = `key ${keySize} value ${valueSize} entries ${maxEntries} flags ${flags}`;
  return [
    `map ${index} ${quoted(map.name)} type ${type} ${sizes}${extra}`,
    ...map.values.map(({ index: slot, ref }) => `  slot ${slot} ${refText(ref)}`),
  ];
}

function globalLines(global: GlobalSpec, index: number): string[] {
  const zero = global.data.every(byte => byte === 0);
  const data = zero ? `zero ${global.size}` : `bytes ${hexOf(global.data)}`;
  return [
    `global ${index} ${quoted(global.name)} ${global.kind} align ${global.align} ${data}${btfOf(global)}`,
    ...global.symbols.map(
      symbol =>
        `  symbol ${quoted(symbol.name)} at ${symbol.offset} size ${symbol.size} ${symbol.linkage}${btfOf(symbol)}`,
    ),
    ...global.relocs.map(({ offset, ref }) => `  address at ${offset} ${refText(ref)}`),
  ];
}

function refText(ref: Ref): string {
  switch (ref.kind) {
    case 'map':
      return `map ${ref.map}`;
    case 'map_value':
      return `map_value ${ref.map} + ${ref.offset}`;
    case 'global':
      return `global ${ref.global} + ${ref.offset}`;
    case 'function':
      return `function ${ref.function}`;
    case 'extern':
      return `extern ${ref.extern}`;
  }
}

// ---- reading ----

/**
 * The module of a text and its IR, checked; `file` is its base name. Reports E0310 with the line, or what the IR
 * checker finds, and returns undefined.
 */
export function parseModuleText(text: string, file: string, sink: DiagnosticSink): IrModule | undefined {
  const lines = text.split('\n');
  const start = lines.findIndex(line => /^(ctx|raw|sub) @/.test(line));
  const reader = new HeaderReader(file, lines);
  // What is not of the header stays as empty lines, so that the numbers of the others are right.
  const body = lines.map((line, i) => (i < start || start < 0 || line.startsWith('btf ') ? '' : line));
  for (const [i, line] of lines.entries()) {
    if (body[i] !== '' || line.trim() === '' || line.startsWith('#')) continue;
    const wrong = reader.read(line);
    if (wrong !== undefined) return sink.report('E0310', { what: wrong }, { file, line: i + 1, text: line });
  }
  const source = reader.finish(sink);
  if (typeof source === 'string') return sink.report('E0310', { what: source }, { file });
  if (source === undefined) return undefined;
  const byName = new Map(source.functions.map(spec => [spec.name, spec]));
  const found = parseFunctions(body.join('\n'), name => byName.get(name), sink, { file, fromLines: true });
  if (!found) return undefined;
  const functions = source.functions.flatMap(spec => found.filter(func => func.spec === spec));
  if (functions.length !== source.functions.length || found.length !== functions.length)
    return sink.report('E0310', { what: 'not one body for each function' }, { file });
  const ir = { source, functions };
  for (const what of checkModule(ir).slice(0, 5)) sink.report('E0310', { what }, { file });
  return sink.errors > 0 ? undefined : ir;
}

/** What is wrong with a line of the header; caught where the line is known. */
class HeaderError extends Error {}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

class HeaderReader {
  readonly #file: string;
  readonly #lines: readonly LineEntry[];
  #module: { name: string; license: string } | undefined;
  readonly #maps: (MapSpec & { values: { index: number; ref: Ref }[] })[] = [];
  readonly #globals: (Mutable<GlobalSpec> & {
    symbols: GlobalSymbol[];
    relocs: { offset: number; ref: Ref }[];
  })[] = [];
  readonly #externs: ExternSpec[] = [];
  readonly #functions: FunctionSpec[] = [];
  readonly #codes = new Map<string, Code>();
  #btf: Uint8Array | undefined;
  #words: string[] = [];

  constructor(file: string, lines: readonly string[]) {
    this.#file = file;
    // Line 1 is instruction 1: there is none at 0.
    this.#lines = lines.map((text, i) => ({
      index: (i + 1) as InsnIndex,
      file,
      line: i + 1,
      column: 1,
      text,
    }));
  }

  /** Takes one line; gives what is wrong with it. */
  read(line: string): string | undefined {
    this.#words = line.match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? [];
    try {
      this.#line();
      return this.#words.length > 0 ? `unexpected \`${this.#words[0]}\`` : undefined;
    } catch (error) {
      if (error instanceof HeaderError || error instanceof SyntaxError) return error.message;
      throw error;
    }
  }

  /** The module; a text when a reference is out of range, undefined after a report of malformed BTF. */
  finish(sink: DiagnosticSink): Module | string | undefined {
    if (!this.#module) return 'no line `module`';
    const btf = this.#btf && parseBtf(this.#btf, { file: this.#file }, sink);
    if (this.#btf && !btf) return undefined;
    const lists = {
      maps: this.#maps,
      globals: this.#globals,
      externs: this.#externs,
      functions: this.#functions,
    };
    const counts = {
      map: this.#maps,
      global: this.#globals,
      extern: this.#externs,
      function: this.#functions,
    };
    const refs = [...this.#maps.flatMap(m => m.values), ...this.#globals.flatMap(g => g.relocs)];
    for (const { ref } of refs) {
      const [kind, at] = 'map' in ref ? (['map', ref.map] as const) : refPosition(ref);
      if (at >= counts[kind].length) return `there is no ${kind} ${at}`;
    }
    for (const { inner } of this.#maps)
      if (inner !== undefined && inner >= this.#maps.length) return `there is no map ${inner}`;
    for (const { name, size, relocs, symbols } of this.#globals)
      if (relocs.some(r => r.offset + 8 > size) || symbols.some(s => s.offset + s.size > size))
        return `something of ${name} is outside of its ${size} bytes`;
    const names = new Set(this.#functions.map(f => f.name));
    if (names.size < this.#functions.length) return 'two functions of one name';
    return { ...this.#module, ...lists, btf };
  }

  #line(): void {
    const head = this.#word('a line of the header');
    switch (head) {
      case 'module':
        this.#module = { name: this.#text(), license: this.#accept('license') ? this.#text() : '' };
        break;
      case 'map':
        this.#map();
        break;
      case 'slot': {
        const index = this.#number();
        last(this.#maps, 'map').values.push({ index, ref: this.#ref() });
        break;
      }
      case 'global':
        this.#global();
        break;
      case 'symbol': {
        const name = this.#text();
        const place = { offset: this.#field('at'), size: this.#field('size') };
        const linkage = this.#choice(['static', 'global', 'weak'] as const);
        last(this.#globals, 'global').symbols.push({ name, ...place, linkage, btfId: this.#optional('btf') });
        break;
      }
      case 'address':
        last(this.#globals, 'global').relocs.push({ offset: this.#field('at'), ref: this.#ref() });
        break;
      case 'extern':
        this.#index(this.#externs);
        this.#externs.push({
          name: this.#text(),
          kind: this.#choice(['kfunc', 'ksym'] as const),
          weak: this.#accept('weak'),
          btfId: this.#optional('btf'),
        });
        break;
      case 'function':
        this.#function();
        break;
      case 'btf':
        this.#btf = this.#bytes();
        break;
      default:
        throw new HeaderError(`unknown line \`${head}\``);
    }
  }

  #map(): void {
    this.#index(this.#maps);
    const name = this.#text();
    const shape = {
      type: this.#field('type'),
      keySize: this.#field('key'),
      valueSize: this.#field('value'),
      maxEntries: this.#field('entries'),
      flags: this.#field('flags'),
      mapExtra: this.#accept('extra') ? BigInt(this.#digits()) : 0n,
      inner: this.#optional('inner'),
    };
    this.#maps.push({
      name,
      ...shape,
      pinning: this.#accept('pinned') ? 'by_name' : 'none',
      template: this.#accept('template'),
      values: [],
      btfKey: this.#optional('btf-key'),
      btfValue: this.#optional('btf-value'),
    });
  }

  #global(): void {
    this.#index(this.#globals);
    const name = this.#text();
    const kind = this.#choice(['rodata', 'data', 'bss', 'kconfig'] as const);
    const align = this.#field('align');
    if (align < 1 || align > 1 << 20 || (align & (align - 1)) !== 0)
      throw new HeaderError(`alignment ${align}`);
    const form = this.#choice(['zero', 'bytes'] as const);
    const data = form === 'zero' ? zeroBytes(this.#number()) : this.#bytes();
    const btfId = this.#optional('btf');
    this.#globals.push({ name, kind, size: data.length, align, data, relocs: [], symbols: [], btfId });
  }

  #function(): void {
    this.#index(this.#functions);
    const name = this.#text();
    const kind = this.#choice(['program', 'subprogram'] as const);
    const linkage = this.#choice(['static', 'global', 'weak'] as const);
    this.#expect('section');
    const section = this.#text();
    const code = this.#code(section);
    const [entry, end] = [0 as InsnIndex, this.#lines.length as InsnIndex];
    this.#functions.push({ name, kind, linkage, section, code, entry, end, btfId: this.#optional('btf') });
  }

  /** Code whose instructions are the lines of the text. */
  #code(section: string): Code {
    const known = this.#codes.get(section);
    if (known) return known;
    const lines = this.#lines;
    const code: Code = {
      section,
      insns: [],
      pcs: [],
      indexAt: () => undefined,
      refs: new Map(),
      lines,
      placeOf: index => {
        const entry = lines[index - 1];
        return entry ? { file: entry.file, line: entry.line, text: entry.text } : { file: this.#file };
      },
    };
    this.#codes.set(section, code);
    return code;
  }

  // ---- words ----

  #word(what: string): string {
    const word = this.#words.shift();
    if (word === undefined) throw new HeaderError(`${what} is missing`);
    return word;
  }

  #accept(word: string): boolean {
    if (this.#words[0] !== word) return false;
    this.#words.shift();
    return true;
  }

  #expect(word: string): void {
    if (!this.#accept(word)) throw new HeaderError(`expected \`${word}\` at \`${this.#words[0] ?? ''}\``);
  }

  #text(): string {
    const word = this.#word('a name in quotes');
    const value: unknown = word.startsWith('"') ? JSON.parse(word) : undefined;
    if (typeof value !== 'string') throw new HeaderError(`${word} is not in quotes`);
    return value;
  }

  #digits(): string {
    const word = this.#word('a number');
    if (!/^\d{1,20}$/.test(word)) throw new HeaderError(`${word} is not a number`);
    return word;
  }

  #number(): number {
    const value = Number(this.#digits());
    if (value > 0xffffffff) throw new HeaderError(`${value} does not fit 32 bits`);
    return value;
  }

  #field(name: string): number {
    this.#expect(name);
    return this.#number();
  }

  #optional(name: string): number | undefined {
    return this.#accept(name) ? this.#number() : undefined;
  }

  #choice<T extends string>(choices: readonly T[]): T {
    const word = this.#word(choices.join(' or '));
    const found = choices.find(choice => choice === word);
    if (found === undefined) throw new HeaderError(`${word} is none of ${choices.join(', ')}`);
    return found;
  }

  #bytes(): Uint8Array {
    const word = this.#word('bytes in hexadecimal');
    if (!/^([0-9a-f]{2})+$/.test(word)) throw new HeaderError('bytes are pairs of hexadecimal digits');
    return Uint8Array.from({ length: word.length / 2 }, (_, i) =>
      Number.parseInt(word.slice(i * 2, i * 2 + 2), 16),
    );
  }

  /** The number at the start of a line is its position among its kind. */
  #index(list: readonly unknown[]): void {
    const index = this.#number();
    if (index !== list.length) throw new HeaderError(`number ${index} where ${list.length} comes next`);
  }

  #ref(): Ref {
    const kind = this.#choice(['map', 'map_value', 'global', 'function', 'extern'] as const);
    const index = this.#number();
    switch (kind) {
      case 'map':
        return { kind, map: index };
      case 'function':
        return { kind, function: index };
      case 'extern':
        return { kind, extern: index };
      case 'global':
        return { kind, global: index, offset: this.#field('+') };
      case 'map_value':
        return { kind, map: index, offset: this.#field('+') };
    }
  }
}

function refPosition(
  ref: Exclude<Ref, { map: number }>,
): readonly ['global' | 'function' | 'extern', number] {
  switch (ref.kind) {
    case 'global':
      return ['global', ref.global];
    case 'function':
      return ['function', ref.function];
    case 'extern':
      return ['extern', ref.extern];
  }
}

/** Global data is never larger than this: a size in a text is a claim. */
const MAX_GLOBAL_BYTES = 1 << 28;

function zeroBytes(size: number): Uint8Array {
  if (size > MAX_GLOBAL_BYTES) throw new HeaderError(`${size} bytes of data`);
  return new Uint8Array(size);
}

function last<T>(list: readonly T[], what: string): T {
  const found = list[list.length - 1];
  if (found === undefined) throw new HeaderError(`it belongs to a ${what}, and there is none`);
  return found;
}
