/**
 * Which values are pointers, and into what, from the structure of the code alone. It always runs: the back end
 * keeps pointers as pointers (a `getelementptr` from their base instead of integer arithmetic), which is what lets
 * LLVM's alias analysis see through a program; the verifier's facts only refine it.
 *
 * A value is a pointer if it starts as one (context, stack slot, map, global, a helper's result) or if it is used
 * as an address (a `u64` loaded from memory and then dereferenced), and stays one under addition of an integer.
 * A pointer that is spilled to the stack and dereferenced after it was loaded again is the one that was spilled.
 */
import { fieldRegion } from './contexts.js';
import type { Block, Value } from './entities.js';
import type { BlockData, Func, InstData, IrModule } from './function.js';
import { helperResultRegion } from './helpers.js';
import { isAccess } from './ops.js';

/** What a pointer points into. `memory`: something of the host's that is not known better. */
export type Region = 'stack' | 'ctx' | 'packet' | 'map' | 'map_value' | 'global' | 'rodata' | 'memory';

/** Per value: its region if it is a pointer, else undefined. */
export type Provenance = readonly (Region | undefined)[];

/** `int` also stands for "not a typed pointer"; `null` (constants 0 and undef) joins with anything. */
type Kind = Region | 'int' | 'null' | undefined;

/** The provenance of each function of a module, by position. */
export function computeProvenance(module: IrModule): Provenance[] {
  const demand = pointerDemand(module);
  const addressTaken = new Set<number>();
  for (const func of module.functions)
    for (const data of instructions(func)) if (data.op === 'func.addr') addressTaken.add(data.ref);
  for (const global of module.source.globals)
    for (const { ref } of global.relocs) if (ref.kind === 'function') addressTaken.add(ref.function);

  const classifiers = module.functions.map((func, i) => new Classifier(func, demand[i]!, module));
  classifiers.forEach((c, i) => {
    if (addressTaken.has(i)) c.passUnknown();
  });
  // A subprogram's parameters are what its callers pass, so a change in one function may change another.
  for (let changed = true; changed; ) {
    changed = false;
    for (const classifier of classifiers) {
      classifier.run();
      for (const { callee, position, kind } of classifier.passed())
        if (classifiers[callee]!.pass(position, kind)) changed = true;
    }
  }
  return classifiers.map(classifier => classifier.result());
}

// ---- backward: values that must be pointers because they are dereferenced ----

function pointerDemand(module: IrModule): Set<Value>[] {
  const demand: Set<Value>[] = module.functions.map(() => new Set());
  const pending: [number, Value][] = [];
  const want = (index: number, value: Value): void => {
    if (demand[index]!.has(value)) return;
    demand[index]!.add(value);
    pending.push([index, value]);
  };
  const incoming = module.functions.map(edgesInto);
  const calls: { caller: number; args: readonly Value[] }[][] = module.functions.map(() => []);
  module.functions.forEach((func, i) => {
    for (const data of instructions(func)) {
      if (isAccess(data.op)) want(i, data.args[0]!);
      if (data.op === 'call') calls[data.ref]!.push({ caller: i, args: data.args });
    }
  });
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [index, value] = next;
    const func = module.functions[index]!;
    const definition = func.definition(value);
    if (definition === undefined) {
      for (const arg of incoming[index]!.get(value) ?? []) want(index, arg);
      const position = func.block(func.entryBlock).params.indexOf(value);
      if (position >= 0 && func.entry === 'sub')
        for (const { caller, args } of calls[index]!) want(caller, args[position]!);
    } else if (definition.op === 'select') {
      want(index, definition.args[1]!);
      want(index, definition.args[2]!);
    } else if (definition.op === 'sub') {
      want(index, definition.args[0]!);
    } else if (definition.op === 'add') {
      const base = baseOperand(func, definition.args[0]!, definition.args[1]!);
      if (base !== undefined) want(index, base);
    }
  }
  return demand;
}

/** The operand of an addition that can be its base: the only one that is not surely an integer. */
function baseOperand(func: Func, a: Value, b: Value): Value | undefined {
  const first = surelyInteger(func, a);
  const second = surelyInteger(func, b);
  return first === second ? undefined : first ? b : a;
}

function surelyInteger(func: Func, value: Value): boolean {
  const data = func.value(value);
  if (data.kind === 'const' || data.kind === 'undef') return true;
  const definition = func.definition(value);
  if (definition === undefined) return false;
  switch (definition.op) {
    case 'zext':
    case 'sext':
    case 'mul':
    case 'shl':
    case 'lshr':
    case 'ashr':
    case 'and':
    case 'udiv':
    case 'umod':
    case 'sdiv':
    case 'smod':
      return true;
    default:
      return false;
  }
}

function* instructions(func: Func): Generator<InstData> {
  for (const block of func.order) for (const inst of func.block(block).insts) yield func.inst(inst);
}

function blocksBefore(func: Func): Map<Block, Block[]> {
  const before = new Map<Block, Block[]>(func.order.map(block => [block, []]));
  for (const block of func.order)
    for (const { block: to } of func.terminator(block).targets) before.get(to)!.push(block);
  return before;
}

/** For each block parameter, the values its predecessors pass. */
function edgesInto(func: Func): Map<Value, Value[]> {
  const edges = new Map<Value, Value[]>();
  for (const block of func.order) {
    for (const { block: to, args } of func.terminator(block).targets) {
      func.block(to).params.forEach((param, i) => {
        const list = edges.get(param);
        if (list) list.push(args[i]!);
        else edges.set(param, [args[i]!]);
      });
    }
  }
  return edges;
}

// ---- forward: what each value is ----

const isPointer = (kind: Kind): boolean => kind !== undefined && kind !== 'int' && kind !== 'null';

function join(a: Kind, b: Kind): Kind {
  if (a === undefined || a === 'null') return b ?? a;
  if (b === undefined || b === 'null' || a === b) return a;
  if (a === 'int' || b === 'int') return 'int';
  return 'memory';
}

/** What a place holds that is used as a pointer: the pointers stored to it, whatever else is. */
function strongest(a: Kind, b: Kind): Kind {
  if (isPointer(a)) return isPointer(b) ? join(a, b) : a;
  if (isPointer(b)) return b;
  return a === 'int' || b === 'int' ? 'int' : (a ?? b);
}

/** Loads and stores of 8 bytes at a known place of the frame, by the result of the load or the stored value's user. */
function spillSlots(func: Func): Map<InstData, string> {
  const addresses = new Map<Value, { slot: number; offset: number }>();
  const spills = new Map<InstData, string>();
  for (const data of instructions(func)) {
    const base = addresses.get(data.args[0]!);
    if (data.op === 'slot.addr') {
      addresses.set(data.result, { slot: data.ref, offset: data.offset });
    } else if ((data.op === 'add' || data.op === 'sub') && data.type === 'i64' && base !== undefined) {
      const bits = func.constant(data.args[1]!);
      if (bits === undefined) continue;
      const amount = Number(BigInt.asIntN(64, data.op === 'add' ? bits : -bits));
      addresses.set(data.result, { slot: base.slot, offset: base.offset + amount });
    } else if ((data.op === 'load' || data.op === 'store') && data.type === 'i64' && base !== undefined) {
      spills.set(data, `${base.slot}:${base.offset + data.offset}`);
    }
  }
  return spills;
}

class Classifier {
  readonly #func: Func;
  /** The place in the frame of each spill and reload, and what each place holds at the end of each block. */
  readonly #spills: ReadonlyMap<InstData, string>;
  readonly #before: ReadonlyMap<Block, readonly Block[]>;
  readonly #held = new Map<Block, ReadonlyMap<string, Kind>>();
  /** Reloads of what is not known yet wait; once nothing changes, they stand for themselves. */
  #settled = false;
  readonly #demand: ReadonlySet<Value>;
  readonly #module: IrModule;
  readonly #kinds: Kind[];

  constructor(func: Func, demand: ReadonlySet<Value>, module: IrModule) {
    this.#func = func;
    this.#spills = spillSlots(func);
    this.#before = this.#spills.size > 0 ? blocksBefore(func) : new Map();
    this.#demand = demand;
    this.#module = module;
    this.#kinds = func.values.map(v =>
      v.kind === 'undef' || (v.kind === 'const' && v.bits === 0n)
        ? 'null'
        : v.kind === 'const'
          ? 'int'
          : undefined,
    );
    if (func.entry === 'sub') return;
    this.#params().forEach((param, i) => {
      this.#kinds[param] = i > 0 ? 'int' : func.entry === 'ctx' ? 'ctx' : 'memory';
    });
  }

  #params(): readonly Value[] {
    return this.#func.block(this.#func.entryBlock).params;
  }

  /** The runtime calls it, with arguments of its own. */
  passUnknown(): void {
    for (let i = 0; i < this.#params().length; i++) this.pass(i, 'int');
  }

  /** A caller passes this for a parameter; true when that says something new. */
  pass(position: number, kind: Kind): boolean {
    const param = this.#params()[position];
    if (param === undefined) return false;
    const joined = this.#demanded(param, join(this.#kinds[param], kind));
    if (joined === this.#kinds[param]) return false;
    this.#kinds[param] = joined;
    return true;
  }

  /** What is dereferenced is a pointer, even when nothing says into what. */
  #demanded(value: Value, kind: Kind): Kind {
    return kind === 'int' && this.#demand.has(value) ? 'memory' : kind;
  }

  /** Kinds only move down a short lattice, so this ends after a few rounds. */
  run(): void {
    const kinds = this.#kinds;
    const { order } = this.#func;
    const blockOf = (block: Block): BlockData => this.#func.block(block);
    for (let changed = true; changed; ) {
      changed = false;
      const update = (value: Value, kind: Kind): void => {
        if (kind === undefined || kinds[value] === kind) return;
        kinds[value] = kind;
        changed = true;
      };
      for (const block of order) {
        const held = this.#heldAtStart(block);
        for (const inst of blockOf(block).insts) {
          const data = this.#func.inst(inst);
          const place = this.#spills.get(data);
          if (place !== undefined && data.op === 'store') held.set(place, kinds[data.args[1]!]);
          else if (place !== undefined) update(data.result, this.#reload(data, held.get(place)));
          else if (data.result >= 0) update(data.result, this.#resultKind(data));
          for (const { block: to, args } of data.targets)
            blockOf(to).params.forEach((param, i) => {
              update(param, this.#demanded(param, join(kinds[param], kinds[args[i]!])));
            });
        }
        if (this.#hold(block, held)) changed = true;
      }
      if (!changed && !this.#settled) {
        this.#settled = true;
        changed = true;
      }
    }
  }

  /** What the places of the frame hold at the start of a block, by what they hold at the ends of those before it. */
  #heldAtStart(block: Block): Map<string, Kind> {
    const held = new Map<string, Kind>();
    for (const before of this.#before.get(block) ?? [])
      for (const [place, kind] of this.#held.get(before) ?? [])
        held.set(place, strongest(held.get(place), kind));
    return held;
  }

  /** Note what the places hold at the end of a block; true when that says something new. */
  #hold(block: Block, held: ReadonlyMap<string, Kind>): boolean {
    const known = this.#held.get(block);
    this.#held.set(block, held);
    if (known === undefined || known.size !== held.size) return held.size > 0;
    for (const [place, kind] of held) if (known.get(place) !== kind) return true;
    return false;
  }

  /** What comes back from the frame: the spilled pointer, if it is used as one; numbers on other paths do not matter. */
  #reload(data: InstData, kind: Kind): Kind {
    if (this.#settled && this.#kinds[data.result] === 'memory') return 'memory';
    if (this.#demand.has(data.result) && isPointer(kind)) return kind;
    return this.#settled || !this.#demand.has(data.result) ? this.#source(data, undefined) : undefined;
  }

  /** What this function passes to others. */
  passed(): { callee: number; position: number; kind: Kind }[] {
    const calls = [...instructions(this.#func)].filter(data => data.op === 'call');
    return calls.flatMap(data =>
      data.args.map((arg, position) => ({ callee: data.ref, position, kind: this.#kinds[arg] })),
    );
  }

  result(): Provenance {
    return this.#kinds.map(kind => (isPointer(kind) ? (kind as Region) : undefined));
  }

  /** A value from elsewhere: a pointer if its source says so or if it is used as one. */
  #source(data: InstData, region: Region | undefined): Kind {
    return region ?? this.#demanded(data.result, 'int');
  }

  #resultKind(data: InstData): Kind {
    const a = this.#kinds[data.args[0]!];
    const b = this.#kinds[data.args[1]!];
    switch (data.op) {
      case 'slot.addr':
        return 'stack';
      case 'map.addr':
        return 'map';
      case 'map.value':
        return 'map_value';
      case 'global.addr':
        return this.#module.source.globals[data.ref]?.kind === 'rodata' ? 'rodata' : 'global';
      case 'func.addr':
      case 'extern.addr':
        return 'memory';
      case 'add':
        if (data.type !== 'i64') return 'int';
        if (a === undefined || b === undefined) return undefined;
        if (isPointer(a)) return isPointer(b) ? 'int' : a;
        return isPointer(b) ? b : 'int';
      case 'sub':
        if (data.type !== 'i64') return 'int';
        if (a === undefined || b === undefined) return undefined;
        return isPointer(a) && !isPointer(b) ? a : 'int';
      case 'select':
        return join(this.#kinds[data.args[1]!], this.#kinds[data.args[2]!]);
      case 'load':
      case 'xchg':
      case 'cmpxchg':
      case 'load.acquire':
      case 'call':
      case 'kfunc':
      case 'call.reg':
        return data.type === 'i64' ? this.#source(data, undefined) : 'int';
      case 'helper':
        return this.#source(data, helperResultRegion(data.ref));
      case 'ctx.load':
        return this.#source(data, fieldRegion(this.#func.context, data.ref));
      case 'addr.cast':
        return 'memory';
      default:
        return 'int';
    }
  }
}
