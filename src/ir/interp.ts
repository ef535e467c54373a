/**
 * The reference interpreter of the IR: runs a function as its operations say, over the same memory as the bytecode
 * interpreter, so that a difference between the two, or before and after a pass, is a bug of ours.
 */
import { assert, assertNever, unreachable } from '../diag/internal.js';
import { type CallResult, MAX_FRAMES, MAY_GOTO_BUDGET, STACK_SIZE, type Trap } from '../isa/interp.js';
import type { Memory, Region } from '../isa/memory.js';
import type { InsnIndex, Size } from '../isa/types.js';
import { virtualField } from './contexts.js';
import { type Block, sizeOfType, TYPE_BITS, type Value } from './entities.js';
import { evalOp } from './eval.js';
import { type Func, type InstData, type IrModule, NO_VALUE, type Target } from './function.js';
import type { Op } from './ops.js';

/** What a module needs from outside. Without a method, its use is a trap `unresolved`. */
export interface IrHost {
  helper?(
    id: number,
    args: readonly bigint[],
    machine: IrMachine,
  ): bigint | { readonly trap: Trap } | undefined;
  kfunc?(
    extern: number,
    args: readonly bigint[],
    machine: IrMachine,
  ): bigint | { readonly trap: Trap } | undefined;
  /** The function a tail call goes to; undefined when it does not. */
  tailCall?(map: bigint, index: number): number | undefined;
  /** The address of something of the module. */
  address?(kind: 'map' | 'map_value' | 'global' | 'function' | 'extern', index: number): bigint | undefined;
  /** The function at an address that `address` gave: for `callx`. Anything else is a helper's number. */
  functionAt?(address: bigint): number | undefined;
}

export interface IrRunOptions {
  readonly memory: Memory;
  readonly host?: IrHost;
  /** The function's arguments; the rest are 0. */
  readonly args?: readonly bigint[];
  /** What legacy packet loads read. */
  readonly packet?: Uint8Array;
  /** Operations to execute before the run is stopped; none by default. */
  readonly maxSteps?: number;
  readonly mayGotoBudget?: number;
  /**
   * Traps on the use of what nothing wrote, registers and stack bytes alike, and gives each stack slot a place of
   * its own, so that an access past one does not reach the next.
   */
  readonly strict?: boolean;
  /** Called with the values of a block's parameters as control enters it. Read, do not keep. */
  readonly onBlock?: (func: Func, block: Block, values: readonly (bigint | undefined)[]) => void;
}

export type IrOutcome =
  | { readonly kind: 'exit'; readonly r0: bigint; readonly steps: number }
  | {
      readonly kind: 'trap';
      readonly trap: Trap;
      readonly function: string;
      /** The instruction it came from; -1 for none. */
      readonly insn: InsnIndex;
      readonly steps: number;
    };

/** The running interpreter as helpers see it. */
export interface IrMachine {
  readonly memory: Memory;
  /** The first argument that nothing wrote; -1 when all are written. Only in strict runs. */
  readonly unwritten: number;
  /** Runs a function of the module to its end: for helpers that take a callback. */
  call(func: number, args: readonly bigint[]): bigint;
}

/** Runs function `index` of a module until it returns or traps. */
export function interpretIr(module: IrModule, index: number, options: IrRunOptions): IrOutcome {
  return new IrInterpreter(module, options).run(index);
}

/** Ends the run; never leaves this file. */
class Stop {
  readonly trap: Trap;
  constructor(trap: Trap) {
    this.trap = trap;
  }
}

interface Frame {
  readonly func: Func;
  /** By Value. */
  readonly values: (bigint | undefined)[];
  /** Address of each stack slot. */
  readonly slots: readonly bigint[];
  mayGoto: number;
}

/** What a terminator or a call that leaves the function decides. */
type Next = { readonly go: Target } | { readonly leave: bigint | undefined };

const ATOMIC: Partial<Record<Op, (old: bigint, operand: bigint) => bigint>> = {
  'atomic.add': (a, b) => a + b,
  'atomic.or': (a, b) => a | b,
  'atomic.and': (a, b) => a & b,
  'atomic.xor': (a, b) => a ^ b,
  'fetch.add': (a, b) => a + b,
  'fetch.or': (a, b) => a | b,
  'fetch.and': (a, b) => a & b,
  'fetch.xor': (a, b) => a ^ b,
  xchg: (_, b) => b,
};

class IrInterpreter implements IrMachine {
  readonly memory: Memory;
  unwritten = -1;
  readonly #module: IrModule;
  readonly #options: IrRunOptions;
  readonly #host: IrHost;
  #depth = 0;
  #steps = 0;
  #at: { func: Func; insn: InsnIndex } | undefined;

  constructor(module: IrModule, options: IrRunOptions) {
    this.#module = module;
    this.#options = options;
    this.#host = options.host ?? {};
    this.memory = options.memory;
  }

  run(index: number): IrOutcome {
    try {
      const r0 = this.#call(index, this.#options.args ?? []);
      if (r0 === undefined) throw new Stop({ kind: 'uninitialised', what: 'register' });
      return { kind: 'exit', r0, steps: this.#steps };
    } catch (stop) {
      if (!(stop instanceof Stop)) throw stop;
      const at = this.#at!;
      return { kind: 'trap', trap: stop.trap, function: at.func.name, insn: at.insn, steps: this.#steps };
    }
  }

  call(index: number, args: readonly bigint[]): bigint {
    return this.#call(index, args) ?? 0n;
  }

  /** Undefined, here and below, stands for what nothing wrote; a register that is so may be passed on, not used. */
  #call(index: number, args: readonly (bigint | undefined)[]): bigint | undefined {
    if (this.#depth >= MAX_FRAMES) throw new Stop({ kind: 'call_depth' });
    const func = this.#module.functions[index]!;
    const stack = this.#mapStack(func);
    const frame: Frame = {
      func,
      values: [],
      slots: stack.slots,
      mayGoto: this.#options.mayGotoBudget ?? MAY_GOTO_BUDGET,
    };
    func.block(func.entryBlock).params.forEach((param, i) => {
      frame.values[param] = i < args.length ? args[i] : this.#unwritten;
    });
    this.#depth++;
    try {
      return this.#run(frame);
    } finally {
      this.#depth--;
      for (const region of stack.regions) this.memory.unmap(region);
    }
  }

  get #unwritten(): bigint | undefined {
    return this.#options.strict ? undefined : 0n;
  }

  #mapStack(func: Func): { regions: readonly Region[]; slots: readonly bigint[] } {
    if (this.#options.strict) {
      const regions = func.slots.map(({ size }) =>
        this.memory.map('stack', new Uint8Array(size), { unset: true }),
      );
      return { regions, slots: regions.map(region => region.base) };
    }
    const size = Math.max(STACK_SIZE, ...func.slots.map(slot => -slot.offset));
    const region = this.memory.map('stack', new Uint8Array(size));
    const top = region.base + BigInt(size);
    return { regions: [region], slots: func.slots.map(slot => top + BigInt(slot.offset)) };
  }

  #run(frame: Frame): bigint | undefined {
    const { func, values } = frame;
    let block = func.entryBlock;
    for (;;) {
      this.#options.onBlock?.(func, block, values);
      const next = this.#block(frame, block);
      if ('leave' in next) return next.leave;
      const args = next.go.args.map(arg => this.#value(frame, arg));
      func.block(next.go.block).params.forEach((param, i) => {
        values[param] = args[i];
      });
      block = next.go.block;
    }
  }

  #block(frame: Frame, block: Block): Next {
    const maxSteps = this.#options.maxSteps ?? Number.POSITIVE_INFINITY;
    for (const inst of frame.func.block(block).insts) {
      const data = frame.func.inst(inst);
      this.#at = { func: frame.func, insn: data.insn };
      if (this.#steps++ >= maxSteps) throw new Stop({ kind: 'step_budget' });
      const next = this.#inst(frame, data);
      if (next !== undefined) return next;
    }
    return unreachable('a block without a terminator');
  }

  #value(frame: Frame, value: Value): bigint | undefined {
    const { strict } = this.#options;
    const leaf = frame.func.constant(value);
    if (leaf !== undefined) return strict && frame.func.value(value).kind === 'undef' ? undefined : leaf;
    const bits = frame.values[value];
    assert(bits !== undefined || strict, `v${value} has no value`);
    return bits;
  }

  #inst(frame: Frame, data: InstData): Next | undefined {
    const { func, values } = frame;
    const given = data.args.map(arg => this.#value(frame, arg));
    if (given.includes(undefined)) {
      const next = this.#passOn(frame, data, given);
      if (next !== null) return next;
    } else this.unwritten = -1;
    const args = given.map(bits => bits ?? 0n);
    const set = (bits: bigint): undefined => {
      if (data.result !== NO_VALUE)
        values[data.result] = BigInt.asUintN(TYPE_BITS[func.typeOf(data.result)], bits);
    };
    const [a = 0n, b = 0n, c = 0n] = args;
    const address = BigInt.asUintN(64, a + BigInt(data.offset));
    const size = sizeOfType(data.type) as Size;
    switch (data.op) {
      case 'slot.addr':
        return set(frame.slots[data.ref]! + BigInt(data.offset));
      case 'map.addr':
        return set(this.#address('map', data));
      case 'map.value':
        return set(this.#address('map_value', data));
      case 'global.addr':
        return set(this.#address('global', data));
      case 'func.addr':
        return set(this.#address('function', data));
      case 'extern.addr':
        return set(this.#address('extern', data));
      case 'load':
      case 'load.acquire':
        return set(this.#load(address, size));
      case 'store':
      case 'store.release':
        return this.#store(address, size, b);
      case 'atomic.add':
      case 'atomic.or':
      case 'atomic.and':
      case 'atomic.xor':
      case 'fetch.add':
      case 'fetch.or':
      case 'fetch.and':
      case 'fetch.xor':
      case 'xchg': {
        const old = this.#load(address, size);
        this.#store(address, size, ATOMIC[data.op]!(old, b));
        return set(old);
      }
      case 'cmpxchg': {
        const old = this.#load(address, size);
        this.#store(address, size, old === b ? c : old);
        return set(old);
      }
      case 'ctx.load':
        return set(this.#load(this.#fieldAddress(frame, data, a), size));
      case 'ctx.store':
        return this.#store(this.#fieldAddress(frame, data, a), size, b);
      case 'packet.load':
        return this.#packetLoad(size, b, set);
      case 'helper':
        return set(this.#result(this.#host.helper?.(data.ref, args, this), `helper ${data.ref}`));
      case 'kfunc':
        return set(this.#result(this.#host.kfunc?.(data.ref, args, this), `kfunc ${data.ref}`));
      case 'call':
        values[data.result] = this.#call(data.ref, args);
        return undefined;
      case 'call.reg': {
        const callee = this.#host.functionAt?.(a);
        if (callee !== undefined) return set(this.call(callee, args.slice(1)));
        const id = Number(BigInt.asIntN(32, a));
        return set(this.#result(this.#host.helper?.(id, args.slice(1), this), `helper ${id}`));
      }
      case 'tail_call': {
        const target = this.#host.tailCall?.(b, Number(c & 0xffffffffn));
        return target === undefined ? set(-22n) : { leave: this.#call(target, [a]) };
      }
      case 'may_goto':
        return set(frame.mayGoto-- > 0 ? 0n : 1n);
      case 'addr.cast':
        return set(a);
      case 'jump':
        return { go: data.targets[0]! };
      case 'br':
        return { go: data.targets[a ? 0 : 1]! };
      case 'switch':
        return { go: data.targets[data.cases.indexOf(a) + 1]! };
      case 'ret':
        return { leave: a };
      case 'trap':
        throw new Stop({ kind: 'host', message: `check ${data.ref} failed` });
      case 'unreachable':
        throw new Stop({ kind: 'control', target: -1 });
      default: {
        const bits = evalOp(data.op, data.type, func.typeOf(data.args[0]!), args);
        return bits === undefined ? assertNever(data.op as never) : set(bits);
      }
    }
  }

  /** Operations that may have an operand that nothing wrote; null for calls that go on with the others. */
  #passOn(frame: Frame, data: InstData, given: readonly (bigint | undefined)[]): Next | undefined | null {
    switch (data.op) {
      case 'call':
        frame.values[data.result] = this.#call(data.ref, given);
        return undefined;
      case 'ret':
        return { leave: given[0] };
      case 'select':
        if (given[0] === undefined) break;
        frame.values[data.result] = given[given[0] ? 1 : 2];
        return undefined;
      case 'helper':
      case 'kfunc':
        // The host knows how many there are; it is told by `unwritten`.
        this.unwritten = given.indexOf(undefined);
        return null;
    }
    throw new Stop({ kind: 'uninitialised', what: 'register' });
  }

  #address(kind: 'map' | 'map_value' | 'global' | 'function' | 'extern', data: InstData): bigint {
    const base = this.#host.address?.(kind, data.ref);
    if (base === undefined) throw new Stop({ kind: 'unresolved', what: `${kind} ${data.ref}` });
    return base + BigInt(data.offset);
  }

  /** The runtime's own struct is what is behind a virtual context. */
  #fieldAddress({ func }: Frame, data: InstData, base: bigint): bigint {
    const field = func.context && virtualField(func.context, data.ref);
    assert(field?.native !== undefined, 'the contexts pass leaves only known fields');
    return base + BigInt(field.native.offset + data.ref - field.offset);
  }

  #load(address: bigint, size: Size): bigint {
    const value = this.memory.load(address, size);
    if (value === undefined) throw new Stop({ kind: 'memory', access: 'read', address, size });
    if (this.#options.strict && this.memory.hasUnset(address, size))
      throw new Stop({ kind: 'uninitialised', what: 'memory' });
    return value;
  }

  #store(address: bigint, size: Size, value: bigint): undefined {
    if (!this.memory.store(address, size, value))
      throw new Stop({ kind: 'memory', access: 'write', address, size });
  }

  #packetLoad(size: Size, offset: bigint, set: (bits: bigint) => undefined): Next | undefined {
    const packet = this.#options.packet ?? new Uint8Array();
    if (offset + BigInt(size) > BigInt(packet.length)) return { leave: 0n };
    let value = 0n;
    for (let i = 0; i < size; i++) value = (value << 8n) | BigInt(packet[Number(offset) + i]!);
    return set(value);
  }

  #result(result: Exclude<CallResult, { tailCall: unknown }> | undefined, what: string): bigint {
    if (result === undefined) throw new Stop({ kind: 'unresolved', what });
    if (typeof result === 'bigint') return result;
    throw new Stop(result.trap);
  }
}
