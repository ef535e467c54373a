/**
 * Stores of constants to the frame that are wider than what is loaded from there become stores of the parts.
 *
 * Compilers merge the initialisers of neighbouring fields into one store. Each field then is a part of something
 * wider, which keeps it from being a value of its own; where the merged store was good, the code generator merges
 * it again.
 */
import { type Slot, sizeOfType, type Type, type Value } from '../entities.js';
import type { Func, InstData } from '../function.js';
import type { Pass } from '../passes.js';
import { type StackAddress, stackAddresses } from './stack.js';

export const splitPass: Pass = {
  name: 'split',
  run: module => {
    for (const func of module.functions) splitStores(func);
  },
};

const HALF: Partial<Record<Type, Type>> = { i64: 'i32', i32: 'i16', i16: 'i8' };

/** Bytes [start, end) of a slot. */
interface Access {
  readonly start: number;
  readonly end: number;
}

function splitStores(func: Func): void {
  const addresses = stackAddresses(func);
  if (addresses.size === 0) return;
  const accesses = accessesOf(func, addresses);
  for (const block of func.order) {
    const list = func.block(block);
    list.insts = list.insts.flatMap(inst => {
      const data = func.inst(inst);
      const at = data.op === 'store' ? placeOf(data, addresses) : undefined;
      const bits =
        at && func.value(data.args[1]!).kind === 'const' ? func.constant(data.args[1]!) : undefined;
      if (!at || bits === undefined) return [inst];
      const parts = partsOf(data.type, at.offset, accesses.get(at.slot) ?? []);
      if (parts.length === 1) return [inst];
      return parts.map(({ type, offset }) =>
        func.makeInst('store', {
          type,
          args: [data.args[0]!, func.const(type, bits >> BigInt(8 * offset))],
          offset: data.offset + offset,
          insn: data.insn,
        }),
      );
    });
  }
}

function placeOf(
  { args, offset }: InstData,
  addresses: ReadonlyMap<Value, StackAddress>,
): { readonly slot: Slot; readonly offset: number } | undefined {
  const base = addresses.get(args[0]!);
  return base && { slot: base.slot, offset: base.offset + offset };
}

function accessesOf(func: Func, addresses: ReadonlyMap<Value, StackAddress>): Map<Slot, Access[]> {
  const accesses = new Map<Slot, Access[]>();
  for (const block of func.order)
    for (const inst of func.block(block).insts) {
      const data = func.inst(inst);
      const at = data.op === 'load' || data.op === 'store' ? placeOf(data, addresses) : undefined;
      if (!at) continue;
      const list = accesses.get(at.slot) ?? [];
      accesses.set(at.slot, list);
      list.push({ start: at.offset, end: at.offset + sizeOfType(data.type) });
    }
  return accesses;
}

/** The widest pieces of a store such that no access lies in only one half of a piece. */
function partsOf(type: Type, start: number, accesses: readonly Access[]): { type: Type; offset: number }[] {
  const half = HALF[type];
  const size = sizeOfType(type);
  const middle = start + size / 2;
  const inside = (a: Access): boolean => a.start >= start && a.end <= start + size;
  const narrower = accesses.filter(a => inside(a) && (a.end <= middle || a.start >= middle));
  if (half === undefined || narrower.length === 0) return [{ type, offset: 0 }];
  const low = partsOf(half, start, narrower);
  const high = partsOf(half, middle, narrower);
  return [...low, ...high.map(part => ({ ...part, offset: part.offset + size / 2 }))];
}
