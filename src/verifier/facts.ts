/**
 * What the explored states have in common, for the optimiser: collected while programs are explored, joined over
 * all states of a program and over all programs of a module.
 */
import { type Block, type Inst, TYPE_BITS, type Value } from '../ir/entities.js';
import type { FuncFacts, ModuleFacts, Range, UseFact } from '../ir/facts.js';
import type { Func, InstData, IrModule } from '../ir/function.js';
import type { Machine } from './machine.js';
import type { Program } from './program.js';
import type { Shape } from './shape.js';
import { ones } from './value/bits.js';
import { NEVER, type ScalarId, type Scalars } from './value/scalars.js';
import { type Av, KIND } from './values.js';

/** No scalar, or too many different ones. */
const ANYTHING = -1;

/** Offsets from a valid address that stay far from the ends of the address space. */
const NEAR = 1n << 29n;

const NON_ZERO = 1;
const NON_MINUS_ONE = 2;
const IN_WIDTH = 4;
const IN_BOUNDS = 8;
const NO_WRAP = 16;

/** What one attempt has seen of a function. */
class FuncLog {
  /** By value: the number it was so far; 0 when it was not computed yet. */
  readonly numbers: Int32Array;
  /** By value: the abstract value that was noted last, which is noted already. */
  readonly last: Int32Array;
  /** By block: which targets of its terminator were taken. */
  readonly taken: (Uint8Array | undefined)[] = [];
  /** By instruction: what held whenever it ran; -1 when it did not run yet. */
  readonly uses: Int8Array;
  /** By instruction: the operands that were judged last. */
  readonly operands: Int32Array;

  constructor(func: Func) {
    this.numbers = new Int32Array(func.values.length);
    this.last = new Int32Array(func.values.length).fill(-1);
    this.uses = new Int8Array(func.insts.length).fill(-1);
    this.operands = new Int32Array(2 * func.insts.length).fill(-1);
  }
}

/** Collects during one attempt; thrown away when the attempt fails. */
export class FactLog {
  readonly #logs: (FuncLog | undefined)[] = [];
  readonly #scalars: Scalars;
  readonly #ranges: boolean;

  /** `ranges`: also what numbers values are that are no constants. */
  constructor(scalars: Scalars, ranges: boolean) {
    this.#scalars = scalars;
    this.#ranges = ranges;
  }

  get functions(): readonly (FuncLog | undefined)[] {
    return this.#logs;
  }

  of(shape: Shape): FuncLog {
    let log = this.#logs[shape.index];
    if (log === undefined) {
      log = new FuncLog(shape.func);
      this.#logs[shape.index] = log;
    }
    return log;
  }

  /** A value was computed, or a parameter passed. */
  note({ shape, values }: Machine, v: Value, av: Av): void {
    const { last, numbers } = this.of(shape);
    if (last[v] === av) return;
    last[v] = av;
    const id = values.kind(av) === KIND.scalar ? values.number(av) : ANYTHING;
    numbers[v] = this.joined(numbers[v]!, id);
  }

  joined(old: number, id: number): number {
    if (old === NEVER || old === id) return id;
    if (id === NEVER) return old;
    return old === ANYTHING || id === ANYTHING || !this.#ranges ? ANYTHING : this.#scalars.join(old, id);
  }

  take(shape: Shape, block: Block, target: number): void {
    const { taken } = this.of(shape);
    taken[block] ??= new Uint8Array(shape.func.terminator(block).targets.length);
    taken[block]![target] = 1;
  }

  /** Before an instruction runs. */
  use(machine: Machine, program: Program, inst: Inst, data: InstData): void {
    const { uses, operands } = this.of(machine.shape);
    const { args } = data;
    if (uses[inst] === 0 || args.length === 0) return;
    const a = machine.vals[args[0]!]!;
    const b = args.length > 1 ? machine.vals[args[1]!]! : -1;
    if (operands[2 * inst] === a && operands[2 * inst + 1] === b) return;
    operands[2 * inst] = a;
    operands[2 * inst + 1] = b;
    uses[inst] = uses[inst]! & factsOf(machine, program, data);
  }
}

/** What holds of the operands of an instruction in a state. */
function factsOf(machine: Machine, program: Program, data: InstData): number {
  const { values, vals } = machine;
  const { scalars } = values;
  const bits = TYPE_BITS[data.type];
  const number = (): ScalarId | undefined => {
    const av = vals[data.args[1]!]!;
    return values.kind(av) === KIND.scalar ? values.number(av) : undefined;
  };
  switch (data.op) {
    case 'udiv':
    case 'umod':
    case 'sdiv':
    case 'smod': {
      const by = number();
      if (by === undefined || bits < 32) return 0;
      const width = bits === 64 ? 64 : 32;
      const differs = (x: bigint): boolean => scalars.decide('ne', width, by, scalars.constant(x)) === true;
      return (differs(0n) ? NON_ZERO : 0) | (differs(ones(bits)) ? NON_MINUS_ONE : 0);
    }
    case 'shl':
    case 'lshr':
    case 'ashr': {
      const by = number();
      return by !== undefined && scalars.umax(by) < BigInt(bits) ? IN_WIDTH : 0;
    }
    case 'add': {
      const [p, by] = data.args.map(v => vals[v]!) as [Av, Av];
      if (!values.isPointer(p) && !values.isPointer(by)) return 0;
      return values.isPointer(p) ? sumFacts(machine, program, p, by) : sumFacts(machine, program, by, p);
    }
    case 'load':
    case 'store': {
      const p = vals[data.args[0]!]!;
      // The access itself is checked: from the place of the pointer on it lies in the object.
      if (data.offset < 0 || lengthOf(machine, program, p) === undefined) return 0;
      return values.variableRange(p).min + BigInt(values.offset(p)) >= 0n ? IN_BOUNDS | NO_WRAP : 0;
    }
    default:
      return 0;
  }
}

function sumFacts(machine: Machine, program: Program, p: Av, by: Av): number {
  const { values } = machine;
  const { scalars } = values;
  const length = lengthOf(machine, program, p);
  if (length === undefined || values.isNullable(p) || values.kind(by) !== KIND.scalar) return 0;
  const amount = values.number(by);
  const { min, max } = values.variableRange(p);
  const least = min + BigInt(values.offset(p));
  const most = max + BigInt(values.offset(p));
  if (scalars.smin(amount) < 0n || scalars.smax(amount) > NEAR || least < -NEAR || most > NEAR) return 0;
  const inside = least >= 0n && most + scalars.smax(amount) <= BigInt(length);
  return NO_WRAP | (inside ? IN_BOUNDS : 0);
}

/** Bytes that the object of a pointer has for sure; undefined for what is no memory with a beginning. */
function lengthOf({ values }: Machine, program: Program, p: Av): number | undefined {
  switch (values.kind(p)) {
    case KIND.map_value:
      return program.module.maps[values.param(p)]!.valueSize;
    case KIND.global:
      return program.module.globals[values.param(p)]!.size;
    case KIND.mem:
      return values.extra(p);
    case KIND.packet:
      return 0;
    default:
      return undefined;
  }
}

/** Joins the logs of the programs of a module. */
export class FactCollector {
  readonly #ir: IrModule;
  readonly #scalars: Scalars;
  readonly #logs: FactLog[] = [];
  /** Functions of which nothing can be said: others call them, or a program that calls them is not proved. */
  readonly #open: Set<number>;

  constructor(ir: IrModule, scalars: Scalars) {
    this.#ir = ir;
    this.#scalars = scalars;
    const taken: number[] = [];
    for (const global of ir.source.globals)
      for (const { ref } of global.relocs) if (ref.kind === 'function') taken.push(ref.function);
    for (const func of ir.functions)
      forEachInst(func, data => {
        if (data.op === 'func.addr') taken.push(data.ref);
      });
    this.#open = this.#reached(taken);
  }

  #reached(from: readonly number[]): Set<number> {
    const found = new Set(from);
    for (const index of found)
      forEachInst(this.#ir.functions[index]!, data => {
        if (data.op === 'call') found.add(data.ref);
      });
    return found;
  }

  /** What the accepted attempt at a program has seen. */
  accept(log: FactLog): void {
    this.#logs.push(log);
  }

  /** A program that is not proved may still run. */
  reject(index: number): void {
    for (const reached of this.#reached([index])) this.#open.add(reached);
  }

  facts(): ModuleFacts {
    return this.#ir.functions.map((func, i) => (this.#open.has(i) ? undefined : this.#factsOf(func, i)));
  }

  #factsOf(func: Func, index: number): FuncFacts | undefined {
    const seen = this.#logs.flatMap(log =>
      log.functions[index] ? [{ log, own: log.functions[index] }] : [],
    );
    if (seen.length === 0) return undefined;
    const constants = new Map<Value, bigint>();
    const ranges = new Map<Value, Range>();
    for (let v = 0 as Value; v < func.values.length; v++) {
      const id = seen.reduce((joined, { log, own }) => log.joined(joined, own.numbers[v]!), NEVER);
      if (id <= NEVER) continue;
      const bits = this.#scalars.constantOf(id);
      if (bits !== undefined) constants.set(v, bits);
      const { wide } = this.#scalars.get(id);
      const range = { min: wide.umin, max: wide.umax, clear: ones(64) & ~(wide.t.value | wide.t.mask) };
      if (bits !== undefined || range.max - range.min < ones(TYPE_BITS[func.typeOf(v)])) ranges.set(v, range);
    }
    const dead = new Map<Block, readonly number[]>();
    for (const block of func.order) {
      const { targets } = func.terminator(block);
      const missing = targets.flatMap((_, i) => (seen.some(({ own }) => own.taken[block]?.[i]) ? [] : [i]));
      if (targets.length > 1 && missing.length > 0 && missing.length < targets.length)
        dead.set(block, missing);
    }
    const uses = new Map<Inst, UseFact>();
    for (let inst = 0 as Inst; inst < func.insts.length; inst++) {
      const bits = seen.reduce((all, { own }) => all & own.uses[inst]!, -1);
      if (bits <= 0) continue;
      uses.set(inst, {
        nonZero: (bits & NON_ZERO) !== 0,
        nonMinusOne: (bits & NON_MINUS_ONE) !== 0,
        inWidth: (bits & IN_WIDTH) !== 0,
        inBounds: (bits & IN_BOUNDS) !== 0,
        noWrap: (bits & NO_WRAP) !== 0,
      });
    }
    return { constants, dead, uses, ranges };
  }
}

function forEachInst(func: Func, f: (data: InstData) => void): void {
  for (const block of func.order) for (const inst of func.block(block).insts) f(func.inst(inst));
}
