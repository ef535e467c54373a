import { assertNever } from '../diag/internal.js';
import type { DecodedCode } from './codec.js';
import type { Memory, Region } from './memory.js';
import { byteSwap, evalAlu, evalAtomic, evalEnd, evalJump, signExtend, u64 } from './semantics.js';
import { type Insn, type InsnIndex, type Size, slotsOf } from './types.js';

/**
 * The reference interpreter: executes bytecode as RFC 9669 has it, one instruction after the other, without
 * any of the compiler's own machinery. It is the judge in differential tests, so what the standard leaves open
 * is decided here:
 *
 * - Registers and stack are 0 until they are written. Each call of a local function has a stack frame of its
 *   own, and the callee's r6 to r9 start as 0; the caller's come back on return.
 * - After any call r1 to r5 are 0.
 * - A legacy packet load outside the packet returns 0 from the function it is in.
 * - A program that does what it must not (an access outside of its memory, a jump out of the code) ends in a
 *   trap, which is a value and not an exception.
 */

/** Bytes of stack of one frame; r10 points past the last. */
export const STACK_SIZE = 512;
/** Frames of nested local calls, the program's own included, as in the kernel. */
export const MAX_FRAMES = 8;
/** Turns that `may_goto` grants in one frame (kernel: BPF_MAX_LOOPS). */
export const MAY_GOTO_BUDGET = 8 * 1024 * 1024;

export interface Entry {
  readonly code: DecodedCode;
  readonly index: InsnIndex;
}

export type Trap =
  | {
      readonly kind: 'memory';
      readonly access: 'read' | 'write';
      readonly address: bigint;
      readonly size: number;
    }
  /** Control left the code: by a jump, or past the last instruction. */
  | { readonly kind: 'control'; readonly target: number }
  | { readonly kind: 'call_depth' }
  | { readonly kind: 'step_budget' }
  /** What the program refers to is not there: a helper, a kfunc, the object of an `lddw`. */
  | { readonly kind: 'unresolved'; readonly what: string }
  /** What nothing wrote was used; only where the interpreter is asked to watch for it. */
  | { readonly kind: 'uninitialised'; readonly what: 'register' | 'memory' }
  /** The host's own complaint. */
  | { readonly kind: 'host'; readonly message: string };

export type Outcome =
  | { readonly kind: 'exit'; readonly r0: bigint; readonly steps: number }
  | {
      readonly kind: 'trap';
      readonly trap: Trap;
      /** Slot of the instruction, in the code that it is part of. */
      readonly pc: number;
      readonly index: InsnIndex;
      readonly code: DecodedCode;
      readonly steps: number;
    };

/** What a helper or kfunc does: gives a value for r0, replaces the program, or fails the run. */
export type CallResult =
  | bigint
  /** `bpf_tail_call` that succeeded: the function continues there, with r1 as it was passed. */
  | { readonly tailCall: Entry }
  | { readonly trap: Trap };

/** What a program needs from outside. Without a method, its use is a trap `unresolved`. */
export interface Host {
  /** A call of a helper by number; `args` are r1 to r5. Undefined: there is no such helper. */
  helper?(id: number, args: readonly bigint[], machine: Machine): CallResult | undefined;
  kfunc?(insn: Insn, at: Entry, args: readonly bigint[], machine: Machine): CallResult | undefined;
  /** Where a local call goes when the distance in the instruction does not say (code before linking). */
  callee?(insn: Insn, at: Entry): Entry | undefined;
  /** Value of an `lddw` that refers to a map, a variable or a function. */
  address?(insn: Insn, at: Entry): bigint | undefined;
  /** The function at an address that `address` gave: for `callx`. Anything else is a helper's number. */
  functionAt?(address: bigint): Entry | undefined;
  /** Address space cast; without it the value stays as it is. */
  cast?(value: bigint, to: 0 | 1, from: 0 | 1): bigint;
}

export interface RunOptions {
  readonly memory: Memory;
  readonly host?: Host;
  /** r1 to r5 on entry; the rest are 0. */
  readonly args?: readonly bigint[];
  /** What legacy packet loads read. */
  readonly packet?: Uint8Array;
  /** Instructions to execute before the run is stopped; none by default. */
  readonly maxSteps?: number;
  readonly mayGotoBudget?: number;
  readonly maxFrames?: number;
  /** Called before each instruction. The registers are live: read, do not keep. */
  readonly onStep?: (at: Entry, registers: Readonly<BigUint64Array>, depth: number) => void;
}

/** The running interpreter as helpers see it. */
export interface Machine {
  readonly memory: Memory;
  /** Calls a function of the program and runs it to its end: for helpers that take a callback. */
  call(entry: Entry, args: readonly bigint[]): bigint | { readonly trap: Trap };
}

interface Frame {
  code: DecodedCode;
  /** Index to return to, in the caller's code. */
  returnTo: number;
  /** The caller's r6 to r9. */
  readonly saved: BigUint64Array;
  readonly stack: Region;
  mayGoto: number;
}

/** Runs a function until it exits or traps. */
export function interpret(entry: Entry, options: RunOptions): Outcome {
  return new Interpreter(options).run(entry);
}

/** Ends the run from within a callback; never leaves this file. */
class Unwind {
  readonly outcome: Outcome;
  constructor(outcome: Outcome) {
    this.outcome = outcome;
  }
}

class Interpreter implements Machine {
  readonly memory: Memory;
  readonly #options: RunOptions;
  readonly #host: Host;
  readonly #registers = new BigUint64Array(11);
  readonly #frames: Frame[] = [];
  /** Stacks are mapped once for each depth and wiped when they are used again. */
  readonly #stacks: Region[] = [];
  #code!: DecodedCode;
  #index = 0;
  #steps = 0;

  constructor(options: RunOptions) {
    this.#options = options;
    this.#host = options.host ?? {};
    this.memory = options.memory;
  }

  run(entry: Entry): Outcome {
    try {
      const trap = this.#push(entry, 0) ?? this.#start(this.#options.args ?? []);
      return trap ? this.#trapped(trap) : { kind: 'exit', r0: this.#registers[0]!, steps: this.#steps };
    } catch (e) {
      if (e instanceof Unwind) return e.outcome;
      throw e;
    } finally {
      for (const stack of this.#stacks) this.memory.unmap(stack);
      this.#stacks.length = 0;
    }
  }

  call(entry: Entry, args: readonly bigint[]): bigint | { readonly trap: Trap } {
    const { code, index } = { code: this.#code, index: this.#index };
    const trap = this.#push(entry, index);
    if (trap) return { trap };
    const failed = this.#start(args);
    // The trap is at the callback's instruction, not at the helper's call.
    if (failed) throw new Unwind(this.#trapped(failed));
    const r0 = this.#registers[0]!;
    this.#code = code;
    this.#index = index;
    return r0;
  }

  #trapped(trap: Trap): Outcome {
    const index = this.#index as InsnIndex;
    return {
      kind: 'trap',
      trap,
      pc: this.#code.pcs[index] ?? -1,
      index,
      code: this.#code,
      steps: this.#steps,
    };
  }

  /** Enters a function: a fresh frame, r6 to r9 saved and zero. */
  #push(entry: Entry, returnTo: number): Trap | undefined {
    const depth = this.#frames.length;
    if (depth >= (this.#options.maxFrames ?? MAX_FRAMES)) return { kind: 'call_depth' };
    const registers = this.#registers;
    const code = depth === 0 ? entry.code : this.#code;
    const stack = this.#stacks[depth] ?? this.memory.map('stack', new Uint8Array(STACK_SIZE));
    this.#stacks[depth] = stack;
    stack.bytes.fill(0);
    const mayGoto = this.#options.mayGotoBudget ?? MAY_GOTO_BUDGET;
    this.#frames.push({ code, returnTo, saved: registers.slice(6, 10), stack, mayGoto });
    registers[0] = 0n;
    registers.fill(0n, 6, 10);
    registers[10] = stack.base + BigInt(STACK_SIZE);
    this.#code = entry.code;
    this.#index = entry.index;
    return undefined;
  }

  /** Leaves a function; what it returns is in r0. */
  #pop(): void {
    const frame = this.#frames.pop()!;
    const registers = this.#registers;
    registers.set(frame.saved, 6);
    registers.fill(0n, 1, 6);
    const caller = this.#frames[this.#frames.length - 1];
    if (caller) registers[10] = caller.stack.base + BigInt(STACK_SIZE);
    this.#code = frame.code;
    this.#index = frame.returnTo;
  }

  /** Runs the function on top of the frames until it has returned. */
  #start(args: readonly bigint[]): Trap | undefined {
    const registers = this.#registers;
    for (let i = 1; i <= 5; i++) registers[i] = args[i - 1] ?? 0n;
    const floor = this.#frames.length - 1;
    const maxSteps = this.#options.maxSteps ?? Number.POSITIVE_INFINITY;
    const { onStep } = this.#options;
    while (this.#frames.length > floor) {
      const insn = this.#code.insns[this.#index];
      if (!insn) return { kind: 'control', target: this.#code.pcs[this.#index] ?? -1 };
      if (this.#steps >= maxSteps) return { kind: 'step_budget' };
      this.#steps++;
      onStep?.({ code: this.#code, index: this.#index as InsnIndex }, registers, this.#frames.length - 1);
      const trap = this.#step(insn);
      if (trap) return trap;
    }
    return undefined;
  }

  #step(insn: Insn): Trap | undefined {
    const registers = this.#registers;
    const { sem } = insn.desc;
    const { dst, src } = insn;
    switch (sem.kind) {
      case 'alu':
        registers[dst] = evalAlu(
          sem.op,
          sem.width,
          registers[dst]!,
          sem.src === 'imm' ? insn.imm : registers[src]!,
        );
        break;
      case 'movsx':
        registers[dst] = signExtend(sem.from, sem.width, registers[src]!);
        break;
      case 'end':
        registers[dst] = evalEnd(sem.op, sem.width, registers[dst]!);
        break;
      case 'load': {
        const address = u64(registers[src]! + BigInt(insn.offset));
        const value = this.memory.load(address, sem.size);
        if (value === undefined) return { kind: 'memory', access: 'read', address, size: sem.size };
        // Assigning to the register zero-extends: it takes the low 64 bits.
        registers[dst] = sem.signed ? BigInt.asIntN(sem.size * 8, value) : value;
        break;
      }
      case 'store':
        return this.#store(insn, sem.size, sem.src === 'imm' ? insn.imm : registers[src]!);
      case 'atomic':
        return this.#atomic(insn);
      case 'imm64': {
        const value = sem.ref === 'value' ? insn.imm : this.#host.address?.(insn, this.#here());
        if (value === undefined) return { kind: 'unresolved', what: `${sem.ref} ${insn.imm}` };
        registers[dst] = value;
        break;
      }
      case 'jump': {
        const right = sem.src === 'imm' ? insn.imm : registers[src]!;
        if (evalJump(sem.op, sem.width, registers[dst]!, right)) return this.#jump(insn, insn.offset);
        break;
      }
      case 'goto':
        return this.#jump(insn, insn.desc.fields.offset === 'rel' ? insn.offset : Number(insn.imm));
      case 'may_goto': {
        const frame = this.#frames[this.#frames.length - 1]!;
        if (frame.mayGoto === 0) return this.#jump(insn, insn.offset);
        frame.mayGoto--;
        break;
      }
      case 'call':
        return this.#call(insn);
      case 'exit':
        this.#pop();
        // Where the caller goes on: one past its call. At the floor nobody looks.
        this.#index++;
        return undefined;
      case 'packet':
        return this.#packet(insn, sem.size, sem.indirect);
      case 'addr_space_cast': {
        registers[dst] = this.#host.cast?.(registers[src]!, sem.to, sem.from) ?? registers[src]!;
        break;
      }
      default:
        return assertNever(sem);
    }
    this.#index++;
    return undefined;
  }

  #here(): Entry {
    return { code: this.#code, index: this.#index as InsnIndex };
  }

  #target(insn: Insn, rel: number): number | Trap {
    const pc = this.#code.pcs[this.#index]! + slotsOf(insn) + rel;
    return this.#code.indexAt(pc) ?? { kind: 'control', target: pc };
  }

  #jump(insn: Insn, rel: number): Trap | undefined {
    const target = this.#target(insn, rel);
    if (typeof target !== 'number') return target;
    this.#index = target;
    return undefined;
  }

  #store(insn: Insn, size: Size, value: bigint): Trap | undefined {
    const address = u64(this.#registers[insn.dst]! + BigInt(insn.offset));
    if (!this.memory.store(address, size, value)) return { kind: 'memory', access: 'write', address, size };
    this.#index++;
    return undefined;
  }

  #atomic(insn: Insn): Trap | undefined {
    const { sem } = insn.desc;
    if (sem.kind !== 'atomic') return undefined;
    const registers = this.#registers;
    const { op, size } = sem;
    if (op === 'store_release') return this.#store(insn, size, registers[insn.src]!);
    const base = op === 'load_acquire' ? insn.src : insn.dst;
    const address = u64(registers[base]! + BigInt(insn.offset));
    const old = this.memory.load(address, size);
    if (old === undefined) return { kind: 'memory', access: 'read', address, size };
    if (op === 'load_acquire') {
      registers[insn.dst] = old;
    } else {
      const value = evalAtomic(op, old, registers[insn.src]!, registers[0]!, size === 4 ? 32 : 64);
      if (!this.memory.store(address, size, value)) return { kind: 'memory', access: 'write', address, size };
      if (op === 'cmpxchg') registers[0] = old;
      else if (sem.fetch) registers[insn.src] = old;
    }
    this.#index++;
    return undefined;
  }

  #packet(insn: Insn, size: 1 | 2 | 4, indirect: boolean): Trap | undefined {
    const registers = this.#registers;
    const packet = this.#options.packet ?? new Uint8Array();
    // 32-bit signed, as the kernel computes it; negative offsets (ancillary data) are outside the packet.
    const at = Number(BigInt.asIntN(32, insn.imm + (indirect ? registers[insn.src]! : 0n)));
    registers[0] = 0n;
    if (at < 0 || at + size > packet.length) {
      this.#pop();
      this.#index++;
      return undefined;
    }
    let value = 0n;
    for (let i = size - 1; i >= 0; i--) value = (value << 8n) | BigInt(packet[at + i]!);
    registers[0] = size === 1 ? value : byteSwap(size === 2 ? 16 : 32, value);
    registers.fill(0n, 1, 6);
    this.#index++;
    return undefined;
  }

  #call(insn: Insn): Trap | undefined {
    const { sem } = insn.desc;
    if (sem.kind !== 'call') return undefined;
    const args = Array.from(this.#registers.subarray(1, 6));
    switch (sem.target) {
      case 'local': {
        const callee = this.#host.callee?.(insn, this.#here());
        if (callee) return this.#push(callee, this.#index);
        const target = this.#target(insn, Number(insn.imm));
        if (typeof target !== 'number') return target;
        return this.#push({ code: this.#code, index: target as InsnIndex }, this.#index);
      }
      case 'helper':
        return this.#helper(Number(insn.imm), args);
      case 'reg': {
        const address = this.#registers[insn.dst]!;
        const callee = this.#host.functionAt?.(address);
        return callee
          ? this.#push(callee, this.#index)
          : this.#helper(Number(BigInt.asIntN(32, address)), args);
      }
      case 'kfunc': {
        const result = this.#host.kfunc?.(insn, this.#here(), args, this);
        return result === undefined
          ? { kind: 'unresolved', what: `kfunc ${insn.imm}` }
          : this.#returned(result, args);
      }
      default:
        return assertNever(sem.target);
    }
  }

  #helper(id: number, args: readonly bigint[]): Trap | undefined {
    const result = this.#host.helper?.(id, args, this);
    return result === undefined ? { kind: 'unresolved', what: `helper ${id}` } : this.#returned(result, args);
  }

  #returned(result: CallResult, args: readonly bigint[]): Trap | undefined {
    const registers = this.#registers;
    if (typeof result === 'bigint') {
      registers[0] = result;
      registers.fill(0n, 1, 6);
      this.#index++;
      return undefined;
    }
    if ('trap' in result) return result.trap;
    // A tail call takes the place of the function: its return goes where the function's would have gone.
    const frame = this.#frames[this.#frames.length - 1]!;
    frame.stack.bytes.fill(0);
    frame.mayGoto = this.#options.mayGotoBudget ?? MAY_GOTO_BUDGET;
    registers.fill(0n, 0, 10);
    registers[1] = args[0]!;
    this.#code = result.tailCall.code;
    this.#index = result.tailCall.index;
    return undefined;
  }
}
