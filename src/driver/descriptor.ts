/**
 * What a compiled object says of itself: `ebpfc_module` of runtime-c/include/ebpfc.h, read from the file without
 * executing anything. Rows and the module are as long as the compiler that wrote them knew; fields that are not
 * there count as zero.
 */
import type { DiagnosticSink } from '../diag/diagnostic.js';
import { Cursor, slice, text } from '../frontend/elf/bytes.js';

export interface CompiledProgram {
  readonly name: string;
  readonly section: string;
  /** `enum bpf_prog_type`; 0 for a raw program. */
  readonly type: number;
  readonly stackBytes: number;
  readonly insnCount: number;
  /** Proven upper bound of executed instructions; 0 when there is none. */
  readonly insnBound: bigint;
}

export interface CompiledMap {
  readonly name: string;
  /** `enum bpf_map_type` */
  readonly type: number;
  readonly keySize: number;
  readonly valueSize: number;
  readonly maxEntries: number;
  readonly flags: number;
  readonly pinning: number;
  /** Position of the inner template, or -1. */
  readonly inner: number;
  readonly isTemplate: boolean;
}

export interface CompiledModule {
  readonly abi: number;
  /** What is promised: `verified`, `checked`, `late-rodata`, `raw`. */
  readonly flags: readonly string[];
  readonly name: string;
  readonly license: string;
  readonly producer: string;
  readonly command: string;
  readonly target: string;
  readonly features: string;
  readonly inputSha256: string;
  readonly programs: readonly CompiledProgram[];
  readonly maps: readonly CompiledMap[];
  readonly globals: readonly { readonly name: string; readonly kind: string; readonly size: bigint }[];
  readonly helpers: readonly { readonly id: number; readonly name: string }[];
  /** Helpers that are compiled in. */
  readonly inlined: readonly { readonly id: number; readonly name: string }[];
  /** Which layout of maps the compiled-in code relies on; 0: none. */
  readonly layout: number;
  readonly externs: readonly { readonly name: string; readonly kind: string; readonly weak: boolean }[];
  readonly functions: readonly string[];
  readonly btfBytes: number;
}

const SYMBOL = 'ebpfc_module';
const MAGIC = 0x4350424543465042n;
const FLAGS = ['verified', 'checked', 'late-rodata', 'raw'];
const GLOBAL_KINDS = ['', 'rodata', 'data', 'bss', 'kconfig'];
const EXTERN_KINDS = ['', 'kfunc', 'ksym'];
const SHT_DYNSYM = 11;
const SHF_EXECINSTR = 4;
const PT_LOAD = 1;
const ET_DYN = 3;
/** More rows than any object has: a count beyond it is damage. */
const MAX_ROWS = 1 << 20;

/** True for an ELF shared object: what ebpfc writes, not what it reads. */
export function isSharedObject(bytes: Uint8Array): boolean {
  const elf = bytes[0] === 0x7f && bytes[1] === 0x45 && bytes[2] === 0x4c && bytes[3] === 0x46;
  return elf && new Cursor(bytes, 16).u16() === ET_DYN;
}

/** Bytes of machine code in a shared object: its sections that are executed. */
export function codeBytes(bytes: Uint8Array): number {
  const sections = new Cursor(bytes, 40).size64();
  const count = new Cursor(bytes, 60).u16();
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const header = new Cursor(bytes, sections + i * 64 + 8);
    const executed = (header.size64() & SHF_EXECINSTR) !== 0;
    header.skip(16);
    if (executed) sum += header.size64();
  }
  return sum;
}

/** Reads a compiled object; E0150 and undefined when it is none. */
export function readCompiled(
  bytes: Uint8Array,
  file: string,
  sink: DiagnosticSink,
): CompiledModule | undefined {
  const wrong = (reason: string): undefined => sink.report('E0150', { reason }, { file });
  if (!isSharedObject(bytes) || bytes[4] !== 2 || bytes[5] !== 1) return wrong('not a 64-bit shared object');
  const image = new Image(bytes);
  const address = image.symbol(SYMBOL);
  if (address === undefined) return wrong(`it has no symbol ${SYMBOL}`);
  const size = image.u32(address);
  const module = image.at(address, Math.min(size, 4096));
  if (!module || size < 48) return wrong('its descriptor is outside of the file');
  const read = new ModuleReader(image, address, module);
  if (read.magic !== MAGIC) return wrong('its descriptor has another magic number');
  const compiled = read.module();
  return image.damaged ? wrong('a part of its descriptor is outside of the file') : compiled;
}

/** The file as it will be in memory. */
class Image {
  readonly #bytes: Uint8Array;
  readonly #segments: { readonly address: number; readonly offset: number; readonly size: number }[] = [];
  /** True once something was looked for that is not in the file. */
  damaged = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    const header = new Cursor(bytes, 32);
    const offset = header.size64();
    const count = new Cursor(bytes, 56).u16();
    for (let i = 0; i < count; i++) {
      const cursor = new Cursor(bytes, offset + i * 56);
      const type = cursor.u32();
      cursor.skip(4);
      const segment = { offset: cursor.size64(), address: cursor.size64() };
      cursor.skip(8);
      const size = cursor.size64();
      if (type === PT_LOAD && !cursor.failed) this.#segments.push({ ...segment, size });
    }
  }

  /** The bytes at an address; undefined when they are not all in the file. */
  at(address: number, size: number): Uint8Array | undefined {
    const segment = this.#segments.find(s => address >= s.address && address + size <= s.address + s.size);
    const found = segment && slice(this.#bytes, segment.offset + address - segment.address, size);
    if (!found) this.damaged = true;
    return found;
  }

  u32(address: number): number {
    const bytes = this.at(address, 4);
    return bytes ? new Cursor(bytes).u32() : 0;
  }

  /** NUL-terminated text at an address. */
  text(address: number): string {
    const segment = this.#segments.find(s => address >= s.address && address < s.address + s.size);
    const bytes = segment && this.at(address, segment.address + segment.size - address);
    return bytes ? text(bytes.subarray(0, 4096)) : '';
  }

  /** The value of a dynamic symbol. */
  symbol(name: string): number | undefined {
    const sections = new Cursor(this.#bytes, 40).size64();
    const count = new Cursor(this.#bytes, 60).u16();
    for (let i = 0; i < count; i++) {
      const header = new Cursor(this.#bytes, sections + i * 64);
      header.skip(4);
      if (header.u32() !== SHT_DYNSYM) continue;
      header.skip(16);
      const [offset, size, link] = [header.size64(), header.size64(), header.u32()];
      const symbols = slice(this.#bytes, offset, size);
      const strings = new Cursor(this.#bytes, sections + link * 64 + 24);
      const names = slice(this.#bytes, strings.size64(), strings.size64());
      if (!symbols || !names) return undefined;
      for (let at = 0; at + 24 <= symbols.length; at += 24) {
        const cursor = new Cursor(symbols, at);
        const nameAt = cursor.u32();
        cursor.skip(4);
        if (nameAt < names.length && text(names.subarray(nameAt, nameAt + 64)) === name)
          return cursor.size64();
      }
    }
    return undefined;
  }
}

/** Reads fields in the order of the C struct, each with its own address for the self-relative ones. */
class RowReader {
  readonly #image: Image;
  readonly #address: number;
  readonly #cursor: Cursor;

  constructor(image: Image, address: number, bytes: Uint8Array) {
    this.#image = image;
    this.#address = address;
    this.#cursor = new Cursor(bytes);
  }

  u32 = (): number => this.#cursor.u32();
  i32 = (): number => this.#cursor.i32();
  u64 = (): bigint => this.#cursor.u64();

  /** The address a self-relative reference stands for; undefined for none. */
  ref(): number | undefined {
    const at = this.#address + this.#cursor.offset;
    const distance = this.#cursor.i32();
    return distance === 0 ? undefined : at + distance;
  }

  text(): string {
    const address = this.ref();
    return address === undefined ? '' : this.#image.text(address);
  }

  /** The rows of a table. */
  table<T>(readRow: (row: RowReader) => T): T[] {
    const address = this.ref();
    const [count, size] = [this.u32(), this.u32()];
    const rows: T[] = [];
    if (address === undefined) return rows;
    if (count > MAX_ROWS) this.#image.damaged = true;
    for (let i = 0; i < count && !this.#image.damaged; i++) {
      const bytes = this.#image.at(address + i * size, size);
      if (bytes) rows.push(readRow(new RowReader(this.#image, address + i * size, bytes)));
    }
    return rows;
  }

  /** How many rows a table has. */
  tableCount(): number {
    this.ref();
    const count = this.u32();
    this.u32();
    return count;
  }
}

class ModuleReader {
  readonly #reader: RowReader;
  readonly #abi: number;
  readonly magic: bigint;

  constructor(image: Image, address: number, bytes: Uint8Array) {
    this.#reader = new RowReader(image, address, bytes);
    this.#reader.u32();
    this.#abi = this.#reader.u32();
    this.magic = this.#reader.u64();
  }

  module(): CompiledModule {
    const r = this.#reader;
    const flags = r.u32();
    return {
      abi: this.#abi,
      flags: FLAGS.filter((_, bit) => flags & (1 << bit)),
      name: r.text(),
      license: r.text(),
      producer: r.text(),
      command: r.text(),
      target: r.text(),
      features: r.text(),
      inputSha256: r.text(),
      programs: r.table(readProgram),
      maps: r.table(readMap),
      globals: r.table(row => ({ name: row.text(), kind: GLOBAL_KINDS[row.u32()] ?? '?', size: row.u64() })),
      helpers: r.table(readHelper),
      externs: r.table(row => ({
        name: row.text(),
        kind: EXTERN_KINDS[row.u32()] ?? '?',
        weak: row.u32() !== 0,
      })),
      functions: r.table(row => row.text()),
      btfBytes: r.tableCount(),
      layout: r.u32(),
      inlined: r.table(readHelper),
    };
  }
}

function readProgram(row: RowReader): CompiledProgram {
  const names = { name: row.text(), section: row.text() };
  row.ref();
  row.ref();
  const type = row.u32();
  row.u32();
  return { ...names, type, stackBytes: row.u32(), insnCount: row.u32(), insnBound: row.u64() };
}

const readHelper = (row: RowReader) => ({ id: row.u32(), name: row.text() });

function readMap(row: RowReader): CompiledMap {
  const shape = {
    name: row.text(),
    type: row.u32(),
    keySize: row.u32(),
    valueSize: row.u32(),
    maxEntries: row.u32(),
    flags: row.u32(),
  };
  row.u64();
  return { ...shape, pinning: row.u32(), inner: row.i32(), isTemplate: row.u32() !== 0 };
}
