/**
 * One function of the IR to LLVM text.
 *
 * LLVM's undefined behaviour never leaks in: divisions are guarded, shift amounts masked, loads that others may
 * race with are frozen, accesses are aligned to 1, and `undef` is 0. Pointers are `ptr` and stay so under addition
 * (provenance.ts says which values are).
 */
import { assert, assertNever } from '../../diag/internal.js';
import { virtualField } from '../../ir/contexts.js';
import type { Block, Inst, Value } from '../../ir/entities.js';
import { TYPE_BITS } from '../../ir/entities.js';
import type { FuncFacts } from '../../ir/facts.js';
import { type Func, type InstData, NO_INSN, NO_VALUE, type Target } from '../../ir/function.js';
import type { Provenance, Region } from '../../ir/provenance.js';
import {
  lowerAddOrSub,
  lowerCompare,
  lowerShift,
  lowerSignedDivision,
  lowerUnsignedDivision,
} from './arithmetic.js';
import { Asserts } from './asserts.js';
import {
  callHelper,
  lowerCall,
  lowerCallRegister,
  lowerHelper,
  lowerMayGoto,
  lowerPacketLoad,
  lowerTailCall,
} from './calls.js';
import type { ModuleContext } from './context.js';
import { Emitter, type Signature } from './emitter.js';
import { lowerEntryParameter } from './entry.js';
import { storedOnly } from './freeze.js';
import { unneededAddresses } from './loop.js';
import { integer } from './text.js';

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
  readonly #e: Emitter;
  readonly #blocks: BlockText[] = [];
  readonly #unneeded: ReadonlySet<Value>;
  readonly #storedOnly: ReadonlySet<Value>;

  /** Per block parameter: `[value, label]` of each incoming edge. */
  readonly #incoming = new Map<Value, [string, string][]>();

  readonly #asserts: Asserts | undefined;

  constructor(
    func: Func,
    provenance: Provenance,
    signature: Signature,
    context: ModuleContext,
    asserts: FuncFacts | undefined,
  ) {
    this.#func = func;
    this.#storedOnly = storedOnly(func);
    this.#unneeded = context.options.inline ? unneededAddresses(func) : new Set();
    this.#e = new Emitter(func, provenance, signature, context);
    this.#asserts = asserts && new Asserts(this.#e, asserts);
  }

  /** The body between the braces; `prologue` is what the entry block does before everything else. */
  lower(prologue: readonly string[]): string {
    const func = this.#func;
    for (const block of func.order)
      for (const param of func.block(block).params) this.#incoming.set(param, []);
    const entry = this.#entry(prologue);
    func.order.forEach((block, i) => {
      this.#e.lines = [];
      this.#e.label = labelOf(block);
      const { params } = func.block(block);
      for (const param of params) if (i > 0) this.#e.names[param] = `%v${param}`;
      for (const param of params) this.#asserts?.value(param);
      for (const inst of func.block(block).insts) this.#asserted(block, inst);
      this.#blocks.push({ lines: this.#e.lines, exit: this.#e.label });
    });
    return entry + func.order.map((block, i) => this.#assemble(block, i)).join('');
  }

  #assemble(block: Block, position: number): string {
    const phis =
      position === 0
        ? []
        : this.#func.block(block).params.map(param => {
            const edges = this.#incoming.get(param)!.map(([value, label]) => `[ ${value}, %${label} ]`);
            return `  %v${param} = phi ${this.#e.typeText(param)} ${edges.join(', ')}`;
          });
    return [`${labelOf(block)}:`, ...phis, ...this.#blocks[position]!.lines, ''].join('\n');
  }

  /** Everything with a fixed place in the frame is allocated here, where LLVM promotes it. */
  #entry(prologue: readonly string[]): string {
    const func = this.#func;
    const budget = func.insts.some(data => data.op === 'may_goto');
    this.#e.lines = ['entry:'];
    func.slots.forEach((slot, i) => {
      this.#e.line(`%slot${i} = alloca [${slot.size} x i8], align ${slot.size % 16 === 0 ? 16 : 8}`);
    });
    if (budget) this.#e.line('%budget = alloca i32, align 4');
    this.#e.lines.push(...prologue);
    this.#e.debug = this.#e.context.debugLocation(func, NO_INSN);
    const args = this.#e.signature.arguments.map((name, i) => {
      // A program may use its context as nothing but a number.
      const param = func.block(func.entryBlock).params[i];
      if (name !== '%ctx' || param === undefined || this.#e.typeText(param) === 'ptr') return name;
      this.#e.line('%ctx.number = ptrtoint ptr %ctx to i64');
      return '%ctx.number';
    });
    this.#e.context.debugParameters(func).forEach((variable, i) => {
      if (args[i] === undefined) return;
      const type = this.#e.typeText(func.block(func.entryBlock).params[i]!);
      this.#e.line(
        `call void @llvm.dbg.value(metadata ${type} ${args[i]}, metadata ${variable}, metadata !DIExpression())`,
      );
    });
    func.block(func.entryBlock).params.forEach((param, i) => {
      this.#e.names[param] = args[i]!;
    });
    const memset = this.#e.context.alone ? 'llvm.memset.inline.p0.i64' : 'llvm.memset.p0.i64';
    if (this.#e.context.options.zeroStack)
      func.slots.forEach((slot, i) => {
        this.#e.line(`call void @${memset}(ptr align 8 %slot${i}, i8 0, i64 ${slot.size}, i1 false)`);
      });
    if (budget) this.#e.line(`store i32 ${MAY_GOTO_BUDGET}, ptr %budget, align 4`);
    this.#e.line(`br label %${labelOf(func.entryBlock)}`);
    return `${this.#e.lines.join('\n')}\n`;
  }

  #asserted(block: Block, inst: Inst): void {
    const data = this.#func.inst(inst);
    if (data.targets.length > 0) this.#asserts?.edges(block);
    this.#asserts?.use(inst, data);
    this.#inst(data);
    if (data.result !== NO_VALUE) this.#asserts?.value(data.result);
  }

  #inst(data: InstData): void {
    this.#e.debug = this.#e.context.debugLocation(this.#func, data.insn);
    if (lowerEntryParameter(this.#e, data)) return;
    const { op, type, args } = data;
    switch (op) {
      case 'add':
      case 'sub':
        lowerAddOrSub(this.#e, data);
        return;
      case 'mul':
      case 'and':
      case 'or':
      case 'xor':
        this.#e.define(data, `${op} ${type} ${this.#e.integer(args[0]!)}, ${this.#e.integer(args[1]!)}`);
        return;
      case 'shl':
      case 'lshr':
      case 'ashr':
        lowerShift(this.#e, data);
        return;
      case 'udiv':
      case 'umod':
        lowerUnsignedDivision(this.#e, data);
        return;
      case 'sdiv':
      case 'smod':
        lowerSignedDivision(this.#e, data);
        return;
      case 'zext':
      case 'sext':
      case 'trunc':
        this.#e.define(data, `${op} ${this.#func.typeOf(args[0]!)} ${this.#e.integer(args[0]!)} to ${type}`);
        return;
      case 'bswap':
        this.#e.define(data, `call ${type} @llvm.bswap.${type}(${type} ${this.#e.integer(args[0]!)})`);
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
        lowerCompare(this.#e, data);
        return;
      case 'select': {
        const condition = this.#e.integer(args[0]!);
        if (this.#e.region(data.result))
          this.#e.define(
            data,
            `select i1 ${condition}, ptr ${this.#e.pointer(args[1]!)}, ptr ${this.#e.pointer(args[2]!)}`,
          );
        else
          this.#e.define(
            data,
            `select i1 ${condition}, ${type} ${this.#e.integer(args[1]!)}, ${type} ${this.#e.integer(args[2]!)}`,
          );
        return;
      }
      case 'slot.addr':
        this.#e.names[data.result] = this.#e.displace(`%slot${data.ref}`, data.offset);
        return;
      case 'map.addr':
        this.#e.names[data.result] = this.#e.slot(this.#e.context.bindings.mapOffset(data.ref));
        return;
      case 'map.value': {
        const map = this.#e.slot(this.#e.context.bindings.mapOffset(data.ref));
        this.#e.names[data.result] = this.#e.displace(this.#e.mapValues(map), data.offset);
        return;
      }
      case 'global.addr':
        this.#e.names[data.result] = this.#e.displace(this.#global(data.ref), data.offset);
        return;
      case 'func.addr':
        if (this.#unneeded.has(data.result)) return;
        this.#e.names[data.result] = this.#e.context.callback(data.ref);
        return;
      case 'extern.addr':
        this.#e.names[data.result] = this.#e.slot(this.#e.context.bindings.externOffset(data.ref));
        return;
      case 'load': {
        const held = this.#e.typeText(data.result);
        const text = `load ${held}, ptr ${this.#e.accessed(data)}, align 1${this.#e.scope(args[0]!)}`;
        const shared = SHARED.has(this.#e.region(args[0]!) ?? 'memory') && this.#func.entry !== 'raw';
        const frozen = shared && !this.#storedOnly.has(data.result);
        this.#e.define(data, frozen ? `freeze ${held} ${this.#e.temp(text)}` : text);
        return;
      }
      case 'store':
        this.#e.line(
          `store ${this.#e.typed(args[1]!)}, ptr ${this.#e.accessed(data)}, align 1${this.#e.scope(args[0]!)}`,
        );
        return;
      case 'load.acquire':
        this.#e.defineTyped(
          data,
          this.#e.temp(
            `load atomic ${type}, ptr ${this.#e.address(args[0]!, data.offset)} acquire, align ${TYPE_BITS[type] / 8}`,
          ),
        );
        return;
      case 'store.release':
        this.#e.line(
          `store atomic ${type} ${this.#e.integer(args[1]!)}, ptr ${this.#e.address(args[0]!, data.offset)} release, align ${TYPE_BITS[type] / 8}`,
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
        const at = this.#e.address(args[0]!, data.offset);
        const pair = this.#e.temp(
          `cmpxchg ptr ${at}, ${type} ${this.#e.integer(args[1]!)}, ${type} ${this.#e.integer(args[2]!)} seq_cst seq_cst, align ${TYPE_BITS[type] / 8}`,
        );
        this.#e.defineTyped(data, this.#e.temp(`extractvalue { ${type}, i1 } ${pair}, 0`));
        return;
      }
      case 'ctx.load':
        this.#e.define(data, `load ${this.#e.typeText(data.result)}, ${this.#field(data)}`);
        return;
      case 'ctx.store':
        this.#e.line(`store ${type} ${this.#e.integer(args[1]!)}, ${this.#field(data)}`);
        return;
      case 'packet.load':
        lowerPacketLoad(this.#e, data);
        return;
      case 'helper':
        lowerHelper(this.#e, data);
        return;
      case 'kfunc': {
        const callee = this.#e.slot(this.#e.context.bindings.externOffset(data.ref));
        callHelper(this.#e, data, callee, args);
        return;
      }
      case 'call':
        lowerCall(this.#e, data);
        return;
      case 'call.reg':
        lowerCallRegister(this.#e, data);
        return;
      case 'tail_call':
        lowerTailCall(this.#e, data);
        return;
      case 'may_goto':
        lowerMayGoto(this.#e, data);
        return;
      case 'addr.cast':
        this.#e.definePointer(data, this.#e.pointer(args[0]!));
        return;
      case 'jump':
      case 'br':
      case 'switch':
        this.#branch(data);
        return;
      case 'ret':
        this.#e.line(`ret i64 ${this.#e.integer(args[0]!)}`);
        return;
      case 'trap':
        this.#e.line('call void @llvm.trap()');
        this.#e.line('unreachable');
        return;
      case 'unreachable':
        this.#e.line('unreachable');
        return;
      default:
        assertNever(op);
    }
  }

  #readModifyWrite(data: InstData, op: string, ordering: string): void {
    const { type, args } = data;
    const at = this.#e.address(args[0]!, data.offset);
    const old = this.#e.temp(
      `atomicrmw ${op} ptr ${at}, ${type} ${this.#e.integer(args[1]!)} ${ordering}, align ${TYPE_BITS[type] / 8}${this.#e.scope(args[0]!)}`,
    );
    if (data.result !== NO_VALUE) this.#e.defineTyped(data, old);
  }

  #global(index: number): string {
    return this.#e.context.frozenGlobal(index) ?? this.#e.slot(this.#e.context.bindings.globalOffset(index));
  }

  /** Where the runtime's own struct keeps a field of a virtual context. */
  #field(data: InstData): string {
    const { context } = this.#func;
    const field = context && virtualField(context, data.ref);
    assert(field?.native !== undefined, 'the contexts pass leaves only known fields');
    const offset = field.native.offset + data.ref - field.offset;
    // The struct itself is aligned to 8; machines without unaligned access would read byte by byte.
    const align = Math.min(offset === 0 ? 8 : offset & -offset, TYPE_BITS[data.type] / 8);
    return `ptr ${this.#e.address(data.args[0]!, offset)}, align ${align}${this.#e.scope(data.args[0]!)}`;
  }

  #branch(data: InstData): void {
    const labels = data.targets.map((target, i) => this.#edge(target, data.targets.slice(0, i)));
    if (data.op === 'jump') this.#e.line(`br label %${labels[0]}`);
    else if (data.op === 'br')
      this.#e.line(`br i1 ${this.#e.integer(data.args[0]!)}, label %${labels[0]}, label %${labels[1]}`);
    else {
      const cases = data.cases.map(
        (bits, i) => `${data.type} ${integer(bits, data.type)}, label %${labels[i + 1]}`,
      );
      this.#e.line(
        `switch ${data.type} ${this.#e.integer(data.args[0]!)}, label %${labels[0]} [ ${cases.join(' ')} ]`,
      );
    }
    for (const [label, target] of this.#pendingEdges) {
      this.#e.startLabel(label);
      this.#e.line(`br label %${labelOf(target)}`);
    }
    this.#pendingEdges = [];
  }

  /** Blocks of their own for second edges to the same target, because a phi has one value a predecessor. */
  #pendingEdges: [string, Block][] = [];

  /** Records what an edge passes to its target and returns the label to branch to. */
  #edge(target: Target, earlier: readonly Target[]): string {
    const params = this.#func.block(target.block).params;
    const repeated = params.length > 0 && earlier.some(other => other.block === target.block);
    const from = repeated ? this.#e.newLabel() : this.#e.label;
    params.forEach((param, i) => {
      const arg = target.args[i]!;
      const text = this.#e.region(param) ? this.#e.pointer(arg) : this.#e.integer(arg);
      this.#incoming.get(param)!.push([text, from]);
    });
    if (!repeated) return labelOf(target.block);
    this.#pendingEdges.push([from, target.block]);
    return from;
  }
}

const labelOf = (block: Block): string => `b${block}`;
