/**
 * Checks at run time for what could not be proven: a branch in front of the instruction, to an exit that returns a
 * fixed number. What is guarded is verified again, so a guard decides only what a program does, never what is safe.
 */
import { assert } from '../diag/internal.js';
import type { Block, Inst, Value } from './entities.js';
import type { Func, InstData, IrModule } from './function.js';

/** Where the end of the packet is read: the field's offset, in a virtual context or in memory. */
export interface PacketEnd {
  readonly offset: number;
  readonly virtual: boolean;
}

export type Guard = { readonly func: number } & (
  | { readonly kind: 'not_null'; readonly inst: Inst; readonly operand: number }
  /** An operand, unsigned, is from `min` to `max`. */
  | {
      readonly kind: 'bound';
      readonly inst: Inst;
      readonly operand: number;
      readonly min: bigint;
      readonly max: bigint;
    }
  /** A pointer operand is `root` plus between `low` and `high` bytes; of a packet, `bytes` more are there. */
  | {
      readonly kind: 'range';
      readonly inst: Inst;
      readonly operand: number;
      readonly root: Value;
      readonly low: bigint;
      readonly high: bigint;
      readonly packet?: { readonly bytes: bigint; readonly end: PacketEnd };
    }
  /** A loop, from this block back to it, has a budget. */
  | { readonly kind: 'fuel'; readonly block: Block }
);

/** Puts a check into a function; `result` is what the function returns when it fails. */
export function insertGuard(ir: IrModule, guard: Guard, result: bigint): void {
  const func = ir.functions[guard.func]!;
  new Insertion(func, guard, result).run();
}

/** The operand that an access is made through, down from which only additions lead to a root. */
export function rootOf(func: Func, pointer: Value, isPointer: (v: Value) => boolean): Value {
  let root = pointer;
  for (;;) {
    const data = func.definition(root);
    if (data?.op !== 'add' && data?.op !== 'sub') return root;
    const next = data.args.find(isPointer);
    if (next === undefined) return root;
    root = next;
  }
}

class Insertion {
  readonly #func: Func;
  readonly #guard: Guard;
  readonly #result: bigint;
  #block: Block;

  constructor(func: Func, guard: Guard, result: bigint) {
    this.#func = func;
    this.#guard = guard;
    this.#result = result;
    this.#block =
      guard.kind === 'fuel'
        ? guard.block
        : func.order.find(block => func.block(block).insts.includes(guard.inst))!;
    assert(this.#block !== undefined, 'the instruction is in no block');
  }

  run(): void {
    const guard = this.#guard;
    const { insts } = this.#func.block(this.#block);
    const position = guard.kind === 'fuel' ? 0 : insts.indexOf(guard.inst);
    const rest = insts.splice(position);
    const data = this.#func.inst(rest[0]!);
    switch (guard.kind) {
      case 'fuel': {
        const spent = this.#append('may_goto', { type: 'i1', insn: data.insn });
        this.#require(this.#append('eq', { type: 'i1', args: [spent, this.#func.const('i1', 0n)] }));
        break;
      }
      case 'not_null': {
        const pointer = data.args[guard.operand]!;
        this.#require(this.#compare('ne', pointer, this.#func.const('i64', 0n)));
        break;
      }
      case 'bound':
        this.#within(data.args[guard.operand]!, guard.min, guard.max);
        break;
      case 'range':
        this.#range(guard, data);
        break;
    }
    this.#func.block(this.#block).insts.push(...rest);
  }

  #range(guard: Extract<Guard, { kind: 'range' }>, data: InstData): void {
    const distance = this.#distance(data.args[guard.operand]!, guard.root);
    if (this.#func.constant(distance) === undefined) this.#within(distance, guard.low, guard.high);
    const pointer = this.#append('add', { args: [guard.root, distance] });
    if (guard.packet) {
      const { bytes, end } = guard.packet;
      const last = this.#append('add', { args: [pointer, this.#func.const('i64', bytes)] });
      this.#require(this.#compare('ule', last, this.#packetEnd(end)));
    }
    data.args[guard.operand] = pointer;
  }

  #within(value: Value, min: bigint, max: bigint): void {
    const low = this.#func.const('i64', min);
    const from = min === 0n ? value : this.#append('sub', { args: [value, low] });
    this.#require(this.#compare('ule', from, this.#func.const('i64', max - min)));
  }

  /** What was added to a root to get a pointer. */
  #distance(pointer: Value, root: Value): Value {
    let constant = 0n;
    let sum: Value | undefined;
    for (let v = pointer; v !== root; ) {
      const data = this.#func.definition(v);
      assert(data?.op === 'add' || data?.op === 'sub', 'only additions lead to the root');
      const [a, b] = data.args as [Value, Value];
      const down = a === root || this.#leads(a, root) ? a : b;
      const term = down === a ? b : a;
      const bits = this.#func.constant(term);
      if (bits !== undefined) constant += data.op === 'add' ? bits : -bits;
      else if (data.op === 'add') sum = sum === undefined ? term : this.#append('add', { args: [sum, term] });
      else sum = this.#append('sub', { args: [sum ?? this.#func.const('i64', 0n), term] });
      v = down;
    }
    const rest = this.#func.const('i64', constant);
    if (sum === undefined) return rest;
    return this.#func.constant(rest) === 0n ? sum : this.#append('add', { args: [sum, rest] });
  }

  #leads(from: Value, root: Value): boolean {
    if (from === root) return true;
    const data = this.#func.definition(from);
    return (data?.op === 'add' || data?.op === 'sub') && data.args.some(arg => this.#leads(arg, root));
  }

  #packetEnd({ offset, virtual }: PacketEnd): Value {
    const [context] = this.#func.block(this.#func.entryBlock).params;
    assert(context !== undefined, 'the function has a context');
    return virtual
      ? this.#append('ctx.load', { type: 'i64', args: [context], ref: offset })
      : this.#append('load', { type: 'i64', args: [context], offset });
  }

  #append(op: InstData['op'], fields: Partial<InstData>): Value {
    return this.#func.append(this.#block, op, fields);
  }

  #compare(op: 'ne' | 'ule', a: Value, b: Value): Value {
    const type = this.#func.typeOf(a);
    const bits = this.#func.constant(b);
    // A constant of the operand's own width.
    return this.#append(op, { type, args: [a, bits === undefined ? b : this.#func.const(type, bits)] });
  }

  /** Goes on in a new block where a condition holds, and leaves the function where not. */
  #require(condition: Value): void {
    const func = this.#func;
    const next = func.addBlock();
    const failed = func.addBlock();
    func.append(this.#block, 'br', {
      args: [condition],
      targets: [
        { block: next, args: [] },
        { block: failed, args: [] },
      ],
    });
    func.append(failed, 'ret', { args: [func.const('i64', this.#result)] });
    func.order.splice(func.order.indexOf(this.#block) + 1, 0, next);
    func.order.push(failed);
    this.#block = next;
  }
}
