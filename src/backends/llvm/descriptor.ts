/**
 * `ebpfc_module`: what the object holds and needs, as constants that a reader of the file understands without
 * running it (struct ebpfc_module and its rows in runtime-c/include/ebpfc.h). Every reference is self-relative, so
 * the descriptor needs no relocation at load time.
 */
import type { MapSpec, Module, Ref } from '../../frontend/program.js';
import type { Bindings, BoundHelper } from './bindings.js';
import { FAMILY } from './family.js';
import { LAYOUT_VERSION, spinLockOffset } from './inline.js';
import { byteArray, byteArrayType, cString } from './text.js';

const ABI_VERSION = 1;
const MAGIC = 0x4350424543465042n;

/** `enum ebpfc_module_flags`. */
export const MODULE_FLAGS = { verified: 1, checked: 2, lateRodata: 4, raw: 8 } as const;

/** `enum ebpfc_map_desc_flags`. */
const MAP_SPECIALISED = 1;

export interface DescriptorOptions {
  readonly flags: number;
  readonly producer: string;
  readonly command: string;
  readonly target: string;
  readonly features: string;
  readonly inputSha256: string;
  readonly helperName: (id: number) => string;
}

export interface ProgramRow {
  readonly name: string;
  readonly section: string;
  /** LLVM names of the entry and of the body, if it has one, local to the object. */
  readonly entry: string;
  readonly body: string | undefined;
  readonly type: number;
  readonly stackBytes: number;
  readonly insnCount: number;
  readonly insnBound: bigint;
  readonly probe: EntryRow | undefined;
}

/** An entry for trampolines (entry.ts). */
export interface EntryRow {
  /** LLVM name, local to the object. */
  readonly entry: string;
  /** `enum ebpfc_entry_form` */
  readonly form: number;
  /** `enum ebpfc_entry_flags` */
  readonly flags: number;
  /** `enum ebpfc_entry_parameter`, in order. */
  readonly parameters: readonly number[];
}

export interface DescriptorInput {
  readonly module: Module;
  readonly bindings: Bindings;
  readonly programs: readonly ProgramRow[];
  /** Position in the descriptor's table of each program, by function index. */
  readonly programRow: (functionIndex: number) => number | undefined;
  /** Callbacks stored in data: name and LLVM name; and the row of each by function index. */
  readonly functions: readonly { readonly name: string; readonly entry: string }[];
  readonly functionRow: (functionIndex: number) => number;
  /** LLVM name of the bytes of a global section, undefined for bss. */
  readonly globalData: (index: number) => string | undefined;
}

type Field =
  | { readonly kind: 'u32'; readonly value: bigint }
  | { readonly kind: 'u64'; readonly value: bigint }
  | { readonly kind: 'ref'; readonly target: string | undefined };

const u32 = (value: number): Field => ({ kind: 'u32', value: BigInt(value) });
const u64 = (value: bigint): Field => ({ kind: 'u64', value });
const ref = (target: string | undefined): Field => ({ kind: 'ref', target });

const fieldBytes = (field: Field): number => (field.kind === 'u64' ? 8 : 4);

export class DescriptorWriter {
  readonly #input: DescriptorInput;
  readonly #options: DescriptorOptions;
  readonly #lines: string[] = [];
  readonly #strings = new Map<string, string>();
  #tables = 0;

  constructor(input: DescriptorInput, options: DescriptorOptions) {
    this.#input = input;
    this.#options = options;
  }

  write(): string {
    const { module, programs, functions, bindings } = this.#input;
    const options = this.#options;
    const fields: Field[] = [
      u32(ABI_VERSION),
      u64(MAGIC),
      u32(options.flags),
      this.#string(module.name),
      this.#string(module.license),
      this.#string(options.producer),
      this.#string(options.command),
      this.#string(options.target),
      this.#string(options.features),
      this.#string(options.inputSha256),
      ...this.#table(programs.map(row => this.#program(row))),
      ...this.#table(module.maps.map((map, i) => this.#map(map, i))),
      ...this.#table(module.globals.map((_, i) => this.#global(i))),
      ...this.#helpers(bindings.helpers),
      ...this.#table(
        module.externs.map(e => [this.#string(e.name), u32(e.kind === 'kfunc' ? 1 : 2), u32(e.weak ? 1 : 0)]),
      ),
      ...this.#table(functions.map(f => [this.#string(f.name), ref(f.entry)])),
      ...this.#btf(),
      u32(bindings.layout ? LAYOUT_VERSION : 0),
      ...this.#helpers(bindings.inlined.map(id => ({ id, family: FAMILY.unknown }))),
    ];
    const bytes = fields.reduce((sum, field) => sum + fieldBytes(field), 4);
    const size = Math.ceil(bytes / 8) * 8; // as the C struct, which ends at a multiple of 8
    this.#lines.push(this.#rows('@ebpfc_module', 'protected ', [[u32(size), ...fields]], 8));
    return `${this.#lines.join('\n')}\n`;
  }

  #program(row: ProgramRow): Field[] {
    return [
      this.#string(row.name),
      this.#string(row.section),
      ref(row.entry),
      ref(row.body),
      u32(row.type),
      u32(0),
      u32(row.stackBytes),
      u32(row.insnCount),
      u64(row.insnBound),
      ...this.#probe(row.probe),
    ];
  }

  #probe(probe: EntryRow | undefined): Field[] {
    if (probe === undefined) return [ref(undefined), u32(0), u64(0n)];
    const bytes = probe.parameters.reduceRight((sum, p) => (sum << 8n) | BigInt(p), 0n);
    return [
      ref(probe.entry),
      u32(probe.form | (probe.flags << 8) | (probe.parameters.length << 16)),
      u64(bytes),
    ];
  }

  #helpers(rows: readonly BoundHelper[]): Field[] {
    return this.#table(
      rows.map(({ id, family }) => [u32(id), this.#string(this.#options.helperName(id)), u32(family)]),
    );
  }

  #map(map: MapSpec, index: number): Field[] {
    return [
      this.#string(map.name),
      u32(map.type),
      u32(map.keySize),
      u32(map.valueSize),
      u32(map.maxEntries),
      u32(map.flags),
      u64(map.mapExtra),
      u32(map.pinning === 'by_name' ? 1 : 0),
      u32(map.inner ?? -1),
      u32(map.template ? 1 : 0),
      ...this.#table(map.values.map(v => this.#init(v.index, v.ref))),
      u32(map.btfKey ?? 0),
      u32(map.btfValue ?? 0),
      u32(this.#input.bindings.specialised.has(index) ? MAP_SPECIALISED : 0),
      u32((spinLockOffset(this.#input.module, map) ?? -1) + 1),
    ];
  }

  #global(index: number): Field[] {
    const global = this.#input.module.globals[index]!;
    return [
      this.#string(global.name),
      u32({ rodata: 1, data: 2, bss: 3, kconfig: 4 }[global.kind]),
      u64(BigInt(global.size)),
      u32(global.align),
      ref(this.#input.globalData(index)),
      ...this.#table(global.relocs.map(r => this.#init(r.offset, r.ref))),
      u32(global.btfId ?? 0),
    ];
  }

  /** `struct ebpfc_init_desc`. */
  #init(index: number, to: Ref): Field[] {
    switch (to.kind) {
      case 'map':
      case 'map_value':
        return [u32(index), u32(1), u32(to.map), u32(0)];
      case 'global':
        return [u32(index), u32(3), u32(to.global), u32(to.offset)];
      case 'function': {
        const program = this.#input.programRow(to.function);
        return program === undefined
          ? [u32(index), u32(4), u32(this.#input.functionRow(to.function)), u32(0)]
          : [u32(index), u32(2), u32(program), u32(0)];
      }
      case 'extern':
        return [u32(index), u32(5), u32(to.extern), u32(0)];
    }
  }

  #btf(): Field[] {
    const btf = this.#input.module.btf;
    if (btf === undefined) return [ref(undefined), u32(0), u32(1)];
    const name = '@ebpfc.btf';
    this.#lines.push(
      `${name} = private constant ${byteArrayType(btf.bytes)} ${byteArray(btf.bytes)}, align 8`,
    );
    return [ref(name), u32(btf.bytes.length), u32(1)];
  }

  #string(text: string): Field {
    if (text === '') return ref(undefined);
    let name = this.#strings.get(text);
    if (name === undefined) {
      name = `@ebpfc.str.${this.#strings.size}`;
      this.#strings.set(text, name);
      const { type, value } = cString(text);
      this.#lines.push(`${name} = private unnamed_addr constant ${type} ${value}, align 1`);
    }
    return ref(name);
  }

  /** `struct ebpfc_table` of rows of equal shape. */
  #table(rows: Field[][]): Field[] {
    if (rows.length === 0) return [ref(undefined), u32(0), u32(0)];
    const name = `@ebpfc.table.${this.#tables++}`;
    this.#lines.push(this.#rows(name, 'private ', rows, 8));
    return [ref(name), u32(rows.length), u32(rowBytes(rows[0]!))];
  }

  /** A constant of one or more rows, each padded to a multiple of 8 bytes. */
  #rows(name: string, linkage: string, rows: readonly Field[][], align: number): string {
    const stride = rowBytes(rows[0]!);
    const texts = rows.map((fields, i) => {
      let offset = i * stride;
      const parts = fields.map(field => {
        const text = fieldText(field, name, offset);
        offset += fieldBytes(field);
        return text;
      });
      const rest = (i + 1) * stride - offset;
      if (rest > 0) parts.push(`[${rest} x i8] zeroinitializer`);
      return parts;
    });
    const values = texts.flat();
    const types = values.map(v => v.slice(0, v.startsWith('[') ? v.indexOf(']') + 1 : v.indexOf(' ')));
    return `${name} = ${linkage}constant <{ ${types.join(', ')} }> <{ ${values.join(', ')} }>, align ${align}`;
  }
}

const rowBytes = (fields: readonly Field[]): number =>
  Math.ceil(fields.reduce((sum, field) => sum + fieldBytes(field), 0) / 8) * 8;

function fieldText(field: Field, owner: string, offset: number): string {
  if (field.kind === 'u32') return `i32 ${BigInt.asIntN(32, field.value)}`;
  if (field.kind === 'u64') return `i64 ${BigInt.asIntN(64, field.value)}`;
  if (field.target === undefined) return 'i32 0';
  const here = `ptrtoint (ptr getelementptr (i8, ptr ${owner}, i64 ${offset}) to i64)`;
  return `i32 trunc (i64 sub (i64 ptrtoint (ptr ${field.target} to i64), i64 ${here}) to i32)`;
}
