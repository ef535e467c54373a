/**
 * Local rewriting to one form for each meaning: constants folded and to the right, address arithmetic in the
 * displacement of the access, and the shift pairs that older bytecode has for sign and zero extension as the
 * extensions they are (loop analysis sees through those, not through shifts).
 */
import { type Inst, TYPE_BITS, type Type, type Value } from '../entities.js';
import { evalOp } from '../eval.js';
import { type Func, type InstData, NO_VALUE } from '../function.js';
import { isAccess, isCompare, type Op, opRow, SWAPPED, UNSIGNED } from '../ops.js';
import type { Pass } from '../passes.js';

export const simplifyPass: Pass = {
  name: 'simplify',
  run: module => {
    for (const func of module.functions) new Simplifier(func).run();
  },
};

/** What an instruction turns out to be: an existing value, or itself in another form. */
type Outcome = Value | undefined;

const ALL_ONES: Readonly<Record<Type, bigint>> = {
  i1: 1n,
  i8: 0xffn,
  i16: 0xffffn,
  i32: 0xffffffffn,
  i64: 0xffffffffffffffffn,
};

class Simplifier {
  readonly #func: Func;
  readonly #replaced = new Map<Value, Value>();
  /** What the current block will consist of. */
  #kept: Inst[] = [];

  constructor(func: Func) {
    this.#func = func;
  }

  run(): void {
    const func = this.#func;
    // Definitions come before uses but on back edges, which the last step puts right.
    for (const block of func.order) {
      const data = func.block(block);
      this.#kept = [];
      for (const inst of data.insts) {
        const { args, result } = func.inst(inst);
        for (let i = 0; i < args.length; i++) args[i] = this.#current(args[i]!);
        const outcome = this.#simplify(func.inst(inst));
        if (outcome === undefined || result === NO_VALUE) this.#kept.push(inst);
        else this.#replaced.set(result, outcome);
      }
      data.insts = this.#kept;
    }
    func.rewriteUses(value => this.#current(value));
  }

  #current(value: Value): Value {
    let at = value;
    for (let next = this.#replaced.get(at); next !== undefined; next = this.#replaced.get(at)) at = next;
    return at;
  }

  #simplify(data: InstData): Outcome {
    if (isAccess(data.op)) this.#foldAddress(data);
    if (opRow(data.op).effect !== 'pure' || data.args.length === 0) return undefined;
    const folded = this.#fold(data);
    if (folded !== undefined) return folded;
    this.#constantsRight(data);
    switch (data.op) {
      case 'add':
        return this.#add(data);
      case 'sub':
        return this.#sub(data);
      case 'mul':
      case 'udiv':
      case 'sdiv':
        return this.#constantIs(data, 1n) ? data.args[0] : undefined;
      case 'and':
        return this.#constantIs(data, ALL_ONES[data.type]) ? data.args[0] : undefined;
      case 'or':
      case 'xor':
      case 'shl':
        return this.#constantIs(data, 0n) ? data.args[0] : undefined;
      case 'lshr':
      case 'ashr':
        return this.#constantIs(data, 0n) ? data.args[0] : this.#shiftPair(data);
      case 'zext':
      case 'sext':
        return this.#extend(data);
      case 'trunc':
        return this.#truncate(data);
      case 'select':
        return data.args[1] === data.args[2] ? data.args[1] : undefined;
      default:
        if (isCompare(data.op)) this.#compareNarrow(data);
        return undefined;
    }
  }

  #constant(value: Value | undefined): bigint | undefined {
    if (value === undefined) return undefined;
    const data = this.#func.value(value);
    return data.kind === 'const' ? data.bits : undefined;
  }

  #constantIs(data: InstData, bits: bigint): boolean {
    return this.#constant(data.args[1]) === bits;
  }

  /** Turns an instruction into another; its result stays. */
  #become(data: InstData, op: Op, type: Type, args: Value[]): undefined {
    data.op = op;
    data.type = type;
    data.args = args;
  }

  #fold(data: InstData): Outcome {
    const bits: bigint[] = [];
    for (const arg of data.args) {
      const constant = this.#constant(arg);
      if (constant === undefined) return undefined;
      bits.push(constant);
    }
    const from = this.#func.typeOf(data.args[0]!);
    const result = evalOp(data.op, data.type, from, bits);
    return result === undefined ? undefined : this.#func.const(this.#func.typeOf(data.result), result);
  }

  #constantsRight(data: InstData): void {
    const [a, b] = data.args;
    if (data.args.length !== 2 || this.#constant(a) === undefined || this.#constant(b) !== undefined) return;
    if (opRow(data.op).commutative) data.args.reverse();
    else if (data.op in SWAPPED) {
      data.op = SWAPPED[data.op as keyof typeof SWAPPED];
      data.args.reverse();
    }
  }

  /** `load (p + 8) + 4` is `load p + 12`. */
  #foldAddress(data: InstData): void {
    for (;;) {
      const from = this.#func.definition(data.args[0]!);
      const bits = from?.op === 'add' && from.type === 'i64' ? this.#constant(from.args[1]) : undefined;
      if (from === undefined || bits === undefined) return;
      const offset = data.offset + Number(BigInt.asIntN(64, bits));
      if (offset !== Math.trunc(offset) || Math.abs(offset) >= 2 ** 31) return;
      data.offset = offset;
      data.args[0] = from.args[0]!;
    }
  }

  #add(data: InstData): Outcome {
    const [a, b] = data.args as [Value, Value];
    const bits = this.#constant(b);
    if (bits === undefined) return undefined;
    if (bits === 0n) return a;
    const from = this.#func.definition(a);
    const inner = from?.op === 'add' ? this.#constant(from.args[1]) : undefined;
    if (from === undefined || inner === undefined) return undefined;
    return this.#become(data, 'add', data.type, [from.args[0]!, this.#func.const(data.type, inner + bits)]);
  }

  #sub(data: InstData): Outcome {
    const [a, b] = data.args as [Value, Value];
    if (a === b) return this.#func.const(data.type, 0n);
    const bits = this.#constant(b);
    if (bits === undefined) return undefined;
    if (bits === 0n) return a;
    this.#become(data, 'add', data.type, [a, this.#func.const(data.type, -bits)]);
    return this.#add(data);
  }

  /** `x << k >> k` keeps the low bits of x, and `x << k >> k + j` shifts them. */
  #shiftPair(data: InstData): Outcome {
    const from = this.#func.definition(data.args[0]!);
    const left = from?.op === 'shl' && from.type === data.type ? this.#constant(from.args[1]) : undefined;
    const right = this.#constant(data.args[1]);
    if (from === undefined || left === undefined || right === undefined || left > right) return undefined;
    const width = TYPE_BITS[data.type];
    const low = typeOfWidth(width - Number(left));
    if (low === undefined || left === 0n) return undefined;
    const extension = data.op === 'lshr' ? 'zext' : 'sext';
    const narrow = this.#before(data, 'trunc', low, [from.args[0]!]);
    if (left === right) {
      this.#become(data, extension, data.type, [narrow]);
      return this.#extend(data);
    }
    const wide = this.#before(data, extension, data.type, [narrow]);
    return this.#become(data, data.op, data.type, [wide, this.#func.const(data.type, right - left)]);
  }

  /** A new instruction before the one that is being simplified. */
  #before(data: InstData, op: Op, type: Type, args: Value[]): Value {
    const inst = this.#func.makeInst(op, { type, args, insn: data.insn });
    const outcome = this.#simplify(this.#func.inst(inst));
    if (outcome !== undefined) return outcome;
    this.#kept.push(inst);
    return this.#func.inst(inst).result;
  }

  #extend(data: InstData): Outcome {
    const [value] = data.args as [Value];
    const from = this.#func.definition(value);
    if (from?.op === data.op || from?.op === 'zext')
      return this.#become(data, from.op, data.type, [from.args[0]!]);
    return undefined;
  }

  #truncate(data: InstData): Outcome {
    const from = this.#func.definition(data.args[0]!);
    if (from === undefined || (from.op !== 'zext' && from.op !== 'sext' && from.op !== 'trunc'))
      return undefined;
    const inner = from.args[0]!;
    const type = this.#func.typeOf(inner);
    if (type === data.type) return inner;
    const op = TYPE_BITS[type] > TYPE_BITS[data.type] ? 'trunc' : from.op;
    return this.#become(data, op, data.type, [inner]);
  }

  /**
   * A comparison of a zero-extended value with a constant that fits is one of the value itself, and is unsigned:
   * neither side can be negative. (Bytecode without 32-bit jumps has signed trees for a `switch` of an unsigned.)
   */
  #compareNarrow(data: InstData): void {
    const from = this.#func.definition(data.args[0]!);
    const bits = this.#constant(data.args[1]);
    if (from?.op !== 'zext' || bits === undefined || !isCompare(data.op)) return;
    const type = this.#func.typeOf(from.args[0]!);
    if (bits > ALL_ONES[type]) return;
    this.#become(data, UNSIGNED[data.op], type, [from.args[0]!, this.#func.const(type, bits)]);
  }
}

function typeOfWidth(bits: number): Type | undefined {
  return bits === 8 ? 'i8' : bits === 16 ? 'i16' : bits === 32 ? 'i32' : undefined;
}
