/** Calls: helpers and kfuncs through the instance, subprograms, tail calls, and what else leaves the straight line. */
import type { MapSpec } from '../../frontend/program.js';
import { TYPE_BITS, type Value } from '../../ir/entities.js';
import type { InstData } from '../../ir/function.js';
import { RESOLVE_HELPER, TAIL_CALL } from './bindings.js';
import type { Emitter } from './emitter.js';
import { arrayStride, fastPathConstants, type InlinedCall, inlinedCall, inlinedTailCall } from './inline.js';
import { inlineLoop, lowerLoop } from './loop.js';

export function lowerHelper(e: Emitter, data: InstData): void {
  const inlined = e.context.options.inline ? inlinedCall(e.func, e.context.module, data) : undefined;
  if (inlined !== undefined) {
    if (inlined.path.name === undefined) arrayLookup(e, data, inlined.map!);
    else callFastPath(e, data, inlined);
    return;
  }
  const callback = e.context.options.inline ? inlineLoop(e.func, data) : undefined;
  if (callback !== undefined) {
    lowerLoop(e, data, callback);
    return;
  }
  const callee = e.slot(e.context.bindings.helperOffset(data.ref, e.func));
  callHelper(e, data, callee, data.args);
}

function arrayLookup(e: Emitter, data: InstData, map: MapSpec): void {
  const index = e.temp(`load i32, ptr ${e.pointer(data.args[1]!)}, align 1`);
  const inside = e.temp(`icmp ult i32 ${index}, ${map.maxEntries | 0}`);
  const wide = e.temp(`zext i32 ${index} to i64`);
  const offset = e.temp(`mul nuw i64 ${wide}, ${arrayStride(map)}`);
  // Outside it is poison, which is then not chosen.
  const value = e.temp(
    `getelementptr inbounds i8, ptr ${e.mapValues(e.pointer(data.args[0]!))}, i64 ${offset}`,
  );
  e.definePointer(data, e.temp(`select i1 ${inside}, ptr ${value}, ptr null`));
}

function callFastPath(e: Emitter, data: InstData, call: InlinedCall): void {
  const { path, map } = call;
  const args = path.params.map((type, i) =>
    type === 'ptr' ? `ptr ${e.pointer(data.args[i]!)}` : `i64 ${e.integer(data.args[i]!)}`,
  );
  if (!path.shared) args.push(...fastPathConstants(path, map));
  if (path.slow) {
    args.unshift(`ptr ${e.slot(e.context.bindings.helperOffset(data.ref, e.func))}`);
    args.push('ptr %self');
  }
  const text = `call ${path.result} ${e.context.fastPath(call)}(${args.join(', ')})`;
  if (path.result === 'void') {
    e.line(text);
    e.defineInteger(data, '0');
  } else if (path.result === 'ptr') e.definePointer(data, e.temp(text));
  else e.defineInteger(data, e.temp(text));
}

/** Calls `ebpfc_helper_fn`: five arguments and the instance. */
export function callHelper(e: Emitter, data: InstData, callee: string, args: readonly Value[]): void {
  const list = args.map(arg => argument(e, arg));
  while (list.length < 5) list.push('i64 undef');
  const type = e.typeText(data.result);
  e.define(data, `call ${type} ${callee}(${list.join(', ')}, ptr %self)`);
}

function argument(e: Emitter, value: Value): string {
  return e.func.value(value).kind === 'undef' ? 'i64 undef' : e.typed(value);
}

export function lowerCall(e: Emitter, data: InstData): void {
  const { name, params } = e.context.subprogram(data.ref);
  const list = params.map((type, i) => {
    const arg = data.args[i]!;
    return type === 'ptr' ? `ptr ${e.pointer(arg)}` : `i64 ${e.integer(arg)}`;
  });
  const result = e.temp(`call i64 ${name}(${[...list, 'ptr %self', 'ptr %tail_calls'].join(', ')})`);
  e.defineInteger(data, result);
}

export function lowerCallRegister(e: Emitter, data: InstData): void {
  const [target, ...args] = data.args as [Value, ...Value[]];
  let callee = e.func.entry === 'raw' ? '' : e.pointer(target);
  if (e.func.entry === 'raw') {
    const resolve = e.slot(e.context.bindings.helperOffset(RESOLVE_HELPER, e.func));
    const unused = ', i64 undef'.repeat(4);
    callee = e.temp(`call ptr ${resolve}(i64 ${e.integer(target)}${unused}, ptr %self)`);
  }
  callHelper(e, data, callee, args);
}

/**
 * The target's body replaces this one. Out of range, an empty slot or the 33rd call: the program goes on with an
 * error in r0 (kernel/bpf/core.c, JMP_TAIL_CALL).
 */
export function lowerTailCall(e: Emitter, data: InstData): void {
  const [ctx, map, index] = data.args as [Value, Value, Value];
  const [resolve, go, fail] = [e.newLabel(), e.newLabel(), e.newLabel()];
  const count = e.temp('load i32, ptr %tail_calls, align 4');
  const spent = e.temp(`icmp uge i32 ${count}, 33`);
  e.line(`br i1 ${spent}, label %${fail}, label %${resolve}`);
  e.startLabel(resolve);
  const target = tailCallTarget(e, data, map, index);
  const missing = e.temp(`icmp eq ptr ${target}, null`);
  e.line(`br i1 ${missing}, label %${fail}, label %${go}`);
  e.startLabel(go);
  const next = e.temp(`add i32 ${count}, 1`);
  e.line(`store i32 ${next}, ptr %tail_calls, align 4`);
  const body = e.temp(`load ptr, ptr ${target}, align 8`);
  const self = e.temp(`load ptr, ptr ${e.displace(target, 8)}, align 8`);
  const call = `call i64 ${body}(ptr ${e.pointer(ctx)}, i64 0, ptr ${self}, ptr %tail_calls)`;
  const result = e.temp(e.signature.musttail ? `musttail ${call}` : call);
  e.line(`ret i64 ${result}`);
  e.startLabel(fail);
  e.define(data, 'add i64 -22, 0'); // -EINVAL
}

/** `const struct ebpfc_target *` of an index, NULL for none. */
function tailCallTarget(e: Emitter, data: InstData, map: Value, index: Value): string {
  const inlined = e.context.options.inline ? inlinedTailCall(e.func, e.context.module, data) : undefined;
  if (inlined !== undefined) {
    const constants = fastPathConstants(inlined.path, inlined.map);
    const args = [`ptr ${e.pointer(map)}`, `i64 ${e.integer(index)}`, ...constants];
    return e.temp(`call ptr ${e.context.fastPath(inlined)}(${args.join(', ')})`);
  }
  const find = e.slot(e.context.bindings.helperOffset(TAIL_CALL, e.func));
  const low = e.temp(`and i64 ${e.integer(index)}, 4294967295`);
  return e.temp(
    `call ptr ${find}(ptr ${e.pointer(map)}, i64 ${low}, i64 undef, i64 undef, i64 undef, ptr %self)`,
  );
}

export function lowerMayGoto(e: Emitter, data: InstData): void {
  const left = e.temp('load i32, ptr %budget, align 4');
  e.define(data, `icmp eq i32 ${left}, 0`);
  const next = e.temp(`sub i32 ${left}, 1`);
  e.line(`store i32 ${next}, ptr %budget, align 4`);
}

/** LD_ABS and LD_IND: network order in the packet, host order in the register, 0 and out when it is not there. */
export function lowerPacketLoad(e: Emitter, data: InstData): void {
  const { type, args } = data;
  const offset = e.integer(args[1]!);
  const [start, length] = packetBounds(e, args[0]!);
  const end = e.temp(`add i64 ${offset}, ${TYPE_BITS[type] / 8}`);
  const outside = e.temp(`icmp ugt i64 ${end}, ${length}`);
  const [leave, inside] = [e.newLabel(), e.newLabel()];
  e.line(`br i1 ${outside}, label %${leave}, label %${inside}, !prof ${e.context.unlikely}`);
  e.startLabel(leave);
  e.line('ret i64 0');
  e.startLabel(inside);
  const raw = e.temp(`load ${type}, ptr ${e.displace(start, offset)}, align 1`);
  if (type === 'i8') e.names[data.result] = raw;
  else e.define(data, `call ${type} @llvm.bswap.${type}(${type} ${raw})`);
}

function packetBounds(e: Emitter, ctx: Value): [start: string, length: string] {
  if (e.func.entry === 'raw') return [e.signature.arguments[0]!, e.signature.arguments[1]!];
  const skb = e.pointer(ctx);
  const data = e.temp(`load ptr, ptr ${skb}, align 8`);
  const end = e.temp(`load ptr, ptr ${e.displace(skb, 8)}, align 8`);
  const first = e.temp(`ptrtoint ptr ${data} to i64`);
  const last = e.temp(`ptrtoint ptr ${end} to i64`);
  return [data, e.temp(`sub i64 ${last}, ${first}`)];
}
