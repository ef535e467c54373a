/**
 * Which values are pointers, and into what, from the structure of the code alone. It always runs: the back end
 * keeps pointers as pointers (a `getelementptr` from their base instead of integer arithmetic), which is what lets
 * LLVM's alias analysis see through a program; the verifier's facts only refine it.
 *
 * A value is a pointer if it starts as one (context, stack slot, map, global, a helper's result) or if it is used
 * as an address (a `u64` loaded from memory and then dereferenced), and stays one under addition of an integer.
 */
import type { Value } from './entities.js';
import type { Func, InstData, IrModule } from './function.js';

/** What a pointer points into. `memory`: something of the host's that is not known better. */
export type Region = 'stack' | 'ctx' | 'packet' | 'map' | 'map_value' | 'global' | 'rodata' | 'memory';

/** Per value: its region if it is a pointer, else undefined. */
export type Provenance = readonly (Region | undefined)[];

/** Functions of the platform that provenance asks. */
export interface PointerSources {
  /** The region of a helper's result, when the helper returns a pointer. */
  readonly helperResult: (id: number) => Region | undefined;
  /** The region of a context field that holds a pointer. */
  readonly fieldRegion: (field: number) => Region | undefined;
}

/** `int` also stands for "not a typed pointer"; `null` (constants 0 and undef) joins with anything. */
type Kind = Region | 'int' | 'null' | undefined;

/** The provenance of each function of a module, by position. */
export function computeProvenance(module: IrModule, sources: PointerSources): Provenance[] {
  const demand = pointerDemand(module);
  return module.functions.map((func, i) => classify(func, demand[i]!, module, sources));
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
      if (isAccess(data)) want(i, data.args[0]!);
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

const isAccess = (data: InstData): boolean => {
  switch (data.op) {
    case 'load':
    case 'store':
    case 'load.acquire':
    case 'store.release':
    case 'atomic.add':
    case 'atomic.or':
    case 'atomic.and':
    case 'atomic.xor':
    case 'fetch.add':
    case 'fetch.or':
    case 'fetch.and':
    case 'fetch.xor':
    case 'xchg':
    case 'cmpxchg':
      return true;
    default:
      return false;
  }
};

function* instructions(func: Func): Generator<InstData> {
  for (const block of func.order) for (const inst of func.block(block).insts) yield func.inst(inst);
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

function join(a: Kind, b: Kind): Kind {
  if (a === undefined || a === 'null') return b ?? a;
  if (b === undefined || b === 'null' || a === b) return a;
  if (a === 'int' || b === 'int') return 'int';
  return 'memory';
}

function classify(
  func: Func,
  demand: ReadonlySet<Value>,
  module: IrModule,
  sources: PointerSources,
): Provenance {
  const kinds: Kind[] = func.values.map(v =>
    v.kind === 'undef' || (v.kind === 'const' && v.bits === 0n)
      ? 'null'
      : v.kind === 'const'
        ? 'int'
        : undefined,
  );
  func.block(func.entryBlock).params.forEach((param, i) => {
    kinds[param] =
      func.entry === 'sub'
        ? demand.has(param)
          ? 'memory'
          : 'int'
        : i > 0
          ? 'int'
          : func.entry === 'ctx'
            ? 'ctx'
            : 'memory';
  });
  // Kinds only move down a short lattice, so this ends after a few rounds.
  for (let changed = true; changed; ) {
    changed = false;
    const update = (value: Value, kind: Kind): void => {
      if (kind === undefined || kinds[value] === kind) return;
      kinds[value] = kind;
      changed = true;
    };
    for (const block of func.order) {
      for (const inst of func.block(block).insts) {
        const data = func.inst(inst);
        if (data.result >= 0) update(data.result, resultKind(data, kinds, demand, module, sources));
        for (const { block: to, args } of data.targets)
          func.block(to).params.forEach((param, i) => {
            update(param, join(kinds[param], kinds[args[i]!]));
          });
      }
    }
  }
  return kinds.map(kind => (kind === 'int' || kind === 'null' ? undefined : kind));
}

const isPointer = (kind: Kind): boolean => kind !== undefined && kind !== 'int' && kind !== 'null';

function resultKind(
  data: InstData,
  kinds: readonly Kind[],
  demand: ReadonlySet<Value>,
  module: IrModule,
  sources: PointerSources,
): Kind {
  const a = kinds[data.args[0]!];
  const b = kinds[data.args[1]!];
  const source = (region: Region | undefined): Kind => region ?? (demand.has(data.result) ? 'memory' : 'int');
  switch (data.op) {
    case 'slot.addr':
      return 'stack';
    case 'map.addr':
      return 'map';
    case 'map.value':
      return 'map_value';
    case 'global.addr':
      return module.source.globals[data.ref]?.kind === 'rodata' ? 'rodata' : 'global';
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
      return join(kinds[data.args[1]!], kinds[data.args[2]!]);
    case 'load':
    case 'xchg':
    case 'cmpxchg':
    case 'load.acquire':
    case 'call':
    case 'kfunc':
    case 'call.reg':
      return data.type === 'i64' ? source(undefined) : 'int';
    case 'helper':
      return source(sources.helperResult(data.ref));
    case 'ctx.load':
      return source(sources.fieldRegion(data.ref));
    case 'addr.cast':
      return 'memory';
    default:
      return 'int';
  }
}
