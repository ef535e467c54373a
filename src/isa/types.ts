/** The shape of the instruction table's rows and of a decoded instruction. RFC 9669 gives the names. */

export type Group =
  | 'base32'
  | 'base64'
  | 'atomic32'
  | 'atomic64'
  | 'divmul32'
  | 'divmul64'
  | 'packet'
  | 'callx'
  /** Not in RFC 9669: what clang and the kernel added since. */
  | 'kernel';

export type Cpu = 'v1' | 'v2' | 'v3' | 'v4';
export type AluOp =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'sdiv'
  | 'or'
  | 'and'
  | 'lsh'
  | 'rsh'
  | 'neg'
  | 'mod'
  | 'smod'
  | 'xor'
  | 'mov'
  | 'arsh';
export type JumpOp = 'eq' | 'ne' | 'set' | 'gt' | 'ge' | 'lt' | 'le' | 'sgt' | 'sge' | 'slt' | 'sle';
export type AtomicOp = 'add' | 'or' | 'and' | 'xor' | 'xchg' | 'cmpxchg' | 'load_acquire' | 'store_release';
/** Sizes in bytes. */
export type Size = 1 | 2 | 4 | 8;
export type Width = 32 | 64;
/** What the 64-bit immediate of `lddw` stands for, by its src field (RFC 9669 section 5.4). */
export type Imm64Kind = 'value' | 'map_fd' | 'map_value' | 'var' | 'code' | 'map_idx' | 'map_idx_value';

/**
 * What an instruction means, as data: interpreter, translation, documentation and cost are each one exhaustive
 * switch over `kind`.
 */
export type Sem =
  | { readonly kind: 'alu'; readonly op: AluOp; readonly width: Width; readonly src: 'imm' | 'reg' }
  | { readonly kind: 'movsx'; readonly from: 8 | 16 | 32; readonly width: Width }
  | { readonly kind: 'end'; readonly op: 'htole' | 'htobe' | 'bswap'; readonly width: 16 | 32 | 64 }
  | { readonly kind: 'load'; readonly size: Size; readonly signed: boolean }
  | { readonly kind: 'store'; readonly size: Size; readonly src: 'imm' | 'reg' }
  | { readonly kind: 'atomic'; readonly op: AtomicOp; readonly size: Size; readonly fetch: boolean }
  | { readonly kind: 'imm64'; readonly ref: Imm64Kind }
  | { readonly kind: 'jump'; readonly op: JumpOp; readonly width: Width; readonly src: 'imm' | 'reg' }
  | { readonly kind: 'goto' }
  | { readonly kind: 'may_goto' }
  | { readonly kind: 'call'; readonly target: 'helper' | 'local' | 'kfunc' | 'reg' }
  | { readonly kind: 'exit' }
  /** LD_ABS and LD_IND; `indirect` adds the src register to the offset in imm. */
  | { readonly kind: 'packet'; readonly size: 1 | 2 | 4; readonly indirect: boolean }
  /** `dst = addr_space_cast(src, to, from)`: 1 is the arena, 0 the program's own. imm is `to << 16 | from`. */
  | { readonly kind: 'addr_space_cast'; readonly to: 0 | 1; readonly from: 0 | 1 };

/** What each field of the encoding holds: a literal that must match, or the operand bound to it. */
export interface Fields {
  readonly dst: 'dst' | 0;
  readonly src: 'src' | number;
  readonly offset: 'offset' | 'rel' | number;
  /** `dst`: the register stands in the immediate, as in the callx of clang before 19. */
  readonly imm: 'imm' | 'rel' | 'imm64' | 'helper' | 'dst' | number;
}

export interface InsnDesc {
  /** Unique and stable: `add32.imm`, `lock.fetch_add`, `lddw.map_fd`. */
  readonly id: string;
  readonly opcode: number;
  readonly fields: Fields;
  readonly groups: readonly Group[];
  readonly cpu: Cpu;
  /** The mnemonic syntax of the conformance suite, with `{dst}`, `{src}`, `{offset}`, `{imm}`, `{rel}` … */
  readonly asm: string;
  /** The `r0 = r1` syntax of clang and the kernel. */
  readonly c: string;
  /** Further ways to write it, which the assembler reads and nobody prints: older clang, the kernel, the suite. */
  readonly spellings: readonly string[];
  readonly sem: Sem;
}

/** One instruction; `lddw` is one Insn of two 8-byte slots. */
export interface Insn {
  readonly desc: InsnDesc;
  /** Fields that the form does not bind hold the literal of the row. */
  readonly dst: number;
  readonly src: number;
  /** Of a jump: relative to the next instruction, in slots. */
  readonly offset: number;
  /** Sign-extended from 32 bits, but for `lddw`, whose 64 bits are unsigned. */
  readonly imm: bigint;
}

/** Position in 8-byte slots, as jumps count. */
export type Pc = number & { readonly __brand: 'Pc' };
/** Position in an array of Insn. Never mixed with Pc: `lddw` takes two slots. */
export type InsnIndex = number & { readonly __brand: 'InsnIndex' };

/** How many slots an instruction takes. */
export const slotsOf = (insn: Insn): 1 | 2 => (insn.desc.fields.imm === 'imm64' ? 2 : 1);
