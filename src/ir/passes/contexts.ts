/**
 * Accesses to a virtual context (`xdp_md`, `__sk_buff`) become accesses of its fields, as the kernel rewrites them:
 * the runtime keeps its own struct behind them, in which `data` and `data_end` are pointers of full width.
 */
import type { DiagnosticSink } from '../../diag/diagnostic.js';
import { type ContextPlace, contextPlaces } from '../context-offsets.js';
import { fieldRegion, type VirtualContext, virtualField } from '../contexts.js';
import type { Inst, Value } from '../entities.js';
import { type Func, type InstData, type IrModule, NO_VALUE } from '../function.js';
import { isAccess } from '../ops.js';
import type { Pass } from '../passes.js';
import { computeProvenance, type Provenance, type Region } from '../provenance.js';

export const contextsPass: Pass = {
  name: 'contexts',
  required: true,
  run: (module, context) => {
    const provenance = computeProvenance(module);
    module.functions.forEach((func, i) => {
      if (func.mixedContexts) checkMixed(func, value => provenance[i]![value], context.sink);
      if (func.context === undefined) return;
      const region = (value: Value) => provenance[i]![value];
      const found = contextPlaces(func, region);
      const places: Places = { region, place: value => found.get(value) };
      checkCalls(module, func, places, provenance, context.sink);
      rewrite(func, func.context, places, context.sink);
    });
  },
};

/** What is known of a value as a pointer. */
interface Places {
  readonly region: (value: Value) => Region | undefined;
  readonly place: (value: Value) => ContextPlace | undefined;
}

/** What programs of several types call cannot know where the fields of the context are. */
function checkMixed(func: Func, regionOf: (value: Value) => Region | undefined, sink: DiagnosticSink): void {
  for (const block of func.order)
    for (const inst of func.block(block).insts) {
      const { op, args, insn } = func.inst(inst);
      if (!isAccess(op) || regionOf(args[0]!) !== 'ctx') continue;
      sink.report('E0403', { function: func.name }, func.spec.code.placeOf(insn));
      return;
    }
}

/** A subprogram takes the start of a context, from all of its callers, or does not look into it. */
function checkCalls(
  module: IrModule,
  func: Func,
  places: Places,
  provenance: readonly Provenance[],
  sink: DiagnosticSink,
): void {
  for (const block of func.order)
    for (const inst of func.block(block).insts) {
      const { op, args, ref, insn } = func.inst(inst);
      if (op !== 'call') continue;
      const callee = module.functions[ref]!;
      args.forEach((arg, i) => {
        const place = places.place(arg);
        const param = callee.block(callee.entryBlock).params[i];
        const region = param === undefined ? undefined : provenance[ref]![param];
        if (place === undefined || region === undefined || (place.offset === 0 && region === 'ctx')) return;
        sink.report('E0401', { context: func.context! }, func.spec.code.placeOf(insn));
      });
    }
}

function rewrite(func: Func, context: VirtualContext, places: Places, sink: DiagnosticSink): void {
  const replaced = new Map<Value, Value>();
  for (const block of func.order) {
    const insts: Inst[] = [];
    for (const inst of func.block(block).insts) {
      const data = func.inst(inst);
      const isContext = isAccess(data.op) && places.region(data.args[0]!) === 'ctx';
      const at = isAccess(data.op) ? places.place(data.args[0]!) : undefined;
      if (at === undefined && !isContext) {
        insts.push(inst);
        continue;
      }
      const known = at?.offset !== undefined && (at.always || isContext);
      const offset = known ? at.offset + data.offset : undefined;
      const plain = data.op === 'load' || data.op === 'store';
      const place = () => func.spec.code.placeOf(data.insn);
      if (offset === undefined) sink.report('E0401', { context }, place());
      else if (!plain || virtualField(context, offset) === undefined)
        sink.report('E0402', { context, offset }, place());
      else {
        const { base, moved } = startOf(func, data.args[0]!, offset - data.offset);
        insts.push(...moved, ...accessField(func, data, base, offset, replaced));
        continue;
      }
      insts.push(inst);
    }
    func.block(block).insts = insts;
  }
  func.rewriteUses(value => replaced.get(value) ?? value);
}

/** The context itself, given a pointer so many bytes into it, and what must be computed for that. */
function startOf(func: Func, pointer: Value, offset: number): { base: Value; moved: Inst[] } {
  if (offset === 0) return { base: pointer, moved: [] };
  const from = func.definition(pointer);
  const bits = from?.op === 'add' ? func.constant(from.args[1]!) : undefined;
  if (bits !== undefined) return startOf(func, from!.args[0]!, offset - Number(BigInt.asIntN(64, bits)));
  const back = func.makeInst('add', { args: [pointer, func.const('i64', BigInt(-offset))] });
  return { base: func.inst(back).result, moved: [back] };
}

function accessField(
  func: Func,
  data: InstData,
  base: Value,
  offset: number,
  replaced: Map<Value, Value>,
): Inst[] {
  const at = { ref: offset, insn: data.insn };
  const region = fieldRegion(func.context, offset);
  if (data.result === NO_VALUE) {
    const store = func.makeInst('ctx.store', { ...at, type: data.type, args: [base, data.args[1]!] });
    return [store];
  }
  if (region === undefined || data.type === 'i64') {
    const load = func.makeInst('ctx.load', { ...at, type: data.type, args: [base] });
    replaced.set(data.result, func.inst(load).result);
    return [load];
  }
  // A 32-bit read of a pointer yields the pointer where it is widened, and its low half anywhere else.
  const load = func.makeInst('ctx.load', { ...at, type: 'i64', args: [base] });
  const pointer = func.inst(load).result;
  const low = func.makeInst('trunc', { type: data.type, args: [pointer], insn: data.insn });
  for (const block of func.order)
    for (const inst of func.block(block).insts) {
      const use = func.inst(inst);
      if (use.op === 'zext' && use.args[0] === data.result) replaced.set(use.result, pointer);
    }
  replaced.set(data.result, func.inst(low).result);
  return [load, low];
}
