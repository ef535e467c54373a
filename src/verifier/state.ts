/**
 * A state of the exploration at the entry of a block: the values of the live SSA values of every frame, the stacks,
 * and what is known beside them. States are immutable once captured; they share stacks and callers' values.
 */
import type { Block, Value } from '../ir/entities.js';
import type { Cells } from './memory.js';
import type { Shape } from './shape.js';
import { mix, type WordLists } from './value/arena.js';
import type { Values } from './values.js';

/** Where a callee goes on when it returns. */
export interface Continuation {
  readonly block: Block;
  /** Position of the call in its block. */
  readonly position: number;
  /** Values of `Frame.live`, of the frame that called. */
  readonly result: Value;
  /** A callback's caller goes back to the call and may call again. */
  readonly callback: boolean;
}

export interface Frame {
  readonly shape: Shape;
  /** Which values `values` holds. */
  readonly live: Int32Array;
  /** Abstract values of `live`: a list of `WordLists`. */
  readonly values: number;
  /** Cells of the stack, ascending addresses; the last one ends at the frame pointer. A list of `WordLists`. */
  readonly stack: number;
  /** Whether something in it has an identity; not for the frame that runs. */
  readonly named?: boolean;
  /** Where this frame goes on; undefined for the frame that runs. */
  readonly next: Continuation | undefined;
}

/** What `longest` is when nothing bounds it. */
export const UNBOUNDED = 0x3fffffff;

export class State {
  /** Callers first; frames are shared between states. */
  readonly frames: readonly Frame[];
  readonly block: Block;
  /** Pairs (key, bytes): from the place that the key names at least so many bytes of packet are there. Ascending. */
  readonly facts: readonly number[];
  /** Pairs (reference, instruction that acquired it) that must be released, in order of acquisition. */
  readonly refs: readonly number[];
  /** The value whose spin lock is held; 0 for none. */
  readonly lock: number;
  readonly parent: State | undefined;
  /** Which way out of the parent's block leads here: the index of the branch target, or `CALLBACK_EDGE`. */
  readonly edge: number;
  /** Descendants that are still to be explored; the state is on the current path while it is positive. */
  pending = 0;
  /** Instructions that its own block executes, and the most that any run from here executes. */
  cost = 0;
  longest = 0;
  /** Hash of what must be the same for states to be compared: frames, resources, lock. */
  readonly key: number;

  constructor(
    frames: readonly Frame[],
    block: Block,
    facts: readonly number[],
    refs: readonly number[],
    lock: number,
    parent: State | undefined,
    edge: number,
  ) {
    this.frames = frames;
    this.block = block;
    this.facts = facts;
    this.refs = refs;
    this.lock = lock;
    this.parent = parent;
    this.edge = edge;
    this.key = shapeKey(frames, refs, lock);
  }

  /** The frame that runs. */
  get top(): Frame {
    return this.frames[this.frames.length - 1]!;
  }
}

/** The edge into a callback that a helper calls. */
export const CALLBACK_EDGE = -1;

function shapeKey(frames: readonly Frame[], refs: readonly number[], lock: number): number {
  let hash = mix(frames.length, lock);
  for (let i = 0; i < frames.length; i++) {
    const { shape, next } = frames[i]!;
    hash = mix(hash, shape.index);
    if (next) hash = mix(mix(hash, next.block), next.position);
  }
  for (let i = 0; i < refs.length; i++) hash = mix(hash, refs[i]!);
  return hash;
}

const sameList = (a: readonly number[], b: readonly number[]): boolean =>
  a === b || (a.length === b.length && a.every((x, i) => x === b[i]));

function sameShape(a: State, b: State): boolean {
  if (a.frames.length !== b.frames.length || a.lock !== b.lock || !sameList(a.refs, b.refs)) return false;
  for (let i = 0; i < a.frames.length; i++) {
    const p = a.frames[i]!;
    const q = b.frames[i]!;
    if (p.shape !== q.shape || p.live !== q.live) return false;
    if (p.next?.block !== q.next?.block || p.next?.position !== q.next?.position) return false;
  }
  return true;
}

/** Whether two states at one block are the same. */
export function equalStates(a: State, b: State): boolean {
  if (a.key !== b.key) return false;
  for (let i = a.frames.length - 1; i >= 0; i--) {
    const p = a.frames[i]!;
    const q = b.frames[i];
    if (q === undefined || (p !== q && (p.values !== q.values || p.stack !== q.stack))) return false;
  }
  return sameShape(a, b) && sameList(a.facts, b.facts);
}

/** Compares states of one explorer. */
export class Comparison {
  readonly #values: Values;
  readonly #cells: Cells;
  readonly #lists: WordLists;
  /** Where the states compared last differ; they are likely to differ there again. */
  #hint = 0;

  constructor(values: Values, cells: Cells, lists: WordLists) {
    this.#values = values;
    this.#cells = cells;
    this.#lists = lists;
  }

  /** Whether everything that can follow `a` can also follow `b`. Both are at one block. */
  isSubset(a: State, b: State): boolean {
    if (a.key !== b.key || a.frames.length !== b.frames.length) return false;
    const { words } = this.#lists;
    const p = a.top.values;
    const q = b.top.values;
    if (p !== q) {
      const hint = this.#hint < words[p - 1]! ? this.#hint : 0;
      const x = words[p + hint]!;
      const y = words[q + hint]!;
      if (x !== y && words[p - 1]! > 0 && !this.#values.isSubset(x, y)) return false;
    }
    if (!sameShape(a, b)) return false;
    for (let i = a.frames.length - 1; i >= 0; i--) {
      const frame = a.frames[i]!;
      const other = b.frames[i]!;
      if (frame !== other && !this.#isSubsetFrame(frame, other)) return false;
    }
    for (let i = 0; i < b.facts.length; i += 2)
      if (factOf(a.facts, b.facts[i]!) < b.facts[i + 1]!) return false;
    return true;
  }

  #isSubsetFrame(frame: Frame, other: Frame): boolean {
    const { words } = this.#lists;
    let p = frame.values;
    let q = other.values;
    if (p !== q) {
      const values = this.#values;
      const length = words[p - 1]!;
      for (let k = 0; k < length; k++) {
        const x = words[p + k]!;
        const y = words[q + k]!;
        if (x === y || values.isSubset(x, y)) continue;
        this.#hint = k;
        return false;
      }
    }
    p = frame.stack;
    q = other.stack;
    if (p === q) return true;
    const cells = this.#cells;
    const length = words[p - 1]!;
    for (let k = 0; k < length; k++) {
      const x = words[p + k]!;
      const y = words[q + k]!;
      if (x !== y && !cells.isSubset(x, y)) return false;
    }
    return true;
  }
}

/** The bytes known under a key; 0 when nothing is. */
export function factOf(facts: readonly number[], key: number): number {
  for (let i = 0; i < facts.length; i += 2) if (facts[i] === key) return facts[i + 1]!;
  return 0;
}
