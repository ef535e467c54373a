/**
 * Computes each thing once: equal pure operations, and loads of memory that nothing may have written in between.
 *
 * A load is kept from a load or a store of the same bytes while control has come from there by the only way and
 * nothing that may alias was written. A call may write anything. The verifier sees the result of this pass, so two
 * reads of shared memory are one to it exactly where they are one in the code.
 */
import { dominators, predecessors } from '../dom.js';
import { type Block, sizeOfType, type Type, type Value } from '../entities.js';
import { type Func, type InstData, NO_VALUE } from '../function.js';
import { opRow } from '../ops.js';
import type { Pass } from '../passes.js';
import { computeProvenance, type Provenance, type Region } from '../provenance.js';

export const gvnPass: Pass = {
  name: 'gvn',
  run: module => {
    const provenance = computeProvenance(module);
    module.functions.forEach((func, i) => {
      new Numbering(func, provenance[i]!).run();
    });
  },
};

/** What is known to be in memory: `value` has the bytes of `type` at `address + offset`. */
interface Known {
  readonly address: Value;
  readonly offset: number;
  readonly type: Type;
  readonly value: Value;
}

type Memory = readonly Known[];

class Numbering {
  readonly #func: Func;
  readonly #provenance: Provenance;
  readonly #replaced = new Map<Value, Value>();
  /** Pure operations that dominate where we are. */
  readonly #table = new Map<string, Value>();

  constructor(func: Func, provenance: Provenance) {
    this.#func = func;
    this.#provenance = provenance;
  }

  run(): void {
    const func = this.#func;
    const position = new Map(func.order.map((block, i) => [block, i]));
    const succs = func.order.map(block => func.terminator(block).targets.map(t => position.get(t.block)!));
    const preds = predecessors(succs);
    const { idom } = dominators(preds);
    const children: number[][] = func.order.map(() => []);
    for (let node = func.order.length - 1; node > 0; node--) children[idom[node]!]!.push(node);
    const memories: Memory[] = [];
    // Down the dominator tree, so that the table holds what dominates; each block takes its own out again.
    const pending: (number | readonly string[])[] = [0];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (typeof next !== 'number') {
        for (const key of next) this.#table.delete(key);
        continue;
      }
      const [only] = preds[next]!;
      const before = preds[next]!.length === 1 ? (memories[only!] ?? []) : [];
      const added: string[] = [];
      memories[next] = this.#block(func.order[next]!, added, before);
      pending.push(added, ...children[next]!);
    }
    func.rewriteUses(value => this.#current(value));
  }

  #current(value: Value): Value {
    return this.#replaced.get(value) ?? value;
  }

  /** Numbers a block and gives what it leaves in memory; `added` gets what it puts into the table. */
  #block(block: Block, added: string[], before: Memory): Memory {
    const func = this.#func;
    const data = func.block(block);
    let memory = before;
    data.insts = data.insts.filter(inst => {
      const inside = func.inst(inst);
      for (let i = 0; i < inside.args.length; i++) inside.args[i] = this.#current(inside.args[i]!);
      if (opRow(inside.op).effect === 'pure' && inside.result !== NO_VALUE) {
        const key = keyOf(inside);
        const found = this.#table.get(key);
        if (found === undefined) {
          this.#table.set(key, inside.result);
          added.push(key);
          return true;
        }
        this.#replaced.set(inside.result, found);
        return false;
      }
      if (inside.op === 'load') {
        const found = memory.find(k => isSame(k, inside));
        if (found !== undefined) {
          this.#replaced.set(inside.result, found.value);
          return false;
        }
        memory = [...memory.slice(-MAX_KNOWN), this.#known(inside, inside.result)];
      } else if (inside.op === 'store') {
        memory = [
          ...memory.filter(k => !this.#mayAlias(k, inside)).slice(-MAX_KNOWN),
          this.#known(inside, inside.args[1]!),
        ];
      } else if (opRow(inside.op).effect === 'call' || inside.op === 'ctx.store') {
        memory = [];
      }
      return true;
    });
    return memory;
  }

  #known({ args, offset, type }: InstData, value: Value): Known {
    return { address: args[0]!, offset, type, value };
  }

  /** Whether a store may change what is known. */
  #mayAlias(known: Known, store: InstData): boolean {
    const address = store.args[0]!;
    if (known.address === address) {
      const end = store.offset + sizeOfType(store.type);
      return known.offset < end && store.offset < known.offset + sizeOfType(known.type);
    }
    const a = this.#func.definition(known.address);
    const b = this.#func.definition(address);
    if (a?.op === 'slot.addr' && b?.op === 'slot.addr') return a.ref === b.ref;
    return regionsMeet(this.#provenance[known.address], this.#provenance[address]);
  }
}

/** How much a block remembers: more than programs have in flight, and little enough to search through. */
const MAX_KNOWN = 63;

const isSame = (known: Known, load: InstData): boolean =>
  known.address === load.args[0] && known.offset === load.offset && known.type === load.type;

const keyOf = ({ op, type, args, offset, ref }: InstData): string =>
  `${op} ${type} ${offset} ${ref} ${args.join(' ')}`;

/** Regions are disjoint memory, but for what is known to point to "something of the host's". */
function regionsMeet(a: Region | undefined, b: Region | undefined): boolean {
  if (a === undefined || b === undefined || a === 'memory' || b === 'memory') return true;
  return a === b;
}
