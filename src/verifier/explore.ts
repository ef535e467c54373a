/**
 * The explorer: every path of a program, depth first, over states at block entries. A state that an explored one
 * covers is not followed again. A state that comes round to one of its own ancestors would run for ever.
 */
import type { Block, Value } from '../ir/entities.js';
import type { InstData } from '../ir/function.js';
import type { Guard } from '../ir/guards.js';
import { type Callback, callHelper } from './calls.js';
import type { FactLog } from './facts.js';
import type { Failure } from './failure.js';
import { guardFor } from './guard.js';
import { callKfunc, isIteratorNext } from './kfuncs.js';
import { isAmong, Machine, type Store } from './machine.js';
import type { Program } from './program.js';
import { Refinement } from './refine.js';
import type { Shape } from './shape.js';
import { CALLBACK_EDGE, Comparison, equalStates, type State, UNBOUNDED } from './state.js';
import { transfer } from './transfer.js';
import { type Av, KIND } from './values.js';

export interface Limits {
  /** Instructions executed over all paths. */
  readonly steps: number;
  /** Frames on a path. */
  readonly frames: number;
  /** Bytes of stack over all frames of a path. */
  readonly stack: number;
}

export interface Exploration {
  readonly failure: Failure | undefined;
  /** The path to the failure, last state first. */
  readonly path: State | undefined;
  readonly steps: number;
  readonly states: number;
  readonly pruned: number;
  /** Bytes of stack over all frames, rounded as the kernel does. */
  readonly stackDepth: number;
  /** Calls at depth, tail calls and callbacks included. */
  readonly frameDepth: number;
  /** Most instructions of the IR that a run executes; Infinity when a helper decides how often a part runs. */
  readonly longest: number;
}

export interface Conflict {
  readonly shape: Shape;
  readonly data: InstData;
}

/** What following a path again showed. */
export type Replay =
  /** The check fails on a feasible path. */
  | { readonly kind: 'failure'; readonly failure: Failure; readonly path: State }
  /** No run takes the path: these branches go the other way. */
  | { readonly kind: 'infeasible'; readonly conflicts: readonly Conflict[] }
  /** What seemed to be the same state again differs. */
  | { readonly kind: 'progress'; readonly before: State; readonly after: State }
  /** The check holds when nothing is forgotten; these were added to packet pointers that the path compares. */
  | { readonly kind: 'complete'; readonly shape: Shape; readonly offsets: readonly Value[] };

/** States kept for comparison at one block. */
const MAX_KEPT = 64;

export class Explorer {
  readonly #program: Program;
  readonly #machine: Machine;
  readonly #limits: Limits;
  /** Of the edge that is being taken. */
  readonly #refinement: Refinement;
  readonly #comparison: Comparison;
  readonly #pending: State[] = [];
  /** Kept states by function and block. */
  readonly #kept: (State[] | undefined)[][] = [];
  #steps = 0;
  #states = 0;
  #pruned = 0;
  #stackDepth = 0;
  #frameDepth = 0;

  readonly #facts: FactLog | undefined;

  /** Told every state that is followed. */
  readonly #observe: ((state: State) => void) | undefined;

  constructor(
    program: Program,
    store: Store,
    limits: Limits,
    forget: boolean,
    observe?: (state: State) => void,
    facts?: FactLog,
  ) {
    this.#observe = observe;
    this.#facts = facts;
    this.#program = program;
    this.#limits = limits;
    this.#machine = new Machine(store, forget);
    this.#refinement = new Refinement(this.#machine);
    this.#comparison = new Comparison(store.values, store.cells, store.lists);
    this.#machine.namesElements = program.locks;
    this.#machine.hidesPointers = program.hidesPointers;
  }

  /**
   * Explores all paths from the entry of a function. `excuse` is asked about each failure: it gives the number of
   * steps up to which the exploration goes on without the path, to find more of the kind; 0 ends it.
   */
  run(shape: Shape, excuse: (failure: Failure, path: State, steps: number) => number): Exploration {
    let limit = this.#limits.steps;
    let excused: Failure | undefined;
    const machine = this.#machine;
    this.#start(shape);
    const root = this.#pending[0]!;
    let path: State | undefined;
    for (let state = this.#pending.pop(); state !== undefined; state = this.#pending.pop()) {
      path = state;
      const pruned = this.#prune(state);
      if (!pruned) {
        this.#observe?.(state);
        machine.load(state);
        this.#noteParameters(state);
        const before = this.#steps;
        this.#runBlock(state, state.block, 0);
        state.cost = this.#steps - before;
      }
      if (machine.failure) {
        const patience = excuse(machine.failure, state, this.#steps);
        if (patience <= this.#steps) break;
        limit = Math.min(limit, patience);
        excused = machine.failure;
        machine.failure = undefined;
      }
      if (state.pending === 0) this.#finish(state);
      if (this.#steps > limit) {
        if (excused) machine.failure = excused;
        else machine.fail('E0612', { steps: limit });
        break;
      }
    }
    return {
      failure: machine.failure,
      path: machine.failure ? path : undefined,
      steps: this.#steps,
      states: this.#states,
      pruned: this.#pruned,
      stackDepth: this.#stackDepth,
      frameDepth: this.#frameDepth,
      longest: root.longest >= UNBOUNDED ? Number.POSITIVE_INFINITY : root.longest,
    };
  }

  #noteParameters({ top, block }: State): void {
    if (this.#facts === undefined) return;
    for (const param of top.shape.func.block(block).params)
      if (isAmong(top.live, param)) this.#facts.note(this.#machine, param, this.#machine.vals[param]!);
  }

  /** The check at run time that would do, right after a failure. */
  guardFor(failure: Failure): Guard | undefined {
    return guardFor(this.#machine, this.#program, failure);
  }

  // ---- following one path again

  /** The successor that `replay` is looking for, and the one it found. */
  #expected: State | undefined;
  #taken: State | undefined;
  #lastBranch: Conflict | undefined;
  #conflicts: Conflict[] = [];

  /**
   * Follows the path to a failure again, from the entry: with nothing forgotten, for which this explorer was made.
   */
  replay(shape: Shape, last: State): Replay {
    const machine = this.#machine;
    const script: State[] = [];
    for (let state: State | undefined = last; state; state = state.parent) script.unshift(state);
    this.#conflicts = [];
    machine.failure = undefined;
    this.#start(shape);
    let state = this.#pending.pop()!;
    const states = [state];
    const offsets: Value[] = [];
    for (let k = 0; ; k++) {
      const end = k === script.length - 1;
      this.#expected = end ? last : script[k + 1]!;
      this.#taken = undefined;
      machine.load(state);
      if (!this.#runBlock(state, state.block, 0)) {
        if (this.#conflicts.length > 0) break;
        return { kind: 'failure', failure: machine.failure!, path: state };
      }
      if (end) break;
      if (this.#lastBranch?.shape === last.top.shape) this.#noteOffsets(offsets);
      if (this.#taken === undefined) {
        this.#conflicts.push(this.#lastBranch!);
        break;
      }
      state = this.#taken;
      states.push(state);
    }
    if (this.#conflicts.length > 0) return { kind: 'infeasible', conflicts: this.#conflicts };
    const repeated = script.findIndex(
      (s, i) => i < script.length - 1 && s.block === last.block && equalStates(s, last),
    );
    return repeated < 0
      ? { kind: 'complete', shape: last.top.shape, offsets }
      : { kind: 'progress', before: states[repeated]!, after: states[states.length - 1]! };
  }

  /** What the last branch added to packet pointers before it compared them. */
  #noteOffsets(offsets: Value[]): void {
    const { shape, values, vals } = this.#machine;
    const test = this.#lastBranch?.shape === shape ? this.#lastBranch.data.args[0] : undefined;
    const condition = test === undefined ? undefined : shape.func.definition(test);
    for (const operand of condition?.args ?? []) {
      const kind = values.kind(vals[operand]!);
      if (kind !== KIND.packet && kind !== KIND.packet_meta) continue;
      for (let v: Value | undefined = operand; v !== undefined; ) {
        const sum: InstData | undefined = shape.func.definition(v);
        if (sum?.op !== 'add' && sum?.op !== 'sub') break;
        offsets.push(v, ...sum.args);
        v = sum.args.find(arg => values.isPointer(vals[arg]!));
      }
    }
  }

  #start(shape: Shape): void {
    const machine = this.#machine;
    const { values } = machine;
    const { func } = shape;
    machine.start(shape);
    const args: Av[] = [];
    if (func.entry === 'ctx') args.push(values.make(KIND.ctx, {}));
    else if (func.entry === 'raw') {
      const size = this.#program.memorySize;
      args.push(values.make(KIND.mem, { extra: size }), values.constant(BigInt(size)));
    } else for (let i = 0; i < 5; i++) args.push(i === 0 ? values.make(KIND.ctx, {}) : values.none);
    this.#measureStack();
    this.#pending.push(machine.capture(func.entryBlock, args, false, undefined, undefined));
  }

  #measureStack(): boolean {
    const machine = this.#machine;
    let bytes = 0;
    for (const frame of machine.frames) bytes += (Math.max(frame.shape.stackUsed, 1) + 31) & ~31;
    this.#stackDepth = Math.max(this.#stackDepth, bytes);
    this.#frameDepth = Math.max(this.#frameDepth, machine.frames.length);
    if (machine.frames.length > this.#limits.frames)
      return machine.fail('E0613', { frames: machine.frames.length, limit: this.#limits.frames });
    if (bytes > this.#limits.stack) return machine.fail('E0614', { bytes, limit: this.#limits.stack });
    return true;
  }

  /** All that follows from a state is explored: tells its ancestors. */
  #finish(state: State): void {
    let done = state;
    done.longest = Math.min(done.longest + done.cost, UNBOUNDED);
    for (let s = done.parent; s !== undefined; s = s.parent) {
      if (done.longest > s.longest) s.longest = done.longest;
      if (--s.pending > 0) break;
      s.longest = Math.min(s.longest + s.cost, UNBOUNDED);
      done = s;
    }
  }

  #push(state: State): void {
    if (this.#expected !== undefined) {
      if (state.edge === this.#expected.edge && state.block === this.#expected.block) this.#taken = state;
      return;
    }
    if (state.parent) state.parent.pending++;
    this.#pending.push(state);
  }

  /** Whether a state need not be followed; with a failure when it never ends. */
  #prune(state: State): boolean {
    const machine = this.#machine;
    const { shape } = state.top;
    if (shape.meets[state.block] === 0) return false;
    const kept = this.#keptAt(shape, state.block);
    for (let i = kept.length - 1; i >= 0; i--) {
      const old = kept[i]!;
      const active = old.pending > 0;
      // An ancestor: only the very same state proves that the loop never ends, unless something bounds it.
      if (active && !equalStates(state, old) && !(this.#anyBounded && this.#mayRepeat(state, old))) continue;
      if (active && !this.#mayRepeat(state, old)) {
        machine.load(state);
        machine.insn = shape.func.inst(shape.func.block(state.block).insts[0]!).insn;
        machine.inst = undefined;
        machine.fail('E0611', {}, { block: state.block });
        return true;
      }
      if (this.#comparison.isSubset(state, old)) {
        this.#pruned++;
        state.longest = active ? UNBOUNDED : old.longest;
        return true;
      }
    }
    if (kept.length >= MAX_KEPT) kept.splice(0, MAX_KEPT / 4);
    kept.push(state);
    this.#states++;
    return false;
  }

  #keptAt(shape: Shape, block: Block): State[] {
    let blocks = this.#kept[shape.index];
    if (blocks === undefined) {
      blocks = [];
      this.#kept[shape.index] = blocks;
    }
    let kept = blocks[block];
    if (kept === undefined) {
      kept = [];
      blocks[block] = kept;
    }
    return kept;
  }

  /** Whether every way from an ancestor back to the same state passes a place that bounds the repetition. */
  #mayRepeat(state: State, ancestor: State): boolean {
    for (let s = state.parent; s !== undefined && s !== ancestor.parent; s = s.parent)
      if (this.#bounded.has(s)) return true;
    return false;
  }
  /** States at which a helper calls back or the loop budget is spent. */
  readonly #bounded = new WeakSet<State>();
  #anyBounded = false;

  #markBounded(state: State): void {
    this.#bounded.add(state);
    this.#anyBounded = true;
  }

  /** Runs instructions from a position until the block, or the blocks it returns to, end. */
  #runBlock(state: State, startBlock: Block, startPosition: number): boolean {
    const machine = this.#machine;
    let block = startBlock;
    let position = startPosition;
    for (;;) {
      const { shape } = machine;
      const { insts } = shape.func.block(block);
      machine.inst = insts[position]!;
      const data = shape.func.inst(machine.inst);
      if (data.insn >= 0) machine.insn = data.insn;
      this.#steps++;
      switch (data.op) {
        case 'helper':
        case 'tail_call': {
          const outcome = callHelper(machine, this.#program, data);
          if (outcome === false) return false;
          if (outcome !== true) {
            if (!this.#callBack(state, block, position, outcome)) return false;
            // Not called again, the helper returns: the path also goes on here, unless it is the other one's turn.
            if (this.#taken !== undefined) return true;
          }
          position++;
          continue;
        }
        case 'packet.load':
          if (!this.#packetLoad(data)) return false;
          position++;
          continue;
        case 'call': {
          if (!this.#call(state, block, position, data)) return false;
          return true;
        }
        case 'kfunc':
          if (!callKfunc(machine, this.#program, data)) return false;
          if (isIteratorNext(this.#program, data)) this.#markBounded(state);
          position++;
          continue;
        case 'call.reg':
          return machine.fail('E0520', {});
        case 'may_goto':
          this.#markBounded(state);
          machine.vals[data.result] = machine.values.scalar(machine.values.scalars.ofWidth(1));
          position++;
          continue;
        case 'ret': {
          const back = this.#return(data, state);
          if (back === false) return false;
          if (back === true) return true;
          block = back.block;
          position = back.position + 1;
          continue;
        }
        case 'jump':
        case 'br':
        case 'switch':
          this.#lastBranch = { shape, data };
          return this.#branch(state, block, data);
        case 'trap':
        case 'unreachable':
          return true;
        default:
          this.#facts?.use(machine, this.#program, insts[position]!, data);
          if (!transfer(machine, this.#program, data)) return false;
          if (data.result >= 0) this.#facts?.note(machine, data.result, machine.vals[data.result]!);
          position++;
      }
    }
  }

  // ---- control flow

  #branch(state: State, from: Block, data: InstData): boolean {
    const machine = this.#machine;
    const { values, vals, shape } = machine;
    const { targets } = data;
    if (data.op === 'jump') {
      this.#push(machine.capture(targets[0]!.block, targets[0]!.args, true, undefined, state));
      return true;
    }
    const v = data.args[0]!;
    if (values.kind(vals[v]!) === KIND.none)
      return machine.fail(
        'E0411',
        { what: 'a register' },
        { label: 'the condition was never set on this path' },
      );
    const go = (index: number, edge: Refinement): void => {
      const { block, args } = targets[index]!;
      this.#facts?.take(shape, from, index);
      this.#push(machine.capture(block, args, true, edge, state, index));
    };
    if (data.op === 'br') {
      const truth = values.constantOf(vals[v]!);
      // The edge pushed last is followed first.
      for (const index of [0, 1]) {
        const holds = index === 0;
        const edge = this.#refinement.begin(targets[index]!.block);
        if ((truth === undefined || (truth === 1n) === holds) && edge.assume(v, holds)) go(index, edge);
        else if (this.#expected?.edge === index && this.#expected.block === targets[index]!.block) {
          // A path that is followed again goes on against the odds: there may be more than one reason against it.
          this.#conflicts.push({ shape: machine.shape, data });
          go(index, this.#refinement.begin(targets[index]!.block));
        }
      }
      return true;
    }
    const others = this.#refinement.begin(targets[0]!.block);
    const known = values.constantOf(vals[v]!);
    if (known === undefined ? others.assumeNone(v, data.cases) : !data.cases.includes(known)) go(0, others);
    data.cases.forEach((bits, i) => {
      if (known !== undefined && known !== bits) return;
      const edge = this.#refinement.begin(targets[i + 1]!.block);
      if (edge.assumeEqual(v, bits)) go(i + 1, edge);
    });
    return true;
  }

  #call(state: State, block: Block, position: number, data: InstData): boolean {
    const machine = this.#machine;
    const callee = this.#program.shapeOf(data.ref);
    if (machine.frames.some(frame => frame.shape === callee))
      return machine.fail('E0615', { name: callee.func.name });
    if (machine.lock !== 0) return machine.fail('E0516', { what: `call of ${callee.func.name}` });
    const args = data.args.map(arg => machine.copyOf(arg));
    machine.enter(callee, block, position, data.result, false);
    if (!this.#measureStack()) return false;
    this.#push(machine.capture(callee.func.entryBlock, args, false, undefined, state));
    return true;
  }

  /** Explores one call of a callback; after it, the call may happen again or not. */
  #callBack(state: State, block: Block, position: number, { target, later, args }: Callback): boolean {
    const machine = this.#machine;
    const callee = this.#program.shapeOf(target);
    const data = machine.shape.func.inst(machine.shape.func.block(block).insts[position]!);
    if (!later && machine.frames.some(frame => frame.shape === callee))
      return machine.fail('E0615', { name: callee.func.name });
    const comeBack = machine.setAside();
    if (later) machine.start(callee);
    else machine.enter(callee, block, position, data.result, true);
    if (!this.#measureStack()) return false;
    const { entryBlock } = callee.func;
    const entry = machine.capture(entryBlock, args, false, undefined, state, CALLBACK_EDGE);
    this.#markBounded(entry);
    this.#push(entry);
    comeBack();
    return true;
  }

  /** True when the path ends here; where to go on, or false after a report. */
  #return(data: InstData, state: State): boolean | { block: Block; position: number } {
    const machine = this.#machine;
    const v = data.args[0]!;
    const av = machine.copyOf(v);
    if (machine.depth === 0) return this.#exit(av);
    if (machine.isIn(av, machine.depth))
      return machine.fail('E0419', { what: 'a pointer into a dead stack frame', where: 'the caller' });
    const frame = machine.frames[machine.depth - 1]!;
    if (!frame.next!.callback) return machine.leave(av);
    // A callback returned: the helper may call it again, or go on.
    const at = machine.leave(machine.values.unknown);
    this.#markBounded(state);
    const call = machine.shape.func.inst(machine.shape.func.block(at.block).insts[at.position]!);
    if (!this.#again(state, call, at)) return false;
    return this.#taken !== undefined || at;
  }

  /** After a callback: repeat the call until the state at the call no longer changes. */
  #again(state: State, call: InstData, at: { block: Block; position: number }): boolean {
    const machine = this.#machine;
    const key = `${machine.shape.index}.${at.block}.${at.position}`;
    const rounds = this.#rounds.get(key) ?? [];
    this.#rounds.set(key, rounds);
    const now = machine.snapshot(state, at.block, at.position);
    if (rounds.some(old => this.#comparison.isSubset(now, old))) return true;
    if (rounds.length >= 3) this.#widenStack(machine.stack.slice());
    rounds.push(rounds.length < 3 ? now : machine.snapshot(state, at.block, at.position));
    const outcome = callHelper(machine, this.#program, call);
    if (outcome === false) return false;
    return outcome === true || this.#callBack(state, at.block, at.position, outcome);
  }
  readonly #rounds = new Map<string, State[]>();

  /** Forgets the numbers in a stack that changes with every round. */
  #widenStack(stack: Int32Array): Int32Array {
    const machine = this.#machine;
    const { values, cells } = machine;
    const wide = stack.map(cell =>
      cells.map(cell, (av, size) =>
        values.isScalar(av) ? values.scalar(values.scalars.ofWidth(size * 8)) : av,
      ),
    );
    wide.forEach((cell, i) => {
      machine.setCell(machine.depth, i, cell);
    });
    return wide;
  }

  #exit(av: Av): boolean {
    const machine = this.#machine;
    const { values } = machine;
    if (values.kind(av) === KIND.none)
      return machine.fail(
        'E0411',
        { what: 'the return value' },
        { label: 'r0 was never set on this path', help: 'return a value on every path' },
      );
    if (machine.lock !== 0) return machine.fail('E0516', { what: 'exit' });
    if (machine.refs.length > 0) {
      machine.insn = machine.refs[1]! as Machine['insn'];
      return machine.fail(
        'E0518',
        { what: 'exit' },
        { label: 'acquired here, and not released on every path' },
      );
    }
    const range = this.#program.returns;
    if (range === undefined) return machine.keepIn(av, 'the return value');
    if (values.isPointer(av)) return machine.fail('E0419', { what: 'a pointer', where: 'the return value' });
    const id = values.number(av);
    const { scalars } = values;
    const low = scalars.lowBits(id, 32);
    const s32 = scalars.signExtend(low, 32, 64);
    if (scalars.smin(s32) >= BigInt(range.min) && scalars.smax(s32) <= BigInt(range.max)) return true;
    return machine.fail(
      'E0420',
      { min: range.min, max: range.max },
      { label: `returns ${scalars.format(s32)}` },
    );
  }

  #packetLoad(data: InstData): boolean {
    const machine = this.#machine;
    const { values, vals } = machine;
    if (!this.#program.legacyPacket) return machine.fail('E0521', { type: this.#program.user.type });
    const context = vals[data.args[0]!]!;
    if (values.kind(context) !== KIND.ctx || values.offset(context) !== 0 || values.number(context) !== 0)
      return machine.fail('E0411', { what: 'r6, which must be the context for a legacy packet load' });
    if (!values.isScalar(vals[data.args[1]!]!)) return machine.fail('E0411', { what: 'the packet offset' });
    if (machine.refs.length > 0 || machine.lock !== 0)
      return machine.fail('E0518', { what: 'a legacy packet load' });
    const bits = { i1: 1, i8: 8, i16: 16, i32: 32, i64: 64 }[data.type];
    vals[data.result] = values.scalar(values.scalars.ofWidth(bits));
    return true;
  }
}
