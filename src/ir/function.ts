import { assert } from '../diag/internal.js';
import type { FunctionSpec, Module } from '../frontend/program.js';
import type { InsnIndex } from '../isa/types.js';
import type { ProgramTypeName } from '../platform/programs.js';
import type { VirtualContext } from './contexts.js';
import { type Block, type Inst, type Slot, TYPE_BITS, type Type, type Value } from './entities.js';
import { UseFacts } from './facts.js';
import { type Op, opRow } from './ops.js';

/** A branch target and what it passes to the block's parameters. */
export interface Target {
  block: Block;
  args: Value[];
}

export interface InstData {
  op: Op;
  /** The type suffix `T`; `i64` where the op has none. */
  type: Type;
  args: Value[];
  /** -1 when it has none. */
  result: Value;
  /** Byte displacement, for ops with `offset`. */
  offset: number;
  /** What `OpRow.ref` says: a slot, map, global, function, extern, helper id, context field or plain number. */
  ref: number;
  targets: Target[];
  /** `switch`: the value of each case, for targets 1, 2, …; bits of type `T`. */
  cases: bigint[];
  /** The instruction it came from; -1 for none. */
  insn: InsnIndex;
}

export interface BlockData {
  params: Value[];
  insts: Inst[];
}

/** Where a value comes from. Constants and undef belong to no block and have no instruction. */
export type ValueData =
  | { readonly kind: 'inst'; readonly type: Type; readonly inst: Inst }
  | { readonly kind: 'param'; readonly type: Type; readonly block: Block }
  | { readonly kind: 'const'; readonly type: Type; readonly bits: bigint }
  /** A register that nothing wrote; computes as 0, and the verifier rejects its use. */
  | { readonly kind: 'undef'; readonly type: Type };

/** A part of the stack frame, [offset, offset + size) relative to the frame pointer r10 (offset is negative). */
export interface SlotData {
  offset: number;
  size: number;
}

export const NO_VALUE = -1 as Value;
export const NO_INSN = -1 as InsnIndex;

/**
 * How a function is entered: `ctx` has r1 = context; `raw` has r1 = memory and r2 = its length; `sub` has r1 to r5.
 */
export type Entry = 'ctx' | 'raw' | 'sub';

/** One function in SSA form with block parameters. */
export class Func {
  readonly name: string;
  readonly entry: Entry;
  /** What it was translated from. */
  readonly spec: FunctionSpec;
  readonly insts: InstData[] = [];
  readonly values: ValueData[] = [];
  readonly blocks: BlockData[] = [];
  readonly slots: SlotData[] = [];
  /** A program's type, where it is known. */
  programType: ProgramTypeName | undefined;
  /** Set where the context is one that the runtime keeps in a struct of its own (contexts.ts). */
  context: VirtualContext | undefined;
  /** What is proved of instructions. */
  readonly useFacts = new UseFacts();
  /** Called with contexts of which some are virtual: it cannot look into them. */
  mixedContexts = false;
  /** Blocks in reverse postorder; the first is the entry. Blocks not listed do not exist. */
  order: Block[] = [];
  readonly #constants = new Map<string, Value>();

  constructor(name: string, entry: Entry, spec: FunctionSpec) {
    this.name = name;
    this.entry = entry;
    this.spec = spec;
  }

  get entryBlock(): Block {
    const block = this.order[0];
    assert(block !== undefined, `${this.name} has no blocks`);
    return block;
  }

  inst(inst: Inst): InstData {
    return this.insts[inst]!;
  }

  block(block: Block): BlockData {
    return this.blocks[block]!;
  }

  value(value: Value): ValueData {
    return this.values[value]!;
  }

  typeOf(value: Value): Type {
    return this.values[value]!.type;
  }

  /** The last instruction of a block, which ends it. */
  terminator(block: Block): InstData {
    const insts = this.blocks[block]!.insts;
    return this.insts[insts[insts.length - 1]!]!;
  }

  /** The bits of a constant; undef is 0; undefined for anything else. */
  constant(value: Value): bigint | undefined {
    const data = this.values[value]!;
    return data.kind === 'const' ? data.bits : data.kind === 'undef' ? 0n : undefined;
  }

  /** The instruction that defines a value, if one does. */
  definition(value: Value): InstData | undefined {
    const data = this.values[value]!;
    return data.kind === 'inst' ? this.insts[data.inst] : undefined;
  }

  /** How many edges lead to each block that has any. */
  predecessorCounts(): Map<Block, number> {
    const counts = new Map<Block, number>();
    for (const block of this.order)
      for (const target of this.terminator(block).targets)
        counts.set(target.block, (counts.get(target.block) ?? 0) + 1);
    return counts;
  }

  // ---- construction; folds nothing ----

  const(type: Type, bits: bigint): Value {
    const wrapped = BigInt.asUintN(TYPE_BITS[type], bits);
    return this.#leaf(`${type} ${wrapped}`, { kind: 'const', type, bits: wrapped });
  }

  undef(type: Type): Value {
    return this.#leaf(`${type} undef`, { kind: 'undef', type });
  }

  #leaf(key: string, data: ValueData): Value {
    let value = this.#constants.get(key);
    if (value === undefined) {
      value = this.#addValue(data);
      this.#constants.set(key, value);
    }
    return value;
  }

  #addValue(data: ValueData): Value {
    return (this.values.push(data) - 1) as Value;
  }

  addBlock(): Block {
    return (this.blocks.push({ params: [], insts: [] }) - 1) as Block;
  }

  addParam(block: Block, type: Type): Value {
    const value = this.#addValue({ kind: 'param', type, block });
    this.blocks[block]!.params.push(value);
    return value;
  }

  addSlot(offset: number, size: number): Slot {
    return (this.slots.push({ offset, size }) - 1) as Slot;
  }

  /** Makes an instruction that is in no block yet. */
  makeInst(op: Op, fields: Partial<InstData>): Inst {
    const row = opRow(op);
    const type = fields.type ?? 'i64';
    const inst = this.insts.length as Inst;
    const resultType = row.result === 'T' ? type : row.result;
    this.insts.push({
      op,
      type,
      args: fields.args ?? [],
      result: resultType === 'none' ? NO_VALUE : this.#addValue({ kind: 'inst', type: resultType, inst }),
      offset: fields.offset ?? 0,
      ref: fields.ref ?? 0,
      targets: fields.targets ?? [],
      cases: fields.cases ?? [],
      insn: fields.insn ?? NO_INSN,
    });
    return inst;
  }

  /** Appends an instruction to a block and returns its result (NO_VALUE when it has none). */
  append(block: Block, op: Op, fields: Partial<InstData>): Value {
    const inst = this.makeInst(op, fields);
    this.blocks[block]!.insts.push(inst);
    return this.insts[inst]!.result;
  }

  /** Rewrites every use of a value by what `replace` gives for it. */
  rewriteUses(replace: (value: Value) => Value): void {
    for (const block of this.order) {
      for (const inst of this.blocks[block]!.insts) {
        const data = this.insts[inst]!;
        for (let i = 0; i < data.args.length; i++) data.args[i] = replace(data.args[i]!);
        for (const target of data.targets)
          for (let i = 0; i < target.args.length; i++) target.args[i] = replace(target.args[i]!);
      }
    }
  }
}

/** All functions of a module; `functions[i]` is `source.functions[i]`. */
export interface IrModule {
  readonly source: Module;
  readonly functions: readonly Func[];
}
