/**
 * One function of the IR to LLVM text.
 *
 * LLVM's undefined behaviour never leaks in: divisions are guarded, shift amounts masked, loads that others may
 * race with are frozen, accesses are aligned to 1, and `undef` is 0. Pointers are `ptr` and stay so under addition
 * (provenance.ts says which values are).
 */
import { assert, assertNever } from '../../diag/internal.js';
import type { MapSpec } from '../../frontend/program.js';
import { virtualField } from '../../ir/contexts.js';
import type { Block, Value } from '../../ir/entities.js';
import { TYPE_BITS } from '../../ir/entities.js';
import { type Func, type InstData, NO_INSN, NO_VALUE, type Target } from '../../ir/function.js';
import type { Provenance, Region } from '../../ir/provenance.js';
import { RESOLVE_HELPER, TAIL_CALL } from './bindings.js';
import type { ModuleContext } from './context.js';
import { arrayStride, inlineArray } from './inline.js';
import { integer } from './text.js';

/** How the LLVM function is entered: which values its registers are. */
export interface Signature {
  /** Parameter list text; the names are fixed: %ctx, %len, %self, %tail_calls, or %a1 … %a5. */
  readonly parameters: string;
  /** LLVM names of the entry block's parameters. */
  readonly arguments: readonly string[];
  /** Whether a tail call can be a jump here. */
  readonly musttail: boolean;
}

/** `BPF_MAX_LOOPS`, include/linux/bpf.h: the budget of may_goto. */
const MAY_GOTO_BUDGET = 8 * 1024 * 1024;

/** Races with other writers: what these regions hold may change between two reads of the same bytes. */
const SHARED: ReadonlySet<Region> = new Set(['map_value', 'global', 'packet', 'memory']);

interface BlockText {
  /** Lines of the block, the first labels included, without the phis. */
  readonly lines: string[];
  /** Label that control leaves from. */
  exit: string;
}

export class FunctionLowering {
  readonly #func: Func;
  readonly #context: ModuleContext;
  readonly #provenance: Provenance;
  readonly #signature: Signature;
  /** LLVM name or constant of each value once it is defined. */
  readonly #names: string[] = [];
  readonly #blocks: BlockText[] = [];
  /** Per block parameter: `[value, label]` of each incoming edge. */
  readonly #incoming = new Map<Value, [string, string][]>();
  #lines: string[] = [];
  #label = '';
  #temporaries = 0;
  #labels = 0;
  #debug = '';

  constructor(func: Func, provenance: Provenance, signature: Signature, context: ModuleContext) {
    this.#func = func;
    this.#provenance = provenance;
    this.#signature = signature;
    this.#context = context;
  }

  /** The body between the braces; `prologue` is what the entry block does before everything else. */
  lower(prologue: readonly string[]): string {
    const func = this.#func;
    for (const block of func.order)
      for (const param of func.block(block).params) this.#incoming.set(param, []);
    const entry = this.#entry(prologue);
    func.order.forEach((block, i) => {
      this.#lines = [];
      this.#label = this.#labelOf(block);
      for (const param of func.block(block).params) if (i > 0) this.#names[param] = `%v${param}`;
      for (const inst of func.block(block).insts) this.#inst(func.inst(inst));
      this.#blocks.push({ lines: this.#lines, exit: this.#label });
    });
    return entry + func.order.map((block, i) => this.#assemble(block, i)).join('');
  }

  #assemble(block: Block, position: number): string {
    const phis =
      position === 0
        ? []
        : this.#func.block(block).params.map(param => {
            const edges = this.#incoming.get(param)!.map(([value, label]) => `[ ${value}, %${label} ]`);
            return `  %v${param} = phi ${this.#typeText(param)} ${edges.join(', ')}`;
          });
    return [`${this.#labelOf(block)}:`, ...phis, ...this.#blocks[position]!.lines, ''].join('\n');
  }

  /** Everything with a fixed place in the frame is allocated here, where LLVM promotes it. */
  #entry(prologue: readonly string[]): string {
    const func = this.#func;
    const budget = func.insts.some(data => data.op === 'may_goto');
    this.#lines = ['entry:'];
    func.slots.forEach((slot, i) => {
      this.#line(`%slot${i} = alloca [${slot.size} x i8], align ${slot.size % 16 === 0 ? 16 : 8}`);
    });
    if (budget) this.#line('%budget = alloca i32, align 4');
    this.#lines.push(...prologue);
    this.#debug = this.#context.debugLocation(func, NO_INSN);
    const args = this.#signature.arguments;
    this.#context.debugParameters(func).forEach((variable, i) => {
      if (args[i] === undefined) return;
      const type = this.#typeText(func.block(func.entryBlock).params[i]!);
      this.#line(
        `call void @llvm.dbg.value(metadata ${type} ${args[i]}, metadata ${variable}, metadata !DIExpression())`,
      );
    });
    func.block(func.entryBlock).params.forEach((param, i) => {
      this.#names[param] = this.#signature.arguments[i]!;
    });
    if (this.#context.options.zeroStack)
      func.slots.forEach((slot, i) => {
        this.#line(`call void @llvm.memset.p0.i64(ptr align 8 %slot${i}, i8 0, i64 ${slot.size}, i1 false)`);
      });
    if (budget) this.#line(`store i32 ${MAY_GOTO_BUDGET}, ptr %budget, align 4`);
    this.#line(`br label %${this.#labelOf(func.entryBlock)}`);
    return `${this.#lines.join('\n')}\n`;
  }

  // ---- text ----

  #line(text: string): void {
    this.#lines.push(`  ${text}${this.#debug}`);
  }

  /** Emits `%tN = text` and returns its name. */
  #temp(text: string): string {
    const name = `%t${this.#temporaries++}`;
    this.#line(`${name} = ${text}`);
    return name;
  }

  #labelOf(block: Block): string {
    return `b${block}`;
  }

  /** Starts a block inside the current one. */
  #startLabel(label: string): void {
    this.#lines.push(`${label}:`);
    this.#label = label;
  }

  #newLabel(): string {
    return `l${this.#labels++}`;
  }

  // ---- values ----

  #region(value: Value): Region | undefined {
    return this.#provenance[value];
  }

  #typeText(value: Value): string {
    return this.#region(value) ? 'ptr' : this.#func.typeOf(value);
  }

  /** A value as an integer of its type. */
  #integer(value: Value): string {
    const bits = this.#func.constant(value);
    if (bits !== undefined) return integer(bits, this.#func.typeOf(value));
    const name = this.#names[value];
    assert(name !== undefined, `v${value} is used before it is defined`);
    return this.#region(value) ? this.#temp(`ptrtoint ptr ${name} to i64`) : name;
  }

  /** A value as a pointer. */
  #pointer(value: Value): string {
    const bits = this.#func.constant(value);
    if (bits === 0n) return 'null';
    if (bits !== undefined) return `inttoptr (i64 ${integer(bits, 'i64')} to ptr)`;
    const name = this.#names[value];
    assert(name !== undefined, `v${value} is used before it is defined`);
    return this.#region(value) ? name : this.#temp(`inttoptr i64 ${name} to ptr`);
  }

  /** A value with its type, in the form it is held in: how calls and phis take it. */
  #typed(value: Value): string {
    return this.#region(value)
      ? `ptr ${this.#pointer(value)}`
      : `${this.#func.typeOf(value)} ${this.#integer(value)}`;
  }

  #address(base: Value, offset: number): string {
    return this.#displace(this.#pointer(base), offset);
  }

  #displace(pointer: string, offset: number | string): string {
    return offset === 0 ? pointer : this.#temp(`getelementptr i8, ptr ${pointer}, i64 ${offset}`);
  }

  /** Defines a result by the text of an integer or pointer expression of the type it is held in. */
  #define(data: InstData, text: string): void {
    const name = `%v${data.result}`;
    this.#line(`${name} = ${text}`);
    this.#names[data.result] = name;
  }

  /** Defines a result that has been computed as an i64. */
  #defineInteger(data: InstData, name: string): void {
    if (this.#region(data.result)) this.#define(data, `inttoptr i64 ${name} to ptr`);
    else this.#names[data.result] = name;
  }

  /** Defines a result that has been computed as a ptr. */
  #definePointer(data: InstData, name: string): void {
    if (this.#region(data.result)) this.#names[data.result] = name;
    else this.#define(data, `ptrtoint ptr ${name} to i64`);
  }

  // ---- one instruction ----

  #inst(data: InstData): void {
    this.#debug = this.#context.debugLocation(this.#func, data.insn);
    const { op, type, args } = data;
    switch (op) {
      case 'add':
      case 'sub':
        this.#addOrSub(data);
        return;
      case 'mul':
      case 'and':
      case 'or':
      case 'xor':
        this.#define(data, `${op} ${type} ${this.#integer(args[0]!)}, ${this.#integer(args[1]!)}`);
        return;
      case 'shl':
      case 'lshr':
      case 'ashr':
        this.#shift(data);
        return;
      case 'udiv':
      case 'umod':
        this.#unsignedDivision(data);
        return;
      case 'sdiv':
      case 'smod':
        this.#signedDivision(data);
        return;
      case 'zext':
      case 'sext':
      case 'trunc':
        this.#define(data, `${op} ${this.#func.typeOf(args[0]!)} ${this.#integer(args[0]!)} to ${type}`);
        return;
      case 'bswap':
        this.#define(data, `call ${type} @llvm.bswap.${type}(${type} ${this.#integer(args[0]!)})`);
        return;
      case 'eq':
      case 'ne':
      case 'ult':
      case 'ule':
      case 'ugt':
      case 'uge':
      case 'slt':
      case 'sle':
      case 'sgt':
      case 'sge':
        this.#compare(data);
        return;
      case 'select': {
        const condition = this.#integer(args[0]!);
        if (this.#region(data.result))
          this.#define(
            data,
            `select i1 ${condition}, ptr ${this.#pointer(args[1]!)}, ptr ${this.#pointer(args[2]!)}`,
          );
        else
          this.#define(
            data,
            `select i1 ${condition}, ${type} ${this.#integer(args[1]!)}, ${type} ${this.#integer(args[2]!)}`,
          );
        return;
      }
      case 'slot.addr':
        this.#names[data.result] = this.#displace(`%slot${data.ref}`, data.offset);
        return;
      case 'map.addr':
        this.#names[data.result] = this.#slot(this.#context.bindings.mapOffset(data.ref));
        return;
      case 'map.value': {
        const map = this.#slot(this.#context.bindings.mapOffset(data.ref));
        this.#names[data.result] = this.#displace(this.#mapValues(map), data.offset);
        return;
      }
      case 'global.addr':
        this.#names[data.result] = this.#displace(this.#global(data.ref), data.offset);
        return;
      case 'func.addr':
        this.#names[data.result] = this.#context.callback(data.ref);
        return;
      case 'extern.addr':
        this.#names[data.result] = this.#slot(this.#context.bindings.externOffset(data.ref));
        return;
      case 'load': {
        const held = this.#typeText(data.result);
        const text = `load ${held}, ptr ${this.#address(args[0]!, data.offset)}, align 1`;
        const shared = SHARED.has(this.#region(args[0]!) ?? 'memory') && this.#func.entry !== 'raw';
        this.#define(data, shared ? `freeze ${held} ${this.#temp(text)}` : text);
        return;
      }
      case 'store':
        this.#line(`store ${this.#typed(args[1]!)}, ptr ${this.#address(args[0]!, data.offset)}, align 1`);
        return;
      case 'load.acquire':
        this.#defineTyped(
          data,
          this.#temp(
            `load atomic ${type}, ptr ${this.#address(args[0]!, data.offset)} acquire, align ${TYPE_BITS[type] / 8}`,
          ),
        );
        return;
      case 'store.release':
        this.#line(
          `store atomic ${type} ${this.#integer(args[1]!)}, ptr ${this.#address(args[0]!, data.offset)} release, align ${TYPE_BITS[type] / 8}`,
        );
        return;
      case 'atomic.add':
      case 'atomic.or':
      case 'atomic.and':
      case 'atomic.xor':
        this.#readModifyWrite(data, op.slice('atomic.'.length), 'monotonic');
        return;
      case 'fetch.add':
      case 'fetch.or':
      case 'fetch.and':
      case 'fetch.xor':
        this.#readModifyWrite(data, op.slice('fetch.'.length), 'seq_cst');
        return;
      case 'xchg':
        this.#readModifyWrite(data, 'xchg', 'seq_cst');
        return;
      case 'cmpxchg': {
        const at = this.#address(args[0]!, data.offset);
        const pair = this.#temp(
          `cmpxchg ptr ${at}, ${type} ${this.#integer(args[1]!)}, ${type} ${this.#integer(args[2]!)} seq_cst seq_cst, align ${TYPE_BITS[type] / 8}`,
        );
        this.#defineTyped(data, this.#temp(`extractvalue { ${type}, i1 } ${pair}, 0`));
        return;
      }
      case 'ctx.load':
        this.#define(data, `load ${this.#typeText(data.result)}, ptr ${this.#fieldAddress(data)}, align 1`);
        return;
      case 'ctx.store':
        this.#line(`store ${type} ${this.#integer(args[1]!)}, ptr ${this.#fieldAddress(data)}, align 1`);
        return;
      case 'packet.load':
        this.#packetLoad(data);
        return;
      case 'helper':
        this.#helper(data);
        return;
      case 'kfunc': {
        const callee = this.#slot(this.#context.bindings.externOffset(data.ref));
        this.#callHelper(data, callee, args);
        return;
      }
      case 'call':
        this.#call(data);
        return;
      case 'call.reg':
        this.#callRegister(data);
        return;
      case 'tail_call':
        this.#tailCall(data);
        return;
      case 'may_goto':
        this.#mayGoto(data);
        return;
      case 'addr.cast':
        this.#definePointer(data, this.#pointer(args[0]!));
        return;
      case 'jump':
      case 'br':
      case 'switch':
        this.#branch(data);
        return;
      case 'ret':
        this.#line(`ret i64 ${this.#integer(args[0]!)}`);
        return;
      case 'trap':
        this.#line('call void @llvm.trap()');
        this.#line('unreachable');
        return;
      case 'unreachable':
        this.#line('unreachable');
        return;
      default:
        assertNever(op);
    }
  }

  #defineTyped(data: InstData, name: string): void {
    if (data.type === 'i64') this.#defineInteger(data, name);
    else this.#names[data.result] = name;
  }

  #addOrSub(data: InstData): void {
    const [a, b] = data.args as [Value, Value];
    if (!this.#region(data.result)) {
      this.#define(data, `${data.op} ${data.type} ${this.#integer(a)}, ${this.#integer(b)}`);
      return;
    }
    const [base, offset] = this.#region(a) ? [a, b] : [b, a];
    let amount = this.#integer(offset);
    if (data.op === 'sub') {
      const bits = this.#func.constant(offset);
      amount = bits === undefined ? this.#temp(`sub i64 0, ${amount}`) : integer(-bits, 'i64');
    }
    this.#define(data, `getelementptr i8, ptr ${this.#pointer(base)}, i64 ${amount}`);
  }

  #shift(data: InstData): void {
    const { op, type, args } = data;
    const mask = TYPE_BITS[type] - 1;
    const bits = this.#func.constant(args[1]!);
    const amount =
      bits === undefined
        ? this.#temp(`and ${type} ${this.#integer(args[1]!)}, ${mask}`)
        : String(bits & BigInt(mask));
    this.#define(data, `${op} ${type} ${this.#integer(args[0]!)}, ${amount}`);
  }

  /** x / 0 is 0, x % 0 is x. A predicted branch keeps the guard off the divider's dependency chain. */
  #unsignedDivision(data: InstData): void {
    const { type, args } = data;
    const op = data.op === 'udiv' ? 'udiv' : 'urem';
    const dividend = this.#integer(args[0]!);
    const divisor = this.#integer(args[1]!);
    const byZero = data.op === 'udiv' ? '0' : dividend;
    const bits = this.#func.constant(args[1]!);
    if (bits === 0n) {
      this.#define(data, `add ${type} ${byZero}, 0`);
      return;
    }
    if (bits !== undefined) {
      this.#define(data, `${op} ${type} ${dividend}, ${divisor}`);
      return;
    }
    const [divide, join] = [this.#newLabel(), this.#newLabel()];
    const before = this.#label;
    const isZero = this.#temp(`icmp eq ${type} ${divisor}, 0`);
    this.#line(`br i1 ${isZero}, label %${join}, label %${divide}, !prof ${this.#context.unlikely}`);
    this.#startLabel(divide);
    const quotient = this.#temp(`${op} ${type} ${dividend}, ${divisor}`);
    this.#line(`br label %${join}`);
    this.#startLabel(join);
    this.#define(data, `phi ${type} [ ${byZero}, %${before} ], [ ${quotient}, %${divide} ]`);
  }

  /** As the unsigned one, and MIN / -1 is MIN, MIN % -1 is 0: both by dividing by 1 and putting the result right. */
  #signedDivision(data: InstData): void {
    const { type, args } = data;
    const op = data.op === 'sdiv' ? 'sdiv' : 'srem';
    const dividend = this.#integer(args[0]!);
    const bits = this.#func.constant(args[1]!);
    const minusOne = (1n << BigInt(TYPE_BITS[type])) - 1n;
    if (bits !== undefined && bits !== 0n && bits !== minusOne) {
      this.#define(data, `${op} ${type} ${dividend}, ${this.#integer(args[1]!)}`);
      return;
    }
    const divisor = this.#integer(args[1]!);
    const isZero = this.#temp(`icmp eq ${type} ${divisor}, 0`);
    const isMinusOne = this.#temp(`icmp eq ${type} ${divisor}, -1`);
    const special = this.#temp(`or i1 ${isZero}, ${isMinusOne}`);
    const safe = this.#temp(`select i1 ${special}, ${type} 1, ${type} ${divisor}`);
    const result = this.#temp(`${op} ${type} ${dividend}, ${safe}`);
    const byMinusOne = data.op === 'sdiv' ? this.#temp(`sub ${type} 0, ${dividend}`) : '0';
    const byZero = data.op === 'sdiv' ? '0' : dividend;
    const inner = this.#temp(`select i1 ${isMinusOne}, ${type} ${byMinusOne}, ${type} ${result}`);
    this.#define(data, `select i1 ${isZero}, ${type} ${byZero}, ${type} ${inner}`);
  }

  #compare(data: InstData): void {
    const [a, b] = data.args as [Value, Value];
    const pointers =
      (this.#region(a) || this.#func.constant(a) === 0n) &&
      (this.#region(b) || this.#func.constant(b) === 0n);
    if (pointers) this.#define(data, `icmp ${data.op} ptr ${this.#pointer(a)}, ${this.#pointer(b)}`);
    else this.#define(data, `icmp ${data.op} ${data.type} ${this.#integer(a)}, ${this.#integer(b)}`);
  }

  #readModifyWrite(data: InstData, op: string, ordering: string): void {
    const { type, args } = data;
    const at = this.#address(args[0]!, data.offset);
    const old = this.#temp(
      `atomicrmw ${op} ptr ${at}, ${type} ${this.#integer(args[1]!)} ${ordering}, align ${TYPE_BITS[type] / 8}`,
    );
    if (data.result !== NO_VALUE) this.#defineTyped(data, old);
  }

  // ---- the instance ----

  /** Reads a slot of the instance, which never changes while a program runs. */
  #slot(offset: number): string {
    return this.#temp(
      `load ptr, ptr ${this.#displace('%self', offset)}, align 8, !invariant.load ${this.#context.empty}`,
    );
  }

  /** `values` of a `struct ebpfc_map`. */
  #mapValues(map: string): string {
    return this.#temp(
      `load ptr, ptr ${this.#displace(map, 24)}, align 8, !invariant.load ${this.#context.empty}`,
    );
  }

  #global(index: number): string {
    return this.#context.frozenGlobal(index) ?? this.#slot(this.#context.bindings.globalOffset(index));
  }

  /** Where the runtime's own struct keeps a field of a virtual context. */
  #fieldAddress(data: InstData): string {
    const { context } = this.#func;
    const field = context && virtualField(context, data.ref);
    assert(field?.native !== undefined, 'the contexts pass leaves only known fields');
    return this.#address(data.args[0]!, field.native.offset + data.ref - field.offset);
  }

  // ---- calls ----

  #helper(data: InstData): void {
    const array = inlineArray(this.#func, this.#context.module, data);
    if (array !== undefined) {
      this.#arrayLookup(data, array);
      return;
    }
    const callee = this.#slot(this.#context.bindings.helperOffset(data.ref));
    this.#callHelper(data, callee, data.args);
  }

  #arrayLookup(data: InstData, map: MapSpec): void {
    const index = this.#temp(`load i32, ptr ${this.#pointer(data.args[1]!)}, align 1`);
    const inside = this.#temp(`icmp ult i32 ${index}, ${map.maxEntries | 0}`);
    const wide = this.#temp(`zext i32 ${index} to i64`);
    const offset = this.#temp(`mul nuw i64 ${wide}, ${arrayStride(map)}`);
    const value = this.#displace(this.#mapValues(this.#pointer(data.args[0]!)), offset);
    this.#definePointer(data, this.#temp(`select i1 ${inside}, ptr ${value}, ptr null`));
  }

  /** Calls `ebpfc_helper_fn`: five arguments and the instance. */
  #callHelper(data: InstData, callee: string, args: readonly Value[]): void {
    const list = args.map(arg => this.#argument(arg));
    while (list.length < 5) list.push('i64 undef');
    const type = this.#typeText(data.result);
    this.#define(data, `call ${type} ${callee}(${list.join(', ')}, ptr %self)`);
  }

  #argument(value: Value): string {
    return this.#func.value(value).kind === 'undef' ? 'i64 undef' : this.#typed(value);
  }

  #call(data: InstData): void {
    const { name, params } = this.#context.subprogram(data.ref);
    const list = params.map((type, i) => {
      const arg = data.args[i]!;
      return type === 'ptr' ? `ptr ${this.#pointer(arg)}` : `i64 ${this.#integer(arg)}`;
    });
    const result = this.#temp(`call i64 ${name}(${[...list, 'ptr %self', 'ptr %tail_calls'].join(', ')})`);
    this.#defineInteger(data, result);
  }

  #callRegister(data: InstData): void {
    const [target, ...args] = data.args as [Value, ...Value[]];
    let callee = this.#func.entry === 'raw' ? '' : this.#pointer(target);
    if (this.#func.entry === 'raw') {
      const resolve = this.#slot(this.#context.bindings.helperOffset(RESOLVE_HELPER));
      const unused = ', i64 undef'.repeat(4);
      callee = this.#temp(`call ptr ${resolve}(i64 ${this.#integer(target)}${unused}, ptr %self)`);
    }
    this.#callHelper(data, callee, args);
  }

  /**
   * The target's body replaces this one. Out of range, an empty slot or the 33rd call: the program goes on with an
   * error in r0 (kernel/bpf/core.c, JMP_TAIL_CALL).
   */
  #tailCall(data: InstData): void {
    const [ctx, map, index] = data.args as [Value, Value, Value];
    const [resolve, go, fail] = [this.#newLabel(), this.#newLabel(), this.#newLabel()];
    const count = this.#temp('load i32, ptr %tail_calls, align 4');
    const spent = this.#temp(`icmp uge i32 ${count}, 33`);
    this.#line(`br i1 ${spent}, label %${fail}, label %${resolve}`);
    this.#startLabel(resolve);
    const find = this.#slot(this.#context.bindings.helperOffset(TAIL_CALL));
    const low = this.#temp(`and i64 ${this.#integer(index)}, 4294967295`);
    const target = this.#temp(
      `call ptr ${find}(ptr ${this.#pointer(map)}, i64 ${low}, i64 undef, i64 undef, i64 undef, ptr %self)`,
    );
    const missing = this.#temp(`icmp eq ptr ${target}, null`);
    this.#line(`br i1 ${missing}, label %${fail}, label %${go}`);
    this.#startLabel(go);
    const next = this.#temp(`add i32 ${count}, 1`);
    this.#line(`store i32 ${next}, ptr %tail_calls, align 4`);
    const body = this.#temp(`load ptr, ptr ${target}, align 8`);
    const self = this.#temp(`load ptr, ptr ${this.#displace(target, 8)}, align 8`);
    const call = `call i64 ${body}(ptr ${this.#pointer(ctx)}, i64 0, ptr ${self}, ptr %tail_calls)`;
    const result = this.#temp(this.#signature.musttail ? `musttail ${call}` : call);
    this.#line(`ret i64 ${result}`);
    this.#startLabel(fail);
    this.#define(data, 'add i64 -22, 0'); // -EINVAL
  }

  #mayGoto(data: InstData): void {
    const left = this.#temp('load i32, ptr %budget, align 4');
    this.#define(data, `icmp eq i32 ${left}, 0`);
    const next = this.#temp(`sub i32 ${left}, 1`);
    this.#line(`store i32 ${next}, ptr %budget, align 4`);
  }

  /** LD_ABS and LD_IND: network order in the packet, host order in the register, 0 and out when it is not there. */
  #packetLoad(data: InstData): void {
    const { type, args } = data;
    const offset = this.#integer(args[1]!);
    const [start, length] = this.#packetBounds(args[0]!);
    const end = this.#temp(`add i64 ${offset}, ${TYPE_BITS[type] / 8}`);
    const outside = this.#temp(`icmp ugt i64 ${end}, ${length}`);
    const [leave, inside] = [this.#newLabel(), this.#newLabel()];
    this.#line(`br i1 ${outside}, label %${leave}, label %${inside}, !prof ${this.#context.unlikely}`);
    this.#startLabel(leave);
    this.#line('ret i64 0');
    this.#startLabel(inside);
    const raw = this.#temp(`load ${type}, ptr ${this.#displace(start, offset)}, align 1`);
    if (type === 'i8') this.#names[data.result] = raw;
    else this.#define(data, `call ${type} @llvm.bswap.${type}(${type} ${raw})`);
  }

  #packetBounds(ctx: Value): [start: string, length: string] {
    if (this.#func.entry === 'raw') return [this.#signature.arguments[0]!, this.#signature.arguments[1]!];
    const skb = this.#pointer(ctx);
    const data = this.#temp(`load ptr, ptr ${skb}, align 8`);
    const end = this.#temp(`load ptr, ptr ${this.#displace(skb, 8)}, align 8`);
    const first = this.#temp(`ptrtoint ptr ${data} to i64`);
    const last = this.#temp(`ptrtoint ptr ${end} to i64`);
    return [data, this.#temp(`sub i64 ${last}, ${first}`)];
  }

  // ---- branches ----

  #branch(data: InstData): void {
    const labels = data.targets.map((target, i) => this.#edge(target, data.targets.slice(0, i)));
    if (data.op === 'jump') this.#line(`br label %${labels[0]}`);
    else if (data.op === 'br')
      this.#line(`br i1 ${this.#integer(data.args[0]!)}, label %${labels[0]}, label %${labels[1]}`);
    else {
      const cases = data.cases.map(
        (bits, i) => `${data.type} ${integer(bits, data.type)}, label %${labels[i + 1]}`,
      );
      this.#line(
        `switch ${data.type} ${this.#integer(data.args[0]!)}, label %${labels[0]} [ ${cases.join(' ')} ]`,
      );
    }
    for (const [label, target] of this.#pendingEdges) {
      this.#startLabel(label);
      this.#line(`br label %${this.#labelOf(target)}`);
    }
    this.#pendingEdges = [];
  }

  /** Blocks of their own for second edges to the same target, because a phi has one value a predecessor. */
  #pendingEdges: [string, Block][] = [];

  /** Records what an edge passes to its target and returns the label to branch to. */
  #edge(target: Target, earlier: readonly Target[]): string {
    const params = this.#func.block(target.block).params;
    const repeated = params.length > 0 && earlier.some(other => other.block === target.block);
    const from = repeated ? this.#newLabel() : this.#label;
    params.forEach((param, i) => {
      const arg = target.args[i]!;
      const text = this.#region(param) ? this.#pointer(arg) : this.#integer(arg);
      this.#incoming.get(param)!.push([text, from]);
    });
    if (!repeated) return this.#labelOf(target.block);
    this.#pendingEdges.push([from, target.block]);
    return from;
  }
}
