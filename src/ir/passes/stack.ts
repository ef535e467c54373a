/**
 * Splits the frame into the parts that are used together, and turns parts whose address goes nowhere into values.
 *
 * The bytes of the frame are grouped by what touches them: a load or store at a known offset joins its bytes; an
 * address passed to a helper joins the bytes that the helper may touch and keeps them in memory. When an address
 * goes somewhere that says nothing about how far it reaches, the frame stays as it is.
 */
import type { Module } from '../../frontend/program.js';
import { dominators, frontiers, iteratedFrontier, predecessors } from '../dom.js';
import { type Block, type Slot, sizeOfType, type Type, type Value } from '../entities.js';
import { type Func, type InstData, NO_VALUE } from '../function.js';
import { argumentExtent } from '../helpers.js';
import type { Pass } from '../passes.js';

/** An address in the frame: byte `offset` of a slot. */
interface StackAddress {
  readonly slot: Slot;
  readonly offset: number;
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
  const parts = findParts(func, addresses, module);
  if (parts === undefined) return;
  splitSlots(func, addresses, parts);
  promoteSlots(func);
}

/** Values that are an address in the frame at a constant offset. */
function stackAddresses(func: Func): Map<Value, StackAddress> {
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

interface Use {
  readonly at: StackAddress;
  readonly size: number;
  readonly type: Type | undefined;
}

/** How the frame is used, or undefined when that is not known everywhere. */
function findUses(
  func: Func,
  addresses: ReadonlyMap<Value, StackAddress>,
  module: Module,
): Use[] | undefined {
  const uses: Use[] = [];
  for (const block of func.order) {
    for (const inst of func.block(block).insts) {
      const data = func.inst(inst);
      for (const target of data.targets) if (target.args.some(arg => addresses.has(arg))) return undefined;
      for (let i = 0; i < data.args.length; i++) {
        const at = addresses.get(data.args[i]!);
        if (at === undefined || addresses.has(data.result)) continue;
        if (i === 0 && (data.op === 'load' || data.op === 'store')) {
          uses.push({
            at: { slot: at.slot, offset: at.offset + data.offset },
            size: sizeOfType(data.type),
            type: data.type,
          });
          continue;
        }
        const extent = argumentExtent(func, module, data, i);
        if (extent === undefined) return undefined;
        // An argument of no bytes still needs an address.
        uses.push({ at, size: Math.max(extent, 1), type: undefined });
      }
    }
  }
  return uses;
}

function findParts(
  func: Func,
  addresses: ReadonlyMap<Value, StackAddress>,
  module: Module,
): Part[] | undefined {
  const uses = findUses(func, addresses, module);
  if (uses === undefined) return undefined;
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

/** Makes each part a slot of its own and points its uses there. */
function splitSlots(func: Func, addresses: ReadonlyMap<Value, StackAddress>, parts: readonly Part[]): void {
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
        const { value, base } = addressOf({ slot: at.slot, offset });
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
