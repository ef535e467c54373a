/**
 * The state that is being executed: one path of the exploration. Values of the running function are in an array
 * indexed by SSA value; states are loaded into it at block entries and captured from it at block exits.
 */
import type { Code, CodeParams } from '../diag/codes.js';
import type { Block, Value } from '../ir/entities.js';
import type { InsnIndex } from '../isa/types.js';
import { cellBits } from './demand.js';
import type { Failure } from './failure.js';
import type { Cell, Cells } from './memory.js';
import type { Shape } from './shape.js';
import { type Continuation, type Frame, factOf, hashState, type State, shapeKey } from './state.js';
import type { ScalarId } from './value/scalars.js';
import { type Av, FLAG, KIND, type Values } from './values.js';

/** Names of stack bytes as identities of values that only the stack holds. */
const STACK_IDENT = 1 << 28;
/** Distance between the names of several things that one instruction makes. */
const AGAIN = 1 << 22;

/** What a branch edge has found out, to be applied to every copy. */
export interface Findings {
  /** Identity of a scalar to its new number. */
  readonly numbers: Map<number, ScalarId>;
  /** Identity of a nullable pointer to whether it is null. */
  readonly nulls: Map<number, boolean>;
  /** Packet key to bytes. */
  readonly facts: Map<number, number>;
}

/** The fact key of a packet pointer: everything with one identity has one variable part. */
export const packetKey = (ident: number, meta: boolean): number => ident * 2 + (meta ? 1 : 0);

export interface Details {
  readonly label?: string;
  readonly notes?: readonly string[];
  readonly help?: string;
  readonly unset?: Failure['unset'];
}

export class Machine {
  readonly values: Values;
  readonly cells: Cells;
  /** Caller frames first; the running one is last, and its `values` are stale: `vals` has them. */
  frames: Frame[] = [];
  shape!: Shape;
  /** The running function's values by SSA value. */
  vals!: Int32Array;
  /** The running frame's stack; may be shared until `#ownsStack`. */
  stack!: Int32Array;
  #ownsStack = false;
  facts: readonly number[] = [];
  refs: readonly number[] = [];
  lock = 0;
  failure: Failure | undefined;
  /** The instruction that runs, for reports. */
  insn = -1 as InsnIndex;
  /** Keeps all scalars at block boundaries when false. */
  readonly forget: boolean;

  readonly #pools = new Map<string, Int32Array>();
  /** Stamp of the last capture in which a value of this name was live. */
  #liveStamp = new Int32Array(1024);
  #stamp = 0;

  constructor(values: Values, cells: Cells, names: number, forget: boolean) {
    this.values = values;
    this.cells = cells;
    this.forget = forget;
    this.#liveStamp = new Int32Array(names);
  }

  get depth(): number {
    return this.frames.length - 1;
  }

  fail<C extends Code>(code: C, params: CodeParams<C>, details: Details = {}): false {
    this.failure ??= {
      code,
      params: params as Record<string, string | number>,
      ...details,
      shape: this.shape,
      insn: this.insn,
    };
    return false;
  }

  // ---- entering and leaving ----

  #dense(shape: Shape, depth: number): Int32Array {
    const key = `${shape.index}.${depth}`;
    let vals = this.#pools.get(key);
    if (vals === undefined) {
      vals = shape.constants.slice();
      this.#pools.set(key, vals);
    }
    return vals;
  }

  load(state: State): void {
    this.frames = state.frames.slice();
    const top = state.frames[state.frames.length - 1]!;
    this.shape = top.shape;
    this.vals = this.#dense(top.shape, this.depth);
    const { live, values } = top;
    for (let i = 0; i < live.length; i++) this.vals[live[i]!] = values[i]!;
    this.stack = top.stack;
    this.#ownsStack = false;
    this.facts = state.facts;
    this.refs = state.refs;
    this.lock = state.lock;
  }

  /** Suspends the running function at a call and starts another; its parameters are to be set by the caller. */
  enter(callee: Shape, block: Block, position: number, result: Value, callback: boolean): void {
    const { shape } = this;
    const live = shape.liveAfter(block, position);
    const values = new Int32Array(live.length);
    for (let i = 0; i < live.length; i++) values[i] = this.vals[live[i]!]!;
    const next: Continuation = { block, position, result, callback };
    this.frames[this.depth] = { shape, live, values, stack: this.stack, next };
    const stack = new Int32Array((callee.stackSize + 7) >> 3);
    const none = new Int32Array(0);
    this.frames.push({ shape: callee, live: none, values: none, stack, next: undefined });
    this.shape = callee;
    this.vals = this.#dense(callee, this.depth);
    this.stack = stack;
    this.#ownsStack = true;
  }

  /** Drops the running frame and goes on in the one that called it; gives where. */
  leave(result: Av): Continuation {
    this.frames.pop();
    const frame = this.frames[this.depth]!;
    const { shape, live, values, stack } = frame;
    const next = frame.next!;
    this.shape = shape;
    this.vals = this.#dense(shape, this.depth);
    for (let i = 0; i < live.length; i++) this.vals[live[i]!] = values[i]!;
    this.stack = stack;
    this.#ownsStack = false;
    if (next.result >= 0) this.vals[next.result] = result;
    this.frames[this.depth] = { ...frame, next: undefined };
    return next;
  }

  /** Goes back to a running state that was put aside in this very block. */
  resume(
    frames: Frame[],
    vals: Int32Array,
    stack: Int32Array,
    facts: readonly number[],
    refs: readonly number[],
  ): void {
    this.frames = frames;
    this.shape = frames[frames.length - 1]!.shape;
    this.vals = this.#dense(this.shape, this.depth);
    this.vals.set(vals);
    this.stack = stack;
    this.#ownsStack = true;
    this.facts = facts;
    this.refs = refs;
  }

  // ---- identity ----

  /** The name of a value of the running function. */
  nameOf(v: Value): number {
    return this.shape.base + v;
  }

  /** A value as it is copied: scalars carry the name of what they are a copy of. */
  copyOf(v: Value): Av {
    const av = this.vals[v]!;
    const { values } = this;
    if (values.kind(av) !== KIND.scalar || values.ident(av) !== 0) return av;
    if (values.constantOf(av) !== undefined) return av;
    return values.scalar(values.number(av), this.nameOf(v));
  }

  /**
   * A name for what an instruction makes. What it made before has another one: names of this kind do not outlive
   * the block, where `capture` renames them after their holders.
   */
  freshIdent(v: Value): number {
    return this.nameOf(v) + AGAIN;
  }

  /** A name for a resource; those that are held keep theirs, also those of the same instruction. */
  freshRef(v: Value): number {
    let ref = this.nameOf(v) + 2 * AGAIN;
    for (let i = 0; i < this.refs.length; i += 2) {
      if (this.refs[i] !== ref) continue;
      ref += AGAIN;
      i = -2;
    }
    return ref;
  }

  /** Replaces values everywhere, also in callers' frames. */
  replaceAll(f: (av: Av) => Av): void {
    const { cells } = this;
    const cell = (c: Cell): Cell => cells.map(c, f);
    for (let d = 0; d < this.depth; d++) {
      const frame = this.frames[d]!;
      this.frames[d] = { ...frame, values: frame.values.map(f), stack: frame.stack.map(cell) };
    }
    this.stack = this.stack.map(cell);
    this.#ownsStack = true;
    const { vals, shape } = this;
    for (let v = 0; v < vals.length; v++) {
      const { kind } = shape.func.value(v as Value);
      if (kind === 'inst' || kind === 'param') vals[v] = f(vals[v]!);
    }
  }

  // ---- stacks ----

  stackOf(depth: number): Int32Array {
    return depth === this.depth ? this.stack : this.frames[depth]!.stack;
  }

  setCell(depth: number, index: number, cell: Cell): void {
    if (depth === this.depth) {
      if (this.stack[index] === cell) return;
      if (!this.#ownsStack) {
        this.stack = this.stack.slice();
        this.#ownsStack = true;
      }
      this.stack[index] = cell;
      return;
    }
    const frame = this.frames[depth]!;
    if (frame.stack[index] === cell) return;
    const stack = frame.stack.slice();
    stack[index] = cell;
    this.frames[depth] = { ...frame, stack };
  }

  // ---- capture ----

  /**
   * The state at the entry of `block` when it is reached now with `args` for its parameters and what the edge has
   * found out.
   */
  capture(
    block: Block,
    args: readonly Value[] | readonly Av[],
    argsAreValues: boolean,
    found: Findings | undefined,
    parent: State | undefined,
    edge = 0,
  ): State {
    const { values, shape } = this;
    const live = shape.liveIn[block]!;
    const asked = shape.asked[block]!;
    const position = shape.paramOf[block]!;
    const top = new Int32Array(live.length);
    for (let i = 0; i < live.length; i++) {
      const v = live[i]! as Value;
      const at = position[i]!;
      const from = at < 0 ? v : ((argsAreValues ? args[at] : -1) as Value);
      let av = at < 0 ? this.vals[v]! : argsAreValues ? this.copyOf(from) : (args[at] as Av);
      if (found) av = this.#apply(av, from >= 0 ? this.nameOf(from) : 0, found);
      if (this.forget && asked[i] === 0 && values.kind(av) === KIND.scalar)
        av = this.#anyOf(shape.widthOf(v));
      top[i] = av;
    }
    const frames = this.frames.slice();
    for (let d = 0; d < this.depth; d++) if (found) frames[d] = this.#applyToFrame(frames[d]!, found);
    let stack = this.stack;
    if (found) stack = this.#applyToStack(stack, found);
    else this.#ownsStack = false;
    if (this.forget)
      stack = this.#forgetStack(stack, shape.demand.bytes[block]!, shape.demand.numbers[block]!);
    frames[this.depth] = { shape, live, values: top, stack, next: undefined };
    const facts = found?.facts.size ? mergeFacts(this.facts, found.facts) : this.facts;
    const refs = found?.nulls.size ? this.#refsAfter(found) : this.refs;
    const state = this.#normalise(frames, facts);
    const captured = {
      frames: state.frames,
      block,
      facts: state.facts,
      refs,
      lock: this.lock,
      parent,
      edge,
      pending: 0,
      cost: 0,
      longest: 0,
      depth: parent ? parent.depth + 1 : 0,
    };
    return { ...captured, key: shapeKey(captured), hash: hashState(captured) };
  }

  /** Clears bytes that nothing reads again, and numbers that no check asks for. */
  #forgetStack(stack: Int32Array, bytes: Int32Array, numbers: Int32Array): Int32Array {
    const { cells, values } = this;
    let out = stack;
    for (let i = 0; i < stack.length; i++) {
      const old = stack[i]!;
      if (old === 0) continue;
      const at = (i - stack.length) * 8;
      const cell = cells.keep(old, cellBits(bytes, at), cellBits(numbers, at), av => values.isScalar(av));
      if (cell === old) continue;
      if (out === stack) out = stack.slice();
      out[i] = cell;
    }
    return out;
  }

  readonly #any = new Map<number, Av>();
  #anyOf(width: number): Av {
    let av = this.#any.get(width);
    if (av === undefined) {
      av = this.values.scalar(this.values.scalars.ofWidth(width));
      this.#any.set(width, av);
    }
    return av;
  }

  #apply(av: Av, name: number, found: Findings): Av {
    const { values } = this;
    const ident = values.ident(av);
    if (values.kind(av) === KIND.scalar) {
      const id = found.numbers.get(ident === 0 ? name : ident);
      return id === undefined ? av : values.scalar(id, ident);
    }
    if (!values.isNullable(av)) return av;
    const isNull = found.nulls.get(ident);
    if (isNull === undefined) return av;
    return isNull ? values.zero : values.with(av, { flags: values.flags(av) & ~FLAG.nullable, ident: 0 });
  }

  #applyToFrame(frame: Frame, found: Findings): Frame {
    const { shape, live } = frame;
    const values = frame.values.map((av, i) => this.#apply(av, shape.base + live[i]!, found));
    return { ...frame, values, stack: this.#applyToStack(frame.stack, found) };
  }

  #applyToStack(stack: Int32Array, found: Findings): Int32Array {
    let out = stack;
    for (let i = 0; i < stack.length; i++) {
      const cell = this.cells.map(stack[i]!, av => this.#apply(av, 0, found));
      if (cell === stack[i]) continue;
      if (out === stack) out = stack.slice();
      out[i] = cell;
    }
    return out;
  }

  /** A null result acquired nothing. */
  #refsAfter(found: Findings): readonly number[] {
    const out: number[] = [];
    for (let i = 0; i < this.refs.length; i += 2)
      if (found.nulls.get(this.refs[i]!) !== true) out.push(this.refs[i]!, this.refs[i + 1]!);
    return out.length === this.refs.length ? this.refs : out;
  }

  /**
   * Gives identities canonical names: that of the value itself where it is alive, else that of the first holder. So
   * equal situations have equal words, and a name is free again before its instruction can run anew.
   */
  #normalise(
    frames: Frame[],
    facts: readonly number[],
  ): { frames: readonly Frame[]; facts: readonly number[] } {
    const { values, cells } = this;
    const stamp = ++this.#stamp;
    let named = facts.length > 0;
    for (const frame of frames) {
      const { base } = frame.shape;
      for (let i = 0; i < frame.live.length; i++) {
        this.#liveStamp[base + frame.live[i]!] = stamp;
        if (values.ident(frame.values[i]!) !== 0) named = true;
      }
      for (let i = 0; !named && i < frame.stack.length; i++)
        cells.forEach(frame.stack[i]!, av => {
          if (values.ident(av) !== 0) named = true;
        });
    }
    if (!named) return { frames, facts };
    const renamed = new Map<number, number>();
    const rename = (av: Av, holder: number): Av => {
      const ident = values.ident(av);
      if (ident === 0) return av;
      let name = renamed.get(ident);
      if (name === undefined) {
        const alive = ident < this.#liveStamp.length && this.#liveStamp[ident] === stamp;
        // A resource keeps its name: it is that of the entry in `refs`.
        name = alive || values.ref(av) === ident ? ident : holder;
        renamed.set(ident, name);
      }
      if (values.kind(av) === KIND.scalar) {
        const own = name === holder ? 0 : name;
        return own === ident ? av : values.scalar(values.number(av), own);
      }
      return name === ident ? av : values.with(av, { ident: name });
    };
    const out = frames.map((frame, d): Frame => {
      const { base } = frame.shape;
      let list = frame.values;
      for (let i = 0; i < frame.live.length; i++) {
        const av = rename(frame.values[i]!, base + frame.live[i]!);
        if (av === frame.values[i]) continue;
        if (list === frame.values) list = frame.values.slice();
        list[i] = av;
      }
      let stack = frame.stack;
      for (let i = 0; i < stack.length; i++) {
        if (!cells.hasValues(frame.stack[i]!)) continue;
        let at = 0;
        const cell = cells.map(frame.stack[i]!, av => rename(av, STACK_IDENT + (d << 20) + i * 8 + at++));
        if (cell === frame.stack[i]) continue;
        if (stack === frame.stack) stack = frame.stack.slice();
        stack[i] = cell;
      }
      return list === frame.values && stack === frame.stack ? frame : { ...frame, values: list, stack };
    });
    const kept: [number, number][] = [];
    for (let i = 0; i < facts.length; i += 2) {
      const ident = facts[i]! >> 1;
      const name = ident === 0 ? 0 : renamed.get(ident);
      if (name !== undefined) kept.push([name * 2 + (facts[i]! & 1), facts[i + 1]!]);
    }
    return { frames: out, facts: kept.sort((a, b) => a[0] - b[0]).flat() };
  }

  // ---- packet facts ----

  factOf(key: number): number {
    return factOf(this.facts, key);
  }
}

/** Facts with more added; the greater number of bytes wins. */
function mergeFacts(facts: readonly number[], more: ReadonlyMap<number, number>): readonly number[] {
  const all = new Map<number, number>();
  for (let i = 0; i < facts.length; i += 2) all.set(facts[i]!, facts[i + 1]!);
  for (const [key, bytes] of more) if (bytes > (all.get(key) ?? 0)) all.set(key, bytes);
  return [...all].sort((a, b) => a[0] - b[0]).flat();
}
