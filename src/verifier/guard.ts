/** Which check at run time would let a program past the check that could not be proven; of the state at the failure. */
import type { Value } from '../ir/entities.js';
import type { Func } from '../ir/function.js';
import { type Guard, type PacketEnd, rootOf } from '../ir/guards.js';
import { helperResultRegion } from '../ir/helpers.js';
import { fieldAt } from '../platform/contexts.js';
import { helperOf } from '../platform/helpers.js';
import type { Failure } from './failure.js';
import type { Machine } from './machine.js';
import type { Program } from './program.js';
import { MAX_PACKET_OFFSET } from './refine.js';
import { type Av, KIND } from './values.js';

/** Undefined when a check at run time would not help. */
export function guardFor(machine: Machine, program: Program, failure: Failure): Guard | undefined {
  const { shape, inst, access } = failure;
  const func = shape.index;
  if (failure.code === 'E0611' && failure.block !== undefined)
    return { kind: 'fuel', func, block: failure.block };
  if (inst === undefined || shape !== machine.shape) return undefined;
  const { values, vals } = machine;
  // A frame that is too large fails before its first instruction.
  const args = shape.func.insts[inst]?.args;
  if (args === undefined) return undefined;
  switch (failure.code) {
    case 'E0414':
    case 'E0418': {
      const operand = args.findIndex(v => values.isPointer(vals[v]!) && values.isNullable(vals[v]!));
      return operand < 0 ? undefined : { kind: 'not_null', func, inst, operand };
    }
    case 'E0413':
    case 'E0415': {
      const operand = args.findIndex(v => access !== undefined && vals[v] === access.pointer);
      if (access === undefined || operand < 0) return undefined;
      return rangeGuard(machine, program, failure, operand);
    }
    case 'E0515': {
      // The length comes after the memory.
      const operand = Number(failure.params['argument']) - 1;
      const pointer = operand > 0 ? vals[args[operand - 1]!]! : values.none;
      const extent = extentOf(machine, program, pointer);
      if (extent === undefined || values.number(pointer) !== 0) return undefined;
      const max = BigInt(extent.end - values.offset(pointer));
      const zero = helperOf(String(failure.params['helper']))?.args[operand]?.kind === 'CONST_SIZE_OR_ZERO';
      return max > 0n ? { kind: 'bound', func, inst, operand, min: zero ? 0n : 1n, max } : undefined;
    }
    default:
      return undefined;
  }
}

function rangeGuard(
  machine: Machine,
  program: Program,
  { shape, inst, access }: Failure,
  operand: number,
): Guard | undefined {
  const { values } = machine;
  const { func } = shape;
  const pointer = func.inst(inst!).args[operand]!;
  const root = rootOf(func, pointer, v => isAddress(func, program, v));
  const at = constantOffset(machine, root);
  const { offset, size } = access!;
  if (at === undefined) return undefined;
  const end = BigInt(offset + size);
  if (values.kind(access!.pointer) === KIND.packet) {
    const field = packetEnd(machine, program);
    if (field === undefined) return undefined;
    return {
      ...{ kind: 'range', func: shape.index, inst: inst!, operand, root },
      low: BigInt(Math.max(0, -(at + offset))),
      high: BigInt(MAX_PACKET_OFFSET - at) - end,
      packet: { bytes: end, end: field },
    };
  }
  const extent = extentOf(machine, program, access!.pointer);
  if (extent === undefined) return undefined;
  const low = BigInt(extent.start - at - offset);
  const high = BigInt(extent.end - at) - end;
  // An access that is never inside is wrong, and stays so.
  if (high < low || values.number(access!.pointer) === 0) return undefined;
  return { kind: 'range', func: shape.index, inst: inst!, operand, root, low, high };
}

/** Whether a value is an address by where it comes from; what it holds may be forgotten where nothing uses it again. */
function isAddress(func: Func, program: Program, v: Value): boolean {
  const data = func.definition(v);
  switch (data?.op) {
    case 'slot.addr':
    case 'global.addr':
    case 'map.value':
    case 'kfunc':
      return true;
    case 'helper':
      return helperResultRegion(data.ref) !== undefined;
    case 'ctx.load':
    case 'load': {
      const at = data.op === 'load' ? data.offset : data.ref;
      const field = fieldAt(program.context, at);
      return (
        data.args[0] === func.block(func.entryBlock).params[0] &&
        field !== undefined &&
        field.kind !== 'scalar'
      );
    }
    case 'add':
    case 'sub':
      return data.args.some(arg => isAddress(func, program, arg));
    default:
      return false;
  }
}

/** The constant offset of a pointer that is the same whenever it is computed; undefined for others. */
function constantOffset({ shape }: Machine, root: Value): number | undefined {
  const data = shape.func.definition(root);
  switch (data?.op) {
    case 'slot.addr':
      return shape.func.slots[data.ref]!.offset + data.offset;
    case 'global.addr':
    case 'map.value':
      return data.offset;
    case 'helper':
    case 'kfunc':
    case 'ctx.load':
      return 0;
    case 'load':
      // A pointer field of a context that is memory.
      return data.args[0] === shape.func.block(shape.func.entryBlock).params[0] ? 0 : undefined;
    default:
      return undefined;
  }
}

/** First byte of what a pointer points into, and the one past the last, counted as its offsets are. */
function extentOf(
  { values, frames }: Machine,
  { module }: Program,
  pointer: Av,
): { start: number; end: number } | undefined {
  const param = values.param(pointer);
  switch (values.kind(pointer)) {
    case KIND.stack: {
      const slot = frames[param]!.shape.func.slots[values.extra(pointer)]!;
      return { start: slot.offset, end: slot.offset + slot.size };
    }
    case KIND.map_value:
      return { start: 0, end: module.maps[param]!.valueSize };
    case KIND.map_key:
      return { start: 0, end: module.maps[param]!.keySize };
    case KIND.global:
      return { start: 0, end: module.globals[param]!.size };
    case KIND.mem:
      return { start: 0, end: values.extra(pointer) };
    default:
      return undefined;
  }
}

/** Where a function that has the context can read the end of the packet. */
function packetEnd({ shape }: Machine, { context }: Program): PacketEnd | undefined {
  if (shape.func.entry !== 'ctx') return undefined;
  const field = context.fields.find(({ kind }) => kind === 'pkt_end');
  if (field === undefined) return undefined;
  const virtual = shape.func.context !== undefined;
  return virtual || field.size === 8 ? { offset: field.offset, virtual } : undefined;
}
