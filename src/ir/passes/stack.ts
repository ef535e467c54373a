/**
 * Splits the frame into the parts that are used together, and turns parts whose address goes nowhere into values.
 *
 * The bytes of the frame are grouped by what touches them: a load or store at a known offset joins its bytes; one at
 * an index joins all that the index can reach, and an address passed to a helper the bytes that the helper may touch,
 * and both keep them in memory. When an address goes somewhere that says nothing about how far it reaches, the frame
 * stays as it is.
 */
import type { Module } from '../../frontend/program.js';
import { type LoadedValues, type Stored, UpperBounds } from '../bounds.js';
import { dominators, frontiers, iteratedFrontier, predecessors } from '../dom.js';
import { type Block, type Slot, sizeOfType, type Type, type Value } from '../entities.js';
import { type Func, type InstData, NO_VALUE } from '../function.js';
import { argumentExtent } from '../helpers.js';
import type { Pass } from '../passes.js';

/** An address in the frame: byte `offset` of a slot. */
export interface StackAddress {
  readonly slot: Slot;
  readonly offset: number;
}

/** A constant address plus an index: one of the bytes from `offset` to `offset + spread` of a slot. */
interface IndexedAddress extends StackAddress {
  readonly spread: number;
  /** The addition that made a constant address an indexed one. */
  readonly root: Value;
}

/** Bytes [start, end) of a slot that are used together. */
interface Part {
  readonly slot: Slot;
  readonly start: number;
  readonly end: number;
  /** Its address is passed on: it stays in memory. */
  readonly escapes: boolean;
  /** The one type of all accesses, each to all of its bytes; undefined when they differ. */
  readonly type: Type | undefined;
}

export const stackPass: Pass = {
  name: 'stack',
  run: module => {
    for (const func of module.functions) promoteStack(func, module.source);
  },
};

function promoteStack(func: Func, module: Module): void {
  if (func.slots.length === 0) return;
  const addresses = stackAddresses(func);
  const division =
    divideFrame(func, module, addresses, new SpilledValues(func, addresses)) ??
    divideFrame(func, module, addresses, undefined);
  if (division === undefined) return;
  splitSlots(func, addresses, startOfRoots(division.uses), division.parts);
  promoteSlots(func);
}

/** The uses of the frame and its parts; undefined when not all is known, or what was taken for a spill is none. */
function divideFrame(
  func: Func,
  module: Module,
  addresses: ReadonlyMap<Value, StackAddress>,
  spilled: SpilledValues | undefined,
): { readonly uses: readonly Use[]; readonly parts: readonly Part[] } | undefined {
  const found = findUses(func, addresses, indexedAddresses(func, addresses, spilled), module);
  if (found === undefined) return undefined;
  const uses = joinRoots(found);
  const parts = findParts(func, uses);
  return parts && (spilled?.areApart(parts) ?? true) ? { uses, parts } : undefined;
}

/** Values that are an address in the frame at a constant offset. */
export function stackAddresses(func: Func): Map<Value, StackAddress> {
  const addresses = new Map<Value, StackAddress>();
  for (const block of func.order) {
    for (const inst of func.block(block).insts) {
      const data = func.inst(inst);
      if (data.op === 'slot.addr') {
        addresses.set(data.result, { slot: data.ref as Slot, offset: data.offset });
      } else if ((data.op === 'add' || data.op === 'sub') && data.type === 'i64') {
        const base = addresses.get(data.args[0]!);
        const bits = func.constant(data.args[1]!);
        if (base === undefined || bits === undefined) continue;
        const amount = Number(BigInt.asIntN(64, data.op === 'add' ? bits : -bits));
        addresses.set(data.result, { slot: base.slot, offset: base.offset + amount });
      }
    }
  }
  return addresses;
}

/** Frames are no larger: an index that may be is no index. */
const LARGEST_INDEX = 0xffffn;

/**
 * What is stored in parts of the frame that are only loaded and stored whole. Indices are bounded by loads of such
 * parts too, since compilers spill them. That is no circle: the first access of a run that went astray would have had
 * an index that an earlier one put there.
 */
class SpilledValues {
  readonly #addresses: ReadonlyMap<Value, StackAddress>;
  readonly #stored = new Map<string, Stored[]>();
  /** The loads that were asked for, by place. */
  readonly #asked = new Map<string, { readonly at: StackAddress; readonly type: Type }>();

  constructor(func: Func, addresses: ReadonlyMap<Value, StackAddress>) {
    this.#addresses = addresses;
    for (const block of func.order) {
      for (const inst of func.block(block).insts) {
        const data = func.inst(inst);
        const place = data.op === 'store' ? this.#placeOf(data) : undefined;
        if (place === undefined) continue;
        const stored = { value: data.args[1]!, block };
        const list = this.#stored.get(place.key);
        if (list) list.push(stored);
        else this.#stored.set(place.key, [stored]);
      }
    }
  }

  #placeOf({ args, offset, type }: InstData): { key: string; at: StackAddress; type: Type } | undefined {
    const base = this.#addresses.get(args[0]!);
    const at = base && { slot: base.slot, offset: base.offset + offset };
    return at && { key: `${at.slot} ${at.offset} ${type}`, at, type };
  }

  /** The values of which a load of such a part gives one. */
  readonly valuesOf: LoadedValues = load => {
    const place = this.#placeOf(load);
    if (place) this.#asked.set(place.key, place);
    return place && this.#stored.get(place.key);
  };

  /** Whether all that was asked for are such parts. */
  areApart(parts: readonly Part[]): boolean {
    const whole = new Set(parts.map(part => `${part.slot} ${part.start} ${part.end} ${part.type}`));
    return [...this.#asked.values()].every(({ at, type }) =>
      whole.has(`${at.slot} ${at.offset} ${at.offset + sizeOfType(type)} ${type}`),
    );
  }
}

/** Values that are an address in the frame at a bounded index. */
function indexedAddresses(
  func: Func,
  addresses: ReadonlyMap<Value, StackAddress>,
  spilled: SpilledValues | undefined,
): Map<Value, IndexedAddress> {
  const indexed = new Map<Value, IndexedAddress>();
  if (addresses.size === 0) return indexed;
  const bounds = new UpperBounds(func, spilled?.valuesOf);
  for (const block of func.order) {
    for (const inst of func.block(block).insts) {
      const { op, type, args, result } = func.inst(inst);
      if (op !== 'add' || type !== 'i64' || addresses.has(result)) continue;
      const side = args.findIndex(arg => addresses.has(arg) || indexed.has(arg));
      if (side < 0) continue;
      const base = addresses.get(args[side]!) ?? indexed.get(args[side]!)!;
      const other = args[1 - side]!;
      const constant = func.constant(other);
      const known = 'spread' in base ? (base as IndexedAddress) : { ...base, spread: 0, root: result };
      if (constant !== undefined) {
        indexed.set(result, { ...known, offset: known.offset + Number(BigInt.asIntN(64, constant)) });
        continue;
      }
      const bound = addresses.has(other) || indexed.has(other) ? undefined : bounds.of(other, block);
      if (bound === undefined || bound > LARGEST_INDEX) continue;
      indexed.set(result, { ...known, spread: known.spread + Number(bound) });
    }
  }
  return indexed;
}

interface Use {
  readonly at: StackAddress;
  readonly size: number;
  readonly type: Type | undefined;
  /** Of a use at an index: see IndexedAddress. */
  readonly root: Value | undefined;
}

/** How the frame is used, or undefined when that is not known everywhere. */
function findUses(
  func: Func,
  addresses: ReadonlyMap<Value, StackAddress>,
  indexed: ReadonlyMap<Value, IndexedAddress>,
  module: Module,
): Use[] | undefined {
  const uses: Use[] = [];
  const isAddress = (value: Value): boolean => addresses.has(value) || indexed.has(value);
  for (const block of func.order) {
    for (const inst of func.block(block).insts) {
      const data = func.inst(inst);
      for (const target of data.targets) if (target.args.some(isAddress)) return undefined;
      if (isAddress(data.result)) continue;
      for (let i = 0; i < data.args.length; i++) {
        const base = addresses.get(data.args[i]!) ?? indexed.get(data.args[i]!);
        if (base === undefined) continue;
        const access = i === 0 && (data.op === 'load' || data.op === 'store');
        const extent = access ? sizeOfType(data.type) : argumentExtent(func, module, data, i);
        if (extent === undefined) return undefined;
        const at = { slot: base.slot, offset: base.offset + (access ? data.offset : 0) };
        const index = indexed.get(data.args[i]!);
        // An argument of no bytes still needs an address.
        const size = Math.max(extent, 1) + (index?.spread ?? 0);
        uses.push({ at, size, type: access && !index ? data.type : undefined, root: index?.root });
      }
    }
  }
  return uses;
}

/** What is reached from one indexed address is used together. */
function joinRoots(uses: readonly Use[]): Use[] {
  const joined: Use[] = [];
  const reached = new Map<Value, Use>();
  for (const use of uses) {
    if (use.root === undefined) {
      joined.push(use);
      continue;
    }
    const before = reached.get(use.root) ?? use;
    const start = Math.min(before.at.offset, use.at.offset);
    const end = Math.max(before.at.offset + before.size, use.at.offset + use.size);
    reached.set(use.root, { ...use, at: { slot: use.at.slot, offset: start }, size: end - start });
  }
  return [...joined, ...reached.values()];
}

function findParts(func: Func, uses: Use[]): Part[] | undefined {
  const inside = uses.every(u => u.at.offset >= 0 && u.at.offset + u.size <= func.slots[u.at.slot]!.size);
  if (!inside) return undefined;
  uses.sort((a, b) => a.at.slot - b.at.slot || a.at.offset - b.at.offset);
  const parts: Part[] = [];
  for (const { at, size, type } of uses) {
    const last = parts[parts.length - 1];
    const end = at.offset + size;
    if (last === undefined || last.slot !== at.slot || at.offset >= last.end) {
      parts.push({ slot: at.slot, start: at.offset, end, escapes: type === undefined, type });
      continue;
    }
    const same = last.type === type && at.offset === last.start && end === last.end;
    parts[parts.length - 1] = {
      ...last,
      end: Math.max(last.end, end),
      escapes: last.escapes || type === undefined,
      type: same ? last.type : undefined,
    };
  }
  return parts;
}

/** The first byte that is reached from each indexed address. */
const startOfRoots = (uses: readonly Use[]): Map<Value, number> =>
  new Map(uses.flatMap(({ root, at }) => (root === undefined ? [] : [[root, at.offset] as const])));

/** Makes each part a slot of its own and points its uses there. */
function splitSlots(
  func: Func,
  addresses: ReadonlyMap<Value, StackAddress>,
  reached: ReadonlyMap<Value, number>,
  parts: readonly Part[],
): void {
  const old = [...func.slots];
  func.slots.length = 0;
  const slots = parts.map(part => func.addSlot(old[part.slot]!.offset + part.start, part.end - part.start));
  const entry = func.block(func.entryBlock);
  const made = new Map<number, Value>();
  const addressOf = (at: StackAddress): { value: Value; base: number } => {
    const index = parts.findIndex(p => p.slot === at.slot && at.offset >= p.start && at.offset < p.end);
    let value = made.get(index);
    if (value === undefined) {
      const inst = func.makeInst('slot.addr', { ref: slots[index]! });
      entry.insts.unshift(inst);
      value = func.inst(inst).result;
      made.set(index, value);
    }
    return { value, base: parts[index]!.start };
  };
  const displaced = (value: Value, offset: number, data: InstData, block: Block): Value => {
    if (offset === 0) return value;
    const add = func.makeInst('add', { args: [value, func.const('i64', BigInt(offset))], insn: data.insn });
    const { insts } = func.block(block);
    const position = insts.findIndex(inst => func.inst(inst) === data);
    insts.splice(position, 0, add);
    return func.inst(add).result;
  };
  for (const block of func.order) {
    for (const inst of [...func.block(block).insts]) {
      const data = func.inst(inst);
      if (addresses.has(data.result)) continue;
      data.args.forEach((arg, i) => {
        const at = addresses.get(arg);
        if (at === undefined) return;
        const access = i === 0 && (data.op === 'load' || data.op === 'store');
        const offset = access ? at.offset + data.offset : at.offset;
        const { value, base } = addressOf({ slot: at.slot, offset: reached.get(data.result) ?? offset });
        if (access) data.offset = offset - base;
        data.args[i] = access ? value : displaced(value, offset - base, data, block);
      });
    }
    const list = func.block(block);
    list.insts = list.insts.filter(inst => !addresses.has(func.inst(inst).result));
  }
}

// ---- slots to values ----

/** Turns each slot that is only loaded and stored whole, by one type, into values. */
function promoteSlots(func: Func): void {
  const variables = promotable(func);
  if (variables.size === 0) return;
  const order = func.order;
  const position = new Map(order.map((block, i) => [block, i]));
  const succs = order.map(block => func.terminator(block).targets.map(t => position.get(t.block)!));
  const preds = predecessors(succs);
  const tree = dominators(preds);
  const frontier = frontiers(preds, tree);

  const params: Map<Value, Value>[] = order.map(() => new Map());
  for (const [address, type] of variables) {
    const { defs, uses } = variableBlocks(func, address);
    const live = liveBlocks(uses, new Set(defs), preds);
    for (const meet of iteratedFrontier([0, ...defs], frontier))
      if (live.has(meet)) params[meet]!.set(address, func.addParam(order[meet]!, type));
  }

  const replaced = new Map<Value, Value>();
  const current = (value: Value): Value => replaced.get(value) ?? value;
  const exits: Map<Value, Value>[] = [];
  order.forEach((block, node) => {
    const state = new Map(node === 0 ? [] : exits[tree.idom[node]!]!);
    for (const [address, param] of params[node]!) state.set(address, param);
    const data = func.block(block);
    data.insts = data.insts.filter(inst => {
      const { op, args, targets, type, result } = func.inst(inst);
      for (let i = 0; i < args.length; i++) args[i] = current(args[i]!);
      for (const target of targets) target.args = target.args.map(current);
      const variable = args.length > 0 && variables.has(args[0]!) ? args[0]! : undefined;
      if (variable === undefined) return result === NO_VALUE || !variables.has(result);
      if (op === 'store') state.set(variable, args[1]!);
      else replaced.set(result, state.get(variable) ?? func.undef(type));
      return false;
    });
    exits.push(state);
  });
  order.forEach((block, node) => {
    for (const target of func.terminator(block).targets) {
      const to = position.get(target.block)!;
      for (const [address] of params[to]!)
        target.args.push(exits[node]!.get(address) ?? func.undef(variables.get(address)!));
    }
  });
}

/** Addresses of slots whose every use is a load or store of all its bytes by one type. */
function promotable(func: Func): Map<Value, Type> {
  const found = new Map<Value, Type | undefined>();
  const sizes = new Map<Value, number>();
  const veto = (value: Value): void => {
    if (found.has(value)) found.set(value, undefined);
  };
  const vetoed = new Set<Value>();
  for (const block of func.order) {
    for (const inst of func.block(block).insts) {
      const data = func.inst(inst);
      if (data.op === 'slot.addr' && data.offset === 0) {
        found.set(data.result, 'i1');
        sizes.set(data.result, func.slots[data.ref]!.size);
      }
      data.args.forEach((arg, i) => {
        if (!found.has(arg)) return;
        const whole =
          i === 0 &&
          (data.op === 'load' || data.op === 'store') &&
          data.offset === 0 &&
          sizeOfType(data.type) === sizes.get(arg);
        const known = found.get(arg);
        if (!whole || (known !== 'i1' && known !== data.type)) vetoed.add(arg);
        else found.set(arg, data.type);
      });
      for (const target of data.targets) for (const arg of target.args) vetoed.add(arg);
    }
  }
  for (const value of vetoed) veto(value);
  const variables = new Map<Value, Type>();
  for (const [value, type] of found) if (type !== undefined && type !== 'i1') variables.set(value, type);
  return variables;
}

/** Blocks that store to a variable, and blocks that load it before they store. */
function variableBlocks(func: Func, address: Value): { defs: number[]; uses: number[] } {
  const defs: number[] = [];
  const uses: number[] = [];
  func.order.forEach((block, node) => {
    let stored = false;
    for (const inst of func.block(block).insts) {
      const data = func.inst(inst);
      if (data.args[0] !== address) continue;
      if (data.op === 'store') stored = true;
      else if (!stored && uses[uses.length - 1] !== node) uses.push(node);
    }
    if (stored) defs.push(node);
  });
  return { defs, uses };
}

/** Blocks where a variable is live on entry. */
function liveBlocks(
  uses: readonly number[],
  defs: ReadonlySet<number>,
  preds: readonly (readonly number[])[],
): Set<number> {
  const live = new Set<number>(uses);
  const pending = [...uses];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const pred of preds[node]!) {
      if (defs.has(pred) || live.has(pred)) continue;
      live.add(pred);
      pending.push(pred);
    }
  }
  return live;
}
