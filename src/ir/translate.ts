/**
 * Bytecode to SSA. The eleven registers are the variables; block parameters stand where definitions meet (iterated
 * dominance frontiers) and the register is live, so the result is pruned SSA. Each instruction becomes the few
 * operations that say what RFC 9669 says; nothing is optimised here but the conversions that 32-bit code would
 * otherwise pile up.
 */
import type { DiagnosticSink } from '../diag/diagnostic.js';
import { assertNever } from '../diag/internal.js';
import type { FunctionSpec, Module, Ref } from '../frontend/program.js';
import type { Insn, InsnIndex, Sem } from '../isa/types.js';
import type { ProgramTypeName } from '../platform/programs.js';
import { buildCfg, type Cfg } from './cfg.js';
import { programTypes, virtualContexts } from './contexts.js';
import { dominators, frontiers, iteratedFrontier, predecessors } from './dom.js';
import { type Block, type Type, typeOfSize, type Value } from './entities.js';
import { type Entry, Func, type InstData, type IrModule } from './function.js';
import { helperArity } from './helpers.js';
import type { Op } from './ops.js';
import { registerEffects } from './registers.js';

export interface TranslateOptions {
  /** How programs are entered; subprograms are always `sub`. */
  readonly entry: 'ctx' | 'raw';
  /** The type of programs whose section says nothing. */
  readonly programType?: ProgramTypeName;
  /** Bytes of stack of each frame; the kernel's is 512. */
  readonly stackSize: number;
}

export const KERNEL_STACK_SIZE = 512;

const REGISTERS = 11;
const FRAME_POINTER = 10;
const TAIL_CALL = 12; // BPF_FUNC_tail_call

/** Translates every function of a module; undefined after a report. */
export function translateModule(
  source: Module,
  options: TranslateOptions,
  sink: DiagnosticSink,
): IrModule | undefined {
  const functions: Func[] = [];
  for (const spec of source.functions) {
    const func = translateFunction(spec, options, sink);
    if (func !== undefined) functions.push(func);
  }
  if (functions.length < source.functions.length) return undefined;
  const module = { source, functions };
  assignContexts(module, options.programType);
  return module;
}

/** Gives each function the type of program that it is, and its virtual context. */
export function assignContexts(module: IrModule, fallback: ProgramTypeName | undefined): void {
  const types = programTypes(module.functions, fallback);
  const contexts = virtualContexts(module, types);
  module.functions.forEach((func, i) => {
    func.programType = types[i];
    const context = contexts[i];
    func.context = context === 'mixed' ? undefined : context;
    func.mixedContexts = context === 'mixed';
  });
}

export function translateFunction(
  spec: FunctionSpec,
  options: TranslateOptions,
  sink: DiagnosticSink,
): Func | undefined {
  const cfg = buildCfg(spec, sink);
  if (cfg === undefined) return undefined;
  return new Translation(spec, cfg, options, sink).run();
}

const ALU_OPS = {
  add: 'add',
  sub: 'sub',
  mul: 'mul',
  div: 'udiv',
  sdiv: 'sdiv',
  mod: 'umod',
  smod: 'smod',
  or: 'or',
  and: 'and',
  xor: 'xor',
  lsh: 'shl',
  rsh: 'lshr',
  arsh: 'ashr',
} as const satisfies Record<string, Op>;

const JUMP_OPS = {
  eq: 'eq',
  ne: 'ne',
  gt: 'ugt',
  ge: 'uge',
  lt: 'ult',
  le: 'ule',
  sgt: 'sgt',
  sge: 'sge',
  slt: 'slt',
  sle: 'sle',
} as const satisfies Record<string, Op>;

const ATOMIC_OPS = {
  add: ['atomic.add', 'fetch.add'],
  or: ['atomic.or', 'fetch.or'],
  and: ['atomic.and', 'fetch.and'],
  xor: ['atomic.xor', 'fetch.xor'],
} as const satisfies Record<string, readonly [Op, Op]>;

class Translation {
  readonly #spec: FunctionSpec;
  readonly #cfg: Cfg;
  readonly #options: TranslateOptions;
  readonly #sink: DiagnosticSink;
  readonly #func: Func;
  /** Values of r0 to r10 at the point of translation. */
  #regs: Value[] = [];
  #block = 0 as Block;
  #insn = 0 as InsnIndex;

  constructor(spec: FunctionSpec, cfg: Cfg, options: TranslateOptions, sink: DiagnosticSink) {
    this.#spec = spec;
    this.#cfg = cfg;
    this.#options = options;
    this.#sink = sink;
    const entry: Entry = spec.kind === 'program' ? options.entry : 'sub';
    this.#func = new Func(spec.name, entry, spec);
  }

  run(): Func | undefined {
    const func = this.#func;
    const blocks = this.#cfg.blocks;
    // A function whose first instruction is a jump target gets a block of its own to enter by.
    const lead = blocks.some(b => b.succs.includes(0)) ? 1 : 0;
    const succs = blocks.map(b => b.succs.map(s => s + lead));
    if (lead) succs.unshift([1]);
    const preds = predecessors(succs);
    const tree = dominators(preds);

    for (let node = 0; node < succs.length; node++) func.order.push(func.addBlock());
    const paramRegs = this.#placeParams(succs, frontiers(preds, tree), lead);

    const exits: Value[][] = [];
    for (let node = 0; node < succs.length; node++) {
      this.#block = node as Block;
      this.#regs = node === 0 ? this.#enter() : [...exits[tree.idom[node]!]!];
      for (const reg of paramRegs[node]!) this.#regs[reg] = func.addParam(this.#block, 'i64');
      const source = blocks[node - lead];
      if (source === undefined)
        func.append(this.#block, 'jump', { targets: [{ block: 1 as Block, args: [] }] });
      else if (!this.#translateBlock(source.start, source.end, succs[node]!)) return undefined;
      exits.push(this.#regs);
    }
    for (let node = 0; node < succs.length; node++)
      for (const target of func.terminator(node as Block).targets)
        target.args = paramRegs[target.block]!.map(reg => exits[node]![reg]!);
    return func;
  }

  /** Which registers each block takes as parameters. */
  #placeParams(
    succs: readonly (readonly number[])[],
    frontier: readonly (readonly number[])[],
    lead: number,
  ): number[][] {
    const effects = this.#cfg.blocks.map(b => this.#blockEffects(b.start, b.end));
    if (lead) effects.unshift({ uses: 0, defs: 0 });
    const liveIn = liveRegisters(succs, effects);
    const params: number[][] = succs.map(() => []);
    for (let reg = 0; reg < FRAME_POINTER; reg++) {
      const defs = effects.flatMap((e, node) => (e.defs & (1 << reg) || node === 0 ? [node] : []));
      for (const meet of iteratedFrontier(defs, frontier))
        if (liveIn[meet]! & (1 << reg)) params[meet]!.push(reg);
    }
    return params;
  }

  #blockEffects(start: InsnIndex, end: InsnIndex): { uses: number; defs: number } {
    let uses = 0;
    let defs = 0;
    for (let i = start; i < end; i++) {
      const insn = this.#spec.code.insns[i]!;
      const effect = registerEffects(insn);
      uses |= effect.uses & ~defs;
      defs |= effect.defs;
    }
    return { uses, defs };
  }

  /** The registers on entry. */
  #enter(): Value[] {
    const func = this.#func;
    const undef = func.undef('i64');
    const regs: Value[] = new Array(REGISTERS).fill(undef);
    const params = { ctx: 1, raw: 2, sub: 5 }[func.entry];
    for (let i = 1; i <= params; i++) regs[i] = func.addParam(this.#block, 'i64');
    const size = this.#options.stackSize;
    const slot = func.addSlot(-size, size);
    regs[FRAME_POINTER] = func.append(this.#block, 'slot.addr', { ref: slot, offset: size });
    return regs;
  }

  #translateBlock(start: InsnIndex, end: InsnIndex, succs: readonly number[]): boolean {
    for (let i = start; i < end; i++) {
      this.#insn = i as InsnIndex;
      if (!this.#translateInsn(this.#spec.code.insns[i]!, succs)) return false;
    }
    const last = this.#spec.code.insns[end - 1]!.desc.sem.kind;
    if (last !== 'jump' && last !== 'may_goto' && last !== 'exit')
      this.#emit('jump', { targets: toTargets(succs) });
    return true;
  }

  // ---- small constructors ----

  #emit(op: Op, fields: Partial<InstData>): Value {
    return this.#func.append(this.#block, op, { ...fields, insn: this.#insn });
  }

  #binary(op: Op, type: Type, a: Value, b: Value): Value {
    return this.#emit(op, { type, args: [a, b] });
  }

  /** The low bits of a 64-bit value, without a conversion where it was just widened or is a constant. */
  #narrow(value: Value, type: Type): Value {
    const func = this.#func;
    if (type === 'i64') return value;
    const data = func.value(value);
    if (data.kind === 'undef') return func.undef(type);
    if (data.kind === 'const') return func.const(type, data.bits);
    const from = func.definition(value);
    if ((from?.op === 'zext' || from?.op === 'sext') && func.typeOf(from.args[0]!) === type)
      return from.args[0]!;
    return this.#emit('trunc', { type, args: [value] });
  }

  #widen(op: 'zext' | 'sext', value: Value): Value {
    const func = this.#func;
    const type = func.typeOf(value);
    if (type === 'i64') return value;
    const data = func.value(value);
    if (data.kind === 'undef') return func.undef('i64');
    if (data.kind === 'const') {
      const bits = Number(type.slice(1));
      return func.const('i64', op === 'sext' ? BigInt.asIntN(bits, data.bits) : data.bits);
    }
    return this.#emit(op, { type: 'i64', args: [value] });
  }

  #args(count: number): Value[] {
    return this.#regs.slice(1, 1 + count);
  }

  /** After a call r0 is the result and r1 to r5 hold nothing. */
  #afterCall(result: Value): void {
    this.#regs[0] = result;
    this.#regs.fill(this.#func.undef('i64'), 1, 6);
  }

  // ---- one instruction ----

  #translateInsn(insn: Insn, succs: readonly number[]): boolean {
    const func = this.#func;
    const regs = this.#regs;
    const sem = insn.desc.sem;
    switch (sem.kind) {
      case 'alu':
        regs[insn.dst] = this.#alu(insn, sem);
        return true;
      case 'movsx': {
        const low = this.#narrow(regs[insn.src]!, `i${sem.from}`);
        const wide =
          sem.width === 64 ? this.#widen('sext', low) : this.#emit('sext', { type: 'i32', args: [low] });
        regs[insn.dst] = this.#widen('zext', wide);
        return true;
      }
      case 'end': {
        const low = this.#narrow(regs[insn.dst]!, `i${sem.width}`);
        const bytes = sem.op === 'htole' ? low : this.#emit('bswap', { type: `i${sem.width}`, args: [low] });
        regs[insn.dst] = this.#widen('zext', bytes);
        return true;
      }
      case 'load': {
        const type = typeOfSize(sem.size);
        const value = this.#emit('load', { type, args: [regs[insn.src]!], offset: insn.offset });
        regs[insn.dst] = this.#widen(sem.signed ? 'sext' : 'zext', value);
        return true;
      }
      case 'store': {
        const type = typeOfSize(sem.size);
        const value = sem.src === 'imm' ? func.const(type, insn.imm) : this.#narrow(regs[insn.src]!, type);
        this.#emit('store', { type, args: [regs[insn.dst]!, value], offset: insn.offset });
        return true;
      }
      case 'atomic':
        this.#atomic(insn, sem);
        return true;
      case 'imm64':
        return this.#imm64(insn);
      case 'jump': {
        const type = sem.width === 64 ? 'i64' : 'i32';
        const left = this.#narrow(regs[insn.dst]!, type);
        const right = sem.src === 'imm' ? func.const(type, insn.imm) : this.#narrow(regs[insn.src]!, type);
        const condition =
          sem.op === 'set'
            ? this.#binary('ne', type, this.#binary('and', type, left, right), func.const(type, 0n))
            : this.#binary(JUMP_OPS[sem.op], type, left, right);
        this.#emit('br', { args: [condition], targets: toTargets(succs) });
        return true;
      }
      case 'may_goto':
        this.#emit('br', { args: [this.#emit('may_goto', {})], targets: toTargets(succs) });
        return true;
      case 'goto':
        return true;
      case 'call':
        return this.#call(insn, sem.target);
      case 'exit':
        this.#emit('ret', { args: [regs[0]!] });
        return true;
      case 'packet': {
        const imm = func.const('i64', BigInt.asUintN(32, insn.imm));
        const offset = sem.indirect ? this.#binary('add', 'i64', regs[insn.src]!, imm) : imm;
        const low = this.#narrow(offset, 'i32');
        const type = typeOfSize(sem.size);
        const value = this.#emit('packet.load', { type, args: [regs[6]!, this.#widen('zext', low)] });
        this.#afterCall(this.#widen('zext', value));
        return true;
      }
      case 'addr_space_cast':
        regs[insn.dst] = this.#emit('addr.cast', { args: [regs[insn.src]!], ref: Number(insn.imm) });
        return true;
      default:
        return assertNever(sem);
    }
  }

  #alu(insn: Insn, sem: Sem & { kind: 'alu' }): Value {
    const func = this.#func;
    const type = sem.width === 64 ? 'i64' : 'i32';
    const right = sem.src === 'imm' ? func.const(type, insn.imm) : this.#narrow(this.#regs[insn.src]!, type);
    if (sem.op === 'mov') return this.#widen('zext', right);
    const left = this.#narrow(this.#regs[insn.dst]!, type);
    const result =
      sem.op === 'neg'
        ? this.#binary('sub', type, func.const(type, 0n), left)
        : this.#binary(ALU_OPS[sem.op], type, left, right);
    return this.#widen('zext', result);
  }

  #atomic(insn: Insn, sem: Sem & { kind: 'atomic' }): void {
    const regs = this.#regs;
    const type = typeOfSize(sem.size);
    const address = regs[insn.dst]!;
    const at = { type, offset: insn.offset };
    const operand = (): Value => this.#narrow(regs[insn.src]!, type);
    switch (sem.op) {
      case 'load_acquire':
        regs[insn.dst] = this.#widen('zext', this.#emit('load.acquire', { ...at, args: [regs[insn.src]!] }));
        return;
      case 'store_release':
        this.#emit('store.release', { ...at, args: [address, operand()] });
        return;
      case 'xchg':
        regs[insn.src] = this.#widen('zext', this.#emit('xchg', { ...at, args: [address, operand()] }));
        return;
      case 'cmpxchg': {
        const expected = this.#narrow(regs[0]!, type);
        regs[0] = this.#widen('zext', this.#emit('cmpxchg', { ...at, args: [address, expected, operand()] }));
        return;
      }
      default: {
        const [plain, fetching] = ATOMIC_OPS[sem.op];
        const old = this.#emit(sem.fetch ? fetching : plain, { ...at, args: [address, operand()] });
        if (sem.fetch) regs[insn.src] = this.#widen('zext', old);
      }
    }
  }

  #imm64(insn: Insn): boolean {
    const ref = this.#spec.code.refs.get(this.#insn);
    if (ref !== undefined) {
      this.#regs[insn.dst] = this.#address(ref);
      return true;
    }
    const sem = insn.desc.sem;
    if (sem.kind === 'imm64' && sem.ref !== 'value') {
      this.#sink.report('E0304', { kind: sem.ref }, this.#spec.code.placeOf(this.#insn));
      return false;
    }
    this.#regs[insn.dst] = this.#func.const('i64', insn.imm);
    return true;
  }

  #address(ref: Ref): Value {
    switch (ref.kind) {
      case 'map':
        return this.#emit('map.addr', { ref: ref.map });
      case 'map_value':
        return this.#emit('map.value', { ref: ref.map, offset: ref.offset });
      case 'global':
        return this.#emit('global.addr', { ref: ref.global, offset: ref.offset });
      case 'function':
        return this.#emit('func.addr', { ref: ref.function });
      case 'extern':
        return this.#emit('extern.addr', { ref: ref.extern });
      default:
        return assertNever(ref);
    }
  }

  #call(insn: Insn, target: 'helper' | 'local' | 'kfunc' | 'reg'): boolean {
    const regs = this.#regs;
    const ref = this.#spec.code.refs.get(this.#insn);
    switch (target) {
      case 'helper': {
        const id = Number(insn.imm);
        this.#afterCall(
          id === TAIL_CALL
            ? this.#emit('tail_call', { args: this.#args(3) })
            : this.#emit('helper', { ref: id, args: this.#args(helperArity(id)) }),
        );
        return true;
      }
      // An undefined function is called as `local` in the object; relocation makes it a kfunc.
      case 'local':
      case 'kfunc':
        if (ref?.kind === 'function')
          this.#afterCall(this.#emit('call', { ref: ref.function, args: this.#args(5) }));
        else if (ref?.kind === 'extern')
          this.#afterCall(this.#emit('kfunc', { ref: ref.extern, args: this.#args(5) }));
        else {
          this.#sink.report('E0305', { id: String(insn.imm) }, this.#spec.code.placeOf(this.#insn));
          return false;
        }
        return true;
      case 'reg':
        this.#afterCall(this.#emit('call.reg', { args: [regs[insn.dst]!, ...this.#args(5)] }));
        return true;
      default:
        return assertNever(target);
    }
  }
}

const toTargets = (succs: readonly number[]): { block: Block; args: Value[] }[] =>
  succs.map(s => ({ block: s as Block, args: [] }));

/** Registers live on entry to each block, as bit masks. */
function liveRegisters(
  succs: readonly (readonly number[])[],
  effects: readonly { readonly uses: number; readonly defs: number }[],
): Int32Array {
  const liveIn = new Int32Array(succs.length);
  for (let changed = true; changed; ) {
    changed = false;
    for (let node = succs.length - 1; node >= 0; node--) {
      let out = 0;
      for (const to of succs[node]!) out |= liveIn[to]!;
      const live = effects[node]!.uses | (out & ~effects[node]!.defs);
      if (live === liveIn[node]) continue;
      liveIn[node] = live;
      changed = true;
    }
  }
  return liveIn;
}
