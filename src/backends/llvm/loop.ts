/**
 * `bpf_loop` with a callback that is known here: the loop itself, so that LLVM inlines the callback, keeps what it
 * shares with its caller in registers and vectorises. The kernel's own verifier rewrites such calls too.
 */
import type { Value } from '../../ir/entities.js';
import type { Func, InstData } from '../../ir/function.js';
import type { Emitter } from './emitter.js';

/** BPF_FUNC_loop */
const LOOP = 181;
/** `BPF_MAX_LOOPS`, include/linux/bpf.h */
const MAX_LOOPS = 8 * 1024 * 1024;
const E2BIG = 7;

/** The callback of a loop that needs no helper, as an index of the module's functions. */
export function inlineLoop(func: Func, call: InstData): number | undefined {
  if (call.op !== 'helper' || call.ref !== LOOP) return undefined;
  const callback = func.definition(call.args[1]!);
  return callback?.op === 'func.addr' && func.constant(call.args[3]!) === 0n ? callback.ref : undefined;
}

/** Addresses of functions that nothing needs, because every use of them is a loop in place. */
export function unneededAddresses(func: Func): ReadonlySet<Value> {
  const unneeded = new Set<Value>();
  const needed = new Set<Value>();
  for (const block of func.order)
    for (const inst of func.block(block).insts) {
      const data = func.inst(inst);
      if (data.op === 'func.addr') unneeded.add(data.result);
      const loop = inlineLoop(func, data) !== undefined;
      data.args.forEach((arg, i) => {
        if (!loop || i !== 1) needed.add(arg);
      });
      for (const { args } of data.targets) for (const arg of args) needed.add(arg);
    }
  return new Set([...unneeded].filter(value => !needed.has(value)));
}

/** Gives the number of calls made; -E2BIG for too many (kernel/bpf/bpf_iter.c). */
export function lowerLoop(e: Emitter, data: InstData, callback: number): void {
  const { name, params } = e.context.subprogram(callback);
  const [start, head, body, done] = [e.label, e.newLabel(), e.newLabel(), e.newLabel()];
  const count = e.temp(`trunc i64 ${e.integer(data.args[0]!)} to i32`);
  const shared = params[1] === 'ptr' ? e.pointer(data.args[2]!) : e.integer(data.args[2]!);
  const many = e.temp(`icmp ugt i32 ${count}, ${MAX_LOOPS}`);
  e.line(`br i1 ${many}, label %${done}, label %${head}, !prof ${e.context.unlikely}`);

  e.startLabel(head);
  const index = e.reserve();
  const next = e.reserve();
  e.line(`${index} = phi i32 [ 0, %${start} ], [ ${next}, %${body} ]`);
  const more = e.temp(`icmp ult i32 ${index}, ${count}`);
  e.line(`br i1 ${more}, label %${body}, label %${done}`);

  e.startLabel(body);
  const wide = e.temp(`zext i32 ${index} to i64`);
  const passed = params.map((type, i) => {
    if (i === 1) return `${type} ${shared}`;
    if (i > 1) return type === 'ptr' ? 'ptr null' : 'i64 0';
    return type === 'ptr' ? `ptr ${e.temp(`inttoptr i64 ${wide} to ptr`)}` : `i64 ${wide}`;
  });
  const result = e.temp(`call i64 ${name}(${[...passed, 'ptr %self', 'ptr %tail_calls'].join(', ')})`);
  e.line(`${next} = add nuw i32 ${index}, 1`);
  const stop = e.temp(`icmp ne i64 ${result}, 0`);
  e.line(`br i1 ${stop}, label %${done}, label %${head}`);

  e.startLabel(done);
  const made = e.temp(`phi i32 [ -${E2BIG}, %${start} ], [ ${index}, %${head} ], [ ${next}, %${body} ]`);
  e.defineInteger(data, e.temp(`sext i32 ${made} to i64`));
}
