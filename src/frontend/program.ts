/**
 * What the front end hands on: one linked module, all references resolved to indices, nothing of ELF left.
 * Reading the same input anywhere gives the same module: whatever depends on the running system is an explicit
 * option (`--btf`) or happens at load time.
 */
import type { Place } from '../diag/diagnostic.js';
import type { Insn, InsnIndex, Pc } from '../isa/types.js';
import type { Kfunc } from '../platform/kfuncs.js';
import type { CoreResult } from './btf/core.js';
import type { Btf } from './btf/types.js';

export interface Module {
  /** Base name of the input, without directory: it must not leak paths into the output. */
  readonly name: string;
  readonly functions: readonly FunctionSpec[];
  readonly maps: readonly MapSpec[];
  readonly globals: readonly GlobalSpec[];
  readonly externs: readonly ExternSpec[];
  /** Contents of the `license` section, without the NUL; empty when there is none. */
  readonly license: string;
  readonly btf: Btf | undefined;
  /** What CO-RE relocations became, in the order of the code; only when the module was linked for a target. */
  readonly core?: readonly CoreResult[];
}

/** The instructions of one section (or of one raw or assembled input). Functions share it. */
export interface Code {
  readonly section: string;
  readonly insns: readonly Insn[];
  /** Slot of each instruction, and one more entry: the slot past the end. */
  readonly pcs: readonly Pc[];
  /** Instruction at a slot; undefined in the middle of an `lddw` or outside. */
  indexAt(pc: number): InsnIndex | undefined;
  /** What an instruction refers to, for those that refer to something by name. */
  readonly refs: ReadonlyMap<InsnIndex, Ref>;
  /** Source place of an instruction: the C line of BTF.ext, or the assembly line. */
  placeOf(index: InsnIndex): Place;
  /** The line table itself, ascending by `index`, for debug information. */
  readonly lines: readonly LineEntry[];
}

export interface LineEntry {
  readonly index: InsnIndex;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

export interface FunctionSpec {
  readonly name: string;
  /** A program is an entry point; a subprogram is only called (or passed as a callback). */
  readonly kind: 'program' | 'subprogram';
  /** A static subprogram is verified in its callers' context, a global one by its BTF prototype. */
  readonly linkage: 'static' | 'global' | 'weak';
  /** ELF section name, which gives the program type: `xdp`, `uprobe/libc.so.6:malloc`. */
  readonly section: string;
  readonly code: Code;
  /** First instruction. */
  readonly entry: InsnIndex;
  /** One past the last instruction that belongs to it. */
  readonly end: InsnIndex;
  /** BTF id of its FUNC, when known. */
  readonly btfId: number | undefined;
}

export type Ref =
  /** `lddw r, map ll`: the map itself. */
  | { readonly kind: 'map'; readonly map: number }
  /** `lddw r, &global + offset`: a byte of a global section. */
  | { readonly kind: 'global'; readonly global: number; readonly offset: number }
  /** The value of entry 0 of an array map (`BPF_PSEUDO_MAP_VALUE` of an ordinary map). */
  | { readonly kind: 'map_value'; readonly map: number; readonly offset: number }
  /** A call or the address of a function of the module. */
  | { readonly kind: 'function'; readonly function: number }
  /** A kfunc called, or a ksym's address taken. A weak one that nobody provides is 0. */
  | { readonly kind: 'extern'; readonly extern: number };

export interface MapSpec {
  readonly name: string;
  /** `enum bpf_map_type`. */
  readonly type: number;
  /** Sizes in bytes. */
  readonly keySize: number;
  readonly valueSize: number;
  readonly maxEntries: number;
  /** `BPF_F_*` of map creation. */
  readonly flags: number;
  readonly mapExtra: bigint;
  readonly pinning: 'none' | 'by_name';
  /** Template of the inner map of ARRAY_OF_MAPS and HASH_OF_MAPS: an index into `Module.maps`. */
  readonly inner: number | undefined;
  /** True for an inner template without a name of its own: nobody creates it. */
  readonly template: boolean;
  /** Static initialisers of map-in-map and PROG_ARRAY: slot to map or function. */
  readonly values: readonly { readonly index: number; readonly ref: Ref }[];
  readonly btfKey: number | undefined;
  readonly btfValue: number | undefined;
}

export interface GlobalSpec {
  /** `.rodata`, `.data`, `.bss`, `.data.NAME`, `.kconfig` … */
  readonly name: string;
  readonly kind: 'rodata' | 'data' | 'bss' | 'kconfig';
  readonly size: number;
  readonly align: number;
  /** `size` bytes; all zero for bss. */
  readonly data: Uint8Array;
  /** Addresses stored in the data: 8 bytes at `offset` hold the address of `ref`. */
  readonly relocs: readonly { readonly offset: number; readonly ref: Ref }[];
  readonly symbols: readonly GlobalSymbol[];
  /** BTF id of its DATASEC, when known. */
  readonly btfId: number | undefined;
}

/**
 * Whether the bytes of a section are known when it is compiled. With `lateRodata` a loader may still set constants,
 * but not those that no name refers to: the sections of literals.
 */
export const isFrozen = ({ kind, name }: GlobalSpec, lateRodata: boolean): boolean =>
  kind === 'rodata' && (!lateRodata || /^\.rodata\.(str|cst)/.test(name));

export interface GlobalSymbol {
  readonly name: string;
  readonly offset: number;
  readonly size: number;
  readonly linkage: 'static' | 'global' | 'weak';
  readonly btfId: number | undefined;
}

export interface ExternSpec {
  readonly name: string;
  readonly kind: 'kfunc' | 'ksym';
  readonly weak: boolean;
  /** BTF id of its FUNC or VAR. */
  readonly btfId: number | undefined;
  /** Of a function that the host is said to have. */
  readonly prototype?: Kfunc;
}
