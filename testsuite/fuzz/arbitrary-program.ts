import fc from 'fast-check';
import { requirementsOf } from '../../bpf_conformance/requirements.js';
import type { ConformanceTest } from '../../bpf_conformance/run.js';
import { DiagnosticSink } from '../../src/diag/diagnostic.js';
import { decodeCode, encodeCode } from '../../src/isa/codec.js';
import { formatInsn } from '../../src/isa/format.js';
import { INSNS, insnById } from '../../src/isa/table.js';
import { type Insn, type InsnDesc, slotsOf } from '../../src/isa/types.js';

/**
 * Random programs whose meaning is defined everywhere: they end, they read nothing that was not written, and
 * all their accesses are to aligned places of the stack or of the input memory. So every engine, the kernel
 * included, must agree on r0 and on the memory.
 *
 * r0 to r7 hold data, r8 counts loops, r9 is the address of the memory. Callees have r1 to r5 and a stack.
 */
export interface Program {
  readonly body: readonly Statement[];
  readonly callees: readonly (readonly Statement[])[];
  /** First values of r0 to r7. */
  readonly seeds: readonly bigint[];
  /** MEMORY_SIZE bytes. */
  readonly memory: Uint8Array;
}

export type Statement =
  | { readonly kind: 'insn'; readonly insn: Insn }
  | {
      readonly kind: 'if';
      readonly jump: Insn;
      readonly yes: readonly Statement[];
      readonly no: readonly Statement[];
    }
  | PointerStatement
  | { readonly kind: 'loop'; readonly turns: number; readonly body: readonly Statement[] }
  | { readonly kind: 'call'; readonly callee: number; readonly args: readonly number[] };

/** An access through a pointer that was computed, and perhaps kept in memory before. */
export interface PointerStatement {
  readonly kind: 'pointer';
  /** Holds the pointer, and a plain number afterwards: addresses differ from engine to engine. */
  readonly pointer: number;
  /** A load, store or atomic of r9 or r10. */
  readonly access: Insn;
  /** How the pointer is read back from the stack. */
  readonly reload: 'ldxdw' | 'load_acquire.dw' | undefined;
  /** A register whose low bits are added to the pointer. */
  readonly index: number | undefined;
}

export const MEMORY_SIZE = 64;
/** Bytes at the top of the stack that the program uses; all are written at the start. */
const STACK_USED = 64;
const DATA = 8;
/** Where pointers are kept: below the arguments of calls. */
const POINTER_SLOT = -136;
const COUNTER = 8;
const MEMORY = 9;
const STACK = 10;

const insn = (id: string, fields: Partial<Insn> = {}): Insn => {
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

const register = fc.integer({ min: 0, max: DATA - 1 });
const interesting64 = fc.constantFrom(
  0n,
  1n,
  2n ** 31n,
  2n ** 32n - 1n,
  2n ** 32n,
  2n ** 63n,
  2n ** 64n - 1n,
);
const word64 = fc.oneof(interesting64, fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }));
const imm32 = fc.oneof(
  fc.constantFrom(0n, 1n, -1n, 7n, 0x7fff_ffffn, -0x8000_0000n),
  fc.bigInt({ min: -0x8000_0000n, max: 0x7fff_ffffn }),
);

/** Immediates that the kernel's verifier takes: no division by 0, no shift by the width or more. */
function immediateOf({ sem }: InsnDesc): fc.Arbitrary<bigint> {
  if (sem.kind !== 'alu' || sem.op === 'neg') return imm32;
  if (sem.op === 'lsh' || sem.op === 'rsh' || sem.op === 'arsh') {
    return fc.bigInt({ min: 0n, max: BigInt(sem.width - 1) });
  }
  return /div|mod/.test(sem.op) ? imm32.map(imm => imm || 3n) : imm32;
}

const bound = (desc: InsnDesc, field: 'imm' | 'src') => desc.fields[field] === field;

/** Arithmetic of any form between data registers. */
const arithmetic = fc
  .constantFrom(
    ...INSNS.filter(({ sem }) => sem.kind === 'alu' || sem.kind === 'movsx' || sem.kind === 'end'),
  )
  .chain(desc =>
    fc
      .record({ dst: register, src: register, imm: immediateOf(desc) })
      .map(({ dst, src, imm }) =>
        insn(desc.id, { dst, ...(bound(desc, 'src') && { src }), ...(bound(desc, 'imm') && { imm }) }),
      ),
  );

const constant = fc.record({ dst: register, imm: word64 }).map(fields => insn('lddw.value', fields));

/** Loads, stores and atomics, at an aligned place. */
const access = fc
  .constantFrom(
    ...INSNS.filter(({ sem }) => sem.kind === 'load' || sem.kind === 'store' || sem.kind === 'atomic'),
  )
  .chain(desc => {
    const { sem } = desc;
    const size = 'size' in sem ? sem.size : 8;
    const fromSrc = sem.kind === 'load' || (sem.kind === 'atomic' && sem.op === 'load_acquire');
    return fc
      .record({
        data: register,
        base: fc.constantFrom(MEMORY, STACK),
        slot: fc.integer({ min: 0, max: MEMORY_SIZE / size - 1 }),
        imm: imm32,
      })
      .map(({ data, base, slot, imm }) => {
        const offset = base === STACK ? slot * size - STACK_USED : slot * size;
        const registers = fromSrc
          ? { dst: data, src: base }
          : { dst: base, ...(bound(desc, 'src') && { src: data }) };
        return insn(desc.id, { ...registers, offset, ...(bound(desc, 'imm') && { imm }) });
      });
  });

const pointerAccess: fc.Arbitrary<Statement> = fc
  .record({
    pointer: register,
    access,
    reload: fc.constantFrom(undefined, 'ldxdw' as const, 'load_acquire.dw' as const),
    index: fc.option(register, { nil: undefined }),
  })
  // The pointer's register is not the data's, nor the index's; cmpxchg has its data in r0, too.
  .filter(
    ({ pointer, access: i, index }) =>
      pointer !== 0 && pointer !== i.dst && pointer !== i.src && pointer !== index,
  )
  .map(fields => ({ kind: 'pointer', ...fields }));

const jump = fc
  .constantFrom(...INSNS.filter(({ sem }) => sem.kind === 'jump'))
  .chain(desc =>
    fc
      .record({ dst: register, src: register, imm: imm32 })
      .map(({ dst, src, imm }) =>
        insn(desc.id, { dst, ...(bound(desc, 'src') && { src }), ...(bound(desc, 'imm') && { imm }) }),
      ),
  );

const single: fc.Arbitrary<Statement> = fc
  .oneof(
    { weight: 5, arbitrary: arithmetic },
    { weight: 3, arbitrary: access },
    { weight: 1, arbitrary: constant },
  )
  .map(i => ({ kind: 'insn', insn: i }));

/** In a callee the memory's address is not at hand, and r6 to r8 are not written yet. */
const inCallee = (i: Insn): Insn => {
  const narrow = (r: number) => (r === MEMORY ? STACK : r < DATA ? r % 6 : r);
  const offset = i.dst === MEMORY || i.src === MEMORY ? i.offset - STACK_USED : i.offset;
  return {
    ...i,
    dst: i.desc.fields.dst === 'dst' ? narrow(i.dst) : i.dst,
    src: i.desc.fields.src === 'src' ? narrow(i.src) : i.src,
    offset: i.desc.fields.offset === 'offset' ? offset : i.offset,
  };
};

const calleeBody = fc.array(
  fc.oneof(arithmetic, access, constant).map((i): Statement => ({ kind: 'insn', insn: inCallee(i) })),
  { maxLength: 8 },
);

const CALLEES = 2;
const call: fc.Arbitrary<Statement> = fc.record({
  kind: fc.constant('call' as const),
  callee: fc.integer({ min: 0, max: CALLEES - 1 }),
  args: fc.array(register, { minLength: 5, maxLength: 5 }),
});

function statements(depth: number, inLoop: boolean): fc.Arbitrary<readonly Statement[]> {
  const choices: fc.WeightedArbitrary<Statement>[] = [
    { weight: 8, arbitrary: single },
    { weight: 2, arbitrary: pointerAccess },
    { weight: 1, arbitrary: call },
  ];
  if (depth > 0) {
    const nested = statements(depth - 1, inLoop);
    choices.push({
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('if' as const), jump, yes: nested, no: nested }),
    });
    if (!inLoop) {
      choices.push({
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('loop' as const),
          turns: fc.integer({ min: 1, max: 5 }),
          body: statements(depth - 1, true),
        }),
      });
    }
  }
  return fc.array(fc.oneof(...choices), { maxLength: 8 });
}

export const arbitraryProgram: fc.Arbitrary<Program> = fc.record({
  body: statements(3, false),
  callees: fc.array(calleeBody, { minLength: CALLEES, maxLength: CALLEES }),
  seeds: fc.array(word64, { minLength: DATA, maxLength: DATA }),
  memory: fc.uint8Array({ minLength: MEMORY_SIZE, maxLength: MEMORY_SIZE }),
});

/** The instructions of a program. Registers, stack and memory, and so all that it did, end up in r0. */
export function emitProgram(program: Program): Insn[] {
  const emitter = new Emitter();
  emitter.emit(insn('mov.reg', { dst: MEMORY, src: 1 }));
  emitter.clearStack();
  for (const [dst, imm] of program.seeds.entries()) emitter.emit(insn('lddw.value', { dst, imm }));
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
    emitter.clearStack();
    emitter.emit(insn('mov.imm', {}));
    emitter.statements(body);
    for (let src = 1; src <= 5; src++) emitter.fold(src);
    emitter.emit(insn('exit'));
  });
  return emitter.finish();
}

class Emitter {
  readonly #insns: Insn[] = [];
  #pc = 0;
  readonly #callees: number[] = [];
  readonly #calls: { index: number; pc: number; callee: number }[] = [];

  emit(i: Insn): void {
    this.#insns.push(i);
    this.#pc += slotsOf(i);
  }

  clearStack(): void {
    for (let offset = -STACK_USED; offset < 0; offset += 8) this.emit(insn('stdw', { dst: STACK, offset }));
  }

  /** `r0 = r0 * 31 + src`. */
  fold(src: number): void {
    this.emit(insn('mul.imm', { imm: 31n }));
    this.emit(insn('add.reg', { src }));
  }

  /** False when no call goes there. */
  startCallee(callee: number): boolean {
    this.#callees[callee] = this.#pc;
    return this.#calls.some(call => call.callee === callee);
  }

  statements(list: readonly Statement[]): void {
    for (const statement of list) this.#statement(statement);
  }

  #statement(statement: Statement): void {
    switch (statement.kind) {
      case 'insn':
        this.emit(statement.insn);
        break;
      case 'if': {
        const jumpAt = this.#reserve(statement.jump);
        this.statements(statement.no);
        const skipAt = this.#reserve(insn('ja'));
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
      case 'pointer':
        this.#pointer(statement);
        break;
      case 'call':
        this.#call(statement.callee, statement.args);
        break;
    }
  }

  #pointer({ pointer, access: i, reload, index }: PointerStatement): void {
    const base = i.dst === MEMORY || i.dst === STACK ? i.dst : i.src;
    this.emit(insn('mov.reg', { dst: pointer, src: base }));
    if (reload) {
      this.emit(insn('stxdw', { dst: STACK, src: pointer, offset: POINTER_SLOT }));
      this.emit(insn(reload, { dst: pointer, src: STACK, offset: POINTER_SLOT }));
    }
    let { offset } = i;
    // The kernel takes no atomic at a variable place of the stack.
    if (index !== undefined && base === MEMORY) {
      this.emit(insn('and.imm', { dst: index, imm: BigInt(MEMORY_SIZE - 8) }));
      this.emit(insn('add.reg', { dst: pointer, src: index }));
      offset = 0;
    }
    const access = i.dst === base ? { ...i, dst: pointer } : { ...i, src: pointer };
    this.emit({ ...access, offset });
    this.emit(insn('mov.imm', { dst: pointer, imm: 1n }));
  }

  /** Arguments come from any data register, over the stack below what the program uses. */
  #call(callee: number, args: readonly number[]): void {
    const slot = (i: number) => -STACK_USED - 8 * (i + 1);
    for (const [i, src] of args.entries()) this.emit(insn('stxdw', { dst: STACK, src, offset: slot(i) }));
    for (const i of args.keys()) this.emit(insn('ldxdw', { dst: i + 1, src: STACK, offset: slot(i) }));
    this.#calls.push({ index: this.#insns.length, pc: this.#pc, callee });
    this.emit(insn('call.local'));
    // A call leaves nothing in r1 to r5.
    for (let dst = 1; dst <= 5; dst++) this.emit(insn('mov.reg', { dst, src: dst % 2 ? 0 : 6 }));
  }

  #reserve(i: Insn): { index: number; pc: number } {
    const at = { index: this.#insns.length, pc: this.#pc };
    this.emit(i);
    return at;
  }

  #land(from: { index: number; pc: number }): void {
    this.#insns[from.index] = { ...this.#insns[from.index]!, offset: this.#pc - from.pc - 1 };
  }

  finish(): Insn[] {
    for (const { index, pc, callee } of this.#calls) {
      this.#insns[index] = { ...this.#insns[index]!, imm: BigInt(this.#callees[callee]! - pc - 1) };
    }
    return this.#insns;
  }
}

/** A program as a test of the conformance runner's kind. */
export function testOf(program: Program, name: string): ConformanceTest {
  const insns = emitProgram(program);
  const bytes = encodeCode(insns);
  return {
    name,
    code: decodeCode(bytes, new DiagnosticSink())!,
    program: bytes,
    memory: Uint8Array.from(program.memory),
    requirements: requirementsOf(insns),
  };
}

/** The program's text, for the report of a failure. */
export const textOf = ({ code }: ConformanceTest): string =>
  code.insns.map(i => formatInsn(i, 'c')).join('\n');
