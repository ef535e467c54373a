/**
 * The verifier: proves, before a program is compiled, that no run of it can read or write outside what it may,
 * use what is not initialised, hold on to what it must release, or run for ever.
 */
import type { Code } from '../diag/codes.js';
import type { DiagnosticSink } from '../diag/diagnostic.js';
import type { FunctionSpec, Module } from '../frontend/program.js';
import { sizeOfType, type Value } from '../ir/entities.js';
import type { ModuleFacts } from '../ir/facts.js';
import type { IrModule } from '../ir/function.js';
import type { Guard } from '../ir/guards.js';
import { opRow } from '../ir/ops.js';
import { type ContextUser, contextOf } from '../platform/contexts.js';
import { helperOf } from '../platform/helpers.js';
import { programType, returnRange } from '../platform/programs.js';
import type { TargetArch } from '../platform/pt-regs.js';
import { matchSection } from '../platform/sections.js';
import { confirm } from './confirm/confirm.js';
import { computeDemand, mark, reachableFrom, type Wishes } from './demand.js';
import { explain } from './explain.js';
import { type Exploration, Explorer, type Limits, type Replay } from './explore.js';
import { FactCollector, FactLog } from './facts.js';
import type { Failure } from './failure.js';
import { Store } from './machine.js';
import { PACKET_WRITERS, type Program } from './program.js';
import { Shape } from './shape.js';
import type { State } from './state.js';
import { WordLists } from './value/arena.js';

export interface VerifyOptions {
  readonly arch: TargetArch;
  /** Overrides what the section name says of a program; undefined leaves it at that. */
  readonly userOf?: (spec: FunctionSpec) => ContextUser | undefined;
  /** The contents of `.rodata` may still change. */
  readonly lateRodata?: boolean;
  readonly limits?: Partial<Limits>;
  /** Bytes that the first argument of raw programs points to; 0 when nothing is known of it. */
  readonly memorySize?: number;
  /** Note what numbers are at their definition, for the facts: what assertions compare with runs. */
  readonly ranges?: boolean;
  /** Look for an input on which a rejected program does wrong, and say it. */
  readonly confirm?: boolean;
  /** Reject programs that let others see addresses. */
  readonly hidePointers?: boolean;
  /** Milliseconds since some time, when results are to say how long they took. */
  readonly now?: () => number;
  /** Told every state that an attempt follows, for tests that compare runs with what was claimed of them. */
  readonly observe?: (state: State, attempt: number, store: Store) => void;
}

export interface ProgramResult {
  readonly program: string;
  readonly section: string;
  /** `unsupported`: the program could not be judged, for example because its kind is not known. */
  readonly verdict: 'accepted' | 'rejected' | 'unsupported';
  /** Of the failed check. */
  readonly code?: Code;
  readonly reason?: string;
  /** Milliseconds; undefined without a clock. */
  readonly ms?: number;
  /** Places of the program and what it calls where something must hold for it to be safe: accesses and calls. */
  readonly checks: number;
  /** Checks at run time that were put in for what could not be proven. */
  readonly checksInserted: number;
  /** Instructions of the IR executed abstractly, over all paths and attempts. */
  readonly steps: number;
  readonly states: number;
  readonly pruned: number;
  /** Bytes over all frames. */
  readonly stackDepth: number;
  /** Of an accepted program: the most instructions of the IR that a run executes; Infinity when a helper decides it. */
  readonly longest?: number;
}

export interface VerifyResult {
  readonly programs: readonly ProgramResult[];
  readonly accepted: boolean;
  /** What holds in every run of the accepted programs. */
  readonly facts: ModuleFacts;
}

export const DEFAULT_LIMITS: Limits = { steps: 1_000_000, frames: 8, stack: 512 };

/** Failures that say nothing of the program's safety: something that it calls is not known or not to be had. */
const UNSUPPORTED: ReadonlySet<Code> = new Set<Code>(['E0511', 'E0519', 'E0520', 'E0522']);

/** Attempts before one that forgets nothing. */
const MAX_ROUNDS = 32;
/** Steps that the attempt that forgets nothing has at least. */
const LAST_ATTEMPT = 200_000;
/** Failures that one attempt follows up. */
const MAX_EXCUSED = 32;
/** Steps that an attempt goes on after its first failure, besides twice those before it. */
const PATIENCE = 2_000;

/** Verifies every program of a module; reports each one that it cannot accept. */
export function verifyModule(ir: IrModule, options: VerifyOptions, sink: DiagnosticSink): VerifyResult {
  const verifier = new Verifier(ir, options);
  const programs = ir.functions.flatMap((func, i) =>
    func.spec.kind === 'program' ? [verifier.verify(i, sink)] : [],
  );
  return { programs, accepted: programs.every(p => p.verdict === 'accepted'), facts: verifier.facts() };
}

export class Verifier {
  readonly #ir: IrModule;
  readonly #module: Module;
  readonly #options: VerifyOptions;
  readonly #store: Store;
  readonly #collector: FactCollector;
  readonly #bases: number[] = [];
  readonly #shapes: (Shape | undefined)[] = [];
  readonly #locks: boolean;

  constructor(ir: IrModule, options: VerifyOptions) {
    this.#ir = ir;
    this.#module = ir.source;
    this.#options = options;
    let base = 1;
    for (const func of ir.functions) {
      this.#bases.push(base);
      base += func.values.length;
    }
    this.#store = new Store(base, options.hidePointers === true);
    const lock = helperOf('bpf_spin_lock')!.id;
    this.#locks = ir.functions.some(f => f.insts.some(({ op, ref }) => op === 'helper' && ref === lock));
    this.#collector = new FactCollector(ir, this.#store.values.scalars);
  }

  #shape(index: number): Shape {
    let shape = this.#shapes[index];
    if (shape === undefined) {
      shape = new Shape(this.#ir.functions[index]!, index, this.#bases[index]!, this.#store.values);
      this.#shapes[index] = shape;
    }
    return shape;
  }

  /** What holds in every run of the programs that were accepted so far. */
  facts(): ModuleFacts {
    return this.#collector.facts();
  }

  /** Verifies one program, by its index in the module. */
  verify(index: number, sink: DiagnosticSink): ProgramResult {
    return this.verifyForGuard(index, sink).result;
  }

  /** The same, and the check at run time that would let a rejected program past its failure, if one would. */
  verifyForGuard(index: number, sink: DiagnosticSink): { result: ProgramResult; guard: Guard | undefined } {
    const start = this.#options.now?.();
    const { result, guard } = this.#judge(index, sink);
    if (result.verdict !== 'accepted') this.#collector.reject(index);
    const end = this.#options.now?.();
    const timed = start === undefined || end === undefined ? result : { ...result, ms: end - start };
    return { result: timed, guard };
  }

  #judge(index: number, sink: DiagnosticSink): { result: ProgramResult; guard: Guard | undefined } {
    const { spec } = this.#ir.functions[index]!;
    const identity = { program: spec.name, section: spec.section };
    if ((this.#options.userOf?.(spec) ?? userOfSection(spec.section)) === undefined) {
      sink.report('E0522', { section: spec.section }, { program: spec.name, section: spec.section });
      const none = { checks: 0, checksInserted: 0, steps: 0, states: 0, pruned: 0, stackDepth: 0 };
      const reason = `unknown section ${spec.section}`;
      return {
        result: { ...identity, verdict: 'unsupported', code: 'E0522', reason, ...none },
        guard: undefined,
      };
    }
    const limits = { ...DEFAULT_LIMITS, ...this.#options.limits };
    const { last, steps, guard } = this.#climb(spec, index, limits);
    const { failure, states, pruned, stackDepth } = last;
    const checks = this.#countChecks(index);
    const figures = { checks, checksInserted: 0, steps, states, pruned, stackDepth };
    if (!failure)
      return {
        result: { ...identity, verdict: 'accepted', ...figures, longest: last.longest },
        guard: undefined,
      };
    const user = this.#options.userOf?.(spec) ?? userOfSection(spec.section);
    const place = { function: failure.shape.func.name, insn: failure.insn };
    const confirmed =
      this.#options.confirm && user && failure.shape.func.entry !== 'raw'
        ? confirm({ ir: this.#ir, index, user }, place)
        : undefined;
    explain({ failure, path: last.path, confirmed }, spec.name, this.#store, sink);
    const verdict = UNSUPPORTED.has(failure.code) ? 'unsupported' : 'rejected';
    const reason = sink.diagnostics[sink.diagnostics.length - 1]?.message ?? '';
    return { result: { ...identity, verdict, code: failure.code, reason, ...figures }, guard };
  }

  /** Accesses to memory and calls of what the host has, in a program and what it calls. */
  #countChecks(index: number): number {
    let checks = 0;
    for (const i of reachableFrom(this.#ir, index)) {
      const func = this.#ir.functions[i]!;
      for (const block of func.order)
        for (const inst of func.block(block).insts) {
          const { op } = func.inst(inst);
          const { effect } = opRow(op);
          if (effect !== 'pure' && effect !== 'term' && op !== 'call' && op !== 'may_goto') checks++;
        }
    }
    return checks;
  }

  /**
   * Attempts, each with what the one before turned out to need, until one succeeds or a failure is real: the path
   * to every failure is followed again with nothing forgotten, and what refutes it there is kept from then on.
   */
  #climb(
    spec: FunctionSpec,
    index: number,
    limits: Limits,
  ): { last: Exploration; steps: number; guard?: Guard | undefined } {
    const wanted = new Map<number, Set<Value>>();
    const bytes = new Map<number, Int32Array>();
    let allBytes = false;
    let steps = 0;
    for (let round = 0; round < MAX_ROUNDS && steps < limits.steps; round++) {
      this.#store.lists = new WordLists();
      const program = this.#program(spec, index, { values: wanted, bytes, allBytes })!;
      const shape = program.shapeOf(index);
      const second = this.#explorer(program, limits, false);
      const log = this.#log();
      let real: { failure: Failure; path: State } | undefined;
      let guard: Guard | undefined;
      let excused = 0;
      let learned = false;
      let stuck = false;
      let patience = limits.steps;
      const outcome = this.#explorer(program, limits, true, round, log).run(shape, (failure, path, at) => {
        if (excused++ === 0) patience = at * 2 + PATIENCE;
        if (excused > MAX_EXCUSED) return 0;
        const replay = second.replay(shape, path);
        if (replay.kind === 'failure') {
          real = replay;
          guard = second.guardFor(replay.failure);
        } else if (replay.kind === 'complete' && (keepBytes(bytes, failure) || learnOffsets(wanted, replay)))
          learned = true;
        else if (replay.kind === 'complete') {
          learned ||= !allBytes;
          stuck ||= allBytes;
          allBytes = true;
        } else if (learn(wanted, replay, this.#store.lists)) learned = true;
        else stuck ||= !learned;
        return real === undefined && !stuck ? patience : 0;
      });
      steps += outcome.steps;
      if (real !== undefined) return { last: { ...outcome, ...(real as object) }, steps, guard };
      if (excused === 0) {
        this.#collector.accept(log);
        return { last: outcome, steps };
      }
      if (!learned) break;
    }
    this.#store.lists = new WordLists();
    const program = this.#program(spec, index, { values: wanted, bytes, allBytes: true })!;
    const rest = { ...limits, steps: Math.max(limits.steps - steps, Math.min(limits.steps, LAST_ATTEMPT)) };
    const log = this.#log();
    const explorer = this.#explorer(program, rest, false, MAX_ROUNDS, log);
    const last = explorer.run(program.shapeOf(index), () => 0);
    if (last.failure === undefined) this.#collector.accept(log);
    const guard = last.failure && explorer.guardFor(last.failure);
    return { last, steps: steps + last.steps, guard };
  }

  #log(): FactLog {
    return new FactLog(this.#store.values.scalars, this.#options.ranges === true);
  }

  #explorer(program: Program, limits: Limits, forget: boolean, attempt?: number, log?: FactLog): Explorer {
    const { observe } = this.#options;
    const watch =
      observe && attempt !== undefined
        ? (state: State): void => observe(state, attempt, this.#store)
        : undefined;
    return new Explorer(program, this.#store, limits, forget, watch, log);
  }

  #program(spec: FunctionSpec, index: number, wishes: Wishes): Program | undefined {
    const { arch, lateRodata = false } = this.#options;
    const user = this.#options.userOf?.(spec) ?? userOfSection(spec.section);
    if (user === undefined) return undefined;
    const type = programType(user.type);
    const returns = returnRange(type, user.attachType);
    const demand = computeDemand(this.#ir, index, returns !== undefined, wishes);
    for (const [i, own] of demand) this.#shape(i).setDemand(own);
    return {
      module: this.#module,
      user,
      context: contextOf(type.context, arch),
      returns,
      legacyPacket: type.legacyPacket === true,
      writesPacket: PACKET_WRITERS.has(user.type),
      lateRodata,
      memorySize: this.#options.memorySize ?? 0,
      locks: this.#locks,
      hidesPointers: this.#options.hidePointers === true,
      shapeOf: i => this.#shape(i),
    };
  }
}

type Wanted = Map<number, Set<Value>>;

/** True if it is new. */
function want(wanted: Wanted, shape: Shape, v: Value): boolean {
  if (shape.demand.values[v] || shape.func.value(v).kind === 'const') return false;
  const set = wanted.get(shape.index) ?? new Set();
  if (set.has(v)) return false;
  wanted.set(shape.index, set.add(v));
  return true;
}

/** Adds the numbers that decide a branch, or that make a loop progress. False when there is nothing new. */
function learn(
  wanted: Wanted,
  replay: Extract<Replay, { kind: 'infeasible' | 'progress' }>,
  lists: WordLists,
): boolean {
  let fresh = false;
  const add = (shape: Shape, v: Value): void => {
    if (want(wanted, shape, v)) fresh = true;
  };
  if (replay.kind === 'infeasible') {
    for (const { shape, data } of replay.conflicts)
      for (const v of data.args) {
        add(shape, v);
        for (const operand of shape.func.definition(v)?.args ?? []) add(shape, operand);
      }
    return fresh;
  }
  const { before, after } = replay;
  after.frames.forEach((frame, d) => {
    const old = before.frames[d];
    const values = lists.get(frame.values);
    const stack = lists.get(frame.stack);
    values.forEach((av, i) => {
      if (old !== undefined && lists.words[old.values + i] !== av) add(frame.shape, frame.live[i] as Value);
    });
    stack.forEach((cell, i) => {
      if (old === undefined || lists.words[old.stack + i] === cell) return;
      for (const v of stackLoads(frame.shape, (i - stack.length) * 8)) add(frame.shape, v);
    });
  });
  return fresh;
}

/** Adds the offsets of packet pointers that the path compares. */
const learnOffsets = (wanted: Wanted, { shape, offsets }: Replay & { kind: 'complete' }): boolean =>
  offsets.filter(v => want(wanted, shape, v)).length > 0;

/** Keeps the stack bytes that a failed check found forgotten. False when it is not about that, or they were kept. */
function keepBytes(bytes: Map<number, Int32Array>, { unset }: Failure): boolean {
  if (unset === undefined) return false;
  const bits = bytes.get(unset.shape.index)?.slice() ?? new Int32Array(16);
  const before = bits.join();
  mark(bits, unset.at, unset.size, true);
  bytes.set(unset.shape.index, bits);
  return bits.join() !== before;
}

/** Loads that read some of the eight stack bytes at an offset from the frame pointer. */
function stackLoads({ func }: Shape, at: number): Value[] {
  // Only what is in a block: what a pass removed may name slots that are gone.
  const insts = func.order.flatMap(block => func.block(block).insts.map(inst => func.inst(inst)));
  return insts.flatMap(data => {
    if (data.op !== 'load') return [];
    const base = func.definition(data.args[0]!);
    if (base?.op !== 'slot.addr') return [];
    const first = func.slots[base.ref]!.offset + base.offset + data.offset;
    return first < at + 8 && first + sizeOfType(data.type) > at ? [data.result] : [];
  });
}

/** The program and attach type that a section name stands for. */
export function userOfSection(section: string): ContextUser | undefined {
  const match = matchSection(section);
  return match && { type: match.rule.type, attachType: match.rule.attachType };
}
