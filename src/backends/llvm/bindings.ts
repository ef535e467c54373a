/**
 * What a module reaches through its instance, and in which slot: helpers, then maps, then globals, then externs
 * (`struct ebpfc_instance` in runtime-c/include/ebpfc.h). Code and descriptor both read it, so they cannot disagree.
 */
import type { Func, IrModule } from '../../ir/function.js';
import { FAMILY, FAMILY_HELPERS, type Family, familiesOf } from './family.js';
import { type InlinedCall, inlinedCall, inlinedTailCall } from './inline.js';
import { inlineLoop } from './loop.js';

/** Byte offset of `slots` in `struct ebpfc_instance`. */
const INSTANCE_SLOTS = 64;
const SLOT_BYTES = 8;

/** Not a helper of the kernel: yields the function for a helper number known only at run time (`callx`). */
export const RESOLVE_HELPER = 0xffff0001;
export const TAIL_CALL = 12;

/** A helper's slot; those of FAMILY_HELPERS have one for each family of programs that calls them. */
export interface BoundHelper {
  readonly id: number;
  readonly family: Family;
}

export interface Bindings {
  /** By id, ascending. */
  readonly helpers: readonly BoundHelper[];
  /** Ids of helpers that are compiled in place somewhere, ascending. */
  readonly inlined: readonly number[];
  /** Maps whose shape the code depends on, by index. */
  readonly specialised: ReadonlySet<number>;
  /** How many places do this in place: a few get a copy each, more share one. */
  inlinedCalls(call: InlinedCall): number;
  /** Whether the code reaches into the runtime's own data (LAYOUT_VERSION). */
  readonly layout: boolean;
  readonly slots: number;
  /** The slot of a helper as a function calls it. */
  helperOffset(id: number, caller: Func): number;
  mapOffset(map: number): number;
  globalOffset(global: number): number;
  externOffset(extern: number): number;
}

/** `inline`: compile what can be into the program, rather than call it through the instance. */
export function bindModule(module: IrModule, inline: boolean): Bindings {
  const families = familiesOf(module);
  /** id * 4 + family */
  const used = new Set<number>();
  const keyOf = (id: number, caller: Func): number =>
    id * 4 + (FAMILY_HELPERS.has(id) ? (families.get(caller) ?? FAMILY.unknown) : FAMILY.unknown);
  const inlined = new Set<number>();
  const specialised = new Set<number>();
  const calls = new Map<string, number>();
  const nameOf = ({ path, map }: InlinedCall): string => `${path.name}.${map?.name}`;
  let layout = false;
  for (const func of module.functions) {
    for (const block of func.order) {
      for (const inst of func.block(block).insts) {
        const data = func.inst(inst);
        if (data.op === 'helper' || data.op === 'tail_call') {
          const id = data.op === 'helper' ? data.ref : TAIL_CALL;
          const find = data.op === 'helper' ? inlinedCall : inlinedTailCall;
          const call = inline ? find(func, module.source, data) : undefined;
          if (call === undefined && !(inline && inlineLoop(func, data) !== undefined)) {
            used.add(keyOf(id, func));
            continue;
          }
          inlined.add(id);
          if (call === undefined) continue;
          if (call.path.slow) used.add(keyOf(id, func));
          calls.set(nameOf(call), (calls.get(nameOf(call)) ?? 0) + 1);
          layout ||= call.path.name !== undefined;
          if (call.map !== undefined) specialised.add(module.source.maps.indexOf(call.map));
        } else if (data.op === 'call.reg' && func.entry === 'raw') used.add(keyOf(RESOLVE_HELPER, func));
      }
    }
  }
  const ascending = (set: Set<number>): number[] => [...set].sort((a, b) => a - b);
  const keys = ascending(used);
  const positions = new Map(keys.map((key, i) => [key, i]));
  const { maps, globals, externs } = module.source;
  const offset = (slot: number): number => INSTANCE_SLOTS + slot * SLOT_BYTES;
  const firstMap = keys.length;
  const firstGlobal = firstMap + maps.length;
  const firstExtern = firstGlobal + globals.length;
  return {
    helpers: keys.map(key => ({ id: Math.floor(key / 4), family: (key % 4) as Family })),
    inlined: ascending(inlined),
    specialised,
    inlinedCalls: call => calls.get(nameOf(call)) ?? 0,
    layout,
    slots: firstExtern + externs.length,
    helperOffset: (id, caller) => offset(positions.get(keyOf(id, caller))!),
    mapOffset: map => offset(firstMap + map),
    globalOffset: global => offset(firstGlobal + global),
    externOffset: extern => offset(firstExtern + extern),
  };
}
