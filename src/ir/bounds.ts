/** How large a value can be at most: by the operations that make it, and by the branches that lead to where it is used. */
import { type Block, TYPE_BITS, type Value } from './entities.js';
import type { Func, InstData } from './function.js';

/** How many operations are looked through, and how many branches are looked back. */
const DEPTH = 6;
const BRANCHES = 6;

/** A value that a load may give, and the block that stored it. */
export interface Stored {
  readonly value: Value;
  readonly block: Block;
}

/** What a load gives, if the caller knows: one of these. */
export type LoadedValues = (load: InstData) => readonly Stored[] | undefined;

/** The only block that comes before each block, of those that have only one. */
export function onlyPredecessors(func: Func): ReadonlyMap<Block, Block> {
  const only = new Map<Block, Block | undefined>();
  for (const block of func.order)
    for (const { block: to } of func.terminator(block).targets)
      only.set(to, only.has(to) ? undefined : block);
  only.delete(func.entryBlock);
  return new Map([...only].flatMap(([to, from]) => (from === undefined ? [] : [[to, from] as const])));
}

export class UpperBounds {
  readonly #func: Func;
  readonly #before: ReadonlyMap<Block, Block>;
  readonly #loaded: LoadedValues;

  constructor(func: Func, loaded: LoadedValues = () => undefined) {
    this.#func = func;
    this.#before = onlyPredecessors(func);
    this.#loaded = loaded;
  }

  /** The largest unsigned number that a value can be in a block; a sum that may wrap has that of its type. */
  of(value: Value, block: Block): bigint {
    return this.#of(value, block, DEPTH, true);
  }

  #of(value: Value, block: Block, depth: number, loads: boolean): bigint {
    const func = this.#func;
    const constant = func.constant(value);
    if (constant !== undefined) return constant;
    const guarded = this.#guard(value, block);
    const data = func.definition(value);
    if (data === undefined || depth === 0) return guarded;
    const made = this.#made(data, block, depth - 1, loads);
    return least(made, guarded);
  }

  /** What the branches on the way here left: those comparisons of the value with a constant. */
  #guard(value: Value, block: Block): bigint {
    const func = this.#func;
    let bound = 2n ** BigInt(TYPE_BITS[func.typeOf(value)]) - 1n;
    for (let at = block, i = 0; i < BRANCHES; i++) {
      const from = this.#before.get(at);
      if (from === undefined) break;
      const branch = func.terminator(from);
      const test = branch.op === 'br' ? func.definition(branch.args[0]!) : undefined;
      const limit = test?.args[0] === value ? func.constant(test.args[1]!) : undefined;
      if (test && limit !== undefined && branch.targets[0]!.block !== branch.targets[1]!.block) {
        const most = largestWhere(test.op, limit, branch.targets[0]!.block === at);
        if (most !== undefined && most < bound) bound = most;
      }
      at = from;
    }
    return bound;
  }

  #made(data: InstData, block: Block, depth: number, loads: boolean): bigint {
    const func = this.#func;
    const all = 2n ** BigInt(TYPE_BITS[func.typeOf(data.result)]) - 1n;
    const within = (bound: bigint): bigint => (bound > all ? all : bound);
    const of = (i: number): bigint => this.#of(data.args[i]!, block, depth, loads);
    const constant = (i: number): bigint | undefined => func.constant(data.args[i]!);
    const width = BigInt(TYPE_BITS[data.type]);
    switch (data.op) {
      case 'and':
        return least(of(0), of(1));
      case 'or':
      case 'xor':
        return 2n ** BigInt(largest(of(0), of(1)).toString(2).length) - 1n;
      case 'add':
        return within(of(0) + of(1));
      case 'mul':
        return within(of(0) * of(1));
      case 'shl': {
        const by = constant(1);
        return by === undefined ? all : within(of(0) << (by % width));
      }
      case 'lshr':
        return of(0) >> ((constant(1) ?? 0n) % width);
      case 'udiv':
      case 'zext':
        return of(0);
      case 'umod': {
        const divisor = constant(1);
        return divisor === undefined || divisor === 0n ? of(0) : least(of(0), divisor - 1n);
      }
      case 'trunc':
        return within(of(0));
      case 'select':
        return largest(of(1), of(2));
      case 'load': {
        // One load deep, so that the work stays small.
        const stored = loads ? this.#loaded(data) : undefined;
        const bounds = stored?.map(({ value, block: at }) => this.#of(value, at, depth, false));
        return bounds?.reduce(largest, 0n) ?? all;
      }
      default:
        return all;
    }
  }
}

/** The largest number for which a comparison with a limit has an outcome; undefined when that says nothing. */
function largestWhere(op: string, limit: bigint, outcome: boolean): bigint | undefined {
  switch (op) {
    case 'ult':
      return outcome && limit > 0n ? limit - 1n : undefined;
    case 'ule':
      return outcome ? limit : undefined;
    case 'ugt':
      return outcome ? undefined : limit;
    case 'uge':
      return outcome || limit === 0n ? undefined : limit - 1n;
    case 'eq':
      return outcome ? limit : undefined;
    case 'ne':
      return outcome ? undefined : limit;
    default:
      return undefined;
  }
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const largest = (a: bigint, b: bigint): bigint => (a > b ? a : b);
