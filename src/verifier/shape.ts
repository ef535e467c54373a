/** What the explorer needs to know about a function before it starts: what is live where, who uses it, the stack. */
import { type Block, type Inst, TYPE_BITS, type Value } from '../ir/entities.js';
import type { Func, InstData } from '../ir/function.js';
import { opRow } from '../ir/ops.js';
import type { Demand } from './demand.js';
import type { Values } from './values.js';

export class Shape {
  readonly func: Func;
  readonly index: number;
  /** Names of values across functions start here: value v is `base + v`; 0 is nobody. */
  readonly base: number;
  /** Values live on entry to each block, its parameters among them. */
  readonly liveIn: Int32Array[] = [];
  /** Beside `liveIn`: 1 for values whose number a check from there on depends on. */
  readonly asked: Uint8Array[] = [];
  /** Beside `liveIn`: which parameter of the block a value is; -1 for none. */
  readonly paramOf: Int32Array[] = [];
  /** Pure instructions that use each value. */
  readonly users: Inst[][];
  /** What code from each block on can still ask for. */
  readonly demand: Demand;
  /** Blocks where paths meet: states are kept and compared here. */
  readonly meets: Uint8Array;
  /** Bytes below the frame pointer that the frame has. */
  readonly stackSize: number;
  /** Bytes below the frame pointer that the code names. */
  readonly stackUsed: number;
  /** The values of constants, to start a frame with. */
  readonly constants: Int32Array;
  readonly #liveAfter = new Map<Inst, Int32Array>();

  constructor(func: Func, index: number, base: number, values: Values, demand: Demand) {
    this.demand = demand;
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
    this.stackUsed = this.#measureStack();
  }

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
    const preds: Block[][] = func.blocks.map(() => []);
    const defBlock = new Int32Array(func.values.length).fill(-1);
    for (const block of func.order) {
      for (const param of func.block(block).params) defBlock[param] = block;
      for (const inst of func.block(block).insts) {
        const data = func.inst(inst);
        if (data.result >= 0) defBlock[data.result] = block;
        for (const target of data.targets)
          if (!preds[target.block]!.includes(block)) preds[target.block]!.push(block);
      }
    }
    const live: Set<number>[] = func.blocks.map(() => new Set());
    const pending: Block[] = [];
    const use = (v: Value, at: Block): void => {
      const { kind } = func.value(v);
      if (kind !== 'inst' && kind !== 'param') return;
      pending.push(at);
      for (let block = pending.pop(); block !== undefined; block = pending.pop()) {
        if (defBlock[v] === block || live[block]!.has(v)) continue;
        live[block]!.add(v);
        pending.push(...preds[block]!);
      }
    };
    const usedInside = new Set<Value>();
    this.#instructions((data, block) => {
      for (const arg of data.args) {
        use(arg, block);
        usedInside.add(arg);
      }
      for (const target of data.targets)
        for (const arg of target.args) {
          use(arg, block);
          usedInside.add(arg);
        }
    });
    func.blocks.forEach((data, block) => {
      for (const param of data.params) if (usedInside.has(param)) live[block]!.add(param);
      const list = Int32Array.from([...live[block]!].sort((a, b) => a - b));
      this.liveIn.push(list);
      this.paramOf.push(list.map(v => data.params.indexOf(v as Value)));
      this.asked.push(Uint8Array.from(list, v => (this.demand.liveIn[block]!.has(v as Value) ? 1 : 0)));
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
