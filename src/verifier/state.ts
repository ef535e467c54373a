/**
 * A state of the exploration at the entry of a block: the values of the live SSA values of every frame, the stacks,
 * and what is known beside them. States are immutable once captured; they share stacks and callers' values.
 */
import type { Block, Value } from '../ir/entities.js';
import type { Cells } from './memory.js';
import type { Shape } from './shape.js';
import { mix } from './value/arena.js';
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
  /** Abstract values of `live`. */
  readonly values: Int32Array;
  /** Cells of the stack, ascending addresses; the last one ends at the frame pointer. */
  readonly stack: Int32Array;
  /** Where this frame goes on; undefined for the frame that runs. */
  readonly next: Continuation | undefined;
}

export interface State {
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
  pending: number;
  /** Instructions that its own block executes, and the most that any run from here executes; Infinity if unknown. */
  cost: number;
  longest: number;
  /** Number of blocks from the entry. */
  readonly depth: number;
  /** Hash of what must be the same for states to be compared: frames, resources, lock. */
  readonly key: number;
  /** Hash of all. */
  readonly hash: number;
}

/** The edge into a callback that a helper calls. */
export const CALLBACK_EDGE = -1;

export function shapeKey({ frames, refs, lock }: Pick<State, 'frames' | 'refs' | 'lock'>): number {
  let hash = mix(frames.length, lock);
  for (const { shape, next } of frames) {
    hash = mix(hash, shape.index);
    if (next) hash = mix(mix(hash, next.block), next.position);
  }
  for (const word of refs) hash = mix(hash, word);
  return hash;
}

export function hashState(state: Pick<State, 'frames' | 'facts' | 'refs' | 'lock'>): number {
  let hash = state.frames.length;
  for (const frame of state.frames) {
    const { values, stack } = frame;
    for (let i = 0; i < values.length; i++) hash = mix(hash, values[i]!);
    for (let i = 0; i < stack.length; i++) hash = mix(hash, stack[i]!);
  }
  for (const word of state.facts) hash = mix(hash, word);
  for (const word of state.refs) hash = mix(hash, word);
  return mix(hash, state.lock);
}

function sameWords(a: Int32Array, b: Int32Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
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
  if (a.hash !== b.hash || !sameShape(a, b) || !sameList(a.facts, b.facts)) return false;
  return a.frames.every((frame, i) => {
    const other = b.frames[i]!;
    return sameWords(frame.values, other.values) && sameWords(frame.stack, other.stack);
  });
}

let lastMiss = 0;

/** Whether everything that can follow `a` can also follow `b`. Both are at one block. */
export function isSubset(a: State, b: State, values: Values, cells: Cells): boolean {
  if (a.key !== b.key || a.frames.length !== b.frames.length) return false;
  const top = a.frames[a.frames.length - 1]!.values;
  const known = b.frames[b.frames.length - 1]!.values;
  // The value that told the states apart last time does so again, most of the time.
  const hint = lastMiss < top.length ? lastMiss : 0;
  if (top.length > 0 && top[hint] !== known[hint] && !values.isSubset(top[hint]!, known[hint]!)) return false;
  if (!sameShape(a, b)) return false;
  for (let i = a.frames.length - 1; i >= 0; i--) {
    const p = a.frames[i]!;
    const q = b.frames[i]!;
    if (p.values !== q.values)
      for (let k = 0; k < p.values.length; k++)
        if (p.values[k] !== q.values[k] && !values.isSubset(p.values[k]!, q.values[k]!)) {
          lastMiss = k;
          return false;
        }
    if (p.stack !== q.stack)
      for (let k = 0; k < p.stack.length; k++)
        if (p.stack[k] !== q.stack[k] && !cells.isSubset(p.stack[k]!, q.stack[k]!)) return false;
  }
  for (let i = 0; i < b.facts.length; i += 2)
    if (factOf(a.facts, b.facts[i]!) < b.facts[i + 1]!) return false;
  return true;
}

/** The bytes known under a key; 0 when nothing is. */
export function factOf(facts: readonly number[], key: number): number {
  for (let i = 0; i < facts.length; i += 2) if (facts[i] === key) return facts[i + 1]!;
  return 0;
}
