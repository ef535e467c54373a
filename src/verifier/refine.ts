/**
 * What a branch edge teaches: the operands of the comparison, whatever they were computed from and whatever was
 * computed from them; nullness of pointers; bytes of packet.
 */
import { type Block, type Inst, TYPE_BITS, type Value } from '../ir/entities.js';
import type { InstData } from '../ir/function.js';
import { type CompareOp, isCompare, NEGATED, SWAPPED } from '../ir/ops.js';
import { type Findings, isAmong, type Machine, packetKey } from './machine.js';
import type { NameTable } from './value/arena.js';
import { ones } from './value/bits.js';
import { NEVER, type ScalarId } from './value/scalars.js';
import { type Av, FLAG, KIND } from './values.js';

/** Largest offset from the start of a packet that arithmetic can be trusted with (MAX_PACKET_OFF). */
export const MAX_PACKET_OFFSET = 0xffff;

const MAX_STEPS = 64;

const SIGNED: ReadonlySet<string> = new Set(['slt', 'sle', 'sgt', 'sge']);

/** The findings of one edge after another: `begin` forgets those of the last. */
export class Refinement implements Findings {
  readonly numbers: NameTable;
  readonly nulls = new Map<number, boolean>();
  readonly facts = new Map<number, number>();
  readonly #machine: Machine;
  #target = 0 as Block;
  #steps = 0;

  constructor(machine: Machine) {
    this.#machine = machine;
    this.numbers = machine.store.numbers;
  }

  begin(target: Block): this {
    this.#target = target;
    this.#steps = 0;
    this.numbers.clear();
    if (this.nulls.size > 0) this.nulls.clear();
    if (this.facts.size > 0) this.facts.clear();
    return this;
  }

  /** Assumes that a value of type i1 is 1 or 0. False when that cannot be. */
  assume(condition: Value, holds: boolean): boolean {
    const { values } = this.#machine;
    return this.#narrow(condition, values.scalars.constant(holds ? 1n : 0n));
  }

  /** Assumes that a value is a constant (a case of a switch). */
  assumeEqual(v: Value, bits: bigint): boolean {
    return this.#narrow(v, this.#machine.values.scalars.constant(bits));
  }

  /** Assumes that a value is none of some constants. */
  assumeNone(v: Value, cases: readonly bigint[]): boolean {
    const { scalars } = this.#machine.values;
    let id = this.#number(v);
    if (id === undefined) return true;
    for (const bits of cases) id = scalars.refine('ne', 64, id, scalars.constant(bits));
    return this.#narrow(v, id);
  }

  #ident(v: Value): number {
    const machine = this.#machine;
    const ident = machine.values.ident(machine.vals[v]!);
    return ident === 0 ? machine.nameOf(v) : ident;
  }

  /** The number of a scalar as far as the edge knows; undefined for what is no scalar. */
  #number(v: Value): ScalarId | undefined {
    const { values, vals } = this.#machine;
    const av = vals[v]!;
    if (values.kind(av) !== KIND.scalar) return undefined;
    if (values.constantOf(av) !== undefined) return values.number(av);
    return this.numbers.get(this.#ident(v)) || values.number(av);
  }

  /** A value is in `id`; tells its relatives. False when nothing is left. */
  #narrow(v: Value, id: ScalarId): boolean {
    const machine = this.#machine;
    const { scalars } = machine.values;
    const old = this.#number(v);
    if (old === undefined) return true;
    const met = scalars.meet(old, id);
    if (met === NEVER) return false;
    if (met === old) return true;
    this.numbers.set(this.#ident(v), met);
    if (++this.#steps > MAX_STEPS) return true;
    const data = machine.shape.func.definition(v);
    if (data && !this.#back(data, met)) return false;
    const original = machine.values.ident(machine.vals[v]!) - machine.shape.base;
    if (original >= 0 && original < machine.vals.length && original !== v) {
      const from = machine.shape.func.definition(original as Value);
      if (from && this.#isLive(original as Value) && !this.#back(from, met)) return false;
    }
    for (const user of machine.shape.users[v]!) if (!this.#forward(user)) return false;
    return true;
  }

  #isLive(v: Value): boolean {
    return isAmong(this.#machine.shape.liveIn[this.#target]!, v);
  }

  /** The operands of an instruction whose result is in `id`. */
  #back(data: InstData, id: ScalarId): boolean {
    const { scalars } = this.#machine.values;
    const { func } = this.#machine.shape;
    const { op, args } = data;
    const bits = TYPE_BITS[data.type];
    const width = bits === 64 ? 64 : 32;
    if (isCompare(op)) {
      const truth = scalars.constantOf(id);
      return truth === undefined || this.#compare(data, truth === 1n ? op : NEGATED[op]);
    }
    const a = args[0]!;
    const k = args.length === 2 ? func.constant(args[1]!) : undefined;
    switch (op) {
      case 'zext':
        return this.#narrow(a, id);
      case 'sext':
        return this.#narrow(a, scalars.lowBits(id, TYPE_BITS[func.typeOf(a)]));
      case 'trunc': {
        const x = this.#number(a);
        if (x === undefined) return true;
        if (scalars.umax(x) <= ones(bits)) return this.#narrow(a, id);
        return bits === 32 ? this.#narrow(a, scalars.refine('eq', 32, x, id)) : this.#lowBitsAre(a, id, bits);
      }
      case 'add':
      case 'sub':
      case 'xor': {
        if (bits < 32) return true;
        const inverse = op === 'add' ? 'sub' : op === 'sub' ? 'add' : 'xor';
        if (k !== undefined) return this.#narrow(a, scalars.binary(inverse, width, id, scalars.constant(k)));
        const j = func.constant(a);
        if (j === undefined) return true;
        const left = scalars.constant(j);
        return this.#narrow(
          args[1]!,
          op === 'sub' ? scalars.binary('sub', width, left, id) : scalars.binary(inverse, width, id, left),
        );
      }
      case 'and': {
        const x = this.#number(a);
        if (k === undefined || x === undefined || bits < 32) return true;
        const exact = scalars.constantOf(id);
        if (exact !== undefined && exact !== 0n) return this.#maskedBitsAre(a, x, k, exact, bits);
        if (exact === 0n) return this.#narrow(a, scalars.refine('clear', width, x, scalars.constant(k)));
        if (scalars.decide('ne', width, id, scalars.zero) === true)
          return this.#narrow(a, scalars.refine('set', width, x, scalars.constant(k)));
        return true;
      }
      case 'lshr': {
        if (k === undefined || bits < 32 || k >= BigInt(bits)) return true;
        const low = scalars.umin(id) << k;
        const high = (scalars.umax(id) << k) | ones(Number(k));
        return high > ones(bits) || this.#narrow(a, scalars.range(low, high));
      }
      case 'shl': {
        const x = this.#number(a);
        if (k === undefined || x === undefined || bits < 32 || k >= BigInt(bits)) return true;
        if (scalars.umax(x) << k > ones(bits)) return true;
        return this.#narrow(
          a,
          scalars.range((scalars.umin(id) + ones(Number(k))) >> k, scalars.umax(id) >> k),
        );
      }
      default:
        return true;
    }
  }

  /** The low bits of a value are those of a known number. */
  #lowBitsAre(v: Value, id: ScalarId, bits: number): boolean {
    const { scalars } = this.#machine.values;
    const x = this.#number(v);
    const exact = scalars.constantOf(id);
    if (x === undefined || exact === undefined) return true;
    return this.#maskedBitsAre(v, x, ones(bits), exact, 64);
  }

  #maskedBitsAre(v: Value, x: ScalarId, mask: bigint, bits: bigint, width: number): boolean {
    const { scalars } = this.#machine.values;
    const rest = scalars.binary('and', width, x, scalars.constant(ones(width) & ~mask));
    return this.#narrow(v, scalars.binary('or', width, rest, scalars.constant(bits)));
  }

  /** Something computed from a narrowed value: only what is alive at the target has its value of now. */
  #forward(inst: Inst): boolean {
    const { shape, values } = this.#machine;
    const data = shape.func.inst(inst);
    if (!this.#isLive(data.result)) return true;
    if (this.#number(data.result) === undefined) return true;
    const { scalars } = values;
    const a = this.#number(data.args[0]!);
    if (a === undefined) return true;
    const bits = TYPE_BITS[data.type];
    switch (data.op) {
      case 'zext':
        return this.#narrow(data.result, a);
      case 'trunc':
        return this.#narrow(data.result, scalars.lowBits(a, bits));
      case 'sext':
        return this.#narrow(
          data.result,
          scalars.signExtend(a, TYPE_BITS[shape.func.typeOf(data.args[0]!)], bits),
        );
      case 'add':
      case 'sub':
      case 'mul':
      case 'and':
      case 'or':
      case 'xor':
      case 'shl':
      case 'lshr':
      case 'ashr':
      case 'udiv':
      case 'umod': {
        const b = this.#number(data.args[1]!);
        if (b === undefined || bits < 32) return true;
        return this.#narrow(data.result, scalars.binary(data.op, bits, a, b));
      }
      default:
        return true;
    }
  }

  /** Assumes `args[0] op args[1]`. */
  #compare(data: InstData, op: CompareOp): boolean {
    const { values, vals } = this.#machine;
    const { scalars } = values;
    const a = data.args[0]!;
    const b = data.args[1]!;
    const x = this.#number(a);
    const y = this.#number(b);
    const bits = TYPE_BITS[this.#machine.shape.func.typeOf(a)];
    if (x !== undefined && y !== undefined) {
      if (bits < 32 && SIGNED.has(op)) return true;
      const width = bits === 64 ? 64 : 32;
      const left = scalars.refine(op, width, x, y);
      const right = scalars.refine(SWAPPED[op], width, y, x);
      if (left === NEVER || right === NEVER) return false;
      return this.#narrow(a, left) && this.#narrow(b, right);
    }
    if (op === 'eq' || op === 'ne') {
      const p = x === undefined ? vals[a]! : vals[b]!;
      const zero = scalars.constantOf((x === undefined ? y : x) ?? NEVER);
      if (zero === 0n && values.isPointer(p)) {
        if (!values.isNullable(p)) return op === 'ne' || !values.isNever0(p);
        const known = this.nulls.get(values.ident(p));
        if (known !== undefined) return known === (op === 'eq');
        this.nulls.set(values.ident(p), op === 'eq');
        return true;
      }
    }
    this.#packet(vals[a]!, op, vals[b]!);
    this.#packet(vals[b]!, SWAPPED[op], vals[a]!);
    return true;
  }

  /** `p op end`, or `meta op data`: how many bytes are there from the place that p's identity names. */
  #packet(p: Av, op: CompareOp, end: Av): void {
    const bound = packetBound(this.#machine, p, end);
    if (bound === undefined) return;
    const { key, offset } = bound;
    const bytes = op === 'ule' || op === 'eq' ? offset : op === 'ult' ? offset + 1 : 0;
    if (bytes > 0 && bytes > (this.facts.get(key) ?? 0)) this.facts.set(key, bytes);
  }
}

/** Where a packet pointer is relative to what its identity names, when it is compared with what bounds it. */
export function packetBound(
  { values }: Machine,
  p: Av,
  end: Av,
): { readonly key: number; readonly offset: number } | undefined {
  const kind = values.kind(p);
  const meta = kind === KIND.packet_meta;
  const bounded =
    (kind === KIND.packet && values.kind(end) === KIND.packet_end) ||
    (meta && values.kind(end) === KIND.packet && values.ident(end) === 0 && values.offset(end) === 0);
  if (!bounded || (values.flags(p) & FLAG.nullable) !== 0) return undefined;
  const { min, max } = values.variableRange(p);
  const offset = values.offset(p);
  if (min < 0n || max + BigInt(offset) > BigInt(MAX_PACKET_OFFSET)) return undefined;
  return { key: packetKey(values.ident(p), meta), offset };
}
