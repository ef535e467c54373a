/** The instructions of random programs: how the statements of arbitrary-program.ts become code. */
import { insnById } from '../../src/isa/table.js';
import { type Insn, slotsOf } from '../../src/isa/types.js';
import type { PointerStatement, Program, Statement } from './arbitrary-program.js';

export const MEMORY_SIZE = 64;
/** Bytes at the top of the stack that the program uses; all are written at the start, but for wide programs. */
export const STACK_USED = 64;
/** How many registers hold data. */
export const DATA = 8;
/** Of them, those that a callee has. */
const CALLEE_DATA = 6;
/** Where pointers are kept: below the arguments of calls. */
const POINTER_SLOT = -136;
/** Where plain programs keep a register, and what was in memory. */
const SAVED_SLOT = -144;
const OLD_SLOT = -152;
const COUNTER = 8;
export const MEMORY = 9;
export const STACK = 10;
/** Functions beside the program; the last is given the address of 64 bytes in r1. */
export const CALLEES = 3;
const WITH_POINTER = CALLEES - 1;
/** The helper of the conformance suite: the time in the kernel, so nobody looks at what it gives. */
const HELPER = 5n;

/** An instruction of the table's row `id`; fields that are not given are 0 or the row's literals. */
export const insn = (id: string, fields: Partial<Insn> = {}): Insn => {
  const desc = insnById(id)!;
  return {
    desc,
    dst: 0,
    src: typeof desc.fields.src === 'number' ? desc.fields.src : 0,
    offset: typeof desc.fields.offset === 'number' ? desc.fields.offset : 0,
    imm: typeof desc.fields.imm === 'number' ? BigInt(desc.fields.imm) : 0n,
    ...fields,
  };
};

export interface EmitOptions {
  /** Read-modify-write atomics become the loads, operations and stores that they mean. */
  readonly plain?: boolean;
}

/** The instructions of a program. Registers, stack and memory, and so all that it did, end up in r0. */
export function emitProgram(program: Program, options: EmitOptions = {}): Insn[] {
  const emitter = new Emitter(program.wide, options.plain ?? false);
  emitter.emit(insn('mov.reg', { dst: MEMORY, src: 1 }));
  emitter.clearStack();
  for (const [dst, imm] of program.seeds.entries())
    if (imm !== undefined) emitter.emit(insn('lddw.value', { dst, imm }));
  emitter.statements(program.body);
  for (let src = 1; src < DATA; src++) emitter.fold(src);
  for (let offset = -STACK_USED; offset < 0; offset += 8) {
    emitter.emit(insn('ldxdw', { dst: 1, src: STACK, offset }));
    emitter.fold(1);
  }
  for (let offset = 0; offset < MEMORY_SIZE; offset += 8) {
    emitter.emit(insn('ldxdw', { dst: 1, src: MEMORY, offset }));
    emitter.fold(1);
  }
  emitter.emit(insn('exit'));
  program.callees.forEach((body, callee) => {
    // The kernel does not take a function that nobody calls.
    if (!emitter.startCallee(callee)) return;
    if (callee === WITH_POINTER) {
      emitter.emit(insn('mov.reg', { dst: MEMORY, src: 1 }));
      emitter.emit(insn('mov.imm', { dst: 1, imm: 7n }));
    }
    emitter.clearStack();
    emitter.emit(insn('mov.imm', {}));
    emitter.statements(body);
    for (let src = 1; src < CALLEE_DATA; src++) emitter.fold(src);
    emitter.emit(insn('exit'));
  });
  return emitter.finish();
}

class Emitter {
  readonly #wide: boolean;
  readonly #plain: boolean;
  readonly #insns: Insn[] = [];
  #pc = 0;
  /** The callee that is being emitted; undefined in the program itself. */
  #callee: number | undefined;
  readonly #callees: number[] = [];
  readonly #calls: { index: number; pc: number; callee: number }[] = [];

  constructor(wide: boolean, plain: boolean) {
    this.#wide = wide;
    this.#plain = plain;
  }

  emit(i: Insn): void {
    this.#insns.push(i);
    this.#pc += slotsOf(i);
  }

  clearStack(): void {
    if (this.#wide) return;
    for (let offset = -STACK_USED; offset < 0; offset += 8) this.emit(insn('stdw', { dst: STACK, offset }));
  }

  /** `r0 = r0 * 31 + src`. */
  fold(src: number): void {
    this.emit(insn('mul.imm', { imm: 31n }));
    this.emit(insn('add.reg', { src }));
  }

  /** False when no call goes there. */
  startCallee(callee: number): boolean {
    this.#callee = callee;
    this.#callees[callee] = this.#pc;
    return this.#calls.some(call => call.callee === callee);
  }

  statements(list: readonly Statement[]): void {
    for (const statement of list) this.#statement(statement);
  }

  #statement(statement: Statement): void {
    switch (statement.kind) {
      case 'insn':
        this.#access(this.#local(statement.insn));
        break;
      case 'if': {
        const jumpAt = this.#reserve(statement.jump);
        this.statements(statement.no);
        const skipAt = this.#reserve(insn(statement.far ? 'ja32' : 'ja'));
        this.#land(jumpAt);
        this.statements(statement.yes);
        this.#land(skipAt);
        break;
      }
      case 'loop': {
        this.emit(insn('mov.imm', { dst: COUNTER, imm: BigInt(statement.turns) }));
        const start = this.#pc;
        this.statements(statement.body);
        this.emit(insn('sub.imm', { dst: COUNTER, imm: 1n }));
        this.emit(insn('jne.imm', { dst: COUNTER, offset: start - this.#pc - 1 }));
        break;
      }
      case 'may_goto': {
        const at = this.#reserve(insn('may_goto'));
        this.statements(statement.body);
        this.#land(at);
        break;
      }
      case 'helper':
        this.#helper(statement.call, statement.register);
        break;
      case 'packet': {
        const { src, desc } = statement.insn;
        if (desc.fields.src === 'src') this.emit(insn('and.imm', { dst: src, imm: BigInt(MEMORY_SIZE / 4) }));
        this.emit(statement.insn);
        break;
      }
      case 'pointer':
        this.#pointer(statement);
        break;
      case 'call':
        this.#call(statement.callee, statement.args, statement.own);
        break;
    }
  }

  /** An instruction as it is, or in plain programs what a read-modify-write means, with a register that it saves. */
  #access(i: Insn): void {
    const { sem } = i.desc;
    if (!this.#plain || sem.kind !== 'atomic' || sem.op === 'load_acquire' || sem.op === 'store_release') {
      this.emit(i);
      return;
    }
    const { dst, src, offset } = i;
    const suffix = sem.size === 4 ? 'w' : 'dw';
    const width = sem.size === 4 ? '32' : '';
    const old = [1, 2, 3].find(r => r !== dst && r !== src)!;
    const store = (value: number) => this.emit(insn(`stx${suffix}`, { dst, src: value, offset }));
    this.emit(insn('stxdw', { dst: STACK, src: old, offset: SAVED_SLOT }));
    this.emit(insn(`ldx${suffix}`, { dst: old, src: dst, offset }));
    if (sem.op === 'cmpxchg') {
      const differs = this.#reserve(insn(`jne${width}.reg`, { dst: old }));
      store(src);
      this.#land(differs);
      this.emit(insn('mov.reg', { src: old }));
    } else if (sem.op === 'xchg') {
      store(src);
      this.emit(insn('mov.reg', { dst: src, src: old }));
    } else {
      this.emit(insn('stxdw', { dst: STACK, src: old, offset: OLD_SLOT }));
      this.emit(insn(`${sem.op}${width}.reg`, { dst: old, src }));
      store(old);
      if (sem.fetch) this.emit(insn('ldxdw', { dst: src, src: STACK, offset: OLD_SLOT }));
    }
    this.emit(insn('ldxdw', { dst: old, src: STACK, offset: SAVED_SLOT }));
  }

  /** In a callee r6 to r8 are not written, and only the last has an address beside its stack's. */
  #local(i: Insn): Insn {
    if (this.#callee === undefined) return i;
    const homeless = this.#callee !== WITH_POINTER;
    const narrow = (r: number) =>
      r === MEMORY && homeless ? STACK : r < DATA && !this.#wide ? r % CALLEE_DATA : r;
    const displaced = homeless && (i.dst === MEMORY || i.src === MEMORY);
    const { dst, src, offset } = i.desc.fields;
    return {
      ...i,
      dst: dst === 'dst' ? narrow(i.dst) : i.dst,
      src: src === 'src' ? narrow(i.src) : i.src,
      offset: offset === 'offset' && displaced ? i.offset - STACK_USED : i.offset,
    };
  }

  #helper(call: 'call.helper' | 'callx' | 'callx.imm', register: number): void {
    if (call === 'call.helper') this.emit(insn(call, { imm: HELPER }));
    else {
      this.emit(insn('mov.imm', { dst: register, imm: HELPER }));
      this.emit(insn(call, { dst: register }));
    }
    // A call leaves nothing in r1 to r5.
    for (let dst = 0; dst <= 5; dst++) this.emit(insn('mov.imm', { dst, imm: BigInt(dst - 3) }));
  }

  #pointer({ pointer, access: i, reload, index, choice, cast, shift }: PointerStatement): void {
    const base = i.dst === MEMORY || i.dst === STACK ? i.dst : i.src;
    const start = (region: number): number => (region === STACK ? -STACK_USED : 0);
    const aim = (region: number): void => {
      this.emit(insn('mov.reg', { dst: pointer, src: region }));
      this.emit(insn('add.imm', { dst: pointer, imm: BigInt(start(region) + shift) }));
    };
    aim(base);
    if (choice) {
      const at = this.#reserve(choice);
      aim(base === STACK ? MEMORY : STACK);
      this.#land(at);
    }
    if (cast) this.emit(insn(cast, { dst: pointer, src: pointer }));
    if (reload) {
      this.emit(insn('stxdw', { dst: STACK, src: pointer, offset: POINTER_SLOT }));
      this.emit(insn(reload, { dst: pointer, src: STACK, offset: POINTER_SLOT }));
    }
    let offset = i.offset - start(base);
    // The kernel takes no atomic at a variable place of the stack.
    if (index !== undefined && (this.#wide || (base === MEMORY && !choice))) {
      this.emit(insn('and.imm', { dst: index, imm: BigInt(MEMORY_SIZE - 8) }));
      this.emit(insn('add.reg', { dst: pointer, src: index }));
      offset = 0;
    }
    const access = i.dst === base ? { ...i, dst: pointer } : { ...i, src: pointer };
    this.#access({ ...access, offset: offset - shift });
    this.emit(insn('mov.imm', { dst: pointer, imm: 1n }));
  }

  /** Arguments come from any data register, over the stack below what the program uses. */
  #call(callee: number, args: readonly number[], own: boolean): void {
    const inside = this.#callee !== undefined;
    const slot = (i: number) => -STACK_USED - 8 * (i + 1);
    for (const [i, arg] of args.entries()) {
      const src = inside ? arg % CALLEE_DATA : arg;
      this.emit(insn('stxdw', { dst: STACK, src, offset: slot(i) }));
    }
    for (const i of args.keys()) this.emit(insn('ldxdw', { dst: i + 1, src: STACK, offset: slot(i) }));
    if (callee === WITH_POINTER) {
      this.emit(insn('mov.reg', { dst: 1, src: own ? STACK : MEMORY }));
      if (own) this.emit(insn('add.imm', { dst: 1, imm: BigInt(-STACK_USED) }));
    }
    this.#calls.push({ index: this.#insns.length, pc: this.#pc, callee });
    this.emit(insn('call.local'));
    // A call leaves nothing in r1 to r5.
    for (let dst = 1; dst <= 5; dst++) {
      if (dst % 2 || inside) this.emit(insn('mov.reg', { dst }));
      else this.emit(insn('mov.reg', { dst, src: 6 }));
    }
  }

  #reserve(i: Insn): { index: number; pc: number } {
    const at = { index: this.#insns.length, pc: this.#pc };
    this.emit(i);
    return at;
  }

  /** Makes a jump go to here. */
  #land(from: { index: number; pc: number }): void {
    const jump = this.#insns[from.index]!;
    const distance = this.#pc - from.pc - 1;
    this.#insns[from.index] =
      jump.desc.fields.imm === 'rel' ? { ...jump, imm: BigInt(distance) } : { ...jump, offset: distance };
  }

  finish(): Insn[] {
    for (const { index, pc, callee } of this.#calls) {
      this.#insns[index] = { ...this.#insns[index]!, imm: BigInt(this.#callees[callee]! - pc - 1) };
    }
    return this.#insns;
  }
}
