/**
 * What a module reaches through its instance, and in which slot: helpers, then maps, then globals, then externs
 * (`struct ebpfc_instance` in runtime-c/include/ebpfc.h). Code and descriptor both read it, so they cannot disagree.
 */
import type { IrModule } from '../../ir/function.js';
import { inlineArray } from './inline.js';
import { inlineLoop } from './loop.js';

/** Byte offset of `slots` in `struct ebpfc_instance`. */
const INSTANCE_SLOTS = 64;
const SLOT_BYTES = 8;

/** Not a helper of the kernel: yields the function for a helper number known only at run time (`callx`). */
export const RESOLVE_HELPER = 0xffff0001;
export const TAIL_CALL = 12;

export interface Bindings {
  /** Helper ids, ascending. */
  readonly helpers: readonly number[];
  readonly slots: number;
  helperOffset(id: number): number;
  mapOffset(map: number): number;
  globalOffset(global: number): number;
  externOffset(extern: number): number;
}

export function bindModule(module: IrModule): Bindings {
  const used = new Set<number>();
  for (const func of module.functions) {
    for (const block of func.order) {
      for (const inst of func.block(block).insts) {
        const data = func.inst(inst);
        if (data.op === 'helper') {
          const inline = inlineArray(func, module.source, data) ?? inlineLoop(func, data);
          if (inline === undefined) used.add(data.ref);
        } else if (data.op === 'tail_call') used.add(TAIL_CALL);
        else if (data.op === 'call.reg' && func.entry === 'raw') used.add(RESOLVE_HELPER);
      }
    }
  }
  const helpers = [...used].sort((a, b) => a - b);
  const positions = new Map(helpers.map((id, i) => [id, i]));
  const { maps, globals, externs } = module.source;
  const offset = (slot: number): number => INSTANCE_SLOTS + slot * SLOT_BYTES;
  const firstMap = helpers.length;
  const firstGlobal = firstMap + maps.length;
  const firstExtern = firstGlobal + globals.length;
  return {
    helpers,
    slots: firstExtern + externs.length,
    helperOffset: id => offset(positions.get(id)!),
    mapOffset: map => offset(firstMap + map),
    globalOffset: global => offset(firstGlobal + global),
    externOffset: extern => offset(firstExtern + extern),
  };
}
