/**
 * The state that is being executed: one path of the exploration. Values of the running function are in an array
 * indexed by SSA value; states are loaded into it at block entries and captured from it at block exits.
 */
import type { Code, CodeParams } from '../diag/codes.js';
import type { Block, Inst, Value } from '../ir/entities.js';
import type { InsnIndex } from '../isa/types.js';
import type { Failure } from './failure.js';
import { type Cell, Cells } from './memory.js';
import type { Shape } from './shape.js';
import { type Continuation, type Frame, factOf, State } from './state.js';
import { NameTable, WordLists } from './value/arena.js';
import { type Av, FLAG, KIND, KIND_NAMES, Values } from './values.js';

/** Names of stack bytes as identities of values that only the stack holds. */
const STACK_IDENT = 1 << 28;
/** Distance between the names of several things that one instruction makes. */
const AGAIN = 1 << 22;

/** What a branch edge has found out, to be applied to every copy. */
export interface Findings {
  /** Identity of a scalar to its new number. */
  readonly numbers: NameTable;
  /** Identity of a nullable pointer to whether it is null. */
  readonly nulls: ReadonlyMap<number, boolean>;
  /** Packet key to bytes. */
  readonly facts: ReadonlyMap<number, number>;
}

/** What the explorers of one verifier share. */
export class Store {
  readonly values = new Values();
  readonly cells: Cells;
  /** Values and stacks of states; those of one attempt are dropped with it. */
  lists = new WordLists();
  /** For the findings of an edge, and for renaming. */
  readonly numbers: NameTable;
  readonly renamed: NameTable;

  /** `names`: how many values the functions have together, and one. */
  constructor(names: number, hidesPointers: boolean) {
    this.cells = new Cells(this.values, hidesPointers);
    this.numbers = new NameTable(names);
    this.renamed = new NameTable(names);
  }
}

/** The fact key of a packet pointer: everything with one identity has one variable part. */
export const packetKey = (ident: number, meta: boolean): number => ident * 2 + (meta ? 1 : 0);

export interface Details {
  readonly label?: string;
  readonly notes?: readonly string[];
  readonly help?: string;
  readonly unset?: Failure['unset'];
  readonly access?: Failure['access'];
  readonly block?: Failure['block'];
}

export class Machine {
  readonly store: Store;
  readonly values: Values;
  readonly cells: Cells;
  readonly lists: WordLists;
  /** Caller frames first; the running one is last, and its `values` and `stack` are stale: `vals` and `stack` have them. */
  frames: Frame[] = [];
  shape!: Shape;
  /** The running function's values by SSA value. */
  vals!: Int32Array;
  /** The running frame's stack, its own copy. */
  stack!: Int32Array;
  facts: readonly number[] = [];
  refs: readonly number[] = [];
  lock = 0;
  failure: Failure | undefined;
  /** The instruction that runs, for reports. */
  insn = -1 as InsnIndex;
  inst: Inst | undefined;
  /** Keeps all scalars at block boundaries when false. */
  readonly forget: boolean;
  /** Pointers to map values keep their names after the test for null: locks are told apart by them. */
  namesElements = false;
  /** Addresses must not get out. */
  hidesPointers = false;

  /** By depth and function: values and stack of the frame that runs. */
  readonly #pools: { readonly vals: Int32Array; readonly stack: Int32Array }[][] = [];
  #scratch = new Int32Array(256);

  constructor(store: Store, forget: boolean) {
    this.store = store;
    this.values = store.values;
    this.cells = store.cells;
    this.lists = store.lists;
    this.forget = forget;
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
      inst: this.inst,
      insn: this.insn,
    };
    return false;
  }

  /** Refuses a pointer where it would get out, if that matters; true otherwise. */
  keepIn(av: Av, where: string): boolean {
    if (!this.hidesPointers || !this.values.isPointer(av)) return true;
    return this.fail('E0419', { what: KIND_NAMES[this.values.kind(av)]!, where });
  }

  // ---- entering and leaving ----

  /** Makes a function the one that runs at the current depth. */
  #run(shape: Shape): void {
    this.#pools[this.depth] ??= [];
    const pools = this.#pools[this.depth]!;
    let pool = pools[shape.index];
    if (pool === undefined) {
      pool = { vals: shape.constants.slice(), stack: new Int32Array(shape.cells) };
      pools[shape.index] = pool;
    }
    this.shape = shape;
    this.inst = undefined;
    this.vals = pool.vals;
    this.stack = pool.stack;
  }

  /**
   * Fills the values and the stack of the function that runs. What is not alive has no value: what another path
   * computed there must not be taken for this one's.
   */
  #fill({ shape, live, values, stack }: Frame): void {
    const { words } = this.lists;
    const { vals, stack: cells } = this;
    vals.set(shape.constants);
    for (let i = 0; i < live.length; i++) vals[live[i]!] = words[values + i]!;
    for (let i = 0; i < cells.length; i++) cells[i] = words[stack + i]!;
  }

  /** An empty list, for a frame whose values or stack are in the machine. */
  get #nothing(): number {
    return this.lists.intern(this.#scratch, 0);
  }

  load(state: State): void {
    this.frames = state.frames.slice();
    const { top } = state;
    this.#run(top.shape);
    this.#fill(top);
    this.facts = state.facts;
    this.refs = state.refs;
    this.lock = state.lock;
  }

  /** Starts a program: one frame, an empty stack. */
  start(shape: Shape): void {
    const none = this.#nothing;
    this.frames = [{ shape, live: new Int32Array(0), values: none, stack: none, next: undefined }];
    this.#run(shape);
    this.stack.fill(0);
    this.facts = [];
    this.refs = [];
    this.lock = 0;
  }

  /** Suspends the running function at a call and starts another; its parameters are to be set by the caller. */
  enter(callee: Shape, block: Block, position: number, result: Value, callback: boolean): void {
    const { shape, stack } = this;
    const live = callback ? shape.liveAround(block, position) : shape.liveAfter(block, position);
    const scratch = this.#scratchOf(live.length);
    for (let i = 0; i < live.length; i++) scratch[i] = this.vals[live[i]!]!;
    const next: Continuation = { block, position, result, callback };
    this.frames[this.depth] = {
      shape,
      live,
      values: this.lists.intern(scratch, live.length),
      stack: this.lists.intern(stack, stack.length),
      named: this.#isNamed(scratch, live.length, stack),
      next,
    };
    const none = this.#nothing;
    this.frames.push({ shape: callee, live: new Int32Array(0), values: none, stack: none, next: undefined });
    this.#run(callee);
    this.stack.fill(0);
  }

  /** Drops the running frame and goes on in the one that called it; gives where. */
  leave(result: Av): Continuation {
    this.#buryPointers(this.depth);
    this.frames.pop();
    const frame = this.frames[this.depth]!;
    const next = frame.next!;
    this.#run(frame.shape);
    this.#fill(frame);
    if (next.result >= 0) this.vals[next.result] = result;
    this.frames[this.depth] = { ...frame, next: undefined };
    return next;
  }

  /** The running state, to come back to in this very block. */
  setAside(): () => void {
    const frames = this.frames.slice();
    const vals = this.vals.slice();
    const stack = this.stack.slice();
    const { facts, refs, lock } = this;
    return () => {
      this.frames = frames;
      this.#run(frames[frames.length - 1]!.shape);
      this.vals.set(vals);
      this.stack.set(stack);
      this.facts = facts;
      this.refs = refs;
      this.lock = lock;
    };
  }

  #isNamed(values: Int32Array, length: number, stack: Int32Array): boolean {
    for (let i = 0; i < length; i++) if (this.values.ident(values[i]!) !== 0) return true;
    for (let i = 0; i < stack.length; i++) if (this.cells.hasIdents(stack[i]!)) return true;
    return false;
  }

  #scratchOf(length: number): Int32Array {
    if (this.#scratch.length < length) this.#scratch = new Int32Array(length * 2);
    return this.#scratch;
  }

  /** Pointers into a frame that ends are numbers from then on, where its callers' stacks hold them. */
  #buryPointers(depth: number): void {
    const { cells } = this;
    const bury = (av: Av): Av => (this.isIn(av, depth) ? 0 : av);
    for (let d = 0; d < depth; d++) {
      const { shape, stack } = this.frames[d]!;
      for (let i = 0; i < shape.cells; i++) {
        const cell = this.lists.words[stack + i]!;
        if (cells.hasValues(cell)) this.setCell(d, i, cells.map(cell, bury));
      }
    }
  }

  /** Whether a value is a pointer into the stack of a frame. */
  isIn(av: Av, depth: number): boolean {
    const { values } = this;
    const kind = values.kind(av);
    return (
      (kind === KIND.stack && values.param(av) === depth) ||
      // A slice of a dynptr may be the buffer that its caller lent.
      (kind === KIND.mem && values.param(av) === depth + 1)
    );
  }

  /** The state at a call that is to be made again, to be compared with others there. */
  snapshot(parent: State, block: Block, position: number): State {
    const { shape, stack, lists } = this;
    const live = shape.liveAround(block, position);
    const scratch = this.#scratchOf(live.length);
    for (let i = 0; i < live.length; i++) scratch[i] = this.vals[live[i]!]!;
    const frames = this.frames.slice();
    const values = lists.intern(scratch, live.length);
    frames[this.depth] = { shape, live, values, stack: lists.intern(stack, stack.length), next: undefined };
    return new State(frames, block, this.facts, this.refs, this.lock, parent, 0);
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
    for (let d = 0; d < this.depth; d++) this.frames[d] = this.#mapFrame(this.frames[d]!, f, f);
    const { vals, shape, stack, cells } = this;
    for (let i = 0; i < stack.length; i++) stack[i] = cells.map(stack[i]!, f);
    for (const v of shape.defined) vals[v] = f(vals[v]!);
  }

  /** A frame with other values; itself when nothing changes. */
  #mapFrame(
    frame: Frame,
    value: (av: Av, name: number) => Av,
    stored: (av: Av, cell: number, index: number) => Av,
  ): Frame {
    const { lists, cells } = this;
    const { shape, live } = frame;
    const scratch = this.#scratchOf(Math.max(live.length, shape.cells));
    let changed = false;
    for (let i = 0; i < live.length; i++) {
      const old = lists.words[frame.values + i]!;
      scratch[i] = value(old, shape.base + live[i]!);
      if (scratch[i] !== old) changed = true;
    }
    const values = changed ? lists.intern(scratch, live.length) : frame.values;
    changed = false;
    const length = lists.length(frame.stack);
    for (let i = 0; i < length; i++) {
      const old = lists.words[frame.stack + i]!;
      let at = 0;
      scratch[i] = cells.hasValues(old) ? cells.map(old, av => stored(av, i, at++)) : old;
      if (scratch[i] !== old) changed = true;
    }
    const stack = changed ? lists.intern(scratch, length) : frame.stack;
    return values === frame.values && stack === frame.stack
      ? frame
      : { ...frame, values, stack, named: true };
  }

  // ---- stacks ----

  /** Cells of the frame at a depth. */
  cellCount(depth: number): number {
    return this.frames[depth]!.shape.cells;
  }

  cellAt(depth: number, index: number): Cell {
    return depth === this.depth ? this.stack[index]! : this.lists.words[this.frames[depth]!.stack + index]!;
  }

  setCell(depth: number, index: number, cell: Cell): void {
    if (depth === this.depth) {
      this.stack[index] = cell;
      return;
    }
    const frame = this.frames[depth]!;
    if (this.cellAt(depth, index) === cell) return;
    const stack = this.lists.get(frame.stack);
    stack[index] = cell;
    this.frames[depth] = { ...frame, stack: this.lists.intern(stack, stack.length), named: true };
  }

  // ---- capture ----

  /**
   * The state at the entry of `block` when it is reached now with `args` for its parameters and what the edge has
   * found out. Identities get canonical names: that of the value itself where it is alive, else that of the first
   * holder. So equal situations have equal words, and a name is free again before its instruction can run anew.
   */
  capture(
    block: Block,
    args: readonly Value[] | readonly Av[],
    argsAreValues: boolean,
    found: Findings | undefined,
    parent: State | undefined,
    edge = 0,
  ): State {
    const { values, cells, shape, lists, vals, depth } = this;
    const live = shape.liveIn[block]!;
    const { renamed } = this.store;
    renamed.clear();
    this.#found = found !== undefined && (found.numbers.size > 0 || found.nulls.size > 0) ? found : undefined;
    const refined = this.#found !== undefined;
    const frames = this.frames.slice();
    for (let d = 0; d < depth; d++) frames[d] = this.#captureCaller(frames[d]!, d, frames, live);

    const position = shape.paramOf[block]!;
    const forgetTo = this.forget ? shape.forgetTo[block] : undefined;
    const scratch = this.#scratchOf(Math.max(live.length, this.stack.length));
    const { base } = shape;
    for (let i = 0; i < live.length; i++) {
      const v = live[i]! as Value;
      const at = position[i]!;
      let av: Av;
      if (at < 0) {
        av = vals[v]!;
        if (refined) av = this.#apply(av, base + v);
      } else if (argsAreValues) {
        const from = args[at] as Value;
        av = this.copyOf(from);
        if (refined) av = this.#apply(av, base + from);
      } else av = args[at] as Av;
      if (forgetTo !== undefined && forgetTo[i] !== 0 && values.kind(av) === KIND.scalar) av = forgetTo[i]!;
      scratch[i] = values.ident(av) === 0 ? av : this.#rename(av, base + v, frames, live);
    }
    const top = lists.intern(scratch, live.length);
    const { stack } = this;
    const bytes = shape.keptBytes[block]!;
    const numbers = shape.keptNumbers[block]!;
    for (let i = 0; i < stack.length; i++) {
      let cell = stack[i]!;
      if (cell !== 0) {
        if (refined && cells.hasIdents(cell)) cell = cells.map(cell, this.#applyStored);
        if (this.forget) cell = cells.keep(cell, bytes[i]!, numbers[i]!);
        if (cells.hasIdents(cell)) {
          let k = 0;
          const name = STACK_IDENT + (depth << 20) + i * 8;
          cell = cells.map(cell, av => this.#rename(av, name + k++, frames, live));
        }
      }
      scratch[i] = cell;
    }
    frames[depth] = {
      shape,
      live,
      values: top,
      stack: lists.intern(scratch, stack.length),
      next: undefined,
    };
    const facts = found?.facts.size ? mergeFacts(this.facts, found.facts) : this.facts;
    const refs = found?.nulls.size ? this.#refsAfter(found) : this.refs;
    return new State(frames, block, this.#renameFacts(facts), refs, this.lock, parent, edge);
  }

  /** What the edge of the capture that runs has found out, if that is about values. */
  #found: Findings | undefined;

  #captureCaller(frame: Frame, depth: number, frames: readonly Frame[], live: Int32Array): Frame {
    if (this.#found === undefined && frame.named === false) return frame;
    const refined =
      this.#found === undefined ? frame : this.#mapFrame(frame, this.#applyNamed, this.#applyStored);
    const name = STACK_IDENT + (depth << 20);
    return this.#mapFrame(
      refined,
      (av, holder) => (this.values.ident(av) === 0 ? av : this.#rename(av, holder, frames, live)),
      (av, cell, k) => this.#rename(av, name + cell * 8 + k, frames, live),
    );
  }

  readonly #applyNamed = (av: Av, name: number): Av => this.#apply(av, name);
  readonly #applyStored = (av: Av): Av => this.#apply(av, 0);

  #apply(av: Av, name: number): Av {
    const { values } = this;
    const found = this.#found!;
    const ident = values.ident(av);
    if (values.kind(av) === KIND.scalar) {
      const id = found.numbers.get(ident === 0 ? name : ident);
      return id === 0 ? av : values.scalar(id, ident);
    }
    if (!values.isNullable(av)) return av;
    const isNull = found.nulls.get(ident);
    if (isNull === undefined) return av;
    if (isNull) return values.zero;
    const flags = values.flags(av) & ~FLAG.nullable;
    const named = this.namesElements && values.kind(av) === KIND.map_value;
    return values.with(av, named ? { flags } : { flags, ident: 0 });
  }

  /** A null result acquired nothing. */
  #refsAfter(found: Findings): readonly number[] {
    const out: number[] = [];
    for (let i = 0; i < this.refs.length; i += 2)
      if (found.nulls.get(this.refs[i]!) !== true) out.push(this.refs[i]!, this.refs[i + 1]!);
    return out.length === this.refs.length ? this.refs : out;
  }

  /** A value with the canonical name of its identity; `holder` is the name of the place that has it. */
  #rename(av: Av, holder: number, frames: readonly Frame[], live: Int32Array): Av {
    const { values } = this;
    const { renamed } = this.store;
    const ident = values.ident(av);
    if (ident === 0) return av;
    let name = renamed.get(ident);
    if (name === 0) {
      // A resource keeps its name: it is that of the entry in `refs`.
      name = values.ref(av) === ident || this.#isAlive(ident, frames, live) ? ident : holder;
      renamed.set(ident, name);
    }
    if (values.kind(av) === KIND.scalar) {
      const own = name === holder ? 0 : name;
      return own === ident ? av : values.scalar(values.number(av), own);
    }
    return name === ident ? av : values.with(av, { ident: name });
  }

  /** Whether a name is that of a value that is alive in a frame; `live` are those of the last one. */
  #isAlive(name: number, frames: readonly Frame[], live: Int32Array): boolean {
    for (let d = this.depth; d >= 0; d--) {
      const { shape, live: own } = frames[d]!;
      const v = name - shape.base;
      if (v >= 0 && v < shape.func.values.length) return isAmong(d === this.depth ? live : own, v);
    }
    return false;
  }

  /** Facts under the canonical names; those of names that nobody has are dropped. */
  #renameFacts(facts: readonly number[]): readonly number[] {
    if (facts.length === 0) return facts;
    const { renamed } = this.store;
    const kept: number[] = [];
    let same = true;
    for (let i = 0; i < facts.length; i += 2) {
      const key = facts[i]!;
      const ident = key >> 1;
      const name = ident === 0 ? 0 : renamed.get(ident);
      if (name !== ident) same = false;
      if (ident !== 0 && name === 0) continue;
      const renamedKey = name * 2 + (key & 1);
      let at = kept.length;
      while (at > 0 && kept[at - 2]! > renamedKey) at -= 2;
      kept.splice(at, 0, renamedKey, facts[i + 1]!);
    }
    return same ? facts : kept;
  }

  // ---- packet facts ----

  factOf(key: number): number {
    return factOf(this.facts, key);
  }
}

/** Whether a number is in an ascending list. */
export function isAmong(list: Int32Array, x: number): boolean {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]! < x) low = middle + 1;
    else high = middle;
  }
  return list[low] === x;
}

/** Facts with more added, ascending; the greater number of bytes wins. */
function mergeFacts(facts: readonly number[], more: ReadonlyMap<number, number>): readonly number[] {
  let out: number[] | undefined;
  for (const [key, bytes] of more) {
    const now = out ?? facts;
    let at = 0;
    while (at < now.length && now[at]! < key) at += 2;
    if (now[at] === key && now[at + 1]! >= bytes) continue;
    out ??= facts.slice();
    out.splice(at, now[at] === key ? 2 : 0, key, bytes);
  }
  return out ?? facts;
}
