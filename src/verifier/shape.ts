/** What the explorer needs to know about a function before it starts: what is live where, who uses it, the stack. */
import { type Block, type Inst, TYPE_BITS, type Value } from '../ir/entities.js';
import type { Func, InstData } from '../ir/function.js';
import { opRow } from '../ir/ops.js';
import { cellBits, type Demand } from './demand.js';
import { liveValues } from './liveness.js';
import type { Av, Values } from './values.js';

export class Shape {
  readonly func: Func;
  readonly index: number;
  /** Names of values across functions start here: value v is `base + v`; 0 is nobody. */
  readonly base: number;
  /** Values live on entry to each block, its parameters among them. */
  readonly liveIn: Int32Array[] = [];
  /** Beside `liveIn`: what a scalar is forgotten to, or 0 for values whose number a check from there on depends on. */
  readonly forgetTo: Int32Array[] = [];
  /** Per block, for each cell of the stack: which bytes are kept, and whose numbers; masks of eight bits. */
  readonly keptBytes: Uint8Array[] = [];
  readonly keptNumbers: Uint8Array[] = [];
  /** Beside `liveIn`: which parameter of the block a value is; -1 for none. */
  readonly paramOf: Int32Array[] = [];
  /** Pure instructions that use each value. */
  readonly users: Inst[][];
  /** What code from each block on can still ask for: as the current attempt has it. */
  demand!: Demand;
  /** Values that are not constants. */
  readonly defined: Int32Array;
  /** Blocks where paths meet: states are kept and compared here. */
  readonly meets: Uint8Array;
  /** Bytes below the frame pointer that the frame has. */
  readonly stackSize: number;
  /** Cells of eight bytes that the frame has. */
  readonly cells: number;
  /** Bytes below the frame pointer that the code names. */
  readonly stackUsed: number;
  /** The values of constants, to start a frame with. */
  readonly constants: Int32Array;
  readonly #liveAfter = new Map<Inst, Int32Array>();

  readonly #values: Values;

  constructor(func: Func, index: number, base: number, values: Values) {
    this.#values = values;
    this.func = func;
    this.index = index;
    this.base = base;
    this.users = func.values.map(() => []);
    this.meets = new Uint8Array(func.blocks.length);
    this.constants = new Int32Array(func.values.length);
    func.values.forEach((data, v) => {
      if (data.kind === 'const') this.constants[v] = values.constant(data.bits);
    });
    this.#findUsers();
    this.#findLive();
    this.#findMeets();
    this.stackSize = Math.max(0, ...func.slots.map(slot => -slot.offset));
    this.cells = (this.stackSize + 7) >> 3;
    this.stackUsed = this.#measureStack();
    this.defined = Int32Array.from(func.values.keys()).filter(v => {
      const { kind } = func.value(v as Value);
      return kind === 'inst' || kind === 'param';
    });
  }

  /** Sets what the next attempt keeps. */
  setDemand(demand: Demand): void {
    this.demand = demand;
    this.liveIn.forEach((live, block) => {
      const numbers = demand.liveIn[block]!;
      const forgetTo = new Int32Array(live.length);
      // Both lists ascend.
      for (let i = 0, k = 0; i < live.length; i++) {
        const v = live[i]!;
        while (k < numbers.length && numbers[k]! < v) k++;
        if (numbers[k] !== v) forgetTo[i] = this.#anyOf(v);
      }
      this.forgetTo[block] = forgetTo;
      this.keptBytes[block] = this.#cellMasks(demand.bytes[block]!);
      this.keptNumbers[block] = this.#cellMasks(demand.numbers[block]!);
    });
  }

  readonly #any: Av[] = [];

  /** Any number of a value's type. */
  #anyOf(v: number): Av {
    const width = this.widthOf(v);
    this.#any[width] ??= this.#values.scalar(this.#values.scalars.ofWidth(width));
    return this.#any[width];
  }

  #cellMasks(bits: Int32Array): Uint8Array {
    const masks = new Uint8Array(this.cells);
    for (let i = 0; i < masks.length; i++) masks[i] = cellBits(bits, (i - masks.length) * 8);
    return masks;
  }

  /** Values live after a call, and its arguments: a helper that calls back is called with them again. */
  liveAround(block: Block, position: number): Int32Array {
    const inst = this.func.block(block).insts[position]!;
    const known = this.#liveAround.get(inst);
    if (known) return known;
    const args = this.func
      .inst(inst)
      .args.filter(v => this.func.value(v).kind === 'inst' || this.func.value(v).kind === 'param');
    const live = new Set<number>([...this.liveAfter(block, position), ...args]);
    const list = Int32Array.from([...live].sort((a, b) => a - b));
    this.#liveAround.set(inst, list);
    return list;
  }
  readonly #liveAround = new Map<Inst, Int32Array>();

  /** Values live after an instruction in the middle of a block, its result not among them. */
  liveAfter(block: Block, position: number): Int32Array {
    const { func } = this;
    const { insts } = func.block(block);
    const inst = insts[position]!;
    const known = this.#liveAfter.get(inst);
    if (known) return known;
    const live = new Set<Value>();
    const need = (v: Value): void => {
      const { kind } = func.value(v);
      if (kind === 'inst' || kind === 'param') live.add(v);
    };
    for (const target of func.inst(insts[insts.length - 1]!).targets) {
      const params = func.block(target.block).params;
      for (const v of this.liveIn[target.block]!) if (!params.includes(v as Value)) need(v as Value);
      target.args.forEach(need);
    }
    for (let i = insts.length - 1; i > position; i--) {
      const data = func.inst(insts[i]!);
      live.delete(data.result);
      data.args.forEach(need);
    }
    live.delete(func.inst(inst).result);
    const list = Int32Array.from([...live].sort((a, b) => a - b));
    this.#liveAfter.set(inst, list);
    return list;
  }

  #instructions(f: (data: InstData, block: Block, inst: Inst) => void): void {
    for (const block of this.func.order)
      for (const inst of this.func.block(block).insts) f(this.func.inst(inst), block, inst);
  }

  #findUsers(): void {
    this.#instructions((data, _, inst) => {
      if (opRow(data.op).effect !== 'pure') return;
      for (const arg of new Set(data.args)) this.users[arg]!.push(inst);
    });
  }

  #findLive(): void {
    const { func } = this;
    const live = liveValues(func, (data, use) => {
      for (const arg of data.args) use(arg);
      for (const target of data.targets) for (const arg of target.args) use(arg);
    });
    func.blocks.forEach((data, block) => {
      const list = live[block]!;
      this.liveIn.push(list);
      this.paramOf.push(
        data.params.length === 0
          ? new Int32Array(list.length).fill(-1)
          : list.map(v => data.params.indexOf(v as Value)),
      );
    });
  }

  #findMeets(): void {
    const count = new Int32Array(this.func.blocks.length);
    this.#instructions(data => {
      for (const target of data.targets) count[target.block]!++;
    });
    for (const block of this.func.order) this.meets[block] = count[block]! > 1 ? 1 : 0;
    this.meets[this.func.entryBlock] = 1;
  }

  /** The lowest byte that constant arithmetic on slot addresses reaches. */
  #measureStack(): number {
    const { func } = this;
    const offsets = new Map<Value, number>();
    let lowest = 0;
    this.#instructions(data => {
      if (data.op === 'slot.addr') offsets.set(data.result, func.slots[data.ref]!.offset + data.offset);
      const base = data.args.length > 0 ? offsets.get(data.args[0]!) : undefined;
      if (base === undefined) return;
      if (data.op === 'add') {
        const k = func.constant(data.args[1]!);
        if (k === undefined) return;
        const at = base + Number(BigInt.asIntN(32, k));
        offsets.set(data.result, at);
        lowest = Math.min(lowest, at);
      } else if (opRow(data.op).offset) lowest = Math.min(lowest, base + data.offset);
    });
    for (const at of offsets.values()) lowest = Math.min(lowest, at);
    return Math.min(-lowest, this.stackSize);
  }

  widthOf(v: number): number {
    return TYPE_BITS[this.func.typeOf(v as Value)];
  }
}
