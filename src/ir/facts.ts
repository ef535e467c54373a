/**
 * What has been proved of a function, as passes and back ends use it. Everything here holds in every run of every
 * program of the module: it was joined over all states that the verifier explored.
 */
import type { Block, Inst, Value } from './entities.js';
import type { InstData } from './function.js';

/** Of one instruction: what its operands are whenever it runs. */
export interface UseFact {
  /** A divisor is not zero; not the greatest unsigned number, which is -1. */
  readonly nonZero?: boolean;
  readonly nonMinusOne?: boolean;
  /** The amount of a shift is less than the width. */
  readonly inWidth?: boolean;
  /** A pointer and the pointer made from it both lie in their object, or at its end; accesses: with the displacement. */
  readonly inBounds?: boolean;
  /** The sum of a pointer and an amount that is not negative does not wrap. */
  readonly noWrap?: boolean;
}

/** Least and greatest unsigned value, and the bits that are never set. */
export interface Range {
  readonly min: bigint;
  readonly max: bigint;
  readonly clear: bigint;
}

export interface FuncFacts {
  /** Values that are one number in every run. */
  readonly constants: ReadonlyMap<Value, bigint>;
  /** By block: targets of its terminator that control never takes. */
  readonly dead: ReadonlyMap<Block, readonly number[]>;
  readonly uses: ReadonlyMap<Inst, UseFact>;
  /** Numbers, where they were asked for. */
  readonly ranges: ReadonlyMap<Value, Range>;
}

/** By function; undefined where nothing was proved. */
export type ModuleFacts = readonly (FuncFacts | undefined)[];

/** A fact on the instruction as it was when it was proved. */
interface Note {
  readonly op: InstData['op'];
  readonly type: InstData['type'];
  readonly args: readonly Value[];
  readonly fact: UseFact;
}

const NOTHING: UseFact = {};

/** Facts by instruction, which are forgotten when a pass makes the instruction another one. */
export class UseFacts {
  readonly #notes = new WeakMap<InstData, Note>();

  set(data: InstData, fact: UseFact): void {
    this.#notes.set(data, { op: data.op, type: data.type, args: data.args.slice(), fact });
  }

  of(data: InstData): UseFact {
    const note = this.#notes.get(data);
    if (note === undefined || note.op !== data.op || note.type !== data.type) return NOTHING;
    return note.args.every((v, i) => v === data.args[i]) ? note.fact : NOTHING;
  }
}
