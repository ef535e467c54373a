/** BTF as data. Kinds and field names are those of include/uapi/linux/btf.h. */

/** A type id: 0 is void. */
export type BtfId = number;

export interface Btf {
  /** Index is the id; entry 0 is void. */
  readonly types: readonly BtfType[];
  /** The raw `.BTF` section this was read from, to be carried into the output. */
  readonly bytes: Uint8Array;
}

/** Types by id, read when they are asked for (table.ts). */
export interface TypeTable {
  /** Undefined for void and for ids that are not there. */
  type(id: BtfId): BtfType | undefined;
  /** Types by their name without its flavor, ascending. */
  idsOf(essentialName: string): readonly BtfId[];
}

/** Types by id, however they are kept. */
export type Types = Btf | TypeTable;

export interface BtfMember {
  readonly name: string;
  readonly type: BtfId;
  /** In bits from the start of the struct. */
  readonly bitOffset: number;
  /** 0 when it is not a bit-field. */
  readonly bitSize: number;
}

export interface BtfParam {
  readonly name: string;
  readonly type: BtfId;
}

export type BtfType =
  | { readonly kind: 'void' }
  | {
      readonly kind: 'int';
      readonly name: string;
      readonly size: number;
      readonly signed: boolean;
      readonly char: boolean;
      readonly bool: boolean;
      readonly bitOffset: number;
      readonly bits: number;
    }
  | { readonly kind: 'ptr'; readonly type: BtfId }
  | { readonly kind: 'array'; readonly type: BtfId; readonly index: BtfId; readonly count: number }
  | {
      readonly kind: 'struct' | 'union';
      readonly name: string;
      readonly size: number;
      readonly members: readonly BtfMember[];
    }
  | {
      readonly kind: 'enum' | 'enum64';
      readonly name: string;
      readonly size: number;
      readonly signed: boolean;
      readonly values: readonly { readonly name: string; readonly value: bigint }[];
    }
  | { readonly kind: 'fwd'; readonly name: string; readonly union: boolean }
  | { readonly kind: 'typedef' | 'type_tag'; readonly name: string; readonly type: BtfId }
  | { readonly kind: 'volatile' | 'const' | 'restrict'; readonly type: BtfId }
  | { readonly kind: 'func'; readonly name: string; readonly type: BtfId; readonly linkage: 0 | 1 | 2 }
  | { readonly kind: 'func_proto'; readonly ret: BtfId; readonly params: readonly BtfParam[] }
  | { readonly kind: 'var'; readonly name: string; readonly type: BtfId; readonly linkage: 0 | 1 | 2 }
  | {
      readonly kind: 'datasec';
      readonly name: string;
      readonly size: number;
      readonly vars: readonly { readonly type: BtfId; readonly offset: number; readonly size: number }[];
    }
  | { readonly kind: 'float'; readonly name: string; readonly size: number }
  | { readonly kind: 'decl_tag'; readonly name: string; readonly type: BtfId; readonly component: number };
