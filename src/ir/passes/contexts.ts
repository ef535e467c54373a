/**
 * Accesses to a virtual context (`xdp_md`, `__sk_buff`) become accesses of its fields, as the kernel rewrites them:
 * the runtime keeps its own struct behind them, in which `data` and `data_end` are pointers of full width.
 */
import type { DiagnosticSink } from '../../diag/diagnostic.js';
import { fieldRegion, type VirtualContext, virtualField } from '../contexts.js';
import type { Inst, Value } from '../entities.js';
import { type Func, type InstData, NO_VALUE } from '../function.js';
import type { Pass } from '../passes.js';
import { computeProvenance } from '../provenance.js';

export const contextsPass: Pass = {
  name: 'contexts',
  required: true,
  run: (module, context) => {
    const provenance = computeProvenance(module);
    module.functions.forEach((func, i) => {
      if (func.context !== undefined)
        rewrite(func, func.context, v => provenance[i]![v] === 'ctx', context.sink);
    });
  },
};

function rewrite(
  func: Func,
  context: VirtualContext,
  isContext: (value: Value) => boolean,
  sink: DiagnosticSink,
): void {
  const replaced = new Map<Value, Value>();
  for (const block of func.order) {
    const insts: Inst[] = [];
    for (const inst of func.block(block).insts) {
      const data = func.inst(inst);
      if (!(data.op === 'load' || data.op === 'store') || !isContext(data.args[0]!)) {
        insts.push(inst);
        continue;
      }
      const offset = constantOffset(func, data);
      if (offset === undefined) {
        sink.report('E0401', { context }, func.spec.code.placeOf(data.insn));
        insts.push(inst);
      } else if (virtualField(context, offset) === undefined) {
        sink.report('E0402', { context, offset }, func.spec.code.placeOf(data.insn));
        insts.push(inst);
      } else insts.push(...accessField(func, data, offset, replaced));
    }
    func.block(block).insts = insts;
  }
  func.rewriteUses(value => replaced.get(value) ?? value);
}

/** The byte of the context that an access starts at; undefined when it is not the same every time. */
function constantOffset(func: Func, data: InstData): number | undefined {
  let offset = data.offset;
  for (let value = data.args[0]!; ; ) {
    const from = func.definition(value);
    if (from === undefined) return func.value(value).kind === 'param' ? offset : undefined;
    if (from.op === 'load') return offset; // spilled and loaded again
    const bits = from.op === 'add' ? func.constant(from.args[1]!) : undefined;
    if (bits === undefined) return undefined;
    offset += Number(BigInt.asIntN(64, bits));
    value = from.args[0]!;
  }
}

function accessField(func: Func, data: InstData, offset: number, replaced: Map<Value, Value>): Inst[] {
  const base = contextBase(func, data.args[0]!);
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

/** The context itself, below the constants added to it. */
function contextBase(func: Func, value: Value): Value {
  const from = func.definition(value);
  return from?.op === 'add' && func.constant(from.args[1]!) !== undefined
    ? contextBase(func, from.args[0]!)
    : value;
}
