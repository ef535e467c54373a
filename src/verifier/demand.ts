/**
 * What later code can still ask for: which scalars matter to a check from a block on, and which bytes of the stack
 * are read again. States forget the rest at block boundaries, so that paths that differ only in it meet.
 *
 * Forgetting is part of the state that is explored, so a mistake here can cost precision (and then the second
 * attempt, which forgets nothing, decides), never soundness.
 */
import { type Block, sizeOfType, type Value } from '../ir/entities.js';
import type { Func, InstData, IrModule } from '../ir/function.js';
import { isCompare, opRow } from '../ir/ops.js';
import { helperOf } from '../platform/helpers.js';
import { liveValues } from './liveness.js';

/** Bytes of a frame that are tracked, below the frame pointer. */
const FRAME = 512;
const WORDS = FRAME / 32;

const NO_BYTES: Int32Array = new Int32Array(WORDS);
const ALL_BYTES = new Int32Array(WORDS).fill(-1);

export interface Demand {
  /** Per value: 1 if some check depends on its number. */
  readonly values: Uint8Array;
  /** Per block, ascending: values that a check reachable from there depends on. */
  readonly liveIn: readonly Int32Array[];
  /** Per block: bits of stack bytes that may be read from there on; bit 0 is the byte at r10 - 512. */
  readonly bytes: readonly Int32Array[];
  /** Per block: those whose number matters. */
  readonly numbers: readonly Int32Array[];
}

/** What an earlier attempt turned out to need besides. */
export interface Wishes {
  /** By function. */
  readonly values: ReadonlyMap<number, ReadonlySet<Value>>;
  /** Bytes of the stack, as bits, that are always kept; by function. */
  readonly bytes: ReadonlyMap<number, Int32Array>;
  /** Keep all bytes of the stack. */
  readonly allBytes: boolean;
}

/** The demand of the functions that an entry function may reach, by index in the module. */
export function computeDemand(
  module: IrModule,
  entry: number,
  returnMatters: boolean,
  wishes: Wishes,
): ReadonlyMap<number, Demand> {
  const analyses = new Map<number, FunctionDemand>();
  for (const index of reachableFrom(module, entry)) {
    const matters = returnMatters && index === entry;
    const wanted = wishes.values.get(index) ?? new Set();
    analyses.set(index, new FunctionDemand(module, analyses, module.functions[index]!, matters, wanted));
  }
  const all = [...analyses.values()];
  for (const analysis of all) analysis.seed();
  for (let changed = true; changed; ) {
    changed = false;
    for (const analysis of all) if (analysis.propagate()) changed = true;
  }
  return new Map(
    [...analyses].map(([index, analysis]) => [
      index,
      analysis.finish(wishes.allBytes, wishes.bytes.get(index)),
    ]),
  );
}

/** A function and all that it may call, directly or as callbacks. */
export function reachableFrom(module: IrModule, entry: number): Set<number> {
  const found = new Set([entry]);
  for (const index of found) {
    const func = module.functions[index]!;
    for (const block of func.order)
      for (const inst of func.block(block).insts) {
        const { op, ref } = func.inst(inst);
        if (op === 'call' || op === 'func.addr') found.add(ref);
      }
  }
  return found;
}

class FunctionDemand {
  readonly #others: ReadonlyMap<number, FunctionDemand>;
  readonly demanded: Uint8Array;
  /** The result of a call of this function matters somewhere. */
  returnMatters: boolean;
  readonly #wanted: ReadonlySet<Value>;
  readonly #module: IrModule;
  readonly #func: Func;
  readonly #incoming: Value[][];
  readonly #pending: Value[] = [];
  /** Constant offset from the frame pointer of stack addresses. */
  readonly #addresses = new Map<Value, number>();
  /** A load of the stack is newly wanted. */
  #loadsChanged = false;
  readonly #callResults: { readonly callee: number; readonly result: Value }[] = [];

  constructor(
    module: IrModule,
    others: ReadonlyMap<number, FunctionDemand>,
    func: Func,
    returnMatters: boolean,
    wanted: ReadonlySet<Value>,
  ) {
    this.#others = others;
    this.#wanted = wanted;
    this.#module = module;
    this.#func = func;
    this.returnMatters = returnMatters;
    this.demanded = new Uint8Array(func.values.length);
    this.#incoming = func.values.map(() => []);
  }

  #each(f: (data: InstData, block: Block) => void): void {
    for (const block of this.#func.order)
      for (const inst of this.#func.block(block).insts) f(this.#func.inst(inst), block);
  }

  #want(v: Value): void {
    if (this.demanded[v] || this.#func.value(v).kind === 'const') return;
    this.demanded[v] = 1;
    this.#pending.push(v);
  }

  seed(): void {
    const func = this.#func;
    const compared = new Uint8Array(func.values.length);
    for (const v of this.#wanted) this.#want(v);
    this.#each(data => {
      this.#noteAddress(data);
      for (const target of data.targets) {
        const { params } = func.block(target.block);
        target.args.forEach((arg, i) => {
          this.#incoming[params[i]!]!.push(arg);
        });
      }
      for (const v of this.#checkedOperands(data)) this.#want(v);
      if (isCompare(data.op)) for (const arg of data.args) compared[this.#root(arg)] = 1;
      if (data.op === 'br') compared[data.args[0]!] = 1;
      if (data.op === 'switch') compared[this.#root(data.args[0]!)] = 1;
      if (data.op === 'call') this.#callResults.push({ callee: data.ref, result: data.result });
    });
    func.values.forEach((data, i) => {
      const v = i as Value;
      if (compared[v] === 0 || data.kind === 'const') return;
      // The counter of a loop tells how often it runs.
      if (this.#incoming[v]!.some(arg => func.value(arg).kind === 'const') && this.#isCarried(v))
        this.#want(v);
    });
  }

  /** The value behind conversions. */
  #root(v: Value): Value {
    for (let at = v; ; ) {
      const data = this.#func.definition(at);
      if (!data || (data.op !== 'zext' && data.op !== 'trunc' && data.op !== 'sext')) return at;
      at = data.args[0]!;
    }
  }

  /** Whether a parameter is computed from itself: the counter of a loop. */
  #isCarried(v: Value): boolean {
    const seen = new Set<Value>([v]);
    const pending = [...this.#incoming[v]!];
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      if (at === v) return true;
      if (seen.has(at) || seen.size > 64) continue;
      seen.add(at);
      pending.push(...this.#incoming[at]!);
      const data = this.#func.definition(at);
      if (data && opRow(data.op).effect === 'pure') pending.push(...data.args);
    }
    return false;
  }

  #noteAddress(data: InstData): void {
    const func = this.#func;
    if (data.op === 'slot.addr') this.#addresses.set(data.result, func.slots[data.ref]!.offset + data.offset);
    if (data.op !== 'add') return;
    const base = this.#addresses.get(data.args[0]!);
    const k = func.constant(data.args[1]!);
    if (base !== undefined && k !== undefined)
      this.#addresses.set(data.result, base + Number(BigInt.asIntN(32, k)));
  }

  /** Operands whose numbers an instruction checks by itself. */
  #checkedOperands(data: InstData): readonly Value[] {
    const { op, args } = data;
    switch (op) {
      case 'load':
      case 'store':
      case 'load.acquire':
      case 'store.release':
      case 'ctx.load':
      case 'ctx.store':
        return [args[0]!];
      case 'helper': {
        const helper = helperOf(data.ref);
        if (helper === undefined) return args;
        return args.filter((_, i) => (helper.args[i]?.kind ?? 'ANYTHING') !== 'ANYTHING');
      }
      case 'call': {
        const callee = this.#others.get(data.ref);
        if (callee === undefined) return args;
        const { params } = callee.#func.block(callee.#func.entryBlock);
        return args.filter((_, i) => callee.demanded[params[i]!]);
      }
      case 'ret':
        return this.returnMatters ? args : [];
      case 'kfunc':
      case 'call.reg':
        return args;
      // No check, but a divisor that is known not to be zero needs no guard in the code.
      case 'udiv':
      case 'umod':
      case 'sdiv':
      case 'smod':
        return args.slice(1);
      default:
        return op.startsWith('atomic.') || op.startsWith('fetch.') || op === 'xchg' || op === 'cmpxchg'
          ? [args[0]!]
          : [];
    }
  }

  /** One round over the worklist; whether anything changed that callers or callees must know. */
  propagate(): boolean {
    const func = this.#func;
    let changed = false;
    this.#each(data => {
      if (data.op === 'call' || data.op === 'ret') for (const v of this.#checkedOperands(data)) this.#want(v);
    });
    for (let v = this.#pending.pop(); v !== undefined; v = this.#pending.pop()) {
      changed = true;
      for (const arg of this.#incoming[v]!) this.#want(arg);
      const data = func.definition(v);
      if (!data) continue;
      if (opRow(data.op).effect === 'pure') for (const arg of data.args) this.#want(arg);
      if (data.op === 'load' && this.#addresses.has(data.args[0]!)) this.#loadsChanged = true;
    }
    for (const { callee, result } of this.#callResults) {
      const other = this.#others.get(callee);
      if (!this.demanded[result] || other === undefined || other.returnMatters) continue;
      other.returnMatters = true;
      changed = true;
    }
    // What is merely converted from a demanded value tells about it.
    func.values.forEach((data, i) => {
      if (data.kind !== 'inst' || this.demanded[i]) return;
      const { op, args } = func.inst(data.inst);
      if ((op === 'zext' || op === 'trunc' || op === 'sext') && this.demanded[args[0]!])
        this.#want(i as Value);
    });
    if (this.#loadsChanged) {
      this.#loadsChanged = false;
      this.#wantStores();
    }
    return changed || this.#pending.length > 0;
  }

  /** Wants what is stored to stack bytes that a wanted load may read from there. */
  #wantStores(): void {
    const func = this.#func;
    const live = this.#liveBytes(true);
    for (const block of func.order) {
      const bits = this.#liveOut(block, live, NO_BYTES);
      const { insts } = func.block(block);
      for (let k = insts.length - 1; k >= 0; k--) {
        const data = func.inst(insts[k]!);
        const at = data.op === 'store' ? this.#addresses.get(data.args[0]!) : undefined;
        if (at !== undefined && isMarked(bits, at + data.offset, sizeOfType(data.type)))
          this.#want(data.args[1]!);
        this.#apply(data, bits, true);
      }
    }
  }

  finish(allBytes: boolean, kept: Int32Array | undefined): Demand {
    return {
      values: this.demanded,
      liveIn: this.#liveValues(),
      bytes: allBytes ? this.#func.blocks.map(() => ALL_BYTES) : this.#liveBytes(false, kept),
      numbers: this.#liveBytes(true),
    };
  }

  /** Liveness of values, counting only uses that matter to a check. */
  #liveValues(): Int32Array[] {
    const func = this.#func;
    return liveValues(func, (data, useAny) => {
      const use = (v: Value): void => {
        if (this.demanded[v]) useAny(v);
      };
      const { op, args } = data;
      if (isCompare(op) || op === 'br' || op === 'switch') args.forEach(use);
      else {
        if (opRow(op).effect === 'pure' && this.demanded[data.result]) args.forEach(use);
        this.#checkedOperands(data).forEach(use);
      }
      // A stored number matters if it goes to the stack.
      if (op === 'store' && this.#addresses.has(args[0]!)) use(args[1]!);
      for (const target of data.targets) {
        const { params } = func.block(target.block);
        target.args.forEach((arg, i) => {
          if (this.demanded[params[i]!]) use(arg);
        });
      }
    });
  }

  // ---- stack bytes

  /** Liveness of stack bytes; of numbers only, or of anything that reads them. */
  #liveBytes(numbers: boolean, kept: Int32Array = NO_BYTES): Int32Array[] {
    const func = this.#func;
    const live: Int32Array[] = func.blocks.map(() => new Int32Array(WORDS));
    const always = kept.slice();
    if (!numbers) this.#escapes(always);
    for (let changed = true; changed; ) {
      changed = false;
      for (let i = func.order.length - 1; i >= 0; i--) {
        const block = func.order[i]!;
        const bits = this.#liveOut(block, live, always);
        const { insts } = func.block(block);
        for (let k = insts.length - 1; k >= 0; k--) this.#apply(func.inst(insts[k]!), bits, numbers);
        const old = live[block]!;
        for (let w = 0; w < WORDS; w++)
          if (old[w] !== bits[w]) {
            live[block] = bits;
            changed = true;
            break;
          }
      }
    }
    return live;
  }

  #liveOut(block: Block, live: readonly Int32Array[], always: Int32Array): Int32Array {
    const bits = always.slice();
    for (const target of this.#func.terminator(block).targets) {
      const next = live[target.block]!;
      for (let w = 0; w < WORDS; w++) bits[w] = bits[w]! | next[w]!;
    }
    return bits;
  }

  /** Backwards over one instruction. */
  #apply(data: InstData, bits: Int32Array, numbers: boolean): void {
    const { op, args } = data;
    if (op === 'store') {
      const at = this.#addresses.get(args[0]!);
      if (at !== undefined) mark(bits, at + data.offset, sizeOfType(data.type), false);
      return;
    }
    if (op === 'load') {
      const at = this.#addresses.get(args[0]!);
      if (at === undefined || (numbers && !this.demanded[data.result])) return;
      mark(bits, at + data.offset, sizeOfType(data.type), true);
      return;
    }
    if (opRow(op).effect !== 'call' || numbers) return;
    args.forEach((arg, i) => {
      const at = this.#addresses.get(arg);
      if (at !== undefined) mark(bits, at, this.#sizeRead(data, i, at), true);
    });
  }

  /** How many bytes a call reads through an argument, as far as the code says. */
  #sizeRead(data: InstData, index: number, at: number): number {
    const func = this.#func;
    const whole = -at;
    if (data.op !== 'helper') return whole;
    const arg = helperOf(data.ref)?.args[index];
    if (arg?.flags.includes('MEM_UNINIT')) return 0;
    const mapDef = func.definition(data.args[0]!);
    const map = mapDef?.op === 'map.addr' ? this.#module.source.maps[mapDef.ref] : undefined;
    if (arg?.kind === 'PTR_TO_MAP_KEY' && map) return map.keySize;
    if (arg?.kind === 'PTR_TO_MAP_VALUE' && map) return map.valueSize;
    if (arg?.kind === 'PTR_TO_FIXED_SIZE_MEM') return arg.size!;
    const length = data.args[index + 1];
    const size = arg?.kind === 'PTR_TO_MEM' && length !== undefined ? func.constant(length) : undefined;
    return size === undefined ? whole : Number(size);
  }

  /** Addresses that go where they cannot be followed; what lies above them may be read at any time. */
  #escapes(always: Int32Array): void {
    const take = (v: Value): void => {
      const at = this.#addresses.get(v);
      if (at !== undefined && at < 0) mark(always, at, -at, true);
    };
    this.#each(data => {
      const { op, args } = data;
      if (op === 'store') take(args[1]!);
      else if (opRow(op).effect === 'pure' && !this.#addresses.has(data.result) && !isCompare(op))
        args.forEach(take);
      for (const target of data.targets) target.args.forEach(take);
    });
  }
}

/** Sets or clears the bits of `size` bytes at an offset from the frame pointer. */
export function mark(bits: Int32Array, at: number, size: number, on: boolean): void {
  for (let byte = Math.max(0, at + FRAME); byte < Math.min(FRAME, at + FRAME + size); byte++) {
    const bit = 1 << (byte & 31);
    bits[byte >> 5] = on ? bits[byte >> 5]! | bit : bits[byte >> 5]! & ~bit;
  }
}

/** Whether some of the bits of `size` bytes are set. */
function isMarked(bits: Int32Array, at: number, size: number): boolean {
  for (let byte = Math.max(0, at + FRAME); byte < Math.min(FRAME, at + FRAME + size); byte++)
    if ((bits[byte >> 5]! >>> (byte & 31)) & 1) return true;
  return false;
}

/** The eight bits of the cell that starts at an offset from the frame pointer. */
export function cellBits(bits: Int32Array, at: number): number {
  const byte = at + FRAME;
  return byte < 0 ? 0xff : (bits[byte >> 5]! >>> (byte & 31)) & 0xff;
}
